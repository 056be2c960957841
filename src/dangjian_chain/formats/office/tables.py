"""Tables in sheets: where the headers stand, which rows are data, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from dangjian_chain.formats.no_rows import rows_of_no_data
from dangjian_chain.formats.office.csv_grid import CsvGrid
from dangjian_chain.formats.office.forms import Form, best_form, plain_header, raw_headers, unread_headers
from dangjian_chain.formats.places import letters_of
from dangjian_chain.formats.read_workbook import Grid
from dangjian_chain.formats.sheet import Trouble
from dangjian_chain.formats.words import cell_words
from dangjian_chain.text import Text

LOOKED_AT = 30
"""In how many rows from the top of a sheet the first table is looked for."""

_TELLING = 2
"""Cells of a row that spell headers, from which on a further table may begin there."""

_LONGEST_HEADER = 30
_SECTION = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]\s*\S.*|第[一二三四五六七八九十]{1,3}[部章节].*", re.DOTALL
)
_NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[部分章节]+)\s*"
)


@frozen
class Skipped:
    """A row of a table that is no data, and why."""

    row: int
    code: str
    text: Text


@define
class Table:
    """
    A table of a sheet.

    Parameters
    ----------
    file, sheet : str
    header : tuple of int
        The rows of its headers, from 0: one, or two.
    headers, parents : tuple of str
        By column; what stands above where headers stand in two rows, blank elsewhere.
    rows : list of int
        Its rows of data, from 0.
    grid : list of list
        The cells of the sheet, those merged downwards filled.
    above : tuple of str
        What stands above the headers.
    sections : mapping of int to str
        The heading that a row stands under, where there are such.
    skipped : list of Skipped
    broken : mapping
        What is wrong with cells, by row and column from 0.
    merged : frozenset of int
        The columns where cells merged downwards were filled.
    form : Form or None
    fields : dict of int to str
        The field of each column that is read.
    unit : str
        The organization whose table it is, blank for none.
    committee : str
        The only committee among its rows, where nothing else says what they stand under.
    year : int or None
        The year that it is of.
    """

    file: str
    sheet: str
    header: tuple[int, ...]
    headers: tuple[str, ...]
    parents: tuple[str, ...]
    rows: list[int]
    grid: list[list[Any]] = field(repr=False)
    above: tuple[str, ...] = ()
    sections: Mapping[int, str] = field(factory=dict)
    skipped: list[Skipped] = field(factory=list, repr=False)
    broken: Mapping[tuple[int, int], Trouble] = field(factory=dict, repr=False)
    merged: frozenset[int] = frozenset()
    form: Form | None = None
    fields: dict[int, str] = field(factory=dict)
    unit: str = ""
    committee: str = ""
    year: int | None = None
    _first: dict[str, int] = field(factory=dict, init=False, repr=False)
    _counted: int = field(default=0, init=False, repr=False)

    @property
    def source(self) -> str:
        """What places in it begin with."""
        return f"{self.file} {self.sheet}"

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a row or a cell is found."""
        return f"{self.source}!{'' if column is None else letters_of(column)}{row + 1}"

    def column(self, name: str) -> int | None:
        """Return the first column of a field."""
        if self._counted != len(self.fields):
            self._counted = len(self.fields)
            self._first = {name: column for column, name in sorted(self.fields.items(), reverse=True)}
        return self._first.get(name)

    def cell(self, row: int, name: str) -> object:
        """Return what the first column of a field holds in a row, `None` where nothing is entered."""
        column = self.column(name)
        return None if column is None else blank_or(self.grid[row][column])


def blank_or(raw: object) -> object:
    """Return a cell, `None` where it is blank."""
    return None if raw is None or (isinstance(raw, str) and not raw.strip()) else raw


def words_of(raw: object) -> str:
    """Return a cell as the words that it shows; a whole number without its fraction."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return str(raw).strip()


@frozen
class Headers:
    """
    The headers of a table of some form.

    Parameters
    ----------
    row : int
        The last row that they stand in, from 0.
    fields : mapping of int to str
        The field of each column that is read.
    """

    row: int
    fields: Mapping[int, str]


def headers_in(cells: Sequence[Sequence[Any]]) -> Headers | None:
    """Return the headers of the first table among the first rows of a sheet, `None` where there are none."""
    width = max(map(len, cells), default=0)
    rows = [["" if cell is None else cell for cell in row] + [""] * (width - len(row)) for row in cells]
    header = _first(rows, {})
    if header is None:
        return None
    headers, parents = _headers(rows, {}, header)
    form, _ = best_form(headers, parents)
    named = enumerate(zip(headers, parents, strict=True))
    fields = {
        column: name
        for column, (word, parent) in named
        if form is not None and word and (name := form.field_of(word, parent))
    }
    return Headers(header[-1], fields)


def tables_of(grid: Grid | CsvGrid, file: str, forced: Sequence[tuple[int, ...]] = ()) -> Iterator[Table]:
    """
    Yield the tables of a sheet, from the top.

    Parameters
    ----------
    grid : Grid or CsvGrid
    file : str
        The name of the workbook.
    forced : sequence of tuple of int
        Rows, from 0, that a person says are headers.
    """
    cells = [list(row) for row in grid.rows]
    sideways = _sideways(grid)
    starts = _starts(cells, sideways, forced)
    merged = _fill_merged(cells, grid, {row for header in starts for row in header})
    ends = [*(header[0] for header in starts[1:]), len(cells)][: len(starts)]
    after = 0
    for header, end in zip(starts, ends, strict=True):
        headers, parents = _headers(cells, sideways, header)
        form, _ = best_form(headers, parents)
        table = Table(
            file,
            grid.title,
            header,
            tuple(headers),
            tuple(parents),
            list(range(header[-1] + 1, end)),
            cells,
            above=tuple(_above(cells, after, header[0])),
            broken=grid.broken,
            merged=frozenset(merged),
            form=form,
        )
        after = header[-1] + 1
        _sort_rows(table, sideways)
        yield table


# --- headers -------------------------------------------------------------------------


def _starts(
    cells: Sequence[Sequence[Any]], sideways: Mapping[tuple[int, int], int], forced: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    if forced:
        return sorted(header for header in forced if header[-1] < len(cells))
    first = _first(cells, sideways)
    if first is None:
        return []
    found = [first]
    spellings = raw_headers()
    repeated = [tuple(map(words_of, cells[row])) for row in first]
    telling = {cell for cell in set().union(*cells) if type(cell) is str and cell.strip() in spellings}
    row = first[-1] + 1
    while row < len(cells):
        spelled = 0 if telling.isdisjoint(cells[row]) else sum(cell in telling for cell in cells[row])
        if spelled >= _TELLING and tuple(map(words_of, cells[row])) not in repeated:
            header = _header_at(cells, sideways, row)
            if header is not None and _are_words(cells[row]):
                found.append(header)
                repeated = [tuple(map(words_of, cells[each])) for each in header]
                row = header[-1]
        row += 1
    return found


def _first(cells: Sequence[Sequence[Any]], sideways: Mapping[tuple[int, int], int]) -> tuple[int, ...] | None:
    rows = range(min(LOOKED_AT, len(cells)))
    return next((header for row in rows if (header := _header_at(cells, sideways, row)) is not None), None)


def _header_at(
    cells: Sequence[Sequence[Any]], sideways: Mapping[tuple[int, int], int], row: int
) -> tuple[int, ...] | None:
    """Return the rows of the headers that begin in a row, `None` where none do."""
    one, count = best_form(*_headers(cells, sideways, (row,)))
    if row + 1 < len(cells) and _may_be_second(cells, row) and _has_header(cells[row]):
        two, more = best_form(*_headers(cells, sideways, (row, row + 1)))
        if two is not None and more > count:
            return row, row + 1
    return (row,) if one is not None and _is_mostly_known(cells[row], one) else None


def _has_header(cells: Sequence[Any]) -> bool:
    """Whether any cell of a row is a header that some form knows."""
    found = {plain_header(cell) for cell in cells if isinstance(cell, str) and cell.strip()}
    return bool(found & (raw_headers() | unread_headers()))


def _may_be_second(cells: Sequence[Sequence[Any]], row: int) -> bool:
    """Whether the next row can hold the lower of two rows of headers: words alone, some under nothing or a group."""
    below = [cell for cell in cells[row + 1] if blank_or(cell) is not None]
    return bool(below) and _are_words(below) and len(below) < len(cells[row])


def _is_mostly_known(headers: Sequence[Any], form: Form) -> bool:
    """Whether as many headers are known as not, so that no list of other things is taken for ours."""
    filled = [words_of(cell) for cell in headers if blank_or(cell) is not None]
    if len(filled) < _TELLING:
        return False
    known = sum(form.field_of(header) is not None for header in filled)
    return 2 * known >= len(filled)


def _are_words(cells: Sequence[Any]) -> bool:
    return all(isinstance(cell, str) and len(cell.strip()) <= _LONGEST_HEADER for cell in cells)


def _headers(
    cells: Sequence[Sequence[Any]], sideways: Mapping[tuple[int, int], int], header: tuple[int, ...]
) -> tuple[list[str], list[str]]:
    """Return the headers by column, and what stands above each where they stand in two rows."""
    top = [words_of(cell) for cell in cells[header[0]]]
    if len(header) == 1:
        return top, [""] * len(top)
    bottom = [words_of(cell) for cell in cells[header[1]]]
    spread = _spread(top, bottom, sideways, header[0])
    headers = [below or above for above, below in zip(top, bottom, strict=True)]
    parents = [above if below else "" for above, below in zip(spread, bottom, strict=True)]
    return headers, parents


def _spread(
    top: Sequence[str], bottom: Sequence[str], sideways: Mapping[tuple[int, int], int], row: int
) -> list[str]:
    """Return what stands above each column: of a group, its name over all its columns."""
    found = list(top)
    for column, words in enumerate(top):
        last = sideways.get((row, column))
        if last is None and words and bottom[column]:
            last = column
            while last + 1 < len(top) and not top[last + 1] and bottom[last + 1]:
                last += 1
        for each in range(column, (column if last is None else last) + 1):
            found[each] = found[each] or words
    return found


def _above(cells: Sequence[Sequence[Any]], after: int, header: int) -> Iterator[str]:
    for row in cells[max(after, header - LOOKED_AT) : header]:
        words = dict.fromkeys(words_of(cell) for cell in row if blank_or(cell) is not None)
        if len(words) <= _MOST_ABOVE:
            yield from words


_MOST_ABOVE = 8
"""Cells that a row above a table may hold; one with more is a table of another kind."""


# --- merged cells ----------------------------------------------------------------------


def _sideways(grid: Grid | CsvGrid) -> dict[tuple[int, int], int]:
    """Return the last column of each range merged sideways, by its first cell."""
    return {(top, left): right for (top, left), (_, right) in grid.merged if right > left}


def _fill_merged(cells: list[list[Any]], grid: Grid | CsvGrid, headers: set[int]) -> set[int]:
    """Let cells merged downwards all hold what the first holds; return the columns where that was done."""
    first = min(headers, default=len(cells))
    columns = set()
    for (top, left), (bottom, _) in grid.merged:
        if bottom > top >= first and top not in headers and left < len(cells[0]):
            for row in cells[top + 1 : bottom + 1]:
                row[left] = cells[top][left]
            columns.add(left)
    return columns


# --- rows ------------------------------------------------------------------------------


def _sort_rows(table: Table, sideways: Mapping[tuple[int, int], int]) -> None:
    """Leave out the rows that are no data: blank ones, sums, feet, repeated headers, headings."""
    columns = [column for column, header in enumerate(table.headers) if header]
    whole = list(zip(*(table.grid[row] for row in table.rows), strict=True))
    cells = [whole[column] for column in columns] if whole else []
    blank, words = rows_of_no_data(cells, _fullest(cells))
    gone = {table.rows[row] for row in blank}
    out = {table.rows[row]: _no_data(table.rows[row], word) for row, word in words.items()}
    feet_from = min((row for row, skipped in out.items() if skipped.code == "foot"), default=len(table.grid))
    sections: dict[int, str] = {}
    heading = ""
    headers = _repeating(table)
    for row in table.rows:
        if row in out or row in gone:
            continue
        alone = _alone(table.grid[row], columns)
        if alone is not None and _is_title_again(table, words_of(table.grid[row][alone])):
            out[row] = Skipped(row, "repeated-header", _REPEATED)
        elif alone is not None and _is_heading(table.grid[row][alone], (row, alone), sideways, columns):
            heading = _NUMBERING.sub("", words_of(table.grid[row][alone])).strip("：: ")
            text = Text(zh=f"“{heading}”读作小标题", en=f"{heading!r} read as a heading")
            out[row] = Skipped(row, "section", text)
        elif alone is not None and row > feet_from:
            out[row] = _no_data(row, words_of(table.grid[row][alone])[:_SHOWN])
        elif headers(table.grid[row]):
            out[row] = Skipped(row, "repeated-header", _REPEATED)
        elif heading:
            sections[row] = heading
    table.rows = [row for row in table.rows if row not in out and row not in gone]
    table.skipped = [out[row] for row in sorted(out)]
    table.sections = sections


def _is_title_again(table: Table, words: str) -> bool:
    return words in table.above or _NEXT_PAGE.fullmatch(words) is not None


_NEXT_PAGE = re.compile(
    r"(?:第\s*[0-9一二三四五六七八九十]+\s*页|续表|续上表|[（(]续[)）]|.*[（(]续表?[)）]).*"
)


def _fullest(columns: Sequence[Sequence[Any]]) -> Sequence[Any] | None:
    """Return the column that is blank least often, `None` where it is; only there can a row be blank."""
    if not columns:
        return None
    fullest = min(columns, key=lambda column: column.count(""))
    return [None if blank_or(cell) is None else cell for cell in fullest]


_SHOWN = 12


def _alone(cells: Sequence[Any], columns: Sequence[int]) -> int | None:
    """Return the column of the one cell of a row that is filled, `None` where more are."""
    found = None
    for column in columns:
        if cells[column] not in {"", None}:
            if found is not None:
                return None
            found = column
    return found


def _repeating(table: Table) -> Callable[[Sequence[Any]], bool]:
    """Return what tells whether a row is one of the headers again."""
    rows = [tuple(map(words_of, table.grid[row])) for row in table.header]
    firsts = {next((place, words) for place, words in enumerate(row) if words) for row in rows if any(row)}

    def is_one(cells: Sequence[Any]) -> bool:
        like = any(words_of(cells[place]) == words for place, words in firsts)
        return like and tuple(map(words_of, cells)) in rows

    return is_one


_REPEATED = Text(zh="重复的表头，不作数据读取", en="the headers again, not read as data")


def _no_data(row: int, word: str) -> Skipped:
    text = Text(zh=f"“{word}”一行不作数据读取", en=f"the row {word!r} is not read as data")
    return Skipped(row, "sums" if word in cell_words("sums") else "foot", text)


def _is_heading(
    cell: object, place: tuple[int, int], sideways: Mapping[tuple[int, int], int], columns: Sequence[int]
) -> bool:
    if not isinstance(cell, str):
        return False
    last = sideways.get(place)
    spans = last is not None and 2 * sum(place[1] <= column <= last for column in columns) >= len(columns)
    return spans or (bool(_SECTION.fullmatch(cell.strip())) and place[1] in columns[:2])
