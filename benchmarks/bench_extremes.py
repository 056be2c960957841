"""Deep, wide and circular chains: whole answers, with little room on the stack."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from make import deep, loop, wide
from measure import DAY, Line, Times, timed

AT = date.fromisoformat(DAY)
ROOM = 150
"""How many calls deep the library may go beyond the benchmark: a walk that recurses needs thousands."""


def everything(chain: object) -> None:
    """Ask a chain for all the foundation answers."""
    from dangjian_chain import detect_gaps, propagate

    cascade = propagate(chain, at=AT)
    list(cascade.landing)
    len(cascade.bearers)
    detect_gaps(chain, at=AT).causes  # noqa: B018
    last = max(chain.organizations)
    chain.hierarchy.superiors(last)
    chain.hierarchy.subordinates(min(chain.organizations))
    chain.hierarchy.graph.number_of_edges()


def lines(*, tiny: bool = False) -> Iterator[Line]:
    everything(loop(3))  # loads what is loaded late, which needs room of its own
    for what, make, size in (
        ("levels deep", deep, 10_000),
        ("direct subordinates", wide, 100_000),
        ("in a loop", loop, 1_000),
    ):
        chosen = 50 if tiny else size
        yield Line(
            what=f"{chosen} {what}: cascade, landing, all gaps, graph",
            ours=with_little_room(everything, make, chosen, 1 if tiny else 3),
            limit=10.0,
        )


def with_little_room(
    ask: Callable[[Any], object], make: Callable[[int], object], size: int, count: int
) -> Times:
    """Return the times of asking fresh chains, under a low limit on recursion."""
    chains = [make(size) for _ in range(count)]
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(_depth() + ROOM)
    try:
        return Times(tuple(timed(lambda chain=chain: ask(chain)) for chain in chains))
    finally:
        sys.setrecursionlimit(usual)


def _depth() -> int:
    frame, depth = sys._getframe(), 0  # noqa: SLF001 - there is no other way to ask
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
