"""The rules on roles and their holders: DJ501, DJ502, DJ503 and DJ507."""

from __future__ import annotations

import pytest

from tests.gaps.finding import codes, found, not_checked, only, report, subjects

LINE = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
roles:
- {id: D1.s, organization: D1, kind: secretary}
- {id: Z1.s, organization: Z1, kind: secretary}
"""
HELD = """
appointments:
- {role: D1.s, person: 甲}
- {role: Z1.s, person: 乙}
"""


# --- DJ501 no-secretary-role -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        ("branch", "deputy_secretary", ["X"]),
        ("general_branch", "secretary", []),
        ("group", "secretary", ["X"]),
        ("group", "group_leader", []),
        ("discipline_commission", "discipline_member", ["X"]),
        ("unit", "administrative_head", []),
        ("working_group", "administrative_head", []),
    ],
)
def test_dj501_asks_for_the_role_that_the_kind_needs(kind, role, expected):
    """A secretary, a group leader, nobody."""
    gaps = subjects(
        "DJ501",
        f"organizations:\n- {{id: X, kind: {kind}}}\nroles:\n- {{id: X.1, organization: X, kind: {role}}}",
    )

    assert gaps == expected


def test_dj501_is_one_for_each_organization_and_needs_the_role_in_force():
    """A role that was given up is no role."""
    gap = only(
        "DJ501",
        LINE.replace(
            "organization: D1, kind: secretary}", "organization: D1, kind: secretary, valid_to: 2026-09-30}"
        ),
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("D1", "organization", "D1", "")
    assert gap.message_zh == "示例大队党委（基层党委）的岗位名册中未见书记岗位。"


def test_dj501_asks_what_kinds_of_the_units_own_need():
    """A kind says itself which role it cannot do without."""
    gaps = subjects(
        "DJ501",
        """
        kinds:
        - {of: organization, id: alliance, label_zh: 党建联盟, leads: true, needs: organizer}
        organizations:
        - {id: A, kind: alliance}
        roles:
        - {id: A.1, organization: A, kind: secretary}
        """,
    )

    assert gaps == ["A"]


def test_rules_on_roles_need_roles_and_rules_on_vacancies_need_holders():
    """An office that keeps neither is not told so organization by organization."""
    without_roles = not_checked("organizations:\n- {id: Z1, kind: branch}")
    without_holders = not_checked(LINE)

    assert {without_roles[code] for code in ("DJ501", "DJ502", "DJ503", "DJ507")} == {"no roles were loaded"}
    assert {"DJ502", "DJ503"} <= without_holders.keys()
    assert not {"DJ501", "DJ507"} & without_holders.keys()
    assert without_holders["DJ502"] == "no appointments were loaded"


def test_a_vacancy_that_was_entered_is_data_about_holders():
    """A roster whose only holder cell says 空缺 has looked."""
    document = LINE.replace(
        "organization: Z1, kind: secretary}", "organization: Z1, kind: secretary, holder: 空缺}"
    )

    assert codes(document) == ["DJ502", "DJ503"]


# --- DJ502 vacant-role -------------------------------------------------------------------------------


def test_dj502_is_one_for_each_role_and_says_since_when():
    """The end of the last appointment before the day."""
    gap = only(
        "DJ502",
        LINE,
        """
        appointments:
        - {role: D1.s, person: 甲}
        - {role: Z1.s, person: 乙, since: 2019-01-01, until: 2023-01-01}
        - {role: Z1.s, person: 丙, since: 2023-01-01, until: 2026-06-01}
        """,
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "role", "Z1.s", "")
    assert str(gap.since) == "2026-06-01"
    assert gap.message_zh == "示例支部的书记岗位应配1名，在任0名，自2026-06-01起未配齐。"
    assert gap.remedy_zh == "请核对任免登记；确有空缺的，建议由示例大队党委研究配备。"


@pytest.mark.parametrize(
    "appointment",
    [
        "{role: Z1.s, person: 乙, acting: true}",
        "{role: Z1.s, person: 乙, since: 2026-09-30}",
        "{role: Z1.s, person: 乙, until: 2026-10-01}",
        "{role: Z1.s, person: 乙, since: 2026-09}",
    ],
)
def test_dj502_is_silent_on_an_acting_a_new_and_a_leaving_holder(appointment):
    """Whoever holds the role on the day fills it; a month counts from its first day."""
    assert codes(LINE, f"appointments:\n- {{role: D1.s, person: 甲}}\n- {appointment}") == []


def test_dj502_is_not_content_with_a_planned_appointment():
    """Tomorrow's secretary is not today's."""
    gaps = subjects(
        "DJ502",
        LINE,
        "appointments:\n- {role: D1.s, person: 甲}\n- {role: Z1.s, person: 乙, since: 2026-10-01}",
    )

    assert gaps == ["Z1.s"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("{id: Z1.o, organization: Z1, kind: organization_member}", []),
        ("{id: Z1.o, organization: Z1, kind: organization_member, required: true}", ["Z1.o"]),
        ("{id: Z1.o, organization: Z1, kind: deputy_secretary, required: true}", ["Z1.o"]),
        ("{id: Z1.o, organization: Z1, kind: members, required: true}", []),
        ("{id: Z1.o, organization: Z1, kind: organization_member, required: true, valid_to: 2026-01-01}", []),
    ],
)
def test_dj502_asks_for_required_roles(role, expected):
    """Those that are marked, and the one the kind needs; one holder where seats are unlimited."""
    assert subjects("DJ502", LINE, f"- {role}", HELD) == expected


def test_dj502_takes_a_secretary_that_is_marked_as_not_required():
    """What is stated goes before what the kind says."""
    document = LINE.replace(
        "organization: Z1, kind: secretary}", "organization: Z1, kind: secretary, required: false}"
    )

    assert codes(document, "appointments:\n- {role: D1.s, person: 甲}") == []


def test_dj502_counts_distinct_holders_against_seats():
    """Two of three, one of them entered twice."""
    gap = only(
        "DJ502",
        LINE,
        "- {id: Z1.o, organization: Z1, kind: organizer, title: 组织员, required: true, seats: 3}",
        HELD,
        """
        - {role: Z1.o, person: 丙}
        - {role: Z1.o, person: 丙, since: 2024-01-01}
        - {role: Z1.o, person: 丁}
        """,
    )

    assert gap.message_zh == "示例支部的组织员岗位应配3名，在任2名，目前未配齐。"


def test_dj502_speaks_of_a_secretary_in_the_middle_that_is_only_partly_filled():
    """DJ503 is about nobody at all."""
    document = LINE.replace(
        "organization: D1, kind: secretary}", "organization: D1, kind: secretary, seats: 2}"
    )

    assert found("DJ502", document, HELD) == [("D1", "role", "D1.s", "")]
    assert codes(document, HELD) == ["DJ502"]


# --- DJ503 vacant-in-the-middle ----------------------------------------------------------------------


def test_dj503_takes_the_place_of_dj502_and_names_who_is_concerned():
    """Subordinates in the line, duties that rest on the role, who must fill it."""
    gap = only(
        "DJ503",
        """
        organizations:
        - {id: J, name: 示例局党委, kind: committee}
        - {id: D1, name: 示例大队党委, kind: committee, superior: J}
        - {id: Z1, name: 示例一支部, kind: branch, superior: D1}
        - {id: Z2, name: 示例二支部, kind: branch, superior: D1}
        roles:
        - {id: J.s, organization: J, kind: secretary}
        - {id: D1.s, organization: D1, kind: secretary}
        - {id: Z1.s, organization: Z1, kind: secretary}
        - {id: Z2.s, organization: Z2, kind: secretary}
        appointments:
        - {role: J.s, person: 甲}
        - {role: D1.s, person: 乙, until: 2026-08-15}
        - {role: Z1.s, person: 丙}
        - {role: Z2.s, person: 丁}
        duties:
        - {id: S1, title: 党课}
        - {id: S2, title: 述职评议}
        assignments:
        - {duty: S1, organization: D1, role: D1.s}
        - {duty: S1, organization: D1, role: D1.s, responsibility: concrete}
        - {duty: S2, organization: D1, role: D1.s}
        """,
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("D1", "role", "D1.s", "")
    assert str(gap.since) == "2026-08-15"
    assert gap.message_zh == (
        "示例大队党委书记岗位自2026-08-15起空缺，涉及下级2个组织（示例一支部、示例二支部）、本级2项责任（党课、述职评议）。"
    )
    assert gap.remedy_zh == "建议由示例局党委研究人选；到任前先明确临时负责的岗位。"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("- {id: G, kind: group, superior: Z1}", ["DJ503"]),
        ("- {id: U, kind: unit, superior: Z1}", ["DJ503"]),
        ("- {id: G, kind: group, superior: Z1, valid_to: 2026-01-01}", ["DJ502"]),
        ("", ["DJ502"]),
    ],
)
def test_dj503_is_about_organizations_with_subordinates_on_the_day(below, expected):
    """A group or a unit below is a subordinate; a dissolved one is none."""
    gaps = report(
        "organizations:\n- {id: Z1, kind: branch}",
        below,
        "roles:\n- {id: Z1.s, organization: Z1, kind: secretary}",
        "appointments:\n- {role: Z1.s, person: 甲, until: 2026-01-01}",
    )

    assert [gap.code for gap in gaps if gap.code in {"DJ502", "DJ503"}] == expected


def test_dj503_is_about_secretaries_alone():
    """A vacant deputy of a committee with branches is DJ502's, if required at all."""
    gaps = codes(LINE, "- {id: D1.d, organization: D1, kind: deputy_secretary, required: true}", HELD)

    assert gaps == ["DJ502"]


def test_dj503_is_silent_while_somebody_acts():
    """Acting is holding."""
    assert (
        codes(LINE, "appointments:\n- {role: D1.s, person: 甲, acting: true}\n- {role: Z1.s, person: 乙}")
        == []
    )


# --- DJ507 several-heads -----------------------------------------------------------------------------


def test_dj507_is_one_for_a_role_with_more_holders_than_seats():
    """The successor came, the predecessor's end was not entered."""
    gap = only("DJ507", LINE, HELD, "- {role: Z1.s, person: 丙, since: 2026-07-01}")

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "role", "Z1.s", "")
    assert gap.message_zh == "示例支部的书记岗位职数1名，登记在任2名。"


@pytest.mark.parametrize(
    "more",
    [
        "- {role: Z1.s, person: 丙, acting: true}",
        "- {role: Z1.s, person: 乙, since: 2026-07-01}",
        "- {role: Z1.s, person: 丙, since: 2026-10-01}",
        "- {role: Z1.s, person: 丙, until: 2026-09-30}",
    ],
)
def test_dj507_is_silent_on_an_acting_a_repeated_a_coming_and_a_former_holder(more):
    """None of them is a second head on the day."""
    assert codes(LINE, HELD, more) == []


def test_dj507_knows_seats():
    """Two of two are no more than seats, and unlimited ones are never too many."""
    roles = """
        - {id: Z1.o, organization: Z1, kind: organization_member, seats: 2}
        - {id: Z1.d, organization: Z1, kind: deputy_secretary}
        """
    people = "".join(f"- {{role: Z1.{role}, person: {role}{number}}}\n" for role in "od" for number in (1, 2))

    assert codes(LINE, roles, HELD, people) == []
    assert subjects("DJ507", LINE, roles, HELD, people, "- {role: Z1.o, person: o3}") == ["Z1.o"]


def test_dj507_is_one_for_an_organization_with_two_roles_of_the_kind_it_needs():
    """Two secretary roles are two heads, held or not; this needs no appointments."""
    gap = only("DJ507", LINE, "- {id: Z1.t, organization: Z1, kind: secretary}")

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "")
    assert gap.message_zh == "示例支部的书记岗位登记了2个。"


@pytest.mark.parametrize(
    "role",
    [
        "{id: Z1.t, organization: Z1, kind: secretary, valid_from: 2027-01-01}",
        "{id: Z1.t, organization: Z1, kind: group_leader}",
        "{id: Z1.t, organization: Z9, kind: secretary}",
    ],
)
def test_dj507_counts_roles_in_force_of_the_needed_kind_of_one_organization(role):
    """One not yet there, one of another kind, one of an organization nobody knows."""
    assert "DJ507" not in codes(LINE, f"- {role}", HELD)
