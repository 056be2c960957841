"""What a profile changes: another number, or a fact switched on, each with its reason."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.period import Day
from dangjian_chain.text import Text


@frozen
class Override:
    """
    A number that a profile sets in place of ours.

    Parameters
    ----------
    profile : Text
        The name of the profile.
    parameter : str
    value : float
    reason : Text
    since : Day, optional
        From the beginning if it is not said.
    unit_types : tuple of str
        The types of unit it is for; every one that the parameter binds if empty.
    citation : str, optional
        The fact it rests on, where the profile names one.
    """

    profile: Text
    parameter: str
    value: float
    reason: Text
    since: Day | None = None
    unit_types: tuple[str, ...] = ()
    citation: str | None = None


@frozen
class Switch:
    """A fact from memory, or of a place, that a profile switches on."""

    profile: Text
    citation: str
    reason: Text
