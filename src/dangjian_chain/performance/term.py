"""The term of one leading body: when it was elected, and where the term stands on a day."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from dangjian_chain.model.vocabulary import Word
from dangjian_chain.period import Day
from dangjian_chain.rulebook import Held
from dangjian_chain.text import Text


class TermState(Word):
    """Where a term stands on the day."""

    RUNNING = "running", "任期内", "running"
    SOON = "soon", "即将届满", "ends soon"
    ENDED = "ended", "已届满", "ended"
    EXTENDED = "extended", "延期中", "extended"
    UNKNOWN = "unknown", "未填写换届时间", "no election date entered"


_NO_FIGURE = Text(zh="当时的任期规定未查明", en="the term of that time is not known")


@frozen
class Term:
    """
    The term of one organization, as it stands on a day.

    Parameters
    ----------
    organization, name, kind : str
        Its id, its name, and one of committee, general_branch and branch.
    elected_on : date or PartialDate, optional
        As entered.
    years : float, optional
        The length by the rule of the day on which the term began; `None` where that is not known.
    ends_on : date, optional
        The last day of the term, the anniversary of the election; a day known to the month or year is
        read as its latest.
    held : Held, optional
        Where the length comes from.
    extended_until : date, optional
        Where a record says that it was extended: the last day of the longest extension.
    state : TermState
    """

    organization: str
    name: str
    kind: str
    elected_on: Day | None
    years: float | None
    ends_on: date | None
    held: Held | None
    extended_until: date | None
    state: TermState

    @property
    def due_on(self) -> date | None:
        """The day by which the next election is due: the end of the term, or of its extension."""
        return self.extended_until or self.ends_on

    @property
    def label(self) -> Text:
        """Its state as people read it; where a date is entered and no rule of its time is known, that."""
        is_bare = self.state is TermState.UNKNOWN and self.elected_on is not None
        return _NO_FIGURE if is_bare else self.state.label
