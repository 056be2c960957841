"""Uses of results: of each result what it was used for, of each use what it rests on, and what is not decided."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain import MissingDayError, UnknownNameError, Use, uses
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)
CHAIN = chain_of("""
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
roles:
- {id: Z1.sj, organization: Z1, kind: secretary}
appointments:
- {role: Z1.sj, person: 示例同志}
duties:
- {id: S1, title: 主题党日}
records:
- {id: K1, organization: Z1, kind: appraised, on: 2026-01-20, period: '2025', grade: 好, score: 95, by: D1}
- {id: K2, organization: Z1, kind: appraised, on: 2026-01-20, period: '2025', grade: 较好, role: Z1.sj, by: D1}
- {id: K3, organization: Z2, kind: appraised, on: 2026-01-20, period: '2025', grade: 一般}
- {id: K4, organization: Z1, kind: appraised, on: 2025-01-20, period: '2024', score: 80, by: D1}
- {id: K5, organization: Z2, kind: appraised, on: 2026-01-20, grade: 差, duty: [S1]}
- {id: Y1, organization: Z1, kind: applied, on: 2026-03-10, period: '2025', about: K1, use: [reward, business]}
- {id: Y2, organization: Z1, kind: applied, on: 2026-02-10, period: '2025', about: K1, use: [pay]}
- {id: Y3, organization: Z1, kind: applied, on: 2026-04-01, period: '2025', role: Z1.sj, use: [training]}
- {id: Y4, organization: Z2, kind: applied, on: 2026-04-01, period: '2025', use: [staff]}
- {id: Y5, organization: Z2, kind: applied, on: 2026-04-01, period: '2023', use: [staff]}
- {id: Y6, organization: Z1, kind: applied, on: 2025-04-01, period: '2024'}
""")
FOUND = uses(CHAIN, at=DAY)
KEYS = {CHAIN.tables["records"].column("id")[row]: key for row, key in enumerate(CHAIN.tables["records"].ids)}


def test_results_on_the_whole_come_by_organization_body_first_then_by_year():
    """A result on a duty is not among them."""
    assert [(one.organization, one.role, one.year) for one in FOUND] == [
        ("Z1", None, 2024),
        ("Z1", None, 2025),
        ("Z1", "Z1.sj", 2025),
        ("Z2", None, 2025),
    ]


def test_each_use_has_its_day_and_its_record():
    """By day, the earliest first."""
    one = FOUND.of("Z1")[1]

    assert one.applied == (
        (KEYS["Y2"], date(2026, 2, 10), (Use.PAY,)),
        (KEYS["Y1"], date(2026, 3, 10), (Use.REWARD, Use.BUSINESS)),
    )
    assert (one.used_for, one.joined_with) == ((Use.PAY, Use.REWARD), (Use.BUSINESS,))
    assert one.records == (KEYS["Y2"], KEYS["Y1"])
    assert one.days_of(Use.REWARD) == (date(2026, 3, 10),)
    assert one.days_of(Use.SELECTION) == ()
    assert (one.grade, one.score, one.appraiser, one.record) == ("好", 95.0, "D1", KEYS["K1"])


def test_a_result_without_a_known_appraiser_names_none():
    assert FOUND.of("Z2")[0].appraiser is None


def test_what_only_entered_another_appraisal_is_not_decided():
    """A use that does not say what for is a decision."""
    assert [(one.organization, one.year) for one in FOUND.undecided] == [("Z2", 2025)]
    assert FOUND.undecided[0].joined_with == (Use.STAFF,)
    assert FOUND.of("Z1")[0].is_decided
    assert FOUND.of("Z1")[0].used_for == ()


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("Y1", [("Z1", None)]),
        ("Y3", [("Z1", "Z1.sj")]),
        ("Y5", []),
        ("K2", [("Z1", "Z1.sj")]),
        ("K5", []),
    ],
)
def test_a_record_leads_to_the_results_it_rests_on(record, expected):
    """By key or by id; a record of a result leads to itself."""
    by_id = FOUND.resting_on(record)

    assert [(one.organization, one.role) for one in by_id] == expected
    assert list(FOUND.resting_on(KEYS[record])) == list(by_id)


def test_uses_that_rest_on_no_appraisal_are_named():
    assert FOUND.unfounded == (KEYS["Y5"],)


def test_one_year_alone():
    of_year = uses(CHAIN, at=DAY, year=2024)

    assert [(one.organization, one.year) for one in of_year] == [("Z1", 2024)]
    assert list(uses(CHAIN, at=DAY, year=2020)) == []


def test_the_table_names_roles_and_never_persons():
    columns = FOUND.columns()

    assert list(columns) == [
        *("organization", "name", "role", "year", "grade", "score", "used_for", "joined_with", "records")
    ]
    assert columns["used_for"] == ["", "pay; reward", "training", ""]
    assert columns["joined_with"] == ["", "business", "", "staff"]
    assert columns["records"][1] == f"{KEYS['Y2']}; {KEYS['Y1']}"
    assert "示例同志" not in str(columns)
    assert FOUND.to_frame().shape == (4, 9)


def test_a_slice_is_uses_too():
    assert [one.year for one in FOUND[:2]] == [2024, 2025]
    assert FOUND[-1].organization == "Z2"
    assert repr(FOUND) == "<Uses at 2026-09-30: 4 results, 1 undecided>"


def test_the_day_before_a_use_is_recorded_it_is_not_there():
    before = uses(CHAIN, at=date(2026, 2, 9))

    assert before.day == date(2026, 2, 9)
    assert [one.organization for one in before.undecided] == ["Z1", "Z1", "Z2"]


def test_unknown_names_are_errors():
    with pytest.raises(UnknownNameError):
        FOUND.of("Z9")
    with pytest.raises(UnknownNameError):
        FOUND.resting_on("K9")
    with pytest.raises(MissingDayError):
        uses(CHAIN)
