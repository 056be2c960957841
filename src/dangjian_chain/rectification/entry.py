"""One item of the rectification ledger as it stands on a day."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.gaps.gap import Gap
from dangjian_chain.model.record import LedgerItem
from dangjian_chain.rectification.state import SETTLED, LedgerState
from dangjian_chain.text import Text

_CLAIMED = Text(zh="已填销号时间、待验收", en="a day of closing is entered, to be verified")


@frozen(repr=False)
class LedgerEntry:
    """
    One problem and how it stands.

    Parameters
    ----------
    item : LedgerItem
        As it is entered.
    name : str
        The name of its organization, or what it names instead.
    state : LedgerState
    gap : Gap or None
        The gap it answers, where that is found on the day.
    is_seen : bool or None
        Whether its gap is found on the day; `None` where nobody looked, or it answers no gap.
    days_over : int
        For how many days its date has passed, where it is open; else 0.
    """

    item: LedgerItem
    name: str
    state: LedgerState
    gap: Gap | None
    is_seen: bool | None
    days_over: int

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.item.id

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it: neither closed nor carried on, or found again."""
        return self.state not in SETTLED

    @property
    def label(self) -> Text:
        """Its state as people read it; where it waits to be verified, on what ground."""
        is_claimed = self.state is LedgerState.TO_VERIFY and self.is_seen is not False
        return _CLAIMED if is_claimed else self.state.label

    def __repr__(self) -> str:
        return f"<LedgerEntry {self.id} {self.state}>"
