"""Compound files, which hold .xls workbooks: streams taken out, and one packed anew."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from attrs import frozen

from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16x5H6x9I109I")
_ENTRY = struct.Struct("<64sHBBIII16xI16xIQ")
_FREE, _END, _TABLE, _MORE_TABLES = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_NO_ENTRY = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFF9
_SIZES = {9: 512, 12: 4096}
_SMALL_SHIFT, _SMALL, _SMALL_BELOW = 6, 64, 4096
_ROOT, _STREAM = 5, 2
_MOST_TABLES = 109
_MOST_ENTRIES = 10_000
_NARROW, _LONG = 3, 4


@frozen
class _Entry:
    """An entry of the directory."""

    name: str
    kind: int
    before: int
    after: int
    child: int
    start: int
    size: int


class CompoundFile:
    """
    A compound file, as [MS-CFB] says; its streams by their names.

    Parameters
    ----------
    data : bytes

    Raises
    ------
    RefusedWorkbookError
        If it is torn, or its sectors go in circles.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER.size or not data.startswith(SIGNATURE):
            raise _torn()
        _, _, version, _, shift, small_shift, *numbers = _HEADER.unpack_from(data)
        if shift not in _SIZES or small_shift != _SMALL_SHIFT:
            raise _torn()
        directory, small_table, more = numbers[2], numbers[5], numbers[7]
        self._data, self._size = data, _SIZES[shift]
        self._table = self._read_table(numbers[9:], more)
        self._wide = version != _NARROW
        entries = self._entries(self._chain(directory))
        if not entries or entries[0].kind != _ROOT:
            raise _torn()
        self._small_table = _longs(b"".join(self._chain(small_table)))
        self._small = b"".join(self._chain(entries[0].start)) if entries[0].size else b""
        self._streams = {entry.name: entry for entry in _children(entries)}

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def stream(self, name: str, most: int) -> bytes:
        """
        Return a stream of so many bytes at most.

        Raises
        ------
        RefusedWorkbookError
            If it is torn, or larger.
        """
        entry = self._streams[name]
        if entry.size > most:
            raise RefusedWorkbookError(TOO_LARGE)
        chain = self._small_chain if entry.size < _SMALL_BELOW else self._chain
        content = b"".join(chain(entry.start))
        if len(content) < entry.size:
            raise _torn()
        return content[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._data[start : start + self._size]
        if not sector:
            raise _torn()
        return sector

    def _read_table(self, places: list[int], more: int) -> list[int]:
        """Return the sector that follows each."""
        most = len(self._data) // self._size + 1
        for _ in range(most):
            if more > _LAST_SECTOR:
                break
            *held, more = _longs(self._sector(more))
            places += held
        else:
            raise _torn()
        table: list[int] = []
        for place in places:
            if place <= _LAST_SECTOR and len(table) < most:
                table.extend(_longs(self._sector(place)))
        return table

    def _chain(self, number: int) -> Iterator[bytes]:
        for place in _followed(number, self._table):
            yield self._sector(place)

    def _small_chain(self, number: int) -> Iterator[bytes]:
        for place in _followed(number, self._small_table):
            yield self._small[place * _SMALL : (place + 1) * _SMALL]

    def _entries(self, pieces: Iterator[bytes]) -> list[_Entry]:
        found: list[_Entry] = []
        for piece in pieces:
            for name, length, kind, _, before, after, child, _, start, size in _ENTRY.iter_unpack(
                piece[: len(piece) // _ENTRY.size * _ENTRY.size]
            ):
                words = name[: max(0, length - 2)].decode("utf-16-le", "replace")
                size = size if self._wide else size & 0xFFFFFFFF  # noqa: PLW2901 - its upper half may be anything
                found.append(_Entry(words, kind, before, after, child, start, size))
            if len(found) > _MOST_ENTRIES:
                raise _torn()
        return found


def _torn() -> RefusedWorkbookError:
    return RefusedWorkbookError(damaged("复合文件不完整", "the compound file is torn"))


def _longs(data: bytes) -> Sequence[int]:
    return struct.unpack_from(f"<{len(data) // 4}I", data)


def _followed(number: int, table: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the sectors of a chain."""
    for _ in range(len(table) + 1):
        if number > _LAST_SECTOR:
            return
        if number >= len(table):
            break
        yield number
        number = table[number]
    raise _torn()


def _children(entries: list[_Entry]) -> Iterator[_Entry]:
    """Yield the streams that stand directly under the root."""
    seen: set[int] = set()
    left = [entries[0].child]
    while left:
        number = left.pop()
        if number == _NO_ENTRY or number in seen:
            continue
        if number >= len(entries):
            raise _torn()
        seen.add(number)
        entry = entries[number]
        left += [entry.before, entry.after]
        if entry.kind == _STREAM:
            yield entry


def compound_of(name: str, content: bytes) -> bytes:
    r"""
    Return a compound file of one stream, which is filled up with zeros.

    Examples
    --------
    >>> CompoundFile(compound_of("Workbook", b"abc")).stream("Workbook", 4096).rstrip(b"\0")
    b'abc'
    """
    size = _SIZES[9]
    length = max(len(content), _SMALL_BELOW)
    count = -(-length // size)
    tables, more = _table_sizes(count, size // _LONG)
    start = tables + more + 1
    links = [_TABLE] * tables + [_MORE_TABLES] * more + [_END, *range(start + 1, start + count), _END]
    places = list(range(tables))
    numbers = (0, tables, tables + more, 0, _SMALL_BELOW, _END, 0, tables if more else _END, more)
    first = _filled(places[:_MOST_TABLES], _MOST_TABLES)
    header = _HEADER.pack(SIGNATURE, 62, _NARROW, 0xFFFE, 9, _SMALL_SHIFT, *numbers, *first)
    rest = _more_tables(places[_MOST_TABLES:], tables, more, size // _LONG)
    directory = _entry("Root Entry", _ROOT, 1, _END, 0) + _entry(name, _STREAM, _NO_ENTRY, start, length)
    return b"".join(
        (
            header,
            _packed(_filled(links, tables * size // _LONG)),
            _packed(rest),
            directory.ljust(size, b"\0"),
            content.ljust(count * size, b"\0"),
        )
    )


def _table_sizes(count: int, held: int) -> tuple[int, int]:
    """Return how many sectors the table of sectors takes, and how many the places of those beyond the header."""
    tables = more = 0
    while tables * held < tables + more + 1 + count:
        tables = -(-(tables + more + 1 + count) // held)
        more = -(-max(0, tables - _MOST_TABLES) // (held - 1))
    return tables, more


def _more_tables(places: list[int], tables: int, more: int, held: int) -> list[int]:
    """Return the places of the sectors of the table beyond the header; each sector of them names the next."""
    numbers: list[int] = []
    for each in range(more):
        numbers += _filled(places[each * (held - 1) : (each + 1) * (held - 1)], held - 1)
        numbers.append(tables + each + 1 if each + 1 < more else _END)
    return numbers


def _filled(numbers: list[int], count: int) -> list[int]:
    return numbers + [_FREE] * (count - len(numbers))


def _packed(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le")
    return _ENTRY.pack(words, len(words) + 2, kind, 1, _NO_ENTRY, _NO_ENTRY, child, 0, start, size)
