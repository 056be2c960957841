"""Whole columns at once: ids and texts of which no cell needs a look of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from dangjian_chain.formats.cells import EXACT, CellReader
from dangjian_chain.formats.literal import MARK
from dangjian_chain.formats.words import cell_words

_BETWEEN = "\x1f"


def plain_column(
    cells: CellReader, raws: Sequence[Any], distinct: Mapping[Any, None]
) -> list[str | None] | None:
    """
    Return a column of ids or texts as it is read, or `None` where some cell has to be looked at.

    A million cells are read one by one in a second, and at once in a tenth of it.

    Parameters
    ----------
    cells : CellReader
    raws : sequence
    distinct : mapping
        The distinct cells, all of one type but for `None`.

    Examples
    --------
    >>> cells = CellReader(is_table=True, organization_kinds={}, role_kinds={})
    >>> plain_column(cells, ["D1", "", None], {"D1": None, "": None, None: None})
    ['D1', None, None]
    >>> plain_column(cells, ["D1 "], {"D1 ": None}) is None
    True
    """
    held = [raw for raw in distinct if raw is not None and raw != ""]
    if not held or isinstance(held[0], str):
        return plain_texts(cells, raws)
    if max(map(abs, held)) >= EXACT or any(raw != raw // 1 for raw in held):
        return None
    known = {raw: str(int(raw)) for raw in held} | {None: None}
    cells.note("number-as-text", held[0], known[held[0]])
    return [known[raw] for raw in raws]


def plain_texts(cells: CellReader, raws: Sequence[Any]) -> list[str | None] | None:
    """
    Return a column of texts as it is read, or `None` where some cell is no text or has to be looked at.

    Examples
    --------
    >>> cells = CellReader(is_table=True, organization_kinds={}, role_kinds={})
    >>> plain_texts(cells, ["D1", "", None]), plain_texts(cells, ["D1", "无"]), plain_texts(cells, [1])
    (['D1', None, None], None, None)
    """
    if not set(map(type, raws)) <= {str, type(None)}:
        return None
    held = [raw for raw in raws if raw]
    return [raw or None for raw in raws] if _stand_as_they_are(cells, held) else None


def _stand_as_they_are(cells: CellReader, held: list[str]) -> bool:
    """Whether texts are in normal form, without spaces around them or marks, and no words for anything else."""
    others = cell_words("nothing") | cell_words("repeats") if cells.is_table else frozenset()
    joined = _BETWEEN.join(held)
    return (
        others.isdisjoint(held)
        and joined[:1] != MARK
        and f"{_BETWEEN}{MARK}" not in joined
        and (joined.isascii() or unicodedata.is_normalized("NFC", joined))
        and list(map(str.strip, held)) == held
    )
