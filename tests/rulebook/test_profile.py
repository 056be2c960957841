"""Profiles: a unit's own numbers, facts switched on and implementing rules."""

from datetime import date

import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.period import PartialDate
from dangjian_chain.rulebook import Override, Profile, Status, Switch, rulebook
from dangjian_chain.text import Text, both

TODAY = date(2026, 11, 23)
UNIT = """
schema = "dangjian-chain-profile/1"
name = {zh = "示例大队配置", en = "Example brigade"}
reason = "示例大队党建工作实施细则"
unit_types = ["drilling_team"]

[[instruments]]
code = "EX01"
title = "示例大队党建工作实施细则"
short = "实施细则"
has_points = true
versions = [{name = "2024", issued = 2024-03-01, note = "印发"}, {name = "2026", issued = "2026-01", in_force = "2026"}]

[[facts]]
key = "示例_支部人数"
instrument = "EX01"
article = 4
to_article = 5
modality = "must"
unit_types = ["drilling_team"]
text = "党支部党员人数不超过30人。"
where = "第一次修订"
note = {zh = "机台除外。", en = "Drilling rigs aside."}
reason = "本大队已印发执行"

[[facts]]
key = "未启用"
instrument = "BRA18"
article = 4
paragraph = 1
item = 2
by_reference = true
modality = "may"
text = {zh = "示例", en = "example"}

[[overrides]]
parameter = "branch_max_members"
value = 30
since = 2024-03-01
citation = "示例_支部人数"
reason = {zh = "细则第四条", en = "Point 4 of our rules"}

[[overrides]]
parameter = "branch_max_members"
value = 20
since = "2024-03"
unit_types = ["field_team", "drilling_team"]
reason = "野外人员分散"

[[switches]]
citation = "acc_exempt"
reason = "局党委已核对原文"
"""


@pytest.fixture
def profile():
    return Profile.from_bytes(UNIT.encode(), "unit.toml")


def test_a_profile_is_read_whole(profile, tmp_path):
    (tmp_path / "unit.toml").write_bytes(UNIT.replace("\n", "\r\n").encode("utf-8-sig"))

    assert Profile.read(tmp_path / "unit.toml") == profile
    assert profile.name == Text(zh="示例大队配置", en="Example brigade")
    assert profile.reason == both("示例大队党建工作实施细则")
    assert profile.switches == (Switch(profile.name, "acc_exempt", both("局党委已核对原文")),)
    assert profile.overrides[1] == Override(
        profile.name,
        "branch_max_members",
        20,
        both("野外人员分散"),
        PartialDate(2024, 3),
        ("field_team", "drilling_team"),
    )
    assert profile.facts[0].say("zh") == "《实施细则》第四点至第五点（本单位（本地区）做法）"
    assert [fact.status for fact in profile.facts] == [Status.LOCAL, Status.LOCAL]
    assert profile.instruments[0].version_on(TODAY).name == "2026"


def test_what_is_written_is_read_as_the_same(profile):
    assert Profile.from_bytes(profile.dumps().encode()) == profile
    assert Profile.from_bytes(profile.dumps().encode()).dumps() == profile.dumps()


@pytest.mark.parametrize("name", Profile.examples())
def test_examples_are_read_and_written_as_the_same(name):
    example = Profile.example(name)

    assert Profile.from_bytes(example.dumps().encode()) == example


def test_quotation_marks_and_lines_survive_writing():
    odd = Profile(name=both('甲"乙"\\丙'), reason=both("一\n二\x7f\t三"))

    assert Profile.from_bytes(odd.dumps().encode()) == odd


def test_a_number_of_the_profile_is_shown_with_its_reason_and_the_former(profile):
    book = rulebook().with_profile(profile)
    held = book.on(TODAY).held("branch_max_members", "organ")

    assert (held.value, held.former, held.citation) == (30, 50, "示例_支部人数")
    assert (held.override.profile.en, held.override.reason.zh) == ("Example brigade", "细则第四条")
    assert [each.value for each in book.parameter("branch_max_members").overridden] == [30, 20]
    assert book.profiles == (profile,)


@pytest.mark.parametrize(
    ("day", "unit_type", "value"),
    [
        (date(2024, 2, 29), None, 50),
        (date(2024, 3, 1), None, 30),
        (TODAY, "field_team", 20),
        (TODAY, "drilling_team", 20),
        (TODAY, "organ", 30),
    ],
)
def test_a_number_of_the_profile_holds_from_its_day_for_its_types(profile, day, unit_type, value):
    assert rulebook().with_profile(profile).parameter("branch_max_members").on(day, unit_type) == value


def test_the_shipped_rulebook_stays_as_it_is(profile):
    changed = rulebook().with_profile(profile)

    assert rulebook().parameter("branch_max_members").on(TODAY) == 50
    assert rulebook().parameter("branch_max_members").overridden == ()
    assert "EX01" not in rulebook().instruments
    assert "示例_支部人数" not in rulebook().citations
    assert not rulebook().citation("acc_exempt").is_on
    assert changed.parameter("branch_min_full_members") is rulebook().parameter("branch_min_full_members")


def test_a_fact_from_memory_is_switched_on_and_says_by_whom(profile):
    fact = rulebook().with_profile(profile).citation("acc_exempt")

    assert fact.is_on
    assert fact.switched.reason.zh == "局党委已核对原文"
    assert fact.say("zh") == "《中国共产党问责条例》第十七条（待查证，由“示例大队配置”启用）"
    assert (
        fact.say_verified("en")
        == "Accountability Regulations, Art. 17 (from memory, switched on by Example brigade)"
    )


def test_a_number_from_memory_acts_once_its_fact_is_on():
    switch = Switch(both("示例"), "soe_committee_size", both("已核对"))
    book = rulebook().with_profile(Profile(both("示例"), both("示例"), switches=(switch,)))

    assert rulebook().on(TODAY).value("committee_size_most", "soe") is None
    assert book.on(TODAY).value("committee_size_most", "soe") == 11


def test_own_facts_are_on_where_they_give_a_reason(profile):
    book = rulebook().with_profile(profile)

    assert book.citation("示例_支部人数").is_on
    assert not book.citation("未启用").is_on
    assert book.on(TODAY).is_on("示例_支部人数", "drilling_team")
    assert book.instrument("EX01").short.zh == "实施细则"
    assert len(book.citations) == len(rulebook().citations) + 2 == len(list(book.citations))
    assert "未启用" in book.citations
    assert "不存在" not in book.citations


def test_a_later_profile_stands_before_an_earlier_one(profile):
    """And what it puts aside is the earlier one's number, not ours."""
    stricter = Profile(
        both("局"), both("示例"), (Override(both("局"), "branch_max_members", 25, both("示例")),)
    )
    book = rulebook().with_profile(profile).with_profile(stricter)
    held = book.parameter("branch_max_members").held(TODAY)

    assert (held.value, held.former) == (25, 30)
    assert book.parameter("branch_max_members").held(date(2020, 1, 1)).former == 50
    assert book.profiles == (profile, stricter)


def test_a_number_where_there_was_none_has_no_former():
    book = rulebook().with_profile(Profile.example("local-practice"))
    held = book.parameter("branch_lessons_per_year").held(TODAY)

    assert (held.value, held.former, held.citation) == (4, None, "lesson_quarterly")
    assert book.on(TODAY).value("branch_lessons_per_year") == 4


def test_local_practices_are_off_until_a_profile_switches_them_on():
    example = Profile.example("local-practice")
    book = rulebook().with_profile(example)
    switch = Switch(both("示例"), "rect_five_ones", both("本局采用"))

    assert all(fact.where is not None and fact.status is Status.LOCAL for fact in example.facts)
    assert not any(fact.is_on for fact in example.facts)
    assert not book.on(TODAY).is_on("rect_five_ones")
    assert (
        book.with_profile(Profile(both("示例"), both("示例"), switches=(switch,)))
        .citation("rect_five_ones")
        .is_on
    )


def test_names_that_a_rulebook_does_not_have_are_refused():
    override = Override(both("示例"), "branch_max_member", 3, both("示例"))
    switch = Switch(both("示例"), "acc_exemp", both("示例"))

    with pytest.raises(UnknownNameError, match="branch_max_members"):
        rulebook().with_profile(Profile(both("示例"), both("示例"), overrides=(override,)))
    with pytest.raises(UnknownNameError, match="acc_exempt"):
        rulebook().with_profile(Profile(both("示例"), both("示例"), switches=(switch,)))
    with pytest.raises(UnknownNameError, match="did you mean 'local-practice'"):
        Profile.example("local-practise")
