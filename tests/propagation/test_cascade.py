"""Propagation: what is expected, how far it has landed, and why."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import dangjian_chain as dc
from dangjian_chain.propagation.bearing import FUNCTIONS
from dangjian_chain.propagation.declaring import BOTH, ELSEWHERE
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)
LINE = """
    organizations:
    - {id: B, name: 示例局党委, kind: committee}
    - {id: D1, name: 示例一大队党委, kind: committee, superior: B}
    - {id: D2, name: 示例二大队党委, kind: committee, superior: B}
    - {id: D1-01, name: 示例一支部, kind: branch, superior: D1, full_members: 9}
    - {id: D1-02, name: 示例二支部, kind: branch, superior: D1, full_members: 4}
    - {id: D2-01, name: 示例三支部, kind: branch, superior: D2}
    roles:
    - {id: B.sj, organization: B, kind: secretary}
    - {id: D1.sj, organization: D1, kind: secretary}
    - {id: D1-01.sj, organization: D1-01, kind: secretary}
    - {id: D1-01.zw, organization: D1-01, kind: organization_member}
    - {id: D1-02.sj, organization: D1-02, kind: secretary}
    appointments:
    - {role: D1-01.zw, person: G9}
    duties:
    - id: Z02
      title: 支部委员会会议
      performed_by: branch
      conditions: {min_full_members: 7}
      bearers: {first: secretary, direct: organization_member}
      check: 查会议记录
    - {id: E01, title: 党建品牌, nature: elective, performed_by: branch, bearers: {first: secretary}}
    assignments:
    - {duty: Z02, organization: D1, role: D1.sj}
    - {duty: Z02, organization: D1-01, role: D1-01.sj, wording: 每月5日开}
"""


@pytest.fixture
def cascade() -> dc.Cascade:
    return dc.propagate(chain_of(LINE), at=DAY)


def test_one_level_manages_the_next(cascade):
    """From the performer up to the top every leading organization manages."""
    assert cascade.pairs("performs") == [
        ("E01", "D1-01"),
        ("E01", "D1-02"),
        ("E01", "D2-01"),
        ("Z02", "D1-01"),
    ]
    assert [pair for pair in cascade.pairs("manages") if pair[0] == "Z02"] == [("Z02", "B"), ("Z02", "D1")]


def test_a_blank_column_is_unknown(cascade):
    """A condition on nothing entered is neither expected nor outside the list, and coverage says so."""
    report = dc.detect_gaps(cascade.chain, at=DAY)

    assert not cascade.performs("Z02", "D2-01")
    assert "1个组织未填写" in next(
        item.reason.zh for item in report.coverage if "支部委员会会议" in item.reason.zh
    )


def test_elective_duties_are_carried_and_never_expected(cascade):
    """An elective duty is nobody's debt."""
    assert cascade.carries("E01", "D1-01")
    assert not cascade.expected("E01", "D1-01")


def test_landing_counts_what_an_unbroken_line_has_reached(cascade):
    """The top has not declared, so nothing below is reached although it is declared."""
    rows = {row.level: row for row in cascade.landing.of("Z02")}

    assert [(rows[level].expected, rows[level].declared, rows[level].reached) for level in (0, 1, 2)] == [
        (1, 0, 0),
        (1, 1, 0),
        (1, 1, 0),
    ]
    assert rows[2].handed == 0
    assert rows[2].hand_over_rate is None
    assert rows[0].rate == 0
    by_unit = [(row.group, row.expected) for row in cascade.landing(by="unit") if row.duty == "Z02"]
    assert by_unit == [("B", 1), ("D1", 2)]
    with pytest.raises(ValueError, match="by is"):
        cascade.landing(by="person")


def test_a_list_says_from_whom_to_whom_and_how_it_is_checked(cascade):
    """The list of a managing role names those below; that of a performing one its own wording."""
    above = cascade.list_for("D1.sj")
    below = cascade.list_for("D1-01.sj")

    assert [(item.duty, item.received_from, item.handed_to) for item in above if item.duty == "Z02"] == [
        ("Z02", "示例局党委", ("示例一支部",)),
        ("Z02", "示例局党委", ("示例一支部",)),
    ]
    item = next(item for item in below if item.duty == "Z02")
    assert (item.wording, item.check, item.declared) == ("每月5日开", "查会议记录", True)
    assert "查会议记录" in below.to_text("zh")
    assert "checked by" in below.to_text("en")


def test_why_and_why_not(cascade):
    """A reason is a tree; why not names the first thing that would have to change."""
    assert cascade.why("Z02", "D1").to_text("en").splitlines() == [
        "示例一大队党委 is expected to carry '支部委员会会议'; its list declares it",
        "  it manages the level below; 1 line subordinate(s) carry it: 示例一支部",
        "  handed down by 示例局党委; which has not been reached itself",
    ]
    assert "condition min_full_members=7 does not hold" in cascade.why_not("Z02", "D1-02").to_text("en")
    assert "未填写" in cascade.why_not("Z02", "D2-01").to_text("zh")
    assert "no line subordinate carries it" in cascade.why_not("Z02", "D2").to_text("en")
    with pytest.raises(dc.UnknownNameError, match="Z02"):
        cascade.why("Z20", "D1")


def test_explanations_render_as_mermaid_and_html(cascade):
    """The same tree in three forms; names are text and never markup."""
    chain = chain_of("""
        organizations: [{id: A, name: <b>甲</b>, kind: branch}]
        duties: [{id: Z, title: '"会"', performed_by: branch}]
    """)
    tree = dc.propagate(chain, at=DAY).why("Z", "A")

    assert "<b>" not in tree.to_html()
    assert tree.to_html().count("<li>") == tree.to_html().count("</li>")
    assert tree.to_mermaid().startswith("flowchart TD")
    assert "<b>" not in tree.to_mermaid()


def test_adopt_writes_what_came_from_classes_into_the_duty():
    """Class assignments become rows of their own, and the duty then says who performs and bears it."""
    chain = chain_of("""
        organizations:
        - {id: A, kind: committee}
        - {id: A-1, kind: branch, superior: A}
        roles:
        - {id: A.sj, organization: A, kind: secretary}
        - {id: A-1.sj, organization: A-1, kind: secretary}
        duties: [{id: Z, title: 会}]
        assignments: [{duty: Z, organization: '@branch', role: '@secretary'}]
    """)
    adopted = dc.propagate(chain, at=DAY).adopt()

    assert [str(key) for key in adopted.assignments] == ["Z@A-1/A-1.sj#first#", "Z@A/A.sj#first#"]
    assert adopted.duties["Z"].performed_by == ("branch",)
    assert str(adopted.duties["Z"].bearers) == "first=secretary"


def test_frames_have_the_promised_columns(cascade):
    """The columns of SEMANTICS, in their order."""
    assert list(cascade.to_frame().columns) == [
        *("duty", "organization", "level", "performs", "manages"),
        *("expected", "declared", "reached", "received_from"),
    ]
    bearers = cascade.bearers.to_frame("polars", persons=True)
    assert bearers.columns == ["duty", "organization", "function", "responsibility", "role", "person"]
    assert bearers["person"].drop_nulls().to_list() == ["G9"]
    assert cascade.bearers.to_frame("polars")["person"].drop_nulls().to_list() == []
    assert list(cascade.landing.to_frame().columns)[:6] == [
        *("duty", "level", "expected", "declared", "reached", "handed"),
    ]


def test_parts_declare_their_whole_and_inherit():
    """A part declared in an organization declares the whole there."""
    chain = chain_of("""
        organizations: [{id: A, kind: branch}]
        roles: [{id: A.sj, organization: A, kind: secretary}]
        duties:
        - {id: Z, title: 组织生活, performed_by: branch, bearers: {first: secretary}}
        - {id: Z-1, title: 组织生活会, parent: Z}
        assignments: [{duty: Z-1, organization: A, role: A.sj}]
    """)
    cascade = dc.propagate(chain, at=DAY)

    assert cascade.performs("Z-1", "A")
    assert cascade.declared("Z", "A")
    assert [gap.code for gap in dc.detect_gaps(chain, at=DAY, select="DJ1")] == []


@pytest.mark.parametrize(
    ("condition", "performs", "unknown"),
    [
        ("joint: true", ["Z1"], ["Z3"]),
        ("joint: false", ["Z2"], ["Z3"]),
        ("temporary: true", ["Z1"], ["Z3"]),
        ("temporary: false", ["Z2"], ["Z3"]),
        ("unit_type: [organ, village]", ["Z1"], ["Z3"]),
        ("min_full_members: 7", ["Z1"], ["Z3"]),
        ("max_full_members: 6", ["Z2"], ["Z3"]),
        ("min_full_members: 6, max_full_members: 6", ["Z2"], ["Z3"]),
        ("has_committee: true", ["Z1"], []),
        ("has_committee: false", ["Z2", "Z3"], []),
        ("has_groups: true", ["Z2"], []),
        ("has_groups: false", ["Z1", "Z3"], []),
    ],
)
def test_a_condition_holds_fails_or_is_open(condition, performs, unknown):
    """Whoever meets a condition performs, whoever fails it does not, and a blank column leaves it open."""
    chain = chain_of(f"""
        organizations:
        - {{id: Z1, name: 示例一支部, kind: branch, joint: true, temporary: true, unit_type: organ,
           full_members: 7}}
        - {{id: Z2, name: 示例二支部, kind: branch, joint: false, temporary: false, unit_type: enterprise,
           full_members: 6}}
        - {{id: Z3, name: 示例三支部, kind: branch}}
        - {{id: Z2-1, name: 示例党小组, kind: group, superior: Z2}}
        roles:
        - {{id: Z1.zw, organization: Z1, kind: organization_member}}
        - {{id: Z2.sj, organization: Z2, kind: secretary}}
        duties:
        - {{id: S1, title: 主题党日, performed_by: [branch], conditions: {{{condition}}}}}
    """)
    performing = dc.propagate(chain, at=DAY).arrays.performing
    ids = np.array(chain.at(DAY).tables["organizations"].ids)

    assert ids[performing.performs[0]].tolist() == performs
    assert ids[performing.unknown[0]].tolist() == unknown


def test_a_class_names_a_bearer_once_and_elsewhere_nobody():
    """Where a portfolio holds the area the class means that role alone; where none does, somebody elsewhere."""
    chain = chain_of("""
        organizations:
        - {id: D1, name: 示例一大队党委, kind: committee}
        - {id: D2, name: 示例二大队党委, kind: committee}
        roles:
        - {id: D1.zw, organization: D1, kind: organization_member, portfolio: [党建]}
        - {id: D2.zw, organization: D2, kind: organization_member}
        duties:
        - {id: S1, title: 分管工作, area: 党建, performed_by: [committee], bearers: {portfolio: organization_member}}
        assignments:
        - {duty: S1, organization: '@committee', role: '@organization_member', responsibility: portfolio}
    """)
    rows = dc.propagate(chain, at=DAY).arrays.rows

    assert list(zip(rows.organization.tolist(), rows.role.tolist(), strict=True)) == [(0, 0), (1, ELSEWHERE)]


def test_a_row_says_for_which_function_it_is():
    """Performing, managing, or both where it is left blank."""
    chain = chain_of("""
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日, performed_by: [branch]}
        - {id: S2, title: 谈心谈话, performed_by: [branch]}
        - {id: S3, title: 民主评议, performed_by: [branch]}
        assignments:
        - {duty: S1, organization: Z1, function: manage}
        - {duty: S2, organization: Z1, function: perform}
        - {duty: S3, organization: Z1}
    """)
    rows = dc.propagate(chain, at=DAY).arrays.rows

    assert rows.function.tolist() == [
        FUNCTIONS.index(dc.Function.MANAGE),
        FUNCTIONS.index(dc.Function.PERFORM),
        BOTH,
    ]
    assert len(set(rows.function.tolist())) == 3


def test_landing_of_a_duty_is_that_duty_alone():
    """Asked of one duty, the landing says nothing of another."""
    cascade = dc.propagate(
        chain_of("""
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日, performed_by: [branch]}
        - {id: S2, title: 谈心谈话, performed_by: [branch]}
    """),
        at=DAY,
    )

    assert [row.duty for row in cascade.landing] == ["S1", "S2"]
    assert [row.duty for row in cascade.landing.of("S2")] == ["S2"]


@pytest.mark.parametrize(
    ("more", "supervises"),
    [("", None), ("- {id: D1.zz, organization: D1, kind: discipline_member}", "D1.zz")],
)
def test_whoever_is_in_charge_does_not_supervise(more, supervises):
    """A role whose portfolio holds the area leaves supervision to another of its kind, or to nobody."""
    chain = chain_of(f"""
        organizations:
        - {{id: D1, name: 示例大队党委, kind: committee}}
        roles:
        - {{id: D1.jw, organization: D1, kind: discipline_member, portfolio: [党建]}}
        {more}
        duties:
        - id: S1
          title: 分管工作
          area: 党建
          performed_by: [committee]
          bearers: {{portfolio: discipline_member, supervisory: discipline_member}}
    """)
    cascade = dc.propagate(chain, at=DAY)
    found = {(str(bearer.responsibility), bearer.role) for bearer in cascade.bearers}

    assert found == {("portfolio", "D1.jw"), *([("supervisory", supervises)] if supervises else [])}
