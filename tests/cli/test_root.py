"""The command line itself: help, languages, usage, faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dangjian_chain import __version__
from dangjian_chain.cli import check as check_module
from dangjian_chain.cli.summaries import SUMMARIES
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import document, process, run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_command(lang: str) -> None:
    done = run("--help", lang=lang)

    assert done.code == 0
    assert all(name in done.out and words.of(lang) in done.out for name, words in SUMMARIES.items())


@pytest.mark.parametrize("name", SUMMARIES.keys())
def test_every_command_explains_itself_in_both_languages(name: str) -> None:
    zh, en = run(name, "-h", lang="zh"), run(name, "--help", lang="en")

    assert (zh.code, en.code) == (0, 0)
    assert SUMMARIES[name].zh in zh.out
    assert "选项：" in zh.out
    assert SUMMARIES[name].en in en.out
    assert "Options:" in en.out
    assert en.out.isascii()


@pytest.mark.parametrize("name", SUMMARIES.keys())
def test_no_line_of_help_is_wider_than_a_console(name: str) -> None:
    from dangjian_chain.reports.layout import width

    lines = [
        *run(name, "--help", lang="zh").out.splitlines(),
        *run(name, "--help", lang="en").out.splitlines(),
    ]

    assert max(map(width, lines)) <= 80


def test_without_a_command_the_help_is_shown_and_it_is_wrong_usage() -> None:
    done = run()

    assert done.code == 2
    assert "Commands:" in done.out + done.err


def test_version() -> None:
    assert run("--version").out == f"dangjian-chain {__version__}\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_command_that_is_not_there_names_the_nearest(lang: str) -> None:
    done = run("chek", lang=lang)

    assert (done.code, done.out) == (2, "")
    assert "check" in done.err.splitlines()[-1]


def test_wrong_usage_is_told_in_the_language_of_the_line() -> None:
    assert "没有选项" in run("check", "--bogus", "x", "--lang", "zh").err
    assert "No such option" in run("check", "--bogus", "x", "--lang", "en", lang="zh").err
    assert "缺少参数" in run("--lang=zh", "explain").err
    assert "多出了参数" in run("rules", "x", lang="zh").err
    assert "后面应有" in run("check", "x", "--at", lang="zh").err
    assert "不在可选范围" in run("rules", "--format", "xml", lang="zh").err


def test_lang_may_stand_anywhere_and_the_last_language_is_not_kept(tmp_path: Path) -> None:
    path = document(tmp_path)

    assert "核对清单" in run("--lang", "zh", "check", path).out
    assert "核对清单" in run("check", path, "--lang", "zh").out
    assert "List to verify" in run("check", path).out


def test_another_language_is_wrong_usage() -> None:
    assert run("--lang", "fr", "rules").code == 2


def fault(*_: object, **__: object) -> None:
    raise RuntimeError("11010119900101001X is not\na number")  # noqa: TRY003 - what any library might say


def test_a_fault_of_the_program_is_one_line_and_has_its_own_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_module, "detect_gaps", fault)
    done = run("check", document(tmp_path))

    assert (done.code, done.out) == (70, "")
    assert done.err.count("\n") == 1
    assert "RuntimeError: 1***X is not a number" in done.err
    assert "report" in done.err


def test_a_program_is_told_of_a_fault_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "detect_gaps", fault)
    done = run("check", document(tmp_path), "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("errors")).validate(told)

    assert (done.code, told["exit_code"], told["problems"][0]["code"]) == (70, 70, "fault")


def test_debug_shows_where_the_fault_is() -> None:
    code = (
        "from dangjian_chain.cli import main, check\n"
        "def fault(*a, **k): raise RuntimeError('here')\n"
        "check.detect_gaps = fault\n"
        "main()"
    )
    import subprocess
    import sys

    starter = Path(__file__).parents[2] / "src" / "dangjian_chain" / "cli" / "starter" / "en"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(starter), "--debug"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("a fault of the program (RuntimeError: here)")


def test_starting_up_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import dangjian_chain.cli, sys; print(sorted({'yaml', 'networkx', 'pandas', 'narwhals'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"


def test_both_ways_to_start_it_are_one() -> None:
    import subprocess
    import sys

    first, second = (
        process("--version"),
        subprocess.run(
            [sys.executable, "-m", "dangjian_chain.cli", "--version"],
            check=True,
            capture_output=True,
            text=True,
        ),
    )

    assert first.out == second.stdout


def test_shells_can_complete_commands() -> None:
    done = process(_DANGJIAN_CHAIN_COMPLETE="bash_complete", COMP_WORDS="dangjian-chain ch", COMP_CWORD="1")

    assert "check" in done.out
