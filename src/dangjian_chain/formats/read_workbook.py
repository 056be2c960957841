"""Workbooks of our own columns: one sheet a collection; the one door to python-calamine."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from dangjian_chain.errors import MissingExtraError, Problem
from dangjian_chain.formats.document_source import collection_names
from dangjian_chain.formats.sheet import Sheet, problem
from dangjian_chain.model.document import Understood
from dangjian_chain.text import Text

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LARGEST = 512 * 2**20


def workbook_sheets(path: Path) -> tuple[list[Sheet], list[Problem], list[Understood]]:
    """
    Return the sheets of a workbook that are named for collections.

    Raises
    ------
    MissingExtraError
        If python-calamine is not installed.
    """
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise MissingExtraError("excel", "python-calamine") from error
    data = path.read_bytes()
    source = path.name
    if not data.startswith(_WORKBOOKS) or len(data) > _LARGEST:
        zh, en = (
            "内容不是工作簿（可能是改了扩展名的 CSV 或网页）",
            "its content is no workbook (perhaps CSV or a page by another name)",
        )
        return [], [problem("not-a-workbook", source, zh, en)], []
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _sheets(book, source)
    except (calamine.CalamineError, OSError, ValueError) as error:
        zh, en = "工作簿打不开，可能已损坏或加密", f"the workbook cannot be opened: {error}"
        return [], [problem("not-a-workbook", source, zh, en)], []


def _sheets(book: Any, source: str) -> tuple[list[Sheet], list[Problem], list[Understood]]:
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    notes: list[Understood] = []
    taken: dict[str, str] = {}
    for name in book.sheet_names:
        collection = collection_names().get(name.strip())
        place = f"{source} {name}"
        if collection is None:
            notes.append(Understood("unread", place, Text(zh="工作表未读取", en="the sheet was not read")))
        elif collection in taken:
            zh, en = (
                f"工作表“{name}”与“{taken[collection]}”是同一项",
                f"the sheets {name!r} and {taken[collection]!r} are one",
            )
            problems.append(problem("duplicate-collection", place, zh, en))
        else:
            taken[collection] = name
            sheets += _sheet(book, name, collection, place)
    if not sheets and not problems:
        zh, en = (
            "没有按集合命名的工作表（如“组织”“岗位”）",
            "no sheet is named for a collection (such as organizations)",
        )
        problems.append(problem("nothing-to-read", source, zh, en))
    return sheets, problems, notes


def _sheet(book: Any, name: str, collection: str, place: str) -> list[Sheet]:
    grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    while grid and not any(_filled(cell) for cell in grid[-1]):
        grid.pop()
    if not grid:
        return []
    headers = [str(cell).strip() for cell in grid[0]]
    width = len(headers)
    while width and not headers[width - 1] and not any(_filled(row[width - 1]) for row in grid):
        width -= 1
    cells = [[None if row[column] == "" else row[column] for row in grid[1:]] for column in range(width)]

    def spot(row: int, header: int | None) -> str:
        line = 1 if row < 0 else row + 2
        return f"{place}!{line}" if header is None else f"{place}!{_letters(header)}{line}"

    return [Sheet(collection, place, headers[:width], cells, list(range(2, len(grid) + 1)), spot)]


def _filled(cell: object) -> bool:
    return cell not in {"", None}


def _letters(column: int) -> str:
    """
    Return the letters of a column, counted from 0.

    Examples
    --------
    >>> _letters(0), _letters(26)
    ('A', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
