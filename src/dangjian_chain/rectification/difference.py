"""What changed between two runs of a ledger: new, remaining, gone, closed, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from dangjian_chain.frame import frame_of
from dangjian_chain.model.vocabulary import Word
from dangjian_chain.rectification.entry import LedgerEntry
from dangjian_chain.rectification.state import LedgerState

if TYPE_CHECKING:
    from dangjian_chain.rectification.ledger import Ledger


class LedgerChange(Word):
    """What became of an item between two runs."""

    NEW = "new", "新增", "new"
    REOPENED = "reopened", "重新整改（含销号后又见）", "opened or found again"
    REMAINING = "remaining", "仍在整改", "remaining"
    GONE = "gone", "核对已不见、待验收", "its gap is found no more"
    CLOSED = "closed", "销号", "closed"
    CARRIED = "carried", "结转", "carried on"
    REMOVED = "removed", "台账中已不见", "no longer in the ledger"
    SETTLED = "settled", "此前已销号或结转", "closed or carried on before"


@frozen(repr=False)
class LedgerDifference:
    """
    Two runs of a ledger side by side; each item stands in one part.

    Parameters
    ----------
    before, after : Ledger
        The two runs; items are the same by their id.
    changes : tuple of (LedgerChange, LedgerEntry)
        What became of each item, in the order of ids; as it stands after, or stood where it is no longer there.
    """

    before: Ledger
    after: Ledger
    changes: tuple[tuple[LedgerChange, LedgerEntry], ...]

    def of(self, change: LedgerChange) -> tuple[LedgerEntry, ...]:
        """Return the items of which this became."""
        return tuple(entry for became, entry in self.changes if became is change)

    @property
    def new(self) -> tuple[LedgerEntry, ...]:
        """Items that were not there."""
        return self.of(LedgerChange.NEW)

    @property
    def remaining(self) -> tuple[LedgerEntry, ...]:
        """Items that were open and are."""
        return self.of(LedgerChange.REMAINING)

    @property
    def gone(self) -> tuple[LedgerEntry, ...]:
        """Items whose gap is now found no more, and which wait to be verified."""
        return self.of(LedgerChange.GONE)

    @property
    def closed(self) -> tuple[LedgerEntry, ...]:
        """Items that were open and are closed."""
        return self.of(LedgerChange.CLOSED)

    @property
    def reopened(self) -> tuple[LedgerEntry, ...]:
        """Items that were closed and are open, or whose gap is found again."""
        return self.of(LedgerChange.REOPENED)

    @property
    def counts(self) -> dict[LedgerChange, int]:
        """How many items there are of each change."""
        return {change: len(self.of(change)) for change in LedgerChange}

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values."""
        known = {entry.id: entry for entry in self.before}
        still = {entry.id for entry in self.after}
        entries = [entry for _, entry in self.changes]
        return {
            "change": [str(change) for change, _ in self.changes],
            "id": [entry.id for entry in entries],
            "organization": [entry.item.organization for entry in entries],
            "organization_name": [entry.name for entry in entries],
            "problem": [entry.item.problem for entry in entries],
            "state_before": [str(known[entry.id].state) if entry.id in known else None for entry in entries],
            "state": [str(entry.state) if entry.id in still else None for entry in entries],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: change, id, organization, organization_name, problem, state_before, state."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {change}" for change, count in self.counts.items() if count)
        return f"<LedgerDifference {self.before.day} to {self.after.day}: {told or 'no items'}>"


def compare_ledgers(before: Ledger, after: Ledger) -> LedgerDifference:
    """
    Return what changed between two runs of a ledger.

    Parameters
    ----------
    before, after : Ledger
        Of two chains, or of one on two days.

    Examples
    --------
    >>> from datetime import date
    >>> import dangjian_chain as dc
    >>> chain = dc.ResponsibilityChain(
    ...     organizations=[dc.Organization("Z1", kind="branch")],
    ...     ledger=[dc.LedgerItem("2026-001", "Z1", "主题党日记录不全", due=date(2026, 9, 30))],
    ... )
    >>> before = dc.ledger(chain, at=date(2026, 9, 30))
    >>> mended = before.closed("2026-001", date(2026, 10, 8), verified_by="示例大队党委")
    >>> dc.compare_ledgers(before, dc.ledger(mended, at=date(2026, 10, 31)))
    <LedgerDifference 2026-09-30 to 2026-10-31: 1 closed>
    """
    old, now = ({entry.id: entry for entry in run} for run in (before, after))
    changes = [
        (_change(old.get(id_), now.get(id_)), now[id_] if id_ in now else old[id_])
        for id_ in sorted({*old, *now})
    ]
    return LedgerDifference(before, after, tuple(changes))


def _change(before: LedgerEntry | None, after: LedgerEntry | None) -> LedgerChange:
    if after is None:
        return LedgerChange.REMOVED
    if before is None:
        return LedgerChange.NEW
    was_closed = before.state is LedgerState.CLOSED
    if not after.is_open:
        if not before.is_open:
            return LedgerChange.SETTLED
        return LedgerChange.CLOSED if after.state is LedgerState.CLOSED else LedgerChange.CARRIED
    if was_closed or (after.state is LedgerState.SEEN_AGAIN and before.state is not LedgerState.SEEN_AGAIN):
        return LedgerChange.REOPENED
    is_new_there = after.state is LedgerState.TO_VERIFY and before.state is not LedgerState.TO_VERIFY
    return LedgerChange.GONE if is_new_there else LedgerChange.REMAINING
