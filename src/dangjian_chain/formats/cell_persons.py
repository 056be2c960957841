"""Persons in cells: names, the marks beside them, and posts that nobody holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from attrs import frozen

from dangjian_chain.formats.cells import BREAKS, CellError, CellReader
from dangjian_chain.formats.literal import unmarked
from dangjian_chain.formats.table_cells import is_taken_as_holder
from dangjian_chain.formats.words import cell_words

_MARKED = re.compile(r"(.*?)\s*[（(]([^（()）]*)[）)]")


@frozen
class Holder:
    """One who holds a post, and whether only acting."""

    person: str
    acting: bool = False


def holders(cells: CellReader, raw: object) -> tuple[Holder, ...] | None:
    """
    Return the holders that a cell names.

    `None` where nothing is entered; none at all where it says vacant.
    """
    if isinstance(raw, list | tuple):
        read = [holders(cells, item) for item in raw if not isinstance(item, list | tuple)]
        if len(read) < len(raw):
            raise CellError(
                "not-a-text", "应为姓名，填写的是列表中的列表", "a name is wanted, this is a list in a list"
            )
        return _together(cells, raw, read)
    if not isinstance(raw, str):
        text = cells.id(raw)
        return None if text is None else (Holder(text),)
    if _is_plain_name(cells, raw):
        return (Holder(raw),)
    return _together(cells, raw, [_holder(cells, part) for part in BREAKS.split(raw)])


def _is_plain_name(cells: CellReader, raw: str) -> bool:
    """Whether a cell holds letters and digits that mean nothing else: what most cells of a large table are."""
    return (
        raw.isalnum()
        and not cells.is_nothing(raw)
        and raw not in cell_words("vacant")
        and not raw.startswith("拟任")
        and unicodedata.is_normalized("NFC", raw)
    )


def person(cells: CellReader, raw: object) -> Holder | tuple[()] | None:
    """Return the one person whom a cell of a table names, or `()` where it says vacant."""
    found = holders(cells, raw)
    if found is not None and len(found) > 1:
        raise CellError(
            "several-persons", "一行登记一人，请分行填写", "one row holds one person; use a row for each"
        )
    return found[0] if found else found  # type: ignore[return-value]


def _together(
    cells: CellReader, raw: object, read: Iterable[tuple[Holder, ...] | None]
) -> tuple[Holder, ...] | None:
    """Return all whom the parts of a cell name; noted where one of several says vacant."""
    named = [each for each in read if each is not None]
    found = tuple(dict.fromkeys(holder for each in named for holder in each))
    if found and () in named:
        cells.note("word", raw, "、".join(holder.person for holder in found))
    return found if named else None


def _holder(cells: CellReader, part: str) -> tuple[Holder, ...] | None:
    """Return who one part of a cell names; `()` where it says vacant."""
    if cells.is_table:
        literal, was_marked = unmarked(part.strip(), is_taken_as_holder)
        if was_marked:
            return (Holder(unicodedata.normalize("NFC", literal)),)
    item = cells.id(part)
    if item is None:
        return None
    name, acting = _without_marks(item)
    if not name or _before_bracket(name) in cell_words("vacant") or name.startswith("拟任"):
        return ()
    if name != item:
        cells.note("mark", item, f"{name}{'，代理' if acting else ''}")
    return (Holder(name, acting),)


def _before_bracket(name: str) -> str:
    """Return a name without what stands in brackets behind it: 空缺（已上报） is vacant all the same."""
    return name.replace("(", "（").partition("（")[0].strip()


def _without_marks(item: str) -> tuple[str, bool]:
    name, acting = item, False
    while (found := _MARKED.fullmatch(name)) and found[2].strip() in cell_words("marks"):
        acting |= found[2].strip() in cell_words("acting")
        name = found[1]
    return name, acting
