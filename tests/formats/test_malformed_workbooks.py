"""Workbooks of every malformed kind: a clear located message, or the right chain; never a crash, never a silent loss."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl
import pytest

import dangjian_chain as dc
from dangjian_chain.errors import Problem
from dangjian_chain.formats import read_workbook
from dangjian_chain.formats.read_workbook import Grid, cells_of, grids_of
from dangjian_chain.formats.workbooks import checked, compound_file, xls_parts
from dangjian_chain.formats.workbooks.compound_file import CompoundFile, compound_of
from dangjian_chain.formats.workbooks.parts import sheet_parts
from dangjian_chain.formats.workbooks.refusal import RefusedWorkbookError

NOT_ONE, ENCRYPTED, TOO_LARGE = "not-a-workbook", "encrypted-workbook", "too-large"
SUFFIXES = (".xlsx", ".xls", ".et", ".ods")

# --- files made by hand ---------------------------------------------------------------------------

Parts = Mapping[str, str | bytes | None]
OPEN = "http://schemas.openxmlformats.org"
KINDS = f"{OPEN}/officeDocument/2006/relationships"
BOOK, RELATED, SHEET = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
STRINGS, STYLES, CONTENT = "xl/sharedStrings.xml", "xl/styles.xml", "content.xml"
WORKBOOK = f'<workbook xmlns:r="{KINDS}"><sheets><sheet name="organizations" sheetId="1" r:id="r1"/></sheets></workbook>'
RELATION = '<Relationship Id="{}" Type="' + KINDS + '/{}" Target="{}"/>'
RELATIONS = f"<Relationships>{RELATION.format('r1', 'worksheet', 'worksheets/sheet1.xml')}</Relationships>"
STYLED = (
    '<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
HEADER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
ROW = '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>'
WORDS = ("id", "name", "A", "甲")


def packed(parts: Parts) -> bytes:
    """Return an archive of parts, but for those that are left out."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            if content is not None:
                book.writestr(name, content)
    return held.getvalue()


def strings(*words: str, tag: str = "<sst>") -> str:
    return tag + "".join(f"<si><t>{word}</t></si>" for word in words) + "</sst>"


def sheet(rows: str = HEADER + ROW, before: str = "", after: str = "") -> str:
    return f"<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def xlsx(rows: str | bytes | None = None, **more: str | bytes | None) -> bytes:
    """Return an .xlsx file with some rows, or some parts of its own by their short names."""
    names = {"book": BOOK, "related": RELATED, "strings": STRINGS, "styles": STYLES, "sheet": SHEET}
    parts = {BOOK: WORKBOOK, RELATED: RELATIONS, STRINGS: strings(*WORDS), STYLES: STYLED, SHEET: sheet()}
    if rows is not None:
        parts[SHEET] = rows if isinstance(rows, bytes) else sheet(rows)
    return packed(parts | {names.get(name, name): content for name, content in more.items()})


KIND_OF_ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODS_OPEN = "<office:document-content><office:body><office:spreadsheet>"
ODS_CLOSE = "</office:spreadsheet></office:body></office:document-content>"


def words(text: str, attributes: str = "", name: str = "table-cell") -> str:
    return f'<table:{name}{attributes} office:value-type="string"><text:p>{text}</text:p></table:{name}>'


def line(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


ODS_ROWS = line(words("id"), words("name")) + line(words("A"), words("甲"))


def ods(rows: str = ODS_ROWS, styles: str = "", **more: str | bytes | None) -> bytes:
    """Return an .ods file with some rows, or some parts of its own."""
    table = f'<table:table table:name="organizations" table:style-name="ta1">{rows}</table:table>'
    content = ODS_OPEN.replace("<office:body>", f"{styles}<office:body>") + table + ODS_CLOSE
    parts = {"mimetype": KIND_OF_ODS, "META-INF/manifest.xml": "<manifest:manifest/>", CONTENT: content}
    return packed(parts | more)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def text_of_xls(text: str, size: str = "<HB") -> bytes:
    return struct.pack(size, len(text), 1) + text.encode("utf-16-le")


START, END = record(0x0809, struct.pack("<HH12x", 0x0600, 0x0005)), record(0x000A)


def xls_strings(*items: str, count: int | None = None) -> bytes:
    held = struct.pack("<II", len(items), len(items) if count is None else count)
    return record(0x00FC, held + b"".join(map(text_of_xls, items)))


def xls_words(row: int, column: int, number: int) -> bytes:
    return record(0x00FD, struct.pack("<HHHI", row, column, 0, number))


def xls_number(row: int, column: int, number: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, number))


def xls_formula(row: int, column: int, result: bytes, tokens: bytes = b"\x1e\x01\x00") -> bytes:
    head = struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIH", 0, 0, len(tokens))
    return record(0x0006, head + tokens)


XLS_ROWS = b"".join(xls_words(row, column, 2 * row + column) for row in range(2) for column in range(2))


def xls_stream(
    rows: bytes = XLS_ROWS,
    *,
    said: bytes = b"",
    shared: bytes | None = None,
    names: Iterable[str] = ("organizations",),
) -> bytes:
    """Return the stream of an .xls workbook; its sheets all hold the same."""
    names = tuple(names)
    shared = xls_strings(*WORDS) if shared is None else shared
    heads = [text_of_xls(name, "<BB") for name in names]
    start = len(START + said + shared + END) + sum(10 + len(head) for head in heads)
    body = START + rows + END
    listed = b"".join(
        record(0x0085, struct.pack("<IBB", start + number * len(body), 0, 0) + head)
        for number, head in enumerate(heads)
    )
    return START + said + listed + shared + END + body * len(names)


def xls(rows: bytes = XLS_ROWS, **more: object) -> bytes:
    return compound_of("Workbook", xls_stream(rows, **more))  # type: ignore[arg-type]


MAKERS: Mapping[str, Callable[[], bytes]] = {".xlsx": xlsx, ".xls": xls, ".et": xls, ".ods": ods}


LONG = "x" * 32_000
USED = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 3000))
ITSELF = "".join(
    f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{LONG}</t></is></c></row>' for row in range(1, 3000)
)


@pytest.fixture
def save(tmp_path):
    """Return a function that saves bytes as a workbook."""

    def of(data: bytes, suffix: str = ".xlsx") -> Path:
        path = tmp_path / f"a{suffix}"
        path.write_bytes(data)
        return path

    return of


def problem_of(path: Path) -> Problem:
    """Return the one problem that a workbook is refused with, said in both languages; nothing else is made."""
    before = sorted(path.parent.iterdir())
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(path)
    (problem,) = refused.value.problems

    assert re.search(r"[\u4e00-\u9fff]", problem.text.zh)
    assert re.search(r"[a-z]", problem.text.en)
    assert sorted(path.parent.iterdir()) == before
    return problem


def refused(path: Path) -> tuple[str, str]:
    problem = problem_of(path)
    return problem.code, problem.place


def only(path: Path) -> Grid:
    """Return the one sheet of a workbook."""
    grids, found = grids_of(path)
    assert not found.problems, found.problems
    (grid,) = grids
    return grid


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_made_by_hand_is_read(save, suffix):
    """Else each refusal below would prove nothing."""
    chain = dc.read(save(MAKERS[suffix](), suffix))

    assert [(one.id, one.name) for one in chain.organizations.values()] == [("A", "甲")]


# --- files that are none --------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"", "空文件", "an empty file"),
        (b"\xef\xbb\xbf \n<HTML><table><tr><td>id", "网页", "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML", "an XML table"),
        ("编号,名称\n甲,乙\n".encode(), "文本（如 CSV）", "a text such as CSV"),
        ("编号,名称\n甲,乙\n".encode("gb18030"), "文本（如 CSV）", "a text such as CSV"),
        ("编号,名称\n甲,乙\n".encode("utf-16"), "文本（如 CSV）", "a text such as CSV"),
        (b"%PDF-1.7\n", "PDF", "a PDF file"),
        (b"\x09\x08\x08\0\0\x05\x05\0", "1995 年以前的工作簿", "one of before 1995"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "别的文件", "some other file"),
        (packed({"word/document.xml": "<w/>"}), "文字文档", "a text document"),
        (packed({"xl/workbook.bin": b"\0"}), ".xlsb", ".xlsb"),
        (ods(mimetype="application/vnd.oasis.opendocument.text"), "别的文档", "some other document"),
        (compound_of("WordDocument", b"\0"), "文字文档", "a text document"),
    ],
)
def test_other_files_by_the_name_of_a_workbook(save, content, suffix, zh, en):
    path = save(content, suffix)
    problem = problem_of(path)

    assert (problem.code, problem.place) == (NOT_ONE, path.name)
    assert f"内容不是工作簿，而是{zh}" in problem.text.zh or zh in problem.text.zh
    assert f"no workbook but {en}" in problem.text.en or en in problem.text.en
    assert ".xlsx" in problem.text.zh


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_truncated(save, suffix, share):
    content = MAKERS[suffix]()
    path = save(content[: int(len(content) * share)], suffix)

    assert refused(path) == (NOT_ONE, path.name)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_part_that_does_not_unpack(save, suffix):
    """Its bytes do not have the checksum that is said of them."""
    content = MAKERS[suffix]()
    name = b"sheet1.xml" if suffix == ".xlsx" else b"content.xml"
    place = content.index(name) + len(name) + 4
    path = save(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :], suffix)
    code, where = refused(path)

    assert (code, where.split()[0]) == (NOT_ONE, path.name)


# --- passwords ------------------------------------------------------------------------------------


def zip_with_password(data: bytes) -> bytes:
    """Return an archive whose parts all say that they are encrypted."""
    held = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), data):
            held[found.start() + place] |= 1
    return bytes(held)


LOCKED_ODS = (
    '<m:manifest><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (compound_of("EncryptedPackage", b"\x01" * 5000), ".xlsx"),
        (compound_of("EncryptedPackage", b"\x01" * 5000), ".et"),
        (compound_of("\tDRMContent", b"\x01" * 5000), ".xls"),
        (xls(said=record(0x002F, b"\1\0\1\0" + b"\x55" * 50)), ".xls"),
        (xls(said=record(0x002F, b"\0\0\x12\x34\x56\x78")), ".et"),
        (ods(**{"META-INF/manifest.xml": LOCKED_ODS, CONTENT: b"\x99" * 200}), ".ods"),
        (packed({"mimetype": KIND_OF_ODS, "encrypted-package": b"\x99" * 200}), ".ods"),
        (zip_with_password(xlsx()), ".xlsx"),
    ],
)
def test_a_password_is_said_apart_from_damage(save, content, suffix):
    path = save(content, suffix)
    problem = problem_of(path)

    assert (problem.code, problem.place) == (ENCRYPTED, path.name)
    assert problem.text.zh == "工作簿设有打开密码，请去掉密码后再试"
    assert problem.text.en == "it is protected by a password; save it without"


# --- what the reader itself meets -------------------------------------------------------------------


class PanicException(BaseException):
    """Stands in for what the reader raises where its own assumptions fail."""


def reader(monkeypatch: pytest.MonkeyPatch, error: BaseException, where: str) -> None:
    """Let the reader raise an error where it opens a workbook, or gives a sheet."""
    import python_calamine

    class Book:
        def __init__(self, file):
            if where == "open":
                raise error

        def get_sheet_by_index(self, number):
            raise error

    class Reader:
        CalamineError, PasswordError = python_calamine.CalamineError, python_calamine.PasswordError

        class CalamineWorkbook:
            from_filelike = Book

    monkeypatch.setattr(read_workbook, "_calamine", lambda: Reader)


@pytest.mark.parametrize(("where", "place"), [("open", "a.xlsx"), ("sheet", "a.xlsx organizations")])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PanicException("range end index 4 out of range"), NOT_ONE),
        (OverflowError("date value out of range"), NOT_ONE),
        (ValueError("year 0 is out of range"), NOT_ONE),
        (MemoryError(), TOO_LARGE),
    ],
)
def test_whatever_the_reader_raises_is_a_problem(save, monkeypatch, error, code, where, place):
    reader(monkeypatch, error, where)

    assert refused(save(xlsx())) == (code, place)


def test_the_reader_may_know_of_a_password(save, monkeypatch):
    import python_calamine

    reader(monkeypatch, python_calamine.PasswordError(), "open")

    assert refused(save(xlsx())) == (ENCRYPTED, "a.xlsx")


def test_a_person_may_interrupt(save, monkeypatch):
    """What is no error of the reader goes through."""
    reader(monkeypatch, KeyboardInterrupt(), "sheet")
    with pytest.raises(KeyboardInterrupt):
        dc.read(save(xlsx()))


# --- macros, links: nothing runs, nothing is fetched ------------------------------------------------


@pytest.fixture
def alone(monkeypatch):
    """Let nothing reach the network or start a program."""

    def never(*args, **options):
        raise AssertionError(args)

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    monkeypatch.setattr(subprocess, "Popen", never)
    monkeypatch.setattr(os, "system", never)


def test_macros_are_left_alone(save, alone):
    """A workbook with macros is read; they are not even unpacked, so torn ones do not matter."""
    relations = RELATIONS.replace("</R", RELATION.format("r9", "vbaProject", "vbaProject.bin") + "</R")
    data = xlsx(related=relations, **{"xl/vbaProject.bin": b"\0" * 1000})

    assert list(dc.read(save(data, ".xlsm")).organizations) == ["A"]


def test_links_are_not_followed(save, alone):
    """Neither other workbooks, nor web queries, nor formulas that ask the web, nor DDE."""
    link = '<externalLink><externalBook r:id="r1"/></externalLink>'
    target = '<Relationship Id="r1" Type="t" Target="http://192.0.2.1/x.xlsx" TargetMode="External"/>'
    formula = (
        '<row r="2"><c r="A2" t="str"><f>WEBSERVICE("http://192.0.2.1/")</f><v>A</v></c>'
        '<c r="B2" t="str"><f>[1]Sheet1!A1</f><v>甲</v></c></row>'
    )
    data = xlsx(
        HEADER + formula,
        **{
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": f"<Relationships>{target}</Relationships>",
            "xl/connections.xml": '<connections><connection><webPr url="http://192.0.2.1/"/></connection></connections>',
        },
    )
    tables = (
        '<table:dde-links><table:dde-link><office:dde-source office:dde-application="cmd"/>'
        '<table:table table:name="evil"><table:table-row/></table:table></table:dde-link></table:dde-links>'
    )

    assert dc.read(save(data)).organizations["A"].name == "甲"
    assert dc.read(
        save(ods(ODS_ROWS + "</table:table>" + tables + '<table:table table:name="x">'), ".ods")
    ).organizations


def test_sheets_of_macros_and_charts_are_no_tables(save):
    """Of the old kind in an .xls file too: their cells would be read as ours."""
    relations = RELATIONS.replace(
        "</R",
        RELATION.format("r2", "xlMacrosheet", "macrosheets/sheet1.xml")
        + RELATION.format("r3", "chartsheet", "chartsheets/sheet1.xml")
        + "</R",
    )
    more = '<sheet name="macro" r:id="r2"/><sheet name="chart" r:id="r3"/></sheets>'
    stream = bytearray(xls_stream(names=("macro", "organizations")))
    stream[stream.index(record(0x0085)[:2], len(START)) + 9] = 1

    assert (
        only(save(xlsx(book=WORKBOOK.replace("</sheets>", more), related=relations))).title == "organizations"
    )
    assert only(save(compound_of("Workbook", bytes(stream)), ".xls")).title == "organizations"


# --- parts that are missing, or lie -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "suffix", "place", "words"),
    [
        (xlsx(book=None), ".xlsx", "", "xl/workbook.xml"),
        (xlsx(related=None), ".xlsx", "", "workbook.xml.rels"),
        (xlsx(related="<Relationships/>"), ".xlsx", " organizations", "工作表的部件"),
        (xlsx(sheet=None), ".xlsx", " organizations", "xl/worksheets/sheet1.xml"),
        (xlsx(strings=None), ".xlsx", " organizations", "sharedStrings.xml"),
        (
            xlsx('<row r="1"><c r="A1" s="1"><v>9</v></c></row>', styles=None),
            ".xlsx",
            " organizations",
            "styles.xml",
        ),
        (xlsx(sheet="<chartsheet/>"), ".xlsx", " organizations", "工作表不完整"),
        (packed({"a.txt": "a"}), ".xlsx", "", "xl/workbook.xml"),
        (ods(**{CONTENT: None}), ".ods", "", "content.xml"),
        (ods(**{CONTENT: "<office:document-content/>"}), ".ods", "", "部件不完整"),
        (compound_of("Contents", b"\0"), ".xls", "", "缺少工作簿内容"),
    ],
)
def test_what_is_missing_is_named(save, data, suffix, place, words):
    path = save(data, suffix)
    problem = problem_of(path)

    assert (problem.code, problem.place) == (NOT_ONE, path.name + place)
    assert words in problem.text.zh


@pytest.mark.parametrize(
    "data",
    [
        xlsx(**{"[Content_Types].xml": "<Types/>", "docProps/app.xml": "torn <"}),
        xlsx(styles=None),
        xlsx(sheet=sheet(before='<dimension ref="A1:XFD1048576"/>')),
        xlsx(sheet=sheet(before='<dimension ref="hello"/><cols><col min="1" max="4294967295"/></cols>')),
        xlsx(strings=strings(*WORDS, tag='<sst count="4294967295" uniqueCount="4294967295">')),
        xlsx(styles=STYLED.replace('count="2"', 'count="4294967295"')),
        xlsx(sheet=sheet(after='<mergeCells count="4294967295"><mergeCell ref="D1:D9"/></mergeCells>')),
        xlsx(**{SHEET: None, "xl\\worksheets\\Sheet1.xml": sheet()}),
        xlsx(
            **{
                BOOK: None,
                RELATED: None,
                "book/main.xml": WORKBOOK,
                "book/_rels/main.xml.rels": RELATIONS.replace('"worksheets', '"/xl/worksheets'),
                "book/sharedStrings.xml": strings(*WORDS),
                "_rels/.rels": f"<Relationships>{RELATION.format('r', 'officeDocument', 'book/main.xml')}</Relationships>",
            }
        ),
    ],
)
def test_what_is_stated_and_not_so_does_not_matter(save, data):
    """How far a sheet reaches, how many words there are: a reader that believed it would ask for gigabytes."""
    assert only(save(data)).rows == [["id", "name"], ["A", "甲"]]


@pytest.mark.parametrize(
    "rows",
    [
        record(0x0200, struct.pack("<IIHH2x", 0, 0xFFFFFFFF, 0, 0xFFFF)) + XLS_ROWS,
        record(0x0200, struct.pack("<IIHH2x", 1, 1, 1, 1)) + XLS_ROWS,
        record(0x0200, b"\xff") + XLS_ROWS,
        XLS_ROWS + START + xls_number(9, 9, 1) + record(0x0200) + END,
        XLS_ROWS + record(0x0208, bytes(16)) + record(0x0201, struct.pack("<HHH", 3, 3, 0)),
    ],
)
def test_what_an_xls_sheet_states_and_not_so_does_not_matter(save, rows):
    """Nor do charts inside it, whose points are written as cells are."""
    assert only(save(xls(rows), ".xls")).rows == [["id", "name"], ["A", "甲"]]


def test_links_and_names_in_an_xls_file_are_passed_over(save):
    """Torn ones would make the reader give up."""
    said = (
        record(0x0018, b"\1")
        + record(0x0017)
        + record(0x0042, struct.pack("<H", 1200))
        + record(0x0042, b"\1\0")
    )

    assert only(save(xls(said=said[:-6]), ".xls")).rows[1] == ["A", "甲"]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(book=WORKBOOK.replace("</sheets>", '<sheet name="Organizations" r:id="r1"/></sheets>')),
        ods(ODS_ROWS + '</table:table><table:table table:name="organizations">' + ODS_ROWS),
        xls(names=("organizations", "organizations")),
    ],
)
def test_two_sheets_of_one_name_are_refused(save, data):
    """A reader by name gives the one and loses the other."""
    problem = problem_of(save(data))

    assert problem.code == NOT_ONE
    assert problem.place.casefold() == "a.xlsx organizations"
    assert "两张工作表同名" in problem.text.zh


def test_sheets_and_their_parts():
    """A sheet without its part has none; another archive is no workbook."""
    for data, expected in ((xlsx(), [("organizations", SHEET)]), (xlsx(sheet=None), [])):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            assert list(sheet_parts(book)) == expected
    with zipfile.ZipFile(io.BytesIO(ods())) as book, pytest.raises(KeyError):
        list(sheet_parts(book))


def test_a_part_that_is_there_twice_is_refused(save):
    held = io.BytesIO(xlsx())
    with zipfile.ZipFile(held, "a") as book, pytest.warns(UserWarning, match="Duplicate"):
        book.writestr(SHEET, sheet(HEADER))

    assert refused(save(held.getvalue())) == (NOT_ONE, "a.xlsx organizations")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(save, method):
    """No workbook has them, and one may ask for a dictionary of gigabytes."""
    held = io.BytesIO(xlsx(strings=None))
    with zipfile.ZipFile(held, "a") as book:
        book.writestr(STRINGS, strings(*WORDS), method)

    assert refused(save(held.getvalue())) == (NOT_ONE, "a.xlsx")


# --- damage inside a sheet is told with its place ----------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', ""),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "!A1"),
        ('<row r="1"><c r="B1" t="s"><v>x</v></c></row>', "!B1"),
        ("<row r='1'><c r='B1' t='s'><v>9</v></c></row>", "!B1"),
        ('<row r="1"><c r="A1" t="inlineStr"><v>1</v></c></row>', "!A1"),
        ('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>', "!A1"),
        ('<row r="1"><c r="A1"><v>1</v><f>A2</f></c></row>', "!A1"),
        ('<row r="1"><c r="A1"><v>1<v>2</v></v></c></row>', "!A1"),
        ('<row r="1"><c r="A1"><extLst/></c></row>', "!A1"),
        ('<row r="1"><c r="A1" r="B1"><v>1</v></c></row>', ""),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', ""),
        ("<row r='1'><c r='$A$1'><v>1</v></c></row>", ""),
        ('<row r="x"><c><v>1</v></c></row>', ""),
        ('<row r="0"><c><v>1</v></c></row>', ""),
        ('<row r="1"><c r="A1" t="b"><v>7</v></c></row>', ""),
        ('<row r="1"><c r="A1"><v>1</w></c></row>', "!A1"),
        ('<row r="1"><c r="A1"><v>1</v>', "!A1"),
        ('<row r="1"><c r="A1" s=1><v>1</v></c></row>', ""),
        ('<row r="1"></row/></row>', ""),
    ],
)
def test_damaged_cells(save, rows, place):
    assert refused(save(xlsx(rows))) == (NOT_ONE, f"a.xlsx organizations{place}")


@pytest.mark.parametrize(
    "part",
    [
        sheet()[:-1],
        sheet()[:-12],
        sheet()[: len(sheet()) // 2],
        "<worksheet><sheetData>",
        "",
        sheet(after='<mergeCells><mergeCell ref="zz"/></mergeCells>'),
        sheet(
            after='<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A2:B2"/><mergeCell ref="A1:B1"/></mergeCells>'
        ),
    ],
)
def test_a_torn_sheet(save, part):
    """The last would make whoever goes over merged cells go over them again and again."""
    assert refused(save(xlsx(sheet=part))) == (NOT_ONE, "a.xlsx organizations")


@pytest.mark.parametrize(
    "part",
    ["<sst>", "<sst/", "<sst><si><t>id</t></si>", "<sst><si><t>id</t></sst>", "<worksheet/>", "</sst>", ""],
)
def test_torn_shared_strings(save, part):
    code, place = refused(save(xlsx(strings=part)))

    assert (code, place.split()[0]) == (NOT_ONE, "a.xlsx")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (line(words("a", ' table:number-columns-repeated="0"')), "重复次数"),
        (line(words("a", ' table:number-columns-repeated="-1"')), "重复次数"),
        (line(words("a"), attributes=' table:number-rows-repeated="4294967296"'), "重复次数"),
        (line(words('a<text:s text:c="4000000000"/>b')), "空格"),
        (line("<table:table-cell><table:table-cell/></table:table-cell>"), "行的写法"),
        (line("<table:table-cell><text:p>a</text:q></table:table-cell>"), "行的写法"),
        (line("<table:table-cell></office:annotation></table:table-cell>"), "行的写法"),
        (line("<table:table-cell><textep>a</textep></table:table-cell>"), "行的写法"),
        (line("<b/>"), "行的写法"),
        (line("</table:table-cell>"), "行的写法"),
        ("<table:table-row>", "行的写法"),
        ("<table:table>", "表中有表"),
        (line(words("a"))[:-9], "部件不完整"),
    ],
)
def test_damaged_rows_of_an_ods_file(save, rows, words):
    problem = problem_of(save(ods(rows), ".ods"))

    assert (problem.code, problem.place) == (NOT_ONE, "a.ods organizations")
    assert words in problem.text.zh


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (xls(xls_words(3, 1, 9)), " organizations!B4"),
        (xls(record(0x00D7) + xls_words(3, 1, 0) + xls_words(3, 2, 9)), " organizations!C4"),
        (xls(shared=b""), " organizations!A1"),
        (xls(record(0x00FD, b"\0" * 6)), " organizations"),
        (xls(record(0x00FD, struct.pack("<HHHI2x", 5, 1, 0, 9))), " organizations!B6"),
        (xls(record(0x00BD, struct.pack("<HH6xH", 0, 1, 7))), " organizations!B1"),
        (xls(record(0x00BD, struct.pack("<HH7xH", 0, 1, 1))), " organizations!B1"),
        (xls(record(0x00E5, struct.pack("<H", 9))), " organizations"),
        (xls(XLS_ROWS[:-3]), " organizations!B2"),
        (xls(START), " organizations"),
        (xls(shared=xls_strings(*WORDS, count=3000)), ""),
        (xls(shared=record(0x00FC, b"\0" * 3)), ""),
        (xls(shared=record(0x00FC, struct.pack("<IIB", 1, 1, 2)) + record(0x003C, b"\0\0id")), ""),
        (xls(shared=record(0x00FC, struct.pack("<IIHB", 1, 1, 9, 1) + b"id")), ""),
        (xls(shared=record(0x00FC, struct.pack("<IIHBH", 1, 1, 0, 8, 9))), ""),
        (xls(said=record(0x0085, b"\0")), ""),
        (xls(said=record(0x0042, b"\0")), ""),
        (xls(said=record(0x0085, struct.pack("<IBB", 2**31, 0, 0) + text_of_xls("x", "<BB"))), " x"),
        (xls(said=record(0x0085, struct.pack("<IBB", 20, 0, 0) + text_of_xls("x", "<BB"))), " x"),
        (compound_of("Workbook", START), ""),
        (compound_of("Workbook", START + b"\x01\x02\xff\xff"), ""),
    ],
)
def test_damaged_records_of_an_xls_file(save, data, place):
    assert refused(save(data, ".xls")) == (NOT_ONE, f"a.xls{place}")


def test_sheets_of_an_xls_file_that_overlap_are_refused(save):
    """What was checked of the one may have been changed with the other."""
    stream = xls_stream(names=("a", "b"))
    first = stream.index(START, 1)
    inner = record(0x0099, START + END)
    listed = stream.index(record(0x0085)[:2], len(START))
    rows = inner + XLS_ROWS
    stream = xls_stream(rows, names=("organizations", "b"))
    first = stream.index(START, 1)
    place = struct.pack("<I", stream.index(inner) + 4)
    second = stream.index(text_of_xls("b", "<BB")) - 6

    assert listed < second < first
    changed = stream[:second] + place + stream[second + 4 :]
    assert refused(save(compound_of("Workbook", changed), ".xls")) == (NOT_ONE, "a.xls")


# --- compound files -------------------------------------------------------------------------------


def changed(data: bytes, place: int, number: int, size: str = "<I") -> bytes:
    held = bytearray(data)
    struct.pack_into(size, held, place, number)
    return bytes(held)


CFB = xls()
FIRST_TABLE, FIRST_ENTRY = 512, 1024


@pytest.mark.parametrize(
    "data",
    [
        CFB[:8],
        CFB[:600],
        changed(CFB, 30, 7, "<H"),
        changed(CFB, 32, 7, "<H"),
        changed(CFB, 48, 9999),
        changed(CFB, FIRST_TABLE + 4, 1),
        changed(CFB, FIRST_TABLE + 12, 3),
        changed(CFB, FIRST_TABLE + 12, 9999),
        changed(CFB, FIRST_ENTRY + 66, 2, "<H"),
        changed(CFB, FIRST_ENTRY + 76, 77),
        changed(CFB, FIRST_ENTRY + 128 + 66, 1, "<B"),
        changed(CFB, FIRST_ENTRY + 128 + 116, 9999),
        changed(CFB, FIRST_ENTRY + 128 + 120, 60_000_000),
        changed(changed(CFB, 68, 2), 512 * 4 - 4, 2),
        changed(CFB, 68, 9999),
        changed(CFB, 76, 9999),
    ],
)
def test_a_damaged_compound_file(save, data):
    """Chains that go in circles would be followed for ever by a reader that trusts them."""
    assert refused(save(data, ".xls")) == (NOT_ONE, "a.xls")


def test_entries_in_circles_or_too_many(save, monkeypatch):
    assert only(save(changed(CFB, FIRST_ENTRY + 128 + 68, 1), ".xls")).rows[1] == ["A", "甲"]
    monkeypatch.setattr(compound_file, "_MOST_ENTRIES", 3)
    assert refused(save(CFB, ".xls")) == (NOT_ONE, "a.xls")


@pytest.mark.parametrize("size", [3, 64, 5000, 7_200_000, 9_000_000])
def test_a_compound_file_packed_anew_holds_the_same(size):
    content = bytes(random.Random(size).randbytes(1000)) * (size // 1000 + 1)
    file = CompoundFile(compound_of("Workbook", content[:size]))

    assert file.stream("Workbook", 2**24)[:size] == content[:size]
    with pytest.raises(RefusedWorkbookError):
        file.stream("Workbook", 100)


def test_small_streams_and_large_sectors_are_read():
    """As other programs pack them: what is short stands in a stream of its own."""
    content = b"short" * 30
    small = content.ljust(192, b"\0").ljust(4096, b"\0")
    for size, shift, version in ((512, 9, 3), (4096, 12, 4)):
        links = [0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *range(4, 4 + 4096 // size - 1), 0xFFFFFFFE]
        table = struct.pack(f"<{len(links)}I", *links).ljust(size, b"\xff")
        entry = compound_file._entry
        directory = entry("Root Entry", 5, 1, 3, 192) + entry("Book", 2, 0xFFFFFFFF, 0, len(content))
        numbers = (0, 1, 1, 0, 4096, 2, 1, 0xFFFFFFFE, 0)
        head = struct.pack(
            "<8s16x5H6x9I109I",
            compound_file.SIGNATURE,
            62,
            version,
            0xFFFE,
            shift,
            6,
            *numbers,
            0,
            *[0xFFFFFFFF] * 108,
        )
        chain = struct.pack("<3I", 1, 2, 0xFFFFFFFE).ljust(size, b"\xff")
        data = head.ljust(size, b"\0") + table + directory.ljust(size, b"\0") + chain + small

        assert CompoundFile(data).stream("Book", 4096) == content


# --- entities, depth, and what hides --------------------------------------------------------------

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "suffix", "place"),
    [
        (xlsx(sheet=BOMB + sheet()), ".xlsx", " organizations"),
        (xlsx(strings=BOMB + strings("id", "name", "&b;", "&c;")), ".xlsx", ""),
        (xlsx(book=BOMB + WORKBOOK), ".xlsx", ""),
        (xlsx(related=BOMB + RELATIONS), ".xlsx", ""),
        (xlsx(styles=BOMB + STYLED), ".xlsx", ""),
        (ods(line(words("&b;")), **{CONTENT: BOMB + ODS_OPEN + ODS_CLOSE}), ".ods", ""),
    ],
)
def test_entities_are_refused(save, alone, data, suffix, place):
    path = save(data, suffix)
    problem = problem_of(path)

    assert (problem.code, problem.place) == (NOT_ONE, path.name + place)
    assert "DOCTYPE" in problem.text.zh
    assert "DOCTYPE" in problem.text.en


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(xlsx(strings=strings("id", "name", "&b;", "x")), ".xlsx"), (ods(line(words("&b;"))), ".ods")],
)
def test_an_entity_that_nobody_declared_is_damage(save, data, suffix):
    assert refused(save(data, suffix))[0] == NOT_ONE


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (xlsx(sheet=sheet(after="<a>" * 100_000)), ".xlsx"),
        (xlsx(sheet=sheet(before="<a>" * 100_000 + "</a>" * 100_000)), ".xlsx"),
        (xlsx(strings=strings("id", "name", "A", "<r>" * 100_000 + "<t>甲</t>" + "</r>" * 100_000)), ".xlsx"),
        (ods(ODS_ROWS.replace("甲", "<text:span>" * 100_000 + "甲" + "</text:span>" * 100_000)), ".ods"),
        (
            ods(
                ODS_ROWS.replace(
                    "<text:p>甲", "<office:annotation>" * 99 + "</office:annotation>" * 99 + "<text:p>甲"
                )
            ),
            ".ods",
        ),
    ],
)
def test_depth_is_harmless(save, data, suffix):
    """Nothing here goes down by calling itself."""
    grids, found = grids_of(save(data, suffix))

    assert [problem.code for problem in found.problems] in ([], [NOT_ONE])
    assert not grids or grids[0].rows[1][0] == "A"


@pytest.mark.parametrize(
    "part",
    [
        sheet().encode("utf-16"),
        ('<?xml version="1.0" encoding="GBK"?>' + sheet()).encode("gbk"),
        (sheet() + "\0").encode(),
        ("<!-- " + sheet()).encode(),
    ],
)
def test_other_encodings_are_refused(save, part):
    assert refused(save(xlsx(part)))[0] == NOT_ONE


@pytest.mark.parametrize(
    "write",
    [
        lambda part: "\ufeff<?xml version='1.0' encoding='utf-8'?><!-- one --><?two three?>" + part,
        lambda part: part.replace("<v>", "<v><!---->").replace("<row", "<!-- <c r='XFD1048576'/> -->\n<row"),
        lambda part: re.sub(r"<v>(\d)</v>", r"<v><![CDATA[\1]]></v>", part),
        lambda part: part.replace('"', "'"),
        lambda part: re.sub(r' r="[A-Z]*\d+"', "", part),
        lambda part: re.sub(r"<(/?)(\w)", r"<\1x:\2", part),
        lambda part: part.replace("<c ", "\n  <c\n\t").replace("</row>", " </row >").replace("<v>", "<v >"),
        lambda part: re.sub(r'r="([AB])', lambda found: f'r="{found[1].lower()}', part),
        lambda part: part.replace('<c r="A2"', '<c r="C2" s="1"/><c r="A2"').replace(
            "<row r", '<row spans="1:2" r'
        ),
        lambda part: part.replace("<sheetData>", '<sheetData><row r="1"/><row r="9" ht="1"/>'),
        lambda part: part.replace('<c r="B2"', "<c r='D2'></c><c r='B2'"),
        lambda part: part.replace('<c r="B2"', '<c cm="0" r="B2"').replace(
            "</row></sheetData>", "</sheetData>"
        ),
    ],
)
def test_sheets_written_otherwise_are_the_same(save, write):
    """Programs write differently, and whoever means harm more so."""
    grid = only(save(xlsx(sheet=write(sheet()))))

    assert [row[:2] for row in grid.rows[:2]] == [["id", "name"], ["A", "甲"]]
    assert not any(any(row[2:]) for row in grid.rows)


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: "\n" + rows.replace("><table", ">\n <table").replace("></table", ">\n</table"),
        lambda rows: rows.replace("<table:table-cell", "<!-- x --><table:table-cell").replace(
            "甲", "<![CDATA[甲]]>"
        ),
        lambda rows: rows.replace('"', "'"),
        lambda rows: rows.replace("甲", "<text:span>甲</text:span>"),
        lambda rows: rows.replace(' office:value-type="string"', ""),
        lambda rows: rows.replace("<text:p>", '<text:p text:style-name="P1">'),
        lambda rows: rows.replace(
            "<text:p>", "<office:annotation><text:p>remark</text:p></office:annotation><text:p>"
        ),
        lambda rows: rows.replace(
            "<text:p>", "<draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame><text:p>"
        ),
        lambda rows: f"<table:table-header-rows>{rows}</table:table-header-rows>".replace(
            "</table:table-row>", "<table:table-cell/></table:table-row>"
        ),
        lambda rows: (
            rows
            + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
        lambda rows: "<table:shapes><draw:frame/></table:shapes><table:table-column/>" + rows,
        lambda rows: (
            rows.replace(" office:value-type", ' table:style-name="ce1" office:value-type')
            + "<table:table-row/>"
        ),
        lambda rows: rows.replace("<text:p>甲</text:p>", "<text:p/>").replace(
            ' office:value-type="string"><text:p/>',
            ' office:value-type="string" office:string-value="甲"><text:p/>',
        ),
    ],
)
def test_ods_rows_written_otherwise_are_the_same(save, write):
    """Remarks and drawings are no content; words are words even where nothing says so."""
    grid = only(save(ods(write(ODS_ROWS)), ".ods"))

    assert [row[:2] for row in grid.rows] == [["id", "name"], ["A", "甲"]]


def test_signs_within_the_words_of_an_ods_cell(save):
    """Spaces, tabs and line breaks are elements there; a reader drops the last two."""
    rows = ODS_ROWS.replace(
        "甲",
        '一<text:s/>二<text:s text:c="3"/>三<text:tab/>四<text:line-break/>五</text:p><text:p/><text:p>六',
    )

    assert only(save(ods(rows), ".ods")).rows[1][1] == "一 二   三\t四\n五\n\n六"


def test_sheets_without_cells(save):
    for part in (
        "<worksheet/>",
        "<worksheet><cols></cols></worksheet>",
        "<worksheet><sheetData/></worksheet>",
    ):
        assert only(save(xlsx(sheet=part))).rows == []
    assert only(save(ods(""), ".ods")).rows == []


def test_every_kind_of_cell_of_an_xls_file(save):
    rich = record(0x00D6, struct.pack("<HHH", 5, 0, 0) + text_of_xls("z"))
    wide = record(0x00FD, struct.pack("<HHHI2x", 5, 1, 0, 3)) + record(
        0x027E, struct.pack("<HHHI2x", 5, 2, 0, 6)
    )

    assert only(save(xls(RICH_ROWS + rich + wide), ".xls")).rows == [
        ["id", "name", "", "", "", ""],
        ["A", "甲", "", "", "", ""],
        [3.0, "x", "", "", "", ""],
        [0, 1, "", "", "", 0],
        ["y", "", "", "", "", ""],
        ["z", "甲", 1, "", "", ""],
    ]


def test_names_of_sheets_in_older_xls_files(save):
    """By their code page, in one byte or two a character; one that is not known does not matter."""
    for page, name in ((936, "组织"), (936, "organizations"), (9999, "organizations")):
        head = struct.pack("<B", len(name.encode("gbk"))) + name.encode("gbk")
        stream = START.replace(b"\0\6", b"\0\5", 1) + record(0x0042, struct.pack("<H", page))
        start = len(stream) + 10 + len(head) + len(END)
        stream += (
            record(0x0085, struct.pack("<IBB", start, 0, 0) + head) + END + START + xls_number(0, 0, 1) + END
        )
        grids, found = grids_of(save(compound_of("Book", stream), ".xls"))

        assert [grid.title for grid in grids] == ([name] if page == 936 else [])
        assert [problem.code for problem in found.problems] == ([] if page == 936 else [NOT_ONE])


def test_hidden_sheets(save):
    styles = '<style:style style:name="ta1"><style:table-properties table:display="{}"/></style:style>'
    stream = bytearray(xls_stream())
    stream[stream.index(record(0x0085)[:2], len(START)) + 8] = 2

    assert [
        only(save(ods(styles=styles.format(shown)), ".ods")).is_hidden for shown in ("true", "false")
    ] == [False, True]
    assert only(save(xlsx(book=WORKBOOK.replace("<sheet n", '<sheet state="veryHidden" n')))).is_hidden
    assert only(save(compound_of("Workbook", bytes(stream)), ".xls")).is_hidden


def test_days_by_either_calendar(save):
    rows = HEADER + '<row r="2"><c r="A2" s="1"><v>366</v></c><c r="B2" s="1"><v>44927</v></c></row>'
    older = WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')

    assert str(only(save(xlsx(rows))).rows[1][1]) == "2023-01-01"
    assert str(only(save(xlsx(rows, book=older))).rows[1][0]) == "1905-01-01"


# --- far out, far too much ------------------------------------------------------------------------


def far(*cells: str) -> str:
    return (
        HEADER
        + ROW
        + "".join(f'<row r="{re.sub("[A-Z]", "", cell)}"><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    )


@pytest.mark.parametrize(
    ("data", "suffix", "place"),
    [
        (xlsx(far("XFD1048576")), ".xlsx", "!XFD1048576"),
        (xlsx(far("A1048576")), ".xlsx", "!B1048576"),
        (xlsx(far("XFD999")), ".xlsx", "!XFD999"),
        (xlsx(far("XFD999").replace('"', "'")), ".xlsx", "!XFD999"),
        (xlsx('<row r="1"><c r="AAAA1"><v>1</v></c></row>'), ".xlsx", ""),
        (xlsx('<row r="99999999"><c r="A99999999"><v>1</v></c></row>'), ".xlsx", ""),
        (xlsx('<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row>'), ".xlsx", "!XFD1048576"),
        (
            xlsx("<row><c><v>1</v></c></row>" * 2 + '<row r="1000000"/><row><c><v>1</v></c></row>'),
            ".xlsx",
            "!A1000001",
        ),
        (
            ods(
                line(
                    words("x", ' table:number-columns-repeated="16384"'),
                    attributes=' table:number-rows-repeated="1048576"',
                )
            ),
            ".ods",
            "!XFD1048576",
        ),
        (
            ods(
                line(
                    words("x", ' table:number-columns-repeated="300"'),
                    attributes=' table:number-rows-repeated="100000"',
                )
            ),
            ".ods",
            "!KN100000",
        ),
        (
            ods(
                line('<table:table-cell table:number-columns-repeated="900000000"/>', words("x"))
                + ODS_ROWS * 2
            ),
            ".ods",
            "!BWSLDXQ5",
        ),
        (ods('<table:table-row table:number-rows-repeated="999999"/>' + ODS_ROWS), ".ods", "!B1000001"),
        (xls(xls_words(0, 0, 0) + xls_words(65535, 255, 0)), ".xls", "!IV65536"),
        (xls(xls_number(65535, 65535, 1)), ".xls", "!CRXP65536"),
    ],
)
def test_cells_far_out(save, data, suffix, place):
    """A dense reader would ask for half a terabyte, and the process would be gone."""
    path = save(data, suffix)

    assert refused(path) == (TOO_LARGE, f"{path.name} organizations{place}")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_errors_and_formulas_far_out_are_far_out(save, quote):
    """They are blank to a reader, and yet they would make the grid reach them."""
    for cell in ('t="e"><v>#N/A</v></c>', "><f>1+1</f></c>", 't="e"><f>1</f></c>'):
        rows = f'<row r="1048576"><c r="XFD1048576" {cell}</row>'.replace('"', quote)

        assert refused(save(xlsx(HEADER + rows))) == (TOO_LARGE, "a.xlsx organizations!XFD1048576")
    blank = '<row r="1048576"><c r="XFD1048576" t="e"/></row>'.replace('"', quote)

    assert only(save(xlsx(HEADER + blank))).rows == [["id", "name"]]


def test_blank_cells_far_out_do_not_matter(save):
    """Whole columns with borders, as people draw them."""
    blanks = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(900_000, 1_000_000))
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'

    assert len(only(save(xlsx(HEADER + ROW + blanks + styled))).rows) == 2


def test_a_string_that_is_not_there_among_long_ones(save):
    data = xlsx(USED.replace("<v>0<", "<v>1<"), strings=strings(LONG))

    assert refused(save(data)) == (NOT_ONE, "a.xlsx organizations")


def test_shared_strings_written_otherwise(save):
    part = (
        strings(*WORDS).replace("<si><t>A", "<si><t xml:space='preserve'>A").replace("</sst>", "<si/></sst>")
    )

    assert only(save(xlsx(strings=part))).rows == [["id", "name"], ["A", "甲"]]


def test_many_small_sheets_with_blanks_are_read(save):
    """An estimate alone is never too much."""
    count = 40
    listed = "".join(f'<sheet name="s{number}" r:id="r1"/>' for number in range(count))
    blanks = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(3, 20_000))
    grids, found = grids_of(save(xlsx(HEADER + ROW + blanks, book=re.sub("<sheet .*?/>", listed, WORKBOOK))))

    assert not found.problems
    assert [len(grid.rows) for grid in grids] == [2] * count


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (xlsx(USED, strings=strings(LONG)), ".xlsx"),
        (xlsx(USED.replace('"', "'"), strings=strings(LONG)), ".xlsx"),
        (xlsx(USED, strings=strings(f"<x>{LONG}</x>").replace("<sst>", "<sst ><a b='c'/>")), ".xlsx"),
        (xlsx(ITSELF, strings=None), ".xlsx"),
        (
            xls(
                b"".join(xls_words(row, 0, 0) for row in range(6000)),
                shared=record(0x00FC, struct.pack("<II", 1, 1) + text_of_xls(LONG[:4000])),
            ),
            ".xls",
        ),
        (
            xls(
                b"".join(record(0x00D7) + xls_words(row, 0, 0) for row in range(6000)),
                shared=record(0x00FC, struct.pack("<II", 1, 1) + text_of_xls(LONG[:4000])),
            ),
            ".xls",
        ),
        (
            ods(
                line(
                    words(LONG, ' table:number-columns-repeated="30"'),
                    attributes=' table:number-rows-repeated="100"',
                )
            ),
            ".ods",
        ),
        (ods(line(words(LONG)) * 3000), ".ods"),
    ],
)
def test_few_words_used_too_often(save, data, suffix):
    """A small file that would fill the memory: each cell gets words of its own."""
    path = save(data, suffix)
    code, place = refused(path)

    assert len(data) < 2**20
    assert (code, place.split("!")[0]) == (TOO_LARGE, f"{path.name} organizations")


@pytest.mark.parametrize("room", ["rows", "cells", "text", "steps", "merged", "unpacked"])
@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
def test_there_is_room_for_only_so_much(save, monkeypatch, room, suffix):
    """Each limit by itself, with little files."""
    merged = {
        ".xlsx": xlsx(
            sheet=sheet(
                (HEADER + ROW).replace('"', "'"), after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
            )
        ),
        ".ods": ods(ODS_ROWS.replace("table-cell ", 'table-cell table:number-rows-spanned="2" ', 1)),
        ".xls": xls(XLS_ROWS + record(0x0099) + record(0x00E5, struct.pack("<5H", 1, 0, 1, 0, 0))),
    }
    given = {"rows": 1, "cells": 3, "text": 2, "steps": 5, "merged": 0, "unpacked": 50}
    if (room, suffix) == ("unpacked", ".xlsx"):
        monkeypatch.setattr("dangjian_chain.formats.workbooks.parts._LARGEST", 50)
    if (room, suffix) == ("unpacked", ".xls"):
        monkeypatch.setattr(xls_parts, "_LARGEST", 50)
    path = save(merged[suffix], suffix)

    assert only(path).merged == [((0, 0), (1, 0))] if room != "unpacked" else True
    monkeypatch.setattr(checked, "Room", lambda: None)
    for module in ("archive", "xls_parts"):
        limited = workbook_room(**{room: given[room]})
        monkeypatch.setattr(
            f"dangjian_chain.formats.workbooks.{module}.Room", lambda limited=limited: limited
        )
    assert refused(path)[0] == TOO_LARGE


def workbook_room(**limits: int) -> object:
    return ROOM(**limits)


ROOM = checked.Room


def test_too_many_parts_strings_or_forms(save, monkeypatch):
    for name, most, data, suffix in (
        ("archive._MOST_PARTS", 3, xlsx(), ".xlsx"),
        ("strings._MOST", 3, xlsx(), ".xlsx"),
        ("parts._LARGEST_STYLES", 30, xlsx(), ".xlsx"),
        ("markup._MOST_ASIDES", 3, xlsx(sheet=sheet(before="<!---->" * 3)), ".xlsx"),
        ("xls_strings._MOST", 3, xls(), ".xls"),
    ):
        with monkeypatch.context() as limited:
            limited.setattr(f"dangjian_chain.formats.workbooks.{name}", most)

            assert refused(save(data, suffix))[0] == TOO_LARGE
    monkeypatch.setattr(xls_parts, "_MOST_PIECES", 1)
    torn = xls_strings(*WORDS) + record(0x003C)

    assert refused(save(xls(shared=torn), ".xls")) == (NOT_ONE, "a.xls")


def test_strings_of_an_xls_file_that_go_on_in_the_next_record(save):
    """Wherever they are cut, with whatever is said of their looks."""
    rich = struct.pack("<HBHI", 2, 0x0D, 1, 3) + "姓名".encode("utf-16-le") + b"\0" * 7
    blank = struct.pack("<HB", 0, 0)
    narrow = struct.pack("<HB", 4, 0) + b"na"
    shared = (
        record(0x00FC, struct.pack("<II", 5, 5) + text_of_xls("id") + narrow)
        + record(0x003C, b"\0me")
        + record(0x003C, blank + rich[:-5])
        + record(0x003C, rich[-5:])
        + record(0x003C, text_of_xls("A"))
    )
    rows = b"".join(xls_words(0, column, number) for column, number in enumerate((0, 1, 3, 4)))

    assert only(save(xls(rows, shared=shared), ".xls")).rows == [["id", "name", "姓名", "A"]]


# --- errors, formulas without results -------------------------------------------------------------

NOTHING, NUMBER = b"\0\0\0\0\0\0\xff\xff", struct.pack("<d", 3.0)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (
            xlsx(
                HEADER + '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="e"><v>#N/A</v></c>'
                '<c r="C2" t="e"><f>1/0</f><v>#SPILL!</v></c><c r="D2"><f>1+1</f></c><c r="E2"><f>1+1</f><v></v></c>'
                '<c r="F2"><f t="shared" si="0"/><v>3</v></c><c r="G2" t="str"><f>A9</f><v></v></c></row>'
            ),
            ".xlsx",
        ),
        (
            xlsx(
                HEADER + "<row r='2'><c r='A2' t='s'><v>2</v></c><c s='0' t='e'><v>#N/A</v></c>"
                "<c t='e' cm='1'><f t='array' ref='C2'>1/0</f><v>#CALC!</v></c><c><f>1+1</f></c><c><f>1+1</f><v/></c>"
                "<c><f t='shared' si='0'/><v>3</v></c><c t='str'><f>A9</f><v></v></c></row>"
            ),
            ".xlsx",
        ),
        (
            ods(
                line(words("id"), words("name"))
                + line(
                    words("A"),
                    words(
                        "#N/A", ' table:formula="of:=NA()" office:string-value="" calcext:value-type="error"'
                    ),
                    words("#DIV/0!", ' table:formula="of:=1/0"'),
                    '<table:table-cell table:formula="of:=1+1"/>',
                    '<table:table-cell table:formula="of:=1+1"></table:table-cell>',
                    '<table:table-cell table:formula="of:=3" office:value-type="float" office:value="3"/>',
                    '<table:table-cell table:formula="of:=[.A9]" office:value-type="string" office:string-value=""/>',
                )
            ),
            ".ods",
        ),
        (
            xls(
                XLS_ROWS[:-14]
                + record(0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x2A, 1))
                + xls_formula(1, 2, b"\x02\0\x99\0\0\0\xff\xff")
                + record(0x0205, struct.pack("<HHHBB", 1, 7, 0, 1, 0))
                + xls_formula(1, 5, NUMBER, b"\x12" * 8)
                + xls_formula(1, 6, NOTHING)
                + record(0x0207, text_of_xls("x")),
            ),
            ".xls",
        ),
    ],
)
def test_errors_are_never_silently_blank(save, data, suffix):
    """Nor formulas without results, where they can be known; an .xls file always has some result."""
    grid = only(save(data, suffix))
    formulas = (
        {} if suffix == ".xls" else {(1, 3): "formula-without-result", (1, 4): "formula-without-result"}
    )

    assert {cell: trouble.code for cell, trouble in grid.broken.items()} == {
        (1, 1): "error-cell",
        (1, 2): "error-cell",
        **formulas,
    }
    assert grid.rows[1][0] == "A"
    assert grid.rows[1][5] == 3
    if suffix == ".xls":
        assert grid.rows[1][6:] == ["x", True]


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
def test_an_error_is_told_with_its_cell(save, suffix):
    data = {
        ".xlsx": xlsx(
            HEADER + '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
        ),
        ".ods": ods(
            line(words("id"), words("name")) + line(words("A"), words("#REF!", ' calcext:value-type="error"'))
        ),
        ".xls": xls(XLS_ROWS[:-14] + record(0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x17, 1))),
    }
    path = save(data[suffix], suffix)

    assert refused(path) == ("error-cell", f"{path.name} organizations!B2")


def test_errors_below_and_beside_the_table_are_in_its_grid(save):
    """A reader leaves out what is blank at the edges, and an error or a formula is blank to it."""
    rows = ODS_ROWS + line("<table:table-cell/>" * 3 + '<table:table-cell table:formula="of:=1"/>')
    grid = only(save(ods(rows), ".ods"))

    assert grid.rows == [["id", "name", "", ""], ["A", "甲", "", ""], ["", "", "", ""]]
    assert list(grid.broken) == [(2, 3)]
    assert only(save(ods(line('<table:table-cell table:formula="of:=1"/>')), ".ods")).rows == [[""]]


def test_cells_are_told_by_their_places():
    """Also for whoever asks for cells and not for grids; what is wrong is said there too."""
    cells = cells_of(xlsx(HEADER + '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'))

    assert cells["organizations", 0, 0] == "id"
    assert cells["organizations", 1, 0].code == "error-cell"
    with pytest.raises(ValueError, match="password"):
        cells_of(compound_of("EncryptedPackage", b"\1"))


# --- merged cells ---------------------------------------------------------------------------------


def spanned(text: str, rows: int, columns: int, more: str = "") -> str:
    return words(text, f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"{more}')


COVERED = "<table:covered-table-cell/>"


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (ODS_ROWS, []),
        (line(spanned("a", 1, 1), words("b")), []),
        (
            line(spanned("a", 2, 2), COVERED, words("b")) + line(COVERED, COVERED, words("c")),
            [((0, 0), (1, 1))],
        ),
        (
            line(
                words("a"),
                words("b", ' table:number-columns-repeated="2"'),
                spanned("c", 1, 3),
                COVERED * 2,
                words("d"),
            ),
            [((0, 3), (0, 5))],
        ),
        (
            line(words("a"), attributes=' table:number-rows-repeated="3"')
            + line(spanned("b", 2, 1))
            + line(COVERED)
            + line(words("c")),
            [((3, 0), (4, 0))],
        ),
        (
            line(words("z"), spanned("a", 2, 1, ' table:number-columns-repeated="2"'))
            + line(words("z"), '<table:covered-table-cell table:number-columns-repeated="2"/>'),
            [((0, 1), (1, 1)), ((0, 2), (1, 2))],
        ),
        (
            line(spanned("a", 1, 2), COVERED, words("z"), attributes=' table:number-rows-repeated="2"'),
            [((0, 0), (0, 1)), ((1, 0), (1, 1))],
        ),
        (
            line(spanned("a", 1, 9), COVERED * 8) + line(words("b"), words("c")),
            [((0, 0), (0, 1))],
        ),
        (
            ODS_ROWS
            + line(
                '<table:table-cell table:number-rows-spanned="1" table:number-columns-spanned="2"/>'
                + COVERED,
                attributes=' table:number-rows-repeated="1048574"',
            ),
            [],
        ),
        (
            line("<table:covered-table-cell/>", spanned("<text:span>a</text:span>", 2, 1))
            + line(COVERED, words("x", name="covered-table-cell")),
            [((0, 1), (1, 1))],
        ),
    ],
)
def test_merged_cells_of_an_ods_file(save, rows, merged):
    """Counted over what repeats and what is covered; no further than the table reaches."""
    assert list(only(save(ods(rows), ".ods")).merged) == merged


def test_cells_merged_downwards_in_an_ods_file_all_hold_the_same(save):
    rows = (
        line(words("编号"), words("上级"))
        + line(words("A"), spanned("Z", 2, 1))
        + line(words("B"), COVERED)
        + line(words("C"), words("A"))
    ).replace("organizations", "组织")
    chain = dc.read(save(ods(rows), ".ods"))

    assert [each.superior for each in chain.organizations.values()] == ["Z", "Z", "A"]


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (
            xlsx(
                sheet=sheet(
                    after='<mergeCells><mergeCell ref="B2:A1"/><x:mergeCell ref=\'A9:B10\'/><mergeCell ref="D1"/></mergeCells>'
                )
            ),
            ".xlsx",
        ),
        (xls(XLS_ROWS + record(0x00E5, struct.pack("<9H", 2, 1, 0, 0, 1, 8, 9, 0, 1))), ".xls"),
    ],
)
def test_merged_cells_in_any_order_and_beyond_the_table(save, data, suffix):
    assert list(only(save(data, suffix)).merged) == [((0, 0), (1, 1))]


def test_a_grid_is_read_when_it_is_asked_for():

    class Sheet:
        def to_python(self, *, skip_empty_area):
            return [["a"], ["b"]]

    assert Grid("x", Sheet(), checked.Odd(), is_hidden=False).merged == []


# --- as LibreOffice makes them ---------------------------------------------------------------------

OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return one workbook as LibreOffice saves it in each form."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    book = openpyxl.Workbook()
    page = book.active
    page.title = "组织"
    for row in (
        ["编号", "上级", "备注", None],
        ["A", "Z", "#N/A", "x"],
        ["B", None, 1.5, True],
        ["C", "A", "=NA()", "=1+2"],
    ):
        page.append(row)
    page.merge_cells("B2:B3")
    page.merge_cells("C1:D1")
    page["C2"].comment = openpyxl.comments.Comment("remark", "x")
    other = book.create_sheet("岗位")
    other["B3"] = "深"
    other.sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    for form in ("ods", "xls"):
        command = [OFFICE, home, "--headless", "--convert-to", form, "--outdir", folder, folder / "a.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_what_libreoffice_saves_is_read(made, suffix):
    """Rows, merged cells, errors and hidden sheets are those of the workbook that it was given."""
    (first, second), found = grids_of(made / f"a{suffix}")

    assert not found.problems
    assert [[*row[:2]] for row in first.rows] == [["编号", "上级"], ["A", "Z"], ["B", ""], ["C", "A"]]
    assert first.rows[3][3] == 3
    assert sorted(first.merged) == [((0, 2), (0, 3)), ((1, 1), (2, 1))]
    assert {cell: trouble.code for cell, trouble in first.broken.items()} == {
        (1, 2): "error-cell",
        (3, 2): "error-cell",
    }
    assert (first.is_hidden, second.is_hidden) == (False, True)
    assert second.rows == [["", ""], ["", ""], ["", "深"]]


# --- whatever else --------------------------------------------------------------------------------

MUTATE = """
import random, struct, sys, zipfile, io, re
sys.path.insert(0, {root!r})
from tests.formats.test_malformed_workbooks import MAKERS, RefusedWorkbookError, cells_of, compound_of, xls_stream
from tests.formats.test_malformed_workbooks import mutants
for suffix in (".xlsx", ".ods", ".xls"):
    for number, data in enumerate(mutants(suffix, {count})):
        print(suffix, number, flush=True)
        try:
            cells_of(data)
        except RefusedWorkbookError:
            pass
print("all")
"""
NUMBERS = ("-1", "0", "4294967295", "99999999999999999999", "", "1e9", "70000", "x")


def mutants(suffix: str, count: int) -> Iterable[bytes]:
    """Yield workbooks in which something is amiss, the same each time."""
    for number in range(count):
        chance = random.Random(f"{suffix} {number}")
        if suffix == ".xls":
            yield compound_of("Workbook", mutated(chance, bytearray(xls_stream(RICH_ROWS))))
        elif number % 5 == 0:
            yield mutated(chance, bytearray(MAKERS[suffix]()))
        else:
            with zipfile.ZipFile(io.BytesIO(MAKERS[suffix]())) as book:
                parts = {name: book.read(name) for name in book.namelist()}
            name = chance.choice(sorted(parts))
            parts[name] = mutated_text(chance, parts[name])
            yield packed(parts)


RICH_ROWS = (
    XLS_ROWS
    + xls_formula(2, 0, NUMBER)
    + xls_formula(2, 1, NOTHING)
    + record(0x0207, text_of_xls("x"))
    + record(0x00BD, struct.pack("<HHHIHIH", 3, 0, 0, 2, 0, 6, 1))
    + record(0x027E, struct.pack("<HHHI", 3, 5, 0, 2))
    + record(0x0204, struct.pack("<HHH", 4, 0, 0) + text_of_xls("y"))
    + record(0x00E5, struct.pack("<5H", 1, 0, 1, 0, 0))
)


def mutated(chance: random.Random, data: bytearray) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[place] = chance.randrange(256)
        elif kind == 1:
            data[place : place + 4] = chance.choice(
                (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\1\0\0\0")
            )
        elif kind == 2:
            del data[place : place + chance.randrange(1, 9)]
        else:
            data[place:place] = data[place : place + chance.randrange(1, 30)]
    return bytes(data)


def mutated_text(chance: random.Random, part: bytes) -> bytes:
    text = part.decode("latin-1")
    found = list(
        re.finditer(chance.choice((r'(?<=")\d+(?=")', r"<[^>]*>", r'(?<=")[^"]*(?=")', r">[^<]+<")), text)
    )
    if not found:
        return mutated(chance, bytearray(part)) if part else b"x"
    one, two = chance.choice(found), chance.choice(found)
    instead = chance.choice((chance.choice(NUMBERS), two[0], "", one[0] + two[0]))
    return (text[: one.start()] + instead + text[one.end() :]).encode("latin-1")


def test_thousands_of_others_are_read_or_refused():
    """In a process of its own: a reader that asks for too much memory takes its process with it."""
    script = MUTATE.format(root=str(Path(__file__).parents[2]), count=400)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False
    )

    assert done.stdout.split("\n")[-2:] == ["all", ""], (done.stdout[-80:], done.stderr[-800:])


# --- time and memory ------------------------------------------------------------------------------

MEASURE = """
import resource, sys, time
import dangjian_chain as dc
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
for name in sys.argv[1:]:
    started = time.process_time()
    try:
        said = f"{len(dc.read(name).organizations)} read"
    except dc.UnreadableDocumentError as error:
        said = f"{error.problems[0].code} {error.problems[0].place}"
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(said, time.process_time() - started, peak, sep="|")
"""


def measured(*paths: Path) -> list[tuple[str, float, float]]:
    """Return what reading gives, in how many seconds, and with how many MiB at most so far."""
    pytest.importorskip("resource")
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not say how much memory was used")
    options = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", MEASURE, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=options, timeout=300)
    lines = [one.split("|") for one in done.stdout.splitlines()]
    return [(said, float(seconds), int(peak) / 1024) for said, seconds, peak in lines]


def heavy(path: Path, name: str, pieces: Iterable[tuple[str, int]], parts: Parts) -> Path:
    """Save an archive with one part of pieces that repeat: each is packed once, and written often."""
    with zipfile.ZipFile(path, "w") as book:
        for other, content in parts.items():
            if other != name and content is not None:
                book.writestr(other, content)
        head = zipfile.ZipInfo(name)
        with book.open(head, "w") as part:
            part.write(b"")
        head.compress_type = zipfile.ZIP_DEFLATED
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        for piece, count in pieces:
            content = piece.encode()
            short = packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)
            for _ in range(count):
                head.CRC = zlib.crc32(content, head.CRC)
                book.fp.write(short)
            head.file_size += len(content) * count
            head.compress_size += len(short) * count
        last = packer.flush()
        book.fp.write(last)
        head.compress_size += len(last)
        book.start_dir = book.fp.tell()
    return path


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


SHEET_OPEN, SHEET_CLOSE = ("<worksheet><sheetData>" + HEADER, 1), ("</sheetData></worksheet>", 1)
MB = 2**20


def bombs(folder: Path) -> dict[str, Path]:
    """Return small files that unpack to a lot, or stand for a lot."""
    of_xlsx, of_ods = unpacked(xlsx()), unpacked(ods())
    styled = "".join(f'<c r="{chr(65 + column)}2" s="1"/>' for column in range(20))
    value = (
        '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    )
    table = f'{ODS_OPEN}<table:table table:name="organizations">'
    return {
        "a gigabyte of blanks": heavy(
            folder / "a.xlsx", SHEET, [SHEET_OPEN, (" " * MB, 1024), SHEET_CLOSE], of_xlsx
        ),
        "eighty megabytes of blanks": heavy(
            folder / "b.xlsx", SHEET, [SHEET_OPEN, (" " * MB, 80), SHEET_CLOSE], of_xlsx
        ),
        "fifty million styled cells": heavy(
            folder / "c.xlsx",
            SHEET,
            [SHEET_OPEN, (f'<row r="2">{styled * 100}</row>', 25_000), SHEET_CLOSE],
            of_xlsx,
        ),
        "four million styled cells": heavy(
            folder / "d.xlsx",
            SHEET,
            [SHEET_OPEN, (f'<row r="2">{styled * 100}</row>', 2000), SHEET_CLOSE],
            of_xlsx,
        ),
        "many tags": heavy(
            folder / "e.xlsx", SHEET, [SHEET_OPEN, ("<a/>" * 10_000, 3000), SHEET_CLOSE], of_xlsx
        ),
        "many strings": heavy(
            folder / "f.xlsx", STRINGS, [("<sst>", 1), ("<si/>" * 10_000, 2000), ("</sst>", 1)], of_xlsx
        ),
        "long strings": heavy(
            folder / "g.xlsx",
            STRINGS,
            [("<sst>", 1), (f"<si><t>{'汉' * 30_000}</t></si>", 1200), ("</sst>", 1)],
            of_xlsx,
        ),
        "many forms": heavy(
            folder / "h.xlsx", STYLES, [("<styleSheet>", 1), ('<xf count="1"/>' * 10_000, 200)], of_xlsx
        ),
        "many merged cells": heavy(
            folder / "i.xlsx",
            SHEET,
            [("<worksheet><sheetData/>", 1), ('<mergeCell ref="A1:B2"/>' * 10_000, 500)],
            of_xlsx,
        ),
        "rows in another hand": heavy(
            folder / "j.xlsx",
            SHEET,
            [SHEET_OPEN, ("<row><c s='1'><v>1</v></c></row>" * 1000, 1000), SHEET_CLOSE],
            of_xlsx,
        ),
        "blanks in a table": heavy(folder / "k.ods", CONTENT, [(table, 1), (" " * MB, 180)], of_ods),
        "a million cells": heavy(
            folder / "l.ods",
            CONTENT,
            [(table, 1), (line(value * 10) * 100, 1000), ("</table:table>" + ODS_CLOSE, 1)],
            of_ods,
        ),
        "rows one by one": heavy(
            folder / "m.ods",
            CONTENT,
            [
                (table, 1),
                (line(value, "<table:table-cell table:number-columns-repeated='2'/>", value) * 100, 2500),
            ],
            of_ods,
        ),
    }


def test_bombs_stay_below_ten_seconds_and_a_gibibyte(tmp_path):
    """Each in turn in one process, whose highest use of memory counts for all."""
    named = bombs(tmp_path)
    found = dict(zip(named, measured(*named.values()), strict=True))

    assert max(path.stat().st_size for path in named.values()) < 8 * MB
    for name, (said, seconds, peak) in found.items():
        assert seconds < 10, (name, seconds)
        assert peak < 1024, (name, peak)
        assert said.split(" ")[0] in {TOO_LARGE, NOT_ONE, "0", "missing-value", "unknown-column"}, (
            name,
            said,
        )
    assert found["a gigabyte of blanks"][0] == "too-large a.xlsx"
    assert found["fifty million styled cells"][0] == "too-large c.xlsx"
    assert found["many strings"][0] == "too-large f.xlsx"


def test_a_size_that_is_a_lie(save, tmp_path):
    """An archive that says a part is small is unpacked no further than it says, and then it is damaged."""
    path = heavy(tmp_path / "a.xlsx", SHEET, [SHEET_OPEN, (" " * MB, 300), SHEET_CLOSE], unpacked(xlsx()))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 500)
    path.write_bytes(data)
    ((said, seconds, peak),) = measured(path)

    assert said == "not-a-workbook a.xlsx organizations"
    assert seconds < 2
    assert peak < 200


def test_a_size_that_is_more_than_there_is(save):
    data = bytearray(xlsx(styles=None))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.rindex(mark) + place, 5000)

    assert refused(save(bytes(data))) == (NOT_ONE, "a.xlsx organizations")


def rows_of(count: int, width: int) -> Iterable[tuple[str, int]]:
    """Yield rows of organizations, as a program writes them."""
    yield "<worksheet><sheetData>", 1
    names = ("id", "superior", "kind", "name", "members", "valid_from", "temporary", "approved_by")
    more = ("full_members", "staff", "joint", "elected_on")
    columns = [chr(65 + column) for column in range(width)]
    heads = (*names, *more)[:width]
    cells = "".join(
        f'<c r="{one}1" t="inlineStr"><is><t>{head}</t></is></c>'
        for one, head in zip(columns, heads, strict=True)
    )
    yield f'<row r="1">{cells}</row>', 1
    for row in range(2, count + 1):
        above = f"G{row // 10:06}" if row >= 20 else "D1"
        held = (
            f"G{row:06}",
            above,
            "党支部",
            f"第{row}支部",
            row % 90,
            2020,
            "是",
            "甲",
            row % 80,
            3,
            "否",
            2021,
        )
        values = held[:width]
        yield (
            f'<row r="{row}">'
            + "".join(
                f'<c r="{one}{row}" t="str"><v>{value}</v></c>'
                if isinstance(value, str)
                else f'<c r="{one}{row}"><v>{value}</v></c>'
                for one, value in zip(columns, values, strict=True)
            )
            + "</row>",
            1,
        )
    yield SHEET_CLOSE


def test_real_sizes_are_read(tmp_path):
    """A county's organizations, and twenty times as many as any has."""
    parts = unpacked(xlsx(strings=None, styles=None))
    for count, width in ((20_000, 10), (100_000, 12)):
        heavy(tmp_path / f"{count}.xlsx", SHEET, rows_of(count, width), parts)
    small, large = measured(tmp_path / "20000.xlsx", tmp_path / "100000.xlsx")

    assert (small[0], large[0]) == ("19999 read", "99999 read")
    assert small[1] < 5
    assert large[2] < 1024


def test_hostile_patterns_take_no_more_than_their_length(save):
    """What looks nearly right again and again does not make the checks start over again and again."""
    near = "".join(f' a{number}-t="e"' for number in range(20_000))
    rows = (
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
        f"<row r='2'><c{near}><v>1</v></c></row>",
        "<row r='3'>" + "<c r='A3'><v>1</v></c>" * 2000 + "</row>",
    )
    words_of_xls = b"".join(record(0x0201, struct.pack("<HHH", 0, 0, 0)) * 3 for _ in range(20_000))
    paths = [
        save(xlsx("".join(rows)), "1.xlsx"),
        save(xlsx(sheet="<!--" * 200_000), "2.xlsx"),
        save(xls(words_of_xls + xls_words(0, 0, 9)), "3.xls"),
        save(ods(line("<table:table-cell>" + "<text:span>" * 50_000)), "4.ods"),
        save(xlsx(related="<" * 500_000), "5.xlsx"),
    ]

    assert [seconds < 3 for _, seconds, _ in measured(*paths)] == [True] * len(paths)
