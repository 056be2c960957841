"""The rules on single records and on training find what plain loops over rows and days find (law 8)."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from dangjian_chain.rulebook import Profile
from tests.twins.chains import DAY
from tests.twins.records_twin import BATCH, Found, Records, record_rows
from tests.twins.test_terms_twin import chain_of_terms

MINE = ("DJ304", "DJ306", "DJ307", "DJ308", "DJ515", "DJ516")
SMALL = Profile.from_bytes(
    f"""
schema = "dangjian-chain-profile/1"
name = "示例口径"
reason = "示例"
[[overrides]]
parameter = "batch_periods_least"
value = {BATCH}
reason = "示例"
""".encode()
)
"""A figure that small chains can reach."""


def both(seed: int) -> tuple[set[Found], set[Found]]:
    """What the library finds and what the twin finds."""
    rows = record_rows(seed)
    found = {
        (gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty)
        for gap in detect_gaps(chain_of_terms(rows), at=DAY, select=MINE, profile=SMALL)
    }
    return found, Records(rows, DAY).gaps()


@given(seed=st.integers(min_value=0, max_value=2**32))
@settings(max_examples=200, deadline=None)
def test_records_and_training_equal_their_twin(seed):
    """Code, organization, subject kind, subject and duty."""
    found, twin = both(seed)

    assert found == twin


def test_random_chains_have_something_to_find_for_each_rule():
    """A twin that is never asked proves nothing."""
    counted = Counter(code for seed in range(60) for code, *_ in Records(record_rows(seed), DAY).gaps())

    assert {code: counted[code] > 0 for code in MINE} == dict.fromkeys(MINE, True)
