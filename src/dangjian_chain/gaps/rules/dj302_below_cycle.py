"""DJ302 below-cycle: 开展次数未达规定频次."""

from __future__ import annotations

from collections.abc import Iterator

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
        Text(
            zh="有的时段记录已注明载入齐全，登记的次数少于频次",
            en="for some spans the records are stated complete, and fewer than due",
        ),
        is_of(context, due_pairs(context, DueState.SHORT)),
    )


def find(context: Context) -> Iterator[Hit]:
    due = context.due
    for pair in due_pairs(context, DueState.SHORT):
        rows = list(pair.rows)
        expected, actual = int(due.wanted[rows].sum()), int(due.done[rows].sum())
        yield pair_hit(context, pair, expected=expected, actual=actual)


RULE = Rule(
    code="DJ302",
    name="below-cycle",
    severity=Severity.WARNING,
    citations=("due_on_record",),
    title=Text(zh="开展次数未达规定频次", en="Fewer times than due"),
    message=Text(
        zh="按{cycle}，{organization}{period}应开展“{duty}”{expected}次，已登记{actual}次。",
        en="{organization}: {duty!r} is due {cycle}, {expected} time(s) in {period}; {actual} on record.",
    ),
    explanation=Text(
        zh="频次为一期多次的事项（如每年不少于4次），到期后登记的次数少于规定、又不是一次也没有的，列出，一个组织一个事项列一次。"
        "一次也没有的见到期未见开展记录（DJ301）。只核对记录已注明载入齐全（记录完整范围）的时段，未注明的不作判断；"
        "计数办法同DJ301。依据是责任链的定义，不是条文规定。",
        en="Where a duty is due several times in a span, such as four times a year, lists spans past their day with "
        "fewer records than due, but at least one, once for a duty and organization; those without any are DJ301's. "
        "Only spans whose records are stated complete (records_cover) are looked at, counted as in DJ301. The basis "
        "is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="已开展的，注明会议或文件即可，不必另做材料；未开展的，请说明情况。",
        en="Where it was done, the meeting or document is enough, and no other paper; where not, say how it stands.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 走访职工, performed_by: [branch], cycle: 2/half-year}
assignments:
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-05-20, evidence: 示例支部纪要〔2026〕05号}
records_cover:
- {kind: performed, organization: Z1, from: 2026-01-01, until: 2026-10-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 走访职工, performed_by: [branch], cycle: 2/half-year}
assignments:
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-03-20, evidence: 示例支部纪要〔2026〕03号}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-05-20, evidence: 示例支部纪要〔2026〕05号}
records_cover:
- {kind: performed, organization: Z1, from: 2026-01-01, until: 2026-10-01}
""",
    find=find,
    conditions=conditions,
    needs=(Data.RECORDS, Data.COVER),
    symptom=Symptom.HOLLOWED,
)
