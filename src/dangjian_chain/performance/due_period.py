"""Due periods: the last whole week, month, quarter or year before a day."""

from __future__ import annotations

from datetime import date, timedelta

from dangjian_chain.period import Period, earliest, latest
from dangjian_chain.text import Text

_MONTHS = {"month": 1, "2-months": 2, "quarter": 3, "half-year": 6, "year": 12, "2-years": 24}


def last_whole_period(cycle: str | None, day: date) -> Period | None:
    """
    Return the last whole period of a rhythm that ended on or before a day.

    Parameters
    ----------
    cycle : str or None
        `n/SPAN`, as in a duty; how often in the span plays no part.
    day : date

    Returns
    -------
    Period or None
        From its first day up to, but not including, the day after its last.
        Weeks begin on Monday, other spans with the calendar year, those of two
        years with an even one. `None` for a rhythm that counts in no span of
        the calendar: a term, once, on an event, continuous, or blank.

    Examples
    --------
    >>> last_whole_period("1/quarter", date(2026, 9, 29)).start, last_whole_period("4/year", date(2026, 12, 31)).start
    (datetime.date(2026, 4, 1), datetime.date(2026, 1, 1))
    >>> last_whole_period("on-event", date(2026, 9, 30)) is None
    True
    """
    span = _span(cycle)
    # The running period is the one of the next day: it has not ended on this one.
    if span == "week":
        running = day - timedelta(days=day.weekday()) if day.weekday() < _SUNDAY else day + timedelta(days=1)
        return Period(running - timedelta(days=7), running)
    if span not in _MONTHS:
        return None
    months = _MONTHS[span]
    after = _month_of(day) + (_is_last_of_month(day))
    end = after - after % months
    return Period(_first(end - months), _first(end)) if end - months >= _EARLIEST else None


def period_words(cycle: str | None, period: Period) -> Text:
    """
    Return what people call a due period.

    Examples
    --------
    >>> quarter = last_whole_period("1/quarter", date(2026, 9, 30))
    >>> period_words("1/quarter", quarter).zh, period_words("1/week", quarter).en
    ('2026年第三季度', '2026-07-01 to 2026-09-30')
    """
    start, end = earliest(period.start or date.min), latest(period.end or date.max) - timedelta(days=1)
    span = _span(cycle)
    if span == "year":
        return Text(zh=f"{start.year}年", en=f"{start.year}")
    if span == "half-year":
        half = start.month > _JUNE
        return Text(
            zh=f"{start.year}年{'下' if half else '上'}半年",
            en=f"the {'second' if half else 'first'} half of {start.year}",
        )
    if span == "quarter":
        number = start.month // 3
        return Text(
            zh=f"{start.year}年第{'一二三四'[number]}季度", en=f"quarter {number + 1} of {start.year}"
        )
    if span == "month":
        return Text(zh=f"{start.year}年{start.month}月", en=f"{start:%Y-%m}")
    return Text(zh=f"{start}至{end}", en=f"{start} to {end}")


def _span(cycle: str | None) -> str:
    """Return the span of a rhythm, which may stand alone; words such as `once` are none that is known here."""
    return "" if cycle is None else cycle.rpartition("/")[2]


_SUNDAY, _JUNE = 6, 6
_EARLIEST = 12
"""The first month there is: January of the year 1."""


def _month_of(day: date) -> int:
    """Return months since the year 0, so that spans of two years begin with an even one."""
    return day.year * 12 + day.month - 1


def _is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).month != day.month


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
