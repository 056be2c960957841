"""Evidence: which records count where; the rest is asked through the paths."""

from __future__ import annotations

from datetime import date

from dangjian_chain.performance import Evidence
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)


def evidence(records: str) -> Evidence:
    chain = chain_of(
        """
        organizations:
        - {id: LC, kind: committee}
        - {id: D1, kind: committee, superior: LC}
        - {id: D2, kind: committee, superior: LC}
        - {id: U, kind: unit}
        roles:
        - {id: D1.sj, organization: D1, kind: secretary}
        records:
        """
        + records
    )
    return Evidence(chain.at(DAY).arrays)


def test_records_of_unknown_organizations_and_of_later_days_are_left_aside():
    found = evidence(
        """
        - {organization: XX, kind: performed, on: 2026-01-01}
        - {organization: D1, kind: performed, on: 2026-10-01}
        - {organization: D1, kind: performed, on: 2026-09-30}
        """
    )

    assert [str(entry.on) for entry in found.performed([0, 1, 2], "S1")] == ["2026-09-30"]


def test_a_subordinate_that_is_not_there_is_not_all_of_them():
    found = evidence("- {organization: LC, kind: supervised, on: 2025-01-01, subordinate: D9}")

    assert found.supervised(2, [0, 1], "S1") == []


def test_a_department_without_an_organization_above_appraised_for_nobody():
    found = evidence("- {organization: D1, kind: appraised, on: 2025-01-01, by: U}")

    assert found.supervised(0, [1], "S1") == []
    assert found.supervised(3, [0], "S1") == []


def test_what_a_record_says_is_its_outcome_else_its_grade_else_its_kind():
    found = evidence(
        """
        - {organization: D1, kind: performed, on: 2025-01-01, outcome: failed, grade: 好}
        - {organization: D1, kind: performed, on: 2025-01-02, grade: " 差 "}
        - {organization: D1, kind: performed, on: 2025-01-03, evidence: 会议纪要1号}
        """
    )
    entries = found.performed([0], "S1")

    assert [(entry.failing, entry.words.zh) for entry in entries] == [
        (True, "未通过"),
        (True, "差"),
        (False, "已开展"),
    ]
    assert entries[2].evidence == "会议纪要1号"


def test_every_year_and_month_that_a_period_can_state():
    found = evidence(
        """
        - {organization: D1, kind: performed, on: 2026-01-01, period: "2025"}
        - {organization: D1, kind: performed, on: 2026-01-02, period: "2025-12"}
        - {organization: D1, kind: performed, on: 2026-01-03, period: "2025-11"}
        - {organization: D1, kind: performed, on: 2026-01-04, period: "2025-11-05"}
        - {organization: D1, kind: performed, on: 2026-01-05, period: 第四季度}
        """
    )
    meant = [entry.meant for entry in found.performed([0], "S1")]

    assert [None if one is None else (str(one.start), str(one.end)) for one in meant] == [
        ("2025-01-01", "2026-01-01"),
        ("2025-12-01", "2026-01-01"),
        ("2025-11-01", "2025-12-01"),
        None,
        None,
    ]
