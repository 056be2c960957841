"""The responsibility chain: every collection, immutable, as a whole and on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs
import numpy as np

from dangjian_chain.errors import MissingDayError
from dangjian_chain.model.arrays import ChainArrays
from dangjian_chain.model.collection import Collection
from dangjian_chain.model.completion import completed
from dangjian_chain.model.document import COLLECTIONS, LeftOut, Understood
from dangjian_chain.model.duty import Assignment, Duty
from dangjian_chain.model.graph import chain_graph
from dangjian_chain.model.hierarchy import Hierarchy
from dangjian_chain.model.kind import Kind
from dangjian_chain.model.organization import Organization
from dangjian_chain.model.record import Change, LedgerItem, Record, RecordsCover
from dangjian_chain.model.role import Appointment, Role
from dangjian_chain.model.subchain import part_under
from dangjian_chain.model.table import Table
from dangjian_chain.model.vocabulary import Function, Responsibility
from dangjian_chain.period import Day, earliest, latest, whole_day

if TYPE_CHECKING:
    import networkx as nx


_DAYS_KEPT = 2


class ResponsibilityChain:
    """
    Organizations, roles, appointments, duties, assignments and records: a responsibility chain.

    Parameters
    ----------
    organizations, roles, appointments, duties, assignments, records : iterable of values
        In any order.
    records_cover, ledger, kinds, changes : iterable of values
        In any order.
    understood : iterable of Understood
        Readings that were not literal.
    left_out : iterable of LeftOut
        Rows left out on request.

    Raises
    ------
    DuplicateIdError
        If two organizations, roles, duties or ledger items have one id.
    UnknownNameError
        If a value is of a kind that neither the library nor `kinds` knows.

    Notes
    -----
    Load first, judge later: names that point nowhere, circles and vacancies are
    no errors here; `detect_gaps` speaks of them.

    Examples
    --------
    >>> from dangjian_chain import Organization, ResponsibilityChain
    >>> chain = ResponsibilityChain(organizations=[Organization("D1", kind="committee")])
    >>> chain.hierarchy.roots
    ('D1',)
    """

    from_frames: ClassVar[Callable[..., ResponsibilityChain]]
    """See `dangjian_chain.from_frames`; readers stand above this room and put it here."""

    answers_to: Callable[..., tuple[tuple[str, str | None, str], ...]]
    """See `dangjian_chain.answers_to`, for this chain."""

    answers_for: Callable[..., tuple[tuple[str, str | None, str], ...]]
    """See `dangjian_chain.answers_for`, for this chain."""

    burden: Callable[..., Any]
    """
    Return what records and papers the lists ask of each organization in a year, before and after sharing events.

    Takes `at` and `year`, gives a `Burden`; see `dangjian_chain.performance.burden.burden`.
    """

    def __init__(  # noqa: PLR0913 - one argument a collection
        self,
        *,
        organizations: Iterable[Organization] = (),
        roles: Iterable[Role] = (),
        appointments: Iterable[Appointment] = (),
        duties: Iterable[Duty] = (),
        assignments: Iterable[Assignment] = (),
        records: Iterable[Record] = (),
        records_cover: Iterable[RecordsCover] = (),
        ledger: Iterable[LedgerItem] = (),
        kinds: Iterable[Kind] = (),
        changes: Iterable[Change] = (),
        understood: Iterable[Understood] = (),
        left_out: Iterable[LeftOut] = (),
    ) -> None:
        values: Mapping[str, Iterable[Any]] = {
            "organizations": organizations,
            "roles": roles,
            "appointments": appointments,
            "duties": duties,
            "assignments": assignments,
            "records": records,
            "records_cover": records_cover,
            "ledger": ledger,
            "kinds": kinds,
            "changes": changes,
        }
        tables = {name: Table.of_values(make, _items(values[name])) for name, make in COLLECTIONS.items()}
        self._set(completed(tables), None, tuple(understood), tuple(left_out))

    def _set(
        self,
        tables: dict[str, Table[Any]],
        day: date | None,
        understood: tuple[Understood, ...],
        left_out: tuple[LeftOut, ...],
    ) -> None:
        self._tables = tables
        self._day = day
        self._understood = understood
        self._left_out = left_out
        self._seen: dict[date, ResponsibilityChain] = {}

    @classmethod
    def of_tables(
        cls,
        tables: Mapping[str, Table[Any]],
        *,
        day: date | None = None,
        understood: Iterable[Understood] = (),
        left_out: Iterable[LeftOut] = (),
    ) -> Self:
        """Return the chain of tables, as readers make them; collections left out are empty."""
        chain = cls.__new__(cls)
        every = {name: tables.get(name) or Table.of_columns(make, {}) for name, make in COLLECTIONS.items()}
        chain._set(completed(every), day, tuple(understood), tuple(left_out))  # noqa: SLF001 - of its own class
        return chain

    # --- collections ---------------------------------------------------------

    @property
    def day(self) -> date | None:
        """The day the chain is seen on; `None` for all of it."""
        return self._day

    def _collection(self, name: str) -> Collection[Any]:
        if self._day is None or name not in self.arrays.forces:
            return Collection(self._tables[name])
        return Collection(self._tables[name], self.arrays.forces[name])

    @cached_property
    def organizations(self) -> Collection[Organization]:
        """The organizations in force, by id."""
        return self._collection("organizations")

    @cached_property
    def roles(self) -> Collection[Role]:
        """The roles in force, by id."""
        return self._collection("roles")

    @cached_property
    def appointments(self) -> Collection[Appointment]:
        """The appointments in force, by key `role#person#since`."""
        return self._collection("appointments")

    @cached_property
    def duties(self) -> Collection[Duty]:
        """The duties as stated, by id."""
        return self._collection("duties")

    @cached_property
    def assignments(self) -> Collection[Assignment]:
        """The assignments in force, by key `duty@organization/role#responsibility#since`."""
        return self._collection("assignments")

    @cached_property
    def records(self) -> Collection[Record]:
        """The records, by key `duty@organization#kind#on#subordinate`."""
        return self._collection("records")

    @cached_property
    def records_cover(self) -> Collection[RecordsCover]:
        """Where and when records are complete."""
        return self._collection("records_cover")

    @cached_property
    def ledger(self) -> Collection[LedgerItem]:
        """The rectification ledger, by id."""
        return self._collection("ledger")

    @cached_property
    def kinds(self) -> Collection[Kind]:
        """The unit's own kinds."""
        return self._collection("kinds")

    @cached_property
    def changes(self) -> Collection[Change]:
        """Changes of organizations."""
        return self._collection("changes")

    @property
    def understood(self) -> tuple[Understood, ...]:
        """Every reading that was not literal."""
        return self._understood

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Rows that were left out on request."""
        return self._left_out

    # --- views -----------------------------------------------------------------

    @cached_property
    def arrays(self) -> ChainArrays:
        """The chain as integer positions; for analyses, not public."""
        return ChainArrays(self._tables, self._day)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Levels, superiors and subordinates."""
        return Hierarchy(self.arrays)

    @cached_property
    def graph(self) -> nx.DiGraph[Any]:
        """
        Organizations, roles and duties as a read-only `networkx.DiGraph`.

        Nodes are `Node(kind, id)` with the value under `"item"`; edges point
        down with `relation`, a tuple of `leads`, `guides`, `has` and
        `bears:<responsibility>`.
        """
        return chain_graph(self)

    # --- overlays ----------------------------------------------------------------

    def at(self, day: date) -> ResponsibilityChain:
        """
        Return the chain as it is on a day.

        A mask, not a cut: the collections show what is in force, the rest stays known.
        The days asked for last are kept, so that asking again costs nothing.

        Raises
        ------
        TypeError
            If it is no date; of a date with a time the date is taken.
        """
        day = whole_day(day)
        if day == self._day:
            return self
        if day not in self._seen:
            seen = self._overlay(self._tables, day=day)
            seen.arrays.take_over(self.arrays)
            self._seen = {**dict(list(self._seen.items())[1 - _DAYS_KEPT :]), day: seen}
        return self._seen[day]

    def asked(self, at: date | None) -> ResponsibilityChain:
        """Return the chain on the day asked, else as it is; raise `MissingDayError` where no day is known."""
        if at is not None:
            return self.at(at)
        if self._day is None:
            raise MissingDayError
        return self

    def under(self, organization: str) -> ResponsibilityChain:
        """Return the chain of one organization and all below it, holding nothing of others."""
        self.hierarchy.level(organization)
        return ResponsibilityChain.of_tables(part_under(self, organization), day=self._day)

    def without(
        self,
        *,
        organization: str | None = None,
        role: str | None = None,
        appointment: str | None = None,
        duty: str | None = None,
        assignment: str | None = None,
    ) -> ResponsibilityChain:
        """
        Return the chain without the rows named, each by id or key.

        A role goes with its appointments, a duty with its assignments, an
        organization with its roles; what names them otherwise stays and is
        spoken of as a gap.

        Raises
        ------
        UnknownNameError
            If the chain has no such row.
        """
        named = {
            "organizations": organization,
            "roles": role,
            "appointments": appointment,
            "duties": duty,
            "assignments": assignment,
        }
        tables = dict(self._tables)
        for name, id_ in named.items():
            if id_ is not None:
                tables[name] = _less(tables[name], id_)
        if organization is not None:
            gone = _rows(tables["roles"], "organization", organization)
            for role_id in [tables["roles"].ids[row] for row in gone]:
                tables["appointments"] = _dropped(tables["appointments"], "role", role_id)
            tables["roles"] = _dropped(tables["roles"], "organization", organization)
        if role is not None:
            tables["appointments"] = _dropped(tables["appointments"], "role", role)
        if duty is not None:
            tables["assignments"] = _dropped(tables["assignments"], "duty", duty)
        return self._overlay(tables)

    def with_appointment(
        self,
        role: str,
        person: str,
        *,
        since: Day | None = None,
        until: Day | None = None,
        acting: bool = False,
    ) -> ResponsibilityChain:
        """
        Return the chain with one more appointment.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        self._tables["roles"].position(role)
        return self.with_rows(
            appointments=[Appointment(role, person, since=since, until=until, acting=acting)]
        )

    def with_vacancy(self, role: str, *, since: date | None = None) -> ResponsibilityChain:
        """
        Return the chain with nobody in a role.

        Parameters
        ----------
        role : str
        since : date, optional
            The first day of the vacancy: whoever holds the role until then
            keeps it up to that day, and nobody follows. Left out, the role was
            never held.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.

        Examples
        --------
        >>> from datetime import date
        >>> from dangjian_chain import Appointment, Organization, ResponsibilityChain, Role
        >>> chain = ResponsibilityChain(
        ...     organizations=[Organization("D1", kind="branch")],
        ...     roles=[Role("D1.sj", "D1", "secretary")],
        ...     appointments=[Appointment("D1.sj", "P1")],
        ... )
        >>> list(chain.with_vacancy("D1.sj", since=date(2026, 9, 1)).at(date(2026, 9, 30)).appointments)
        []
        """
        self._tables["roles"].position(role)
        table = self._tables["appointments"]
        kept: list[Appointment] = []
        for held in map(table.value, range(len(table))):
            if held.role != role:
                kept.append(held)
            elif since is not None and not (held.since is not None and earliest(held.since) >= since):
                ended = held.until is not None and latest(held.until) <= since
                kept.append(held if ended else attrs.evolve(held, until=since))
        return self.with_collection("appointments", kept)

    def with_assignment(  # noqa: PLR0913 - one argument a column
        self,
        duty: str,
        organization: str,
        role: str | None = None,
        *,
        responsibility: Responsibility | None = None,
        function: Function | None = None,
        since: Day | None = None,
    ) -> ResponsibilityChain:
        """
        Return the chain with one more assignment, such as a hand-over that a list lacks.

        Parameters
        ----------
        duty, organization : str
            Ids.
        role : str, optional
            The role that bears it; left out, the organization as a body.
        responsibility : Responsibility, optional
            Left out: principal for the body, first for a secretary or group
            leader, direct for any other role.
        function : Function, optional
            Left out: both.
        since : date or PartialDate, optional

        Raises
        ------
        UnknownNameError
            If the chain has no such duty, organization or role.
        """
        named = {"duties": duty, "organizations": organization, "roles": role}
        for collection, id_ in named.items():
            if id_ is not None:
                self._tables[collection].position(id_)
        row = Assignment(
            duty, organization, role, responsibility=responsibility, function=function, since=since
        )
        return self.with_rows(assignments=[row])

    def with_rows(self, **values: Sequence[Any]) -> ResponsibilityChain:
        """Return the chain with more values, by collection."""
        tables = dict(self._tables)
        for name, more in values.items():
            table = tables[name]
            tables[name] = Table.of_values(table.make, [*map(table.value, range(len(table))), *more])
        return self._overlay(tables)

    def with_collection(self, name: str, values: Iterable[Any]) -> ResponsibilityChain:
        """Return the chain with one collection replaced."""
        return self._overlay({**self._tables, name: Table.of_values(COLLECTIONS[name], values)})

    def _overlay(self, tables: Mapping[str, Table[Any]], *, day: date | None = None) -> ResponsibilityChain:
        return ResponsibilityChain.of_tables(
            tables, day=day or self._day, understood=self._understood, left_out=self._left_out
        )

    @property
    def tables(self) -> Mapping[str, Table[Any]]:
        """The full tables, in force or not; for readers, writers and analyses."""
        return self._tables

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ResponsibilityChain):
            return NotImplemented
        return self._day == other._day and self._tables == other._tables

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(self._collection(name))} {name}" for name in COLLECTIONS if len(self._tables[name])
        )
        on = "" if self._day is None else f" at {self._day}"
        return f"<ResponsibilityChain{on}: {counts or 'empty'}>"


def _items(values: Iterable[Any]) -> Iterable[Any]:
    return values.values() if isinstance(values, Mapping) else values


def _rows(table: Table[Any], attribute: str, value: str) -> list[int]:
    return [row for row, cell in enumerate(table.column(attribute)) if cell == value]


def _dropped(table: Table[Any], attribute: str, value: str) -> Table[Any]:
    gone = set(_rows(table, attribute, value))
    return (
        table.take(np.array([row for row in range(len(table)) if row not in gone], dtype=int))
        if gone
        else table
    )


def _less(table: Table[Any], id_: str) -> Table[Any]:
    gone = table.position(id_)
    return table.take(np.array([row for row in range(len(table)) if row != gone], dtype=int))
