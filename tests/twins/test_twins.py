"""Every answer of kernel and rules equals that of a slow twin, on random small chains (law 8)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps, propagate
from tests.contract import FOUNDATION
from tests.oracle import Oracle
from tests.twins.chains import DAY, Maker, chain_of_rows

seeds = st.integers(min_value=0, max_value=2**32)
MATRICES = ("performs", "manages", "carries", "expected", "declared", "reached", "missing", "stray")
few = settings(max_examples=150, deadline=None)


@given(seed=seeds)
@few
def test_matrices_equal_their_twin(seed):
    """Performed, managed, declared, reached: pair by pair as brute force says."""
    rows = Maker(seed).rows()
    twin = Oracle(rows, DAY)
    cascade = propagate(chain_of_rows(rows), at=DAY)

    for name in MATRICES:
        assert set(cascade.pairs(name)) == set(getattr(twin, name)), name


@given(seed=seeds)
@few
def test_bearers_equal_their_twin(seed):
    """Who is expected to bear what, stand-ins and joint responsibility included."""
    rows = Maker(seed).rows()
    twin = Oracle(rows, DAY)
    cascade = propagate(chain_of_rows(rows), at=DAY)
    found = {
        (each.duty, each.organization, str(each.function), str(each.responsibility), each.role)
        for each in cascade.bearers
    }

    assert found == set(twin.bearers)


@given(seed=seeds)
@few
def test_gaps_equal_their_twin(seed):
    """Every rule of the foundation finds what its definition says, counted the same way."""
    rows = Maker(seed).rows()
    found = {
        (gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty)
        for gap in detect_gaps(chain_of_rows(rows), at=DAY, select=FOUNDATION)
    }

    assert found == Oracle(rows, DAY).gaps()


@given(seed=seeds)
@few
def test_hierarchy_equals_its_twin(seed):
    """Roots, levels, lines, loops and unreachable organizations."""
    rows = Maker(seed).rows()
    twin = Oracle(rows, DAY)
    hierarchy = chain_of_rows(rows).at(DAY).hierarchy
    alive = list(twin.organizations)

    assert set(hierarchy.roots) == set(twin.roots)
    assert set(hierarchy.unreachable) == set(twin.unreachable)
    assert [circle for circle in hierarchy.loops if len(circle) > 1] == sorted(twin.loops)
    assert {id_: hierarchy.level(id_) for id_ in alive} == {id_: twin.level(id_) for id_ in alive}
    assert {id_: hierarchy.line_superior(id_) for id_ in alive} == {
        id_: twin.line_superior(id_) for id_ in alive
    }


@given(seed=seeds)
@few
def test_landing_equals_its_twin(seed):
    """Expected, declared, reached and handed, by duty and level."""
    rows = Maker(seed).rows()
    landing = propagate(chain_of_rows(rows), at=DAY).landing
    found = {(row.duty, row.level): (row.expected, row.declared, row.reached, row.handed) for row in landing}

    assert found == Oracle(rows, DAY).landing()


@given(seed=seeds)
@few
def test_graph_holds_the_leading_edges(seed):
    """The networkx view has the organizations in force and an edge from each known superior."""
    rows = Maker(seed).rows()
    chain = chain_of_rows(rows).at(DAY)
    G = chain.hierarchy.graph
    edges = {
        (organization.superior, id_)
        for id_, organization in chain.organizations.items()
        if organization.superior in chain.organizations
    }

    assert set(G.nodes) == set(chain.organizations)
    assert set(G.edges) == edges
