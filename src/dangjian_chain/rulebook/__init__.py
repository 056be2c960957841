"""Regulations as data: instruments, dated citations with their status, dated parameters, profiles."""

from dangjian_chain.rulebook.book import Rulebook, rulebook, rulebook_with
from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.dated import DatedRulebook
from dangjian_chain.rulebook.instrument import Instrument, Standing, Version
from dangjian_chain.rulebook.override import Override, Switch
from dangjian_chain.rulebook.parameter import DatedValue, Held, NoValueError, Parameter
from dangjian_chain.rulebook.place import Place
from dangjian_chain.rulebook.profile import Profile
from dangjian_chain.rulebook.status import Modality, Status

__all__ = [
    "Citation",
    "DatedRulebook",
    "DatedValue",
    "Held",
    "Instrument",
    "Modality",
    "NoValueError",
    "Override",
    "Parameter",
    "Place",
    "Profile",
    "Rulebook",
    "Standing",
    "Status",
    "Switch",
    "Version",
    "rulebook",
    "rulebook_with",
]
