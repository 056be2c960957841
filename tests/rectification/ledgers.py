"""A small chain with gaps, to keep a ledger of; all of it is made up."""

from __future__ import annotations

from datetime import date

import dangjian_chain as dc
from dangjian_chain.gaps.gap import fingerprint
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)

UNITS = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1, members: 60}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1, members: 55}
- {id: Z3, name: 示例三支部, kind: branch, superior: D1, members: 10}
"""
"""Two branches have more members than is usual: DJ011."""

LARGE = "DJ011"


def chain(*items: str, units: str = UNITS) -> dc.ResponsibilityChain:
    """Return the chain with these items in its ledger."""
    rows = "".join(f"- {{organization: Z1, problem: 示例问题, {item}}}\n" for item in items)
    return chain_of(units + ("ledger:\n" + rows if items else ""))


def gaps(of: dc.ResponsibilityChain, select: str | None = LARGE) -> dc.GapReport:
    """Return its gaps; `None` looks with every rule."""
    return dc.detect_gaps(of, at=DAY, select=select)


def item(id_: str, organization: str, more: str = "", *, code: str = LARGE) -> str:
    """Return an item that answers the gap that a branch is large, whether it is or not."""
    print_ = fingerprint(LARGE, organization, "organization", organization, "")
    return f"id: {id_}, fingerprint: '{print_}', source: 核对清单2026-06-30（{code}）, {more}".rstrip(", ")


def states(*items: str, select: str | None = LARGE) -> list[str]:
    """Return the states of a ledger's items beside the gaps of the day, in the order of ids."""
    made = chain(*items)
    return [entry.state.value for entry in dc.ledger(made, gaps=gaps(made, select))]
