"""Ways up from one position over leading and guiding edges: counted exactly, listed one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from dangjian_chain.kernel.graph import components

LEADS, GUIDES = 0, 1

Edge = tuple[int, int]
"""The position above and whether it leads (0) or guides (1)."""
Way = tuple[Edge, ...]
"""The steps above the start, nearest first."""


class Ways:
    """
    The ways from a start up to where no edge goes on.

    Parameters
    ----------
    start : int
    edges : callable
        Gives, for a position, the edges up from it: the leading one first,
        then the guiding ones in order; asked once for each position.

    Notes
    -----
    A guiding edge inside a circle of the two kinds together is not followed,
    nor is a leading edge of a circle of superiors; `not_followed` has both.
    What is left has no circle, so that ways can be counted by adding up.

    Examples
    --------
    >>> ladder = {0: [(1, LEADS), (2, GUIDES)], 1: [(3, LEADS)], 2: [(3, LEADS)], 3: []}
    >>> ways = Ways(0, ladder.__getitem__)
    >>> ways.count, list(ways), ways.common
    (2, [((1, 0), (3, 0)), ((2, 1), (3, 0))], (0, 3))
    """

    def __init__(self, start: int, edges: Callable[[int], Sequence[Edge]]) -> None:
        self.start = start
        found: dict[int, Sequence[Edge]] = {}
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found[here] = edges(here)
                waiting += [above for above, _ in found[here]]
        self.not_followed: tuple[tuple[int, int], ...] = ()
        try:
            order = _order(found)
        except CycleError:
            found, self.not_followed = _without_circles(found)
            order = _order(found)
        self.up: Mapping[int, Sequence[Edge]] = found
        reached = {start}
        for here in order:
            if here in reached:
                reached.update(above for above, _ in found[here])
        self.order: tuple[int, ...] = tuple(here for here in order if here in reached)
        """The positions on some way, each below before what is above it; the start first."""

    @cached_property
    def _onward(self) -> dict[int, int]:
        """How many ways there are from each position to an end."""
        count: dict[int, int] = {}
        for here in reversed(self.order):
            count[here] = sum(count[above] for above, _ in self.up[here]) if self.up[here] else 1
        return count

    @property
    def count(self) -> int:
        """How many ways there are, exactly."""
        return self._onward[self.start]

    @cached_property
    def common(self) -> tuple[int, ...]:
        """The positions that no way goes round, from the start up."""
        coming = dict.fromkeys(self.order, 0)
        coming[self.start] = 1
        for here in self.order:
            for above, _ in self.up[here]:
                coming[above] += coming[here]
        return tuple(here for here in self.order if coming[here] * self._onward[here] == self.count)

    def __iter__(self) -> Iterator[Way]:
        """Yield the ways one by one: at each position the leading edge first, then the guiding ones."""
        way: list[Edge] = []
        branches = [iter(self.up[self.start])]
        if not self.up[self.start]:
            yield ()
        while branches:
            edge = next(branches[-1], None)
            if edge is None:
                branches.pop()
                if way:
                    way.pop()
            else:
                way.append(edge)
                if self.up[edge[0]]:
                    branches.append(iter(self.up[edge[0]]))
                else:
                    yield tuple(way)
                    way.pop()


def _order(up: Mapping[int, Sequence[Edge]]) -> list[int]:
    """Return the positions, each before those above it; raise on a circle."""
    sorter = TopologicalSorter({here: [above for above, _ in edges] for here, edges in up.items()})
    return list(sorter.static_order())[::-1]


def _without_circles(
    up: Mapping[int, Sequence[Edge]],
) -> tuple[dict[int, Sequence[Edge]], tuple[tuple[int, int], ...]]:
    """Return the edges that stay, and those not followed as (above, below)."""
    group = components({here: [above for above, _ in edges] for here, edges in up.items()})
    circle = components(
        {here: [above for above, relation in edges if relation == LEADS] for here, edges in up.items()}
    )
    kept: dict[int, Sequence[Edge]] = {}
    left: list[tuple[int, int]] = []
    for here, edges in up.items():
        inside = [
            (group if relation == GUIDES else circle)[here]
            == (group if relation == GUIDES else circle)[above]
            for above, relation in edges
        ]
        kept[here] = [edge for edge, closed in zip(edges, inside, strict=True) if not closed]
        left += [(above, here) for (above, _), closed in zip(edges, inside, strict=True) if closed]
    return kept, tuple(sorted(left))
