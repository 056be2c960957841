"""Workbooks: typed cells, merged cells, what a spreadsheet leaves behind, and files that are none."""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import dangjian_chain as dc
from dangjian_chain.errors import MissingExtraError
from dangjian_chain.formats import decoding, read_workbook
from dangjian_chain.formats.workbooks import parts


@pytest.fixture
def save(tmp_path):
    """Return a function that saves sheets of rows as a workbook."""

    def of(merge: str = "", **sheets: list[list[object]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            if merge:
                sheet.merge_cells(merge)
        book.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return of


def refused(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(dc.UnreadableDocumentError) as error:
        dc.read(path)
    return [(problem.code, problem.place) for problem in error.value.problems]


def noted(chain: dc.ResponsibilityChain) -> list[tuple[str, str]]:
    return [(note.code, note.place) for note in chain.understood]


def changed(path: Path, part: str, how) -> Path:
    """Return the workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[part] = how(parts[part])
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def test_typed_cells(save):
    """Whole numbers are ids, months may be numbers, dates may be words; each reading is noted."""
    path = save(
        组织=[
            ["编号", "组织类别", "党员人数", "成立时间", "是否临时"],
            [10, "党委", 160, 202407, False],
            ["010", "党支部", 3.0, 2024.7, "否"],
        ],
        责任事项=[["id", "title", "due", "weight"], ["Z", "会", dt.date(2026, 3, 31), 2.5]],
    )
    chain = dc.read(path)
    found = chain.organizations["10"]

    assert (found.members, str(found.valid_from), found.temporary) == (160, "2024-07", False)
    assert str(chain.organizations["010"].valid_from) == "2024-07"
    assert (chain.duties["Z"].due, chain.duties["Z"].weight) == ("2026-03-31", 2.5)
    assert {("number-as-text", "a.xlsx 组织!A1"), ("as-text", "a.xlsx 责任事项!C1")} <= set(noted(chain))


def test_cells_of_a_wrong_type_are_said_with_their_names(save):
    path = save(
        organizations=[
            ["id", "members", "valid_from", "superior"],
            [True, 1.5, 45678, None],
            [1.5, "x", dt.datetime(2026, 1, 5, 8), dt.date(2026, 1, 2)],
            [123456789012345678, 1, dt.time(8), None],
            [None, 2, 2024.1, None],
        ]
    )

    assert refused(path) == [
        ("not-a-text", "a.xlsx organizations!A2"),
        ("not-a-count", "a.xlsx organizations!B2"),
        ("unreadable-date", "a.xlsx organizations!C2"),
        ("not-a-text", "a.xlsx organizations!A3"),
        ("not-a-count", "a.xlsx organizations!B3"),
        ("unreadable-date", "a.xlsx organizations!C3"),
        ("not-a-text", "a.xlsx organizations!D3"),
        ("not-a-text", "a.xlsx organizations!A4"),
        ("unreadable-date", "a.xlsx organizations!C4"),
        ("unreadable-date", "a.xlsx organizations!C5"),
        ("missing-value", "a.xlsx organizations!A5"),
    ]


def test_cells_merged_downwards_all_hold_the_same(save):
    """Below the headers; noted once a column. What is merged sideways belongs to the first column."""
    path = save("B2:B4", 组织=[["编号", "上级"], ["A", "Z"], ["B", None], ["C", None], ["D", None]])
    chain = dc.read(path)

    assert [each.superior for each in chain.organizations.values()] == ["Z", "Z", "Z", None]
    assert noted(chain) == [("merged", "a.xlsx 组织!B1")]
    chain = dc.read(save("B2:C3", 组织=[["编号", "上级", "名称"], ["A", "Z", None], ["B", None, None]]))
    assert [(each.superior, each.name) for each in chain.organizations.values()] == [("Z", "A"), ("Z", "B")]


@pytest.mark.parametrize("merge", ["A1:B1", "A2:B2", "F2:F3", "A9:A12"])
def test_other_merged_cells_are_left_alone(save, merge):
    chain = dc.read(save(merge, 组织=[["编号", None], ["A", None], ["B", None]]))

    assert (list(chain.organizations), noted(chain)) == (["A", "B"], [])


def test_errors_and_formulas_without_results_are_said(save, tmp_path):
    """A reader of workbooks gives both as blanks: a superior would be gone in silence."""
    path = save(
        organizations=[
            ["id", "superior", "name", "备注"],
            ["A", "=1+1", "甲", "=1+1"],
            ["B", "#N/A", None, "#REF!"],
        ]
    )

    assert refused(path) == [
        ("formula-without-result", "a.xlsx organizations!B2"),
        ("error-cell", "a.xlsx organizations!B3"),
    ]
    chain = dc.read(path, bad_rows="set-aside")
    assert [row.subject for row in chain.left_out] == ["row 2", "row 3"]


def test_formulas_with_results_are_read(tmp_path):
    """The result counts, also an empty one."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("organizations")
        sheet.write_row(0, 0, ["id", "members", "name"])
        sheet.write_string(1, 0, "A")
        sheet.write_formula(1, 1, "=1+2", None, 3)
        sheet.write_formula(1, 2, '=""', None, "")
    path = changed(
        tmp_path / "a.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<c r="C2">', b'<c r="C2" t="str">'),
    )

    assert dc.read(path).organizations["A"].members == 3


def test_sheets_by_name(save):
    """In either language; others are noted; blank rows and columns beyond the table are no part of it."""
    path = save(
        Organizations=[
            ["id", None, "name", None],
            ["A", None, "甲", None],
            [None, None, None, None],
            ["合计", None, 1, None],
        ],
        任职=[],
        说明=[["随便"]],
    )
    chain = dc.read(path)

    assert list(chain.organizations) == ["A"]
    assert noted(chain) == [
        ("unread", "a.xlsx 任职"),
        ("unread", "a.xlsx 说明"),
        ("number-as-text", "a.xlsx Organizations!C1"),
        ("sums", "a.xlsx Organizations!4"),
    ]


def test_a_column_without_a_header(save):
    path = save(organizations=[["id", None, "name"], ["A", "x", "甲"]])

    assert refused(path) == [("unknown-column", "a.xlsx organizations!B1")]


def test_two_sheets_of_one_collection(save):
    assert refused(save(organizations=[["id"], ["A"]], 组织=[["id"], ["B"]])) == [
        ("duplicate-collection", "a.xlsx 组织")
    ]


def test_no_sheet_of_ours(save):
    assert refused(save(Sheet1=[["id"], ["A"]])) == [("nothing-to-read", "a.xlsx")]


def test_every_mistake_of_every_sheet_is_said(save):
    path = save(组织=[["编号", "党员人数"], ["A", -1]], 岗位=[["岗位编号", "所在组织"], ["R", "A"]])

    assert refused(path) == [("not-a-count", "a.xlsx 组织!B2"), ("missing-column", "a.xlsx 岗位")]


# --- files that are none ------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "编号\n甲\n".encode(),
        b"<html><table></table></html>",
        b"PK\x03\x04" + b"\0" * 200,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".et", ".xlsm"])
def test_other_files_by_the_name_of_a_workbook(tmp_path, content, suffix):
    """CSV, a page, an encrypted or a torn workbook."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)

    assert refused(path) == [("not-a-workbook", path.name)]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(save, share):
    path = save(organizations=[["id", "name"], *([f"A{n}", f"甲{n}"] for n in range(200))])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    assert refused(path) == [("not-a-workbook", "a.xlsx")]


def test_a_torn_part(save):
    path = changed(
        save(organizations=[["id"], ["A"]]), "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2]
    )

    assert refused(path) == [("not-a-workbook", "a.xlsx organizations")]


def test_a_cell_absurdly_far_out_is_refused_at_once(save):
    """A dense reader would ask for half a terabyte, and the process would be gone."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "organizations"
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "id", "A", "x"
    path = save(organizations=[["id"]])
    book.save(path)
    started = time.process_time()

    assert refused(path) == [("too-large", "a.xlsx organizations!XFD1048576")]
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("place", "told"), [("A99999999999", ""), ("ZZZZZZ2", ""), ("XFD99999", "!XFD99999"), ("A10485760", "")]
)
def test_a_place_that_no_sheet_has_is_refused(save, place, told):
    path = save(organizations=[["id"], ["A"]])
    changed(path, "xl/worksheets/sheet1.xml", lambda part: part.replace(b'"A2"', f'"{place}"'.encode()))

    assert refused(path) == [("too-large", f"a.xlsx organizations{told}")]


def test_a_workbook_that_unpacks_to_too_much(save, monkeypatch):
    monkeypatch.setattr(parts, "_LARGEST", 100)

    assert refused(save(organizations=[["id"]])) == [("too-large", "a.xlsx")]


def test_a_workbook_of_absurd_size(save, monkeypatch):
    monkeypatch.setattr(read_workbook, "_LARGEST", 2**20 - 1)
    path = save(organizations=[["id"]])
    with path.open("ab") as file:
        file.truncate(2**20)

    assert refused(path) == [("too-large", "a.xlsx")]
    assert decoding.read_bytes(path)[0]


def test_parts_as_other_programs_write_them(save):
    """Absolute targets, prefixes, cells without places."""

    def prefixed(part: bytes) -> bytes:
        return re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", part).replace(b"xmlns=", b"xmlns:x=", 1)

    path = save(organizations=[["id", "superior"], ["A", "#N/A"]])
    changed(
        path,
        "xl/_rels/workbook.xml.rels",
        lambda part: re.sub(rb'Target="(?:/xl/)?worksheets', b'Target="/xl/worksheets', part),
    )
    changed(path, "xl/worksheets/sheet1.xml", prefixed)
    (grid,), _ = read_workbook.grids_of(path)

    assert grid.rows == [["id", "superior"], ["A", ""]]
    assert list(grid.broken) == [(1, 1)]
    changed(path, "xl/worksheets/sheet1.xml", lambda part: re.sub(rb' r="[A-Z]+\d+"', b"", part))
    (without_places,), _ = read_workbook.grids_of(path)
    assert list(without_places.broken) == [(1, 1)]
    changed(path, "xl/_rels/workbook.xml.rels", lambda part: part.replace(b"sheet1", b"sheet9"))
    assert refused(path) == [("not-a-workbook", "a.xlsx organizations")]


def test_without_the_extra_the_message_says_what_to_install(save, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtraError, match=r"dangjian-chain\[excel\]"):
        dc.read(save(organizations=[["id"]]))


def test_a_folder_with_one_workbook_is_that_workbook(save, tmp_path):
    """Whatever it is called; beside tables of ours it is not read."""
    path = save(organizations=[["id"], ["A"]]).rename(tmp_path / "organizations.xlsx")

    assert list(dc.read(tmp_path).organizations) == list(dc.read(path).organizations) == ["A"]

    (tmp_path / "roles.csv").write_text("id,organization,kind\n", encoding="utf-8")

    assert refused(tmp_path) == [("unknown-form", "organizations.xlsx")]


def test_a_workbook_with_a_password_is_said_to_have_one(tmp_path):
    """Its container is that of .xls files, with the encrypted workbook as one of its streams."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16-le")
    )

    assert refused(path) == [("encrypted-workbook", "a.xlsx")]


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(save):
    """Parts say how large they are before they are unpacked."""
    path = changed(save(organizations=[["id"], ["A"]]), "xl/styles.xml", lambda part: part)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/media/a.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(400):
            part.write(bytes(2**20))

    assert path.stat().st_size < 2**20
    assert refused(path) == [("too-large", "a.xlsx")]


def test_a_reader_that_gives_up_is_a_workbook_that_does_not_open(save, monkeypatch):
    class PanicException(BaseException):
        pass

    def give_up(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr(read_workbook, "_grids", give_up)

    assert refused(save(organizations=[["id"], ["A"]])) == [("not-a-workbook", "a.xlsx")]
