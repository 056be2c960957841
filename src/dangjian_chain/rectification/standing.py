"""How each item of a ledger stands: its dates, its verifier, and whether its gap is still found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dangjian_chain.performance.ledger_items import LedgerItems
from dangjian_chain.period import latest
from dangjian_chain.rectification.entry import LedgerEntry
from dangjian_chain.rectification.state import LedgerState

if TYPE_CHECKING:
    from dangjian_chain.gaps.report import GapReport
    from dangjian_chain.model.chain import ResponsibilityChain

_CODE = re.compile(r"[A-Z]{2,6}\d{3}")


class Standing:
    """
    The items of a chain on a day, beside the gaps of that day.

    Parameters
    ----------
    chain : ResponsibilityChain
        On its day.
    gaps : GapReport, optional
    """

    def __init__(self, chain: ResponsibilityChain, gaps: GapReport | None) -> None:
        self._day = chain.day or date.max
        self._gaps = gaps
        self._items = chain.arrays.kept(LedgerItems)
        self._prints = self._items.table.column("fingerprint")
        self._found = {} if gaps is None else {gap.fingerprint: gap for gap in gaps}
        pending = zip(self._prints, self._items.is_pending.tolist(), strict=True)
        self._answered = {print_ for print_, is_pending in pending if is_pending}

    def entries(self) -> Iterator[LedgerEntry]:
        """Yield the items in the order of ids."""
        for row in range(len(self._items)):
            gap = self._found.get(self._prints[row])
            is_seen = True if gap is not None else self._is_gone(row)
            item = self._items.table.value(row)
            state = self._state(row, is_seen=is_seen)
            over = (self._day - latest(item.due)).days if state is LedgerState.OVERDUE and item.due else 0
            yield LedgerEntry(item, self._items.whose(row), state, gap, is_seen, over)

    def _is_gone(self, row: int) -> bool | None:
        """Return False where the gap of an item was looked for and not found, `None` where nobody can tell."""
        if self._gaps is None or self._prints[row] is None:
            return None
        found = _CODE.search(self._items.table.column("source")[row] or "")
        return False if self._gaps.has_looked(found[0] if found else "") else None

    def _state(self, row: int, *, is_seen: bool | None) -> LedgerState:
        items = self._items
        if items.is_done[row]:
            if is_seen and not items.is_carried[row] and self._prints[row] not in self._answered:
                return LedgerState.SEEN_AGAIN
            return LedgerState.CLOSED if items.is_closed[row] else LedgerState.TO_VERIFY
        if items.is_carried[row]:
            return LedgerState.CARRIED
        if is_seen is False:
            return LedgerState.TO_VERIFY
        return LedgerState.OVERDUE if items.is_past[row] else LedgerState.OPEN
