"""The rules on levels, forms and sizes: DJ007, DJ010, DJ012 to DJ015 and DJ504 to DJ506."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from dangjian_chain.gaps import Gap, GapReport, detect_gaps, rules
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT

MINE = "DJ007,DJ010,DJ012,DJ013,DJ014,DJ015,DJ504,DJ505,DJ506"


def report(*parts: str, at: date = AT, profile: str = "") -> GapReport:
    """Return the gaps of these rules in a document written in parts."""
    chain = chain_of("\n".join(dedent(part) for part in parts))
    profiles = [Profile.from_bytes(profile.encode())] if profile else []
    return detect_gaps(chain, at=at, select=MINE, profile=profiles)


def subjects(code: str, *parts: str, at: date = AT, profile: str = "") -> list[str]:
    return [gap.subject for gap in report(*parts, at=at, profile=profile).of(code)]


def codes(*parts: str, at: date = AT, profile: str = "") -> list[str]:
    return [gap.code for gap in report(*parts, at=at, profile=profile)]


def only(code: str, *parts: str, at: date = AT, profile: str = "") -> Gap:
    (gap,) = report(*parts, at=at, profile=profile).of(code)
    return gap


def not_checked(*parts: str) -> dict[str, str]:
    return {entry.code: entry.reason.en for entry in report(*parts).coverage}


def profile_of(**numbers: int) -> str:
    """Return a profile with numbers of its own."""
    head = 'schema = "dangjian-chain-profile/1"\nname = "示例口径"\nreason = "示例"\n'
    return head + "".join(
        f'[[overrides]]\nparameter = "{key}"\nvalue = {value}\nreason = "示例"\n'
        for key, value in numbers.items()
    )


# --- DJ007 skipped-level -----------------------------------------------------------------------------

NESTED = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee, covers: [U]}
- {id: D1-ZB, name: 示例院党总支, kind: general_branch, superior: D1, covers: [U1]}
- {id: U, name: 示例大队}
- {id: U1, name: 示例院, superior: U}
- {id: U1-1, name: 示例室, superior: U1}
- {id: U1-1-1, name: 示例组, superior: U1-1}
"""


@pytest.mark.parametrize("unit", ["U1-1", "U1-1-1"])
def test_dj007_names_the_organization_that_covers_the_nearest_covered_unit_above(unit):
    """A unit that nobody covers is passed on the way up."""
    gap = only("DJ007", NESTED, f"- {{id: X, name: 示例支部, kind: branch, superior: D1, covers: [{unit}]}}")

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("X", "organization", "X", "")
    assert "示例院由示例院党总支覆盖" in gap.message_zh
    assert "登记的上级为示例大队党委" in gap.message_zh
    assert gap.severity == "warning"


@pytest.mark.parametrize(
    "branch",
    [
        "superior: D1-ZB, covers: [U1-1]",  # as it should be
        "superior: D1, covers: [U1]",  # beside the general branch, the committee is the next
        "superior: D1, covers: [U]",  # nothing stands above
        "superior: D1, covers: [U9]",  # nobody knows the unit
        "superior: D1, covers: [D1-ZB]",  # what is covered is no unit
        "superior: D1, covers: [U1-1], valid_to: 2026-09-30",  # not in force
        "covers: [U1-1]",  # a top has no superior that could be wrong
        "superior: D9, covers: [U1-1]",  # cut off: another rule's business
    ],
)
def test_dj007_is_silent(branch):
    """Where the line agrees, and where nothing is known that it could disagree with."""
    assert subjects("DJ007", NESTED, f"- {{id: X, kind: branch, {branch}}}") == []


def test_dj007_counts_any_superior_and_not_only_the_next():
    """A branch below a branch's general branch is under it all the same."""
    more = """
    - {id: Z, kind: unit, superior: D1-ZB}
    - {id: X, kind: branch, superior: Z, covers: [U1-1]}
    """

    assert subjects("DJ007", NESTED, more) == []


def test_dj007_asks_only_for_what_could_be_a_superior():
    """No branch leads a branch: that the branch of the larger unit is passed over is no skipped level."""
    document = """
    organizations:
    - {id: D1, kind: committee, superior: T, covers: [U]}
    - {id: T, kind: committee}
    - {id: Z1, kind: branch, superior: D1, covers: [U1]}
    - {id: U}
    - {id: U1, superior: U}
    - {id: U1-1, superior: U1}
    """

    assert subjects("DJ007", document, "- {id: X, kind: branch, superior: D1, covers: [U1-1]}") == []
    assert (
        "由D1覆盖"
        in only("DJ007", document, "- {id: X, kind: branch, superior: T, covers: [U1-1]}").message_zh
    )


def test_dj007_is_silent_where_the_covering_organization_is_below_or_out_of_force():
    """A committee that covers a unit itself skips nobody it leads, nor one that was dissolved."""
    assert (
        subjects(
            "DJ007",
            """
            organizations:
            - {id: T, kind: committee}
            - {id: A, kind: committee, superior: T, covers: [U1-1]}
            - {id: B, kind: committee, superior: A, covers: [U1]}
            - {id: C, kind: committee, superior: T, covers: [U1], valid_to: 2026-01-01}
            - {id: U1}
            - {id: U1-1, superior: U1}
            """,
        )
        == []
    )


def test_dj007_lets_one_unit_that_agrees_speak_for_a_branch_of_several():
    """A joint branch has one superior, and its units may belong to two."""
    two = """
    organizations:
    - {id: D1, kind: committee}
    - {id: A, kind: general_branch, superior: D1, covers: [U1]}
    - {id: B, kind: general_branch, superior: D1, covers: [U2]}
    - {id: U1}
    - {id: U2}
    - {id: U1-1, superior: U1}
    - {id: U2-1, superior: U2}
    """

    assert subjects("DJ007", two, "- {id: X, kind: branch, superior: A, covers: [U1-1, U2-1]}") == []
    assert subjects("DJ007", two, "- {id: X, kind: branch, superior: D1, covers: [U1-1, U2-1]}") == ["X"]
    assert subjects("DJ007", two, "- {id: X, kind: branch, superior: A, covers: [U2-1]}") == ["X"]
    assert subjects("DJ007", two, "- {id: X, kind: branch, superior: A, covers: [U1, U2-1]}") == ["X"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("superior: D1, covers: [U1]", "superior: D9, covers: [U1]"),
        ("superior: U1}", "superior: U9}"),
        ("superior: D1, covers: [U1]", "covers: [U1]"),
    ],
)
def test_dj007_is_silent_where_the_other_side_is_cut_off(typed, right):
    """A typo in the superior of the general branch, or of the unit, stays one gap of another rule."""
    branch = "- {id: X, kind: branch, superior: D1, covers: [U1-1]}"

    assert subjects("DJ007", NESTED, branch) == ["X"]
    assert subjects("DJ007", NESTED.replace(typed, right), branch) == []


def test_dj007_is_silent_on_units_in_a_circle():
    """Nobody knows what stands above them."""
    assert (
        subjects(
            "DJ007",
            """
            organizations:
            - {id: D1, kind: committee}
            - {id: A, kind: general_branch, superior: D1, covers: [U2]}
            - {id: X, kind: branch, superior: D1, covers: [U1]}
            - {id: U1, superior: U2}
            - {id: U2, superior: U1}
            """,
        )
        == []
    )


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("- {id: A, kind: unit}\n- {id: G, kind: general_branch, superior: D1, covers: [A]}", ["X"]),
        (
            "- {id: A, kind: unit}\n- {id: G, kind: general_branch, superior: D1, covers: [A], valid_to: 2026-01-01}",
            [],
        ),
        (
            "- {id: A, kind: committee, superior: D1}\n- {id: G, kind: general_branch, superior: A, covers: [A]}",
            [],
        ),
    ],
)
def test_dj007_walks_up_through_units_alone(first, expected):
    """What stands above a unit and is none is no unit that somebody could cover."""
    more = """
    - {id: D1, kind: committee}
    - {id: X, kind: branch, superior: D1, covers: [Z1]}
    - {id: Z1, kind: unit, superior: A}
    """

    assert subjects("DJ007", "organizations:", first, more) == expected


def test_dj007_does_not_walk_through_a_party_organization():
    """A unit under a branch belongs to that branch, wherever the branch itself stands."""
    more = """
    - {id: B, kind: branch, superior: U1}
    - {id: U2, superior: B}
    - {id: X, kind: branch, superior: D1, covers: [U2]}
    - {id: Y, kind: branch, superior: D1, covers: [B]}
    """

    assert subjects("DJ007", NESTED, more) == []


def test_dj007_passes_by_an_organization_that_was_dissolved():
    """The nearest unit that is covered on the day counts, not one that used to be."""
    more = """
    - {id: D0, kind: committee}
    - {id: G, kind: general_branch, superior: D1, covers: [U1-1], valid_to: 2026-01-01}
    - {id: X, kind: branch, superior: D1, covers: [U1-1-1]}
    """

    assert subjects("DJ007", NESTED, more) == ["X"]


def test_dj007_follows_the_whole_line():
    """Also through the first row of the roster."""
    document = """
    organizations:
    - {id: A, kind: general_branch, superior: P}
    - {id: P, kind: committee, superior: T, covers: [U1]}
    - {id: T, kind: committee}
    - {id: U1}
    - {id: U2, superior: U1}
    - {id: X, kind: branch, superior: A, covers: [U2]}
    """

    assert subjects("DJ007", document) == []
    assert subjects("DJ007", document.replace("superior: P}", "superior: T}")) == ["X"]


def test_dj007_looks_on_the_day():
    """While the general branch did not exist, nothing was skipped."""
    document = (
        NESTED.replace("covers: [U1]}", "covers: [U1], valid_from: 2026-07-01}"),
        "- {id: X, kind: branch, superior: D1, covers: [U1-1]}",
    )

    assert subjects("DJ007", *document, at=date(2026, 6, 30)) == []
    assert subjects("DJ007", *document, at=date(2026, 7, 1)) == ["X"]


def test_dj007_does_not_apply_where_units_are_covered_nowhere():
    """No column, no gap a row."""
    assert "covers" in not_checked("organizations:\n- {id: D1, kind: committee}")["DJ007"]


# --- DJ010 branch-too-small --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("members: 9, full_members: 2", ["Z1"]),  # probationary members do not count
        ("members: 3, full_members: 3", []),  # 3 以上 includes three
        ("members: 2, full_members: 3", []),  # members alone say nothing
        ("full_members: 0", ["Z1"]),
        ("members: 2", []),  # a blank is no zero
        ("full_members: 2, joint: true", []),
        ("full_members: 2, temporary: true", []),
        ("full_members: 2, joint: false, temporary: false", ["Z1"]),
        ("full_members: 2, valid_to: 2026-09-30", []),
        ("full_members: 2, valid_to: 2026-10", ["Z1"]),  # a month counts by its last day
        ("full_members: 2, unit_type: field_team", ["Z1"]),
    ],
)
def test_dj010_counts_full_members_of_branches_that_are_neither_joint_nor_temporary(branch, expected):
    """Traps: full members, three included, and a temporary branch is no small branch."""
    document = (
        f"organizations:\n- {{id: Z1, kind: branch, {branch}}}\n- {{id: Z2, kind: branch, full_members: 3}}"
    )

    assert subjects("DJ010", document) == expected


@pytest.mark.parametrize("kind", ["group", "general_branch", "committee", "unit"])
def test_dj010_is_about_branches_alone(kind):
    """A Party group is no organization of its own level and has no least size."""
    assert subjects("DJ010", f"organizations:\n- {{id: Z1, kind: {kind}, full_members: 2}}") == []


def test_dj010_says_both_numbers_and_cites_both_articles():
    """What was compared, with what."""
    gap = only("DJ010", "organizations:\n- {id: Z1, name: 示例支部, kind: branch, full_members: 2}")

    assert gap.message_zh == "示例支部登记正式党员2名，少于成立党支部的3名，未见登记为联合或者临时党支部。"
    assert "第七条" in gap.citation.zh
    assert "第四条" in gap.citation.zh
    assert gap.severity == "error"


def test_dj010_follows_a_profile_and_says_so():
    """A unit that asks for five is told about four."""
    branch = "organizations:\n- {id: Z1, kind: branch, full_members: 4}"
    gap = only("DJ010", branch, profile=profile_of(branch_min_full_members=5))

    assert "由3改为5" in gap.citation.zh
    assert subjects("DJ010", branch) == []


def test_dj010_had_no_number_before_the_regulations():
    """In 2017 nothing can be compared, and coverage says from when."""
    before = report("organizations:\n- {id: Z1, kind: branch, full_members: 1}", at=date(2017, 6, 30))

    assert before.of("DJ010") == ()
    assert any(entry.code == "DJ010" and "2018-10-28" in entry.reason.en for entry in before.coverage)


# --- DJ012 form-does-not-fit-size --------------------------------------------------------------------

APPROVED = (
    "organizations:\n- {id: D0, kind: committee, unit_type: organ, members: 100, approved_by: 示例工委}\n"
)


@pytest.mark.parametrize(
    ("organization", "expected"),
    [
        ("kind: committee, unit_type: organ, members: 99, full_members: 100", ["X"]),
        ("kind: committee, unit_type: organ, members: 100, full_members: 90", []),
        ("kind: committee, unit_type: soe, members: 99", ["X"]),
        ("kind: committee, unit_type: soe, members: 100", []),
        ("kind: general_branch, unit_type: organ, members: 49", ["X"]),
        ("kind: general_branch, unit_type: organ, members: 50, full_members: 40", []),
        ("kind: general_branch, unit_type: organ, members: 99", []),
        ("kind: general_branch, unit_type: soe, members: 100", ["X"]),
        ("kind: committee, unit_type: organ, members: 60, approved_by: 示例工委", []),  # need and approval
        ("kind: general_branch, unit_type: organ, members: 120, approved_by: 示例工委", []),
        ("kind: committee, unit_type: public_institution, members: 60", []),  # no number was found
        ("kind: general_branch, unit_type: public_institution, members: 120", []),
        ("kind: committee, unit_type: field_team, members: 6", []),
        ("kind: committee, members: 60", []),  # nobody knows which rules bind it
        ("kind: committee, unit_type: organ", []),
        ("kind: branch, unit_type: organ, members: 60", []),  # many for a branch is DJ011
        ("kind: work_committee, unit_type: organ, members: 60", []),
        ("kind: committee, unit_type: organ, members: 60, valid_from: 2026-10-01", []),
    ],
)
def test_dj012_compares_members_with_the_number_of_the_form(organization, expected):
    """Traps: 50 and 100 count members, include themselves, bind organs and enterprises, and yield to an approval."""
    assert subjects("DJ012", APPROVED, f"- {{id: X, {organization}}}") == expected


@pytest.mark.parametrize(
    ("organization", "said", "cited"),
    [
        (
            "kind: committee, unit_type: organ, members: 60",
            "（基层党委）登记党员60名，少于设立基层党委的100名",
            "第五条",
        ),
        ("kind: general_branch, unit_type: organ, members: 40", "少于设立党总支的50名", "第六条"),
        (
            "kind: general_branch, unit_type: soe, members: 140",
            "登记党员140名，已达到设立基层党委的100名",
            "国有企业",
        ),
    ],
)
def test_dj012_says_which_number_and_cites_it_alone(organization, said, cited):
    """A note that rests on the provision of its own type of unit."""
    gap = only("DJ012", APPROVED, f"- {{id: X, {organization}}}")

    assert said in gap.message_zh
    assert cited in gap.citation.zh
    assert gap.citation.zh.count("《") == 1
    assert gap.severity == "note"


def test_dj012_does_not_apply_where_approvals_are_entered_nowhere():
    """Nobody can tell an organization without an approval from a roster without the column."""
    document = "organizations:\n- {id: X, kind: committee, unit_type: organ, members: 60}"

    assert "approved_by" in not_checked(document)["DJ012"]


def test_dj012_says_of_how_many_no_type_is_entered():
    """Silence about them means nothing."""
    assert (
        "1 organization(s) enter no type of unit"
        in (not_checked(APPROVED, "- {id: X, kind: committee, members: 60}")["DJ012"])
    )


def test_dj012_says_why_it_is_silent():
    """The number of a general branch, or that of a committee once it has as many members."""
    found = report(
        APPROVED,
        "- {id: A, kind: general_branch, unit_type: organ, members: 60}",
        "- {id: B, kind: general_branch, unit_type: organ, members: 120, approved_by: 示例工委}",
    )

    assert "党员60名，规定50名" in found.why_not("DJ012", "A").to_text("zh")
    assert "未填写批准单位：否" in found.why_not("DJ012", "B").to_text("zh")
    assert "党员100名，规定100名" in found.why_not("DJ012", "D0").to_text("zh")


# --- DJ013 joint-branch-too-wide ---------------------------------------------------------------------

UNITS = "organizations:\n" + "".join(f"- {{id: U{number}}}\n" for number in range(1, 7))


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("joint: true, covers: [U1, U2, U3, U4, U5, U6]", ["X"]),
        ("joint: true, covers: [U1, U2, U3, U4, U5]", []),
        ("joint: true, covers: [U1, U2, U3, U4, U5, U5]", []),  # named twice is one
        ("joint: true, covers: [U1, U2, U3, U4, U5, U7]", ["X"]),  # not on the roster, yet named
        ("joint: true, covers: [U1, U2, U3, U4, U5, U8]", []),  # dissolved
        ("joint: true, covers: [U1, U2, U3, U4, U5, Z9]", []),  # units, not branches
        ("joint: false, covers: [U1, U2, U3, U4, U5, U6]", []),
        ("covers: [U1, U2, U3, U4, U5, U6]", []),
        ("joint: true", []),
        ("joint: true, covers: [U1, U2, U3, U4, U5, U6], valid_to: 2026-01-01", []),
    ],
)
def test_dj013_counts_the_distinct_units_of_a_joint_branch(branch, expected):
    """Traps: five units and not five branches, and five is not more than five."""
    more = """
    - {id: U8, valid_to: 2026-06-30}
    - {id: Z8, kind: branch, joint: true, covers: [U1]}
    - {id: Z9, kind: branch}
    """

    assert subjects("DJ013", UNITS, f"- {{id: X, kind: branch, {branch}}}", more) == expected


def test_dj013_is_a_warning_that_says_both_numbers():
    """一般不超过 is no bound."""
    gap = only(
        "DJ013",
        UNITS,
        "- {id: X, name: 示例支部, kind: branch, joint: true, covers: [U1, U2, U3, U4, U5, U6]}",
    )

    assert gap.message_zh == "示例支部登记覆盖单位6个，一般不超过5个。"
    assert gap.severity == "warning"


def test_dj013_is_about_branches():
    """A joint committee is none of its business."""
    assert (
        subjects("DJ013", UNITS, "- {id: X, kind: committee, joint: true, covers: [U1, U2, U3, U4, U5, U6]}")
        == []
    )


def test_dj013_says_why_it_is_silent():
    """How many units there are, and how many there generally are at most."""
    found = report(UNITS, "- {id: X, kind: branch, joint: true, covers: [U1, U2]}")

    assert "覆盖单位2个，一般不超过5个" in found.why_not("DJ013", "X").to_text("zh")


# --- DJ014 temporary-branch-unfounded ----------------------------------------------------------------

FIELD = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee, approved_by: 示例局党委}
- {id: U1, valid_from: 2026-03-01, valid_to: 2026-09-30}
- {id: U2, valid_from: 2026-03-01, valid_to: 2026-10-01}
- {id: U3, valid_from: 2026-11-01}
- {id: U4, valid_to: 2026-09}
- {id: U5, valid_to: 2026-08}
- {id: U6, valid_from: 2026-08-01, valid_to: 2026-07-01}
- {id: U7, valid_from: 2026-11-01, valid_to: 2027-07-01}
"""


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("approved_by: 示例大队党委, covers: [U1]", ["X"]),  # ended on the day
        ("approved_by: 示例大队党委, covers: [U2]", []),
        ("approved_by: 示例大队党委, covers: [U1, U2]", []),  # one goes on
        ("approved_by: 示例大队党委, covers: [U1, U5]", ["X"]),
        ("approved_by: 示例大队党委, covers: [U1, U9]", []),  # one is unknown
        ("approved_by: 示例大队党委, covers: [U3]", []),  # not yet begun is not ended
        ("approved_by: 示例大队党委, covers: [U7]", []),
        (
            "approved_by: 示例大队党委, covers: [U4]",
            ["X"],
        ),  # the last day of the month is the first it is gone
        ("approved_by: 示例大队党委, covers: [U6]", []),  # dates that are inverted say nothing
        ("approved_by: 示例大队党委", []),
        ("covers: [U2]", ["X"]),  # nobody approved it
        ("valid_to: 2026-09-30", []),
    ],
)
def test_dj014_asks_for_an_approval_and_for_a_task(branch, expected):
    """A blank is a gap; a task has ended where every unit is known and over."""
    assert (
        subjects("DJ014", FIELD, f"- {{id: X, kind: branch, temporary: true, superior: D1, {branch}}}")
        == expected
    )


@pytest.mark.parametrize(
    "organization",
    ["kind: branch, covers: [U1]", "kind: branch, temporary: false", "kind: committee, temporary: true"],
)
def test_dj014_is_about_temporary_branches(organization):
    """A lasting branch needs no task, and what else is temporary is none of its business."""
    assert (
        subjects(
            "DJ014",
            FIELD,
            "- {id: Z9, kind: branch, temporary: true, approved_by: 示例大队党委}",
            f"- {{id: X, {organization}}}",
        )
        == []
    )


@pytest.mark.parametrize(
    ("branch", "said", "column"),
    [
        ("covers: [U2]", "未见批准单位登记。", "approved_by"),
        (
            "approved_by: 示例大队党委, covers: [U1]",
            "覆盖的单位均已于核对日前结束，名册中仍为在册。",
            "valid_to",
        ),
        (
            "covers: [U1]",
            "未见批准单位登记，覆盖的单位均已于核对日前结束，名册中仍为在册。",
            "approved_by",
        ),
    ],
)
def test_dj014_says_which_of_the_two_and_is_one_for_both(branch, said, column):
    """One organization, one gap."""
    gap = only("DJ014", FIELD, f"- {{id: X, name: 示例支部, kind: branch, temporary: true, {branch}}}")

    assert gap.message_zh == f"示例支部登记为临时党支部，{said}"
    assert gap.columns == (column,)
    assert gap.citation.zh.count("第八条") == said.count("批准") + said.count("结束")
    assert gap.severity == "warning"


def test_dj014_does_not_compare_approvals_that_are_entered_nowhere_and_says_so():
    """That a task has ended can be told all the same."""
    document = FIELD.replace(", approved_by: 示例局党委", "")
    found = report(
        document,
        "- {id: X, kind: branch, temporary: true, covers: [U1]}",
        "- {id: Y, kind: branch, temporary: true, covers: [U2]}",
    )

    assert [gap.subject for gap in found.of("DJ014")] == ["X"]
    assert "未见批准" not in found.of("DJ014")[0].message_zh
    assert [entry.reason.en for entry in found.coverage if entry.code == "DJ014"] == [
        "approvals are entered nowhere, so those of temporary branches were not compared"
    ]


def test_dj014_knows_the_first_unit_of_the_roster_too():
    """Where a row stands says nothing."""
    document = "organizations:\n- {id: A, valid_to: 2026-08-31}\n"

    assert subjects("DJ014", document, "- {id: X, kind: branch, temporary: true, covers: [A]}") == ["X"]


def test_dj014_has_nothing_to_say_about_approvals_where_no_branch_is_temporary():
    """Nothing was left unchecked."""
    assert "DJ014" not in not_checked("organizations:\n- {id: X, kind: branch, temporary: false}")


# --- DJ015 wide-span ---------------------------------------------------------------------------------


def span(count: int, *more: str) -> str:
    """Return a committee with so many branches."""
    rows = [f"- {{id: Z{number:03}, kind: branch, superior: D1}}" for number in range(count)]
    return "\n".join(["organizations:", "- {id: D1, name: 示例大队党委, kind: committee}", *rows, *more])


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (span(30), []),
        (span(31), ["D1"]),
        (span(30, "- {id: X, kind: branch, superior: D1, valid_to: 2026-01-01}"), []),
        (span(30, *(f"- {{id: X-{kind}, kind: {kind}, superior: D1}}" for kind in ("group", "unit"))), []),
        (span(30, "- {id: X, kind: discipline_commission, superior: D1}"), []),
        (span(30, "- {id: X, kind: branch, guided_by: [D1]}"), []),
        (span(30, "- {id: X, superior: D1}", "- {id: X-1, kind: branch, superior: X}"), ["D1"]),
    ],
)
def test_dj015_counts_party_organizations_next_below_in_the_line(document, expected):
    """Units are passed through; groups, commissions and those only guided do not count."""
    assert subjects("DJ015", document) == expected


def test_dj015_is_a_note_on_a_figure_of_ours():
    """No provision says so, and the gap does not claim one."""
    gap = only("DJ015", span(31))

    assert gap.message_zh == "示例大队党委直接管理的下级党组织有31个，多于提示数30个。"
    assert gap.severity == "note"
    assert "本工具的默认数值" in gap.citation.zh


def test_dj015_follows_a_profile():
    """The figure is the unit's own to set."""
    assert subjects("DJ015", span(3), profile=profile_of(direct_subordinates_most=2)) == ["D1"]
    assert subjects("DJ015", span(31), profile=profile_of(direct_subordinates_most=40)) == []


def test_dj015_says_why_it_is_silent():
    assert "下级党组织3个，提示数30个" in report(span(3)).why_not("DJ015", "D1").to_text("zh")


# --- DJ504 committee-required ------------------------------------------------------------------------


def branch(columns: str, *roles: str, id_: str = "Z1") -> str:
    """Return a branch with roles of these kinds, each with what follows it: `secretary, holder: 甲`."""
    rows = [f"- {{id: {id_}-{n}, organization: {id_}, kind: {role}}}" for n, role in enumerate(roles)]
    return "\n".join(
        ["organizations:", f"- {{id: {id_}, name: 示例支部, kind: branch, {columns}}}", "roles:", *rows]
    )


WHOLE = ("secretary", "organization_member", "publicity_member", "discipline_member")


@pytest.mark.parametrize(
    ("columns", "roles", "expected"),
    [
        ("members: 9, full_members: 7", ["secretary"], ["Z1"]),  # 7 以上 includes seven
        ("members: 9, full_members: 6", ["secretary"], []),  # full members, not members
        ("members: 9", ["secretary"], []),
        ("full_members: 7", ["secretary", "deputy_secretary"], ["Z1"]),  # a deputy makes no committee
        ("full_members: 7", ["secretary", "committee_member"], []),
        ("full_members: 7", ["secretary", "discipline_member"], []),
        ("full_members: 7", ["secretary", "discipline_member, valid_to: 2026-09-30"], ["Z1"]),
        ("full_members: 7, temporary: true", ["secretary"], []),  # its posts are designated, not elected
        ("full_members: 7, joint: true", ["secretary"], ["Z1"]),
        ("full_members: 7, valid_from: 2026-10-01", ["secretary"], []),
    ],
)
def test_dj504_asks_for_a_committee_from_seven_full_members_on(columns, roles, expected):
    """Traps: full members, seven included, and a temporary branch is left out."""
    assert subjects("DJ504", branch(columns, *roles)) == expected


def test_dj504_is_about_branches():
    """A committee is one."""
    document = "organizations:\n- {id: D1, kind: committee, full_members: 90}\n- {id: G, kind: group, full_members: 9}"

    assert subjects("DJ504", document, "roles:\n- {id: G-1, organization: G, kind: group_leader}") == []


def test_dj504_follows_from_the_missing_secretary_where_no_role_is_listed():
    """A branch of which no role is entered lacks them all for one reason."""
    document = (
        branch("full_members: 7", "secretary", id_="Z0").replace(
            "\nroles:", "\n- {id: Z1, kind: branch, full_members: 7}\nroles:"
        ),
    )
    found = detect_gaps(chain_of(document[0]), at=AT, select="DJ5")
    (cause,) = found.of("DJ501")

    assert [(gap.subject, gap.follows_from) for gap in found.of("DJ504")] == [
        ("Z0", ""),
        ("Z1", cause.fingerprint),
    ]


def test_dj504_does_not_apply_without_roles():
    """Nobody can tell a branch without a committee from a chain without roles."""
    assert not_checked("organizations:\n- {id: Z1, kind: branch, full_members: 9}")["DJ504"] == (
        "no roles were loaded"
    )


def test_a_small_branch_needs_no_committee():
    """Trap: with fewer than seven full members there is none, and none of the three rules speaks."""
    assert codes(branch("full_members: 6", "secretary, holder: 甲", "deputy_secretary, holder: 乙")) == []


# --- DJ505 committee-size ----------------------------------------------------------------------------


def seated(*held: str, columns: str = "temporary: false") -> str:
    """Return a branch whose whole committee, and as many further members, are held by these; `-` is vacant."""
    kinds = [*WHOLE, *["committee_member"] * 10]
    roles = [
        kind if person == "-" else f"{kind}, holder: {person}"
        for kind, person in zip(kinds, held, strict=False)
    ]
    return branch(columns, *roles)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("甲甲乙乙", ["Z1"]),  # two persons in four posts
        ("甲甲乙丙", []),
        ("甲甲乙-", []),  # a vacant post is a seat to fill: DJ502
        ("甲甲甲-", ["Z1"]),
        ("甲乙丙丁戊己", []),  # six and seven: above the usual, within the most
        ("甲乙丙丁戊己庚", []),
        ("甲乙丙丁戊己庚辛", ["Z1"]),
        ("甲乙丙丁戊己庚-", ["Z1"]),
        ("甲乙丙丁戊己庚甲", []),
    ],
)
def test_dj505_counts_persons_once_and_vacant_posts_as_one(held, expected):
    """Three to five, generally not above seven."""
    assert subjects("DJ505", seated(*held)) == expected


@pytest.mark.parametrize(
    ("columns", "roles", "expected"),
    [
        ("temporary: true", ["secretary, holder: 甲", "organization_member, holder: 乙"], []),
        ("valid_to: 2026-01-01", ["secretary, holder: 甲", "organization_member, holder: 乙"], []),
        ("joint: true", ["secretary, holder: 甲", "organization_member, holder: 乙"], ["Z1"]),
        ("joint: true", ["secretary, holder: 甲", "deputy_secretary, holder: 乙"], []),  # no committee
        (
            "joint: true",
            [
                "secretary, holder: 甲",
                "committee_member, holder: 乙",
                "deputy_head, holder: 丙",
                "organizer, holder: 丁",
                "members",
            ],
            ["Z1"],
        ),
        (
            "joint: true",
            ["secretary, holder: 甲", "committee_member, holder: 乙", "deputy_secretary, holder: 丙"],
            [],
        ),
        (
            "joint: true",
            [
                "secretary, holder: 甲",
                "committee_member, holder: 乙",
                "full_time_deputy_secretary, holder: 丙",
            ],
            [],
        ),
        (
            "joint: true",
            [
                "secretary, holder: 甲",
                "committee_member, holder: 乙",
                "publicity_member, valid_to: 2026-09-30",
            ],
            ["Z1"],
        ),
    ],
)
def test_dj505_counts_who_sits_on_a_branch_committee(columns, roles, expected):
    """Secretary, deputies and members in force; the heads of the unit and organizers do not sit there."""
    assert subjects("DJ505", branch(columns, *roles)) == expected


def test_dj505_counts_holders_of_the_day():
    """Whoever has left no longer sits, and whoever acts does."""
    document = branch("joint: false", *WHOLE).replace("roles:", "roles:\n")
    held = """
    appointments:
    - {role: Z1-0, person: 甲}
    - {role: Z1-1, person: 甲}
    - {role: Z1-2, person: 乙, acting: true}
    - {role: Z1-3, person: 乙}
    - {role: Z1-3, person: 丙, until: 2026-07-01}
    """

    assert subjects("DJ505", document, held, at=date(2026, 6, 30)) == []
    assert subjects("DJ505", document, held) == ["Z1"]


def test_dj505_says_the_number_and_on_which_side():
    """少于 or 一般不超过."""
    few, many = only("DJ505", seated(*"甲甲乙乙")), only("DJ505", seated(*"甲乙丙丁戊己庚辛"))

    assert few.message_zh == "示例支部登记的委员会成员2名，少于3名。"
    assert many.message_zh == "示例支部登记的委员会成员8名，一般不超过7名。"
    assert (few.subject_kind, few.severity) == ("organization", "warning")
    assert few.citation.zh == "《中国共产党支部工作条例（试行）》第二十条"


SWITCHED_ON = profile_of() + "".join(
    f'[[switches]]\ncitation = "{key}"\nreason = "已核对原文"\n'
    for key in ("soe_committee_size", "general_branch_size")
)


@pytest.mark.parametrize(
    ("kind", "unit_type", "count", "expected"),
    [
        *(("committee", "soe", count, ["X"]) for count in (4, 12)),
        *(("committee", "soe", count, []) for count in (5, 11)),
        *(("general_branch", "soe", count, ["X"]) for count in (4, 10)),
        *(("general_branch", "soe", count, []) for count in (5, 9)),
        ("committee", "organ", 2, []),
        ("work_committee", "soe", 2, []),
    ],
)
def test_dj505_compares_other_committees_where_a_profile_switches_their_numbers_on(
    kind, unit_type, count, expected
):
    """From memory they say nothing; switched on, they bind enterprises."""
    roles = "".join(
        f"- {{id: X-{n}, organization: X, kind: committee_member, holder: P{n}}}\n" for n in range(count)
    )
    document = f"organizations:\n- {{id: X, kind: {kind}, unit_type: {unit_type}}}\nroles:\n{roles}"

    assert subjects("DJ505", document) == []
    assert subjects("DJ505", document, profile=SWITCHED_ON) == expected


def test_dj505_is_silent_on_a_committee_that_was_dissolved():
    """Nobody sits on it, and nobody should."""
    document = """
    organizations:
    - {id: X, kind: committee, unit_type: soe, valid_to: 2026-01-01}
    roles:
    - {id: X-1, organization: X, kind: secretary, holder: 甲}
    """

    assert subjects("DJ505", document, profile=SWITCHED_ON) == []


def test_dj505_does_not_apply_without_holders():
    """A list of posts says nothing of who sits."""
    assert not_checked(branch("joint: false", *WHOLE))["DJ505"] == "no appointments were loaded"


def test_dj505_says_why_it_is_silent():
    assert "委员会4人" in report(seated(*"甲乙丙丁")).why_not("DJ505", "Z1").to_text("zh")


# --- DJ506 committee-incomplete ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "roles", "missing"),
    [
        ("full_members: 7", WHOLE, ""),
        ("full_members: 7", WHOLE[:3], "纪检委员"),
        ("full_members: 7", [WHOLE[0], *WHOLE[2:]], "组织委员"),
        ("full_members: 7", [*WHOLE[:2], WHOLE[3]], "宣传委员"),
        ("full_members: 7", ["secretary", "committee_member"], "组织委员、宣传委员、纪检委员"),
        ("full_members: 7", ["secretary"], "组织委员、宣传委员、纪检委员"),
        ("members: 9", ["secretary", "organization_member"], "宣传委员、纪检委员"),  # it has a committee
        ("members: 9", ["secretary"], ""),
        ("full_members: 6", ["secretary"], ""),
        ("full_members: 7", [*WHOLE[:3], "discipline_member, valid_to: 2026-09-30"], "纪检委员"),
        ("full_members: 7", [*WHOLE[:3], "discipline_member, valid_from: 2026-09-30"], ""),
        ("full_members: 7, temporary: true", WHOLE[:2], ""),
        ("full_members: 7, valid_to: 2026-09-30", WHOLE[:2], ""),
    ],
)
def test_dj506_names_the_posts_that_are_missing(columns, roles, missing):
    """A post that exists in force is there, whoever holds it."""
    found = report(branch(columns, *roles)).of("DJ506")

    assert [gap.message_zh for gap in found] == (
        [f"示例支部的岗位名册中未见{missing}岗位。"] if missing else []
    )


def test_dj506_lets_one_person_hold_several_posts_and_a_post_be_vacant():
    """Who holds a post is another rule's business."""
    roles = ["secretary, holder: 甲", "organization_member, holder: 甲", "publicity_member, holder: 甲"]

    assert subjects("DJ506", branch("full_members: 7", *roles, "discipline_member")) == []


def test_dj506_is_about_branches():
    """What a committee is made up of stands elsewhere."""
    document = "organizations:\n- {id: D1, kind: committee, full_members: 90}\nroles:\n"

    assert subjects("DJ506", document + "- {id: D1-1, organization: D1, kind: secretary}") == []


def test_dj506_follows_from_the_committee_that_is_missing():
    """Where there is no committee, its posts are missing for that reason."""
    found = report(branch("full_members: 7", "secretary"))

    assert [gap.code for gap in found] == ["DJ504", "DJ506"]
    assert found.of("DJ506")[0].follows_from == found.of("DJ504")[0].fingerprint
    assert [(cause.gap.code, len(cause.following)) for cause in found.causes] == [("DJ504", 1)]


def test_dj506_counts_roles_of_the_branch_alone():
    """A post of a unit that it covers is no post of the branch."""
    document = branch("full_members: 7, covers: [U1]", *WHOLE[:3]).replace("roles:", "- {id: U1}\nroles:")
    more = "- {id: U1-1, organization: U1, kind: discipline_member}"

    assert subjects("DJ506", document, more) == ["Z1"]


# --- all of them -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", MINE.split(","))
def test_they_say_nothing_of_a_chain_that_does_not_bear_on_them(code):
    """Organizations with names and superiors, and a secretary each."""
    document = """
    organizations:
    - {id: D1, kind: committee}
    - {id: Z1, kind: branch, superior: D1}
    roles:
    - {id: D1-1, organization: D1, kind: secretary, holder: 甲}
    - {id: Z1-1, organization: Z1, kind: secretary, holder: 乙}
    """

    assert subjects(code, document) == []
    assert rules()[code].is_on


SMALL = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch, members: 8, full_members: %s}
    roles:
    - {id: Z1-1, organization: Z1, kind: secretary, holder: 甲}
    - {id: Z1-2, organization: Z1, kind: organization_member, holder: 乙}
"""


@pytest.mark.parametrize(("full", "codes"), [(6, []), (7, ["DJ505", "DJ506"])])
def test_a_branch_too_small_for_a_committee_is_not_asked_for_one(full: int, codes: list[str]):
    """A member beside the secretary makes no committee of it where none is required (trap 14)."""
    found = [gap.code for gap in report(SMALL % full)]

    assert [code for code in found if code in {"DJ505", "DJ506"}] == codes


TWO = """
    organizations:
    - {id: Z1, name: 示例一支部, kind: branch}
    - {id: Z2, name: 示例二支部, kind: branch}
    roles:
    - {id: Z1-1, organization: Z1, kind: secretary, holder: 甲}
    - {id: Z1-2, organization: Z1, kind: discipline_member, holder: 乙}
    - {id: Z2-1, organization: Z2, kind: secretary, holder: 丙}
    - {id: Z2-2, organization: Z2, kind: discipline_member, holder: 丁}
"""


def test_a_post_that_no_committee_has_is_a_column_that_the_roster_lacks():
    """One line in coverage, no gap a branch; and committees that are not known whole are not counted."""
    gaps = report(TWO)
    more = report(TWO, "- {id: Z2-3, organization: Z2, kind: organization_member, holder: 戊}")

    assert not gaps.of("DJ505") + gaps.of("DJ506")
    assert {entry.code for entry in gaps.coverage} >= {"DJ505", "DJ506"}
    assert [gap.subject for gap in more.of("DJ506")] == ["Z1"]
    assert "组织委员" in more.of("DJ506")[0].message_zh
    assert "宣传委员" not in more.of("DJ506")[0].message_zh


def test_committees_that_have_every_post_somewhere_leave_nothing_unsaid():
    """Where each post is entered with some committee, coverage says nothing of posts."""
    whole = (
        "- {id: Z2-3, organization: Z2, kind: organization_member, holder: 戊}",
        "- {id: Z2-4, organization: Z2, kind: publicity_member, holder: 己}",
    )
    gaps = report(TWO, *whole)

    assert [gap.subject for gap in gaps.of("DJ506")] == ["Z1"]
    assert {entry.code for entry in gaps.coverage}.isdisjoint({"DJ505", "DJ506"})


@pytest.mark.parametrize(
    "more", ["id: Y, name: 示例大队党委, kind: committee", "id: Y, kind: branch, temporary: true"]
)
def test_posts_of_others_do_not_stand_for_those_of_branches(more):
    """Whether the roster has the column is told by the committees of branches that are no temporary ones."""
    document = TWO.replace("    organizations:", f"    organizations:\n    - {{{more}}}")
    posts = (
        "- {id: Y-1, organization: Y, kind: organization_member, holder: 戊}",
        "- {id: Y-2, organization: Y, kind: publicity_member, holder: 己}",
    )

    assert {entry.code for entry in report(document, *posts).coverage} >= {"DJ505", "DJ506"}
