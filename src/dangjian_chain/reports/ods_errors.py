"""What cells with errors show in .ods workbooks; their reader gives them as blank."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(
    r'<table:table [^>]*?table:name="(?P<title>[^"]*)"'
    r"|<table:table-row\b(?P<row>[^>]*)>"
    r"|<table:(?:covered-)?table-cell\b(?P<cell>[^>]*)>"
)
_TEXT, _MARKUP = re.compile(r"<text:p\b[^>]*>(.*?)</text:p>", re.DOTALL), re.compile(r"<[^>]*>")
_NUMBER = re.compile(r'table:number-(columns-repeated|rows-repeated)="(\d+)"')
_CELL_END, _ERROR = "</table:table-cell>", 'calcext:value-type="error"'
_LARGEST = 512 * 2**20


def ods_errors(data: bytes) -> dict[tuple[str, int, int], str]:
    """Return what cells with errors show, by sheet, row and column from 0; nothing where the content is not found."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if book.getinfo("content.xml").file_size <= _LARGEST:
                return dict(_errors(book.read("content.xml").decode("utf-8", "replace")))
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        pass
    return {}


def _errors(content: str) -> Iterator[tuple[tuple[str, int, int], str]]:
    title, row, column, next_row = "", 0, 0, 0
    for tag in _TAG.finditer(content):
        if tag["title"] is not None:
            title, next_row = unescape(tag["title"]), 0
        elif tag["row"] is not None:
            row, column = next_row, 0
            next_row += _numbers(tag["row"]).get("rows-repeated", 1)
        else:
            if _ERROR in tag["cell"]:
                yield (title, row, column), _text(content, tag.end())
            column += _numbers(tag["cell"]).get("columns-repeated", 1)


def _numbers(attributes: str) -> dict[str, int]:
    return {name: int(number) for name, number in _NUMBER.findall(attributes)}


def _text(content: str, start: int) -> str:
    """Return what a cell shows, after any comment on it."""
    texts = _TEXT.findall(content, start, content.find(_CELL_END, start))
    return unescape(_MARKUP.sub("", texts[-1])) if texts else "#N/A"
