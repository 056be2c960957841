"""Accountability paths: ten thousand on the example beside networkx, a ladder counted, a deep line walked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench_extremes import with_little_room
from make import deep, ladder
from measure import DAY, Line, Times, in_turn, timed

if TYPE_CHECKING:
    from dangjian_chain import ResponsibilityChain

AT = date.fromisoformat(DAY)
BUREAU = Path(__file__).parent.parent / "examples" / "geological-bureau"
RUNGS = 64


def lines(*, tiny: bool = False) -> Iterator[Line]:
    from dangjian_chain import ResponsibilityChain, propagate, read

    chain = read(BUREAU)
    pairs = propagate(chain, at=AT).pairs("expected")[: 20 if tiny else None]
    rounds = 1 if tiny else -(-10_000 // _listed(chain, pairs))

    def ours() -> None:
        fresh = ResponsibilityChain.of_tables(chain.tables)  # nothing is left from the last run
        for _ in range(rounds):
            _listed(fresh, pairs)

    count = rounds * _listed(chain, pairs)
    yield from _beside_networkx(chain, pairs, ours, rounds, count, 1 if tiny else 7)
    yield _counted(3 if tiny else RUNGS)
    yield _deep(50 if tiny else 10_000, 1 if tiny else 3)


def _listed(chain: ResponsibilityChain, pairs: list[tuple[str, str]]) -> int:
    """Return how many paths were listed with every step, state, fact and ground."""
    from dangjian_chain import accountability_paths

    return sum(
        len(accountability_paths(chain, duty=duty, organization=organization, at=AT))
        for duty, organization in pairs
    )


def _beside_networkx(  # noqa: PLR0913 - the parts of one measurement
    chain: ResponsibilityChain,
    pairs: list[tuple[str, str]],
    ours: Callable[[], None],
    rounds: int,
    count: int,
    times: int,
) -> Iterator[Line]:
    import networkx as nx

    G = nx.DiGraph()
    G.add_nodes_from(chain.organizations)
    for id_, organization in chain.organizations.items():
        above = [organization.superior, *organization.guided_by]
        G.add_edges_from((id_, one) for one in above if one is not None)
    tops = [node for node in G if not G.out_degree(node)]

    def theirs() -> None:
        """Only the ways, as lists of nodes: no origins, no states, no degrees, no grounds."""
        for _ in range(rounds):
            for _, organization in pairs:
                list(nx.all_simple_paths(G, organization, tops))

    first, second = in_turn(ours, theirs, times)
    yield Line(
        what=f"{count} paths of the example ({len(pairs)} pairs, {rounds} times): steps, states, facts, degrees, grounds",
        ours=first,
        yardstick="networkx.all_simple_paths, the ways alone",
        theirs=second,
        limit=1.0,
        in_seconds=True,
    )


def _counted(rungs: int) -> Line:
    from dangjian_chain import accountability_paths

    def once() -> None:
        chain = ladder(rungs)
        paths = accountability_paths(chain, duty="S1", organization="X", at=AT, limit=1)
        assert paths.count == 2**rungs

    once()
    return Line(
        what=f"a ladder of {rungs} double superiors: 2^{rungs} paths counted, one listed, chain made",
        ours=Times(tuple(timed(once) for _ in range(5))),
        limit=1.0,
    )


def _deep(levels: int, count: int) -> Line:
    from dangjian_chain import accountability_paths

    def trace(chain: ResponsibilityChain) -> None:
        last = max(chain.organizations)
        paths = accountability_paths(chain, duty="S1", organization=last, at=AT)
        assert len(paths[0]) == levels
        paths.explain().to_text()

    return Line(
        what=f"{levels} levels deep: one path, its reasons as text",
        ours=with_little_room(trace, deep, levels, count),
        limit=10.0,
    )
