"""What is due, how far it was done, and what the lists ask, as pages, in a workbook and in a notebook."""

from __future__ import annotations

import html
import io
import re
from datetime import timedelta

import openpyxl
import pytest

import dangjian_chain as dc
from dangjian_chain.performance.due import DueItems
from dangjian_chain.performance.due_state import DueState
from dangjian_chain.reports.burden_pages import burden_page
from dangjian_chain.reports.due_pages import due_page, performance_page
from dangjian_chain.reports.share import bar, share
from dangjian_chain.reports.workbook import pages_bytes
from dangjian_chain.testing import chain_of
from dangjian_chain.text import Lang
from tests.goldens import assert_golden
from tests.reports.due_lists import CHAIN, DAY
from tests.reports.test_pages import shown

ITEMS = dc.due(CHAIN, 2026, at=DAY)
STATE, WANTED, DONE = 8, 6, 7


def plain(items: DueItems, days: int | None = 30) -> list[tuple[object, ...]]:
    """Return the cells of the rows that are no headings."""
    return [row.cells for row in due_page(items, days=days).rows if not row.is_heading]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_read_well(lang: Lang) -> None:
    pages = (due_page(ITEMS, lang), performance_page(ITEMS, lang), burden_page(CHAIN.burden(DAY), lang))

    assert_golden(f"due-pages.{lang}.txt", shown(pages))


# --- what is due ---------------------------------------------------------------------------------------


def test_what_is_past_its_day_comes_first_and_is_tinted() -> None:
    rows = [row for row in due_page(ITEMS).rows if not row.is_heading]
    overdue = [row for row in rows if row.severity is not None]

    assert rows[: len(overdue)] == overdue
    assert [row.cells[0] for row in rows] == [*range(1, len(rows) + 1)]
    assert len(overdue) == len(ITEMS.overdue)
    assert {row.cells[STATE] for row in overdue} == {"到期未见记录"}


@pytest.mark.parametrize("days", [0, 31, 92])
def test_only_so_many_days_ahead(days: int) -> None:
    until = DAY + timedelta(days=days)
    ahead = [item for item in ITEMS.upcoming if item.due_on <= until]

    assert len(plain(ITEMS, days)) == len(ITEMS.overdue) + len(ahead)


def test_everything_has_every_state() -> None:
    shown_states = {cells[STATE] for cells in plain(ITEMS, None)}

    assert shown_states == {state.label.zh for state, count in ITEMS.counts.items() if count}


def test_the_remarks_are_left_to_people() -> None:
    assert {cells[-1] for cells in plain(ITEMS, None)} == {None}


def test_what_is_owed_to_one_subordinate_is_one_row_however_many_duties_it_is_about() -> None:
    """One visit can cover all of them."""
    chain = chain_of("""
        organizations:
        - {id: D1, name: 示例党委, kind: committee}
        - {id: B1, name: 一支部, kind: branch, superior: D1}
        - {id: B2, name: 二支部, kind: branch, superior: D1}
        duties:
        - {id: S1, title: 党员大会, performed_by: [branch], cycle: 1/term}
        - {id: S2, title: 主题党日, performed_by: [branch], cycle: 1/term}
        - {id: S3, title: 党课, performed_by: [branch], cycle: 1/term}
        records:
        - {organization: D1, kind: supervised, on: 2025-03-03, subordinate: B1, duty: [S1]}
        records_cover:
        - {kind: supervised, organization: D1, from: 2025-01-01, until: 2026-01-01}
    """)
    rows = plain(dc.due(chain, 2025, at=DAY), None)

    assert [(cells[1], cells[2], cells[3], cells[WANTED], cells[DONE]) for cells in rows] == [
        ("示例党委", "主题党日、党课（2项）", "一支部", 1, 0),
        ("示例党委", "党员大会、主题党日、党课（3项）", "二支部", 1, 0),
        ("示例党委", "S1 党员大会", "一支部", 1, 1),
    ]


# --- how far it was done ---------------------------------------------------------------------------------


def test_each_grouping_sums_to_the_whole() -> None:
    page = performance_page(ITEMS)
    total, parts = page.rows[0].cells[1:7], []
    for row in page.rows[1:]:
        if row.is_heading:
            parts.append([0] * len(total))
        else:
            parts[-1] = [have + cell for have, cell in zip(parts[-1], row.cells[1:7], strict=True)]

    assert len(parts) == 4
    assert parts == [list(total)] * len(parts)


def test_what_is_not_known_is_in_no_rate() -> None:
    rows = {row.cells[0]: row.cells for row in performance_page(ITEMS).rows}

    assert rows["D2 示例二队党委"][5:] == (10, 7, "—")
    assert rows["D1 示例大队党委"][-1] == "8/21，38%"


def test_it_fits_the_paper() -> None:
    made = openpyxl.load_workbook(io.BytesIO(pages_bytes([due_page(ITEMS), performance_page(ITEMS)])))
    due, performed = made.worksheets

    assert [sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in (due, performed)] == [True, True]
    assert [sheet.page_setup.orientation for sheet in (due, performed)] == ["landscape", "portrait"]


def test_the_report_has_both_where_there_are_records() -> None:
    bare = CHAIN.with_collection("records", ())

    def names(chain: dc.ResponsibilityChain) -> list[str]:
        pages = dc.report(chain, DAY).pages
        return [page.name for page in pages if page.name in {"履责情况", "闭环情况"}]

    assert names(CHAIN) == ["履责情况", "闭环情况"]
    assert names(bare) == []


def test_the_report_is_of_the_year_asked_for() -> None:
    pages = {page.name: page for page in dc.report(CHAIN, DAY, year=2025).pages}

    assert pages["履责情况"].notes[0].startswith("核对日：2026-09-30　2025年到期的")
    assert pages["闭环情况"].title == "责任闭环（核对日 2026-09-30，2025年）"


# --- the burden -------------------------------------------------------------------------------------------


def test_those_that_could_save_most_come_first() -> None:
    chain = chain_of("""
        organizations:
        - {id: B1, kind: branch}
        - {id: C1, kind: committee}
        duties:
        - {id: S1, title: 党委会, area: 会议, performed_by: [committee], cycle: 1/quarter}
        - {id: S2, title: 党员大会, area: 会议, performed_by: [branch], cycle: 1/quarter}
        - {id: S3, title: 主题党日, area: 会议, performed_by: [branch], cycle: 1/month}
    """)
    rows = burden_page(chain.burden(DAY)).rows

    assert [(row.cells[0], *row.cells[2:6]) for row in rows] == [
        ("B1", 16, 12, 4, "党员大会"),
        ("C1", 4, 4, 0, "—"),
    ]


# --- in a notebook ---------------------------------------------------------------------------------------


def cells_of(words: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", words)
    return [[html.unescape(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]


def test_a_notebook_shows_what_is_due_by_unit() -> None:
    words = ITEMS._repr_html_()

    assert words.count("<table>") == words.count("</table>") == 1
    assert cells_of(words)[1:] == [
        ["D1 示例大队党委", "21", "7", "1", "13", "0", "13", "8/21，38%"],
        ["D2 示例二队党委", "10", "0", "0", "0", "10", "7", "—"],
        ["合计", "31", "7", "1", "13", "10", "20", "8/21，38%"],
    ]


def test_a_notebook_shows_ten_organizations_and_counts_the_others() -> None:
    branches = "".join(f"- {{id: B{number}, kind: branch}}\n" for number in range(12))
    chain = chain_of(
        f"organizations:\n{branches}"
        "duties:\n- {id: S1, title: 主题党日, performed_by: [branch], cycle: 1/month}\n"
    )
    rows = cells_of(chain.burden(DAY)._repr_html_())

    assert len(rows) == 1 + 10 + 1
    assert rows[-1] == ["另有2行"]


def test_names_are_escaped() -> None:
    chain = chain_of("""
        organizations:
        - {id: B1, name: "<b>支部</b>", kind: branch}
        duties:
        - {id: S1, title: 主题党日, performed_by: [branch], cycle: 1/month}
    """)

    assert "<b>" not in chain.burden(DAY)._repr_html_()
    assert "&lt;b&gt;支部&lt;/b&gt;" in chain.burden(DAY)._repr_html_()


# --- shares -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "—"),
        (0, 3, "0/3，0%"),
        (3, 3, "3/3，100%"),
        (999, 1000, "999/1000，99%"),
        (1, 1000, "1/1000，1%"),
    ],
)
def test_less_than_all_is_never_all(part: int, whole: int, said: str) -> None:
    assert share(part, whole, "zh") == said


@pytest.mark.parametrize("parts", [(1, 0, 0), (1, 1, 998), (333, 333, 334), (0, 0, 5), (10000, 1, 1)])
def test_a_bar_is_as_long_as_it_is_told_and_shows_whatever_is_there(parts: tuple[int, ...]) -> None:
    drawn = bar(parts, "abc", 30)

    assert len(drawn) == 30
    assert [mark in drawn for mark in "abc"] == [part > 0 for part in parts]
    assert list(drawn) == sorted(drawn)


def test_due_states_have_a_part_each() -> None:
    """No item is lost on the page of everything."""
    assert sum(ITEMS.counts.values()) == len(ITEMS) == len(plain(ITEMS, None))
    assert set(ITEMS.counts) == set(DueState)
