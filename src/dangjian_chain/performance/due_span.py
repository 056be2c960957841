"""Due spans: when a rhythm falls due within a period, how often, and by what day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from attrs import frozen

from dangjian_chain.formats.office.deadlines import day_of
from dangjian_chain.performance.due_period import month_of, months_in, start_of_month, year_days

_DAY_OF_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})")
_WHOLE_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_QUARTER = re.compile(r"[Qq]([1-4])")
_BETWEEN = re.compile(r"[;；、,，/和及\s]+")
_WEEK = timedelta(days=7)
ONCE = "once"


@frozen
class DueSpan:
    """
    One span in which something is due.

    Parameters
    ----------
    start, end : date
        From the first day up to, but not including, the end.
    due : date
        The last day in time.
    times : int
        How often it is due in the span.
    """

    start: date
    end: date
    due: date
    times: int


def due_spans(cycle: str | None, due: str | None, start: date, end: date) -> list[DueSpan]:
    """
    Return the spans of a rhythm that fall due from a day up to, but not including, another.

    Parameters
    ----------
    cycle : str or None
        As in a duty; a bare span means once in it. A term, on an event, continuous or blank are
        due on no day of the calendar. What is to be done once is due on the last day that `due`
        names within the period; its span is the year of that day, so that it can be made good.
    due : str or None
        The deadline in words. Where it names one day within a span (`03-31`, `Q4`, `6月底、12月底前`),
        that is the last day in time; else the span's last day is.
    start, end : date

    Returns
    -------
    list of DueSpan
        In order. A span belongs to the period in which its last day in time lies.

    Examples
    --------
    >>> [str(span.due) for span in due_spans("1/quarter", None, date(2026, 1, 1), date(2026, 7, 1))]
    ['2026-03-31', '2026-06-30']
    >>> [(str(span.due), span.times) for span in due_spans("2/year", "Q3", date(2026, 1, 1), date(2027, 1, 1))]
    [('2026-09-30', 2)]
    >>> [str(span.due) for span in due_spans("once", "2026-06-30", date(2026, 1, 1), date(2027, 1, 1))]
    ['2026-06-30']
    >>> due_spans("on-event", None, date(2026, 1, 1), date(2027, 1, 1))
    []
    """
    if cycle == ONCE:
        days = [day for day in _days(due, start, end) if start <= day < end]
        return [DueSpan(*year_days(day.year), day, 1) for day in days[-1:]]
    times, _, span = (cycle or "").rpartition("/")
    spans = _weeks(start, end) if span == "week" else _months(months_in(span), start, end)
    found = []
    for first, after in spans:
        days = [day for day in _days(due, first, after) if first <= day < after]
        last = days[0] if len(days) == 1 else after - timedelta(days=1)
        if start <= last < end:
            found.append(DueSpan(first, after, last, int(times or 1)))
    return found


def _weeks(start: date, end: date) -> list[tuple[date, date]]:
    monday = start - timedelta(days=start.weekday())
    count = max(0, -(-(end - monday).days // 7))
    firsts = (monday + _WEEK * week for week in range(count))
    return [(first, first + _WEEK if date.max - first > _WEEK else date.max) for first in firsts]


def _months(length: int, start: date, end: date) -> list[tuple[date, date]]:
    """Return the spans of some months that touch a period, in order."""
    if not length:
        return []
    first, last = month_of(start), month_of(end - timedelta(days=1))
    starts = range(first - first % length, last + 1, length)
    return [(start_of_month(month), start_of_month(month + length)) for month in starts]


def _days(words: str | None, start: date, end: date) -> list[date]:
    """Return the days that a deadline names from a day to another, whichever year they are of."""
    if words is None:
        return []
    whole = _WHOLE_DAY.fullmatch(words.strip())
    if whole is not None:
        return list(filter(None, [_date(*map(int, whole.groups()))]))
    years = range(start.year, end.year + 1)
    parts = [part for part in _BETWEEN.split(words) if part]
    named = (_named(part, year) for part in parts for year in years)
    return sorted({day for day in named if day is not None and start <= day < end})


def _named(words: str, year: int) -> date | None:
    if (found := _DAY_OF_YEAR.fullmatch(words)) is not None:
        return _date(year, int(found[1]), int(found[2]))
    if (found := _QUARTER.fullmatch(words)) is not None:
        return start_of_month(year * 12 + int(found[1]) * 3) - timedelta(days=1)
    return day_of(words, year)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
