"""Drafts: rows of our collections, each cell with the place in a workbook where it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from dangjian_chain.formats.office.tables import Table
from dangjian_chain.formats.sheet import Sheet, Trouble
from dangjian_chain.formats.words import cell_words

Cell: TypeAlias = tuple[Any, Table, int, int | None]
"""What stands in a cell, its table, row and column; no column where it was read off something else."""


class Draft:
    """
    The rows of one collection, as they are found.

    Parameters
    ----------
    collection : str
    """

    def __init__(self, collection: str) -> None:
        self.collection = collection
        self.rows: list[dict[str, Cell]] = []
        self.at: list[tuple[Table, int]] = []

    def add(self, table: Table, row: int, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """Take in a row, and return it so that more can be filled in."""
        kept = dict(cells)
        for name, cell in cells.items():
            if cell[0] is None:
                del kept[name]
        self.rows.append(kept)
        self.at.append((table, row))
        return kept

    def sheet(self) -> Sheet | None:
        """Return the rows as a sheet of ours, `None` where there are none."""
        if not self.rows:
            return None
        names = list(dict.fromkeys(name for row in self.rows for name in row))
        cells: list[Sequence[Any]] = [
            [row[name][0] if name in row else None for row in self.rows] for name in names
        ]
        return Sheet(
            self.collection,
            self.at[0][0].source,
            names,
            cells,
            [row + 1 for _, row in self.at],
            self._spot(names),
            broken=self._broken(names),
            sources=[table.source for table, _ in self.at],
        )

    def _spot(self, names: Sequence[str]) -> Any:
        def spot(row: int, header: int | None) -> str:
            if row < 0:
                return self._header(None if header is None else names[header])
            table, number = self.at[row]
            cell = None if header is None else self.rows[row].get(names[header])
            return table.place(number) if cell is None else cell[1].place(cell[2], cell[3])

        return spot

    def _header(self, name: str | None) -> str:
        """Return where the headers stand, or the header of the first cell of a column that was read in a cell."""
        for row in self.rows:
            cell = None if name is None else row.get(name)
            if cell is not None and cell[3] is not None:
                return cell[1].place(cell[1].header[-1], cell[3])
        table = self.at[0][0]
        return table.place(table.header[-1])

    def _broken(self, names: Sequence[str]) -> dict[tuple[int, int | None], Trouble]:
        return {
            (place, names.index(name)): cell[1].broken[cell[2], cell[3]]
            for place, row in enumerate(self.rows)
            for name, cell in row.items()
            if cell[1].broken and cell[3] is not None and (cell[2], cell[3]) in cell[1].broken
        }


def cell_at(table: Table, row: int, name: str) -> Cell | None:
    """Return what a field holds in a row, `None` where nothing is entered and nothing is wrong."""
    column = table.column(name)
    if column is None:
        return None
    raw = table.grid[row][column]
    if isinstance(raw, str):
        raw = raw.strip() or None
    if raw is None and (row, column) in table.broken:
        raw = ""
    return None if raw is None else (raw, table, row, column)


def made(value: Any, table: Table, row: int, like: Cell | None = None) -> Cell:
    """Return a value that was worked out, at the place of the cell that it comes from."""
    return (value, table, row, None) if like is None else (value, like[1], like[2], like[3])


def says_nothing(raw: object) -> bool:
    """Whether a cell is blank or holds a word for nothing: 无, —."""
    return raw is None or (isinstance(raw, str) and (not raw.strip() or raw.strip() in cell_words("nothing")))
