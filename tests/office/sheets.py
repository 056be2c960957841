"""Workbooks as offices make them, written from tables of text that a reader of the tests can check by eye."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WHOLE_DATE = re.compile(r"([dt]):(\d+)-(\d+)-(\d+)")
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True)
class Page:
    r"""
    One sheet.

    `table` has a line a row and a bar between cells; a blank line is a blank
    row. `12` and `2024.7` are numbers, `'12` is text, `d:2025-01-15` a date,
    `t:2025-05-31` a date with a time of midnight, `\n` a line break.
    `merged` names ranges of cells, `headers` the rows printed bold.
    """

    title: str
    table: str
    merged: str = ""
    headers: tuple[int, ...] = ()
    hidden: bool = False


def save(path: Path, *pages: Page) -> Path:
    """Write a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in pages:
        _write(book.create_sheet(page.title), page)
    book.save(path)
    return path


def rows_of(table: str) -> list[list[object]]:
    """
    Return the cells of a table of text.

    Examples
    --------
    >>> rows_of("甲 | 14 | '14 | | d:2025-01-15")
    [['甲', 14, '14', None, datetime.date(2025, 1, 15)]]
    """
    lines = table.removeprefix("\n").removesuffix("\n").split("\n")
    return [[_cell(part.strip()) for part in line.split("|")] for line in lines]


def _cell(text: str) -> object:
    if text[:1] == "'":
        return text[1:]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if found := _WHOLE_DATE.fullmatch(text):
        year, month, day = map(int, found.groups()[1:])
        return dt.date(year, month, day) if found[1] == "d" else dt.datetime(year, month, day)
    return text.replace("\\n", "\n") or None


def _write(sheet: Worksheet, page: Page) -> None:
    rows = rows_of(page.table)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(number, column, value)
    _style(sheet, rows, page.headers)
    for cells in page.merged.split():
        sheet.merge_cells(cells)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if page.hidden:
        sheet.sheet_state = "hidden"


def _style(sheet: Worksheet, rows: Sequence[Sequence[object]], headers: Sequence[int]) -> None:
    width, first = max(map(len, rows)), min(headers, default=1)
    for number in range(first, len(rows) + 1):
        for column in range(1, width + 1):
            _box(sheet.cell(number, column), is_bold=number in headers)
        if any("\n" in str(value) for value in rows[number - 1]):
            sheet.row_dimensions[number].height = 32
    for number in range(1, first):
        sheet.cell(number, 1).font = Font(name="黑体", size=14)
    for column in range(1, width + 1):
        longest = max(len(str(row[column - 1])) for row in rows[first - 1 :] if column <= len(row))
        sheet.column_dimensions[get_column_letter(column)].width = min(40, max(8, longest * 2))


def _box(cell: Cell, *, is_bold: bool) -> None:
    cell.border = _BOX
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    cell.font = Font(name="宋体", size=11, bold=is_bold)
    if isinstance(cell.value, dt.datetime | dt.date):
        cell.number_format = 'yyyy"年"m"月"d"日"'
