"""Organizations and roles in cells, and the words that mean a whole class of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

from attrs import frozen

from dangjian_chain.errors import nearest
from dangjian_chain.formats.cells import CellError, CellReader
from dangjian_chain.formats.literal import MARK, unmarked
from dangjian_chain.formats.sheet import or_else
from dangjian_chain.formats.table_cells import is_taken_as_class, is_taken_as_post
from dangjian_chain.formats.words import lookup


@frozen
class Known:
    """The names that a cell of an assignment may mean, before it means a class."""

    organizations: Collection[str] = frozenset()
    roles: Collection[str] = frozenset()


def organization_or_class(cells: CellReader, known: Known, raw: object) -> str | None:
    """
    Return an id, or the class (`@branch`) that a word means.

    Words such as 党支部 mean a class in tables alone, where a mark can say that they do not.
    """
    if cells.is_table and isinstance(raw, str) and raw[:1] == MARK:
        literal, was_marked = unmarked(raw, is_taken_as_class)
        if was_marked and literal[:1] != "@":
            return _as_id(literal)
    text = cells.id(raw)
    if text is None or text in known.organizations:
        return text
    if text[:1] == "@":
        return _class(cells, text)
    named = lookup("classes").get(text) if cells.is_table or text[:1] == "各" else None
    if named is None and text[:1] == "各" and text[1:] in cells.organization_kinds:
        cells.refuse_part_of_a_kind(text[1:])
        named = f"@{cells.organization_kinds[text[1:]]}"
    if named is None:
        return text
    cells.note("word", text, named)
    return named


def _class(cells: CellReader, text: str) -> str:
    kinds = cells.organization_kinds
    if text == "@*":
        return text
    if text[1:] not in kinds:
        raise _unknown("unknown-class", text, kinds, "组织", "class")
    cells.refuse_part_of_a_kind(text[1:])
    return _noted(cells, text, f"@{kinds[text[1:]]}")


def role_or_kind(cells: CellReader, known: Known, raw: object) -> str | None:
    """Return an id, or the kind of role (`@secretary`) that a word of a table means."""
    if cells.is_table and isinstance(raw, str) and raw[:1] == MARK:
        literal, was_marked = unmarked(raw, is_taken_as_post)
        if was_marked and literal[:1] != "@":
            return _as_id(literal)
    text = cells.id(raw)
    if text is None or text in known.roles:
        return text
    kinds = cells.role_kinds
    if text[:1] == "@":
        if text[1:] not in kinds:
            raise _unknown("unknown-kind", text, kinds, "岗位", "kind of role")
        return _noted(cells, text, f"@{kinds[text[1:]]}")
    return role_word(cells, text) if cells.is_table else text


def role_word(cells: CellReader, text: str) -> str:
    """Return the kind of role that a word means, as `@secretary`; a word that means none stands as it is."""
    kind = cells.role_kinds.get(text)
    return text if kind is None else _noted(cells, text, f"@{kind}")


def _as_id(literal: str) -> str:
    return unicodedata.normalize("NFC", literal.strip())


def _noted(cells: CellReader, raw: str, read: str) -> str:
    if read != raw:
        cells.note("word", raw, read)
    return read


def _unknown(code: str, text: str, kinds: Mapping[str, str], what_zh: str, what_en: str) -> CellError:
    near = [f"@{name}" for name in nearest(text[1:], kinds)]
    said = or_else(near, f"没有“{text}”这类{what_zh}", f"there is no {what_en} {text!r}")
    return CellError(code, said.zh, said.en)
