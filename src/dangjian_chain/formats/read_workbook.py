"""Workbooks as grids of cells: the one door to python-calamine."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from dangjian_chain.errors import MissingExtraError
from dangjian_chain.formats.decoding import read_bytes
from dangjian_chain.formats.ods_tables import Range, Tables, ods_tables
from dangjian_chain.formats.sheet import Found, Trouble
from dangjian_chain.formats.workbook_parts import Odd, TooLargeError, odd_cells
from dangjian_chain.formats.xls_errors import error_words
from dangjian_chain.text import Text

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".et")
"""What the names of workbooks end in."""

_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of an .xlsx file with a password, in the container that holds it."""

_LARGEST = 512 * 2**20
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
        Merged ranges that the reader leaves out.
    """

    def __init__(
        self, title: str, sheet: Any, odd: Odd, *, is_hidden: bool, merged: Sequence[Range] = ()
    ) -> None:
        self.title = title
        self.is_hidden = is_hidden
        self._merged = merged
        self._sheet = sheet
        self._odd = odd

    @cached_property
    def rows(self) -> list[list[Any]]:
        """The cells by row, from the first row and column of the sheet; `""` where one is blank."""
        cells: list[list[Any]] = self._sheet.to_python(skip_empty_area=False)
        return cells

    def load(self) -> None:
        """Read the cells now, so that damage is met where the workbook is opened."""
        self.rows  # noqa: B018 - kept when read

    @property
    def merged(self) -> Sequence[Range]:
        """The first and the last cell of each merged range, as rows and columns from 0."""
        return self._sheet.merged_cell_ranges or self._merged

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
    if not data.startswith(_STARTS):
        zh, en = (
            "内容不是工作簿（可能是改了扩展名的 CSV 或网页）",
            "its content is no workbook (perhaps CSV or a page by another name)",
        )
        return [], found.blame("not-a-workbook", path.name, zh, en)
    if data.startswith(_STARTS[1]) and _ENCRYPTED in data:
        zh, en = "工作簿设有打开密码，请去掉密码后再试", "it is protected by a password; save it without"
        return [], found.blame("encrypted-workbook", path.name, zh, en)
    try:
        grids = _grids(calamine, data)
        for grid in grids:
            grid.load()
    except TooLargeError:
        zh, en = (
            "工作簿过大，或在很远处有内容，请删去多余的行列",
            "too large, or filled far out; delete the rows and columns beyond the table",
        )
        return [], found.blame("too-large", path.name, zh, en)
    except BaseException as error:
        if not isinstance(error, calamine.CalamineError | OSError | ValueError) and not _is_panic(error):
            raise
        zh, en = (
            "工作簿打不开，可能已损坏或加密",
            f"the workbook cannot be opened, it may be damaged or encrypted: {error}",
        )
        return [], found.blame("not-a-workbook", path.name, zh, en)
    return grids, found


def _is_panic(error: BaseException) -> bool:
    """Whether the reader itself gave up on what it met; such an error is no `Exception`."""
    return type(error).__name__ == "PanicException"


def cells_of(data: bytes) -> dict[tuple[str, int, int], Any]:
    """
    Return what the cells of a workbook hold, by sheet, row and column from 0; nothing of blank ones.

    Errors and formulas without results count as what they are.

    Raises
    ------
    ValueError
        If it cannot be opened, or reaches absurdly far.
    MissingExtraError
        If python-calamine is not installed.
    """
    calamine = _calamine()
    found: dict[tuple[str, int, int], Any] = {}
    try:
        for grid in _grids(calamine, data):
            found |= {(grid.title, *cell): trouble for cell, trouble in grid.broken.items()}
            for row, cells in enumerate(grid.rows):
                for column, cell in enumerate(cells):
                    if cell != "":
                        found[grid.title, row, column] = cell
    except (TooLargeError, calamine.CalamineError) as error:
        raise ValueError(str(error)) from error
    return found


def _calamine() -> Any:
    try:
        import python_calamine
    except ImportError as error:
        raise MissingExtraError("excel", "python-calamine") from error
    return python_calamine


def _grids(calamine: Any, data: bytes) -> list[Grid]:
    odd, merged = _left_out(data)
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    shown = calamine.SheetVisibleEnum.Visible
    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    return [
        Grid(
            sheet.name,
            book.get_sheet_by_name(sheet.name),
            odd.get(sheet.name, Odd()),
            is_hidden=sheet.visible != shown,
            merged=merged.get(sheet.name, ()),
        )
        for sheet in tables
    ]


def _left_out(data: bytes) -> tuple[dict[str, Odd], Mapping[str, Sequence[Range]]]:
    """Return by sheet what the reader leaves out: cells with errors or without results, merged ranges of .ods."""
    odd = odd_cells(data)
    if odd:
        return odd, {}
    is_zip = data.startswith(_STARTS[0])
    tables = ods_tables(data) if is_zip else Tables(errors=error_words(data))
    for sheet, row, column in tables.errors:
        odd.setdefault(sheet, Odd()).errors.append((row, column))
    return odd, tables.merged
