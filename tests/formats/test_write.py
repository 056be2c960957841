"""Writing: which form a path asks for, what files hold, what cannot be written."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangjian_chain import (
    Appointment,
    Assignment,
    Bearers,
    Conditions,
    Duty,
    Organization,
    ResponsibilityChain,
    Role,
)
from dangjian_chain.errors import MissingExtraError, UnwritableError
from dangjian_chain.formats.write import write
from dangjian_chain.period import PartialDate

CHAIN = ResponsibilityChain(
    organizations=[
        Organization("D1", name="示例党委", kind="committee", elected_on=PartialDate(2024, 7)),
        Organization(
            "010",
            name="=1+1",
            kind="branch",
            superior="D1",
            guided_by=("D1", "D9"),
            members=12,
            temporary=False,
            valid_from=date(2020, 1, 2),
        ),
        Organization("D1-03"),
    ],
    roles=[Role("010.sj", "010", "secretary", required=True)],
    appointments=[Appointment("010.sj", "P1"), Appointment("010.sj", "P2", acting=True)],
    duties=[
        Duty(
            "Y1",
            "三会一课",
            conditions=Conditions(unit_type=("organ",), temporary=False),
            bearers=Bearers.of(
                {
                    "principal": (),
                    "first": (("secretary", "administrative_head"),),
                    "direct": (("deputy_secretary",), ("organization_member",)),
                }
            ),
            what="一、会议；\n二、党课。",
            weight=5.0,
        )
    ],
    assignments=[Assignment("Y1", "@branch", "@secretary")],
)

YAML = """\
schema: dangjian-chain/1
organizations:
- id: '010'
  name: =1+1
  kind: branch
  superior: D1
  guided_by: [D1, D9]
  members: 12
  temporary: false
  valid_from: 2020-01-02
- id: D1
  name: 示例党委
  kind: committee
  elected_on: 2024-07
- id: D1-03
  kind: unit
roles:
- id: 010.sj
  organization: '010'
  kind: secretary
  required: true
appointments:
- role: 010.sj
  person: P1
- role: 010.sj
  person: P2
  acting: true
duties:
- id: Y1
  title: 三会一课
  conditions:
    unit_type: [organ]
    temporary: false
  bearers:
    principal: []
    first: secretary+administrative_head
    direct: [deputy_secretary, organization_member]
  what: |-
    一、会议；
    二、党课。
  weight: 5
assignments:
- duty: Y1
  organization: '@branch'
  role: '@secretary'
  responsibility: first
"""

ORGANIZATIONS = """\
id,name,kind,superior,guided_by,members,temporary,elected_on,valid_from
010,'=1+1,branch,D1,D1;D9,12,false,,2020-01-02
D1,示例党委,committee,,,,,2024-07,
D1-03,,unit,,,,,,
"""

DUTIES = """\
id,title,conditions,bearers,what,weight
Y1,三会一课,unit_type=organ; temporary=false,\
principal; first=secretary+administrative_head; direct=deputy_secretary|organization_member,\
"一、会议；
二、党课。",5
"""


def files_of(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8") for path in folder.iterdir()}


def test_a_yaml_document_holds_what_the_chain_holds(tmp_path):
    write(CHAIN, tmp_path / "chain.yaml")

    assert files_of(tmp_path) == {"chain.yaml": YAML}


def test_a_folder_holds_a_csv_file_a_collection(tmp_path):
    """With a BOM, so that Excel reads the Chinese; with line feeds, so that a diff is a diff."""
    write(CHAIN, tmp_path / "chain")
    files = files_of(tmp_path / "chain")

    assert sorted(files) == [
        "appointments.csv",
        "assignments.csv",
        "duties.csv",
        "organizations.csv",
        "roles.csv",
    ]
    assert files["organizations.csv"] == "\ufeff" + ORGANIZATIONS
    assert files["duties.csv"] == "\ufeff" + DUTIES
    assert files["appointments.csv"] == "\ufeffrole,person,acting\n010.sj,P1,\n010.sj,P2,true\n"
    assert files["assignments.csv"].splitlines()[1] == "Y1,'@branch,'@secretary,first"


def test_a_folder_of_yaml_holds_a_document_a_collection(tmp_path):
    write(CHAIN, tmp_path / "chain", form="yaml")
    files = files_of(tmp_path / "chain")

    assert "".join(
        files[f"{name}.yaml"].removeprefix("schema: dangjian-chain/1\n")
        for name in ("organizations", "roles", "appointments", "duties", "assignments")
    ) == YAML.removeprefix("schema: dangjian-chain/1\n")
    assert all(text.startswith("schema: dangjian-chain/1\n") for text in files.values())


def test_chinese_headers_where_asked_for(tmp_path):
    """The cells are alike."""
    write(CHAIN, tmp_path / "chain", language="zh")

    assert files_of(tmp_path / "chain")["roles.csv"] == (
        "\ufeff岗位编号,所在组织,岗位类别,是否必设\n010.sj,010,secretary,true\n"
    )


@pytest.mark.parametrize(("language", "sheet"), [("en", "organizations"), ("zh", "组织")])
def test_a_workbook_holds_a_sheet_a_collection(tmp_path, language, sheet):
    """Its cells have types: text is never a formula, dates are dates, numbers are numbers."""
    write(CHAIN, tmp_path / "chain.xlsx", language=language)
    book = openpyxl.load_workbook(tmp_path / "chain.xlsx")
    rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]

    assert len(book.sheetnames) == 5
    assert book.sheetnames[0] == sheet
    assert rows[1][:7] == ["010", "=1+1", "branch", "D1", "D1;D9", 12, False]
    assert book[sheet]["B2"].data_type == "s"
    assert book[sheet]["I2"].value.date() == date(2020, 1, 2)
    assert book[sheet]["H3"].value == "2024-07"
    assert book[sheet].freeze_panes == "A2"


def test_the_same_chain_makes_the_same_bytes(tmp_path):
    """Whatever the order it was put together in, and however often it is written."""
    turned = ResponsibilityChain(
        **{name: reversed([*map(table.value, range(len(table)))]) for name, table in CHAIN.tables.items()}
    )
    for name in ("chain.yaml", "chain.json", "chain.xlsx"):
        write(CHAIN, tmp_path / name)
        first = (tmp_path / name).read_bytes()
        write(turned, tmp_path / name)

        assert (tmp_path / name).read_bytes() == first, name


def test_a_chain_on_a_day_is_written_whole(tmp_path):
    """The day is a mask, and a file has none."""
    write(CHAIN.at(date(2000, 1, 1)), tmp_path / "chain.yaml")

    assert files_of(tmp_path) == {"chain.yaml": YAML}


def test_nothing_is_written_as_organizations_without_any(tmp_path):
    """A folder or workbook without tables would be none."""
    write(ResponsibilityChain(), tmp_path / "chain")
    write(ResponsibilityChain(), tmp_path / "chain.json")

    assert files_of(tmp_path / "chain") == {"organizations.csv": "\ufeffid\n"}
    assert (tmp_path / "chain.json").read_text() == (
        '{\n  "schema": "dangjian-chain/1",\n  "organizations": []\n}\n'
    )


def test_what_a_folder_held_before_goes_and_other_files_stay(tmp_path):
    """A collection that is empty now has no file; a file of another form would be read twice."""
    for name in ("ledger.csv", "roles.yml", "notes.csv", "organizations.txt"):
        (tmp_path / name).write_text("old")
    write(CHAIN, tmp_path)

    assert {"notes.csv", "organizations.txt"} == files_of(tmp_path).keys() - {
        "appointments.csv",
        "assignments.csv",
        "duties.csv",
        "organizations.csv",
        "roles.csv",
    }


@pytest.mark.parametrize("name", ["组织.csv", "岗位.yaml", "roles.xlsx"])
def test_a_file_that_would_be_read_too_is_not_pushed_aside(tmp_path, name):
    """It is somebody's own; beside ours the folder could not be read."""
    (tmp_path / name).write_text("id\nD9\n")
    with pytest.raises(UnwritableError, match=f"{name} 不是本程序写的"):
        write(CHAIN, tmp_path)

    assert files_of(tmp_path) == {name: "id\nD9\n"}


def test_a_folder_may_have_a_dot_in_its_name(tmp_path):
    """A slash at the end, or the folder itself, says that it is one."""
    write(CHAIN, f"{tmp_path}/v1.2/")
    write(CHAIN, tmp_path / "v1.2")

    assert "roles.csv" in files_of(tmp_path / "v1.2")


@pytest.mark.parametrize("options", [{"form": "toml"}, {"language": "fr"}])
def test_an_unknown_choice_is_the_callers_mistake(tmp_path, options):
    with pytest.raises(ValueError, match=r"not '(toml|fr)'"):
        write(CHAIN, tmp_path / "chain", **options)


@pytest.mark.parametrize("name", ["chain.txt", "chain.csv", "chain.xls"])
def test_a_form_that_is_not_written_is_refused(tmp_path, name):
    """The message says what is."""
    with pytest.raises(UnwritableError, match=r"请写成文件夹.*\.xlsx.*write a folder"):
        write(CHAIN, tmp_path / name)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["chain", "chain.xlsx"])
@pytest.mark.parametrize("item", ["党员；教育", "a;b", "甲、乙"])
def test_a_list_that_a_cell_would_break_is_refused(tmp_path, name, item):
    """It can be written as a document."""
    chain = ResponsibilityChain(roles=[Role("r1", "D1", "secretary", portfolio=(item,))])
    with pytest.raises(UnwritableError, match=r"roles r1 portfolio.*请写成 YAML 或 JSON"):
        write(chain, tmp_path / name)
    with pytest.raises(UnwritableError, match=r"appointments r1#.*# person.*请写成 YAML 或 JSON"):
        write(ResponsibilityChain(appointments=[Appointment("r1", item)]), tmp_path / name)
    write(chain, tmp_path / "chain.json")

    assert [path.name for path in tmp_path.iterdir()] == ["chain.json"]


def test_a_text_too_long_for_a_cell_is_refused(tmp_path):
    """Excel would cut it off silently."""
    chain = ResponsibilityChain(duties=[Duty("Y1", "题", what="字" * 32_768)])
    with pytest.raises(UnwritableError, match=r"duties Y1 what.*32768个字符"):
        write(chain, tmp_path / "chain.xlsx")

    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_has_are_refused(tmp_path, monkeypatch):
    """Excel would leave them out silently."""
    monkeypatch.setattr("dangjian_chain.formats.write_workbook._MOST_ROWS", 2)
    with pytest.raises(UnwritableError, match=r"organizations.*共3行"):
        write(CHAIN, tmp_path / "chain.xlsx")


@pytest.mark.parametrize("name", ["chain", "chain.json", "chain.yaml", "chain.xlsx"])
def test_half_a_character_is_refused(tmp_path, name):
    """A text that is no text was cut somewhere before; better now than in the file."""
    with pytest.raises(UnwritableError, match="half a character"):
        write(ResponsibilityChain(organizations=[Organization("\ud800")]), tmp_path / name)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["chain", "chain.json", "chain.yaml", "chain.xlsx"])
def test_a_number_that_is_none_is_refused(tmp_path, name):
    """JSON has no word for it, and no score is infinite."""
    chain = ResponsibilityChain(duties=[Duty("Y1", "题", weight=float("nan"))])
    with pytest.raises(UnwritableError, match="nan"):
        write(chain, tmp_path / name)

    assert list(tmp_path.iterdir()) == []


def test_a_workbook_needs_its_library(tmp_path, monkeypatch):
    """The message says how to get it."""
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"dangjian-chain\[excel\]"):
        write(CHAIN, tmp_path / "chain.xlsx")


def test_dates_that_excel_does_not_know_are_text(tmp_path):
    """Its calendar starts in 1900."""
    chain = ResponsibilityChain(organizations=[Organization("D1", valid_from=date(1899, 12, 31))])
    write(chain, tmp_path / "chain.xlsx")

    assert openpyxl.load_workbook(tmp_path / "chain.xlsx").active["C2"].value == "1899-12-31"
