"""What is due, and what records show of it, is what plain loops over rows and days find (law 8)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import Period, due
from dangjian_chain.performance.due import DueItems
from tests.twins.chains import DAY
from tests.twins.due_twin import Due, Item, due_rows
from tests.twins.test_terms_twin import chain_of_terms

seeds = st.integers(min_value=0, max_value=2**32)
ASKED: dict[Any, tuple[date, date]] = {
    None: (date(2026, 1, 1), date(2027, 1, 1)),
    2025: (date(2025, 1, 1), date(2026, 1, 1)),
    "2026年第三季度": (date(2026, 7, 1), date(2026, 10, 1)),
    Period(date(2025, 1, 1), date(2027, 1, 1)): (date(2025, 1, 1), date(2027, 1, 1)),
    Period(date(2026, 2, 10), date(2026, 6, 16)): (date(2026, 2, 10), date(2026, 6, 16)),
}
BETTER = ("unknown", "not_seen", "short", "late", "done")
"""What one more record can only raise; what is offered or running is made late or done by it, or stays."""


def plain(items: DueItems) -> list[Item]:
    columns = items.columns()
    made = [
        Item(
            *(each.duty, each.organization, each.function.value, each.subordinate),
            *(each.period.start, last, each.due_on, each.wanted, each.done, each.late, each.state.value),
        )
        for each, last in zip(items, map(date.fromisoformat, columns["last_day"]), strict=True)
    ]
    shown = [columns[name] for name in (*Item._fields[:5], "due_on", *Item._fields[7:])]
    assert list(zip(*shown, strict=True)) == [
        (*item[:4], *map(str, (item.first_day, item.due_on)), *item[7:]) for item in made
    ]
    return made


@given(seed=seeds, period=st.sampled_from(list(ASKED)))
@settings(max_examples=150, deadline=None)
def test_every_item_equals_its_twin(seed, period):
    """From whom, what, when, how often, how often done and late, and in what state; in order."""
    rows = due_rows(seed)
    found = plain(due(chain_of_terms(rows), period, at=DAY))

    assert found == Due(rows, DAY).items(*ASKED[period])


def test_random_chains_come_to_every_state():
    """A twin that is never asked proves nothing; who is seen to at all is seen to in time."""
    counted = Counter(
        (item.state, item.function)
        for seed in range(100)
        for item in Due(due_rows(seed), DAY).items(date(2025, 1, 1), date(2027, 1, 1))
    )

    for state in ("done", "late", "running", "short", "not_seen", "unknown", "offered"):
        assert counted[state, "perform"] > 0
        assert (counted[state, "manage"] > 0) == (state not in {"late", "short", "offered"})


@given(seed=seeds, shuffle=seeds)
@settings(max_examples=60, deadline=None)
def test_order_is_nothing(seed, shuffle):
    """Law 6."""
    rows = due_rows(seed)
    mixed = {name: random.Random(shuffle).sample(held, len(held)) for name, held in rows.items()}

    assert plain(due(chain_of_terms(mixed), at=DAY)) == plain(due(chain_of_terms(rows), at=DAY))


@given(seed=seeds, period=st.sampled_from(list(ASKED)))
@settings(max_examples=120, deadline=None)
def test_one_more_good_record_makes_nothing_worse(seed, period):
    """What is done stays done, and nothing is done less often."""
    rows = due_rows(seed)
    good = [{**row, "outcome": "passed", "grade": "好"} for row in due_rows(seed + 1)["records"]]
    more = {**rows, "records": [*rows["records"], *good[:1]]}
    before, after = (plain(due(chain_of_terms(each), period, at=DAY)) for each in (rows, more))

    for was, now in zip(before, after, strict=True):
        assert was[:8] == now[:8]
        assert was.done <= now.done
        if was.state in BETTER:
            assert BETTER.index(was.state) <= BETTER.index(now.state)
        else:
            assert now.state in {was.state, "done", "late"}
