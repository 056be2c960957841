"""Why a rule is silent of a row: the first thing that would have to change."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps import GapReport, NoChainError, detect_gaps
from dangjian_chain.gaps.condition import meeting
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
UNITS = chain_of("""
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: D1-01, name: 示例支部, kind: branch, superior: D1, covers: [U1]}
    - {id: U1, name: 示例一室, superior: D1, full_members: 4}
    - {id: U2, name: 示例二室, superior: D1, full_members: 2}
    - {id: U3, name: 示例三室, superior: D1, full_members: 3}
    - {id: U4, name: 示例四室, superior: D1}
""")
REPORT = detect_gaps(UNITS, at=AT)


def lines(report: GapReport, code: str, subject: str) -> list[str]:
    return report.why_not(code, subject).to_text("zh").splitlines()


def test_it_names_the_first_condition_that_does_not_hold_with_its_figures():
    assert lines(REPORT, "DJ009", "U2") == [
        "DJ009（应建未建党组织）没有列出“U2 示例二室”",
        "  是当日在册的单位（部门）：是",
        "  正式党员达到应当成立党支部的人数：否，这一项因此不列出；正式党员2名，规定3名",
    ]


def test_what_holds_before_it_is_said_too():
    assert lines(REPORT, "no-party-organization", "U1")[-1] == (
        "  名册中没有党组织覆盖它：否，这一项因此不列出"
    )


def test_a_number_that_is_not_entered_is_said_so():
    assert "正式党员未填写" in lines(REPORT, "DJ009", "U4")[-1]


def test_where_the_rule_speaks_it_says_that_it_does():
    found = REPORT.why_not("DJ009", "U3")

    assert found.claim.zh == "DJ009（应建未建党组织）列出“U3 示例三室”"
    assert found.children[0].claim.zh.startswith("DJ009 示例三室现有正式党员3名")


def test_a_rule_that_was_not_asked_says_so():
    report = detect_gaps(UNITS, at=AT, select="DJ1")

    assert report.why_not("DJ009", "U3").fact.zh == "本次没有核对这一项"


def test_a_rule_that_could_not_look_says_why():
    assert REPORT.why_not("DJ501", "D1").fact.zh == "本次不作核对：未载入岗位"


def test_a_rule_without_conditions_says_that_it_looked():
    assert "已经核对" in lines(REPORT, "DJ001", "D1-01")[-1]


def test_both_languages_say_the_same():
    assert REPORT.why_not("DJ009", "U2").to_text("en").splitlines()[-1] == (
        "  it has the full members that require a branch: no, so the rule is silent; 2 full members, figure 3"
    )


@pytest.mark.parametrize(("code", "subject", "near"), [("DJ099", "U2", "DJ0"), ("DJ009", "U22", "U2")])
def test_what_is_unknown_is_answered_with_the_nearest(code: str, subject: str, near: str):
    with pytest.raises(UnknownNameError, match=near):
        REPORT.why_not(code, subject)


def test_a_report_put_together_by_hand_has_no_chain_to_look_at():
    with pytest.raises(NoChainError):
        GapReport([], AT, ()).why_not("DJ009", "U2")


def test_a_narrowed_report_still_knows_its_chain():
    assert REPORT.keeping(()).why_not("DJ009", "U2") == REPORT.why_not("DJ009", "U2")


def test_no_conditions_name_no_row():
    """Of what nothing is asked nothing is said."""
    assert meeting([]) == []


def test_where_none_of_two_columns_is_filled_that_is_what_would_have_to_change():
    """A list without either column has nothing left open, and that is said before the blank of one duty."""
    report = detect_gaps(chain_of("duties:\n- {id: S1, title: 主题党日}"), at=AT)

    assert lines(report, "DJ208", "S1")[1:] == ["  清单中有事项填写了这些栏：否，这一项因此不列出"]
