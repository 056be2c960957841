"""The template: what it offers, what it checks, and that it is read back as the unit it shows."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import dangjian_chain as dc
from dangjian_chain.period import DateTextError, read_day
from dangjian_chain.reports.page import TINTS
from dangjian_chain.reports.template import TABLES, template_bytes
from dangjian_chain.reports.template_checks import tint
from dangjian_chain.reports.template_choices import (
    BEARERS,
    CYCLES,
    KINDS,
    LISTS,
    MONTHS,
    POSTS,
    RESPONSIBILITIES,
    UNIT_TYPES,
)
from dangjian_chain.reports.template_table import HEADER, PREPARED, Strictness, Table
from dangjian_chain.text import Lang

DAY = date(2026, 9, 30)
LANGS: tuple[Lang, ...] = ("zh", "en")
FIRST, LAST = HEADER + 2, HEADER + 1 + PREPARED
EVERY_TABLE = pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
ROSTER, DUTIES, POSTS_SHEET, RESULTS = TABLES


@cache
def made_once(lang: Lang = "zh") -> bytes:
    """Return the template."""
    return template_bytes(lang)


def book(lang: Lang = "zh") -> openpyxl.Workbook:
    """Return the template as openpyxl reads it, to be filled in."""
    return openpyxl.load_workbook(io.BytesIO(made_once(lang)))


@cache
def seen(lang: Lang = "zh", *, shown: bool = False) -> openpyxl.Workbook:
    """Return the template to be looked at, with what its formulas come to where it is `shown`."""
    return openpyxl.load_workbook(io.BytesIO(made_once(lang)), data_only=shown)


def fill(sheet: Worksheet, table: Table, row: int, **cells: object) -> None:
    """Fill in cells of a row."""
    for name, value in cells.items():
        sheet[f"{table.letter(name)}{row}"] = value


def clear(made: openpyxl.Workbook) -> None:
    """Delete the sample."""
    for table in TABLES:
        for row in made[table.name].iter_rows(min_row=FIRST, max_row=HEADER + 1 + len(table.sample)):
            for cell in row:
                cell.value = None


def read(made: openpyxl.Workbook, folder: Path) -> dc.ResponsibilityChain:
    """Return the chain of a template that was filled in."""
    made.save(folder / "filled.xlsx")
    return dc.read(folder / "filled.xlsx")


# --- the workbook ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_bytes_each_time(lang: Lang) -> None:
    assert template_bytes(lang) == template_bytes(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_it_opens_on_the_guide_and_keeps_its_lists_out_of_sight(lang: Lang) -> None:
    made = seen(lang)

    assert made.active.title == {"zh": "填写说明", "en": "How to fill in"}[lang]
    assert made.sheetnames[1:-1] == [table.name for table in TABLES]
    assert [sheet.title for sheet in made if sheet.sheet_state != "visible"] == ["选项"]


@EVERY_TABLE
def test_every_column_says_how_it_is_filled_in_down_to_the_last_row(table: Table) -> None:
    for lang in LANGS:
        made = seen(lang)
        found = {str(one.sqref): one for one in made[table.name].data_validations.dataValidation}
        ranges = [f"{table.letter(field.id)}{FIRST}:{table.letter(field.id)}{LAST}" for field in table.fields]

        assert sorted(found) == sorted(ranges)
        for cells, field in zip(ranges, table.fields, strict=True):
            one = found[cells]
            assert one.prompt.startswith(field.meaning.of(lang))
            assert field.example in one.prompt
            assert len(one.prompt) <= 255
            assert field.header in one.promptTitle
            assert len(one.promptTitle) <= 32
            assert one.showInputMessage


@EVERY_TABLE
def test_lists_stop_where_words_are_fixed_and_warn_where_they_are_names(table: Table) -> None:
    made = seen()
    for one in made[table.name].data_validations.dataValidation:
        field = table.fields[openpyxl.utils.range_boundaries(str(one.sqref))[0] - 1]
        if field.choice is None:
            assert not one.formula1
            continue
        assert one.type == "list"
        assert one.formula1 == field.choice.source
        assert one.formula1 in made.defined_names
        assert one.showErrorMessage == (field.choice.strictness is not Strictness.TAKE)
        assert (one.errorStyle or "stop") == (
            "stop" if field.choice.strictness is Strictness.STOP else "warning"
        )


def test_the_bearer_of_a_duty_may_be_written_freely() -> None:
    """A list of bearers offers classes and organizations; whatever else is written draws a question alone."""
    bearer = DUTIES.fields[DUTIES.place("bearer")]

    assert bearer.choice is not None
    assert bearer.choice.strictness is Strictness.WARN
    assert {"各党支部", "党委书记"} <= set(LISTS[BEARERS].words)


def test_named_lists_hold_their_words() -> None:
    made = seen()
    for name, words in LISTS.items():
        if name != BEARERS:
            sheet, cells = next(made.defined_names[name].destinations)
            assert tuple(cell.value for (cell,) in made[sheet][cells]) == words.words
    column = list(LISTS).index(BEARERS) + 1
    listed = [
        row[0].value for row in seen(shown=True)["选项"].iter_rows(min_col=column, max_col=column, min_row=2)
    ]
    names = [row[0] for row in ROSTER.sample]

    assert [one for one in listed if one] == [*LISTS[BEARERS].words, *names]


@EVERY_TABLE
def test_no_table_holds_a_formula(table: Table) -> None:
    kinds = {
        cell.data_type
        for row in seen()[table.name].iter_rows(min_row=HEADER + 1, max_row=LAST)
        for cell in row
        if cell.value is not None
    }

    assert kinds <= {"s", "n"}


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_of_the_tables_can_be_read_without_calculating(lang: Lang) -> None:
    made, shown = seen(lang), seen(lang, shown=True)
    lines = [
        shown[sheet.title][cell.coordinate].value
        for sheet in made
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]

    assert len(lines) == 2 * len(TABLES)
    assert all(re.search(r"\d", str(line)) for line in lines)


@EVERY_TABLE
def test_tables_are_ready_to_print_and_to_scroll(table: Table) -> None:
    sheet = seen()[table.name]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == f"${HEADER + 1}:${HEADER + 1}"
    assert sheet.freeze_panes == f"B{FIRST}"
    assert sheet.auto_filter.ref == f"A{HEADER + 1}:{table.letter(table.fields[-1].id)}{LAST}"
    assert not sheet.protection.sheet
    assert [cell.value for cell in sheet[HEADER + 1]] == [field.header for field in table.fields]
    for line in (FIRST, LAST):
        assert all(cell.border.bottom.style == "thin" for cell in sheet[line])
    assert not any(cell.border.bottom.style for cell in sheet[LAST + 1])


def test_rows_grow_with_what_is_typed() -> None:
    """A height that is held fast would hide the end of a long text."""
    with zipfile.ZipFile(io.BytesIO(made_once())) as made:
        for place in range(2, len(TABLES) + 2):
            rows = re.findall(
                r'<row r="(\d+)"([^>]*)>', made.read(f"xl/worksheets/sheet{place}.xml").decode()
            )
            fast = [int(number) for number, settings in rows if "customHeight" in settings]

            assert fast == list(range(1, HEADER + 2))
            assert sum("ht=" in settings for _, settings in rows) == HEADER + 1 + len(
                TABLES[place - 2].sample
            )


def test_the_guide_explains_every_column() -> None:
    for lang in LANGS:
        sheet = seen(lang).worksheets[0]
        told = {
            (str(row[1].value).split("\n")[0], row[0].value): (str(row[3].value), row[4].value)
            for row in sheet.iter_rows()
            if row[1].value
        }
        for table in TABLES:
            for field in table.fields:
                words, example = told[field.header, table.letter(field.id)]
                assert words.startswith(field.meaning.of(lang))
                assert example == field.example
                if field.choice is not None and field.choice.source in LISTS:
                    assert all(word in words for word in LISTS[field.choice.source].words)


def test_the_guide_shows_the_tints_that_the_tables_use() -> None:
    guide = seen().worksheets[0]
    grounds = {cell.fill.fgColor.rgb for row in guide.iter_rows() for cell in row if cell.fill.fill_type}
    used = {
        rule.dxf.fill.bgColor.rgb
        for table in TABLES
        for several in seen()[table.name].conditional_formatting
        for rule in several.rules
    }

    assert used == {f"FF{ground}" for ground in TINTS.values()}
    assert used <= grounds


@EVERY_TABLE
def test_conditions_are_short_enough_to_be_edited(table: Table) -> None:
    assert all(len(tint(check, table)) <= 255 for check in table.checks)


# --- what is read back -----------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dc.ResponsibilityChain:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    path.write_bytes(made_once())
    return dc.read(path)


def test_the_sample_is_read_as_the_unit_it_shows(sample: dc.ResponsibilityChain) -> None:
    superiors = {one.name: one.superior for one in sample.organizations.values()}

    assert superiors == {
        "示例大队党委": None,
        "机关党支部": "示例大队党委",
        "勘查院党总支": "示例大队党委",
        "地质勘查党支部": "勘查院党总支",
        "测绘分队党支部": "勘查院党总支",
        "青岭项目临时党支部": "示例大队党委",
        "党群工作部": "示例大队党委",
    }
    assert sample.organizations["青岭项目临时党支部"].temporary
    assert {one.title for one in sample.duties.values()} == {row[1] for row in DUTIES.sample}
    assert {one.organization: one.score for one in sample.records.values()} == {
        row[0]: row[1] for row in RESULTS.sample
    }


def test_the_sample_shows_a_vacancy_an_acting_secretary_and_a_day_in_post(
    sample: dc.ResponsibilityChain,
) -> None:
    held = {one.role: one for one in sample.appointments.values()}

    assert "测绘分队党支部.publicity_member" in sample.roles
    assert "测绘分队党支部.publicity_member" not in held
    assert held["青岭项目临时党支部.secretary"].acting
    assert str(held["示例大队党委.secretary"].since) == "2023-06"
    assert held["示例大队党委.secretary"].person == "甲"


def test_nothing_is_to_be_verified_in_the_sample(sample: dc.ResponsibilityChain) -> None:
    assert list(dc.detect_gaps(sample, DAY)) == []


def test_every_column_is_read_and_the_other_sheets_are_not(sample: dc.ResponsibilityChain) -> None:
    """The guide names every header, and is still no table."""
    codes = [(note.code, note.place.split(" ")[1]) for note in sample.understood]

    assert [place for code, place in codes if code == "unread"] == ["填写说明", "选项"]
    assert [place.split("!")[0] for code, place in codes if code == "table"] == [
        table.name for table in TABLES
    ]


def test_the_english_template_is_read_as_the_same_unit(
    sample: dc.ResponsibilityChain, tmp_path: Path
) -> None:
    (tmp_path / "template.xlsx").write_bytes(made_once("en"))

    assert dc.read(tmp_path / "template.xlsx") == sample


def test_every_kind_and_type_that_is_offered_is_read(tmp_path: Path) -> None:
    made = book()
    clear(made)
    sheet = made[ROSTER.name]
    fill(sheet, ROSTER, FIRST, name="顶", kind="党委", secretary="甲")
    for row, kind in enumerate(LISTS[KINDS].words, start=FIRST + 1):
        fill(sheet, ROSTER, row, name=f"示例{row}", kind=kind, superior="顶")
    for row, unit_type in enumerate(LISTS[UNIT_TYPES].words, start=FIRST + 1):
        fill(sheet, ROSTER, row, unit_type=unit_type)
    chain = read(made, tmp_path)
    below = [
        chain.organizations[f"示例{row}"] for row in range(FIRST + 1, FIRST + 1 + len(LISTS[KINDS].words))
    ]

    assert [one.kind for one in below] == [
        "committee",
        "general_branch",
        "branch",
        "group",
        "discipline_commission",
        "work_committee",
        "unit",
    ]
    assert [one.unit_type for one in below][: len(LISTS[UNIT_TYPES].words)] == [
        "organ",
        "public_institution",
        "soe",
        "field_team",
        "retired",
    ]


def assigned(
    column: str, words: tuple[str, ...], folder: Path, **cells: str
) -> dict[str, list[dc.Assignment]]:
    """Return what is read of a duty for each word in a column, beside other cells, in the unit of the sample."""
    made = book()
    sheet = made[DUTIES.name]
    for row, word in enumerate(words, start=FIRST + len(DUTIES.sample)):
        fill(sheet, DUTIES, row, title=f"事项{row}", **{**cells, column: word})
    chain = read(made, folder)
    return {
        word: [one for one in chain.assignments.values() if one.duty == f"事项{row}"]
        for row, word in enumerate(words, start=FIRST + len(DUTIES.sample))
    }


def test_every_bearer_that_is_offered_is_read(tmp_path: Path) -> None:
    words = (*LISTS[BEARERS].words, *(str(row[0]) for row in ROSTER.sample))
    found = assigned("bearer", words, tmp_path)

    assert {word: [(one.organization, one.role) for one in several] for word, several in found.items()} == {
        "各级党组织": [("@*", None)],
        "各党委": [("@committee", None)],
        "各党总支": [("@general_branch", None)],
        "各党支部": [("@branch", None)],
        "各党小组": [("@group", None)],
        "党委书记": [("@committee", "@secretary")],
        "党总支书记": [("@general_branch", "@secretary")],
        "党支部书记": [("@branch", "@secretary")],
        **{str(row[0]): [(row[0], None)] for row in ROSTER.sample},
    }


def test_every_post_that_is_offered_is_read(tmp_path: Path) -> None:
    """In a class each word means a post; nothing is left as words alone."""
    found = assigned("role", LISTS[POSTS].words, tmp_path, bearer="各级党组织")

    for word, several in found.items():
        assert several, word
        assert all(str(one.role).startswith("@") for one in several), word
        assert not any(one.bearer_text for one in several), word


def test_every_responsibility_that_is_offered_is_read(tmp_path: Path) -> None:
    words = LISTS[RESPONSIBILITIES].words
    found = assigned("responsibility", words, tmp_path, bearer="示例大队党委", role="党委书记")

    for responsibility, several in zip(dc.Responsibility, found.values(), strict=True):
        assert responsibility in {one.responsibility for one in several}


def test_every_rhythm_that_is_offered_is_read(tmp_path: Path) -> None:
    made = book()
    sheet = made[DUTIES.name]
    for row, word in enumerate(LISTS[CYCLES].words, start=FIRST + len(DUTIES.sample)):
        fill(sheet, DUTIES, row, title=f"事项{row}", bearer="各党支部", cycle=word)
    chain = read(made, tmp_path)
    start = FIRST + len(DUTIES.sample)

    assert [chain.duties[f"事项{row}"].cycle for row in range(start, start + len(LISTS[CYCLES].words))] == [
        "1/week",
        "1/month",
        "1/2-months",
        "1/quarter",
        "1/half-year",
        "1/year",
        "1/term",
        "once",
        "on-event",
        "continuous",
    ]


# --- what is checked -------------------------------------------------------------------

TAKEN = (
    "2024", "2024年", "2024-7", "2024-07", "2024-10", "2024.7", "2024.12", "2024/7", "2024年7月", "2024年12月",
    "2024-7-1", "2024-07-01", "2024.7.1", "2024/12/31", "2024年7月1日", "2024年12月1日", "202407",
)  # fmt: skip
NOT_TAKEN = ("24.7", "2024-13", "2024.0", "2024-00", "明年", "2025年度", "20240701", "202413")


@pytest.mark.parametrize("text", TAKEN)
def test_a_day_that_is_taken_is_not_tinted(text: str) -> None:
    """The list of what may follow a year says the same as the reader."""
    read_day(text)

    assert text[:2] == "20"
    assert f"{text[4:7]}|" in LISTS[MONTHS].words


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_a_day_that_is_not_taken_is_tinted(text: str) -> None:
    with pytest.raises(DateTextError):
        read_day(text)

    assert not (text[:2] == "20" and f"{text[4:7]}|" in LISTS[MONTHS].words)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[openpyxl.Workbook], openpyxl.Workbook]:
    """Return what gives a workbook with the results of its formulas, worked out by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")

    def calculate(made: openpyxl.Workbook) -> openpyxl.Workbook:
        made.save(folder / "made.xlsx")  # without results: they have to be worked out
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                folder / "out",
                folder / "made.xlsx",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return openpyxl.load_workbook(folder / "out" / "made.xlsx", data_only=True)

    return calculate


Calculate = Callable[[openpyxl.Workbook], openpyxl.Workbook]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_formulas_come_to_what_is_kept_beside_them(calculated: Calculate, lang: Lang) -> None:
    kept, worked_out = seen(lang, shown=True), calculated(book(lang))

    for sheet in kept:
        for row in sheet.iter_rows():
            for cell in row:
                found = worked_out[sheet.title][cell.coordinate].value
                assert (found or None) == (cell.value or None), f"{sheet.title}!{cell.coordinate}"


@pytest.mark.slow
def test_checks_count_what_is_missing_and_what_does_not_fit(calculated: Calculate) -> None:
    made = book()
    roster = made[ROSTER.name]
    start = FIRST + len(ROSTER.sample)
    fill(roster, ROSTER, start, name="新党支部", kind="党支部")  # no superior, no secretary
    fill(roster, ROSTER, start + 1, superior="示例大队党委")  # no name, no kind
    fill(roster, ROSTER, start + 2, name="机关党支部", kind="党支部", superior="不在一览", secretary="空缺")
    fill(
        roster, ROSTER, start + 3, name="小组", kind="党小组", superior="小组", members="十", full_members="—"
    )
    fill(
        roster,
        ROSTER,
        start + 4,
        name="科室",
        kind="单位",
        superior="示例大队党委",
        members=5,
        full_members=6,
    )
    for row, text in enumerate(
        (*TAKEN, *NOT_TAKEN, "无", date(2024, 7, 1), 2024, 202407, 2024.1), start=start + 5
    ):
        fill(roster, ROSTER, row, name=f"单位{row}", kind="单位", superior="示例大队党委", elected_on=text)
    duties = made[DUTIES.name]
    start = FIRST + len(DUTIES.sample)
    fill(duties, DUTIES, start, what="长" * 400)  # no title, nobody
    fill(duties, DUTIES, start + 1, title="事项", bearer="不在一览的党支部")
    fill(duties, DUTIES, start + 2, title="事项", bearer="各支部")
    fill(duties, DUTIES, start + 3, title="事项", bearer="机关党支部、不在一览的党支部")
    fill(duties, DUTIES, start + 4, title="事项", role="支部书记")
    posts = made[POSTS_SHEET.name]
    start = FIRST + len(POSTS_SHEET.sample)
    fill(posts, POSTS_SHEET, start, person="丁")  # where, and what
    fill(posts, POSTS_SHEET, start + 1, person="别人", organization="机关党支部", title="支部书记")
    fill(
        posts,
        POSTS_SHEET,
        start + 2,
        person="亥",
        organization="青岭项目临时党支部",
        title="书记",
        since="去年",
    )
    results = made[RESULTS.name]
    start = FIRST + len(RESULTS.sample)
    fill(results, RESULTS, start, organization="不在一览", on="2025")  # neither score nor grade
    fill(results, RESULTS, start + 1, organization="新党支部", score="92.5分", on="2025年度")
    fill(results, RESULTS, start + 2, organization="新党支部", score="九十")  # when

    shown = calculated(made)
    said = {table.name: re.findall(r"\d+", shown[table.name]["A3"].value) for table in TABLES}

    # rows, those of the sample, to complete, to look at again
    assert said == {
        "党组织一览": ["42", "8", "5", "15"],
        "责任清单": ["12", "7", "2", "1"],
        "岗位任职": ["6", "3", "2", "2"],
        "考核结果": ["7", "4", "2", "3"],
    }


@pytest.mark.slow
def test_lists_follow_what_is_written(calculated: Calculate) -> None:
    """Rows may be deleted, and names overwritten; what was the sample is then no more."""
    made = book()
    roster = made[ROSTER.name]
    clear(made)
    fill(roster, ROSTER, FIRST, name="一支部", kind="党支部", secretary="甲")
    fill(roster, ROSTER, FIRST + 3, name="二支部", kind="党支部", superior="一支部", secretary="乙")
    shown = calculated(made)
    column = list(LISTS).index(BEARERS) + 1
    listed = [row[0].value for row in shown["选项"].iter_rows(min_col=column, max_col=column, min_row=2)]

    assert shown[ROSTER.name]["A3"].value == "检查：已填 2 行；没有要补的。"
    assert [one for one in listed if one][-2:] == ["一支部", "二支部"]
    assert shown[DUTIES.name]["A3"].value == "检查：已填 0 行；没有要补的。"
