"""Vacancies: since when, and who must fill them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.model.force import PERIODS, inverted
from dangjian_chain.model.table import is_stated
from dangjian_chain.period import latest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Day
    from dangjian_chain.typing import Objects

FILLED_FROM_ABOVE = frozenset({"secretary", "deputy_secretary", "full_time_deputy_secretary"})
"""Role kinds that the line superior must see to filling; all others are the organization's own matter."""


class Vacancies:
    """When the last holder of each role left, up to a day."""

    def __init__(self, arrays: ChainArrays, day: date) -> None:
        self._arrays = arrays
        self._day = day

    def since(self, role: int) -> Day | None:
        """Return when the last holder left, or the role was given up, before the day; `None` if unknown."""
        ends = (self._left.get(role), self._given_up[role])
        return max(
            (end for end in ends if end is not None and latest(end) <= self._day), key=latest, default=None
        )

    @cached_property
    def _given_up(self) -> Objects:
        return self._arrays.tables["roles"].column("valid_to")

    @cached_property
    def _left(self) -> dict[int, Day]:
        """The last end of an appointment to each role, up to the day, where one is known."""
        table = self._arrays.tables["appointments"]
        until = table.column("until")
        held = self._arrays.held_role
        found: dict[int, Day] = {}
        stated = is_stated(until) & ~inverted(table, PERIODS["appointments"])
        for row in np.flatnonzero(stated & (held >= 0)).tolist():
            role, end = int(held[row]), until[row]
            if latest(end) <= self._day and (role not in found or latest(end) > latest(found[role])):
                found[role] = end
        return found

    def filler(self, role: int) -> int:
        """
        Return the organization that must fill a role, by position.

        For secretary and deputies that is the line superior, for others the
        organization itself; -1 where there is none, or the organization is unknown.
        """
        owner = int(self._arrays.role_organization[role])
        kind = self._arrays.tables["roles"].column("kind")[role]
        if owner < 0 or kind not in FILLED_FROM_ABOVE:
            return owner
        return int(self._arrays.hierarchy.line[owner])


def since_words(since: Day | None) -> Text:
    """Return since when, or that the papers do not say."""
    if since is None:
        return Text(zh="目前", en="at present")
    return Text(zh=f"自{since}起", en=f"since {since}")
