"""The rulebook: our data files, and what profiles change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import TypeVar

from attrs import field, frozen

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.dated import DatedRulebook
from dangjian_chain.rulebook.instrument import Instrument
from dangjian_chain.rulebook.override import Override
from dangjian_chain.rulebook.parameter import Parameter
from dangjian_chain.rulebook.profile import Profile
from dangjian_chain.rulebook.rows import Layered, Rows
from dangjian_chain.rulebook.shipped import citation_of, instrument_of, parameter_of

_Value = TypeVar("_Value")


@frozen
class Rulebook:
    """
    Instruments, citations and parameters by key.

    Parameters
    ----------
    instruments, citations, parameters : mapping
        Each read from its data file when it is first asked for.
    profiles : tuple of Profile
        What changed it, in their order.
    """

    instruments: Mapping[str, Instrument] = field(repr=False)
    citations: Mapping[str, Citation] = field(repr=False)
    parameters: Mapping[str, Parameter] = field(repr=False)
    profiles: tuple[Profile, ...] = ()

    def instrument(self, code: str) -> Instrument:
        """Return an instrument; raise `UnknownNameError` naming the nearest on an unknown code."""
        return _known("instrument", code, self.instruments)

    def citation(self, key: str) -> Citation:
        """Return a citation; raise `UnknownNameError` naming the nearest on an unknown key."""
        return _known("citation", key, self.citations)

    def parameter(self, key: str) -> Parameter:
        """Return a parameter; raise `UnknownNameError` naming the nearest on an unknown key."""
        return _known("parameter", key, self.parameters)

    def on(self, day: date) -> DatedRulebook:
        """
        Return the rulebook as it stands on a day.

        Examples
        --------
        >>> from dangjian_chain.rulebook import rulebook
        >>> before, after = rulebook().on(date(2018, 7, 11)), rulebook().on(date(2018, 7, 12))
        >>> before.parameter("committee_term_years"), after.parameter("committee_term_years")
        (4.0, 5.0)
        """
        return DatedRulebook(self, day)

    def with_profile(self, profile: Profile) -> Rulebook:
        """
        Return the rulebook with what a unit's own profile changes; ours stays as it is.

        Raises
        ------
        UnknownNameError
            If the profile names a parameter or fact that this rulebook does not have.
        """
        facts = Layered({fact.key: fact for fact in profile.facts}, self.citations)
        switched = {
            switch.citation: _known("citation", switch.citation, facts).with_switch(switch)
            for switch in profile.switches
        }
        grouped: defaultdict[str, list[Override]] = defaultdict(list)
        for override in profile.overrides:
            grouped[override.parameter].append(override)
        changed = {key: self.parameter(key).with_overrides(every) for key, every in grouped.items()}
        return Rulebook(
            instruments=Layered({each.code: each for each in profile.instruments}, self.instruments),
            citations=Layered(switched, facts),
            parameters=Layered(changed, self.parameters),
            profiles=(*self.profiles, profile),
        )


@cache
def rulebook() -> Rulebook:
    """Return the rulebook that ships with the library."""
    instruments = Rows("instruments", lambda code, _, row: instrument_of(code, row))
    citations = Rows("facts", lambda key, code, row: citation_of(key, code, row, instruments))
    parameters = Rows("parameters", lambda key, _, row: parameter_of(key, row, citations))
    return Rulebook(instruments=instruments, citations=citations, parameters=parameters)


def rulebook_with(profile: Profile | Iterable[Profile]) -> Rulebook:
    """Return the rulebook that ships with what a profile or several change, the last before all others."""
    book = rulebook()
    for each in [profile] if isinstance(profile, Profile) else profile:
        book = book.with_profile(each)
    return book


def _known(what: str, key: str, known: Mapping[str, _Value]) -> _Value:
    if key not in known:
        raise UnknownNameError(what, key, known)
    return known[key]
