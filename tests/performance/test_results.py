"""Results of appraisals: who was appraised by whom for which years, what they were used for, what contradicts."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.performance.appraisers import Appraisers
from dangjian_chain.performance.results import BODY, UNKNOWN, Results, results_of
from dangjian_chain.period import Period
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)
ORGANIZATIONS = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee, superior: LC, guided_by: [TW]}
- {id: DB, name: 示例党群部, kind: unit, superior: D1}
- {id: G1, name: 示例党小组, kind: group, superior: Z1}
- {id: JW, name: 示例纪委, kind: discipline_commission, superior: D1}
- {id: LC, name: 示例局党委, kind: committee}
- {id: TW, name: 示例工委, kind: work_committee}
- {id: U9, name: 示例无上级部门, kind: unit}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 同名支部, kind: branch, superior: D1}
- {id: Z3, name: 同名支部, kind: branch, superior: D1}
roles:
- {id: D1.sj, organization: D1, kind: secretary}
- {id: D1.zz, organization: D1, kind: organization_member}
- {id: DB.zr, organization: DB, kind: organizer}
- {id: G1.zz, organization: G1, kind: group_leader}
- {id: Z1.sj, organization: Z1, kind: secretary}
duties:
- {id: S1, title: 主题党日}
- {id: S2, title: 三会一课}
"""


def results(*records: str, day: date = DAY) -> Results:
    document = ORGANIZATIONS + "records:\n" + "\n".join(f"- {{{record}}}" for record in records)
    return results_of(chain_of(document).at(day).arrays)


def named(found: Results) -> list[tuple[str, str | None, str | None]]:
    """Return the one appraised, the role and the appraiser of each result, by id."""
    organizations, roles = found._arrays.tables["organizations"].ids, found._arrays.tables["roles"].ids
    return [
        (
            organizations[one.organization],
            None if one.role == BODY else roles[one.role],
            None if one.appraiser == UNKNOWN else organizations[one.appraiser],
        )
        for one in found.every
    ]


APPRAISED = "kind: appraised, on: 2026-01-20"
APPLIED = "kind: applied, on: 2026-03-01"


# --- who by whom ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("organization: Z1, grade: 好, by: D1", ("Z1", None, "D1")),
        ("organization: Z1, grade: 好, by: 示例大队党委", ("Z1", None, "D1")),
        ("organization: Z1, grade: 好, by: DB", ("Z1", None, "D1")),
        ("organization: Z1, grade: 好, by: JW", ("Z1", None, "JW")),
        ("organization: Z1, grade: 好, by: 同名支部", ("Z1", None, None)),
        ("organization: Z1, grade: 好, by: 党员大会", ("Z1", None, None)),
        ("organization: Z1, grade: 好", ("Z1", None, None)),
        ("organization: Z1, score: 0, by: D1", ("Z1", None, "D1")),
        ("organization: Z1, by: D1", ("Z1", None, "D1")),
        ("organization: D1, subordinate: Z1", ("Z1", None, "D1")),
        ("organization: DB, subordinate: Z1, grade: 好", ("Z1", None, "D1")),
        ("organization: D1, subordinate: Z1, role: Z1.sj, grade: 好", ("Z1", "Z1.sj", "D1")),
        ("organization: Z1, role: Z1.sj, by: D1", ("Z1", "Z1.sj", "D1")),
        ("organization: Z1, role: Z1.sj", ("Z1", "Z1.sj", None)),
        ("organization: G1, grade: 好, by: Z1", ("G1", None, "Z1")),
        ("organization: DB, grade: 好, by: D1", ("DB", None, "D1")),
        ("organization: DB, grade: 好, by: DB", ("DB", None, "DB")),
    ],
)
def test_a_record_names_the_appraised_and_the_appraiser_in_two_ways(record, expected):
    """A department that appraises is its organization; one that is appraised is itself, as a group is."""
    assert named(results(f"{record}, {APPRAISED}")) == [expected]


def test_without_a_result_an_appraisal_is_of_all_subordinates_that_lead():
    found = results(f"organization: D1, {APPRAISED}")

    assert named(found) == [("Z1", None, "D1"), ("Z2", None, "D1"), ("Z3", None, "D1")]
    assert not any(one.is_whole for one in found.every)


@pytest.mark.parametrize(
    "record",
    [
        f"organization: X9, grade: 好, {APPRAISED}",
        f"organization: Z1, role: X9, grade: 差, {APPRAISED}",
        f"organization: D1, subordinate: X9, grade: 好, {APPRAISED}",
        f"organization: U9, {APPRAISED}",
        "organization: Z1, kind: appraised, on: 2026-10-01, grade: 好",
        "organization: Z1, kind: performed, on: 2026-01-20, grade: 好",
    ],
)
def test_what_names_nothing_known_or_is_of_a_later_day_is_no_result(record):
    """A role that does not exist is not the body."""
    assert results(record).every == ()


def test_a_grade_with_an_amount_is_a_line_of_a_vote_form():
    found = results(f"organization: Z1, grade: 好, amount: 12, by: Z1, {APPRAISED}")

    assert found.every == ()
    assert [(vote.grade, count) for vote, count in found.votes] == [("好", 12)]


# --- which year ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "period", "years", "year"),
    [
        ("2026-01-20", None, (2025, 2026), 2025),
        ("2026-06-30", None, (2025, 2026), 2025),
        ("2026-07-01", None, (2026,), 2026),
        ("2025", None, (2024, 2025), 2025),
        ("2026-01", None, (2025, 2026), 2025),
        ("2026-07-01", "2025年度", (2025,), 2025),
        ("2026-07-01", "上年度", (2026,), 2026),
    ],
)
def test_a_result_dated_in_the_first_half_may_be_of_the_year_before(on, period, years, year):
    """What its period states goes before its day."""
    said = "" if period is None else f", period: {period}"
    (one,) = results(f"organization: Z1, kind: appraised, on: {on}, grade: 好{said}").every

    assert (one.years, one.year) == (years, year)


@pytest.mark.parametrize(
    ("period", "part"),
    [
        (None, None),
        ("2025年度", None),
        ("2025年第一季度", Period(date(2025, 1, 1), date(2025, 4, 1))),
        ("2025年第四季度", Period(date(2025, 10, 1), date(2026, 1, 1))),
        ("2025年下半年", Period(date(2025, 7, 1), date(2026, 1, 1))),
    ],
)
def test_a_part_of_a_year_is_no_year(period, part):
    said = "" if period is None else f", period: {period}"
    (one,) = results(f"organization: Z1, grade: 好, {APPRAISED}{said}").every

    assert one.part == part
    assert one.is_yearly == (part is None)
    assert one.is_whole


def test_a_result_on_a_duty_is_not_on_the_whole():
    (one,) = results(f"organization: Z1, grade: 好, duty: [S1], {APPRAISED}").every

    assert one.is_about("S1")
    assert not one.is_about("S2")
    assert not one.is_whole


@pytest.mark.parametrize(("period", "is_current"), [("2024", False), ("2025", True), ("2026", True)])
def test_current_is_the_last_whole_year_and_what_is_later(period, is_current):
    found = results(f"organization: Z1, grade: 好, period: '{period}', {APPRAISED}")

    assert [found.is_current(one) for one in found.every] == [is_current]
    assert bool(found.yearly) == is_current


def test_results_are_asked_by_organization_year_and_role():
    found = results(
        f"organization: Z1, grade: 好, {APPRAISED}",
        f"organization: Z1, role: Z1.sj, grade: 较好, {APPRAISED}",
    )
    z1, sj = found.every[0].organization, found.every[1].role

    assert [one.grade for one in found.of(z1, 2025)] == ["好", "较好"]
    assert [one.grade for one in found.of(z1, 2026, BODY)] == ["好"]
    assert [one.grade for one in found.of(z1, 2025, sj)] == ["较好"]
    assert found.of(z1, 2024) == found.of(0, 2025) == []


# --- uses ----------------------------------------------------------------------------------------------

RESULT = f"id: N1, organization: Z1, grade: 好, by: D1, {APPRAISED}"
OF_ROLE = f"id: N2, organization: Z1, role: Z1.sj, grade: 好, by: D1, {APPRAISED}"


@pytest.mark.parametrize(
    ("use", "rests"),
    [
        (f"organization: Z1, {APPLIED}", ["N1", "N2"]),
        (f"organization: Z1, role: Z1.sj, {APPLIED}", ["N2"]),
        (f"organization: Z1, role: D1.sj, {APPLIED}", []),
        (f"organization: D1, {APPLIED}", ["N1", "N2"]),
        (f"organization: DB, {APPLIED}", ["N1", "N2"]),
        (f"organization: D1, subordinate: Z1, {APPLIED}", ["N1", "N2"]),
        (f"organization: D1, subordinate: Z2, {APPLIED}", []),
        (f"organization: D1, subordinate: X9, {APPLIED}", []),
        (f"organization: D1, subordinate: X9, about: N1, {APPLIED}", ["N1"]),
        (f"organization: Z1, role: X9, {APPLIED}", []),
        (f"organization: Z1, role: X9, about: N2, {APPLIED}", ["N2"]),
        (f"organization: Z2, about: N1, {APPLIED}", ["N1"]),
        (f"organization: Z1, about: X9, {APPLIED}", []),
        (f"organization: LC, {APPLIED}", []),
        ("organization: Z1, kind: applied, on: 2026-01-19", []),
        ("organization: Z1, kind: applied, on: 2026-01-20", ["N1", "N2"]),
        ("organization: Z1, kind: applied, on: 2026-09-30", ["N1", "N2"]),
        ("organization: Z1, kind: applied, on: 2026-10-01", []),
        (f"organization: Z1, period: '2024', {APPLIED}", []),
    ],
)
def test_a_use_rests_on_what_it_names_else_on_results_of_its_organization_and_year(use, rests):
    """Both ways: the results of a use are those of which it is a use."""
    found = results(RESULT, OF_ROLE, use)
    ids = found._table.column("id")
    resting = {ids[one.row] for use in found.applications for one in found.used_by(use)}

    assert sorted(resting) == rests
    assert [ids[one.row] for one in found.every if found.uses_of(one)] == rests


def test_a_department_with_a_result_of_its_own_uses_that():
    found = results(
        f"id: N1, organization: DB, grade: 好, by: D1, {APPRAISED}",
        RESULT.replace("N1", "N3"),
        f"organization: DB, {APPLIED}",
    )
    ids = found._table.column("id")

    assert [ids[one.row] for use in found.applications for one in found.used_by(use)] == ["N1"]


def test_what_a_use_is_for():
    """Blank counts as one of the five; another appraisal of the unit does not."""
    found = results(
        f"organization: Z1, {APPLIED}",
        f"organization: Z2, {APPLIED}, use: [business]",
        f"organization: Z3, {APPLIED}, use: [business, pay]",
    )

    assert [(use.is_of_five, list(use.joined)) for use in found.applications] == [
        (True, []),
        (False, ["business"]),
        (True, ["business"]),
    ]


# --- contradictions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("grade: 好", "grade: 较好", True),
        ("grade: 好", "grade: 好（95分）", False),
        ("grade: 好", "grade: 优秀", False),
        ("grade: 差", "grade: 较差", False),
        ("grade: 好", "grade: 三星", False),
        ("grade: 二星", "grade: 三星", True),
        ("score: 90", "score: 91", True),
        ("score: 90", "score: 90", False),
        ("score: 90", "grade: 好", False),
        ("grade: 好, score: 90", "grade: 好, score: 95", True),
        ("grade: 好", "grade: 差, amount: 3", False),
        ("grade: 好, by: D1", "grade: 差, by: LC", False),
        ("grade: 好, duty: [S1]", "grade: 差", False),
        ("grade: 好, duty: [S1, S2]", "grade: 差, duty: [S2, S1]", True),
        ("grade: 好, role: Z1.sj", "grade: 差", False),
        ("grade: 好, period: 2025年上半年", "grade: 差, period: 2025年下半年", False),
        ("grade: 好, period: 2025年度", "grade: 差", True),
        ("grade: 好, period: 2024年度", "grade: 差", False),
    ],
)
def test_two_results_of_one_thing_contradict_each_other(one, other, contradict):
    """One organization, role, duty, year and appraiser; the vocabularies are not mixed."""
    found = results(f"organization: Z1, {APPRAISED}, {one}", f"organization: Z1, {APPRAISED}, {other}")

    assert bool(found.contradictions) == contradict


def test_each_result_stands_beside_the_first_that_it_contradicts():
    found = results(
        *(f"organization: Z1, kind: appraised, on: 2026-01-{day}, {said}" for day, said in (
            (10, "score: 90"), (11, "grade: 好"), (12, "grade: 差"), (13, "grade: 好"),
        ))
    )  # fmt: skip

    assert [(one.on.day, other.on.day) for one, other in found.contradictions] == [(11, 12), (12, 13)]


# --- appraisers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "itself", "beside"),
    [
        ("organization: Z1, grade: 好, by: D1", False, False),
        ("organization: Z1, grade: 好, by: JW", False, False),
        ("organization: Z1, grade: 好, by: LC", False, True),
        ("organization: Z1, grade: 好, by: Z2", False, True),
        ("organization: Z1, grade: 好, by: Z1", True, False),
        ("organization: Z1, grade: 好, by: G1", True, False),
        ("organization: D1, grade: 好, by: Z1", True, False),
        ("organization: D1, grade: 好, by: JW", True, False),
        ("organization: D1, grade: 好, by: DB", True, False),
        ("organization: D1, grade: 好, by: TW", False, False),
        ("organization: D1, grade: 好, by: LC", False, False),
        ("organization: LC, grade: 好, by: TW", False, False),
        ("organization: LC, grade: 好, by: Z1", True, False),
        ("organization: JW, grade: 好, by: D1", False, False),
        ("organization: JW, grade: 好, by: JW", True, False),
        ("organization: DB, grade: 好, by: D1", False, False),
        ("organization: DB, grade: 好, by: DB", True, False),
        ("organization: G1, grade: 好, by: Z1", False, False),
        ("organization: D1, role: D1.sj, by: LC", False, False),
        ("organization: D1, role: D1.sj, by: D1", True, False),
        ("organization: D1, role: D1.sj, by: Z1", True, False),
        ("organization: D1, role: D1.zz, by: D1", False, False),
        ("organization: D1, role: D1.zz, by: JW", False, False),
        ("organization: D1, role: D1.zz, by: Z1", True, False),
        ("organization: Z1, role: Z1.sj, by: LC", False, True),
        ("organization: DB, role: DB.zr, by: D1", False, False),
        ("organization: DB, role: DB.zr, by: LC", False, False),
        ("organization: DB, role: DB.zr, by: Z1", False, True),
        ("organization: G1, role: G1.zz, by: Z1", False, False),
        ("organization: Z1, grade: 好, by: 党员大会", False, False),
    ],
)
def test_the_next_level_up_appraises_and_whoever_guides(record, itself, beside):
    """A role that does not head its organization may be appraised by it; a discipline commission acts for its committee."""
    found = results(f"{record}, {APPRAISED}")
    (one,) = found.every
    appraisers = Appraisers(found._arrays)

    assert (appraisers.is_itself(one), appraisers.is_beside(one)) == (itself, beside)


def test_an_appraiser_that_is_no_longer_in_force_may_have_been_the_right_one():
    document = """
    organizations:
    - {id: D0, kind: committee, valid_to: 2026-06-01}
    - {id: D1, kind: committee}
    - {id: Z1, kind: branch, superior: D1}
    records:
    - {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D0}
    """
    arrays = chain_of(document).at(DAY).arrays
    (one,) = results_of(arrays).every

    assert not Appraisers(arrays).is_beside(one)
