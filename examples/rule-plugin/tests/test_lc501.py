"""LC501: the examples of its card, and the edges that the card speaks of."""

from __future__ import annotations

from datetime import date

from dangjian_chain.gaps import GapReport, detect_gaps
from dangjian_chain.testing import chain_of
from example_rules import RULES

(RULE,) = RULES


def report(document: str) -> GapReport:
    return detect_gaps(chain_of(document), at=date.fromisoformat(RULE.at))


def test_in_the_bad_example_it_speaks_and_no_other_rule() -> None:
    (gap,) = report(RULE.bad)

    assert (gap.code, gap.organization, gap.subject) == ("LC501", "D1-01", "D1-01.sj")
    assert gap.message.zh == "经核对岗位名册，示例一支部书记岗位未见B角。"
    assert gap.message.en == "The roster shows no stand-in for the secretary of 示例一支部."


def test_in_the_good_example_nothing_speaks() -> None:
    assert list(report(RULE.good)) == []


def test_a_secretary_who_is_alone_needs_none() -> None:
    alone = RULE.bad.replace("- {id: D1-01.zzy, organization: D1-01, kind: organizer}\n", "")

    assert report(alone).of("LC501") == ()


def test_a_post_of_an_organization_that_is_not_on_the_list_is_another_rules_business() -> None:
    unknown = (
        "- {id: D9.sj, organization: D9, kind: secretary}\n- {id: D9.zw, organization: D9, kind: organizer}\n"
    )

    assert {gap.code for gap in report(RULE.good + unknown)} == {"DJ112"}


def test_where_stand_ins_are_never_entered_nothing_is_checked() -> None:
    silent = report(RULE.bad.replace(", stand_in: D1.fsj", ""))

    assert silent.of("LC501") == ()
    assert [left.reason.zh for left in silent.coverage if left.code == "LC501"] == ["岗位均未填写B角"]
