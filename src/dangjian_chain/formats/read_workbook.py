"""Workbooks of our own columns: one sheet a collection; the one door to python-calamine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from dangjian_chain.errors import MissingExtraError
from dangjian_chain.formats.decoding import read_bytes
from dangjian_chain.formats.document_source import collection_names
from dangjian_chain.formats.sheet import Found, Sheet, Trouble
from dangjian_chain.formats.workbook_parts import Odd, TooLargeError, odd_cells
from dangjian_chain.text import Text

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
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


def workbook_sheets(path: Path) -> Found:
    """
    Return the sheets of a workbook that are named for collections.

    Raises
    ------
    MissingExtraError
        If python-calamine is not installed.
    """
    calamine = _calamine()
    data, found = read_bytes(path, _LARGEST)
    if found.problems:
        return found
    if not data.startswith(_WORKBOOKS):
        zh, en = (
            "内容不是工作簿（可能是改了扩展名的 CSV 或网页）",
            "its content is no workbook (perhaps CSV or a page by another name)",
        )
        return found.blame("not-a-workbook", path.name, zh, en)
    try:
        odd = odd_cells(data)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _sheets(book, path.name, odd)
    except TooLargeError:
        zh, en = (
            "工作簿过大，或在很远处有内容，请删去多余的行列",
            "too large, or filled far out; delete the rows and columns beyond the table",
        )
        return found.blame("too-large", path.name, zh, en)
    except (calamine.CalamineError, OSError, ValueError) as error:
        zh, en = (
            "工作簿打不开，可能已损坏或加密",
            f"the workbook cannot be opened, it may be damaged or encrypted: {error}",
        )
        return found.blame("not-a-workbook", path.name, zh, en)


def _calamine() -> Any:
    try:
        import python_calamine
    except ImportError as error:
        raise MissingExtraError("excel", "python-calamine") from error
    return python_calamine


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
        for name, odd in odd_cells(data).items():
            found |= {(name, *cell): _ERROR for cell in odd.errors}
            found |= {(name, *cell): _FORMULA for cell in odd.formulas}
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    if cell != "":
                        found[name, row, column] = cell
    except (TooLargeError, calamine.CalamineError) as error:
        raise ValueError(str(error)) from error
    return found


def _sheets(book: Any, source: str, odd: dict[str, Odd]) -> Found:
    found = Found()
    taken: dict[str, str] = {}
    for name in book.sheet_names:
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
            found.add(_sheet(book.get_sheet_by_name(name), collection, place, odd.get(name, Odd())))
    if not taken:
        zh, en = (
            "没有按集合命名的工作表（如“组织”“岗位”）",
            "no sheet is named for a collection (such as organizations)",
        )
        found.blame("nothing-to-read", source, zh, en)
    return found


def _sheet(raw: Any, collection: str, place: str, odd: Odd) -> Found:
    grid = raw.to_python(skip_empty_area=False)
    found = Found()
    if not any(map(_is_filled, chain.from_iterable(grid))):
        return found.note("unread", place, "工作表是空的", "the sheet is empty")
    filled = _fill_merged(grid, raw.merged_cell_ranges or ())
    headers = [str(cell).strip() for cell in grid[0]]
    columns = [[None if cell == "" else cell for cell in column] for column in zip(*grid[1:], strict=True)]
    columns = columns or [[] for _ in headers]

    def spot(row: int, header: int | None) -> str:
        line = 1 if row < 0 else row + 2
        return f"{place}!{line}" if header is None else f"{place}!{_letters(header)}{line}"

    for column in filled:
        zh, en = "合并单元格按每格内容相同读取", "merged cells read as each holding the same"
        found.note("merged", spot(-1, column), zh, en)
    broken = _broken(odd, len(grid) - 1)
    found.sheets.append(
        Sheet(collection, place, headers, list(columns), range(2, len(grid) + 1), spot, broken=broken)
    )
    return found


def _broken(odd: Odd, count: int) -> dict[tuple[int, int | None], Trouble]:
    cells = [(row - 1, column, _ERROR) for row, column in odd.errors]
    cells += [(row - 1, column, _FORMULA) for row, column in odd.formulas]
    return {(row, column): trouble for row, column, trouble in cells if 0 <= row < count}


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


def _letters(column: int) -> str:
    """
    Return the letters of a column, counted from 0.

    Examples
    --------
    >>> _letters(0), _letters(26)
    ('A', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
