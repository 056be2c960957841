"""What an earlier run left in a workbook that is annotated again: sheets that were added, comments, tints."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from itertools import count
from typing import Any

from attrs import frozen

from dangjian_chain.reports.added_sheet import clean
from dangjian_chain.reports.checklist_pages import PLACE, REASON, UNTIL, VERIFICATION, list_columns
from dangjian_chain.reports.page import TINTS
from dangjian_chain.reports.remarks import MARKS, columns_of_lists, without_ours
from dangjian_chain.text import Lang, Text

_LOOKED_AT = 20
_LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_HEADERS = tuple(frozenset(column.header for column in columns) for columns in columns_of_lists())
_PLACES = [list_columns(lang)[PLACE].header for lang in _LANGUAGES]
_MARKS = MARKS.header
_FILLED_IN = {
    list_columns(lang)[place].header for lang in _LANGUAGES for place in (VERIFICATION, REASON, UNTIL)
}
_MADE = frozenset().union(*_HEADERS) - _FILLED_IN
_PLACE = re.compile(r"(.+)!([A-Z]{1,3}[0-9]{1,7})")
_NUMBERED = Text(zh="{title}（{number}）", en="{title} ({number})")


def marks_of(blocks: Iterable[str]) -> str:
    """Return the marks of the lines of a comment, as they are kept in the added sheet."""
    lines = (line for block in blocks for line in clean(block).split("\n"))
    return " ".join(_mark(line) for line in lines if line.strip())


@lru_cache(maxsize=4096)
def _mark(line: str) -> str:
    return hashlib.sha256(line.strip().encode("utf-8", "replace")).hexdigest()[:12]


@frozen
class Entry:
    """A row of an earlier list: the marks of what was said, where, and the fill that the cell had before."""

    marks: frozenset[str]
    place: tuple[str, str]
    fill: int


@frozen(eq=False)
class EarlierList:
    """
    A sheet that an earlier run added.

    Parameters
    ----------
    sheet : Worksheet
        Of openpyxl.
    header : int
        The row of the headers.
    columns : mapping of str to int
        The columns, by their headers.
    """

    sheet: Any
    header: int
    columns: Mapping[str, int]

    @property
    def is_filled(self) -> bool:
        """Whether a person wrote into it: an answer, a column or a line of their own, a comment."""
        first, marks = min(self.columns.values()), self.columns[_MARKS]
        made = {column for words, column in self.columns.items() if words in _MADE}
        asked = {column for words, column in self.columns.items() if words in _FILLED_IN}
        cells = self.sheet._cells  # noqa: SLF001 - the public ways make all blank cells first
        listed = {row for (row, column), cell in cells.items() if column == marks and cell.value is not None}

        def is_ours(row: int, column: int) -> bool:
            if row == self.header:
                return column in made | asked
            return column in made if row in listed else column == first

        return any(
            cell.comment is not None or (cell.value is not None and not is_ours(*at))
            for at, cell in cells.items()
        )

    def entries(self) -> Iterator[Entry]:
        """Yield its rows."""
        marks, linked = (
            self.columns[_MARKS],
            next(self.columns[words] for words in _PLACES if words in self.columns),
        )
        for row in range(self.header + 1, self.sheet.max_row + 1):
            cell = self.sheet.cell(row, marks)
            if isinstance(cell.value, str):
                place = _PLACE.fullmatch(str(self.sheet.cell(row, linked).value))
                where = (place[1], place[2]) if place else ("", "")
                yield Entry(frozenset(cell.value.split()), where, fill_of(cell))


def earlier_lists(book: Any) -> list[EarlierList]:  # noqa: ANN401 - a workbook of openpyxl
    """Return the sheets of a workbook that earlier runs added, known by their columns."""
    return [found for sheet in book.worksheets if (found := _earlier_list(sheet)) is not None]


def _earlier_list(sheet: Any) -> EarlierList | None:  # noqa: ANN401 - a sheet of openpyxl
    rows = sheet.iter_rows(max_row=min(_LOOKED_AT, sheet.max_row), values_only=True)
    for number, row in enumerate(rows, start=1):
        columns = {str(words): column for column, words in enumerate(row, start=1) if words is not None}
        if any(headers <= columns.keys() for headers in _HEADERS):
            return EarlierList(sheet, number, columns)
    return None


def numbered_title(title: str, taken: Iterable[str], lang: Lang) -> str:
    """
    Return a title with the first number, from 2, under which no sheet stands.

    Examples
    --------
    >>> numbered_title("清单", ["清单", "清单（2）"], "zh")
    '清单（3）'
    """
    used = {name.casefold() for name in taken}
    numbers = (_NUMBERED.of(lang).format(title=title, number=number) for number in count(2))
    return next(found for found in numbers if found.casefold() not in used)


def clear(book: Any, lists: Sequence[EarlierList]) -> None:  # noqa: ANN401 - a workbook of openpyxl
    """
    Take comments and tints of earlier runs off the cells of a workbook; what persons wrote stays.

    A line of a comment is ours if a list says so; without any list, what looks like
    ours is. A cell gets back the fill that it had, where that can be told.
    """
    known = _Known([entry for one in lists for entry in one.entries()]) if lists else None
    added = [one.sheet for one in lists]
    tints = tints_of(book)
    for sheet in book.worksheets:
        if sheet in added:
            continue
        for cell in list(sheet._cells.values()):  # noqa: SLF001 - see above
            gone = _strip(cell, known)
            if fill_of(cell) in tints:
                fill = known.fill((sheet.title, cell.coordinate), gone) if known else 0 if gone else None
                if fill is not None:
                    _fill(cell, 0 if fill in tints else fill)


def _strip(cell: Any, known: _Known | None) -> frozenset[str]:  # noqa: ANN401 - a cell of openpyxl
    """Take what is ours off the comment of a cell, and return the marks of it."""
    comment = cell._comment  # noqa: SLF001 - asked of every cell
    if comment is None:
        return frozenset()
    text = comment.text.replace("\r\n", "\n")
    left, gone = (without_ours(text), frozenset({""})) if known is None else known.without(text)
    if left == text:
        return frozenset()
    comment.text = left
    if not left.strip():
        cell.comment = None
    return gone


def _fill(cell: Any, fill: int) -> None:  # noqa: ANN401 - a cell of openpyxl
    style = copy(cell._style)  # noqa: SLF001 - others may share it
    style.fillId = fill
    cell._style = style  # noqa: SLF001 - the same


def fill_of(cell: Any) -> int:  # noqa: ANN401 - a cell of openpyxl
    """Return the number of the fill of a cell: the fills of one workbook are known by number."""
    style = cell._style  # noqa: SLF001 - reading the fills themselves of thousands of cells is slow
    return 0 if style is None else int(style.fillId)


def tints_of(book: Any) -> frozenset[int]:  # noqa: ANN401 - a workbook of openpyxl
    """Return the numbers of the fills that are ours."""
    colors = set(TINTS.values())
    return frozenset(
        number
        for number, fill in enumerate(book._fills)  # noqa: SLF001 - the fills of a workbook have no public name
        if fill.fill_type == "solid" and fill.fgColor.type == "rgb" and fill.fgColor.rgb[-6:] in colors
    )


class _Known:
    """What earlier lists say, by lines and by places."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_place = {entry.place: entry for entry in reversed(entries)}
        self._fills: dict[str, list[int]] = {}
        for entry in entries:
            for mark in entry.marks:
                self._fills.setdefault(mark, []).append(entry.fill)

    def without(self, text: str) -> tuple[str, frozenset[str]]:
        """Return the text of a comment without our lines and the blank ones before them, and their marks."""
        kept: list[str] = []
        gone: set[str] = set()
        for line in text.split("\n"):
            if line.strip() and _mark(line) in self._fills:
                gone.add(_mark(line))
                while kept and not kept[-1].strip():
                    kept.pop()
            else:
                kept.append(line)
        return ("\n".join(kept).strip("\n") if gone else text), frozenset(gone)

    def fill(self, place: tuple[str, str], gone: frozenset[str]) -> int | None:
        """Return the fill that a tinted cell had: by its place, or where it has moved by its comment."""
        rarest = min(gone, key=lambda mark: len(self._fills[mark]), default="")
        entry = self._by_place.get(place)
        if entry is not None and (not gone or rarest in entry.marks):
            return entry.fill
        if not gone:
            return None
        fills = set(self._fills[rarest])
        return fills.pop() if len(fills) == 1 else 0
