"""Work reports, votes and answers are what plain loops over rows come to (law 8)."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

import dangjian_chain as dc
from tests.twins.work_reports_twin import Rows, WorkReportsTwin, report_rows

PROFILE = dc.Profile.from_bytes(
    """schema = "dangjian-chain-profile/1"
name = "示例口径"
reason = "示例"
[[overrides]]
parameter = "written_report_months"
value = 3
reason = "示例"
""".encode()
)
DAYS = (date(2026, 9, 30), date(2026, 1, 25), date(2025, 12, 31))

seeds = st.integers(min_value=0, max_value=2**32)


def chain_of(rows: Rows) -> dc.ResponsibilityChain:
    stated = {
        name: [{key: cell for key, cell in row.items() if cell is not None} for row in held]
        for name, held in rows.items()
    }
    return dc.chain_from_document(
        {
            "schema": "dangjian-chain/1",
            **{name: [_plain(row) for row in held] for name, held in stated.items()},
        }
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}


def named(chain: dc.ResponsibilityChain) -> dict[str, str]:
    """Return what names each record of a random chain, by key."""
    table = chain.tables["records"]
    return dict(zip(table.ids, table.column("evidence"), strict=True))


@given(seed=seeds, day=st.sampled_from(DAYS), months=st.sampled_from([0, 3]))
@settings(max_examples=400, deadline=None)
def test_every_report_equals_its_twin(seed, day, months):
    rows = report_rows(seed)
    chain = chain_of(rows)
    twin = WorkReportsTwin(rows, 2025, day, months)
    reports = dc.work_reports(chain, 2025, at=day, profile=PROFILE if months else ())
    evidence = named(chain)

    assert {row.organization: (row.superior, row.role) for row in reports} == twin.reporting()
    for row in reports:
        about = row.organization, row.role
        event(row.state.value)
        assert row.state == twin.state(*about)
        assert row.on == twin.on(*about)
        assert row.in_writing is twin.in_writing(*about)
        assert row.grade == twin.grade(*about)[0]
        assert dict(row.answers) == twin.answers(row.organization)
        assert sorted(
            ((form.on, form.counts, form.present, form.entitled) for form in row.forms), key=repr
        ) == sorted(twin.forms(*about)[0], key=repr)
        assert {
            evidence[one.record] for one in reports.set_aside if one.organization == row.organization
        } == (twin.forms(*about)[1] | twin.grade(*about)[1])


@given(seed=seeds, other=seeds)
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_does_not_matter(seed, other):
    rows = report_rows(seed)
    mixed = {name: random.Random(other).sample(held, len(held)) for name, held in rows.items()}
    one, two = (dc.work_reports(chain_of(held), 2025, at=DAYS[0]) for held in (rows, mixed))

    assert list(one) == list(two)
    assert one.set_aside == two.set_aside


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
def test_parts_sum_to_the_whole(seed):
    """The votes of the forms are the votes of the report, and every report is to one superior."""
    reports = dc.work_reports(chain_of(report_rows(seed)), 2025, at=DAYS[0])
    frame = reports.columns()

    assert sum(frame["votes"]) == sum(sum(form.counts) for row in reports for form in row.forms)
    assert sum(len(reports.to(superior)) for superior in reports.superiors) == len(reports)
    assert sum(reports.counts.values()) == len(reports)
