"""The rows of tables in .ods files: as programs write them, or written so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from dangjian_chain.formats.workbooks.markup import ATTRIBUTES, Tag
from dangjian_chain.formats.workbooks.refusal import RefusedWorkbookError, damaged

CellWords: TypeAlias = tuple[bytes, bytes]
"""The attributes of a cell, and its paragraphs."""
Next: TypeAlias = Callable[[int], Tag]
"""Gives the tag that follows a place."""

_WORDS = rb"(?:<text:p>[^<]*+</text:p>|<text:p/>)*+"
_CELL, _ENDING = rb"<table:(?:covered-)?table-cell", rb"</table:(?:covered-)?table-cell>"
_ANY = _CELL + ATTRIBUTES + rb"(?:/>|>" + _WORDS + _ENDING + rb")"
USUAL_ROW = re.compile(
    rb"\s*+<table:table-row(" + ATTRIBUTES + rb")>((?:" + _ANY + rb")*+)</table:table-row>\s*+"
)
"""A row as programs write it: its attributes, and cells of nothing but plain paragraphs."""
USUAL_CELL = re.compile(_CELL + rb"(" + ATTRIBUTES + rb")(?:/>|>(" + _WORDS + rb")" + _ENDING + rb")")
_STYLE = rb'(?: table:[scdv][\w-]++="[^"<>]*+")*+'
_PLAIN = rb'(?: (?:office|calcext):[\w-]++="(?!error")[^"<>]*+")*+'
_FORMULA = rb'(?: table:formula="[^"<>]*+"(?= office:value-type))?+'
_VALUE = (
    rb' office:value-type="[^"<>]*+"' + _PLAIN + rb"(?:/>|>(?!<text:p>(?:#|Err:))" + _WORDS + _ENDING + rb")"
)
_ONE = _CELL + _STYLE + rb"(?:/>|" + _FORMULA + _VALUE + rb")"
_REST = rb'<table:table-cell(?: table:(?:style-name|number-columns-repeated)="[^"<>]*+")*+ ?+/>'
PLAIN_ROWS = re.compile(
    rb"(?:\s*+<table:table-row" + _STYLE + rb">(?:" + _ONE + rb")*+(?:" + _REST + rb")?+</table:table-row>)*+"
)
"""Rows that stand once, of cells that stand once and hold plain values; only blanks at the end are repeated."""
WORDS = re.compile(rb'(?:<text:p>|office:string-value=")([^<"]++)')
ROW = b"table:table-row"
CELLS = (b"table:table-cell", b"table:covered-table-cell")
_NEVER_WITHIN = {*CELLS, ROW, b"table:table"}
_PARAGRAPH, _SPACES, _OURS = b"text:p", b"text:s", b"text:"
_SIGNS = {b"text:tab": b"\t", b"text:line-break": b"\n"}
_MOST_SPACES = 1000


def unusual_cells(part: bytes, tag: Tag, following: Next) -> tuple[list[CellWords], int]:
    """
    Return the cells of a row with their paragraphs alone, and where the row ends.

    Parameters
    ----------
    part : bytes
    tag : Tag
        The one that begins the row.
    following : callable
        Gives the next tag.
    """
    cells: list[CellWords] = []
    if tag.is_whole:
        return cells, tag.end
    while not ((tag := following(tag.end)).is_end and tag.full == ROW):
        if tag.is_end or tag.full not in CELLS:
            raise _strange()
        said = tag.said
        words, tag = _words(part, tag, following)
        cells.append((said, words))
    return cells, tag.end


def _words(part: bytes, tag: Tag, following: Next) -> tuple[bytes, Tag]:
    """Return the paragraphs of a cell without remarks and drawings, and the tag that ends it."""
    words: list[bytes] = []
    within = [] if tag.is_whole else [tag.full]
    paragraphs = 0
    while within:
        start = tag.end
        tag = following(start)
        if paragraphs:
            words.append(part[start : tag.start])
        if not tag.is_end and (tag.full in _NEVER_WITHIN or not tag.prefix):
            raise _strange()
        if tag.full not in CELLS and not tag.full.startswith(_OURS):
            tag = passed(tag, following)
            continue
        if tag.full == _PARAGRAPH and not tag.is_whole:
            paragraphs += -1 if tag.is_end else 1
        if paragraphs or tag.full == _PARAGRAPH:
            words.append(_written(tag))
        _nest(within, tag)
    return b"".join(words), tag


def _nest(within: list[bytes], tag: Tag) -> None:
    """Go into what a tag begins, or out of what it ends."""
    if tag.is_end:
        if within.pop() != tag.full:
            raise _strange()
    elif not tag.is_whole:
        within.append(tag.full)


def passed(tag: Tag, following: Next) -> Tag:
    """Return the tag that ends what a tag begins."""
    if tag.is_end:
        raise _strange()
    within: list[bytes] = []
    _nest(within, tag)
    while within:
        tag = following(tag.end)
        _nest(within, tag)
    return tag


def _strange() -> RefusedWorkbookError:
    return RefusedWorkbookError(damaged("行的写法有误", "a row is not written as rows are"))


def _written(tag: Tag) -> bytes:
    """Return what a tag of a paragraph stands for."""
    if tag.full == _PARAGRAPH:
        return b"</text:p>" if tag.is_end else b"<text:p/>" if tag.is_whole else b"<text:p>"
    return b"" if tag.is_end else _sign(tag)


def _sign(tag: Tag) -> bytes:
    if tag.full != _SPACES:
        return _SIGNS.get(tag.full, b"")
    count = tag.attributes.get("text:c", "1")
    if not count.isdecimal() or int(count[:9]) > _MOST_SPACES:
        raise RefusedWorkbookError(damaged("空格的写法有误", "spaces are not written as spaces are"))
    return b" " * int(count)


def written(said: bytes, cells: Sequence[CellWords]) -> bytes:
    """Return a row as programs write it; what has words says that they are words."""
    inner = b"".join(
        b"<table:table-cell%s%s>%s</table:table-cell>" % (told, _kind(told, words), words)
        for told, words in cells
    )
    return b"<table:table-row%s>%s</table:table-row>" % (said, inner)


def _kind(said: bytes, words: bytes) -> bytes:
    return b' office:value-type="string"' if words and b"office:value-type" not in said else b""
