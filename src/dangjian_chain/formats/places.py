"""Places in workbooks, as people find them."""

from __future__ import annotations


def letters_of(column: int) -> str:
    """
    Return the letters of a column, counted from 0.

    Examples
    --------
    >>> letters_of(0), letters_of(26)
    ('A', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
