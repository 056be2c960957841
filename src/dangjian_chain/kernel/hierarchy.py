"""The hierarchy over integer positions: levels, loops, reachability, line superiors."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import define, field

from dangjian_chain.kernel.grouping import Groups
from dangjian_chain.typing import Bools, Positions

NONE = -1


@define(slots=False, eq=False)
class HierarchyArrays:
    """
    Leading edges among n organizations, and what follows from them.

    Parameters
    ----------
    superior : int array, shape (n,)
        The position of each superior; -1 where there is none or it is unknown.
    is_root : bool array, shape (n,)
        Organizations in force that name no superior.
    in_force : bool array, shape (n,)
    leads : bool array, shape (n,)
        Organizations whose kind leads.
    """

    superior: Positions = field()
    is_root: Bools = field()
    in_force: Bools = field()
    leads: Bools = field()

    @property
    def size(self) -> int:
        """How many organizations there are."""
        return len(self.superior)

    @cached_property
    def _children(self) -> Groups:
        """Organizations in force by superior."""
        return Groups.by(np.where(self.in_force, self.superior, NONE), self.size)

    def children(self, position: int) -> Positions:
        """Return the direct subordinates in force, ascending."""
        return self._children.of(position)

    @cached_property
    def child_counts(self) -> Positions:
        """How many direct subordinates in force each has; shape (n,)."""
        return np.diff(self._children.bounds)

    @cached_property
    def levels(self) -> list[Positions]:
        """The reachable positions of each level, from the roots down, each ascending."""
        found: list[Positions] = []
        frontier = np.flatnonzero(self.is_root & self.in_force).astype(np.int32)
        while len(frontier):
            found.append(frontier)
            frontier = np.sort(self._children.of_all(frontier))
        return found

    @cached_property
    def level(self) -> Positions:
        """The level of each organization, 0 at a root; -1 where it is not reachable; shape (n,)."""
        level = np.full(self.size, NONE, dtype=np.int32)
        for depth, positions in enumerate(self.levels):
            level[positions] = depth
        return level

    @cached_property
    def reachable(self) -> Bools:
        """Whether an unbroken line of organizations in force leads here from a root; shape (n,)."""
        return self.level >= 0

    @cached_property
    def top(self) -> Positions:
        """The root above each reachable organization, itself at a root; -1 elsewhere; shape (n,)."""
        top = np.full(self.size, NONE, dtype=np.int32)
        for depth, positions in enumerate(self.levels):
            top[positions] = positions if depth == 0 else top[self.superior[positions]]
        return top

    @cached_property
    def line(self) -> Positions:
        """
        The nearest superior that leads, reachable or not; -1 if there is none; shape (n,).

        A circle without any that leads has none.
        """
        stops = self.leads.copy()
        for circle in self.loops:
            if not self.leads[circle].any():
                stops[circle] = True
        # Where one gets by going up until something stops. The last element is reached by NONE,
        # and each round doubles the step, so that a long run of transparent units costs little.
        hop = np.append(np.where(stops, np.arange(self.size), self.superior), NONE).astype(np.int32)
        while not np.array_equal(further := hop[hop], hop):
            hop = further
        line = np.where(self.in_force, hop[self.superior], NONE).astype(np.int32)
        line[(line >= 0) & (~self.leads[line] | (line == np.arange(self.size)))] = NONE
        return line

    def line_children(self, position: int) -> Positions:
        """Return those whose line superior it is, ascending."""
        return self._line_children.of(position)

    @cached_property
    def _line_children(self) -> Groups:
        return Groups.by(self.line, self.size)

    @cached_property
    def loops(self) -> list[list[int]]:
        """
        The circles of leading edges among organizations in force, self-superiors included.

        Each begins at its smallest position and follows the superiors; the
        circles come in the order of their smallest positions.
        """
        circles: list[list[int]] = []
        seen: set[int] = set()
        for start in self._on_circles.tolist():
            if start not in seen:
                circle = [start, *self.above(start)]
                circles.append(circle)
                seen.update(circle)
        return circles

    @property
    def _on_circles(self) -> Positions:
        """The positions on circles, ascending: where one still is after more steps up than there are positions."""
        rest = np.flatnonzero(self.in_force & ~self.reachable & (self.superior >= 0))
        place = np.full(self.size, NONE, dtype=np.int32)
        place[rest] = np.arange(len(rest))
        hop = np.append(place[self.superior[rest]], NONE)  # among the rest; NONE leads to NONE
        for _ in range(len(rest).bit_length()):
            hop = hop[hop]
        return rest[np.unique(hop[hop >= 0])].astype(np.int32)

    def above(self, position: int) -> list[int]:
        """Return the superiors, nearest first; a circle is walked once."""
        found: list[int] = []
        seen = {position}
        here = int(self.superior[position])
        while here >= 0 and here not in seen:
            found.append(here)
            seen.add(here)
            here = int(self.superior[here])
        return found

    def below(self, position: int) -> list[int]:
        """Return everything below, level by level, each level ascending; a circle is walked once."""
        found: list[int] = []
        frontier = np.array([position], dtype=np.int32)
        while len(frontier):
            # One comes back to where one started, and nowhere else: everyone has one superior.
            frontier = np.sort(self._children.of_all(frontier))
            frontier = frontier[frontier != position]
            found += frontier.tolist()
        return found

    def inside(self, tops: Positions) -> Bools:
        """Return which reachable organizations lie in the subtree of one of `tops`, these included."""
        mark = np.zeros(self.size, dtype=bool)
        mark[tops] = True
        mark &= self.reachable
        for positions in self.levels[1:]:
            mark[positions] |= mark[self.superior[positions]]
        return mark
