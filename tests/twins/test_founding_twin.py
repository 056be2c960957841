"""DJ009 and DJ011 equal their slow twin on random small chains."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from tests.oracle import Oracle
from tests.twins.chains import DAY, Maker, Rows, chain_of_rows
from tests.twins.founding_twin import gaps

DAYS = [date(2026, 3, 31), date(2026, 8, 31), date(2026, 9, 1), date(2026, 12, 31), date(2027, 3, 1)]


def rows_of(seed: int) -> Rows:
    """Return a chain with many units, some of them projects of half a year or so."""
    rows, draw = Maker(seed).rows(), random.Random(seed)
    ids = [row["id"] for row in rows["organizations"]]
    for row in rows["organizations"]:
        if draw.random() < 0.4:
            row |= {"kind": "unit", "full_members": draw.choice([2, 3, 4, None])}
        if draw.random() < 0.3:
            row |= {"unit_type": "field_team", "valid_from": date(2026, 3, 1), "valid_to": draw.choice(DAYS)}
        if draw.random() < 0.3:
            row["covers"] = tuple(draw.sample(ids, 1))
        row["members"] = draw.choice([49, 50, 51, None])
    return rows


@given(seed=st.integers(min_value=0, max_value=2**32))
@settings(max_examples=150, deadline=None)
def test_gaps_equal_their_twin(seed):
    """Units that nothing covers, and branches above the cap."""
    rows = rows_of(seed)
    found = {
        (gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty)
        for gap in detect_gaps(chain_of_rows(rows), at=DAY, select="DJ009,DJ011")
    }

    assert found == gaps(Oracle(rows, DAY))
