"""DJ303 late: 逾期完成."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dangjian_chain.gaps.condition import Condition
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.due_pairs import due_pairs, has_due, is_of, pair_hit
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.due_state import DueState
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    yield Condition(
        Text(zh="有按频次到期的规定动作", en="required duties of its own have fallen due"), has_due(context)
    )
    yield Condition(
        Text(zh="其中有的在时限之后才完成", en="some of it was done after the last day in time"),
        is_of(context, due_pairs(context, DueState.LATE)),
    )


def find(context: Context) -> Iterator[Hit]:
    due = context.due
    for pair in due_pairs(context, DueState.LATE):
        done = context.listed(str(due.done_on(row)) for row in pair.rows)
        last = context.listed(str(date.fromordinal(int(due.due[row]))) for row in pair.rows)
        yield pair_hit(context, pair, on=done, due=last)


RULE = Rule(
    code="DJ303",
    name="late",
    severity=Severity.NOTE,
    citations=("due_on_record",),
    title=Text(zh="逾期完成", en="Done late"),
    message=Text(
        zh="{organization}{period}的“{duty}”已完成，登记的时间为{on}，时限为{due}。",
        en="{organization}: {duty!r} of {period} was done, by the records on {on}; the last day in time was {due}.",
    ),
    explanation=Text(
        zh="按事项的频次和时限，核对上一年度和本年度各期：次数够了、但其中有的在时限之后才开展的，列出；"
        "写明的完成时间，是次数够了的那一条记录的时间，不要求记录载入齐全。"
        "补做的以所属时段认定是哪一期，补上之后这个标记仍然保留。只写到月、年的日期按对单位有利的一天理解。"
        "依据是责任链的定义，不是条文规定。",
        en="By the rhythm and deadline of each duty, lists spans of the last year and this one in which it was done "
        "as often as due, but some of it after the last day in time; the day shown is that of the record that made it "
        "enough, and the records need not be complete. What is made good later counts for the period that the record "
        "states, and the mark stays. Dates known to the month or year are read in the unit's favor. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对开展时间是否笔误；确属推迟的，注明原因即可，下次可与临近的会议合并安排。",
        en="Check whether the day is a slip; if it was put off, the reason is enough, and next time it may be joined "
        "to a meeting near the date.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 组织生活会, performed_by: [branch], cycle: 1/year}
assignments:
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-01-20, period: 2025年, evidence: 示例支部纪要〔2026〕1号}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 组织生活会, performed_by: [branch], cycle: 1/year}
assignments:
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2025-12-20, period: 2025年, evidence: 示例支部纪要〔2025〕12号}
""",
    find=find,
    conditions=conditions,
    needs=(Data.RECORDS,),
    symptom=Symptom.WEAKENED,
)
