"""Whatever stands in a table, it is read or refused in our own words; the same in any order of files."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import dangjian_chain as dc
from dangjian_chain.formats.office.forms import forms

HEADERS = sorted({header for form in forms().values() for header in form.headers if not header.isascii()})
POSTS = ["书记", "副书记", "组织委员", "纪检委员", "党小组长", "党委书记"]
OTHERS = ["序号", "备注", "电话", "身份证号", "党员人数（人）", "其中：正式", ""]
WORDS = [
    *(
        "一支部",
        "第一党支部",
        "大队党委",
        "局党委",
        "各党支部",
        "支部书记",
        "党委书记",
        "书记、局长",
        "财务科",
        "相关部门",
    ),
    *(
        "甲",
        "乙（代）",
        "空缺",
        "拟任丙",
        "同上",
        "〃",
        "—",
        "无",
        "合计",
        "注：说明",
        "一、政治建设",
        "填报单位：大队党委",
    ),
    *(
        "每月",
        "每季度末",
        "6月、12月",
        "长期坚持",
        "2024.7",
        "2024-13",
        "24.7",
        "3",
        "14人",
        "优秀(95)",
        "96.5分",
    ),
    *(
        "第一责任人：党委书记；直接责任人：组织委员",
        "主体责任",
        "监督责任",
        "是",
        "临时党支部",
        "=1+1",
        "\t",
        "'01",
        "，；、",
        "党委",
    ),
    "每季度召开1次党员大会，听取支部委员会工作报告，讨论决定支部重大事项，" * 2,
]
cells = st.one_of(st.sampled_from(WORDS), st.text(max_size=6), st.sampled_from(HEADERS))
USUAL = [
    ["序号", "党支部名称", "上级党组织", "书记", "组织委员", "党员总数", "正式党员", "上次换届时间"],
    ["序号", "姓名", "所在党支部", "党内职务", "任职时间", "党员类别"],
    ["姓名", "职务", "分管工作", "联系支部"],
    ["责任主体", "责任类型", "责任内容", "责任领导", "责任部门", "配合部门", "责任人", "完成时限"],
    ["责任事项", "具体内容", "牵头单位", "配合单位", "责任人", "频次"],
    ["名次", "支部", "考核得分", "等次"],
    ["存在问题", "整改措施", "责任单位", "责任人", "整改时限", "销号时间"],
]
any_headers = st.lists(st.sampled_from([*HEADERS, *POSTS, *OTHERS]), max_size=8)
headers = st.builds(
    lambda usual, more: usual + more[:3], st.sampled_from(USUAL), any_headers
) | any_headers.filter(bool)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    top = draw(headers)
    rows = [
        draw(st.lists(cells, min_size=len(top) // 2, max_size=len(top)))
        for _ in range(draw(st.integers(0, 5)))
    ]
    before = [[draw(cells)] for _ in range(draw(st.integers(0, 2)))]
    return [*before, top, *rows]


def written(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def outcome(paths: Sequence[Path]) -> object:
    try:
        chain = dc.read(*paths, duplicates="keep-first", top="大队党委")
    except dc.UnreadableDocumentError as error:
        return sorted((problem.place, problem.text.zh, problem.text.en) for problem in error.problems)
    dc.detect_gaps(chain, at=date(2026, 9, 30))
    return chain


@settings(max_examples=150)
@given(tables(), tables())
def test_it_is_read_or_refused(one: list[list[str]], two: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [written(Path(folder), "甲.csv", one), written(Path(folder), "乙.csv", two)]

        assert outcome(paths) == outcome(paths[::-1])
