"""The rules on results of appraisals, and the table of uses, find what plain loops over rows find (law 8)."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import LedgerItem, PartialDate, ResponsibilityChain, Use, detect_gaps, uses
from dangjian_chain.performance.results import results_of
from dangjian_chain.rulebook import Profile
from tests.twins.chains import DAY, chain_of_rows
from tests.twins.results_twin import LEAST, MOST, Rows, Twin, result_rows
from tests.twins.terms_twin import Month

MINE = "DJ402,DJ403,DJ404,DJ405,DJ406,DJ407,DJ412,DJ413"
PROFILE = Profile.from_bytes(
    dedent(f"""
        schema = "dangjian-chain-profile/1"
        name = {{zh = "示例口径", en = "example profile"}}
        reason = {{zh = "示例", en = "an example"}}
        [[overrides]]
        parameter = "best_grade_share_most"
        value = {MOST}
        reason = {{zh = "示例", en = "an example"}}
        [[overrides]]
        parameter = "grade_share_least_count"
        value = {LEAST}
        reason = {{zh = "示例", en = "an example"}}
    """).encode()
)

seeds = st.integers(min_value=0, max_value=2**32)


def _known(column: str, cell: Any) -> Any:
    if column == "use":
        return tuple(map(Use, cell))
    return PartialDate(cell.year, cell.month) if isinstance(cell, Month) else cell


def chain_of_results(rows: Rows) -> ResponsibilityChain:
    """Return the library's chain of rows with results, uses and a ledger."""
    made = {
        name: [{column: _known(column, cell) for column, cell in row.items()} for row in held]
        for name, held in rows.items()
    }
    chain = chain_of_rows(made)
    return chain.with_collection("ledger", [LedgerItem(**row) for row in made["ledger"]])


def ids_of(chain: ResponsibilityChain) -> dict[str, str]:
    """Return the id of each record by its key."""
    table = chain.tables["records"]
    return dict(zip(table.ids, table.column("id"), strict=True))


@given(seed=seeds)
@settings(max_examples=300, deadline=None)
def test_gaps_of_results_equal_their_twin(seed):
    """Code, organization, subject kind, subject and duty."""
    rows = result_rows(seed)
    chain = chain_of_results(rows)
    ids = ids_of(chain)
    found = {
        (gap.code, gap.organization, gap.subject_kind, ids.get(gap.subject, gap.subject), gap.duty)
        for gap in detect_gaps(chain, at=DAY, select=MINE, profile=PROFILE)
    }

    assert found == Twin(rows, DAY).gaps()


@given(seed=seeds)
@settings(max_examples=150, deadline=None)
def test_the_table_of_uses_equals_its_twin(seed):
    """Each result with what it was used for, joined with, and by which records; and what is not decided."""
    rows = result_rows(seed)
    chain, twin = chain_of_results(rows), Twin(rows, DAY)
    ids = ids_of(chain)
    found = uses(chain, at=DAY)
    table = {
        (
            *(one.organization, one.role, one.year, ids[one.record]),
            frozenset(map(str, one.used_for)),
            frozenset(map(str, one.joined_with)),
            frozenset(ids[key] for key in one.records),
            one.is_decided,
        )
        for one in found
    }

    assert table == twin.table()
    assert [one.is_decided for one in found.undecided] == [False] * sum(not row[-1] for row in table)
    assert {ids[key] for key in found.unfounded} == twin.unfounded()
    for key, id_ in ids.items():
        resting = {(one.organization, one.role, ids[one.record]) for one in found.resting_on(key)}
        assert resting == twin.resting(id_)


@given(seed=seeds)
@settings(max_examples=150, deadline=None)
def test_contradictions_equal_their_twin(seed):
    """The things of which two results say different things; each pair is of one thing and differs."""
    rows = result_rows(seed)
    chain, twin = chain_of_results(rows), Twin(rows, DAY)
    ids = ids_of(chain)
    results = results_of(chain.at(DAY).arrays)
    held = {(one["id"], one["organization"]): one for one in twin.results}
    organizations = chain.tables["organizations"].ids
    things = set()
    for pair in results.contradictions:
        one, other = (held[ids[each.key], organizations[each.organization]] for each in pair)
        things.add(twin.thing(one))
        assert twin.thing(one) == twin.thing(other)
        assert twin.differ(one, other)

    assert things == twin.contradicted()
