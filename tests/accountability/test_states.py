"""States: what the records say of a step, and what silence does not say."""

from __future__ import annotations

from datetime import date

import pytest

import dangjian_chain as dc
from dangjian_chain import State
from dangjian_chain.period import PartialDate
from tests.accountability.bureau import bureau, degrees, step, trace

FAILED = dc.Outcome.FAILED
YEAR = {"from_": date(2025, 1, 1), "until": date(2026, 1, 1)}


def state(chain: dc.ResponsibilityChain, organization: str = "D1", **asked: str) -> State:
    return step(trace(chain, **asked), organization).state


def test_without_records_nothing_is_concluded():
    """Silence is not guilt: neither of the owner nor of anybody above."""
    assert [one.state for one in trace(bureau()).steps] == [State.UNKNOWN] * 3


@pytest.mark.parametrize("kind", [dc.RecordKind.SUPERVISED, dc.RecordKind.APPRAISED])
@pytest.mark.parametrize("about", [{}, {"duty": ("Z1", "Y1")}, {"subordinate": "D1-01"}])
def test_one_visit_discharges_whatever_it_covers(kind: dc.RecordKind, about: dict[str, object]):
    """A record without duty or subordinate covers all of them; a year is due by default."""
    assert state(bureau({"organization": "D1", "kind": kind, **about})) is State.DISCHARGED


@pytest.mark.parametrize("about", [{"duty": ("Y1",)}, {"subordinate": "D1-J"}, {"organization": "LC"}])
def test_a_visit_about_something_else_discharges_nothing(about: dict[str, object]):
    assert state(bureau({"organization": "D1", **about})) is State.UNKNOWN


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 12, 31), State.UNKNOWN),
        (date(2025, 1, 1), State.DISCHARGED),
        (date(2025, 12, 31), State.DISCHARGED),
        (date(2026, 3, 1), State.UNKNOWN),
        (PartialDate(2025), State.DISCHARGED),
        (PartialDate(2024, 12), State.UNKNOWN),
    ],
)
def test_good_records_count_in_the_last_whole_period(on: dc.PartialDate, expected: State):
    assert state(bureau({"organization": "D1", "on": on})) is expected


def test_a_record_made_late_counts_for_the_year_it_states():
    """The column `period` says what a record is for."""
    late = {"organization": "D1", "on": date(2026, 1, 20)}

    assert state(bureau(late)) is State.UNKNOWN
    assert state(bureau({**late, "period": "2025"})) is State.DISCHARGED
    assert state(bureau({**late, "period": "2025-12"})) is State.DISCHARGED
    assert state(bureau({**late, "period": "上年度"})) is State.UNKNOWN


@pytest.mark.parametrize(
    "said", [{"outcome": FAILED}, {"grade": "差"}, {"grade": "较差"}, {"grade": "不合格"}]
)
@pytest.mark.parametrize("on", [date(2025, 1, 1), date(2026, 9, 30)])
def test_a_failing_record_since_the_period_began_makes_it_accountable(said: dict[str, object], on: date):
    """A level answers where a record says that its own management failed; a good one beside it does not hide that."""
    good = {"organization": "D1"}
    chain = bureau(good, {"organization": "D1", "on": on, **said})

    assert state(chain) is State.ACCOUNTABLE
    assert degrees(step(trace(chain), "D1")) == {None: "overall", "D1.sj": "main", "D1.zw": "main"}
    assert degrees(step(trace(chain), "LC")) == {}


@pytest.mark.parametrize(
    "on", [date(2024, 12, 31), date(2026, 10, 1), PartialDate(2024), PartialDate(2026, 10)]
)
def test_an_old_or_coming_failure_says_nothing_of_this_day(on: dc.PartialDate):
    assert state(bureau({"organization": "D1", "on": on, "outcome": FAILED})) is State.UNKNOWN


def test_a_failure_known_to_the_year_counts_only_where_every_day_of_it_would():
    """The day most favorable to the unit: 2025 lies whole in the period, 2026 has begun within it."""
    for year, expected in ((2024, State.UNKNOWN), (2025, State.ACCOUNTABLE), (2026, State.ACCOUNTABLE)):
        chain = bureau({"organization": "D1", "on": PartialDate(year), "outcome": FAILED})

        assert state(chain) is expected


@pytest.mark.parametrize("grade", ["好", "较好", "一般", "基本合格"])
def test_other_grades_do_not_fail(grade: str):
    assert state(bureau({"organization": "D1", "grade": grade})) is State.DISCHARGED


def test_not_recorded_needs_the_statement_that_records_are_complete():
    """Not recorded, to be verified: it lists whom to ask and blames nobody."""
    whole = bureau(cover=[{"organization": "LC", **YEAR}])
    told = step(trace(whole), "D1")

    assert told.state is State.NOT_RECORDED
    assert told.liabilities() == ()
    assert told.roles() == ("D1.sj", "D1.zw")
    assert "待核实" in told.fact.zh


@pytest.mark.parametrize(
    "cover",
    [
        [{"organization": "LC", **YEAR, "until": date(2025, 12, 31)}],
        [{"organization": "D1-01", **YEAR}],
        [{"organization": "LC", **YEAR, "kind": dc.RecordKind.APPRAISED}],
        [{"organization": "XX", **YEAR}],
        [
            {"organization": "LC", **YEAR, "until": date(2025, 6, 1)},
            {"organization": "D1", **YEAR, "from_": date(2025, 6, 2)},
        ],
    ],
)
def test_incomplete_records_conclude_nothing(cover: list[dict[str, object]]):
    assert state(bureau(cover=cover)) is State.UNKNOWN


def test_covers_add_up():
    """Two statements that meet cover the whole year."""
    halves = [
        {"organization": "D1", **YEAR, "until": date(2025, 7, 1)},
        {"organization": "LC", **YEAR, "from_": date(2025, 7, 1)},
    ]

    assert state(bureau(cover=halves)) is State.NOT_RECORDED


def test_nothing_was_due_from_what_was_not_there():
    """A branch set up within the year is not missed in that year's supervision."""
    chain = bureau(cover=[{"organization": "LC", **YEAR}])
    branch = [
        dc.Organization("D1-01", kind="branch", superior="D1", valid_from=date(2025, 3, 1))
        if one.id == "D1-01"
        else one
        for one in chain.organizations.values()
    ]

    assert state(chain.with_collection("organizations", branch)) is State.UNKNOWN


def test_the_managing_cycle_of_the_duty_is_what_is_due():
    """A quarterly one looks at the last whole quarter."""
    chain = bureau({"organization": "D1", "on": date(2026, 6, 30)})
    duties = [
        dc.Duty("Z1", "主题党日", performed_by=("branch",), managing_cycle="1/quarter")
        if one.id == "Z1"
        else one
        for one in chain.duties.values()
    ]

    assert state(chain) is State.UNKNOWN
    assert state(chain.with_collection("duties", duties)) is State.DISCHARGED


def test_a_rhythm_without_a_calendar_takes_any_record_and_misses_none():
    chain = bureau({"organization": "D1", "on": date(2019, 5, 1)}, cover=[{"organization": "LC", **YEAR}])
    duties = [
        dc.Duty("Z1", "主题党日", performed_by=("branch",), managing_cycle="on-event")
        if one.id == "Z1"
        else one
        for one in chain.duties.values()
    ]
    on_event = chain.with_collection("duties", duties)

    assert state(on_event) is State.DISCHARGED
    assert step(trace(on_event), "LC").state is State.UNKNOWN


def test_a_result_sheet_names_the_one_appraised_and_by_whom():
    """Who appraised has supervised, whatever the grade; a failing one is that of the one appraised."""
    for by, grade in (("D1", "好"), ("D1-U", "好"), ("D1", "差")):
        sheet = {"organization": "D1-01", "kind": dc.RecordKind.APPRAISED, "by": by, "grade": grade}

        assert state(bureau(sheet)) is State.DISCHARGED
    assert state(bureau({**sheet, "by": "某某检查组"})) is State.UNKNOWN
    of_brigade = bureau({**sheet, "organization": "D1", "by": "LC"})
    assert [one.state for one in trace(of_brigade).steps[1:]] == [State.ACCOUNTABLE, State.DISCHARGED]


def test_a_finding_names_the_level_it_is_about_and_who_made_it():
    """A supervision that failed is that of its organization, whoever wrote it down."""
    for by in (None, "LC", "D1-J", "某检查组"):
        assert state(bureau({"organization": "D1", "outcome": FAILED, "by": by})) is State.ACCOUNTABLE


def test_what_is_said_of_somebody_elses_role_counts_as_done_and_blames_nobody():
    """The branch secretary was rated poorly at a work-report session: the committee has appraised."""
    rated = {"organization": "D1", "kind": dc.RecordKind.APPRAISED, "subordinate": "D1-01", "grade": "差"}

    assert state(bureau({**rated, "role": "D1-01.sj"})) is State.DISCHARGED
    assert state(bureau({**rated, "role": "D1.sj"})) is State.ACCOUNTABLE
    assert state(bureau(rated)) is State.ACCOUNTABLE


def test_a_departments_visit_is_that_of_its_organization():
    assert state(bureau({"organization": "D1-U", "subordinate": "D1-01"})) is State.DISCHARGED


def test_where_nothing_is_asked_only_a_record_of_the_duty_itself_counts():
    """A blanket visit is about what is managed; beyond the managed levels it says nothing."""
    failed = {"organization": "D1", "outcome": FAILED}
    asked = {"duty": "Z2", "organization": "D1-01-G1"}

    assert step(trace(bureau(failed), **asked), "D1").state is State.UNKNOWN
    assert step(trace(bureau({**failed, "duty": ("Z2",)}), **asked), "D1").state is State.ACCOUNTABLE


def test_who_manages_elsewhere_is_asked_nothing_on_this_line():
    """LC manages its own branch, and is two hand-overs away from this one."""
    more = [
        dc.Organization("M", kind="committee", superior="LC"),
        dc.Organization("D2", kind="committee", superior="M"),
        dc.Organization("B1", kind="branch", superior="D2"),
        dc.Organization("BX", kind="branch", superior="LC"),
    ]
    duty = dc.Duty("X1", "走访", performed_by=("branch",), managed_levels=1)
    chain = bureau(cover=[{"organization": "LC", **YEAR}], organizations=more, duties=[duty])
    told = step(trace(chain, "X1", "B1"), "LC")

    assert (told.state, told.answerers) == (State.UNKNOWN, ())
    assert "只抓1级" in told.fact.zh


def test_a_chain_that_names_no_holders_has_no_vacancies():
    """Persons are optional: a vacancy cannot be told, and the posts stand where they stand."""
    chain = bureau().with_collection("appointments", [])

    assert degrees(trace(chain).steps[0]) == {None: "overall", "D1-01.sj": "main"}
    assert not any(one.is_vacant for told in trace(chain).steps for one in told.answerers)


def test_what_was_not_loaded_at_all_is_no_break():
    """Neither lists nor roles: nothing is broken that one could see."""
    chain = bureau().with_collection("assignments", []).with_collection("roles", [])

    assert [one for told in trace(chain).steps for one in told.breaks] == []


# --- the owner ---------------------------------------------------------------------------------


def performed(**row: object) -> dict[str, object]:
    return {"organization": "D1-01", "kind": dc.RecordKind.PERFORMED, "on": date(2026, 8, 5), **row}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], State.UNKNOWN),
        ([performed()], State.PERFORMED),
        ([performed(duty=("Z1", "Y1"))], State.PERFORMED),
        ([performed(duty=("Y1",))], State.UNKNOWN),
        ([performed(on=date(2026, 8, 31))], State.PERFORMED),
        ([performed(on=date(2026, 9, 1))], State.UNKNOWN),
        ([performed(outcome=FAILED)], State.NOT_PERFORMED),
        ([performed(outcome=FAILED), performed(on=date(2026, 8, 9))], State.PERFORMED),
        ([performed(outcome=FAILED), performed(on=date(2026, 9, 9))], State.UNKNOWN),
        ([performed(on=date(2026, 9, 9), outcome=FAILED)], State.NOT_PERFORMED),
        ([performed(on=date(2026, 10, 1))], State.UNKNOWN),
    ],
)
def test_the_first_step_says_whether_records_bear_the_failure_out(
    records: list[dict[str, object]], expected: State
):
    """The last whole month is August: September has ended when October begins."""
    assert state(bureau(*records), "D1-01") is expected


def test_complete_records_without_the_duty_bear_it_out():
    cover = [
        {
            "organization": "D1",
            "kind": dc.RecordKind.PERFORMED,
            "from_": date(2026, 1, 1),
            "until": date(2026, 10, 1),
        }
    ]
    paths = trace(bureau(cover=cover))

    assert paths.steps[0].state is State.NOT_PERFORMED
    assert paths.steps[1].state is State.UNKNOWN


def test_the_owner_is_named_whatever_the_records_say():
    """The question is: if it failed here, who answers?"""
    for records in ([], [performed()], [performed(outcome=FAILED)]):
        assert degrees(trace(bureau(*records)).steps[0]) == {None: "overall", "D1-01.sj": "main"}


def test_who_only_manages_a_duty_owns_the_managing_of_it():
    """Its own supervision shows it, over whomever; a theme day of the committee is missed by nobody."""
    complete = [
        {
            "organization": "LC",
            "kind": dc.RecordKind.PERFORMED,
            "from_": date(2026, 1, 1),
            "until": date(2026, 10, 1),
        }
    ]
    visit = {"organization": "D1", "subordinate": "D1-01", "duty": ("Z1",)}

    def owner(*records: dict[str, object], cover: list[dict[str, object]]) -> State:
        return trace(bureau(*records, cover=cover), organization="D1").steps[0].state

    assert owner(cover=complete) is State.UNKNOWN
    assert owner(visit, cover=[]) is State.PERFORMED
    assert owner({**visit, "outcome": FAILED}, cover=[]) is State.UNKNOWN
    assert owner(cover=[{"organization": "LC", **YEAR}]) is State.UNKNOWN


# --- discipline -----------------------------------------------------------------------------------


def test_a_discipline_body_answers_for_its_own_supervision():
    """A record that says it failed; the committee's management is another matter."""
    chain = bureau({"organization": "D1-J", "subordinate": "D1-01", "outcome": FAILED})
    told = step(trace(chain), "D1")

    assert told.state is State.UNKNOWN
    assert [(one.organization, one.role, str(one.liability)) for one in told.liabilities()] == [
        ("D1-J", None, "supervisory")
    ]


def test_a_discipline_member_answers_for_its_own_supervision():
    """The record is about that role, and so the branch's body is not in question."""
    chain = bureau({"organization": "D1-01", "role": "D1-01.jw", "outcome": FAILED})

    assert degrees(trace(chain).steps[0]) == {None: "overall", "D1-01.sj": "main", "D1-01.jw": "supervisory"}


def test_a_commission_that_supervised_well_is_not_named():
    assert step(trace(bureau({"organization": "D1-J"})), "D1").answerers[-1].organization == "D1"


def test_votes_for_a_failing_grade_are_no_failing_grade() -> None:
    """A line of a vote form says how many voted so; only a grade that was given says that it failed."""
    line = {"organization": "D1", "kind": dc.RecordKind.APPRAISED, "grade": "差", "subordinate": "D1-01"}

    assert state(bureau(line)) is State.ACCOUNTABLE
    assert state(bureau({**line, "amount": 3.0})) is State.DISCHARGED
