"""Due periods: the last whole week, month, quarter or year before a day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from dangjian_chain.period import Period, earliest, latest
from dangjian_chain.text import Text

_MONTHS = {"month": 1, "2-months": 2, "quarter": 3, "half-year": 6, "year": 12, "2-years": 24}


def last_whole_period(cycle: str | None, day: date) -> Period | None:
    """
    Return the last whole period of a rhythm that has ended by a day.

    Parameters
    ----------
    cycle : str or None
        `n/SPAN`, as in a duty; how often in the span plays no part.
    day : date

    Returns
    -------
    Period or None
        From its first day up to, but not including, its end, which is the day at
        the latest: September has ended by the first of October. Weeks begin on
        Monday, other spans with the calendar year, those of two
        years with an even one. `None` for a rhythm that counts in no span of
        the calendar: a term, once, on an event, continuous, or blank.

    Examples
    --------
    >>> last_whole_period("1/quarter", date(2026, 9, 30)).start, last_whole_period("4/year", date(2027, 1, 1)).start
    (datetime.date(2026, 4, 1), datetime.date(2026, 1, 1))
    >>> last_whole_period("on-event", date(2026, 9, 30)) is None
    True
    """
    span = _span(cycle)
    if span == "week":
        end = day.toordinal() - day.weekday()
        return Period(date.fromordinal(end - 7), date.fromordinal(end)) if end > _WEEK else None
    if span not in _MONTHS:
        return None
    months = _MONTHS[span]
    month = month_of(day)
    after = month - month % months
    return (
        Period(start_of_month(after - months), start_of_month(after)) if after - months >= _EARLIEST else None
    )


def period_words(cycle: str | None, period: Period) -> Text:
    """
    Return what people call a due period.

    Examples
    --------
    >>> quarter = last_whole_period("1/quarter", date(2026, 10, 1))
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


def span_name(period: Period) -> str | None:
    """
    Return the name of a span of the calendar, `None` for one that has none.

    Examples
    --------
    >>> span_name(Period(date(2026, 4, 1), date(2026, 7, 1))), span_name(Period(date(2026, 4, 2), date(2026, 7, 1)))
    ('quarter', None)
    """
    start, end = period.start, period.end
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    if end - start == timedelta(days=7) and start.weekday() == 0:
        return "week"
    months = (end.year - start.year) * 12 + end.month - start.month
    found = next((name for name, length in _MONTHS.items() if length == months), None)
    return found if start.day == end.day == 1 else None


def stated_period(words: str) -> Period | None:
    """
    Return the year, half, quarter or month that words state, `None` for others.

    Examples
    --------
    >>> [str(stated_period(words).start) for words in ("2025年度", "2025年下半年", "2025年第四季度", "2025Q4", "2025.12")]
    ['2025-01-01', '2025-07-01', '2025-10-01', '2025-10-01', '2025-12-01']
    >>> stated_period("上年度") is None
    True
    """
    found = _STATED.fullmatch(unicodedata.normalize("NFKC", words).replace(" ", ""))
    if found is None:
        return None
    first, months = 0, 12
    if found["half"]:
        first, months = 6 * (found["half"] == "下"), 6
    elif found["quarter"]:
        first, months = 3 * ("一二三四1234".index(found["quarter"]) % 4), 3
    elif found["month"]:
        first, months = int(found["month"]) - 1, 1
    start = int(found["year"]) * 12 + first
    return Period(start_of_month(start), start_of_month(start + months))


_STATED = re.compile(
    r"(?P<year>(?:19|20)\d{2})"
    r"(?:年?度?|年?(?P<half>[上下])半年|[年-]?(?:第|Q)(?P<quarter>[一二三四1-4])(?:季度?)?|[年./-](?P<month>0?[1-9]|1[0-2])月?)"
)


def _span(cycle: str | None) -> str:
    """Return the span of a rhythm, which may stand alone; words such as `once` are none that is known here."""
    return "" if cycle is None else cycle.rpartition("/")[2]


_WEEK, _JUNE = 7, 6
_EARLIEST = 12
"""The first month there is: January of the year 1."""
_AFTER = 12 * 10_000
"""The first month that there is no more: January of the year 10000."""


def months_in(span: str) -> int:
    """Return how many months a span of the calendar has, 0 for one that does not count in months."""
    return _MONTHS.get(span, 0)


def month_of(day: date) -> int:
    """Return months since the year 0, so that spans of two years begin with an even one."""
    return day.year * 12 + day.month - 1


def start_of_month(month: int) -> date:
    """Return the first day of a month counted as `month_of` does; beyond the calendar its first day, or its last."""
    if month < _EARLIEST:
        return date.min
    return date(month // 12, month % 12 + 1, 1) if month < _AFTER else date.max


def year_days(year: int) -> tuple[date, date]:
    """
    Return the first day of a year, and the first day after it, as far as the calendar goes.

    Examples
    --------
    >>> [str(day) for day in year_days(2025)], [str(day) for day in year_days(9999)]
    (['2025-01-01', '2026-01-01'], ['9999-01-01', '9999-12-31'])
    """
    return start_of_month(year * 12), start_of_month(year * 12 + 12)
