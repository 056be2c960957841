"""A workbook that was edited and saved: what the editor dropped is carried over, and nothing depends on the clock."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from dangjian_chain.formats.workbooks.parts import sheet_parts

_CELL = re.compile(rb"<((?:\w+:)?)c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+[0-9]+)["']""")
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</(?:\w+:)?v>")
_BLANK_VALUE = re.compile(rb"<v\s*/>|<v></v>")
_IGNORED = re.compile(rb"<ignoredErrors>.*?</ignoredErrors>", re.DOTALL)
_EXTENSIONS = re.compile(rb"<extLst>(?:(?!<extLst>).)*</extLst>(?=\s*</worksheet>)", re.DOTALL)
_NAMESPACE = re.compile(rb'xmlns:(\w+)="[^"]*"')
_REVISION = re.compile(rb' xr\d*:uid="[^"]*"')
_AFTER_IGNORED = re.compile(
    rb"<(?:smartTags|drawing|legacyDrawing|legacyDrawingHF|tableParts|extLst)\b|</worksheet>"
)
_STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)([^<]*)(?=<)")
_NO_DAY = b"2000-01-01T00:00:00Z"
_FIRST = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"


def carried_over(saved: bytes, source: bytes, titles: Mapping[str, str], parts: Mapping[str, bytes]) -> bytes:
    """
    Return a saved workbook with what its source had and the editor dropped.

    Results of formulas, marks of ignored errors, and extensions of sheets
    (drop-downs that take their words from another sheet); times are those of the
    source, so that the same edit makes the same bytes.

    Parameters
    ----------
    saved, source : bytes
    titles : mapping of str to str
        What sheets were called in the source, by what they are called now.
    parts : mapping of str to bytes
        Sheets that were made otherwise and stand in place of what was saved, by title.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved)) as new,
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        before = dict(sheet_parts(old))
        sheets = {part: before[titles[name]] for name, part in sheet_parts(new) if titles.get(name) in before}
        made_otherwise = {part: parts[name] for name, part in sheet_parts(new) if name in parts}
        for name in new.namelist():
            content = made_otherwise.get(name) or new.read(name)
            if name in sheets:
                content = _sheet(content, old.read(sheets[name]))
            elif name == _CORE:
                content = _stamped(content, old.read(_CORE) if _CORE in old.namelist() else b"")
            info = zipfile.ZipInfo(name, _FIRST)
            info.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(info, content)
    return made.getvalue()


def _sheet(new: bytes, old: bytes) -> bytes:
    if _FORMULA.search(old):
        results = _results(old)
        new = _CELL.sub(lambda cell: _with_result(cell, results), new)
    ignored, extensions = _IGNORED.search(old), _EXTENSIONS.search(old)
    if extensions is not None:
        spaces = b"".join(
            b" " + found[0] for found in _NAMESPACE.finditer(old[: old.find(b">", old.find(b"<worksheet"))])
        )
        block = _REVISION.sub(b"", extensions[0]).replace(b"<extLst>", b"<extLst" + spaces + b">", 1)
        new = new.replace(b"</worksheet>", block + b"</worksheet>")
    if ignored is not None and (place := _AFTER_IGNORED.search(new, new.rfind(b"</sheetData>"))):
        new = new[: place.start()] + ignored[0] + new[place.start() :]
    return new


def _results(sheet: bytes) -> Mapping[bytes, tuple[bytes, bytes]]:
    """Return the kind and the value that each formula had, by cell."""
    found = {}
    for cell in _CELL.finditer(sheet):
        place, value = _PLACE.search(cell[2]), _VALUE.search(cell[3] or b"")
        if place and value and _FORMULA.search(cell[3]):
            kind = _TYPE.search(cell[2])
            found[place[1]] = (kind[1] if kind else b"n", value[1])
    return found


def _with_result(cell: re.Match[bytes], results: Mapping[bytes, tuple[bytes, bytes]]) -> bytes:
    place = _PLACE.search(cell[2])
    held = results.get(place[1]) if place and _FORMULA.search(cell[3] or b"") else None
    if held is None or not _BLANK_VALUE.search(cell[3]):
        return cell[0]
    kind, value = held
    content = _BLANK_VALUE.sub(lambda _: b"<v>" + value + b"</v>", cell[3])
    return b"<c" + _TYPE.sub(b"", cell[2]).rstrip() + b' t="' + kind + b'">' + content + b"</c>"


def _stamped(new: bytes, old: bytes) -> bytes:
    """Return the properties with the times of the source, or a fixed day where it had none."""
    times = {found[2]: found[3] for found in _STAMP.finditer(old)}
    return _STAMP.sub(lambda found: found[1] + times.get(found[2], _NO_DAY), new)
