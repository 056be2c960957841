"""Counts: records of a chain as groups; those of large sets are told in `test_aggregate`."""

from __future__ import annotations

from datetime import date

import numpy as np

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.counts import EVERY, KINDS, NOWHERE, Counts, counts_of
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)


def counts(*records: str) -> Counts:
    chain = chain_of(
        "\n".join(
            [
                "organizations:",
                "- {id: D1, kind: committee}",
                "- {id: Z1, kind: branch, superior: D1}",
                "- {id: Z2, kind: branch, superior: D1, valid_to: 2026-01-01}",
                "records:",
                *(f"- {{{record}}}" for record in records),
            ]
        )
    )
    return counts_of(chain.at(DAY).arrays)


def days(ordinals: np.ndarray) -> list[str]:
    return [str(date.fromordinal(each)) if each else "" for each in ordinals.tolist()]


def test_each_record_is_a_group_of_its_own():
    """In the order of the table: by key."""
    found = counts(
        "organization: Z1, kind: performed, on: 2026-02-03, duty: [S1, S2], evidence: 示例纪要",
        "organization: D1, kind: supervised, on: 2026-05-06, subordinate: Z1",
        "organization: Z1, kind: appraised, on: 2026-01-02, by: D1, grade: 差",
    )

    assert [KINDS[kind] for kind in found.kind] == [
        RecordKind.SUPERVISED,
        RecordKind.APPRAISED,
        RecordKind.PERFORMED,
    ]
    assert found.organization.tolist() == [0, 1, 1]
    assert found.subordinate.tolist() == [1, EVERY, EVERY]
    assert found.by.tolist() == [-1, 0, -1]
    assert [found.duties[code] for code in found.duty] == [(), (), ("S1", "S2")]
    assert found.failing.tolist() == [False, True, False]
    assert found.count.tolist() == [1, 1, 1]
    assert found.evidenced.tolist() == [0, 0, 1]


def test_an_organization_that_is_not_in_force_is_known_all_the_same():
    found = counts("organization: Z2, kind: performed, on: 2025-02-03")

    assert (found.organization.tolist(), found.left_out) == ([2], 0)


def test_records_of_unknown_organizations_are_left_out_and_counted_those_of_later_days_are_left_aside():
    found = counts(
        "organization: X9, kind: performed, on: 2026-02-03",
        "organization: Z1, kind: performed, on: 2026-10-01",
        "organization: Z1, kind: performed, on: 2026-09-30",
        "organization: Z1, kind: performed, on: 2026-10",
    )

    assert (days(found.first), found.left_out) == (["2026-09-30"], 1)


def test_who_is_named_and_not_known_is_nobody():
    """A subordinate that is not there is not all of them."""
    found = counts("organization: D1, kind: appraised, on: 2026-01-02, subordinate: Z9, by: 考核组")

    assert (found.subordinate.tolist(), found.by.tolist()) == ([NOWHERE], [-1])


def test_days_are_those_that_the_date_can_mean_up_to_the_day():
    found = counts(
        "organization: Z1, kind: performed, on: 2025",
        "organization: Z1, kind: performed, on: 2026",
        "organization: Z1, kind: performed, on: 2026-02",
    )

    assert days(found.first) == ["2025-01-01", "2026-01-01", "2026-02-01"]
    assert days(found.last) == ["2025-12-31", "2026-09-30", "2026-02-28"]


def test_a_period_that_is_stated_is_held_and_other_words_are_none():
    found = counts(
        "organization: Z1, kind: performed, on: 2026-02-01, period: 2026年第一季度",
        "organization: Z1, kind: performed, on: 2026-02-02, period: 上季度",
        "organization: Z1, kind: performed, on: 2026-02-03",
    )

    assert days(found.meant_start) == ["2026-01-01", "", ""]
    assert days(found.meant_end) == ["2026-04-01", "", ""]


def test_it_failed_by_outcome_or_by_grade():
    found = counts(
        "organization: Z1, kind: performed, on: 2026-02-01, outcome: failed",
        "organization: Z1, kind: performed, on: 2026-02-02, grade: 差（58分）",
        "organization: Z1, kind: performed, on: 2026-02-03, grade: 一般, outcome: passed",
        "organization: Z1, kind: performed, on: 2026-02-04, outcome: passed, grade: 不合格",
    )

    assert found.failing.tolist() == [True, True, False, True]


def test_parts_are_by_kind_and_by_mask():
    found = counts(
        "organization: Z1, kind: performed, on: 2026-02-01",
        "organization: Z1, kind: reported, on: 2026-02-02",
        "organization: X9, kind: performed, on: 2026-02-03",
    )
    reported = found.of_kinds(RecordKind.REPORTED, RecordKind.APPRAISED)

    assert (days(reported.first), reported.left_out) == (["2026-02-02"], 1)
    assert len(found.take(np.zeros(2, dtype=bool)).kind) == 0


def test_two_sets_are_one_with_their_duties_apart():
    one = counts(
        "organization: Z1, kind: performed, on: 2026-02-01, duty: [S1]",
        "organization: X9, kind: performed, on: 2026-02-01",
    )
    other = counts(
        "organization: Z1, kind: performed, on: 2026-03-01, duty: [S2]",
        "organization: Z1, kind: performed, on: 2026-04-01, duty: [S1]",
    )
    whole = one.and_(other)

    assert [whole.duties[code] for code in whole.duty] == [("S1",), ("S1",), ("S2",)]
    assert days(whole.first) == ["2026-02-01", "2026-04-01", "2026-03-01"]
    assert (len(whole.kind), whole.left_out) == (3, 1)


def test_no_records_are_no_groups():
    found = counts()

    assert (len(found.kind), found.duties, found.left_out) == (0, (), 0)
    assert len(found.and_(found).of_kinds(RecordKind.PERFORMED).kind) == 0
