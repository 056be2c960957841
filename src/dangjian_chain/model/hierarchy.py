"""The hierarchy by names: what users ask of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.kernel.graph import frozen_digraph

if TYPE_CHECKING:
    import networkx as nx

    from dangjian_chain.model.arrays import ChainArrays


class Hierarchy:
    """
    Organizations in force and the leading edges among them.

    Examples
    --------
    >>> from dangjian_chain import Organization, ResponsibilityChain
    >>> chain = ResponsibilityChain(
    ...     organizations=[
    ...         Organization("D1", kind="committee"),
    ...         Organization("D1-01", kind="branch", superior="D1"),
    ...         Organization("D1-01-G1", kind="group", superior="D1-01"),
    ...     ]
    ... )
    >>> chain.hierarchy.superiors("D1-01-G1"), chain.hierarchy.level("D1-01")
    (['D1-01', 'D1'], 1)
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._table = arrays.tables["organizations"]
        self._kernel = arrays.hierarchy

    def _position(self, organization: str) -> int:
        position = self._table.positions.get(organization, -1)
        if position < 0 or not self._kernel.in_force[position]:
            raise self._table.unknown(organization)
        return position

    def _names(self, positions: Any) -> list[str]:  # noqa: ANN401 - any run of positions
        ids = self._table.ids
        return [ids[position] for position in positions]

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Organizations without a superior, in id order."""
        return tuple(self._names(np.flatnonzero(self._kernel.is_root)))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """Circles of superiors, each from its smallest id upward; an organization that is its own superior alone."""
        return tuple(tuple(self._names(circle)) for circle in self._kernel.loops)

    @cached_property
    def unreachable(self) -> tuple[str, ...]:
        """Organizations in force that no unbroken line reaches from a root, in id order."""
        return tuple(self._names(np.flatnonzero(self._kernel.in_force & ~self._kernel.reachable)))

    def level(self, organization: str) -> int | None:
        """Return the level, 0 at a root; `None` for one that is not reachable."""
        level = int(self._kernel.level[self._position(organization)])
        return None if level < 0 else level

    def superiors(self, organization: str) -> list[str]:
        """Return everything that leads it, nearest first; a circle is walked once."""
        return self._names(self._kernel.above(self._position(organization)))

    def subordinates(self, organization: str, *, direct: bool = False) -> list[str]:
        """Return everything below it, nearest first, then by id; only the next level with `direct`."""
        position = self._position(organization)
        return self._names(self._kernel.children(position) if direct else self._kernel.below(position))

    def line_superior(self, organization: str) -> str | None:
        """Return its nearest superior whose kind leads, `None` at a top or where it is not reachable."""
        line = int(self._kernel.line[self._position(organization)])
        return None if line < 0 else self._table.ids[line]

    def common_superior(self, organization: str, other: str) -> str | None:
        """
        Return the nearest organization that leads both: the one to settle a dispute between them.

        It is neither of the two: where one of them leads the other, it stands
        above both. `None` where no line leads from one organization to both.

        Examples
        --------
        >>> from dangjian_chain import Organization, ResponsibilityChain
        >>> chain = ResponsibilityChain(
        ...     organizations=[
        ...         Organization("LC", kind="committee"),
        ...         Organization("D1", kind="committee", superior="LC"),
        ...         Organization("D1-01", kind="branch", superior="D1"),
        ...         Organization("D1-02", kind="branch", superior="D1"),
        ...     ]
        ... )
        >>> chain.hierarchy.common_superior("D1-01", "D1-02"), chain.hierarchy.common_superior("D1", "D1-02")
        ('D1', 'LC')
        """
        ways = [self._line_above(self._position(one)) for one in (organization, other)]
        shared = set(ways[1]) - {self._position(organization), self._position(other)}
        return next((self._table.ids[above] for above in ways[0] if above in shared), None)

    def _line_above(self, position: int) -> list[int]:
        """Return the line superiors, nearest first; a circle is walked once."""
        found: dict[int, None] = {}
        here = int(self._kernel.line[position])
        while here >= 0 and here not in found:
            found[here] = None
            here = int(self._kernel.line[here])
        return list(found)

    def paths_to_root(self, organization: str) -> list[list[str]]:
        """
        Return the ways up over leading edges, the organization first and a root last.

        One, for there is one leading superior; none where it is not reachable.
        """
        position = self._position(organization)
        if not self._kernel.reachable[position]:
            return []
        return [self._names([position, *self._kernel.above(position)])]

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """
        The organizations in force as a read-only `networkx.DiGraph`, edges pointing down.

        Reachable or not; leading edges only. A self-superior is a self-loop, a
        superior that is missing no edge. Nodes and edges stand in id order.
        """
        superior = self._kernel.superior
        ids = self._table.ids
        alive = np.flatnonzero(self._kernel.in_force)
        nodes = ((ids[row], {"item": self._table.value(row)}) for row in alive.tolist())
        edges = sorted((ids[superior[row]], ids[row]) for row in alive.tolist() if superior[row] >= 0)
        return frozen_digraph(nodes, ((above, below, {"relation": ("leads",)}) for above, below in edges))
