"""Lists with a row a person: plain members and personal columns, leaders and what they are in charge of, posts."""

from __future__ import annotations

from pathlib import Path

from tests.office.case import Case, Expected, branch, committee, held
from tests.office.sheets import Page, save

BRIGADE = "青岭市地质大队党委"


def persons(folder: Path) -> list[Path]:
    """Most rows only count, and nothing personal may come through."""
    table = """
青岭市地质大队党员花名册
填报单位：青岭市地质大队党委 | | | | | | | | | | 填报时间：2026年3月
序号 | 所在党支部 | 姓名 | 性别 | 民族 | 出生年月 | 身份证号 | 学历 | 入党时间 | 党内职务 | 任现职时间 | 手机 | 备注
1 | 测绘分队党支部 | 甲 | 男 | 汉 | '1980.01 | '000000198001010001 | 本科 | '2004.7 | 书记 | '2024.7 | '10000000001 |
2 | | 乙 | 女 | 汉 | '1981.02 | '000000198102010002 | 本科 | '2005.7 | 组织委员 | 2024年7月 | '10000000002 |
3 | | 丙 | 男 | 满 | '1982.03 | '000000198203010003 | 硕士 | '2006.7 | 宣传委员、青年委员 | 202407 | 10000000003 |
4 | | 丁 | 男 | 汉 | '1983.04 | '000000198304010004 | 大专 | '2007.7 | 党员 | | '10000000004 |
5 | | G0104 | 女 | 汉 | '1984.05 | '000000198405010005 | 本科 | '2008.7 | — | | '10000000005 |
6 | | G0105 | 男 | 汉 | '1985.06 | '000000198506010006 | 本科 | '2009.7 | | | '10000000006 | 外派
7 | 后勤服务中心党支部 | 戊 | 女 | 汉 | '1979.07 | '000000197907010007 | 本科 | '2003.7 | 书记（代） | 2025年3月 | '10000000007 |
8 | | G0201 | 男 | 汉 | '1986.08 | '000000198608010008 | 高中 | '2010.7 | 无 | | '10000000008 |
9 | | G0202 | 男 | 回 | '1990.09 | '000000199009010009 | 本科 | '2025.7 | | | '10000000009 | 预备党员

合计 | 9人
填表人：庚 | | | 审核人：辛
"""
    merged = "A1:M1 B4:B9 B10:B12"
    return [save(folder / "党员花名册.xlsx", Page("党员花名册", table, merged, (3,)))]


def leaders(folder: Path) -> list[Path]:
    """Who of the leaders is in charge of what, with two posts in a cell; branches by their short names."""
    table = """
中共青岭市地质大队委员会班子成员分工一览表
（2026年2月党委会研究确定）
序号 | 姓名 | 职务 | 分管工作 | 联系支部 | 备注
1 | 甲 | 党委书记、大队长 | 主持全面工作 | 机关党支部 |
2 | 乙 | 党委副书记 | 党建、组织人事 | 测绘分队、勘查院 |
3 | 丙 | 党委委员、副大队长 | 钻探生产\\n安全生产 | 钻探处党支部 |
4 | 丁 | 党委委员、纪委书记 | 纪检监察 | 后勤中心 |
5 | 戊 | 总工程师 | 地质技术；科技创新 | — |
6 | 己 | 党委委员、工会主席 | 群团工作 | 离退休支部 | 兼机关工会
"""
    roster = """
各支部书记名单
党支部名称 | 书记
机关党支部 | 庚
测绘分队党支部 | 辛
勘查院党支部 | 壬
钻探处党支部 | 癸
后勤中心党支部 | 子
离退休党支部 | 丑
"""
    return [
        save(
            folder / "班子成员分工.xlsx",
            Page("班子分工", table, "A1:F1 A2:F2", (3,)),
            Page("支部", roster, "A1:B1", (2,)),
        )
    ]


def posts(folder: Path) -> list[Path]:
    """A row a post, the organizations by short names, one of which nobody knows."""
    overview = """
党组织名册
党组织名称 | 上级党组织 | 党员人数
大队党委 | — |
机关党支部 | 大队党委 | 14
测绘分队党支部 | 大队党委 | 9
勘查院党支部 | 大队党委 | 22
"""
    table = """
党务岗位设置表
单位 | 岗位 | 姓名 | 任职时间 | 是否代理
机关 | 书记 | 甲 | '2024.7 | 否
 | 组织委员 | 乙 | '2024.7 |
测绘分队 | 支部书记 | 丙 | d:2025-01-06 | 是
 | 纪检委员 | 暂缺 | |
勘查院支部 | 书记 | 丁 | 2022年6月 | 否
 | 副书记 | 戊；己 | '2022.6 |
群团 | 书记 | 庚 | '2023.1 |
"""
    return [
        save(
            folder / "党务岗位.xlsx",
            Page("党组织", overview, "A1:C1", (2,)),
            Page("岗位", table, "A1:E1 A3:A4 A5:A6 A7:A8", (2,)),
        )
    ]


CASES = (
    Case(
        persons,
        Expected(
            organizations={
                BRIGADE: committee(),
                "测绘分队党支部": branch(BRIGADE, 6),
                "后勤服务中心党支部": branch(BRIGADE, 3),
            },
            holders={
                **held(
                    "测绘分队党支部",
                    secretary="甲",
                    organization_member="乙",
                    publicity_member="丙",
                    committee_member="丙",
                ),
                # 党员 in the column of posts is no post: it only counts.
                **held("后勤服务中心党支部", secretary="戊"),
            },
            acting=frozenset({("后勤服务中心党支部.secretary", "戊")}),
            since={
                ("测绘分队党支部.secretary", "甲"): "2024-07",
                ("测绘分队党支部.organization_member", "乙"): "2024-07",
                ("测绘分队党支部.publicity_member", "丙"): "2024-07",
                ("测绘分队党支部.committee_member", "丙"): "2024-07",
                ("后勤服务中心党支部.secretary", "戊"): "2025-03",
            },
            said=("身份证号", "手机", "合计", "书记（代）"),
            unsaid=(
                *("G0104", "G0105", "G0201", "G0202"),
                *(f"1000000000{last}" for last in range(1, 10)),
                *("19800101", "19810201", "19820301", "19830401", "19840501", "19790701", "19900901"),
                *("1980.01", "2004.7", "硕士"),
            ),
        ),
    ),
    Case(
        leaders,
        Expected(
            organizations={
                BRIGADE: committee(),
                "机关党支部": branch(BRIGADE),
                "测绘分队党支部": branch(BRIGADE),
                "勘查院党支部": branch(BRIGADE),
                "钻探处党支部": branch(BRIGADE),
                "后勤中心党支部": branch(BRIGADE),
                "离退休党支部": branch(BRIGADE),
            },
            holders={
                # 总工程师 is one of the deputies; 工会主席 is no post of the Party: left out and said.
                **held(
                    BRIGADE,
                    secretary="甲",
                    administrative_head="甲",
                    deputy_secretary="乙",
                    committee_member="丙",
                    deputy_head="丙",
                    discipline_member="丁",
                ),
                # Posts of one kind with different portfolios are posts apart.
                f"{BRIGADE}.committee_member~2": ("丁",),
                f"{BRIGADE}.committee_member~3": ("己",),
                f"{BRIGADE}.deputy_head~2": ("戊",),
                **held("机关党支部", secretary="庚"),
                **held("测绘分队党支部", secretary="辛"),
                **held("勘查院党支部", secretary="壬"),
                **held("钻探处党支部", secretary="癸"),
                **held("后勤中心党支部", secretary="子"),
                **held("离退休党支部", secretary="丑"),
            },
            portfolios={
                "甲": {"主持全面工作", "机关党支部"},
                "乙": {"党建", "组织人事", "测绘分队党支部", "勘查院党支部"},
                "丙": {"钻探生产", "安全生产", "钻探处党支部"},
                "丁": {"纪检监察", "后勤中心党支部"},
                "戊": {"地质技术", "科技创新"},
                "己": {"群团工作", "离退休党支部"},
            },
            said=("工会主席", "测绘分队 测绘分队党支部"),
        ),
        top=BRIGADE,
    ),
    Case(
        posts,
        Expected(
            organizations={
                "大队党委": committee(),
                "机关党支部": branch("大队党委", 14),
                "测绘分队党支部": branch("大队党委", 9),
                "勘查院党支部": branch("大队党委", 22),
            },
            holders={
                **held("机关党支部", secretary="甲", organization_member="乙"),
                **held("测绘分队党支部", secretary="丙", discipline_member=""),
                # Two names in a cell are two holders.
                **held("勘查院党支部", secretary="丁", deputy_secretary="戊 己"),
                # The name that nobody knows stays as it is written.
                **held("群团", secretary="庚"),
            },
            acting=frozenset({("测绘分队党支部.secretary", "丙")}),
            since={
                ("机关党支部.secretary", "甲"): "2024-07",
                ("测绘分队党支部.secretary", "丙"): "2025-01-06",
                ("勘查院党支部.deputy_secretary", "己"): "2022-06",
            },
            said=("机关 机关党支部", "暂缺", "群团"),
        ),
    ),
)
