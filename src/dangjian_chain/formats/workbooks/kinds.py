"""What kind of workbook a file is, by its content and not by its name; and what it is where it is none."""

from __future__ import annotations

from dangjian_chain.formats.workbooks.archive import Archive, archive_of
from dangjian_chain.formats.workbooks.checked import Checked
from dangjian_chain.formats.workbooks.ods_parts import CONTENT, KIND, checked_ods
from dangjian_chain.formats.workbooks.parts import book_part, checked_xlsx
from dangjian_chain.formats.workbooks.refusal import ENCRYPTED, RefusedWorkbookError, other
from dangjian_chain.formats.workbooks.xls_parts import checked_xls
from dangjian_chain.text import Text

_ARCHIVE, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WHOLLY_ENCRYPTED = "encrypted-package"
_OTHER_ARCHIVES = {
    "xl/workbook.bin": Text(zh="二进制工作簿（.xlsb）", en="a binary one (.xlsb)"),
    "word/document.xml": Text(zh="文字文档", en="a text document"),
    "ppt/presentation.xml": Text(zh="演示文稿", en="a presentation"),
}
_PAGE, _OLD_XML, _TEXT = (
    Text(zh="网页", en="a web page"),
    Text(zh="XML 表格或其他 XML 文件", en="an XML table or some other XML file"),
    Text(zh="文本（如 CSV）", en="a text such as CSV"),
)
_BEGINNINGS = (
    (b"%pdf", Text(zh="PDF 文件", en="a PDF file")),
    (b"{\\rtf", Text(zh="文字文档", en="a text document")),
    (b"rar!", Text(zh="压缩包", en="an archive")),
    (b"7z\xbc\xaf", Text(zh="压缩包", en="an archive")),
    (b"\x09\x00", Text(zh="1995 年以前的工作簿", en="one of before 1995")),
    (b"\x09\x02", Text(zh="1995 年以前的工作簿", en="one of before 1995")),
    (b"\x09\x04", Text(zh="1995 年以前的工作簿", en="one of before 1995")),
    (b"\x09\x08", Text(zh="1995 年以前的工作簿", en="one of before 1995")),
)
_PAGE_MARKS = (b"<html", b"<table", b"<!doctype html", b"<meta", b"<body")
_SAMPLE = 4096


def checked_workbook(data: bytes) -> Checked:
    """
    Return a workbook made anew from what was checked of it.

    Raises
    ------
    RefusedWorkbookError
        If the file is no workbook, or one that is encrypted, damaged or too large.
    """
    if data.startswith(_ARCHIVE):
        return _checked_archive(archive_of(data))
    if data.startswith(_COMPOUND):
        return checked_xls(data)
    what = _what(data)
    raise RefusedWorkbookError(other(what.zh, what.en))


def _checked_archive(archive: Archive) -> Checked:
    if _WHOLLY_ENCRYPTED in archive:
        raise RefusedWorkbookError(ENCRYPTED)
    for part, what in _OTHER_ARCHIVES.items():
        if part in archive:
            raise RefusedWorkbookError(other(what.zh, what.en))
    is_ods = (CONTENT in archive or KIND in archive) and book_part(archive) is None
    return (checked_ods if is_ods else checked_xlsx)(archive)


def _what(data: bytes) -> Text:
    head = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not head:
        return Text(zh="空文件", en="an empty file")
    if any(mark in head for mark in _PAGE_MARKS):
        return _PAGE
    if head.startswith(b"<"):
        return _OLD_XML
    if b"\0" not in head or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        known = (what for beginning, what in _BEGINNINGS if head.startswith(beginning))
        return next(known, _TEXT)
    known = (what for beginning, what in _BEGINNINGS if data.startswith(beginning))
    return next(known, Text(zh="别的文件", en="some other file"))
