"""A chain as an Excel workbook, one sheet a collection; the one door to XlsxWriter."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from dangjian_chain.errors import MissingExtraError
from dangjian_chain.formats.spelled import Spelled
from dangjian_chain.formats.spelling import UnspellableError
from dangjian_chain.formats.table_cells import header, sheet_name, table_rows
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file has no time zone; the same day makes the same bytes
_FIRST_YEAR = 1900
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_575
_WIDTHS = (8, 48)


def workbook_bytes(collections: Iterable[Spelled], language: Lang) -> bytes:
    """
    Return the workbook, the same bytes for the same chain.

    Dates are dates and numbers are numbers; every text is text, whatever it looks like.

    Raises
    ------
    UnspellableError
        If a workbook cannot hold one of the values.
    MissingExtraError
        If XlsxWriter is not installed.
    """
    held = io.BytesIO()
    with opened(held) as workbook:
        heading = workbook.add_format({"bold": True, "bottom": 1})
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for collection in collections:
            sheet = workbook.add_worksheet(sheet_name(collection.name, language))
            _fill(sheet, collection, language, heading=heading, day=day)
    return held.getvalue()


def opened(held: io.BytesIO) -> Workbook:
    """
    Return a new workbook that is written into `held` when it is closed: text stays text, no time of making.

    Raises
    ------
    MissingExtraError
        If XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("excel", "XlsxWriter") from error
    workbook = xlsxwriter.Workbook(held, _SETTINGS)
    workbook.set_properties({"created": _CREATED})
    return workbook


def _fill(sheet: Worksheet, collection: Spelled, language: Lang, *, heading: Format, day: Format) -> None:
    if len(collection.ids) > _MOST_ROWS:
        raise UnspellableError(
            collection.name,
            Text(
                zh=f"共{len(collection.ids)}行，一张工作表最多{_MOST_ROWS}行；请写成文件夹",
                en=f"{len(collection.ids)} rows, and a sheet holds {_MOST_ROWS}; write a folder",
            ),
        )
    names = [header(column, language) for column in collection.columns]
    widths = list(map(_width, names))
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, heading)
    for row, cells in enumerate(table_rows(collection, formulas=False), start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                _check_length(cell, f"{collection.name} {collection.ids[row - 1]} {names[column]}")
                sheet.write_string(row, column, cell)
                widths[column] = max(widths[column], _width(cell))
            elif isinstance(cell, bool):
                sheet.write_boolean(row, column, cell)
            elif isinstance(cell, date):
                _write_day(sheet, row, column, cell, day)
                widths[column] = max(widths[column], _width(str(cell)))
            elif cell is not None:
                sheet.write_number(row, column, cell)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, _WIDTHS[0]), _WIDTHS[1]))
    sheet.freeze_panes(1, 0)


def _write_day(sheet: Worksheet, row: int, column: int, value: date, form: Format) -> None:
    """Write a date; Excel knows none before 1900, and those are text."""
    if value.year < _FIRST_YEAR:
        sheet.write_string(row, column, value.isoformat())
    else:
        sheet.write_datetime(row, column, value, form)


def _check_length(text: str, place: str) -> None:
    if len(text) > _LONGEST_CELL:
        raise UnspellableError(
            place,
            Text(
                zh=f"有{len(text)}个字符，一个单元格最多{_LONGEST_CELL}个；请写成 YAML、JSON 或文件夹",
                en=f"{len(text)} characters, and a cell holds {_LONGEST_CELL}; write YAML, JSON or a folder",
            ),
        )


def _width(text: str) -> int:
    """Return how wide the longest line of a text is; a Chinese character is two wide."""
    lines = text[:400].split("\n")
    return max(sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) for line in lines)
