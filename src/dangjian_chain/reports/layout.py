"""Text in columns that stay straight where Chinese and Latin letters are mixed."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

GAP = "  "
_ROOM = 1.08
_WITHOUT_WIDTH = {"Mn", "Me", "Cf", "Cc"}
_OPENING, _CLOSING = re.escape("“‘（《〈【「『([{"), re.escape("”’）》〉】」』，。、；：！？…%)]},.;:!?")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:{_WIDE}|(?:(?!{_WIDE}|[{_OPENING}])\S)+|(?=\s|$))[{_CLOSING}]*\s*|\S\s*"
)


def width(text: str) -> int:
    r"""
    Return how many cells of a terminal `text` takes: two for a Chinese character.

    Examples
    --------
    >>> width("branch"), width("党支部"), width("é"), width("e\u0301")
    (6, 6, 1, 1)
    """
    return sum(map(_width, text))


@cache
def _width(char: str) -> int:
    if unicodedata.category(char) in _WITHOUT_WIDTH:
        return 0
    return 1 + (unicodedata.east_asian_width(char) in "WF")


@lru_cache(maxsize=4096)
def lines_in(words: str, size: int) -> int:
    r"""
    Return on how many lines words stand in a column of a workbook, with some room for breaks between words.

    Examples
    --------
    >>> lines_in("党支部", 10), lines_in("党支部\n支部委员会", 6)
    (1, 5)
    """
    room = max(size - 1, 1)
    return sum(max(1, math.ceil(width(line) * _ROOM / room)) for line in words.split("\n"))


def padded(text: str, size: int, side: str = "l") -> str:
    """
    Return `text` filled with spaces to `size` cells: behind it, or before it where `side` is `r`.

    Examples
    --------
    >>> padded("支部", 6) + "|", padded("48", 6, "r") + "|"
    ('支部  |', '    48|')
    """
    space = " " * (size - width(text))
    return space + text if side == "r" else text + space


def table(rows: Sequence[Sequence[str]], sides: str) -> list[str]:
    r"""
    Return rows as lines in columns, each as wide as its widest cell.

    Parameters
    ----------
    rows : sequence of sequence of str
        All of one length.
    sides : str
        One letter a column: `l` for text, `r` for numbers.

    Examples
    --------
    >>> print("\n".join(table([("党支部", "9"), ("branch", "12")], "lr")))
    党支部   9
    branch  12
    """
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            padded(cell, size, side) for cell, size, side in zip(row, sizes, sides, strict=True)
        ).rstrip()
        for row in rows
    ]


def indented(text: str, by: int, size: int | None = None) -> str:
    """Return every line of `text` moved to the right, and wrapped where a `size` is given."""
    lines = text.split("\n")
    if size is not None:
        lines = [part for line in lines for part in wrapped(line, size - by)]
    return "\n".join(" " * by + line if line.strip() else "" for line in lines)


def wrapped(text: str, size: int) -> list[str]:
    """
    Return `text` as lines of at most `size` cells: Latin words stay whole, Chinese breaks anywhere.

    No line begins with a closing mark or ends with an opening one.

    Examples
    --------
    >>> wrapped("“主题党日”已列入清单，本级未见。", 16)
    ['“主题党日”已列入', '清单，本级未见。']
    >>> wrapped("one level manages the next", 12)
    ['one level', 'manages the', 'next']
    """
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece.rstrip()) > size and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [*lines[:-1], lines[-1].rstrip()]


def _pieces(text: str) -> list[str]:
    """Return what must stay on one line, each with the space that follows it."""
    return _PIECE.findall(text)
