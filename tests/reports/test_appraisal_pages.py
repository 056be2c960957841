"""Appraisal sheets and vote forms as pages and in a workbook, read by another library."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

import dangjian_chain as dc
from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.reports.appraisal_pages import class_page, class_pages, sheet_page
from dangjian_chain.reports.appraisal_words import standard_of
from dangjian_chain.reports.vote_pages import tally_page, vote_page, vote_pages
from dangjian_chain.reports.workbook import pages_bytes
from dangjian_chain.testing import chain_of
from dangjian_chain.text import Lang
from tests.goldens import assert_golden
from tests.reports.appraised import CHAIN, SCHEME
from tests.reports.test_pages import shown

AT = date(2026, 9, 30)
APPRAISAL = dc.appraise(CHAIN, 2025, AT, scheme=SCHEME)
REPORTS = dc.work_reports(CHAIN, 2025, AT)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_read_well(lang: Lang) -> None:
    bands = dc.bands(CHAIN, AT, appraisal=APPRAISAL)
    pages = (
        *class_pages(APPRAISAL, lang, bands),
        *(sheet_page(APPRAISAL, organization, lang) for organization in ("D1", "D1-01", "D1-02")),
        *vote_pages(REPORTS, lang),
    )

    assert_golden(f"appraisal-pages.{lang}.txt", shown(pages))


def test_a_sheet_has_a_blank_column_for_the_self_rating_and_fits_the_paper() -> None:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(pages_bytes([sheet_page(APPRAISAL, "D1-01")]))).worksheets
    rows = list(sheet.iter_rows(min_row=3, values_only=True))

    assert rows[0][:7] == (
        "考核项目",
        "分值",
        "评分标准",
        "考核方式",
        "自评得分",
        "得分",
        "依据（应开展和已登记的次数）",
    )
    assert {row[4] for row in rows[1:]} == {None}
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"


def test_the_rows_of_a_sheet_sum_to_its_total() -> None:
    for organization in APPRAISAL.by_organization:
        page, score = sheet_page(APPRAISAL, organization), APPRAISAL.of(organization)
        names = {row.indicator.title.zh for row in APPRAISAL.indicators(organization)}
        held = [row.cells for row in page.rows if row.cells[0] in names]
        total = next(row.cells for row in page.rows if row.cells[0] == "合计")

        assert sum(cells[1] for cells in held) == pytest.approx(total[1])
        assert sum(cells[5] or 0 for cells in held) == pytest.approx(total[5] or 0)
        assert (total[1], total[5]) == (score.full, score.value)


def test_what_is_not_known_is_blank_and_said() -> None:
    """Never a zero."""
    page = sheet_page(APPRAISAL, "D1-02")
    quality = next(row.cells for row in page.rows if row.cells[0] == "主题党日质量")

    assert quality[5] is None
    assert quality[7] == "暂无记录，不作判断\n得分120.00不在0与100.00之间"


def test_what_is_too_much_for_one_span_is_said() -> None:
    """Four meetings in one quarter are one of four."""
    chain = chain_of("""
        organizations:
        - {id: B1, kind: branch}
        duties:
        - {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter, weight: 100}
        records:
        - {organization: B1, kind: performed, on: 2025-02-10, duty: S1}
        - {organization: B1, kind: performed, on: 2025-02-11, duty: S1}
    """)
    page = sheet_page(dc.appraise(chain, 2025, AT), "B1")

    assert page.rows[1].cells[5:7] == (25.0, "支部党员大会：应4次，已登记2次，计入1次")


def test_classes_are_never_on_one_page() -> None:
    pages = class_pages(APPRAISAL)

    assert [[row.cells[1] for row in page.rows] for page in pages] == [
        ["勘查院党支部", "后勤党支部", "测绘党支部", "临时党支部"],
        ["示例大队党委"],
    ]


def test_a_place_needs_that_everything_is_known() -> None:
    places = {row.cells[1]: row.cells for row in class_page(APPRAISAL, APPRAISAL.schemes[0]).rows}

    assert places["勘查院党支部"][0] == 1
    assert places["后勤党支部"][0] is None
    assert "记录未载齐，不排位次" in str(places["后勤党支部"][9])


def test_no_page_speaks_of_the_last() -> None:
    bands = dc.bands(CHAIN, AT, appraisal=APPRAISAL)
    words = shown((*class_pages(APPRAISAL, "zh", bands), *vote_pages(REPORTS)))

    assert "倒数" not in words
    assert "相对靠后、需重点帮助" in words


def test_weights_that_do_not_add_up_are_said_before_the_scores() -> None:
    chain = chain_of("""
        organizations:
        - {id: B1, kind: branch}
        duties:
        - {id: S1, title: 主题党日, performed_by: [branch], cycle: 1/month, weight: 40}
    """)
    page = class_page(found := dc.appraise(chain, 2025, AT), found.schemes[0])

    assert page.notes[0] == "“党支部（按事项分值）”：各项分值合计40分，不是100分，请核对分值"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('method = "count"\ntarget = 2', "达到2次计满分，不足的按比例"),
        (
            'method = "levels"\nlevels = [{at_least = 4, points = 3}, {at_least = 8, points = 10}]',
            "4次以上3分，8次以上10分",
        ),
        (
            'method = "levels"\nby = "share"\nlevels = [{at_least = 60, points = 5}, {at_least = 90, points = 10}]',
            "60%以上5分，90%以上10分",
        ),
        ('method = "yes_no"', "已开展的计满分"),
    ],
)
def test_every_method_says_its_standard(words: str, said: str) -> None:
    scheme = Scheme.from_bytes(
        f"""schema = "dangjian-chain-scheme/1"
id = "a"
name = "示例"
for = ["branch"]
full_marks = 10
[[indicators]]
id = "K1"
title = "示例"
duty = "S1"
weight = 10
{words}
""".encode()
    )

    assert standard_of(scheme.indicators[0]).zh == said


# --- vote forms ---------------------------------------------------------------------------------------


def test_a_vote_form_has_a_row_a_secretary_and_nothing_filled_in() -> None:
    page = vote_page(REPORTS, "D1")

    assert [column.header for column in page.columns] == [
        *("序号", "述职人（岗位）", "好", "较好", "一般", "差", "意见建议")
    ]
    assert [row.cells[1] for row in page.rows] == [
        "勘查院党支部\n支部书记",
        "后勤党支部\n支部书记",
        "测绘党支部\n书记",
    ]
    assert {cell for row in page.rows for cell in row.cells[2:]} == {None}
    assert page.is_upright


def test_a_tally_is_written_where_anything_is_on_record() -> None:
    bare = CHAIN.with_collection("records", ()).with_collection("ledger", ())

    assert [page.name for page in vote_pages(REPORTS)] == ["述职测评表 示例大队党委", "测评汇总 示例大队党委"]
    assert [page.name for page in vote_pages(dc.work_reports(bare, 2025, AT))] == ["述职测评表 示例大队党委"]
    assert [row.cells[4:8] for row in tally_page(REPORTS, "D1").rows] == [
        (14, 4, 0, 0),
        (None, None, None, None),
        (None, None, None, None),
    ]


# --- the report -----------------------------------------------------------------------------------------


def test_the_report_has_scores_where_there_is_a_scheme_or_weights() -> None:
    weighted = CHAIN.with_collection(
        "duties", [dc.Duty("S1", "支部党员大会", performed_by=("branch",), cycle="1/quarter", weight=100.0)]
    )

    def names(chain: dc.ResponsibilityChain, **how: object) -> list[str]:
        return [page.name for page in dc.report(chain, AT, **how).pages if page.name.startswith("考核表")]

    assert names(CHAIN) == []
    assert names(CHAIN, scheme=SCHEME) == ["考核表 示例大队党支部考核", "考核表 示例大队党委考核"]
    assert names(weighted) == ["考核表 基层党委（按事项分值）", "考核表 党支部（按事项分值）"]
    assert names(weighted.with_collection("records", ()).with_collection("records_cover", ())) == []
    assert names(weighted, year=2020) == []
