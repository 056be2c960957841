"""The sheet that is added to a copy is filled in and read back, as the list to verify is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import dangjian_chain as dc
from dangjian_chain import GapReport, Verified, read_verifications
from dangjian_chain.formats.read_workbook import cells_of
from dangjian_chain.reports.checklist_pages import list_columns
from tests.reports.small import DAY
from tests.reports.small import report as small_report
from tests.reports.test_annotated import LIST, report, workbook


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return workbook(tmp_path)


def filled(source: Path, answers: dict[int, tuple[object, ...]], lang: str = "zh") -> Path:
    """Annotate a workbook and fill in the rows of some numbers, as a person does."""
    copy = source.with_name("copy.xlsx")
    report(source).annotate(source, copy, lang=lang)
    book = openpyxl.load_workbook(copy)
    for row in book.worksheets[-1].iter_rows(min_row=5):
        for letter, value in zip("HIJ", answers.get(row[0].value, ()), strict=False):
            book.worksheets[-1][f"{letter}{row[0].row}"] = value
    book.save(copy)
    return copy


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verified", list(Verified))
def test_each_answer_is_read_back(source: Path, verified: Verified, lang: str) -> None:
    said = verified.label.zh if lang == "zh" else verified.label.en
    (one,) = read_verifications(filled(source, {2: (said, " 已问过 ", "2026年10月31日")}, lang))
    gap = report(source)[1]

    assert one.key[0] == gap.fingerprint
    assert (one.verified, one.reason) == (verified, "已问过")
    assert one.until == (date(2026, 10, 31) if verified is Verified.DEFERRED else None)
    assert one.place == f"copy.xlsx {LIST if lang == 'zh' else 'List to verify'}!6"


def test_it_reads_as_the_list_to_verify_does(source: Path, tmp_path: Path) -> None:
    """The same answers to the same rows of both: the same verifications, but for where they stand."""
    gaps = report(source)
    gaps.to_excel(tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    for row in book.worksheets[0].iter_rows(min_row=5, max_row=4 + len(gaps)):
        book.worksheets[0][f"H{row[0].row}"] = "情况说明"
    book.save(tmp_path / "list.xlsx")
    both = [
        {(one.key, one.verified, one.reason, one.until, one.cells[1:6], one.cells[10:]) for one in read}
        for read in (
            read_verifications(tmp_path / "list.xlsx"),
            read_verifications(filled(source, dict.fromkeys((1, 2, 3), ("情况说明",)))),
        )
    ]

    assert both[0] == both[1]
    assert len(both[0]) == len(gaps) == 3


def test_what_was_not_filled_in_is_nothing(source: Path) -> None:
    assert read_verifications(filled(source, {})) == ()


def test_the_next_report_knows_what_was_found(source: Path) -> None:
    read = read_verifications(filled(source, {1: ("属实",), 3: ("不属实", "已有任命文件")}))
    chain = dc.read(source)
    found = dc.report(chain, at=DAY, verified=read)

    assert [gap.code for gap in found.confirmed] == ["DJ001"]
    assert [gap.code for gap in found.to_verify] == ["DJ001"]
    assert {page.name for page in found.pages} >= {"问题清单", "已核实（不再列出）"}


def test_columns_are_those_of_the_list_with_choices_and_hidden_marks(source: Path) -> None:
    copy = filled(source, {})
    sheet = openpyxl.load_workbook(copy)[LIST]
    headers = [cell.value for cell in sheet[4]]
    (choice,) = sheet.data_validations.dataValidation

    assert headers == [*(column.header for column in list_columns("zh")), "comment"]
    assert (str(choice.sqref), choice.formula1) == ("H5:H7", '"属实,不属实,情况说明,暂缓"')
    assert [name for name, column in sheet.column_dimensions.items() if column.hidden] == ["L", "M", "N"]
    assert sheet["A3"].value.startswith("未见不等于未做。")


def test_what_follows_stands_behind_its_cause(source: Path, tmp_path: Path) -> None:
    gaps = small_report()
    gaps.annotate(source, tmp_path / "copy.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "copy.xlsx")[LIST].iter_rows(min_row=5, values_only=True))
    numbers = [row[0] for row in rows[: len(gaps)]]

    assert "1 +2" in map(str, numbers) or any("+2" in str(number) for number in numbers)
    cause = next(place for place, number in enumerate(numbers) if "+2" in str(number))
    assert numbers[cause + 1 : cause + 3] == ["└", "└"]
    assert rows[cause][10] == "DJ503"
    assert [row[10] for row in rows[cause + 1 : cause + 3]] == ["DJ105", "DJ105"]


def test_a_comment_on_what_follows_names_the_number_of_its_cause(source: Path, tmp_path: Path) -> None:
    place = f"{source.name} 组织!A3"
    gaps = [gap if gap.code != "DJ105" else _at(gap, place) for gap in small_report()]
    GapReport(gaps, DAY, ()).annotate(source, tmp_path / "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    cause = next(row for row in book[LIST].iter_rows(min_row=5, values_only=True) if row[10] == "DJ503")
    number = str(cause[0]).partition(" ")[0]

    assert book["组织"]["A3"].comment.text.endswith(f"（随第{number}项而来，见《{LIST}》）")


def _at(gap: dc.Gap, place: str) -> dc.Gap:
    import attrs

    return attrs.evolve(gap, place=place)


def test_a_text_of_any_length_and_any_character_is_written(source: Path, tmp_path: Path) -> None:
    """What no workbook can hold is left out, what looks like an escape stays as it is."""
    import attrs

    words = dc.Text(zh="一\x07二\ud800_x0041_<&>" + "长" * 40_000, en="x")
    gaps = [attrs.evolve(small_report()[0], message=words, place=f"{source.name} 组织!A3")]
    GapReport(gaps, DAY, ()).annotate(source, tmp_path / "copy.xlsx")
    found = cells_of((tmp_path / "copy.xlsx").read_bytes())[LIST, 4, 4]

    assert found.startswith("一二_x0041_<&>长")
    assert len(found) <= 32_767
    assert found.endswith("…")
