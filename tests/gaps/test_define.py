"""The rules on duties and their lists: DJ101, DJ106, DJ107, DJ109, DJ126."""

from __future__ import annotations

import pytest

from tests.gaps.finding import causes, codes, found, not_checked, only, report, subjects

LINE = """
organizations:
- {id: J, name: 示例局党委, kind: committee}
- {id: J-1, name: 示例大队党委, kind: committee, superior: J}
- {id: J-1-1, name: 示例一支部, kind: branch, superior: J-1}
- {id: J-1-2, name: 示例二支部, kind: branch, superior: J-1}
"""
KEPT = """
- {duty: K, organization: J}
- {duty: K, organization: J-1}
- {duty: K, organization: J-1-1}
- {duty: K, organization: J-1-2}
"""
"""Rows by which each keeps a list, of a duty that is expected nowhere."""


def of_five(*assignments: str) -> tuple[str, ...]:
    """Five branches that keep lists, one duty that nobody manages, and further assignments."""
    branches = [f"D1-{number}" for number in range(1, 6)]
    return (
        "organizations:\n- {id: D1, name: 示例大队党委, kind: committee}",
        *(f"- {{id: {branch}, kind: branch, superior: D1}}" for branch in branches),
        "duties:\n- {id: K, title: 值班}",
        "- {id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0}",
        "assignments:",
        *(f"- {{duty: K, organization: {branch}}}" for branch in branches),
        *assignments,
    )


# --- DJ101 unassigned-duty ---------------------------------------------------------------------------


def test_dj101_is_one_for_each_duty_and_organization():
    """Two duties, one of them missing twice."""
    gaps = found(
        "DJ101",
        LINE,
        """
        duties:
        - {id: K, title: 值班}
        - {id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0}
        - {id: S2, title: 组织生活会, performed_by: [branch], managed_levels: 0}
        assignments:
        - {duty: S2, organization: J-1-2}
        """,
        KEPT,
    )

    assert gaps == [
        ("J-1-1", "organization", "J-1-1", "S1"),
        ("J-1-1", "organization", "J-1-1", "S2"),
        ("J-1-2", "organization", "J-1-2", "S1"),
    ]


def test_dj101_names_the_nearest_superior_that_has_the_duty():
    """The bureau has it, the brigade between does not."""
    gaps = report(
        LINE,
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 主题党日, performed_by: [branch]}",
        "assignments:\n- {duty: S1, organization: J}",
        KEPT,
    ).of("DJ101")

    assert [gap.organization for gap in gaps] == ["J-1", "J-1-1", "J-1-2"]
    assert {gap.message_zh for gap in gaps} == {
        f"{name}的责任清单中未见“主题党日”，上级示例局党委已列入该事项。"
        for name in ("示例大队党委", "示例一支部", "示例二支部")
    }


def test_dj101_follows_from_the_gap_of_the_line_superior():
    """What the brigade lacks, its branches lack because of it."""
    gaps = report(
        LINE,
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 主题党日, performed_by: [branch]}",
        "assignments:",
        KEPT,
    )
    top, middle, *branches = gaps.of("DJ101")

    assert (top.organization, top.follows_from) == ("J", "")
    assert middle.follows_from == top.fingerprint
    assert {gap.follows_from for gap in branches} == {middle.fingerprint}
    assert causes(gaps) == [("DJ101", 3)]


def test_dj101_says_nothing_of_superiors_where_none_has_the_duty():
    """Nobody above to point at."""
    gap = only(
        "DJ101",
        "organizations:\n- {id: Z1, name: 示例支部, kind: branch}",
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 主题党日, performed_by: [branch]}",
        "assignments:\n- {duty: K, organization: Z1}",
    )

    assert gap.message_zh == "示例支部的责任清单中未见“主题党日”。"
    assert gap.message_en == "The list of 示例支部 does not show '主题党日'."


@pytest.mark.parametrize(
    ("levels", "lacking"),
    [
        ("", ["J", "J-1"]),
        (", managed_levels: 2", ["J", "J-1"]),
        (", managed_levels: 1", ["J-1"]),
        (", managed_levels: 0", []),
    ],
)
def test_managed_levels_bound_who_is_expected_to_see_to_a_duty(levels, lacking):
    """One hand-over above a performer is the brigade, the next the bureau."""
    gaps = report(
        LINE,
        f"duties:\n- {{id: K, title: 值班}}\n- {{id: S1, title: 党小组会, performed_by: [branch]{levels}}}",
        "assignments:\n- {duty: S1, organization: J-1-1}\n- {duty: S1, organization: J-1-2}",
        KEPT,
    )

    assert [gap.organization for gap in gaps] == lacking


@pytest.mark.parametrize(
    "duty",
    [
        "{id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0, nature: elective}",
        "{id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0, origin: [J-1-9]}",
        "{id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0, conditions: {min_full_members: 7}}",
        "{id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0, conditions: {temporary: true}}",
        "{id: S1, title: 主题党日}",
        "{id: S1, title: 分管支部, performed_by: [branch], bearers: {portfolio: deputy_head}, managed_levels: 0}",
    ],
)
def test_dj101_is_silent_where_a_duty_is_not_expected_or_nobody_could_bear_it(duty):
    """Elective, origin unknown, condition unknown or not met, no performers, an empty portfolio."""
    document = (LINE, "duties:\n- {id: K, title: 值班}", f"- {duty}", "assignments:", KEPT)

    assert [code for code in codes(*document) if code.startswith("DJ10")] == []


def test_a_blank_condition_is_listed_in_coverage():
    """Silence there means that nobody looked."""
    notes = [
        entry.reason.en
        for entry in report(
            LINE,
            "duties:",
            "- {id: S1, title: 支委会, performed_by: [branch], managed_levels: 0, conditions: {min_full_members: 7}}",
        ).coverage
        if not entry.code
    ]

    assert notes == [
        "'支委会': its condition (min_full_members=7) is blank in 2 organization(s), not judged there"
    ]


@pytest.mark.parametrize(
    "row",
    [
        "{duty: S1, organization: Z1, responsibility: direct, role: U-1}",
        "{duty: S1a, organization: Z1}",
        "{duty: S1, organization: '@branch'}",
        "{duty: S1, organization: '@*', role: '@secretary'}",
    ],
)
def test_a_duty_is_declared_by_a_covered_units_role_a_part_or_a_class(row):
    """All of these stand on the list."""
    gaps = codes(
        """
        organizations:
        - {id: Z1, kind: branch, covers: [U]}
        - {id: U, kind: unit, superior: Z1}
        roles:
        - {id: Z1-1, organization: Z1, kind: secretary}
        - {id: U-1, organization: U, kind: administrative_head}
        duties:
        - {id: K, title: 值班}
        - {id: S1, title: 三会一课, performed_by: [branch]}
        - {id: S1a, title: 党课, parent: S1, nature: elective}
        """,
        f"assignments:\n- {{duty: K, organization: Z1, role: Z1-1}}\n- {row}",
    )

    assert "DJ101" not in gaps


@pytest.mark.parametrize("responsibility", ["supporting", "supervisory"])
def test_a_duty_is_not_declared_by_supporting_or_supervising_it(responsibility):
    """Helping or watching is not doing."""
    gaps = subjects(
        "DJ101",
        "organizations:\n- {id: Z1, kind: branch}",
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 主题党日, performed_by: [branch], bearers: principal}",
        f"assignments:\n- {{duty: K, organization: Z1}}\n- {{duty: S1, organization: Z1, responsibility: {responsibility}}}",
    )

    assert gaps == ["Z1"]


def test_supervising_declares_a_duty_that_nobody_else_bears():
    """A duty of supervision alone is done by whoever supervises."""
    gaps = codes(
        """
        organizations:
        - {id: D1, kind: committee}
        roles:
        - {id: D1-1, organization: D1, kind: secretary}
        - {id: D1-2, organization: D1, kind: discipline_member}
        duties:
        - {id: K, title: 值班}
        - {id: S1, title: 日常监督, performed_by: [committee], bearers: {supervisory: discipline_member}}
        assignments:
        - {duty: K, organization: D1, role: D1-1}
        - {duty: S1, organization: D1, role: D1-2, responsibility: supervisory}
        """
    )

    assert gaps == []


def test_a_helper_declares_nothing_in_place_of_its_organization_and_is_no_stray():
    """The department's row stands for the department; the committee still lacks its own."""
    gaps = report(
        """
        organizations:
        - {id: D1, kind: committee}
        - {id: U, kind: unit, superior: D1}
        duties:
        - {id: K, title: 值班}
        - {id: S1, title: 党费管理, performed_by: [committee]}
        assignments:
        - {duty: K, organization: D1}
        - {duty: S1, organization: U, responsibility: concrete}
        """
    )

    assert [(gap.code, gap.organization) for gap in gaps] == [("DJ101", "D1")]


def test_dj101_needs_duties_that_say_who_performs_them():
    """An ordinary office list has none: nothing is expected, and coverage says so."""
    reasons = not_checked(LINE, "duties:\n- {id: K, title: 值班}\nassignments:", KEPT)

    assert {code for code, reason in reasons.items() if reason == "no duty says who performs it"} >= {
        *("DJ101", "DJ106", "DJ107", "DJ109", "DJ126"),
    }


# --- DJ106 nothing-kept-above ------------------------------------------------------------------------


def test_dj106_names_the_line_subordinates_that_have_the_duty():
    """Units between are transparent; a branch without the line is not named."""
    gap = only(
        "DJ106",
        """
        organizations:
        - {id: D1, name: 示例大队党委, kind: committee}
        - {id: U, kind: unit, superior: D1}
        - {id: U-1, name: 示例一支部, kind: branch, superior: U}
        - {id: D1-1, name: 示例二支部, kind: branch, superior: D1}
        duties:
        - {id: K, title: 值班}
        - {id: S1, title: 主题党日, performed_by: [branch]}
        assignments:
        - {duty: K, organization: D1}
        - {duty: S1, organization: U-1}
        """,
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("D1", "organization", "D1", "S1")
    assert (
        gap.message_zh
        == "“主题党日”已列入示例一支部的清单，示例大队党委本级清单中未见相应的组织推动、督促检查责任。"
    )


def test_dj106_takes_the_place_of_dj101():
    """One missing line is one gap: which one depends on those below."""
    gaps = report(
        LINE,
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 主题党日, performed_by: [branch]}",
        "assignments:\n- {duty: S1, organization: J-1-1}",
        KEPT,
    )

    assert [(gap.code, gap.organization) for gap in gaps] == [
        ("DJ101", "J"),
        ("DJ101", "J-1-2"),
        ("DJ106", "J-1"),
    ]


def test_dj106_is_silent_where_what_is_declared_below_is_outside_the_list():
    """A stray line below is no duty handed down."""
    gaps = report(
        LINE,
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 年度报告, performed_by: [committee]}",
        "assignments:\n- {duty: S1, organization: J}\n- {duty: S1, organization: J-1-1}",
        KEPT,
    )

    assert [(gap.code, gap.organization) for gap in gaps] == [("DJ101", "J-1"), ("DJ109", "J-1-1")]


# --- DJ107 lost-on-the-way ---------------------------------------------------------------------------


def test_dj107_is_one_for_the_duty_and_its_dj101_follow_from_it():
    """Many lines missing at one level have one cause."""
    gaps = report(*of_five("- {duty: S1, organization: D1-1}", "- {duty: S1, organization: D1-2}"))
    (lost,) = gaps.of("DJ107")

    assert (lost.organization, lost.subject_kind, lost.subject, lost.duty) == ("", "duty", "S1", "S1")
    assert {gap.follows_from for gap in gaps.of("DJ101")} == {lost.fingerprint}
    assert causes(gaps) == [("DJ107", 3)]
    assert lost.details["rate"] == "40%"
    assert lost.details["curve"] == "第1级2/5"


def test_dj107_is_silent_at_the_floor():
    """Four of five are the least part, not fewer."""
    gaps = report(*of_five(*(f"- {{duty: S1, organization: D1-{number}}}" for number in range(1, 5))))

    assert [(gap.code, gap.organization, gap.follows_from) for gap in gaps] == [("DJ101", "D1-5", "")]


def test_dj107_counts_only_organizations_that_keep_a_list():
    """Four lists are too few to judge a level by, whoever else sent none."""
    document = [part for part in of_five() if "{duty: K, organization: D1-5}" not in part]

    assert codes(*document) == ["DJ101", "DJ101", "DJ101", "DJ101", "DJ126"]


def test_a_duty_may_be_lost_at_one_level_and_follow_from_above_at_another():
    """DJ107 speaks where the level is large enough; elsewhere the line superior is the cause."""
    gaps = report(
        *of_five(),
        "- {duty: K, organization: D1}",
    )
    changed = report(
        *(part.replace(", managed_levels: 0", "") for part in of_five()), "- {duty: K, organization: D1}"
    )
    (top, *below) = changed.of("DJ101")

    assert gaps.counts == {"DJ107": 1, "DJ101": 5}
    assert (top.organization, top.follows_from) == ("D1", "")
    assert {gap.follows_from for gap in below} == {changed.of("DJ107")[0].fingerprint}
    assert changed.of("DJ107")[0].details["curve"] == "第0级0/1，第1级0/5"


# --- DJ109 outside-the-list --------------------------------------------------------------------------


def test_dj109_is_one_for_each_duty_and_organization_however_many_rows():
    """Two rows of one duty are one task outside the list."""
    gaps = found(
        "DJ109",
        """
        organizations:
        - {id: Z1, kind: branch}
        duties:
        - {id: S1, title: 换届提醒, performed_by: [committee]}
        assignments:
        - {duty: S1, organization: Z1}
        - {duty: S1, organization: Z1, wording: 每季度一次}
        """,
    )

    assert gaps == [("Z1", "organization", "Z1", "S1")]


@pytest.mark.parametrize(
    ("duty", "row"),
    [
        ("{id: S1, title: 值班}", "{duty: S1, organization: Z1}"),
        (
            "{id: S1, title: 值班, performed_by: [committee], nature: elective}",
            "{duty: S1, organization: Z1}",
        ),
        (
            "{id: S1, title: 值班, performed_by: [branch], conditions: {joint: true}}",
            "{duty: S1, organization: Z1}",
        ),
        ("{id: S1, title: 值班, performed_by: [committee], origin: [Z9]}", "{duty: S1, organization: Z1}"),
        (
            "{id: S1, title: 值班, performed_by: [committee]}",
            "{duty: S1, organization: Z1, responsibility: supporting}",
        ),
        (
            "{id: S1, title: 值班, performed_by: [committee]}",
            "{duty: S1, organization: Z1, until: 2026-09-30}",
        ),
    ],
)
def test_dj109_is_silent_where_nothing_says_that_it_is_outside(duty, row):
    """No performers, elective, condition unknown, origin unknown, supporting, no longer in force."""
    gaps = codes(f"organizations:\n- {{id: Z1, kind: branch}}\nduties:\n- {duty}\nassignments:\n- {row}")

    assert "DJ109" not in gaps


def test_a_stray_part_is_counted_for_the_part_alone():
    """The row to change names the part."""
    gaps = found(
        "DJ109",
        """
        organizations:
        - {id: Z1, kind: branch}
        duties:
        - {id: S1, title: 换届, performed_by: [committee]}
        - {id: S1a, title: 换届提醒, parent: S1}
        assignments:
        - {duty: S1a, organization: Z1}
        """,
    )

    assert gaps == [("Z1", "organization", "Z1", "S1a")]


def test_dj109_follows_from_dj005_where_the_top_is_another():
    """A committee that lost its superior is no longer below the duty's origin."""
    document = """
        organizations:
        - {id: J, kind: committee}
        - {id: J-1, kind: committee}
        - {id: J-2, kind: branch, superior: J}
        duties:
        - {id: S1, title: 年度报告, origin: [J], performed_by: [committee]}
        assignments:
        - {duty: S1, organization: J}
        - {duty: S1, organization: J-1}
        - {duty: S1, organization: J-2}
        """
    gaps = report(document)
    (tops,) = gaps.of("DJ005")

    assert [(gap.organization, gap.follows_from) for gap in gaps.of("DJ109")] == [
        ("J-1", tops.fingerprint),
        ("J-2", ""),
    ]


# --- DJ126 no-list-of-its-own ------------------------------------------------------------------------


def test_dj126_is_one_for_each_line_superior_and_for_a_top_itself():
    """Lists that have not come in are asked for one level up."""
    gaps = report(
        LINE,
        "duties:\n- {id: S1, title: 主题党日, performed_by: [branch]}\n- {id: S2, title: 党员大会, performed_by: [branch]}",
    )

    assert [(gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty) for gap in gaps] == [
        ("DJ126", "J", "organization", "J", ""),
        ("DJ126", "J-1", "organization", "J-1", ""),
    ]
    assert [gap.details["organizations"] for gap in gaps] == [
        "示例局党委、示例大队党委",
        "示例一支部、示例二支部",
    ]
    assert [gap.details["duties"] for gap in gaps] == ["2", "2"]


@pytest.mark.parametrize("responsibility", ["supporting", "supervisory"])
def test_supporting_and_supervising_rows_are_no_list(responsibility):
    """Whoever only helps or watches has not said what it does itself."""
    gaps = subjects(
        "DJ126",
        "organizations:\n- {id: Z1, kind: branch}",
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 主题党日, performed_by: [branch]}",
        f"assignments:\n- {{duty: K, organization: Z1, responsibility: {responsibility}}}",
    )

    assert gaps == ["Z1"]


def test_dj126_is_silent_where_a_class_declares_everything():
    """Most office lists are of classes; they need no copy in each branch."""
    gaps = codes(
        LINE,
        """
        duties:
        - {id: S1, title: 主题党日, managed_levels: 0}
        assignments:
        - {duty: S1, organization: '@branch'}
        """,
    )

    assert gaps == []


def test_dj126_and_dj101_never_speak_of_one_organization():
    """One row of its own makes a list; then each missing line is looked at by itself."""
    document = (
        LINE,
        "duties:\n- {id: K, title: 值班}\n- {id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0}",
        "assignments:\n- {duty: K, organization: J-1-1}",
    )
    gaps = report(*document)

    assert [(gap.code, gap.organization) for gap in gaps] == [("DJ101", "J-1-1"), ("DJ126", "J-1")]
    assert gaps.of("DJ126")[0].details["organizations"] == "示例二支部"
