"""The words that cells of an .xlsx file share: checked, and measured."""

from __future__ import annotations

import re
from functools import cached_property

from dangjian_chain.formats.workbooks.checked import Room
from dangjian_chain.formats.workbooks.markup import ATTRIBUTES, next_tag
from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, damaged

_WORDS = rb"\s*+<si>(?:[^<]*+<(?!/?si[\s/>])/?+[\w:]++" + ATTRIBUTES + rb"/?+>)*+[^<]*+</si>"
_ALL = re.compile(rb"(?:" + _WORDS + rb")*+")
_ONE_END = b"</si>"
_BEGINNINGS = (b"<si", b":si")
_MOST = 2_000_000


class SharedStrings:
    """
    The shared strings of a workbook.

    Parameters
    ----------
    part : bytes
        In plain XML.
    room : Room
        What the workbook may still take.

    Raises
    ------
    RefusedWorkbookError
        If the part is torn, or holds far too many.
    """

    def __init__(self, part: bytes, room: Room) -> None:
        root = next_tag(part, 0, room)
        if root.name != b"sst" or root.is_end:
            raise RefusedWorkbookError(damaged("文字表不完整", "the shared strings are torn"))
        if sum(map(part.count, _BEGINNINGS)) > _MOST:
            raise RefusedWorkbookError(TOO_LARGE)
        self._room = room
        self._inner = b"" if root.is_whole else part[root.end :]
        self.pieces = [b"<" + root.prefix + (b"sst/>" if root.is_whole else b"sst>"), self._inner]
        """The part without the counts it states, which a reader would believe."""

    @cached_property
    def lengths(self) -> list[int]:
        """How many bytes each takes, with its markup."""
        if not self._inner:
            return []
        found = _ALL.match(self._inner)
        end = found.end() if found else 0
        tag = next_tag(self._inner, end, self._room)
        if tag.name == b"sst" and tag.is_end:
            return [len(each) for each in self._inner[:end].split(_ONE_END)[:-1]]
        return self._lengths_by_tags()

    def _lengths_by_tags(self) -> list[int]:
        lengths: list[int] = []
        place, start = 0, None
        while True:
            tag = next_tag(self._inner, place, self._room)
            place = tag.end
            if tag.name == b"si" and tag.is_whole:
                lengths.append(0)
            elif tag.name == b"si" and not tag.is_end:
                start = tag.end if start is None else start
            elif tag.name == b"si" and start is not None:
                lengths.append(tag.start - start)
                start = None
            elif tag.name == b"sst" and tag.is_end:
                return lengths

    @cached_property
    def longest(self) -> int:
        """How many bytes the longest takes."""
        return max(self.lengths, default=0)
