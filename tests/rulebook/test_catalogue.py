"""The catalogue that ships: complete, worded as the provisions word it, and off where nobody has seen them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dangjian_chain.rulebook import Modality, Status, rulebook, shipped_duties
from dangjian_chain.rulebook.catalogue import CatalogueDuty, stands_in_a_provision
from dangjian_chain.rulebook.shipped_duties import shipped_catalogue, shipped_scopes

DAY = date(2026, 9, 30)
RULES = rulebook().on(DAY)
DUTIES = list(shipped_catalogue().values())
each_duty = pytest.mark.parametrize("duty", DUTIES, ids=[duty.key for duty in DUTIES])

SEED = [
    "committee.strict_gov_study", "committee.annual_tasks", "committee.responsibility_lists",
    "committee.report_upward", "committee.assess_children", "committee.grade_branches",
    "committee.rectify_backward", "committee.remind_reelection", "committee.train_secretaries",
    "committee.funds", "secretary.deploy", "secretary.ask", "secretary.coordinate",
    "secretary.supervise_case", "secretary.lesson", "secretary.contact_point", "secretary.talk_down",
    "secretary.report_work", "deputy.direct", "member.portfolio_party_work", "member.home_branch_life",
    "discipline.supervise", "branch.member_meeting", "branch.committee_meeting", "branch.group_meeting",
    "branch.theme_day", "branch.lesson", "branch.org_life", "branch.appraisal", "branch.talks",
    "branch.study_hours", "branch.reelection", "branch_secretary.report", "group_leader.convene",
    "party_member.attend", "party_member.dues", "party_member.tasks",
]  # fmt: skip
"""The stable keys of the seed (regulations §6)."""

OFF = [
    "branch.admission", "branch.masses", "branch.sector_organ", "branch.sector_public_institution",
    "branch.sector_retired", "branch.sector_soe", "branch_secretary.report", "committee.annual_tasks",
    "committee.democratic_life", "committee.prior_study", "committee.report_upward",
    "committee.responsibility_lists", "committee.use_results", "member.integrity_report",
    "party_member.dues", "party_member.masses",
]  # fmt: skip
"""What rests on facts from memory alone."""

PAPER = ("照片", "心得", "台账", "篇", "信息", "痕迹", "学习笔记")
"""What is no measure of work."""


def texts(duty: CatalogueDuty) -> list:
    every = (duty.title, duty.what, duty.how, duty.standard, duty.check, duty.indicator, duty.area, duty.due)
    return [text for text in every if text is not None]


def on(duty: CatalogueDuty) -> list:
    """Return the facts that make it a duty today."""
    return [RULES.citation(key) for key in duty.scope.basis(RULES, duty.unit_types)]


def test_every_duty_of_the_seed_is_there():
    assert sorted(set(SEED) - set(shipped_catalogue())) == []


def test_duties_from_memory_are_off_and_no_others():
    """They ship, and are taken only where a profile switches their fact on, or by request."""
    assert sorted(duty.key for duty in DUTIES if not on(duty)) == sorted(OFF)
    for key in OFF:
        cited = [RULES.citation(fact) for fact in shipped_catalogue()[key].citations]
        assert {fact.status for fact in cited} == {Status.MEMORY}


def test_what_is_on_stands_in_a_provision_but_for_one():
    """That members carry a task is what a page reports."""
    seen = [duty for duty in DUTIES if on(duty) and not stands_in_a_provision(rulebook(), duty.citations)]

    assert [duty.key for duty in seen] == ["party_member.tasks"]


def test_the_lines_that_rules_read_are_what_the_files_say():
    """Scopes are cut out of the files by their lines."""
    assert dict(shipped_scopes()) == {duty.key: duty.scope for duty in DUTIES}


@each_duty
def test_every_text_is_in_both_languages(duty: CatalogueDuty):
    for text in texts(duty):
        if duty.due is not text:
            assert re.search(r"[一-鿿]", text.zh)
        assert text.en.strip()
        assert not re.search(r"[一-鿿]", text.en)


@each_duty
def test_it_is_short_and_ends_as_sentences_do(duty: CatalogueDuty):
    assert len(duty.title.zh) <= 16
    assert len(duty.what.zh) <= 75
    assert len(duty.how.zh) <= 60
    assert len(duty.standard.zh) <= 32
    for text in (duty.what, duty.how):
        assert text.zh.endswith("。")
        assert text.en.endswith(".")


@each_duty
def test_paper_is_never_the_measure(duty: CatalogueDuty):
    """It is said at most that none is wanted."""
    for text in (duty.standard, duty.check, duty.indicator):
        assert not [word for word in PAPER if word in text.zh]
    for word in PAPER:
        assert not re.search(rf"(?<![不要求写和]){word}", duty.how.zh.replace("照片和心得", "")), word


@each_duty
def test_it_is_worded_no_stronger_than_the_provision(duty: CatalogueDuty):
    """应当 where a provision says so in its own words; 一般 where all it rests on says 一般."""
    own = [fact for fact in on(duty) if not fact.modality_is_ours]
    words = duty.what.zh + duty.standard.zh
    said = [text for text in texts(duty) if "应当" in text.zh or "必须" in text.zh]

    if said:
        assert any(fact.modality is Modality.MUST for fact in own)
    if own and len(own) == len(on(duty)) and all(fact.modality is Modality.SHOULD for fact in own):
        assert "一般" in words


@each_duty
def test_the_secretary_alone_is_first_responsible(duty: CatalogueDuty):
    """A group has its leader; nobody else stands in for the first person (regulations §14, traps 27 and 28)."""
    for bearers in (duty.bearers, duty.managing_bearers):
        first = re.search(r"first=([^;]+)", bearers)

        assert first is None or first[1] in {"secretary", "group_leader"}


@each_duty
def test_nobody_is_the_only_alternative_but_where_the_duty_is_personal(duty: CatalogueDuty):
    """Where a kind of role is missing the secretary has one pair of hands: every direct bearer ends with it."""
    for bearers in (duty.bearers, duty.managing_bearers):
        for word, kinds in re.findall(r"(direct|concrete)=([^;]+)", bearers):
            assert kinds.rpartition("|")[2].strip() == "secretary", word


def test_traps_of_the_regulations():
    """Regulations §14, traps 6, 8–15."""
    duties = shipped_catalogue()
    rhythm = {key: duty.cycle for key, duty in duties.items()}

    assert rhythm["branch.member_meeting"] == "1/quarter"
    assert rhythm["branch.committee_meeting"] == rhythm["branch.theme_day"] == "1/month"
    assert rhythm["branch.lesson"] == "continuous"  # no national number
    assert rhythm["branch.talks"] == rhythm["branch.org_life"] == "1/year"
    assert rhythm["secretary.lesson"] == "1/year"
    assert duties["branch.committee_meeting"].conditions == {"has_committee": True}
    assert duties["branch.group_meeting"].performed_by == ("group",)
    assert "一并计入" in duties["branch.theme_day"].what.zh
    assert "32学时" in duties["branch.study_hours"].what.zh
    assert "56学时" in duties["branch.study_hours"].what.zh
    assert "应到会有表决权的党员" in duties["branch.member_meeting"].how.zh
    assert "半数以上" in duties["branch.committee_meeting"].how.zh


def test_a_temporary_branch_is_spared_what_it_may_not_do():
    """It admits nobody, collects no dues and holds no elections (regulations §14, trap 6)."""
    for key in ("branch.reelection", "branch.admission", "party_member.dues", "branch.appraisal"):
        assert shipped_catalogue()[key].conditions["temporary"] is False


def test_provisions_of_one_type_of_unit_are_for_that_type():
    for duty in DUTIES:
        bound = [RULES.citation(key).unit_types for key in duty.citations]
        if all(bound):
            assert set(duty.unit_types) == {each for types in bound for each in types}, duty.key
        else:
            assert duty.unit_types == ()


def test_a_contact_point_is_managed_by_nobody_and_a_group_meeting_by_its_branch():
    """As far up as each is managed (semantics, expected)."""
    duties = shipped_catalogue()

    assert duties["secretary.contact_point"].managed_levels == 0
    assert duties["branch.group_meeting"].managed_levels == 1
    assert duties["branch.member_meeting"].managed_levels == 2
    assert all(duty.managed_levels is not None for duty in DUTIES)


def test_a_basis_binds_some_of_the_types_asked_for():
    """Facts of enterprises make no duty of organs; without a type any will do."""
    funds = shipped_scopes()["committee.funds"]

    assert funds.basis(RULES, ["soe"]) == funds.basis(RULES) == ("soe_fund_ratio",)
    assert funds.basis(RULES, ["organ", "soe"]) == ("soe_fund_ratio",)
    assert funds.basis(RULES, ["organ"]) == ()


def test_a_basis_that_is_not_in_force_makes_no_duty():
    before = rulebook().on(date(2018, 10, 27))
    talks = shipped_scopes()["branch.talks"]

    assert talks.basis(before) == ()
    assert talks.basis(rulebook().on(date(2018, 10, 28))) == ("heart_to_heart_talks",)


def test_a_key_stands_once():
    with pytest.raises(ValueError, match=r"branch\.talks stands twice"):
        shipped_duties._once([shipped_scopes()["branch.talks"]] * 2)
