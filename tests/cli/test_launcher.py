"""`init --launcher`: the files that a folder is dropped on, and what they run."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dangjian_chain.cli import launcher
from dangjian_chain.cli.language import VARIABLE
from dangjian_chain.cli.launcher import FILES, launcher_files, python_here
from tests.cli.running import run
from tests.office import starter

BATCH, SCRIPT = FILES


def started(script: Path, *args: object, said: str, **environment: str) -> tuple[int, str, str]:
    """Run the script as a double click does; return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, str(script), *map(str, args)],
        check=False,
        input=said.encode(),
        capture_output=True,
        timeout=60,
        env={name: value for name, value in os.environ.items() if name != VARIABLE} | environment,
    )
    code = environment.get("PYTHONIOENCODING", "utf-8")
    return done.returncode, done.stdout.decode(code), done.stderr.decode(code)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    run("init", "--launcher", tmp_path / "启 动", lang="zh")
    return tmp_path / "启 动" / SCRIPT


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "党建 材料（1）"
    folder.mkdir()
    starter.starter(folder)
    return folder


# --- the files --------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_files_are_written_and_named(tmp_path: Path, lang: str) -> None:
    """Into a folder that is made, or one that is there with other things in it."""
    (tmp_path / "mine.txt").write_text("mine")
    for folder in (tmp_path / "新" / "夹", tmp_path):
        for _ in range(2):
            done = run("init", "--launcher", folder, lang=lang)

            assert (done.code, done.err) == (0, "")
            assert [name for name in (*FILES, str(folder)) if name not in done.out] == []
        assert {name: (folder / name).read_bytes() for name in FILES} == launcher_files(python_here())
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("python", [r"C:\Python313\python.exe", "/usr/bin/python3"])
def test_the_batch_file_is_ascii_with_its_ends_of_lines(python: str) -> None:
    """As Windows reads it in any code page."""
    batch = launcher_files(python)[BATCH]

    assert batch.isascii()
    assert batch.count(b"\n") == batch.count(b"\r\n") > 3
    assert f'"{python}" -m dangjian_chain.cli.launcher %*\r\n'.encode() in batch
    assert batch.startswith(b"@echo off\r\n")


def test_a_chinese_path_is_in_the_code_page_of_chinese_windows() -> None:
    python = r"C:\Users\党建办\python.exe"
    batch = launcher_files(python)[BATCH]

    assert python in batch.decode("gbk")
    assert python.encode("gbk") in batch
    assert batch.count(b"\n") == batch.count(b"\r\n")


def test_a_percent_sign_in_the_path_stands_for_itself() -> None:
    batch = launcher_files(r"C:\100%done%\python.exe")[BATCH].decode()

    assert r'"C:\100%%done%%\python.exe" -m' in batch
    assert "%" not in batch.replace("%%", "").replace("%*", "")


def test_the_script_is_utf8_and_names_no_path() -> None:
    script = launcher_files(r"C:\Users\党建办\python.exe")[SCRIPT]

    assert script == launcher_files("/usr/bin/python3")[SCRIPT]
    compile(script, SCRIPT, "exec")


@pytest.mark.parametrize(
    ("running", "named"),
    [
        ("/opt/py/python3", "/opt/py/python3"),
        ("/opt/py/pythonw.exe", "/opt/py/python.exe"),
        ("/opt/py/PythonW.exe", "/opt/py/python.exe"),
    ],
)
def test_the_python_that_runs_is_named_with_a_window_of_its_own(
    monkeypatch: pytest.MonkeyPatch, running: str, named: str
) -> None:
    monkeypatch.setattr(sys, "executable", running)

    assert Path(python_here()) == Path(named)


def test_a_path_that_the_code_page_lacks_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a user whose name has a rare character."""
    monkeypatch.setattr(sys, "executable", "/opt/𬭳/python")
    done = run("init", "--launcher", tmp_path / "a", lang="zh")

    assert done.code in {0, 4}, done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_place_that_is_a_file_is_refused_in_words_of_ours(tmp_path: Path, lang: str) -> None:
    (tmp_path / "file").write_text("mine")
    done = run("init", "--launcher", tmp_path / "file", lang=lang)

    assert (done.code, done.out) == (4, "")
    assert ("无法写入" if lang == "zh" else "cannot be written") in done.err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("places", [(), ("a", "b")])
def test_one_place_is_needed(tmp_path: Path, places: tuple[str, ...]) -> None:
    done = run("init", "--launcher", *(tmp_path / name for name in places), lang="zh")

    assert done.code == 2
    assert list(tmp_path.iterdir()) == []


# --- what they run ----------------------------------------------------------------------


def test_a_folder_is_dropped_on_it(script: Path, tables: Path) -> None:
    """The question is asked, and the window waits to be read."""
    code, out, err = started(script, tables, said="2\n\n", PYTHONIOENCODING="gbk")

    assert code == 0, err
    assert "待核实" in out
    assert out.endswith("按回车键关闭 | press Enter to close ")
    assert "unit_type: 事业单位" in (tables / "读表对应.yaml").read_text(encoding="utf-8")
    assert (tables / "核对结果" / "核对清单.xlsx").exists()


def test_a_folder_is_dragged_into_the_window(script: Path, tables: Path) -> None:
    """Where the file was opened by a double click."""
    code, out, err = started(script, said=f'"{tables}"\n\n\n')

    assert code == 0, err
    assert str(tables / "核对结果") in out


def test_what_went_wrong_stays_to_be_read(script: Path, tmp_path: Path) -> None:
    code, out, err = started(script, tmp_path / "没有", said="\n")

    assert code == 3
    assert "没有这个文件或文件夹" in err
    assert "按回车键关闭" in out


@pytest.mark.parametrize("code", [0, 3, 4, 130, None])
@pytest.mark.parametrize("stop", [None, EOFError, KeyboardInterrupt, OSError])
def test_the_exit_code_is_passed_on_however_the_window_is_closed(
    monkeypatch: pytest.MonkeyPatch, code: int | None, stop: type[BaseException] | None
) -> None:
    given: list[list[str]] = []

    class Root:
        @staticmethod
        def main(args: list[str]) -> None:
            given.append(args)
            raise SystemExit(code)

    def closed(prompt: str) -> str:
        if stop is not None:
            raise stop
        return ""

    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(launcher, "root", Root)
    monkeypatch.setattr(sys, "argv", ["核对责任链.py", "党建 材料（1）", "b.xlsx"])
    monkeypatch.setattr(builtins, "input", closed)
    with pytest.raises(SystemExit) as leaving:
        launcher.main()

    assert leaving.value.code == (code or 0)
    assert given == [["office", "--ask", "--lang", "zh", "党建 材料（1）", "b.xlsx"]]


def test_another_language_may_be_asked_for(script: Path, tmp_path: Path) -> None:
    code, _, err = started(script, tmp_path / "gone", said="\n", **{VARIABLE: "en"})

    assert code == 3
    assert "there is no such file or folder" in err
