"""Ways up: counted, listed, cut at circles, equal to networkx where that can list them."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from dangjian_chain.kernel.ways import GUIDES, LEADS, Ways

edges = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=14)


def ways_of(pairs: list[tuple[int, int, bool]]) -> Ways:
    """Return the ways from 0; each position has one leading edge at most, as in a hierarchy."""
    up: dict[int, dict[int, int]] = {}
    for below, above, leads in pairs:
        held = up.setdefault(below, {})
        free = LEADS not in held.values()
        held.setdefault(above, LEADS if leads and free else GUIDES)
    return Ways(0, lambda here: sorted(up.get(here, {}).items(), key=lambda edge: (edge[1], edge[0])))


@given(pairs=edges)
def test_the_count_is_that_of_all_simple_paths(pairs):
    """What is followed has no circle, and its ways are the simple paths from the start to where nothing goes on."""
    ways = ways_of(pairs)
    G = nx.DiGraph()
    G.add_node(0)
    G.add_edges_from((here, above) for here in ways.order for above, _ in ways.up[here])
    ends = [node for node in G if not G.out_degree(node)]
    listed = [(0, *(above for above, _ in way)) for way in ways]
    simple = [(0,)] if 0 in ends else [tuple(path) for path in nx.all_simple_paths(G, 0, ends)]

    assert nx.is_directed_acyclic_graph(G)
    assert ways.count == len(listed) == len(set(listed))
    assert set(listed) == set(simple)
    assert list(ways.common) == [node for node in ways.order if all(node in way for way in listed)]


@given(pairs=edges)
def test_leading_edges_come_first(pairs):
    """The first way is the line, as far as it leads."""
    first = next(iter(ways_of(pairs)))
    ways = ways_of(pairs)
    here = 0
    for edge in first:
        assert edge == ways.up[here][0]
        here = edge[0]


@given(pairs=edges)
def test_only_edges_on_circles_are_cut(pairs):
    """A guiding edge is left out where a way leads back; a leading one where leading edges alone do."""
    ways = ways_of(pairs)
    every = nx.DiGraph((below, above) for below, above, _ in pairs)
    for above, below in ways.not_followed:
        assert above == below or nx.has_path(every, above, below)
