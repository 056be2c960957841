"""One thing due, and what the records show of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.model.vocabulary import Function
from dangjian_chain.performance.due_period import period_words, span_name
from dangjian_chain.performance.due_state import DueState
from dangjian_chain.period import Period

if TYPE_CHECKING:
    from dangjian_chain.text import Text


@frozen
class DueItem:
    """
    One thing due: that an organization performs a duty in a span, or sees to a subordinate in it.

    Parameters
    ----------
    duty, title : str
    organization, name : str
        From whom it is due.
    function : Function
    subordinate, subordinate_name : str or None
        Who is seen to; `None` for performing.
    period : Period
        The span of the rhythm.
    due_on : date
        The last day in time.
    wanted : int
        How often.
    done, late : int
        Good records counted, and how many of them were late.
    state : DueState
    is_required : bool
        Elective duties are counted and never missed.
    """

    duty: str
    title: str
    organization: str
    name: str
    function: Function
    subordinate: str | None
    subordinate_name: str | None
    period: Period
    due_on: date
    wanted: int
    done: int
    late: int
    state: DueState
    is_required: bool

    @property
    def words(self) -> Text:
        """What people call the span."""
        return period_words(span_name(self.period), self.period)
