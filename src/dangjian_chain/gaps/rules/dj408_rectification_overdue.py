"""DJ408 rectification-overdue: 整改到期未销号."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.ledger_items import LedgerItems
from dangjian_chain.period import latest
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    items = context.arrays.kept(LedgerItems)
    due = items.table.column("due")
    yield Condition(
        Text(zh="整改时限已过", en="its date has passed"),
        items.is_past,
        lambda row: (
            Text(zh="未填写整改时限", en="no date is entered")
            if due[row] is None
            else Text(zh=f"整改时限{due[row]}", en=f"due {due[row]}")
        ),
    )
    yield Condition(Text(zh="尚未填写销号时间", en="no day of closing is entered"), ~items.is_done)
    yield Condition(Text(zh="没有结转为另一项", en="no other item carries it on"), ~items.is_carried)


def find(context: Context) -> Iterator[Hit]:
    items = context.arrays.kept(LedgerItems)
    for row in meeting(conditions(context)):
        id_, due = items.table.ids[row], items.table.column("due")[row]
        organization, _ = where(context, "ledger", row)
        yield Hit(
            organization=organization,
            subject_kind="ledger",
            subject=id_,
            words={
                "organization": items.whose(row),
                "item": items.called(row),
                "due": due,
                "days": (context.day - latest(due)).days,
            },
            since=due,
            row=("ledger", row),
            after=(("DJ410", organization, id_, ""),),
        )


RULE = Rule(
    code="DJ408",
    name="rectification-overdue",
    severity=Severity.WARNING,
    citations=("rectified_to_the_end",),
    title=Text(zh="整改到期未销号", en="A rectification past its date"),
    message=Text(
        zh="“{item}”原定{due}前完成，目前尚未销号（已超{days}天）。",
        en="{item!r} was to be mended by {due} and is not closed yet ({days} day(s) over).",
    ),
    explanation=Text(
        zh="核对整改台账中填了整改时限的各项：时限已过、没有填写销号时间、也没有结转为另一项的，列出。"
        "时限只写到月份、年份的，按最后一天计；时限当天不算超期；填了销号时间、尚未验收的列为待验收，不在此列；"
        "没有填写时限的不作判断。整改拖过时限又没有新的时限，问题就悬在那里。依据是责任链的定义，不是条文规定。",
        en="Looks at the items of the rectification ledger that have a date: those past it, with no day of closing and "
        "carried on by no other item. A date known to the month or year is read as its last day, and on the day itself "
        "nothing is over; an item with a day of closing waits to be verified and is not listed, one without a date is "
        "not judged. A problem past its date, without another date, is left hanging. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请更新进展；确需延期的，说明理由和新的时限。",
        en="Enter how it stands; where it needs more time, enter why and the new date.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
ledger:
- {id: 2026-001, organization: Z1, problem: 主题党日记录不全, due: 2026-08-31}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
ledger:
- {id: 2026-001, organization: Z1, problem: 主题党日记录不全, due: 2026-10-31}
""",
    find=find,
    conditions=conditions,
    over="ledger",
    needs=(Data.LEDGER,),
    reads=("ledger.due",),
    columns=("closed_on", "due"),
    symptom=Symptom.WEAKENED,
)
