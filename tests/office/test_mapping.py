"""What was understood of workbooks, the mapping that keeps it, and corrections that a person makes there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

import dangjian_chain as dc
from dangjian_chain.formats.office.mapping import NAMES, SCHEMA
from dangjian_chain.text import Lang
from tests.office import folders, lists, outcomes, rosters, starter
from tests.office.case import Case
from tests.office.sheets import Page, save
from tests.office.untidy import CASES

LANGS: tuple[Lang, ...] = ("zh", "en")
MAPPING = NAMES[0]

ROSTER = """
附件1
支部花名册
填报单位：青岭市地质大队党委
序号 | 党支部名称 | 书记 | 电话 | 幸福指数 | 党员总数 | 党员人数 | 备注
1 | 机关党支部 | 甲 | '8000001 | 高 | 14 | 14 |
2 | 测绘分队党支部 | 空缺 | '8000002 | 中 | 9 | 9 |

序号 | 党支部名称 | 书记 | 电话 | 幸福指数 | 党员总数 | 党员人数 | 备注
3 | 后勤党支部 | 乙 | '8000003 | 中 | 6 | 6 |
合计 | | | | | 29 | 29 |
填表人：酉 | | | | | | |
"""
RESULTS = """
序号 | 支部 | 考核得分
1 | 机关 | 95
2 | 侧绘分队党支部 | 90
"""
FRUIT = "水果 | 价格\n苹果 | 3"

SMALL = """
党支部名称 | 书记 | 组织委员 | 党员总数
大队党委 | 酉 | 亥 |
机关党支部 | 甲 | 乙 | 14
勘查院党总支 | 丙 | 丁 | 30
勘查院党支部 | 戊 | 己 | 22
"""
DUTIES = """
责任主体 | 责任内容 | 责任人 | 完成时限
大队党委 | 每半年研究1次党建工作 | 党委书记 | 6月底、12月底前
各党支部 | 每月开展1次主题党日 | 支部书记 | 每月
"""


def desk(folder: Path, **pages: str) -> Path:
    """Return a folder with a workbook for each table."""
    for name, table in pages.items():
        save(folder / f"{name}.xlsx", Page("Sheet1", table))
    return folder


def mapped(folder: Path, change: Callable[[dict], object] = lambda data: None) -> Path:
    """Return the mapping file of a folder, corrected."""
    path = folder / MAPPING
    dc.understand(folder).write(path)
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def table_of(data: dict, file: str) -> dict:
    """Return what a mapping says of the first table of a file."""
    return next(table for table in data["tables"] if table["file"] == f"{file}.xlsx")


def problems(path: Path) -> list[tuple[str, str, str]]:
    """Return the place and both texts of everything that is wrong."""
    with pytest.raises(dc.UnreadableDocumentError) as error:
        dc.read(path)
    return [(one.place, one.text.zh, one.text.en) for one in error.value.problems]


# --- what was understood ----------------------------------------------------------------


@pytest.fixture(scope="module")
def understood(tmp_path_factory: pytest.TempPathFactory):
    """Return what was understood of a roster and results with this and that."""
    folder = tmp_path_factory.mktemp("desk")
    pages = (
        Page("名册", ROSTER, "A2:H2"),
        Page("2025", RESULTS),
        Page("底稿", ROSTER, hidden=True),
        Page("水果", FRUIT),
        Page("空", ""),
    )
    save(folder / "花名册.xlsx", *pages)
    save(folder / "价目.xlsx", Page("Sheet1", FRUIT))
    return dc.understand(folder)


def test_each_table_is_told_with_its_place_and_form(understood):
    found = [
        (table.file, table.sheet, table.header, table.form.id, table.rows) for table in understood.tables
    ]

    assert found == [
        ("花名册.xlsx", "名册", (4,), "organizations", 3),
        ("花名册.xlsx", "2025", (1,), "results", 2),
    ]


def test_each_column_is_told(understood):
    """A field, known and not read, personal, unknown, or for the second time."""
    roster = understood.tables[0]

    assert [(one.letters, one.header, one.field) for one in roster.columns] == [
        ("A", "序号", ""),
        ("B", "党支部名称", "name"),
        ("C", "书记", "post:secretary"),
        ("D", "电话", ""),
        ("E", "幸福指数", None),
        ("F", "党员总数", "members"),
        ("G", "党员人数", ""),
        ("H", "备注", ""),
    ]
    assert [one.header for one in roster.columns if one.is_personal] == ["电话"]
    assert [one.header for one in roster.columns if one.is_twice] == ["党员人数"]


def test_rows_that_are_no_data_are_told_with_their_places(understood):
    found = [(place, text.zh) for place, text in understood.tables[0].skipped]

    assert [place for place, _ in found] == [
        "花名册.xlsx 名册!8",
        "花名册.xlsx 名册!10",
        "花名册.xlsx 名册!11",
    ]
    assert [word in text for (_, text), word in zip(found, ("表头", "合计", "填表人"), strict=True)] == [
        True
    ] * 3


def test_whose_table_it_is_and_of_which_year_is_told(understood):
    """As it is said above the table, and in the name of the sheet: nobody has to say it first."""
    roster, results = understood.tables

    assert roster.unit == "青岭市地质大队党委"
    assert results.year == 2025


def test_what_is_left_alone_is_told_with_why(understood):
    assert {(one.file, one.sheet): one.why for one in understood.left_alone} == {
        ("价目.xlsx", "Sheet1"): "no-table",
        ("花名册.xlsx", "底稿"): "hidden",
        ("花名册.xlsx", "水果"): "no-table",
        ("花名册.xlsx", "空"): "blank",
    }


def test_names_that_were_not_found_are_told_with_what_comes_near(understood):
    (name,) = understood.open_names

    assert (name.place, name.text, name.near) == (
        "花名册.xlsx 2025!B3",
        "侧绘分队党支部",
        ("测绘分队党支部",),
    )


def test_what_is_open_is_asked(understood):
    assert (understood.asks_top, understood.tops, understood.asks_unit_type) == (False, (), True)
    assert understood.mapping.top == "青岭市地质大队党委"
    assert understood.source is None
    assert [file.name for file in understood.files] == ["价目.xlsx", "花名册.xlsx"]


def test_several_that_may_be_the_top_are_asked_about(tmp_path: Path):
    """The likeliest first."""
    table = "党组织名称 | 书记\n一支部 | 甲\n一大队党委 | 乙\n二大队党委 | 丙\n勘查院党总支 | 丁"
    found = dc.understand(desk(tmp_path, 名册=table))
    answered = dc.understand(tmp_path, top="二大队党委", unit_type="事业单位")

    assert (found.asks_top, found.tops) == (True, ("一大队党委", "二大队党委", "勘查院党总支", "一支部"))
    assert (answered.asks_top, answered.asks_unit_type, answered.tops) == (False, False, ())
    assert answered.chain.organizations["一大队党委"].superior == "二大队党委"
    assert {one.unit_type for one in answered.chain.organizations.values()} == {"public_institution"}


def test_a_column_of_unit_types_is_an_answer(tmp_path: Path):
    found = dc.understand(desk(tmp_path, 名册="党组织名称 | 单位类型\n大队党委 | 事业单位"))

    assert not found.asks_unit_type


def test_what_one_more_column_would_let_be_checked(tmp_path: Path):
    """What is there is not wished for, by whatever column it is there."""
    bare = dc.understand(desk(tmp_path, 名册="党支部名称 | 党员总数\n机关党支部 | 14"))
    save(tmp_path / "清单.xlsx", Page("Sheet1", "重点任务 | 牵头单位 | 责任人\n主题党日 | 机关党支部 | 书记"))
    save(
        tmp_path / "任职.xlsx",
        Page("Sheet1", "姓名 | 所在党支部 | 党内职务 | 任职时间\n甲 | 机关党支部 | 书记 | '2024.7"),
    )
    fuller = dc.understand(tmp_path)

    def wished(found: dc.Understanding) -> list[tuple[str, str]]:
        return [(one.form, one.field) for one in found.further]

    assert wished(bare) == [
        ("organizations", "post:secretary"),
        ("duties", "bearer"),
        ("duties", "role"),
        ("organizations", "superior"),
        ("organizations", "full_members"),
        ("posts", "since"),
    ]
    assert wished(fuller) == [("organizations", "superior"), ("organizations", "full_members")]


def test_a_cell_that_cannot_be_read_leaves_no_chain_and_says_where(tmp_path: Path):
    table = "党支部名称 | 书记 | 党员总数 | 换届时间\n大队党委 | 酉 | |\n机关党支部 | 甲 | 十四 | '24.7\n后勤党支部 | 乙 | 6 | '2024.7"
    found = dc.understand(desk(tmp_path, 名册=table))

    assert found.chain is None
    assert [(one.code, one.place) for one in found.problems] == [
        ("not-a-count", "名册.xlsx Sheet1!C3"),
        ("unreadable-date", "名册.xlsx Sheet1!D3"),
    ]
    with pytest.raises(dc.UnreadableDocumentError):
        found.read()
    chain = found.read(bad_rows="set-aside")
    assert list(chain.organizations) == ["后勤党支部", "大队党委"]
    assert [row.place for row in chain.left_out] == ["名册.xlsx Sheet1!3"]


def test_a_chain_that_can_be_read_has_no_problems(tmp_path: Path):
    found = dc.understand(desk(tmp_path, 名册=SMALL))

    assert found.problems == ()
    assert found.chain is found.chain
    assert found.chain == found.read()


@pytest.mark.parametrize("lang", LANGS)
def test_no_table_is_an_error_and_so_is_a_path_that_is_not_there(tmp_path: Path, lang: Lang):
    save(tmp_path / "价目.xlsx", Page("Sheet1", FRUIT))
    for paths, code in (((tmp_path,), "nothing-to-read"), ((tmp_path, tmp_path / "无.xlsx"), "no-such-file")):
        with pytest.raises(dc.UnreadableDocumentError) as error:
            dc.understand(*paths)

        assert [one.code for one in error.value.problems] == [code]
        assert error.value.problems[0].say(lang)


# --- kept, and read again ---------------------------------------------------------------

SHAPES = [
    case
    for case in CASES
    if case.make
    in {
        starter.starter,
        starter.starter_without_the_committee,
        rosters.two_row_header,
        rosters.brigades,
        rosters.several_tables,
        rosters.two_lists,
        lists.responsibility_list,
        outcomes.results,
        outcomes.ledger,
    }
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", SHAPES, ids=lambda case: case.name)
def test_what_was_understood_is_what_its_mapping_reads(case: Case, lang: Lang, tmp_path: Path):
    """By the mapping, by its folder, by the workbooks beside it: one chain, and one understanding."""
    paths = case.make(tmp_path)
    found = dc.understand(*paths, **case.options)
    mapping = tmp_path / NAMES[LANGS.index(lang)]
    found.write(mapping, lang)
    again = dc.understand(tmp_path)

    for read in (dc.read(mapping), dc.read(tmp_path), dc.read(*paths), again.read()):
        assert read == found.read()
    assert again.mapping == found.mapping
    assert again.source == mapping
    assert len(found.chain.organizations) > 0


def test_there_are_shapes_of_all_kinds():
    assert len(SHAPES) >= 9


@pytest.mark.parametrize("lang", LANGS)
def test_a_mapping_written_twice_is_the_same_in_either_language(lang: Lang, tmp_path: Path):
    starter.starter(tmp_path)
    found = dc.understand(tmp_path, top="大队党委")
    found.write(tmp_path / "mine.yaml", lang)
    again = dc.understand(tmp_path / "mine.yaml")

    assert again.mapping.to_yaml("zh") == found.mapping.to_yaml("zh")
    assert again.mapping.to_yaml("en") == found.mapping.to_yaml("en")
    assert again.files == found.files


def test_a_mapping_may_have_any_name(tmp_path: Path):
    """It is known by its schema; the folder does not follow it, its own name does."""
    desk(tmp_path, 名册=SMALL)
    path = mapped(tmp_path, lambda data: data.update(unit_type="国有企业")).rename(tmp_path / "我的读法.yml")

    assert {one.unit_type for one in dc.read(path).organizations.values()} == {"soe"}
    assert {one.unit_type for one in dc.read(tmp_path / "名册.xlsx").organizations.values()} == {None}


def test_a_mapping_speaks_of_its_own_language(tmp_path: Path):
    desk(tmp_path, 名册=SMALL, 清单=DUTIES)
    found = dc.understand(tmp_path, unit_type="事业单位")
    zh, en = found.mapping.to_yaml("zh"), found.mapping.to_yaml("en")

    assert "as: 责任清单" in zh
    assert "责任内容: 责任内容" in zh
    assert "unit_type: 事业单位" in zh
    assert "as: duties" in en
    assert "责任内容: what" in en
    assert "unit_type: public_institution" in en
    assert [text.splitlines()[0] for text in (zh, en)] != [zh.splitlines()[0]] * 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("by_folder", [True, False])
def test_a_mapping_saved_by_a_plain_editor_is_read(tmp_path: Path, encoding: str, by_folder: bool):
    """As other documents are: in the code page of Chinese Windows, with a mark in front, with its ends of lines."""
    desk(tmp_path, 名册=SMALL)
    path = mapped(tmp_path, lambda data: data.update(unit_type="国有企业"))
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    chain = dc.read(tmp_path if by_folder else path)

    assert {one.unit_type for one in chain.organizations.values()} == {"soe"}


# --- corrections ------------------------------------------------------------------------


def test_a_column_set_to_not_read_is_not(tmp_path: Path):
    desk(tmp_path, 名册=SMALL)
    path = mapped(
        tmp_path, lambda data: table_of(data, "名册")["columns"].update(组织委员="不读", 党员总数="none")
    )
    chain = dc.read(path)

    assert {role.kind for role in chain.roles.values()} == {"secretary"}
    assert {one.members for one in chain.organizations.values()} == {None}


@pytest.mark.parametrize("word", ["党员人数", "members", "党员总数", "现有党员"])
def test_an_unknown_column_is_given_a_field(tmp_path: Path, word: str):
    """By our label, by our name, or by any header that is known."""
    desk(tmp_path, 名册="党支部名称 | 书记 | 咱们几个人\n大队党委 | 酉 |\n机关党支部 | 甲 | 14")
    path = mapped(tmp_path, lambda data: table_of(data, "名册")["columns"].update(咱们几个人=word))

    assert dc.read(path).organizations["机关党支部"].members == 14


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("书记", {"secretary"}),
        ("secretary", {"secretary"}),
        ("post:secretary", {"secretary"}),
        ("组织宣传委员", {"organization_member", "publicity_member"}),
        ("组织委员、宣传委员", {"organization_member", "publicity_member"}),
        ("organization_member, publicity_member", {"organization_member", "publicity_member"}),
    ],
)
def test_an_unknown_column_is_given_a_post(tmp_path: Path, word: str, kinds: set[str]):
    desk(tmp_path, 名册="党支部名称 | 谁管 | 党员总数\n大队党委 | 酉 |\n机关党支部 | 甲 | 14")
    path = mapped(tmp_path, lambda data: table_of(data, "名册")["columns"].update(谁管=word))

    assert {role.kind for role in dc.read(path).roles.values()} == kinds


def test_a_table_may_be_left_out(tmp_path: Path):
    desk(tmp_path, 名册=SMALL, 清单=DUTIES)
    path = mapped(tmp_path, lambda data: table_of(data, "清单").update({"as": "不读"}))

    assert not dc.read(path).duties
    assert ("清单.xlsx", "Sheet1", "said") in {
        (one.file, one.sheet, one.why) for one in dc.understand(path).left_alone
    }


def test_a_table_may_be_of_another_form(tmp_path: Path):
    """As problems with their measures, not as tasks with their bearers."""
    desk(
        tmp_path,
        名册=SMALL,
        台账="工作项目 | 责任单位 | 责任人 | 完成时限\n记录不完整 | 机关党支部 | 甲 | 2025-09-30",
    )
    assert dc.read(tmp_path).duties

    def ledger(data: dict) -> None:
        columns = {"工作项目": "问题", "责任单位": "责任单位", "责任人": "责任人", "完成时限": "整改时限"}
        table_of(data, "台账").update({"as": "ledger", "columns": columns})

    chain = dc.read(mapped(tmp_path, ledger))

    assert not chain.duties
    assert [(one.problem, one.organization) for one in chain.ledger.values()] == [
        ("记录不完整", "机关党支部")
    ]


def test_the_row_of_the_headers_is_corrected(tmp_path: Path):
    """A line that looks like headers stands above those that are."""
    desk(
        tmp_path,
        名册="党支部 | 书记 | 备注\n党支部名称 | 书记 | 党员总数\n大队党委 | 酉 |\n机关党支部 | 甲 | 14",
    )
    first = dc.understand(tmp_path).tables[0].header

    def second(data: dict) -> None:
        columns = {"党支部名称": "名称", "书记": "书记", "党员总数": "党员人数"}
        table_of(data, "名册").update(header=2, columns=columns)

    assert first != (2,)
    assert list(dc.read(mapped(tmp_path, second)).organizations) == ["大队党委", "机关党支部"]


def test_a_hidden_sheet_is_read_where_the_mapping_says_so(tmp_path: Path):
    save(tmp_path / "册.xlsx", Page("名册", SMALL), Page("清单", DUTIES, hidden=True))
    assert not dc.read(tmp_path).duties

    def show(data: dict) -> None:
        hidden = next(table for table in data["tables"] if table["sheet"] == "清单")
        hidden.update({"as": "责任清单", "header": 1})

    assert len(dc.read(mapped(tmp_path, show)).duties) == 2


def test_whose_table_it_is_is_corrected(tmp_path: Path):
    desk(
        tmp_path,
        名册="党组织名称 | 上级党组织\n局党委 | 无\n一大队党委 | 局党委\n二大队党委 | 局党委",
        支部="党支部名称 | 书记\n机关党支部 | 甲",
    )
    plain = dc.read(tmp_path)
    path = mapped(tmp_path, lambda data: table_of(data, "支部").update(unit="二大队党委"))

    assert plain.organizations["机关党支部"].superior == "局党委"
    assert dc.read(path).organizations["机关党支部"].superior == "二大队党委"


def test_the_year_of_results_is_corrected(tmp_path: Path):
    desk(tmp_path, 名册=SMALL, 结果="单位 | 考核得分\n机关党支部 | 95")
    assert not dc.read(tmp_path).records

    of_table = dc.read(mapped(tmp_path, lambda data: table_of(data, "结果").update(year=2024)))
    (tmp_path / MAPPING).unlink()
    of_all = dc.read(mapped(tmp_path, lambda data: data.update(year=2023)))

    assert [one.period for one in of_table.records.values()] == ["2024"]
    assert [one.period for one in of_all.records.values()] == ["2023"]


NAMED = "2025年度考核结果\n单位 | 考核得分\n勘查院 | 95\n老勘查 | 90"


def scored(chain: dc.ResponsibilityChain) -> set[str]:
    return {record.organization for record in chain.records.values()}


def test_a_name_that_is_ambiguous_or_unknown_is_explained(tmp_path: Path):
    desk(tmp_path, 名册=SMALL, 结果=NAMED)
    before = dc.understand(tmp_path)
    path = mapped(tmp_path, lambda data: data["names"].update(勘查院="勘查院党总支", 老勘查="勘查院党支部"))
    after = dc.understand(path)

    assert {(one.text, one.near) for one in before.open_names} >= {
        ("勘查院", ("勘查院党总支", "勘查院党支部"))
    }
    assert scored(before.chain) == {"勘查院", "老勘查"}
    assert (after.open_names, scored(after.chain)) == ((), {"勘查院党总支", "勘查院党支部"})


def test_a_name_that_nobody_explained_is_asked_again_as_before(tmp_path: Path):
    """The mapping lists it with a blank beside it; that is no answer."""
    desk(tmp_path, 名册=SMALL, 结果=NAMED)
    before = dc.understand(tmp_path)
    path = mapped(tmp_path)

    assert set(yaml.safe_load(path.read_text(encoding="utf-8"))["names"].values()) == {""}
    assert dc.understand(path).open_names == before.open_names


def test_a_name_that_was_mended_in_the_tables_is_found(tmp_path: Path):
    """Though the mapping of before still lists it with a blank beside it."""
    desk(tmp_path, 名册=SMALL, 结果=NAMED)
    mapped(tmp_path)
    desk(tmp_path, 名册=f"{SMALL}老勘查党支部 | 庚 | 辛 | 8\n")
    found = dc.understand(tmp_path)

    assert "老勘查" not in [one.text for one in found.open_names]
    assert "老勘查党支部" in scored(found.chain)


def test_a_name_explained_by_one_that_is_not_there_is_said(tmp_path: Path):
    desk(tmp_path, 名册=SMALL, 结果=NAMED)
    path = mapped(tmp_path, lambda data: data["names"].update(老勘查="勘察院党支部"))
    found = dc.understand(path)

    (asked,) = [one for one in found.open_names if one.text == "老勘查"]
    assert "勘查院党支部" in asked.near


def test_who_performs_a_duty_is_proposed_taken_and_removed(tmp_path: Path):
    duty = "每半年研究1次党建工作"
    desk(tmp_path, 名册=SMALL, 清单=DUTIES)
    found = dc.understand(tmp_path)
    kept = dc.read(mapped(tmp_path))
    (tmp_path / MAPPING).unlink()
    other = dc.read(mapped(tmp_path, lambda data: data["performed_by"].update({duty: ["党总支", "branch"]})))
    (tmp_path / MAPPING).unlink()
    path = mapped(tmp_path, lambda data: data["performed_by"].clear())

    assert found.mapping.performed_by == {duty: ("committee",)}
    assert found.chain.duties[duty].performed_by == kept.duties[duty].performed_by == ("committee",)
    assert other.duties[duty].performed_by == ("general_branch", "branch")
    assert dc.read(path).duties[duty].performed_by == ()
    assert dc.understand(path).chain.duties[duty].performed_by == ()


def test_the_two_answers_stand_in_the_mapping(tmp_path: Path):
    desk(tmp_path, 名册="党组织名称 | 书记\n一大队党委 | 甲\n二大队党委 | 乙")
    path = mapped(tmp_path, lambda data: data.update(top="二大队党委", unit_type="机关"))
    chain = dc.read(path)

    assert chain.organizations["一大队党委"].superior == "二大队党委"
    assert {one.unit_type for one in chain.organizations.values()} == {"organ"}
    assert {one.unit_type for one in dc.read(path, unit_type="国企").organizations.values()} == {"soe"}


def test_a_top_that_the_mapping_keeps_stays_where_the_lists_name_it(tmp_path: Path):
    """What is compared with it is placed in the list, not in the row of another in the roster."""
    desk(tmp_path, 名册="党支部名称 | 书记\n机关党支部 | 甲\n测绘党支部 | 乙", 清单=DUTIES)

    def places(path: Path) -> set[str]:
        report = dc.detect_gaps(dc.read(path), at=date(2026, 9, 30))
        return {gap.place for gap in report if gap.organization == "大队党委"}

    before = places(tmp_path)
    after = places(mapped(tmp_path))

    assert before == after
    assert not any(place.startswith("名册.xlsx") for place in after)


# --- mistakes ---------------------------------------------------------------------------

WRONG = f"""\
schema: {SCHEMA}
topp: 大队党委
year: 26
tables:
- file: 名册.xlsx
  sheet: Sheet1
  header: 三
  as: 党组职
  columns: {{书记: 名称}}
- file: 清单.xlsx
  sheet: Sheet1
  header: [1, x]
  as: 责任清单
  colour: red
  year: 2O26
  columns:
    责任主体: 责任主休
- 名册
- file: 结果.xlsx
  sheet: Sheet1
  header: 1
  as: results
  columns: 单位
names: [老勘查]
performed_by:
  会: [brunch]
"""
MISTAKES = [
    ("2:1", "topp", "top"),
    ("3:7", "四位年份", "four digits"),
    ("8:7", "党组织", "党组职"),
    ("7:11", "[3, 4]", "[3, 4]"),
    ("14:3", "colour", "columns"),
    ("12:11", "header", "header"),
    ("15:9", "四位年份", "four digits"),
    ("17:11", "责任主体", "责任主休"),
    ("18:3", "每张表", "a table"),
    ("23:12", "columns", "columns"),
    ("24:8", "names", "names"),
    ("26:6", "branch", "brunch"),
]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    desk(tmp_path, 名册=SMALL, 清单=DUTIES, 结果=NAMED)
    path = tmp_path / MAPPING
    path.write_text(WRONG, encoding="utf-8")
    return path


@pytest.mark.parametrize("beside", [MAPPING, "", "名册.xlsx"])
def test_every_mistake_is_said_at_once_with_its_place(wrong: Path, beside: str):
    """Nothing is loaded, whichever way the mapping is followed."""
    found = problems(wrong.parent / beside)

    assert [place for place, _, _ in found] == [f"{MAPPING}:{place}" for place, _, _ in MISTAKES]
    for (_, zh, en), (place, zh_words, en_words) in zip(found, MISTAKES, strict=True):
        assert zh_words in zh, place
        assert en_words in en, place
        assert zh != en, place


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("unit_type", "事业单味", "事业单位"),
        ("performed_by", ["会"], "performed_by"),
        ("tables", "名册.xlsx", "tables"),
        ("schema", "dangjian-chain-mapping/9", "dangjian-chain-mapping/1"),
    ],
)
def test_a_mistake_is_not_passed_over(tmp_path: Path, name: str, value: object, word: str):
    desk(tmp_path, 名册=SMALL)
    path = mapped(tmp_path, lambda data: data.update({name: value}))
    ((place, zh, en),) = problems(path)

    assert place.startswith(f"{MAPPING}:")
    assert word in zh
    assert word in en


@pytest.mark.parametrize("text", ["- 名册.xlsx\n", "大队党委\n"])
def test_a_mapping_that_is_none_is_said(tmp_path: Path, text: str):
    desk(tmp_path, 名册=SMALL)
    (tmp_path / MAPPING).write_text(text, encoding="utf-8")

    for path in (tmp_path, tmp_path / MAPPING):
        assert problems(path)[0][0].startswith(MAPPING)


@pytest.mark.parametrize("text", ["schema: [", "top: 甲\ntop: 乙\n"])
def test_yaml_that_is_none_is_said(tmp_path: Path, text: str):
    desk(tmp_path, 名册=SMALL)
    (tmp_path / MAPPING).write_text(text, encoding="utf-8")

    for path in (tmp_path, tmp_path / MAPPING):
        assert problems(path)[0][0].startswith(f"{MAPPING}:")


@pytest.mark.parametrize("by_folder", [True, False])
def test_a_file_that_is_gone_is_said_with_the_nearest(tmp_path: Path, by_folder: bool):
    """As where a workbook was given another name."""
    desk(tmp_path, 支部花名册=SMALL, 责任清单=DUTIES)
    path = mapped(tmp_path)
    (tmp_path / "支部花名册.xlsx").rename(tmp_path / "支部花名册（新）.xlsx")
    ((place, zh, en),) = problems(tmp_path if by_folder else path)

    assert place.startswith(MAPPING)
    assert "支部花名册.xlsx" in zh
    assert "支部花名册（新）.xlsx" in zh
    assert "did you mean 支部花名册（新）.xlsx" in en


def test_a_sheet_that_is_gone_is_said_with_the_nearest(tmp_path: Path):
    save(tmp_path / "册.xlsx", Page("支部花名册", f"花名册\n{SMALL}"), Page("责任清单", DUTIES))
    path = mapped(tmp_path)
    save(tmp_path / "册.xlsx", Page("支部名册", f"花名册\n{SMALL}"), Page("责任清单", DUTIES))
    ((place, zh, en),) = problems(path)

    assert place.startswith(MAPPING)
    assert "“支部花名册”" in zh
    assert "支部名册" in zh
    assert "did you mean" in en


def test_headers_that_are_not_where_the_mapping_says_are_said(tmp_path: Path):
    """A table is not lost silently because its row of headers lies behind the sheet."""
    desk(tmp_path, 名册=SMALL, 清单=DUTIES)
    path = mapped(tmp_path, lambda data: table_of(data, "名册").update(header=99))
    ((place, zh, en),) = problems(path)

    assert place.startswith(MAPPING)
    assert "名册.xlsx" in zh
    assert "headers" in en


def test_a_file_that_is_only_not_read_this_time_is_no_mistake(tmp_path: Path):
    """One workbook of several that the mapping names."""
    desk(tmp_path, 名册=SMALL, 清单=DUTIES)
    mapped(tmp_path)

    assert len(dc.read(tmp_path / "名册.xlsx").organizations) == 4
    assert not dc.read(tmp_path / "名册.xlsx").duties


def test_a_table_that_is_new_in_the_folder_is_read_too(tmp_path: Path):
    desk(tmp_path, 名册=SMALL)
    mapped(tmp_path)
    desk(tmp_path, 清单=DUTIES)

    assert len(dc.read(tmp_path).duties) == 2


def test_a_lock_and_an_unrelated_workbook_are_no_part_of_the_mapping(tmp_path: Path):
    (place,) = folders.desk(tmp_path)
    dc.understand(place).write(place / MAPPING)
    data = yaml.safe_load((place / MAPPING).read_text(encoding="utf-8"))

    assert [table["file"] for table in data["tables"]] == [
        "2025年度考核结果.xlsx",
        "党建责任清单.xlsx",
        "支部花名册.xlsx",
    ]


# --- posts and classes as tables write them ---------------------------------------------


def test_a_title_in_an_office_is_no_post_in_the_branch(tmp_path: Path):
    """Of plain members with their titles beside them only posts of the Party are posts there."""
    table = """
党员花名册
填报单位：大队党委
序号 | 姓名 | 所在党支部 | 党内职务 | 职务
1 | 甲 | 机关党支部 | 书记 | 办公室主任
2 | 乙 | 机关党支部 | | 财务处处长
3 | 丙 | 机关党支部 | 党员 | 副主任
4 | 丁 | 机关党支部 | | 团委书记
5 | 戊 | 机关党支部 | 党小组组长 | 工程师
6 | 庚 | 机关党支部 | 团支部书记 | 工程师
"""
    chain = dc.read(desk(tmp_path, 党员花名册=table))
    held = {(one.person, chain.roles[one.role].kind) for one in chain.appointments.values()}

    assert chain.organizations["机关党支部"].members == 6
    assert {("甲", "secretary"), ("戊", "group_leader")} <= held
    assert [person for person, kind in held if kind == "secretary"] == ["甲"]
    assert [person for person, kind in held if kind == "administrative_head"] == []


def test_the_head_of_a_department_is_not_the_head_of_the_unit(tmp_path: Path):
    table = "领导班子成员分工\n姓名 | 职务 | 分管工作\n甲 | 党委书记 | 全面\n乙 | 大队长 | 行政\n丙 | 办公室主任 | 办公室"
    chain = dc.read(desk(tmp_path, 分工=table), top="大队党委")
    held = [(chain.roles[one.role].kind, one.person) for one in chain.appointments.values()]

    assert [person for kind, person in held if kind == "administrative_head"] == ["乙"]


def test_two_posts_in_one_word_are_two(tmp_path: Path):
    table = "姓名 | 所在党支部 | 党内职务\n甲 | 机关党支部 | 书记\n乙 | 机关党支部 | 组织宣传委员"
    chain = dc.read(desk(tmp_path, 名册=table))
    held = {chain.roles[one.role].kind for one in chain.appointments.values() if one.person == "乙"}

    assert held == {"organization_member", "publicity_member"}


@pytest.mark.parametrize(
    "word", ["机关各支部", "直属各党支部", "各基层党组织", "党小组组长", "班子成员", "各单位"]
)
def test_words_for_several_make_no_organization(tmp_path: Path, word: str):
    desk(tmp_path, 名册=SMALL, 清单=f"责任主体 | 责任内容\n{word} | 每月组织学习1次")

    assert set(dc.read(tmp_path).organizations) == {"大队党委", "机关党支部", "勘查院党总支", "勘查院党支部"}


KINDS = [
    ("committee", "党委、党委会、中共青岭市委员会、机关党委、分党委、直属党委、公司党委、大队党委"),
    ("general_branch", "党总支、总支、总支部、中共青岭市地质局总支部委员会、直属党总支"),
    (
        "branch",
        "党支部、支部、支部委员会、直属党支部、联合党支部、临时党支部、野外临时党支部、帐篷党支部、功能型党支部",
    ),
    ("group", "党小组、小组"),
    ("work_committee", "机关工委、直属机关工委、党工委、工委"),
    ("leading_members_group", "党组、党组（党委）"),
    ("working_group", "领导小组、党建工作领导小组、工作专班"),
    ("discipline_commission", "纪委、机关纪委、纪检委、纪律检查委员会、纪检组"),
    ("unit", "单位、部门、处室、科室、项目部、项目组、分队、所、院、中心、公司"),
]
UNIT_TYPES = [
    ("organ", "机关、党政机关、行政机关、参公单位、参照公务员法管理单位"),
    ("public_institution", "事业、事业单位、公益一类、公益二类、差额事业单位、全额事业单位"),
    ("soe", "国企、国有企业、国有独资、国有控股、企业"),
    ("field_team", "野外、野外项目、项目部、机台、工区、驻外项目"),
    ("retired", "离退休、离退休干部、老干部、退休"),
]


def test_the_words_of_kinds_and_types_are_known(tmp_path: Path):
    kinds = [(word, kind) for kind, words in KINDS for word in words.split("、")]
    types = [(word, type_) for type_, words in UNIT_TYPES for word in words.split("、")]
    desk(
        tmp_path,
        类别="名称 | 组织类别 | 上级党组织\n大队党委 | 党委 | 无\n"
        + "\n".join(f"甲{number} | {word} | 大队党委" for number, (word, _) in enumerate(kinds)),
        类型="名称 | 单位类型\n"
        + "\n".join(f"乙{number}党支部 | {word}" for number, (word, _) in enumerate(types)),
    )
    found = dc.read(tmp_path).organizations

    assert {word: found[f"甲{number}"].kind for number, (word, _) in enumerate(kinds)} == dict(kinds)
    assert {word: found[f"乙{number}党支部"].unit_type for number, (word, _) in enumerate(types)} == dict(
        types
    )
    assert {word for number, (word, _) in enumerate(kinds) if found[f"甲{number}"].temporary} == {
        *("临时党支部", "野外临时党支部", "帐篷党支部"),
    }
    assert {word for number, (word, _) in enumerate(kinds) if found[f"甲{number}"].joint} == {"联合党支部"}
