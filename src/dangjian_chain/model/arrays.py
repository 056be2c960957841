"""The chain on a day as integer positions: what kernel and rules compute with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from dangjian_chain.kernel.hierarchy import HierarchyArrays
from dangjian_chain.model.force import PERIODS, in_force
from dangjian_chain.model.holders import Holders
from dangjian_chain.model.kind import COLLECTIVE, COMMITTEE_MEMBERS, default_seats, kinds_of
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import KindOf

if TYPE_CHECKING:
    from dangjian_chain.model.kind import Kind
    from dangjian_chain.model.table import Table
    from dangjian_chain.typing import Bools, Floats, Objects, Positions


T = TypeVar("T")

_TIMELESS = (
    "organization_kinds",
    "role_kinds",
    "kind",
    "superior_named",
    "superior_known",
    "leads",
    "owns_failure",
    "covers",
    "role_organization",
    "role_kind",
    "_role_kind_codes",
    "seats",
    "required",
    "needed",
    "in_body",
    "is_needed_kind",
    "held_role",
)


class ChainArrays:
    """
    Organizations, roles and holders of a chain on one day.

    Positions are rows of the chain's full tables, in force or not. n, r and a
    are the numbers of organizations, roles and appointments.
    """

    def __init__(self, tables: dict[str, Table[Any]], day: date | None) -> None:
        self.tables = tables
        self.day = day
        self._kept: dict[Any, Any] = {}

    def kept(self, make: Callable[[ChainArrays], T]) -> T:
        """Return what `make` makes of these arrays, made once: for analyses that are asked again and again."""
        if make not in self._kept:
            self._kept[make] = make(self)
        made: T = self._kept[make]
        return made

    def take_over(self, other: ChainArrays) -> None:
        """Keep what `other`, of the same rows on another day, has found and no day changes."""
        found = other.__dict__
        self.__dict__ |= {name: found[name] for name in _TIMELESS if name in found}

    # --- kinds -------------------------------------------------------------

    @cached_property
    def organization_kinds(self) -> dict[str, Kind]:
        """Kinds of organizations by id, built-in ones first."""
        further = self.tables["kinds"]
        return kinds_of(KindOf.ORGANIZATION, map(further.value, range(len(further))))

    @cached_property
    def role_kinds(self) -> dict[str, Kind]:
        """Kinds of roles by id, built-in ones first."""
        further = self.tables["kinds"]
        return kinds_of(KindOf.ROLE, map(further.value, range(len(further))))

    @cached_property
    def kind(self) -> Positions:
        """The kind of each organization as a position in `organization_kinds`; shape (n,)."""
        return _codes(self.tables["organizations"].column("kind"), self.organization_kinds)

    def _by_kind(self, of_kind: dict[str, bool]) -> Bools:
        return np.array(list(of_kind.values()), dtype=bool)[self.kind]

    # --- masks -------------------------------------------------------------

    @cached_property
    def forces(self) -> dict[str, Bools]:
        """Rows in force by collection, for those that have periods."""
        masks = {name: in_force(self.tables[name], columns, self.day) for name, columns in PERIODS.items()}
        of_role = self.role_organization
        known = of_role >= 0
        masks["roles"][known] &= masks["organizations"][of_role[known]]
        return masks

    # --- hierarchy ---------------------------------------------------------

    @cached_property
    def superior_named(self) -> Bools:
        """Whether an organization names a superior; shape (n,)."""
        return is_stated(self.tables["organizations"].column("superior"))

    @cached_property
    def superior_known(self) -> Positions:
        """The position of the superior, in force or not; -1 for none or unknown; shape (n,)."""
        table = self.tables["organizations"]
        return table.references("superior", table)

    @cached_property
    def leads(self) -> Bools:
        """Whether the organization's kind leads; shape (n,)."""
        return self._by_kind({kind.id: kind.leads for kind in self.organization_kinds.values()})

    @cached_property
    def owns_failure(self) -> Bools:
        """
        Whether an organization answers for its own failures; shape (n,).

        It leads, or the role its kind needs belongs to the leading body: a
        group, a unit and a working group have no body that could answer.
        """
        body = {kind.id: kind.body for kind in self.role_kinds.values()}
        return self._by_kind(
            {
                kind.id: kind.leads or body.get(kind.needs or "", False)
                for kind in self.organization_kinds.values()
            }
        )

    @cached_property
    def owner(self) -> Positions:
        """Who answers for each organization: itself, of a department the line superior; -1 for nobody; shape (n,)."""
        itself = np.arange(len(self.owns_failure), dtype=np.int32)
        return np.where(self.owns_failure, itself, self.hierarchy.line).astype(np.int32)

    @cached_property
    def hierarchy(self) -> HierarchyArrays:
        """The leading edges among organizations in force."""
        alive = self.forces["organizations"]
        superior = self.superior_known.copy()
        known = superior >= 0
        superior[known & ~alive[superior]] = -1
        return HierarchyArrays(
            superior=superior,
            is_root=alive & ~self.superior_named,
            in_force=alive,
            leads=self.leads,
        )

    @cached_property
    def covers(self) -> list[tuple[int, int]]:
        """Pairs (organization, covered unit) of positions, units that exist."""
        table = self.tables["organizations"]
        held = table.columns.get("covers")
        if held is None:
            return []
        return [
            (row, unit) for row, units in enumerate(held) if units for unit in table.find(units) if unit >= 0
        ]

    # --- roles and holders -------------------------------------------------

    @cached_property
    def role_organization(self) -> Positions:
        """The organization of each role; -1 where it is unknown; shape (r,)."""
        return self.tables["roles"].references("organization", self.tables["organizations"])

    @cached_property
    def role_kind(self) -> Positions:
        """The kind of each role as a position in `role_kinds`; shape (r,)."""
        return _codes(self.tables["roles"].column("kind"), self.role_kinds)

    def role_kind_code(self, kind: str) -> int:
        """Return the position of a role kind, -1 for one that does not exist."""
        return self._role_kind_codes.get(kind, -1)

    @cached_property
    def _role_kind_codes(self) -> dict[str, int]:
        return {kind: code for code, kind in enumerate(self.role_kinds)}

    @cached_property
    def _first_of_kind(self) -> dict[int, Positions]:
        """By role kind: for each organization the role in force with the smallest id, own or of a covered unit."""
        count = len(self.tables["organizations"])
        alive = np.flatnonzero(self.forces["roles"] & (self.role_organization >= 0))
        owners = self.role_organization[alive]
        kinds = self.role_kind[alive]
        if self.covers:
            lent = [
                (organization, role)
                for role, owner in zip(alive.tolist(), owners.tolist(), strict=True)
                for organization in self._coverers.get(owner, ())
            ]
            owners = np.concatenate((owners, np.array([owner for owner, _ in lent], dtype=np.int32)))
            alive = np.concatenate((alive, np.array([role for _, role in lent], dtype=alive.dtype)))
            kinds = self.role_kind[alive]
        first: dict[int, Positions] = {}
        for code in np.unique(kinds).tolist():
            found = np.full(count, -1, dtype=np.int32)
            of_kind = np.flatnonzero(kinds == code)
            of_kind = of_kind[np.argsort(-alive[of_kind], kind="stable")]
            found[owners[of_kind]] = alive[of_kind]
            first[code] = found
        return first

    def role_of_kind(self, kind: str, organization: int) -> int:
        """Return the role of a kind with the smallest id in one organization; -1 if none."""
        found = self._first_of_kind.get(self.role_kind_code(kind))
        return -1 if found is None else int(found[organization])

    def head(self, organization: int) -> int:
        """Return the role that heads an organization: of the kind its own kind needs, else its secretary; -1 if none."""
        needs = list(self.organization_kinds.values())[self.kind[organization]].needs
        return self.role_of_kind(needs or "secretary", organization)

    def first_of_kind(self, kind: str) -> Positions:
        """Return, for each organization, its role of a kind with the smallest id; -1 if none; shape (n,)."""
        found = self._first_of_kind.get(self.role_kind_code(kind))
        return np.full(len(self.tables["organizations"]), -1, dtype=np.int32) if found is None else found

    @cached_property
    def roles_by_organization(self) -> dict[int, list[int]]:
        """The roles in force that count for each organization, covered units' included, by id."""
        found: dict[int, list[int]] = {}
        owners = self.role_organization.tolist()
        for role in np.flatnonzero(self.forces["roles"]).tolist():
            found.setdefault(owners[role], []).append(role)
        own = {organization: list(roles) for organization, roles in found.items()}
        for organization, unit in self.covers:
            if organization != unit and unit in own:
                found.setdefault(organization, []).extend(own[unit])
        return {
            organization: sorted(set(roles)) for organization, roles in found.items() if organization >= 0
        }

    @cached_property
    def in_body(self) -> Bools:
        """Whether each role belongs to the leading body; shape (r,)."""
        return np.array([kind.body for kind in self.role_kinds.values()], dtype=bool)[self.role_kind]

    @cached_property
    def portfolios(self) -> dict[str, list[int]]:
        """Roles in force by what their portfolios hold: areas, or ids of organizations."""
        held = self.tables["roles"].columns.get("portfolio")
        found: dict[str, list[int]] = {}
        if held is not None:
            for role in np.flatnonzero(self.forces["roles"]).tolist():
                for entry in held[role] or ():
                    found.setdefault(entry, []).append(role)
        return found

    def hosts(self, role: int) -> list[int]:
        """Return the organizations a role counts for: its own, and those that cover it."""
        owner = int(self.role_organization[role])
        return [] if owner < 0 else [owner, *self._coverers.get(owner, ())]

    @cached_property
    def _coverers(self) -> dict[int, list[int]]:
        """Organizations by a unit that they cover, themselves aside."""
        found: dict[int, list[int]] = {}
        for organization, unit in self.covers:
            if organization != unit:
                found.setdefault(unit, []).append(organization)
        return found

    @cached_property
    def seats(self) -> Floats:
        """How many may hold each role, infinite for unlimited; shape (r,)."""
        by_kind = [default_seats(kind) for kind in self.role_kinds]
        seats = np.array([np.inf if count is None else count for count in by_kind])[self.role_kind]
        stated = self.tables["roles"].columns.get("seats")
        if stated is not None:
            filled = is_stated(stated)
            seats[filled] = stated[filled].astype(np.float64)
        return seats

    @cached_property
    def required(self) -> Bools:
        """Whether each role is required: as stated, else the role its organization's kind needs; shape (r,)."""
        required = self.is_needed_kind.copy()
        stated = self.tables["roles"].columns.get("required")
        if stated is not None:
            filled = is_stated(stated)
            required[filled] = stated[filled].astype(bool)
        return required

    @cached_property
    def needed(self) -> Positions:
        """The role kind each organization needs, as a position in `role_kinds`; -1 for none; shape (n,)."""
        codes = [
            -1 if kind.needs is None else self.role_kind_code(kind.needs)
            for kind in self.organization_kinds.values()
        ]
        return np.array(codes, dtype=np.int32)[self.kind]

    @cached_property
    def is_needed_kind(self) -> Bools:
        """Whether each role is of the kind its organization needs; shape (r,)."""
        owner = self.role_organization
        if not len(self.needed):
            return np.zeros(len(owner), dtype=bool)
        return (owner >= 0) & (self.needed[owner] == self.role_kind) & (self.role_kind >= 0)

    @cached_property
    def has_committee(self) -> Bools:
        """Whether each organization has a committee (SEMANTICS, kinds); shape (n,)."""
        count = len(self.tables["organizations"])
        members = np.zeros(count, dtype=bool)
        codes = [self.role_kind_code(kind) for kind in COMMITTEE_MEMBERS]
        owner = self.role_organization
        roles = np.isin(self.role_kind, codes) & self.forces["roles"] & (owner >= 0)
        members[owner[roles]] = True
        branch = list(self.organization_kinds).index("branch")
        return np.where(self.kind == branch, members, self.leads)

    @cached_property
    def held_role(self) -> Positions:
        """The role of each appointment; -1 where it is unknown; shape (a,)."""
        return self.tables["appointments"].references("role", self.tables["roles"])

    @cached_property
    def holders(self) -> Holders:
        """Who holds each role in force on the day."""
        alive = self.forces["appointments"] & (self.held_role >= 0)
        alive[alive] &= self.forces["roles"][self.held_role[alive]]
        rows = np.flatnonzero(alive).astype(np.int32)
        persons = self.tables["appointments"].column("person")
        return Holders(rows, self.held_role[rows], persons, len(self.tables["roles"]))

    @property
    def knows_holders(self) -> bool:
        """Whether the chain says of anybody what role is held: without, a vacancy cannot be told."""
        return len(self.tables["appointments"]) > 0

    @cached_property
    def vacant(self) -> Bools:
        """Whether nobody holds a role on the day, or it is not in force; never for a collective; shape (r,)."""
        return (self.holders.held == 0) & (self.role_kind != self.role_kind_code(COLLECTIVE))

    def persons(self, role: int) -> list[str]:
        """Return the distinct persons who hold a role on the day, in id order."""
        return self.holders.persons(role)


def _codes(values: Objects, kinds: dict[str, Kind]) -> Positions:
    codes = {kind: code for code, kind in enumerate(kinds)}
    return np.fromiter(map(codes.__getitem__, values), dtype=np.int32, count=len(values))
