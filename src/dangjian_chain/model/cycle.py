"""Rhythms of duties: how often, in what span."""

from __future__ import annotations

import re

PERIODS = ("week", "month", "2-months", "quarter", "half-year", "year", "2-years", "term")
"""Spans a rhythm counts in, from the shortest."""

OTHER = ("once", "on-event", "continuous")
"""Rhythms that count in no span."""

_RHYTHM = re.compile(r"(?:([1-9]\d{0,3})/)?([0-9a-z-]+)")


def normal_cycle(words: str) -> str | None:
    """
    Return a rhythm in its normal form, or `None` if the words are none.

    Examples
    --------
    >>> normal_cycle("month"), normal_cycle("4/year"), normal_cycle("on-event"), normal_cycle("often")
    ('1/month', '4/year', 'on-event', None)
    """
    if words in OTHER:
        return words
    found = _RHYTHM.fullmatch(words)
    if found is None or found[2] not in PERIODS:
        return None
    return f"{int(found[1] or 1)}/{found[2]}"
