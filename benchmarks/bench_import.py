"""`import dangjian_chain` beside the import of what it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from measure import Line, child, in_turn


def lines(*, tiny: bool = False) -> Iterator[Line]:
    ours, theirs = in_turn(
        child("import dangjian_chain"), child("import attrs, cattrs, numpy"), 1 if tiny else 15
    )
    yield Line(
        what="import dangjian_chain, a fresh process",
        ours=ours,
        yardstick="import attrs, cattrs, numpy",
        theirs=theirs,
        limit=1.5,
    )
