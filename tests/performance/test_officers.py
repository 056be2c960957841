"""Officers: hours, trainings and reserve as duties, roles and records show them; never who holds a role."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from dangjian_chain import (
    MissingDayError,
    Officer,
    Officers,
    PartialDate,
    Profile,
    ResponsibilityChain,
    officers,
)
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
DOCUMENT = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z1-G, name: 示例一组, kind: group, superior: Z1}
- {id: U1, name: 示例部门, kind: unit, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary, title: 党委书记, stand_in: D1-2}
- {id: D1-2, organization: D1, kind: full_time_deputy_secretary, stand_in: D1-9}
- {id: D1-3, organization: D1, kind: administrative_head}
- {id: Z1-1, organization: Z1, kind: secretary, stand_in: Z1-1}
- {id: Z1-2, organization: Z1, kind: publicity_member}
- {id: Z1-3, organization: Z1, kind: publicity_member, valid_to: 2026-01-01}
- {id: G1, organization: Z1-G, kind: group_leader}
- {id: U1-1, organization: U1, kind: secretary}
appointments:
- {role: D1-1, person: 甲}
- {role: D1-2, person: 乙, until: 2026-06-01}
- {role: Z1-1, person: 丙, since: 2025-09-01}
duties:
- {id: S1, title: 学习, why: member_study_hours; officer_study_hours}
- {id: S2, title: 轮训, why: secretary_training}
records:
- {organization: Z1, kind: performed, on: 2025-05-06, duty: S1, amount: 30}
- {organization: Z1, kind: performed, on: 2026-05-06, duty: S1, amount: 8}
- {organization: Z1, kind: performed, on: 2025-06-06, duty: [S1, S2], role: Z1-1, amount: 12.5}
- {organization: D1, kind: performed, on: 2025-07, duty: S2, participants: [丙, 甲]}
- {organization: D1, kind: performed, on: 2025-08-01, duty: S2, role: D1-9}
- {organization: Z1, kind: performed, on: 2026-12-06, duty: S2, role: Z1-1}
"""


@pytest.fixture
def chain() -> ResponsibilityChain:
    return chain_of(DOCUMENT)


def of(found: Officers, role: str) -> Officer:
    (officer,) = (each for each in found if each.role == role)
    return officer


def test_officers_are_secretaries_and_members_of_leading_bodies_in_force(chain):
    """By organization and role; heads of the administration, group leaders and departments are not."""
    found = officers(chain, at=AT)

    assert [officer.role for officer in found] == ["D1-1", "D1-2", "Z1-1", "Z1-2"]
    assert (found.day, found.year, len(found)) == (AT, 2025, 4)
    assert repr(found) == "<Officers at 2026-09-30: 4, 2025>"


def test_hours_are_those_of_the_role_and_of_its_members(chain):
    """Of the last whole year, or the one asked for; none recorded is none known."""
    found = officers(chain, at=AT)

    assert [officer.hours for officer in found] == [None, None, 42.5, 30.0]
    assert of(found, "Z1-2").hours_missing == 26.0
    assert of(officers(chain, at=AT, year=2026), "Z1-2").hours == 8.0
    assert [officer.role for officer in found.short] == ["Z1-2"]


def test_a_study_without_hours_leaves_the_sum_open(chain):
    """The course of July states none, and so what is missing cannot be told."""
    officer = of(officers(chain, at=AT), "Z1-1")

    assert (officer.is_whole, officer.hours_required, officer.hours_missing) == (False, 56.0, None)


def test_hours_over_what_is_asked_for_are_none_missing(chain):
    own = Profile.from_bytes(
        dedent("""
            schema = "dangjian-chain-profile/1"
            name = "示例口径"
            reason = "示例"
            [[overrides]]
            parameter = "officer_study_hours"
            value = 20
            reason = "示例"
        """).encode()
    )
    officer = of(officers(chain, at=AT, profile=own), "Z1-2")

    assert (officer.hours_required, officer.hours_missing) == (20.0, 0.0)


def test_trainings_are_the_days_that_name_the_role(chain):
    """Itself or by who took part; one after the day is none."""
    found = officers(chain, at=AT)

    assert [officer.trainings for officer in found] == [
        (PartialDate(2025, 7),),
        (),
        (date(2025, 6, 6), PartialDate(2025, 7)),
        (),
    ]
    assert [officer.role for officer in officers(chain, at=AT, year=2026).untrained] == ["D1-1", "Z1-1"]


def test_a_stand_in_is_another_role_in_force(chain):
    """Not itself, and not one that does not exist."""
    found = officers(chain, at=AT)

    assert [officer.has_stand_in for officer in found] == [True, False, False, False]
    assert [officer.role for officer in found.without_reserve] == ["D1-2", "Z1-1", "Z1-2"]


def test_a_vacant_role_says_since_when(chain):
    found = officers(chain, at=AT)

    assert [officer.holders for officer in found] == [1, 0, 1, 0]
    assert [(officer.role, officer.vacant_since) for officer in found.vacant] == [
        ("D1-2", date(2026, 6, 1)),
        ("Z1-2", None),
    ]


def test_without_appointments_nothing_is_said_of_holders():
    bare = chain_of(DOCUMENT[: DOCUMENT.index("appointments:")] + DOCUMENT[DOCUMENT.index("duties:") :])

    assert {officer.holders for officer in officers(bare, at=AT)} == {None}
    assert len(officers(bare, at=AT).vacant) == 0


def test_where_duties_cite_nothing_nothing_is_known_of_study():
    """And an appointment to a role that does not exist is nobody's training."""
    silent = DOCUMENT.replace(", why: member_study_hours; officer_study_hours", "").replace(
        ", why: secretary_training", ""
    )
    slip = DOCUMENT.replace("role: Z1-1, person: 丙", "role: Z1-9, person: 丙")

    assert {officer.hours for officer in officers(chain_of(silent), at=AT)} == {None}
    assert of(officers(chain_of(slip), at=AT), "Z1-1").trainings == (date(2025, 6, 6),)


def test_a_sequence_is_asked_by_place_slice_and_organization(chain):
    found = officers(chain, at=AT)

    assert found[0].title.zh == "党委书记"
    assert [officer.role for officer in found[1:3]] == ["D1-2", "Z1-1"]
    assert [officer.role for officer in found.of("Z1")] == ["Z1-1", "Z1-2"]
    assert len(found.of("U1")) == 0


def test_a_frame_names_no_persons(chain):
    found = officers(chain, at=AT)
    columns = found.columns()

    assert list(columns) == [
        *("organization", "organization_name", "role", "kind", "title_zh", "title_en", "holders"),
        *("vacant_since", "hours", "hours_required", "hours_missing", "trainings", "has_stand_in"),
    ]
    assert columns["trainings"] == [1, 0, 2, 0]
    assert columns["vacant_since"] == [None, "2026-06-01", None, None]
    assert found.to_frame().shape == (4, 13)
    assert not {"甲", "乙", "丙"} & {str(cell) for cells in columns.values() for cell in cells}


def test_a_day_is_needed(chain):
    with pytest.raises(MissingDayError):
        officers(chain)
