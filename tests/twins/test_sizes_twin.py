"""The rules on levels, forms and sizes find what plain loops over rows find (law 8)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from dangjian_chain.rulebook import Profile
from tests.twins.chains import DAY, chain_of_rows
from tests.twins.sizes_twin import Found, Rows, Sizes, nested_rows, size_rows

MINE = "DJ007,DJ010,DJ012,DJ013,DJ014,DJ015,DJ504,DJ505,DJ506"
SPAN = 2
NARROW = Profile.from_bytes(
    f"""
    schema = "dangjian-chain-profile/1"
    name = "示例口径"
    reason = "示例"
    [[overrides]]
    parameter = "direct_subordinates_most"
    value = {SPAN}
    reason = "示例"
    """.encode()
)


seeds = st.integers(min_value=0, max_value=2**32)


def found(rows: Rows) -> set[Found]:
    return {
        (gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty)
        for gap in detect_gaps(chain_of_rows(rows), at=DAY, select=MINE, profile=NARROW)
    }


@given(seed=seeds)
@settings(max_examples=300, deadline=None)
def test_gaps_of_levels_forms_and_sizes_equal_their_twin(seed):
    """Code, organization, subject kind, subject and duty."""
    rows = size_rows(seed)

    assert found(rows) == Sizes(rows, DAY).gaps(SPAN)


@given(seed=seeds)
@settings(max_examples=300, deadline=None)
def test_skipped_levels_equal_their_twin(seed):
    """Where each organization covers a unit of a unit, levels are skipped often."""
    rows = nested_rows(seed)

    assert found(rows) == Sizes(rows, DAY).gaps(SPAN)
