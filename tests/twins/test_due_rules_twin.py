"""The rules on what is due find what plain loops over rows and days find (law 8)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from tests.twins.chains import DAY
from tests.twins.due_rules_twin import DueRules, Found, rule_rows
from tests.twins.terms_twin import Rows
from tests.twins.test_results_twin import chain_of_results, ids_of

MINE = ("DJ301", "DJ302", "DJ303", "DJ305", "DJ309", "DJ401", "DJ415", "DJ418")


def found(rows: Rows) -> set[Found]:
    chain = chain_of_results(rows)
    ids = ids_of(chain)
    return {
        (gap.code, gap.organization, gap.subject_kind, ids.get(gap.subject, gap.subject), gap.duty)
        for gap in detect_gaps(chain, at=DAY, select=MINE)
    }


@given(seed=st.integers(min_value=0, max_value=2**32))
@settings(max_examples=200, deadline=None)
def test_gaps_of_what_is_due_equal_their_twin(seed):
    """Code, organization, subject kind, subject and duty."""
    rows = rule_rows(seed)

    assert found(rows) == DueRules(rows, DAY).gaps()


def test_random_chains_have_something_to_find_for_each_rule():
    """A twin that is never asked proves nothing."""
    counted = Counter(code for seed in range(80) for code, *_ in DueRules(rule_rows(seed), DAY).gaps())

    assert {code: counted[code] > 0 for code in MINE} == dict.fromkeys(MINE, True)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_rule_stumbles_over_the_ends_of_the_calendar(day):
    """There is no year before the first, and none after the last; no record is of these days."""
    for seed in range(20):
        assert list(detect_gaps(chain_of_results(rule_rows(seed)), at=day, select=MINE)) == []
