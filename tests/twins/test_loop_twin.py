"""The loop is what plain loops over rows find, stage by stage (law 8)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import LedgerItem, Period, ResponsibilityChain, Use, loop
from dangjian_chain.appraisal.loop import Loop as Found
from dangjian_chain.period import PartialDate
from tests.twins.chains import DAY, chain_of_rows
from tests.twins.loop_twin import Loop, Stages, loop_rows
from tests.twins.terms_twin import Month, Rows

seeds = st.integers(min_value=0, max_value=2**32)
ASKED: dict[Any, tuple[date, date]] = {
    None: (date(2026, 1, 1), date(2027, 1, 1)),
    2025: (date(2025, 1, 1), date(2026, 1, 1)),
    "2026年上半年": (date(2026, 1, 1), date(2026, 7, 1)),
    Period(date(2025, 1, 1), date(2027, 1, 1)): (date(2025, 1, 1), date(2027, 1, 1)),
}
STAGES = Stages._fields[2:]


def chain_of_loop(rows: Rows) -> ResponsibilityChain:
    """Return the library's chain of rows."""
    made = {
        name: [{column: _known(column, cell) for column, cell in row.items()} for row in held]
        for name, held in rows.items()
    }
    return chain_of_rows(made).with_collection("ledger", [LedgerItem(**row) for row in made["ledger"]])


def _known(column: str, cell: Any) -> Any:
    if column == "use":
        return tuple(map(Use, cell))
    return PartialDate(cell.year, cell.month) if isinstance(cell, Month) else cell


def plain(found: Found) -> list[Stages]:
    columns = found.columns()
    made = [
        Stages(row.duty, row.organization, *(closed.value for closed in row.stages.values())) for row in found
    ]
    shown = zip(*(columns[name] for name in Stages._fields), strict=True)

    assert list(shown) == [tuple(row) for row in made]
    assert columns["first_open"] == [row.first_open for row in made]
    assert [row.first_open and row.first_open.value for row in found] == columns["first_open"]
    return made


@given(seed=seeds, period=st.sampled_from(list(ASKED)))
@settings(max_examples=200, deadline=None)
def test_every_stage_of_every_pair_equals_its_twin(seed, period):
    """As the docstring of `loop` has them; by duty and organization."""
    rows = loop_rows(seed)

    assert plain(loop(chain_of_loop(rows), period, at=DAY)) == Loop(rows, DAY, *ASKED[period]).pairs()


def test_random_chains_come_to_every_answer():
    """A twin that is never asked proves nothing; what is asked of everybody is never not asked."""
    counted = Counter(
        (name, getattr(row, name))
        for seed in range(300)
        for row in Loop(loop_rows(seed), DAY, *ASKED[2025]).pairs()
        for name in STAGES
    )

    for name in STAGES:
        for answer in ("yes", "no", "unknown", "not_asked"):
            never = (name, answer) == ("worded", "not_asked")
            assert (counted[name, answer] > 0) != never, (name, answer)


@given(seed=seeds, by=st.sampled_from(["all", "level", "unit", "kind", "duty"]))
@settings(max_examples=60, deadline=None)
def test_the_parts_sum_to_the_whole(seed, by):
    """Yes, no, not known and not asked are all pairs; so are the groups; so are closed, open and not known."""
    found = loop(chain_of_loop(loop_rows(seed)), 2025, at=DAY)
    parts = found.parts(by)
    counted = Counter((name, getattr(row, name)) for row in plain(found) for name in STAGES)

    assert sum(map(len, parts.values())) == len(found)
    assert list(dict.fromkeys(rate.key for rate in found.rates(by))) == list(parts)
    for place, name in enumerate(STAGES):
        rates = found.rates(by)[place :: len(STAGES)]
        answers = ("yes", "no", "unknown")
        whole = {answer: sum(getattr(rate, answer) for rate in rates) for answer in answers}
        assert whole == {answer: counted[name, answer] for answer in answers}
        assert sum(whole.values()) + counted[name, "not_asked"] == len(found)
    assert len(found.closed) + len(found.open) + len(found.not_known) == len(found)
    assert sum(found.first_open.values()) == len(found.open)
    assert sum(len(found.open_at(stage)) for stage in found.first_open) == len(found.open)


@given(seed=seeds, shuffle=seeds)
@settings(max_examples=60, deadline=None)
def test_order_is_nothing(seed, shuffle):
    """Law 6."""
    rows = loop_rows(seed)
    mixed = {name: random.Random(shuffle).sample(held, len(held)) for name, held in rows.items()}

    assert plain(loop(chain_of_loop(mixed), at=DAY)) == plain(loop(chain_of_loop(rows), at=DAY))


@pytest.mark.parametrize("seed", range(20))
def test_a_part_is_what_the_whole_says_of_it(seed):
    """Of an organization, under it, of a duty: the rows of the whole, no others."""
    rows = loop_rows(seed)
    found = loop(chain_of_loop(rows), 2025, at=DAY)
    twin = Loop(rows, DAY, *ASKED[2025])
    every = plain(found)
    for organization in twin.oracle.known:
        below = twin.oracle.subtree([organization]) | {organization}
        assert plain(found.of(organization)) == [row for row in every if row.organization == organization]
        if organization in twin.oracle.reachable:
            assert plain(found.under(organization)) == [row for row in every if row.organization in below]
    for duty in twin.oracle.duties:
        assert plain(found.of_duty(duty)) == [row for row in every if row.duty == duty]
