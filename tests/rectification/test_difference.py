"""What changed between two runs of a ledger; every item stands in one part."""

from __future__ import annotations

from datetime import date

import pytest

import dangjian_chain as dc
from tests.rectification.ledgers import DAY, chain, gaps, item

BY = "closed_on: 2026-09-10, verified_by: D1"


def run(*items: str) -> dc.Ledger:
    made = chain(*items)
    return dc.ledger(made, gaps=gaps(made))


def became(before: str, after: str) -> str:
    """Return what became of the item A."""
    difference = dc.compare_ledgers(run(*filter(None, [before])), run(*filter(None, [after])))
    ((change, entry),) = difference.changes

    assert entry.id == "A"
    return change.value


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("", "id: A", "new"),
        ("", f"id: A, {BY}", "new"),
        ("id: A", "", "removed"),
        ("id: A", "id: A, due: 2026-08-31", "remaining"),
        ("id: A", f"id: A, {BY}", "closed"),
        (f"id: A, {BY}", "id: A", "reopened"),
        (f"id: A, {BY}", f"id: A, {BY}", "settled"),
        (item("A", "Z1"), item("A", "Z3"), "gone"),
        (item("A", "Z3"), item("A", "Z3"), "remaining"),
        (item("A", "Z3"), item("A", "Z3", BY), "closed"),
        (item("A", "Z3", BY), item("A", "Z1", BY), "reopened"),
        (item("A", "Z1", BY), item("A", "Z1", BY), "remaining"),
        (item("A", "Z3", BY), item("A", "Z3", "closed_on: 2026-09-10"), "reopened"),
    ],
)
def test_what_becomes_of_an_item(before: str, after: str, change: str):
    """Z1 is still large, Z3 is not any more."""
    assert became(before, after) == change


def test_what_is_carried_on_is_told_beside_its_successor():
    before = run("id: A, due: 2025-12-31")
    after = run("id: A, due: 2025-12-31", "id: B, carried_from: A")
    difference = dc.compare_ledgers(before, after)

    assert [(change.value, entry.id) for change, entry in difference.changes] == [
        ("carried", "A"),
        ("new", "B"),
    ]
    assert dc.compare_ledgers(after, after).counts[dc.LedgerChange.SETTLED] == 1


def test_parts_sum_up_to_the_whole_and_have_names():
    before = run("id: A", "id: B", f"id: C, {BY}", item("D", "Z1"), "id: F")
    after = run(f"id: A, {BY}", "id: B", "id: C", item("D", "Z3"), "id: E")
    difference = dc.compare_ledgers(before, after)
    parts = ("new", "reopened", "remaining", "gone", "closed")

    assert [[entry.id for entry in getattr(difference, part)] for part in parts] == [
        ["E"],
        ["C"],
        ["B"],
        ["D"],
        ["A"],
    ]
    assert sum(difference.counts.values()) == len(difference.changes) == 6
    assert repr(difference) == (
        "<LedgerDifference 2026-09-30 to 2026-09-30: 1 new, 1 reopened, 1 remaining, 1 gone, 1 closed, 1 removed>"
    )


def test_a_frame_says_both_states():
    difference = dc.compare_ledgers(run("id: A", "id: F"), run(f"id: A, {BY}", "id: E"))
    columns = difference.columns()

    assert list(difference.to_frame().columns) == list(columns)
    assert list(zip(*(columns[name] for name in ("change", "id", "state_before", "state")), strict=True)) == [
        ("closed", "A", "open", "closed"),
        ("new", "E", None, "open"),
        ("removed", "F", "open", None),
    ]
    assert (columns["organization_name"][0], columns["problem"][0]) == ("示例一支部", "示例问题")


def test_two_days_of_one_chain_are_two_runs():
    made = chain("id: A, closed_on: 2026-10-08, verified_by: D1")
    difference = dc.compare_ledgers(dc.ledger(made, at=DAY), dc.ledger(made, at=date(2026, 10, 31)))

    assert repr(difference) == "<LedgerDifference 2026-09-30 to 2026-10-31: 1 closed>"


def test_without_items_there_is_nothing_to_tell():
    assert repr(dc.compare_ledgers(run(), run())).endswith(": no items>")
