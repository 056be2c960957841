"""`office`: a folder of tables becomes lists, copies and a page; the tables stay as they are."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import yaml
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_chain.cli.office import _dragged
from dangjian_chain.errors import UnwritableError
from dangjian_chain.formats import replacing
from dangjian_chain.reports import office_results
from dangjian_chain.reports.office_results import FOLDER
from tests.cli.running import process, run
from tests.office import folders, starter
from tests.office.sheets import Page, save

AT = ("--at", "2026-09-30")
LIST = "核对清单（待核实）"
BROKEN = """
支部花名册
党支部名称 | 书记 | 党员总数 | 上次换届时间
大队党委 | 甲 | | '2023.5
机关党支部 | 乙 | 十四 | '24.7
"""
TWO_TOPS = "党组织名称 | 书记\n一大队党委 | 甲\n二大队党委 | 乙\n机关党支部 | 丙"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of three workbooks, of a name with a blank and brackets."""
    folder = tmp_path / "党建 材料（1）"
    folder.mkdir()
    starter.starter(folder)
    return folder


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its results, to be looked at."""
    folder = tmp_path_factory.mktemp("党建 材料")
    starter.starter(folder)
    assert run(*answered(folder), lang="zh").code == 0
    return folder


@pytest.fixture
def finished(once: Path, tmp_path: Path) -> Path:
    """A folder with its results, to go on with."""
    return shutil.copytree(once, tmp_path / once.name)


def answered(folder: Path) -> list[object]:
    """Return a command line that leaves nothing to ask."""
    return ["office", folder, *AT, "--unit-type", "事业单位"]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def list_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet, dict[str, int]]:
    """Return a workbook, its list to verify, and the column of each header."""
    book = openpyxl.load_workbook(path)
    sheet = book[LIST]
    row = next(row for row in sheet.iter_rows() if any(cell.value == "核实情况" for cell in row))
    return book, sheet, {cell.value: cell.column for cell in row} | {"": row[0].row}


def fill(path: Path, *answers: dict[str, str]) -> list[str]:
    """Fill in the first rows of a list; return the marks of these rows."""
    book, sheet, columns = list_of(path)
    marks = []
    for number, answer in enumerate(answers, start=columns[""] + 1):
        for header, value in answer.items():
            sheet.cell(number, columns[header], value)
        marks.append(sheet.cell(number, columns["fingerprint"]).value)
    book.save(path)
    return marks


def listed(path: Path) -> list[str]:
    """Return the marks of the rows of a list."""
    _, sheet, columns = list_of(path)
    cells = (
        sheet.cell(row, columns["fingerprint"]).value for row in range(columns[""] + 1, sheet.max_row + 1)
    )
    return [cell for cell in cells if cell]


# --- what is written --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "results", "written", "mapping"),
    [
        (
            "zh",
            "核对结果",
            ["批注_党建责任清单.xlsx", "批注_支部花名册.xlsx", "核对清单.xlsx", "读表情况.html"],
            "读表对应.yaml",
        ),
        (
            "en",
            "results",
            ["annotated_党建责任清单.xlsx", "annotated_支部花名册.xlsx", "lists.xlsx", "understood.html"],
            "mapping.yaml",
        ),
    ],
)
def test_the_results_go_into_a_folder_beside_the_tables(
    tables: Path, lang: str, results: str, written: list[str], mapping: str
) -> None:
    """Each is named on the page; the tables are left as they are, byte for byte."""
    before = content(tables)
    done = run(*answered(tables), lang=lang)
    after = content(tables)
    page = (tables / results / written[-1]).read_text(encoding="utf-8")

    assert (done.code, done.err) == (0, "")
    assert files(tables / results) == sorted(written)
    assert after.keys() - before.keys() == {mapping}
    assert {name: after[name] for name in before} == before
    assert [name for name in written[:-1] if name not in page] == []
    assert str(tables / results / written[-1]) in done.out
    assert "3" in done.out.splitlines()[0]


def test_the_workbook_of_lists_holds_the_list_the_landing_and_the_matrix(once: Path) -> None:
    names = openpyxl.load_workbook(once / "核对结果" / "核对清单.xlsx").sheetnames

    assert {LIST, "落实情况", "核对项说明", "核对范围"} <= set(names)
    assert any(name.startswith("矩阵") for name in names)


def test_a_table_without_anything_to_verify_has_no_copy(once: Path) -> None:
    """Of results nothing is asked; the other two are annotated on their own cells."""
    copy = openpyxl.load_workbook(once / "核对结果" / "批注_支部花名册.xlsx")
    comments = {cell.coordinate for row in copy["Sheet1"].iter_rows() for cell in row if cell.comment}

    assert not (once / "核对结果" / "批注_2025年度考核结果.xlsx").exists()
    assert {"B7", "C7"} <= comments


def test_the_count_on_the_screen_is_that_of_the_list(tables: Path) -> None:
    done = run(*answered(tables), lang="zh")
    marks = listed(tables / "核对结果" / "核对清单.xlsx")

    assert f"待核实{len(marks)}项" in done.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_tables_make_the_same_bytes(tables: Path, lang: str) -> None:
    """The first time, when the mapping is not there, and every time after."""
    results = tables / FOLDER.of("zh" if lang == "zh" else "en")
    runs = []
    for _ in range(3):
        assert run(*answered(tables), lang=lang).code == 0
        runs.append(
            content(results) | {"mapping": b"".join(path.read_bytes() for path in tables.glob("*.yaml"))}
        )

    assert runs[1] == runs[2]
    assert [name for name in runs[0] if runs[0][name] != runs[1][name]] == []


def test_the_results_go_where_it_is_said(tables: Path, tmp_path: Path) -> None:
    done = run(*answered(tables), "-o", tmp_path / "别处" / "结果", lang="zh")

    assert done.code == 0
    assert "核对清单.xlsx" in files(tmp_path / "别处" / "结果")
    assert not (tables / "核对结果").exists()


def test_some_workbooks_may_be_named_one_by_one(tables: Path) -> None:
    names = [tables / "支部花名册.xlsx", tables / "党建责任清单.xlsx"]
    done = run("office", *names, *AT, "--no-ask", lang="zh")

    assert done.code == 0
    assert done.out.startswith("读入2张表")
    assert "读表情况.html" in files(tables / "核对结果")


def test_the_folder_of_the_results_is_no_table(finished: Path) -> None:
    """Neither it nor copies that were moved beside the tables."""
    before = content(finished / "核对结果")
    for name in ("核对清单.xlsx", "批注_支部花名册.xlsx"):
        (finished / name).write_bytes(before[name])
    done = run(*answered(finished), lang="zh")

    assert done.out.startswith("读入3张表")
    assert content(finished / "核对结果")["批注_党建责任清单.xlsx"] == before["批注_党建责任清单.xlsx"]


@pytest.mark.parametrize("name", ["100%&资料#1。", " a'b ", "-x"])
def test_a_folder_of_an_odd_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    starter.starter(folder)
    done = run("office", *AT, "--no-ask", "--", folder, lang="zh")

    assert done.code == 0, done.err
    assert "核对清单.xlsx" in files(folder / "核对结果")


def test_the_desk_of_an_office(tmp_path: Path) -> None:
    """With a workbook of other things, a lock and notes on it; nothing of the wages gets out."""
    (desk,) = folders.desk(tmp_path)
    done = run("office", desk, *AT, "--no-ask", lang="zh")
    page = (desk / "核对结果" / "读表情况.html").read_text(encoding="utf-8")

    assert (done.code, done.err) == (0, "")
    assert "工资表.xlsx" in page
    assert "5521.5" not in page
    assert not any("工资" in name for name in files(desk / "核对结果"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", ["没有", "没有.xlsx"])
def test_a_path_that_is_not_there(tmp_path: Path, lang: str, place: str) -> None:
    done = run("office", tmp_path / place, lang=lang)

    assert (done.code, done.out) == (3, "")
    assert str(tmp_path / place) in done.err
    assert files(tmp_path) == []


def test_a_folder_without_tables_is_3_and_nothing_is_written(tmp_path: Path) -> None:
    save(tmp_path / "价目.xlsx", Page("Sheet1", "水果 | 价格\n苹果 | 3"))
    done = run("office", tmp_path, lang="zh")

    assert (done.code, done.out) == (3, "")
    assert "没有认出的表" in done.err
    assert files(tmp_path) == ["价目.xlsx"]


def test_a_folder_that_cannot_be_made_is_4(tables: Path) -> None:
    (tables / "核对结果").write_text("mine")
    done = run(*answered(tables), lang="zh")

    assert done.code == 4
    assert "核对结果" in done.err
    assert (tables / "核对结果").read_text() == "mine"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_mapping_with_mistakes_is_3_and_is_left_as_it_is(tables: Path, lang: str) -> None:
    text = "schema: dangjian-chain-mapping/1\ntopp: 甲\nyear: 26\n"
    (tables / "读表对应.yaml").write_text(text, encoding="utf-8")
    done = run(*answered(tables), lang=lang)

    assert done.code == 3
    assert "读表对应.yaml:2:1" in done.err
    assert "读表对应.yaml:3:7" in done.err
    assert (tables / "读表对应.yaml").read_text(encoding="utf-8") == text
    assert not (tables / "核对结果").exists()


# --- questions --------------------------------------------------------------------------


@pytest.fixture
def open_tables(tmp_path: Path) -> Path:
    """A folder of which both questions are open."""
    save(tmp_path / "名册.xlsx", Page("Sheet1", TWO_TOPS))
    return tmp_path


@pytest.mark.parametrize(
    ("lang", "top", "unit_type", "mapping"),
    [
        ("zh", "最上级组织", "单位类型", "读表对应.yaml"),
        ("en", "at the top", "Of which type", "mapping.yaml"),
    ],
)
def test_both_questions_are_asked_once_and_the_answers_kept(
    open_tables: Path, lang: str, top: str, unit_type: str, mapping: str
) -> None:
    first = run("office", open_tables, *AT, "--ask", lang=lang, input_="2\n1\n")
    kept = yaml.safe_load((open_tables / mapping).read_text(encoding="utf-8"))
    second = run("office", open_tables, *AT, "--ask", lang=lang, input_="")

    assert first.code == second.code == 0, second.err
    assert [word in first.err for word in (top, unit_type, "1 一大队党委", "2 二大队党委")] == [True] * 4
    assert (kept["top"], kept["unit_type"]) == ("二大队党委", "机关" if lang == "zh" else "organ")
    assert second.err == ""


@pytest.mark.parametrize(
    ("said", "top", "unit_type"),
    [
        ("一大队党委\n国有企业\n", "一大队党委", "国有企业"),
        ("１\n２\n", "一大队党委", "事业单位"),
        (" 1 \n soe \n", "一大队党委", "国有企业"),
        ("\n\n", "", ""),
        ("9\n8\n", "", ""),
        ("0\n-1\n", "", ""),
    ],
)
def test_an_answer_is_a_number_a_name_or_nothing(
    open_tables: Path, said: str, top: str, unit_type: str
) -> None:
    """A number that none has is no name."""
    done = run("office", open_tables, *AT, "--ask", lang="zh", input_=said)
    kept = yaml.safe_load((open_tables / "读表对应.yaml").read_text(encoding="utf-8"))

    assert done.code == 0
    assert (kept["top"], kept["unit_type"]) == (top, unit_type)


def test_what_is_said_beside_is_not_asked(open_tables: Path) -> None:
    done = run(
        *("office", open_tables, *AT, "--ask", "--top", "一大队党委", "--unit-type", "机关"),
        lang="zh",
        input_="",
    )

    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("options", [("--no-ask",), ()])
def test_nobody_there_is_not_asked(open_tables: Path, options: tuple[str, ...]) -> None:
    """By option, or because nothing but a pipe listens; what is open stands on the page."""
    done = run("office", open_tables, *AT, *options, lang="zh", input_="1\n1\n")
    page = (open_tables / "核对结果" / "读表情况.html").read_text(encoding="utf-8")

    assert (done.code, done.err) == (0, "")
    assert "请回答" in page
    assert "一大队党委、二大队党委" in page


def test_without_a_place_it_is_asked_for_where_somebody_is_there(tables: Path) -> None:
    done = run("office", "--ask", *AT, lang="zh", input_=f'"{tables}"\n\n')

    assert done.code == 0
    assert "核对清单.xlsx" in files(tables / "核对结果")
    for said, options in (("", ("--no-ask",)), ("\n", ("--ask",)), ("   \n", ("--ask",))):
        assert run("office", *options, lang="zh", input_=said).code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nobody_who_answers_is_no_fault_of_the_program(open_tables: Path, lang: str) -> None:
    """The window was closed, or Ctrl-C pressed, at a question."""
    done = run("office", open_tables, *AT, "--ask", lang=lang, input_="")

    assert done.code == 130
    assert ("已中断" if lang == "zh" else "Interrupted") in done.err


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        (r"C:\表", [r"C:\表"]),
        (r'"C:\党建 材料（1）"', [r"C:\党建 材料（1）"]),
        (r'  "C:\党建 材料（1）"  ', [r"C:\党建 材料（1）"]),
        (r'"C:\a b" C:\花名册.xlsx "D:\清 单.xlsx"', [r"C:\a b", r"C:\花名册.xlsx", r"D:\清 单.xlsx"]),
        (r"C:\花名册.xlsx C:\清单.xlsx", [r"C:\花名册.xlsx", r"C:\清单.xlsx"]),
        (r'C:\花名册.xlsx "C:\a b"', [r"C:\花名册.xlsx", r"C:\a b"]),
        ("'/表/a'", ["/表/a"]),
        ("'/表/a b' '/表/c'", ["/表/a b", "/表/c"]),
        ("", []),
        ("  ", []),
        ('""', []),
    ],
)
def test_what_was_dragged_into_the_window(said: str, paths: list[str]) -> None:
    assert _dragged(said) == paths


def test_a_path_with_blanks_that_is_there_needs_no_quotes(tables: Path) -> None:
    assert _dragged(f" {tables} ") == [str(tables)]


# --- filled in, and read back -------------------------------------------------------------


def test_what_was_filled_in_is_read_back(finished: Path) -> None:
    """Confirmed rows become problems, refuted ones do not come back, deferred ones do on their day."""
    target = finished / "核对结果" / "核对清单.xlsx"
    before = listed(target)
    confirmed, refuted, deferred = fill(
        target,
        {"核实情况": "属实"},
        {"核实情况": "不属实", "说明": "已列入会议纪要"},
        {"核实情况": "暂缓", "暂缓至": "2026-12-31"},
    )
    done = run(*answered(finished), lang="zh")
    names = openpyxl.load_workbook(target).sheetnames
    gone = {confirmed, refuted, deferred}

    assert (done.code, done.err) == (0, "")
    assert "问题清单" in names
    assert gone & set(listed(target)) == set()
    assert set(listed(target)) < set(before)

    later = run("office", finished, "--at", "2027-01-05", "--unit-type", "事业单位", lang="zh")

    assert later.code == 0
    assert deferred in listed(target)
    assert not {confirmed, refuted} & set(listed(target))


def test_filled_in_in_english_is_read_back(tables: Path) -> None:
    target = tables / "results" / "lists.xlsx"
    run(*answered(tables), lang="en")
    book = openpyxl.load_workbook(target)
    sheet = book["List to verify"]
    row = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "no.") + 1
    column = next(cell.column for cell in sheet[row - 1] if cell.value == "verification")
    sheet.cell(row, column, "confirmed")
    book.save(target)
    done = run(*answered(tables), lang="en")

    assert (done.code, done.err) == (0, "")
    assert "Problems" in openpyxl.load_workbook(target).sheetnames


@pytest.mark.parametrize(
    ("answer", "word"),
    [({"核实情况": "暂缓"}, "暂缓"), ({"核实情况": "属真", "暂缓至": "以后"}, "属真")],
)
def test_a_list_filled_in_wrongly_stays_and_the_new_one_stands_beside_it(
    finished: Path, answer: dict[str, str], word: str
) -> None:
    """The page and the screen say which cell; mended there, it is read back."""
    results = finished / "核对结果"
    (mark,) = fill(results / "核对清单.xlsx", answer)
    before = (results / "核对清单.xlsx").read_bytes()
    done = run(*answered(finished), lang="zh")
    page = (results / "读表情况.html").read_text(encoding="utf-8")

    assert done.code == 0
    assert (results / "核对清单.xlsx").read_bytes() == before
    assert mark in listed(results / "核对清单（2）.xlsx")
    assert word in page
    assert "核对清单.xlsx" in done.err
    assert "核对清单（2）.xlsx" in page

    fill(results / "核对清单.xlsx", {"核实情况": "属实", "暂缓至": ""})
    again = run(*answered(finished), lang="zh")

    assert (again.code, again.err) == (0, "")
    assert mark not in listed(results / "核对清单.xlsx")
    assert "问题清单" in openpyxl.load_workbook(results / "核对清单.xlsx").sheetnames


def test_a_list_that_stays_wrong_does_not_fill_the_folder(finished: Path) -> None:
    """However often it is run, there is one list beside it."""
    fill(finished / "核对结果" / "核对清单.xlsx", {"核实情况": "暂缓"})
    for _ in range(3):
        assert run(*answered(finished), lang="zh").code == 0

    assert [name for name in files(finished / "核对结果") if name.startswith("核对清单")] == [
        "核对清单.xlsx",
        "核对清单（2）.xlsx",
    ]


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that another program has open."""
    names: set[str] = set()
    real, can = replacing.replace_file, office_results._can_be_replaced

    def replace(path: Path, data: bytes) -> None:
        if Path(path).name in names:
            raise UnwritableError(path)
        real(path, data)

    for module in list(sys.modules.values()):
        if getattr(module, "replace_file", None) is real:
            monkeypatch.setattr(module, "replace_file", replace)
    monkeypatch.setattr(office_results, "_can_be_replaced", lambda path: path.name not in names and can(path))
    return names


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("核对清单.xlsx", "核对清单（2）.xlsx"),
        ("批注_支部花名册.xlsx", "批注_支部花名册（2）.xlsx"),
        ("读表情况.html", "读表情况（2）.html"),
    ],
)
def test_a_file_that_is_open_elsewhere_is_left_and_the_next_number_taken(
    finished: Path, busy: set[str], name: str, other: str
) -> None:
    results = finished / "核对结果"
    before = (results / name).read_bytes()
    busy.add(name)
    done = run(*answered(finished), lang="zh")

    assert done.code == 0, done.err
    assert (results / name).read_bytes() == before
    assert (results / other).exists()
    assert "读表情况（2）.html" in done.out or name != "读表情况.html"


def test_a_file_that_cannot_be_written_at_all_is_4(
    tables: Path, busy: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy.add("核对清单.xlsx")
    done = run(*answered(tables), lang="zh")

    assert done.code == 4
    assert "核对清单.xlsx" in done.err
    assert not (tables / "核对结果" / "核对清单.xlsx").exists()


# --- what cannot be read ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "results", "written", "word"),
    [
        ("zh", "核对结果", ["批注_支部花名册.xlsx", "读表情况.html"], "读不进来的地方（2处）"),
        ("en", "results", ["annotated_支部花名册.xlsx", "understood.html"], "What cannot be read: 2"),
    ],
)
def test_cells_that_cannot_be_read_are_3_and_stand_on_the_page_and_in_the_copy(
    tmp_path: Path, lang: str, results: str, written: list[str], word: str
) -> None:
    """There is no list to verify of tables that were not read."""
    path = save(tmp_path / "支部花名册.xlsx", Page("Sheet1", BROKEN))
    before = path.read_bytes()
    done = run("office", tmp_path, *AT, "--no-ask", lang=lang)
    page = (tmp_path / results / written[1]).read_text(encoding="utf-8")
    copy = openpyxl.load_workbook(tmp_path / results / written[0])

    assert done.code == 3
    assert files(tmp_path / results) == sorted(written)
    assert [place in done.err for place in ("Sheet1!C4", "Sheet1!D4")] == [True, True]
    assert word in page
    assert [copy["Sheet1"][cell].comment is not None for cell in ("C4", "D4", "C3")] == [True, True, False]
    assert path.read_bytes() == before


def test_a_workbook_that_does_not_open_is_3_and_named_on_the_page(tables: Path) -> None:
    (tables / "坏.xlsx").write_bytes(b"PK nope")
    done = run(*answered(tables), lang="zh")

    assert done.code == 3
    assert "坏.xlsx" in done.err
    assert "坏.xlsx" in (tables / "核对结果" / "读表情况.html").read_text(encoding="utf-8")


def test_mended_tables_are_read_the_next_time(tmp_path: Path) -> None:
    save(tmp_path / "支部花名册.xlsx", Page("Sheet1", BROKEN))
    first = run("office", tmp_path, *AT, "--no-ask", lang="zh")
    save(
        tmp_path / "支部花名册.xlsx", Page("Sheet1", BROKEN.replace("十四", "14").replace("'24.7", "'2024.7"))
    )
    second = run("office", tmp_path, *AT, "--no-ask", lang="zh")

    assert (first.code, second.code) == (3, 0)
    assert "核对清单.xlsx" in files(tmp_path / "核对结果")


# --- the page and the console -------------------------------------------------------------


class Tags(HTMLParser):
    """Collects what a page opens and leaves open, and its texts and addresses."""

    _VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.every: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.every.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self._VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_shows_what_tables_hold_as_text(tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    table = f"党支部名称 | 书记 | {script}\n大队党委 | 酉 | 1\n{script}党支部 | 甲 | 2"
    save(tmp_path / "名&册.xlsx", Page("S<1>", table), Page("结果", "单位 | 考核得分\n<b>某 | 90"))
    assert run("office", tmp_path, *AT, "--no-ask", lang="zh").code == 0
    page = (tmp_path / "核对结果" / "读表情况.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    tags.close()

    assert tags.open == []
    assert tags.every.isdisjoint({"script", "b>某", "img", "link", "a", "iframe", "form"})
    assert tags.attributes.isdisjoint({"src", "href", "onclick", "onload"})
    assert script in tags.text
    assert "名&册.xlsx" in tags.text
    assert "default-src 'none'" in page
    assert not any(word in page for word in ("http:", "https:", "//", "url(", "@import"))


def test_the_console_of_chinese_windows(tables: Path) -> None:
    """Names that it cannot show included."""
    (tables / "党建责任清单.xlsx").rename(tables / "党建责任清单✓𬭳.xlsx")
    done = process("office", tables, *AT, "--lang", "zh", PYTHONIOENCODING="gbk")

    assert (done.code, done.err) == (0, "")
    assert "待核实" in done.raw.decode("gbk")
    assert "批注_党建责任清单✓𬭳.xlsx" in files(tables / "核对结果")


@pytest.fixture(autouse=True)
def _no_bytes_left(tmp_path: Path) -> Iterator[None]:
    """No half-written file is left anywhere."""
    yield
    assert [path.name for path in tmp_path.rglob("*.tmp")] == []
