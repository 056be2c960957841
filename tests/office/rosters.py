"""Rosters: two rows of headers, subtotals, blank columns, a sheet a brigade, several tables in a sheet."""

from __future__ import annotations

from pathlib import Path

from tests.office.case import Case, Expected, branch, committee, held
from tests.office.sheets import Page, save

BRIGADE = "青岭市地质大队党委"


def two_row_header(folder: Path) -> list[Path]:
    """Merged headers over two rows, breaks and blanks in them, numbers as text, four ways to write a month."""
    table = """
附件2
青岭市地质大队党支部基本情况统计表
填报单位：青岭市地质大队党委 | | | | | | | | | 填报时间：2026年3月10日
序号 | 党支部名称 | 党员人数（人） | | 支委会成员 | | | | | 上次换届\\n时间 | 电 话 | 备注
 | | 总数 | 其中：正式 | 书记 | 副书记 | 组织\\n委员 | 宣传 委员 | 纪检\\n委员 | | |
1 | 机关党支部 | 14人 | 13 | 甲 | — | 乙 | 丙 | 丁 | '2024.7 | '8000001 |
2 | 地质勘查院党支部 | ２２ | '21 | 戊 | 己、庚 | 辛 | 壬 | 癸 | 2022年6月 | '8000002 |
3 | 测绘分队党支部 | 9 | '8 | 空缺 | 无 | 子 | 丑 | 寅 | d:2025-01-15 | 8000003 | 原书记3月调出
4 | 野外联合党支部 | 6.0 | 6 | 卯 | / | / | / | / | '2025-01 | — | 两个项目组
5 | 北沟普查项目临时党支部 | 4 | 4 | 辰（兼） | — | — | — | — | 2024.11 | — |
6 | 离退休党支部 | 63 | 62 | 巳 | — | 午 | 未 | 申 | t:2025-05-31 | '8000006 |
合计 | | 118 | 114 | | | | | | | |
填表人：酉 | | | 审核人：戌 | | | 联系电话：8000009
"""
    merged = "A2:L2 A4:A5 B4:B5 C4:D4 E4:I4 J4:J5 K4:K5 L4:L5 A12:B12"
    return [save(folder / "党支部基本情况统计表.xlsx", Page("Sheet1", table, merged, (4, 5)))]


def subtotals(folder: Path) -> list[Path]:
    """A blank column in front and one between, blank rows, a sum after each brigade inside the merged cells."""
    table = """

 | 青岭市地质局基层党组织情况汇总表
 | （截至2026年3月31日，单位：人）
 | 上级党组织 | 党组织名称 | 书记 | | 党员总数 | 正式党员 | 换届时间
 | — | 青岭市地质局党委 | 甲 | | | | '2024.3
 | 青岭市地质局党委 | 第一地质大队党委 | 乙 | | | | '2023.5
 | 第一地质大队党委 | 钻探处党支部 | 丙 | | 12 | 12 | '2024.7
 | | 实验室党支部 | 丁 | | 7 | 6 | '2024.7
 | | 小计 | | | 19 | 18 |

 | 青岭市地质局党委 | 第二地质大队党委 | 戊 | | | | '2023.5
 | 第二地质大队党委 | 车队党支部 | 己 | | 5 | 5 | '2025.2
 | | 物资科党支部 | 庚 | | 8 | 8 | '2025.2
 | | 小 计 | | | 13 | 13 |
 | 合　计 | | | | 32 | 31 |

 | 注：党员总数含预备党员。
"""
    merged = "B2:H2 B7:B9 B12:B14 B15:C15"
    return [save(folder / "基层党组织情况汇总表.xlsx", Page("汇总", table, merged, (4,)))]


def overview(folder: Path) -> list[Path]:
    """Superiors by name, by short name, misspelled, and by a short name that two have."""
    table = """
青岭市地质大队党组织一览

序号 | 党组织名称 | 党组织类别 | 上级党组织 | 党员总数 | 正式党员 | 是否联合 | 批准单位 | 成立时间
1 | 青岭市地质大队党委 | 基层党委 | 无 | | | | — | d:2001-03-01
2 | 大队纪委 | 纪委 | 青岭市地质大队党委 | | | | — | '1998.10
3 | 测绘院党总支 | 党总支 | 青岭市地质大队 | | | | — | 2018
4 | 测绘一分队党支部 | 党支部 | 测绘院党总支 | 12 | 11 | 否 | — | 2019年5月
5 | 测绘二分队 党支部 | 联合党支部 | 测绘院 党总支 | '9 | 9 | | — | 202407
6 | 物探院党总支 | | 青岭市地质大队党委 | | | | — | t:2021-09-01
7 | 物探院党支部 | 党支部 | 物探院党总支 | 8 | 8 | | |
8 | 物探院第一党小组 | 党小组 | 物探院 | | | | |
9 | 钻探处党支部 | | 青岭市地质大对党委 | 18 | 17 | | |
10 | 钻探处第一党小组 | 党小组 | 钻探处 | | | | |
11 | 北沟项目临时党支部 | 临时党支部 | 青岭市地质大队党委 | 4 | 4 | | 青岭市地质大队党委 | 2025年9月12日
12 | 离退休党支部（市区） | 党支部 | 青岭市地质大队党委 | 31 | 31 | | |
13 | 离退休第一党小组 | | 离退休党支部(市区) | | | | |
"""
    return [save(folder / "党组织一览.xlsx", Page("党组织一览", table, "A1:I1", (3,)))]


def brigades(folder: Path) -> list[Path]:
    """A sheet a brigade, branches of one name in two of them, one lists persons; a draft is hidden."""
    wide = """
{title}党支部基本情况表
填报单位：{title}党委 | | | | 填报时间：2026.3
序号 | 党支部名称 | 书记 | 组织委员 | 党员总数 | 其中：正式党员 | 上次换届时间 | 备注
"""
    first = """\
1 | 机关党支部 | 甲 | 乙 | 11 | 10 | '2024.7 |
2 | 钻探处党支部 | 丙 | — | 15 | 15 | '2023.4 |
合计 | | | | 26 | 25 | |
"""
    second = """\
1 | 机关党支部 | 丁 | 戊 | 8 | 8 | '2024.7 |
2 | 实验室党支部 | 己 | / | 6 | 6 | '2025.3 |
合计 | | | | 14 | 14 | |
"""
    third = """
第三地质大队党员花名册
填报单位：第三地质大队党委
序号 | 姓名 | 所在党支部 | 党内职务 | 任职时间
1 | 庚 | 车队党支部 | 书记 | '2024.7
2 | 辛 | 车队党支部 | 组织委员 | '2024.7
3 | G0301 | 车队党支部 | |
4 | G0302 | 车队党支部 | 无 |
5 | 壬 | 机修党支部 | 书记 | '2025.3
6 | G0303 | 机修党支部 | — |
"""
    draft = wide.format(title="第一地质大队") + first.replace("甲", "旧书记").replace("11 | 10", "12 | 12")
    return [
        save(
            folder / "党组织基本情况表.xlsx",
            Page("一大队", wide.format(title="第一地质大队") + first, "A1:H1 A6:D6", (3,)),
            Page("一大队底稿", draft, "A1:H1", (3,), hidden=True),
            Page("二大队", wide.format(title="第二地质大队") + second, "A1:H1 A6:D6", (3,)),
            Page("三大队", third, "A1:E1", (3,)),
            Page("Sheet4", ""),
        )
    ]


def several_tables(folder: Path) -> list[Path]:
    """Leaders, branches and groups one below another, each under a heading."""
    table = """
青岭市测绘大队党组织情况
填报单位：青岭市测绘大队党委

一、党委班子
姓名 | 职务 | 任职时间
甲 | 党委书记 | '2024.3
乙 | 党委副书记、大队长 | 2023年6月
丙 | 党委委员、纪委书记 | '2024.3

二、党支部
党支部名称 | 书记 | 组织委员 | 党员人数 | 正式党员
航测党支部 | 丁 | 戊 | 10 | 9
制图党支部 | 己 | — | 6 | 6
合计 | | | 16 | 15

三、党小组
党组织名称 | 上级党组织 | 党小组组长 | 党员人数
航测第一党小组 | 航测党支部 | 庚 | 5
航测第二党小组 | 航测 | 辛 | 5
"""
    return [save(folder / "党组织情况.xlsx", Page("Sheet1", table, "A1:E1 A4:E4 A10:E10 A16:E16", (5,)))]


def two_lists(folder: Path) -> list[Path]:
    """One list says who is above whom, another who holds what: they speak of the same organizations."""
    overview = """
党组织一览表
党组织名称 | 上级党组织 | 成立时间
大队党委 | 无 | 2003年
大队机关党总支 | 大队党委 | 2010年
办公室党支部 | 大队机关党总支 | 2010年
财务科党支部 | 大队机关党总支 | 2012年
"""
    roster = """
党务干部花名册
党支部名称 | 支部书记 | 组织宣传委员 | 青年委员 | 党员数量（名）
大队党委 | 甲 | — | — |
大队机关党总支 | 乙 | — | — |
办公室 党支部 | 丙 | 丁 | 戊 | 8
财务科党支部 | 己 | 庚 | / | 7
"""
    return [
        save(folder / "一览表.xlsx", Page("Sheet1", overview, "A1:C1", (2,))),
        save(folder / "花名册.xlsx", Page("Sheet1", roster, "A1:E1", (2,))),
    ]


CASES = (
    Case(
        two_row_header,
        Expected(
            # Nobody says what the top is: the unit that fills in the sheet.
            organizations={
                BRIGADE: committee(),
                # "14人" is 14, and that is said.
                "机关党支部": branch(BRIGADE, 14, 13, elected_on="2024-07"),
                "地质勘查院党支部": branch(BRIGADE, 22, 21, elected_on="2022-06"),
                "测绘分队党支部": branch(BRIGADE, 9, 8, elected_on="2025-01-15"),
                "野外联合党支部": branch(BRIGADE, 6, 6, elected_on="2025-01", joint=True),
                "北沟普查项目临时党支部": branch(BRIGADE, 4, 4, elected_on="2024-11", temporary=True),
                "离退休党支部": branch(BRIGADE, 63, 62, elected_on="2025-05-31"),
            },
            holders={
                **held(
                    "机关党支部",
                    secretary="甲",
                    organization_member="乙",
                    publicity_member="丙",
                    discipline_member="丁",
                ),
                **held(
                    "地质勘查院党支部",
                    secretary="戊",
                    deputy_secretary="己 庚",
                    organization_member="辛",
                    publicity_member="壬",
                    discipline_member="癸",
                ),
                **held(
                    "测绘分队党支部",
                    secretary="",
                    organization_member="子",
                    publicity_member="丑",
                    discipline_member="寅",
                ),
                **held("野外联合党支部", secretary="卯"),
                **held("北沟普查项目临时党支部", secretary="辰"),
                **held(
                    "离退休党支部",
                    secretary="巳",
                    organization_member="午",
                    publicity_member="未",
                    discipline_member="申",
                ),
            },
            said=("14人", "合计", "填表人", "电话", "空缺", "辰（兼）"),
            unsaid=("8000001", "8000002", "8000003", "8000006"),
        ),
    ),
    Case(
        subtotals,
        Expected(
            organizations={
                "青岭市地质局党委": committee(elected_on="2024-03"),
                "第一地质大队党委": committee("青岭市地质局党委", elected_on="2023-05"),
                "钻探处党支部": branch("第一地质大队党委", 12, 12),
                "实验室党支部": branch("第一地质大队党委", 7, 6),
                "第二地质大队党委": committee("青岭市地质局党委", elected_on="2023-05"),
                "车队党支部": branch("第二地质大队党委", 5, 5),
                "物资科党支部": branch("第二地质大队党委", 8, 8),
            },
            holders={
                **held("青岭市地质局党委", secretary="甲"),
                **held("第一地质大队党委", secretary="乙"),
                **held("钻探处党支部", secretary="丙"),
                **held("实验室党支部", secretary="丁"),
                **held("第二地质大队党委", secretary="戊"),
                **held("车队党支部", secretary="己"),
                **held("物资科党支部", secretary="庚"),
            },
            said=("小计", "合计"),
        ),
    ),
    Case(
        overview,
        Expected(
            organizations={
                BRIGADE: committee(valid_from="2001-03-01"),
                "大队纪委": {
                    "kind": "discipline_commission",
                    "superior": BRIGADE,
                    "valid_from": "1998-10",
                },
                "测绘院党总支": {"kind": "general_branch", "superior": BRIGADE, "valid_from": "2018"},
                "测绘一分队党支部": branch("测绘院党总支", 12, 11, joint=False, valid_from="2019-05"),
                "测绘二分队党支部": branch("测绘院党总支", 9, 9, joint=True, valid_from="2024-07"),
                "物探院党总支": {"kind": "general_branch", "superior": BRIGADE, "valid_from": "2021-09-01"},
                "物探院党支部": branch("物探院党总支", 8, 8),
                # Two organizations could be meant, and the one that is misspelled is not guessed.
                "物探院第一党小组": {"kind": "group", "superior": "物探院"},
                "钻探处党支部": branch("青岭市地质大对党委", 18, 17),
                "钻探处第一党小组": {"kind": "group", "superior": "钻探处党支部"},
                "北沟项目临时党支部": branch(
                    BRIGADE, 4, 4, temporary=True, approved_by=BRIGADE, valid_from="2025-09-12"
                ),
                "离退休党支部（市区）": branch(BRIGADE, 31, 31),
                "离退休第一党小组": {"kind": "group", "superior": "离退休党支部（市区）"},
            },
            said=("青岭市地质大对党委 青岭市地质大队党委", "物探院 物探院党总支 物探院党支部"),
        ),
    ),
    Case(
        brigades,
        Expected(
            # The brigades stand in no list; the sheets say which of them fills in which.
            organizations={
                "青岭市地质局党委": committee(),
                "第一地质大队党委": committee("青岭市地质局党委"),
                "第二地质大队党委": committee("青岭市地质局党委"),
                "第三地质大队党委": committee("青岭市地质局党委"),
                "第一地质大队党委·机关党支部": branch("第一地质大队党委", 11, 10, name="机关党支部"),
                "钻探处党支部": branch("第一地质大队党委", 15, 15, elected_on="2023-04"),
                "第二地质大队党委·机关党支部": branch("第二地质大队党委", 8, 8, name="机关党支部"),
                "实验室党支部": branch("第二地质大队党委", 6, 6, elected_on="2025-03"),
                "车队党支部": branch("第三地质大队党委", 4),
                "机修党支部": branch("第三地质大队党委", 2),
            },
            holders={
                **held("第一地质大队党委·机关党支部", secretary="甲", organization_member="乙"),
                **held("钻探处党支部", secretary="丙"),
                **held("第二地质大队党委·机关党支部", secretary="丁", organization_member="戊"),
                **held("实验室党支部", secretary="己"),
                **held("车队党支部", secretary="庚", organization_member="辛"),
                **held("机修党支部", secretary="壬"),
            },
            since={("车队党支部.secretary", "庚"): "2024-07", ("机修党支部.secretary", "壬"): "2025-03"},
            said=("一大队底稿 隐藏", "合计", "机关党支部 第一地质大队党委·机关党支部"),
            unsaid=("旧书记", "G0301", "G0302", "G0303"),
        ),
        top="青岭市地质局党委",
    ),
    Case(
        several_tables,
        Expected(
            organizations={
                "青岭市测绘大队党委": committee(),
                "航测党支部": branch("青岭市测绘大队党委", 10, 9),
                "制图党支部": branch("青岭市测绘大队党委", 6, 6),
                "航测第一党小组": {"kind": "group", "superior": "航测党支部", "members": 5},
                "航测第二党小组": {"kind": "group", "superior": "航测党支部", "members": 5},
            },
            holders={
                # 纪委书记 among the leaders of a committee is its member for discipline.
                **held(
                    "青岭市测绘大队党委",
                    secretary="甲",
                    deputy_secretary="乙",
                    administrative_head="乙",
                    committee_member="丙",
                    discipline_member="丙",
                ),
                **held("航测党支部", secretary="丁", organization_member="戊"),
                **held("制图党支部", secretary="己"),
                **held("航测第一党小组", group_leader="庚"),
                **held("航测第二党小组", group_leader="辛"),
            },
            since={
                ("青岭市测绘大队党委.secretary", "甲"): "2024-03",
                ("青岭市测绘大队党委.administrative_head", "乙"): "2023-06",
            },
            said=("合计",),
        ),
    ),
    Case(
        two_lists,
        Expected(
            organizations={
                "大队党委": committee(valid_from="2003"),
                "大队机关党总支": {"kind": "general_branch", "superior": "大队党委", "valid_from": "2010"},
                "办公室党支部": branch("大队机关党总支", 8, valid_from="2010"),
                "财务科党支部": branch("大队机关党总支", 7, valid_from="2012"),
            },
            holders={
                **held("大队党委", secretary="甲"),
                **held("大队机关党总支", secretary="乙"),
                **held(
                    "办公室党支部",
                    secretary="丙",
                    organization_member="丁",
                    publicity_member="丁",
                    committee_member="戊",
                ),
                **held("财务科党支部", secretary="己", organization_member="庚", publicity_member="庚"),
            },
        ),
    ),
)
