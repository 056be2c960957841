"""Documents as sheets: collections as keys of one mapping, or one collection as a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from dangjian_chain.errors import Problem, nearest
from dangjian_chain.formats.sheet import Sheet, problem
from dangjian_chain.formats.words import words
from dangjian_chain.formats.yaml_source import Marks
from dangjian_chain.model.document import COLLECTIONS, SCHEMA, Understood
from dangjian_chain.text import Text

_SCHEMAS = ("schema", "$schema")


@cache
def collection_names() -> Mapping[str, str]:
    """Return the collection that each name for one means, in both languages."""
    named = {word: name for name, several in words("headers")["collections"].items() for word in several}
    return {**named, **{name: name for name in COLLECTIONS}}


def document_sheets(
    data: Any, source: str, marks: Callable[[], Marks]
) -> tuple[list[Sheet], list[Problem], list[Understood]]:
    """Return the collections of a document as sheets."""
    if not isinstance(data, Mapping):
        zh, en = "文档应为“集合：条目列表”的形式", "a document is a mapping of collections to lists"
        return [], [problem("not-a-document", source, zh, en)], []
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    notes: list[Understood] = []
    schema = data.get("schema")
    if schema is None:
        text = Text(zh=f"未写明 schema，按 {SCHEMA} 读取", en=f"no schema is named, read as {SCHEMA}")
        notes.append(Understood("schema", source, text))
    elif schema != SCHEMA:
        zh, en = f"schema 为“{schema}”，本程序读取 {SCHEMA}", f"the schema is {schema!r}; this reads {SCHEMA}"
        problems.append(problem("unknown-schema", _place(source, marks, ("schema",)), zh, en))
    seen: dict[str, str] = {}
    for key, rows in data.items():
        if key in _SCHEMAS:
            continue
        name = collection_names().get(str(key))
        place = _place(source, marks, (key, ""))
        if name is None:
            problems.append(_unknown(str(key), place))
        elif name in seen:
            zh, en = f"“{key}”与“{seen[name]}”是同一项", f"{key!r} and {seen[name]!r} are one"
            problems.append(problem("duplicate-key", place, zh, en))
        else:
            seen[name] = str(key)
            sheet, more = list_sheet(rows, name, source, marks, (key,))
            problems += more
            sheets += [sheet] if sheet is not None else []
    return sheets, problems, notes


def _unknown(key: str, place: str) -> Problem:
    near = nearest(key, collection_names())
    return problem(
        "unknown-collection",
        place,
        f"不认识的集合“{key}”" + (f"，是否为 {near[0]}" if near else ""),
        f"unknown collection {key!r}" + (f"; did you mean {near[0]}?" if near else ""),
    )


def _place(source: str, marks: Callable[[], Marks], path: tuple[Any, ...]) -> str:
    found = marks().get(path)
    if found is not None:
        return f"{source}:{found[0]}:{found[1]}"
    steps = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" if step != "" else "" for step in path
    )
    return f"{source}{':' if steps else ''}{steps.lstrip('.')}"


def list_sheet(
    rows: Any, collection: str, source: str, marks: Callable[[], Marks], path: tuple[Any, ...] = ()
) -> tuple[Sheet | None, list[Problem]]:
    """Return a list of mappings as the sheet of a collection; a mapping of id to row is one too."""
    if rows is None:
        return None, []
    if not isinstance(rows, list):
        zh, en = f"“{collection}”应为条目列表", f"{collection} should be a list of entries"
        return None, [problem("not-a-list", _place(source, marks, path), zh, en)]
    problems = []
    headers: dict[str, int] = {}
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            place = _place(source, marks, (*path, number))
            problems.append(
                problem(
                    "not-an-entry",
                    place,
                    "每个条目应为“列：值”的形式",
                    "an entry is a mapping of columns to values",
                )
            )
            continue
        for name in row:
            headers.setdefault(str(name), len(headers))
    kept = [(number, row) for number, row in enumerate(rows) if isinstance(row, Mapping)]
    names = list(headers)
    cells = [[row.get(name) for _, row in kept] for name in names]

    def spot(row: int, header: int | None) -> str:
        if row < 0:
            first = next((number for number, each in kept if header is not None and names[header] in each), 0)
            return _place(source, marks, (*path, first, *(() if header is None else (names[header], ""))))
        number = kept[row][0]
        if header is None or names[header] not in kept[row][1]:
            return _place(source, marks, (*path, number))
        return _place(source, marks, (*path, number, names[header]))

    known = marks() if kept else {}
    lines = [known.get((*path, number), (number + 1, 1))[0] for number, _ in kept]
    return Sheet(collection, source, names, cells, lines, spot, is_table=False), problems
