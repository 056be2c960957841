"""What the lists assign: assignments in force as rows of duty, organization and role."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dangjian_chain.model.vocabulary import Function, Responsibility
from dangjian_chain.propagation.bearing import BODY, CODE, FUNCTIONS, BearerArrays, Finder
from dangjian_chain.propagation.duties import EVERY_CLASS

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.duty import Assignment
    from dangjian_chain.propagation.duties import EffectiveDuties
    from dangjian_chain.typing import Bools, Positions

UNKNOWN_ROLE = -2
"""In a column of roles: a role that does not exist in the organization."""
NOBODY = -3
"""In a column of roles: a class names a kind of role that the organization lacks."""

ELSEWHERE = -4
"""In a column of roles: a class names a bearer whom nobody expects here (an empty portfolio, supervision elsewhere)."""

ABSENT = -5
"""In a column of roles, while a class is spread: the row does not hold there."""

BOTH = -1
"""In a column of functions: performs and manages alike."""


@frozen(eq=False, slots=False)
class DeclaredRows:
    """
    Assignments in force, those of classes spread over their organizations.

    Parameters
    ----------
    row : int array
        Where each stands in the table of assignments.
    duty, organization : int array
        Positions; only rows whose duty exists and whose organization is in force.
    role : int array
        A role's position, `BODY`, `UNKNOWN_ROLE`, `NOBODY` or `ELSEWHERE`.
    responsibility, function : int array
        Positions in `RESPONSIBILITIES` and `FUNCTIONS`; `BOTH` for a blank function.
    by_class : bool array
        Whether the row names a class.
    """

    row: Positions
    duty: Positions
    organization: Positions
    role: Positions
    responsibility: Positions
    function: Positions
    by_class: Bools

    def take(self, mask: Bools) -> DeclaredRows:
        """Return the rows marked."""
        return DeclaredRows(**{name: getattr(self, name)[mask] for name in COLUMNS})

    def is_(self, responsibility: Responsibility) -> Bools:
        """Mark the rows of a responsibility."""
        return self.responsibility == CODE[responsibility]

    def of(self, duty: int, organization: int) -> Positions:
        """Return the places of the rows of a duty in an organization, ascending."""
        order, pairs, count = self._by_pair
        if organization >= count:
            return order[:0]
        pair = duty * count + organization
        return order[np.searchsorted(pairs, pair, "left") : np.searchsorted(pairs, pair, "right")]

    @cached_property
    def _by_pair(self) -> tuple[Positions, NDArray[np.int64], int]:
        """Places by pair, the pairs as numbers, and what a duty counts in such a number."""
        count = int(self.organization.max(initial=0)) + 1
        pairs = self.duty.astype(np.int64) * count + self.organization
        order = np.argsort(pairs, kind="stable")
        return order.astype(np.int32), pairs[order], count


COLUMNS = tuple(attrs.fields_dict(DeclaredRows))


class Declaring:
    """Reads the assignments of a chain on its day."""

    def __init__(self, arrays: ChainArrays, duties: EffectiveDuties) -> None:
        self._arrays = arrays
        self._duties = duties
        self._table = arrays.tables["assignments"]

    @cached_property
    def _responsibility(self) -> Positions:
        return np.array([CODE[word] for word in self._table.column("responsibility")], dtype=np.int32)

    @cached_property
    def _function(self) -> Positions:
        codes = {None: BOTH, Function.PERFORM: 0, Function.MANAGE: 1}
        return np.array([codes[word] for word in self._table.column("function")], dtype=np.int32)

    @cached_property
    def _duty(self) -> Positions:
        return self._table.references("duty", self._arrays.tables["duties"])

    @cached_property
    def _organization(self) -> Positions:
        return self._table.references("organization", self._arrays.tables["organizations"])

    @cached_property
    def _alive(self) -> Bools:
        """Rows in force whose organization is in force; classes aside."""
        organization = self._organization
        alive = self._arrays.forces["assignments"] & (organization >= 0)
        alive[alive] &= self._arrays.forces["organizations"][organization[alive]]
        return alive

    @cached_property
    def keeps_list(self) -> Bools:
        """Which organizations keep a list of their own; shape (n,)."""
        keeps = np.zeros(self._arrays.hierarchy.size, dtype=bool)
        aside = (CODE[Responsibility.SUPPORTING], CODE[Responsibility.SUPERVISORY])
        rows = self._alive & ~np.isin(self._responsibility, aside)
        keeps[self._organization[rows]] = True
        return keeps

    def rows(self, performs: Bools, manages: Bools, bearers: BearerArrays) -> DeclaredRows:
        """Return every row, own and by class; roles of classes are found as bearers are."""
        self._bearers = bearers
        parts = [
            self._own(),
            *(self._of_class(row, value, performs, manages) for row, value in self._duties.class_rows),
        ]
        return DeclaredRows(
            **{name: np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS}
        )

    def _own(self) -> DeclaredRows:
        rows = np.flatnonzero(self._alive & (self._duty >= 0))
        organization = self._organization[rows]
        return DeclaredRows(
            row=rows.astype(np.int32),
            duty=self._duty[rows],
            organization=organization,
            role=self._roles(rows, organization),
            responsibility=self._responsibility[rows],
            function=self._function[rows],
            by_class=np.zeros(len(rows), dtype=bool),
        )

    def _roles(self, rows: Any, organization: Positions) -> Positions:  # noqa: ANN401
        """Return the role of each row where it exists in the organization or a unit it covers."""
        named = self._table.column("role")[rows]
        role = self._table.references("role", self._arrays.tables["roles"])[rows]
        known = role >= 0
        owner = np.full(len(rows), -1, dtype=np.int32)
        owner[known] = self._arrays.role_organization[role[known]]
        fits = known & (owner == organization)
        if self._arrays.covers:
            covered = set(self._arrays.covers)
            for row in np.flatnonzero(known & ~fits).tolist():
                fits[row] = (int(organization[row]), int(owner[row])) in covered
        result = np.where(fits, role, UNKNOWN_ROLE).astype(np.int32)
        for position, name in enumerate(named):
            if name is None:
                result[position] = BODY
            elif name[:1] == "@":
                found = self._arrays.first_of_kind(name[1:])[organization[position]]
                result[position] = found if found >= 0 else NOBODY
        return result

    def _of_class(self, row: int, value: Assignment, performs: Bools, manages: Bools) -> DeclaredRows:
        duty = int(self._duty[row])
        if duty < 0:
            return self._spread(row, duty, [])
        mask = (performs[duty] | manages[duty]) & self.members(value.organization)
        if value.role is None:
            return self._spread(row, duty, [np.where(mask, BODY, ABSENT)])
        return self._spread(row, duty, self._class_roles(duty, value, mask, (performs[duty], manages[duty])))

    def members(self, of_class: str) -> Bools:
        """Return which organizations belong to a class such as `@branch` or `@*`; shape (n,)."""
        name = of_class[1:]
        if name == EVERY_CLASS:
            return self._arrays.leads
        kinds = list(self._arrays.organization_kinds)
        code = kinds.index(name) if name in kinds else -1
        return self._arrays.kind == code

    def _class_roles(
        self, duty: int, value: Assignment, mask: Bools, done: tuple[Bools, Bools]
    ) -> list[Positions]:
        """
        Return the roles a class assignment means in each organization, as its bearers are found.

        `done` marks where the duty is performed and where it is managed.
        """
        role = value.role or ""
        if role[:1] != "@":
            return [np.where(mask, UNKNOWN_ROLE, ABSENT)]
        finder = Finder(self._arrays)
        alternatives = ((role[1:],),)
        if value.responsibility == Responsibility.PORTFOLIO:
            area = self._duties.values[duty].area
            pairs: set[tuple[int, int]] = set()
            for function, here in self._functions(value, mask, done):
                managing = function == Function.MANAGE
                carriers = np.flatnonzero(done[0] | done[1]).tolist() if managing else []
                pairs.update(finder.in_charge(here, alternatives, area, carriers))
            return self._of_pairs(mask, sorted(pairs))
        if value.responsibility == Responsibility.SUPERVISORY:
            roles, wanting = finder.supervising(mask, alternatives, [], self._others(duty))
            return [
                np.where(
                    mask & (roles >= 0), roles, np.where(wanting, NOBODY, np.where(mask, ELSEWHERE, ABSENT))
                )
            ]
        slots: list[Positions] = []
        unborne = np.zeros_like(mask)
        for function, here in self._functions(value, mask, done):
            may_stand_in = ~self._arrays.has_committee | (function == Function.MANAGE)
            found, without = finder.chosen(here, alternatives, may_stand_in)
            slots += found
            unborne |= without
        return [np.where(roles >= 0, roles, ABSENT) for roles in slots] + [np.where(unborne, NOBODY, ABSENT)]

    def _functions(
        self, value: Assignment, mask: Bools, done: tuple[Bools, Bools]
    ) -> Iterator[tuple[Function, Bools]]:
        """Yield the functions a class assignment is about, and where in the class it is asked for."""
        for function, matrix in zip(FUNCTIONS, done, strict=True):
            if value.function in {None, function}:
                yield function, mask if value.function == function else mask & matrix

    def _others(self, duty: int) -> set[tuple[int, int]]:
        """Return (organization, role) expected to bear a duty otherwise than by supervising it."""
        bearers = self._bearers
        rows = (bearers.duty == duty) & (bearers.responsibility != CODE[Responsibility.SUPERVISORY])
        return set(zip(bearers.organization[rows].tolist(), bearers.role[rows].tolist(), strict=True))

    def _of_pairs(self, mask: Bools, pairs: list[tuple[int, int]]) -> list[Positions]:
        slots: list[Positions] = []
        found = np.zeros(len(mask), dtype=bool)
        for organization, role in pairs:
            slot = np.full(len(mask), ABSENT, dtype=np.int32)
            slot[organization] = role
            slots.append(slot)
            found[organization] = True
        return [*slots, np.where(mask & ~found, ELSEWHERE, ABSENT)]

    def _spread(self, row: int, duty: int, slots: list[Positions]) -> DeclaredRows:
        organizations = [np.flatnonzero(roles > ABSENT) for roles in slots]
        roles = [slot[here] for slot, here in zip(slots, organizations, strict=True)]
        organization = np.concatenate([np.zeros(0, dtype=np.int32), *organizations]).astype(np.int32)
        count = len(organization)
        whole = np.ones(count, dtype=np.int32)
        return DeclaredRows(
            row=whole * row,
            duty=whole * duty,
            organization=organization,
            role=np.concatenate([np.zeros(0, dtype=np.int32), *roles]).astype(np.int32),
            responsibility=whole * self._responsibility[row],
            function=whole * self._function[row],
            by_class=np.ones(count, dtype=bool),
        )
