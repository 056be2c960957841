"""The records of an .xls file: its sheets, checked before a reader meets them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from attrs import frozen

from dangjian_chain.formats.workbooks.checked import Checked, CheckedSheet, Room, named_once
from dangjian_chain.formats.workbooks.compound_file import CompoundFile, compound_of
from dangjian_chain.formats.workbooks.refusal import ENCRYPTED, RefusedWorkbookError, damaged, other
from dangjian_chain.formats.workbooks.xls_cells import SheetRecords
from dangjian_chain.formats.workbooks.xls_records import CONTINUE, END, START, Record, records_of, rename
from dangjian_chain.formats.workbooks.xls_strings import string_lengths

_STREAMS = ("Workbook", "Book")
_ENCRYPTED = ("EncryptedPackage", "\tDRMContent")
_TEXTS = ("WordDocument", "PowerPoint Document")
_CODE_PAGE, _FILE_PASS, _STRINGS, _LISTED = 0x0042, 0x002F, 0x00FC, 0x0085
_NEEDLESS = {0x0017, 0x0018, 0x00EB}
"""Links, names and pictures."""
_OLD = {0x0002, 0x0007, 0x0200, 0x0300, 0x0400, 0x0500}
"""Versions whose words are in one byte or several, by the code page."""
_SHORTEST = 8
_MOST_PIECES = 20_000
_LARGEST = 64 * 2**20
_HIDDEN, _WIDE = 3, 1
_TORN = damaged("工作簿的记录不完整", "the records of the workbook are torn")


@frozen
class _Listed:
    """A sheet as the workbook lists it."""

    title: str
    start: int
    is_hidden: bool


def checked_xls(data: bytes) -> Checked:
    """
    Return an .xls file made anew from its cells, their words and their forms.

    Macros, pictures and whatever else the file holds are left behind.

    Raises
    ------
    RefusedWorkbookError
        If it is encrypted, damaged, no workbook, or holds too much.
    """
    try:
        file = CompoundFile(data)
    except RefusedWorkbookError:
        if any(name.encode("utf-16-le") in data for name in _ENCRYPTED):
            raise RefusedWorkbookError(ENCRYPTED) from None
        raise
    if any(name in file for name in _ENCRYPTED):
        raise RefusedWorkbookError(ENCRYPTED)
    name = next((name for name in _STREAMS if name in file), None)
    if name is None:
        if any(text in file for text in _TEXTS):
            raise RefusedWorkbookError(other("文字文档或演示文稿", "a text document or a presentation"))
        raise RefusedWorkbookError(damaged("缺少工作簿内容", "it holds no stream of a workbook"))
    book = _Book(file.stream(name, _LARGEST))
    sheets = book.checked()
    return Checked(compound_of(name, bytes(book.data)), sheets)


class _Book:
    """The stream of a workbook, changed in place where a reader would believe what is not so."""

    def __init__(self, stream: bytes) -> None:
        self.data = bytearray(stream)
        self._room = Room()
        self._encoding = "latin-1"
        self._is_wide = True
        self._lengths = np.zeros(0, np.int64)
        self._sheets: list[_Listed] = []

    def checked(self) -> list[CheckedSheet]:
        """Return the sheets, each looked at."""
        ends = {0: self._look()}
        named_once(sheet.title for sheet in self._sheets)
        found = []
        for sheet in self._sheets:
            cells = SheetRecords(sheet.title, self.data, self._lengths, self._room)
            ends[sheet.start] = cells.look(sheet.start)
            found.append(CheckedSheet(sheet.title, sheet.is_hidden, cells.odd, cells.merged))
        if any(start < end for (_, end), (start, _) in pairwise(sorted(ends.items()))):
            raise RefusedWorkbookError(_TORN)
        return found

    def _look(self) -> int:
        """Look at what is said of the whole workbook; return where it ends."""
        records = self._grouped()
        while True:
            self._room.step(None)
            record = next(records)
            kind, _, end = record
            if kind == _FILE_PASS:
                raise RefusedWorkbookError(ENCRYPTED)
            if kind in _NEEDLESS:
                rename(self.data, record)
            elif kind == START:
                self._is_wide = self._number(record, 0, 2) not in _OLD
            elif kind == _CODE_PAGE:
                self._encoding = _encoding(self._number(record, 0, 2))
            elif kind == _LISTED:
                self._list(record)
            elif kind == END:
                return end

    def _grouped(self) -> Iterator[Record]:
        """Yield the records; the shared strings are taken with those that continue them."""
        pieces: list[memoryview] = []
        whole = memoryview(self.data)
        for record in records_of(self.data, 0):
            kind, start, end = record
            if kind == _STRINGS or (pieces and kind == CONTINUE):
                pieces.append(whole[start:end])
                continue
            if pieces:
                self._take_strings(pieces)
                pieces = []
            yield record

    def _take_strings(self, pieces: list[memoryview]) -> None:
        if len(pieces) > _MOST_PIECES:
            raise RefusedWorkbookError(_TORN)
        self._lengths = np.array(string_lengths(pieces), np.int64)

    def _number(self, record: Record, place: int, size: int) -> int:
        _, start, end = record
        if start + place + size > end:
            raise RefusedWorkbookError(_TORN)
        return int.from_bytes(self.data[start + place : start + place + size], "little")

    def _list(self, record: Record) -> None:
        _, start, end = record
        if end - start < _SHORTEST:
            raise RefusedWorkbookError(_TORN)
        place, state, kind = (
            self._number(record, 0, 4),
            self._number(record, 4, 1),
            self._number(record, 5, 1),
        )
        if kind:
            rename(self.data, record)
            return
        title = self._title(bytes(self.data[start + 6 : end]))
        self._sheets.append(_Listed(title, place, bool(state & _HIDDEN)))

    def _title(self, written: bytes) -> str:
        length, rest = written[0], written[1:]
        if not self._is_wide:
            return rest[:length].decode(self._encoding, "replace")
        encoding, size = ("utf-16-le", 2) if rest[0] & _WIDE else ("latin-1", 1)
        return rest[1 : 1 + length * size].decode(encoding, "replace").replace("\0", "")


def _encoding(code_page: int) -> str:
    try:
        return codecs.lookup(f"cp{code_page}").name
    except LookupError:
        return "latin-1"
