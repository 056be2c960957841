"""The duty catalogue: what duties the provisions ask for, by kind of organization and type of unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.rulebook.book import Rulebook
    from dangjian_chain.rulebook.dated import DatedRulebook

SCHEMA = "dangjian-chain-catalogue/1"

REQUIRED, ELECTIVE = "required", "elective"

NOTHING: Mapping[str, object] = MappingProxyType({})


@frozen
class Scope:
    """
    Whom a duty is for and on what it rests: all that a rule needs before it speaks of one.

    Parameters
    ----------
    key : str
    performed_by : tuple of str
    citations : tuple of str
    nature : str
    unit_types : tuple of str
    conditions : mapping
        As in `CatalogueDuty`.
    offered : bool
        As in `CatalogueDuty`.
    """

    key: str
    performed_by: tuple[str, ...]
    citations: tuple[str, ...] = ()
    nature: str = REQUIRED
    unit_types: tuple[str, ...] = ()
    conditions: Mapping[str, object] = field(default=NOTHING, hash=False)
    offered: bool = False

    def is_for(self, unit_types: Collection[str | None]) -> bool:
        """Whether it is for one of these types of unit; no type asked for is every one."""
        return not self.unit_types or not unit_types or any(each in self.unit_types for each in unit_types)

    def basis(self, rules: DatedRulebook, unit_types: Collection[str | None] = ()) -> tuple[str, ...]:
        """
        Return the facts that make it a duty on the day: those that are on, in force and bind these types.

        Examples
        --------
        >>> from datetime import date
        >>> from dangjian_chain.rulebook import rulebook
        >>> from dangjian_chain.rulebook.shipped_duties import shipped_scopes
        >>> scopes, today = shipped_scopes(), rulebook().on(date(2026, 9, 30))
        >>> scopes["secretary.talk_down"].basis(today), scopes["committee.report_upward"].basis(today)
        (('failing_branch_work',), ())
        """
        asked = [each for each in unit_types if self.is_for([each])]
        found = []
        for key in self.citations:
            fact = rules.citation(key)
            binds = not unit_types or any(fact.binds(each) for each in asked)
            if fact.is_on and fact.is_in_force(rules.day) and binds:
                found.append(key)
        return tuple(found)


@frozen
class CatalogueDuty:
    """
    One duty of a catalogue, in our words; kinds, rhythms and bearers are written as in the column of duties.

    Parameters
    ----------
    key : str
        Stable: `branch.member_meeting`.
    title : Text
    what, how, standard, check, indicator : Text
        What is done, how, when it is done well, how that is seen, and what is counted.
    performed_by : tuple of str
        Kinds of organizations.
    bearers : str
        `first=secretary; direct=organization_member|secretary`.
    cycle : str
    citations : tuple of str
        Keys of the facts it rests on.
    area : Text, optional
    nature : str
        `required` or `elective`.
    unit_types : tuple of str
        The types of unit it is for; every one if empty.
    conditions : mapping
        What else an organization must be, such as `{"has_committee": True}`.
    managed_levels : int, optional
        How many levels above manage it; up to its origin if it is not said.
    managing_cycle, managing_bearers : str, optional
    due : Text, optional
    why : Text, optional
        Its basis as it reads, where that is settled: the provisions, then the keys of the facts.
    offered : bool
        Whether it is only offered: how a post bears what it bears, or what another office does,
        is no gap where a list does not name it.
    """

    key: str
    title: Text
    what: Text
    how: Text
    standard: Text
    check: Text
    indicator: Text
    performed_by: tuple[str, ...]
    bearers: str
    cycle: str
    citations: tuple[str, ...] = ()
    area: Text | None = None
    nature: str = REQUIRED
    unit_types: tuple[str, ...] = ()
    conditions: Mapping[str, object] = field(default=NOTHING, hash=False)
    managed_levels: int | None = None
    managing_cycle: str | None = None
    managing_bearers: str = ""
    due: Text | None = None
    why: Text | None = None
    offered: bool = False

    @property
    def scope(self) -> Scope:
        """Whom it is for and on what it rests."""
        return Scope(
            self.key,
            self.performed_by,
            self.citations,
            self.nature,
            self.unit_types,
            self.conditions,
            self.offered,
        )


def stands_in_a_provision(book: Rulebook, keys: Collection[str]) -> bool:
    """Whether one of these facts stands in a document, and is no practice seen somewhere."""
    return any(book.citation(key).instrument.is_text for key in keys)
