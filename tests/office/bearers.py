"""Cells that name who bears a duty: persons, several of them, words for classes, marks and vacancies."""

from __future__ import annotations

from pathlib import Path

from tests.office.case import Case, Expected, borne, branch, committee, held, named
from tests.office.sheets import Page, save

TOP = "大队党委"
BRANCH = "测绘分队党支部"


def responsible_persons(folder: Path) -> list[Path]:
    """Names, posts, names behind posts, and lists of both in one cell."""
    roster = """
支部花名册
党支部名称 | 书记 | 组织委员 | 宣传委员 | 纪检委员
大队党委 | 午 | — | — | —
测绘分队党支部 | 甲 | 乙 | 丙 | 甲
勘查院党支部 | 丁（代） | 戊 | 己 | 庚
后勤党支部 | 空缺 | 辛 | / | /
"""
    table = """
党建责任分解表
序号 | 责任事项 | 责任单位 | 责任人
1 | 党员大会 | 测绘分队党支部 | 乙
2 | 支委会 | 测绘分队 | 乙、丙
3 | 主题党日 | 测绘分队党支部 | 第一责任人：书记；直接责任人：组织委员、宣传委员
4 | 党课 | 测绘分队党支部 | 支部书记、宣传委员
5 | 谈心谈话 | 勘查院党支部 | 丁（代）
6 | 民主评议 | 勘查院党支部 | 丁\\n戊
7 | 组织生活会 | 勘查院党支部 | 第一责任人：丁；直接责任人：戊
8 | 发展党员 | 后勤党支部 | 空缺
9 | 党费收缴 | 后勤党支部 | 辛
10 | 党费公示 | 同上 | 同上
11 | 党员培训 | 后勤党支部 | 亥
12 | 述职评议 | 测绘分队党支部 | 甲
13 | 慰问党员 | 测绘分队党支部、勘查院党支部 | 支部书记
14 | 档案整理 | 勘查院党支部 | 组织委员（戊）
15 | 专题党课 | 大队党委 | 党委书记
16 | 安全承诺 | 测绘分队党支部 | 支部班子集体
17 | 积分管理 | 测绘分队党支部 | 待定
"""
    return [
        save(
            folder / "责任分解表.xlsx",
            Page("花名册", roster, "A1:E1", (2,)),
            Page("责任分解", table, "A1:D1", (2,)),
        )
    ]


def classes(folder: Path) -> list[Path]:
    """Words for whole levels, and posts that belong to one of them."""
    roster = """
党组织名册
党组织名称 | 上级党组织 | 书记 | 纪检委员 | 党小组长
大队党委 | 无 | 甲 | — | —
机关党总支 | 大队党委 | 乙 | — | —
办公室党支部 | 机关党总支 | 丙 | 丁 | —
办公室第一党小组 | 办公室党支部 | — | — | 戊
"""
    table = """
各级党组织责任清单
责任主体 | 责任事项 | 责任人
各级党组织 | 学习贯彻上级精神 | 党组织书记
各党总支 | 督促所属支部开展组织生活 | 总支书记
基层党支部 | 召开党员大会 | 支部书记
各党小组 | 召开党小组会 | 党小组长
各党支部、各党小组 | 开展谈心谈话 | 支部书记、党小组长
支部书记 | 讲党课 |
纪检委员 | 监督党费收缴 |
党总支书记 | 督促支部书记述职 | 党总支书记
各党支部 | 清理台账 | 各支部
"""
    return [
        save(
            folder / "各级责任清单.xlsx",
            Page("名册", roster, "A1:E1", (2,)),
            Page("清单", table, "A1:C1", (2,)),
        )
    ]


CASES = (
    Case(
        responsible_persons,
        Expected(
            organizations={
                TOP: committee(),
                BRANCH: branch(TOP),
                "勘查院党支部": branch(TOP),
                "后勤党支部": branch(TOP),
            },
            holders={
                **held(TOP, secretary="午"),
                **held(
                    BRANCH,
                    secretary="甲",
                    organization_member="乙",
                    publicity_member="丙",
                    discipline_member="甲",
                ),
                **held(
                    "勘查院党支部",
                    secretary="丁",
                    organization_member="戊",
                    publicity_member="己",
                    discipline_member="庚",
                ),
                **held("后勤党支部", secretary="", organization_member="辛"),
            },
            acting=frozenset({("勘查院党支部.secretary", "丁")}),
            duties=named(
                *("党员大会", "支委会", "主题党日", "党课", "谈心谈话", "民主评议", "组织生活会"),
                *("发展党员", "党费收缴", "党费公示", "党员培训", "述职评议", "慰问党员", "档案整理"),
                *("专题党课", "安全承诺", "积分管理"),
            ),
            assignments=(
                borne("党员大会", f"{BRANCH} {BRANCH}.organization_member direct")
                | borne(
                    "支委会",
                    f"{BRANCH} {BRANCH}.organization_member direct",
                    f"{BRANCH} {BRANCH}.publicity_member direct",
                )
                | borne(
                    "主题党日",
                    f"{BRANCH} {BRANCH}.secretary first",
                    f"{BRANCH} {BRANCH}.organization_member direct",
                    f"{BRANCH} {BRANCH}.publicity_member direct",
                )
                | borne(
                    "党课",
                    f"{BRANCH} {BRANCH}.secretary first",
                    f"{BRANCH} {BRANCH}.publicity_member direct",
                )
                | borne("谈心谈话", "勘查院党支部 勘查院党支部.secretary first")
                | borne(
                    "民主评议",
                    "勘查院党支部 勘查院党支部.secretary first",
                    "勘查院党支部 勘查院党支部.organization_member direct",
                )
                | borne(
                    "组织生活会",
                    "勘查院党支部 勘查院党支部.secretary first",
                    "勘查院党支部 勘查院党支部.organization_member direct",
                )
                | borne("发展党员", "后勤党支部 - principal")
                | borne("党费收缴", "后勤党支部 后勤党支部.organization_member direct")
                | borne("党费公示", "后勤党支部 后勤党支部.organization_member direct")
                | borne("党员培训", "后勤党支部 - principal")
                # Who is secretary and more bears it as secretary, once.
                | borne("述职评议", f"{BRANCH} {BRANCH}.secretary first")
                | borne(
                    "慰问党员",
                    f"{BRANCH} {BRANCH}.secretary first",
                    "勘查院党支部 勘查院党支部.secretary first",
                )
                # A post with the name in brackets is the post.
                | borne("档案整理", "勘查院党支部 勘查院党支部.organization_member direct")
                | borne("专题党课", f"{TOP} {TOP}.secretary first")
                | borne("安全承诺", f"{BRANCH} - principal")
                | borne("积分管理", f"{BRANCH} - principal")
            ),
            bearer_texts={
                # A vacancy among the bearers is kept as the office wrote it.
                ("发展党员", "后勤党支部"): "空缺",
                ("党员培训", "后勤党支部"): "亥",
                ("安全承诺", BRANCH): "支部班子集体",
                ("积分管理", BRANCH): "待定",
            },
            said=("测绘分队 测绘分队党支部", "同上", "丁（代）", "亥"),
        ),
    ),
    Case(
        classes,
        Expected(
            organizations={
                TOP: committee(),
                "机关党总支": {"kind": "general_branch", "superior": TOP},
                "办公室党支部": branch("机关党总支"),
                "办公室第一党小组": {"kind": "group", "superior": "办公室党支部"},
            },
            holders={
                **held(TOP, secretary="甲"),
                **held("机关党总支", secretary="乙"),
                **held("办公室党支部", secretary="丙", discipline_member="丁"),
                **held("办公室第一党小组", group_leader="戊"),
            },
            duties=named(
                *("学习贯彻上级精神", "督促所属支部开展组织生活", "召开党员大会", "召开党小组会"),
                *("开展谈心谈话", "讲党课", "监督党费收缴", "督促支部书记述职", "清理台账"),
            ),
            assignments=(
                borne("学习贯彻上级精神", "@* @secretary first")
                | borne("督促所属支部开展组织生活", "@general_branch @secretary first")
                | borne("召开党员大会", "@branch @secretary first")
                | borne("召开党小组会", "@group @group_leader first")
                # Each post goes to the class that has it.
                | borne("开展谈心谈话", "@branch @secretary first", "@group @group_leader first")
                | borne("讲党课", "@branch @secretary first")
                | borne("监督党费收缴", "@branch @discipline_member direct")
                | borne("督促支部书记述职", "@general_branch @secretary first")
                # A class as its own bearer is the body.
                | borne("清理台账", "@branch - principal")
            ),
            said=("各级党组织 @*", "各党总支 @general_branch", "纪检委员 @branch"),
        ),
    ),
)
