"""`report`: the workbook, written, filled in, read back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import GOOD, TWO_MISTAKES, VACANT, document, run

DAY = ("--at", "2026-09-30")


@pytest.mark.parametrize(("lang", "first"), [("zh", "核对清单（待核实）"), ("en", "List to verify")])
def test_a_workbook_is_written(tmp_path: Path, lang: str, first: str) -> None:
    target = tmp_path / "out.xlsx"
    done = run("report", document(tmp_path, VACANT), target, *DAY, "--list", "D1-01", lang=lang)

    assert (done.code, done.out) == (0, "")
    assert str(target) in done.err
    names = openpyxl.load_workbook(target).sheetnames
    assert names[0] == first
    assert len(names) == 6


def test_what_was_filled_in_is_read_back(tmp_path: Path) -> None:
    source, first, second = document(tmp_path, VACANT), tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    assert run("report", source, first, *DAY, lang="zh").code == 0
    book = openpyxl.load_workbook(first)
    book.worksheets[0]["H5"] = "属实"
    book.save(first)

    done = run("report", source, second, *DAY, "--verified", first, lang="zh")

    assert done.code == 0
    assert "待核实0项，问题清单2项" in done.err  # the vacancy, and what follows from it
    assert "问题清单" in openpyxl.load_workbook(second).sheetnames


def test_nothing_is_written_over(tmp_path: Path) -> None:
    source, first = document(tmp_path), tmp_path / "1.xlsx"
    assert run("report", source, first, *DAY).code == 0
    before = first.read_bytes()

    assert run("report", source, first, *DAY, "--verified", first).code == 4
    assert first.read_bytes() == before
    assert source.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("text", "more", "code"),
    [
        (TWO_MISTAKES, ("out.xlsx",), 3),
        (GOOD, ("out.docx",), 4),
        (GOOD, ("no/out.xlsx",), 4),
        (GOOD, ("out.xlsx", "--list", "D9"), 2),
        (GOOD, ("out.xlsx", "--verified", "chain.yaml"), 3),
        (GOOD, ("out.xlsx", "--verified", "none.xlsx"), 3),
    ],
)
def test_mistakes_have_their_codes_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, more: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    document(tmp_path, text)
    done = run("report", "chain.yaml", *more, *DAY)

    assert done.code == code
    assert done.err
    assert [path.name for path in tmp_path.iterdir()] == ["chain.yaml"]
