"""Adoption: from structure and duties to complete assignments for every role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from dangjian_chain.model.duty import Assignment
from dangjian_chain.model.table import Table
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.propagation.bearing import BODY, FUNCTIONS, RESPONSIBILITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.propagation.arrays import CascadeArrays

Row = tuple[int, int, int, int]
"""Duty, organization, role, responsibility."""


def adopted(chain: ResponsibilityChain, arrays: CascadeArrays, *, keep: bool) -> ResponsibilityChain:
    """Return the chain with the expected bearers as its assignments; see `Cascade.adopt`."""
    table = chain.tables["assignments"]
    present = [table.value(row) for row in range(len(table))]
    required = {
        id_ for id_, needed in zip(arrays.duties.ids, arrays.duties.required.tolist(), strict=True) if needed
    }
    new = list(_assignments(arrays))
    if keep:
        kept = present
        new = [row for row in new if not _is_declared(arrays, row)]
    else:
        kept = [row for row in present if row.duty not in required]
    duties = _written_out(chain, arrays)
    return chain.with_collection("assignments", [*kept, *new]).with_collection("duties", duties)


def _is_declared(arrays: CascadeArrays, row: Assignment) -> bool:
    duty = arrays.chain.tables["duties"].positions[row.duty]
    organization = arrays.chain.tables["organizations"].positions[row.organization]
    return bool(arrays.declared[duty, organization])


def _written_out(chain: ResponsibilityChain, arrays: CascadeArrays) -> list[object]:
    """Return the duties, with what came from classes written into them."""
    table: Table[object] = chain.tables["duties"]
    classes = {row.duty for _, row in arrays.duties.class_rows}
    found = []
    for row, effective in enumerate(arrays.duties.values):
        stated = table.value(row)
        if effective.id in classes:
            stated = attrs.evolve(  # type: ignore[misc]
                stated,
                performed_by=effective.performed_by,
                bearers=effective.bearers,
                managing_bearers=effective.managing_bearers,
            )
        found.append(stated)
    return found


def _assignments(arrays: CascadeArrays) -> Iterator[Assignment]:
    duties = arrays.duties.ids
    organizations = arrays.chain.tables["organizations"].ids
    roles = arrays.chain.tables["roles"].ids
    for (duty, organization, role, responsibility), functions in sorted(_functions(arrays).items()):
        here = {
            code
            for code, matrix in enumerate((arrays.performs, arrays.manages))
            if matrix[duty, organization]
        }
        yield Assignment(
            duty=duties[duty],
            organization=organizations[organization],
            role=None if role == BODY else roles[role],
            responsibility=RESPONSIBILITIES[responsibility],
            function=None if functions == here else FUNCTIONS[next(iter(functions))],
        )


def _functions(arrays: CascadeArrays) -> dict[Row, set[int]]:
    """Return, for each bearer of a required duty, the functions it bears it in."""
    found: dict[Row, set[int]] = {}
    bearers = arrays.bearers
    rows = zip(
        bearers.duty.tolist(),
        bearers.organization.tolist(),
        bearers.role.tolist(),
        bearers.responsibility.tolist(),
        bearers.function.tolist(),
        strict=True,
    )
    required = arrays.duties.required
    for duty, organization, role, responsibility, function in rows:
        if required[duty]:
            found.setdefault((duty, organization, role, responsibility), set()).add(function)
    found.update(_nameless(arrays))
    return found


def _nameless(arrays: CascadeArrays) -> Iterator[tuple[Row, set[int]]]:
    """
    Yield a bearer for each expected pair whose duty names none.

    First is the role that the organization's kind needs; failing that direct
    is its first role; failing that the body is principal.
    """
    chain = arrays.chain
    first = RESPONSIBILITIES.index(Responsibility.FIRST)
    direct = RESPONSIBILITIES.index(Responsibility.DIRECT)
    principal = RESPONSIBILITIES.index(Responsibility.PRINCIPAL)
    kinds = list(chain.role_kinds)
    for duty, organization in np.argwhere(
        arrays.expected & ~arrays.duties.names_bearers[:, np.newaxis]
    ).tolist():
        needed = int(chain.needed[organization])
        head = int(chain.first_of_kind(kinds[needed])[organization]) if needed >= 0 else -1
        roles = chain.roles_by_organization.get(organization, [])
        if head >= 0:
            row = (duty, organization, head, first)
        elif roles:
            row = (duty, organization, roles[0], direct)
        else:
            row = (duty, organization, BODY, principal)
        here = {
            code for code, held in enumerate((arrays.performs, arrays.manages)) if held[duty, organization]
        }
        yield row, here
