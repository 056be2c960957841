"""The part of a chain under one organization, holding nothing of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.model.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dangjian_chain.model.chain import ResponsibilityChain


def part_under(chain: ResponsibilityChain, top: str) -> dict[str, Table[Any]]:
    """
    Return the tables of `top` and all below it.

    The top loses its superior; a duty that comes from above starts at the top,
    one that starts elsewhere is left out, and so is every name of an
    organization outside.
    """
    tables = chain.tables
    inside = {top, *chain.hierarchy.subordinates(top)}
    above = {top, *chain.hierarchy.superiors(top)}
    kept = dict(tables)
    kept["organizations"] = _organizations(tables["organizations"], inside, top)
    kept["roles"] = _roles(_where(tables["roles"], "organization", inside))
    kept["appointments"] = _where(tables["appointments"], "role", set(kept["roles"].ids))
    kept["duties"] = _duties(tables["duties"], inside, above, top)
    duties = set(kept["duties"].ids)
    assignments = _where(tables["assignments"], "duty", duties)
    kept["assignments"] = assignments.take(
        _rows([value in inside or value.startswith("@") for value in assignments.column("organization")])
    )
    records = _where(tables["records"], "organization", inside)
    kept["records"] = records.take(
        _rows([value is None or value in inside for value in records.column("subordinate")])
    )
    kept["ledger"] = _where(tables["ledger"], "organization", inside)
    kept["records_cover"] = _covers(tables["records_cover"], inside, above, top)
    changes = tables["changes"]
    named = zip(changes.column("from_"), changes.column("to"), strict=True)
    kept["changes"] = changes.take(_rows([inside.issuperset((*before, *after)) for before, after in named]))
    return kept


def _rows(mask: Sequence[bool]) -> np.ndarray[Any, Any]:
    return np.flatnonzero(np.array(mask, dtype=bool))


def _where(table: Table[Any], attribute: str, known: set[str]) -> Table[Any]:
    return table.take(_rows([value in known for value in table.column(attribute)]))


def _only(values: Sequence[tuple[str, ...]], inside: set[str]) -> list[tuple[str, ...]]:
    return [tuple(value for value in several if value in inside) for several in values]


def _organizations(table: Table[Any], inside: set[str], top: str) -> Table[Any]:
    part = table.take(_rows([id_ in inside for id_ in table.ids]))
    superior = [
        None if id_ == top else value for id_, value in zip(part.ids, part.column("superior"), strict=True)
    ]
    return part.with_columns(
        {
            "superior": superior,
            "guided_by": _only(part.column("guided_by").tolist(), inside),
            "covers": _only(part.column("covers").tolist(), inside),
        }
    )


def _roles(part: Table[Any]) -> Table[Any]:
    roles = set(part.ids)
    return part.with_columns(
        {"stand_in": [value if value in roles else None for value in part.column("stand_in")]}
    )


def _duties(table: Table[Any], inside: set[str], above: set[str], top: str) -> Table[Any]:
    rows, origins = [], []
    for row, origin in enumerate(table.column("origin")):
        here = tuple(
            dict.fromkeys(
                top if name in above else name for name in origin if name in inside or name in above
            )
        )
        if here or not origin:
            rows.append(row)
            origins.append(here)
    part = table.take(np.array(rows, dtype=int))
    known = set(part.ids)
    return part.with_columns(
        {
            "origin": origins,
            "parent": [value if value in known else None for value in part.column("parent")],
        }
    )


def _covers(table: Table[Any], inside: set[str], above: set[str], top: str) -> Table[Any]:
    part = _where(table, "organization", inside | above)
    return part.with_columns(
        {"organization": [top if value in above else value for value in part.column("organization")]}
    )
