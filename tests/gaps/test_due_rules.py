"""The rules on what is due and was appraised: DJ301 to DJ303, DJ305, DJ309, DJ401, DJ415 and DJ418."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.gaps import GapReport, detect_gaps
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, not_checked, only, report, subjects
from tests.gaps.test_terms_rules import profile

UNITS = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
"""
DUTIES = """
duties:
- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter}
- {id: S2, title: 走访职工, performed_by: [branch], cycle: 2/half-year}
- {id: S3, title: 组织生活会, performed_by: [branch], cycle: 1/year, due: "03-31"}
- {id: S4, title: 特色活动, performed_by: [branch], cycle: 1/quarter, nature: elective}
- {id: S5, title: 班子换届, performed_by: [branch], cycle: 1/term}
"""


def records(*rows: str) -> str:
    return "records:\n" + "\n".join(f"- {{{row}}}" for row in rows)


def performed(on: str, duty: str = "[S1]", *more: str, organization: str = "Z1") -> str:
    return ", ".join([f"organization: {organization}, kind: performed, on: {on}, duty: {duty}", *more])


def cover(
    kind: str = "performed", organization: str = "Z1", since: str = "2026-01-01", until: str = "2026-10-01"
) -> str:
    return f"records_cover:\n- {{kind: {kind}, organization: {organization}, from: {since}, until: {until}}}"


def pairs(found: GapReport, code: str) -> list[tuple[str, str]]:
    """Return organization and duty of the gaps of one rule."""
    return [(gap.organization, gap.duty) for gap in found.of(code)]


def subjects_of(found: GapReport, code: str) -> list[str]:
    return [gap.subject for gap in found.of(code)]


ELSEWHERE = performed("2026-03-03", "[S9]", organization="Z2")
"""A record, so that records are loaded, and of nothing that is asked."""


# --- DJ301 not-performed ------------------------------------------------------------------------------------


def test_dj301_is_one_for_a_duty_and_organization_and_names_the_spans():
    found = report(UNITS, DUTIES, records(performed("2026-08-05", "[S1]"), ELSEWHERE), cover())
    gap = next(gap for gap in found.of("DJ301") if gap.duty == "S1")

    assert pairs(found, "DJ301") == [("Z1", "S1"), ("Z1", "S2"), ("Z1", "S3")]
    assert (gap.subject_kind, gap.subject, gap.duty) == ("organization", "Z1", "S1")
    assert (
        gap.message_zh == "按每季度，示例一支部2026年第一季度、2026年第二季度的“支部党员大会”未见开展记录。"
    )
    assert gap.message_en == (
        "示例一支部: no record of '支部党员大会', due every quarter, was found for quarter 1 of 2026, quarter 2 of 2026."
    )
    assert "违" not in gap.message_zh + gap.remedy_zh


def test_dj301_looks_at_the_last_year_and_this_one():
    found = report(UNITS, DUTIES, records(ELSEWHERE), cover(since="2023-01-01"))
    gap = next(gap for gap in found.of("DJ301") if gap.duty == "S1")

    assert "2025年第一季度、2025年第二季度、2025年第三季度等6期" in gap.message_zh


@pytest.mark.parametrize(
    "statement", ["", cover(organization="Z2"), cover(kind="supervised"), cover(until="2026-03-30")]
)
def test_dj301_is_silent_where_records_are_not_stated_complete(statement):
    """Absence of a record is not absence of the deed."""
    found = report(UNITS, DUTIES, records(ELSEWHERE), statement)

    assert ("Z1", "S1") not in pairs(found, "DJ301")
    assert ("Z1", "S1") not in pairs(found, "DJ302")


def test_dj301_without_any_statement_of_completeness_says_that_it_did_not_look():
    assert not_checked(UNITS, DUTIES, records(ELSEWHERE)).keys() >= {"DJ301", "DJ302", "DJ305", "DJ309"}
    assert "DJ303" not in not_checked(UNITS, DUTIES, records(ELSEWHERE))


def test_dj301_asks_for_nothing_elective_and_nothing_that_is_due_on_no_day():
    found = report(UNITS, DUTIES, records(ELSEWHERE), cover())

    assert {gap.duty for gap in found.of("DJ301")} == {"S1", "S2", "S3"}


@pytest.mark.parametrize(
    ("since", "spoken"), [("2026-04-01", True), ("2026-04-02", False), ("2026-04", False)]
)
def test_dj301_asks_only_for_spans_that_the_organization_was_there_for_as_a_whole(since, spoken):
    """Known to the month it is read in its favor."""
    units = f"organizations:\n- {{id: Z1, kind: branch, valid_from: {since}}}"
    found = report(units, DUTIES, records(performed("2026-08-05")), cover())

    assert (("Z1", "S1") in pairs(found, "DJ301")) == spoken


@pytest.mark.parametrize(
    "row",
    [
        performed("2026-05-06", "[S1]"),
        performed("2026-05-06", "[S9, S1]"),
        performed("2026-05-06", "[P1]"),
        "organization: Z1, kind: performed, on: 2026-05-06",
        performed("2026-06", "[S1]"),
        performed("2026", "[S1]"),
        performed("2026-07-20", "[S1]", "period: 2026年第二季度"),
        performed("2026-05-06", "[S1]", "period: 上季度"),
    ],
)
def test_dj301_is_answered_by_any_record_that_can_be_of_the_span(row):
    """Of several duties, of a part, of all, known to the month, or by the period it states."""
    part = "- {id: P1, title: 其中一项, parent: S1, cycle: on-event}"
    found = report(UNITS, DUTIES + part, records(row), cover(since="2026-04-01", until="2026-07-01"))

    assert ("Z1", "S1") not in pairs(found, "DJ301")


@pytest.mark.parametrize(
    "row",
    [
        performed("2026-05-06", "[S1]", "outcome: failed"),
        performed("2026-05-06", "[S1]", "period: 2026年第一季度"),
        performed("2026-07-01", "[S1]"),
        performed("2026-05-06", "[S1]", organization="Z2"),
        performed("2026-10-01", "[S1]", "period: 2026年第二季度"),
    ],
)
def test_dj301_is_not_answered_by_what_failed_or_is_of_another_span_organization_or_a_later_day(row):
    found = report(UNITS, DUTIES, records(row), cover(since="2026-04-01", until="2026-07-01"))

    assert ("Z1", "S1") in pairs(found, "DJ301")


def test_dj301_of_a_duty_without_performers_asks_those_who_declare_it():
    duties = (
        "duties:\n- {id: S1, title: 值班, cycle: 1/quarter}\nassignments:\n- {duty: S1, organization: Z1}"
    )
    found = report(UNITS, duties, records(ELSEWHERE), cover(organization="D1"))

    assert pairs(found, "DJ301") == [("Z1", "S1")]


def test_dj301_follows_from_a_list_that_lacks_the_duty_in_the_same_organization():
    """DJ105: the duty is declared and has nobody to bear it; there it is no wonder."""
    roles = (
        "roles:\n- {id: Z1.sj, organization: Z1, kind: secretary, required: false}\n"
        "- {id: Z2.sj, organization: Z2, kind: secretary}\n"
        "appointments:\n- {role: Z2.sj, person: P2}\n"
        "assignments:\n- {duty: S1, organization: Z1, role: Z1.sj}"
    )
    found = report(UNITS, DUTIES, roles, records(ELSEWHERE), cover())
    gap = next(gap for gap in found.of("DJ301") if gap.duty == "S1")
    causes = {other.fingerprint: other.code for other in found}

    assert causes[gap.follows_from] == "DJ105"
    assert next(gap for gap in found.of("DJ301") if gap.duty == "S2").follows_from == ""


# --- DJ302 below-cycle --------------------------------------------------------------------------------------


def test_dj302_says_how_often_it_was_due_and_how_often_it_is_on_record():
    gap = only("DJ302", UNITS, DUTIES, records(performed("2026-05-06", "[S2]")), cover())

    assert (gap.organization, gap.subject, gap.duty) == ("Z1", "Z1", "S2")
    assert gap.message_zh == "按每半年不少于2次，示例一支部2026年上半年应开展“走访职工”2次，已登记1次。"


def test_dj302_adds_up_over_the_spans_that_fall_short_and_leaves_those_without_any_to_dj301():
    rows = [performed("2025-05-06", "[S2]"), performed("2026-05-06", "[S2]")]
    found = report(UNITS, DUTIES, records(*rows), cover(since="2025-01-01"))

    assert only("DJ302", UNITS, DUTIES, records(*rows), cover(since="2025-01-01")).message_zh.startswith(
        "按每半年不少于2次，示例一支部2025年上半年、2026年上半年应开展“走访职工”4次，已登记2次"
    )
    assert ("Z1", "S2") in pairs(found, "DJ301")


def test_dj302_is_answered_by_the_second_also_late():
    rows = [performed("2026-05-06", "[S2]"), performed("2026-07-06", "[S2]", "period: 2026年上半年")]
    found = report(UNITS, DUTIES, records(*rows), cover())

    assert pairs(found, "DJ302") == []
    assert pairs(found, "DJ303") == [("Z1", "S2")]


# --- DJ303 late ---------------------------------------------------------------------------------------------


def test_dj303_names_the_day_that_made_it_enough_and_the_last_in_time():
    """It needs no statement of completeness: what is on record is on record."""
    rows = [
        performed("2026-07-06", "[S2]", "period: 2026年上半年"),
        performed("2026-05-06", "[S2]"),
        performed("2026-08-06", "[S2]", "period: 2026年上半年"),
    ]
    gap = only("DJ303", UNITS, DUTIES, records(*rows))

    assert (gap.organization, gap.subject, gap.duty, str(gap.severity)) == ("Z1", "Z1", "S2", "note")
    assert gap.message_zh == (
        "示例一支部2026年上半年的“走访职工”已完成，登记的时间为2026-07-06，时限为2026-06-30。"
    )


def test_dj303_names_each_span_with_its_days():
    rows = [
        performed("2026-04-02", "[S3]"),
        performed("2025-05-05", "[S3]"),
    ]
    gap = only("DJ303", UNITS, DUTIES, records(*rows))

    assert gap.message_zh == (
        "示例一支部2025年、2026年的“组织生活会”已完成，登记的时间为2025-05-05、2026-04-02，时限为2025-03-31、2026-03-31。"
    )


@pytest.mark.parametrize(
    ("on", "count"), [("2026-03-31", 0), ("2026-04-01", 1), ("2026-03", 0), ("2026-04", 1), ("2026", 0)]
)
def test_dj303_reads_a_month_or_a_year_in_favor_of_the_unit(on, count):
    assert len(report(UNITS, DUTIES, records(performed(on, "[S3]"))).of("DJ303")) == count


def test_dj303_counts_what_names_no_duty_and_what_is_of_a_part():
    part = "- {id: P3, title: 其中一项, parent: S3, cycle: on-event}"

    for row in (performed("2026-04-01", "[P3]"), "organization: Z1, kind: performed, on: 2026-04-01"):
        found = report(UNITS, DUTIES + part, records(row))
        assert ("Z1", "S3") in pairs(found, "DJ303")


def test_dj303_leaves_the_elective_aside():
    row = performed("2026-04-06", "[S4]", "period: 2026年第一季度")

    assert pairs(report(UNITS, DUTIES, records(row)), "DJ303") == []


# --- DJ305 not-supervised -----------------------------------------------------------------------------------

HANDED = """
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 走访职工, performed_by: [branch], managing_cycle: quarter}
- {id: S3, title: 特色活动, performed_by: [branch], nature: elective, managing_cycle: month}
"""
SUPERVISED = cover("supervised", "D1", "2025-01-01", "2026-07-01")


def seen(*rows: str, units: str = UNITS, duties: str = HANDED, statement: str = SUPERVISED) -> GapReport:
    return report(units, duties, records(*rows, ELSEWHERE), statement)


def test_dj305_is_one_for_a_pair_with_all_cycles_and_duties():
    found = seen("organization: D1, kind: supervised, on: 2025-05-05, subordinate: Z2")
    gaps = found.of("DJ305")

    assert [(gap.organization, gap.subject_kind, gap.subject, gap.duty) for gap in gaps] == [
        ("D1", "organization", "Z1", ""),
        ("D1", "organization", "Z2", ""),
    ]
    assert gaps[0].message_zh == (
        "2026年第二季度、2025年内未见示例大队党委对示例一支部“主题党日、走访职工”的督促检查登记。"
    )
    assert gaps[1].message_zh == "2026年第二季度内未见示例大队党委对示例二支部“走访职工”的督促检查登记。"
    assert str(gaps[0].severity) == "note"


def test_dj305_is_answered_by_one_visit_that_names_nobody_and_nothing():
    found = seen(
        "organization: D1, kind: supervised, on: 2025-05-05",
        "organization: D1, kind: supervised, on: 2026-05-05, outcome: failed",
    )

    assert subjects_of(found, "DJ305") == []


YEARLY = HANDED.replace(", managing_cycle: quarter", "")


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("organization: D1, kind: supervised, on: 2025-05-05, subordinate: Z1, duty: [S9]", ["Z2"]),
        ("organization: D1, kind: supervised, on: 2025-05-05, duty: [S1]", []),
        ("organization: D1, kind: supervised, on: 2026-01-05, period: 2025年, subordinate: Z1", ["Z2"]),
        ("organization: D1, kind: supervised, on: 2026-01-05, subordinate: Z1", ["Z1", "Z2"]),
        ("organization: D1, kind: supervised, on: 2025, subordinate: Z1", ["Z2"]),
        (
            "organization: D1, kind: appraised, on: 2025-12-20, subordinate: Z1, grade: 好, period: '2025'",
            ["Z2"],
        ),
        ("organization: Z1, kind: appraised, on: 2025-12-20, by: D1, grade: 好, period: '2025'", ["Z2"]),
        (
            "organization: Z1, kind: appraised, on: 2025-12-20, by: 考核组, grade: 好, period: '2025'",
            ["Z1", "Z2"],
        ),
        ("organization: Z1, kind: supervised, on: 2025-05-05, subordinate: Z2", ["Z1", "Z2"]),
    ],
)
def test_dj305_takes_any_supervision_or_appraisal_by_the_superior_about_whatever(row, left):
    """Hearing a report is supervision; results name who appraised in `by`."""
    assert subjects_of(seen(row, duties=YEARLY), "DJ305") == left


def test_dj305_takes_a_department_as_the_organization_it_belongs_to():
    units = UNITS + "- {id: DB, name: 示例党群部, kind: unit, superior: D1}"
    row = "organization: DB, kind: supervised, on: 2025-05-05, subordinate: Z1"

    assert subjects_of(seen(row, units=units, duties=YEARLY), "DJ305") == ["Z2"]


@pytest.mark.parametrize(
    "statement",
    [
        cover("supervised", "Z1", "2025-01-01", "2026-07-01"),
        cover("performed", "D1", "2025-01-01", "2026-07-01"),
        cover("supervised", "D1", "2025-01-01", "2025-12-31"),
    ],
)
def test_dj305_is_silent_where_the_superiors_records_are_not_stated_complete(statement):
    """A statement about the subordinate says nothing of its superior's records."""
    assert subjects_of(seen(duties=YEARLY, statement=statement), "DJ305") == []


@pytest.mark.parametrize(("since", "left"), [("2025-01-01", ["Z1"]), ("2025-01-02", []), ("2025", [])])
def test_dj305_leaves_aside_who_was_not_there_for_the_whole_of_the_cycle(since, left):
    units = f"""
organizations:
- {{id: D1, kind: committee}}
- {{id: Z1, kind: branch, superior: D1, valid_from: {since}}}
"""
    above = f"""
organizations:
- {{id: D1, kind: committee, valid_from: {since}}}
- {{id: Z1, kind: branch, superior: D1}}
"""

    assert subjects_of(seen(units=units, duties=YEARLY), "DJ305") == left
    assert subjects_of(seen(units=above, duties=YEARLY), "DJ305") == left


def test_dj305_asks_nothing_where_nothing_required_is_handed_down():
    duties = "duties:\n- {id: S3, title: 特色活动, performed_by: [branch], nature: elective}\n"
    never = "- {id: S4, title: 联系点, performed_by: [branch], managed_levels: 0}\n"
    term = "- {id: S5, title: 班子换届, performed_by: [branch], managing_cycle: term}"

    assert subjects_of(seen(duties=duties + never + term), "DJ305") == []


# --- DJ309 not-reported-up ----------------------------------------------------------------------------------

REPORTED = cover("reported", "D1", "2025-01-01", "2026-01-01")


def test_dj309_is_where_the_subordinate_is_and_names_its_superior_and_year():
    gaps = report(UNITS, records("organization: Z2, kind: reported, on: 2025-12-01"), REPORTED).of("DJ309")

    assert [(gap.organization, gap.subject, gap.duty) for gap in gaps] == [("Z1", "Z1", "")]
    assert gaps[0].message_zh == "2025年未见示例一支部向示例大队党委报告履行责任情况的登记。"


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("organization: Z1, kind: reported, on: 2026-01-10, period: 2025年", ["Z2"]),
        ("organization: Z1, kind: reported, on: 2025-07-01, period: 2025年上半年", ["Z2"]),
        ("organization: Z1, kind: reported, on: 2025", ["Z2"]),
        ("organization: Z1, kind: reported, on: 2026-01-10", ["Z1", "Z2"]),
        ("organization: Z1, kind: reported, on: 2025-01-10, period: 2024年", ["Z1", "Z2"]),
        ("organization: D1, kind: reported, on: 2025-12-01", ["Z1", "Z2"]),
        ("organization: Z1, kind: performed, on: 2025-12-01, duty: [S1]", ["Z2"]),
        ("organization: Z1, kind: performed, on: 2025-12-01, duty: [S2]", ["Z2"]),
        ("organization: Z1, kind: performed, on: 2025-12-01, duty: [P1]", ["Z2"]),
        ("organization: Z1, kind: performed, on: 2025-12-01, duty: [S3]", ["Z1", "Z2"]),
        ("organization: Z1, kind: performed, on: 2025-12-01", ["Z1", "Z2"]),
        ("organization: Z1, kind: performed, on: 2025-12-01, duty: [S1], outcome: failed", ["Z1", "Z2"]),
        ("organization: Z1, kind: performed, on: 2026-02-01, duty: [S1]", ["Z1", "Z2"]),
    ],
)
def test_dj309_takes_a_report_of_the_year_or_what_was_performed_of_a_duty_that_is_one(row, left):
    """What is entered as performed is not entered again; a part inherits what its duty rests on."""
    duties = """
duties:
- {id: S1, title: 年度报告, why: annual_report_upward}
- {id: S2, title: 书记述职, why: "《示例办法》; secretary_reports_yearly"}
- {id: S3, title: 主题党日, why: member_meeting_frequency}
- {id: P1, title: 其中一项, parent: S1}
"""
    assert subjects("DJ309", UNITS, duties, records(row), REPORTED) == left


@pytest.mark.parametrize(
    ("unit", "left"),
    [
        ("{id: Z9, kind: branch, superior: D1}", ["Z1", "Z2", "Z9"]),
        ("{id: Z9, kind: branch, superior: D1, valid_from: 2025-01-02}", ["Z1", "Z2"]),
        ("{id: Z9, kind: branch, superior: D1, valid_from: 2025}", ["Z1", "Z2"]),
        ("{id: Z9, kind: branch, superior: D1, valid_to: 2026-01-01}", ["Z1", "Z2"]),
        ("{id: Z9, kind: unit, superior: D1}", ["Z1", "Z2"]),
        ("{id: Z9, kind: committee}", ["Z1", "Z2"]),
    ],
)
def test_dj309_asks_those_that_lead_have_a_superior_and_were_there_all_the_year(unit, left):
    assert subjects("DJ309", UNITS + f"- {unit}", records(ELSEWHERE), REPORTED) == left


def test_dj309_is_silent_where_reports_are_not_stated_complete():
    assert subjects("DJ309", UNITS, records(ELSEWHERE), cover("performed", "D1", "2025-01-01")) == []
    assert subjects("DJ309", UNITS, records(ELSEWHERE), cover("reported", "Z1", "2025-01-01")) == ["Z1"]


# --- DJ401 not-appraised ------------------------------------------------------------------------------------

APPRAISED = "kind: appraised, on: 2025-12-20, period: '2025'"


def test_dj401_says_on_what_it_rests():
    beside = only("DJ401", UNITS, records(f"organization: Z2, by: D1, grade: 好, {APPRAISED}"))
    stated = only(
        "DJ401",
        UNITS.replace("- {id: Z2, name: 示例二支部, kind: branch, superior: D1}\n", ""),
        records(f"organization: D1, grade: 好, {APPRAISED}"),
        cover("appraised", "Z1", "2025-01-01"),
    )

    assert (beside.organization, beside.subject_kind, beside.subject, beside.duty) == (
        "Z1",
        "organization",
        "Z1",
        "",
    )
    assert beside.message_zh == "2025年度未见示例一支部的考核结果，同级的其他组织已有结果。"
    assert stated.message_zh == "2025年度未见示例一支部的考核结果，该年度的考核记录已注明载入齐全。"
    assert "可由示例大队党委在下次考核时一并安排" in beside.remedy_zh


@pytest.mark.parametrize(
    ("row", "left"),
    [
        (f"organization: Z2, grade: 好, {APPRAISED}", ["Z1"]),
        (f"organization: Z2, score: 95, {APPRAISED}", ["Z1"]),
        ("organization: Z2, grade: 好, kind: appraised, on: 2026-01-20", ["Z1"]),
        ("organization: Z2, grade: 好, kind: appraised, on: 2025-01-20", []),
        ("organization: Z2, grade: 好, kind: appraised, on: 2025-01-20, period: '2025'", ["Z1"]),
        ("organization: Z2, grade: 好, kind: appraised, on: 2026-01-20, period: '2026'", []),
        (f"organization: Z2, grade: 好, duty: [S1], {APPRAISED}", []),
        (f"organization: Z2, by: D1, outcome: passed, {APPRAISED}", []),
        (f"organization: D1, grade: 好, {APPRAISED}", []),
    ],
)
def test_dj401_needs_a_result_on_the_whole_beside_it(row, left):
    """Not loaded is not the same as not appraised; a result that may be of the year before counts for that one."""
    duties = "duties:\n- {id: S1, title: 主题党日}"

    assert subjects("DJ401", UNITS, duties, records(row)) == left


@pytest.mark.parametrize(
    ("own", "left"),
    [
        (f"organization: D1, subordinate: Z1, grade: 较好, {APPRAISED}", []),
        (f"organization: Z1, role: Z1.sj, grade: 较好, {APPRAISED}", []),
        (f"organization: Z1, duty: [S1], grade: 较好, {APPRAISED}", []),
        (f"organization: D1, {APPRAISED}", []),
        ("organization: Z1, grade: 较好, kind: appraised, on: 2026-01-20", []),
        ("organization: Z1, grade: 较好, kind: appraised, on: 2025-03-20", []),
        ("organization: Z1, grade: 较好, kind: appraised, on: 2026-01-20, period: '2026'", ["Z1"]),
        ("organization: Z1, grade: 较好, kind: appraised, on: 2026-10-01, period: '2025'", ["Z1"]),
        (f"organization: Z1, grade: 好, amount: 12, {APPRAISED}", ["Z1"]),
    ],
)
def test_dj401_is_answered_by_any_result_of_its_own_or_of_a_role_that_can_be_of_the_year(own, left):
    more = "roles:\n- {id: Z1.sj, organization: Z1, kind: secretary}\nduties:\n- {id: S1, title: 主题党日}"

    assert (
        subjects("DJ401", UNITS, more, records(f"organization: Z2, by: D1, grade: 好, {APPRAISED}", own))
        == left
    )


@pytest.mark.parametrize(
    ("unit", "left"),
    [
        ("{id: Z9, kind: branch, superior: D1}", ["Z1", "Z9"]),
        ("{id: Z9, kind: general_branch, superior: D1}", ["Z1"]),
        ("{id: Z9, kind: branch, superior: D2}", ["Z1"]),
        ("{id: Z9, kind: branch, superior: D1, valid_from: 2025-06-01}", ["Z1"]),
        ("{id: Z9, kind: unit, superior: D1}", ["Z1"]),
        ("{id: Z9, kind: branch, superior: D1, temporary: true}", ["Z1"]),
    ],
)
def test_dj401_looks_beside_at_those_of_its_kind_under_the_same_superior(unit, left):
    units = UNITS + f"- {{id: D2, kind: committee}}\n- {unit}"

    assert subjects("DJ401", units, records(f"organization: Z2, by: D1, grade: 好, {APPRAISED}")) == left


@pytest.mark.parametrize(
    ("row", "left"),
    [
        (performed("2025-05-06", "[S9]"), ["Z1"]),
        (performed("2025", "[S9]"), ["Z1"]),
        (performed("2026-05-06", "[S9]"), []),
        (performed("2025-05-06", "[S9]", "outcome: failed"), []),
        (performed("2025-05-06", "[S9]", organization="Z2"), []),
    ],
)
def test_dj401_asks_only_those_that_performed_something_where_that_is_loaded(row, left):
    assert subjects("DJ401", UNITS, records(f"organization: Z2, by: D1, grade: 好, {APPRAISED}", row)) == left


# --- DJ415 verdict-against-facts ----------------------------------------------------------------------------

LAST_YEAR = cover("performed", "D1", "2025-01-01", "2026-01-01")
MEETINGS = "duties:\n- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/half-year}\n- {id: S2, title: 走访职工, performed_by: [branch], cycle: 1/half-year}\n"
FIRST, SECOND = performed("2025-03-03"), performed("2025-09-09")


def verdict(*rows: str, statement: str = LAST_YEAR, units: str = UNITS) -> list[str]:
    """Return the reasons that results are contradicted for."""
    gaps = report(units, MEETINGS, records(*rows), statement).of("DJ415")
    return [gap.details["why"] for gap in gaps]


def result(grade: str, *more: str) -> str:
    return ", ".join(["organization: Z1, by: D1", f"grade: {grade}", APPRAISED, *more])


@pytest.mark.parametrize(
    ("grade", "count"), [("好", 1), ("较好", 1), ("优秀", 1), ("一般", 0), ("差", 0), ("五星", 0)]
)
def test_dj415_a_good_grade_for_a_duty_that_was_due_and_is_not_on_record(grade, count):
    found = report(UNITS, MEETINGS, records(result(grade, "duty: [S1]"), FIRST), LAST_YEAR).of("DJ415")

    assert len(found) == count
    if count:
        gap = found[0]
        assert (gap.organization, gap.subject_kind, gap.duty) == ("Z1", "record", "S1")
        assert gap.message_zh == (
            f"示例一支部“支部党员大会”考核为“{grade}”，与已登记的情况不完全一致：到期未见开展记录或者次数不足。"
        )


def test_dj415_names_of_several_duties_those_that_were_missed():
    (gap,) = report(UNITS, MEETINGS, records(result("好", "duty: [S1, S2]"), FIRST, SECOND), LAST_YEAR).of(
        "DJ415"
    )

    assert (gap.duty, gap.details["duty"]) == ("", "“走访职工”")


def test_dj415_a_good_grade_is_not_contradicted_by_what_is_late_or_not_stated_complete():
    late = performed("2025-07-09", "[S1]", "period: 2025年上半年")

    assert verdict(result("好", "duty: [S1]"), late, SECOND) == []
    assert verdict(result("好", "duty: [S1]"), FIRST, statement="") == []


@pytest.mark.parametrize("says", ["grade: 差", "grade: 不合格", "outcome: failed"])
def test_dj415_a_failing_result_for_a_duty_of_which_every_span_is_on_record_in_time(says):
    """It needs no statement of completeness."""
    row = f"organization: Z1, by: D1, duty: [S1], {says}, {APPRAISED}"

    assert verdict(row, FIRST, SECOND, statement="") == ["各期均已按期登记开展"]
    assert verdict(row, FIRST, statement="") == []


def test_dj415_a_failing_result_for_several_duties_is_contradicted_by_all_of_them_alone():
    row = result("差", "duty: [S1, S2]")
    more = [performed("2025-03-03", "[S2]"), performed("2025-09-09", "[S2]")]

    assert verdict(row, FIRST, SECOND) == []
    assert verdict(row, FIRST, SECOND, *more) == ["各期均已按期登记开展"]


def test_dj415_a_failing_result_in_a_part_of_the_year_is_compared_with_what_fell_due_in_it():
    half = "organization: Z1, by: D1, duty: [S1], grade: {}, kind: appraised, on: 2025-12-20, period: 2025年{}半年"

    assert verdict(half.format("差", "上"), FIRST) == ["各期均已按期登记开展"]
    assert verdict(half.format("差", "下"), FIRST) == []
    assert verdict(half.format("好", "下"), FIRST) == ["到期未见开展记录或者次数不足"]
    assert verdict(half.format("好", "上"), FIRST) == []


@pytest.mark.parametrize(
    ("grade", "done", "count"),
    [("好", 1, 1), ("优秀", 1, 1), ("较好", 1, 0), ("好", 2, 0), ("好", 0, 1)],
)
def test_dj415_the_best_grade_on_the_whole_while_less_than_half_was_done(grade, done, count):
    """Of four that were due; exactly the share is enough."""
    rows = [result(grade), *[FIRST, SECOND][:done], ELSEWHERE]

    assert verdict(*rows) == [f"已知到期的4项次中，已登记开展的{done}项次"] * count


def test_dj415_the_share_is_the_profiles():
    chain = chain_of("\n".join([UNITS, MEETINGS, records(result("好"), FIRST, SECOND, ELSEWHERE), LAST_YEAR]))
    stricter = detect_gaps(chain, at=AT, select="DJ415", profile=profile("verdict_done_least", 0.8))

    assert len(detect_gaps(chain, at=AT, select="DJ415")) == 0
    assert len(stricter) == 1
    assert "示例口径" in str(stricter[0].citation.zh) or "0.8" in str(stricter[0].details)


def test_dj415_counts_on_the_whole_only_what_is_known():
    assert verdict(result("好"), ELSEWHERE, statement="") == []
    assert verdict(result("好"), FIRST, statement=cover("performed", "D1", "2025-01-01", "2025-07-01")) == []


def test_dj415_two_results_of_one_thing_that_differ_are_one_gap_of_the_later():
    other = f"organization: D1, subordinate: Z1, grade: 较好, {APPRAISED}"
    (gap,) = report(UNITS, records(result("好"), other)).of("DJ415")

    assert gap.subject == "@Z1#appraised#2025-12-20#"
    assert gap.details["why"].startswith("另有一条结果为")
    assert gap.details["duty"] == ""


@pytest.mark.parametrize(
    "other",
    [
        f"organization: D1, subordinate: Z1, grade: 好（95分）, {APPRAISED}",
        f"organization: D1, subordinate: Z1, grade: 优秀, {APPRAISED}",
        f"organization: D1, subordinate: Z1, grade: 差, duty: [S9], {APPRAISED}",
        f"organization: Z1, by: Z2, grade: 差, {APPRAISED}",
        "organization: D1, subordinate: Z1, grade: 差, kind: appraised, on: 2025-12-20, period: '2024'",
        "organization: D1, subordinate: Z1, grade: 差, kind: appraised, on: 2025-12-20, period: 2025年上半年",
        f"organization: Z1, role: Z1.sj, by: D1, grade: 差, {APPRAISED}",
    ],
)
def test_dj415_two_results_of_different_things_do_not_contradict(other):
    """Another way to write it, another vocabulary, duty, appraiser, year, part, or a role."""
    roles = "roles:\n- {id: Z1.sj, organization: Z1, kind: secretary}"

    assert len(report(UNITS, roles, records(result("好"), other)).of("DJ415")) == 0


def test_dj415_of_a_role_asks_only_whether_there_are_two():
    roles = "roles:\n- {id: Z1.sj, organization: Z1, kind: secretary}"
    row = result("好", "role: Z1.sj", "duty: [S1]")
    found = report(UNITS, roles, MEETINGS, records(row, FIRST), LAST_YEAR)
    two = report(
        UNITS,
        roles,
        records(
            result("好", "role: Z1.sj"), f"organization: Z1, role: Z1.sj, by: D1, grade: 差, {APPRAISED}"
        ),
    )

    assert len(found.of("DJ415")) == 0
    assert [gap.details["organization"] for gap in two.of("DJ415")] == ["示例一支部书记"]


def test_dj415_leaves_results_of_years_long_past_aside():
    old = result("好", "duty: [S1]").replace("2025", "2023")
    again = result("差", "duty: [S1]").replace("2025", "2023")

    assert verdict(old, again, ELSEWHERE, statement=cover("performed", "D1", "2020-01-01")) == []


# --- DJ418 path-broken --------------------------------------------------------------------------------------

TREE = """
organizations:
- {id: LC, name: 示例局党委, kind: committee}
- {id: D1, name: 示例大队党委, kind: committee, superior: LC}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter}
- {id: S2, title: 专题研究, performed_by: [committee]}
assignments:
- {duty: S2, organization: LC}
- {duty: S2, organization: D1}
"""
FAILED = performed("2026-08-05", "[S1]", "outcome: failed")


def listing(*organizations: str) -> str:
    """Return lists that hold the duty, for some."""
    return "\n".join(f"- {{duty: S1, organization: {id_}}}" for id_ in organizations) + "\n"


def broken(
    *organizations: str, rows: tuple[str, ...] = (FAILED,), statement: str = ""
) -> list[tuple[str, str]]:
    """Return who is listed, and at whom the line breaks, where some lists hold the duty."""
    gaps = report(TREE + listing(*organizations), records(*rows), statement).of("DJ418")
    return [(gap.organization, gap.details["above"]) for gap in gaps]


def test_dj418_names_the_nearest_list_that_lacks_the_duty():
    assert broken("Z1") == [("Z1", "示例大队党委")]
    assert broken("Z1", "LC") == [("Z1", "示例大队党委")]
    assert broken("Z1", "D1") == [("Z1", "示例局党委")]
    assert broken("Z1", "D1", "LC") == []


def test_dj418_of_its_own_list():
    own = "- {duty: S9, organization: Z1}\n"
    gap = only("DJ418", TREE + listing("LC", "D1") + own, records(FAILED))

    assert gap.details["above"] == "示例一支部"


def test_dj418_says_what_is_to_be_verified_and_follows_from_the_list_that_lacks_it():
    found = report(TREE + listing("Z1", "LC"), records(FAILED))
    (gap,) = found.of("DJ418")
    codes = {other.fingerprint: (other.code, other.organization) for other in found}

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "S1")
    assert gap.message_zh == (
        "示例一支部的“支部党员大会”有待核实的情况，自下达单位到本级的清单中，示例大队党委未列该事项，责任链条在此中断。"
    )
    assert codes[gap.follows_from] in {("DJ106", "D1"), ("DJ101", "D1")}


def test_dj418_speaks_of_an_organization_that_keeps_no_list_below_one_that_lacks_the_duty():
    assert broken("LC") == [("Z1", "示例大队党委")]


@pytest.mark.parametrize(
    ("rows", "statement", "spoken"),
    [
        ((FAILED,), "", True),
        ((performed("2026-08-05"),), "", False),
        ((performed("2026-08-05"),), cover(), True),
        ((performed("2024-08-05", "[S1]", "outcome: failed"),), "", False),
        ((performed("2026-08-05", "[S1]", "grade: 差"),), "", True),
        (
            (
                "organization: Z1, kind: appraised, by: D1, duty: [S1], grade: 差, on: 2025-12-20, period: '2025'",
            ),
            "",
            True,
        ),
        (
            (
                "organization: Z1, kind: appraised, by: D1, duty: [S1], grade: 一般, on: 2025-12-20, period: '2025'",
            ),
            "",
            False,
        ),
        (
            ("organization: Z1, kind: appraised, by: D1, grade: 差, on: 2025-12-20, period: '2025'",),
            "",
            False,
        ),
        (
            ("organization: Z1, kind: appraised, by: D1, duty: [S1], outcome: failed, on: 2025-12-20",),
            "",
            True,
        ),
        (("organization: D1, kind: supervised, duty: [S1], outcome: failed, on: 2025-12-20",), "", False),
        (("organization: D1, kind: performed, duty: [S1], outcome: failed, on: 2025-12-20",), "", True),
    ],
)
def test_dj418_needs_that_the_duty_was_due_and_is_not_on_record_or_is_said_to_have_failed(
    rows, statement, spoken
):
    assert bool(broken("Z1", rows=rows, statement=statement)) == spoken


# --- why not ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "subject", "first"),
    [
        ("DJ301", "D1", "有按频次到期的规定动作：否"),
        ("DJ301", "Z2", "其中有的时段记录已注明载入齐全：否"),
        ("DJ302", "Z2", "有的时段记录已注明载入齐全，登记的次数少于频次：否"),
        ("DJ303", "Z2", "其中有的在时限之后才完成：否"),
        ("DJ305", "D1", "上一级向它交办了规定动作：否"),
        ("DJ305", "Z1", "上一级最近一个管理周期的督促检查记录已注明载入齐全：否"),
        ("DJ309", "Z1", "上一年度的报告述职记录已注明载入齐全：否"),
        ("DJ418", "Z1", "自下达单位到它之间有一级清单未列：否"),
    ],
)
def test_why_not_names_the_first_condition_that_does_not_hold(code, subject, first):
    rows = records(FAILED, performed("2026-02-05"), performed("2026-05-05"), performed("2026-04-05", "[S3]"))
    lists = (
        "assignments:\n"
        + listing("Z1", "Z2", "D1")
        + "".join(listing("Z1", "D1").replace("S1", id_) for id_ in ("S2", "S3"))
    )
    found = report(UNITS, DUTIES, lists, rows, cover())
    told = found.why_not(code, subject).to_text("zh")

    assert first in told


def test_why_not_of_a_result_that_nothing_contradicts():
    found = report(UNITS, MEETINGS, records(result("较好"), FIRST), LAST_YEAR)
    told = found.why_not("DJ415", "@Z1#appraised#2025-12-20#").to_text("zh")

    assert "与登记的开展情况或者另一条结果不一致：否" in told


def test_the_day_decides_what_is_past():
    at = date(2026, 4, 1)
    found = report(UNITS, DUTIES, records(ELSEWHERE), cover(), at=at)

    assert pairs(found, "DJ301") == [("Z1", "S1"), ("Z1", "S3")]
    assert pairs(report(UNITS, DUTIES, records(ELSEWHERE), cover(), at=date(2026, 3, 31)), "DJ301") == []


def test_why_not_where_all_that_is_known_is_on_record():
    duty = "duties:\n- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter}"
    found = report(UNITS, duty, records(performed("2026-02-05"), performed("2026-05-05")), cover())

    assert "这些时段中有的未见开展记录：否" in found.why_not("DJ301", "Z1").to_text("zh")


@pytest.mark.parametrize(("whose", "expected"), [("subordinate: Z1, ", ["Z1"]), ("", [])])
def test_what_is_said_of_all_subordinates_at_once_is_said_of_none_of_them(whose, expected):
    """A superior's failing appraisal without a subordinate is about its own seeing to them."""
    duties = "duties:\n- {id: S1, title: 组织生活会, performed_by: [branch], cycle: 1/year}"
    lists = "assignments:\n" + listing("Z1", "Z2") + "\n- {duty: S9, organization: D1}"
    failed = f"organization: D1, kind: appraised, on: 2025-12-20, {whose}duty: [S1], outcome: failed"
    found = report(UNITS, duties, lists, records(performed("2025-05-05"), failed))

    assert [gap.organization for gap in found.of("DJ415")] == expected
