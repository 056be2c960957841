"""DJ217 equals its slow twin on random small chains (law 8)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from tests.twins.catalogue_twin import required_duties_absent, rows_of
from tests.twins.chains import DAY, chain_of_rows


@given(seed=st.integers(min_value=0, max_value=2**32))
@settings(max_examples=200, deadline=None)
def test_required_duties_absent_equal_their_twin(seed: int):
    """Whatever the duties name as their basis, and whoever is there to carry them."""
    rows = rows_of(seed)
    found = {
        (gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty)
        for gap in detect_gaps(chain_of_rows(rows), at=DAY, select="DJ217")
    }

    assert found == required_duties_absent(rows)
