"""The rules on terms and hand-overs find what plain loops over rows and days find (law 8)."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import PartialDate, ResponsibilityChain, detect_gaps, terms
from tests.twins.chains import DAY, chain_of_rows
from tests.twins.terms_twin import Month, Rows, Terms, term_rows

MINE = "DJ122,DJ510,DJ511,DJ512,DJ517,DJ519"

seeds = st.integers(min_value=0, max_value=2**32)


def _known(cell: Any) -> Any:
    return PartialDate(cell.year, cell.month) if isinstance(cell, Month) else cell


def chain_of_terms(rows: Rows) -> ResponsibilityChain:
    """Return the library's chain of rows in which some days are known to the month."""
    return chain_of_rows(
        {
            name: [{column: _known(cell) for column, cell in row.items()} for row in held]
            for name, held in rows.items()
        }
    )


@given(seed=seeds)
@settings(max_examples=200, deadline=None)
def test_gaps_of_terms_and_hand_overs_equal_their_twin(seed):
    """Code, organization, subject kind, subject and duty."""
    rows = term_rows(seed)
    found = {
        (gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty)
        for gap in detect_gaps(chain_of_terms(rows), at=DAY, select=MINE)
    }

    assert found == Terms(rows, DAY).gaps()


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
def test_the_calendar_says_what_the_rules_say(seed):
    """Ended without an extension is DJ510, soon is DJ511."""
    chain = chain_of_terms(term_rows(seed))
    gaps = detect_gaps(chain, at=DAY, select=MINE)
    found = terms(chain, at=DAY)
    ended = {term.organization for term in found.ended if term.extended_until is None}

    assert ended == {gap.subject for gap in gaps.of("DJ510")}
    assert {term.organization for term in found.soon} == {gap.subject for gap in gaps.of("DJ511")}
