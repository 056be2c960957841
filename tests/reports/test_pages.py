"""The pages of a report, and the workbook made of them, read by another library."""

from __future__ import annotations

import io
from pathlib import Path

import attrs
import openpyxl
import pytest

import dangjian_chain as dc
from dangjian_chain.reports import matrix_pages
from dangjian_chain.reports.checklist_pages import (
    FACTS,
    FINGERPRINT,
    VERIFICATION,
    checklist_page,
    facts_of,
)
from dangjian_chain.reports.page import Column, Page, Row
from dangjian_chain.reports.workbook import pages_bytes, sheet_name
from dangjian_chain.text import Lang
from tests.goldens import assert_golden
from tests.reports.small import CHAIN, DAY, report

BUREAU = Path(__file__).parents[2] / "examples" / "geological-bureau"


def shown(pages: tuple[Page, ...]) -> str:
    """Return pages as text."""
    lines = []
    for page in pages:
        lines += [f"== {page.name}", page.title, *page.notes]
        lines.append(" | ".join(column.header for column in page.columns))
        for row in page.rows:
            marks = ("#" if row.is_heading else "") + (f"[{row.severity}]" if row.severity else "")
            lines.append(
                marks + " | ".join("" if cell is None else str(cell).replace("\n", "/") for cell in row.cells)
            )
        lines += [*page.legend, ""]
    return "\n".join(lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_read_well(lang: Lang) -> None:
    whole = dc.report(CHAIN, DAY, lists=["D1", "D1-01.sj"], lang=lang)

    assert_golden(f"report.{lang}.txt", shown(whole.pages))


def test_every_gap_is_on_the_list_once_and_behind_its_cause() -> None:
    gaps = report()
    page = dc.report(CHAIN, DAY).pages[0]
    assert len(page.rows) == len(dc.detect_gaps(CHAIN, DAY))

    made = pages_of(gaps)
    sheet = next(iter(made.worksheets))
    marks = [row[FINGERPRINT].value for row in sheet.iter_rows(min_row=5)]
    listed = [mark for mark in marks if mark]
    assert sorted(listed) == sorted(gap.fingerprint for gap in gaps)
    for gap in gaps:
        if gap.follows_from:
            assert listed.index(gap.follows_from) < listed.index(gap.fingerprint)


def pages_of(gaps: dc.GapReport) -> openpyxl.Workbook:
    """Return the workbook of a report, as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(pages_bytes([checklist_page(gaps)])))


def test_a_list_is_ready_to_fill_in_and_to_print() -> None:
    sheet = pages_of(report()).worksheets[0]
    letter = openpyxl.utils.get_column_letter

    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"属实,不属实,情况说明,暂缓"'
    assert str(choice.sqref) == f"{letter(VERIFICATION + 1)}5:{letter(VERIFICATION + 1)}{4 + len(report())}"
    assert {letter(place + 1) for place in (FINGERPRINT, FACTS)} <= {
        name
        for key, column in sheet.column_dimensions.items()
        if column.hidden
        for name in map(letter, range(column.min or 0, (column.max or 0) + 1))
    } | {key for key, column in sheet.column_dimensions.items() if column.hidden}
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    # Marks that do not move with their rows when people sort would be worse than none.
    assert sheet.auto_filter.ref.endswith(f"{letter(FACTS + 1)}{4 + len(report())}")


def test_the_same_report_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        dc.report(CHAIN, DAY, lists=["D1"]).to_excel(tmp_path / name)
        report().to_excel(tmp_path / f"gaps-{name}")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "gaps-a.xlsx").read_bytes() == (tmp_path / "gaps-b.xlsx").read_bytes()


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2", "http://example.org", "007"]
)
def test_text_stays_text(text: str) -> None:
    page = Page("表", text, (text,), (Column(text, 10), Column("甲", 10)), (Row((text, 3)),), (text,))
    sheet = openpyxl.load_workbook(io.BytesIO(pages_bytes([page]))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]

    assert len(cells) == 5
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_names_of_sheets_are_allowed_and_unlike() -> None:
    taken: set[str] = set()
    for name in ["矩阵 a/b:c", "矩阵 a·b·c", "矩阵 A·B·C", "'", "长" * 40, "长" * 50]:
        made = sheet_name(name, taken)
        assert 0 < len(made) <= 31
        assert not set(made) & set("[]:*?/\\")
        assert made.casefold() not in taken
        taken.add(made.casefold())


def test_the_matrix_holds_every_pair_that_is_carried() -> None:
    chain = dc.read(BUREAU)
    cascade = dc.propagate(chain, DAY)
    names = chain.tables["organizations"].column("name")
    seen = set()
    for page in dc.report(chain, DAY).pages:
        if page.name.startswith("矩阵"):
            for row in page.rows:
                for column, cell in zip(page.columns[1:], row.cells[1:], strict=True):
                    if cell is not None:
                        seen.add((str(row.cells[0]).split()[0], column.header))
    arrays = cascade.arrays
    expected = {
        (arrays.duties.ids[duty], str(names[organization]))
        for duty, organization in zip(*arrays.carries.nonzero(), strict=True)
    }

    assert seen == expected


def test_landing_shows_both_numbers() -> None:
    chain = dc.read(BUREAU)
    page = next(page for page in dc.report(chain, DAY).pages if page.name == "落实情况")
    total = dc.propagate(chain, DAY).landing.total()

    rows = [row.cells for row in page.rows if not row.is_heading][: len(total)]
    assert [(row[1], row[2], row[3]) for row in rows] == [
        (row.expected, row.declared, row.reached) for row in total
    ]
    assert all(f"{cells[3]}/{cells[1]}" in str(cells[4]) for cells in rows)


def test_a_list_of_something_unknown_is_refused() -> None:
    with pytest.raises(dc.UnknownNameError, match="D9"):
        dc.report(CHAIN, DAY, lists=["D9"])


def test_facts_change_with_details_and_not_with_words() -> None:
    first = report()[0]
    other = attrs.evolve(first, message=dc.Text("另一种说法", "other words"))
    changed = attrs.evolve(first, details={**first.details, "duty": "S99"})

    assert facts_of(first) == facts_of(other) != facts_of(changed)
    assert len(facts_of(first)) == 8


def test_of_very_many_units_those_asked_for_have_a_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix_pages, "MOST_UNITS", 0)

    names = [page.name for page in dc.report(CHAIN, DAY).pages]
    asked = [page.name for page in dc.report(CHAIN, DAY, lists=["D1"]).pages]

    assert [name for name in names if "矩阵" in name] == ["责任矩阵"]
    assert [name for name in asked if "矩阵" in name] == ["责任矩阵", "矩阵 示例大队党委"]


def test_a_page_that_no_sheet_holds_is_refused_and_nothing_is_cut() -> None:
    row = Row(("甲",))
    page = Page("表", "表", (), (Column("甲", 10),), (row,) * 1_048_576)

    with pytest.raises(dc.UnwritableError, match="1048576"):
        pages_bytes([page])


@pytest.mark.parametrize("marks", [matrix_pages.MARKS, matrix_pages.ENGLISH_MARKS])
def test_every_responsibility_has_a_mark_of_its_own(marks: dict[dc.Responsibility, str]) -> None:
    assert list(marks) == list(dc.Responsibility)
    assert len(set(marks.values())) == len(marks)
