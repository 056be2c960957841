"""Lists of duties: who leads and who helps, headings and contents, sections, headers printed twice."""

from __future__ import annotations

from pathlib import Path

from tests.office.case import Case, Expected, borne, branch, committee, held, unit
from tests.office.sheets import Page, save

TOP = "大队党委"


def responsibility_list(folder: Path) -> list[Path]:
    """The bearers merged downwards, their kinds of responsibility, leaders, departments; sections as rows."""
    roster = """
党务干部名册
党组织名称 | 书记 | 副书记 | 组织委员 | 纪检委员
大队党委 | 甲 | 乙 | 丙 | 丁
大队纪委 | 丁 | — | — | —
机关党支部 | 戊 | — | 己 | 庚
测绘分队党支部 | 辛 | — | 壬 | 癸
"""
    leaders = """
班子成员
姓名 | 职务
子 | 副大队长
"""
    header = (
        "序号 | 责任主体 | 责任类型 | 责任内容 | 工作措施 | 责任领导 | 责任部门 | 配合部门 | 责任人 |"
        " 完成时限 | 备注"
    )
    table = f"""
青岭市地质大队2026年党建工作责任清单
制表单位：党群工作部

{header}
一、政治建设
1 | 大队党委 | 主体责任 | 每半年专题研究1次党建工作 | 列入党委会议题 | 党委副书记 | 党群工作部 | 办公室、组织人事科 | 党委书记 | 6月底、12月底前 |
2 | | 主体责任 | 每年向上级报告1次党建工作 | 形成书面报告 | 党委副书记 | 党群工作部 | — | 党委 | 12月底前 |
3 | 党委书记 | 第一责任人 | 每年讲1次专题党课 | | | 党群工作部 | | 党委书记 | 12月底前 |
4 | 班子成员 | 一岗双责 | 每季度到联系支部调研1次 | | | 办公室 | | 班子成员 | 每季度末 |
二、组织建设
5 | 各党支部 | | 每季度召开1次党员大会 | | 党委副书记 | 党群工作部 | | 支部书记 | 每季度末 |
6 | | | 每月开展1次主题党日 | | | | | 支部书记、组织委员 | 每月 | 与党员大会合并
{header}
7 | 党支部书记 | 第一责任人 | 每年与每名党员谈心谈话1次 | | | | | 支部书记 | 全年 |
8 | 测绘分队党支部 | | 组织野外党员突击队 | | 乙 | 安全科 | 各部门 | 辛 | 按上级要求 |
三、纪律建设
9 | 大队纪委 | 监督责任 | 每半年监督检查1次党费收缴 | | | | | — | 6月、12月 |
注：责任部门负责日常推动。
审核人：乙 | | | | 填表人：丙
"""
    merged = "A1:K1 A2:K2 A5:K5 B6:B7 A10:K10 B11:B12 A16:K16 A18:K18"
    return [
        save(
            folder / "党务干部名册.xlsx",
            Page("名册", roster, "A1:E1", (2,)),
            Page("班子", leaders, "A1:B1", (2,)),
        ),
        save(folder / "2026年党建工作责任清单.xlsx", Page("清单", table, merged, (4, 13))),
    ]


def tasks(folder: Path) -> list[Path]:
    """Who leads and who helps, rhythms in a column of their own, a span of days, a column nobody knows."""
    table = """
附件1

青岭市地质大队2026年党建重点任务清单
序号 | 任务名称 | 牵头单位 | 配合单位 | 责任人 | 起止时间 | 频次 | 完成标准 | 进度
1 | 主题党日 | 各党支部 | 党群工作部 | 支部书记 | 2026年1月—12月 | 每月1次 | 有签到、有记录 | 已完成2次
2 | 党员大会 | 各党支部 | | 支部书记 | 2026年1月—12月 | 每季度1次 | 有记录 |
3 | 党建品牌创建 | 测绘分队党支部 | 党群工作部、有关单位 | 辛 | 2026.3-2026.10 | 一次性 | 形成品牌方案1份 | 筹备中
4 | 党务干部培训 | 党群工作部 | 各党支部 | 党群工作部部长 | 2026.5 | 每年1次 | 不少于2天 |
5 | 专题党课 | 大队党委 | 办公室 | 党委书记 | 第四季度 | 每年不少于1次 | 有讲稿 |
6 | 党费核算 | 财务科\\n党群工作部 | | — | 6月底、12月底前 | 每半年 | 账目相符 |
"""
    roster = """
支部名册
党组织名称 | 书记 | 组织委员
大队党委 | 甲 | —
机关党支部 | 乙 | 丙
测绘分队党支部 | 辛 | 壬
"""
    return [
        save(
            folder / "2026年重点任务清单.xlsx",
            Page("任务清单", table, "A3:I3", (4,)),
            Page("名册", roster, "A1:C1", (2,)),
        )
    ]


def headings(folder: Path) -> list[Path]:
    """A title over several contents of one bearer is a heading; one over one content each is a duty."""
    table = """
基层党建工作责任清单
序号 | 工作任务 | 责任内容 | 责任单位 | 责任人 | 分值 | 评分标准 | 依据
1 | 三会一课 | 每季度召开1次支部党员大会 | 各党支部 | 支部书记 | 5 | 缺1次扣1分 | 支部工作条例
2 | | 每月召开1次支部委员会会议 | 各党支部 | 支部书记 | 5分 | 缺1次扣0.5分 | 支部工作条例
3 | | 每季度上1次党课 | 各党支部 | 支部书记 | '5 | 缺1次扣1分 |
4 | 发展党员 | 每年研究1次发展党员计划 | 各党支部 | 支部书记 | 5 | 有计划 |
5 | | 每年审批1次发展党员计划 | 大队党委 | 党委书记 | | |
6 | 组织生活会 | 每年召开1次组织生活会 | 各党支部 | 支部书记 | 5 | 有整改事项 |
合计 | | | | | 25 | |
"""
    roster = """
党支部名称 | 书记
大队党委 | 甲
机关党支部 | 乙
"""
    return [
        save(
            folder / "基层党建工作责任清单.xlsx",
            Page("清单", table, "A1:H1 B3:B5 B6:B7 A9:E9", (2,)),
            Page("书记", roster, headers=(1,)),
        )
    ]


_LONG = (
    "严格落实意识形态工作责任制，党委每半年至少专题研究1次意识形态工作，每年向上级党组织报告1次，"
    "重要情况及时报告"
)


def contents(folder: Path) -> list[Path]:
    """No titles: a long content is called by its first clause; the same content of two bearers is one duty."""
    table = f"""
意识形态和组织生活责任分解表
责任主体 | 责任内容 | 责任人 | 频次 | 完成时限
大队党委 | {_LONG} | 党委书记 | 每半年 | 6月底、12月底前
大队党委 | 每季度开展1次集中学习 | 党委书记 | 每季度 | 每季度末
各党支部 | 每季度开展1次集中学习 | 支部书记 | 每季度 | 每季度末
机关党支部 | 建立党员先锋岗 | 支部书记 | | 长期坚持
〃 | 每年开展1次岗位练兵 | 〃 | | 10月底前
"""
    roster = """
党支部名称 | 书记
大队党委 | 甲
机关党支部 | 乙
"""
    return [
        save(
            folder / "责任分解表.xlsx",
            Page("Sheet1", table, "A1:E1", (2,)),
            Page("Sheet2", roster, headers=(1,)),
        )
    ]


CASES = (
    Case(
        responsibility_list,
        Expected(
            organizations={
                TOP: committee(),
                "大队纪委": {"kind": "discipline_commission", "superior": TOP},
                "机关党支部": branch(TOP),
                "测绘分队党支部": branch(TOP),
                "党群工作部": unit(TOP),
                "办公室": unit(TOP),
                "组织人事科": unit(TOP),
                "安全科": unit(TOP),
            },
            holders={
                **held(
                    TOP,
                    secretary="甲",
                    deputy_secretary="乙",
                    organization_member="丙",
                    discipline_member="丁",
                    deputy_head="子",
                ),
                **held("大队纪委", secretary="丁"),
                **held("机关党支部", secretary="戊", organization_member="己", discipline_member="庚"),
                **held("测绘分队党支部", secretary="辛", organization_member="壬", discipline_member="癸"),
            },
            duties={
                "每半年专题研究1次党建工作": {
                    "area": "政治建设",
                    "how": "列入党委会议题",
                    "due": "6月底、12月底前",
                    "cycle": "1/half-year",
                },
                "每年向上级报告1次党建工作": {"area": "政治建设", "how": "形成书面报告", "cycle": None},
                "每年讲1次专题党课": {"area": "政治建设", "how": None},
                "每季度到联系支部调研1次": {"area": "政治建设", "cycle": "1/quarter"},
                "每季度召开1次党员大会": {"area": "组织建设", "cycle": "1/quarter"},
                "每月开展1次主题党日": {"area": "组织建设", "cycle": "1/month"},
                "每年与每名党员谈心谈话1次": {"area": "组织建设", "cycle": "1/year"},
                "组织野外党员突击队": {"area": "组织建设", "due": "按上级要求", "cycle": None},
                "每半年监督检查1次党费收缴": {"area": "纪律建设", "cycle": "1/half-year"},
            },
            assignments=(
                borne(
                    "每半年专题研究1次党建工作",
                    f"{TOP} - principal",
                    f"{TOP} {TOP}.secretary first",
                    f"{TOP} {TOP}.deputy_secretary portfolio",
                    "党群工作部 - concrete",
                    "办公室 - supporting",
                    "组织人事科 - supporting",
                )
                | borne(
                    "每年向上级报告1次党建工作",
                    f"{TOP} - principal",
                    f"{TOP} {TOP}.deputy_secretary portfolio",
                    "党群工作部 - concrete",
                )
                | borne("每年讲1次专题党课", "@committee @secretary first", "党群工作部 - concrete")
                | borne("每季度到联系支部调研1次", "@committee @deputy_head portfolio", "办公室 - concrete")
                # The leader of a class of branches is one of the level that his post names.
                | borne(
                    "每季度召开1次党员大会",
                    "@branch @secretary first",
                    "@committee @deputy_secretary portfolio",
                    "党群工作部 - concrete",
                )
                | borne(
                    "每月开展1次主题党日",
                    "@branch @secretary first",
                    "@branch @organization_member direct",
                )
                | borne("每年与每名党员谈心谈话1次", "@branch @secretary first")
                # The leader of a branch's row holds a post above it, not in it.
                | borne(
                    "组织野外党员突击队",
                    "测绘分队党支部 测绘分队党支部.secretary first",
                    f"{TOP} {TOP}.deputy_secretary portfolio",
                    "安全科 - concrete",
                )
                | borne("每半年监督检查1次党费收缴", "大队纪委 - supervisory")
            ),
            said=("各党支部 @branch", "党群工作部", "安全科", "审核人"),
        ),
    ),
    Case(
        tasks,
        Expected(
            organizations={
                TOP: committee(),
                "机关党支部": branch(TOP),
                "测绘分队党支部": branch(TOP),
                "党群工作部": unit(TOP),
                "办公室": unit(TOP),
                "财务科": unit(TOP),
            },
            holders={
                **held(TOP, secretary="甲"),
                **held("机关党支部", secretary="乙", organization_member="丙"),
                **held("测绘分队党支部", secretary="辛", organization_member="壬"),
            },
            # A span of days is kept as the time it is due, in its own words.
            duties={
                "主题党日": {"cycle": "1/month", "due": "2026年1月—12月", "standard": "有签到、有记录"},
                "党员大会": {"cycle": "1/quarter", "standard": "有记录"},
                "党建品牌创建": {"cycle": "once", "due": "2026.3-2026.10"},
                "党务干部培训": {"cycle": "1/year", "due": "2026.5", "standard": "不少于2天"},
                "专题党课": {"cycle": "1/year", "due": "第四季度"},
                "党费核算": {"cycle": "1/half-year", "due": "6月底、12月底前"},
            },
            assignments=(
                borne("主题党日", "@branch @secretary first", "党群工作部 - supporting")
                | borne("党员大会", "@branch @secretary first")
                | borne(
                    "党建品牌创建",
                    "测绘分队党支部 测绘分队党支部.secretary first",
                    "党群工作部 - supporting",
                )
                | borne("党务干部培训", "党群工作部 - principal", "@branch - supporting")
                | borne("专题党课", f"{TOP} {TOP}.secretary first", "办公室 - supporting")
                | borne("党费核算", "财务科 - principal", "党群工作部 - principal")
            ),
            bearer_texts={("党务干部培训", "党群工作部"): "党群工作部部长"},
            said=("进度", "财务科", "办公室"),
            unsaid=("筹备中",),
        ),
    ),
    Case(
        headings,
        Expected(
            organizations={TOP: committee(), "机关党支部": branch(TOP)},
            holders={**held(TOP, secretary="甲"), **held("机关党支部", secretary="乙")},
            duties={
                "每季度召开1次支部党员大会": {
                    "area": "三会一课",
                    "weight": 5.0,
                    "standard": "缺1次扣1分",
                    "why": "支部工作条例",
                },
                "每月召开1次支部委员会会议": {"area": "三会一课", "weight": 5.0},
                "每季度上1次党课": {"area": "三会一课", "weight": 5.0, "why": None},
                "发展党员": {"area": None, "weight": 5.0},
                "组织生活会": {"area": None, "what": "每年召开1次组织生活会"},
            },
            assignments=(
                borne("每季度召开1次支部党员大会", "@branch @secretary first")
                | borne("每月召开1次支部委员会会议", "@branch @secretary first")
                | borne("每季度上1次党课", "@branch @secretary first")
                | borne("发展党员", "@branch @secretary first", f"{TOP} {TOP}.secretary first")
                | borne("组织生活会", "@branch @secretary first")
            ),
            said=("三会一课", "合计", "5分"),
        ),
    ),
    Case(
        contents,
        Expected(
            organizations={TOP: committee(), "机关党支部": branch(TOP)},
            holders={**held(TOP, secretary="甲"), **held("机关党支部", secretary="乙")},
            duties={
                "严格落实意识形态工作责任制": {"what": _LONG, "cycle": "1/half-year"},
                "每季度开展1次集中学习": {"cycle": "1/quarter", "due": "每季度末"},
                # Where the column of rhythms is blank, the deadline says it alone.
                "建立党员先锋岗": {"cycle": "continuous", "due": "长期坚持"},
                "每年开展1次岗位练兵": {"cycle": None, "due": "10月底前"},
            },
            assignments=(
                borne("严格落实意识形态工作责任制", f"{TOP} {TOP}.secretary first")
                | borne("每季度开展1次集中学习", f"{TOP} {TOP}.secretary first", "@branch @secretary first")
                | borne("建立党员先锋岗", "机关党支部 机关党支部.secretary first")
                | borne("每年开展1次岗位练兵", "机关党支部 机关党支部.secretary first")
            ),
            said=("〃", "严格落实意识形态工作责任制"),
        ),
    ),
)
