"""Coverage: what could not be checked, and why."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.text import Text


@frozen
class NotChecked:
    """Something that could not be checked, and why: silence about it means nothing."""

    code: str
    reason: Text
