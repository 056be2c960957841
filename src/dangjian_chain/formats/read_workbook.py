"""Workbooks as grids of cells: the one door to python-calamine."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from dangjian_chain.errors import MissingExtraError
from dangjian_chain.formats.decoding import read_bytes
from dangjian_chain.formats.sheet import Found, Trouble
from dangjian_chain.formats.workbooks.checked import CheckedSheet, Odd, Range, inside
from dangjian_chain.formats.workbooks.refusal import ENCRYPTED, TOO_LARGE, RefusedWorkbookError, damaged
from dangjian_chain.text import Text

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".et")
"""What the names of workbooks end in."""

_LARGEST = 200 * 2**20
_PANIC = "PanicException"
"""What the reader raises where its own assumptions fail; it is no `Exception`, and cannot be imported."""
_ERROR = Trouble(
    "error-cell",
    Text(zh="单元格是公式错误值（如 #N/A），请改正", en="the cell is an error (such as #N/A); mend it"),
)
_FORMULA = Trouble(
    "formula-without-result",
    Text(
        zh="公式没有保存结果，请用表格软件打开后重新保存",
        en="a formula without its result; open and save the workbook",
    ),
)


class Grid:
    """
    The cells of one sheet of a workbook, read when they are asked for.

    Parameters
    ----------
    title : str
        The name of the sheet.
    sheet : object
        What python-calamine gives for it.
    odd : Odd
        Its cells that hold errors, or formulas without results.
    is_hidden : bool
    merged : sequence
        Its merged ranges as they are stated, kept as `stated`, also beyond its cells.
    """

    def __init__(
        self, title: str, sheet: Any, odd: Odd, *, is_hidden: bool, merged: Sequence[Range] = ()
    ) -> None:
        self.title = title
        self.is_hidden = is_hidden
        self.stated = merged
        self._sheet = sheet
        self._odd = odd

    @cached_property
    def rows(self) -> list[list[Any]]:
        """The cells by row, from the first row and column of the sheet; `""` where one is blank."""
        cells: list[list[Any]] = self._sheet.to_python(skip_empty_area=False)
        _widen(cells, self.broken)
        return cells

    def load(self) -> None:
        """Read the cells now, so that damage is met where the workbook is opened."""
        self.rows  # noqa: B018 - kept when read
        covered = sum((bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in self.merged)
        if covered > len(self.rows) * len(self.rows[0] if self.rows else ()):
            zh, en = "合并区域互相重叠", "merged ranges overlap"
            raise RefusedWorkbookError(damaged(zh, en), self.title)

    @cached_property
    def merged(self) -> Sequence[Range]:
        """The first and the last cell of each merged range within `rows`, as rows and columns from 0."""
        return list(inside(self.stated, len(self.rows), len(self.rows[0]) if self.rows else 0))

    @cached_property
    def broken(self) -> dict[tuple[int, int], Trouble]:
        """What is wrong with cells, by row and column from 0."""
        return {
            **dict.fromkeys(self._odd.errors, _ERROR),
            **dict.fromkeys(self._odd.formulas, _FORMULA),
        }


def grids_of(path: Path) -> tuple[list[Grid], Found]:
    """
    Return the sheets of a workbook in their order, and what is wrong with it where it has none.

    Raises
    ------
    MissingExtraError
        If python-calamine is not installed.
    """
    calamine = _calamine()
    data, found = read_bytes(path, _LARGEST)
    if found.problems:
        return [], found
    try:
        with _told(calamine):
            return _grids(calamine, data), found
    except RefusedWorkbookError as error:
        said = error.trouble
        return [], found.blame(said.code, error.place(path.name), said.text.zh, said.text.en)


def cells_of(data: bytes) -> dict[tuple[str, int, int], Any]:
    """
    Return what the cells of a workbook hold, by sheet, row and column from 0; nothing of blank ones.

    Errors and formulas without results count as what they are.

    Raises
    ------
    RefusedWorkbookError
        If it is not read; a `ValueError` that says why.
    MissingExtraError
        If python-calamine is not installed.
    """
    calamine = _calamine()
    with _told(calamine):
        grids = _grids(calamine, data)
    found: dict[tuple[str, int, int], Any] = {}
    for grid in grids:
        found |= {(grid.title, *cell): trouble for cell, trouble in grid.broken.items()}
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                if cell != "":
                    found[grid.title, row, column] = cell
    return found


def _calamine() -> Any:
    try:
        import python_calamine
    except ImportError as error:
        raise MissingExtraError("excel", "python-calamine") from error
    return python_calamine


def _grids(calamine: Any, data: bytes) -> list[Grid]:
    """Return the sheets of a workbook, each read."""
    from dangjian_chain.formats.workbooks.kinds import checked_workbook  # noqa: PLC0415 - half of what a reader loads

    checked = checked_workbook(data)
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(checked.data))
    checked.data = b""
    return [_grid(calamine, book, number, sheet) for number, sheet in enumerate(checked.sheets)]


def _grid(calamine: Any, book: Any, number: int, sheet: CheckedSheet) -> Grid:
    with _told(calamine, sheet.title):
        read = book.get_sheet_by_index(number)
        grid = Grid(sheet.title, read, sheet.odd, is_hidden=sheet.is_hidden, merged=sheet.merged)
        grid.load()
        return grid


@contextmanager
def _told(calamine: Any, sheet: str | None = None) -> Iterator[None]:
    """Tell whatever the reader meets as what is wrong with the workbook."""
    try:
        yield
    except RefusedWorkbookError:
        raise
    except calamine.PasswordError as error:
        raise RefusedWorkbookError(ENCRYPTED) from error
    except MemoryError as error:
        raise RefusedWorkbookError(TOO_LARGE, sheet) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedWorkbookError(damaged(), sheet) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise RefusedWorkbookError(damaged(), sheet) from error


def _widen(rows: list[list[Any]], cells: Collection[tuple[int, int]]) -> None:
    """Let rows reach some cells, which a reader left out as blank."""
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in cells)])
    height = max([len(rows), *(row + 1 for row, _ in cells)])
    for row in rows:
        row.extend([""] * (width - len(row)))
    rows += [[""] * width for _ in range(height - len(rows))]
