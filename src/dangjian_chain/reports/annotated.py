"""The user's own workbook back, with comments, tints and one more sheet; the one door to openpyxl."""

from __future__ import annotations

import gc
import io
import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from dangjian_chain.errors import MissingExtraError, Problem
from dangjian_chain.formats.header_row import LOOKED_AT, HeaderRow, header_row
from dangjian_chain.formats.read_workbook import cells_of
from dangjian_chain.formats.replacing import replace_file
from dangjian_chain.formats.workbook_carrying import carried_over
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports import added_sheet
from dangjian_chain.reports.added_sheet import Link, Looks, clean
from dangjian_chain.reports.converted import Place
from dangjian_chain.reports.earlier import clear, earlier_lists, fill_of, marks_of, numbered_title, tints_of
from dangjian_chain.reports.layout import lines_in
from dangjian_chain.reports.original import Original, broken, original, read_otherwise, refused
from dangjian_chain.reports.page import TINTS, Page
from dangjian_chain.reports.remarks import Remark, Remarks, comment_blocks, gap_remarks, problem_remarks
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, PatternFill
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from dangjian_chain.gaps.report import GapReport

_DARK, _LINK, _RULE, _SHADE = "7A2E1D", "0B57A4", "BFBFBF", "F2ECE6"
_AUTHOR = "dangjian-chain"
_PLACE = re.compile(r"(.+)[:!]([A-Z]{0,3})([0-9]{1,7})")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_COMMENT_WIDTH, _COMMENT_CELLS, _COMMENT_LINE, _COMMENT_HEIGHT = 400, 56, 18, 640
_HARMLESS = ("Workbook contains no", "extension is not supported and will be removed")
"""Warnings of openpyxl that cost nothing here: default styles, and extensions that are looked at beforehand."""
_KEPT = Text(
    zh="以前加的清单里有人填写过，保留在{sheets}里，读回时一并读取，已填的不必重填。",
    en="Earlier lists that somebody wrote in are kept as {sheets}; they are read back too, and need no second answer.",
)


def annotate_gaps(
    report: GapReport, source: str | os.PathLike[str], target: str | os.PathLike[str], *, lang: Lang = "zh"
) -> None:
    """
    Write a copy of the workbook that a chain was read from, with what is to be verified beside what was entered.

    Each gap is a comment on its cell, which is tinted by severity, and a row of one
    added sheet that leads to the cell; one that has no place in the workbook stands
    in the sheet alone. The sheet can be filled in and read back, see
    `read_verifications`. The workbook itself is not touched.

    Parameters
    ----------
    source : path-like
        The file that was read: .xlsx; .xls, .et and .ods are converted, without their looks.
    target : path-like
        The copy, .xlsx; what is there is replaced.
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
    fonts. Of a copy that is annotated again, our comments, tints and sheet are made
    anew; a sheet that somebody wrote in is kept beside the new one. The same
    workbook, gaps and version of openpyxl make the same bytes.
    """
    _annotate(gap_remarks(report, lang), Path(source), Path(target))


def annotate_problems(
    problems: Sequence[Problem],
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    lang: Lang = "zh",
) -> None:
    """Write a copy of a workbook that could not be read, with what is wrong in it; see `annotate_gaps`."""
    _annotate(problem_remarks(problems, lang), Path(source), Path(target))


def _annotate(remarks: Remarks, source: Path, target: Path) -> None:
    openpyxl = _openpyxl()
    held = original(source, target)
    try:
        with _collector_paused(), warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            copied = _Copy(openpyxl.load_workbook(io.BytesIO(held.data), rich_text=True), held, remarks)
            saved = copied.made()
        after = cells_of(saved)
    except Exception as error:  # openpyxl lets through whatever it meets in a file
        raise broken(source, target, error) from error
    lost = [str(one.message) for one in said if not any(mark in str(one.message) for mark in _HARMLESS)]
    if lost:
        raise refused(source, target, [Text(one, one) for one in lost])
    if other := read_otherwise(copied.cells(), after):
        raise refused(source, target, [Text(zh=f"单元格 {other}", en=f"the cell {other}")])
    replace_file(target, saved)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let the collector of cycles rest: all that openpyxl makes is in use to the end, and looked through in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _openpyxl() -> Any:  # noqa: ANN401 - a module
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("excel", "openpyxl") from error
    return openpyxl


class _Copy:
    """A workbook in memory on which remarks are put."""

    def __init__(self, book: Workbook, held: Original, remarks: Remarks) -> None:
        self._book = book
        self._held = held
        self._said = remarks
        self._lists = earlier_lists(book)
        self._before = {sheet.title: sheet for sheet in book.worksheets}
        self._sheets = {
            name: self._before[title] for name, title in (held.titles or {}).items()
        } or self._before
        self._headers: dict[str, HeaderRow | None] = {}
        self._tinted: dict[tuple[tuple[int, ...], Severity], StyleArray] = {}

    def made(self) -> bytes:
        """Return the copy with everything put on it."""
        said = self._said
        clear(self._book, self._lists)
        page = self._page(self._put_away())
        self._fit_comments()
        cells = [self._cell(remark) for remark in said.remarks]
        records = self._remark(cells)
        sheet = self._add(page)
        look = _Look(self._book, sheet)
        links = [
            Link(*self._link(cell, remark), marks, look.filled(fill))
            for cell, remark, (marks, fill) in zip(cells, said.remarks, records, strict=True)
        ]
        part = added_sheet.sheet_part(page, said.linked, links, look.numbers())
        held = io.BytesIO()
        self._book.save(held)
        titles = {now: before for before, now in self._titles().items()}
        return carried_over(held.getvalue(), self._held.data, titles, {page.name: part})

    def cells(self) -> Mapping[Place, object]:
        """Return what is to be read from the copy: what was in the original, under the titles of now."""
        titles = self._titles()
        return {
            (titles[sheet], row, column): cell
            for (sheet, row, column), cell in self._held.cells.items()
            if sheet in titles
        }

    def _titles(self) -> dict[str, str]:
        """Return the titles of the sheets that stay, by those that they had."""
        return {
            before: sheet.title for before, sheet in self._before.items() if sheet in self._book.worksheets
        }

    # --- what was here before ------------------------------------------------------

    def _put_away(self) -> list[str]:
        """Take the earlier lists away, or rename those that somebody wrote in; return the titles of these."""
        name, kept = self._said.page.name, []
        for sheet in [one.sheet for one in self._lists if one.is_filled]:
            if sheet.title.casefold() == name.casefold():
                sheet.title = numbered_title(name, self._book.sheetnames, self._said.lang)
            kept.append(sheet.title)
        for one in self._lists:
            if one.sheet.title not in kept:
                self._book.remove(one.sheet)
        return kept

    def _page(self, kept: Sequence[str]) -> Page:
        """Return the page of the added sheet, under a title that is free, with what there is to say of the copy."""
        said, lang = self._said, self._said.lang
        notes = [self._held.note.of(lang)] if self._held.note is not None else []
        if kept:
            marks = (
                "、".join(f"《{title}》" for title in kept) if lang == "zh" else ", ".join(map(repr, kept))
            )
            notes.append(_KEPT.of(lang).format(sheets=marks))
        first, *others = said.page.notes
        taken = {title.casefold() for title in self._book.sheetnames}
        name = said.page.name
        if name.casefold() in taken:
            name = numbered_title(name, self._book.sheetnames, lang)
        return attrs.evolve(said.page, name=name, notes=(first, *notes, *others))

    def _fit_comments(self) -> None:
        """Give the comments that are there the room they need; their sizes are not read."""
        for sheet in self._book.worksheets:
            for cell in list(sheet._cells.values()):  # noqa: SLF001 - the public ways make all blank cells first
                if cell._comment is not None:  # noqa: SLF001 - the same
                    _fit(cell.comment)

    # --- places ------------------------------------------------------------------

    def _where(self, remark: Remark) -> tuple[Worksheet | None, str, int]:
        """Return the sheet, the letters of the column and the row of a remark; nothing, blank and 0 where it has none."""
        head = f"{self._held.name} "
        rest = remark.place[len(head) :] if remark.place.startswith(head) else ""
        if rest in self._sheets:
            return self._sheets[rest], "", 0
        found = _PLACE.fullmatch(rest)
        if found is None or found[1] not in self._sheets:
            return None, "", 0
        return self._sheets[found[1]], found[2], int(found[3])

    def _cell(self, remark: Remark) -> Cell | None:
        sheet, letters, row = self._where(remark)
        if sheet is None or not 0 < row <= _MOST_ROWS:
            return None
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
        sheet = cell.parent if cell is not None else self._where(remark)[0]
        if sheet is None:
            return remark.place or "—", ""
        quoted = sheet.title.replace("'", "''")
        if cell is None:
            return sheet.title, f"'{quoted}'!A1"
        return f"{sheet.title}!{cell.coordinate}", f"'{quoted}'!{cell.coordinate}"

    # --- cells -------------------------------------------------------------------

    def _remark(self, cells: Sequence[Cell | None]) -> list[tuple[str, int]]:
        """Put comments and tints on cells; return for each remark the marks of its lines, and the fill that was there."""
        remarks, tints = self._said.remarks, tints_of(self._book)
        records = [(marks_of(remark.comment), 0) for remark in remarks]
        found: dict[tuple[str, str], tuple[Cell, list[int]]] = {}
        for number, cell in enumerate(cells):
            if cell is not None:
                found.setdefault((cell.parent.title, cell.coordinate), (cell, []))[1].append(number)
        for cell, numbers in found.values():
            ordered = sorted((remarks[number] for number in numbers), key=lambda one: -one.severity.weight)
            blocks = comment_blocks(ordered, self._said)
            before = fill_of(cell)
            for number in numbers:
                marks = (
                    f"{records[number][0]} {marks_of(blocks[-1:])}"
                    if len(numbers) > 1
                    else records[number][0]
                )
                records[number] = (marks, 0 if before in tints else before)
            self._comment(cell, blocks)
            self._tint(cell, ordered[0].severity)
        return records

    def _comment(self, cell: Cell, blocks: Sequence[str]) -> None:
        from openpyxl.comments import Comment

        there = cell.comment
        author, words = _AUTHOR, [clean(block) for block in blocks]
        if there is not None and there.text:
            words.insert(0, there.text)
            author = there.author or _AUTHOR
        cell.comment = Comment("\n\n".join(words), author)
        _fit(cell.comment)

    def _tint(self, cell: Cell, severity: Severity) -> None:
        key = (tuple(cell._style or ()), severity)  # noqa: SLF001 - `style_id` would keep the style that is changed below
        if key not in self._tinted:
            cell._style = copy(cell._style)  # noqa: SLF001 - others may share it
            cell.fill = _fill(TINTS[severity])
            self._tinted[key] = copy(cell._style)  # noqa: SLF001 - a style for thousands of cells is made once
        else:
            cell._style = self._tinted[key]  # noqa: SLF001 - the same

    # --- the sheet of all ----------------------------------------------------------

    def _add(self, page: Page) -> Worksheet:
        """Add the sheet, with what the workbook itself has to know of it; its cells are written apart."""
        sheet, header = self._book.create_sheet(page.name), added_sheet.header_row(page)
        sheet.auto_filter.ref = added_sheet.filtered(page)
        sheet.print_area = f"A1:{added_sheet.last_shown(page)}{added_sheet.last_row(page)}"
        sheet.print_title_rows = f"{header}:{header}"
        for other in self._book.worksheets:
            other.sheet_view.tabSelected = other is sheet
        self._book.active = self._book.index(sheet)
        return sheet


class _Look:
    """The styles of the added sheet, in the font of the workbook, by their numbers."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._book = book
        self._sheet = sheet
        self._font = book._fonts[0]  # noqa: SLF001 - the font of the workbook has no public name
        self._filled: dict[int, int] = {}

    def numbers(self) -> Looks:
        """Return the styles."""
        from openpyxl.styles import Alignment, Border, Side

        line = Side("thin", color=_RULE)
        lines = Border(left=line, right=line, top=line, bottom=line)
        top = Alignment(vertical="top", wrap_text=True)
        middle = Alignment(horizontal="center", vertical="top", wrap_text=True)
        head = Alignment("center", "center", wrap_text=True)
        return Looks(
            title=self._style(Alignment(vertical="center"), font={"b": True, "sz": 16, "color": _DARK}),
            note=self._style(top),
            header=self._style(head, font={"b": True}, border=lines, fill=_fill(_SHADE)),
            cell=self._style(top, border=lines),
            centered=self._style(middle, border=lines),
            link=self._style(top, font={"color": _LINK, "u": "single"}, border=lines),
            foot=self._style(top, font={"sz": 9}),
            tints={
                severity: self._style(middle, border=lines, fill=_fill(color))
                for severity, color in TINTS.items()
            },
        )

    def filled(self, fill: int) -> int:
        """Return the style of a hidden cell that keeps a fill, so that a later run can give it back."""
        if fill not in self._filled:
            cell = self._blank()
            cell.fill = copy(self._book._fills[fill])  # noqa: SLF001 - fills are known by number
            self._filled[fill] = cell.style_id
        return self._filled[fill]

    def _style(
        self, alignment: Alignment, *, font: Mapping[str, object] | None = None, **parts: Border | PatternFill
    ) -> int:
        from openpyxl.styles import Font

        cell = self._blank()
        cell.font = Font(**{"name": self._font.name, "sz": 10, "charset": self._font.charset, **(font or {})})
        cell.alignment = alignment
        for name, part in parts.items():
            setattr(cell, name, part)
        return int(cell.style_id)

    def _blank(self) -> Cell:
        """Return a cell that stands nowhere."""
        from openpyxl.cell.cell import Cell

        return Cell(self._sheet, row=1, column=1)


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
    lines = sum(lines_in(line, _COMMENT_CELLS) for line in comment.text.split("\n"))
    comment.width, comment.height = _COMMENT_WIDTH, min((lines + 1) * _COMMENT_LINE, _COMMENT_HEIGHT)
