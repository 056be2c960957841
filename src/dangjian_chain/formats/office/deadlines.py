"""Deadlines in words: the rhythm that they say, where they can be read one way alone."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from itertools import pairwise

from dangjian_chain.formats.rhythms import rhythm

_ENDS = re.compile(r"(?:结束)?(?:末|底|初)?(?:之?前|以前)?(?:完成)?$")
_EVERY_MONTH = re.compile(r"每个?月[0-9]{1,2}[日号](?:之?前)?")
_EVERY_YEAR = re.compile(
    r"每年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:[0-9]{1,2}[日号]|底|末|份)*(?:之?前)?(?:完成)?"
)
_MONTH = re.compile(r"([0-9]{1,2})(?:月份?)?(?:[0-9]{1,2}[日号]|[底末初])*(?:之?前)?")
_BETWEEN = re.compile(r"[、,，和及;；/\s]+")
_HALVES = frozenset(
    {"上半年、下半年", "上下半年", "上半年下半年", "半年底、年底", "年中、年底", "年中和年底", "半年、年底"}
)
_QUARTERS = re.compile(r"各?季度?(?:末|底|初)?(?:之?前)?|每季(?:度)?第?.?个?月?(?:末|底)?(?:之?前)?")
_MONTHS = 12
_DAY = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号]|底|末|份|下旬)?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?|(?P<half>[上下])半年(?:末|底)?|(?P<end>年底|年末|年内))(?:之?前|以前)?(?:完成)?"
)
_STEPS = {6: "1/half-year", 3: "1/quarter", 1: "1/month"}


def cycle_of(deadline: str) -> str | None:
    """
    Return the rhythm that a deadline says, `None` where it says none or could be read two ways.

    Examples
    --------
    >>> [cycle_of(words) for words in ("每季度末", "6月底、12月底前", "每月25日前", "长期坚持", "全年")]
    ['1/quarter', '1/half-year', '1/month', 'continuous', '1/year']
    >>> [cycle_of(words) for words in ("12月底前", "四季度", "按上级要求", "2026年3月—10月")]
    [None, None, None, None]
    """
    plain = re.sub(r"\s", "", deadline).rstrip("。.")
    if _HALVES & {plain, _ENDS.sub("", plain)}:
        return "1/half-year"
    if _EVERY_MONTH.fullmatch(plain):
        return "1/month"
    if _EVERY_YEAR.fullmatch(plain):
        return "1/year"
    found = rhythm(plain) or rhythm(_ENDS.sub("", plain))
    if found is None and _QUARTERS.fullmatch(plain):
        found = "1/quarter"
    return found or _of_months(plain.removeprefix("每年"))


def day_of(deadline: str, year: int | None) -> date | None:
    """
    Return the last day of a deadline, `None` where it names none or no year is known.

    Examples
    --------
    >>> [str(day_of(words, 2026)) for words in ("12月底前", "3月15日前", "四季度", "2025年6月底")]
    ['2026-12-31', '2026-03-15', '2026-12-31', '2025-06-30']
    >>> day_of("12月底前", None), day_of("立行立改", 2026), day_of("6月底、12月底前", 2026)
    (None, None, None)
    """
    found = _DAY.fullmatch(re.sub(r"\s", "", deadline).rstrip("。."))
    if found is None:
        return None
    of_year = int(found["year"]) if found["year"] else year
    month = _month_of(found)
    if of_year is None or month is None or not 1 <= month <= _MONTHS:
        return None
    last = monthrange(of_year, month)[1]
    day = int(found["day"] or last)
    return date(of_year, month, day) if 1 <= day <= last else None


def _month_of(found: re.Match[str]) -> int | None:
    """Return the month that a deadline ends in."""
    if found["quarter"]:
        return 3 * (
            "一二三四".index(found["quarter"]) + 1
            if found["quarter"] in "一二三四"
            else int(found["quarter"])
        )
    if found["half"]:
        return 6 if found["half"] == "上" else _MONTHS
    return _MONTHS if found["end"] else int(found["month"])


def _of_months(plain: str) -> str | None:
    """Return the rhythm of months that lie evenly over the year: 3月、6月、9月、12月."""
    parts = [part for part in _BETWEEN.split(plain) if part]
    matches = [_MONTH.fullmatch(part) for part in parts]
    if len(parts) < 2 or not all(matches) or "月" not in plain:  # noqa: PLR2004 - one month is a day, no rhythm
        return None
    months = sorted({int(match[1]) for match in matches if match is not None})
    steps = {later - earlier for earlier, later in pairwise(months)}
    steps.add(months[0] + 12 - months[-1])
    step = steps.pop() if len(steps) == 1 else 0
    return _STEPS.get(step) if months[-1] <= 12 else None  # noqa: PLR2004 - months of a year
