"""DJ217: duties that the catalogue asks for and no list of the chain rests on."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import dangjian_chain as dc
from dangjian_chain.gaps import detect_gaps
from dangjian_chain.gaps.rules import dj217_required_duty_absent as rule
from dangjian_chain.rulebook import Profile
from dangjian_chain.rulebook.catalogue import Scope
from dangjian_chain.rulebook.shipped_duties import shipped_scopes
from dangjian_chain.testing import chain_of
from tests.bureau import AT as DAY
from tests.bureau import BUREAU
from tests.gaps.finding import AT, found, not_checked, only, subjects

COMMISSION = """\
organizations:
- {id: J1, name: 示例纪委, kind: discipline_commission, unit_type: organ}
"""
GROUP = """\
organizations:
- {id: G1, name: 示例小组, kind: group, unit_type: organ}
"""
BRANCH = """\
organizations:
- {id: B1, name: 示例支部, kind: branch, unit_type: organ, temporary: false, full_members: 9}
"""
ROLES = """\
roles:
- {id: B1.1, organization: B1, kind: secretary}
- {id: B1.2, organization: B1, kind: organization_member}
"""
OWN = """\
duties:
- {id: S1, title: 示例事项, why: 示例办法}
"""


def cited(*why: str) -> str:
    """Return duties with these bases."""
    rows = [f'- {{id: S{number}, title: 示例事项, why: "{words}"}}' for number, words in enumerate(why, 1)]
    return "\n".join(["duties:", *rows, ""])


# --- what is counted ------------------------------------------------------------------------


def test_it_counts_one_gap_for_each_duty_of_the_catalogue():
    """The subject is the key; there is no organization and no duty of the chain to name."""
    assert found("DJ217", GROUP, OWN) == [
        ("", "duty", "branch.group_meeting", ""),
        ("", "duty", "group_leader.convene", ""),
    ]


def test_several_organizations_are_one_gap():
    """All that the duty is for are named in it."""
    group = GROUP + "- {id: G2, name: 示例二组, kind: group, unit_type: soe}\n"

    assert found("DJ217", group, OWN) == found("DJ217", GROUP, OWN)


def test_it_names_the_provision_and_what_may_be_taken():
    gap = only("DJ217", COMMISSION, OWN)

    assert "《关于加强对“一把手”和领导班子监督的意见》" in gap.message_zh
    assert "示例纪委" in gap.message_zh
    assert "four_way_split" in gap.remedy_zh
    assert "发现问题当面提出" in gap.remedy_zh
    assert "Opinions on Supervising Top Leaders" in gap.message_en
    assert str(gap.severity) == "note"


def test_what_binds_by_reference_is_said_so():
    """Regulations §14, trap 26."""
    committee = "organizations:\n- {id: D1, name: 示例党委, kind: committee, unit_type: organ}\n"
    gaps = detect_gaps(chain_of(committee + OWN), at=AT)
    gap = next(gap for gap in gaps.of("DJ217") if gap.subject == "committee.same_plan")

    assert "第六条（参照执行）" in gap.message_zh
    assert "参照执行" in gap.citation.zh
    assert "(by reference)" in gap.message_en


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [
        (5, "组1、组2、组3、组4、组5。", "组1, 组2, 组3, 组4, 组5."),
        (6, "组1、组2、组3等6个。", "组1, 组2, 组3 and 3 more."),
    ],
)
def test_of_many_organizations_three_are_named(count: int, zh: str, en: str):
    rows = [f"- {{id: G{n}, name: 组{n}, kind: group, unit_type: organ}}" for n in range(1, count + 1)]
    gaps = detect_gaps(chain_of("organizations:\n" + "\n".join(rows) + "\n" + OWN), at=AT).of("DJ217")

    assert gaps[0].message_zh.endswith(zh)
    assert gaps[0].message_en.endswith(en)


# --- what is a citation ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "why",
    [
        "four_way_split",
        "supervisory",
        "示例办法; four_way_split",
        "《关于加强对“一把手”和领导班子监督的意见》",
        "《中共中央关于加强对“一把手”和领导班子监督的意见》",
        "TOP21",
        "《中国共产党问责条例》第四条",
    ],
)
def test_a_key_or_the_provision_named_is_a_citation(why: str):
    """Also that of a second place, and the title alone where no article is known."""
    assert subjects("DJ217", COMMISSION, cited(why)) == []


@pytest.mark.parametrize(
    "why",
    ["four_way", "《中国共产党问责条例》第五条", "《中国共产党问责条例》", "监督专责", "half_year_study"],
)
def test_another_provision_is_none(why: str):
    assert subjects("DJ217", COMMISSION, cited(why)) == ["discipline.supervise"]


def test_an_article_named_is_all_that_it_says():
    """Article 16 holds lesson and theme day."""
    rest = set(subjects("DJ217", BRANCH, cited("《中国共产党支部工作条例（试行）》第十六条")))

    assert rest & {"branch.lesson", "branch.theme_day"} == set()
    assert "branch.org_life" in rest


def test_a_key_is_its_own_fact_alone():
    """Its provision beside it, as the catalogue writes it, does not stand for what else the article says."""
    for why in ("party_lesson", "《中国共产党支部工作条例（试行）》第十六条; party_lesson"):
        rest = subjects("DJ217", BRANCH, cited(why))

        assert "branch.lesson" not in rest
        assert "branch.theme_day" in rest


def test_another_article_beside_a_key_counts():
    why = "party_lesson; 《中国共产党支部工作条例（试行）》第十七条"
    rest = subjects("DJ217", BRANCH, cited(why))

    assert "branch.org_life" not in rest
    assert "branch.theme_day" in rest


def test_the_second_place_of_a_key_is_no_other_fact():
    """The training of secretaries stands in two instruments; naming both is not naming the contact point."""
    committee = "organizations:\n- {id: D1, name: 示例党委, kind: committee, unit_type: organ}\n"
    why = dc.catalogue(kinds="committee", at=AT).entries
    training = next(entry.why.zh for entry in why if entry.key == "committee.train_secretaries")
    rest = subjects("DJ217", committee, cited(training))

    assert "《中国共产党支部工作条例（试行）》" in training
    assert "secretary.contact_point" in rest
    assert "committee.train_secretaries" not in rest


@pytest.mark.parametrize(("article", "speaks"), [("", False), ("第三十条", False), ("第十一条", True)])
def test_of_an_unknown_article_what_may_be_meant_counts(article: str, *, speaks: bool):
    """The contact point stands in chapter 7; article 11 is known to be the member meeting."""
    committee = "organizations:\n- {id: D1, name: 示例党委, kind: committee, unit_type: organ}\n"
    rest = subjects("DJ217", committee, cited(f"《中国共产党支部工作条例（试行）》{article}"))

    assert ("secretary.contact_point" in rest) == speaks


def test_a_provision_over_several_articles_is_named_by_each():
    soe = "organizations:\n- {id: D1, name: 示例党委, kind: committee, unit_type: soe}\n"
    every = {
        number: "committee.funds_downward"
        in subjects("DJ217", soe, cited(f"《关于国有企业党组织工作经费问题的通知》第{number}点"))
        for number in ("三", "四", "五", "六")
    }

    assert every == {"三": True, "四": False, "五": False, "六": True}


# --- where it is for ------------------------------------------------------------------------


def test_a_basis_nowhere_or_no_type_of_unit_is_not_applicable():
    """A column that is filled nowhere is data the chain does not have."""
    bare = "duties:\n- {id: S1, title: 示例事项}\n"

    assert "why" in not_checked(COMMISSION, bare)["DJ217"]
    assert "unit_type" in not_checked(COMMISSION.replace(", unit_type: organ", ""), OWN)["DJ217"]
    assert subjects("DJ217", COMMISSION, bare) == []


def test_an_organization_without_a_type_of_unit_is_not_judged():
    other = COMMISSION + "- {id: G1, name: 示例小组, kind: group}\n"

    assert subjects("DJ217", other, OWN) == ["discipline.supervise"]


@pytest.mark.parametrize(
    "more",
    [
        "valid_to: 2026-09-30",  # the first day it is no longer there
        "valid_from: 2026-10-01",
        "superior: D9",
    ],
)
def test_out_of_force_or_unreachable_is_not_judged(more: str):
    organizations = COMMISSION.replace("organ}", f"organ, {more}}}")

    assert subjects("DJ217", organizations, OWN) == []


def test_on_the_last_day_it_still_is():
    assert subjects("DJ217", COMMISSION.replace("organ}", "organ, valid_to: 2026-10-01}"), OWN) == [
        "discipline.supervise"
    ]


def test_a_kind_that_is_not_there_asks_for_nothing():
    """Without groups nobody misses a group meeting (regulations §14, trap 14)."""
    assert not {"branch.group_meeting", "group_leader.convene"} & set(subjects("DJ217", BRANCH, ROLES, OWN))


def test_without_a_committee_no_committee_meeting_is_missed():
    """Regulations §14, trap 14; where no roles are entered nobody knows."""
    alone = ROLES.replace("organization_member", "deputy_secretary")
    meeting = "branch.committee_meeting"

    assert meeting in subjects("DJ217", BRANCH, ROLES, OWN)
    assert meeting not in subjects("DJ217", BRANCH, alone, OWN)
    assert meeting not in subjects("DJ217", BRANCH, OWN)


@pytest.mark.parametrize(("temporary", "speaks"), [("false", True), ("true", False), (None, False)])
def test_a_temporary_branch_is_asked_for_no_election(temporary: str | None, *, speaks: bool):
    """Regulations §14, trap 6; a blank says nothing."""
    mark = "" if temporary is None else f" temporary: {temporary},"
    every = subjects("DJ217", BRANCH.replace(" temporary: false,", mark), OWN)

    assert ("branch.reelection" in every) == speaks
    assert "branch.theme_day" in every


@pytest.mark.parametrize("unit_type", ["organ", "soe", "public_institution", "field_team", "示例类型"])
def test_duties_of_one_type_are_asked_of_that_type(unit_type: str):
    committee = f"organizations:\n- {{id: D1, name: 示例党委, kind: committee, unit_type: {unit_type}}}\n"
    every = set(subjects("DJ217", committee, OWN))

    assert ("committee.funds" in every) == (unit_type == "soe")
    assert "deputy.direct" not in every  # only offered
    assert "committee.strict_gov_study" in every


def test_those_that_the_provision_does_not_bind_are_not_named():
    organizations = """\
    organizations:
    - {id: D1, name: 示例党委, kind: committee, unit_type: soe}
    - {id: D2, name: 示例机关党委, kind: committee, unit_type: organ, superior: D1}
    """
    gaps = detect_gaps(chain_of(organizations.replace("    ", "") + OWN), at=AT).of("DJ217")
    funds = next(gap for gap in gaps if gap.subject == "committee.funds")

    assert "示例党委。" in funds.message_zh
    assert "示例机关党委" not in funds.message_zh


@pytest.mark.parametrize(
    ("conditions", "found_in"),
    [
        ({"min_full_members": 9}, ["B1"]),
        ({"min_full_members": 10}, []),
        ({"max_full_members": 9}, ["B1"]),
        ({"max_full_members": 8}, []),
        ({"joint": True}, ["B2"]),
        ({"joint": False}, []),
        ({"has_groups": True}, ["B1"]),
        ({"has_groups": False}, ["B2"]),
        ({"has_groups": False, "joint": True}, ["B2"]),
    ],
)
def test_every_condition_of_duties_may_stand_in_a_catalogue(
    conditions: dict[str, object], found_in: list[str], monkeypatch: pytest.MonkeyPatch
):
    """What is blank holds nowhere; a threshold includes its number (regulations §14, trap 2)."""
    scope = Scope("branch.talks", ("branch",), ("heart_to_heart_talks",), conditions=conditions)
    monkeypatch.setattr(rule, "shipped_scopes", lambda: {scope.key: scope})
    organizations = BRANCH.replace("示例支部", "B1").replace(" temporary: false,", "") + (
        "- {id: B2, name: B2, kind: branch, unit_type: organ, superior: B1, joint: true}\n"
        "- {id: G1, name: G1, kind: group, unit_type: organ, superior: B1}\n"
        "- {id: G2, name: G2, kind: group, unit_type: organ, superior: B2, valid_to: 2026-01-01}\n"
    )
    gaps = detect_gaps(chain_of(organizations + OWN), at=AT).of("DJ217")

    assert [name for gap in gaps for name in ("B1", "B2") if name in gap.message_en] == found_in


# --- what is required -----------------------------------------------------------------------


def test_what_rests_on_memory_is_not_asked_for():
    """It is off until a profile switches its fact on."""
    committee = "organizations:\n- {id: D1, name: 示例党委, kind: committee, unit_type: organ}\n"
    profile = Profile.from_bytes(
        'schema = "dangjian-chain-profile/1"\nname = "示例"\nreason = "示例"\n'
        '[[switches]]\ncitation = "annual_report_upward"\nreason = "上级已有要求"\n'.encode()
    )
    key = "committee.report_upward"

    assert key not in subjects("DJ217", committee, OWN)
    gaps = detect_gaps(chain_of(committee + OWN), at=AT, profile=profile).of("DJ217")
    assert key in [gap.subject for gap in gaps]


def test_what_no_provision_says_is_not_asked_for():
    """That members carry a task was seen on a page; the catalogue offers it and asks for nothing."""
    assert "party_member.tasks" in dc.catalogue(kinds="branch", at=AT).keys
    assert "party_member.tasks" not in subjects("DJ217", BRANCH, ROLES, OWN)


def test_elective_duties_are_not_asked_for(monkeypatch: pytest.MonkeyPatch):
    scope = Scope("branch.talks", ("branch",), ("heart_to_heart_talks",))
    monkeypatch.setattr(rule, "shipped_scopes", lambda: {scope.key: scope})
    assert subjects("DJ217", BRANCH, OWN) == ["branch.talks"]

    elective = attrs.evolve(scope, nature="elective")
    monkeypatch.setattr(rule, "shipped_scopes", lambda: {scope.key: elective})
    assert subjects("DJ217", BRANCH, OWN) == []


@pytest.mark.parametrize(("day", "speaks"), [(date(2018, 10, 27), False), (date(2018, 10, 28), True)])
def test_a_provision_is_asked_for_from_the_day_it_is_there(day: date, *, speaks: bool):
    assert ("branch.theme_day" in subjects("DJ217", BRANCH, OWN, at=day)) == speaks


# --- chains as they are ---------------------------------------------------------------------


def test_doing_what_the_remedy_says_removes_the_gap():
    """Naming the fact as the basis of another duty; it adds none (law 9)."""
    before = set(subjects("DJ217", BRANCH, ROLES, OWN))
    gaps = detect_gaps(chain_of(BRANCH + ROLES + OWN), at=AT).of("DJ217")

    assert len(before) > 8
    for gap in gaps:
        after = set(subjects("DJ217", BRANCH, ROLES, cited("示例办法", f"示例办法; {gap.details['fact']}")))
        assert after < before
        assert gap.subject not in after


def test_lists_made_from_the_catalogue_are_complete():
    """Taking a duty out is noticed, unless another rests on the same provision."""
    structure = dc.read(BUREAU)
    catalogue = dc.catalogue(at=DAY)

    def missing(without: str = "") -> list[str]:
        taken = catalogue.without(without) if without else catalogue
        chain = structure.with_collection("duties", taken.duties()).with_collection("assignments", ())
        return [gap.subject for gap in detect_gaps(chain, at=DAY, select="DJ217")]

    assert missing() == []
    assert missing("committee.strict_gov_study") == ["committee.strict_gov_study"]
    assert missing("branch.theme_day") == []  # members attend the theme day
    assert missing("branch.talks") == ["branch.talks"]
    assert missing("secretary.ask") == []  # three others rest on the same article
    assert missing("party_member.tasks") == []


def test_of_the_bureau_nothing_is_missing():
    """Its lists name a ground of every duty that the catalogue asks for."""
    assert list(detect_gaps(dc.read(BUREAU), at=DAY, select="DJ217")) == []


def test_what_is_only_offered_is_never_missed():
    """How a secretary bears, or what another office does, is no gap where a list does not name it."""
    offered = {key for key, scope in shipped_scopes().items() if scope.offered}

    assert offered == {
        *("secretary.ask", "secretary.coordinate", "secretary.deploy", "secretary.supervise_case"),
        *("deputy.direct", "committee.part_time_counts"),
    }
    assert offered & {gap.subject for gap in detect_gaps(dc.read(BUREAU), at=DAY, select="DJ217")} == set()
