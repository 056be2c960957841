"""What is due, and what the records say of it."""

from dangjian_chain.performance.due_period import last_whole_period, period_words, stated_period
from dangjian_chain.performance.evidence import EVERY, Entry, Evidence
from dangjian_chain.performance.term import Term, TermState
from dangjian_chain.performance.terms import Terms

__all__ = [
    "EVERY",
    "Entry",
    "Evidence",
    "Term",
    "TermState",
    "Terms",
    "last_whole_period",
    "period_words",
    "stated_period",
]
