"""DJ306 recorded-in-a-batch: 多期记录同日登记."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.record_words import duties_said
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.record_rows import RecordRows
from dangjian_chain.period import Day, PartialDate, earliest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = "batch_periods_least"
KINDS = (RecordKind.PERFORMED, RecordKind.SUPERVISED, RecordKind.REPORTED, RecordKind.DECIDED)
SEVERAL = 2
"""What one organization does alone is no migration."""
WEEK, YEAR = 7, 365
"""Days; a stated period of a year says too little of when something was done."""


@frozen
class Batch:
    """Records of one organization, kind and duty entered on one day: the first of them, and how many periods."""

    row: int
    organization: int
    duty: str
    day: date
    periods: int


def find(context: Context) -> Iterator[Hit]:
    limit, table = context.limit(KEY), context.table("records")
    for batch in _batches(context):
        yield Hit(
            organization=context.organization(batch.organization),
            subject_kind="record",
            subject=table.ids[batch.row],
            duty=batch.duty if batch.duty in context.table("duties").positions else "",
            words={
                "organization": context.names[batch.organization],
                "duty": duties_said(context, [batch.duty] if batch.duty else []),
                "count": batch.periods,
                "day": batch.day,
            },
            since=batch.day,
            row=("records", batch.row),
            held=limit.held(batch.organization),
        )


def _batches(context: Context) -> list[Batch]:
    """Return the batches, by their first record."""
    least, found = context.limit(KEY).values, list[Batch]()
    for (organization, day), rows in _entered_together(context).items():
        for duty, alike in _by_kind_and_duty(context, rows):
            periods = len({_period(context, duty, row) for row in alike})
            if periods >= least[organization]:
                found.append(Batch(alike[0], organization, duty, day, periods))
    return sorted(found, key=lambda batch: (batch.row, batch.duty))


def _entered_together(context: Context) -> dict[tuple[int, date], list[int]]:
    """Return the records of one organization entered on one day, where they are many enough and the day is its own."""
    rows = context.arrays.kept(RecordRows)
    days, code = rows.distinct("recorded_on")
    is_day = np.array([day is not None and not isinstance(day, PartialDate) for day in days], dtype=bool)
    chosen = np.flatnonzero(rows.of(*KINDS) & is_day[code])
    organization, entered = rows.organization[chosen].astype(np.int64), code[chosen]
    pair, group, size = np.unique(organization * len(days) + entered, return_inverse=True, return_counts=True)
    least = context.limit(KEY).values[pair // len(days)]
    many = (size >= least) & ~_shared(pair % len(days), len(days), len(np.unique(organization)))
    found: dict[tuple[int, date], list[int]] = {}
    for place in np.flatnonzero(many[group]).tolist():
        found.setdefault((int(organization[place]), days[entered[place]]), []).append(int(chosen[place]))
    return found


def _shared(day: NDArray[np.int64], days: int, organizations: int) -> NDArray[np.bool_]:
    """Return, for pairs of an organization and a day, whether most organizations entered something on that day."""
    count = np.bincount(day, minlength=days)[day]
    return (count >= SEVERAL) & (2 * count > organizations)


def _by_kind_and_duty(context: Context, rows: list[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield the records of one kind about one duty; those about all duties under a blank."""
    table = context.table("records")
    kinds, duties = table.column("kind"), table.column("duty")
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        for duty in dict.fromkeys(duties[row] or ("",)):
            found.setdefault((kinds[row], duty), []).append(row)
    for (_, duty), alike in sorted(found.items()):
        yield duty, alike


def _period(context: Context, duty: str, row: int) -> tuple[int, int]:
    """
    Return the period of a record, as ordinals of its first day and of the first day after it.

    It is the one that the record states, else the month of its day, or the week of a weekly duty.
    """
    table = context.table("records")
    words, on = table.column("period")[row], table.column("on")[row]
    stated = None if words is None else stated_period(words)
    if stated is not None and stated.start is not None and stated.end is not None:
        start, end = earliest(stated.start).toordinal(), earliest(stated.end).toordinal()
        if end - start < YEAR:
            return start, end
    return _calendar(on, is_weekly=_is_weekly(context, duty))


def _calendar(on: Day, *, is_weekly: bool) -> tuple[int, int]:
    if isinstance(on, date) and is_weekly:
        monday = on.toordinal() - on.weekday()
        return monday, monday + WEEK
    month = PartialDate(on.year, on.month)
    return month.first.toordinal(), month.last.toordinal() + 1


def _is_weekly(context: Context, duty: str) -> bool:
    position = context.table("duties").positions.get(duty, -1)
    cycle = None if position < 0 else context.cascade.duties.values[position].cycle
    return cycle is not None and cycle.rpartition("/")[2] == "week"


RULE = Rule(
    code="DJ306",
    name="recorded-in-a-batch",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="多期记录同日登记", en="Many periods entered on one day"),
    message=Text(
        zh="{organization}{duty}的{count}期记录于{day}同一天登记。",
        en="{organization}: records of {count} periods{duty} were entered on one day, {day}.",
    ),
    explanation=Text(
        zh="同一组织、同一事项、同一类型的记录，登记时间为同一天、涉及的时段达到提示数的，列出。时段按记录所写的季度、"
        "月份或者半年计，没有写的按开展时间所在的月份计，每周一次的事项按所在的周计。记录跟着工作走，看到的才是当时的"
        "情况；事后集中录入本身不说明工作没有开展。某一天有半数以上的组织都登记了记录的，是统一导入，不在此列；没有填写"
        "登记时间的不作判断。提示数由本工具给出，可由本单位配置调整；依据是责任链的定义，不是条文规定。",
        en="Lists records of one organization, duty and kind that were entered on one day and are about as many "
        "periods as the figure. A period is the quarter, month or half-year that the record states, else the month "
        "of its day, or the week for a weekly duty. Records kept along with the work show how it stood; entering "
        "them together afterwards does not say that nothing was done. A day on which more than half of the "
        "organizations entered records is a migration and no gap; without a date of entry nothing is concluded. "
        "The figure is this tool's, which a profile may change. The basis is the definition of a chain, not a "
        "provision.",
    ),
    remedy=Text(
        zh="可能是集中录入所致，请核对各期实际开展时间；属集中录入的，注明即可，以后随开展随登记。",
        en="They may have been typed in together: check the day of each; if so, note it, and enter the next ones as "
        "they are held.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-01-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-02-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-03-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-04-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-05-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-06-05, recorded_on: 2026-06-30}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-01-05, recorded_on: 2026-01-06}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-02-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-03-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-04-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-05-05, recorded_on: 2026-06-30}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-06-05, recorded_on: 2026-06-30}
""",
    find=find,
    needs=(Data.RECORDS,),
    reads=("records.recorded_on",),
    parameters=(KEY,),
    columns=("recorded_on",),
    symptom=Symptom.HOLLOWED,
)
