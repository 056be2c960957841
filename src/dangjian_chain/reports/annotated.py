"""The user's own workbook back, with comments, tints and one more sheet; the one door to openpyxl."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from dangjian_chain.errors import MissingExtraError, Problem
from dangjian_chain.formats.decoding import content_of
from dangjian_chain.formats.header_row import LOOKED_AT, HeaderRow, header_row
from dangjian_chain.formats.read_workbook import cells_of
from dangjian_chain.formats.replacing import replace_file, unwritable
from dangjian_chain.formats.workbook_carrying import carried_over
from dangjian_chain.formats.workbook_whole import what_is_lost
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.layout import lines_in
from dangjian_chain.reports.page import TINTS
from dangjian_chain.reports.remarks import Remark, Remarks, gap_remarks, problem_remarks
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from dangjian_chain.gaps.report import GapReport

_DARK, _LINK, _RULE, _SHADE = "7A2E1D", "0B57A4", "BFBFBF", "F2ECE6"
_AUTHOR = "dangjian-chain"
_PLACE = re.compile(r"(.+)[:!]([A-Z]{0,3})([0-9]{1,7})")
_MOST_ROWS, _MOST_COLUMNS, _MOST_LINKS = 1_048_576, 16_384, 60_000
_SHOWN = 5
_COMMENT_WIDTH, _COMMENT_CELLS, _COMMENT_LINE, _COMMENT_HEIGHT = 400, 56, 18, 640
_HEADER_ROW, _SHORT = 3, 13
_LINE, _HIGHEST = 14.5, 400.0
_HARMLESS = ("Workbook contains no", "extension is not supported and will be removed")
"""Warnings of openpyxl that cost nothing here: default styles, and extensions that are looked at beforehand."""
_MORE = Text(zh="另有{count}项，见《{title}》。", en="and {count} more, see the sheet {title!r}.")
_MOMENT = timedelta(milliseconds=2)

Place: TypeAlias = tuple[str, int, int]
"""Sheet, row and column, from 0."""


def annotate_gaps(
    report: GapReport, source: str | os.PathLike[str], target: str | os.PathLike[str], *, lang: Lang = "zh"
) -> None:
    """
    Write a copy of the workbook that a chain was read from, with what is to be verified beside what was entered.

    Each gap is a comment on its cell, which is tinted by severity, and a row of one
    added sheet that leads to the cell; one that has no place in the workbook stands
    in the sheet alone. The workbook itself is not touched.

    Parameters
    ----------
    source : path-like
        The .xlsx file that was read.
    target : path-like
        The copy, also .xlsx; what is there is replaced.
    lang : {"zh", "en"}

    Raises
    ------
    UnwritableError
        If the copy could not keep all that is in the workbook (macros, pictures,
        charts, pivot tables, form controls), is of another form, or cannot be
        written; then nothing has changed.
    UnreadableDocumentError
        If the workbook cannot be opened.
    MissingExtraError
        If the extra `excel` is not installed.

    Notes
    -----
    Comments that are there stay, ours below them, but lose their sizes and their
    fonts. The same workbook, gaps and version of openpyxl make the same bytes.
    """
    _annotate(gap_remarks(report, lang), Path(source), Path(target))


def annotate_problems(problems: Sequence[Problem], source: Path, target: Path, *, lang: Lang = "zh") -> None:
    """Write a copy of a workbook that could not be read, with what is wrong in it; see `annotate_gaps`."""
    _annotate(problem_remarks(problems, lang), source, target)


def _annotate(remarks: Remarks, source: Path, target: Path) -> None:
    data = content_of(source)
    _check(data, source, target)
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            saved = _Copy(data, source.name, remarks).made()
        copied = carried_over(saved, data)
        before, after = cells_of(data), cells_of(copied)
    except MissingExtraError:
        raise
    except Exception as error:  # openpyxl lets through whatever it meets in a file
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise _refused(
            source,
            target,
            [Text(zh=f"无法照原样另存的内容（{what}）", en=f"what cannot be saved as it is ({what})")],
        ) from error
    lost = [str(one.message) for one in said if not any(mark in str(one.message) for mark in _HARMLESS)]
    if lost:
        raise _refused(source, target, [Text(one, one) for one in lost])
    if other := _otherwise(before, after):
        raise _refused(source, target, [Text(zh=f"单元格 {other}", en=f"the cell {other}")])
    replace_file(target, copied)


def _check(data: bytes, source: Path, target: Path) -> None:
    if os.path.realpath(source) == os.path.realpath(target):
        raise unwritable(
            target,
            Text(
                zh="副本和原表是同一处，请另写一处", en="the copy would replace the workbook, write elsewhere"
            ),
        )
    if target.suffix.lower() != ".xlsx":
        raise unwritable(
            target, Text(zh="副本的名称应以 .xlsx 结尾", en="the name of the copy must end in .xlsx")
        )
    lost = what_is_lost(data, source.suffix)
    if lost:
        raise _refused(source, target, lost)


def _refused(source: Path, target: Path, lost: Sequence[Text]) -> Exception:
    zh, en = "、".join(what.zh for what in lost), ", ".join(what.en for what in lost)
    return unwritable(
        target,
        Text(
            zh=f"副本无法完整保留“{source.name}”中的内容：{zh}；可另存一份，去掉后再试，或只看核对清单",
            en=f"a copy could not keep all of {source.name!r}: {en}; save one without it, or use the list alone",
        ),
    )


def _otherwise(before: Mapping[Place, object], after: Mapping[Place, object]) -> str:
    """Return the first cell of the sheets that were there that reads otherwise in the copy; blank for none."""
    sheets = {sheet for sheet, _, _ in before}
    added = (cell for cell in after if cell[0] in sheets and cell not in before)
    for cell in (*before, *added):
        if not _is_same(before.get(cell), after.get(cell)):
            sheet, row, column = cell
            return f"{sheet}!{_letters(column + 1)}{row + 1}"
    return ""


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) <= _MOMENT
    if isinstance(one, timedelta) and isinstance(other, timedelta):
        return abs(one - other) <= _MOMENT
    return type(one) is type(other) and one == other


def _openpyxl() -> Any:  # noqa: ANN401 - a module
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("excel", "openpyxl") from error
    return openpyxl


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


class _Copy:
    """A workbook in memory on which remarks are put."""

    def __init__(self, data: bytes, name: str, remarks: Remarks) -> None:
        self._book: Workbook = _openpyxl().load_workbook(io.BytesIO(data), rich_text=True)
        self._name = name
        self._said = remarks
        self._titles = {sheet.title for sheet in self._book.worksheets}
        self._headers: dict[str, HeaderRow | None] = {}
        self._styles: dict[tuple[tuple[int, ...], Severity], StyleArray] = {}

    def made(self) -> bytes:
        """Return the copy with everything put on it."""
        cells = [self._cell(remark) for remark in self._said.remarks]
        self._fit_comments()
        found: dict[tuple[str, str], tuple[Cell, list[Remark]]] = {}
        for cell, remark in zip(cells, self._said.remarks, strict=True):
            if cell is not None:
                found.setdefault((cell.parent.title, cell.coordinate), (cell, []))[1].append(remark)
        for cell, remarks in found.values():
            remarks.sort(key=lambda remark: -remark.severity.weight)
            self._comment(cell, [remark.comment for remark in remarks])
            self._tint(cell, remarks[0].severity)
        self._list([self._link(cell, remark) for cell, remark in zip(cells, self._said.remarks, strict=True)])
        held = io.BytesIO()
        self._book.save(held)
        return held.getvalue()

    # --- places ------------------------------------------------------------------

    def _where(self, remark: Remark) -> tuple[str, str, int]:
        """Return the sheet, the letters of the column and the row of a remark; blank and 0 where it has none."""
        head = f"{self._name} "
        rest = remark.place[len(head) :] if remark.place.startswith(head) else ""
        if rest in self._titles:
            return rest, "", 0
        found = _PLACE.fullmatch(rest)
        return (found[1], found[2], int(found[3])) if found and found[1] in self._titles else ("", "", 0)

    def _cell(self, remark: Remark) -> Cell | None:
        title, letters, row = self._where(remark)
        if not 0 < row <= _MOST_ROWS:
            return None
        sheet = self._book[title]
        if letters:
            from openpyxl.utils import column_index_from_string

            column = column_index_from_string(letters)
        else:
            column = self._column(sheet, row, remark)
        return _top_left(sheet, row, column) if column <= _MOST_COLUMNS else None

    def _column(self, sheet: Worksheet, row: int, remark: Remark) -> int:
        """Return the column of a row where a remark on the whole row is seen best."""
        header = self._header(sheet)
        if header is not None and header.row + 1 < row:
            asked = header.asked(remark.columns, remark.post)
            if asked is not None:
                return asked + 1
            naming = header.naming()
            filled = (column for column in naming if sheet.cell(row, column + 1).value is not None)
            if naming:
                return next(filled, naming[0]) + 1
        return next((cell.column for cell in sheet[row] if cell.value is not None), 1)

    def _header(self, sheet: Worksheet) -> HeaderRow | None:
        if sheet.title not in self._headers:
            rows = [
                [None if value is None else str(value) for value in row]
                for row in sheet.iter_rows(max_row=min(LOOKED_AT, sheet.max_row), values_only=True)
            ]
            self._headers[sheet.title] = header_row(sheet.title, rows)
        return self._headers[sheet.title]

    def _link(self, cell: Cell | None, remark: Remark) -> tuple[str, str]:
        """Return what leads to a remark's place, and where it leads; nowhere where it has none."""
        title = cell.parent.title if cell is not None else self._where(remark)[0]
        if not title:
            return remark.place, ""
        spot = cell.coordinate if cell is not None else "A1"
        quoted = title.replace("'", "''")
        return (f"{title}!{spot}" if cell is not None else title), f"'{quoted}'!{spot}"

    # --- cells -------------------------------------------------------------------

    def _fit_comments(self) -> None:
        """Give the comments that are there the room they need; their sizes are not read."""
        for sheet in self._book.worksheets:
            for cell in list(sheet._cells.values()):  # noqa: SLF001 - the public ways make all blank cells first
                if cell._comment is not None:  # noqa: SLF001 - the same
                    _fit(cell.comment)

    def _comment(self, cell: Cell, comments: Sequence[tuple[str, str, str]]) -> None:
        from openpyxl.comments import Comment

        grouped: dict[tuple[str, str], list[str]] = {}
        for head, message, tail in comments[:_SHOWN]:
            grouped.setdefault((head, tail), []).append(message)
        words = ["\n".join(filter(None, [head, *said, tail])) for (head, tail), said in grouped.items()]
        if len(comments) > _SHOWN:
            more = _MORE.of(self._said.lang)
            words.append(more.format(count=len(comments) - _SHOWN, title=self._said.title))
        there = cell.comment
        author = _AUTHOR
        if there is not None and there.text:
            words.insert(0, there.text)
            author = there.author or _AUTHOR
        cell.comment = Comment(_clean("\n\n".join(words)), author)
        _fit(cell.comment)

    def _tint(self, cell: Cell, severity: Severity) -> None:
        key = (tuple(cell._style or ()), severity)  # noqa: SLF001 - `style_id` would keep the style that is changed below
        if key not in self._styles:
            cell._style = copy(cell._style)  # noqa: SLF001 - others may share it
            cell.fill = _fill(TINTS[severity])
            self._styles[key] = copy(cell._style)  # noqa: SLF001 - a style for thousands of cells is made once
        else:
            cell._style = self._styles[key]  # noqa: SLF001 - the same

    # --- the sheet of all ----------------------------------------------------------

    def _list(self, links: Sequence[tuple[str, str]]) -> None:
        said = self._said
        sheet = self._book.create_sheet(said.title)
        look, sizes = _Look(self._book, sheet, len(said.headers)), [size for _, size in said.headers]
        look.across(1, said.title, look.title, 30)
        look.across(2, said.head, look.plain, 20)
        for column, (header, size) in enumerate(said.headers, start=1):
            look.put(_HEADER_ROW, column, header, look.header)
            sheet.column_dimensions[_letters(column)].width = size
        for row, (remark, (shown, location)) in enumerate(
            zip(said.remarks, links, strict=True), start=_HEADER_ROW + 1
        ):
            cells = [*remark.cells[: said.linked], shown, *remark.cells[said.linked + 1 :]]
            for column, words in enumerate(cells, start=1):
                look.put(row, column, words, look.short if sizes[column - 1] <= _SHORT else look.cell)
            if said.tinted is not None:
                self._tint(sheet.cell(row, said.tinted + 1), remark.severity)
            if location and row <= _MOST_LINKS:
                look.link(row, said.linked + 1, location)
            sheet.row_dimensions[row].height = _height(cells, sizes)
        foot = _HEADER_ROW + len(said.remarks) + 2
        look.across(foot, said.foot, look.small, _height([said.foot], [sum(sizes)]))
        look.prepare(foot)
        for other in self._book.worksheets:
            other.sheet_view.tabSelected = other is sheet
        self._book.active = self._book.index(sheet)


class _Look:
    """How the added sheet looks: in the font of the workbook, A4 across, headers on every page."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: int) -> None:
        from openpyxl.styles import Alignment, Border, Side

        self._sheet = sheet
        self._columns = columns
        self._font = book._fonts[0]  # noqa: SLF001 - the font of the workbook has no public name
        line = Side("thin", color=_RULE)
        lines = Border(left=line, right=line, top=line, bottom=line)
        top = Alignment(vertical="top", wrap_text=True)
        middle = Alignment(horizontal="center", vertical="top", wrap_text=True)
        bold, small, link = {"b": True}, {"sz": 9}, {"color": _LINK, "u": "single"}
        self.title = self._style(
            self._like({"b": True, "sz": 16, "color": _DARK}), Alignment(vertical="center")
        )
        self.plain = self._style(self._like({}), Alignment(vertical="center"))
        self.header = self._style(
            self._like(bold), Alignment("center", "center", wrap_text=True), lines, _fill(_SHADE)
        )
        self.cell = self._style(self._like({}), top, lines)
        self.short = self._style(self._like({}), middle, lines)
        self.small = self._style(self._like(small), top)
        self._link = self._style(self._like(link), top, lines)

    def _like(self, changes: dict[str, Any]) -> Font:
        from openpyxl.styles import Font

        return Font(**{"name": self._font.name, "sz": 10, "charset": self._font.charset, **changes})

    def _style(
        self, font: Font, alignment: Alignment, border: Border | None = None, fill: PatternFill | None = None
    ) -> StyleArray:
        """Return a style as cells keep it, so that many cells share one."""
        cell = self._sheet.cell(1, 1)
        before = copy(cell._style)  # noqa: SLF001 - setting the parts of a style cell by cell is slow
        cell.font, cell.alignment = font, alignment
        if border is not None:
            cell.border = border
        if fill is not None:
            cell.fill = fill
        made, cell._style = cell._style, before  # noqa: SLF001 - the same
        return made

    def put(self, row: int, column: int, words: str, style: StyleArray) -> None:
        """Write text that stays text, or a number where it is one of the first column."""
        cell = self._sheet.cell(row, column)
        if column == 1 and words.isdecimal():
            cell.value = int(words)
        elif words:
            cell.value = _clean(words)
            cell.data_type = "s"
        cell._style = style  # noqa: SLF001 - see `_style`

    def across(self, row: int, words: str, style: StyleArray, height: float) -> None:
        """Write text over the whole width."""
        self.put(row, 1, words, style)
        self._sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=self._columns)
        self._sheet.row_dimensions[row].height = height

    def link(self, row: int, column: int, location: str) -> None:
        """Let a cell lead to a place in the workbook."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = self._sheet.cell(row, column)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell._style = copy(self._link)  # noqa: SLF001 - see `_style`

    def prepare(self, foot: int) -> None:
        """Freeze the headers, offer filters, and let it print well."""
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet, last = self._sheet, _letters(self._columns)
        sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
        sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}{max(foot - 2, _HEADER_ROW)}"
        sheet.print_area = f"A1:{last}{foot}"
        sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.75, 0.3
        sheet.oddFooter.center.text = "&P / &N"


def _top_left(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell, or the one at the top left where it is part of a merged range."""
    from openpyxl.cell.cell import MergedCell

    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        held = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        return sheet.cell(held.min_row, held.min_col)
    return cell


def _fill(color: str) -> PatternFill:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=color)


def _fit(comment: Comment) -> None:
    """Give a comment the room its text needs."""
    comment.width = _COMMENT_WIDTH
    comment.height = min(
        lines_in(comment.text, _COMMENT_CELLS) * _COMMENT_LINE + _COMMENT_LINE, _COMMENT_HEIGHT
    )


def _height(cells: Iterable[str], sizes: Iterable[int]) -> float:
    """Return the height of a row in which every text is seen."""
    lines = max(lines_in(words, size) for words, size in zip(cells, sizes, strict=True))
    return min(lines * _LINE + 3, _HIGHEST)


def _clean(words: str) -> str:
    """Return words without the characters that no workbook can hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", words))
