"""Workbooks of other forms (.xls, .et, .ods) as .xlsx: cells with their types, merged ranges, hidden sheets; no looks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

from attrs import frozen

from dangjian_chain.errors import UnreadableDocumentError
from dangjian_chain.formats.read_workbook import Grid, grids_of
from dangjian_chain.formats.workbooks.checked import Range
from dangjian_chain.formats.write_workbook import opened
from dangjian_chain.reports.layout import lines_in, width
from dangjian_chain.reports.unread_cells import left_out
from dangjian_chain.reports.workbook import sheet_name

CONVERTED = (".xls", ".et", ".ods")
"""What the names of workbooks end in that are converted."""

Place: TypeAlias = tuple[str, int, int]
"""Sheet, row and column, from 0."""

_PLAIN = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_NARROWEST, _WIDEST, _DAY_WIDTH = 8, 42, 12
_LINE, _HIGHEST, _A4 = 15.0, 409.0, 9
_FIRST_YEAR, _LARGEST_MERGED = 1900, 100_000
_TIMES: Mapping[type, str] = {
    datetime: "yyyy-mm-dd hh:mm:ss",
    date: "yyyy-mm-dd",
    time: "hh:mm:ss",
    timedelta: "[h]:mm:ss",
}


@frozen
class Converted:
    """
    A workbook of another form as .xlsx.

    Parameters
    ----------
    data : bytes
        Of the .xlsx file.
    titles : mapping of str to str
        What each sheet is called there, by what it was called.
    cells : mapping
        What is to be read from it, by place.
    """

    data: bytes
    titles: Mapping[str, str]
    cells: Mapping[Place, object]


def converted(path: Path, data: bytes) -> Converted:
    """
    Return a workbook of another form as .xlsx, the same bytes for the same file.

    Raises
    ------
    UnreadableDocumentError
        If it cannot be opened.
    MissingExtraError
        If the extra `excel` is not installed.
    """
    grids, found = grids_of(path)
    if found.problems:
        raise UnreadableDocumentError(found.problems)
    more = left_out(data)
    held = io.BytesIO()
    titles: dict[str, str] = {}
    cells: dict[Place, object] = {}
    with opened(held) as workbook:
        workbook.formats[0].set_font_name(_PLAIN["font_name"])
        formats = _Formats(workbook)
        for grid in grids:
            title = titles[grid.title] = sheet_name(grid.title, (name.casefold() for name in titles.values()))
            sheet = _Sheet(workbook.add_worksheet(title), _cells(grid, more), formats)
            sheet.fill(grid.stated)
            cells |= {(title, *place): cell for place, cell in sheet.cells.items()}
            if grid.is_hidden:
                sheet.sheet.hide()
        shown = [sheet for sheet in workbook.worksheets() if not sheet.hidden]
        for first in shown[:1]:
            first.activate()
    return Converted(held.getvalue(), titles, cells)


def _cells(grid: Grid, more: Mapping[Place, str]) -> dict[tuple[int, int], Any]:
    """Return the cells of a sheet that hold something, as they can be written."""
    found = {
        (row, column): _writable(cell)
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if cell != ""
    }
    errors = {(row, column): words for (title, row, column), words in more.items() if title == grid.title}
    return errors | found


def _writable(cell: Any) -> Any:  # noqa: ANN401 - a cell
    """Return a cell as a workbook can hold it: dates from 1900 on, numbers of sixteen digits."""
    if isinstance(cell, date) and cell.year < _FIRST_YEAR:
        return cell.isoformat()
    return float(f"{cell:.16G}") if type(cell) in {int, float} else cell


class _Formats:
    """The few formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - of XlsxWriter
        self._workbook = workbook
        self._made: dict[tuple[str, bool, bool], Any] = {}

    def of(self, cell: object, *, is_merged: bool = False) -> Any:  # noqa: ANN401 - a format of XlsxWriter
        key = (_TIMES.get(type(cell), ""), _is_long(cell), is_merged)
        if key not in self._made:
            how = {"num_format": key[0], "align": "left"} if key[0] else {"text_wrap": key[1]}
            self._made[key] = self._workbook.add_format(
                _PLAIN | how | ({"align": "center"} if is_merged else {})
            )
        return self._made[key]


class _Sheet:
    """Fills one sheet."""

    def __init__(self, sheet: Any, cells: Mapping[tuple[int, int], Any], formats: _Formats) -> None:  # noqa: ANN401 - of XlsxWriter
        self.sheet = sheet
        self.cells = cells
        self._formats = formats

    def fill(self, merged: Iterable[Range]) -> None:
        """Write merged ranges and cells, and make the columns as wide as their words."""
        widths: dict[int, int] = {}
        long: list[tuple[int, int, str]] = []
        areas = dict(self._mergeable(merged))
        for first, last in areas.items():
            self.sheet.merge_range(*first, *last, "", self._formats.of(self.cells.get(first), is_merged=True))
        for (row, column), cell in self.cells.items():
            bottom_right = areas.get((row, column))
            self._write(row, column, cell, self._formats.of(cell, is_merged=bottom_right is not None))
            if bottom_right is None or bottom_right[1] == column:
                widths[column] = max(widths.get(column, _NARROWEST), min(_width(cell) + 2, _WIDEST))
                if _is_long(cell):
                    long.append((row, column, cell))
        for column, wide in widths.items():
            self.sheet.set_column(column, column, wide)
        heights: dict[int, float] = {}
        for row, column, words in long:
            height = min(lines_in(words, widths[column]) * _LINE, _HIGHEST)
            heights[row] = max(heights.get(row, 0), height)
        for row, height in heights.items():
            self.sheet.set_row(row, height)
        self._print_across()

    def _print_across(self) -> None:
        """Let it print on A4, as wide as the paper."""
        self.sheet.set_paper(_A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def _mergeable(self, merged: Iterable[Range]) -> Iterator[Range]:
        """Yield the merged ranges under which nothing would be lost."""
        taken: set[tuple[int, int]] = set()
        for (top, left), (bottom, right) in merged:
            if 1 < (bottom - top + 1) * (right - left + 1) <= _LARGEST_MERGED:
                places = set(product(range(top, bottom + 1), range(left, right + 1)))
                if not (places & taken or (places - {(top, left)}) & self.cells.keys()):
                    taken |= places
                    yield (top, left), (bottom, right)

    def _write(self, row: int, column: int, cell: Any, form: Any) -> None:  # noqa: ANN401 - a cell, a format
        if isinstance(cell, str):
            self.sheet.write_string(row, column, cell, form)
        elif isinstance(cell, bool):
            self.sheet.write_boolean(row, column, cell, form)
        elif type(cell) in _TIMES:
            self.sheet.write_datetime(row, column, cell, form)
        else:
            self.sheet.write_number(row, column, cell, form)


def _is_long(cell: object) -> bool:
    """Whether a cell takes more than one line."""
    return isinstance(cell, str) and (width(cell) > _WIDEST - 2 or "\n" in cell)


def _width(cell: object) -> int:
    if isinstance(cell, str):
        return max(map(width, cell[:400].split("\n")))
    return _DAY_WIDTH + 8 * isinstance(cell, datetime) if type(cell) in _TIMES else len(str(cell))
