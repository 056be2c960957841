"""Tables of offices that are misread: every test here fails until its bug is mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dangjian_chain as dc
from tests.office.sheets import Page, save

ROSTER = """
支部花名册
党组织名称 | 书记 | 组织委员 | 党员人数
大队党委 | 甲一 | 甲二 |
机关党支部 | 乙一 | 乙二 | 20
测绘分队党支部 | 丙一 | 丙二 | 15
"""
BUREAU = """
党组织一览
党组织名称 | 上级党组织 | 书记
局党委 | 无 | 甲一
第一地质大队党委 | 局党委 | 乙一
第二地质大队党委 | 局党委 | 丙一
测绘党支部 | 第一地质大队党委 | 乙二
钻探党支部 | 第二地质大队党委 | 丙二
"""


def understood(folder: Path, **tables: str | list[Page]) -> dc.ResponsibilityChain:
    for name, pages in tables.items():
        save(folder / f"{name}.xlsx", *([Page("Sheet1", pages)] if isinstance(pages, str) else pages))
    return dc.read(folder)


def borne(chain: dc.ResponsibilityChain, duty: str) -> set[tuple[str, str | None, str]]:
    return {
        (each.organization, each.role, str(each.responsibility))
        for each in chain.assignments.values()
        if each.duty == duty
    }


def holders(chain: dc.ResponsibilityChain) -> dict[str, list[str]]:
    every = sorted(chain.appointments.values(), key=lambda each: str(each.person))
    return {role: [each.person for each in every if each.role == role] for role in chain.roles}


def said(chain: dc.ResponsibilityChain, *words: str) -> bool:
    return any(all(word in f"{note.place}{note.text.zh}" for word in words) for note in chain.understood)


def test_branches_of_one_name_in_the_sheets_of_two_brigades_are_two(tmp_path: Path):
    """Sheets 一大队 and 二大队: the branches called 机关党支部 are brought together in silence, with two secretaries."""
    first = "花名册\n党组织名称 | 书记 | 党员人数\n第一地质大队党委 | 甲一 |\n机关党支部 | 甲二 | 20"
    second = "花名册\n党组织名称 | 书记 | 党员人数\n第二地质大队党委 | 乙一 |\n机关党支部 | 乙二 | 20"
    chain = understood(tmp_path, 花名册=[Page("一大队", first), Page("二大队", second)])

    assert all(len(several) < 2 for several in holders(chain).values())


def test_a_branch_of_the_bureau_is_none_of_a_brigade(tmp_path: Path):
    """The bureau's own 机关党支部 is brought together with the brigade's, and moved below the brigade."""
    own = "花名册\n党组织名称 | 书记 | 党员人数\n局党委 | 甲一 |\n机关党支部 | 甲二 | 30"
    brigade = "花名册\n党组织名称 | 书记 | 党员人数\n第一地质大队党委 | 乙一 |\n机关党支部 | 乙二 | 20"
    chain = understood(tmp_path, 花名册=[Page("局机关", own), Page("第一地质大队", brigade)])

    assert len(chain.organizations) == 4


def test_branches_of_one_name_under_superiors_that_no_table_holds_are_told_apart(tmp_path: Path):
    """所属党委 names committees that have no row: ids are not made apart by it, and the roster is refused."""
    roster = """
全局党支部花名册
所属党委 | 支部名称 | 支部书记
第一地质大队党委 | 机关党支部 | 甲一
第二地质大队党委 | 机关党支部 | 乙一
"""
    chain = understood(tmp_path, 花名册=roster)

    assert [several for role, several in holders(chain).items() if "机关党支部" in role] == [
        ["甲一"],
        ["乙一"],
    ]


def test_the_unit_is_not_the_branch(tmp_path: Path):
    """单位名称 before 党支部名称: the unit is read as the organization, and the column of branches is left out."""
    roster = (
        "花名册\n单位名称 | 党支部名称 | 书记\n第一地质大队 | 机关党支部 | 甲一\n测绘院 | 测绘党支部 | 乙一"
    )

    assert {"机关党支部", "测绘党支部"} <= set(understood(tmp_path, 花名册=roster).organizations)


@pytest.mark.parametrize("row", ["共计 | 3个 | | | 35", " | 平均 | | | 12"])
def test_a_row_of_figures_is_no_organization(row: str, tmp_path: Path):
    """共计 and 平均 become organizations 3个 and 平均, with members, in silence."""
    roster = ROSTER.replace("\n党组织", "\n序号 | 党组织").replace("\n大队", "\n1 | 大队")
    roster = roster.replace("\n机关", "\n2 | 机关").replace("\n测绘", "\n3 | 测绘") + row

    assert set(understood(tmp_path, 花名册=roster).organizations) == {
        "大队党委",
        "机关党支部",
        "测绘分队党支部",
    }


@pytest.mark.parametrize(
    "table",
    [
        "入党积极分子名册\n姓名 | 所在党支部 | 申请入党时间\n丁一 | 机关党支部 | 2025.3\n丁二 | 机关党支部 | 2025.4",
        "职工花名册\n姓名 | 所在党支部 | 政治面貌\n丁一 | 机关党支部 | 群众\n丁二 | 机关党支部 | 中共党员",
    ],
)
def test_who_is_no_member_is_not_counted(table: str, tmp_path: Path):
    """Applicants, and staff who are none of the Party, are counted as members, in silence."""
    roster = "花名册\n党组织名称 | 书记\n大队党委 | 甲一\n机关党支部 | 乙一"

    assert understood(tmp_path, 花名册=roster, 名册=table).organizations["机关党支部"].members != 2


def test_two_rosters_that_name_two_secretaries_are_spoken_of(tmp_path: Path):
    """The rosters of last year and of this: both secretaries hold the post, and nothing is said."""
    chain = understood(tmp_path, 花名册2025=ROSTER, 花名册2026=ROSTER.replace("乙一", "丁一"))

    assert holders(chain)["机关党支部.secretary"] != ["丁一", "乙一"] or said(chain, "丁一")


def test_a_grade_below_its_year_is_of_that_year(tmp_path: Path):
    """2024年 over 等次 in a table titled 2025年度: the grade of 2024 is read as that of 2025."""
    table = "2025年度考核结果（含上年）\n党支部 | 2024年 | 2025年\n | 等次 | 等次\n机关党支部 | 一般 | 好"
    chain = understood(tmp_path, 花名册=ROSTER, 考核=table)

    assert ("2025", "一般") not in {(each.period, each.grade) for each in chain.records.values()}


DUTIES = """
第一地质大队党委2026年责任清单
责任事项 | 责任主体 | 责任人
主题党日 | 各党支部 | 支部书记
研究党建 | 大队党委 | 书记
"""


def test_a_list_of_one_brigade_binds_no_branch_of_another(tmp_path: Path):
    """各党支部 in the list of one brigade: the branches of the other count as having declared it."""
    cascade = dc.propagate(understood(tmp_path, 党组织一览=BUREAU, 清单=DUTIES), at=date(2026, 9, 30))

    assert cascade.carries("主题党日", "测绘党支部")
    assert not cascade.carries("主题党日", "钻探党支部")


def test_a_list_of_one_brigade_speaks_of_its_own_committee(tmp_path: Path):
    """大队党委 in the list of one brigade is read as all committees, the bureau's too."""
    chain = understood(tmp_path, 党组织一览=BUREAU, 清单=DUTIES)

    assert borne(chain, "研究党建") == {("第一地质大队党委", "第一地质大队党委.secretary", "first")}


def test_the_secretary_of_the_committee_above_is_one(tmp_path: Path):
    """责任人 党委书记 in a branch's row: the secretaries of all committees, those of other brigades too."""
    duties = "清单\n责任事项 | 责任主体 | 责任人\n讲党课 | 测绘党支部 | 党委书记"
    chain = understood(tmp_path, 党组织一览=BUREAU, 清单=duties)

    assert "@committee" not in {organization for organization, _, _ in borne(chain, "讲党课")}


def test_a_word_for_a_level_is_no_top(tmp_path: Path):
    """党委 in a list, two committees in the rosters: an organization called 党委 is made up above both."""
    roster = "花名册\n党组织名称 | 书记\n第一地质大队党委 | 甲一\n第二地质大队党委 | 乙一"
    duties = "清单\n责任事项 | 责任主体 | 责任人\n研究党建 | 党委 | 党委书记"

    assert "党委" not in understood(tmp_path, 花名册=roster, 清单=duties).organizations


@pytest.mark.parametrize("words", ["党委书记及组织委员", "党委书记和组织委员"])
def test_both_posts_of_a_cell_are_read(words: str, tmp_path: Path):
    """及 and 和 between posts: what stands before is dropped in silence, here the secretary."""
    duties = f"清单\n责任事项 | 责任主体 | 责任人\n研究党建 | 大队党委 | {words}"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)
    kept = any(each.bearer_text == words for each in chain.assignments.values())

    assert kept or {role for _, role, _ in borne(chain, "研究党建")} >= {
        "大队党委.secretary",
        "大队党委.organization_member",
    }


@pytest.mark.parametrize(
    "words", ["第一责任人：书记、直接责任人：组织委员", "第一责任人：书记 直接责任人：组织委员"]
)
def test_each_label_holds_for_what_follows_it(words: str, tmp_path: Path):
    """Labels not parted by a semicolon: the second is dropped, and its post is first responsible too."""
    duties = f"清单\n责任事项 | 责任主体 | 责任人\n主题党日 | 各党支部 | {words}"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert ("@branch", "@organization_member", "first") not in borne(chain, "主题党日")


def test_the_header_says_the_responsibility(tmp_path: Path):
    """A post in a column 第一责任人 is read as direct where it is no secretary's."""
    duties = "清单\n责任事项 | 责任主体 | 第一责任人\n主题党日 | 机关党支部 | 组织委员"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert borne(chain, "主题党日") == {("机关党支部", "机关党支部.organization_member", "first")}


def test_the_unit_beside_the_bearer_is_kept(tmp_path: Path):
    """责任单位 beside 责任主体 is shown as read, and nothing of it is: not an assignment, not a note."""
    duties = "清单\n责任事项 | 责任主体 | 责任单位\n研究党建 | 大队党委 | 机关党支部"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert "机关党支部" in {each.organization for each in chain.assignments.values()} or said(
        chain, "机关党支部"
    )


def test_one_of_two_bodies_is_not_dropped(tmp_path: Path):
    """责任主体 党委、纪委 with 责任人 书记: the second body, of which no roster holds any, is dropped in silence."""
    duties = "清单\n责任事项 | 责任主体 | 责任人\n警示教育 | 党委、纪委 | 书记"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert any(
        "discipline" in f"{each.organization}{each.role}" or "纪委" in (each.bearer_text or "")
        for each in chain.assignments.values()
    )


def test_deadlines_of_one_duty_that_differ_are_spoken_of(tmp_path: Path):
    """Two rows of one duty, 6月底 and 12月底: the second deadline is dropped in silence; measures likewise."""
    duties = """
任务分解表
工作任务 | 具体措施 | 责任单位 | 完成时限
换届 | 制定方案 | 机关党支部 | 6月底
换届 | 组织选举 | 测绘分队党支部 | 12月底
"""
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert said(chain, "12月底") or "12月底" in (chain.duties["换届"].due or "")


def test_a_duty_without_a_bearer_is_borne_by_whose_list_it_is(tmp_path: Path):
    """As semantics.md has it; the duty is read without any bearer, and nothing is said."""
    duties = "填报单位：机关党支部\n责任内容 | 完成时限\n开展主题党日 | 每月"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert {organization for organization, _, _ in borne(chain, "开展主题党日")} == {"机关党支部"}


def test_what_two_units_put_under_one_title_is_one_duty(tmp_path: Path):
    """Lists of two branches without 责任主体: one title with two contents is taken for a heading."""
    table = "填报单位：{}\n责任事项 | 责任内容 | 责任人\n主题党日 | {}开展 | 书记"
    lists = {"清单一": table.format("机关党支部", "月初"), "清单二": table.format("测绘分队党支部", "月末")}

    assert list(understood(tmp_path, 花名册=ROSTER, **lists).duties) == ["主题党日"]


def test_a_person_who_holds_two_posts_is_not_guessed_at(tmp_path: Path):
    """One name in two branches, 责任主体 各党支部: the first branch is taken, and nothing is said."""
    duties = "清单\n责任事项 | 责任主体 | 责任人\n换届 | 各党支部 | 乙一"
    chain = understood(tmp_path, 花名册=ROSTER.replace("丙一", "乙一"), 清单=duties)

    assert said(chain, "乙一") or len(borne(chain, "换届")) > 1


def test_the_agenda_of_a_meeting_is_no_list_of_duties(tmp_path: Path):
    """时间, 内容, 责任人: 签到 becomes a duty, and whoever keeps the door responsible for it."""
    agenda = (
        "党员大会议程\n时间 | 内容 | 主持人 | 责任人\n9:00 | 签到 | 甲一 | 甲二\n9:10 | 领学 | 甲一 | 甲二"
    )

    assert "签到" not in understood(tmp_path, 花名册=ROSTER, 议程=agenda).duties


def test_the_unit_of_measure_is_no_organization(tmp_path: Path):
    """单位 over 次 and 人 in a table of figures: results of organizations called 次 and 人."""
    table = "2025年度指标完成情况\n指标 | 单位 | 得分\n三会一课 | 次 | 9\n发展党员 | 人 | 5"

    assert not understood(tmp_path, 花名册=ROSTER, 指标=table).records


def test_a_branch_secretary_is_not_the_secretary_of_the_committee(tmp_path: Path):
    """责任人 支部书记 in a ledger whose unit is a department: read as the secretary of the top, in silence."""
    table = "整改台账\n存在问题 | 责任单位 | 责任人\n记录不全 | 党群部 | 支部书记"
    chain = understood(tmp_path, 花名册=ROSTER, 台账=table)

    assert "大队党委.secretary" not in {item.role for item in chain.ledger.values()}


def test_a_leader_who_is_not_found_is_kept_as_it_is_said(tmp_path: Path):
    """责任领导 丁一 is in no roster: 照原文保留 is said, and it is kept nowhere."""
    duties = "清单\n责任事项 | 责任主体 | 责任领导\n换届 | 机关党支部 | 丁一"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert not said(chain, "丁一", "照原文保留") or any(
        "丁一" in (each.bearer_text or "") for each in chain.assignments.values()
    )


def test_words_that_name_nobody_in_particular_are_kept_when_they_help(tmp_path: Path):
    """配合单位 各部门 is dropped in silence."""
    duties = "清单\n责任事项 | 责任主体 | 配合单位\n换届 | 机关党支部 | 各部门"
    chain = understood(tmp_path, 花名册=ROSTER, 清单=duties)

    assert said(chain, "各部门") or any(
        "各部门" in (each.bearer_text or "") for each in chain.assignments.values()
    )


def test_a_branch_that_a_leader_looks_after_is_asked_for(tmp_path: Path):
    """联系支部 测绘支部, which no name fits: no question, no note."""
    posts = "班子分工\n姓名 | 职务 | 联系支部\n丁一 | 副大队长 | 测绘支部"

    assert said(understood(tmp_path, 花名册=ROSTER, 分工=posts), "测绘支部")


def test_the_title_of_a_page_is_no_heading(tmp_path: Path):
    """The title printed again above the headers becomes the area of the duties below it."""
    duties = """
2026年责任清单
责任事项 | 责任主体
研究党建 | 大队党委
2026年责任清单（续）
责任事项 | 责任主体
主题党日 | 各党支部
"""
    chain = understood(tmp_path, 花名册=ROSTER, 清单=[Page("清单", duties, "A1:B1 A4:B4")])

    assert chain.duties["主题党日"].area is None


def test_folders_and_files_that_are_not_read_are_spoken_of(tmp_path: Path):
    """A folder in the folder, and a list in .docx, are passed over in silence."""
    (tmp_path / "一大队").mkdir()
    save(tmp_path / "一大队" / "清单.xlsx", Page("清单", "责任事项 | 责任主体\n换届 | 机关党支部"))
    (tmp_path / "责任清单.docx").write_bytes(b"PK")
    chain = understood(tmp_path, 花名册=ROSTER)

    assert said(chain, "一大队")
    assert said(chain, "责任清单.docx")


LEADERS = """
党委班子成员分工
姓名 | 职务 | 分管工作 | B角
子 | 副大队长 | 安全生产 | 丑
丑 | 副大队长 | 地质技术 | 子
寅 | 总工程师 | 科技创新 | 无名氏
"""


def test_a_leader_named_in_a_list_bears_the_duty_in_his_own_post(tmp_path: Path):
    """Leaders who are in charge of something have a post each; the first of a kind is not meant for all of them."""
    duties = "清单\n责任事项 | 责任主体 | 责任人\n抓技术 | 大队党委 | 丑\n抓创新 | 大队党委 | 寅"
    chain = understood(tmp_path, 花名册=ROSTER, 班子=LEADERS, 清单=duties)
    of_person = {one.person: one.role for one in chain.appointments.values() if one.person in {"丑", "寅"}}

    assert of_person["丑"] != of_person["寅"]
    assert {role for _, role, _ in borne(chain, "抓技术")} == {of_person["丑"]}
    assert {role for _, role, _ in borne(chain, "抓创新")} == {of_person["寅"]}


def test_a_stand_in_is_the_post_of_the_one_who_is_named(tmp_path: Path):
    """And one whom no roster knows is spoken of: a column that is shown as read must not vanish."""
    chain = understood(tmp_path, 花名册=ROSTER, 班子=LEADERS)
    of_person = {one.person: one.role for one in chain.appointments.values()}

    assert chain.roles[of_person["子"]].stand_in == of_person["丑"]
    assert chain.roles[of_person["丑"]].stand_in == of_person["子"]
    assert chain.roles[of_person["寅"]].stand_in is None
    assert said(chain, "无名氏")


def test_lists_of_branches_do_not_cut_them_off_from_the_committee(tmp_path: Path):
    """A duty on the branches' own lists is handed down to them: one level manages the next all the same."""
    head = "填报单位：{}\n责任事项 | 责任人\n主题党日 | 书记"
    chain = understood(
        tmp_path,
        党组织一览=BUREAU,
        一=head.format("测绘党支部"),
        二=head.format("钻探党支部"),
    )

    assert chain.duties["主题党日"].origin == ()


def test_a_brigade_s_list_of_a_class_starts_at_the_brigade(tmp_path: Path):
    chain = understood(tmp_path, 党组织一览=BUREAU, 清单=DUTIES)

    assert chain.duties["主题党日"].origin == ("第一地质大队党委",)
