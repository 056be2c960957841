"""The words that cells of an .xls file share: measured, so that none is used too often."""

from __future__ import annotations

from collections.abc import Sequence

from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, damaged

_HEAD = 3
_MOST = 1_500_000
_WIDE, _PHONETIC, _RICH = 1, 4, 8
_WIDEST = 3
"""Bytes in UTF-8 of one unit of UTF-16."""


class _Pieces:
    """The data of a record and of those that continue it, read from the front."""

    def __init__(self, pieces: Sequence[memoryview]) -> None:
        self._pieces = pieces
        self._piece, self._place = 0, 0

    @property
    def left(self) -> int:
        """How many bytes are left in this piece."""
        return len(self._pieces[self._piece]) - self._place

    def turn(self) -> None:
        """Go on to the next piece."""
        self._piece += 1
        self._place = 0
        if self._piece >= len(self._pieces):
            raise _torn()

    def take(self, count: int) -> memoryview:
        """Take some bytes that stand in one piece."""
        if count > self.left:
            raise _torn()
        start, self._place = self._place, self._place + count
        return self._pieces[self._piece][start : self._place]

    def skip(self, count: int) -> None:
        """Pass over some bytes, also beyond this piece."""
        while count > self.left:
            count -= self.left
            self.turn()
        self._place += count

    def short(self) -> int:
        """Pass over a plain string that stands in this piece; return 0 where the next one is no such."""
        piece, place = self._pieces[self._piece], self._place
        if place + _HEAD > len(piece):
            return 0
        letters, flags = piece[place] | piece[place + 1] << 8, piece[place + 2]
        end = place + _HEAD + letters * (1 + (flags & _WIDE))
        if flags & ~_WIDE or end > len(piece):
            return 0
        self._place = end
        return letters * _WIDEST

    def number(self, size: int) -> int:
        """Take a number."""
        return int.from_bytes(self.take(size), "little")


def _torn() -> RefusedWorkbookError:
    return RefusedWorkbookError(damaged("文字表不完整", "the shared strings are torn"))


def string_lengths(pieces: Sequence[memoryview]) -> list[int]:
    """
    Return how many bytes at most each shared string takes in UTF-8.

    Parameters
    ----------
    pieces : sequence of memoryview
        The data of the record SST, and of those that continue it.

    Raises
    ------
    RefusedWorkbookError
        If there are fewer than the record says, or one is torn.
    """
    read = _Pieces(pieces)
    read.skip(4)
    count = read.number(4)
    if count * _HEAD > sum(map(len, pieces)):
        raise _torn()
    if count > _MOST:
        raise RefusedWorkbookError(TOO_LARGE)
    return [read.short() or _length(read) for _ in range(count)]


def _length(read: _Pieces) -> int:
    if not read.left:
        read.turn()
    letters, flags = read.number(2), read.number(1)
    runs = read.number(2) * 4 if flags & _RICH else 0
    more = read.number(4) if flags & _PHONETIC else 0
    left, width = letters, 1 + (flags & _WIDE)
    while left > read.left // width:
        left -= read.left // width
        read.turn()
        width = 1 + (read.number(1) & _WIDE)
    read.skip(left * width)
    read.skip(runs + more)
    return letters * _WIDEST
