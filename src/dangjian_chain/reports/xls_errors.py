"""The error values in an .xls (or .et) workbook, which its reader gives as blank."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dangjian_chain.formats.workbooks.compound_file import CompoundFile
from dangjian_chain.formats.workbooks.refusal import RefusedWorkbookError
from dangjian_chain.formats.workbooks.xls_records import END, records_of

_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_STREAMS = ("Workbook", "Book")
_SHEET, _FORMULA, _VALUE = 0x0085, 0x0006, 0x0205
_IS_ERROR, _NO_NUMBER = 2, 0xFFFF


def error_words(data: bytes) -> dict[tuple[str, int, int], str]:
    """Return the error values of a workbook, by sheet, row and column from 0; nothing where it is put together oddly."""
    try:
        file = CompoundFile(data)
        book = bytearray(file.stream(next(name for name in _STREAMS if name in file), len(data)))
        return {
            (title, row, column): _WORDS.get(code, "#N/A")
            for title, start in _sheets(book)
            for row, column, code in _errors(book, start)
        }
    except (RefusedWorkbookError, StopIteration, struct.error, ValueError):
        return {}


def _records(book: bytearray, start: int) -> Iterator[tuple[int, bytearray]]:
    """Yield the kind and the content of each record of a part of the stream."""
    for kind, begin, end in records_of(book, start):
        if kind == END:
            return
        yield kind, book[begin:end]


def _sheets(book: bytearray) -> Iterator[tuple[str, int]]:
    """Yield the title of each sheet, and where its records begin."""
    for kind, content in _records(book, 0):
        if kind == _SHEET:
            start, length, is_wide = struct.unpack_from("<IxxBB", content)
            title = content[8 : 8 + length * (1 + (is_wide & 1))]
            yield title.decode("utf-16-le" if is_wide & 1 else "latin-1"), start


def _errors(book: bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and code of the errors of a sheet: constants, and results of formulas."""
    for kind, content in _records(book, start):
        if kind == _VALUE:
            row, column, _, code, is_error = struct.unpack_from("<HHHBB", content)
            if is_error:
                yield row, column, code
        elif kind == _FORMULA:
            row, column, _, what, _, code, _, mark = struct.unpack_from("<HHHBBBBxxH", content)
            if (what, mark) == (_IS_ERROR, _NO_NUMBER):
                yield row, column, code
