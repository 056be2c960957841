"""`ledger`: the rectification ledger on the console, in files, and with items added."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

import dangjian_chain as dc
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import TWO_MISTAKES, Done, document, run

UNITS = """\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1, members: 60}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1, members: 55}
roles:
- {id: D1.sj, organization: D1, kind: secretary, title: 党委书记}
- {id: Z1.sj, organization: Z1, kind: secretary, title: 支部书记}
- {id: Z2.sj, organization: Z2, kind: secretary, title: 支部书记}
"""
LEDGER = """\
ledger:
- {id: 2026-001, organization: Z1, problem: 主题党日记录不全, unit: Z1, role: Z1.sj, leader: D1.sj, due: 2026-08-31}
- {id: 2026-002, organization: Z2, problem: 党课次数偏少, closed_on: 2026-09-10, verified_by: D1}
- {id: 2026-004, organization: Z2, problem: 学习计划未细化，且这一项的问题写得比较长，屏幕上只显示开头, due: 2026-11-30}
"""
AT = ("--at", "2026-09-30")


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return document(tmp_path, UNITS + LEDGER)


def rows_of(done: Done) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig"))))


# --- what it shows --------------------------------------------------------------------------------


def test_the_ledger_in_chinese(chain: Path) -> None:
    """What is past its date first; what is settled is counted; what has no item is counted."""
    done = run("ledger", chain, *AT, lang="zh")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "整改台账（核对日 2026-09-30）\n"
        "共3项，已到期未销号1项，整改中1项，已销号1项\n"
        "\n"
        "编号      单位        问题                                             整改时限    状态\n"
        "2026-001  示例一支部  主题党日记录不全                                 2026-08-31  已到期未销号（超30天）\n"
        "2026-004  示例二支部  学习计划未细化，且这一项的问题写得比较长，屏幕…  2026-11-30  整改中\n"
        "已销号、已结转的1项不再列出。\n"
        "\n"
        "未列入台账的待核实事项：2项（加 --new 列出）\n"
    )


def test_the_ledger_in_english_with_what_has_no_item(chain: Path) -> None:
    lines = run("ledger", chain, *AT, "--new").out.splitlines()

    assert lines[:2] == [
        "Rectification ledger on 2026-09-30",
        "3 item(s); past its date and open: 1; open: 1; closed: 1",
    ]
    assert lines[4].endswith("past its date and open (30 day(s) over)")
    assert lines[-3] == "Gaps without an item: 2"
    assert [line[:5] for line in lines[-2:]] == ["DJ011", "DJ011"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有未销号的事项。"), ("en", "Nothing is open.")])
def test_nothing_is_open(tmp_path: Path, lang: str, said: str) -> None:
    path = document(tmp_path, "organizations:\n- {id: Z1, kind: unit}\n")
    out = run("ledger", path, *AT, lang=lang).out

    assert said in out
    assert out.splitlines()[-1] in {"未列入台账的待核实事项：0项", "Gaps without an item: 0"}


def test_select_chooses_what_has_no_item_and_hides_no_state(chain: Path) -> None:
    """Rules that are not chosen look all the same, so that a gap that is gone is known to be."""
    told = json.loads(run("ledger", chain, *AT, "--select", "DJ5", "--format", "json").out)

    assert told["new"] == []
    assert [gap["code"] for gap in json.loads(run("ledger", chain, *AT, "--format", "json").out)["new"]] == [
        "DJ011"
    ] * 2
    assert run("ledger", chain, *AT, "--select", "DJ7").code == 2


def test_json_is_true_to_its_schema(chain: Path) -> None:
    told = json.loads(run("ledger", chain, *AT, "--format", "json", "--before", chain).out)
    Draft202012Validator(json_schema("ledger")).validate(told)

    assert (told["schema"], told["at"]) == ("dangjian-chain/ledger/1", "2026-09-30")
    assert told["counts"]["overdue"] == 1
    assert [item["id"] for item in told["items"]] == ["2026-001", "2026-004", "2026-002"]
    assert told["difference"]["counts"]["remaining"] == 2
    assert json.loads(run("ledger", chain, *AT, "--format", "json").out)["difference"] is None


def test_an_item_has_the_columns_of_the_frame(chain: Path) -> None:
    book = dc.ledger(dc.read(chain), at=date(2026, 9, 30))
    properties = json_schema("ledger")["properties"]

    assert list(properties["items"]["items"]["properties"]) == list(book.columns())
    assert list(properties["counts"]["properties"]) == [state.value for state in dc.LedgerState]
    assert list(properties["difference"]["properties"]["items"]["items"]["properties"]) == list(
        dc.compare_ledgers(book, book).columns()
    )
    assert list(properties["difference"]["properties"]["counts"]["properties"]) == [
        change.value for change in dc.LedgerChange
    ]


def test_csv_is_the_frame(chain: Path) -> None:
    rows = rows_of(run("ledger", chain, *AT, "--format", "csv"))

    assert list(rows[0]) == list(dc.ledger(dc.read(chain), at=date(2026, 9, 30)).to_frame().columns)
    assert [(row["id"], row["state"]) for row in rows] == [
        ("2026-001", "overdue"),
        ("2026-004", "open"),
        ("2026-002", "closed"),
    ]


# --- workbooks ------------------------------------------------------------------------------------


def test_a_workbook_holds_the_ledger_the_difference_and_what_is_new(chain: Path, tmp_path: Path) -> None:
    target = tmp_path / "ledger.xlsx"
    done = run("ledger", chain, *AT, "--new", "--before", chain, "--format", "xlsx", "-o", target, lang="zh")
    book = openpyxl.load_workbook(target)
    sheet = book["整改台账"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=7)]

    assert (done.code, done.err) == (0, f"已写入：{target}\n")
    assert book.sheetnames == ["整改台账", "两期对比", "核对清单（待核实）"]
    assert cells[0] == [
        *("序号", "单位", "问题", "整改措施", "责任领导", "责任单位", "责任人", "整改时限", "整改进展"),
        *("验收人", "销号时间", "状态", "编号"),
    ]
    assert [row[11] for row in cells[1:]] == ["已到期未销号（超30天）", "整改中", "已销号"]
    assert cells[1][4:7] == ["党委书记", "示例一支部", "支部书记"]
    assert cells[3][9:11] == ["示例大队党委", "2026-09-10"]
    assert sheet["L5"].fill.fgColor.rgb[-6:] == "FBEFD0"
    assert (sheet.page_setup.paperSize, sheet.print_title_rows, sheet.freeze_panes) == (9, "$4:$4", "A5")


def test_a_workbook_needs_a_file_of_its_form(chain: Path, tmp_path: Path) -> None:
    assert run("ledger", chain, *AT, "--format", "xlsx").code == 2
    assert run("ledger", chain, *AT, "--format", "xlsx", "-o", tmp_path / "a.csv").code == 4


def test_a_report_has_the_ledger_where_there_is_one(chain: Path, tmp_path: Path) -> None:
    names = [page.name for page in dc.report(dc.read(chain), date(2026, 9, 30)).pages]
    without = dc.report(dc.read(document(tmp_path, UNITS, "b.yaml")), date(2026, 9, 30)).pages

    assert names[1] == "整改台账"
    assert "整改台账" not in [page.name for page in without]


# --- two runs -------------------------------------------------------------------------------------


def test_what_changed_since_an_earlier_run(chain: Path, tmp_path: Path) -> None:
    now = LEDGER.replace("due: 2026-08-31", "closed_on: 2026-09-20, verified_by: D1").replace(
        ", closed_on: 2026-09-10, verified_by: D1", ""
    )
    out = run("ledger", document(tmp_path, UNITS + now, "now.yaml"), *AT, "--before", chain, lang="zh").out

    assert out.split("\n\n")[2] == (
        "与前期相比：重新整改（含销号后又见）1项，仍在整改1项，销号1项\n"
        "重新整改（含销号后又见）  2026-002  示例二支部  党课次数偏少\n"
        "销号                      2026-001  示例一支部  主题党日记录不全"
    )


def test_nothing_changed_between_two_empty_runs(tmp_path: Path) -> None:
    path = document(tmp_path, UNITS)

    assert "Since the earlier run: no items in either" in run("ledger", path, *AT, "--before", path).out
    assert "与前期相比：两期都没有事项" in run("ledger", path, *AT, "--before", path, lang="zh").out


def test_what_is_no_longer_in_the_ledger_has_no_state(chain: Path, tmp_path: Path) -> None:
    target = tmp_path / "two.xlsx"
    now = document(tmp_path, UNITS, "now.yaml")
    assert run("ledger", now, *AT, "--before", chain, "--format", "xlsx", "-o", target).code == 0
    rows = list(openpyxl.load_workbook(target)["Two runs"].iter_rows(min_row=4, max_row=6, values_only=True))

    assert {(row[0], row[4]) for row in rows} == {("no longer in the ledger", "—")}


# --- items added ----------------------------------------------------------------------------------


def test_chosen_gaps_are_added_and_the_reader_takes_the_table_back(chain: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    assert run("convert", chain, folder).code == 0
    target = tmp_path / "台账.csv"
    done = run(
        "ledger", folder, *AT, "--add", "--select", "DJ011", "--due", "2026-12-31", "-o", target, lang="zh"
    )
    (folder / "ledger.csv").unlink()
    target.rename(folder / target.name)
    ledger = dc.read(folder).ledger

    assert (done.code, done.err) == (0, f"已写入：{target}\n新加2项。\n")
    assert [ledger[id_] for id_ in list(ledger)[:3]] == list(dc.read(chain).ledger.values())
    assert list(ledger)[3:] == ["2026-005", "2026-006"]
    assert ledger["2026-005"].source == "核对清单2026-09-30（DJ011）"
    assert ledger["2026-005"].due == date(2026, 12, 31)
    assert run("ledger", folder, *AT, "--add", "--select", "DJ011").err == (
        "There is no item to add, and no ledger was written.\n"
    )


def test_confirmed_gaps_are_added(chain: Path, tmp_path: Path) -> None:
    """Those of the workbook that say so, and no others; --select chooses among them."""
    lists = tmp_path / "lists.xlsx"
    assert run("report", chain, lists, *AT, lang="zh").code == 0
    book = openpyxl.load_workbook(lists)
    sheet = book.worksheets[0]
    for row in range(5, sheet.max_row):
        if sheet.cell(row, 11).value == "DJ011":
            is_first = sheet.cell(row, 4).value == "示例一支部"
            sheet.cell(row, 8).value = "属实" if is_first else "不属实"
    book.save(lists)

    rows = rows_of(run("ledger", chain, *AT, "--add", "--verified", lists))
    assert [(row["id"], row["organization"]) for row in rows][3:] == [("2026-005", "Z1")]
    told = json.loads(run("ledger", chain, *AT, "--verified", lists, "--format", "json").out)
    assert [gap["organization"] for gap in told["new"]] == ["Z1"]
    assert run("ledger", chain, *AT, "--add", "--verified", lists, "--select", "DJ5").out == ""
    assert run("ledger", chain, *AT, "--add", "--verified", chain).code == 3


@pytest.mark.parametrize(
    ("lang", "args", "said"),
    [
        ("zh", ["--add"], "--add 要写明加哪些"),
        ("en", ["--add"], "--add needs to know what"),
        ("zh", ["--add", "--select", "DJ", "--format", "json"], "--add 写出的是台账表格（csv）"),
        ("en", ["--add", "--select", "DJ", "--format", "xlsx"], "--add writes a table (csv)"),
        ("zh", ["--due", "2026-12-31"], "--due 是新加事项的整改时限，随 --add 使用"),
        ("en", ["--due", "2026-12-31"], "--due is the date of items added by --add"),
    ],
)
def test_wrong_usage_is_told(chain: Path, lang: str, args: list[str], said: str) -> None:
    done = run("ledger", chain, *AT, *args, lang=lang)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_what_is_read_is_never_written_over(chain: Path, tmp_path: Path) -> None:
    """Neither a file that is read nor one of a folder that is read; a new one there may be made."""
    folder = tmp_path / "folder"
    assert run("convert", chain, folder).code == 0
    before = (folder / "ledger.csv").read_bytes()
    add = ("--add", "--select", "DJ011")

    assert run("ledger", chain, *AT, "-o", chain).code == 4
    assert run("ledger", folder, *AT, *add, "-o", folder / "ledger.csv").code == 4
    assert (folder / "ledger.csv").read_bytes() == before
    assert run("ledger", folder, *AT, *add, "-o", tmp_path / "a.xlsx").code == 4
    assert run("ledger", folder, *AT, *add, "-o", folder / "new.csv").code == 0


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    done = run("ledger", document(tmp_path, TWO_MISTAKES), *AT, "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("errors")).validate(told)

    assert (done.code, len(told["problems"])) == (3, 2)
