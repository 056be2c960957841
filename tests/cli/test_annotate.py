"""`check --annotate`: the copy, what is refused, and the exit codes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from dangjian_chain import read, write
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import DANGLING, GOOD, document, run

AT = ("--at", "2026-09-30")


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A workbook with an unknown superior."""
    path = tmp_path / "lists.xlsx"
    write(read(document(tmp_path, DANGLING)), path, language="zh")
    return path


@pytest.fixture
def broken(lists: Path) -> Path:
    """A workbook that cannot be read, for one cell."""
    book = openpyxl.load_workbook(lists)
    book["组织"]["C3"] = "党枝部"
    book.save(lists)
    return lists


@pytest.mark.parametrize(("lang", "name"), [("zh", "核对清单（待核实）"), ("en", "List to verify")])
def test_the_copy_comes_beside_the_list(lists: Path, lang: str, name: str) -> None:
    """Result and exit code are those without it."""
    copy = lists.with_name("copy.xlsx")
    done, plain = run("check", lists, *AT, "--annotate", copy, lang=lang), run("check", lists, *AT, lang=lang)

    assert (done.code, done.out) == (plain.code, plain.out) == (1, plain.out)
    assert str(copy) in done.err
    assert openpyxl.load_workbook(copy).sheetnames[-1] == name


def test_without_gaps_the_exit_code_is_0(tmp_path: Path) -> None:
    write(read(document(tmp_path, GOOD)), tmp_path / "good.xlsx")

    assert run("check", tmp_path / "good.xlsx", *AT, "--annotate", tmp_path / "copy.xlsx").code == 0
    assert (tmp_path / "copy.xlsx").exists()


@pytest.mark.parametrize(("lang", "name"), [("zh", "无法读取之处"), ("en", "What could not be read")])
def test_what_cannot_be_read_is_shown_in_the_copy_and_is_3(broken: Path, lang: str, name: str) -> None:
    copy = broken.with_name("copy.xlsx")
    done = run("check", broken, *AT, "--annotate", copy, lang=lang)
    book = openpyxl.load_workbook(copy)

    assert (done.code, done.out) == (3, "")
    assert "党枝部" in done.err
    assert str(copy) in done.err
    assert "党枝部" in book["组织"]["C3"].comment.text
    assert book.sheetnames[-1] == name


@pytest.mark.parametrize(("lang", "word"), [("zh", "宏"), ("en", "macros")])
def test_what_cannot_be_kept_is_refused_with_4(lists: Path, lang: str, word: str) -> None:
    with zipfile.ZipFile(lists, "a") as book:
        book.writestr("xl/vbaProject.bin", b"x")
    copy = lists.with_name("copy.xlsx")
    done = run("check", lists, *AT, "--annotate", copy, lang=lang)

    assert (done.code, done.out) == (4, "")
    assert word in done.err
    assert not copy.exists()


def test_a_file_that_is_no_workbook_is_4_and_where_unreadable_3_with_both_reasons(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    good = run("check", document(tmp_path), *AT, "--annotate", copy, lang="zh")
    bad = run("check", document(tmp_path, "organizations: 1"), *AT, "--annotate", copy, lang="zh")

    assert good.code == 4
    assert "请先另存为 .xlsx" in good.err
    assert bad.code == 3
    assert "chain.yaml" in bad.err.splitlines()[0]
    assert "请先另存为 .xlsx" in bad.err
    assert not copy.exists()


@pytest.mark.parametrize(("lang", "words"), [("zh", "转换来的副本"), ("en", "a converted copy")])
def test_a_workbook_of_another_form_is_converted(tmp_path: Path, lang: str, words: str) -> None:
    source, copy = tmp_path / "花名册.xls", tmp_path / "copy.xlsx"
    source.write_bytes((Path(__file__).parents[1] / "reports" / "roster.xls").read_bytes())
    before = source.read_bytes()
    done, plain = (
        run("check", source, *AT, "--annotate", copy, lang=lang),
        run("check", source, *AT, lang=lang),
    )
    book = openpyxl.load_workbook(copy)

    assert (done.code, done.out) == (plain.code, plain.out) == (1, plain.out)
    assert words in book.worksheets[-1]["A3"].value
    assert book["组织"]["D4"].comment is not None
    assert source.read_bytes() == before


def test_a_copy_is_checked_annotated_and_filled_in_again(lists: Path) -> None:
    """As a person does who works in the copy."""
    copy, again = lists.with_name("copy.xlsx"), lists.with_name("again.xlsx")
    run("check", lists, *AT, "--annotate", copy, lang="zh")
    book = openpyxl.load_workbook(copy)
    book.worksheets[-1]["H5"] = "属实"
    book.save(copy)
    done = run("check", copy, *AT, "--annotate", again, lang="zh")
    told = run("report", copy, lists.with_name("report.xlsx"), *AT, "--verified", again, lang="zh")

    assert done.code == 1
    assert openpyxl.load_workbook(again).sheetnames[-2:] == ["核对清单（待核实）（2）", "核对清单（待核实）"]
    assert told.code == 0
    assert "问题清单" in openpyxl.load_workbook(lists.with_name("report.xlsx")).sheetnames


def test_a_file_that_is_not_there_is_3(tmp_path: Path) -> None:
    done = run("check", tmp_path / "no.xlsx", "--annotate", tmp_path / "copy.xlsx")

    assert done.code == 3
    assert not (tmp_path / "copy.xlsx").exists()


def test_no_file_is_written_over_another(lists: Path) -> None:
    """Neither the workbook by its copy, nor the copy by the result."""
    before, copy = lists.read_bytes(), lists.with_name("copy.xlsx")

    assert run("check", lists, *AT, "--annotate", lists).code == 4
    assert run("check", lists, *AT, "--annotate", copy, "-o", copy).code == 4
    assert lists.read_bytes() == before
    assert not copy.exists()


def test_a_program_reads_why_there_is_no_copy(lists: Path) -> None:
    done = run("check", lists, *AT, "--annotate", lists.with_name("copy.xls"), "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("errors")).validate(told)

    assert (done.code, told["exit_code"]) == (4, 4)
