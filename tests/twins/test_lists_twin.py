"""The rules on what a list says equal their slow twin, on random small chains (law 8)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from dangjian_chain.rulebook import Profile
from tests.oracle import Gap
from tests.twins.chains import DAY, Rows, chain_of_rows
from tests.twins.lists_twin import Lists, rows_of

seeds = st.integers(min_value=0, max_value=2**32)
CODES = [
    *("DJ201", "DJ202", "DJ203", "DJ204", "DJ205", "DJ206", "DJ207", "DJ208"),
    *("DJ214", "DJ215", "DJ216", "DJ218", "DJ219", "DJ220"),
]
SHORT = Profile.from_bytes(
    """
    schema = "dangjian-chain-profile/1"
    name = {zh = "示例口径", en = "example profile"}
    reason = {zh = "示例", en = "an example"}

    [[overrides]]
    parameter = "list_length_most"
    value = 1
    reason = {zh = "示例", en = "an example"}
    """.encode()
)


def found(rows: Rows) -> set[Gap]:
    report = detect_gaps(chain_of_rows(rows), at=DAY, select=CODES, profile=SHORT)
    return {(gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty) for gap in report}


@given(seed=seeds)
@settings(max_examples=300, deadline=None)
def test_gaps_equal_their_twin(seed):
    """Every rule finds what a loop over plain rows finds, counted the same way."""
    rows = rows_of(seed)

    assert found(rows) == Lists(rows, most=1).gaps()


def test_the_twin_has_something_to_say_of_every_rule():
    """A twin that never speaks compares nothing."""
    spoken = {gap[0] for seed in range(400) for gap in Lists(rows_of(seed), most=1).gaps()}

    assert spoken == set(CODES)
