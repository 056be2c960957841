"""The period a caller asks about: a year, words, or days."""

from __future__ import annotations

from datetime import date

from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.period import Period, earliest, latest


def asked_period(period: Period | int | str | None, day: date) -> tuple[date, date]:
    """
    Return the first day of a period asked about, and the first day after it.

    Parameters
    ----------
    period : Period, int, str or None
        A year, words such as `2026年第三季度` or `2026-07`, or days; `None` for the year of the day.
    day : date

    Raises
    ------
    ValueError
        If words state no period, or it has an open side.

    Examples
    --------
    >>> [str(day) for day in asked_period("2026年第三季度", date(2026, 9, 30))]
    ['2026-07-01', '2026-10-01']
    >>> [str(day) for day in asked_period(None, date(2026, 9, 30))]
    ['2026-01-01', '2027-01-01']
    """
    if period is None:
        period = day.year
    found = period if isinstance(period, Period) else stated_period(str(period))
    if found is None:
        message = f"a period is a year, or words such as '2026年第三季度' or '2026-07', not {period!r}"
        raise ValueError(message)
    if found.start is None or found.end is None:
        message = "a period to look at needs a first day and an end"
        raise ValueError(message)
    return earliest(found.start), latest(found.end)
