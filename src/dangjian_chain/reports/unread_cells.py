"""What the reader of workbooks leaves out: what errors and formulas without results show."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from dangjian_chain.formats.workbooks.parts import sheet_parts
from dangjian_chain.reports.ods_errors import ods_errors
from dangjian_chain.reports.xls_errors import error_words

_ZIP = b"PK\x03\x04"
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^>]*?)>(.*?)</(?:\w+:)?c>""", re.DOTALL
)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</(?:\w+:)?v>")


def left_out(data: bytes) -> dict[tuple[str, int, int], str]:
    """Return by sheet, row and column from 0 what is left out of a workbook, in whatever form it is."""
    if not data.startswith(_ZIP):
        return error_words(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return dict(_odd(book))
    except KeyError:
        return ods_errors(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return {}


def _odd(book: zipfile.ZipFile) -> Iterator[tuple[tuple[str, int, int], str]]:
    """Yield what errors, and formulas without results, show in an .xlsx file."""
    for title, part in sheet_parts(book):
        for cell in _CELL.finditer(book.read(part)):
            attributes, letters, row, content = cell.groups()
            value, formula = _VALUE.search(content), _FORMULA.search(content)
            if b't="e"' in attributes and value:
                yield (title, int(row) - 1, _column(letters)), unescape(value[1].decode())
            elif formula and not value and b't="str"' not in attributes:
                yield (title, int(row) - 1, _column(letters)), f"={unescape((formula[1] or b'').decode())}"


def _column(letters: bytes) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - ord("A") + 1
    return found - 1
