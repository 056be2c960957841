"""The calendar of terms: how long a term lasts, how it stands on a day, who is due when."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import numpy as np
import pytest

from dangjian_chain import Organization, PartialDate, ResponsibilityChain, UnknownNameError, terms
from dangjian_chain.errors import MissingDayError
from dangjian_chain.performance.term import Term, TermState
from dangjian_chain.performance.term_arrays import LENGTHS
from dangjian_chain.performance.terms import Terms
from dangjian_chain.period import shifted
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
EXTENDED = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1, elected_on: ELECTED}
duties:
- {id: S1, title: 延期换届, why: term_extension}
records:
- {organization: Z1, kind: decided, on: 2025-05-20, duty: S1, by: D1}
"""


def of(kind: str, elected_on: object, at: date = AT, **more: object) -> Term:
    chain = ResponsibilityChain(
        organizations=[Organization("X", kind=kind, elected_on=elected_on, **more)]  # type: ignore[arg-type]
    )
    (term,) = terms(chain, at=at)
    return term


# --- how long ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "elected_on", "unit_type", "years"),
    [
        ("branch", date(2018, 7, 11), "village", 3),
        ("branch", date(2018, 7, 12), None, 3),
        ("branch", date(2018, 7, 12), "village", 5),
        ("branch", date(2024, 1, 1), "organ", 3),
        ("general_branch", date(2018, 7, 12), "organ", 3),
        ("committee", date(2018, 7, 11), None, 4),
        ("committee", date(2018, 7, 12), None, 5),
        ("committee", PartialDate(2018, 7), None, 5),
    ],
)
def test_a_term_follows_the_rule_of_the_day_it_began(kind, elected_on, unit_type, years):
    """Of two former terms the longer counts, and a month that holds the day of the change is after it."""
    assert of(kind, elected_on, unit_type=unit_type).years == years


def test_the_shorter_of_two_former_terms_stands_beside_the_longer():
    """Where the length comes from is kept with the term."""
    held = of("committee", date(2017, 6, 1)).held

    assert held is not None
    assert (held.value, held.or_else, held.citation) == (4, 3, "older_terms")


@pytest.mark.parametrize(
    ("elected_on", "ends_on"),
    [
        (date(2023, 9, 30), date(2026, 9, 30)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (PartialDate(2023, 6), date(2026, 6, 30)),
        (PartialDate(2023), date(2026, 12, 31)),
        (date(9998, 1, 1), date.max),
    ],
)
def test_a_term_ends_on_the_first_day_no_longer_in_it(elected_on, ends_on):
    """Known to the month or year it runs from the last day; the end of the calendar is no trouble."""
    assert of("branch", elected_on).ends_on == ends_on


def test_without_a_rule_of_its_time_nothing_is_concluded():
    """What a general branch had before 2018-07-12 is not known, and that is what is said."""
    term = of("general_branch", date(2018, 7, 11))

    assert (term.years, term.ends_on, term.held, term.state) == (None, None, None, TermState.UNKNOWN)
    assert term.label.zh == "当时的任期规定未查明"


def test_a_profile_sets_terms_of_its_own():
    """The unit's own number acts, and is known to be its own."""
    profile = Profile.from_bytes(
        dedent("""
            schema = "dangjian-chain-profile/1"
            name = "示例口径"
            reason = "示例"
            [[overrides]]
            parameter = "branch_term_years"
            value = 4
            reason = "示例"
        """).encode()
    )
    chain = ResponsibilityChain(
        organizations=[Organization("Z1", kind="branch", elected_on=date(2023, 1, 1))]
    )
    (usual,), (own,) = terms(chain, at=AT), terms(chain, AT, profile)
    (listed,), (again,) = terms(chain, AT, [profile]), terms(chain, at=AT)

    assert (usual.years, own.years, listed.years, again.years) == (3, 4, 4, 3)
    assert own.held is not None
    assert own.held.override is not None


# --- who ---------------------------------------------------------------------------------------------


ROSTER = """
organizations:
- {id: A, kind: committee, elected_on: 2021-09-30}
- {id: B, kind: branch, superior: A, elected_on: 2023-12-01, name: 示例支部}
- {id: C, kind: branch, superior: A, temporary: true, elected_on: 2020-01-01}
- {id: D, kind: branch, superior: A}
- {id: E, kind: group, superior: B, elected_on: 2020-01-01}
- {id: F, kind: branch, superior: A, elected_on: 2020-01-01, valid_to: 2026-09-30}
- {id: G, kind: general_branch, superior: A, elected_on: 2017-01-01}
- {id: H, kind: branch, superior: A, elected_on: 2023-12-01, temporary: false}
- {id: I, kind: discipline_commission, superior: A, elected_on: 2020-01-01}
- {id: J, kind: branch, superior: A, elected_on: 2026-09-01}
"""


def test_terms_are_those_of_committees_general_branches_and_branches_in_force():
    """Never of temporary ones, by the end of the term and then by id, without an end last."""
    found = terms(chain_of(ROSTER), at=AT)

    assert [term.organization for term in found] == ["A", "B", "H", "J", "G"]
    assert found.undated == ("D",)
    assert found.day == AT


def test_one_organization_can_be_asked_for():
    """Without a date it is unknown, without a term it is none, and an unknown id names the nearest."""
    found = terms(chain_of(ROSTER), at=AT)
    bare = found.of("D")

    assert bare is not None
    assert (bare.state, bare.label.zh, bare.due_on) == (TermState.UNKNOWN, "未填写换届时间", None)
    assert (found.of("C"), found.of("E"), found.of("F")) == (None, None, None)
    with pytest.raises(UnknownNameError):
        found.of("Z")


def test_terms_are_a_sequence():
    """Places count from both ends, and a part of it is one too."""
    found = terms(chain_of(ROSTER), at=AT)

    assert found[0] == found.of("A")
    assert found[-1].organization == "G"
    assert isinstance(found[1:3], Terms)
    assert [term.name for term in found[1:3]] == ["示例支部", "H"]
    assert len(found) == len(list(found)) == 5
    assert repr(found) == "<Terms at 2026-09-30: 5, 0 ended, 3 end soon>"


def test_a_day_is_needed():
    with pytest.raises(MissingDayError):
        terms(chain_of(ROSTER))

    assert len(terms(chain_of(ROSTER).at(AT))) == 5


def test_an_empty_chain_has_no_terms():
    found = terms(ResponsibilityChain(), at=AT)

    assert (len(found), list(found), found.undated, len(found.due())) == (0, [], (), 0)


# --- how it stands -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elected_on", "state"),
    [
        (date(2023, 9, 29), TermState.ENDED),
        (date(2023, 9, 30), TermState.SOON),
        (date(2023, 10, 1), TermState.SOON),
        (date(2024, 3, 30), TermState.SOON),
        (date(2024, 3, 31), TermState.RUNNING),
        (date(2026, 10, 1), TermState.RUNNING),
    ],
)
def test_a_term_has_ended_after_its_end_and_ends_soon_within_six_months(elected_on, state):
    """The anniversary is the last day of the term, and the last of the six months counts."""
    assert of("branch", elected_on).state is state


@pytest.mark.parametrize(
    ("elected_on", "state", "until"),
    [
        ("2022-09-29", TermState.ENDED, date(2026, 9, 29)),
        ("2022-09-30", TermState.EXTENDED, date(2026, 9, 30)),
        ("2022-10-01", TermState.EXTENDED, date(2026, 10, 1)),
        ("2023-10-01", TermState.RUNNING, date(2027, 10, 1)),
    ],
)
def test_an_extension_lasts_a_year_at_most(elected_on, state, until):
    """After the day on which it is over the term has ended; before its end an extended term runs."""
    term = terms(chain_of(EXTENDED.replace("ELECTED", elected_on)), at=AT).of("Z1")

    assert term is not None
    assert (term.state, term.extended_until, term.due_on) == (state, until, until)


@pytest.mark.parametrize(
    ("why", "known"),
    [
        ("term_extension", True),
        ("依据term_extension", True),
        ("《关于党的基层组织任期的意见》关于延期的规定", True),
        ("《关于党的基层组织任期的意见》", False),
        ("延期", False),
        ("long_term_extension", False),
        ("branch_term", False),
    ],
)
def test_an_extension_is_known_by_the_ground_of_its_duty(why, known):
    """The key of the fact, or the instrument by its title and what it is about."""
    document = EXTENDED.replace("ELECTED", "2023-01-01").replace("why: term_extension", f"why: {why}")
    term = terms(chain_of(document), at=AT).of("Z1")

    assert term is not None
    assert (term.extended_until is not None) is known


@pytest.mark.parametrize(
    ("record", "known"),
    [
        ("{organization: Z1, kind: decided, on: 2026-09-30, duty: S1}", True),
        ("{organization: Z1, kind: decided, on: 2026-10-01, duty: S1}", False),
        ("{organization: Z1, kind: decided, on: 2023-01-02, duty: S1}", True),
        ("{organization: Z1, kind: decided, on: 2023-01-01, duty: S1}", False),
        ("{organization: Z1, kind: decided, on: 2023-01, duty: S1}", True),
        ("{organization: Z1, kind: performed, on: 2025-05-20, duty: S1}", False),
        ("{organization: Z1, kind: decided, on: 2025-05-20}", False),
        ("{organization: D1, kind: decided, on: 2025-05-20, duty: S1, subordinate: Z1}", True),
        ("{organization: D1, kind: decided, on: 2025-05-20, duty: S1}", False),
        ("{organization: Z1, kind: decided, on: 2025-05-20, duty: S1, subordinate: Z9}", False),
        ("{organization: Z9, kind: decided, on: 2025-05-20, duty: S1}", False),
    ],
)
def test_an_extension_is_a_decision_about_the_organization_in_its_term(record, known):
    """After the election and up to the day, its own without a subordinate or its superior's about it."""
    document = EXTENDED.replace("ELECTED", "2023-01-01").replace(
        "{organization: Z1, kind: decided, on: 2025-05-20, duty: S1, by: D1}", record
    )
    term = terms(chain_of(document), at=AT).of("Z1")

    assert term is not None
    assert (term.extended_until is not None) is known


def test_a_part_inherits_the_ground_of_the_duty_above_it():
    document = EXTENDED.replace("ELECTED", "2023-01-01").replace("duty: S1", "duty: S2")
    chain = chain_of(document.replace("records:", "- {id: S2, title: 延期一年, parent: S1}\nrecords:"))
    term = terms(chain, at=AT).of("Z1")

    assert term is not None
    assert term.state is TermState.EXTENDED


def test_where_no_extension_is_limited_an_extended_term_has_no_end():
    """Asked before the provision held: what is on record is said, and no limit made up."""
    document = EXTENDED.replace("ELECTED", "2014-01-01").replace("2025-05-20", "2017-01-01")
    term = terms(chain_of(document), at=date(2018, 1, 1)).of("Z1")

    assert term is not None
    assert (term.state, term.extended_until, term.due_on) == (TermState.EXTENDED, None, date(2017, 1, 1))


# --- who is due ----------------------------------------------------------------------------------------


DUE = """
organizations:
- {id: A, kind: committee, elected_on: 2025-01-01}
- {id: B, kind: branch, superior: A, elected_on: 2022-12-01}
- {id: C, kind: branch, superior: A, elected_on: 2022-10-15}
- {id: D, kind: branch, superior: A, elected_on: 2023-08-01}
- {id: E, kind: branch, superior: A, elected_on: 2024-01-01}
- {id: F, kind: branch, superior: A, elected_on: 2024-03-31}
duties:
- {id: S1, title: 延期换届, why: term_extension}
records:
- {organization: B, kind: decided, on: 2025-05-20, duty: S1, by: A}
- {organization: C, kind: decided, on: 2025-05-20, duty: S1, by: A}
"""


def test_those_that_have_ended_come_first_then_by_date():
    """An extended term is due when its extension ends."""
    found = terms(chain_of(DUE), at=AT)

    assert [term.organization for term in found] == ["C", "B", "D", "E", "F", "A"]
    assert [term.organization for term in found.due()] == ["D", "C", "B", "E"]
    assert [term.organization for term in found.due(0)] == ["D"]
    assert [term.organization for term in found.due(1)] == ["D", "C"]
    assert [term.organization for term in found.due(6)] == ["D", "C", "B", "E"]
    assert [term.organization for term in found.due(7)] == ["D", "C", "B", "E", "F"]
    assert [term.organization for term in found.ended] == ["D"]
    assert [term.organization for term in found.soon] == ["E"]


def test_counts_are_by_state():
    counts = terms(chain_of(DUE), at=AT).counts

    assert counts == {"running": 2, "soon": 1, "ended": 1, "extended": 2, "unknown": 0}
    assert terms(chain_of(DUE), at=AT).due(0).counts["ended"] == 1


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_has_the_columns(backend):
    """Days are words, as they were entered."""
    found = terms(chain_of(ROSTER), at=AT)
    frame = found.to_frame(backend)
    names = getattr(frame, "column_names", None) or list(frame.columns)

    assert names == list(found.columns())
    assert names[:5] == ["organization", "name", "kind", "elected_on", "years"]
    assert found.columns()["ends_on"] == ["2026-09-30", "2026-12-01", "2026-12-01", "2029-09-01", None]


def test_the_order_of_rows_is_nothing():
    rows = ROSTER.strip().split("\n")
    shuffled = "\n".join([rows[0], *reversed(rows[1:])])

    assert list(terms(chain_of(shuffled), at=AT)) == list(terms(chain_of(ROSTER), at=AT))


def test_many_organizations_are_looked_at_as_arrays(monkeypatch):
    """Of a hundred thousand branches none becomes an object before it is asked for."""
    count = 100_000
    chain = ResponsibilityChain.of_tables(
        {
            "organizations": type(ResponsibilityChain().tables["organizations"]).of_columns(
                Organization,
                {
                    "id": [f"Z{number:06}" for number in range(count)],
                    "kind": ["branch"] * count,
                    "elected_on": np.array(
                        [date(2023, 1, 1 + number % 28) for number in range(count)], dtype=object
                    ),
                },
            )
        }
    )
    made = []
    monkeypatch.setattr("dangjian_chain.performance.term_arrays.Term", lambda **values: made.append(values))
    found = terms(chain, at=AT)

    assert len(found.ended) == count
    assert made == []
    assert len(found[:3]) == 3


# --- words ---------------------------------------------------------------------------------------------


def test_states_have_words():
    assert [state.label.zh for state in TermState] == [
        *("任期内", "即将届满", "已届满", "延期中", "未填写换届时间"),
    ]


def test_every_length_is_known_to_the_rulebook():
    from dangjian_chain.rulebook import rulebook

    assert set(LENGTHS.values()) <= set(rulebook().parameters)


def test_a_day_beyond_the_calendar_is_its_last():
    assert (shifted(date(9999, 6, 1), 12), shifted(date(1, 1, 1), -12)) == (date.max, date.min)
