"""The ledger and its rules find what plain loops over rows find (law 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from hypothesis import event, given, settings
from hypothesis import strategies as st

import dangjian_chain as dc
from tests.reports.small import MISSING, gap
from tests.twins.ledger_twin import LedgerTwin, Month, Rows, changes, ledger_rows

DAY = date(2026, 9, 30)
MINE = "DJ408,DJ409,DJ410"

seeds = st.integers(min_value=0, max_value=2**32)
marks = st.frozensets(st.sampled_from(["f1", "f2", "f3", "f9"]))


def _known(cell: Any) -> Any:
    return dc.PartialDate(cell.year, cell.month) if isinstance(cell, Month) else cell


def _values(make: type, rows: list[dict[str, Any]]) -> list[Any]:
    return [make(**{name: _known(cell) for name, cell in row.items()}) for row in rows]


def chain_of_ledger(rows: Rows) -> dc.ResponsibilityChain:
    """Return the library's chain of rows in which some days are known to the month."""
    return dc.ResponsibilityChain(
        organizations=_values(dc.Organization, rows["organizations"]),
        roles=_values(dc.Role, rows["roles"]),
        appointments=_values(dc.Appointment, rows["appointments"]),
        ledger=_values(dc.LedgerItem, rows["ledger"]),
    )


def report_of(found: frozenset[str]) -> dc.GapReport:
    """Return a report by hand, in which every rule looked."""
    return dc.GapReport(
        [
            attrs.evolve(gap(MISSING, f"O{number}"), fingerprint=mark)
            for number, mark in enumerate(sorted(found))
        ],
        DAY,
        (),
    )


@given(seed=seeds)
@settings(max_examples=400, deadline=None)
def test_gaps_of_the_ledger_equal_their_twin(seed):
    """Code, organization, subject kind, subject and duty; a column that is filled nowhere is told in coverage."""
    rows = ledger_rows(seed)
    report = dc.detect_gaps(chain_of_ledger(rows), at=DAY, select=MINE)
    found = {(gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty) for gap in report}
    for gap_ in report:
        event(gap_.code)

    assert found == LedgerTwin(rows, DAY).gaps()


@given(seed=seeds, found=marks)
@settings(max_examples=300, deadline=None)
def test_states_beside_gaps_equal_their_twin(seed, found):
    rows = ledger_rows(seed)
    book = dc.ledger(chain_of_ledger(rows), gaps=report_of(found))
    states = {entry.id: entry.state.value for entry in book}

    assert states == LedgerTwin(rows, DAY, found).states()
    assert [entry.days_over > 0 for entry in book] == [states[entry.id] == "overdue" for entry in book]


@given(seed=seeds)
@settings(max_examples=100, deadline=None)
def test_what_no_rule_looked_for_is_not_gone(seed):
    """DJ005 alone looks, and finds nothing that the ledger answers."""
    rows = ledger_rows(seed)
    chain = chain_of_ledger(rows)
    book = dc.ledger(chain, gaps=dc.detect_gaps(chain, at=DAY, select="DJ005"))

    assert {entry.id: entry.state.value for entry in book} == LedgerTwin(rows, DAY, looked="DJ005").states()


@given(seed=seeds, other=seeds, found=marks)
@settings(max_examples=150, deadline=None)
def test_differences_equal_their_twin(seed, other, found):
    before, after = ledger_rows(seed), ledger_rows(other)
    runs = [
        dc.ledger(chain_of_ledger(before), at=DAY),
        dc.ledger(chain_of_ledger(after), gaps=report_of(found)),
    ]
    difference = dc.compare_ledgers(*runs)
    states = [{entry.id: entry.state.value for entry in one} for one in runs]

    assert {entry.id: change.value for change, entry in difference.changes} == changes(*states)
    assert [entry.id for _, entry in difference.changes] == sorted({*states[0], *states[1]})


@given(seed=seeds)
@settings(max_examples=150, deadline=None)
def test_a_verifier_is_refused_where_the_rule_would_speak(seed):
    """Closing an item never adds a DJ409."""
    rows = ledger_rows(seed)
    chain = chain_of_ledger(rows)
    book = dc.ledger(chain, at=DAY)
    for row in rows["ledger"]:
        if "verified_by" in row:
            closed = [{**one, "closed_on": DAY} if one is row else one for one in rows["ledger"]]
            is_doer = any(
                code == "DJ409" and id_ == row["id"]
                for code, _, _, id_, _ in LedgerTwin({**rows, "ledger": closed}, DAY).gaps()
            )
            try:
                book.closed(row["id"], DAY, row["verified_by"])
                was_refused = False
            except dc.ChainError:
                was_refused = True

            assert was_refused == is_doer
