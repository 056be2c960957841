"""Conditions and bearers in cells: `min_full_members=7; temporary=false`, `first=secretary; direct=a|b`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from dangjian_chain.errors import nearest
from dangjian_chain.formats.cells import CellError, CellReader, shown
from dangjian_chain.formats.sheet import or_else
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.bearers import Alternatives, Bearers
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.text import Text

_PARTS = re.compile(r"[;；\n]")
_ALTERNATIVES = re.compile(r"[|/]")
_RESPONSIBILITY = Text(zh="责任类型", en="responsibility")


def conditions(cells: CellReader, raw: object) -> Conditions:
    """Return conditions, written as `min_full_members=7; temporary=false` or as a mapping."""
    known = list(attrs.fields_dict(Conditions))
    values: dict[str, Any] = {}
    for name, value in _pairs(cells, raw):
        if name not in known:
            said = or_else(
                nearest(name, known), f"没有“{shown(name)}”这项条件", f"there is no condition {shown(name)!r}"
            )
            raise CellError("unknown-condition", said.zh, said.en)
        if name in values:
            raise CellError(
                "unknown-condition", f"条件“{name}”写了两次", f"the condition {name!r} stands twice"
            )
        values[name] = _condition(cells, name, value)
        if values[name] in {None, ()}:
            raise CellError(
                "unknown-condition", f"条件“{name}”没有写明取值", f"the condition {name!r} states no value"
            )
    return Conditions(**values)


def _condition(cells: CellReader, name: str, value: object) -> object:
    if name == "unit_type":
        items = value if isinstance(value, list | tuple) else str("" if value is None else value).split("|")
        types = [cells.open_choice(item, "unit_types") for item in items]
        return () if None in types else tuple(types)
    return cells.count(value) if name.endswith("members") else cells.flag(value)


def bearers(cells: CellReader, raw: object) -> Bearers:
    """Return bearers, written as `first=secretary; direct=a|b` or as a mapping."""
    known = {**lookup("responsibility"), **{word.value: word.value for word in Responsibility}}
    found: dict[str, Alternatives] = {}
    for name, value in _pairs(cells, raw):
        word = cells.word(name, known, _RESPONSIBILITY)
        if word in found:
            raise _unreadable(name, "写了两次", "stands twice")
        found[word] = _alternatives(cells, name, value)
        if found[word] and word == Responsibility.PRINCIPAL:
            raise _unreadable(name, "由组织承担，不写岗位", "is the organization's own and names no role")
        if not found[word] and word != Responsibility.PRINCIPAL:
            raise _unreadable(name, "没有写明由哪类岗位承担", "does not say which role bears it")
    return Bearers.of(found)


def _unreadable(name: str, zh: str, en: str) -> CellError:
    return CellError("unreadable-bearers", f"“{shown(name)}”{zh}", f"{shown(name)!r} {en}")


def _alternatives(cells: CellReader, name: str, value: object) -> Alternatives:
    if value is None or value == "":
        return ()
    items = value if isinstance(value, list | tuple) else _ALTERNATIVES.split(str(value))
    found = []
    for item in items:
        together = item if isinstance(item, list | tuple) else str(item).split("+")
        kinds = tuple(cells.kind(each, cells.role_kinds) or "" for each in together)
        if not kinds or not all(kinds):
            raise _unreadable(name, "有一处没有写明岗位", "leaves out a role")
        found.append(kinds)
    return tuple(found)


def _pairs(cells: CellReader, raw: object) -> list[tuple[str, object]]:
    if isinstance(raw, Mapping):
        return [(str(name).strip(), value) for name, value in raw.items()]
    if isinstance(raw, list | tuple):
        return [
            pair
            for item in raw
            for pair in (_pairs(cells, item) if isinstance(item, Mapping) else _written(cells.plain(item)))
        ]
    return _written(cells.plain(raw))


def _written(text: str | None) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = []
    for part in _PARTS.split(text or ""):
        if part.strip():
            name, mark, value = re.sub("[：＝]", "=", part).partition("=")
            pairs.append((name.strip(), value.strip() if mark else None))
    return pairs
