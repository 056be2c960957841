"""One table of an .ods file: how far it reaches, which cells are odd, and what is merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from dangjian_chain.formats.sheet import Trouble
from dangjian_chain.formats.workbooks.checked import Cell, Odd, Range, Reach, Room
from dangjian_chain.formats.workbooks.markup import Tag, attributes, next_tag
from dangjian_chain.formats.workbooks.ods_rows import (
    PLAIN_ROWS,
    ROW,
    USUAL_CELL,
    USUAL_ROW,
    WORDS,
    CellWords,
    passed,
    unusual_cells,
    written,
)
from dangjian_chain.formats.workbooks.refusal import RefusedWorkbookError, blamed, damaged

_ROWS, _COLUMNS = "table:number-rows-repeated", "table:number-columns-repeated"
_ROWS_SPANNED, _COLUMNS_SPANNED = "table:number-rows-spanned", "table:number-columns-spanned"
_REPEATED, _SPANNED, _VALUE, _FORMULA = b"-repeated", b"-spanned", b"office:", b"table:formula"
_ERROR = b'value-type="error"'
_KIND, _TEXT = b"office:value-type", b"office:string-value"
_ERROR_WORDS = re.compile(rb"<text:p>(?:#(?:N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV/0!)|Err:[0-9]+)</text:p>")
_ROW_END, _CELL_MARK = re.compile(rb"</table:table-row>"), b"<table:"
_VALUE_MARKS = (b"</table:", b" office:")
_LEAST = len('<table:table-cell office:value-type="float"/>')
_NUMBER = re.compile(r"[0-9]{1,9}")
_TABLE, _SHAPES = b"table:table", b"table:shapes"


@frozen
class _Place:
    """Where cells stand: the first, and how many rows and columns of the same there are."""

    row: int
    column: int
    rows: int
    columns: int

    def cells(self) -> Iterator[Cell]:
        """Yield each."""
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                yield row, column


class OdsTable:
    """
    What one table holds, looked at without a reader.

    Parameters
    ----------
    title : str
        The name of the sheet.
    part : bytes
        The content of the workbook, in plain XML.
    room : Room
        What the workbook may still take.
    """

    def __init__(self, title: str, part: bytes, room: Room) -> None:
        self.title = title
        self.odd = Odd()
        self.merged: list[Range] = []
        self.rows: list[bytes | memoryview] = []
        """The rows of the table, as a reader understands them."""
        self._part, self._whole, self._room = part, memoryview(part), room
        self._row = 0
        self._reach = Reach(title, room)
        self._errors: list[_Place] = []
        self._formulas: list[_Place] = []
        self._spans: list[tuple[_Place, int, int]] = []

    def look(self, place: int) -> int:
        """
        Look at the table from behind the tag that begins it; return where it ends.

        Raises
        ------
        RefusedWorkbookError
            If it is torn, or holds too much.
        """
        with blamed(self.title):
            place = self._look(place)
        self._close()
        return place

    def _look(self, place: int) -> int:
        while True:
            place = self._usual(self._plain(place))
            tag = self.following(place)
            place = tag.end
            if tag.full == _TABLE:
                break
            if tag.full == _SHAPES:
                place = passed(tag, self.following).end
            elif tag.full == ROW and not tag.is_end:
                cells, place = unusual_cells(self._part, tag, self.following)
                self._take(tag.said, cells)
                self.rows.append(written(tag.said, cells))
        if not tag.is_end:
            raise self._refused(damaged("表中有表", "there is a table in a table"))
        return place

    def following(self, place: int) -> Tag:
        """Return the next tag; there must be one."""
        return next_tag(self._part, place, self._room, self.title)

    def _refused(self, trouble: Trouble) -> RefusedWorkbookError:
        return RefusedWorkbookError(trouble, self.title)

    def _plain(self, start: int) -> int:
        """Look at plain rows all at once; return where they end."""
        found = PLAIN_ROWS.match(self._part, start)
        end = found.end() if found else start
        if end == start:
            return end
        filled, place = self._reach.filled, start
        for row in _ROW_END.finditer(self._part, start, end):
            if width := self._width(place, row.start()):
                self._reach.extend(self._row, width - 1, width)
            self._row += 1
            place = row.end()
        text = end - start - (self._reach.filled - filled) * _LEAST
        if not self._reach.is_few_words(text):
            text = sum(map(len, WORDS.findall(self._part, start, end)))
        self._reach.text += text
        self.rows.append(self._whole[start:end])
        return end

    def _width(self, start: int, end: int) -> int:
        """Return how many cells of a plain row stand up to the last that holds anything."""
        last = max(self._part.rfind(mark, start, end) for mark in _VALUE_MARKS)
        return self._part.count(_CELL_MARK, start, last) - 1 if last > 0 else 0

    def _usual(self, place: int) -> int:
        """Look at usual rows one by one; return where they end."""
        while (found := USUAL_ROW.match(self._part, place)) is not None:
            cells = USUAL_CELL.findall(found[2])
            self._room.step(self.title, len(cells) + 1)
            if self._take(found[1], cells):
                self.rows.append(written(found[1], cells))
            else:
                self.rows.append(self._whole[place : found.end()])
            place = self._plain(found.end())
        return place

    def _take(self, said: bytes, cells: Sequence[CellWords]) -> bool:
        """Take in what a row holds; return whether words in it do not say that they are words."""
        rows = self._number(said, _ROWS)
        column = width = text = filled = 0
        is_kindless = False
        for told, words in cells:
            count = self._number(told, _COLUMNS) if _REPEATED in told else 1
            if words or _VALUE in told or _FORMULA in told:
                width = column + count
                filled += count
                text += count * (len(words) + (len(told) if _TEXT in told else 0))
                is_kindless |= bool(words) and _KIND not in told
                if (_FORMULA in told or _ERROR in told) and (odd := self._odd_of(told, words)) is not None:
                    odd.append(_Place(self._row, column, rows, count))
            if _SPANNED in told:
                self._span(told, _Place(self._row, column, rows, count))
            column += count
        if width:
            self._reach.extend(self._row + rows - 1, width - 1, filled * rows, text * rows)
        self._row += rows
        return is_kindless

    def _number(self, said: bytes, name: str) -> int:
        if _REPEATED not in said and _SPANNED not in said:
            return 1
        stated = attributes(said).get(name, "1")
        if not _NUMBER.fullmatch(stated) or not int(stated):
            raise self._refused(damaged("重复次数有误", "a count of what repeats is amiss"))
        return int(stated)

    def _odd_of(self, told: bytes, words: bytes) -> list[_Place] | None:
        if _ERROR in told or _ERROR_WORDS.fullmatch(words):
            return self._errors
        return None if words or _VALUE in told else self._formulas

    def _span(self, told: bytes, place: _Place) -> None:
        down, right = self._number(told, _ROWS_SPANNED), self._number(told, _COLUMNS_SPANNED)
        if (down, right) != (1, 1):
            self._spans.append((place, down, right))

    def _close(self) -> None:
        self._reach.close()
        self.odd.errors = [cell for place in self._errors for cell in place.cells()]
        self.odd.formulas = [cell for place in self._formulas for cell in place.cells()]
        self.merged = list(self._ranges(*(self._reach.last or (-1, -1))))

    def _ranges(self, bottom: int, right: int) -> Iterator[Range]:
        """Yield the merged ranges as stated; what repeats does so up to the last cell."""
        for place, down, across in self._spans:
            rows = max(min(place.rows if down == 1 else 1, bottom + 1 - place.row), 1)
            columns = max(min(place.columns if across == 1 else 1, right + 1 - place.column), 1)
            self._room.merge(self.title, rows * columns)
            for row, column in _Place(place.row, place.column, rows, columns).cells():
                yield (row, column), (row + down - 1, column + across - 1)
