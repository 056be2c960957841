"""The cells of one sheet of an .xls file: how far they reach, which are errors, and what is merged."""

from __future__ import annotations

import re
import struct

import numpy as np
import numpy.typing as npt

from dangjian_chain.formats.sheet import Trouble
from dangjian_chain.formats.workbooks.checked import Cell, Odd, Range, Reach, Room
from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, damaged
from dangjian_chain.formats.workbooks.xls_records import END, START, Record, record_at, rename

_FORMULA, _STRING, _NUMBER, _LABEL, _LOGICAL = 0x0006, 0x0207, 0x0203, 0x0204, 0x0205
_RK, _RK_ROW, _SHARED, _RICH = 0x027E, 0x00BD, 0x00FD, 0x00D6
_MERGED, _DIMENSIONS = 0x00E5, 0x0200
_LEAST = {
    _FORMULA: 22,
    _NUMBER: 14,
    _LABEL: 9,
    _RICH: 9,
    _LOGICAL: 8,
    _RK: 10,
    _RK_ROW: 12,
    _SHARED: 10,
}
"""How long the record of a cell is at least."""
_TWO, _FOUR = struct.Struct("<HH"), struct.Struct("<HHHH")
_NO_NUMBER = 0xFFFF
_ERROR_RESULT, _IS_ERROR, _NOT_AVAILABLE = 2, 1, 0x2A
_WIDEST = 2
"""Of so many bytes in UTF-8 at most, for each that words take here."""
_BLANKS, _SHARED_WORD = rb"\x01\x02\x06\0.{6}|\x08\x02\x10\0.{16}", rb"\xfd\0\x0a\0.{10}"
_NUMBERS = rb"\x7e\x02\x0a\0.{10}|\x03\x02\x0e\0.{14}"
_USUAL = re.compile(rb"(?:%s|%s|%s){0,50000}+" % (_SHARED_WORD, _NUMBERS, _BLANKS), re.DOTALL)
"""Shared words and numbers, blanks, and what is said of rows."""
_EACH_WORD = re.compile(rb"(?:%s|%s)*+(?:\xfd\0\x0a\0(.{10})|\Z)" % (_NUMBERS, _BLANKS), re.DOTALL)
_EACH_NUMBER = re.compile(
    rb"(?:%s|%s)*+(?:(?:\x7e\x02\x0a|\x03\x02\x0e)\0(.{4})(?:(?<=\x0a\0.{4}).{6}|(?<=\x0e\0.{4}).{10})|\Z)"
    % (_SHARED_WORD, _BLANKS),
    re.DOTALL,
)
"""One word, one number, with all before it that is no such; so that nothing within a record passes for one."""
_SHARED_CELL = np.dtype([("row", "<u2"), ("column", "<u2"), ("form", "<u2"), ("number", "<u4")])
_TORN = damaged("工作表不完整", "the sheet is torn")
_STRANGE = damaged("单元格的记录有误", "the record of a cell is amiss")
_NO_STRING = damaged("单元格的文字不在文字表中", "the words of a cell are not among the shared strings")


class SheetRecords:
    """
    What one sheet holds, looked at without a reader.

    What a reader would believe though it may not be so is made harmless in place:
    how far the sheet says it reaches, what formulas compute, and charts inside it.

    Parameters
    ----------
    title : str
        The name of the sheet.
    data : bytearray
        The stream of the workbook.
    lengths : array
        How many bytes each shared string takes.
    room : Room
        What the workbook may still take.
    """

    def __init__(self, title: str, data: bytearray, lengths: npt.NDArray[np.int64], room: Room) -> None:
        self.odd = Odd()
        self.merged: list[Range] = []
        self._title, self._data, self._lengths, self._room = title, data, lengths, room
        self._reach = Reach(title, room)

    def look(self, start: int) -> int:
        """
        Look at a sheet from where it starts, and return where it ends.

        Raises
        ------
        RefusedWorkbookError
            If it is torn, or holds too much.
        """
        depth, place = 0, start
        while True:
            if depth == 1:
                place = self._usual(place)
            record = record_at(self._data, place, self._title)
            self._room.step(self._title)
            kind, _, place = record
            depth += 1 if kind == START else 0
            if not depth:
                raise self._refused(_TORN)
            if depth > 1 or kind == _DIMENSIONS:
                rename(self._data, record)
            else:
                self._one(record)
            depth -= 1 if kind == END else 0
            if not depth:
                self._reach.close()
                return place

    def _usual(self, start: int) -> int:
        """Look at the usual records of cells all at once; return where they end."""
        found = _USUAL.match(self._data, start)
        end = found.end() if found else start
        if end == start:
            return end
        words, numbers = (pattern.findall(self._data, start, end) for pattern in (_EACH_WORD, _EACH_NUMBER))
        cells = np.frombuffer(b"".join(words), _SHARED_CELL)
        strange = cells["number"] >= len(self._lengths)
        if strange.any():
            first = cells[strange.argmax()]
            raise self._refused(_NO_STRING, (int(first["row"]), int(first["column"])))
        places = np.frombuffer(b"".join(numbers), "<u2").reshape(-1, 2)
        self._reach_all(cells["row"], cells["column"])
        self._reach_all(*places.T)
        self._reach.text += int(self._lengths[cells["number"]].sum())
        if self._reach.filled > self._room.cells:
            raise self._refused(TOO_LARGE)
        return end

    def _reach_all(self, rows: npt.NDArray[np.uint16], columns: npt.NDArray[np.uint16]) -> None:
        if len(rows):
            self._reach.extend(int(rows.max()), int(columns.max()), len(rows))

    def _one(self, record: Record) -> None:
        kind, start, end = record
        if kind in _LEAST:
            self._cell(record)
        elif kind == _STRING:
            self._reach.filled += 1
            self._reach.text += (end - start) * _WIDEST
        elif kind == _MERGED:
            self._merge(record)

    def _refused(self, trouble: Trouble, cell: Cell | None = None) -> RefusedWorkbookError:
        return RefusedWorkbookError(trouble, self._title, cell)

    def _cell(self, record: Record) -> None:
        kind, start, end = record
        if end - start < _LEAST[kind]:
            raise self._refused(_TORN)
        row, column = _TWO.unpack_from(self._data, start)
        cell, last = (row, column), column
        count = 1
        if kind == _SHARED:
            self._share(cell, int.from_bytes(self._data[start + 6 : start + 10], "little"))
        elif kind == _RK_ROW:
            count, rest = divmod(end - start - 6, 6)
            last = column + count - 1
            if rest or self._data[end - 2 : end] != last.to_bytes(4, "little")[:2]:
                raise self._refused(_STRANGE, cell)
        elif kind == _FORMULA:
            self._formula(cell, start)
        elif kind == _LOGICAL:
            if self._data[start + 7] == _IS_ERROR:
                self.odd.errors.append(cell)
                self._data[start + 6] = _NOT_AVAILABLE
        elif kind in {_LABEL, _RICH}:
            self._reach.text += (end - start) * _WIDEST
            rename(self._data, record, _LABEL)
        self._reach.extend(row, last, count)

    def _share(self, cell: Cell, number: int) -> None:
        if number >= len(self._lengths):
            raise self._refused(_NO_STRING, cell)
        self._reach.text += int(self._lengths[number])

    def _formula(self, cell: Cell, start: int) -> None:
        data = self._data
        is_number = int.from_bytes(data[start + 12 : start + 14], "little") != _NO_NUMBER
        if not is_number and data[start + 6] == _ERROR_RESULT:
            self.odd.errors.append(cell)
            data[start + 8] = _NOT_AVAILABLE
        data[start + 20 : start + 22] = b"\0\0"

    def _merge(self, record: Record) -> None:
        _, start, end = record
        held = self._data[start + 2 : end]
        count = int.from_bytes(self._data[start : start + 2], "little")
        if count * _FOUR.size > len(held):
            raise self._refused(_TORN)
        self._room.merge(self._title, count)
        for rows_columns in _FOUR.iter_unpack(held[: count * _FOUR.size]):
            (top, bottom), (left, right) = sorted(rows_columns[:2]), sorted(rows_columns[2:])
            self.merged.append(((top, left), (bottom, right)))
