"""The hierarchy over integer positions: levels, loops, reachability, line superiors."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import define, field

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
    def _children(self) -> tuple[Positions, Positions]:
        """Positions sorted by superior, and where each superior's begin (n + 1 bounds)."""
        below = np.flatnonzero((self.superior >= 0) & self.in_force)
        order = below[np.argsort(self.superior[below], kind="stable")]
        counts = np.bincount(self.superior[order], minlength=self.size)
        return order.astype(np.int32), np.concatenate(([0], np.cumsum(counts))).astype(np.int32)

    def children(self, position: int) -> Positions:
        """Return the direct subordinates in force, ascending."""
        order, bounds = self._children
        return order[bounds[position] : bounds[position + 1]]

    @cached_property
    def child_counts(self) -> Positions:
        """How many direct subordinates in force each has; shape (n,)."""
        return np.diff(self._children[1]).astype(np.int32)

    @cached_property
    def levels(self) -> list[Positions]:
        """The reachable positions of each level, from the roots down, each ascending."""
        order, bounds = self._children
        found: list[Positions] = []
        frontier = np.flatnonzero(self.is_root & self.in_force).astype(np.int32)
        while len(frontier):
            found.append(frontier)
            counts = bounds[frontier + 1] - bounds[frontier]
            total = int(counts.sum())
            if not total:
                break
            ends = np.cumsum(counts)
            steps = np.arange(total) - np.repeat(ends - counts, counts)
            frontier = np.sort(order[np.repeat(bounds[frontier], counts) + steps])
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
        line = np.where(self.in_force, self.superior, NONE).astype(np.int32)
        waiting = np.flatnonzero(line >= 0)
        while len(waiting):
            waiting = waiting[~stops[line[waiting]]]
            line[waiting] = self.superior[line[waiting]]
            waiting = waiting[line[waiting] >= 0]
        line[(line >= 0) & (~self.leads[line] | (line == np.arange(self.size)))] = NONE
        return line

    @cached_property
    def loops(self) -> list[list[int]]:
        """
        The circles of leading edges among organizations in force, self-superiors included.

        Each begins at its smallest position and follows the superiors; the
        circles come in the order of their smallest positions.
        """
        known = (self.superior >= 0) & self.in_force
        known[known] &= self.in_force[self.superior[known]]
        rest = np.flatnonzero(known & ~self.reachable)
        state = dict.fromkeys(rest.tolist(), 0)
        superior = self.superior
        circles: list[list[int]] = []
        for run, start in enumerate(rest.tolist(), start=1):
            walk: list[int] = []
            here = start
            while state.get(here) == 0:
                state[here] = run
                walk.append(here)
                here = int(superior[here])
            if state.get(here) == run:
                circle = walk[walk.index(here) :]
                turn = circle.index(min(circle))
                circles.append(circle[turn:] + circle[:turn])
        return sorted(circles)

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
        seen = {position}
        frontier = [position]
        while frontier:
            nearer = sorted({int(child) for above in frontier for child in self.children(above)} - seen)
            found += nearer
            seen.update(nearer)
            frontier = nearer
        return found

    def inside(self, tops: Positions) -> Bools:
        """Return which reachable organizations lie in the subtree of one of `tops`, these included."""
        mark = np.zeros(self.size, dtype=bool)
        mark[tops] = True
        mark &= self.reachable
        for positions in self.levels[1:]:
            mark[positions] |= mark[self.superior[positions]]
        return mark
