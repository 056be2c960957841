"""What a chain fills in when it is made: blank responsibilities; and kinds it must know."""

from __future__ import annotations

from typing import Any

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.model.kind import kinds_of
from dangjian_chain.model.table import Table
from dangjian_chain.model.vocabulary import KindOf, Responsibility

_FIRST_BY_KIND = frozenset({"secretary", "group_leader"})


def completed(tables: dict[str, Table[Any]]) -> dict[str, Table[Any]]:
    """Return the tables with blank responsibilities filled; raise on unknown kinds."""
    _check_kinds(tables)
    assignments = tables["assignments"]
    stated = assignments.columns.get("responsibility")
    if len(assignments) and (stated is None or any(word is None for word in stated)):
        roles = tables["roles"]
        kind_of = dict(zip(roles.ids, roles.column("kind"), strict=True))
        filled = [
            word or default_responsibility(role, kind_of)
            for word, role in zip(
                assignments.column("responsibility"), assignments.column("role"), strict=True
            )
        ]
        tables["assignments"] = assignments.with_columns({"responsibility": filled})
    return tables


def default_responsibility(role: str | None, kind_of: dict[str, str]) -> Responsibility:
    """Return what a blank responsibility means for a role, an id or a class such as `@secretary`."""
    if role is None:
        return Responsibility.PRINCIPAL
    kind = role[1:] if role.startswith("@") else kind_of.get(role)
    return Responsibility.FIRST if kind in _FIRST_BY_KIND else Responsibility.DIRECT


def _check_kinds(tables: dict[str, Table[Any]]) -> None:
    further = list(map(tables["kinds"].value, range(len(tables["kinds"]))))
    for name, of in (("organizations", KindOf.ORGANIZATION), ("roles", KindOf.ROLE)):
        held = tables[name].columns.get("kind")
        if held is not None:
            known = kinds_of(of, further)
            for kind in sorted(set(held) - known.keys(), key=str):
                raise UnknownNameError(of + " kind", str(kind), known)
