"""Rhythms as people write them: 每季度至少1次, 不少于4次/年."""

from __future__ import annotations

import re

from dangjian_chain.formats.words import lookup
from dangjian_chain.model.cycle import normal_cycle

_SPANS = {
    "week": "周|星期",
    "2-months": "两个?月|2个月|双月",
    "month": "个?月",
    "quarter": "个?季度?",
    "half-year": "半年",
    "2-years": "两年|2年",
    "year": "年度?",
    "term": "届(?:任期)?|个?任期",
}
_SPAN = "|".join(f"(?P<s{place}>{words})" for place, words in enumerate(_SPANS.values()))
_LEAST = "(?:至少|不少于|不低于|最少)?(?:开展|召开|组织|进行)?"
_TIMES = "(?P<times>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})次(?:以上|及以上)?"
_FORMS = (
    re.compile(f"(?:每一?|一)(?:{_SPAN}){_LEAST}{_TIMES}"),
    re.compile(f"{_LEAST}{_TIMES}[/每](?:{_SPAN})"),
    re.compile(f"(?:全年|年内){_LEAST}{_TIMES}"),
)
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}


def rhythm(words: str) -> str | None:
    """
    Return a rhythm in its normal form, or `None` if the words are none.

    Examples
    --------
    >>> [rhythm(words) for words in ("month", "每季度", "不少于4次/年", "每年十二次以上", "3次")]
    ['1/month', '1/quarter', '4/year', '12/year', None]
    """
    if (normal := normal_cycle(words)) is not None:
        return normal
    plain = re.sub(r"\s", "", words)
    named = lookup("cycle").get(plain)
    if named is not None:
        return named
    for form in _FORMS:
        if found := form.fullmatch(plain):
            groups = found.groupdict()
            span = next((name for place, name in enumerate(_SPANS) if groups.get(f"s{place}")), "year")
            times = _number(found["times"])
            return None if times is None else normal_cycle(f"{times}/{span}")
    return None


def _number(words: str) -> int | None:
    """
    Return the number that digits or Chinese numerals below a hundred say.

    Examples
    --------
    >>> [_number(words) for words in ("12", "十", "十二", "二十四", "二二", "十十")]
    [12, 10, 12, 24, None, None]
    """
    if words.isascii():
        return int(words)
    tens, mark, ones = words.rpartition("十")
    if not mark:
        return _DIGITS.get(words)
    if not {tens, ones} <= _DIGITS.keys() | {""}:
        return None
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
