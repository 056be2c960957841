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

from tests.docs.pages import LANGUAGES, ROOT, blocks, written

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
