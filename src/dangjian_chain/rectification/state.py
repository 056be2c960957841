"""Where an item of the rectification ledger stands."""

from __future__ import annotations

from dangjian_chain.model.vocabulary import Word


class LedgerState(Word):
    """Where an item stands on the day; the most urgent first."""

    OVERDUE = "overdue", "已到期未销号", "past its date and open"
    SEEN_AGAIN = "seen_again", "销号后又见", "closed, and its gap is found"
    TO_VERIFY = "to_verify", "核对已不见、待验收", "its gap is found no more, to be verified"
    OPEN = "open", "整改中", "open"
    CARRIED = "carried", "已结转", "carried on"
    CLOSED = "closed", "已销号", "closed"


URGENCY = {state: place for place, state in enumerate(LedgerState)}
"""How urgent a state is, 0 the most."""

SETTLED = frozenset({LedgerState.CARRIED, LedgerState.CLOSED})
"""States of items that nobody has to do anything about."""
