"""What is due: views of it, how far it was done, and why; every item has a slow twin in `tests/twins`."""

from __future__ import annotations

from datetime import date

import pandas as pd
import polars as pl
import pytest

from dangjian_chain import Period, ResponsibilityChain, due
from dangjian_chain.errors import MissingDayError, UnknownNameError
from dangjian_chain.performance.asked_period import asked_period
from dangjian_chain.performance.due import DueItems
from dangjian_chain.performance.due_state import DueState
from dangjian_chain.performance.landed import LandedRow
from dangjian_chain.period import PartialDate
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)
DOCUMENT = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D2, name: 示例二队党委, kind: committee, superior: D1}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D2}
roles:
- {id: D1.sj, organization: D1, kind: secretary}
- {id: Z1.sj, organization: Z1, kind: secretary}
- {id: Z1.zz, organization: Z1, kind: organization_member}
duties:
- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter, bearers: {first: secretary}, managed_levels: 1}
- {id: S2, title: 组织生活会, performed_by: [branch], cycle: 1/year, due: "03-31", bearers: {direct: organization_member}, managed_levels: 0}
- {id: S3, title: 特色活动, performed_by: [branch], cycle: 1/half-year, nature: elective}
- {id: S4, title: 班子换届, performed_by: [branch], cycle: 1/term, managed_levels: 0}
records:
- {organization: Z1, kind: performed, on: 2026-02-10, duty: [S1], evidence: 示例纪要1号}
- {organization: Z1, kind: performed, on: 2026-07-02, duty: [S1], period: 2026年第二季度}
- {organization: Z1, kind: performed, on: 2026-04-02, duty: [S2]}
- {organization: Z1, kind: performed, on: 2026-05-06, duty: [S3]}
- {organization: D1, kind: supervised, on: 2026-03-05, subordinate: Z1}
records_cover:
- {kind: performed, organization: D2, from: 2026-01-01, until: 2026-07-01}
"""


@pytest.fixture
def chain() -> ResponsibilityChain:
    return chain_of(DOCUMENT)


@pytest.fixture
def items(chain: ResponsibilityChain) -> DueItems:
    return due(chain, 2026, at=DAY)


def shown(items: DueItems) -> list[tuple[str, str, str, str]]:
    """Return duty, organization, last day in time and state of each item."""
    return [(item.duty, item.organization, f"{item.due_on:%m-%d}", str(item.state)) for item in items]


def test_everything_due_in_order_with_what_the_records_show(items):
    """Done late counts for the period that is stated; without a statement of completeness nothing is concluded."""
    assert shown(items) == [
        ("S1", "Z1", "03-31", "done"),
        ("S1", "Z1", "06-30", "late"),
        ("S1", "Z1", "09-30", "running"),
        ("S1", "Z1", "12-31", "running"),
        ("S1", "Z2", "03-31", "not_seen"),
        ("S1", "Z2", "06-30", "not_seen"),
        ("S1", "Z2", "09-30", "running"),
        ("S1", "Z2", "12-31", "running"),
        ("S1", "D1", "12-31", "running"),
        ("S1", "D1", "12-31", "done"),
        ("S1", "D2", "12-31", "running"),
        ("S2", "Z1", "03-31", "late"),
        ("S2", "Z2", "03-31", "not_seen"),
        ("S3", "Z1", "06-30", "done"),
        ("S3", "Z1", "12-31", "offered"),
        ("S3", "Z2", "06-30", "offered"),
        ("S3", "Z2", "12-31", "offered"),
    ]


def test_an_item_says_all_of_itself(items):
    item = items.managing[1]

    assert (item.duty, item.title) == ("S1", "支部党员大会")
    assert (item.organization, item.name) == ("D1", "示例大队党委")
    assert (item.subordinate, item.subordinate_name, str(item.function)) == ("Z1", "示例一支部", "manage")
    assert (item.wanted, item.done, item.late, item.is_required) == (1, 1, 0, True)
    assert (item.period, item.words.zh) == (Period(date(2026, 1, 1), date(2027, 1, 1)), "2026年")
    late = items[1]
    assert (late.subordinate, late.subordinate_name, str(late.function)) == (None, None, "perform")
    assert (late.done, late.late, late.words.zh) == (1, 1, "2026年第二季度")


def test_items_are_a_sequence(items):
    assert len(items) == 17
    assert shown(items[-1:]) == [shown(items)[-1]]
    assert list(items[2:4]) == [items[2], items[3]]
    assert items[-1] == list(items)[-1]


# --- parts of it ----------------------------------------------------------------------------------------


def test_parts_by_organization(items):
    assert {item.organization for item in items.of("D2")} == {"D2"}
    assert {item.organization for item in items.under("D2")} == {"D2", "Z2"}
    assert len(items.under("D1")) == len(items)


def test_parts_by_duty_and_function(items):
    assert {item.duty for item in items.of_duty("S2")} == {"S2"}
    assert len(items.of_duty("S4")) == 0
    assert {item.organization for item in items.managing} == {"D1", "D2"}
    assert len(items.performing) + len(items.managing) == len(items)


def test_a_role_has_what_it_is_expected_to_bear_in_that_function(items):
    assert {(item.duty, item.organization, str(item.function)) for item in items.of_role("Z1.sj")} == {
        ("S1", "Z1", "perform")
    }
    assert {item.duty for item in items.of_role("Z1.zz")} == {"S2"}
    assert {str(item.function) for item in items.of_role("D1.sj")} == {"manage"}


def test_parts_by_state_and_day(items):
    assert {item.state for item in items.in_state(DueState.LATE, DueState.DONE)} == {
        DueState.LATE,
        DueState.DONE,
    }
    assert shown(items.overdue) == [
        ("S1", "Z2", "03-31", "not_seen"),
        ("S2", "Z2", "03-31", "not_seen"),
        ("S1", "Z2", "06-30", "not_seen"),
    ]
    assert [row[2] for row in shown(items.upcoming)] == ["09-30", "09-30", *["12-31"] * 4]
    assert {row[2] for row in shown(items.before(date(2026, 6, 30)))} == {"03-31", "06-30"}


def test_a_part_of_a_part_is_both(items):
    assert shown(items.of("Z2").overdue.of_duty("S2").before(date(2026, 3, 31))) == [
        ("S2", "Z2", "03-31", "not_seen")
    ]
    assert len(items.of("Z1").of("Z2")) == 0


@pytest.mark.parametrize("part", ["of", "under", "of_duty", "of_role"])
def test_a_name_that_the_chain_does_not_have_is_an_error(items, part):
    with pytest.raises(UnknownNameError):
        getattr(items, part)("X9")


# --- when -------------------------------------------------------------------------------------------------


def test_what_is_due_on_the_day_itself_is_not_past_it(chain):
    on_the_day, after = (
        due(chain, 2026, at=date(2026, month, day)).of_duty("S2").of("Z2") for month, day in ((3, 31), (4, 1))
    )

    assert (on_the_day[0].state, after[0].state) == (DueState.RUNNING, DueState.NOT_SEEN)


def test_left_out_the_period_is_the_calendar_year_of_the_day(chain, items):
    assert shown(due(chain, at=DAY)) == shown(items)
    assert due(chain.at(DAY)).period == items.period == Period(date(2026, 1, 1), date(2027, 1, 1))
    assert items.day == DAY
    assert items.chain.day == DAY


def test_without_a_day_it_is_an_error(chain):
    with pytest.raises(MissingDayError):
        due(chain, 2026)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (2025, date(2025, 1, 1), date(2026, 1, 1)),
        ("2026-07", date(2026, 7, 1), date(2026, 8, 1)),
        ("2026年下半年", date(2026, 7, 1), date(2027, 1, 1)),
        (Period(date(2026, 2, 3), date(2026, 2, 5)), date(2026, 2, 3), date(2026, 2, 5)),
        (Period(PartialDate(2026, 2), PartialDate(2026, 3)), date(2026, 2, 1), date(2026, 3, 31)),
    ],
)
def test_a_period_is_a_year_words_or_days(period, start, end):
    assert asked_period(period, DAY) == (start, end)


@pytest.mark.parametrize("period", ["上半年", "", 20260, Period(date(2026, 1, 1)), Period(None, DAY)])
def test_a_period_that_is_none_is_an_error(period):
    with pytest.raises(ValueError, match="period"):
        asked_period(period, DAY)


def test_nothing_due_has_its_columns_all_the_same(chain):
    nothing = due(chain, Period(date(2026, 2, 3), date(2026, 2, 5)), at=DAY)

    assert (len(nothing), repr(nothing)) == (0, "<DueItems at 2026-09-30: 0 (nothing due)>")
    assert set(map(len, nothing.columns().values())) == {0}
    assert list(nothing.to_frame().columns) == list(nothing.columns())
    assert set(nothing.counts.values()) == {0}
    assert list(nothing.landed()) == []
    assert nothing.landed().total.rate is None


def test_an_organization_owes_nothing_for_a_span_it_was_not_there_for_as_a_whole():
    """Known to the month or year it is read in its favor; a superior sees to none that was not there."""
    new = chain_of(
        """
        organizations:
        - {id: D1, kind: committee}
        - {id: Z1, kind: branch, superior: D1, valid_from: 2026-04}
        - {id: Z2, kind: branch, superior: D1, valid_from: 2026-04-01}
        - {id: Z3, kind: branch, superior: D1, valid_to: 2026-12-31}
        - {id: Z4, kind: branch, superior: D1, valid_to: 2027-01-01}
        duties:
        - {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter}
        """
    )
    items = due(new, 2026, at=DAY)
    count = {id_: len(items.of(id_)) for id_ in ("Z1", "Z2", "Z3", "Z4")}

    assert count == {"Z1": 2, "Z2": 3, "Z3": 3, "Z4": 4}
    assert [item.subordinate for item in items.managing] == ["Z4"]


# --- matched -----------------------------------------------------------------------------------------------


def states(
    *records: str, duty: str = "cycle: 1/quarter", cover: str = "from: 2025-01-01, until: 2027-01-01"
) -> list[str]:
    """Return the states of one duty of one branch in 2026, on the last day of September."""
    chain = chain_of(
        "\n".join(
            [
                "organizations:",
                "- {id: Z1, kind: branch}",
                "duties:",
                f"- {{id: S1, title: 支部党员大会, performed_by: [branch], {duty}}}",
                "- {id: S2, title: 其中一项, parent: S1, cycle: on-event}",
                "- {id: S9, title: 另一项}",
                "records:",
                *(f"- {{organization: Z1, kind: performed, {record}}}" for record in records),
                "records_cover:",
                f"- {{kind: performed, organization: Z1, {cover}}}",
            ]
        )
    )
    return [str(item.state) for item in due(chain, 2026, at=DAY).of_duty("S1")]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("on: 2026-02-10, duty: [S1]", ["done", "not_seen"]),
        ("on: 2026-02-10", ["done", "not_seen"]),
        ("on: 2026-02-10, duty: [S2]", ["done", "not_seen"]),
        ("on: 2026-02-10, duty: [S9, S1]", ["done", "not_seen"]),
        ("on: 2026-02-10, duty: [S9]", ["not_seen", "not_seen"]),
        ("on: 2026-02-10, duty: [S8]", ["not_seen", "not_seen"]),
        ("on: 2026-02-10, duty: [S1], outcome: failed", ["not_seen", "not_seen"]),
        ("on: 2026-02-10, duty: [S1], grade: 差", ["not_seen", "not_seen"]),
        ("on: 2026-10-01, duty: [S1], period: 2026年第一季度", ["not_seen", "not_seen"]),
    ],
)
def test_a_good_record_counts_for_the_duties_that_it_names_their_wholes_and_all_where_it_names_none(
    record, expected
):
    """What failed counts for none, and what lies after the day is not there yet (DJ902)."""
    assert states(record)[:2] == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("on: 2026-07-02, period: 2026年第二季度", ["not_seen", "late"]),
        ("on: 2026-07-02, period: 2026-05", ["not_seen", "late"]),
        ("on: 2026-02-02, period: 2026年第二季度", ["not_seen", "done"]),
        ("on: 2026-05-02, period: 2025年", ["not_seen", "not_seen"]),
        ("on: 2026-05-02, period: 2026年", ["not_seen", "done"]),
        ("on: 2026-05-02, period: 上季度", ["not_seen", "done"]),
        ("on: 2026-07-02, period: 2026年上半年", ["not_seen", "not_seen"]),
        ("on: 2026-06", ["not_seen", "done"]),
        ("on: 2026", ["done", "done"]),
    ],
)
def test_a_stated_period_within_the_span_decides_else_the_days_that_the_date_can_mean(record, expected):
    """Of a wider period the days decide within it; words that state none are as if they were not there."""
    assert states(f"duty: [S1], {record}")[:2] == expected


def test_fewer_than_due_are_short_and_none_is_not_seen():
    twice = "cycle: 2/half-year"

    assert states("on: 2026-02-10", duty=twice) == ["short", "running"]
    assert states("on: 2026-02-10", "on: 2026-05-10", duty=twice) == ["done", "running"]
    assert states("on: 2026-02-10", "on: 2026-07-10, period: 2026年上半年", duty=twice) == ["late", "running"]
    assert states(duty=twice) == ["not_seen", "running"]


def test_one_more_in_time_takes_the_mark_of_being_late_away():
    """The late one was then not needed."""
    twice = "cycle: 2/half-year"
    late = "on: 2026-07-10, period: 2026年上半年"

    assert states("on: 2026-02-10", late, "on: 2026-03-10", duty=twice) == ["done", "running"]


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        ("from: 2026-01-01, until: 2026-04-01", ["not_seen", "unknown"]),
        ("from: 2026-01-01, until: 2026-03-31", ["unknown", "unknown"]),
        ("from: 2026-01-02, until: 2026-07-01", ["unknown", "not_seen"]),
        ("from: 2026-01, until: 2026-07", ["not_seen", "not_seen"]),
    ],
)
def test_nothing_is_concluded_where_records_are_not_stated_complete_each_day_up_to_the_last_in_time(
    cover, expected
):
    assert states(cover=cover)[:2] == expected


def test_who_performs_what_names_no_performers_is_who_declares_it():
    """An ordinary office list says of nobody that he performs; elective ones are offered, never missed."""
    chain = chain_of(
        """
        organizations:
        - {id: Z1, kind: branch}
        - {id: Z2, kind: branch, valid_to: 2026-01-01}
        - {id: Z3, kind: branch}
        duties:
        - {id: S1, title: 值班, cycle: 1/year, due: "03-31"}
        assignments:
        - {duty: S1, organization: Z1}
        - {duty: S1, organization: Z2}
        """
    )

    assert shown(due(chain, 2026, at=DAY)) == [("S1", "Z1", "03-31", "unknown")]


# --- visits ------------------------------------------------------------------------------------------------

VISITED = """
organizations:
- {id: D1, kind: committee}
- {id: D1.b, kind: unit, superior: D1}
- {id: D3, kind: committee}
- {id: Z1, kind: branch, superior: D1}
- {id: Z2, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 党费收缴, performed_by: [branch]}
- {id: S3, title: 其中一项, parent: S2}
records:
"""


@pytest.mark.parametrize(
    ("record", "seen"),
    [
        (
            "organization: D1, kind: supervised, on: 2025-05-05",
            ["S1 Z1", "S1 Z2", "S2 Z1", "S2 Z2", "S3 Z1", "S3 Z2"],
        ),
        ("organization: D1, kind: supervised, on: 2025-05-05, subordinate: Z1", ["S1 Z1", "S2 Z1", "S3 Z1"]),
        ("organization: D1, kind: supervised, on: 2025-05-05, duty: [S1]", ["S1 Z1", "S1 Z2"]),
        (
            "organization: D1, kind: supervised, on: 2025-05-05, duty: [S3], subordinate: Z2",
            ["S2 Z2", "S3 Z2"],
        ),
        ("organization: D1.b, kind: supervised, on: 2025-05-05, duty: [S1], subordinate: Z1", ["S1 Z1"]),
        ("organization: Z1, kind: appraised, by: D1, grade: 好, on: 2025-05-05, duty: [S1]", ["S1 Z1"]),
        ("organization: Z1, kind: appraised, by: D1.b, grade: 差, on: 2025-05-05, duty: [S1]", ["S1 Z1"]),
        ("organization: Z1, kind: appraised, by: 考核组, grade: 好, on: 2025-05-05, duty: [S1]", []),
        ("organization: Z1, kind: supervised, by: D1, on: 2025-05-05, duty: [S1]", []),
        ("organization: D1, kind: supervised, on: 2025-05-05, subordinate: Z9", []),
        ("organization: D3, kind: supervised, on: 2025-05-05, subordinate: Z1", []),
        (
            "organization: D1, kind: supervised, on: 2025-05-05, duty: [S1], outcome: failed",
            ["S1 Z1", "S1 Z2"],
        ),
        (
            "organization: D1, kind: supervised, on: 2026-01-05, period: 2025年, duty: [S1], subordinate: Z1",
            [],
        ),
        ("organization: D1, kind: reported, on: 2025-05-05", []),
    ],
)
def test_one_visit_covers_what_it_names_and_all_where_it_names_nothing(record, seen):
    """A result by the line superior is a visit; a department is the organization it belongs to."""
    found = due(chain_of(VISITED + f"- {{{record}}}"), 2025, at=DAY).managing

    assert {item.organization for item in found} == {"D1"}
    late = "2026-01-05" in record
    done = found.in_state(DueState.DONE)
    assert [f"{item.duty} {item.subordinate}" for item in done] == (["S1 Z1"] if late else seen)


def test_a_department_without_an_organization_above_visits_nobody():
    """And whom it appraised has visited nobody by that."""
    nobody = VISITED.replace("- {id: Z1,", "- {id: U, kind: unit}\n- {id: Z1,")
    row = "- {organization: D1, kind: appraised, by: U, grade: 好, on: 2025-05-05}"
    found = due(chain_of(nobody + row), 2025, at=DAY).managing

    assert (len(found), len(found.in_state(DueState.DONE))) == (6, 0)


# --- figures -----------------------------------------------------------------------------------------------


def test_counts_are_by_state_and_add_up(items):
    assert {str(state): count for state, count in items.counts.items() if count} == {
        "done": 3,
        "late": 2,
        "running": 6,
        "not_seen": 3,
        "offered": 3,
    }
    assert sum(items.counts.values()) == len(items)


def rows_of(items: DueItems, by: str) -> list[tuple[str, str, int, int, int, int, int, int]]:
    return [
        (row.key, row.name, row.due, row.done, row.late, row.not_seen, row.unknown, row.running)
        for row in items.landed(by)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "organization",
            [
                ("D1", "示例大队党委", 1, 1, 0, 0, 0, 1),
                ("D2", "示例二队党委", 0, 0, 0, 0, 0, 1),
                ("Z1", "示例一支部", 4, 2, 2, 0, 0, 2),
                ("Z2", "示例二支部", 3, 0, 0, 3, 0, 2),
            ],
        ),
        (
            "duty",
            [
                ("S1", "支部党员大会", 5, 2, 1, 2, 0, 6),
                ("S2", "组织生活会", 2, 0, 1, 1, 0, 0),
                ("S3", "特色活动", 1, 1, 0, 0, 0, 0),
            ],
        ),
        ("unit", [("D1", "示例大队党委", 5, 3, 2, 0, 0, 3), ("D2", "示例二队党委", 3, 0, 0, 3, 0, 3)]),
        ("level", [("0", "0", 1, 1, 0, 0, 0, 1), ("1", "1", 4, 2, 2, 0, 0, 3), ("2", "2", 3, 0, 0, 3, 0, 2)]),
        (
            "kind",
            [("committee", "基层党委", 1, 1, 0, 0, 0, 2), ("branch", "党支部", 7, 2, 2, 3, 0, 4)],
        ),
        ("function", [("perform", "直接落实", 7, 2, 2, 3, 0, 4), ("manage", "抓下级落实", 1, 1, 0, 0, 0, 2)]),
    ],
)
def test_landed_by_each_grouping(items, by, expected):
    """What is running is not among what is due; of the elective only what was done."""
    assert rows_of(items, by) == expected


def test_groups_sum_to_the_whole(items):
    totals = {items.landed(by).total for by in ("organization", "duty", "unit", "level", "kind", "function")}

    assert totals == {LandedRow("", "", 8, 3, 2, 3, 0, 6)}
    total = totals.pop()
    assert (total.known, total.rate) == (8, 5 / 8)


def test_an_organization_without_a_committee_above_is_of_no_unit():
    chain = chain_of(
        """
        organizations:
        - {id: Z1, kind: branch}
        duties:
        - {id: S1, title: 主题党日, performed_by: [branch], cycle: 1/year, due: "03-31"}
        """
    )
    landed = due(chain, 2026, at=DAY).landed()

    assert [(row.key, row.name, row.unknown, row.rate) for row in landed] == [("", "", 1, None)]


def test_landed_is_a_sequence_with_frames(items):
    landed = items.landed("function")

    assert repr(landed) == "<Landed by function: 2 rows, 5 done of 8 known>"
    assert [row.key for row in landed[:1]] == ["perform"]
    assert landed[1].rate == 1.0
    assert list(landed.columns()) == [
        "key",
        "name",
        "due",
        "done",
        "late",
        "not_seen",
        "unknown",
        "running",
        "rate",
    ]
    assert landed.to_frame("polars")["rate"].to_list() == [4 / 7, 1.0]


def test_a_grouping_that_is_none_is_an_error(items):
    with pytest.raises(UnknownNameError):
        items.landed("colour")


def test_frames_say_what_items_say(items):
    frame = items.to_frame()

    assert isinstance(frame, pd.DataFrame)
    assert isinstance(items.to_frame("polars"), pl.DataFrame)
    assert list(frame.columns) == [
        *("duty", "title", "organization", "name", "function", "subordinate", "first_day", "last_day"),
        *("due_on", "wanted", "done", "late", "state", "required"),
    ]
    row = frame.iloc[9].to_dict()
    assert (row["duty"], row["organization"], row["function"], row["subordinate"]) == (
        "S1",
        "D1",
        "manage",
        "Z1",
    )
    assert (row["first_day"], row["last_day"], row["due_on"]) == ("2026-01-01", "2026-12-31", "2026-12-31")
    assert frame["state"].tolist() == [str(item.state) for item in items]
    assert frame["required"].tolist() == [item.is_required for item in items]
    assert items.of("Z2").columns()["organization"] == ["Z2"] * 7


def test_its_repr_counts_by_state(items):
    assert repr(items) == ("<DueItems at 2026-09-30: 17 (3 done, 2 late, 6 running, 3 not_seen, 3 offered)>")


# --- why ---------------------------------------------------------------------------------------------------


def claims(items: DueItems, duty: str, organization: str, on: date | None = None) -> list[str]:
    return [str(child.claim.zh) for child in items.why(duty, organization, on).children]


def test_why_tells_span_by_span_with_the_records_that_count(items):
    reason = items.why("S1", "Z1")
    first, second, *_ = reason.children

    assert reason.claim.zh == "示例一支部的“支部党员大会”：应办4项，已见2项"
    assert first.claim.zh == "2026年第一季度应开展1次，2026-03-31前；已登记1次：按期完成"
    assert (
        first.claim.en == "quarter 1 of 2026: to perform 1 time(s) by 2026-03-31, 1 on record: done in time"
    )
    assert [(each.claim.zh, each.fact and each.fact.zh) for each in first.children] == [
        ("2026-02-10", "示例纪要1号")
    ]
    assert [(each.claim.zh, each.claim.en, each.fact) for each in second.children] == [
        ("2026-07-02（逾期）", "2026-07-02 (late)", None)
    ]


def test_why_of_supervision_names_whom_and_the_visits(items):
    _, child = items.why("S1", "D1").children

    assert child.claim.zh == "2026年督促检查示例一支部1次，2026-12-31前；已登记1次：按期完成"
    assert [each.claim.zh for each in child.children] == ["2026-03-05"]


def test_why_says_what_a_conclusion_rests_on(items):
    assert items.why("S2", "Z2").children[0].ground.zh == "该时段的记录已注明载入齐全"
    assert items.why("S2", "Z1").children[0].ground is None


def test_why_of_one_day_is_of_the_spans_that_hold_it(items):
    assert claims(items, "S1", "Z2", date(2026, 5, 5)) == [
        "2026年第二季度应开展1次，2026-06-30前；已登记0次：到期未见记录"
    ]


def test_why_of_nothing_says_so(items):
    """A rhythm that counts on no calendar, or another organization's duty."""
    reason = items.why("S4", "Z1")

    assert reason.claim.zh == "示例一支部的“班子换届”在该时段没有到期事项"
    assert reason.children == ()
    assert (
        items.why("S2", "D1").claim.en == "nothing of '组织生活会' falls due from 示例大队党委 in that period"
    )


def test_why_of_a_whole_counts_the_records_of_its_parts():
    chain = chain_of(
        """
        organizations:
        - {id: Z1, kind: branch}
        duties:
        - {id: S1, title: 三会一课, performed_by: [branch], cycle: 2/year}
        - {id: S2, title: 党课, parent: S1, cycle: on-event}
        - {id: S3, title: 其中一讲, parent: S2, cycle: on-event}
        records:
        - {organization: Z1, kind: performed, on: 2026-05-05, duty: [S3]}
        - {organization: Z1, kind: performed, on: 2026-04-05, duty: [S2, S3]}
        - {organization: Z1, kind: performed, on: 2026-04-06, duty: [S2], outcome: failed}
        """
    )
    (child,) = due(chain, 2026, at=DAY).why("S1", "Z1").children

    assert [each.claim.zh for each in child.children] == ["2026-04-05", "2026-05-05"]


@pytest.mark.parametrize(("duty", "organization"), [("S9", "Z1"), ("S1", "Z9")])
def test_why_of_an_unknown_name_is_an_error(items, duty, organization):
    with pytest.raises(UnknownNameError):
        items.why(duty, organization)


# --- records that lie elsewhere ------------------------------------------------------------------------------


def test_records_of_a_frame_count_beside_those_of_the_chain(chain):
    """Those of organizations that the chain does not have are counted and left out."""
    frame = pd.DataFrame(
        {
            "organization": ["Z2", "Z2", "X9"],
            "kind": ["performed"] * 3,
            "on": pd.to_datetime(["2026-05-06", "2026-03-06", "2026-05-06"]),
            "duty": ["S1", "S2", "S1"],
        }
    )
    items = due(chain, 2026, at=DAY, records=frame)

    assert shown(items.of("Z2").performing)[:2] == [
        ("S1", "Z2", "03-31", "not_seen"),
        ("S1", "Z2", "06-30", "done"),
    ]
    assert shown(items.of("Z2").of_duty("S2")) == [("S2", "Z2", "03-31", "done")]
    assert shown(items.of("Z1")) == shown(due(chain, 2026, at=DAY).of("Z1"))
    assert (items.left_out, due(chain, 2026, at=DAY).left_out) == (1, 0)


def test_the_chain_alone_is_asked_again_after_records_of_a_frame(chain, items):
    """What lies elsewhere is not kept with the chain."""
    frame = pd.DataFrame(
        {"organization": ["Z2"], "kind": ["performed"], "on": pd.to_datetime(["2026-05-06"]), "duty": ["S1"]}
    )
    seen = chain.at(DAY)
    due(seen, 2026, records=frame)

    assert shown(due(seen, 2026)) == shown(items)
