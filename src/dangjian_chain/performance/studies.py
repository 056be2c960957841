"""Studies: hours and trainings of members and officers, as duties and records show them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.model.kind import COMMITTEE_MEMBERS
from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.record_rows import RecordRows
from dangjian_chain.period import earliest
from dangjian_chain.propagation.duties import EffectiveDuties

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Day
    from dangjian_chain.typing import Bools

MEMBERS, OFFICERS, TRAINING = "member_study_hours", "officer_study_hours", "secretary_training"
"""The facts by which a duty is known to be about study: of members, of officers, and trainings of secretaries."""

OFFICER_KINDS = frozenset({"secretary", "deputy_secretary", "full_time_deputy_secretary", *COMMITTEE_MEMBERS})
"""Secretaries and members of the leading body; heads of the administration are not."""

_SPLIT = re.compile(r"[;；,，、\n]")
_NOWHERE = -1


@frozen
class Session:
    """
    One record of a study or a training.

    Parameters
    ----------
    row : int
    on : date or PartialDate
    year : int
        The one its `period` states, else that of its day.
    hours : float or None
        Its amount.
    facts : frozenset of str
        Those of study that its duties cite.
    organization : int
        The one that leads: a group's or department's is that above it; -1 for none.
    role : int or None
        The one it names; `None` for none, -1 for one that is not known.
    others : frozenset of int
        Roles of those who took part, where they are named.
    """

    row: int
    on: Day
    year: int
    hours: float | None
    facts: frozenset[str]
    organization: int
    role: int | None
    others: frozenset[int]


@frozen
class Hours:
    """
    Hours of study in a year.

    Parameters
    ----------
    total : float
    counted : int
        How many records state hours.
    uncounted : int
        How many state none: with one of these the sum is not known.
    """

    total: float
    counted: int
    uncounted: int

    @classmethod
    def of(cls, sessions: Iterable[Session]) -> Hours:
        """Return the hours of sessions."""
        every = [session.hours for session in sessions]
        stated = [hours for hours in every if hours is not None]
        return cls(math.fsum(stated), len(stated), len(every) - len(stated))


class Studies:
    """
    What the records performed up to the day show of study and training; for analyses, not public.

    A session that names no role is one of all members of its organization, the officers among
    them. One of which the duty is about officers alone is theirs, and one that is a training alone
    nobody's but of those it names.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._rows = arrays.kept(RecordRows)

    # --- duties ------------------------------------------------------------------------

    @cached_property
    def facts(self) -> dict[str, frozenset[str]]:
        """The facts of study that each duty cites, itself or by what it is a part of; others are left out."""
        duties = EffectiveDuties(self._arrays)
        if not self._arrays.tables["duties"].has("why"):
            return {}
        cited = {id_: _cited(duty.why) for id_, duty in zip(duties.ids, duties.values, strict=True)}
        return {id_: facts for id_, facts in cited.items() if facts}

    def duties(self, fact: str) -> list[int]:
        """Return the positions of the duties that cite a fact."""
        positions = self._arrays.tables["duties"].positions
        return [positions[id_] for id_, facts in self.facts.items() if fact in facts]

    # --- sessions ----------------------------------------------------------------------

    @cached_property
    def sessions(self) -> list[Session]:
        """Every record performed of a duty about study, in the order of rows."""
        if not self.facts:
            return []
        duties, code = self._rows.distinct("duty")
        about = [frozenset[str]().union(*(self.facts.get(duty, ()) for duty in each)) for each in duties]
        is_study: Bools = np.array([bool(facts) for facts in about], dtype=bool)[code]
        chosen = np.flatnonzero(self._rows.of(RecordKind.PERFORMED) & is_study)
        return [self._session(row, about[code[row]]) for row in chosen.tolist()]

    def _session(self, row: int, facts: frozenset[str]) -> Session:
        column = self._rows.table.column
        on, words, role = column("on")[row], column("period")[row], column("role")[row]
        stated = None if words is None else stated_period(words)
        start = on if stated is None or stated.start is None else stated.start
        return Session(
            row=row,
            on=on,
            year=earliest(start).year,
            hours=column("amount")[row],
            facts=facts,
            organization=self.owner(int(self._rows.organization[row])),
            role=None if role is None else self._arrays.tables["roles"].positions.get(role, _NOWHERE),
            others=frozenset(self._roles(column("participants")[row])),
        )

    def owner(self, organization: int) -> int:
        """Return the organization itself, or the one that leads above it; -1 for none."""
        if organization < 0 or self._arrays.leads[organization]:
            return organization
        return int(self._arrays.hierarchy.line[organization])

    def _roles(self, named: Iterable[str]) -> Iterator[int]:
        """Yield the roles of those named, by id or by who held them."""
        positions = self._arrays.tables["roles"].positions
        for each in named:
            if each in positions:
                yield positions[each]
            else:
                yield from self._held_by.get(each, ())

    @cached_property
    def _held_by(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        persons: Any = self._arrays.tables["appointments"].column("person")
        for person, role in zip(persons, self._arrays.held_role.tolist(), strict=True):
            if role >= 0:
                found.setdefault(person, []).append(role)
        return found

    @cached_property
    def _open(self) -> dict[int, list[Session]]:
        """Sessions that name no role, by organization."""
        found: dict[int, list[Session]] = {}
        for session in self.sessions:
            if session.role is None and session.organization >= 0:
                found.setdefault(session.organization, []).append(session)
        return found

    @cached_property
    def _named(self) -> dict[int, list[Session]]:
        """Sessions that name a role, by role."""
        found: dict[int, list[Session]] = {}
        for session in self.sessions:
            for role in session.others if session.role is None else session.others | {session.role}:
                found.setdefault(role, []).append(session)
        return found

    # --- answers -----------------------------------------------------------------------

    def members(self, organization: int, year: int) -> Hours:
        """Return the hours of a member of an organization in a year."""
        return Hours.of(
            session
            for session in self._open.get(organization, ())
            if session.year == year and MEMBERS in session.facts
        )

    def officer(self, role: int, year: int) -> Hours:
        """Return the hours of a role in a year: its own, and those of its organization's members or officers."""
        found = {session.row: session for session in self._named.get(role, ()) if session.year == year}
        for organization in self._homes(role):
            for session in self._open.get(organization, ()):
                if session.year == year and not session.facts.isdisjoint({MEMBERS, OFFICERS}):
                    found[session.row] = session
        return Hours.of(found[row] for row in sorted(found))

    def names_officers(self, organization: int, year: int) -> bool:
        """Whether an organization's own records of a year state hours of one of its roles by name."""
        return (organization, year) in self._naming

    @cached_property
    def _naming(self) -> set[tuple[int, int]]:
        return {
            (session.organization, session.year)
            for session in self.sessions
            if session.hours is not None
            and session.role is not None
            and session.role >= 0
            and session.organization in self._homes(session.role)
        }

    def trainings(self, role: int) -> list[Session]:
        """Return the trainings that name a role, or that its organization held and that name nobody, by day."""
        named = [session for session in self._named.get(role, ()) if TRAINING in session.facts]
        own = [session for organization in self._homes(role) for session in self._held(organization)]
        every = {session.row: session for session in (*named, *own)}
        return sorted(every.values(), key=lambda session: (earliest(session.on), session.row))

    def offered(self, role: int) -> list[Session]:
        """Return the trainings held above a role's organization that name nobody: it may have been there."""
        above = {superior for home in self._homes(role) for superior in self._arrays.hierarchy.above(home)}
        return [session for superior in sorted(above) for session in self._held(superior)]

    def _held(self, organization: int) -> list[Session]:
        """Return the trainings of an organization that name nobody."""
        return [
            session
            for session in self._open.get(organization, ())
            if TRAINING in session.facts and not session.others
        ]

    def _homes(self, role: int) -> list[int]:
        """Return the organizations that lead of which a role is one."""
        homes = (self.owner(organization) for organization in self._arrays.hosts(role))
        return [home for home in dict.fromkeys(homes) if home >= 0]


def _cited(why: str | None) -> frozenset[str]:
    """Return the facts of study whose keys a text names, between separators as everywhere."""
    if why is None:
        return frozenset()
    return frozenset({MEMBERS, OFFICERS, TRAINING} & {token.strip() for token in _SPLIT.split(why)})
