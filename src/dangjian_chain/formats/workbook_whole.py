"""What in a workbook would be lost if it were edited and saved: looked for in its parts, never guessed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from dangjian_chain.text import Text

_KEPT = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|docprops/.*|docmetadata/.*|customxml/.*|.*/"
    r"|xl/(?:workbook|styles|sharedstrings|calcchain)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/(?:[^/]+\.xml|_rels/[^/]+)|xl/theme/theme\d*\.xml|xl/(?:comments/)?comments?\d*\.xml"
    r"|xl/drawings/[^/]+\.vml|xl/tables/[^/]+\.xml|xl/externallinks/.*|xl/printersettings/.*|xl/persons/.*"
)
"""Parts that are kept, made anew, or hold nothing of content or look."""
_MACROS = Text(zh="宏", en="macros")
_CONTROLS = Text(zh="窗体控件", en="form controls")
_PICTURES = Text(zh="图片", en="pictures")
_LOST = (
    (r"xl/(?:vba|macrosheets|dialogsheets)", _MACROS),
    (r"xl/(?:charts|chartsheets|chartex)", Text(zh="图表", en="charts")),
    (r"xl/(?:media|cellimages|_rels/cellimages|richdata)", _PICTURES),
    (r"xl/pivot", Text(zh="数据透视表", en="pivot tables")),
    (r"xl/(?:ctrlprops|activex)", _CONTROLS),
    (r"xl/(?:drawings|diagrams|ink)/", Text(zh="图形（图片、图表、文本框）", en="drawings")),
    (r"xl/threadedcomments", Text(zh="会话式批注", en="threaded comments")),
    (r"xl/(?:slicer|timeline)", Text(zh="切片器", en="slicers")),
    (r"xl/(?:connections|querytables|model)", Text(zh="数据连接", en="data connections")),
    (r"xl/metadata", Text(zh="动态数组公式", en="dynamic array formulas")),
    (r"xl/embeddings", Text(zh="嵌入的对象", en="embedded objects")),
    (r"_xmlsignatures", Text(zh="数字签名", en="digital signatures")),
)
_FORMATS = Text(zh="新式条件格式", en="conditional formats of the newer kind")
_EXTENSIONS = {
    "CCE6A557": None,
    "05C60535": None,
    "01252117": None,
    "FC87AEE6": None,
    "78C0D931": _FORMATS,
    "B025F937": _FORMATS,
    "A8765BA9": Text(zh="切片器", en="slicers"),
    "3A4CF648": Text(zh="切片器", en="slicers"),
    "7E03D99C": Text(zh="日程表", en="timelines"),
}
"""By the start of their mark, extensions of sheets; those with `None` are carried over whole: drop-downs,
sparklines, ignored errors, protected ranges."""
_OTHER = Text(zh="本程序不认识的扩展", en="an extension that is not known")
_URI = re.compile(rb"<ext\b[^>]*\buri\s*=\s*[\"']\{([0-9A-Fa-f]{8})")
_OBJECT = re.compile(rb"ObjectType\s*=\s*[\"'](\w+)")
_DRAWING, _ANCHOR = re.compile(r"xl/drawings/drawing\d*\.xml"), b"Anchor"
"""What holds drawings, and each of them in it; some programs write one that holds none."""
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_MOST = 512 * 2**20
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error)


def what_is_lost(data: bytes, suffix: str) -> tuple[Text, ...]:
    """
    Return what keeps a workbook from being edited and saved whole; nothing where it can be.

    Parameters
    ----------
    data : bytes
        Of the file.
    suffix : str
        Of its name.
    """
    if suffix.lower() == ".xlsm":
        return (
            Text(
                zh="宏（.xlsm 的格式），请先另存为 .xlsx",
                en="macros (a file of form .xlsm), save it as .xlsx first",
            ),
        )
    if suffix.lower() != ".xlsx":
        return (
            Text(
                zh=f"{suffix or '没有扩展名'}的格式，请先另存为 .xlsx",
                en=f"a file of another form ({suffix or 'no suffix'}), save it as .xlsx first",
            ),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > _MOST:
                return (Text(zh="过多的内容", en="too much"),)
            return tuple(dict.fromkeys(_lost(book)))
    except _BROKEN:
        return (
            Text(
                zh="不能当作工作簿打开的内容（可能已损坏或加密）",
                en="content that does not open as a workbook, it may be damaged or encrypted",
            ),
        )


def _lost(book: zipfile.ZipFile) -> Iterator[Text]:
    for name in book.namelist():
        low = name.lower()
        if _DRAWING.fullmatch(low) and _ANCHOR not in book.read(name):
            continue
        if not _KEPT.fullmatch(low):
            yield next((what for start, what in _LOST if re.match(start, low)), Text(name, name))
        elif low.endswith(".vml"):
            if any(kind != b"Note" for kind in _OBJECT.findall(book.read(name))):
                yield _CONTROLS
        elif low.endswith((".xml", ".rels")):
            yield from _lost_of_part(low, book.read(name))


def _lost_of_part(name: str, content: bytes) -> Iterator[Text]:
    if any(mark in content[:4096] for mark in _FORBIDDEN):
        yield Text(zh="不该有的声明（DOCTYPE）", en="a DOCTYPE, which no workbook has")
    if name == "[content_types].xml" and b"macroEnabled" in content:
        yield _MACROS
    if name.startswith("xl/worksheets/") and b"<extLst" in content:
        for mark in _URI.findall(content):
            what = _EXTENSIONS.get(mark.decode().upper(), _OTHER)
            if what is not None:
                yield what
