"""Regulations as data: instruments, dated citations with their status, dated parameters."""

from dangjian_chain.rulebook.book import Rulebook, rulebook
from dangjian_chain.rulebook.citation import Citation, Modality, Status
from dangjian_chain.rulebook.instrument import Instrument
from dangjian_chain.rulebook.parameter import Parameter

__all__ = ["Citation", "Instrument", "Modality", "Parameter", "Rulebook", "Status", "rulebook"]
