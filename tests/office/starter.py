"""The ten-minute starter: one brigade, three workbooks of one page."""

from __future__ import annotations

from pathlib import Path

from tests.office.case import Case, Expected, borne, branch, committee, held
from tests.office.sheets import Page, save

TOP = "大队党委"

_HEAD = """
支部花名册
填报时间：2026年3月
序号 | 党支部名称 | 书记 | 副书记 | 组织委员 | 宣传委员 | 纪检委员 | 党员总数 | 其中：正式党员 | 上次换届时间 | 备注
"""
_COMMITTEE = " | 大队党委 | 酉 | — | — | — | — | — | — | '2023.6 |\n"
_BRANCHES = """\
1 | 大队机关党支部 | 甲 | — | 乙 | 丙 | 丁 | 14 | 13 | '2024.7 |
2 | 地质勘查院党支部 | 戊 | 己 | 庚 | 辛 | 戊 | 22 | 21 | '2022.6 |
3 | 测绘分队党支部 | 空缺 | 无 | 壬 | 癸 | 子 | 9 | 8 | 2025年1月 | 原书记3月调出
4 | 后勤服务中心党支部 | 丑 | / | / | / | / | 6 | 6 | '2025.01 |
5 | 离退休党支部 | 寅 | — | 卯 | 辰 | 巳 | 63 | 63 | '2025-05 |
6 | 钻探工程处党支部 | 午 | — | 未 | 申 | — | 18 | 17 | '2024.7 |
合计 | | | | | | | 132 | 128 | |
"""
_LIST = """
党建责任清单
序号 | 责任主体 | 责任内容 | 责任人 | 完成时限
1 | 大队党委 | 每半年专题研究1次全面从严治党工作 | 党委书记 | 6月底、12月底前
2 | | 加强对党支部工作的指导，推动责任落实 | 党委 | 长期坚持
3 | 党委书记 | 每年讲1次专题党课 | 党委书记 | 12月底前
4 | 各党支部 | 每季度召开1次党员大会 | 支部书记 | 每季度末
5 | | 每月开展1次主题党日，每次留存照片不少于5张 | 支部书记 | 每月
6 | | 落实“三会一课”制度 | 同上 | 全年
7 | 党支部书记 | 认真履行第一责任人职责，抓好党员教育管理 | 支部书记 | 长期坚持
8 | 纪检委员 | 每半年核对1次党费收缴情况 | 纪检委员 | 6月、12月
9 | 各支部、相关部门 | 做好党建宣传工作 | 全体党员 | 按上级要求
"""
_RESULTS = """
名次 | 支部 | 自评得分 | 考核得分 | 等次
1 | 地质勘查院党支部 | 99 | 96.5 | 好
2 | 大队机关党支部 | 98 | 95 | 好
3 | 离退休党支部 | 97 | 92 | 较好
4 | 钻探工程处党支部 | 98 | 90.5 | 较好
5 | 测绘分队党支部 | 96 | 78 | 一般
6 | 后勤服务中心党支部 | 95 | — |
"""


def starter(folder: Path) -> list[Path]:
    """Three sheets, the committee among the branches with its secretary; two questions are answered."""
    return _files(folder, _COMMITTEE)


def starter_without_answers(folder: Path) -> list[Path]:
    """The same, and nobody says what the top is: the only committee."""
    return _files(folder, _COMMITTEE)


def starter_without_the_committee(folder: Path) -> list[Path]:
    """The roster holds branches alone: the committee that the list names is the top."""
    return _files(folder, "")


def _files(folder: Path, first: str) -> list[Path]:
    roster = Page("Sheet1", _HEAD + first + _BRANCHES, "A1:K1", (3,))
    duties = Page("Sheet1", _LIST, "A1:E1 B3:B4 B6:B8", (2,))
    return [
        save(folder / "支部花名册.xlsx", roster),
        save(folder / "党建责任清单.xlsx", duties),
        save(folder / "2025年度考核结果.xlsx", Page("Sheet1", _RESULTS, headers=(1,))),
    ]


ORGANIZATIONS = {
    "大队党委": committee(),
    "大队机关党支部": branch(TOP, 14, 13, elected_on="2024-07"),
    "地质勘查院党支部": branch(TOP, 22, 21, elected_on="2022-06"),
    "测绘分队党支部": branch(TOP, 9, 8, elected_on="2025-01"),
    "后勤服务中心党支部": branch(TOP, 6, 6, elected_on="2025-01"),
    "离退休党支部": branch(TOP, 63, 63, elected_on="2025-05"),
    "钻探工程处党支部": branch(TOP, 18, 17, elected_on="2024-07"),
}
HOLDERS = {
    **held(
        "大队机关党支部",
        secretary="甲",
        organization_member="乙",
        publicity_member="丙",
        discipline_member="丁",
    ),
    **held(
        "地质勘查院党支部",
        secretary="戊",
        deputy_secretary="己",
        organization_member="庚",
        publicity_member="辛",
        discipline_member="戊",
    ),
    **held(
        "测绘分队党支部",
        secretary="",
        organization_member="壬",
        publicity_member="癸",
        discipline_member="子",
    ),
    **held("后勤服务中心党支部", secretary="丑"),
    **held(
        "离退休党支部",
        secretary="寅",
        organization_member="卯",
        publicity_member="辰",
        discipline_member="巳",
    ),
    **held("钻探工程处党支部", secretary="午", organization_member="未", publicity_member="申"),
}
SECRETARY_OF_TOP = held("大队党委", secretary="酉")
DUTIES = {
    "每半年专题研究1次全面从严治党工作": {"due": "6月底、12月底前", "cycle": "1/half-year"},
    "加强对党支部工作的指导，推动责任落实": {"due": "长期坚持", "cycle": "continuous"},
    "每年讲1次专题党课": {"due": "12月底前", "cycle": None},
    "每季度召开1次党员大会": {"due": "每季度末", "cycle": "1/quarter"},
    "每月开展1次主题党日，每次留存照片不少于5张": {"due": "每月", "cycle": "1/month"},
    "落实“三会一课”制度": {"due": "全年", "cycle": "1/year"},
    "认真履行第一责任人职责，抓好党员教育管理": {"due": "长期坚持", "cycle": "continuous"},
    # Two months half a year apart are one reading as well: twice a year.
    "每半年核对1次党费收缴情况": {"due": "6月、12月", "cycle": "1/half-year"},
    "做好党建宣传工作": {"due": "按上级要求", "cycle": None},
}
SHARED = (
    borne("加强对党支部工作的指导，推动责任落实", "大队党委 - principal")
    | borne("每年讲1次专题党课", "@committee @secretary first")
    | borne("每季度召开1次党员大会", "@branch @secretary first")
    | borne("每月开展1次主题党日，每次留存照片不少于5张", "@branch @secretary first")
    | borne("落实“三会一课”制度", "@branch @secretary first")
    | borne("认真履行第一责任人职责，抓好党员教育管理", "@branch @secretary first")
    | borne("每半年核对1次党费收缴情况", "@branch @discipline_member direct")
    | borne("做好党建宣传工作", "@branch - principal")
)
ASSIGNMENTS = SHARED | borne("每半年专题研究1次全面从严治党工作", "大队党委 大队党委.secretary first")
BEARER_TEXTS = {("做好党建宣传工作", "@branch"): "全体党员"}
RECORDS = frozenset(
    {
        ("地质勘查院党支部", "2025", "2025", 96.5, "好"),
        ("大队机关党支部", "2025", "2025", 95.0, "好"),
        ("离退休党支部", "2025", "2025", 92.0, "较好"),
        ("钻探工程处党支部", "2025", "2025", 90.5, "较好"),
        ("测绘分队党支部", "2025", "2025", 78.0, "一般"),
    }
)
# A branch without a result is not passed over silently: its row is told.
SAID = ("合计", "空缺", "同上", "各党支部 @branch", "2025年度考核结果 !7")

_WHOLE = {
    "duties": DUTIES,
    "assignments": ASSIGNMENTS,
    "bearer_texts": BEARER_TEXTS,
    "records": RECORDS,
    "said": SAID,
}

CASES = (
    Case(
        starter,
        Expected(
            organizations={
                name: {**stated, "unit_type": "public_institution"} for name, stated in ORGANIZATIONS.items()
            },
            holders={**SECRETARY_OF_TOP, **HOLDERS},
            **_WHOLE,
        ),
        top=TOP,
        # What the user answers is read as a cell of that column would be.
        unit_type="事业单位",
    ),
    Case(
        starter_without_answers,
        Expected(organizations=ORGANIZATIONS, holders={**SECRETARY_OF_TOP, **HOLDERS}, **_WHOLE),
    ),
    Case(
        starter_without_the_committee,
        Expected(
            organizations=ORGANIZATIONS,
            holders=HOLDERS,
            **{
                **_WHOLE,
                # No roster says that the committee has a secretary: the body bears it, the cell is kept.
                "assignments": SHARED | borne("每半年专题研究1次全面从严治党工作", "大队党委 - principal"),
                "bearer_texts": {
                    **BEARER_TEXTS,
                    ("每半年专题研究1次全面从严治党工作", "大队党委"): "党委书记",
                },
                "said": (*SAID, "大队党委 最上级"),
            },
        ),
    ),
)
