"""The parts of an .ods file: its tables, checked before a reader meets them."""

from __future__ import annotations

from html import escape

from dangjian_chain.formats.workbooks.archive import Archive, packed
from dangjian_chain.formats.workbooks.checked import Checked, CheckedSheet, Room, named_once
from dangjian_chain.formats.workbooks.markup import Tag, next_tag
from dangjian_chain.formats.workbooks.ods_rows import passed
from dangjian_chain.formats.workbooks.ods_table import OdsTable
from dangjian_chain.formats.workbooks.refusal import ENCRYPTED, RefusedWorkbookError, other

CONTENT, KIND = "content.xml", "mimetype"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_LIST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_BODY, _TABLE, _STYLE, _DISPLAY = (
    b"office:spreadsheet",
    b"table:table",
    b"style:style",
    b"style:table-properties",
)
_NO_TABLES = {b"table:dde-links", b"table:tracked-changes"}
_OPEN = b"<office:document-content><office:body><office:spreadsheet>"
_CLOSE = b"</office:spreadsheet></office:body></office:document-content>"


def checked_ods(archive: Archive) -> Checked:
    """
    Return an .ods file made anew from the cells of its tables.

    Nothing else in it is unpacked: no macros, pictures or links.

    Raises
    ------
    RefusedWorkbookError
        If it is encrypted, damaged, no workbook, or holds too much.
    """
    if _LIST in archive and _ENCRYPTED in archive.read(_LIST):
        raise RefusedWorkbookError(ENCRYPTED)
    if KIND in archive and not archive.read(KIND).startswith(_KIND):
        raise RefusedWorkbookError(other("别的文档", "some other document"))
    tables = _Content(archive.xml(CONTENT), archive.room)
    parts = ((KIND, [_KIND]), (_LIST, [b"<manifest:manifest/>"]), (CONTENT, tables.pieces))
    return Checked(packed(parts), tables.sheets)


class _Content:
    """The tables of a workbook, by its content in plain XML."""

    def __init__(self, part: bytes, room: Room) -> None:
        self.sheets: list[CheckedSheet] = []
        self.pieces: list[bytes | memoryview] = [_OPEN]
        self._part, self._room = part, room
        self._hidden: set[str] = set()
        self._look()
        named_once(sheet.title for sheet in self.sheets)
        self.pieces.append(_CLOSE)

    def _look(self) -> None:
        style, is_body = "", False
        tag = self._following(0)
        while not (tag.is_end and tag.full == _BODY):
            if tag.full == _STYLE and not tag.is_end:
                style = tag.attributes.get("style:name", "")
            elif tag.full == _DISPLAY and tag.attributes.get("table:display") == "false":
                self._hidden.add(style)
            elif tag.full == _BODY:
                is_body = True
            elif tag.full in _NO_TABLES and is_body:
                tag = passed(tag, self._following)
            place = self._table(tag) if tag.full == _TABLE and is_body and not tag.is_whole else tag.end
            tag = self._following(place)

    def _following(self, place: int) -> Tag:
        return next_tag(self._part, place, self._room)

    def _table(self, tag: Tag) -> int:
        """Look at a table; return where it ends."""
        stated = tag.attributes
        title = stated.get("table:name", "")
        table = OdsTable(title, self._part, self._room)
        place = table.look(tag.end)
        self.pieces += [
            f'<table:table table:name="{escape(title)}">'.encode(),
            *table.rows,
            b"</table:table>",
        ]
        self.sheets.append(
            CheckedSheet(title, stated.get("table:style-name", "") in self._hidden, table.odd, table.merged)
        )
        return place
