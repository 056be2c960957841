"""The cells of one sheet of an .xlsx file: how far they reach, which are odd, and what is merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dangjian_chain.formats.sheet import Trouble
from dangjian_chain.formats.workbooks.checked import Cell, Odd, Range, Reach, Room
from dangjian_chain.formats.workbooks.markup import Tag, next_tag
from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, damaged
from dangjian_chain.formats.workbooks.strings import SharedStrings

_ATTRIBUTE = rb'[\w:.-]+="[^"<>]*+"'
_KINDLESS = rb"(?: (?![rt]=)" + _ATTRIBUTE + rb")*+"
_FORMULA = rb"<f(?: " + _ATTRIBUTE + rb")*+ ?+(?:/>|>[^<]*+</f>)"
_SHARED_CELL = _KINDLESS + rb' t="s"' + _KINDLESS + rb"><v>[0-9]{1,9}+</v></c>"
_INLINE_CELL = (
    _KINDLESS + rb' t="inlineStr"' + _KINDLESS + rb'><is><t(?: xml:space="preserve")?+>[^<]*+</t></is></c>'
)
_NUMBER_CELL = (
    rb'(?: (?!r=|t="(?:s|inlineStr|str|e)")' + _ATTRIBUTE + rb")*+ ?+(?:/>|><v>[^<]{0,24}+</v></c>)"
)
_OTHER_CELL = (
    rb'(?: (?!r=|t="(?:s|inlineStr)")' + _ATTRIBUTE + rb")*+ ?+"
    rb"(?:/>|>(?:" + _FORMULA + rb")?+(?:<v>[^<]*+</v>|<v/>)?+</c>)"
)
_ROW = (
    rb'(?:\s*+<row r="(?P<row>[0-9]{1,7})"' + _KINDLESS + rb" ?+"
    rb'(?:/>|>(?:\s*+<c r="[A-Z]{1,3}+(?P=row)"(?:%s))*+\s*+</row>))*+'
)
_PLAIN_ROWS = re.compile(_ROW % (_SHARED_CELL + b"|" + _NUMBER_CELL))
"""Rows as programs write them, of shared words, numbers and days."""
_ROWS = re.compile(_ROW % b"|".join((_SHARED_CELL, _INLINE_CELL, _OTHER_CELL)))
"""The same with formulas, errors and words of their own."""
_ROW_NUMBER = re.compile(rb'<row r="([0-9]+)')
_CELL_MARK, _BLANK_MARK = b"<c ", b"/>"
_SAMPLE, _LETTERS = 4096, 25
_COLUMN = re.compile(rb'<c r="([A-Z]+)')
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]*+(?<!/)><(?!/)')
_ERROR_MARK, _FORMULA_MARK = b' t="e"', b"<f"
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?=[^<>]* t="e")[^<>]*+(?<!/)><(?!/)')
_ANY = rb"""\s++%s[^\s<>/="']++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')"""
_ERROR_VALUE = re.compile(
    rb"(<(?:\w+:)?c(?:"
    + _ANY % rb"(?!t\s*=)"
    + rb")*+\s++t\s*=\s*[\"']e[\"'](?:"
    + _ANY % b""
    + rb")*+\s*+>\s*+"
    rb"(?:<(?:\w+:)?f(?:"
    + _ANY % b""
    + rb")*+\s*+(?:/>|>[^<]*+</(?:\w+:)?f\s*+>)\s*+)?+<(?:\w+:)?v\s*+>)[^<]*+"
)
"""Of all errors that there are, the reader knows but the old ones."""
_UNSOLVED = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"(?![^<>]* t="(?:str|e)")[^<>]*+>' + _FORMULA + rb"(?:<v></v>|<v/>|)</c>"
)
_SHARED_MARK = b' t="s"'
_SHARED = re.compile(rb' t="s"' + _KINDLESS + rb"><v>([0-9]++)")
_WORDS = re.compile(rb'<(?:v|t|t xml:space="preserve")>([^<]++)')
_PLACE = re.compile(r"([A-Za-z]+)([0-9]+)")
_MOST_LETTERS, _MOST_DIGITS = 3, 7
"""Of the last cell that a sheet can have, XFD1048576."""
_MERGED_WORD = b"mergeCell"
_MERGED_MARK = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s(?:[^<>]*?\s)?ref\s*=\s*["']"""
    rb"""([A-Za-z]{1,3})([0-9]{1,7})(?::([A-Za-z]{1,3})([0-9]{1,7}))?["']"""
)
_CLOSED = re.compile(rb"</(?:[^\s<>/:]+:)?worksheet\s*>\s*$")
_OPEN, _CLOSE = b"<worksheet>", b"</worksheet>"
_STRANGE = damaged("单元格的写法有误", "a cell is not written as cells are")
_NO_STRING = damaged("单元格的文字不在文字表中", "the words of a cell are not among the shared strings")
_TORN = damaged("工作表不完整", "the sheet is torn")
_NO_PLACE = damaged("没有这样的单元格位置", "no cell has such a place")


class SheetCells:
    """
    What one sheet holds, looked at without a reader.

    Rows as programs write them are looked at all at once; others tag by tag.

    Parameters
    ----------
    title : str
        The name of the sheet.
    part : bytes
        Its part, in plain XML.
    strings : SharedStrings, optional
        Of the workbook.
    room : Room
        What the workbook may still take.
    """

    def __init__(self, title: str, part: bytes, strings: SharedStrings | None, room: Room) -> None:
        self.odd = Odd()
        self.merged: list[Range] = []
        self._title, self._part, self._room = title, part, room
        self._strings = strings
        self._row, self._column = 0, 0
        self._reach = Reach(title, room)

    def checked(self) -> Sequence[bytes | memoryview]:
        """
        Return the part in pieces, with nothing but its cells.

        Raises
        ------
        RefusedWorkbookError
            If it is torn, or holds too much.
        """
        start = self._start()
        if start is None:
            return [_OPEN, _CLOSE]
        end = self._body(start)
        self._reach.close()
        self._merge(end)
        if not _CLOSED.search(self._part, max(len(self._part) - 200, end)):
            raise self._refused(_TORN)
        cells: bytes | memoryview = memoryview(self._part)[start:end]
        if self.odd.errors:
            cells = _ERROR_VALUE.sub(rb"\1#N/A", bytes(cells))
        return [_OPEN, cells, _CLOSE]

    def _refused(self, trouble: Trouble, cell: Cell | None = None) -> RefusedWorkbookError:
        return RefusedWorkbookError(trouble, self._title, cell)

    def _next(self, place: int) -> Tag:
        return next_tag(self._part, place, self._room, self._title)

    def _start(self) -> int | None:
        """Return where the cells begin, where the sheet has any."""
        tag = self._next(0)
        if tag.name != b"worksheet" or tag.is_end:
            raise self._refused(_TORN)
        depth = 0 if tag.is_whole else 1
        while depth:
            tag = self._next(tag.end)
            if tag.name == b"sheetData" and not tag.is_end:
                return tag.start
            depth += 0 if tag.is_whole else -1 if tag.is_end else 1
        return None

    def _body(self, start: int) -> int:
        """Look at all cells; return where they end."""
        tag = self._next(start)
        place = tag.end
        while not tag.is_whole:
            place = self._usual_rows(place, _PLAIN_ROWS)
            place = self._usual_rows(place, _ROWS)
            tag = self._next(place)
            place = tag.end
            if tag.name == b"sheetData" and tag.is_end:
                break
            place = self._other(tag)
        return place

    def _usual_rows(self, start: int, pattern: re.Pattern[bytes]) -> int:
        """Look at as many rows as a pattern knows; return where they end."""
        found = pattern.match(self._part, start)
        end = found.end() if found else start
        if end > start:
            rows = list(map(int, _ROW_NUMBER.findall(self._part, start, end)))
            self._row, self._column = rows[-1], 0
            cells = self._extend(max(rows) - 1, start, end)
            self._share(cells, start, end)
            if pattern is _ROWS:
                self._look(start, end)
        return end

    def _extend(self, bottom: int, start: int, end: int) -> int:
        """Reach as far as some rows do; return how many cells they fill at most."""
        filled = self._part.count(_CELL_MARK, start, end)
        right = self._widest(start, end)
        has_blanks = self._part.find(_BLANK_MARK, start, end) >= 0
        if has_blanks and not self._reach.is_little(bottom, right, filled):
            cells = _FILLED.findall(self._part, start, end)
            filled = len(cells)
            bottom = max((int(row) - 1 for _, row in cells), default=0)
            right = max(map(_column, {column for column, _ in cells}), default=0)
        if filled:
            self._reach.extend(bottom, right, filled)
        return filled

    def _widest(self, start: int, end: int) -> int:
        """Return the last column of some rows: that of the first few, where none goes beyond."""
        for most in (start + _SAMPLE, end):
            letters = set(_COLUMN.findall(self._part, start, most))
            widest = max(map(_column, letters), default=0)
            if widest < _LETTERS and not _beyond(widest).search(self._part, start, end):
                break
        return widest

    def _look(self, start: int, end: int) -> None:
        part = self._part
        if part.find(_ERROR_MARK, start, end) >= 0:
            self.odd.errors += map(_cell, _ERROR.findall(part, start, end))
        if part.find(_FORMULA_MARK, start, end) >= 0:
            self.odd.formulas += map(_cell, _UNSOLVED.findall(part, start, end))
        self._reach.text += sum(map(len, _WORDS.findall(part, start, end)))

    def _share(self, cells: int, start: int, end: int) -> None:
        if self._strings is None:
            if self._part.find(_SHARED_MARK, start, end) >= 0:
                zh, en = "缺少文字表 sharedStrings.xml", "the part sharedStrings.xml is missing"
                raise self._refused(damaged(zh, en))
            return
        text = cells * self._strings.longest
        if not self._reach.is_few_words(text):
            numbers = list(map(int, _SHARED.findall(self._part, start, end)))
            if max(numbers, default=-1) >= len(self._strings.lengths):
                raise self._refused(_NO_STRING)
            text = sum(map(self._strings.lengths.__getitem__, numbers))
        self._reach.text += text

    def _other(self, tag: Tag) -> int:
        """Look at the rest of a row; return where it ends."""
        while True:
            if tag.name == b"row":
                self._begin_or_end_row(tag)
                if tag.is_end or tag.is_whole:
                    return tag.end
            place = self._other_cell(tag) if tag.name == b"c" and not tag.is_end else tag.end
            tag = self._next(place)
            if tag.name == b"sheetData":
                return tag.start

    def _begin_or_end_row(self, tag: Tag) -> None:
        if not tag.is_end and (number := tag.attributes.get("r")):
            self._row = self._place(f"A{number}")[0]
        if tag.is_end or tag.is_whole:
            self._row += 1
            self._column = 0

    def _place(self, written: str) -> Cell:
        found = _PLACE.fullmatch(written)
        if found is None:
            raise self._refused(_NO_PLACE)
        if len(found[1]) > _MOST_LETTERS or len(found[2]) > _MOST_DIGITS:
            raise self._refused(TOO_LARGE)
        if not int(found[2]):
            raise self._refused(_NO_PLACE)
        return int(found[2]) - 1, _column(found[1].encode())

    def _other_cell(self, tag: Tag) -> int:
        """Look at a cell; return where it ends."""
        stated = tag.attributes
        cell = self._place(stated["r"]) if "r" in stated else (self._row, self._column)
        self._column = cell[1] + 1
        if tag.is_whole:
            return tag.end
        held, place = self._content(tag, cell)
        kind = stated.get("t", "n")
        if held:
            self._reach.extend(*cell)
        if kind == "e" and held:
            self.odd.errors.append(cell)
        elif b"f" in held and kind != "str" and not held.get(b"v") and b"is" not in held:
            self.odd.formulas.append(cell)
        if kind == "s" and held.get(b"v"):
            self._shared_word(held[b"v"], cell)
        if kind == "inlineStr" and b"is" not in held and held.get(b"v"):
            raise self._refused(_STRANGE, cell)
        return place

    def _content(self, tag: Tag, cell: Cell) -> tuple[dict[bytes, bytes], int]:
        """Return what a cell holds by the names of its tags, and where it ends."""
        held: dict[bytes, bytes] = {}
        while not ((tag := self._next(tag.end)).is_end and tag.name == b"c"):
            name, start = tag.name, tag.end
            if tag.is_end or name not in {b"f", b"v", b"is"} or name in held or (name == b"f" and held):
                raise self._refused(_STRANGE, cell)
            if not tag.is_whole:
                tag = self._end_of(name, tag, cell)
            held[name] = self._part[start : max(start, tag.start)]
        self._reach.text += sum(map(len, held.values()))
        return held, tag.end

    def _end_of(self, name: bytes, tag: Tag, cell: Cell) -> Tag:
        """Return the tag that ends what a cell holds; only words of several forms hold tags."""
        while not ((tag := self._next(tag.end)).is_end and tag.name == name):
            if name != b"is":
                raise self._refused(_STRANGE, cell)
        return tag

    def _shared_word(self, number: bytes, cell: Cell) -> None:
        if self._strings is None or not number.isdigit() or len(number) > _MOST_DIGITS:
            raise self._refused(_NO_STRING, cell)
        lengths = self._strings.lengths
        if int(number) >= len(lengths):
            raise self._refused(_NO_STRING, cell)
        self._reach.text += lengths[int(number)]

    def _merge(self, place: int) -> None:
        if self._part.count(_MERGED_WORD, place) > 2 * self._room.merged + 2:
            raise self._refused(TOO_LARGE)
        count = len(_MERGED_MARK.findall(self._part, place))
        self._room.merge(self._title, count)
        self.merged = list(map(_range, _MERGED.findall(self._part, place)))
        if len(self.merged) < count:
            raise self._refused(_NO_PLACE)


@cache
def _beyond(column: int) -> re.Pattern[bytes]:
    """Return a pattern of a cell beyond a column, one of the first few."""
    return re.compile(rb'<c r="(?:[%c-Z]|[A-Z]{2})' % (ord("A") + column + 1))


def _cell(place: Sequence[bytes]) -> Cell:
    return int(place[1]) - 1, _column(place[0])


def _range(found: tuple[bytes, bytes, bytes, bytes]) -> Range:
    rows = sorted(int(number) - 1 for number in found[1::2] if number)
    columns = sorted(_column(letters) for letters in found[::2] if letters)
    return (rows[0], columns[0]), (rows[-1], columns[-1])


def _column(letters: bytes) -> int:
    """
    Return a column by its letters, counted from 0.

    Examples
    --------
    >>> _column(b"A"), _column(b"AA")
    (0, 26)
    """
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return column - 1
