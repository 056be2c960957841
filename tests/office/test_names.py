"""Words of offices: names of organizations, what they end with, posts, classes, deadlines."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.formats.office.bearers import class_of, is_vague, items_of
from dangjian_chain.formats.office.deadlines import cycle_of, day_of
from dangjian_chain.formats.office.forms import forms
from dangjian_chain.formats.office.names import Match, Names, bare, kind_of, stem
from dangjian_chain.formats.office.posts_of import Post, is_acting, parts_of, post_of


def pairs(table: str) -> list[tuple[str, str]]:
    """Return each word of a table with the value on the left of its line."""
    lines = [line.split(" | ") for line in table.strip().splitlines()]
    return [(word, value) for value, words in lines for word in words.split("、")]


# --- names --------------------------------------------------------------------------

TOP = "大队党委"
NAMED = (
    ("大队党委", "大队党委", "committee", None),
    ("勘查院党总支", "勘查院党总支", "general_branch", TOP),
    ("勘查院党支部", "勘查院党支部", "branch", "勘查院党总支"),
    ("一大队·机关党支部", "机关党支部", "branch", "一大队党委"),
    ("二大队·机关党支部", "机关党支部", "branch", "二大队党委"),
    ("测绘分队党支部(市区)", "测绘分队党支部（市区）", "branch", TOP),
    ("青岭市物探院党支部", "青岭市物探院党支部", "branch", TOP),
    ("D7", "后勤党支部", "branch", TOP),
)
OFFICES = ("一大队·机关党支部", "二大队·机关党支部")


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(NAMED)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("大队党委", "大队党委"),
        (" 大队　党委\n", "大队党委"),
        ("测绘分队党支部(市区)", "测绘分队党支部(市区)"),
        ("测绘分队 党支部（市区）", "测绘分队党支部(市区)"),
        ("D7", "D7"),
        ("Ｄ７", "D7"),
        ("后勤党支部", "D7"),
    ],
)
def test_spaces_width_and_ids_are_literal(names: Names, text: str, id_: str):
    assert names.find(text) == Match((id_,), is_literal=True)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("勘查院支部", "勘查院党支部"),
        ("中共勘查院总支部委员会", "勘查院党总支"),
        ("大队党委会", "大队党委"),
        ("中共大队委员会", "大队党委"),
        ("大队", "大队党委"),
        ("后勤", "D7"),
        ("物探院", "青岭市物探院党支部"),
        ("物探院党支部", "青岭市物探院党支部"),
    ],
)
def test_a_name_without_its_kind_or_its_beginning_is_found(names: Names, text: str, id_: str):
    assert names.find(text) == Match((id_,))


@pytest.mark.parametrize("text", ["机关党委", "后勤党总支"])
def test_a_stated_kind_is_not_passed_over(names: Names, text: str):
    assert names.find(text).ids == ()


@pytest.mark.parametrize("text", ["", " ", "院", "青岭", "支部", "党支部", "钻探处"])
def test_words_that_say_too_little_find_nothing(names: Names, text: str):
    assert names.find(text).ids == ()
    assert names.find(text).id is None


def test_one_name_of_several_is_ambiguous_until_it_is_known_where(names: Names):
    for text in ("机关党支部", "机关"):
        assert names.find(text).ids == OFFICES
        assert names.find(text).id is None
        assert names.find(text, "一大队党委").id == OFFICES[0]
        assert names.find(text, OFFICES[1]).id == OFFICES[1]
        assert names.find(text, "别处党委").ids == OFFICES


def test_a_kind_chooses_among_several(names: Names):
    assert names.find("勘查院").ids == ("勘查院党总支", "勘查院党支部")
    assert names.find("勘查院", kinds=("branch",)).id == "勘查院党支部"
    assert names.find("勘查院", kinds=("group",)).ids == ("勘查院党总支", "勘查院党支部")
    assert names.find("勘查院", TOP).id == "勘查院党总支"


def test_what_comes_near_is_told_and_not_taken(names: Names):
    found = names.find("勘察院党支部")

    assert found.ids == ()
    assert found.near[0] == "勘查院党支部"


def test_what_a_person_says_of_a_name_goes_before_everything():
    said = Names(NAMED, {"老 勘": "勘查院党支部", "机关党支部": "一大队·机关党支部", "后勤处": "D7"})

    assert said.find("老勘").id == "勘查院党支部"
    assert said.find("机关党支部").id == OFFICES[0]
    assert said.find("后勤处").id == "D7"


def test_what_is_known_of_an_organization(names: Names):
    assert names.name("D7") == "后勤党支部"
    assert names.name("没有") == "没有"
    assert names.kind("D7") == "branch"
    assert names.kind("没有") is None
    assert names.of_kind("committee") == ["大队党委"]
    assert "D7" in names
    assert "后勤党支部" not in names


# --- what a name ends with --------------------------------------------------------------

KINDS = """
committee | 党委、党委会、中共青岭市委员会、机关党委、分党委、直属党委、公司党委、大队党委、基层党委
general_branch | 党总支、总支、总支部、党总支部、中共青岭市地质局总支部委员会、直属党总支
branch | 党支部、支部、支部委员会、直属党支部、联合党支部、临时党支部、野外临时党支部、帐篷党支部、功能型党支部
group | 党小组、第一党小组
work_committee | 机关工委、直属机关工委、党工委、工委、党的工作委员会
leading_members_group | 党组
working_group | 领导小组、党建工作领导小组、工作专班
discipline_commission | 纪委、机关纪委、纪检委、纪律检查委员会、纪检组
"""


@pytest.mark.parametrize(("word", "kind"), pairs(KINDS))
def test_the_kind_by_the_longest_word_that_a_name_ends_with(word: str, kind: str):
    """机关党委 is no 党委 of 机关, 党支部委员会 no committee."""
    assert kind_of(word) == kind
    assert kind_of(f" 测绘 {word}") == kind


@pytest.mark.parametrize(
    "word", ["财务科", "测绘分队", "党群工作部", "办公室", "测绘院", "项目部", "党员", ""]
)
def test_departments_say_no_kind(word: str):
    assert kind_of(word) is None


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("勘查院党支部", "勘查院"),
        ("勘查院 党支部", "勘查院"),
        ("中共青岭市委员会", "青岭市"),
        ("中国共产党青岭市委员会", "青岭市"),
        ("中共青岭市地质局总支部委员会", "青岭市地质局"),
        ("测绘分队临时党支部", "测绘分队临时"),
        ("财务科", "财务科"),
        ("党支部", "党支部"),
        ("", ""),
    ],
)
def test_the_stem_is_what_says_which(name: str, rest: str):
    assert stem(name) == rest


def test_bare_names_differ_only_where_people_see_a_difference():
    assert bare("第一　党支部（机关）\n") == bare("第一党支部(机关)")
    assert bare("１支部") == "1支部"
    assert bare("一支部") != bare("二支部")


# --- posts --------------------------------------------------------------------------

POSTS = """
secretary | 书记、党委书记、总支书记、支部书记、支书、党组织书记、党组织负责人、召集人、工委书记、党总支书记
deputy_secretary | 副书记、支部副书记、党委副书记
full_time_deputy_secretary | 专职副书记、专职党委副书记、机关党委专职副书记
organization_member | 组织委员、组委
publicity_member | 宣传委员、宣委、宣教委员
discipline_member | 纪检委员、纪律检查委员、纪检监察委员
committee_member | 委员、支委、党委委员、青年委员、统战委员、保密委员、群工委员、生活委员、工会委员、妇女委员
administrative_head | 局长、院长、大队长、队长、主任、处长、总经理、行政负责人、单位主要负责人、项目负责人
deputy_head | 副局长、副院长、副大队长、副总经理、总工程师、总会计师、分管领导、班子成员
organizer | 组织员、专职组织员、兼职组织员
group_leader | 党小组长、小组长、党小组组长
"""


@pytest.mark.parametrize(("word", "kind"), pairs(POSTS))
def test_the_post_that_a_word_names(word: str, kind: str):
    for text in (word, f" {word} ", f"{word}（兼）"):
        post = post_of(text)

        assert post is not None, text
        assert post.kind == kind, text


@pytest.mark.parametrize(("word", "kind"), pairs(POSTS))
def test_the_same_words_are_headers_of_a_wide_roster(word: str, kind: str):
    assert forms()["organizations"].field_of(word) == f"post:{kind}"


def test_a_header_of_two_posts_is_both():
    assert (
        forms()["organizations"].field_of("组织宣传委员") == "post:organization_member+post:publicity_member"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "工程师", "党员", "普通党员", "预备党员", "群众", "全体党员", "成员"),
        *("工会主席", "党群工作部部长", "政工科科长", "党建工作领导小组组长", "党员代表"),
    ],
)
def test_words_that_name_no_post_of_ours(text: str):
    assert post_of(text) is None


@pytest.mark.parametrize("text", ["副队长", "副主任", "副处长"])
def test_a_deputy_is_not_the_head(text: str):
    post = post_of(text)

    assert post is None or post.kind != "administrative_head"


@pytest.mark.parametrize("text", ["团委书记", "团支部书记", "团总支书记"])
def test_the_youth_league_is_not_the_party(text: str):
    assert post_of(text) is None


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("书记", Post("secretary")),
        ("支部书记", Post("secretary", "branch", "支部")),
        ("各党支部书记", Post("secretary", "branch", "党支部")),
        ("大队党委副书记", Post("deputy_secretary", "committee", "大队党委")),
        ("测绘分队党支部书记", Post("secretary", "branch", "测绘分队党支部")),
        ("机关党总支组织委员", Post("organization_member", "general_branch", "机关党总支")),
        ("纪委书记", Post("secretary", "discipline_commission", "纪委")),
        ("党组书记", Post("secretary", "leading_members_group", "党组")),
        ("支部委员", Post("committee_member", "branch", "支部")),
        ("测绘分队书记", Post("secretary", "", "测绘分队")),
    ],
)
def test_a_post_says_whose_it_is(text: str, post: Post):
    assert post_of(text) == post


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("书记（代）", True),
        ("书记(主持工作)", True),
        ("代理书记", True),
        ("代书记", True),
        ("书记（兼）", False),
        ("书记", False),
        ("代表", False),
    ],
)
def test_who_stands_in_is_marked(text: str, is_so: bool):
    assert is_acting(text) is is_so


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("党委委员、纪委书记", ["党委委员", "纪委书记"]),
        ("书记兼组织委员", ["书记", "组织委员"]),
        ("书记（兼）", ["书记（兼）"]),
        ("书记/大队长，工会主席；委员", ["书记", "大队长", "工会主席", "委员"]),
        ("甲\n乙", ["甲", "乙"]),
        ("甲　乙", ["甲乙"]),
        ("张三 李四", ["张三", "李四"]),
        ("—", []),
        ("无、甲", ["甲"]),
        ("", []),
    ],
)
def test_several_in_a_cell(text: str, parts: list[str]):
    assert parts_of(text) == parts


# --- bearers ------------------------------------------------------------------------

CLASSES = """
@branch | 各党支部、各支部、所属党支部、基层党支部、各基层党支部、下属党支部、支部、党支部
@general_branch | 各党总支、各总支、党总支
@committee | 各党委、各级党委、大队党委、局党委、基层党委、机关党委、党委
@group | 各党小组、党小组
@discipline_commission | 纪委、各纪委
@* | 各级党组织、基层党组织、各基层党组织、下属党组织
"""


@pytest.mark.parametrize(("word", "organizations"), pairs(CLASSES))
def test_the_class_that_a_word_names(word: str, organizations: str):
    assert class_of(word) == organizations
    assert not is_vague(word)


@pytest.mark.parametrize("word", ["财务科", "测绘分队党支部", "党支部书记", "", "相关部门"])
def test_one_organization_is_no_class(word: str):
    assert class_of(word) is None


@pytest.mark.parametrize(
    "word",
    [
        "相关部门",
        "有关部门",
        "各部门",
        "有关单位",
        "各单位",
        "全体党员",
        "全体党员干部",
        "各科室",
        "相关党支部",
        "领导班子",
    ],
)
def test_words_for_nobody_in_particular(word: str):
    assert is_vague(word)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("各党支部；财务科", ["各党支部", "财务科"]),
        ("大队党委、各党支部，办公室/财务科", ["大队党委", "各党支部", "办公室", "财务科"]),
        ("办公室 财务科", ["办公室", "财务科"]),
        ("财务科等", ["财务科"]),
        ("各党支部。", ["各党支部"]),
        ("—", []),
        ("", []),
    ],
)
def test_the_items_of_a_cell_of_bearers(text: str, items: list[str]):
    assert list(items_of(text)) == items


# --- deadlines ----------------------------------------------------------------------

CYCLES = """
1/week | 每周
1/month | 每月、月度、按月、每月至少1次、每月底、每月末、每个月末、每月25日前、每月25号之前、每月 底 前
1/2-months | 每两个月、双月、隔月、每1—2个月
1/quarter | 每季度、季度、按季、一季度一次、每季度末、每季末、各季度末、每季度末前完成、每季度末。
1/half-year | 每半年、半年、上下半年各一次、上下半年
1/year | 每年、年度、一年一次、全年、每年12月底前、每年6月
4/year | 每年不少于4次、不少于4次/年、全年4次、每年4次以上
1/term | 每届、届满、任期内、每届任期
once | 一次性、本次、专项
on-event | 及时、适时、根据需要、发生时、随时
continuous | 长期坚持、持续推进、常态化、全年推进、日常
"""
MONTHS = (
    ("3月、6月、9月、12月", "1/quarter"),
    ("3月底、6月底、9月底、12月底前", "1/quarter"),
    ("1、4、7、10月", "1/quarter"),
    ("6月底、12月底前", "1/half-year"),
    ("6月和12月", "1/half-year"),
    ("7月、1月", "1/half-year"),
    ("6月30日、12月31日前", "1/half-year"),
    ("每年6月、12月", "1/half-year"),
    ("上半年、下半年", "1/half-year"),
    ("半年、年底", "1/half-year"),
    ("1、2、3、4、5、6、7、8、9、10、11、12月", "1/month"),
)


@pytest.mark.parametrize(("words", "cycle"), [*pairs(CYCLES), *MONTHS])
def test_the_rhythm_that_a_deadline_says(words: str, cycle: str):
    assert cycle_of(words) == cycle


@pytest.mark.parametrize(
    "words",
    [
        *("", "12月底前", "四季度", "按上级要求", "立行立改", "2026年3月—10月", "3月", "一季度", "年底前"),
        *("6月、7月", "3月、12月", "5月、6月、10月", "13月、7月", "6、12", "3月至10月", "1-12月", "6月、6月"),
    ],
)
def test_a_deadline_that_is_no_rhythm(words: str):
    assert cycle_of(words) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12月底前", "2026-12-31"),
        ("12 月", "2026-12-31"),
        ("3月15日前", "2026-03-15"),
        ("3月15号以前完成", "2026-03-15"),
        ("6月份", "2026-06-30"),
        ("6月下旬", "2026-06-30"),
        ("2月底", "2026-02-28"),
        ("2024年2月底", "2024-02-29"),
        ("2024年2月29日", "2024-02-29"),
        ("一季度", "2026-03-31"),
        ("第2季度末", "2026-06-30"),
        ("四季度", "2026-12-31"),
        ("上半年", "2026-06-30"),
        ("下半年末", "2026-12-31"),
        ("年底前。", "2026-12-31"),
        ("年内", "2026-12-31"),
    ],
)
def test_the_last_day_of_a_deadline(words: str, day: str):
    assert day_of(words, 2026) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "立行立改",
        "长期坚持",
        "6月、12月",
        "2月30日",
        "2月29日",
        "6月31日",
        "0月",
        "13月底",
        "6月0日",
        "5季度",
        "6月上旬",
    ],
)
def test_a_deadline_that_is_no_day(words: str):
    assert day_of(words, 2026) is None


def test_without_a_year_there_is_no_day():
    assert day_of("12月底前", None) is None
    assert day_of("2025年12月底前", None) == date(2025, 12, 31)
