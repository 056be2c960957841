"""The chain as a value: collections, days, overlays, graphs."""

from __future__ import annotations

from datetime import date

import networkx as nx
import numpy as np
import pytest

import dangjian_chain as dc
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)
BRIGADE = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee, members: 40}
    - {id: D1-02, name: 示例二支部, kind: branch, superior: D1, guided_by: [D9]}
    - {id: D1-01, name: 示例一支部, kind: branch, superior: D1, valid_from: 2026-01-01, valid_to: 2027-01-01}
    - {id: D1-01-G1, name: 示例一小组, kind: group, superior: D1-01}
    - {id: D9, name: 指导单位, kind: committee}
    roles:
    - {id: D1.sj, organization: D1, kind: secretary}
    - {id: D1-01.sj, organization: D1-01, kind: secretary}
    - {id: D1-01.fsj, organization: D1-01, kind: deputy_secretary}
    appointments:
    - {role: D1.sj, person: G1, since: 2024-01-01, until: 2026-06-01}
    - {role: D1-01.sj, person: G2}
    duties:
    - {id: Z01, title: 支部党员大会, origin: D1, performed_by: branch, bearers: {first: secretary}}
    - {id: Y01, title: 专题研究, origin: D9, performed_by: committee}
    assignments:
    - {duty: Z01, organization: D1-01, role: D1-01.sj, since: 2026-02-10}
    - {duty: Z01, organization: D1-01, role: D1-01.fsj}
    - {duty: Z01, organization: D1}
    records:
    - {organization: D1, kind: supervised, on: 2026-05-06, subordinate: D1-01, duty: Z01}
"""


@pytest.fixture
def chain() -> dc.ResponsibilityChain:
    return chain_of(BRIGADE)


def test_a_vacancy_begins_on_its_day_and_nobody_follows():
    """Those before keep the role up to then; who was planned to come does not."""
    chain = dc.ResponsibilityChain(
        organizations=[dc.Organization("D1", kind="branch")],
        roles=[dc.Role("D1.sj", "D1", "secretary"), dc.Role("D1.fsj", "D1", "deputy_secretary")],
        appointments=[
            dc.Appointment("D1.sj", "P1", since=date(2020, 1, 1), until=date(2023, 1, 1)),
            dc.Appointment("D1.sj", "P2", since=date(2023, 1, 1)),
            dc.Appointment("D1.sj", "P3", since=date(2027, 1, 1)),
            dc.Appointment("D1.fsj", "P4"),
        ],
    )
    since = date(2026, 9, 1)
    vacant = chain.with_vacancy("D1.sj", since=since)

    def holders(of: dc.ResponsibilityChain, day: date) -> list[str]:
        return [one.person for one in of.at(day).appointments.values() if one.role == "D1.sj"]

    assert [
        holders(vacant, day) for day in (date(2022, 1, 1), date(2026, 8, 31), since, date(2027, 6, 1))
    ] == [
        ["P1"],
        ["P2"],
        [],
        [],
    ]
    assert [one.person for one in chain.with_vacancy("D1.sj").appointments.values()] == ["P4"]
    with pytest.raises(dc.UnknownNameError):
        chain.with_vacancy("D1.xx")


def test_collections_iterate_in_code_point_order(chain):
    """Whatever order rows come in, ids come out in code-point order."""
    assert list(chain.organizations) == ["D1", "D1-01", "D1-01-G1", "D1-02", "D9"]
    assert chain.organizations.column("members").tolist() == [40, None, None, None, None]


def test_made_keys_hold_what_a_blank_responsibility_means(chain):
    """A blank responsibility is first for a secretary, direct for another role, principal for the body."""
    assert list(chain.assignments) == [
        "Z01@D1-01/D1-01.fsj#direct#",
        "Z01@D1-01/D1-01.sj#first#2026-02-10",
        "Z01@D1/#principal#",
    ]
    assert list(chain.appointments) == ["D1-01.sj#G2#", "D1.sj#G1#2024-01-01"]
    assert list(chain.records) == ["Z01@D1#supervised#2026-05-06#D1-01"]


def test_equal_keys_are_numbered_by_their_content():
    """Rows of one key get ~2, ~3 in the order of what else they hold, not of the file."""
    twice = [dc.Assignment("Z01", "D1", wording="乙"), dc.Assignment("Z01", "D1", wording="甲")]
    chain = dc.ResponsibilityChain(assignments=twice)

    assert chain.assignments["Z01@D1/#principal#"].wording == "乙"
    assert chain.assignments["Z01@D1/#principal#~2"].wording == "甲"


def test_a_made_key_never_takes_that_of_another_row():
    """A row whose own key ends in ~2 keeps it."""
    days = {"kind": dc.RecordKind.SUPERVISED, "on": DAY}
    records = [dc.Record("A", subordinate=name, **days) for name in ("x", "x", "x~2")]

    assert sorted(dc.ResponsibilityChain(records=records).records) == [
        "@A#supervised#2026-09-30#x",
        "@A#supervised#2026-09-30#x~2",
        "@A#supervised#2026-09-30#x~3",
    ]


def test_at_is_a_mask_not_a_cut(chain):
    """On a day the collections show what is in force; the rest stays known."""
    before, during = chain.at(date(2025, 6, 1)), chain.at(DAY)

    assert "D1-01" not in before.organizations
    assert "D1-01.sj" not in before.roles
    assert "D1-01" in during.organizations
    assert list(during.appointments) == ["D1-01.sj#G2#"]
    assert "D1.sj#G1#2024-01-01" in before.appointments
    assert before.at(DAY) == during
    assert before.hierarchy.unreachable == ("D1-01-G1",)


def test_an_end_is_the_first_day_no_longer_in_force(chain):
    """Periods are half-open."""
    assert "D1.sj#G1#2024-01-01" in chain.at(date(2026, 5, 31)).appointments
    assert "D1.sj#G1#2024-01-01" not in chain.at(date(2026, 6, 1)).appointments


def test_under_holds_nothing_of_others(chain):
    """The part under an organization starts its duties at the top and forgets guides outside."""
    part = chain.under("D1")

    assert list(part.organizations) == ["D1", "D1-01", "D1-01-G1", "D1-02"]
    assert part.organizations["D1-02"].guided_by == ()
    assert list(part.duties) == ["Z01"]
    assert chain.under("D1-01").duties["Z01"].origin == ("D1-01",)
    assert list(chain.under("D1-02").records) == []


def test_without_a_role_takes_its_appointments(chain):
    """What else named the role stays, and is spoken of."""
    without = chain.without(role="D1-01.sj")

    assert "D1-01.sj" not in without.roles
    assert list(without.appointments) == ["D1.sj#G1#2024-01-01"]
    assert [gap.code for gap in dc.detect_gaps(without, at=DAY, select="DJ112")] == ["DJ112"]
    assert "D1-01.sj" in chain.roles


def test_without_names_the_nearest_of_what_it_does_not_know(chain):
    """A slip of the hand is answered with what was meant."""
    with pytest.raises(dc.UnknownNameError, match=r"did you mean 'D1-01\.sj'"):
        chain.without(role="D1-01.js")


def test_with_appointment_fills_a_vacancy(chain):
    """What-if is another chain; the first is as it was."""
    filled = chain.with_appointment("D1.sj", "G7", since=date(2026, 6, 1))
    vacant = {gap.subject for gap in dc.detect_gaps(chain, at=DAY, select="DJ5")}
    after = {gap.subject for gap in dc.detect_gaps(filled, at=DAY, select="DJ5")}

    assert vacant - after == {"D1.sj"}
    assert len(chain.appointments) == 2


def test_hierarchy_by_names(chain):
    """Levels count from the top, superiors come nearest first, subordinates level by level."""
    hierarchy = chain.hierarchy

    assert hierarchy.roots == ("D1", "D9")
    assert hierarchy.superiors("D1-01-G1") == ["D1-01", "D1"]
    assert hierarchy.subordinates("D1") == ["D1-01", "D1-02", "D1-01-G1"]
    assert hierarchy.subordinates("D1", direct=True) == ["D1-01", "D1-02"]
    assert hierarchy.paths_to_root("D1-01-G1") == [["D1-01-G1", "D1-01", "D1"]]
    assert (hierarchy.level("D1"), hierarchy.level("D1-01-G1")) == (0, 2)
    with pytest.raises(dc.UnknownNameError):
        hierarchy.level("D7")


def test_units_and_groups_are_transparent_in_the_line():
    """The line superior is the nearest that leads."""
    chain = chain_of("""
        organizations:
        - {id: A, kind: committee}
        - {id: A-U, kind: unit, superior: A}
        - {id: A-U-1, kind: branch, superior: A-U}
    """)

    assert chain.hierarchy.line_superior("A-U-1") == "A"
    assert chain.hierarchy.line_superior("A") is None


def test_graphs_are_read_only_and_point_down(chain):
    """Edges go from the one who hands down to the one who receives; nothing can be added."""
    G = chain.graph

    assert G.edges[dc.Node("organization", "D1"), dc.Node("organization", "D1-01")]["relation"] == ("leads",)
    assert G.edges[dc.Node("organization", "D9"), dc.Node("organization", "D1-02")]["relation"] == ("guides",)
    assert G.edges[dc.Node("role", "D1-01.sj"), dc.Node("duty", "Z01")]["relation"] == ("bears:first",)
    assert G.nodes[dc.Node("duty", "Z01")]["item"].title == "支部党员大会"
    with pytest.raises(nx.NetworkXError):
        G.add_node("X")
    assert nx.descendants(chain.hierarchy.graph, "D1") == {"D1-01", "D1-02", "D1-01-G1"}


def test_collections_make_frames_of_any_library(chain):
    """The user names the library."""
    for backend in ("pandas", "polars", "pyarrow"):
        assert chain.organizations.to_frame(backend).shape == (5, 17)
    with pytest.raises(ValueError, match="backend is"):
        chain.organizations.to_frame("excel")


def test_a_sub_collection_by_mask(chain):
    """A mask as long as the collection picks from it."""
    branches = chain.organizations.where(np.array(chain.organizations.column("kind") == "branch"))

    assert list(branches) == ["D1-01", "D1-02"]
    with pytest.raises(KeyError):
        branches["D1"]


def test_duplicate_ids_and_unknown_kinds_are_refused():
    """Only readers may leave rows out; a chain made of values has each id once."""
    with pytest.raises(dc.DuplicateIdError, match="D1"):
        dc.ResponsibilityChain(organizations=[dc.Organization("D1"), dc.Organization("D1")])
    with pytest.raises(dc.UnknownNameError, match="did you mean 'branch'"):
        dc.ResponsibilityChain(organizations=[dc.Organization("D1", kind="brnch")])


def test_kinds_of_the_units_own():
    """A further kind stands where it says and needs what it says."""
    chain = chain_of("""
        kinds:
        - {of: organization, id: station, label_zh: 党员活动站, under: [committee], leads: yes, needs: keeper}
        - {of: role, id: keeper, label_zh: 站长}
        organizations:
        - {id: A, kind: committee}
        - {id: S, kind: station, superior: A}
        - {id: T, kind: station, superior: S}
        roles:
        - {id: A.sj, organization: A, kind: secretary}
        - {id: S.k, organization: S, kind: keeper}
    """)
    found = {(gap.code, gap.subject) for gap in dc.detect_gaps(chain, at=DAY)}

    assert found == {("DJ006", "T"), ("DJ501", "T")}


def test_a_chain_says_what_it_holds(chain):
    """The representation counts rows and names the day."""
    assert repr(chain.at(DAY)).startswith(
        "<ResponsibilityChain at 2026-09-30: 5 organizations, 3 roles, 1 app"
    )


def test_analyses_want_a_day(chain):
    """Nothing reads the clock."""
    for analysis in (dc.propagate, dc.detect_gaps):
        with pytest.raises(dc.MissingDayError):
            analysis(chain)
        analysis(chain.at(DAY))
