"""The XML of workbooks as bytes: made plain, and cut into tags so strictly that nothing hides from a check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from dangjian_chain.formats.workbooks.checked import Room
from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, damaged

_DECLARATION = re.compile(rb"\s*+<\?xml\b([^<>?]*+)\?>")
_ENCODING = re.compile(rb"""\bencoding\s*=\s*["']([\w.-]+)["']""")
_TAG = re.compile(
    rb"""<(/?+)((?:[^\s<>/:="'?!]++:)?+)([^\s<>/:="'?!]++)"""
    rb"""((?:\s++[^\s<>/="']++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+)\s*+(/?+)>"""
)
_ATTRIBUTE = re.compile(rb"""([^\s<>/="']++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_ASIDE = re.compile(rb"<[!?]")
_ASIDES = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_MOST_ASIDES = 10_000
_UTF_8 = b"\xef\xbb\xbf"
ATTRIBUTES = rb'(?: [\w:.-]+="[^"<>]*+")*+ ?+'
"""A pattern of attributes as programs write them."""


class Tag(NamedTuple):
    """A tag: where it stands, its name without and with its prefix, and what it says."""

    start: int
    end: int
    name: bytes
    prefix: bytes
    is_end: bool
    is_whole: bool
    said: bytes

    @property
    def full(self) -> bytes:
        """Its name with its prefix, which holds the colon."""
        return self.prefix + self.name

    @property
    def attributes(self) -> dict[str, str]:
        """What its attributes say, by their names as written."""
        return attributes(self.said)


def attributes(said: bytes) -> dict[str, str]:
    """
    Return what the attributes of a tag say, by their names as written.

    Raises
    ------
    RefusedWorkbookError
        If one stands twice.

    Examples
    --------
    >>> attributes(b' r="A1" x:name="&lt;"')
    {'r': 'A1', 'x:name': '<'}
    """
    found = _ATTRIBUTE.findall(said)
    named = {name.decode(errors="replace"): _words(one or two) for name, one, two in found}
    if len(named) < len(found):
        raise RefusedWorkbookError(damaged("同一属性写了两次", "an attribute stands twice"))
    return named


def _words(value: bytes) -> str:
    return unescape(value.decode(errors="replace"))


def plain(part: bytes) -> bytes:
    """
    Return a part in UTF-8 without its declaration, comments and instructions.

    Raises
    ------
    RefusedWorkbookError
        If it declares entities, as no workbook does, or is no UTF-8.

    Examples
    --------
    >>> plain(b"<?xml version='1.0'?><a><!-- b --><![CDATA[<c>]]></a>")
    b'<a>&lt;c&gt;</a>'
    """
    part = part.removeprefix(_UTF_8)
    declaration = _DECLARATION.match(part)
    start = declaration.end() if declaration else 0
    encoding = _ENCODING.search(declaration[1]) if declaration else None
    if b"\0" in part or (encoding and encoding[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}):
        raise RefusedWorkbookError(damaged("部件不是 UTF-8 编码", "a part is not UTF-8"))
    if part.find(b"!", start) < 0 and part.find(b"?", start) < 0:
        return part[start:] if start else part
    return b"".join(_without_asides(part, start))


def _without_asides(part: bytes, start: int) -> Iterator[bytes]:
    for _ in range(_MOST_ASIDES):
        found = _ASIDE.search(part, start)
        if found is None:
            yield part[start:]
            return
        place = found.start()
        yield part[start:place]
        opening = next((mark for mark in _ASIDES if part.startswith(mark, place)), None)
        if opening is None:
            zh, en = "部件中有不该有的声明（DOCTYPE）", "a DOCTYPE, which no workbook has"
            raise RefusedWorkbookError(damaged(zh, en))
        end = part.find(_ASIDES[opening], place + len(opening))
        if end < 0:
            raise RefusedWorkbookError(damaged("部件不完整", "a part is torn"))
        if opening == b"<![CDATA[":
            words = part[place + len(opening) : end]
            yield words.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        start = end + len(_ASIDES[opening])
    raise RefusedWorkbookError(TOO_LARGE)


def next_tag(part: bytes, place: int, room: Room, sheet: str | None = None) -> Tag:
    """
    Return the next tag from a place on.

    Parameters
    ----------
    part : bytes
    place : int
    room : Room
        What the workbook may still take: each tag is a step.
    sheet : str, optional
        The name of the sheet that the part holds.

    Raises
    ------
    RefusedWorkbookError
        If there is none, or something else begins there as a tag does.
    """
    room.step(sheet)
    start = part.find(b"<", place)
    found = _TAG.match(part, start) if start >= 0 else None
    if found is None or (found[1] and (found[4] or found[5])):
        raise RefusedWorkbookError(damaged("部件不完整", "a part is torn"), sheet)
    return Tag(found.start(), found.end(), found[3], found[2], bool(found[1]), bool(found[5]), found[4])


def tags(part: bytes, room: Room) -> Iterator[Tag]:
    """Yield the tags of a part, one by one."""
    place = 0
    while part.find(b"<", place) >= 0:
        tag = next_tag(part, place, room)
        yield tag
        place = tag.end
