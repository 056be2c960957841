"""The rules on the rectification ledger: DJ408, DJ409 and DJ410."""

from __future__ import annotations

from datetime import date
from textwrap import indent

import pytest

from dangjian_chain.gaps import detect_gaps
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, causes, found, not_checked, only, report, subjects

UNITS = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
roles:
- {id: Z1.sj, organization: Z1, kind: secretary, title: 支部书记, holder: 甲}
- {id: Z1.zz, organization: Z1, kind: organization_member, holder: 乙}
- {id: D1.sj, organization: D1, kind: secretary, holder: 丙}
"""


def items(*rows: str) -> str:
    """Return a branch under a committee, and the items of its ledger."""
    every = [
        f"- {{id: {number}, organization: Z1, problem: 示例问题, {row}}}"
        for number, row in enumerate(rows, 1)
    ]
    return UNITS + "ledger:\n" + indent("\n".join(every), "")


# --- DJ408 rectification-overdue ------------------------------------------------------------------


def test_dj408_is_one_for_each_item_and_counts_the_days():
    gap = only("DJ408", items("due: 2026-08-31"))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "ledger", "1", "")
    assert gap.message_zh == "“示例问题”原定2026-08-31前完成，目前尚未销号（已超30天）。"
    assert gap.remedy_zh == "请更新进展；确需延期的，说明理由和新的时限。"
    assert gap.since == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("row", "speaks"),
    [
        ("due: 2026-09-29", True),
        ("due: 2026-09-30", False),
        ("due: 2026-08", True),
        ("due: 2026-09", False),
        ("due: 2026", False),
        ("due: 2026-08-31, progress: 已整改", True),
        ("due: 2026-08-31, closed_on: 2026-09-30", False),
        ("due: 2026-08-31, closed_on: 2026-09", False),
        ("due: 2026-08-31, closed_on: 2026-10-01", True),
        ("due: 2026-08-31, verified_by: D1", True),
    ],
)
def test_dj408_reads_dates_in_the_units_favor(row: str, speaks: bool):
    """A date is over the day after its last; a day of closing counts, verified or not."""
    assert bool(subjects("DJ408", items(row, "due: 2027-01-01"))) is speaks


def test_dj408_leaves_out_what_another_item_carries_on():
    """An item that names itself carries nothing on."""
    carried = items("due: 2026-08-31", "due: 2026-12-31, carried_from: 1")
    itself = items("due: 2026-08-31, carried_from: 1")

    assert subjects("DJ408", carried) == []
    assert subjects("DJ408", itself) == ["1"]


def test_dj408_says_nothing_where_no_date_or_no_ledger_is_entered():
    assert not_checked(items("leader: 示例大队党委书记"))["DJ408"] == (
        "the column 'due' of rectification ledger is filled nowhere"
    )
    assert not_checked(UNITS)["DJ408"] == "no rectification ledger was loaded"


def test_an_organization_that_is_not_on_the_roster_is_named_as_the_item_does():
    document = UNITS + "ledger:\n- {id: A, organization: Z9, problem: 示例问题, due: 2025-08-31}\n"

    assert found("DJ408", document) == [("", "ledger", "A", "")]
    assert only("DJ410", document).message_zh.startswith("Z92025年度")


def test_a_long_problem_is_cut_and_loses_its_full_stop():
    """A sentence quotes it; the ledger holds the whole."""
    problem = "示例" * 30 + "。"
    document = UNITS + f"ledger:\n- {{id: A, organization: Z1, problem: {problem}, due: 2026-08-31}}\n"

    assert only("DJ408", document).details["item"] == "示例" * 19 + "示…"
    assert only("DJ408", document.replace(problem, "示例问题。")).details["item"] == "示例问题"


# --- DJ409 rectification-verified-by-its-doer -----------------------------------------------------

CLOSED = "closed_on: 2026-09-10, verified_by: "


@pytest.mark.parametrize(
    ("row", "doer"),
    [
        ("role: Z1.zz, " + CLOSED + "Z1.zz", "责任岗位"),
        ("role: Z1.zz, " + CLOSED + "示例支部组织委员", "责任岗位"),
        ("role: Z1.zz, " + CLOSED + "乙", "责任岗位"),
        ("role: 丁, " + CLOSED + "丁", "责任岗位"),
        ("role: Z1.sj, " + CLOSED + "支部书记", "责任岗位"),
        ("leader: 示例大队副书记, " + CLOSED + "示例大队副书记", "责任领导"),
        ("unit: D1, " + CLOSED + "示例大队党委", "责任单位"),
        ("unit: 示例大队党委, " + CLOSED + "D1", "责任单位"),
        ("unit: 党建科, " + CLOSED + "' 党建科 '", "责任单位"),
        (CLOSED + "Z1", "本组织"),
        (CLOSED + "示例支部", "本组织"),
        (CLOSED + "Z1.sj", "本组织的主要负责岗位"),
        (CLOSED + "示例支部书记", "本组织的主要负责岗位"),
        (CLOSED + "甲", "本组织的主要负责岗位"),
        (CLOSED + "Ｚ１．ｓｊ", "本组织的主要负责岗位"),
        (CLOSED + "甲、示例支部", "本组织的主要负责岗位"),
    ],
)
def test_dj409_speaks_where_the_verifier_had_to_do_it(row: str, doer: str):
    gap = only("DJ409", items(row))

    assert gap.message_zh == f"示例支部的“示例问题”于2026-09-10销号，登记的验收人与整改一方（{doer}）相同。"
    assert (gap.subject_kind, gap.subject) == ("ledger", "1")


@pytest.mark.parametrize(
    "row",
    [
        CLOSED + "D1",
        CLOSED + "D1.sj",
        CLOSED + "丙",
        CLOSED + "书记",
        CLOSED + "甲、D1",
        CLOSED + "乙",
        "role: Z1.zz, " + CLOSED + "甲",
        "role: Z1.sj, " + CLOSED + "示例大队党委书记",
        "role: Z1.sj, verified_by: Z1.sj",
        "role: Z1.sj, verified_by: Z1.sj, closed_on: 2026-10-01",
    ],
)
def test_dj409_is_silent_on_others_and_on_what_is_not_closed(row: str):
    """Of several verifiers one is enough; a bare 书记 may be anybody's."""
    assert subjects("DJ409", items(row, "verified_by: D1")) == []


def test_dj409_asks_who_held_the_role_when_it_was_closed():
    held = UNITS.replace(", holder: 甲", "") + (
        "appointments:\n"
        "- {role: Z1.sj, person: 前任, until: 2026-09-10}\n"
        "- {role: Z1.sj, person: 后任, since: 2026-09-10}\n"
        "ledger:\n- {id: A, organization: Z1, problem: 示例问题, closed_on: 2026-09-10, verified_by: VERIFIER}\n"
    )

    assert subjects("DJ409", held.replace("VERIFIER", "前任")) == []
    assert subjects("DJ409", held.replace("VERIFIER", "后任")) == ["A"]
    assert (
        subjects("DJ409", held.replace("2026-09-10, verified_by: VERIFIER", "2026-09, verified_by: 后任"))
        == []
    )


def test_dj409_names_no_person():
    gap = only("DJ409", items(CLOSED + "甲"))

    assert "甲" not in gap.message_zh + gap.message_en + "".join(gap.details.values())


# --- DJ410 last-year-open -------------------------------------------------------------------------


def last_year(id_: str, row: str) -> list[str]:
    """Return the items of an earlier year left open, in a ledger of one."""
    return subjects(
        "DJ410", UNITS + f"ledger:\n- {{id: '{id_}', organization: Z1, problem: 示例问题{row}}}\n"
    )


@pytest.mark.parametrize(
    ("id_", "row", "speaks"),
    [
        ("A", ", due: 2025-12-31", True),
        ("A", ", due: 2025", True),
        ("A", ", due: 2026-01-31", False),
        ("2025-001", ", due: 2026-01-31", False),
        ("2025-001", "", True),
        ("2026-001", "", False),
        ("2026-001", ", source: 2025年度考核", False),
        ("A", ", source: 2025年度考核", True),
        ("A", ", source: 2026年度考核", False),
        ("A", ", source: 核对清单2025-09-30", False),
        ("A", ", source: 2025年度考核, carried_from: B", False),
        ("20250", "", False),
        ("A", "", False),
        ("2025-001", ", closed_on: 2026-01-10", False),
        ("2025-001", ", closed_on: 2026-10-10", True),
    ],
)
def test_dj410_tells_the_year_by_the_date_then_the_id_then_the_source(id_: str, row: str, speaks: bool):
    assert bool(last_year(id_, row)) is speaks


def test_dj410_is_mended_by_carrying_the_item_on():
    """The newest of a row of items is asked, and only once its year is over."""
    document = UNITS + (
        "ledger:\n"
        "- {id: 2024-001, organization: Z1, problem: 示例问题}\n"
        "- {id: 2025-001, organization: Z1, problem: 示例问题, carried_from: 2024-001}\n"
    )

    assert subjects("DJ410", document) == ["2025-001"]
    assert subjects("DJ410", document, at=date(2025, 6, 30)) == []


def test_what_is_overdue_since_last_year_follows_from_its_being_left_open():
    gaps = report(items("due: 2025-08-31", "due: 2026-08-31"))

    assert [pair for pair in causes(gaps) if pair[0] in {"DJ408", "DJ410"}] == [("DJ410", 1), ("DJ408", 0)]
    assert (
        gaps.of("DJ410")[0].message_zh == "示例支部2025年度的整改事项“示例问题”未见销号，也未见结转到本年度。"
    )


# --- why not --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "row", "said"),
    [
        ("DJ408", "due: 2026-10-31", "its date has passed: no, so the rule is silent; due 2026-10-31"),
        ("DJ408", "leader: 示例", "its date has passed: no, so the rule is silent; no date is entered"),
        ("DJ409", "verified_by: Z1", "entered: no, so the rule is silent"),
        ("DJ410", "due: 2026-10-31", "it is of an earlier year: no, so the rule is silent; of 2026"),
        (
            "DJ410",
            "leader: 示例",
            "it is of an earlier year: no, so the rule is silent; its year cannot be told",
        ),
    ],
)
def test_a_rule_says_why_it_is_silent(code: str, row: str, said: str):
    gaps = detect_gaps(chain_of(items(row, "due: 2027-01-01, verified_by: D1")), at=AT)

    assert said in gaps.why_not(code, "1").to_text("en")
