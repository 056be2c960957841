"""Pages as a workbook that prints well: A4, repeated headers, heights that fit Chinese text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dangjian_chain.errors import UnwritableError
from dangjian_chain.formats.write_workbook import opened
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.layout import lines_in
from dangjian_chain.reports.page import TINTS, Cell, Page, Row

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT = "宋体"
_HEADING_FONT = "黑体"
_LINE = 15.0
_HIGHEST = 409.0
_A4 = 9
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "·"))
_CHOICES_LONGEST = 255
_MOST_LINES = 1_048_576
_LONGEST_CELL = 32_767


def pages_bytes(pages: Iterable[Page]) -> bytes:
    """
    Return pages as a workbook, the same bytes for the same pages.

    Raises
    ------
    UnwritableError
        If a page is longer than a sheet can be.
    MissingExtraError
        If XlsxWriter is not installed.
    """
    shown = tuple(pages)
    for page in shown:
        _check_length(page)
    held = io.BytesIO()
    with opened(held) as workbook:
        formats = _Formats(workbook)
        names: set[str] = set()
        for page in shown:
            name = sheet_name(page.name, names)
            names.add(name.casefold())
            _Sheet(workbook.add_worksheet(name), page, formats).fill()
    return held.getvalue()


def _check_length(page: Page) -> None:
    count = len(page.rows)
    if count + len(page.notes) + len(page.legend) + 2 > _MOST_LINES:
        message = (
            f"{page.name}：共{count}行，一张工作表最多{_MOST_LINES}行；请分单位或分核对项写 | "
            f"{page.name}: {count} rows, and a sheet holds {_MOST_LINES}; write it by units or by rules"
        )
        raise UnwritableError(message)


def sheet_name(name: str, taken: Iterable[str]) -> str:
    """
    Return a name as a sheet may have it: short, without marks, unlike those taken.

    Examples
    --------
    >>> sheet_name("责任清单 D1/02", ()), sheet_name("甲", {"甲"})
    ('责任清单 D1·02', '甲 2')
    """
    used = set(taken)
    plain = name.translate(_FORBIDDEN).strip("' ")[:_LONGEST_NAME] or "1"
    found, number = plain, 1
    while found.casefold() in used:
        number += 1
        found = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    return found


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:  # noqa: ANN401 - of any kind
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"font_name": _FONT, "font_size": 10.5, **properties})
        return self._made[key]


class _Sheet:
    """Fills one sheet."""

    def __init__(self, sheet: Worksheet, page: Page, formats: _Formats) -> None:
        self._sheet = sheet
        self._page = page
        self._formats = formats
        self._made: dict[tuple[Severity | None, bool], list[Format]] = {}
        self._shown = [place for place, column in enumerate(page.columns) if not column.is_hidden]

    def fill(self) -> None:
        line = self._head()
        header = line
        self._header(line)
        for row in self._page.rows:
            line += 1
            self._row(line, row)
        last = line
        for words in self._page.legend:
            line += 1
            self._across(line, words, self._formats.of(text_wrap=True, valign="top", font_color="#555555"))
        self._settings(header, last)

    # --- parts ------------------------------------------------------------------------

    def _head(self) -> int:
        title = self._formats.of(font_name=_HEADING_FONT, font_size=16, align="center", valign="vcenter")
        self._across(0, self._page.title, title, height=30)
        for line, words in enumerate(self._page.notes, start=1):
            self._across(line, words, self._formats.of(text_wrap=True, valign="top"))
        return len(self._page.notes) + 1

    def _across(self, line: int, words: str, form: Format, *, height: float | None = None) -> None:
        """Write words over the whole width."""
        first, last = self._shown[0], self._shown[-1]
        if first == last:
            self._sheet.write_string(line, first, words, form)
        else:
            self._sheet.merge_range(line, first, line, last, "", form)
            self._sheet.write_string(line, first, words, form)
        whole = sum(self._page.columns[place].width for place in self._shown)
        self._sheet.set_row(line, height or _LINE * lines_in(words, whole) + 3)

    def _header(self, line: int) -> None:
        form = self._formats.of(
            font_name=_HEADING_FONT,
            text_wrap=True,
            align="center",
            valign="vcenter",
            border=1,
            bg_color="#F2F2F2",
        )
        columns = self._page.columns
        for place, column in enumerate(columns):
            self._sheet.write_string(line, place, column.header, form)
        self._sheet.set_row(
            line, _LINE * max(lines_in(column.header, column.width) for column in columns) + 6
        )

    def _row(self, line: int, row: Row) -> None:
        if row.is_heading:
            words = "" if row.cells[0] is None else str(row.cells[0])
            self._across(line, words, self._formats.of(font_name=_HEADING_FONT, valign="vcenter", border=1))
            return
        for place, (cell, form) in enumerate(zip(row.cells, self._looks(row), strict=True)):
            self._write(line, place, cell, form)
        self._sheet.set_row(line, self._height(row.cells))

    def _looks(self, row: Row) -> Sequence[Format]:
        """Return the format of each cell of a row; rows that stand out alike share them."""
        key = (row.severity, row.is_following)
        if key not in self._made:
            self._made[key] = [self._look(place, row) for place in range(len(self._page.columns))]
        return self._made[key]

    def _look(self, place: int, row: Row) -> Format:
        look: dict[str, Any] = {"text_wrap": True, "valign": "top", "border": 1}
        if self._page.columns[place].is_centered:
            look["align"] = "center"
        if row.is_following and place == self._shown[0]:
            look["indent"] = 1
        if row.severity is not None and place == self._page.tinted:
            look["bg_color"] = f"#{TINTS[row.severity]}"
        return self._formats.of(**look)

    def _write(self, line: int, place: int, cell: Cell, form: Format) -> None:
        if cell is None:
            self._sheet.write_blank(line, place, None, form)
        elif isinstance(cell, str):
            self._sheet.write_string(
                line, place, cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…", form
            )
        else:
            self._sheet.write_number(line, place, cell, form)

    def _height(self, cells: Sequence[Cell]) -> float:
        lines = max(
            lines_in("" if cells[place] is None else str(cells[place]), self._page.columns[place].width)
            for place in self._shown
        )
        return min(_LINE * lines + 3, _HIGHEST)

    # --- settings ------------------------------------------------------------------------

    def _settings(self, header: int, last: int) -> None:
        sheet, columns = self._sheet, self._page.columns
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, None, {"hidden": column.is_hidden})
            if column.choices and last > header and sum(map(len, column.choices)) < _CHOICES_LONGEST:
                choice = {"validate": "list", "source": list(column.choices), "ignore_blank": True}
                sheet.data_validation(header + 1, place, last, place, choice)
        sheet.freeze_panes(header + 1, 0)
        if last > header:
            sheet.autofilter(header, self._shown[0], last, len(columns) - 1)  # hidden marks are sorted too
        sheet.set_paper(_A4)
        if not self._page.is_upright:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.repeat_rows(header)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, self._shown[0], last + len(self._page.legend), self._shown[-1])
        sheet.set_footer("&C&9&P / &N")
