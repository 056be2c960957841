"""The examples on the pages and in the READMEs run, and print what they show."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import LANGUAGES, ROOT, blocks, cells, written

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
READMES = ("README.md", "README.zh-CN.md")


def _sessions() -> list[tuple[str, str, str]]:
    return [
        (lang, name, page)
        for lang in LANGUAGES
        for name, page in written(lang).items()
        if any(block.kind == "pycon" for block in blocks(page))
    ]


@pytest.mark.parametrize(
    ("lang", "name", "page"), [pytest.param(*one, id=f"{one[0]}-{one[1]}") for one in _sessions()]
)
def test_a_session_prints_what_the_page_shows(
    lang: str, name: str, page: str, monkeypatch: pytest.MonkeyPatch
):
    """The sessions of a page are one, run from the folder of the project."""
    monkeypatch.chdir(ROOT)
    parser = doctest.DocTestParser()
    examples = []
    for block in blocks(page):
        if block.kind == "pycon":
            for example in parser.get_examples(block.text + "\n"):
                example.lineno += block.line - 1
                examples.append(example)
    test = doctest.DocTest(examples, {}, f"{lang}/{name}", f"docs/{lang}/{name}", 0, page)
    told = io.StringIO()
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.write)

    assert not told.getvalue(), told.getvalue()


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        pytest.param(lang, name, id=f"{lang}-{name}")
        for lang in LANGUAGES
        for name, page in written(lang).items()
        if cells(page)
    ],
)
def test_the_cells_of_a_notebook_run(lang: str, name: str, monkeypatch: pytest.MonkeyPatch):
    """In order and in one namespace, as the build runs them; what they show is the build's business."""
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for cell in cells(written(lang)[name]):
        exec(compile("\n" * (cell.line - 1) + cell.text, f"docs/{lang}/{name}", "exec"), names)


@pytest.mark.skipif(os.name == "nt", reason="a script for sh")
def test_the_nightly_script_says_whether_to_look(tmp_path: Path):
    """Silence, the name of the result, or what cannot be read; the exit code says which."""
    script = next(block for block in blocks(written("en")["howto/nightly.md"]) if block.kind == "sh")
    (tmp_path / "nightly.sh").write_text(script.text + "\n", "utf-8")
    command = tmp_path / ".venv" / "bin" / "dangjian-chain"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dangjian_chain "$@"\n', "utf-8")
    command.chmod(0o755)
    (tmp_path / "lists").mkdir()

    def night(head: str, superior: str) -> tuple[int, list[str]]:
        table = f"id,kind,{head}\nD1,committee,\nD1-01,branch,{superior}\n"
        (tmp_path / "lists" / "organizations.csv").write_text(table, "utf-8")
        called = ["sh", "nightly.sh"]
        done = subprocess.run(called, cwd=tmp_path, check=False, capture_output=True, encoding="utf-8")
        return done.returncode, (done.stdout + done.stderr).splitlines()

    quiet, told, broken = night("superior", "D1"), night("superior", "D9"), night("superiour", "D1")
    (result,) = (tmp_path / "results").glob("*-*-*.json")

    assert quiet == (0, [])
    assert told == (1, [f"results/{result.name}"])
    assert (broken[0], broken[1][0].partition(": ")[0]) == (3, "organizations.csv:1:3")


@pytest.mark.parametrize("name", READMES)
def test_the_example_of_the_readme_prints_what_stands_under_it(name: str, monkeypatch: pytest.MonkeyPatch):
    """Twelve lines of Python, run from the folder of the project."""
    monkeypatch.chdir(ROOT)
    found = blocks((ROOT / name).read_text("utf-8"))
    place = next(number for number, block in enumerate(found) if block.kind == "python")
    code, shown = found[place], found[place + 1]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code.text, name, "exec"), {})

    assert len(code.text.split("\n")) == 12
    assert printed.getvalue().rstrip() == shown.text


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_what_comes_out_is_what_the_demo_prints(name: str, lang: str, tmp_path: Path):
    """Every line that the README shows stands in the output, in that order; `…` leaves some out."""
    command = [sys.executable, "-m", "dangjian_chain", "demo", "--out", str(tmp_path / "out"), "--lang", lang]
    done = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}
    )
    printed = iter(done.stdout.splitlines())
    shown = next(block for block in blocks((ROOT / name).read_text("utf-8")) if block.kind == "text")

    assert [line for line in shown.text.split("\n") if line != "…" and line not in printed] == []
