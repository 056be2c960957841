"""A folder as it lies on a desk, and a workbook that cannot be read as it stands."""

from __future__ import annotations

from pathlib import Path

from tests.office.case import Case, Expected, borne, branch, committee, held
from tests.office.sheets import Page, save

TOP = "大队党委"


def desk(folder: Path) -> list[Path]:
    """Three lists, an unrelated workbook, a lock file of an open one, and notes."""
    roster = """
支部花名册
党支部名称 | 书记 | 组织委员 | 党员总数
大队党委 | 甲 | — |
机关党支部 | 乙 | 丙 | 14
测绘分队党支部 | 空缺 | 丁 | 9
"""
    duties = """
责任主体 | 责任内容 | 责任人 | 完成时限
大队党委 | 每半年专题研究1次党建工作 | 党委书记 | 6月底、12月底前
各党支部 | 每月开展1次主题党日 | 支部书记 | 每月
"""
    results = """
支部 | 考核得分 | 等次
机关党支部 | 95 | 好
测绘分队党支部 | 78 | 一般
"""
    wages = """
2026年3月工资表
序号 | 姓名 | 部门 | 岗位工资 | 绩效 | 实发工资
1 | 乙 | 办公室 | 4321.5 | 1200 | 5521.5
2 | G0907 | 财务科 | 4123.5 | 1100 | 5223.5
合计 | | | 8445 | 2300 | 10745
"""
    desk = folder / "党建资料"
    desk.mkdir()
    save(desk / "支部花名册.xlsx", Page("Sheet1", roster, "A1:D1", (2,)))
    save(desk / "党建责任清单.xlsx", Page("Sheet1", duties, headers=(1,)))
    save(desk / "2025年度考核结果.xlsx", Page("Sheet1", results, headers=(1,)))
    save(desk / "工资表.xlsx", Page("3月", wages, "A1:F1", (2,)))
    (desk / "~$支部花名册.xlsx").write_bytes(b"\x06user" + bytes(160))
    (desk / "说明.txt").write_text("清单以党委会审定稿为准。", encoding="utf-8")
    return [desk]


def two_digit_year(folder: Path) -> list[Path]:
    """A year of two digits has two readings; it is refused with its cell, not guessed."""
    table = """
支部花名册
党支部名称 | 书记 | 上次换届时间
大队党委 | 甲 | '2023.5
机关党支部 | 乙 | '24.7
"""
    return [save(folder / "支部花名册.xlsx", Page("Sheet1", table, "A1:C1", (2,)))]


CASES = (
    Case(
        desk,
        Expected(
            organizations={TOP: committee(), "机关党支部": branch(TOP, 14), "测绘分队党支部": branch(TOP, 9)},
            holders={
                **held(TOP, secretary="甲"),
                **held("机关党支部", secretary="乙", organization_member="丙"),
                **held("测绘分队党支部", secretary="", organization_member="丁"),
            },
            duties={
                "每半年专题研究1次党建工作": {"cycle": "1/half-year"},
                "每月开展1次主题党日": {"cycle": "1/month"},
            },
            assignments=(
                borne("每半年专题研究1次党建工作", f"{TOP} {TOP}.secretary first")
                | borne("每月开展1次主题党日", "@branch @secretary first")
            ),
            records=frozenset(
                {
                    ("机关党支部", "2025", "2025", 95.0, "好"),
                    ("测绘分队党支部", "2025", "2025", 78.0, "一般"),
                }
            ),
            said=("工资表.xlsx",),
            unsaid=("G0907", "5521.5", "~$"),
        ),
    ),
)
