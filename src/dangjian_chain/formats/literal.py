"""
Text in cells of tables that must be taken as it stands.

A cell of a table is read as people fill it: `-` and `无` are nothing, `同上` is
the cell above, `合计` opens a row of sums; and a spreadsheet takes `=1+1` for a
formula. A leading `'` says that what follows is meant as written. The rule,
for writers and readers of every table:

- a text that opens with `=`, `+`, `-`, `@`, a tab or a carriage return, or
  that a reader would take for something else, *needs* a mark;
- so does a text that is a `'` before such a text;
- in a list each item is such a text, so that the mark of the first guards the cell;
- a writer puts one `'` before a text that needs it (workbooks, whose cells
  have types, need none against formulas);
- a reader takes one `'` off where what follows needs it, and then reads the
  rest as written; any other `'` is part of the text.
"""

from __future__ import annotations

from collections.abc import Callable

MARK = "'"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What opens a formula in a spreadsheet, or hides one."""


def needs_mark(text: str, is_taken_otherwise: Callable[[str], bool]) -> bool:
    """
    Return whether `text` needs a mark to be taken as it stands.

    Examples
    --------
    >>> [needs_mark(text, {"无"}.__contains__) for text in ("=1+1", "无", "'无", "无误", "it's")]
    [True, True, True, False, False]
    """
    bare = text.lstrip(MARK)
    return bare.startswith(FORMULA) or is_taken_otherwise(bare)


def marked(text: str, is_taken_otherwise: Callable[[str], bool], *, formulas: bool = True) -> str:
    """
    Return `text` with a mark where it needs one.

    Parameters
    ----------
    text : str
        What the cell means.
    is_taken_otherwise : callable
        Whether a reader would take a text for something else.
    formulas : bool
        Whether the table has no types, so that a formula is only text.

    Examples
    --------
    >>> marked("@branch", set().__contains__), marked("@branch", set().__contains__, formulas=False)
    ("'@branch", '@branch')
    """
    if not needs_mark(text, is_taken_otherwise):
        return text
    return text if not formulas and text.startswith(FORMULA) and not is_taken_otherwise(text) else MARK + text


def unmarked(text: str, is_taken_otherwise: Callable[[str], bool]) -> tuple[str, bool]:
    """
    Return what a cell means, and whether it was marked: then it is read as written.

    Examples
    --------
    >>> unmarked("'-", {"-"}.__contains__), unmarked("'tis", {"-"}.__contains__)
    (('-', True), ("'tis", False))
    """
    if text.startswith(MARK) and needs_mark(text[1:], is_taken_otherwise):
        return text[1:], True
    return text, False
