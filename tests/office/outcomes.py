"""Results of appraisals of two years in one workbook, and the ledger of a year."""

from __future__ import annotations

from pathlib import Path

from tests.office.case import Case, Expected, branch, committee, held
from tests.office.sheets import Page, save

TOP = "大队党委"

_ROSTER = """
支部花名册
党支部名称 | 书记 | 副书记 | 组织委员 | 党员总数
大队党委 | 甲 | 乙 | — |
机关党支部 | 丙 | — | 丁 | 14
勘查院党支部 | 戊 | — | 己 | 22
测绘分队党支部 | 庚 | — | 辛 | 9
后勤中心党支部 | 壬 | — | — | 6
"""
_ORGANIZATIONS = {
    TOP: committee(),
    "机关党支部": branch(TOP, 14),
    "勘查院党支部": branch(TOP, 22),
    "测绘分队党支部": branch(TOP, 9),
    "后勤中心党支部": branch(TOP, 6),
}
_HOLDERS = {
    **held(TOP, secretary="甲", deputy_secretary="乙"),
    **held("机关党支部", secretary="丙", organization_member="丁"),
    **held("勘查院党支部", secretary="戊", organization_member="己"),
    **held("测绘分队党支部", secretary="庚", organization_member="辛"),
    **held("后勤中心党支部", secretary="壬"),
}


def results(folder: Path) -> list[Path]:
    """A sheet a year, short names, a grade with its score in brackets, an average, a stranger."""
    before = """
2024年度党建工作考核结果
名次 | 单位 | 自评得分 | 考核得分 | 等次 | 备注
1 | 机关党支部 | 95 | 90 | 好 |
2 | 勘查院 | 93 | 88 | 较好 |
"""
    table = """
党建工作考核结果
名次 | 单位 | 自评\\n得分 | 考核\\n得分（分） | 等次 | 备注
1 | 勘查院 | 99 | 96.5分 | 优秀 |
2 | 机关党支部 | 98 | '95 | 优秀 | 含加分2分
3 | 测绘分队 | 97 | 优秀(92) | |
4 | 后勤中心 | 96 | — | — | 未参加
5 | 石门村联建党支部 | 90 | 85.0 | 良好 |
平均分 | | 96 | 92.1 | |
"""
    return [
        save(folder / "支部花名册.xlsx", Page("Sheet1", _ROSTER, "A1:E1", (2,))),
        save(
            folder / "党建考核结果.xlsx",
            Page("2024年度", before, "A1:F1", (2,)),
            Page("2025年度", table, "A1:F1 A8:B8", (2,)),
        ),
    ]


def ledger(folder: Path) -> list[Path]:
    """Headers on row 6; a month, words without a date, a repeat, a day, nothing entered."""
    table = """
附件3
2025年党建工作问题整改台账
填报单位：大队党委党群工作部
（截至2025年12月31日）

序号 | 问题 | 问题来源 | 整改措施 | 责任领导 | 责任单位 | 责任人 | 整改时限 | 整改进展 | 验收人 | 销号时间
1 | 主题党日记录不完整 | 半年检查 | 补记并明确记录人 | 党委副书记 | 测绘分队 | 庚 | 2025年9月 | 已完成 | 党群工作部 | '2025.9.20
2 | 党费公示不及时 | 年度考核 | 每季度末公示 | 党委副书记 | 机关党支部 | 支部书记 | 12月底前 | 正在整改 | — | —
3 | 支委会议题未提前通知 | 同上 | 提前3天通知 | 同上 | 勘查院党支部 | 组织委员 | 立行立改 | 已完成 | 大队党委 | d:2025-07-02
"""
    return [
        save(folder / "党员花名册.xlsx", Page("Sheet1", _ROSTER, "A1:E1", (2,))),
        save(folder / "2025年问题整改台账.xlsx", Page("台账", table, "A2:K2 A3:K3", (6,))),
    ]


CASES = (
    Case(
        results,
        Expected(
            organizations=_ORGANIZATIONS,
            holders=_HOLDERS,
            records=frozenset(
                {
                    ("机关党支部", "2024", "2024", 90.0, "好"),
                    ("勘查院党支部", "2024", "2024", 88.0, "较好"),
                    ("勘查院党支部", "2025", "2025", 96.5, "优秀"),
                    ("机关党支部", "2025", "2025", 95.0, "优秀"),
                    ("测绘分队党支部", "2025", "2025", 92.0, "优秀"),
                    # The name stays as it is written; no organization is made of it.
                    ("石门村联建党支部", "2025", "2025", 85.0, "良好"),
                }
            ),
            said=("优秀(92)", "96.5分", "石门村联建党支部", "2025年度 !6", "勘查院 勘查院党支部"),
        ),
    ),
    Case(
        ledger,
        Expected(
            organizations=_ORGANIZATIONS,
            holders=_HOLDERS,
            ledger={
                "主题党日记录不完整": {
                    "organization": "测绘分队党支部",
                    "source": "半年检查",
                    "measure": "补记并明确记录人",
                    "leader": "党委副书记",
                    "role": "测绘分队党支部.secretary",
                    "due": "2025-09",
                    "progress": "已完成",
                    "verified_by": "党群工作部",
                    "closed_on": "2025-09-20",
                },
                "党费公示不及时": {
                    "organization": "机关党支部",
                    "role": "机关党支部.secretary",
                    # The year of the list makes a day of it.
                    "due": "2025-12-31",
                    "progress": "正在整改",
                    "verified_by": None,
                    "closed_on": None,
                },
                "支委会议题未提前通知": {
                    "organization": "勘查院党支部",
                    "source": "年度考核",
                    "leader": "党委副书记",
                    "role": "勘查院党支部.organization_member",
                    # Words without a date are no date; they are said.
                    "due": None,
                    "closed_on": "2025-07-02",
                },
            },
            said=("立行立改", "12月底前 2025-12-31", "同上", "测绘分队 测绘分队党支部"),
        ),
    ),
)
