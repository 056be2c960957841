"""A copy that is annotated again: ours is made anew, and nothing that a person wrote is lost."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import GradientFill, PatternFill

import dangjian_chain as dc
from dangjian_chain.errors import Problem
from dangjian_chain.reports.annotated import annotate_problems
from dangjian_chain.text import Text
from tests.reports.test_annotated import DAY, LIST, colors, report, workbook

SECOND = "核对清单（待核实）（2）"
ERRORS = "无法读取之处"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A workbook with a fill of its own on a cell that will be tinted."""
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book["组织"]["D5"].fill = PatternFill("solid", fgColor="00DDFF")
    book["组织"]["G3"].fill = GradientFill(stop=("FFFFFF", "00DDFF"))
    book["组织"]["E2"] = 30
    book.save(path)
    return path


@pytest.fixture
def first(source: Path) -> Path:
    """The copy of the first run."""
    copy = source.with_name("first.xlsx")
    report(source).annotate(source, copy)
    return copy


def edited(path: Path, change) -> Path:
    """Return a workbook that a person changed and saved."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def again(path: Path, **how: str) -> openpyxl.Workbook:
    """Annotate a copy again, and open the result."""
    report(path).annotate(path, path.with_name("again.xlsx"), **how)
    return openpyxl.load_workbook(path.with_name("again.xlsx"))


def comments(book: openpyxl.Workbook) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text for row in book["组织"].iter_rows() for cell in row if cell.comment
    }


# --- comments --------------------------------------------------------------------------------


def test_the_same_again_is_the_same(first: Path) -> None:
    """No comment and no sheet is there twice."""
    before, after = openpyxl.load_workbook(first), again(first)

    assert after.sheetnames == before.sheetnames == ["组织", "说明", LIST]
    assert comments(after) == comments(before)
    assert colors(after["组织"]) == colors(before["组织"])
    assert list(after[LIST].values) == list(before[LIST].values)


def test_and_again_is_the_same_to_the_byte(first: Path) -> None:
    """The second copy of a copy is the third."""
    again(first)
    second = first.with_name("again.xlsx").read_bytes()
    first.write_bytes(second)
    again(first)

    assert first.with_name("again.xlsx").read_bytes() == second


def test_what_was_mended_loses_its_comment_and_its_tint(source: Path, first: Path) -> None:
    def mend(book: openpyxl.Workbook) -> None:
        book["组织"]["D5"] = "D1"
        book["组织"]["G3"] = "某人"

    book = again(edited(first, mend))
    sheet, old = book["组织"], openpyxl.load_workbook(source)["组织"]

    assert set(comments(book)) == {"D4", "A5"}
    assert set(colors(sheet)) == {"D4"}
    assert repr(sheet["D5"].fill) == repr(old["D5"].fill)
    assert repr(sheet["G3"].fill) == repr(old["G3"].fill)
    assert sheet["D5"].border.left.style == old["D5"].border.left.style


def test_words_of_a_person_stay_wherever_they_are(first: Path) -> None:
    """Above, below, between and within our lines."""

    def write(book: openpyxl.Workbook) -> None:
        sheet = book["组织"]
        sheet["D5"] = "D1"
        sheet["D4"].comment.text += "\n已请示组织科"
        lines = sheet["D5"].comment.text.split("\n")
        sheet["D5"].comment.text = "\n".join([lines[0], "张：已问", f"{lines[1]}是笔误", *lines[2:], "已改"])

    found = comments(again(edited(first, write)))

    assert found["D4"].startswith("原有的批注\n已请示组织科\n\n【待核实·应核改】DJ001")
    assert found["D4"].count("【待核实") == 1
    assert found["D5"] == "张：已问\n“示例三支部”登记的上级党组织为“D9”，组织名册中未查到该组织。是笔误\n已改"
    assert found["A5"] == "另一处原有的批注"


def test_cells_that_moved_are_known_by_what_is_said_there(source: Path, first: Path) -> None:
    """A row was put in above; openpyxl leaves comments behind, a spreadsheet takes them along."""

    def move(book: openpyxl.Workbook) -> None:
        sheet = book["组织"]
        for column in "ABCDEFG":
            for row in (7, 6, 5):
                old, new = sheet[f"{column}{row - 1}"], sheet[f"{column}{row}"]
                new.value, new.data_type, new._style = old.value, old.data_type, old._style
                comment = old.comment
                old.comment = None
                new.comment = Comment(comment.text, comment.author) if comment else None
        sheet["A4"], sheet["B4"], sheet["D4"], sheet["D6"] = "D1-09", "示例九支部", "D1", "D1"
        sheet["D4"]._style = sheet["B4"]._style

    sheet = again(edited(first, move))["组织"]

    assert set(colors(sheet)) == {"D5", "G3"}
    assert sheet["D5"].comment.text.startswith("原有的批注\n\n【待核实")
    assert sheet["D6"].comment is None
    assert sheet["D6"].fill.fgColor.rgb == "0000DDFF"


def test_a_tint_goes_where_the_comment_was_deleted_by_hand(source: Path, first: Path) -> None:
    def mend(book: openpyxl.Workbook) -> None:
        book["组织"]["D5"] = "D1"
        book["组织"]["D5"].comment = None

    assert again(edited(first, mend))["组织"]["D5"].fill.fgColor.rgb == "0000DDFF"


def test_without_the_list_what_looks_like_ours_is_made_anew(first: Path) -> None:
    def mend(book: openpyxl.Workbook) -> None:
        del book[LIST]
        book["组织"]["D5"] = "D1"
        book["组织"]["D4"].comment.text += "\n已请示"

    book = again(edited(first, mend))

    assert comments(book)["D4"].startswith("原有的批注\n\n已请示\n\n【待核实")
    assert comments(book)["D4"].count("【待核实") == 1
    assert "D5" not in comments(book)
    assert set(colors(book["组织"])) == {"D4", "G3"}
    assert book.sheetnames == ["组织", "说明", LIST]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_comments_in_the_other_language_are_known_too(source: Path, lang: str) -> None:
    other = {"zh": "en", "en": "zh"}[lang]
    report(source).annotate(source, source.with_name("first.xlsx"), lang=lang)
    book = again(source.with_name("first.xlsx"), lang=other)

    assert len(book.sheetnames) == 3
    assert not any("【" in text and "[to verify" in text for text in comments(book).values())
    assert len(comments(book)) == 4


def test_errors_are_followed_by_gaps_when_they_are_mended(source: Path) -> None:
    path = edited(source, lambda book: book["组织"].__setitem__("C3", "党枝部"))
    with pytest.raises(dc.UnreadableDocumentError) as caught:
        dc.read(path)
    caught.value.annotate(path, path.with_name("errors.xlsx"))
    mended = edited(path.with_name("errors.xlsx"), lambda book: book["组织"].__setitem__("C3", "党支部"))
    book = again(mended)

    assert "C3" not in comments(book)
    assert "C3" not in colors(book["组织"])
    assert book.sheetnames == ["组织", "说明", LIST]


def test_a_fill_that_cannot_be_told_is_taken_off(source: Path) -> None:
    """The same words on cells of different fills, which have changed places."""
    problems = [
        Problem("odd", f"{source.name} 组织!{place}", Text(zh="不对", en="wrong")) for place in ("D5", "B5")
    ]
    annotate_problems(problems, source, source.with_name("first.xlsx"))

    def move(book: openpyxl.Workbook) -> None:
        sheet = book["组织"]
        sheet["B9"]._style = sheet["D5"]._style
        sheet["B9"].comment = Comment(sheet["D5"].comment.text, "")
        sheet["D5"].comment = None

    path = edited(source.with_name("first.xlsx"), move)
    annotate_problems([], path, path.with_name("again.xlsx"))
    sheet = openpyxl.load_workbook(path.with_name("again.xlsx"))["组织"]

    assert sheet["B9"].fill.fill_type is None
    assert sheet["B5"].fill.fill_type is None
    assert sheet["D5"].fill.fgColor.rgb == "0000DDFF"


# --- the list --------------------------------------------------------------------------------


def test_a_list_that_was_filled_in_is_kept_and_spoken_of(first: Path) -> None:
    book = again(edited(first, lambda book: book[LIST].__setitem__("H5", "属实")))

    assert book.sheetnames == ["组织", "说明", SECOND, LIST]
    assert book[SECOND]["H5"].value == "属实"
    assert book[LIST]["H6"].value is None
    assert f"《{SECOND}》" in book[LIST]["A3"].value
    assert book.active.title == LIST
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == [LIST]


def test_what_was_filled_in_is_read_back_from_the_kept_list(first: Path) -> None:
    path = edited(first, lambda book: book[LIST].__setitem__("H5", "属实"))
    before = dc.read_verifications(path)
    again(path)
    after = dc.read_verifications(path.with_name("again.xlsx"))

    assert [one.key for one in after] == [one.key for one in before]
    assert after[0].place == f"again.xlsx {SECOND}!5"


def test_each_filled_list_gets_its_number_and_blank_ones_go(first: Path) -> None:
    path = edited(first, lambda book: book[LIST].__setitem__("H5", "属实"))
    again(path)
    path = edited(path.with_name("again.xlsx"), lambda book: book[LIST].__setitem__("H7", "不属实"))
    report(path).annotate(path, path.with_name("third.xlsx"))
    path = path.with_name("third.xlsx")

    assert openpyxl.load_workbook(path).sheetnames == ["组织", "说明", SECOND, f"{LIST}（3）", LIST]

    blank = edited(path, lambda book: book[SECOND].__setitem__("H5", None))
    report(blank).annotate(blank, blank.with_name("fourth.xlsx"))

    assert openpyxl.load_workbook(blank.with_name("fourth.xlsx")).sheetnames == [
        "组织",
        "说明",
        f"{LIST}（3）",
        LIST,
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.__setitem__("I6", "待查"),
        lambda sheet: sheet.__setitem__("P6", "自己的一栏"),
        lambda sheet: sheet.__setitem__("B30", "自己的一行"),
        lambda sheet: sheet.__setitem__("P4", "自己的表头"),
        lambda sheet: sheet.__setitem__("P1", "自己的一格"),
        lambda sheet: setattr(sheet["E5"], "comment", Comment("已核实", "某")),
    ],
)
def test_whatever_a_person_wrote_in_a_list_keeps_it(first: Path, change) -> None:
    assert again(edited(first, lambda book: change(book[LIST]))).sheetnames == ["组织", "说明", SECOND, LIST]


def test_a_list_that_was_renamed_is_still_known(first: Path) -> None:
    book = again(edited(first, lambda book: setattr(book[LIST], "title", "九月核对")))
    assert book.sheetnames == ["组织", "说明", LIST]

    def fill(book: openpyxl.Workbook) -> None:
        book["九月核对"]["H5"] = "属实"

    book = again(edited(first, fill))
    assert book.sheetnames == ["组织", "说明", "九月核对", LIST]
    assert "《九月核对》" in book[LIST]["A3"].value


def test_a_sheet_of_the_users_own_with_that_title_stays(source: Path) -> None:
    path = edited(source, lambda book: book.create_sheet(LIST).__setitem__("A1", "自己的"))
    report(path).annotate(path, path.with_name("copy.xlsx"))
    book = openpyxl.load_workbook(path.with_name("copy.xlsx"))

    assert book.sheetnames == ["组织", "说明", LIST, SECOND]
    assert book[LIST]["A1"].value == "自己的"
    assert len(report(path)) == len(list(book[SECOND].iter_rows(min_row=5))) - 4


def test_lists_are_not_read_as_part_of_the_chain(source: Path, first: Path) -> None:
    path = edited(first, lambda book: book[LIST].__setitem__("H5", "属实"))
    again(path)
    chain = dc.read(path.with_name("again.xlsx"))
    unread = {note.place for note in chain.understood if note.code == "unread"}

    assert chain == dc.read(source)
    assert unread >= {f"again.xlsx {LIST}", f"again.xlsx {SECOND}"}
    assert len(dc.detect_gaps(chain, at=DAY)) == len(report(source))
