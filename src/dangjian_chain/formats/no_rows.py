"""Rows of tables that are no data: blank ones, rows of sums, what stands below a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from dangjian_chain.formats.words import cell_words

_LOOKED_AT = 2
"""Columns from the left in which a row says that it is no data."""


def rows_of_no_data(
    cells: Sequence[Sequence[Any]], lead: Sequence[Any] | None
) -> tuple[list[int], dict[int, str]]:
    """
    Return the blank rows, and the rows of sums and feet with the word that shows them.

    Parameters
    ----------
    cells : sequence of sequence
        The raw cells, by column.
    lead : sequence, optional
        The values of a column that must be filled: only where it is not can a row be blank.

    Examples
    --------
    >>> rows_of_no_data([["D1", "", "合 计", "填表人：甲"], ["5", "", "5", ""]], None)
    ([1], {2: '合计', 3: '填表人'})
    """
    count = len(cells[0]) if cells else 0
    candidates = range(count) if lead is None else [row for row, value in enumerate(lead) if value is None]
    blank = [row for row in candidates if all(_is_nothing(column[row]) for column in cells)]
    words: dict[int, str] = {}
    first = _first_letters()
    for place, column in enumerate(cells[:_LOOKED_AT]):
        texts = [raw if isinstance(raw, str) else "" for raw in column]
        if not "".join(texts).isascii():
            for row in [row for row, text in enumerate(texts) if text[:1] in first]:
                opens = all(_is_nothing(before[row]) for before in cells[:place])
                if opens and (word := _word(texts[row])) is not None:
                    words.setdefault(row, word)
    return blank, dict(sorted(words.items()))


def _is_nothing(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and (not raw.strip() or raw.strip() in cell_words("nothing")))


@cache
def _first_letters() -> frozenset[str]:
    known = {word[0] for name in ("sums", "feet") for word in cell_words(name)}
    return frozenset({*known, " ", "\u3000", "\t", "\n"})


def _word(raw: str) -> str | None:
    plain = re.sub(r"\s", "", raw)
    if plain in cell_words("sums"):
        return plain
    head, mark, _ = plain.replace(":", "：").partition("：")
    return head if mark and head in cell_words("feet") else None
