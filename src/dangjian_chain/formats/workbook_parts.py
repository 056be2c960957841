"""What a workbook's own parts say that no reader tells: how far it reaches, errors, formulas without results."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from attrs import define, field

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_ODD = re.compile(rb' t="e"|<(?:\w+:)?f[ >/]')
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]")
_MOST_CELLS = 12_000_000
_MOST_LETTERS, _MOST_DIGITS = 3, 7
"""Of the last cell that a sheet can have, XFD1048576."""
_LARGEST = 384 * 2**20


class TooLargeError(Exception):
    """A workbook that would fill the memory."""


@define
class Odd:
    """The cells of one sheet, by row and column from 0, that hold errors or formulas without results."""

    errors: list[tuple[int, int]] = field(factory=list)
    formulas: list[tuple[int, int]] = field(factory=list)


def odd_cells(data: bytes) -> dict[str, Odd]:
    """
    Return what is odd in each sheet of an .xlsx file, by its name; nothing of other files.

    Raises
    ------
    TooLargeError
        If it unpacks to too much, or a cell stands absurdly far out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > _LARGEST:
                raise TooLargeError
            return {name: _odd(book.read(part)) for name, part in sheet_parts(book)}
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return {}


def sheet_parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and of the part that holds it."""
    relations = {}
    for found in _RELATION.finditer(book.read("xl/_rels/workbook.xml.rels")):
        stated = _attributes(found[0])
        relations[stated.get("Id", "")] = stated.get("Target", "")
    for found in _SHEET.finditer(book.read("xl/workbook.xml")):
        stated = _attributes(found[0])
        target = relations.get(
            next((value for name, value in stated.items() if name.endswith(":id")), ""), ""
        )
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in book.namelist():
            yield stated.get("name", ""), part


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): unescape(value.decode("utf-8", "replace")) for name, value in _ATTRIBUTE.findall(tag)
    }


def _odd(part: bytes) -> Odd:
    places = _PLACE.findall(part)
    letters = {place[0].upper() for place in places}
    height = max((place[1] for place in places), key=lambda digits: (len(digits), digits), default=b"0")
    if max(map(len, letters), default=0) > _MOST_LETTERS or len(height) > _MOST_DIGITS:
        raise TooLargeError
    if (max(map(_column, letters), default=0) + 1) * int(height) > _MOST_CELLS:
        raise TooLargeError
    odd = Odd()
    if _ODD.search(part):
        for found in _CELL.finditer(part):
            _look(odd, found[1], found[2] or b"")
    return odd


def _look(odd: Odd, attributes: bytes, content: bytes) -> None:
    place = _PLACE.search(attributes)
    if place is None:
        return
    where = (int(place[2]) - 1, _column(place[1]))
    if b' t="e"' in attributes:
        odd.errors.append(where)
    elif b' t="str"' not in attributes and _ODD.search(content) and not _VALUE.search(content):
        odd.formulas.append(where)


def _column(letters: bytes) -> int:
    """
    Return a column by its letters, counted from 0.

    Examples
    --------
    >>> _column(b"A"), _column(b"AA")
    (0, 26)
    """
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return column - 1
