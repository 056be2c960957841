"""The trees are parallel: the same pages, anchors, headings and code in both languages."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import DOCS, ROOT, Block, anchors, blocks, generated, headings, written

PAGES = {
    lang: {**written(lang), **generated(lang), "README": (ROOT / name).read_text("utf-8")}
    for lang, name in (("zh", "README.zh-CN.md"), ("en", "README.md"))
}
SHOWN = {"text"}
"""Kinds of blocks that hold what was printed, in the language of the page; figures are compared."""


def _code(block: Block) -> tuple[str, str]:
    """Return a block as it must be alike: what is typed, without the language asked for."""
    text = re.sub(r"""(["'])(?:zh|en)\1""", "LANG", block.text)
    if block.kind == "pycon":
        text = "\n".join(line for line in text.split("\n") if line.startswith((">>>", "...")))
    if block.kind == "console":
        typed = "\n".join(line for line in text.split("\n") if line.startswith("$ "))
        text = re.sub(r"\s+# .*$", "", typed, flags=re.MULTILINE)
    if block.kind == "{toctree}":
        text = re.sub(r"^:caption: .+$", ":caption:", text, flags=re.MULTILINE)
    return block.kind, text


def test_both_trees_have_the_same_files():
    """A page added in one language is added in the other; so is whatever else a tree needs."""
    found = [
        {path.relative_to(DOCS / lang).as_posix() for path in (DOCS / lang).rglob("*") if path.is_file()}
        - set(generated(lang))
        for lang in ("zh", "en")
    ]
    kept = [{name for name in names if "__pycache__" not in name} for names in found]

    assert kept[0] == kept[1]
    assert list(PAGES["zh"]) == list(PAGES["en"])


@pytest.mark.parametrize("name", PAGES["en"])
def test_a_page_has_the_same_headings_and_anchors(name: str):
    """A link into one language leads to the same place in the other."""
    zh, en = PAGES["zh"][name], PAGES["en"][name]

    assert headings(zh) == headings(en)
    assert anchors(zh) == anchors(en)
    assert len(set(anchors(en))) == len(anchors(en))


@pytest.mark.parametrize("name", PAGES["en"])
def test_a_page_has_the_same_code(name: str):
    """What the reader types is the same; answers may be in the reader's language."""
    every = [blocks(PAGES[lang][name]) for lang in ("zh", "en")]
    if name == "README":
        every = [[block for block in found if block.kind not in SHOWN] for found in every]

    assert [_code(block) for block in every[0]] == [_code(block) for block in every[1]]


def test_anchors_are_unique_in_a_tree():
    """An anchor names one place."""
    every = [anchor for page in PAGES["en"].values() for anchor in anchors(page)]

    assert sorted(set(every)) == sorted(every)
