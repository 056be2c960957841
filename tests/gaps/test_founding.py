"""DJ009 and DJ011: where a Party organization is wanted, and where a branch is large."""

from __future__ import annotations

from datetime import date

import pytest

from tests.gaps.finding import found, not_checked, only, subjects

UNITS = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: D1-01, name: 示例支部, kind: branch, superior: D1, covers: [U1]}
    - {id: U1, name: 示例一室, superior: D1, full_members: 9}
    - {id: U2, name: 示例二室, superior: D1, full_members: 3%s}
"""
PROJECT = UNITS % ", unit_type: field_team, valid_from: %s, valid_to: %s"


def test_a_unit_with_three_full_members_that_nothing_covers():
    """The number given is included: 3以上 is three and more (trap 2)."""
    assert found("DJ009", UNITS % "") == [("U2", "organization", "U2", "")]


def test_two_full_members_are_too_few_for_a_branch_of_its_own():
    assert subjects("DJ009", (UNITS % "").replace("full_members: 3", "full_members: 2")) == []


def test_probationary_members_do_not_count():
    """Three members, two of them full (trap 1)."""
    assert subjects("DJ009", (UNITS % ", members: 5").replace("full_members: 3", "full_members: 2")) == []


def test_a_unit_inside_one_that_is_covered_is_covered():
    assert subjects("DJ009", (UNITS % "").replace("二室, superior: D1", "二室, superior: U1")) == []


def test_what_is_covered_by_a_branch_that_is_no_more_is_not_covered():
    assert subjects("DJ009", (UNITS % "").replace("covers: [U1]", "covers: [U1], valid_to: 2026-09-29")) == [
        "U1",
        "U2",
    ]


def test_a_unit_that_another_unit_names_is_not_covered_by_it():
    """Only a Party organization covers."""
    assert subjects("DJ009", (UNITS % "").replace("full_members: 9", "full_members: 9, covers: [U2]")) == [
        "U2"
    ]


@pytest.mark.parametrize(
    ("start", "end", "speaks"),
    [
        ("2026-04-01", "2026-09-30", False),
        ("2026-04-01", "2026-10-01", True),
        ("2026-04", "2026-12", True),
        ("2026-08-31", "2027-02-27", False),
    ],
)
def test_a_field_project_of_less_than_six_months_is_left_out(start: str, end: str, speaks: bool):
    """A column of ends holds the first day no longer in force; a month by its longest reading."""
    day = date(2026, 9, 1)

    assert subjects("DJ009", PROJECT % (start, end), at=day) == (["U2"] if speaks else [])


def test_a_department_is_no_short_project():
    """Only field teams are projects; a department that is dissolved soon is a unit all the same."""
    short = UNITS % ", valid_from: 2026-08-01, valid_to: 2026-10-15"

    assert subjects("DJ009", short) == ["U2"]


def test_without_full_members_nothing_is_compared():
    document = UNITS.replace(", full_members: 9", "").replace(", full_members: 3", "") % ""

    assert "DJ009" in not_checked(document)


LARGE = "organizations:\n- {id: Z1, name: 示例支部, kind: %s, members: %s}"


@pytest.mark.parametrize(("members", "speaks"), [(50, False), (51, True)])
def test_a_branch_above_the_soft_cap(members: int, speaks: bool):
    """不超过50名 includes fifty (trap 2)."""
    assert subjects("DJ011", LARGE % ("branch", members)) == (["Z1"] if speaks else [])


def test_the_cap_is_for_branches_and_suggests_no_more_than_it_says():
    """Neither a general branch nor a committee; and it is a warning, no trigger of a general branch (trap 3)."""
    gap = only("DJ011", LARGE % ("branch", 63))

    assert str(gap.severity) == "warning"
    assert gap.message_zh == "示例支部登记党员63名，一般不超过50名。"
    assert subjects("DJ011", LARGE % ("general_branch", 63)) == []
