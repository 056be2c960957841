"""Duty catalogues as duties: what a unit's lists start from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dangjian_chain.errors import MissingDayError, UnknownNameError
from dangjian_chain.formats.catalogue_cells import blame_cells, duty_of
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.kind import ORGANIZATION_KINDS
from dangjian_chain.rulebook import Profile, rulebook_with
from dangjian_chain.rulebook.catalogue import CatalogueDuty
from dangjian_chain.rulebook.catalogue_reading import read_catalogue
from dangjian_chain.rulebook.shipped_duties import shipped_catalogue
from dangjian_chain.rulebook.unit_types import UNIT_TYPES
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.model.duty import Duty
    from dangjian_chain.rulebook import Rulebook


@frozen(repr=False)
class Catalogue:
    """
    Duties that provisions ask for, to start a unit's lists from; another catalogue may be added.

    Parameters
    ----------
    entries : tuple of CatalogueDuty
        In the order of their keys.
    off : tuple of CatalogueDuty
        Those left out because none of the facts they rest on is on: from memory, or of one place.

    Examples
    --------
    >>> from datetime import date
    >>> branch = catalogue("public_institution", kinds="branch", at=date(2026, 9, 30))
    >>> branch.duties()[2].id, branch.duties()[2].why
    ('branch.lesson', '《中国共产党支部工作条例（试行）》第十六条; party_lesson')
    >>> "branch.admission" in branch.keys, [duty.key for duty in branch.off][:1]
    (False, ['branch.admission'])
    """

    entries: tuple[CatalogueDuty, ...] = ()
    off: tuple[CatalogueDuty, ...] = ()

    def __repr__(self) -> str:
        return f"<Catalogue: {len(self.entries)} duties, {len(self.off)} left out>"

    def __len__(self) -> int:
        return len(self.entries)

    def __add__(self, other: Catalogue) -> Catalogue:
        return self.with_(other)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its duties, in order."""
        return tuple(entry.key for entry in self.entries)

    def duties(self, origin: str | Iterable[str] = (), *, lang: Lang = "zh") -> tuple[Duty, ...]:
        """
        Return its duties as a chain holds them, by id.

        Parameters
        ----------
        origin : str or iterable of str
            The organizations they start from; every top of the chain if none is said.
        lang : {"zh", "en"}
            The language of their words.
        """
        origins = (origin,) if isinstance(origin, str) else tuple(origin)
        return tuple(duty_of(entry, origins, lang) for entry in self.entries)

    def without(self, *keys: str) -> Catalogue:
        """
        Return the catalogue without some duties.

        Raises
        ------
        UnknownNameError
            If it has no such duty, naming the nearest.
        """
        for key in keys:
            if key not in self.keys:
                raise UnknownNameError("duty", key, self.keys)
        return attrs.evolve(self, entries=tuple(entry for entry in self.entries if entry.key not in keys))

    def with_(self, other: Catalogue) -> Catalogue:
        """Return the duties of both; where both have a key, that of `other`."""
        entries = {entry.key: entry for entry in (*self.entries, *other.entries)}
        off = {entry.key: entry for entry in (*self.off, *other.off) if entry.key not in entries}
        return Catalogue(_sorted(entries.values()), _sorted(off.values()))

    @classmethod
    def read(cls, path: str | Path, *, profile: Profile | Iterable[Profile] = ()) -> Catalogue:
        """
        Return a unit's own catalogue, a TOML file in the format of those that ship.

        Parameters
        ----------
        path : str or Path
        profile : Profile, or iterable of Profile
            Whose own facts its duties may cite. What a unit writes down itself is never off.

        Raises
        ------
        UnreadableDocumentError
            With everything that is wrong in it, each with its place.
        """
        book = rulebook_with(profile)
        duties = read_catalogue(path, book, blame_cells)
        return cls(_sorted(_grounded(duty, duty.citations, book) for duty in duties))


def catalogue(
    unit_types: str | Iterable[str] = (),
    *,
    at: date | None = None,
    kinds: str | Iterable[str] | None = None,
    profile: Profile | Iterable[Profile] = (),
    include_unverified: bool = False,
) -> Catalogue:
    """
    Return the duties that the rulebook's catalogue holds for these types of unit and kinds of organization.

    Parameters
    ----------
    unit_types : str or iterable of str
        `public_institution`, `soe`, `organ` … or their Chinese words; every type if none is said.
    at : date
        The day: a duty is on where a fact it rests on is on and in force.
    kinds : str or iterable of str, optional
        Kinds of organizations that perform the duties, such as `branch`; every kind if not said.
    profile : Profile, or iterable of Profile
        May switch facts on, and with them duties that are off.
    include_unverified : bool
        Whether to take the duties that rest on facts from memory alone; their basis says so.

    Returns
    -------
    Catalogue

    Raises
    ------
    MissingDayError
        If no day is said.
    UnknownNameError
        If there is no such type of unit or kind, naming the nearest.

    Examples
    --------
    >>> from datetime import date
    >>> group = catalogue("soe", kinds=["group"], at=date(2026, 9, 30))
    >>> group.keys
    ('branch.group_meeting', 'group_leader.convene')
    >>> len(catalogue("soe", at=date(2026, 9, 30))), len(catalogue("soe", at=date(2026, 9, 30)) + group)
    (36, 36)
    """
    if at is None:
        raise MissingDayError
    book = rulebook_with(profile)
    rules = book.on(at)
    types = _types(unit_types, book)
    wanted = _kinds(kinds)
    entries, off = [], []
    for entry in shipped_catalogue().values():
        if not entry.scope.is_for(types) or not wanted & set(entry.performed_by):
            continue
        basis = entry.scope.basis(rules, types)
        if basis:
            entries.append(_grounded(entry, basis, book))
        elif include_unverified:
            entries.append(_grounded(entry, entry.citations, book))
        else:
            off.append(_grounded(entry, entry.citations, book))
    return Catalogue(_sorted(entries), _sorted(off))


def _types(unit_types: str | Iterable[str], book: Rulebook) -> tuple[str, ...]:
    known = [*UNIT_TYPES, *(each for profile in book.profiles for each in profile.unit_types)]
    words = lookup("unit_types")
    asked = (unit_types,) if isinstance(unit_types, str) else tuple(unit_types)
    found = [words.get(each, each) for each in asked]
    for each in found:
        if each not in known:
            raise UnknownNameError("unit_type", each, [*known, *words])
    return tuple(dict.fromkeys(found))


def _kinds(kinds: str | Iterable[str] | None) -> set[str]:
    if kinds is None:
        return set(ORGANIZATION_KINDS)
    found = {kinds} if isinstance(kinds, str) else set(kinds)
    for kind in sorted(found):
        if kind not in ORGANIZATION_KINDS:
            raise UnknownNameError("kind", kind, ORGANIZATION_KINDS)
    return found


def _sorted(entries: Iterable[CatalogueDuty]) -> tuple[CatalogueDuty, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.key))


def _grounded(entry: CatalogueDuty, keys: tuple[str, ...], book: Rulebook) -> CatalogueDuty:
    """Return a duty that says its basis: its own words, the provisions, and the keys that find them again."""
    facts = [book.citation(key) for key in keys]
    own = (None, None) if entry.why is None else (entry.why.zh, entry.why.en)
    zh = dict.fromkeys([own[0], *(fact.say("zh") for fact in facts), *keys])
    en = dict.fromkeys([own[1], *(fact.say("en") for fact in facts), *keys])
    why = Text(zh="; ".join(filter(None, zh)), en="; ".join(filter(None, en)))
    return attrs.evolve(entry, citations=keys, why=why)
