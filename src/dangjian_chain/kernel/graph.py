"""Read-only networkx views of arrays; networkx is loaded when the first is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def frozen_digraph(
    nodes: Iterable[tuple[Hashable, Mapping[str, Any]]],
    edges: Iterable[tuple[Hashable, Hashable, dict[str, Any]]],
) -> nx.DiGraph[Any]:
    """Return a directed graph that refuses changes, nodes and edges in the order given."""
    import networkx as nx

    G: nx.DiGraph[Any] = nx.DiGraph()
    G.add_nodes_from(nodes)
    G.add_edges_from(edges)
    return nx.freeze(G)


def components(up: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """
    Return, for each position, the strongly connected set it belongs to, as a number.

    Examples
    --------
    >>> found = components({0: [1], 1: [0], 2: [0]})
    >>> found[0] == found[1], found[0] == found[2]
    (True, False)
    """
    import networkx as nx

    G: nx.DiGraph[int] = nx.DiGraph()
    G.add_nodes_from(up)
    G.add_edges_from((here, above) for here, edges in up.items() for above in edges)
    return {
        position: number
        for number, members in enumerate(nx.strongly_connected_components(G))
        for position in members
    }
