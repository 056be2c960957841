"""The user's own workbook back: everything in it kept, comments and tints on it, one sheet more."""

from __future__ import annotations

import gc
import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import dangjian_chain as dc
from dangjian_chain.errors import Problem
from dangjian_chain.foot import FOOT
from dangjian_chain.reports.annotated import TINTS, annotate_problems
from dangjian_chain.text import Text

DAY = date(2026, 9, 30)
LIST = "核对清单（待核实）"
OFFICE = "http:" + "//schemas.microsoft.com/office"
REVISION = f"{OFFICE}/spreadsheetml/2014/revision"
EXTENSION = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http:' + '//schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http:' + '//schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" xr:uid="{0}"><x14:formula1><xm:f>说明!$A$1:$A$2</xm:f></x14:formula1>'
    "<xm:sqref>C2:C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
)


def workbook(folder: Path, name: str = "花名册.xlsx") -> Path:
    """Write a roster with every look a person gives one: a vacant post, an unknown superior, a formula."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "示例大队", "created": datetime(2026, 1, 1)})
    head = book.add_format({"bold": True, "bg_color": "#DDEEFF", "font_name": "黑体", "border": 1})
    day = book.add_format({"num_format": "yyyy年m月d日"})
    red = book.add_format({"font_color": "red"})
    sheet = book.add_worksheet("组织")
    for column, header in enumerate(
        ("编号", "名称", "类别", "上级党组织", "党员人数", "换届时间", "书记", "备注")
    ):
        sheet.write(0, column, header, head)
    rows = (("D1", "示例大队党委", "党委", None, 30), ("D1-01", "示例一支部", "党支部", "D1", 9))
    rows += (("D1-02", "=示例二支部", "党支部", "D9", 8), ("D1-03", "示例三支部", "党支部", "D9", 7))
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif cell is not None:
                sheet.write_number(row, column, cell)
        sheet.write_datetime(row, 5, datetime(2025, 3, row, 0, 0), day)
        sheet.write_string(row, 6, "空缺" if row == 2 else f"某{row}")
    sheet.write_formula("E2", "=SUM(E3:E5)+6", None, 30)
    sheet.write_rich_string("H2", "文字 ", red, "红字", " 文字")
    sheet.merge_range("H3:H5", "合并的备注")
    sheet.write_comment("D4", "原有的批注", {"author": "原作者"})
    sheet.write_comment("A5", "另一处原有的批注")
    sheet.set_column("B:B", 31.5)
    sheet.set_row(0, 33)
    sheet.data_validation("C2:C9", {"validate": "list", "source": ["党委", "党支部"]})
    sheet.conditional_format("E2:E5", {"type": "cell", "criteria": ">", "value": 20, "format": red})
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    sheet.freeze_panes(1, 2)
    sheet.autofilter("A1:H5")
    sheet.set_landscape()
    other = book.add_worksheet("说明")
    other.write_formula("B1", '=CONCATENATE("a","<b>")', None, "a<b>")
    other.write_formula("B2", "=1/0", None, "#DIV/0!")
    other.write_formula("B3", "=1=1", None, True)
    other.hide()
    book.define_name("某范围", "=组织!$A$1:$A$4")
    book.close()
    return path


def edited(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """Write a workbook anew with one of its parts changed, or with a part added where `old` is blank."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode("utf-8")
            after.writestr(name, content.replace(old, new) if name == part and old else content)
        if not old:
            after.writestr(part, new)
    return target


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return workbook(tmp_path)


@pytest.fixture
def target(source: Path) -> Path:
    """The annotated copy."""
    copy = source.with_name("copy.xlsx")
    report(source).annotate(source, copy)
    return copy


def report(source: Path) -> dc.GapReport:
    return dc.detect_gaps(dc.read(source), at=DAY)


def colors(sheet) -> dict[str, str]:
    return {
        cell.coordinate: cell.fill.fgColor.rgb[2:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb[2:] in TINTS.values()
    }


# --- comments and tints ----------------------------------------------------------------------


def test_each_gap_is_a_comment_on_the_cell_it_is_about(source: Path, target: Path) -> None:
    """An unknown superior on the superior's cell, a vacancy on the cell of the post."""
    sheet = openpyxl.load_workbook(target)["组织"]
    gaps = {gap.code: gap for gap in report(source)}
    superior, vacancy = sheet["D5"].comment.text, sheet["G3"].comment.text

    assert superior.startswith("【待核实·应核改】DJ001 上级党组织查无对应\n“示例三支部”登记的")
    for words in (gaps["DJ502"].message.zh, gaps["DJ502"].remedy.zh, gaps["DJ502"].citation.zh):
        assert words in vacancy
    assert "依据：" in vacancy
    assert "下一步：" in vacancy


def test_the_tint_is_that_of_the_gravest(source: Path, target: Path) -> None:
    sheet = openpyxl.load_workbook(target)["组织"]

    assert {gap.code: str(gap.severity) for gap in report(source)}.items() >= {
        ("DJ001", "error"),
        ("DJ502", "warning"),
    }
    tinted = colors(sheet)
    assert tinted["D4"] == tinted["D5"] == TINTS[dc.Severity.ERROR]
    assert tinted["G3"] == TINTS[dc.Severity.WARNING]
    assert sheet["D4"].font.name == openpyxl.load_workbook(source)["组织"]["D4"].font.name


def test_comments_that_are_there_stay_above_ours(target: Path) -> None:
    sheet = openpyxl.load_workbook(target)["组织"]

    assert sheet["D4"].comment.text.startswith("原有的批注\n\n【待核实")
    assert sheet["D4"].comment.author == "原作者"
    assert sheet["A5"].comment.text == "另一处原有的批注"


def test_a_cell_with_many_gaps_shows_five_and_counts_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "组织"
    for row in (("名称", "类别", "上级"), ("示例党委", "党委", None), ("示例支部", "党支部", "示例党委")):
        book.active.append(row)
    duties = book.create_sheet("责任事项")
    duties.append(("责任事项", "责任主体"))
    for number in range(8):
        duties.append((f"事项{number}", "党支部"))
    tasks = book.create_sheet("责任分工")
    tasks.append(("责任事项", "责任主体"))
    for number in range(8):
        tasks.append((f"事项{number}", "示例党委"))
    tasks.append(("事项0", "示例支部"))
    book.save(path)
    found = dc.detect_gaps(dc.read(path), at=DAY, select="DJ101")
    found.annotate(path, tmp_path / "copy.xlsx")
    text = openpyxl.load_workbook(tmp_path / "copy.xlsx")["组织"]["A3"].comment.text

    assert len(found) == 7
    assert text.count("示例支部的责任清单中未见") == 5
    assert text.count("下一步：") == 1
    assert text.endswith(f"另有2项，见《{LIST}》。")


def test_a_merged_cell_has_its_comment_at_the_top_left(source: Path, tmp_path: Path) -> None:
    problems = [Problem("odd", "花名册.xlsx 组织!H4", Text(zh="不对", en="wrong"))]
    annotate_problems(problems, source, tmp_path / "copy.xlsx")

    assert openpyxl.load_workbook(tmp_path / "copy.xlsx")["组织"]["H3"].comment.text == "【无法读取】不对"


def test_english_where_it_is_spoken(source: Path, tmp_path: Path) -> None:
    report(source).annotate(source, tmp_path / "copy.xlsx", lang="en")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")

    assert book.sheetnames[-1] == "List to verify"
    assert "[to verify, error] DJ001" in book["组织"]["D5"].comment.text
    assert book["List to verify"]["K4"].value == "code"


# --- the sheet -------------------------------------------------------------------------------


def test_the_sheet_has_a_row_a_gap_causes_first_with_links(source: Path, target: Path) -> None:
    gaps = report(source)
    sheet = openpyxl.load_workbook(target)[LIST]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=4 + len(gaps))]
    links = [sheet.cell(row, 7).hyperlink.location for row in range(5, 5 + len(gaps))]
    foot = [sheet.cell(row, 1).value for row in range(6 + len(gaps), sheet.max_row + 1)]

    assert [row[0] for row in rows] == list(range(1, len(gaps) + 1))
    assert {row[11] for row in rows} == {gap.fingerprint for gap in gaps}
    assert links == [row[6].replace("组织!", "'组织'!") for row in rows]
    assert {row[6] for row in rows} >= {"组织!D4", "组织!D5", "组织!G3"}
    assert foot[-1] == FOOT.zh
    assert foot[0] == "DJ001 上级党组织查无对应　依据：责任链的定义"
    assert "核对日：2026-09-30" in sheet["A2"].value


def test_text_that_looks_like_a_formula_stays_text(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(target)
    cells = [cell for row in book[LIST].iter_rows() for cell in row if str(cell.value).startswith("=")]

    assert book["组织"]["B4"].value == "=示例二支部"
    assert book["组织"]["B4"].data_type == "s"
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_sheet_prints_across_with_headers_on_every_page_and_is_seen_first(target: Path) -> None:
    book = openpyxl.load_workbook(target)
    sheet = book[LIST]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.print_area == "'核对清单（待核实）'!$A$1:$K$11"
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:N7"
    assert book.active.title == LIST
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == [LIST]


def test_a_gap_without_a_place_here_stands_in_the_sheet_alone(source: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "another.xlsx"
    renamed.write_bytes(source.read_bytes())
    gaps = report(source)
    gaps.annotate(renamed, tmp_path / "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")

    assert book["组织"]["D5"].comment is None
    assert book[LIST]["G5"].hyperlink is None
    assert book[LIST]["G5"].value.startswith("花名册.xlsx 组织:")


def test_nothing_to_verify_is_said_too(source: Path, tmp_path: Path) -> None:
    none = dc.detect_gaps(dc.read(source), at=DAY, select="DJ902")
    none.annotate(source, tmp_path / "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")

    assert colors(book["组织"]) == {}
    assert "待核实事项：0项" in book[LIST]["A2"].value


# --- what stays ------------------------------------------------------------------------------


def test_the_copy_reads_as_the_same_chain(source: Path, target: Path) -> None:
    """The sheet that was added is not read, and the reader says so."""
    chain = dc.read(target)

    assert chain == dc.read(source)
    unread = {note.place for note in chain.understood if note.code == "unread"}
    assert unread >= {"copy.xlsx 说明", f"copy.xlsx {LIST}"}


def test_the_original_is_not_touched(source: Path) -> None:
    before = source.read_bytes()
    report(source).annotate(source, source.with_name("copy.xlsx"))

    assert source.read_bytes() == before


def test_content_and_look_stay(source: Path, target: Path) -> None:
    old, new = openpyxl.load_workbook(source, rich_text=True), openpyxl.load_workbook(target, rich_text=True)
    one, two = old["组织"], new["组织"]
    ours = set(colors(two))

    for row in one.iter_rows():
        for cell in row:
            other = two[cell.coordinate]
            assert (other.value, other.number_format) == (cell.value, cell.number_format)
            assert repr((other.font, other.border)) == repr((cell.font, cell.border))
            assert other.coordinate in ours or repr(other.fill) == repr(cell.fill)
    assert two.column_dimensions["B"].width == one.column_dimensions["B"].width
    assert two.row_dimensions[1].height == 33
    assert two.merged_cells.ranges == one.merged_cells.ranges
    assert two.freeze_panes == "C2"
    assert two.auto_filter.ref == "A1:H5"
    assert two.page_setup.orientation == "landscape"
    assert [rule.sqref for rule in two.data_validations.dataValidation] == [
        rule.sqref for rule in one.data_validations.dataValidation
    ]
    assert len(two.conditional_formatting) == 1
    assert new["说明"].sheet_state == "hidden"
    assert list(new.defined_names) == list(old.defined_names)
    assert new.properties.creator == "示例大队"


def test_results_of_formulas_stay(target: Path) -> None:
    """A reader that does not calculate sees what was there."""
    book = openpyxl.load_workbook(target, data_only=True)
    formulas = openpyxl.load_workbook(target)

    assert book["组织"]["E2"].value == 30
    assert [book["说明"][f"B{row}"].value for row in (1, 2, 3)] == ["a<b>", "#DIV/0!", True]
    assert formulas["组织"]["E2"].value == "=SUM(E3:E5)+6"


def test_what_openpyxl_drops_is_carried_over(source: Path, tmp_path: Path) -> None:
    """Drop-downs from another sheet, and which warnings about cells were put aside."""
    part = "xl/worksheets/sheet1.xml"
    path = edited(source, tmp_path / "w.xlsx", part, "<worksheet ", f'<worksheet xmlns:xr="{REVISION}" ')
    path = edited(path, tmp_path / "x.xlsx", part, "</worksheet>", EXTENSION)
    report(path).annotate(path, tmp_path / "copy.xlsx")
    with zipfile.ZipFile(tmp_path / "copy.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")

    assert "<xm:sqref>C2:C9</xm:sqref>" in sheet
    assert "xr:uid" not in sheet
    assert sheet.index("<ignoredErrors>") < sheet.index("<legacyDrawing") < sheet.index("<extLst")
    with pytest.warns(UserWarning, match="Data Validation extension"):
        openpyxl.load_workbook(tmp_path / "copy.xlsx")


def test_the_same_edit_makes_the_same_bytes(source: Path, target: Path) -> None:
    again = target.with_name("again.xlsx")
    report(source).annotate(source, again)

    assert again.read_bytes() == target.read_bytes()


# --- what is refused -------------------------------------------------------------------------


def refusal(source: Path, target: Path) -> str:
    gaps = dc.detect_gaps(dc.ResponsibilityChain(), at=DAY)
    with pytest.raises(dc.UnwritableError) as caught:
        gaps.annotate(source, target)

    assert not target.exists() or target == source
    return str(caught.value)


@pytest.mark.parametrize(
    ("part", "zh", "en"),
    [
        ("xl/vbaProject.bin", "宏", "macros"),
        ("xl/charts/chart1.xml", "图表", "charts"),
        ("xl/media/image1.png", "图片", "pictures"),
        ("xl/cellimages.xml", "图片", "pictures"),
        ("xl/pivotTables/pivotTable1.xml", "数据透视表", "pivot tables"),
        ("xl/ctrlProps/ctrlProp1.xml", "窗体控件", "form controls"),
        ("xl/drawings/drawing1.xml", "图形", "drawings"),
        ("xl/threadedComments/threadedComment1.xml", "会话式批注", "threaded comments"),
        ("_xmlsignatures/sig1.xml", "数字签名", "digital signatures"),
        ("xl/somethingNew.xml", "xl/somethingNew.xml", "xl/somethingNew.xml"),
    ],
)
def test_parts_that_would_be_lost_are_named(
    source: Path, tmp_path: Path, part: str, zh: str, en: str
) -> None:
    said = refusal(
        edited(source, tmp_path / "x.xlsx", part, "", "<xdr:oneCellAnchor/>"), tmp_path / "copy.xlsx"
    )

    assert zh in said.split(" | ")[0]
    assert en in said.split(" | ")[1]
    assert "x.xlsx" in said


def test_controls_and_formats_inside_parts_are_found(source: Path, tmp_path: Path) -> None:
    control = edited(source, tmp_path / "a.xlsx", "xl/drawings/vmlDrawing1.vml", '"Note"', '"Checkbox"')
    newer = EXTENSION.replace("CCE6A557", "78C0D931")
    formats = edited(source, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", "</worksheet>", newer)
    other = EXTENSION.replace("CCE6A557", "00000000")
    unknown = edited(source, tmp_path / "c.xlsx", "xl/worksheets/sheet1.xml", "</worksheet>", other)

    assert "窗体控件" in refusal(control, tmp_path / "copy.xlsx")
    assert "新式条件格式" in refusal(formats, tmp_path / "copy.xlsx")
    assert "不认识的扩展" in refusal(unknown, tmp_path / "copy.xlsx")


@pytest.mark.parametrize(
    ("name", "what"), [("花名册.xlsm", "宏"), ("花名册.csv", ".csv"), ("花名册", "扩展名")]
)
def test_other_forms_are_refused(source: Path, tmp_path: Path, name: str, what: str) -> None:
    other = tmp_path / name
    other.write_bytes(source.read_bytes())
    said = refusal(other, tmp_path / "copy.xlsx")

    assert what in said
    assert "请先另存为 .xlsx" in said


def test_a_drawing_without_anything_in_it_is_no_loss(source: Path, tmp_path: Path) -> None:
    """LibreOffice writes one for every sheet."""
    path = edited(source, tmp_path / "x.xlsx", "xl/drawings/drawing1.xml", "", "<xdr:wsDr/>")
    report(path).annotate(path, tmp_path / "copy.xlsx")

    assert (tmp_path / "copy.xlsx").exists()


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 encrypted")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")
    (tmp_path / "y.xlsx").write_bytes(held.getvalue())
    with zipfile.ZipFile(tmp_path / "z.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", "<x/>")

    assert "可能已损坏或加密" in refusal(tmp_path / "x.xlsx", tmp_path / "copy.xlsx")
    assert "DOCTYPE" in refusal(tmp_path / "y.xlsx", tmp_path / "copy.xlsx")
    assert "无法照原样另存" in refusal(tmp_path / "z.xlsx", tmp_path / "copy.xlsx")


def test_content_under_merged_cells_would_be_lost_and_is_refused(source: Path, tmp_path: Path) -> None:
    """A cell that reads otherwise in the copy is named."""
    path = edited(
        source,
        tmp_path / "x.xlsx",
        "xl/worksheets/sheet1.xml",
        '<mergeCell ref="H3:H5"/>',
        '<mergeCell ref="F3:H5"/>',
    )

    assert "单元格 组织!G3" in refusal(path, tmp_path / "copy.xlsx")


def test_a_comment_under_merged_cells_would_be_lost_and_is_refused(source: Path, tmp_path: Path) -> None:
    path = edited(
        source,
        tmp_path / "x.xlsx",
        "xl/worksheets/sheet1.xml",
        '<mergeCell ref="H3:H5"/>',
        '<mergeCell ref="D3:D5"/>',
    )

    assert "comment which will be removed" in refusal(path, tmp_path / "copy.xlsx")


def test_the_copy_is_another_xlsx_file(source: Path, tmp_path: Path) -> None:
    assert "同一处" in refusal(source, source)
    assert ".xlsx" in refusal(source, tmp_path / "copy.xlsm")
    assert "文件夹不存在" in refusal(source, tmp_path / "no" / "copy.xlsx")


def test_a_workbook_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    gaps = dc.detect_gaps(dc.ResponsibilityChain(), at=DAY)
    with pytest.raises(dc.UnreadableDocumentError, match=r"no\.xlsx"):
        gaps.annotate(tmp_path / "no.xlsx", tmp_path / "copy.xlsx")


def test_openpyxl_is_named_where_it_is_missing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    gaps = dc.detect_gaps(dc.ResponsibilityChain(), at=DAY)
    with pytest.raises(dc.MissingExtraError, match="openpyxl"):
        gaps.annotate(source, tmp_path / "copy.xlsx")


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_collector_of_cycles_is_left_as_it_was(source: Path, tmp_path: Path, *, is_enabled: bool) -> None:
    """It rests meanwhile, whether the copy is written or refused."""
    broken = edited(source, tmp_path / "z.xlsx", "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData><x>")
    try:
        gc.enable() if is_enabled else gc.disable()
        report(source).annotate(source, tmp_path / "copy.xlsx")
        assert gc.isenabled() is is_enabled
        with pytest.raises(dc.UnwritableError):
            report(source).annotate(broken, tmp_path / "other.xlsx")
        assert gc.isenabled() is is_enabled
    finally:
        gc.enable()


# --- what could not be read ------------------------------------------------------------------


def test_errors_are_comments_too(source: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["组织"]["C3"] = "党枝部"
    book["组织"]["E4"] = "九"
    book["组织"]["A5"] = "D1-02"
    book.save(tmp_path / "bad.xlsx")
    with pytest.raises(dc.UnreadableDocumentError) as caught:
        dc.read(tmp_path / "bad.xlsx")
    problems = caught.value.problems
    annotate_problems(problems, tmp_path / "bad.xlsx", tmp_path / "copy.xlsx")
    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    sheet, listed = copy["组织"], copy["无法读取之处"]

    assert sheet["C3"].comment.text.startswith("【无法读取】“党枝部”不是已知的类别")
    assert "“九”不是人数" in sheet["E4"].comment.text
    assert colors(sheet)["C3"] == TINTS[dc.Severity.ERROR]
    assert listed["B4"].value.startswith("组织!")
    assert listed["C4"].value


def test_a_problem_of_a_whole_sheet_leads_to_the_sheet(source: Path, tmp_path: Path) -> None:
    problems = [
        Problem("twice", "花名册.xlsx 组织", Text(zh="重复", en="twice")),
        Problem("none", "花名册.xlsx", Text(zh="没有", en="none")),
        Problem("far", "花名册.xlsx 组织!ZZZ9", Text(zh="远", en="far")),
        Problem("row", "花名册.xlsx 说明!3", Text(zh="行", en="row")),
        Problem("blank", "花名册.xlsx 说明!9", Text(zh="空行", en="row")),
    ]
    annotate_problems(problems, source, tmp_path / "copy.xlsx", lang="zh")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    sheet = book["无法读取之处"]

    assert sheet["B4"].hyperlink.location == "'组织'!A1"
    assert sheet["B5"].hyperlink is None
    assert book["说明"]["B3"].comment.text == "【无法读取】行"
    assert book["说明"]["A9"].comment.text == "【无法读取】空行"


def test_a_workbook_that_only_one_library_opens_is_refused(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: bytes) -> dict[tuple[str, int, int], object]:
        raise ValueError

    monkeypatch.setattr("dangjian_chain.reports.original.cells_of", refuse)

    assert "ValueError" in refusal(source, tmp_path / "copy.xlsx")


def test_times_and_lengths_of_time_stay(tmp_path: Path) -> None:
    """To the millisecond, as a spreadsheet keeps them."""
    book = openpyxl.Workbook()
    book.active["A1"] = datetime(2026, 3, 4, 5, 6, 7, 89000)
    book.active["A2"] = timedelta(hours=30, minutes=1, seconds=1)
    book.active["A3"] = time(9, 30, 59)
    book.active["A4"] = 0.1 + 0.2
    book.save(tmp_path / "x.xlsx")
    annotate_problems([], tmp_path / "x.xlsx", tmp_path / "copy.xlsx")
    one, two = (openpyxl.load_workbook(tmp_path / name)["Sheet"] for name in ("x.xlsx", "copy.xlsx"))

    assert [cell.value for cell in one["A"]] == [cell.value for cell in two["A"]]
