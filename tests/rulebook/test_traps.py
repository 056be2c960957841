"""The traps of popular summaries: where a rulebook would go wrong that copied them."""

import re
from datetime import date

import pytest

from dangjian_chain.rulebook import Status, rulebook

BOOK = rulebook()
TODAY = BOOK.on(date(2026, 11, 23))


def unit(key):
    return BOOK.parameter(key).unit.zh


def test_three_and_seven_count_full_members_fifty_and_a_hundred_all():
    """Trap 1."""
    assert unit("branch_min_full_members") == unit("branch_committee_threshold") == "名正式党员"
    assert unit("branch_max_members") == unit("committee_min_members") == unit("general_branch_min_members")
    assert unit("branch_max_members") == "名党员"
    assert TODAY.parameter("branch_committee_threshold") == 7
    assert TODAY.parameter("branch_min_full_members") == 3


def test_at_least_three_and_not_more_than_fifty():
    """Trap 2: 以上 includes the number, 超过 does not."""
    assert "3人以上" in BOOK.citation("branch_min_full_members").text.zh
    assert "不超过50人" in BOOK.citation("branch_max_members").text.zh
    assert not [fact for fact in BOOK.citations.values() if re.search("超过3[人名]", fact.text.zh)]


def test_fifty_is_a_soft_cap_and_general_branches_have_numbers_in_organs_and_enterprises_alone():
    """Trap 3."""
    assert str(BOOK.citation("branch_max_members").modality) == "should"
    assert BOOK.parameter("general_branch_min_members").unit_types == ("organ", "soe")
    assert TODAY.value("general_branch_min_members", "public_institution") is None
    assert not [
        key
        for key, parameter in BOOK.parameters.items()
        if BOOK.citation(parameter.citation).instrument.code == "CON22"
    ]


@pytest.mark.parametrize(
    "key", ["organ_committee_threshold", "organ_general_branch_threshold", "soe_committee_threshold"]
)
def test_fewer_are_allowed_with_need_and_approval(key):
    """Trap 4."""
    assert "经上级党组织批准，可以设立" in BOOK.citation(key).text.zh


def test_a_joint_branch_covers_units():
    """Trap 5."""
    assert unit("joint_branch_max_units") == "个单位"
    assert TODAY.parameter("joint_branch_max_units") == 5


def test_a_temporary_branch_is_designated_and_holds_no_elections():
    """Trap 6."""
    limits = BOOK.citation("temporary_branch_limits").text.zh
    assert all(word in limits for word in ("发展党员", "党费", "选举", "换届"))
    assert "指定" in BOOK.citation("temporary_branch_posts_designated").text.zh


def test_a_group_has_no_smallest_size():
    """Trap 7."""
    assert not [key for key in BOOK.parameters if key.startswith("group") and "min" in key]


def test_a_branch_decides_by_all_entitled_and_an_election_by_those_present():
    """Trap 8."""
    assert "应到" in BOOK.parameter("member_meeting_majority").title.zh
    assert "实到" in BOOK.parameter("election_majority").title.zh
    assert TODAY.parameter("election_quorum") == 0.8


def test_four_fifths_are_not_less_than_and_from_memory():
    """Trap 9."""
    fact = BOOK.citation("election_quorum")

    assert "不少于" in fact.text.zh
    assert "超过五分之四" in fact.note.zh
    assert not fact.is_on


def test_half_of_the_voters_is_flagged_and_half_of_the_committee_is_enough():
    """Trap 10."""
    assert "恰为一半" in BOOK.citation("member_meeting_quorum").note.zh
    assert "须超过" in BOOK.parameter("member_meeting_quorum").title.zh
    assert "含本数" in BOOK.parameter("branch_committee_quorum").title.zh


def test_frequencies_are_general_and_lessons_have_no_national_number():
    """Trap 11."""
    for key in ("member_meeting_frequency", "branch_committee_frequency", "group_frequency"):
        assert str(BOOK.citation(key).modality) == "should"
    assert TODAY.value("branch_lessons_per_year") is None
    assert TODAY.value("secretary_lessons_per_year") == 1


def test_talks_and_organization_life_meetings_are_once_a_year():
    """Trap 12."""
    assert TODAY.value("talks_per_year") == TODAY.value("org_life_meetings_per_year") == 1


def test_a_theme_day_is_a_slot():
    """Trap 13."""
    assert "均计入" in BOOK.citation("theme_day_frequency").note.zh


def test_committee_and_group_meetings_need_a_committee_and_groups():
    """Trap 14."""
    assert "设支部委员会" in BOOK.parameter("committee_meetings_per_month").note.zh
    assert "划分党小组" in BOOK.parameter("group_meetings_per_month").note.zh


def test_study_hours_are_those_of_2019():
    """Trap 15."""
    assert (TODAY.parameter("member_study_hours"), TODAY.parameter("officer_study_hours")) == (32, 56)


def test_terms_begun_before_2018_07_12_follow_the_old_rule():
    """Trap 16."""
    committee, branch = BOOK.parameter("committee_term_years"), BOOK.parameter("branch_term_years")

    assert [committee.on(date(2018, 7, day)) for day in (11, 12)] == [4, 5]
    assert [branch.held(date(2018, 7, day)).or_else for day in (11, 12)] == [2, None]
    assert [branch.on(date(2018, 7, day), "community") for day in (11, 12)] == [3, 5]


def test_the_split_of_terms_is_not_in_the_constitution():
    """Trap 17."""
    for key in ("committee_term_years", "general_branch_term_years", "branch_term_years"):
        assert BOOK.citation(BOOK.parameter(key).citation).instrument.code == "TERM18"


def test_an_extension_needs_approval_and_is_at_most_a_year():
    """Trap 18."""
    fact = BOOK.citation("term_extension")

    assert "批准" in fact.text.zh
    assert "提前" in fact.text.zh
    assert TODAY.parameter("term_extension_years") == 1


def test_liability_is_split_by_article_6_and_never_by_the_table_of_2010():
    """Traps 19 and 20."""
    for key in ("acc_overall", "acc_main", "acc_important", "overall_leadership"):
        assert (BOOK.citation(key).instrument.code, BOOK.citation(key).article) == ("ACC19", 6)
    assert "重要领导责任" in BOOK.citation("members_one_post_two_duties").text.zh
    assert not [fact.key for fact in BOOK.citations.values() if fact.instrument.code == "CLEAN10"]


@pytest.mark.parametrize(
    ("key", "article"), [("acc_situations_11", 7), ("acc_methods_org", 8), ("acc_lifelong", 16)]
)
def test_articles_are_counted_as_in_2019(key, article):
    """Trap 20: in 2016 they were 6, 7 and 10."""
    fact = BOOK.citation(key)

    assert fact.article == article
    assert fact.instrument.version(fact.version).name == "2019"


def test_direct_responsibility_is_not_pursued_and_objectors_may_be_exempt():
    """Traps 21 and 22."""
    assert "不追究直接责任" in BOOK.citation("acc_what_is_pursued").text.zh
    assert BOOK.citation("acc_exempt").status is Status.MEMORY


def test_an_appeal_is_not_the_fifteen_days_of_2009():
    """Trap 23: and it is from memory, so nothing rests on it."""
    assert TODAY.parameter("appeal_months") == 1
    assert TODAY.value("appeal_months") is None


def test_articles_of_the_disciplinary_text_are_those_of_2023():
    """Trap 24."""
    assert BOOK.citation("dis_principal_failure").article == 74
    assert BOOK.citation("dis_roles").article == BOOK.citation("direct_disciplinary").article == 39


def test_warnings_have_two_periods():
    """Trap 25."""
    assert TODAY.parameter("warning_effect_years") == 1
    assert TODAY.parameter("serious_warning_effect_years") == 1.5
    assert "进一步使用" in BOOK.citation("dis_effect_warning").text.zh


def test_principal_responsibility_provisions_apply_by_reference():
    """Trap 26."""
    assert "参照执行" in BOOK.citation("secretary_first_responsible").say("zh")
    assert "by reference" in BOOK.citation("responsibility_list").say("en")


def test_first_and_direct_are_two_persons_and_the_head_has_one_post_two_duties():
    """Trap 27."""
    assert "专职副书记" in BOOK.citation("direct_person").text.zh
    assert "书记是第一责任人" in BOOK.citation("first_person").text.zh
    assert "行政负责人" in BOOK.citation("one_post_two_duties").text.zh


def test_first_duties_are_not_discharged_by_delegating():
    """Trap 28."""
    assert "不因委托副职而免除" in BOOK.citation("secretary_first_responsible").note.zh


def test_grades_of_reports_organizations_and_members_differ():
    """Trap 29."""
    assert "一般、差四个" in BOOK.citation("app19_grades").text.zh
    assert "较差四个" in BOOK.citation("grd12_grades").text.zh
    assert "不合格四个" in BOOK.citation("appraisal_grades").text.zh


def test_quotas_are_a_profiles_matter():
    """Traps 30 and 31: no number, no veto."""
    assert TODAY.value("best_grade_share_most") is None
    assert not [fact.key for fact in BOOK.citations.values() if "一票否决" in fact.text.zh]


def test_institutions_are_a_fighting_bastion():
    """Trap 32."""
    assert "战斗堡垒" in BOOK.citation("admin_head_system_role").text.zh
    assert not [fact.key for fact in BOOK.citations.values() if "政治核心" in fact.text.zh]


def test_organs_have_two_superiors():
    """Trap 33."""
    text = BOOK.citation("organ_dual_leadership").text.zh

    assert "工委" in text
    assert "党组" in text


def test_one_to_two_percent_are_of_organ_staff_and_one_percent_of_payroll():
    """Trap 34."""
    assert "工作人员" in BOOK.parameter("full_time_staff_share_least").title.zh
    assert "工资总额" in BOOK.parameter("fund_share").title.zh
    assert TODAY.value("full_time_staff_share_least", "soe") is None
    assert TODAY.value("fund_share", "organ") is None


def test_the_old_inspection_deadline_is_gone():
    """After trap 35: the wording of 2015 ended with that of 2024."""
    assert BOOK.on(date(2024, 2, 7)).is_on("ins_report_2_months_old")
    assert not TODAY.is_on("ins_report_2_months_old")


def test_facts_from_memory_are_off_and_say_so():
    fact = BOOK.citation("acc_appeal")

    assert not TODAY.is_on("acc_appeal")
    assert fact.say("zh").endswith("（待查证）")
    assert fact.say("en").endswith("(from memory)")
