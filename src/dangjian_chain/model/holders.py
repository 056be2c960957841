"""Who holds what on a day: appointments in force by role, and persons counted without an object for each."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.typing import Bools, Objects, Positions


class Holders:
    """
    The appointments in force to roles in force.

    Parameters
    ----------
    rows : int array, shape (h,)
        Their positions in the table of appointments, in key order.
    roles : int array, shape (h,)
        The role of each.
    persons : object array
        The column of persons, of all appointments.
    count : int
        How many roles there are.
    """

    def __init__(self, rows: Positions, roles: Positions, persons: Objects, count: int) -> None:
        order = np.argsort(roles, kind="stable")
        self._rows = rows[order]
        self._roles = roles[order]
        self._persons = persons
        self._count = count

    def rows(self, role: int) -> list[int]:
        """Return the appointments to a role, in key order."""
        start, end = np.searchsorted(self._roles, [role, role + 1])
        found: list[int] = self._rows[start:end].tolist()
        return found

    def persons(self, role: int) -> list[str]:
        """Return the distinct persons who hold a role, in id order."""
        return sorted({self._persons[row] for row in self.rows(role)})

    @property
    def roles(self) -> list[int]:
        """The roles that somebody holds, in order."""
        found: list[int] = np.unique(self._roles).tolist()
        return found

    @cached_property
    def _codes(self) -> NDArray[np.int64]:
        """A number for each person, alike for the same; shape (h,)."""
        known: dict[str, int] = {}
        named = self._persons[self._rows].tolist()
        return np.fromiter(
            (known.setdefault(person, len(known)) for person in named), dtype=np.int64, count=len(named)
        )

    def distinct(self, groups: Positions, size: int, chosen: Bools | None = None) -> Positions:
        """
        Return how many distinct persons there are in each group of roles; shape (size,).

        Parameters
        ----------
        groups : int array, shape (roles,)
            The group of each role, -1 for none.
        size : int
            How many groups there are.
        chosen : bool array, shape (appointments,), optional
            The appointments that count; all if not given.
        """
        group = groups[self._roles].astype(np.int64)
        taken = group >= 0
        if chosen is not None:
            taken &= chosen[self._rows]
        width = len(self._persons) + 1
        pairs = np.sort(group[taken] * width + self._codes[taken])
        is_first = np.ones(len(pairs), dtype=bool)  # np.unique hashes, which takes four times as long here
        np.not_equal(pairs[1:], pairs[:-1], out=is_first[1:])
        return np.bincount(pairs[is_first] // width, minlength=size).astype(np.int32)

    @cached_property
    def held(self) -> Positions:
        """How many distinct persons hold each role; shape (roles,)."""
        return self.distinct(np.arange(self._count, dtype=np.int32), self._count)
