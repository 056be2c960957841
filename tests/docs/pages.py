"""Pages of the documentation taken apart: headings, anchors, blocks of code."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("zh", "en")

_FENCE = re.compile(r"^(```+|:::+)(.*)$")


class Block(NamedTuple):
    """A fenced block: its kind (`yaml`, `{toctree}`), its lines, the line it begins on."""

    kind: str
    text: str
    line: int


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page."""
    found: list[Block] = []
    fence, kind, start = "", "", 0
    held: list[str] = []
    for number, line in enumerate(page.splitlines(), start=1):
        mark = _FENCE.match(line)
        if not fence and mark:
            fence, kind, start, held = mark[1], mark[2].strip(), number + 1, []
        elif fence and line.rstrip() == fence:
            found.append(Block(kind, "\n".join(held), start))
            fence = ""
        elif fence:
            held.append(line)
    assert not fence, f"the block of line {start - 1} is not closed"
    return found


def cells(page: str) -> list[Block]:
    """Return the cells of a page that runs in the build, with blank lines for their options."""
    return [
        block._replace(text=re.sub(r"^:.*$", "", block.text, flags=re.MULTILINE))
        for block in blocks(page)
        if block.kind.startswith("{code-cell}")
    ]


def prose(page: str) -> list[str]:
    """Return the lines of a page that stand in no block."""
    inside = {
        number
        for block in blocks(page)
        for number in range(block.line - 1, block.line + len(block.text.split("\n")) + 1)
    }
    return [line for number, line in enumerate(page.splitlines(), start=1) if number not in inside]


def headings(page: str) -> list[int]:
    """Return the depths of a page's headings, in order."""
    return [len(line) - len(line.lstrip("#")) for line in prose(page) if re.match(r"#+ ", line)]


def anchors(page: str) -> list[str]:
    """Return the anchors that a page sets, in order."""
    return re.findall(r"^\(([\w-]+)\)=$", "\n".join(prose(page)), flags=re.MULTILINE)


def written(lang: str) -> dict[str, str]:
    """Return the pages of a tree that people wrote, by path; those that are made are left out."""
    made = generated(lang)
    tree = DOCS / lang
    paths = {path.relative_to(tree).as_posix(): path for path in tree.rglob("*.md")}
    return {name: path.read_text("utf-8") for name, path in sorted(paths.items()) if name not in made}


@cache
def generated(lang: str) -> dict[str, str]:
    """Return the pages of a tree that are made from the library, by path."""
    if str(DOCS) not in sys.path:
        sys.path.insert(0, str(DOCS))
    import _generate

    return _generate.pages(lang)
