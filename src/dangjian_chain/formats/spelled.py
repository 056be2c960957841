"""A chain as files hold it: collections, columns and cells in one order, without what is blank."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from dangjian_chain.formats.spelling import UnspellableError, document_value
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.column import Column, columns_of
from dangjian_chain.model.document import COLLECTIONS
from dangjian_chain.model.table import Table
from dangjian_chain.text import Text


@frozen
class Spelled:
    """
    One collection as files hold it.

    Parameters
    ----------
    name : str
        The collection.
    ids : sequence of str
        What its rows are called in messages.
    columns : tuple of Column
        Those that hold anything, and the required ones.
    values : tuple of list
        By column, as long as `ids`; `None` where nothing is entered.
    """

    name: str
    ids: tuple[str, ...]
    columns: tuple[Column, ...]
    values: tuple[list[Any], ...]

    def documents(self) -> list[dict[str, Any]]:
        """Return its rows as mappings that a document holds."""
        return [
            {
                column.name: document_value(value)
                for column, value in zip(self.columns, row, strict=True)
                if value is not None
            }
            for row in zip(*self.values, strict=True)
        ]


def spelled(chain: ResponsibilityChain) -> Iterator[Spelled]:
    """
    Yield the collections of a chain that hold anything, in force or not.

    Blank is an empty text or list, a flag that is false where blank means false,
    and a name that is the id. A chain without anything has its organizations.

    Raises
    ------
    UnspellableError
        If a number is infinite or none.
    """
    held = [name for name in COLLECTIONS if len(chain.tables[name])]
    for name in held or ["organizations"]:
        table = chain.tables[name]
        cells = {column: _cells(table, column) for column in columns_of(table.make)}
        columns = tuple(column for column in cells if column.required or any(map(_is_held, cells[column])))
        yield Spelled(name, tuple(table.ids), columns, tuple(cells[column] for column in columns))


def _cells(table: Table[Any], column: Column) -> list[Any]:
    values = list(table.column(column.attribute)) if len(table) else []
    if column.attribute == "name":
        return [None if value == id_ else value for value, id_ in zip(values, table.ids, strict=True)]
    if column.cell == "number":
        _check_numbers(values, table, column)
    return [None if _is_blank(value, column) else value for value in values]


def _check_numbers(values: list[float | None], table: Table[Any], column: Column) -> None:
    for value, id_ in zip(values, table.ids, strict=True):
        if value is not None and not math.isfinite(value):
            why = Text(zh=f"{value} 不是可以写下的数", en=f"{value} is no number that can be written")
            place = f"{table.make.__name__} {id_} {column.name}"
            raise UnspellableError(place, why)


def _is_held(cell: object) -> bool:
    return cell is not None


def _is_blank(value: object, column: Column) -> bool:
    return value is None or (not value and (value in ("", ()) or value == column.default))
