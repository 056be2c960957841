"""Rectification: problems with who mends them by when, until somebody verified that they are gone."""

from dangjian_chain.rectification.difference import LedgerChange, LedgerDifference, compare_ledgers
from dangjian_chain.rectification.entry import LedgerEntry
from dangjian_chain.rectification.ledger import Ledger
from dangjian_chain.rectification.state import LedgerState

__all__ = [
    "Ledger",
    "LedgerChange",
    "LedgerDifference",
    "LedgerEntry",
    "LedgerState",
    "compare_ledgers",
]
