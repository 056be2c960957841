"""Days, days known only to the month or year, and periods between them."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, datetime
from typing import TypeAlias

from attrs import field, frozen, validators

_DECEMBER = 12
_SHORT_YEAR = re.compile(r"\d{2}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?")
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
_MONTH = re.compile(r"(\d{4})(?:[-./](\d{1,2})|年(\d{1,2})月)")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_YEAR = re.compile(r"((?:19|20)\d{2})年?")


@frozen(order=True)
class PartialDate:
    """
    A month, or a year, where the papers give no day.

    A rule compares with the day most favorable to the unit: `earliest` for a
    beginning, `latest` for an end.

    Examples
    --------
    >>> PartialDate(2024, 7).first, PartialDate(2024).last, str(PartialDate(2024, 7))
    (datetime.date(2024, 7, 1), datetime.date(2024, 12, 31), '2024-07')
    """

    year: int
    month: int | None = field(
        default=None, validator=validators.optional([validators.ge(1), validators.le(_DECEMBER)])
    )

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        month = self.month or _DECEMBER
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


Day: TypeAlias = date | PartialDate
"""A day, or what is known of it."""


def earliest(day: Day) -> date:
    """Return the first day that `day` can mean."""
    return day.first if isinstance(day, PartialDate) else day


def latest(day: Day) -> date:
    """Return the last day that `day` can mean."""
    return day.last if isinstance(day, PartialDate) else day


def months_after(day: date, months: int) -> date:
    """
    Return the day some months later, or earlier; of a month that is too short its last day.

    Examples
    --------
    >>> months_after(date(2024, 2, 29), 12), months_after(date(2026, 3, 31), -1)
    (datetime.date(2025, 2, 28), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.year * _DECEMBER + day.month - 1 + months, _DECEMBER)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted(day: date, months: float) -> date:
    """
    Return the day some months later, or earlier; beyond the calendar its last day, or its first.

    Examples
    --------
    >>> shifted(date(2026, 9, 30), -12), shifted(date(9999, 1, 1), 12)
    (datetime.date(2025, 9, 30), datetime.date(9999, 12, 31))
    """
    try:
        return months_after(day, round(months))
    except (ValueError, OverflowError):
        return date.max if months > 0 else date.min


@frozen
class Period:
    """
    The days from `start` up to, but not including, `end`.

    Either side may be open. A period that ends on or before it starts holds
    no day; that is a gap to report, not an error to raise. Where a side is
    known only to the month or year, the longest reading counts.

    Examples
    --------
    >>> term = Period(date(2023, 1, 1), date(2024, 1, 1))
    >>> date(2023, 12, 31) in term, date(2024, 1, 1) in term
    (True, False)
    >>> date(2024, 6, 15) in Period(PartialDate(2024, 6), None)
    True
    """

    start: Day | None = None
    end: Day | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or earliest(self.start) <= day) and (
            self.end is None or day < latest(self.end)
        )

    @property
    def is_inverted(self) -> bool:
        """Whether it ends on or before it starts, and so holds no day."""
        return self.start is not None and self.end is not None and latest(self.end) <= earliest(self.start)


class DateTextError(ValueError):
    """Words that should be a date and are not; the message says why, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def read_day(words: str) -> Day:
    """
    Return the date that `words` state, with the precision they state it in.

    Parameters
    ----------
    words : str
        `2026-11-23`, `2026/11/23`, `2026.11.23`, `2026年11月23日`; or a month
        (`2024.7`, `2024年7月`, `202407`) or a year (`2024`). Full-width digits
        are read; nothing is guessed.

    Returns
    -------
    date or PartialDate

    Raises
    ------
    DateTextError
        If the words are no date, or could be two.

    Examples
    --------
    >>> read_day("2026年1月5日"), str(read_day("2024.7"))
    (datetime.date(2026, 1, 5), '2024-07')
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if found := _DAY.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return _checked(year, month, day)
    if found := (_COMPACT_MONTH.fullmatch(plain) or _MONTH.fullmatch(plain)):
        year, month = (int(part) for part in found.groups() if part is not None)
        _check_month(month)
        return PartialDate(year, month)
    if found := _YEAR.fullmatch(plain):
        return PartialDate(int(found[1]))
    if _SHORT_YEAR.fullmatch(plain):
        raise DateTextError(
            zh=f"年份只有两位，可读作 19{plain} 或 20{plain}，请写成四位年份",
            en=f"the year has two digits and may be 19{plain} or 20{plain}; write four digits",
        )
    raise DateTextError(zh="请写成 2026-11-23 或 2026年11月23日", en="write 2026-11-23 or 2026年11月23日")


def as_day(value: object) -> Day | None:
    """Return the date in a value of a table: a date, a midnight, or nothing known here."""
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date() if midnight else None
    return value if isinstance(value, date | PartialDate) else None


def whole_day(value: object) -> date:
    """
    Return a date; of a date with a time the date.

    Raises
    ------
    TypeError
        If it is neither.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    message = f"a day is a date, such as date(2026, 9, 30), not {value!r}"
    raise TypeError(message)


def _check_month(month: int) -> None:
    if not 1 <= month <= _DECEMBER:
        raise DateTextError(zh=f"没有{month}月", en=f"there is no month {month}")


def _checked(year: int, month: int, day: int) -> date:
    _check_month(month)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateTextError(
            zh=f"{year}年{month}月没有{day}日", en=f"month {year}-{month:02d} has no day {day}"
        ) from error
