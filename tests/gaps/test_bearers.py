"""The rules on who bears a duty: DJ102 to DJ105, DJ108, DJ110 and DJ125."""

from __future__ import annotations

import pytest

from tests.gaps.finding import causes, codes, found, not_checked, only, report, subjects

BRANCH = """
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: discipline_member}
"""
"""A branch with a committee: nobody stands in when it performs."""

SMALL = """
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-4, organization: Z1, kind: deputy_secretary}
"""
"""A branch without a committee: one pair of hands."""

CLASS = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-1, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-2, name: 示例二支部, kind: branch, superior: D1}
roles:
- {id: D1.s, organization: D1, kind: secretary}
- {id: D1-1.s, organization: D1-1, kind: secretary}
- {id: D1-1.z, organization: D1-1, kind: organization_member}
- {id: D1-2.s, organization: D1-2, kind: secretary}
- {id: D1-2.z, organization: D1-2, kind: organization_member}
"""


def duty(columns: str = "") -> str:
    """One duty of branches, that nobody manages."""
    return f"duties:\n- {{id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0{columns}}}"


def assigned(*rows: str) -> str:
    """Assignments of that duty."""
    return "assignments:\n" + "".join(f"- {{duty: S1, {row}}}\n" for row in rows)


# --- DJ102 no-first-responsible ----------------------------------------------------------------------


def test_dj102_is_one_for_each_duty_and_organization():
    """Two roles share the work and none of them is first."""
    gaps = found(
        "DJ102",
        BRANCH,
        duty(", bearers: {first: secretary, direct: organization_member, concrete: discipline_member}"),
        assigned(
            "organization: Z1, role: Z1-2, responsibility: direct",
            "organization: Z1, role: Z1-3, responsibility: concrete",
        ),
    )

    assert gaps == [("Z1", "organization", "Z1", "S1")]


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("", "organization: Z1, role: Z1-2, responsibility: direct"),
        (", bearers: {direct: organization_member}", "organization: Z1, role: Z1-2, responsibility: direct"),
        (", bearers: {first: secretary}", "organization: Z1, role: Z1-2, responsibility: first"),
        (", bearers: {first: secretary}, nature: elective", "organization: Z1, role: Z1-2"),
        (", bearers: {first: secretary}, origin: [Z9]", "organization: Z1, role: Z1-2"),
    ],
)
def test_dj102_is_silent_where_no_first_is_named_or_somebody_is_first(columns, row):
    """It asks for one who is first; whether it is the right one is DJ110's question."""
    assert "DJ102" not in codes(BRANCH, duty(columns), assigned(row))


def test_dj102_leaves_a_duty_borne_by_the_body_alone_to_dj104():
    """Without any role there is no role to be first."""
    gaps = codes(
        BRANCH,
        duty(", bearers: {first: secretary}"),
        "- {id: K, title: 值班}",
        assigned("organization: Z1"),
        "- {duty: K, organization: Z1, role: Z1-1}",
    )

    assert gaps == ["DJ104"]


def test_dj102_takes_the_first_responsible_of_a_part():
    """Whoever is first for a part is first for what is done of the whole."""
    gaps = codes(
        BRANCH,
        duty(", bearers: {first: secretary}"),
        "- {id: S1a, title: 党课, parent: S1}",
        assigned("organization: Z1, role: Z1-2"),
        "- {duty: S1a, organization: Z1, role: Z1-1}",
    )

    assert "DJ102" not in gaps


def test_dj102_is_one_for_a_class_where_its_rows_alone_declare_the_duty():
    """The class is the row to change; a branch with a row of its own is a row of its own."""
    document = (
        CLASS,
        duty(", bearers: {first: secretary, direct: organization_member}"),
        assigned("organization: '@branch', role: '@organization_member'"),
    )
    own = "- {duty: S1, organization: D1-1, role: D1-1.z}"

    assert found("DJ102", *document) == [("", "organization", "@branch", "S1")]
    assert only("DJ102", *document).message_zh == "各党支部（2个）的“主题党日”尚未写明第一责任人。"
    assert found("DJ102", *document, own) == [
        ("", "organization", "@branch", "S1"),
        ("D1-1", "organization", "D1-1", "S1"),
    ]
    assert report(*document, own).of("DJ102")[0].details["organization"] == "各党支部（1个）"


def test_dj102_looks_at_what_the_organization_does():
    """A first responsible for managing is not asked of who performs."""
    gaps = found(
        "DJ102",
        CLASS,
        "duties:",
        "- {id: S1, title: 主题党日, performed_by: [branch],"
        " bearers: {direct: organization_member}, managing_bearers: {first: secretary}}",
        assigned(
            "organization: '@branch', role: '@organization_member'",
            "organization: D1, role: D1.s, responsibility: direct",
        ),
    )

    assert gaps == [("D1", "organization", "D1", "S1")]


def test_dj102_follows_from_dj125_and_that_from_dj501():
    """A branch without a secretary has nobody to be first."""
    gaps = report(
        "organizations:\n- {id: Z1, kind: branch}",
        "roles:\n- {id: Z1-2, organization: Z1, kind: organization_member}",
        duty(", bearers: {first: secretary, direct: organization_member}"),
        assigned("organization: Z1, role: Z1-2"),
    )
    first, unborne, bare = (gaps.of(code)[0] for code in ("DJ102", "DJ125", "DJ501"))

    assert first.follows_from == unborne.fingerprint
    assert unborne.follows_from == bare.fingerprint
    assert ("DJ501", 2) in causes(gaps)


# --- DJ103 several-first-responsible -----------------------------------------------------------------


def test_dj103_names_the_roles_and_counts_them():
    """Two of one branch; one role twice is one."""
    gap = only(
        "DJ103",
        SMALL,
        duty(),
        assigned(
            "organization: Z1, role: Z1-1",
            "organization: Z1, role: Z1-1, since: 2026-01-01",
            "organization: Z1, role: Z1-4, responsibility: first",
        ),
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "S1")
    assert gap.message_zh == "示例支部的“主题党日”列有2个第一责任人（书记、副书记）。"


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (
            ", bearers: {first: secretary+deputy_secretary}",
            ["Z1-1, responsibility: first", "Z1-4, responsibility: first"],
        ),
        (
            "",
            [
                "Z1-1, function: perform, responsibility: first",
                "Z1-4, function: manage, responsibility: first",
            ],
        ),
        ("", ["Z1-1, responsibility: first", "Z1-1, responsibility: first, since: 2026-01-01"]),
        (", nature: elective", ["Z1-1, responsibility: first", "Z1-4, responsibility: first"]),
        ("", ["Z1-1, responsibility: first", "Z1-4, responsibility: first, until: 2026-01-01"]),
    ],
)
def test_dj103_is_silent_on_joint_ones_two_functions_and_one_role_twice(columns, rows):
    """Jointly responsible kinds may be as many as the duty names; performing and managing are two matters."""
    gaps = codes(SMALL, duty(columns), assigned(*(f"organization: Z1, role: {row}" for row in rows)))

    assert "DJ103" not in gaps


def test_dj103_speaks_where_more_are_first_than_the_joint_kinds():
    """Three, where two are responsible together."""
    gaps = subjects(
        "DJ103",
        BRANCH,
        duty(", bearers: {first: secretary+organization_member}"),
        assigned(*(f"organization: Z1, role: Z1-{number}, responsibility: first" for number in (1, 2, 3))),
    )

    assert gaps == ["Z1"]


def test_dj103_is_one_for_a_class():
    """Two rows of a class name two first responsible roles in every branch."""
    gap = only(
        "DJ103",
        CLASS,
        duty(),
        assigned(
            "organization: '@branch', role: '@secretary'",
            "organization: '@branch', role: '@organization_member', responsibility: first",
        ),
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == (
        "",
        "organization",
        "@branch",
        "S1",
    )
    assert gap.message_zh == "各党支部（2个）的“主题党日”列有2个第一责任人（书记、组织委员）。"


# --- DJ104 collective-only ---------------------------------------------------------------------------

NAMED = "- {duty: K, organization: Z1, role: Z1-1}"


def test_dj104_prints_the_bearer_as_the_list_writes_it():
    """The words of the list, else that it is the body."""
    written = only(
        "DJ104",
        SMALL,
        duty(),
        "- {id: K, title: 值班}",
        assigned("organization: Z1, bearer_text: 班子"),
        NAMED,
    )
    blank = only("DJ104", SMALL, duty(), "- {id: K, title: 值班}", assigned("organization: Z1"), NAMED)

    assert (written.organization, written.subject_kind, written.subject, written.duty) == (
        "Z1",
        "organization",
        "Z1",
        "S1",
    )
    assert written.message_zh == "示例支部“主题党日”的责任人写为“班子”，尚未落到具体岗位。"
    assert blank.message_zh == "示例支部“主题党日”的责任人写为本组织（集体），尚未落到具体岗位。"


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (", bearers: principal", ["organization: Z1"]),
        ("", ["organization: Z1", "organization: Z1, role: Z1-4, responsibility: concrete"]),
        ("", ["organization: Z1, responsibility: concrete"]),
        (", nature: elective", ["organization: Z1"]),
    ],
)
def test_dj104_is_silent_where_the_body_is_meant_or_a_role_stands_beside_it(columns, rows):
    """A duty that names only the body, a role of any sort, a body that is not principal, an elective one."""
    assert codes(SMALL, duty(columns), "- {id: K, title: 值班}", assigned(*rows), NAMED) == []


def test_dj104_speaks_where_a_role_is_expected_beside_the_body():
    """The duty names the secretary, the list only the body."""
    gaps = codes(
        SMALL,
        duty(", bearers: principal; first=secretary"),
        "- {id: K, title: 值班}",
        assigned("organization: Z1"),
        NAMED,
    )

    assert gaps == ["DJ104"]


def test_dj104_is_silent_where_no_list_names_a_role_at_all():
    """A column filled nowhere is data the chain does not have."""
    assert codes(SMALL, duty(), assigned("organization: Z1")) == []


def test_dj104_takes_the_role_of_a_part():
    """Three meetings and one lesson, the lesson by the secretary."""
    gaps = codes(
        SMALL,
        duty(),
        "- {id: S1a, title: 党课, parent: S1}",
        assigned("organization: Z1"),
        "- {duty: S1a, organization: Z1, role: Z1-1}",
    )

    assert gaps == []


def test_dj104_is_one_for_a_class():
    """各党支部, and no more."""
    document = (
        CLASS,
        duty(),
        "- {id: K, title: 值班}",
        assigned("organization: '@branch'"),
        "- {duty: K, organization: D1, role: D1.s}",
    )

    assert found("DJ104", *document) == [("", "organization", "@branch", "S1")]


# --- DJ105 vacant-bearer -----------------------------------------------------------------------------

HELD = "appointments:\n- {role: Z1-1, person: 甲}"


def test_dj105_names_roles_since_when_and_who_fills_them():
    """Bare since the last of two has left."""
    gap = only(
        "DJ105",
        BRANCH,
        HELD,
        """
        - {role: Z1-2, person: 乙, until: 2026-03-01}
        - {role: Z1-3, person: 丙, since: 2020-01-01, until: 2025-01-01}
        - {role: Z1-3, person: 丁, since: 2025-01-01, until: 2026-05-01}
        """,
        duty(),
        assigned("organization: Z1, role: Z1-2", "organization: Z1, role: Z1-3, responsibility: concrete"),
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "S1")
    assert str(gap.since) == "2026-05-01"
    assert gap.message_zh == "示例支部承担“主题党日”的岗位（组织委员、纪检委员）自2026-05-01起空缺。"
    assert gap.remedy_zh == "建议由示例支部先明确临时负责的岗位，再按程序配备。"


def test_dj105_says_so_where_nobody_knows_since_when():
    """No appointment was ever entered."""
    gap = only("DJ105", BRANCH, HELD, duty(), assigned("organization: Z1, role: Z1-2"))

    assert gap.since is None
    assert gap.message_zh == "示例支部承担“主题党日”的岗位（组织委员）目前空缺。"


@pytest.mark.parametrize(
    "more",
    [
        "- {role: Z1-2, person: 乙, acting: true}",
        "- {role: Z1-2, person: 乙, until: 2026-10-01}",
        "- {role: Z1-3, person: 乙}",
    ],
)
def test_dj105_is_silent_where_one_bearing_role_is_held(more):
    """An acting holder, a holder until tomorrow, another bearing role."""
    gaps = codes(
        BRANCH,
        HELD,
        more,
        duty(),
        assigned("organization: Z1, role: Z1-2", "organization: Z1, role: Z1-3, responsibility: concrete"),
    )

    assert gaps == []


@pytest.mark.parametrize("responsibility", ["supervisory", "supporting"])
def test_dj105_leaves_supervisory_and_supporting_roles_aside(responsibility):
    """Their holder does not do the work, and their vacancy does not leave it undone."""
    document = (
        BRANCH,
        HELD,
        "- {role: Z1-3, person: 乙}",
        duty(),
    )
    watched = f"organization: Z1, role: Z1-3, responsibility: {responsibility}"
    vacant = f"organization: Z1, role: Z1-2, responsibility: {responsibility}"

    assert codes(*document, assigned("organization: Z1, role: Z1-2", watched)) == ["DJ105"]
    assert "DJ105" not in codes(*document, assigned("organization: Z1, role: Z1-1", vacant))


def test_dj105_never_finds_a_collective_vacant():
    """All members are always there."""
    gaps = codes(
        SMALL,
        "- {id: Z1-9, organization: Z1, kind: members}",
        HELD,
        duty(),
        assigned("organization: Z1, role: Z1-9"),
    )

    assert gaps == []


def test_dj105_follows_from_the_vacancy_of_the_role():
    """DJ503 in the middle of the line, DJ502 at its end; a class is not counted as one."""
    gaps = report(
        CLASS,
        """
        appointments:
        - {role: D1-1.s, person: 甲, until: 2026-01-01}
        - {role: D1.s, person: 乙, until: 2026-02-01}
        - {role: D1-2.s, person: 丙}
        """,
        "duties:\n- {id: S1, title: 主题党日, performed_by: [branch]}",
        assigned("organization: '@*', role: '@secretary'"),
    )
    top, branch = gaps.of("DJ105")

    assert [(gap.organization, gap.subject) for gap in (top, branch)] == [("D1", "D1"), ("D1-1", "D1-1")]
    assert top.follows_from == gaps.of("DJ503")[0].fingerprint
    assert branch.follows_from == gaps.of("DJ502")[0].fingerprint
    assert branch.details["filler"] == "示例大队党委"


def test_dj105_needs_holders():
    """A roster of roles without a single name says nothing of vacancies."""
    document = (BRANCH, duty(), assigned("organization: Z1, role: Z1-2"))

    assert codes(*document) == []
    assert not_checked(*document)["DJ105"] == "no appointments were loaded"


# --- DJ108 supervises-itself -------------------------------------------------------------------------


def test_dj108_sees_one_role_on_both_sides():
    """The discipline member does it and watches it."""
    gap = only(
        "DJ108",
        BRANCH,
        duty(),
        assigned(
            "organization: Z1, role: Z1-3, responsibility: concrete",
            "organization: Z1, role: Z1-3, responsibility: supervisory",
        ),
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "S1")
    assert gap.message_zh == "示例支部的“主题党日”由同一岗位承办并监督（纪检委员）。"


def test_dj108_sees_one_person_in_two_roles():
    """Two posts, one pair of hands; the message names posts."""
    gap = only(
        "DJ108",
        BRANCH,
        "appointments:\n- {role: Z1-1, person: 甲}\n- {role: Z1-2, person: 乙}\n- {role: Z1-3, person: 乙}",
        duty(),
        assigned(
            "organization: Z1, role: Z1-1",
            "organization: Z1, role: Z1-2",
            "organization: Z1, role: Z1-3, responsibility: supervisory",
        ),
    )

    assert gap.message_zh == "示例支部的“主题党日”由同一人员承办并监督（组织委员、纪检委员）。"


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("", "organization: Z1, role: Z1-3, responsibility: supporting"),
        (", nature: elective", "organization: Z1, role: Z1-3, responsibility: concrete"),
        ("", "organization: Z1, role: Z1-2, responsibility: concrete"),
    ],
)
def test_dj108_is_silent_on_support_elective_duties_and_two_hands(columns, row):
    """Nothing is watched by whoever does it."""
    rows = (row, "organization: Z1, role: Z1-3, responsibility: supervisory")

    assert "DJ108" not in codes(BRANCH, duty(columns), assigned(*rows))


def test_dj108_is_no_cascade_rule():
    """It speaks of the rows, whoever should perform the duty."""
    gaps = codes(
        SMALL,
        "duties:\n- {id: S1, title: 值班}",
        assigned("organization: Z1, role: Z1-1", "organization: Z1, role: Z1-1, responsibility: supervisory"),
    )

    assert gaps == ["DJ108"]


def test_dj108_stays_with_each_organization_of_a_class():
    """Who is on both sides depends on the branch."""
    gaps = subjects(
        "DJ108",
        CLASS,
        "appointments:\n- {role: D1-1.s, person: 甲}\n- {role: D1-1.z, person: 甲}\n- {role: D1-2.s, person: 乙}",
        duty(),
        assigned(
            "organization: '@branch', role: '@secretary'",
            "organization: '@branch', role: '@organization_member', responsibility: supervisory",
        ),
    )

    assert gaps == ["D1-1"]


# --- DJ110 misplaced-bearer --------------------------------------------------------------------------


def test_dj110_is_one_for_each_assignment():
    """Two rows to change, each with its key."""
    gaps = found(
        "DJ110",
        BRANCH,
        duty(", bearers: {first: secretary, direct: organization_member}"),
        assigned(
            "organization: Z1, role: Z1-3, responsibility: first",
            "organization: Z1, role: Z1-3, responsibility: direct, since: 2026-01-01",
        ),
    )

    assert gaps == [
        ("Z1", "assignment", "S1@Z1/Z1-3#direct#2026-01-01", "S1"),
        ("Z1", "assignment", "S1@Z1/Z1-3#first#", "S1"),
    ]


@pytest.mark.parametrize(
    ("document", "columns", "row"),
    [
        (
            BRANCH,
            ", bearers: {direct: [publicity_member, organization_member]}",
            "Z1-2, responsibility: direct",
        ),
        (BRANCH, ", bearers: {direct: organization_member}", "Z1-3, responsibility: concrete"),
        (BRANCH, "", "Z1-3, responsibility: direct"),
        (SMALL, ", bearers: {direct: organization_member}", "Z1-1, responsibility: direct"),
        (
            BRANCH,
            ", bearers: {direct: organization_member}, nature: elective",
            "Z1-3, responsibility: direct",
        ),
        (BRANCH, ", bearers: {supporting: secretary}", "Z1-3, responsibility: supporting"),
    ],
)
def test_dj110_is_silent_where_the_kind_is_named_or_stands_in(document, columns, row):
    """An alternative, another responsibility, none named, the secretary of a small branch, elective, support."""
    gaps = codes(document, duty(columns), assigned(f"organization: Z1, role: {row}"))

    assert "DJ110" not in gaps


def test_dj110_lets_the_secretary_stand_in_for_managing_only():
    """A committee has hands enough for what it performs itself."""
    document = (
        "organizations:\n- {id: D1, kind: committee}\n- {id: D1-1, kind: branch, superior: D1}",
        "roles:\n- {id: D1.s, organization: D1, kind: secretary}\n- {id: D1-1.s, organization: D1-1, kind: secretary}",
    )
    row = assigned("organization: D1, role: D1.s, responsibility: direct")
    managed = (
        "duties:\n- {id: S1, title: 党课, performed_by: [branch], bearers: {direct: organization_member}}"
    )
    performed = (
        "duties:\n- {id: S1, title: 党课, performed_by: [committee], bearers: {direct: organization_member}}"
    )

    assert "DJ110" not in codes(*document, managed, row)
    assert subjects("DJ110", *document, performed, row) == ["S1@D1/D1.s#direct#"]


def test_dj110_is_silent_on_a_class_that_names_one_of_the_kinds():
    """Whoever stands in for the kind in a branch, the row names the right one."""
    gaps = codes(
        "organizations:\n- {id: Z1, kind: branch}\n- {id: Z1-1, kind: group, superior: Z1}",
        "roles:\n- {id: Z1.s, organization: Z1, kind: secretary}",
        "- {id: Z1-1.g, organization: Z1-1, kind: group_leader}",
        duty(", bearers: {direct: organization_member}"),
        assigned("organization: '@branch', role: '@organization_member'"),
    )

    assert gaps == []


def test_dj110_is_silent_on_what_is_not_carried():
    """A task outside the list is DJ109's."""
    gaps = codes(
        BRANCH,
        "duties:\n- {id: S1, title: 述职评议, performed_by: [committee], bearers: {first: secretary}}",
        assigned("organization: Z1, role: Z1-2, responsibility: first"),
    )

    assert gaps == ["DJ109"]


# --- DJ125 no-role-to-bear-it ------------------------------------------------------------------------


def test_dj125_is_one_for_each_organization_and_responsibility():
    """Two duties need a publicity member, and there is none."""
    gap = only(
        "DJ125",
        BRANCH,
        duty(", bearers: {first: secretary, direct: publicity_member}"),
        "- {id: S2, title: 党课, performed_by: [branch], bearers: {direct: [publicity_member, committee_member]}}",
        assigned("organization: Z1, role: Z1-1"),
        "- {duty: S2, organization: Z1, role: Z1-1}",
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "direct", "")
    assert gap.details["duties"] == "主题党日、党课"
    assert gap.details["kinds"] == "委员、宣传委员"


def test_dj125_lets_the_secretary_of_a_small_branch_and_the_leader_of_a_group_stand_in():
    """Small branches have one pair of hands."""
    gaps = codes(
        "organizations:\n- {id: Z1, kind: branch}\n- {id: Z1-1, kind: group, superior: Z1}",
        "roles:\n- {id: Z1.s, organization: Z1, kind: secretary}",
        "- {id: Z1-1.g, organization: Z1-1, kind: group_leader}",
        "duties:\n- {id: S1, title: 党小组会, performed_by: [branch, group], bearers: {direct: publicity_member}}",
        assigned(
            "organization: Z1, role: Z1.s, responsibility: direct",
            "organization: Z1-1, role: Z1-1.g, responsibility: direct",
        ),
    )

    assert gaps == []


SUPERVISED = "{id: S1, title: 党费管理, performed_by: [committee], bearers: {first: secretary, supervisory: discipline_member}}"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", [("D1", "organization", "supervisory", "")]),
        ("- {id: J1, kind: discipline_commission, superior: D1}", []),
        (
            "- {id: J1, kind: discipline_commission, superior: D1, valid_to: 2026-01-01}",
            [("D1", "organization", "supervisory", "")],
        ),
    ],
)
def test_dj125_wants_supervision_of_a_committee_unless_a_commission_stands_below(more, expected):
    """The commission supervises, and no row is written for it."""
    gaps = found(
        "DJ125",
        "organizations:\n- {id: D1, kind: committee}",
        more,
        "roles:\n- {id: D1.s, organization: D1, kind: secretary}",
        f"duties:\n- {SUPERVISED}",
        assigned("organization: D1, role: D1.s"),
    )

    assert gaps == expected


def test_dj125_wants_no_supervision_of_a_branch_without_a_committee():
    """Its superior's discipline body supervises it."""
    gaps = codes(
        SMALL,
        duty(", bearers: {first: secretary, supervisory: discipline_member}"),
        assigned("organization: Z1, role: Z1-1"),
    )

    assert gaps == []


def test_dj125_takes_a_supervisor_only_who_bears_the_duty_in_no_other_way():
    """The discipline member who does it cannot watch it; a second one can."""
    document = (
        BRANCH,
        duty(", bearers: {first: discipline_member, supervisory: discipline_member}"),
        assigned("organization: Z1, role: Z1-3, responsibility: first"),
    )
    second = BRANCH + "- {id: Z1-5, organization: Z1, kind: discipline_member}\n"

    assert subjects("DJ125", *document) == ["supervisory"]
    assert subjects("DJ125", second, *document[1:]) == []


def test_dj125_is_silent_on_an_empty_portfolio():
    """Who is in charge of an area is another question."""
    gaps = codes(
        SMALL,
        "- {id: Z1-8, organization: Z1, kind: deputy_head, portfolio: [安全]}",
        duty(", area: 党建, bearers: {first: secretary, portfolio: deputy_head}"),
        assigned("organization: Z1, role: Z1-1"),
    )

    assert gaps == []


def test_dj125_speaks_for_a_class_that_finds_no_role():
    """The duty counts as declared there all the same: no DJ101, DJ104 or DJ112."""
    gaps = codes(
        CLASS,
        "- {id: D1-1.p, organization: D1-1, kind: publicity_member}",
        "duties:\n- {id: S1, title: 党课}",
        assigned("organization: '@branch', role: '@publicity_member'"),
    )

    assert gaps == ["DJ125", "DJ126"]


def test_dj125_is_silent_on_elective_duties():
    """Nobody is expected to bear them."""
    gaps = codes(
        BRANCH,
        duty(", nature: elective, bearers: {direct: publicity_member}"),
        assigned("organization: Z1, role: Z1-1"),
    )

    assert gaps == []


def test_roles_of_covered_units_bear_duties():
    """A joint branch's hands sit in the units it covers."""
    gaps = codes(
        """
        organizations:
        - {id: Z1, kind: branch, covers: [U]}
        - {id: U, kind: unit, superior: Z1}
        roles:
        - {id: Z1.s, organization: Z1, kind: secretary}
        - {id: Z1.p, organization: Z1, kind: publicity_member}
        - {id: U.h, organization: U, kind: administrative_head}
        """,
        duty(", bearers: {first: secretary+administrative_head}"),
        assigned(
            "organization: Z1, role: Z1.s, responsibility: first",
            "organization: Z1, role: U.h, responsibility: first",
        ),
    )

    assert gaps == []
