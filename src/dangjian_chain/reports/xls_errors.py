"""The error values in an .xls (or .et) workbook, which its reader gives as blank."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from struct import unpack_from

from attrs import frozen

_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_NONE = 0xFFFFFFFA
"""Numbers from here on are no sectors."""
_ENTRY, _ROOT, _NAMED = 128, 5, ("Workbook", "Book")
_END, _SHEET, _FORMULA, _VALUE = 0x000A, 0x0085, 0x0006, 0x0205
_IS_ERROR, _NO_NUMBER = 2, 0xFFFF


def error_words(data: bytes) -> dict[tuple[str, int, int], str]:
    """Return the error values of a workbook, by sheet, row and column from 0; nothing where it is put together oddly."""
    try:
        book = _Compound.of(data).stream(*_NAMED)
        return {
            (title, row, column): _WORDS.get(code, "#N/A")
            for title, start in _sheets(book)
            for row, column, code in _errors(book, start)
        }
    except (struct.error, IndexError, StopIteration, ValueError, OverflowError, RecursionError):
        return {}


@frozen
class _Compound:
    """A compound file (MS-CFB): streams in sectors, chained by a table; small ones within another stream."""

    data: bytes
    size: int
    table: Sequence[int]

    @classmethod
    def of(cls, data: bytes) -> _Compound:
        size = 1 << unpack_from("<H", data, 30)[0]
        places, more = list(unpack_from("<109I", data, 76)), unpack_from("<I", data, 68)[0]
        for _ in range(len(data) // size):
            if more >= _NONE:
                break
            *found, more = _numbers(data[(more + 1) * size : (more + 2) * size])
            places += found
        held = [_numbers(data[(place + 1) * size : (place + 2) * size]) for place in places if place < _NONE]
        return cls(data, size, [number for numbers in held for number in numbers])

    def stream(self, *names: str) -> bytes:
        """Return the stream of one of some names."""
        entries = list(_entries(self._chained(unpack_from("<I", self.data, 48)[0])))
        first, length = next((first, length) for name, _, first, length in entries if name in names)
        if length >= unpack_from("<I", self.data, 56)[0]:
            return self._chained(first)[:length]
        small = _Compound(
            data=self._chained(next(first for _, kind, first, _ in entries if kind == _ROOT)),
            size=1 << unpack_from("<H", self.data, 32)[0],
            table=_numbers(self._chained(unpack_from("<I", self.data, 60)[0])),
        )
        return small._chained(first, ahead=0)[:length]

    def _chained(self, first: int, ahead: int = 1) -> bytes:
        """Return the sectors of a chain, the first of which stand `ahead` of the data."""
        found: list[bytes] = []
        while first < _NONE and len(found) <= len(self.table):
            found.append(self.data[(first + ahead) * self.size : (first + ahead + 1) * self.size])
            first = self.table[first]
        return b"".join(found)


def _numbers(data: bytes) -> tuple[int, ...]:
    return unpack_from(f"<{len(data) // 4}I", data)


def _entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Yield the name, the kind, the first sector and the length of each stream."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = unpack_from("<HB", directory, at + 64)
        first, size = unpack_from("<II", directory, at + 116)
        yield directory[at : at + max(length - 2, 0)].decode("utf-16-le"), kind, first, size


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each record of a part of the stream."""
    while start + 4 <= len(book):
        kind, length = unpack_from("<HH", book, start)
        if kind == _END:
            return
        yield kind, book[start + 4 : start + 4 + length]
        start += 4 + length


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    """Yield the title of each sheet, and where its records begin."""
    for kind, content in _records(book, 0):
        if kind == _SHEET:
            (start,), (length, is_wide) = unpack_from("<I", content), unpack_from("<BB", content, 6)
            title = content[8 : 8 + length * (1 + (is_wide & 1))]
            yield title.decode("utf-16-le" if is_wide & 1 else "latin-1"), start


def _errors(book: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and code of the errors of a sheet: constants, and results of formulas."""
    for kind, content in _records(book, start):
        if kind == _VALUE:
            row, column, _, code, is_error = unpack_from("<HHHBB", content)
            if is_error:
                yield row, column, code
        elif kind == _FORMULA:
            row, column, _, what, _, code, _, mark = unpack_from("<HHHBBBBxxH", content)
            if (what, mark) == (_IS_ERROR, _NO_NUMBER):
                yield row, column, code
