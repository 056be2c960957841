"""The rules on structure: DJ001 to DJ006 and DJ008."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.gaps import rules
from tests.gaps.finding import causes, codes, found, not_checked, only, report, subjects

TOP = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
"""


# --- DJ001 dangling-superior -------------------------------------------------------------------------


def test_dj001_counts_each_missing_id_of_an_organization_once():
    """The superior and a guide that bear one missing id are one row to change; another id is another."""
    gaps = found("DJ001", TOP, "- {id: D1-01, kind: branch, superior: D8, guided_by: [D9, D8]}")

    assert gaps == [("D1-01", "organization", "D8", ""), ("D1-01", "organization", "D9", "")]


def test_dj001_says_whether_a_superior_or_a_guide_is_missing():
    """A guide that nobody knows leaves the organization where it is: reachable."""
    gap = only("DJ001", TOP, "- {id: D1-01, name: 示例支部, kind: branch, superior: D1, guided_by: [D9]}")

    assert gap.message_zh == "“示例支部”登记的指导单位为“D9”，组织名册中未查到该组织。"
    assert gap.level == 1


def test_dj001_is_silent_on_a_top_and_on_what_is_not_in_force():
    """A blank superior is a top's; a dissolved branch may name whom it likes."""
    assert codes(TOP, "- {id: D1-01, kind: branch, superior: D9, valid_to: 2026-01-01}") == []


def test_dj001_leaves_a_superior_that_is_known_but_not_in_force_to_dj008():
    """What is on the roster is not missing from it."""
    gaps = report(
        TOP, "- {id: D2, kind: committee, valid_to: 2026-01-01}", "- {id: D2-1, kind: branch, superior: D2}"
    )

    assert [gap.code for gap in gaps] == ["DJ008"]


# --- DJ002 self-superior -----------------------------------------------------------------------------


def test_dj002_is_no_circle_no_nesting_and_no_second_top():
    """One slip of one cell is one gap."""
    gaps = report(TOP, "- {id: D1-01, kind: branch, superior: D1-01}")

    assert [(gap.code, gap.organization, gap.subject) for gap in gaps] == [("DJ002", "D1-01", "D1-01")]


def test_dj002_is_silent_on_what_is_not_in_force():
    """A branch not yet established needs no superior yet."""
    assert codes(TOP, "- {id: D1-01, kind: branch, superior: D1-01, valid_from: 2027-01-01}") == []


# --- DJ003 superior-loop -----------------------------------------------------------------------------


def test_dj003_joins_the_members_from_the_smallest_following_superior():
    """C leads A, A leads B, B leads C: from A, its superior is C, whose superior is B."""
    gaps = found(
        "DJ003",
        TOP,
        """
        - {id: A, kind: committee, superior: C}
        - {id: B, kind: committee, superior: A}
        - {id: C, kind: committee, superior: B}
        """,
    )

    assert gaps == [("A", "organization", "A;C;B", "")]


def test_dj003_counts_each_circle_once():
    """Two circles that touch nowhere are two rows to change."""
    gaps = subjects(
        "DJ003",
        TOP,
        """
        - {id: A, kind: committee, superior: B}
        - {id: B, kind: committee, superior: A}
        - {id: C, kind: committee, superior: E}
        - {id: E, kind: committee, superior: C}
        """,
    )

    assert gaps == ["A;B", "C;E"]


def test_dj003_knows_no_circle_through_what_is_not_in_force():
    """Where one member is dissolved the circle is open: its subordinate has lost its superior."""
    gaps = codes(
        TOP,
        """
        - {id: A, kind: committee, superior: B, valid_to: 2026-01-01}
        - {id: B, kind: committee, superior: A}
        """,
    )

    assert gaps == ["DJ008"]


def test_dj003_is_silent_on_guides():
    """Guiding edges are no part of the hierarchy; they may come back."""
    gaps = codes(
        """
        organizations:
        - {id: D1, kind: committee, guided_by: [D1-01]}
        - {id: D1-01, kind: branch, superior: D1, guided_by: [D1]}
        """
    )

    assert gaps == []


# --- DJ004 unreachable -------------------------------------------------------------------------------


BELOW = """
- {id: X-1, kind: branch, superior: X}
- {id: X-1-1, kind: group, superior: X-1}
"""


@pytest.mark.parametrize(
    ("cause", "above"),
    [
        ("DJ001", "- {id: X, kind: committee, superior: D9}"),
        ("DJ002", "- {id: X, kind: committee, superior: X}"),
        ("DJ003", "- {id: X, kind: committee, superior: Y}\n- {id: Y, kind: committee, superior: X}"),
        (
            "DJ008",
            "- {id: X, kind: committee, superior: Y}\n- {id: Y, kind: committee, valid_to: 2026-01-01}",
        ),
    ],
)
def test_dj004_is_one_for_each_organization_below_a_break_and_follows_from_it(cause, above):
    """The break itself is another rule's; everything below it follows from that one row."""
    gaps = report(TOP, above, BELOW)
    (root,) = gaps.of(cause)

    assert [(gap.organization, gap.subject) for gap in gaps.of("DJ004")] == [
        ("X-1", "X-1"),
        ("X-1-1", "X-1-1"),
    ]
    assert {gap.follows_from for gap in gaps.of("DJ004")} == {root.fingerprint}
    assert {gap.level for gap in gaps.of("DJ004")} == {None}
    assert causes(gaps) == [(cause, 2)]


def test_dj004_is_silent_below_a_guide_that_is_missing():
    """Only leading edges reach."""
    assert codes(TOP, "- {id: X, kind: committee, superior: D1, guided_by: [D9]}", BELOW) == ["DJ001"]


def test_cascade_rules_are_silent_on_what_cannot_be_reached():
    """Nothing is expected where no duty comes down."""
    gaps = codes(
        TOP,
        """
        - {id: X, kind: branch, superior: D9}
        duties:
        - {id: S1, title: 主题党日, performed_by: [branch]}
        - {id: S2, title: 换届提醒, performed_by: [committee], managed_levels: 0}
        assignments:
        - {duty: S2, organization: D1}
        - {duty: S2, organization: X}
        """,
    )

    assert gaps == ["DJ001"]


# --- DJ005 several-tops ------------------------------------------------------------------------------


def test_dj005_is_one_for_the_chain_and_names_the_tops():
    """Which of them lacks its superior only the office knows."""
    gaps = found("DJ005", TOP, "- {id: C2, kind: committee}", "- {id: C3, kind: branch}")

    assert gaps == [("", "organization", "C2;C3;D1", "")]


@pytest.mark.parametrize(
    "root",
    [
        "- {id: U, kind: unit}",
        "- {id: W, kind: working_group}",
        "- {id: L, kind: work_committee}\n- {id: D1-01, kind: branch, superior: D1, guided_by: [L]}",
    ],
)
def test_dj005_leaves_out_units_working_groups_and_those_that_only_guide(root):
    """They are no tops of the line."""
    assert codes(TOP, root) == []


@pytest.mark.parametrize(
    "more",
    [
        "- {id: L-1, kind: branch, superior: L}",
        "duties:\n- {id: S1, title: 述职评议, origin: [L]}",
    ],
)
def test_dj005_counts_a_guide_that_leads_or_hands_down_a_duty(more):
    """Whoever has subordinates of its own, or is where a duty starts, does more than guide."""
    gaps = subjects(
        "DJ005",
        TOP,
        "- {id: L, kind: work_committee}\n- {id: D1-01, kind: branch, superior: D1, guided_by: [L]}",
        more,
    )

    assert gaps == ["D1;L"]


def test_dj005_counts_no_root_that_was_dissolved():
    """Only what is in force stands on top."""
    assert codes(TOP, "- {id: C2, kind: committee, valid_to: 2026-09-30}") == []


# --- DJ006 impossible-nesting ------------------------------------------------------------------------

KINDS = ["work_committee", "leading_members_group", "committee", "general_branch", "branch", "group"]
KINDS += ["discipline_commission", "working_group", "unit"]
UPPER = {"work_committee", "leading_members_group", "committee"}
LEADING = {*UPPER, "general_branch", "branch"}
MAY_STAND_UNDER = {
    **dict.fromkeys((*UPPER, "general_branch"), UPPER),
    "branch": {*UPPER, "general_branch"},
    "group": {"branch"},
    "discipline_commission": {"committee", "work_committee", "discipline_commission"},
    "working_group": set(KINDS),
    "unit": {*LEADING, "unit"},
}


@pytest.mark.parametrize("below", KINDS)
@pytest.mark.parametrize("above", KINDS)
def test_dj006_follows_the_table_of_kinds(above, below):
    """Every pair of built-in kinds, as the contract has it."""
    gaps = found(
        "DJ006", f"organizations:\n- {{id: A, kind: {above}}}\n- {{id: B, kind: {below}, superior: A}}"
    )

    assert gaps == ([] if above in MAY_STAND_UNDER[below] else [("B", "organization", "B", "")])


def test_dj006_lets_kinds_of_the_units_own_say_where_they_stand():
    """A kind without `under` may stand anywhere; one that leads takes units in."""
    gaps = subjects(
        "DJ006",
        """
        kinds:
        - {of: organization, id: alliance, label_zh: 党建联盟, leads: true}
        - {of: organization, id: office, label_zh: 党群部门, under: [committee]}
        organizations:
        - {id: A, kind: branch}
        - {id: B, kind: alliance, superior: A}
        - {id: C, kind: unit, superior: B}
        - {id: E, kind: office, superior: A}
        """,
    )

    assert gaps == ["E"]


def test_dj006_is_silent_where_another_rule_speaks_of_the_superior():
    """A superior that is the organization itself, in a circle, unknown or not in force."""
    gaps = subjects(
        "DJ006",
        TOP,
        """
        - {id: A, kind: group, superior: A}
        - {id: B, kind: group, superior: C}
        - {id: C, kind: group, superior: B}
        - {id: E, kind: group, superior: D9}
        - {id: F, kind: committee, superior: D1, valid_to: 2026-01-01}
        - {id: G, kind: group, superior: F}
        """,
    )

    assert gaps == []


# --- DJ008 superior-not-in-force ---------------------------------------------------------------------


@pytest.mark.parametrize("period", ["valid_to: 2026-09-30", "valid_from: 2026-10-01"])
def test_dj008_speaks_of_a_superior_gone_or_not_yet_there(period):
    """The end is the first day no longer in force, the start the first day in force."""
    gaps = found(
        "DJ008", TOP, f"- {{id: D2, kind: committee, {period}}}", "- {id: D2-1, kind: branch, superior: D2}"
    )

    assert gaps == [("D2-1", "organization", "D2-1", "")]


@pytest.mark.parametrize("period", ["valid_to: 2026-10-01", "valid_from: 2026-09-30", "valid_to: 2026-10"])
def test_dj008_is_silent_on_a_superior_in_force_on_the_day(period):
    """A month counts in the favor of the unit."""
    gaps = codes(
        "organizations:",
        f"- {{id: D2, kind: committee, {period}}}",
        "- {id: D2-1, kind: branch, superior: D2}",
    )

    assert gaps == []


def test_dj008_depends_on_the_day():
    """The same chain, the day before the superior was dissolved and that day."""
    document = (
        TOP,
        "- {id: D2, kind: committee, superior: D1, valid_to: 2026-07-01}",
        "- {id: D2-1, kind: branch, superior: D2}",
    )

    assert codes(*document, at=date(2026, 6, 30)) == []
    assert codes(*document, at=date(2026, 7, 1)) == ["DJ008"]


def test_rules_on_structure_need_organizations():
    """A chain without any says that nothing was looked at."""
    reasons = not_checked("duties:\n- {id: S1, title: 主题党日}")

    assert {code for code in reasons if code.startswith("DJ0")} == {
        code for code in rules() if code.startswith("DJ0")
    }
    assert reasons["DJ001"] == "no organizations were loaded"
