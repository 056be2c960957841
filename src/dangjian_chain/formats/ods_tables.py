"""What the reader of .ods workbooks leaves out: merged ranges, and what cells with errors show."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape

from attrs import define, field

_TAG = re.compile(
    r'<table:table [^>]*?table:name="(?P<title>[^"]*)"'
    r"|<table:table-row\b(?P<row>[^>]*)>"
    r"|<table:(?:covered-)?table-cell\b(?P<cell>[^>]*)>"
)
_TEXT, _MARKUP = re.compile(r"<text:p\b[^>]*>(.*?)</text:p>", re.DOTALL), re.compile(r"<[^>]*>")
_NUMBER = re.compile(r'table:number-(columns-repeated|rows-repeated|columns-spanned|rows-spanned)="(\d+)"')
_CELL_END, _ERROR = "</table:table-cell>", 'calcext:value-type="error"'
_LARGEST = 512 * 2**20

Range = tuple[tuple[int, int], tuple[int, int]]


@define
class Tables:
    """
    What was left out.

    Parameters
    ----------
    merged : dict
        The first and the last cell of each merged range, by sheet.
    errors : dict
        What cells with errors show, by sheet, row and column from 0.
    """

    merged: dict[str, list[Range]] = field(factory=dict)
    errors: dict[tuple[str, int, int], str] = field(factory=dict)


def ods_tables(data: bytes) -> Tables:
    """Return what was left out of a workbook; nothing where its content is not found."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if book.getinfo("content.xml").file_size <= _LARGEST:
                return _tables(book.read("content.xml").decode("utf-8", "replace"))
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        pass
    return Tables()


def _tables(content: str) -> Tables:
    found, title, row, column, next_row = Tables(), "", 0, 0, 0
    for tag in _TAG.finditer(content):
        if tag["title"] is not None:
            title, next_row = unescape(tag["title"]), 0
        elif tag["row"] is not None:
            row, column = next_row, 0
            next_row += _numbers(tag["row"]).get("rows-repeated", 1)
        else:
            numbers = _numbers(tag["cell"])
            width, height = numbers.get("columns-spanned", 1), numbers.get("rows-spanned", 1)
            if width * height > 1:
                last = (row + height - 1, column + width - 1)
                found.merged.setdefault(title, []).append(((row, column), last))
            if _ERROR in tag["cell"]:
                found.errors[title, row, column] = _text(content, tag.end())
            column += numbers.get("columns-repeated", 1)
    return found


def _numbers(attributes: str) -> dict[str, int]:
    return {name: int(number) for name, number in _NUMBER.findall(attributes)}


def _text(content: str, start: int) -> str:
    """Return what a cell shows, after any comment on it."""
    texts = _TEXT.findall(content, start, content.find(_CELL_END, start))
    return unescape(_MARKUP.sub("", texts[-1])) if texts else "#N/A"
