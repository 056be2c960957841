"""Tables in sheets: where headers stand, which rows are data, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dangjian_chain.formats.office.csv_grid import CsvGrid
from dangjian_chain.formats.office.forms import UNREAD, best_form, forms, plain_header
from dangjian_chain.formats.office.further import FURTHER
from dangjian_chain.formats.office.tables import Table, headers_in, tables_of, words_of
from dangjian_chain.gaps import rules
from tests.office.sheets import rows_of

Range = tuple[tuple[int, int], tuple[int, int]]


def grid(table: str, merged: Sequence[Range] = ()) -> CsvGrid:
    """Return a table of text as a sheet."""
    rows = [["" if cell is None else cell for cell in row] for row in rows_of(table)]
    width = max(map(len, rows))
    return CsvGrid("Sheet1", [row + [""] * (width - len(row)) for row in rows], merged=merged)


def tables(table: str, merged: Sequence[Range] = (), forced: Sequence[tuple[int, ...]] = ()) -> list[Table]:
    return list(tables_of(grid(table, merged), "a.xlsx", forced))


def only(table: str, merged: Sequence[Range] = ()) -> Table:
    (found,) = tables(table, merged)
    return found


def column(table: Table, number: int) -> list[object]:
    return [table.grid[row][number] for row in table.rows]


# --- headers --------------------------------------------------------------------------


def test_the_header_row_is_found_below_titles_and_notes():
    found = only("""
附件1
党建责任清单
（截至3月底，单位：人）

序号 | 责任事项 | 责任人 | 完成时限
1 | 主题党日 | 支部书记 | 每月
""")

    assert found.header == (4,)
    assert found.headers == ("序号", "责任事项", "责任人", "完成时限")
    assert found.above == ("附件1", "党建责任清单", "（截至3月底，单位：人）")
    assert (found.form is forms()["duties"], found.rows) == (True, [5])


@pytest.mark.parametrize(
    "header",
    [
        "党员总数",
        "党员 总数",
        "党员\n总数",
        "党员总数（人）",
        "党员总数(名)",
        "党员总数：",
        "其中：党员总数",
        "3.党员总数",
        "*党员总数",
    ],
)
def test_a_header_is_known_whatever_stands_around_it(header: str):
    assert forms()["organizations"].field_of(header) == "members"


def test_headers_in_two_rows_are_joined():
    found = only("""
支部花名册
党支部名称 | 党员人数 | | 支委会成员 | |
 | 总数 | 其中：正式 | 书记 | 副书记 |
一支部 | 14 | 13 | 甲 | 乙 |
""")
    form = forms()["organizations"]
    fields = [form.field_of(*each) for each in zip(found.headers, found.parents, strict=True)]

    assert found.header == (1, 2)
    assert found.headers[:5] == ("党支部名称", "总数", "其中：正式", "书记", "副书记")
    assert found.parents[:5] == ("", "党员人数", "党员人数", "支委会成员", "支委会成员")
    assert fields[:5] == ["name", "members", "full_members", "post:secretary", "post:deputy_secretary"]
    assert found.rows == [3]


def test_below_a_post_stand_its_holder_and_since_when():
    found = only("""
党支部名称 | 书记 | | | 组织委员 |
 | 姓名 | 任职时间 | 电话 | 姓名 | 任职时间
一支部 | 甲 | '2024.7 | '8000001 | 乙 | '2025.1
""")
    form = forms()["organizations"]
    fields = [form.field_of(*each) for each in zip(found.headers, found.parents, strict=True)]

    assert found.header == (0, 1)
    assert fields == [
        "name",
        "post:secretary",
        "since:secretary",
        UNREAD,
        "post:organization_member",
        "since:organization_member",
    ]


def test_one_row_of_words_below_the_headers_is_data():
    """Where a second row names nothing more, it is the first of the data."""
    found = only("""
姓名 | 所在党支部 | 党内职务
甲 | 一支部 | 书记
乙 | 一支部 | 组织委员
""")

    assert (found.header, found.rows) == ((0,), [1, 2])


@pytest.mark.parametrize(
    "table",
    [
        "水果 | 价格\n苹果 | 3",
        "3月工资表\n序号 | 姓名 | 部门 | 绩效 | 实发工资\n1 | 甲 | 办公室 | 1200 | 5521",
        "书记\n甲",
        "一 | 二\n三 | 四",
    ],
)
def test_a_sheet_of_other_things_has_no_table(table: str):
    assert [each for each in tables(table) if each.form is not None and each.form.id != "posts"] == []


def test_an_empty_sheet_has_no_table():
    assert list(tables_of(CsvGrid("Sheet1", []), "a.xlsx")) == []
    assert list(tables_of(CsvGrid("Sheet1", [["", ""]]), "a.xlsx")) == []


def test_headers_are_looked_for_in_the_first_rows_alone():
    headers, row = "责任事项 | 责任人", "会 | 书记"
    near, far = "\n".join(["说明"] * 29 + [headers, row]), "\n".join(["说明"] * 30 + [headers, row])

    assert [each.header for each in tables(near)] == [(29,)]
    assert tables(far) == []


def test_a_person_can_say_where_the_headers_stand():
    table = """
责任事项 | 责任人
事项 | 谁来办
会 | 书记
"""

    assert [each.header for each in tables(table)] == [(0,)]
    (said,) = tables(table, forced=[(1,)])
    assert (said.header, said.headers, said.rows) == ((1,), ("事项", "谁来办"), [2])
    assert tables(table, forced=[(99,)]) == []


def test_the_headers_of_any_rows_can_be_asked_for():
    found = headers_in([["支部花名册", None], ["党支部名称", "书记"], ["一支部", "甲"]])

    assert found is not None
    assert (found.row, found.fields) == (1, {0: "name", 1: "post:secretary"})
    assert headers_in([["水果", "价格"]]) is None
    assert headers_in([]) is None


@pytest.mark.parametrize(
    ("headers", "form"),
    [
        ("党支部名称 书记 组织委员 党员总数", "organizations"),
        ("姓名 所在党支部 党内职务", "posts"),
        ("姓名 职务 分管工作 联系支部", "posts"),
        ("责任主体 责任内容 责任人 完成时限", "duties"),
        ("重点任务 牵头单位 配合单位 完成时限", "duties"),
        ("名次 支部 自评得分 考核得分 等次", "results"),
        ("问题 整改措施 责任单位 整改时限", "ledger"),
    ],
)
def test_the_form_of_a_table_is_that_of_its_headers(headers: str, form: str):
    names = headers.split()
    found, _ = best_form(names, [""] * len(names))

    assert found is forms()[form]


def test_personal_columns_and_numbers_name_no_field():
    words = [
        "序号",
        "备注",
        "身份证号",
        "出生年月",
        "民族",
        "学历",
        "手机",
        "住址",
        "入党时间",
        "性别",
        "自评得分",
    ]
    for form in forms().values():
        assert {word: form.field_of(word) for word in words} == dict.fromkeys(words, UNREAD)


def test_a_field_is_called_what_a_mapping_calls_it():
    """Whatever a mapping is written with is read again: labels in both languages, our own names."""
    for form in forms().values():
        for name, label in form.labels.items():
            assert [form.named(label.zh), form.named(label.en), form.named(name)] == [name] * 3
        for word in ("不读", "not read", "-", "—"):
            assert form.named(word) == UNREAD
        assert form.named("没有这样的列") is None


@pytest.mark.parametrize(
    "name", ["post:secretary", "since:secretary", "post:organization_member+post:publicity_member"]
)
def test_a_post_is_called_what_a_mapping_calls_it(name: str):
    form = forms()["organizations"]
    label = form.label_of(name)

    assert [form.named(label.zh), form.named(label.en)] == [name, name]


def test_plain_headers_drop_numbers_and_brackets():
    assert plain_header("2、责任人（岗位）") == "责任人"
    assert plain_header("（一）") != ""


# --- rows -----------------------------------------------------------------------------


def test_sums_feet_blank_rows_and_headers_again_are_no_data():
    found = only("""
序号 | 党支部名称 | 书记 | 党员总数
1 | 一支部 | 甲 | 14

序号 | 党支部名称 | 书记 | 党员总数
2 | 二支部 | 乙 | 9
小 计 | | | 23
合计 | | | 23
注：含预备党员 | | |
填表人：酉 | | 审核人：戌 |
 | 1.党员数以系统为准 | |
""")

    assert column(found, 1) == ["一支部", "二支部"]
    assert [(skipped.row, skipped.code) for skipped in found.skipped] == [
        (3, "repeated-header"),
        (5, "sums"),
        (6, "sums"),
        (7, "foot"),
        (8, "foot"),
        (9, "foot"),
    ]
    assert "合计" in found.skipped[2].text.zh
    assert "'合计'" in found.skipped[2].text.en


def test_a_heading_is_no_row_and_stands_over_those_below_it():
    found = only("""
序号 | 责任事项 | 责任人
1 | 年度计划 | 书记
一、政治建设
2 | 主题党日 | 支部书记
（二）组织建设
3 | 换届 | 组织委员
第三部分 其他
4 | 信息报送 | 宣传委员
""")

    assert column(found, 1) == ["年度计划", "主题党日", "换届", "信息报送"]
    assert found.sections == {3: "政治建设", 5: "组织建设", 7: "其他"}
    assert [skipped.code for skipped in found.skipped] == ["section"] * 3


def test_a_heading_merged_over_the_table_needs_no_number():
    found = only(
        "责任事项 | 责任人 | 频次\n政治建设 | |\n主题党日 | 支部书记 | 每月", merged=[((1, 0), (1, 2))]
    )

    assert (column(found, 0), found.sections) == (["主题党日"], {2: "政治建设"})


def test_a_row_with_one_cell_is_data_where_it_is_no_heading():
    found = only("责任事项 | 责任人\n主题党日 |\n换届 | 书记")

    assert column(found, 0) == ["主题党日", "换届"]


def test_cells_merged_downwards_hold_the_same_each():
    found = only(
        """
党委责任清单
责任主体 | 责任内容
各党支部 | 主题党日
 | 党员大会
大队党委 | 研究党建
""",
        merged=[((0, 0), (0, 1)), ((2, 0), (3, 0))],
    )

    assert column(found, 0) == ["各党支部", "各党支部", "大队党委"]
    assert found.merged == frozenset({0})


def test_what_is_merged_above_the_table_is_left_alone():
    found = only("说明 | 甲\n | 乙\n责任事项 | 责任人\n会 | 书记", merged=[((0, 0), (1, 0))])

    assert found.merged == frozenset()
    assert found.grid[1][0] == ""


def test_several_tables_stand_below_one_another():
    one, two = tables("""
一、党委班子
姓名 | 党内职务 | 任职时间
甲 | 党委书记 | '2024.3

二、党支部
党支部名称 | 书记 | 党员人数
一支部 | 乙 | 10
""")

    assert (one.form, two.form) == (forms()["posts"], forms()["organizations"])
    assert (one.header, two.header) == ((1,), (5,))
    assert (column(one, 0), column(two, 0)) == (["甲"], ["一支部"])
    assert "二、党支部" in two.above


def test_places_are_as_a_spreadsheet_calls_them():
    found = only("责任事项 | 责任人\n会 | 书记")

    assert found.source == "a.xlsx Sheet1"
    assert (found.place(1), found.place(1, 1), found.place(1, 27)) == (
        "a.xlsx Sheet1!2",
        "a.xlsx Sheet1!B2",
        "a.xlsx Sheet1!AB2",
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [(None, ""), (14.0, "14"), (2024.7, "2024.7"), (" 甲 \n", "甲"), (0, "0"), (False, "False")],
)
def test_a_cell_as_the_words_that_it_shows(raw: object, words: str):
    assert words_of(raw) == words


# --- one more column ------------------------------------------------------------------


@pytest.mark.parametrize("one", FURTHER, ids=lambda one: f"{one.form}.{one.field}")
def test_what_one_more_column_would_let_be_checked_is_there(one):
    form = forms()[one.form]

    assert set(one.codes) <= set(rules())
    assert one.field in form.labels or one.field == "post:secretary"
    assert one.text.zh != one.text.en
