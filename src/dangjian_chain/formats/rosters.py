"""Rosters: roles and appointments of posts that stand as columns, and of holders beside roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field

from dangjian_chain.formats.cell_persons import Holder
from dangjian_chain.formats.parsing import Parsed
from dangjian_chain.formats.sheet import Sheet
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS
from dangjian_chain.model.table import Places, Table


@define
class Rows:
    """Rows of one collection that were read off sheets of others, each with where it stood."""

    values: list[dict[str, Any]] = field(factory=list)
    sources: list[str] = field(factory=list)
    numbers: list[int] = field(factory=list)

    def add(self, sheet: Sheet, row: int, **values: object) -> None:
        """Take in one row."""
        self.values.append(values)
        self.sources.append(sheet.source if sheet.sources is None else sheet.sources[row])
        self.numbers.append(sheet.rows[row])


def take_posts(result: Parsed, kept: Sequence[int], roles: Rows, appointments: Rows) -> None:
    """Make roles and appointments of posts that stand as columns of organizations."""
    ids = result.values.get("id", ())
    for row in kept if result.posts else ():
        held: dict[str, list[Holder]] = {}
        for kinds, cells in result.posts:
            for kind in kinds if cells[row] is not None else ():
                held.setdefault(kind, []).extend(cells[row] or ())
        for kind, holders in held.items():
            role = f"{ids[row]}.{kind}"
            roles.add(result.sheet, row, id=role, organization=ids[row], kind=kind)
            _appoint(result, row, role, holders, appointments)


def take_holders(result: Parsed, kept: Sequence[int], appointments: Rows) -> None:
    """Make appointments of the holders that stand beside roles."""
    ids = result.values.get("id")
    if result.holders is None or ids is None:
        return
    for row in kept:
        _appoint(result, row, ids[row], result.holders[row] or (), appointments)


def _appoint(result: Parsed, row: int, role: str, holders: Sequence[Holder], appointments: Rows) -> None:
    for holder in dict.fromkeys(holders):
        appointments.add(result.sheet, row, role=role, person=holder.person, acting=holder.acting)


def table_of(name: str, result: Parsed | None, kept: Sequence[int], more: Rows) -> Table[Any]:
    """Return the table of a collection: the rows of its sheet that are kept, and those read elsewhere."""
    make = COLLECTIONS[name]
    columns, sources, numbers = _of_sheet(result, kept)
    if not more.values:
        return Table.of_columns(make, columns, Places(sources, numbers))
    for column in columns_of(make):
        attribute = column.attribute
        if attribute in columns or any(attribute in row for row in more.values):
            own = columns.get(attribute, [column.default] * len(kept))
            columns[attribute] = [*own, *(row.get(attribute, column.default) for row in more.values)]
    return Table.of_columns(
        make, columns, Places([*_each(sources, len(kept)), *more.sources], [*numbers, *more.numbers])
    )


def _each(sources: str | Sequence[str], count: int) -> Sequence[str]:
    return [sources] * count if isinstance(sources, str) else sources


def _of_sheet(
    result: Parsed | None, kept: Sequence[int]
) -> tuple[dict[str, Sequence[Any]], str | Sequence[str], Sequence[int]]:
    if result is None:
        return {}, "", ()
    rows = result.sheet.rows
    each = result.sheet.sources
    if len(kept) == len(rows):
        return dict(result.values), result.sheet.source if each is None else each, rows
    columns: dict[str, Sequence[Any]] = {
        attribute: [values[row] for row in kept] for attribute, values in result.values.items()
    }
    sources = result.sheet.source if each is None else [each[row] for row in kept]
    return columns, sources, [rows[row] for row in kept]
