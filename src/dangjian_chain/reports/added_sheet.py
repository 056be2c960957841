"""The sheet that is added to a copy of the user's workbook, as a part of it: written out, as thousands of cells are slow to edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from attrs import frozen

from dangjian_chain.formats.places import letters_of
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.layout import lines_in
from dangjian_chain.reports.page import Cell, Column, Page

_MAIN = "http:" + "//schemas.openxmlformats.org/spreadsheetml/2006/main"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LETTERS = tuple(letters_of(column) for column in range(26))
_LONGEST_CELL = 32_767
_MOST_ROWS, _MOST_LINKS = 1_000_000, 60_000
_LINE, _HIGHEST, _TITLE_HEIGHT = 14.5, 400.0, 30.0


@frozen
class Looks:
    """The styles of the sheet, by the numbers that they have in the workbook."""

    title: int
    note: int
    header: int
    cell: int
    centered: int
    link: int
    foot: int
    tints: Mapping[Severity, int]


@frozen
class Link:
    """
    What stands for the place of a row, and where it leads.

    Parameters
    ----------
    words : str
    location : str
        Blank where it leads nowhere.
    mark : str
        What fills the hidden last column.
    style : int
        That of the last column.
    """

    words: str
    location: str
    mark: str
    style: int


def clean(words: str) -> str:
    r"""
    Return words without the characters that no workbook can hold.

    Examples
    --------
    >>> clean("一\x07支部")
    '一支部'
    """
    return _NOT_IN_XML.sub("", words)


def header_row(page: Page) -> int:
    """Return the row of the headers, from 1: below the title and the notes."""
    return len(page.notes) + 2


def last_row(page: Page) -> int:
    """Return the last row, from 1: that of the legend; a row is left free above it."""
    return header_row(page) + len(page.rows) + 1 + len(page.legend)


def last_shown(page: Page) -> str:
    """Return the letters of the last column that people see."""
    return letters_of(max(place for place, column in enumerate(page.columns) if not column.is_hidden))


def sheet_part(page: Page, linked: int, links: Sequence[Link], looks: Looks) -> bytes:
    """
    Return the sheet of a page: frozen headers, filters, choices, links, A4 across, headers on every page.

    Parameters
    ----------
    page : Page
    linked : int
        The column of the links.
    links : sequence of Link
        One a row.
    looks : Looks

    Raises
    ------
    ValueError
        If it is longer than a sheet can be.
    """
    if len(page.rows) > _MOST_ROWS:
        message = f"{len(page.rows)} rows"
        raise ValueError(message)
    header = header_row(page)
    parts = [
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="A1:{letters_of(len(page.columns) - 1)}{last_row(page)}"/>',
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">',
        f'<pane ySplit="{header}" topLeftCell="A{header + 1}" activePane="bottomLeft" state="frozen"/>',
        '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
        "<cols>",
        *(_column(number, column) for number, column in enumerate(page.columns, start=1)),
        "</cols><sheetData>",
        *_rows(page, linked, links, looks),
        "</sheetData>",
        f'<autoFilter ref="{filtered(page)}"/>',
        *_merged(page),
        *_choices(page),
        *_links(page, linked, links),
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.75" header="0.3" footer="0.3"/>',
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>",
    ]
    return "".join(parts).encode()


def filtered(page: Page) -> str:
    """Return the range of the headers and the rows; the hidden columns are sorted too."""
    header = header_row(page)
    return f"A{header}:{letters_of(len(page.columns) - 1)}{header + len(page.rows)}"


def _column(number: int, column: Column) -> str:
    hidden = ' hidden="1"' if column.is_hidden else ""
    return f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"{hidden}/>'


def _rows(page: Page, linked: int, links: Sequence[Link], looks: Looks) -> Iterator[str]:
    sizes = [column.width for column in page.columns]
    shown = [place for place, column in enumerate(page.columns) if not column.is_hidden]
    whole = sum(sizes[place] for place in shown)
    yield _row(1, _TITLE_HEIGHT, [_cell("A1", looks.title, page.title)])
    for number, words in enumerate(page.notes, start=2):
        yield _row(number, _height([(words, whole)]), [_cell(f"A{number}", looks.note, words)])
    header, heads = header_row(page), [column.header for column in page.columns]
    height = _height((heads[place], sizes[place]) for place in shown)
    yield _row(header, height + 3, _cells(header, heads, [looks.header] * len(heads)))
    styles = [looks.centered if column.is_centered else looks.cell for column in page.columns]
    for number, (row, link) in enumerate(zip(page.rows, links, strict=True), start=header + 1):
        cells, found = list(row.cells), list(styles)
        cells[linked], cells[-1], found[-1] = link.words, link.mark, link.style
        if link.location:
            found[linked] = looks.link
        if row.severity is not None:
            found[page.tinted] = looks.tints[row.severity]
        height = _height((str(cells[place] or ""), sizes[place]) for place in shown)
        yield _row(number, height, _cells(number, cells, found))
    for number, words in enumerate(page.legend, start=header + len(page.rows) + 2):
        yield _row(number, _height([(words, whole)]), [_cell(f"A{number}", looks.foot, words)])


def _row(number: int, height: float, cells: Iterable[str]) -> str:
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def _cells(row: int, cells: Sequence[Cell], styles: Sequence[int]) -> Iterator[str]:
    """Yield the cells of a row; a number in its first column is one."""
    first, *others = cells
    number = int(first) if isinstance(first, str) and first.isdecimal() else first
    for letters, cell, style in zip(_LETTERS, [number, *others], styles, strict=False):
        yield _cell(f"{letters}{row}", style, cell)


def _cell(place: str, style: int, cell: Cell) -> str:
    """Return a cell; text that looks like a formula stays text."""
    if cell is None or cell == "":
        return f'<c r="{place}" s="{style}"/>'
    if not isinstance(cell, str):
        return f'<c r="{place}" s="{style}"><v>{cell}</v></c>'
    words = cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"
    text = escape(_ESCAPED.sub("_x005F_", clean(words)), quote=False)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row in which every text is seen, each with the size of its column."""
    lines = max((_lines(words, size) for words, size in texts), default=1)
    return min(lines * _LINE + 3, _HIGHEST)


def _lines(words: str, size: int) -> int:
    """Return on how many lines words stand; those that are short in any case are not measured."""
    return 1 if len(words) * 2.2 < size - 1 and "\n" not in words else lines_in(words, size)


def _merged(page: Page) -> Iterator[str]:
    header, last = header_row(page), last_row(page)
    lines = [*range(1, header), *range(last - len(page.legend) + 1, last + 1)]
    ranges = "".join(f'<mergeCell ref="A{line}:{last_shown(page)}{line}"/>' for line in lines)
    yield f'<mergeCells count="{len(lines)}">{ranges}</mergeCells>'


def _choices(page: Page) -> Iterator[str]:
    first, last = header_row(page) + 1, header_row(page) + len(page.rows)
    chosen = [(letters_of(place), column.choices) for place, column in enumerate(page.columns)]
    rules = [
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{letters}{first}:{letters}{last}">'
        f'<formula1>"{escape(",".join(choices))}"</formula1></dataValidation>'
        for letters, choices in chosen
        if choices and page.rows
    ]
    if rules:
        yield f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>'


def _links(page: Page, linked: int, links: Sequence[Link]) -> Iterator[str]:
    """Yield the links; a sheet can hold so many."""
    first, letters = header_row(page) + 1, letters_of(linked)
    found = [
        f'<hyperlink ref="{letters}{row}" location="{escape(link.location)}"/>'
        for row, link in enumerate(links, start=first)
        if link.location
    ]
    if found:
        yield f"<hyperlinks>{''.join(found[:_MOST_LINKS])}</hyperlinks>"
