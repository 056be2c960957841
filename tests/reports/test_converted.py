"""Workbooks of other forms come back as .xlsx: every sheet and cell, no looks, comments and the sheet as usual."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import dangjian_chain as dc
from dangjian_chain.formats.read_workbook import cells_of
from dangjian_chain.reports.annotated import annotate_problems
from dangjian_chain.reports.converted import converted
from tests.reports.ods import ods
from tests.reports.test_annotated import LIST, colors, report

XLS = Path(__file__).with_name("roster.xls")
"""Saved by a table program: four sheets, a hidden one, merged cells, errors, dates."""
TYPES = "附表 说明"


@pytest.fixture
def xls(tmp_path: Path) -> Path:
    return Path(shutil.copy(XLS, tmp_path / "花名册.xls"))


def copy_of(source: Path) -> openpyxl.Workbook:
    report(source).annotate(source, source.with_name("copy.xlsx"))
    return openpyxl.load_workbook(source.with_name("copy.xlsx"))


@pytest.mark.parametrize("name", ["花名册.xls", "花名册.XLS", "花名册.et"])
def test_comments_tints_and_the_sheet_are_as_usual(xls: Path, name: str) -> None:
    path = xls.rename(xls.with_name(name))
    book = copy_of(path)

    assert book.sheetnames == ["组织", TYPES, "隐藏", "空表", LIST]
    assert book["组织"]["D4"].comment.text.startswith("【待核实·应核改】DJ001")
    assert set(colors(book["组织"])) == {"D4", "D5", "G3"}
    assert book[LIST]["G6"].hyperlink.location == "'组织'!D4"
    assert f"由“{name}”转换来的副本" in book[LIST]["A3"].value
    assert "原表未动" in book[LIST]["A3"].value
    assert [cell.value for cell in book[LIST][5]][:2] == ["序号", "环节"]


def test_cells_keep_their_types(xls: Path) -> None:
    sheet = copy_of(xls)[TYPES]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=5)]

    assert rows[0][:2] == ["001", 3]
    assert rows[0][3:7] == [True, time(9, 30), timedelta(hours=30), 1234567890123456]
    assert rows[1][6:] == ["123456789012345678", "甲乙"]
    assert rows[2][5] == datetime(2026, 3, 4, 5, 6, 7)
    assert sheet["A3"].data_type == "s"
    assert (sheet["F3"].number_format, sheet["F5"].number_format) == ("[h]:mm:ss", "yyyy-mm-dd hh:mm:ss")


def test_errors_show_what_they_are(xls: Path) -> None:
    sheet = copy_of(xls)[TYPES]

    assert [sheet[place].value for place in ("C3", "C4", "C5", "H5")] == ["#N/A", "#DIV/0!", "#N/A", "#NAME?"]
    assert sheet["C3"].data_type == "s"


def test_merged_ranges_hidden_sheets_and_widths(xls: Path) -> None:
    book = copy_of(xls)
    sheet = book["组织"]

    assert [str(area) for area in sheet.merged_cells.ranges] == ["H3:H5"]
    assert [str(area) for area in book[TYPES].merged_cells.ranges] == ["A1:H1"]
    assert {one.title: one.sheet_state for one in book.worksheets}.items() >= {
        ("隐藏", "hidden"),
        ("空表", "visible"),
    }
    assert sheet["F2"].number_format == "yyyy-mm-dd"
    assert 12 < sheet.column_dimensions["D"].width < 14
    assert sheet.column_dimensions["B"].width < 44
    assert sheet["B5"].alignment.wrap_text
    assert sheet.row_dimensions[5].height == 30
    assert book["隐藏"]["C3"].value == "第一行\n第二行"


def test_the_copy_reads_as_the_same_chain_and_the_original_is_not_touched(xls: Path) -> None:
    before = xls.read_bytes()
    copy_of(xls)

    assert dc.read(xls.with_name("copy.xlsx")) == dc.read(xls)
    assert xls.read_bytes() == before


def test_the_same_file_makes_the_same_bytes(xls: Path) -> None:
    copy_of(xls)
    first = xls.with_name("copy.xlsx").read_bytes()
    copy_of(xls)

    assert xls.with_name("copy.xlsx").read_bytes() == first


def test_errors_of_reading_are_comments_too(tmp_path: Path) -> None:
    path = tmp_path / "花名册.ods"
    path.write_bytes(ods(组织=[["编号", "名称", "类别"], ["D1", "示例党委", "党伟"]]))
    with pytest.raises(dc.UnreadableDocumentError) as caught:
        dc.read(path)
    caught.value.annotate(path, tmp_path / "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")

    assert "党伟" in book["组织"]["C2"].comment.text
    assert "转换来的副本" in book["无法读取之处"]["A3"].value


def test_an_ods_workbook_has_its_merged_ranges_and_errors(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    path.write_bytes(
        ods(组织=[["编号", "名称", "类别"], ["D1", "示例党委", "党委"]], 附表=[["=错", None, "|2x3"], ["甲"]])
    )
    dc.detect_gaps(dc.read(path), at=date(2026, 9, 30)).annotate(path, tmp_path / "copy.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "copy.xlsx")["附表"]

    assert sheet["A1"].value == "#N/A"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["C1:D3"]
    assert sheet["C1"].alignment.horizontal == "center"


def test_titles_that_no_workbook_can_have_are_changed_and_places_found(tmp_path: Path) -> None:
    path, long = tmp_path / "x.ods", "附" * 40
    path.write_bytes(
        ods(
            **{
                "组织": [["编号", "名称", "类别", "上级"], ["D1", "甲支部", "党支部", "D9"]],
                "a/b": [["一"]],
                long: [[1]],
            }
        )
    )
    problems = [dc.Problem("odd", "x.ods a/b!A1", dc.Text("不对", "wrong"))]
    dc.UnreadableDocumentError(problems).annotate(path, tmp_path / "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")

    assert book.sheetnames == ["组织", "a·b", "附" * 31, "无法读取之处"]
    assert book["a·b"]["A1"].comment.text == "【无法读取】不对"
    assert book["无法读取之处"]["B5"].hyperlink.location == "'a·b'!A1"


def test_a_workbook_by_another_name_has_its_errors_and_formulas(tmp_path: Path) -> None:
    """An .xlsx file that is called .xls: what has no result shows the formula."""
    path = tmp_path / "x.xls"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
    sheet.write_formula("B2", '=SUM(A1:A2)&"<"', None, "")
    sheet.write_formula("C3", "=1+1", None, 2)
    book.close()
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b' t="str"', b"").replace(b"<v></v>", b"")
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    made = converted(path, path.read_bytes())

    assert (
        cells_of(made.data)
        == made.cells
        == {("表", 0, 0): "#DIV/0!", ("表", 1, 1): '=SUM(A1:A2)&"<"', ("表", 2, 2): 2.0}
    )


def test_nothing_under_merged_cells_is_lost(tmp_path: Path) -> None:
    """A range over cells that hold something is not merged; nor is one over another, or one that is absurdly large."""
    path = tmp_path / "x.ods"
    path.write_bytes(ods(表=[["甲|2x1", "乙"], ["丙|3x3", None, None], ["丁", "戊|2x2"], [], ["|1000x1000"]]))
    made = converted(path, path.read_bytes())

    assert cells_of(made.data) == made.cells
    assert set(made.cells.values()) == {"甲", "乙", "丙", "丁", "戊"}


def test_days_before_1900_and_long_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    path.write_bytes(ods(表=[[date(1898, 1, 2), 0.1 + 0.2, date(1921, 7, 1)]]))
    made = converted(path, path.read_bytes())

    assert list(made.cells.values()) == ["1898-01-02", 0.3, date(1921, 7, 1)]
    assert cells_of(made.data) == made.cells


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xls"
    path.write_text("<html><table></table></html>")
    with pytest.raises(dc.UnreadableDocumentError, match="内容不是工作簿"):
        annotate_problems([], path, tmp_path / "copy.xlsx")

    assert not (tmp_path / "copy.xlsx").exists()


def test_a_first_sheet_that_is_hidden_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    path.write_bytes(ods(hidden=("表",), 表=[["甲"]], 另表=[["乙"]]))
    annotate_problems([], path, tmp_path / "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")

    assert [one.sheet_state for one in book.worksheets] == ["hidden", "visible", "visible"]
    assert book.active.title == "无法读取之处"
