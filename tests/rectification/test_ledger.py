"""The ledger on a day: states beside gaps, parts of it, groups and frames."""

from __future__ import annotations

from datetime import date

import pytest

import dangjian_chain as dc
from dangjian_chain.rectification.refusal import NoGapsError
from tests.rectification.ledgers import DAY, LARGE, chain, gaps, item, states

BY = "closed_on: 2026-09-10, verified_by: D1"


# --- states ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("id: A", "open"),
        ("id: A, due: 2026-09-30", "open"),
        ("id: A, due: 2026-09-29", "overdue"),
        ("id: A, due: 2026-09-29, closed_on: 2026-09-10", "to_verify"),
        (f"id: A, {BY}", "closed"),
        ("id: A, verified_by: D1", "open"),
        ("id: A, closed_on: 2026-10-01, verified_by: D1", "open"),
        ("id: A, closed_on: 2026-09, verified_by: D1", "closed"),
    ],
)
def test_without_gaps_dates_and_the_verifier_say_where_an_item_stands(row: str, state: str):
    assert [entry.state.value for entry in dc.ledger(chain(row), at=DAY)] == [state]


@pytest.mark.parametrize(
    ("organization", "more", "state"),
    [
        ("Z1", "", "open"),
        ("Z1", "due: 2026-08-31", "overdue"),
        ("Z1", BY, "seen_again"),
        ("Z1", "closed_on: 2026-09-10", "seen_again"),
        ("Z3", "", "to_verify"),
        ("Z3", "due: 2026-08-31", "to_verify"),
        ("Z3", "closed_on: 2026-09-10", "to_verify"),
        ("Z3", BY, "closed"),
    ],
)
def test_beside_gaps_an_item_is_closed_when_its_gap_is_gone_and_somebody_verified(
    organization: str, more: str, state: str
):
    """Z1 is still large, Z3 is not."""
    assert states(item("A", organization, more)) == [state]


def test_a_rule_that_did_not_look_says_nothing_of_its_gap():
    """Neither one that was not asked nor one without its data; of an unknown rule all have to be asked."""
    made = chain(item("A", "Z3"), item("B", "Z3", code="DJ510"), item("C", "Z3", code="示例"))

    for select, seen in {"DJ011": [False, None, None], "DJ5": [None] * 3}.items():
        assert [entry.is_seen for entry in dc.ledger(made, gaps=gaps(made, select))] == seen
    assert [entry.is_seen for entry in dc.ledger(made, gaps=gaps(made, None))] == [False, None, False]


def test_an_item_without_a_fingerprint_answers_no_gap():
    (entry,) = dc.ledger(chain("id: A"), gaps=gaps(chain()))

    assert (entry.is_seen, entry.gap, entry.state.value) == (None, None, "open")


def test_what_is_carried_on_is_settled_and_its_successor_stands_in_its_place():
    rows = (item("A", "Z1", "due: 2025-12-31"), item("B", "Z1", "due: 2026-12-31, carried_from: A"))

    assert states(*rows) == ["carried", "open"]
    assert states(item("A", "Z1", BY), rows[1]) == ["closed", "open"]


def test_a_closed_item_is_not_seen_again_while_a_later_one_answers_its_gap():
    assert states(item("A", "Z1", BY), item("B", "Z1")) == ["closed", "open"]
    assert states(item("A", "Z1", BY), item("B", "Z1", BY)) == ["seen_again", "seen_again"]


def test_an_item_says_on_what_ground_it_waits_to_be_verified():
    made = chain(item("A", "Z3"), "id: B, closed_on: 2026-09-10", "id: C")
    one, other, third = dc.ledger(made, gaps=gaps(made))

    assert one.label.zh == "核对已不见、待验收"
    assert other.label.zh == "已填销号时间、待验收"
    assert third.label is third.state.label
    assert repr(one) == "<LedgerEntry A to_verify>"


def test_an_entry_knows_its_gap_and_the_name_of_its_organization():
    made = chain(item("A", "Z1", "due: 2026-08-31"))
    report = gaps(made)
    (entry,) = dc.ledger(made, gaps=report)

    assert entry.gap is report[0]
    assert (entry.name, entry.days_over, entry.item.id) == ("示例一支部", 30, "A")


# --- parts ----------------------------------------------------------------------------------------

MANY = (
    "id: A, due: 2026-12-31, unit: 示例科",
    "id: B, due: 2026-08-31",
    f"id: C, {BY}",
    "id: D, due: 2026-07-31, unit: 示例科",
    "id: E",
    "id: F, due: 2026-10-15, carried_from: G",
    "id: G, due: 2026-06-30",
    "id: H, due: 2026-10-15",
)


def ids(entries: object) -> str:
    return "".join(entry.id for entry in entries)  # type: ignore[attr-defined]


def test_parts_are_ledgers_again():
    book = dc.ledger(chain(*MANY), at=DAY)

    assert ids(book) == "ABCDEFGH"
    assert ids(book.open) == "ABDEFH"
    assert ids(book.overdue) == "DB"
    assert ids(book.due(date(2026, 10, 15))) == "DB"
    assert ids(book.due(date(2026, 10, 16))) == "DBFH"
    assert ids(book.by_urgency) == "DBFHAEGC"
    assert ids(book[1:3]) == "BC"
    assert (book[-1].id, book.of("G").state) == ("H", dc.LedgerState.CARRIED)
    assert repr(book) == "<Ledger at 2026-09-30: 8, 6 open, 2 overdue>"


def test_counts_sum_up_to_the_whole():
    book = dc.ledger(chain(*MANY), at=DAY)
    counts = {state.value: number for state, number in book.counts.items()}

    assert counts == {"overdue": 2, "seen_again": 0, "to_verify": 0, "open": 4, "carried": 1, "closed": 1}
    assert sum(counts.values()) == len(book)


def test_groups_are_by_what_is_entered_and_the_blank_comes_last():
    book = dc.ledger(chain(*MANY), at=DAY)

    assert {key: ids(part) for key, part in book.by("unit").items()} == {"示例科": "AD", "": "BCEFGH"}
    assert list(book.by("unit")) == ["示例科", ""]
    assert {key: ids(part) for key, part in book.by("organization").items()} == {"Z1": "ABCDEFGH"}
    with pytest.raises(dc.UnknownNameError, match="grouping"):
        book.by("leader")  # type: ignore[arg-type]


def test_an_unknown_item_is_told_with_the_nearest():
    with pytest.raises(dc.UnknownNameError, match=r"no ledger item '2026-01'; did you mean '2026-001'"):
        dc.ledger(chain("id: 2026-001"), at=DAY).of("2026-01")


def test_a_frame_holds_the_columns_of_the_ledger_and_where_it_stands():
    frame = dc.ledger(chain(*MANY), at=DAY).to_frame()

    assert list(frame.columns) == [
        *("id", "organization", "organization_name", "problem", "fingerprint", "source", "measure", "leader"),
        *(
            "unit",
            "role",
            "due",
            "progress",
            "closed_on",
            "verified_by",
            "carried_from",
            "state",
            "days_over",
        ),
    ]
    assert frame["state"].tolist()[:3] == ["open", "overdue", "closed"]
    assert frame["days_over"].tolist()[:2] == [0, 30]
    assert frame["due"].tolist()[1] == "2026-08-31"


# --- beside the gaps ------------------------------------------------------------------------------


def test_gaps_and_items_are_new_remaining_and_gone():
    made = chain(item("A", "Z1"), item("B", "Z3"), item("C", "Z3", BY), "id: E")
    book = dc.ledger(made, gaps=gaps(made))

    assert [gap.organization for gap in book.new] == ["Z2"]
    assert ids(book.remaining) == "A"
    assert ids(book.gone) == "B"


def test_remaining_leaves_out_what_was_carried_on_and_keeps_what_is_seen_again():
    made = chain(item("A", "Z1"), item("B", "Z1", "carried_from: A"), item("C", "Z2", BY))

    assert ids(dc.ledger(made, gaps=gaps(made)).remaining) == "BC"


def test_a_gap_about_the_ledger_needs_no_item():
    made = chain("id: A, due: 2026-08-31")
    report = gaps(made, "DJ011,DJ4")
    book = dc.ledger(made, gaps=report)

    assert [gap.code for gap in report] == ["DJ011", "DJ011", "DJ408"]
    assert [gap.code for gap in book.new] == ["DJ011", "DJ011"]


def test_what_follows_from_a_gap_is_answered_with_it():
    """A vacancy and the duty that lies bare through it are one item."""
    units = """
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1.sj, organization: Z1, kind: secretary, holder: 空缺}
duties:
- {id: S1, title: 主题党日, performed_by: [branch], bearers: {first: secretary}}
assignments:
- {duty: S1, organization: Z1, role: Z1.sj, responsibility: first}
"""
    made = chain(units=units)
    report = gaps(made, None)
    book = dc.ledger(made, gaps=report)
    followed = [gap for gap in report if gap.follows_from]

    assert {gap.code for gap in followed} == {"DJ105"}
    assert not set(book.new) & set(followed)
    assert book.unanswered(followed) == tuple(followed)
    listed = dc.ledger(book.with_items(report), gaps=report)
    assert listed.new == listed.unanswered(followed) == ()


def test_without_gaps_nothing_is_said_of_them():
    book = dc.ledger(chain("id: A"), at=DAY)

    for ask in ("new", "remaining", "gone"):
        with pytest.raises(NoGapsError, match="pass gaps"):
            getattr(book, ask)


# --- the day --------------------------------------------------------------------------------------


def test_the_day_is_asked_for_or_known():
    made = chain("id: A, due: 2026-08-31")

    assert dc.ledger(made.at(DAY)).day == dc.ledger(made, gaps=gaps(made)).day == DAY
    with pytest.raises(dc.MissingDayError):
        dc.ledger(made)
    with pytest.raises(ValueError, match="the gaps are of 2026-09-30, the ledger of 2026-10-31"):
        dc.ledger(made, date(2026, 10, 31), gaps(made))


def test_the_same_ledger_comes_of_any_order_of_rows():
    one, other = chain(*MANY), chain(*reversed(MANY))

    assert dc.ledger(one, at=DAY).columns() == dc.ledger(other, at=DAY).columns()


def test_a_report_put_together_by_hand_is_taken_to_have_looked():
    made = chain(item("A", "Z3"))
    by_hand = dc.GapReport((), DAY, ())

    assert [entry.is_seen for entry in dc.ledger(made, gaps=by_hand)] == [False]
    assert LARGE not in {gap.code for gap in by_hand}
