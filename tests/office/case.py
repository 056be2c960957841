"""An untidy workbook, what a person says it means, and where a chain differs from that."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs

import dangjian_chain as dc
from dangjian_chain.period import PartialDate

Borne = tuple[str, str, str | None, str]
"""A duty, an organization or class, a role (`None`: the body), a responsibility."""


@dataclass(frozen=True)
class Expected:
    """
    The chain of a case, written by hand.

    Organizations, roles, duties, assignments and records are the whole of
    what there is; of an organization, a duty or an item of the ledger, only
    the stated attributes are compared.

    Parameters
    ----------
    organizations : mapping
        By id.
    holders : mapping
        Every role there is, with those who hold it.
    acting : set of (role, person)
    since : mapping of (role, person) to text
    portfolios : mapping of person to set of text
        What the roles of the person, together, are in charge of: all of it, and nothing else.
    duties : mapping
        By id.
    assignments : set
    bearer_texts : mapping of (duty, organization) to text
        What had to be kept as it is written; the words, between blanks, stand in it.
    records : set of (organization, on, period, score, grade)
        Of appraisals.
    ledger : mapping
        By problem.
    said : tuple of text
        What has to be told: the words of each, between blanks, stand together in one of `understood`.
    unsaid : tuple of text
        What may be found nowhere: names of plain members, numbers of identity cards, wages.
    """

    organizations: Mapping[str, Mapping[str, Any]]
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    acting: frozenset[tuple[str, str]] = frozenset()
    since: Mapping[tuple[str, str], str] = field(default_factory=dict)
    portfolios: Mapping[str, set[str]] = field(default_factory=dict)
    duties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    assignments: frozenset[Borne] = frozenset()
    bearer_texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    records: frozenset[tuple[str, str, str, float | None, str | None]] = frozenset()
    ledger: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """Files, what they mean, and what their user says beside them."""

    make: Callable[[Path], list[Path]]
    expected: Expected
    top: str | None = None
    unit_type: str | None = None

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def options(self) -> dict[str, str]:
        """What is said beside the files."""
        said = {"top": self.top, "unit_type": self.unit_type}
        return {name: value for name, value in said.items() if value is not None}


# --- writing down what is expected -----------------------------------------------


def branch(superior: str | None, members: int | None = None, full: int | None = None, **more: Any) -> dict:
    """Return a branch; its numbers where they are stated."""
    counted = {"members": members, "full_members": full}
    stated = {name: value for name, value in counted.items() if value is not None}
    return {"kind": "branch", "superior": superior, **stated, **more}


def committee(superior: str | None = None, **more: Any) -> dict:
    """Return a committee."""
    return {"kind": "committee", "superior": superior, **more}


def unit(superior: str) -> dict:
    """Return a department."""
    return {"kind": "unit", "superior": superior}


def named(*titles: str) -> dict[str, dict]:
    """Return duties of which nothing but the title is compared."""
    return {title: {} for title in titles}


def held(organization: str, **posts: str) -> dict[str, tuple[str, ...]]:
    """
    Return the roles of an organization with their holders.

    Examples
    --------
    >>> held("一支部", secretary="甲", publicity_member="")
    {'一支部.secretary': ('甲',), '一支部.publicity_member': ()}
    """
    return {f"{organization}.{kind}": tuple(sorted(persons.split())) for kind, persons in posts.items()}


def borne(duty: str, *lines: str) -> frozenset[Borne]:
    """
    Return assignments of a duty, each written as organization, role and responsibility.

    Examples
    --------
    >>> sorted(borne("会", "@branch @secretary first"))
    [('会', '@branch', '@secretary', 'first')]
    """
    split = [line.split() for line in lines]
    return frozenset((duty, where, None if role == "-" else role, how) for where, role, how in split)


# --- comparing -------------------------------------------------------------------


def differences(chain: dc.ResponsibilityChain, expected: Expected) -> list[str]:
    """Return where a chain is not what was expected, a line each."""
    holders, acting, since = _appointments(chain)
    return [
        *_values("organization", chain.organizations, expected.organizations),
        *_values("role", holders, expected.holders),
        *_more_and_less("acting", acting, expected.acting),
        *_values("since", {key: since.get(key) for key in expected.since}, expected.since),
        *_portfolios(chain, expected.portfolios),
        *_values("duty", chain.duties, expected.duties),
        *_more_and_less("assignment", _assignments(chain), expected.assignments),
        *_bearer_texts(chain, expected.bearer_texts),
        *_more_and_less("record", _records(chain), expected.records),
        *_values("ledger", {item.problem: item for item in chain.ledger.values()}, expected.ledger),
        *_notes(chain, expected),
    ]


def plain(value: object) -> object:
    """Return a value as it is written down in a case: days and words as text."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.date | PartialDate):
        return str(value)
    return tuple(map(plain, value)) if isinstance(value, tuple | list) else value


def content_of(chain: dc.ResponsibilityChain) -> list[str]:
    """Return every value of a chain as text, in order."""
    names = ("organizations", "roles", "appointments", "duties", "assignments", "records", "ledger")
    return [
        f"{name} {key} {attrs.asdict(value, recurse=False)}"
        for name in names
        for key, value in getattr(chain, name).items()
    ]


def _more_and_less(what: str, found: Iterable[Any], expected: Iterable[Any]) -> list[str]:
    found, expected = set(found), set(expected)
    missing = [f"{what} missing: {each}" for each in sorted(expected - found, key=repr)]
    return missing + [f"{what} too many: {each}" for each in sorted(found - expected, key=repr)]


def _values(what: str, found: Mapping[Any, Any], expected: Mapping[Any, Any]) -> list[str]:
    both = [key for key in expected if key in found]
    return _more_and_less(what, found, expected) + [
        line for key in both for line in _value(f"{what} {key}", found[key], expected[key])
    ]


def _value(what: str, found: Any, expected: Any) -> list[str]:
    if isinstance(expected, Mapping):
        pairs = [(f"{what}, {name}", plain(getattr(found, name)), want) for name, want in expected.items()]
    else:
        pairs = [(what, plain(found), expected)]
    return [f"{what}: {have!r}, expected {want!r}" for what, have, want in pairs if have != want]


def _appointments(
    chain: dc.ResponsibilityChain,
) -> tuple[dict[str, tuple[str, ...]], set[tuple[str, str]], dict[tuple[str, str], str]]:
    every = list(chain.appointments.values())
    persons = {role: sorted(each.person for each in every if each.role == role) for role in chain.roles}
    nowhere = {each.role: (each.person,) for each in every if each.role not in persons}
    return (
        {role: tuple(several) for role, several in {**persons, **nowhere}.items()},
        {(each.role, each.person) for each in every if each.acting},
        {(each.role, each.person): str(each.since) for each in every if each.since is not None},
    )


def _portfolios(chain: dc.ResponsibilityChain, expected: Mapping[str, set[str]]) -> list[str]:
    lines = []
    for person, wanted in expected.items():
        roles = [each.role for each in chain.appointments.values() if each.person == person]
        found = {word for role in roles if role in chain.roles for word in chain.roles[role].portfolio}
        lines += _more_and_less(f"portfolio of {person}", found, wanted)
    return lines


def _assignments(chain: dc.ResponsibilityChain) -> list[Borne]:
    every = chain.assignments.values()
    return [(each.duty, each.organization, each.role, str(plain(each.responsibility))) for each in every]


def _bearer_texts(chain: dc.ResponsibilityChain, expected: Mapping[tuple[str, str], str]) -> list[str]:
    found: dict[tuple[str, str], str] = {}
    for each in chain.assignments.values():
        key = (each.duty, each.organization)
        found[key] = f"{found.get(key, '')}{each.bearer_text or ''}"
    return [
        f"bearer text {key}: {found.get(key)!r}, expected {words!r}"
        for key, words in expected.items()
        if not all(word in found.get(key, "") for word in words.split())
    ]


def _records(chain: dc.ResponsibilityChain) -> list[tuple[Any, ...]]:
    return [
        (each.organization, str(each.on), each.period, each.score, each.grade)
        if plain(each.kind) == "appraised"
        else (each.organization, str(each.on), each.kind)
        for each in chain.records.values()
    ]


def _notes(chain: dc.ResponsibilityChain, expected: Expected) -> list[str]:
    notes = [re.sub(r"\s", "", f"{note.place}{note.text.zh}") for note in chain.understood]
    silent = [f"not said: {each}" for each in expected.said if not _is_said(each, notes)]
    every = [*notes, *content_of(chain)]
    loud = [f"said: {each}, in {line}" for each in expected.unsaid for line in every if each in line]
    return silent + loud


def _is_said(words: str, notes: Iterable[str]) -> bool:
    return any(all(word in note for word in words.split()) for note in notes)
