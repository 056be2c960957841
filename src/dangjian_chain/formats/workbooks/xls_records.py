"""The records of an .xls stream, read one by one and changed in place."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TypeAlias

from dangjian_chain.formats.workbooks.refusal import RefusedWorkbookError, damaged

Record: TypeAlias = tuple[int, int, int]
"""Its kind, where its data starts, and where they end."""

START, END, CONTINUE = 0x0809, 0x000A, 0x003C
_HEAD = struct.Struct("<HH")
_KIND = struct.Struct("<H")
_PASSED_OVER = 0x1FFF
"""A kind that no reader knows."""


def record_at(data: bytearray, place: int, sheet: str | None = None) -> Record:
    """
    Return the record at a place.

    Raises
    ------
    RefusedWorkbookError
        If there is none, or not all of it: the last one says that it is the last.
    """
    begin = place + _HEAD.size
    if begin <= len(data):
        kind, length = _HEAD.unpack_from(data, place)
        if begin + length <= len(data):
            return kind, begin, begin + length
    raise RefusedWorkbookError(damaged("记录不完整", "its records are torn"), sheet)


def records_of(data: bytearray, place: int) -> Iterator[Record]:
    """Yield the records from a place on."""
    while True:
        record = record_at(data, place)
        yield record
        place = record[2]


def rename(data: bytearray, record: Record, kind: int = _PASSED_OVER) -> None:
    """Let a record be of another kind, or of one that is passed over."""
    _KIND.pack_into(data, record[1] - _HEAD.size, kind)
