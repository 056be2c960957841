"""What CSV and workbooks share: headers, names of sheets, cells in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

from dangjian_chain.formats.literal import marked
from dangjian_chain.formats.spelled import Spelled
from dangjian_chain.formats.spelling import SEPARATOR, UnspellableError, cell
from dangjian_chain.formats.words import cell_words, lookup
from dangjian_chain.model.column import Column
from dangjian_chain.model.document import TITLES
from dangjian_chain.model.kind import ROLE_KINDS
from dangjian_chain.text import Lang, Text

_BREAKS = re.compile(r"[;；、\n]")
_MARK_AT_END = re.compile(r"[（(]([^（()）]*)[）)]$")


@cache
def _words() -> frozenset[str]:
    return frozenset().union(*(cell_words(name) for name in ("nothing", "vacant", "repeats", "sums")))


def is_taken_otherwise(text: str) -> bool:
    """Whether a reader of tables takes a text for something else: nothing, a vacancy, a repetition, a sum."""
    return text.strip() in _words()


def is_taken_as_holder(text: str) -> bool:
    """Whether a reader takes the text of a holder's cell for something else, or for more than a name."""
    word = text.strip()
    mark = _MARK_AT_END.search(word)
    return (
        is_taken_otherwise(word)
        or word.startswith("拟任")
        or re.split(r"[（(]", word)[0].strip() in cell_words("vacant")
        or (mark is not None and mark[1].strip() in cell_words("marks"))
    )


def is_taken_as_class(text: str) -> bool:
    """Whether a reader takes the text of an organization's cell for a whole class, or otherwise."""
    word = text.strip()
    return is_taken_otherwise(word) or word.startswith("各") or word in lookup("classes")


def is_taken_as_post(text: str) -> bool:
    """Whether a reader takes the text of a role's cell for a kind of role, or otherwise."""
    word = text.strip()
    return is_taken_otherwise(word) or word in lookup("role_kinds") or word in ROLE_KINDS


_TAKEN: Mapping[str, Callable[[str], bool]] = {
    "person": is_taken_as_holder,
    "class": is_taken_as_class,
    "post": is_taken_as_post,
}
"""What a reader takes otherwise, by the type of cells where that is more than anywhere."""


def _check_items(items: tuple[str, ...] | str, place: str) -> None:
    for item in (items,) if isinstance(items, str) else items:
        if not item.strip() or _BREAKS.search(item):
            raise UnspellableError(
                place,
                Text(
                    zh=f"“{item}”写进单元格后会被拆开；请写成 YAML 或 JSON",
                    en=f"{item!r} would be broken in two in a cell; write YAML or JSON",
                ),
            )


def header(column: Column, language: Lang) -> str:
    """Return what a column is called in a table: its own name, or the Chinese header."""
    return column.zh if language == "zh" else column.name


def sheet_name(collection: str, language: Lang) -> str:
    """Return what a collection is called as a sheet or a file."""
    return TITLES[collection].zh if language == "zh" else collection


def table_rows(collection: Spelled, *, formulas: bool) -> Iterator[list[str | bool | float | date | None]]:
    """
    Yield the cells of a collection, row by row, marked where they could be mistaken.

    Parameters
    ----------
    collection : Spelled
    formulas : bool
        Whether the cells have no types, so that a text could be a formula.

    Raises
    ------
    UnspellableError
        If a list has an item that its cell would break in two, or lose.
    """
    for id_, *row in zip(collection.ids, *collection.values, strict=True):
        for column, value in zip(collection.columns, row, strict=True):
            if isinstance(value, tuple) or column.cell == "person":
                _check_items(value, f"{collection.name} {id_} {column.name}")
        yield [
            _marked_cell(value, column, formulas=formulas)
            for column, value in zip(collection.columns, row, strict=True)
        ]


def _marked_cell(value: object, column: Column, *, formulas: bool) -> str | bool | float | date | None:
    if isinstance(value, tuple):
        return SEPARATOR.join(marked(item, is_taken_otherwise, formulas=formulas) for item in value)
    found = cell(value)
    if not isinstance(found, str):
        return found
    return marked(found, _TAKEN.get(column.cell, is_taken_otherwise), formulas=formulas)
