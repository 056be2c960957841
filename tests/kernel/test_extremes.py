"""Deep, wide and circular chains: the right answers, in little room on the stack and in little time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import pytest

from dangjian_chain import (
    Appointment,
    Assignment,
    Duty,
    GapReport,
    Organization,
    ResponsibilityChain,
    Role,
    detect_gaps,
    propagate,
)

AT = date(2026, 9, 30)
DEEP = 10_000
WIDE = 100_000
TRANSPARENT = 5_000
ROOM = 400
"""Calls beyond those of pytest: enough for loading a library late, far too few for a walk that recurses."""


@pytest.fixture(autouse=True)
def little_room() -> Iterator[None]:
    usual = sys.getrecursionlimit()
    frame, depth = sys._getframe(), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    sys.setrecursionlimit(depth + ROOM)
    yield
    sys.setrecursionlimit(usual)


def line_of(ids: list[str], *, kind: str = "committee", under: str | None = None) -> list[Organization]:
    """Return organizations one under the other, the first under `under`."""
    return [
        Organization(id_, kind=kind, superior=superior)
        for id_, superior in zip(ids, [under, *ids], strict=False)
    ]


def counts(report: GapReport) -> dict[str, int]:
    return dict(report.counts)


# --- deep --------------------------------------------------------------------------------

LEVELS = [f"D{level:05}" for level in range(DEEP)]


@pytest.fixture(scope="module")
def deep() -> ResponsibilityChain:
    """Committees one under the other, a branch at the bottom that performs the only duty."""
    return ResponsibilityChain(
        organizations=[*line_of(LEVELS[:-1]), Organization(LEVELS[-1], kind="branch", superior=LEVELS[-2])],
        duties=[Duty("S1", "示例事项", performed_by=("branch",))],
        assignments=[Assignment("S1", LEVELS[0]), Assignment("S1", LEVELS[-1])],
    ).at(AT)


def test_a_deep_hierarchy_has_its_levels(deep):
    hierarchy = deep.hierarchy

    assert hierarchy.level(LEVELS[-1]) == DEEP - 1
    assert hierarchy.superiors(LEVELS[-1]) == LEVELS[-2::-1]
    assert hierarchy.subordinates(LEVELS[0]) == LEVELS[1:]
    assert hierarchy.paths_to_root(LEVELS[-1]) == [LEVELS[::-1]]
    assert hierarchy.loops == ()
    assert hierarchy.unreachable == ()


def test_a_duty_at_the_bottom_is_managed_up_to_the_top(deep):
    cascade = propagate(deep)

    assert cascade.pairs("performs") == [("S1", LEVELS[-1])]
    assert cascade.pairs("manages") == [("S1", id_) for id_ in LEVELS[:-1]]
    assert cascade.pairs("reached") == [("S1", LEVELS[0])]


def test_only_so_many_levels_are_managed():
    chain = ResponsibilityChain(
        organizations=[*line_of(LEVELS[:-1]), Organization(LEVELS[-1], kind="branch", superior=LEVELS[-2])],
        duties=[Duty("S1", "示例事项", performed_by=("branch",), managed_levels=3)],
    )

    assert propagate(chain, at=AT).pairs("manages") == [("S1", id_) for id_ in LEVELS[-4:-1]]


def test_the_landing_has_a_row_a_level(deep):
    rows = list(propagate(deep).landing)

    assert [row.level for row in rows] == list(range(DEEP))
    assert [row.reached for row in rows] == [1] + [0] * (DEEP - 1)


def test_gaps_of_a_deep_chain_follow_from_the_one_on_top():
    """Every level has a list and lacks the duty: one cause, and what follows from it level by level."""
    chain = ResponsibilityChain(
        organizations=[*line_of(LEVELS[:-1]), Organization(LEVELS[-1], kind="branch", superior=LEVELS[-2])],
        duties=[Duty("S1", "示例事项", performed_by=("branch",)), Duty("S2", "其他事项")],
        assignments=[Assignment("S2", id_) for id_ in LEVELS],
    )

    report = detect_gaps(chain, at=AT, select="DJ101")

    assert counts(report) == {"DJ101": DEEP}
    assert [(cause.gap.organization, len(cause.following)) for cause in report.causes] == [
        (LEVELS[0], DEEP - 1)
    ]


def test_what_hangs_below_a_missing_superior_names_the_cause():
    """However deep it hangs."""
    chain = ResponsibilityChain(organizations=line_of(LEVELS, under="X"))

    report = detect_gaps(chain, at=AT, select="DJ0")

    assert counts(report) == {"DJ001": 1, "DJ004": DEEP - 1}
    assert len(report.causes) == 1


def test_all_rules_look_at_a_deep_chain(deep):
    report = detect_gaps(deep)

    assert {gap.organization for gap in report.of("DJ126")} == set(LEVELS[:-2])


def test_a_deep_graph_is_one_line(deep):
    G = deep.hierarchy.graph

    assert G.number_of_edges() == DEEP - 1
    assert list(G.successors(LEVELS[0])) == LEVELS[1:2]
    assert deep.graph.number_of_nodes() == DEEP + 1


# --- wide --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wide() -> ResponsibilityChain:
    """Branches under one committee; the first two of them have a list, a role and no holder."""
    below = [f"Z{number:06}" for number in range(WIDE)]
    return ResponsibilityChain(
        organizations=[
            Organization("D", kind="committee"),
            *(Organization(id_, kind="branch", superior="D") for id_ in below),
        ],
        roles=[Role(f"{id_}.sj", id_, "secretary") for id_ in ("D", *below)],
        appointments=[Appointment(f"{id_}.sj", f"G{id_}") for id_ in ("D", *below[2:])],
        duties=[Duty("S1", "示例事项", performed_by=("branch",))],
        assignments=[Assignment("S1", id_, role=f"{id_}.sj") for id_ in ("D", *below[:2])],
    ).at(AT)


def test_a_wide_hierarchy_has_two_levels(wide):
    hierarchy = wide.hierarchy

    assert len(hierarchy.subordinates("D", direct=True)) == WIDE
    assert len(hierarchy.subordinates("D")) == WIDE
    assert hierarchy.level(f"Z{WIDE - 1:06}") == 1


def test_a_wide_superior_manages_all_of_them(wide):
    cascade = propagate(wide)

    assert cascade.pairs("manages") == [("S1", "D")]
    assert len(cascade.pairs("performs")) == WIDE
    assert [(row.expected, row.declared) for row in cascade.landing] == [(1, 1), (WIDE, 2)]


def test_gaps_below_a_wide_superior_are_counted_in_one(wide):
    report = detect_gaps(wide)
    (without,) = report.of("DJ126")

    assert counts(report) == {"DJ015": 1, "DJ105": 2, "DJ126": 1, "DJ502": 2}
    assert str(WIDE - 2) in without.message_en


def test_a_wide_graph_has_its_edges(wide):
    assert wide.hierarchy.graph.out_degree("D") == WIDE


# --- circles -----------------------------------------------------------------------------


def circle_of(ids: list[str]) -> list[Organization]:
    return line_of(ids, under=ids[-1])


@pytest.mark.parametrize("length", [1, 2, 1_000, 10_000])
def test_a_loop_is_one_loop(length):
    """Named from its smallest id upward; everyone below it is unreachable because of it."""
    ids = [f"K{number:05}" for number in range(length)]
    chain = ResponsibilityChain(
        organizations=[
            Organization("A", kind="committee"),
            *circle_of(ids),
            *(Organization(f"{id_}-Z", kind="branch", superior=id_) for id_ in ids),
        ],
        duties=[Duty("S1", "示例事项", performed_by=("branch",))],
        assignments=[Assignment("S1", f"{ids[0]}-Z")],
    )

    report = detect_gaps(chain, at=AT)

    assert chain.hierarchy.loops == ((ids[0], *reversed(ids[1:])),)
    assert sorted(chain.hierarchy.subordinates(ids[0])) == sorted(
        {*ids, *(f"{id_}-Z" for id_ in ids)} - {ids[0]}
    )
    assert propagate(chain, at=AT).pairs("performs") == []
    assert counts(report) == {"DJ002" if length == 1 else "DJ003": 1, "DJ004": length}
    assert len(report.causes) == 1


def test_many_loops_are_told_apart():
    """With what hangs below each."""
    ids = [f"K{number:05}" for number in range(6_000)]
    circles = [ids[start : start + 3] for start in range(0, len(ids), 3)]
    chain = ResponsibilityChain(
        organizations=[
            *(each for circle in circles for each in circle_of(circle)),
            *(Organization(f"{circle[1]}-Z", kind="branch", superior=circle[1]) for circle in circles),
        ]
    )

    assert chain.hierarchy.loops == tuple((first, third, second) for first, second, third in circles)
    assert len(chain.hierarchy.unreachable) == 8_000


def test_a_long_line_that_ends_in_a_loop_is_no_part_of_it():
    """The line comes first in the order of ids."""
    chain = ResponsibilityChain(organizations=[*circle_of(["K1", "K2", "K3"]), *line_of(LEVELS, under="K2")])

    assert chain.hierarchy.loops == (("K1", "K3", "K2"),)
    assert detect_gaps(chain, at=AT, select="DJ004").counts == {"DJ004": DEEP}


# --- transparent --------------------------------------------------------------------------


def test_a_long_run_of_transparent_units_is_passed_over():
    """A unit leads nobody: the branch below thousands of them stands under the committee above."""
    units = [f"U{number:05}" for number in range(TRANSPARENT)]
    chain = ResponsibilityChain(
        organizations=[
            Organization("D", kind="committee"),
            *line_of(units, kind="unit", under="D"),
            Organization("Z", kind="branch", superior=units[-1]),
        ],
        duties=[Duty("S1", "示例事项", performed_by=("branch",))],
        assignments=[Assignment("S1", "D"), Assignment("S1", "Z")],
    )
    cascade = propagate(chain, at=AT)

    assert {chain.hierarchy.line_superior(id_) for id_ in (*units, "Z")} == {"D"}
    assert cascade.pairs("carries") == [("S1", "D"), ("S1", "Z")]
    assert cascade.pairs("reached") == [("S1", "D"), ("S1", "Z")]


def test_a_circle_of_transparent_units_has_no_line():
    """Going up it one meets nobody who leads."""
    units = [f"U{number:05}" for number in range(TRANSPARENT)]
    below = [Organization("Z", kind="branch", superior=units[7])]
    chain = ResponsibilityChain(
        organizations=[
            *(Organization(unit.id, kind="unit", superior=unit.superior) for unit in circle_of(units)),
            *below,
        ]
    )

    assert {chain.hierarchy.line_superior(id_) for id_ in (*units, "Z")} == {None}


def test_one_who_leads_in_a_circle_is_the_line_of_all():
    """But not of itself."""
    units = [f"U{number:05}" for number in range(TRANSPARENT)]
    chain = ResponsibilityChain(
        organizations=[
            Organization("D", kind="committee", superior=units[-1]),
            *line_of(units, kind="unit", under="D"),
        ]
    )

    assert {chain.hierarchy.line_superior(id_) for id_ in units} == {"D"}
    assert chain.hierarchy.line_superior("D") is None
