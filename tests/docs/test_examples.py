"""The examples on the pages and in the READMEs run, and print what they show."""

from __future__ import annotations

import contextlib
import doctest
import io
import textwrap
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
def test_a_session_prints_what_the_page_shows(lang: str, name: str, page: str, monkeypatch: pytest.MonkeyPatch):
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
