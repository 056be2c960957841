"""Workbooks of our own columns: one sheet a collection, headers in its first row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from dangjian_chain.formats.document_source import collection_names
from dangjian_chain.formats.headers import Meaning, known_meanings
from dangjian_chain.formats.office.csv_grid import CsvGrid
from dangjian_chain.formats.office.tables import tables_of
from dangjian_chain.formats.places import letters_of
from dangjian_chain.formats.read_workbook import Grid
from dangjian_chain.formats.sheet import Found, Sheet, Trouble
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS, TITLES


def plain_sheets(grids: Sequence[Grid | CsvGrid], source: str) -> Found:
    """Return the sheets of a workbook that are named for collections."""
    found = Found()
    taken: dict[str, str] = {}
    for grid in grids:
        name = grid.title
        collection = collection_names().get(name.strip().casefold())
        place = f"{source} {name}"
        if collection is None:
            found.note("unread", place, "工作表未读取", "the sheet was not read")
        elif collection in taken:
            zh, en = (
                f"工作表“{name}”与“{taken[collection]}”是同一项",
                f"the sheets {name!r} and {taken[collection]!r} are one",
            )
            found.blame("duplicate-collection", place, zh, en)
        else:
            taken[collection] = name
            found.add(_sheet(grid, collection, place))
    if not taken:
        zh, en = (
            "没有按集合命名的工作表（如“组织”“岗位”）",
            "no sheet is named for a collection (such as organizations)",
        )
        found.blame("nothing-to-read", source, zh, en)
    return found


def is_plain(grids: Sequence[Grid | CsvGrid]) -> bool:
    """
    Whether a workbook is of our own columns, and not as an office keeps it.

    A sheet is ours by one of our own names; under a name that offices use too
    (责任清单), where its first row has all the headers that it needs and no others.
    """
    named = [(collection_names().get(grid.title.strip().casefold()), grid) for grid in grids]
    return any(name is not None and _is_ours(name, grid) for name, grid in named)


def _is_ours(collection: str, grid: Grid | CsvGrid) -> bool:
    if grid.title.strip().casefold() in {collection, TITLES[collection].zh, TITLES[collection].en}:
        return bool(_known(collection, grid)) or not _has_office_table(grid)
    held = {
        meaning.column.name for meaning in _known(collection, grid).values() if meaning.column is not None
    }
    return has_our_headers(collection, grid) and (
        collection not in {"organizations", "duties"} or "id" in held
    )


def has_our_headers(collection: str, grid: Grid | CsvGrid) -> bool:
    """Whether the first row has all the headers that a collection needs and no others."""
    known = _known(collection, grid)
    held = {meaning.column.name for meaning in known.values() if meaning.column is not None}
    needed = {column.name for column in columns_of(COLLECTIONS[collection]) if column.required}
    names = {"organizations": "name", "duties": "title"}
    if names.get(collection) in held:
        needed.discard("id")
    headers = [cell for cell in grid.rows[0] if _is_filled(cell)] if grid.rows else []
    return len(known) == len(headers) and needed <= held


def _known(collection: str, grid: Grid | CsvGrid) -> dict[int, Meaning]:
    headers = [str(cell) for cell in grid.rows[0]] if grid.rows else []
    return known_meanings(collection, headers, lookup("role_kinds"))


def _has_office_table(grid: Grid | CsvGrid) -> bool:
    return any(table.form is not None for table in tables_of(grid, ""))


def _sheet(raw: Grid | CsvGrid, collection: str, place: str) -> Found:
    grid = [list(row) for row in raw.rows]
    found = Found()
    if not any(map(_is_filled, chain.from_iterable(grid))):
        return found.note("unread", place, "工作表是空的", "the sheet is empty")
    filled = _fill_merged(grid, raw.merged)
    headers = [str(cell).strip() for cell in grid[0]]
    columns = [[None if cell == "" else cell for cell in column] for column in zip(*grid[1:], strict=True)]
    columns = columns or [[] for _ in headers]

    def spot(row: int, header: int | None) -> str:
        line = 1 if row < 0 else row + 2
        return f"{place}!{line}" if header is None else f"{place}!{letters_of(header)}{line}"

    for column in filled:
        zh, en = "合并单元格按每格内容相同读取", "merged cells read as each holding the same"
        found.note("merged", spot(-1, column), zh, en)
    broken = _broken(raw, len(grid) - 1)
    found.sheets.append(
        Sheet(collection, place, headers, list(columns), range(2, len(grid) + 1), spot, broken=broken)
    )
    return found


def _broken(raw: Grid | CsvGrid, count: int) -> dict[tuple[int, int | None], Trouble]:
    return {(row - 1, column): trouble for (row, column), trouble in raw.broken.items() if 0 < row <= count}


def _fill_merged(
    grid: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> list[int]:
    """Let cells merged downwards all hold what the first holds; return the columns where that was done."""
    columns = set()
    for (top, left), (bottom, _) in ranges:
        if top > 0 and left < len(grid[0]):
            for row in grid[top + 1 : bottom + 1]:
                row[left] = grid[top][left]
                columns.add(left)
    return sorted(columns)


def _is_filled(cell: object) -> bool:
    return cell not in {"", None}
