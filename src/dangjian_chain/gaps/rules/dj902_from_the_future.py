"""DJ902 from-the-future: 日期晚于核对日."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import row_name, where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.period import Day, earliest, latest
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    table = context.table("records")
    days = zip(table.column("on"), table.column("recorded_on"), strict=True)
    for row, (on, recorded) in enumerate(days):
        what = _what(context, on, recorded)
        if what is not None:
            organization, duty = where(context, "records", row)
            yield Hit(
                organization=organization,
                subject_kind="record",
                subject=table.ids[row],
                duty=duty,
                words={"record": row_name(context, "records", row), "what": what},
                row=("records", row),
            )


def _what(context: Context, on: Day, recorded: Day | None) -> Text | None:
    """Return which date cannot be; the reading most favorable to the unit counts."""
    if earliest(on) > context.day:
        return Text(zh=f"开展时间{on}晚于核对日{context.day}", en=f"dated {on}, after the day {context.day}")
    if recorded is not None and latest(recorded) < earliest(on):
        return Text(
            zh=f"登记时间{recorded}早于开展时间{on}",
            en=f"entered on {recorded}, before {on}, the day it is about",
        )
    return None


RULE = Rule(
    code="DJ902",
    name="from-the-future",
    severity=Severity.WARNING,
    citations=("readable_data",),
    title=Text(zh="日期晚于核对日", en="A date after the day"),
    message=Text(
        zh="{record}的{what}。",
        en="{record}: {what}.",
    ),
    explanation=Text(
        zh="核对履责记录的两个日期：开展时间晚于核对日的，登记时间早于开展时间的，列出。日期有出入，"
        "记录就会算到别的周期，已开展的工作反而显示不出来。只写到年份、月份的，按对单位有利的日期理解；"
        "预定的任职、未填登记时间的不在此列。依据是责任链的定义，不是条文规定。",
        en="Looks at the two dates of each record: dated after the day, or entered before the day it is "
        "about. With a date that cannot be, a record falls into another period, and work that was done "
        "does not show. Dates known only to the month or year are read in the unit's favor; planned "
        "appointments and records without the second date are no gaps. The basis is the definition of "
        "a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对日期是否笔误；预定的工作，开展后再登记即可。",
        en="Check whether the date is a slip; what is planned may be entered when it is done.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-12-05}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-05}
""",
    find=find,
    columns=("on", "recorded_on"),
    needs=(Data.RECORDS,),
)
