"""What holds for each duty on the day: inherited, and read off its class assignments."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from dangjian_chain.model.bearers import Alternatives, Bearers
from dangjian_chain.model.inheritance import ancestors, inherited
from dangjian_chain.model.vocabulary import Function, Nature, Responsibility

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.duty import Assignment, Duty
    from dangjian_chain.typing import Bools

EVERY_CLASS = "*"


class EffectiveDuties:
    """
    The m duties of a chain in id order, with what holds for each.

    A blank `performed_by` is the classes of the duty's class assignments, a
    blank `bearers` their responsibilities and role kinds. Rows that only
    manage say nothing of performers, rows that only support say nothing.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self.ids = arrays.tables["duties"].ids

    @cached_property
    def class_rows(self) -> list[tuple[int, Assignment]]:
        """Assignments in force that name a class: row and value, in key order."""
        table = self._arrays.tables["assignments"]
        organizations = table.column("organization")
        alive = self._arrays.forces["assignments"]
        return [
            (row, table.value(row))
            for row, organization in enumerate(organizations)
            if organization[:1] == "@" and alive[row]
        ]

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        table = self._arrays.tables["duties"]
        return dict(zip(table.ids, table.column("parent"), strict=True))

    @cached_property
    def _rows_by_duty(self) -> dict[str, list[Assignment]]:
        found: dict[str, list[Assignment]] = {}
        for _, row in self.class_rows:
            if row.responsibility != Responsibility.SUPPORTING:
                found.setdefault(row.duty, []).append(row)
        return found

    @cached_property
    def _stated(self) -> list[Duty]:
        """The duties as they state themselves, or by their class assignments."""
        table = self._arrays.tables["duties"]
        return [self._derived(table.value(row)) for row in range(len(table))]

    @cached_property
    def values(self) -> list[Duty]:
        """The duties as they hold, in id order."""
        return inherited(self._stated)

    @cached_property
    def own_bearers(self) -> Bools:
        """Whether each duty names bearers itself, not by its classes; shape (m,)."""
        table = self._arrays.tables["duties"]
        plain = inherited([table.value(row) for row in range(len(table))])
        return np.array([bool(duty.bearers or duty.managing_bearers) for duty in plain], dtype=bool)

    @cached_property
    def names_bearers(self) -> Bools:
        """Whether each duty names responsibilities at all; shape (m,)."""
        return np.array([bool(duty.bearers or duty.managing_bearers) for duty in self.values], dtype=bool)

    def _derived(self, duty: Duty) -> Duty:
        rows = self._rows_by_duty.get(duty.id)
        if not rows:
            return duty
        doing = [row for row in rows if row.function != Function.MANAGE]
        managing = [row for row in rows if row.function == Function.MANAGE]
        return attrs.evolve(
            duty,
            performed_by=duty.performed_by or self._kinds(doing),
            bearers=duty.bearers or _bearers(doing),
            managing_bearers=duty.managing_bearers or _bearers(managing),
        )

    def _kinds(self, rows: list[Assignment]) -> tuple[str, ...]:
        named = {row.organization[1:] for row in rows}
        return tuple(
            kind.id
            for kind in self._arrays.organization_kinds.values()
            if kind.id in named or (EVERY_CLASS in named and kind.leads)
        )

    @cached_property
    def required(self) -> Bools:
        """Whether each duty is required; elective ones are never missed; shape (m,)."""
        return np.array([duty.nature != Nature.ELECTIVE for duty in self.values], dtype=bool)

    @cached_property
    def has_performers(self) -> Bools:
        """Whether each duty says who performs it; shape (m,)."""
        return np.array([bool(duty.performed_by) for duty in self.values], dtype=bool)

    def spec(self, duty: int, function: Function) -> Bearers:
        """Return the bearers that a duty names for a function."""
        value = self.values[duty]
        return (value.managing_bearers or value.bearers) if function == Function.MANAGE else value.bearers

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """Pairs (part, duty it is a part of), every duty above a part, of positions."""
        positions = self._arrays.tables["duties"].positions
        return [
            (positions[id_], positions[above]) for id_ in self.ids for above in ancestors(id_, self._parents)
        ]


def _bearers(rows: list[Assignment]) -> Bearers:
    """Return the responsibilities and role kinds of class assignments; a body is principal or nobody."""
    found: dict[str, Alternatives] = {}
    for row in rows:
        if row.responsibility is None:
            continue
        if row.responsibility == Responsibility.PRINCIPAL:
            found[Responsibility.PRINCIPAL] = ()
        elif row.role is not None and row.role[:1] == "@":
            kinds = found.setdefault(row.responsibility, ())
            if (row.role[1:],) not in kinds:
                found[row.responsibility] = (*kinds, (row.role[1:],))
    return Bearers.of(found)
