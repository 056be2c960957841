"""Workbooks as archives of parts: unpacked no further than memory holds, and packed anew from what was checked."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Sequence

from dangjian_chain.formats.workbooks.checked import Room
from dangjian_chain.formats.workbooks.markup import plain, tags
from dangjian_chain.formats.workbooks.refusal import ENCRYPTED, TOO_LARGE, RefusedWorkbookError, damaged

_LARGEST = 384 * 2**20
"""Of all parts, also of those that are never unpacked, such as pictures."""
_MOST_PARTS = 20_000
_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FIRST = (1980, 1, 1, 0, 0, 0)
_BROKEN = (zipfile.BadZipFile, KeyError, NotImplementedError, OSError, EOFError, ValueError, zlib.error)
_IS_ENCRYPTED = 1


class Archive:
    """
    The parts of a workbook, by their names in any case.

    Parameters
    ----------
    book : ZipFile
    """

    def __init__(self, book: zipfile.ZipFile) -> None:
        self._book = book
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        self.room = Room()
        """What the workbook may still take."""
        for part in book.infolist():
            name = _plain_name(part.filename)
            if name in self._parts:
                self._twice.add(name)
            self._parts[name] = part

    def __contains__(self, name: str) -> bool:
        return _plain_name(name) in self._parts

    def called(self, name: str) -> str:
        """Return what a part is called in the archive."""
        return self._parts[_plain_name(name)].filename

    def read(self, name: str) -> bytes:
        """
        Return the content of a part.

        Raises
        ------
        RefusedWorkbookError
            If it is missing, damaged, encrypted or too large.
        """
        key = _plain_name(name)
        part = self._parts.get(key)
        if part is None:
            raise RefusedWorkbookError(damaged(f"缺少部件 {name}", f"the part {name} is missing"))
        if part.flag_bits & _IS_ENCRYPTED:
            raise RefusedWorkbookError(ENCRYPTED)
        self.room.unpacked -= part.file_size
        if self.room.unpacked < 0:
            raise RefusedWorkbookError(TOO_LARGE)
        if key in self._twice or part.compress_type not in _METHODS:
            raise RefusedWorkbookError(damaged(f"部件 {name} 有误", f"the part {name} is amiss"))
        torn = damaged(f"部件 {name} 不完整", f"the part {name} is torn")
        try:
            with self._book.open(part) as file:
                content = file.read(part.file_size)  # never more, whatever there is
        except (*_BROKEN, RuntimeError) as error:
            raise RefusedWorkbookError(torn) from error
        if len(content) < part.file_size:
            raise RefusedWorkbookError(torn)
        return content

    def xml(self, name: str) -> bytes:
        """Return the content of a part in plain XML; see `plain`."""
        return plain(self.read(name))


def archive_of(data: bytes) -> Archive:
    """
    Return the archive that a file is.

    Raises
    ------
    RefusedWorkbookError
        If it is none, or its parts are far too many or too large.
    """
    if data.count(_ENTRY) > _MOST_PARTS:
        raise RefusedWorkbookError(TOO_LARGE)
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise RefusedWorkbookError(damaged("压缩包不完整", "the archive is torn")) from error
    if sum(part.file_size for part in book.infolist()) > _LARGEST:
        raise RefusedWorkbookError(TOO_LARGE)
    return Archive(book)


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part is related to, by id: the last word of the kind, and the name of the other part."""
    folder, name = posixpath.split(part)
    found = {}
    for tag in tags(archive.xml(f"{folder}/_rels/{name}.rels".lstrip("/")), archive.room):
        if tag.name == b"Relationship" and not tag.is_end:
            stated = tag.attributes
            target = stated.get("Target", "").replace("\\", "/")
            place = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = stated.get("Type", "").rpartition("/")[2]
            found[stated.get("Id", "")] = (kind, posixpath.normpath(place).lstrip("/"))
    return found


def packed(parts: Iterable[tuple[str, Sequence[bytes | memoryview]]]) -> bytes:
    """Return an archive of parts, which are taken one at a time, each in pieces; none is compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, pieces in parts:
            with book.open(zipfile.ZipInfo(name, _FIRST), "w") as content:
                for piece in pieces:
                    content.write(piece)
    return made.getvalue()
