"""What lies on a desk: folders, CSV files, locks, workbooks of our own columns, and files that this program wrote."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import dangjian_chain as dc
from dangjian_chain.formats.office.desk import desk_of, is_mapping_file, mapping_beside
from dangjian_chain.formats.plain_workbook import is_plain
from dangjian_chain.formats.read_workbook import grids_of
from tests.office import starter
from tests.office.sheets import Page, save

AT = date(2026, 9, 30)
ROSTER = """
党支部名称 | 书记 | 组织委员 | 党员总数
大队党委 | 酉 | 亥 |
机关党支部 | 甲 | 乙 | 14
"""
DUTIES = """
责任主体 | 责任内容 | 责任人 | 完成时限
大队党委 | 每半年研究1次党建工作 | 党委书记 | 6月底、12月底前
各党支部 | 每月开展1次主题党日 | 支部书记 | 每月
"""
CSV = (
    '责任主体,责任内容,责任人\n大队党委,"研究党建工作，每半年1次",党委书记\n各党支部,开展主题党日,支部书记\n'
)
NAMES = ["大队党委", "机关党支部"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a roster."""
    save(tmp_path / "名册.xlsx", Page("Sheet1", ROSTER))
    return tmp_path


def codes(paths: Path | tuple[Path, ...]) -> list[tuple[str, str]]:
    """Return what is wrong, with its place."""
    with pytest.raises(dc.UnreadableDocumentError) as error:
        dc.read(*paths) if isinstance(paths, tuple) else dc.read(paths)
    return [(problem.code, problem.place) for problem in error.value.problems]


def left(folder: Path) -> dict[tuple[str, str], str]:
    return {(one.file, one.sheet): one.why for one in dc.understand(folder).left_alone}


# --- folders ----------------------------------------------------------------------------


def test_the_workbooks_and_csv_files_of_a_folder_are_read_in_the_order_of_their_names(folder: Path):
    save(folder / "一览.xlsx", Page("Sheet1", DUTIES))
    (folder / "清单.csv").write_text(CSV, encoding="utf-8")
    (folder / "说明.txt").write_text("清单以审定稿为准", encoding="utf-8")
    (folder / "党建.docx").write_bytes(b"PK")
    save(folder / "旧.xlsx", Page("Sheet1", ROSTER)).rename(folder / "旧.bak")

    assert [file.name for file in desk_of([folder]).files] == ["一览.xlsx", "名册.xlsx", "清单.csv"]
    assert len(dc.read(folder).duties) == 4


@pytest.mark.parametrize("name", ["~$名册.xlsx", ".名册.xlsx", ".~名册.xlsx", ".~lock.名册.xlsx#"])
def test_what_an_open_workbook_leaves_beside_it_is_not_opened(folder: Path, name: str):
    (folder / name).write_bytes(b"\x06user")

    assert list(dc.read(folder).organizations) == NAMES


def test_folders_within_a_folder_are_not_looked_into(folder: Path):
    (folder / "往年.xlsx").mkdir()
    save(folder / "往年.xlsx" / "清单.xlsx", Page("Sheet1", DUTIES))

    assert not dc.read(folder).duties


@pytest.mark.parametrize("content", [b"", b"PK nope", b"<html><table></table></html>"])
def test_a_workbook_that_does_not_open_is_said_with_everything_else(folder: Path, content: bytes):
    """And what is understood of the others is told."""
    (folder / "坏.xlsx").write_bytes(content)
    save(folder / "更坏.xlsx", Page("Sheet1", "党支部名称 | 党员总数\n测绘党支部 | 十"))
    expected = [("not-a-workbook", "坏.xlsx"), ("not-a-count", "更坏.xlsx Sheet1!B2")]
    found = dc.understand(folder)

    assert codes(folder) == expected
    assert [(problem.code, problem.place) for problem in found.problems] == expected
    assert [table.file for table in found.tables] == ["名册.xlsx", "更坏.xlsx"]


def test_a_folder_without_anything_to_read_is_said(tmp_path: Path):
    assert codes(tmp_path) == [("nothing-to-read", str(tmp_path))]


def test_every_path_that_is_not_there_is_said(folder: Path):
    gone = [folder / "无.xlsx", folder / "没有"]

    assert codes((folder / "名册.xlsx", *gone)) == [("no-such-file", str(path)) for path in gone]
    assert codes(gone[0]) == [("no-such-file", str(gone[0]))]


def test_files_named_one_by_one_or_twice_are_read_once(folder: Path):
    other = save(folder / "清单.xlsx", Page("Sheet1", DUTIES))
    roster = folder / "名册.xlsx"

    assert (
        dc.read(roster, other) == dc.read(folder) == dc.read(folder, roster) == dc.read(other, roster, other)
    )


@pytest.mark.parametrize(
    "name", ["党建 材料（1）", "材料#1%20&'副本", "ｆｏｌｄｅｒ．new", "名册.xlsx.d", "-o"]
)
def test_a_folder_of_an_odd_name_is_read(tmp_path: Path, name: str):
    (tmp_path / name).mkdir()
    save(tmp_path / name / "名 册（1）.xlsx", Page("Sheet 1（2）", ROSTER))
    found = dc.understand(tmp_path / name)
    found.write(tmp_path / name / "读表对应.yaml")

    assert dc.read(tmp_path / name / "读表对应.yaml") == dc.read(tmp_path / name) == found.read()
    assert found.tables[0].sheet == "Sheet 1（2）"


# --- CSV --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_csv_file_of_an_office_is_read_as_a_sheet_is(folder: Path, encoding: str, mark: str):
    text = CSV if mark == "," else CSV.replace('"', "").replace(",", "\t")
    (folder / "清单.csv").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    chain = dc.read(folder)

    assert list(chain.duties) == ["开展主题党日", "研究党建工作，每半年1次"]
    assert {(one.organization, one.role) for one in chain.assignments.values()} == {
        ("大队党委", "大队党委.secretary"),
        ("@branch", "@secretary"),
    }


def test_a_csv_file_alone_is_read_too(tmp_path: Path):
    """With places as a sheet has them."""
    path = tmp_path / "党建责任清单.csv"
    path.write_text(CSV.replace("开展主题党日,支部书记", "开展主题党日,同上"), encoding="utf-8")
    chain = dc.read(path)

    assert len(chain.duties) == 2
    assert ("repeat", "党建责任清单.csv 党建责任清单!C3") in {
        (note.code, note.place) for note in chain.understood
    }
    assert dc.read(tmp_path) == chain


def test_a_csv_file_of_our_own_columns_is_ours(tmp_path: Path):
    """By its name, or by headers that are all ours."""
    for name in ("organizations.csv", "组织.csv", "名册.csv"):
        path = tmp_path / name
        path.write_text(
            "编号,名称,组织类别,上级党组织\nD1,大队党委,党委,无\nD2,机关党支部,党支部,D1\n", encoding="utf-8"
        )

        assert dc.read(path).organizations["D2"].superior == "D1"
        path.unlink()


def test_a_folder_with_a_file_named_for_a_collection_is_ours(folder: Path):
    """Workbooks beside it are not read, and that is said."""
    (folder / "组织.csv").write_text("编号,名称\nD1,大队党委\n", encoding="utf-8")
    chain = dc.read(folder)

    assert list(chain.organizations) == ["D1"]
    assert ("unread", "名册.xlsx") in {(note.code, note.place) for note in chain.understood}


# --- the mapping of a folder ------------------------------------------------------------


def test_the_mapping_of_a_folder_is_followed_however_it_is_named(folder: Path):
    """In Chinese first, where both are there."""
    for name, unit_type in (("mapping.yaml", "机关"), ("读表对应.yaml", "国有企业")):
        dc.understand(folder, unit_type=unit_type).write(folder / name)

        assert mapping_beside(folder) == folder / name
        assert is_mapping_file(folder / name)
        found = {one.unit_type for one in dc.read(folder).organizations.values()}
        assert found == {"organ" if unit_type == "机关" else "soe"}


def test_a_file_that_is_no_mapping_is_none(folder: Path):
    (folder / "chain.yaml").write_text("organizations: [{id: D1}]\n", encoding="utf-8")

    assert not is_mapping_file(folder / "chain.yaml")
    assert not is_mapping_file(folder / "名册.xlsx")
    assert not is_mapping_file(folder)
    assert mapping_beside(folder) is None


def test_a_workbook_follows_the_mapping_beside_it(folder: Path):
    path = folder / "读表对应.yaml"
    dc.understand(folder, unit_type="国有企业").write(path)
    chain = dc.read(folder / "名册.xlsx")

    assert {one.unit_type for one in chain.organizations.values()} == {"soe"}
    assert dc.understand(folder / "名册.xlsx").source == path


# --- workbooks of our own columns ---------------------------------------------------------


@pytest.fixture(scope="module")
def chain() -> dc.ResponsibilityChain:
    return dc.read_text("""
organizations:
- {id: D1, name: 大队党委, kind: committee}
- {id: D2, name: 机关党支部, kind: branch, superior: D1, members: 14, unit_type: organ}
roles: [{id: D1.sj, organization: D1, kind: secretary, holder: 甲}, {id: D2.sj, organization: D2, kind: secretary}]
duties: [{id: S1, title: 主题党日, performed_by: [branch], bearers: {first: secretary}, cycle: 1/month}]
assignments: [{duty: S1, organization: D2, role: D2.sj, responsibility: first}]
records: [{duty: S1, organization: D2, kind: performed, on: 2026-01-15}]
ledger: [{id: W1, organization: D2, problem: 记录不完整}]
""")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_own_workbook_stays_plain(chain: dc.ResponsibilityChain, language: str, tmp_path: Path):
    """By itself, alone in a folder, and by its name in a list of one."""
    path = tmp_path / "责任链.xlsx"
    dc.write(chain, path, language=language)

    assert is_plain(grids_of(path)[0])
    assert dc.read(path) == chain
    assert dc.read(tmp_path) == chain


def test_our_own_workbook_among_those_of_an_office_is_left_alone(chain: dc.ResponsibilityChain, folder: Path):
    dc.write(chain, folder / "责任链.xlsx", language="zh")

    assert left(folder) == {("责任链.xlsx", ""): "plain"}
    assert list(dc.read(folder).organizations) == NAMES


OURS = [
    (
        "支部花名册",
        "编号 | 名称 | 组织类别 | 上级党组织\nD1 | 大队党委 | 党委 | 无\nD2 | 机关党支部 | 党支部 | D1",
    ),
    ("责任清单", "责任事项 | 责任单位 | 责任人 | 责任类型\nS1 | D2 | D2.sj | 第一责任人"),
    ("任务清单", "事项编号 | 责任事项 | 频次\nS1 | 主题党日 | 每月"),
]


@pytest.mark.parametrize(("title", "table"), OURS, ids=[title for title, _ in OURS])
def test_exactly_our_columns_under_a_name_that_offices_use_are_ours(tmp_path: Path, title: str, table: str):
    path = save(tmp_path / "a.xlsx", Page(title, table))
    ids = [
        *dc.read(path).organizations,
        *dc.read(path).duties,
        *(one.role for one in dc.read(path).assignments.values()),
    ]

    assert is_plain(grids_of(path)[0])
    assert ids in (["D1", "D2"], ["D2.sj"], ["S1"])


OFFICES = [
    ("支部花名册", f"支部花名册\n{ROSTER.strip()}"),
    ("支部花名册", ROSTER),
    ("党组织一览", f"序号 | {ROSTER.strip().replace(chr(10), chr(10) + '1 | ')}"),
    ("责任清单", DUTIES),
    ("责任清单", "序号 | 责任主体 | 责任内容 | 责任人\n1 | 大队党委 | 研究党建 | 党委书记"),
    ("任务清单", "重点任务 | 牵头单位 | 完成时限\n主题党日 | 大队党委 | 每月"),
]


@pytest.mark.parametrize(("title", "table"), OFFICES)
def test_the_same_names_over_an_office_s_layout_are_an_office_s(tmp_path: Path, title: str, table: str):
    """What its sheet is called makes no difference to what is read in it."""
    chain = dc.read(save(tmp_path / "a.xlsx", Page(title, table)))
    found = dc.understand(tmp_path / "a.xlsx")

    assert chain == dc.read(save(tmp_path / "a.xlsx", Page("Sheet1", table)))
    assert [one.sheet for one in found.tables] == [title]
    assert len(chain.organizations) + len(chain.duties) > 0


def test_one_sheet_that_could_be_ours_does_not_make_the_others_so(tmp_path: Path):
    """A roster whose headers happen to be ours, beside a list of an office's columns."""
    path = save(tmp_path / "党建资料.xlsx", Page("支部花名册", ROSTER), Page("责任清单", DUTIES))
    chain = dc.read(path)

    assert list(chain.organizations) == NAMES
    assert len(chain.duties) == 2


def test_a_mapping_beside_it_makes_any_workbook_an_office_s(tmp_path: Path):
    path = save(
        tmp_path / "a.xlsx",
        Page("支部花名册", "名称 | 书记 | 上级党组织\n大队党委 | 酉 | 无\n机关党支部 | 甲 | 大队党委"),
    )
    text = """
schema: dangjian-chain-mapping/1
unit_type: 机关
tables:
- {file: a.xlsx, sheet: 支部花名册, header: 1, as: 党组织, columns: {名称: 名称, 书记: 不读, 上级党组织: 上级党组织}}
"""
    plain = dc.read(path)
    (tmp_path / "读表对应.yaml").write_text(text, encoding="utf-8")
    chain = dc.read(path)

    assert len(plain.roles) == 2
    assert len(chain.roles) == 0
    assert {one.unit_type for one in chain.organizations.values()} == {"organ"}


def test_a_workbook_of_our_columns_is_understood_too(chain: dc.ResponsibilityChain, tmp_path: Path):
    path = tmp_path / "责任链.xlsx"
    dc.write(chain, path)
    found = dc.understand(path)

    assert found.chain == chain
    assert (found.tables, found.asks_top, found.asks_unit_type) == ((), False, False)


# --- files that this program wrote --------------------------------------------------------


def test_lists_and_copies_in_the_folder_of_the_tables_are_not_read_as_tables(tmp_path: Path):
    paths = starter.starter(tmp_path)
    chain = dc.read(tmp_path)
    report = dc.detect_gaps(chain, at=AT)
    report.to_excel(tmp_path / "清单.xlsx")
    dc.report(chain, at=AT).to_excel(tmp_path / "报告.xlsx")
    report.annotate(paths[0], tmp_path / "批注_支部花名册.xlsx")

    assert left(tmp_path) == {
        ("清单.xlsx", ""): "own",
        ("报告.xlsx", ""): "own",
        ("批注_支部花名册.xlsx", ""): "own",
    }
    assert dc.read(tmp_path) == chain


def test_a_copy_that_stands_alone_is_what_its_office_goes_on_with(tmp_path: Path):
    (roster, *_) = starter.starter(tmp_path)
    chain = dc.read(roster)
    copy = tmp_path / "支部花名册（核对）.xlsx"
    dc.detect_gaps(chain, at=AT).annotate(roster, copy)
    added = openpyxl.load_workbook(copy).sheetnames[-1]
    for path in tmp_path.iterdir():
        if path != copy:
            path.unlink()

    assert left(copy) == left(tmp_path) == {(copy.name, added): "own"}
    assert dc.read(tmp_path) == dc.read(copy)
    assert set(dc.read(copy).organizations) == set(chain.organizations)


def test_files_of_one_name_from_two_folders_are_refused_by_name(tmp_path: Path):
    """A place such as 名册.xlsx Sheet1!B3 has to lead to one cell."""
    paths = []
    for folder in ("一大队", "二大队"):
        (tmp_path / folder).mkdir()
        paths.append(save(tmp_path / folder / "名册.xlsx", Page("Sheet1", ROSTER)))
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(*paths)

    assert [(one.code, one.place) for one in refused.value.problems] == [("same-file-name", "名册.xlsx")]
