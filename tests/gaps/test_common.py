"""Common and individual gaps, and gaps by unit, band and symptom."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps import GapReport, NoChainError, detect_gaps
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
CHAIN = chain_of("""
    organizations:
    - {id: D1, name: 示例一大队党委, kind: committee, members: 160, full_members: 150}
    - {id: D1-01, name: 示例一支部, kind: branch, superior: D1, members: 60, full_members: 55, band: 后进}
    - {id: D1-02, name: 示例二支部, kind: branch, superior: D1, members: 51, full_members: 50, band: 达标}
    - {id: D1-03, name: 示例三支部, kind: branch, superior: D1, members: 49, full_members: 48}
    - {id: D1-04, name: 示例四支部, kind: branch, superior: D1, members: 20, full_members: 21, band: 达标}
""")
REPORT = detect_gaps(CHAIN, at=AT, select="DJ011,DJ904")


def test_what_half_of_a_kind_has_is_common_and_the_rest_individual():
    """Two of four branches are large, and one alone has counts that differ."""
    found = REPORT.common()

    assert [(one.rule.code, one.kind, one.organizations, one.of) for one in found.common] == [
        ("DJ011", "branch", ("D1-01", "D1-02"), 4)
    ]
    assert [gap.code for gap in found.individual] == ["DJ904"]
    assert len(found.individual) + sum(len(one.gaps) for one in found.common) == len(REPORT)


def test_a_higher_share_makes_it_individual():
    assert REPORT.common(share=0.51).common == ()
    assert len(REPORT.common(share=0.51).individual) == 3


def test_one_alone_is_never_common():
    """Even where any share will do."""
    assert [one.rule.code for one in REPORT.common(share=0).common] == ["DJ011"]


def test_it_is_said_with_both_numbers():
    (one,) = REPORT.common().common

    assert one.say("zh") == "DJ011 党支部党员人数偏多：党支部2/4，50%"
    assert one.say("en") == "DJ011 A branch with many members: 2/4 of kind 'Party branch', 50%"
    assert one.share == 0.5


def test_gaps_by_band_are_those_of_the_organizations_band():
    found = REPORT.by("band")

    assert {band: [gap.organization for gap in gaps] for band, gaps in found.items()} == {
        "后进": ["D1-01"],
        "达标": ["D1-02", "D1-04"],
    }


def test_the_first_organization_of_all_is_counted_too():
    """What is common is common wherever its organizations stand in the roster."""
    report = detect_gaps(
        chain_of("""
            organizations:
            - {id: Z1, name: 示例一支部, kind: branch, members: 60, full_members: 55, band: 后进}
            - {id: Z2, name: 示例二支部, kind: branch, members: 51, full_members: 50}
        """),
        at=AT,
        select="DJ011",
    )

    assert [one.organizations for one in report.common().common] == [("Z1", "Z2")]
    assert list(report.by("band")) == ["后进", ""]


def test_a_common_gap_on_a_duty_names_it_in_both_languages():
    """A duty stands in the quotation marks of the language."""
    report = detect_gaps(
        chain_of("""
            organizations:
            - {id: D1, name: 示例大队党委, kind: committee}
            - {id: Z1, name: 示例一支部, kind: branch, superior: D1}
            - {id: Z2, name: 示例二支部, kind: branch, superior: D1}
            duties:
            - {id: S1, title: 主题党日, performed_by: [branch]}
            - {id: S2, title: 谈心谈话, performed_by: [branch]}
            assignments:
            - {duty: S1, organization: D1}
            - {duty: S2, organization: Z1}
            - {duty: S2, organization: Z2}
        """),
        at=AT,
        select="DJ101",
    )
    (one,) = (one for one in report.common().common if one.kind == "branch")

    assert one.say("zh") == "DJ101 责任事项未列入清单“S1”：党支部2/2，100%"
    assert one.say("en") == (
        "DJ101 An expected duty that no list shows on 'S1': 2/2 of kind 'Party branch', 100%"
    )


def test_a_gap_of_the_chain_as_a_whole_has_no_band():
    """What no organization is named for stands last, under a blank."""
    report = detect_gaps(
        chain_of("""
            organizations:
            - {id: Z1, name: 示例支部, kind: branch, band: 达标}
            duties:
            - {id: S1, title: 主题党日, why: 党章}
            - {id: S2, title: 谈心谈话}
        """),
        at=AT,
        select="DJ201",
    )

    assert {gap.organization for gap in report} == {""}
    assert list(report.by("band")) == [""]


def test_gaps_by_unit_are_those_of_the_nearest_committee():
    assert {unit: len(gaps) for unit, gaps in REPORT.by("unit").items()} == {"D1": 3}


def test_gaps_by_symptom_are_those_of_their_rules_and_those_on_data_stand_last():
    assert {symptom: len(gaps) for symptom, gaps in REPORT.by("symptom").items()} == {"weakened": 2, "": 1}
    assert list(REPORT.by("symptom"))[-1] == ""


def test_a_grouping_that_does_not_exist_names_those_that_do():
    with pytest.raises(UnknownNameError, match="unit"):
        REPORT.by("units")  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_is_from_nothing_to_one(share: float):
    with pytest.raises(ValueError, match="from 0 to 1"):
        REPORT.common(share=share)


def test_a_report_put_together_by_hand_has_no_bands():
    report = GapReport(REPORT.gaps, AT, ())

    with pytest.raises(NoChainError):
        report.by("band")
    with pytest.raises(NoChainError):
        report.common()
    assert report.by("unit") == REPORT.by("unit")
