"""The parts of an .xlsx file: its sheets, checked before a reader meets them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from attrs import frozen

from dangjian_chain.formats.workbooks.archive import Archive, packed, relations
from dangjian_chain.formats.workbooks.cells import SheetCells
from dangjian_chain.formats.workbooks.checked import Checked, CheckedSheet, named_once
from dangjian_chain.formats.workbooks.markup import tags
from dangjian_chain.formats.workbooks.refusal import TOO_LARGE, RefusedWorkbookError, blamed, damaged
from dangjian_chain.formats.workbooks.strings import SharedStrings

_BOOK, _ROOT_RELATIONS, _MAIN = "xl/workbook.xml", "_rels/.rels", "officeDocument"
_LARGEST = 112 * 2**20
"""Of all parts that are read, unpacked."""
_NO_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
"""Kinds of sheets that hold no table."""
_COUNT = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*(?:"[^"]*"|'[^']*')""")
_STYLED = re.compile(rb"""\ss\s*=\s*["'][1-9]""")
_LARGEST_STYLES = 32 * 2**20
_OPEN = "http://schemas.openxmlformats.org"
_KINDS = f"{_OPEN}/officeDocument/2006/relationships"
_ROOT = f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{{}}</Relationships>'
_RELATION = f'<Relationship Id="r{{}}" Type="{_KINDS}/{{}}" Target="{{}}"/>'
_WORKBOOK = (
    f'<workbook xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_KINDS}">'
    '<workbookPr date1904="{}"/><sheets>{}</sheets></workbook>'
)
_SHEET = '<sheet name="{}" sheetId="{}" r:id="r{}"/>'
_TYPES = f'<Types xmlns="{_OPEN}/package/2006/content-types"/>'


@frozen
class _Listed:
    """A sheet as the workbook lists it."""

    title: str
    part: str
    is_hidden: bool
    has_cells: bool


@frozen
class _Book:
    """What the parts of a workbook say of its sheets."""

    sheets: tuple[_Listed, ...]
    strings: str | None
    styles: str | None
    is_1904: bool


def sheet_parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """
    Yield the name of each sheet and of the part that holds it.

    Raises
    ------
    KeyError
        If it is no .xlsx file.
    """
    archive = Archive(book)
    if book_part(archive) is None:
        raise KeyError(_BOOK)
    for sheet in _book(archive).sheets:
        if sheet.part in archive:
            yield sheet.title, archive.called(sheet.part)


def checked_xlsx(archive: Archive) -> Checked:
    """
    Return an .xlsx file made anew from its cells, their words and their forms.

    Nothing else in it is unpacked: no macros, pictures or links.

    Raises
    ------
    RefusedWorkbookError
        If it is damaged, or holds too much.
    """
    archive.room.unpacked = _LARGEST
    book = _book(archive)
    listed = [sheet for sheet in book.sheets if sheet.has_cells]
    named_once(sheet.title for sheet in listed)
    sheets: list[CheckedSheet] = []
    return Checked(packed(_parts(archive, book, listed, sheets)), sheets)


def _parts(
    archive: Archive, book: _Book, listed: list[_Listed], sheets: list[CheckedSheet]
) -> Iterator[tuple[str, Sequence[bytes | memoryview]]]:
    """Yield the parts of the new workbook; its sheets are added as they are checked."""
    room = archive.room
    strings = SharedStrings(archive.xml(book.strings), room) if book.strings else None
    yield "[Content_Types].xml", [_TYPES.encode()]
    yield _ROOT_RELATIONS, [_ROOT.format(_RELATION.format(0, _MAIN, _BOOK)).encode()]
    yield _BOOK, [_listing(book, listed)]
    relation = "".join(
        _RELATION.format(number, "worksheet", f"worksheets/sheet{number}.xml")
        for number in range(len(listed))
    )
    yield "xl/_rels/workbook.xml.rels", [_ROOT.format(relation).encode()]
    if book.styles:
        yield "xl/styles.xml", [_styles(archive.xml(book.styles))]
    if strings:
        yield "xl/sharedStrings.xml", strings.pieces
    for number, sheet in enumerate(listed):
        with blamed(sheet.title):
            part = _part(archive, sheet)
            if not book.styles and _STYLED.search(part):
                zh, en = "缺少部件 styles.xml", "the part styles.xml is missing"
                raise RefusedWorkbookError(damaged(zh, en))
            cells = SheetCells(sheet.title, part, strings, room)
            pieces = cells.checked()
        yield f"xl/worksheets/sheet{number}.xml", pieces
        sheets.append(CheckedSheet(sheet.title, sheet.is_hidden, cells.odd, cells.merged))


def _listing(book: _Book, listed: list[_Listed]) -> bytes:
    sheets = (_SHEET.format(escape(sheet.title), number + 1, number) for number, sheet in enumerate(listed))
    return _WORKBOOK.format(int(book.is_1904), "".join(sheets)).encode()


def _styles(part: bytes) -> bytes:
    """Return the forms of cells without the counts they state, which a reader would believe."""
    if len(part) > _LARGEST_STYLES:
        raise RefusedWorkbookError(TOO_LARGE)
    return _COUNT.sub(b"", part)


def _part(archive: Archive, sheet: _Listed) -> bytes:
    if not sheet.part:
        raise RefusedWorkbookError(damaged("缺少工作表的部件", "the part of the sheet is missing"))
    return archive.xml(sheet.part)


def book_part(archive: Archive) -> str | None:
    """Return the part that lists the sheets, where there is one."""
    if _BOOK in archive:
        return _BOOK
    if _ROOT_RELATIONS not in archive:
        return None
    named = [part for kind, part in relations(archive, "").values() if kind == _MAIN]
    return next((part for part in named if part in archive and part.endswith(".xml")), None)


def _book(archive: Archive) -> _Book:
    main = book_part(archive)
    if main is None:
        raise RefusedWorkbookError(damaged(f"缺少部件 {_BOOK}", f"the part {_BOOK} is missing"))
    related = relations(archive, main)
    sheets, is_1904 = [], False
    for tag in tags(archive.xml(main), archive.room):
        if tag.name == b"workbookPr" and not tag.is_end:
            is_1904 = tag.attributes.get("date1904") in {"1", "true"}
        elif tag.name == b"sheet" and not tag.is_end:
            stated = tag.attributes
            id_ = next((value for name, value in stated.items() if name.endswith(":id")), "")
            kind, part = related.get(id_, ("", ""))
            is_hidden = stated.get("state", "visible") != "visible"
            sheets.append(_Listed(stated.get("name", ""), part, is_hidden, kind not in _NO_CELLS))
    folder = posixpath.dirname(main)
    strings, styles = (
        _related(archive, related, kind, f"{folder}/{kind}.xml") for kind in ("sharedStrings", "styles")
    )
    return _Book(tuple(sheets), strings, styles, is_1904)


def _related(archive: Archive, related: Mapping[str, tuple[str, str]], kind: str, usual: str) -> str | None:
    """Return the part of a kind, by what is said of it or by its usual name."""
    named = [part for other, part in related.values() if other == kind]
    return next((part for part in (*named, usual) if part in archive), None)
