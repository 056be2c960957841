"""Rhythms of duties in words."""

from __future__ import annotations

from dangjian_chain.text import Text

_OTHER = {
    "once": Text(zh="一次性", en="once"),
    "on-event": Text(zh="适时（有事项时）", en="when there is occasion"),
    "continuous": Text(zh="常态化", en="continuously"),
}
_PERIODS = {
    "week": Text(zh="每周", en="week"),
    "month": Text(zh="每月", en="month"),
    "2-months": Text(zh="每两个月", en="two months"),
    "quarter": Text(zh="每季度", en="quarter"),
    "half-year": Text(zh="每半年", en="half-year"),
    "year": Text(zh="每年", en="year"),
    "2-years": Text(zh="每两年", en="two years"),
    "term": Text(zh="每届", en="term"),
}


def in_words(cycle: str) -> Text:
    """
    Return a rhythm as people say it; one that is not known stays as it is.

    Examples
    --------
    >>> in_words("1/half-year").zh, in_words("4/year").zh, in_words("4/year").en
    ('每半年', '每年不少于4次', 'at least 4 times a year')
    >>> in_words("2-months").en
    'every two months'
    """
    if cycle in _OTHER:
        return _OTHER[cycle]
    count, _, period = cycle.rpartition("/")
    if period not in _PERIODS:
        return Text(zh=cycle, en=cycle)
    zh, en = _PERIODS[period].zh, _PERIODS[period].en
    if count in {"", "1"}:
        return Text(zh=zh, en=f"every {en}")
    return Text(zh=f"{zh}不少于{count}次", en=f"at least {count} times {'every' if ' ' in en else 'a'} {en}")
