"""Workbooks that were checked: what is handed to the reader, and what no reader tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import define, field

from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, damaged

Cell: TypeAlias = tuple[int, int]
"""Row and column, from 0."""
Range: TypeAlias = tuple[Cell, Cell]
"""The first and the last cell."""
_PART = 2


@define
class Odd:
    """The cells of one sheet, by row and column from 0, that hold errors or formulas without results."""

    errors: list[Cell] = field(factory=list)
    formulas: list[Cell] = field(factory=list)


@define
class CheckedSheet:
    """One sheet: its name, what is odd in it, and its merged ranges."""

    title: str
    is_hidden: bool
    odd: Odd
    merged: list[Range]


@define
class Checked:
    """A workbook made anew from what was checked of it, and its sheets of cells in their order."""

    data: bytes
    sheets: list[CheckedSheet]


@define
class Room:
    """
    What a workbook may still take: with all of it taken, memory and time hold.

    Parameters
    ----------
    rows, cells : int
        Of the rectangles from the first cell to the last, of all sheets.
    text : int
        Bytes of the words in all cells, each counted where it stands.
    steps : int
        Tags or records that are looked at one by one.
    merged : int
        Merged ranges.
    unpacked : int
        Bytes of its parts.
    """

    rows: int = 150_000
    cells: int = 1_300_000
    text: int = 64 * 2**20
    steps: int = 600_000
    merged: int = 100_000
    unpacked: int = 192 * 2**20

    def step(self, sheet: str | None, count: int = 1) -> None:
        """Look at some more."""
        self.steps -= count
        if self.steps < 0:
            raise RefusedWorkbookError(TOO_LARGE, sheet)

    def merge(self, sheet: str, count: int) -> None:
        """Take some merged ranges."""
        self.merged -= count
        if self.merged < 0:
            raise RefusedWorkbookError(TOO_LARGE, sheet)


@define
class Reach:
    """
    How far one sheet reaches, and what it fills.

    Parameters
    ----------
    sheet : str
        Its name.
    room : Room
        What the workbook may still take.
    last : tuple of int, optional
        The last row and the last column that hold anything.
    filled, text : int
        How many cells hold anything, and how many bytes their words take.
    """

    sheet: str
    room: Room
    last: Cell | None = None
    filled: int = 0
    text: int = 0

    def extend(self, row: int, column: int, filled: int = 1, text: int = 0) -> None:
        """Reach a cell at least."""
        self.last = (max(row, self.last[0]), max(column, self.last[1])) if self.last else (row, column)
        self.filled += filled
        self.text += text

    def is_little(self, row: int, column: int, filled: int) -> bool:
        """Whether what is estimated may stand: estimates alone never fill the room."""
        cells = max((row + 1) * (column + 1), filled + self.filled)
        return _PART * (row + 1) <= self.room.rows and _PART * cells <= self.room.cells

    def is_few_words(self, text: int) -> bool:
        """Whether an estimate of words may stand."""
        return _PART * (text + self.text) <= self.room.text

    def close(self) -> None:
        """
        Take what the sheet takes.

        Raises
        ------
        RefusedWorkbookError
            If that is more than there is room for.
        """
        height, width = (self.last[0] + 1, self.last[1] + 1) if self.last else (0, 0)
        self.room.rows -= height
        self.room.cells -= max(height * width, self.filled)
        self.room.text -= self.text
        if min(self.room.rows, self.room.cells, self.room.text) < 0:
            raise RefusedWorkbookError(TOO_LARGE, self.sheet, self.last)


def inside(ranges: Iterable[Range], height: int, width: int) -> Iterator[Range]:
    """
    Yield what merged ranges cover of the cells of a sheet.

    Examples
    --------
    >>> list(inside([((0, 0), (0, 16383)), ((8, 0), (9, 0))], 3, 2))
    [((0, 0), (0, 1))]
    """
    for (top, left), (bottom, right) in ranges:
        last = (min(bottom, height - 1), min(right, width - 1))
        if top <= last[0] and left <= last[1] and (top, left) != last:
            yield (top, left), last


def named_once(titles: Iterable[str]) -> None:
    """
    See that no two sheets have one name.

    Raises
    ------
    RefusedWorkbookError
        If two have: a reader gives the one and loses the other.
    """
    seen: set[str] = set()
    for title in titles:
        if title.casefold() in seen:
            raise RefusedWorkbookError(damaged("两张工作表同名", "two sheets have one name"), title)
        seen.add(title.casefold())
