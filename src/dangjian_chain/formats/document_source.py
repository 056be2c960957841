"""Documents as sheets: collections as keys of one mapping, or one collection as a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import frozen

from dangjian_chain.errors import Problem, nearest
from dangjian_chain.formats.sheet import Found, Sheet, or_else
from dangjian_chain.formats.words import words
from dangjian_chain.formats.yaml_source import Marks
from dangjian_chain.model.document import COLLECTIONS, SCHEMA

_SCHEMAS = ("schema", "$schema")


@cache
def collection_names() -> Mapping[str, str]:
    """Return the collection that each name for one means, in both languages."""
    named = {word: name for name, several in words("headers")["collections"].items() for word in several}
    return {**named, **{name: name for name in COLLECTIONS}}


@frozen
class Document:
    """
    The data of a document, and where it stands.

    Parameters
    ----------
    data : object
    source : str
    marks : callable
        Gives line and column by path; asked only where something has to be placed.
    has_lines : bool
        Whether `marks` costs nothing, so that rows are known by their lines.
    """

    data: Any
    source: str
    marks: Callable[[], Marks]
    has_lines: bool = False

    def place(self, path: tuple[Any, ...]) -> str:
        """Return the place of a path, or of the nearest value around it that has one."""
        known = self.marks()
        for end in range(len(path), -1, -1) if known else ():
            if path[:end] in known:
                line, column = known[path[:end]]
                return f"{self.source}:{line}:{column}"
        steps = "".join(
            f"[{step}]" if isinstance(step, int) else f".{step}" if step != "" else "" for step in path
        )
        return f"{self.source}{':' if steps else ''}{steps.lstrip('.')}"


def document_sheets(document: Document, only: str | None = None) -> Found:
    """
    Return the collections of a document as sheets.

    Parameters
    ----------
    document : Document
    only : str, optional
        The one collection that the document may hold, as a mapping or as the bare list.
    """
    data = document.data
    if only is not None and isinstance(data, list):
        return _list_sheet(document, data, only, ())
    if not isinstance(data, Mapping):
        zh, en = "文档应为“集合：条目列表”的形式", "a document is a mapping of collections to lists"
        return Found().blame("not-a-document", document.place(()), zh, en)
    found = _schema(document, data)
    seen: dict[str, str] = {}
    for key, rows in data.items():
        if key not in _SCHEMAS:
            _collection(document, found, seen, key, rows, only)
    return found


def _collection(  # noqa: PLR0913 - one key of a document, spelled out
    document: Document, found: Found, seen: dict[str, str], key: object, rows: object, only: str | None
) -> None:
    name = collection_names().get(str(key))
    if name is None:
        near = nearest(str(key), collection_names())
        said = or_else(near, f"不认识的集合“{key}”", f"unknown collection {str(key)!r}")
        found.problems.append(Problem("unknown-collection", document.place((key, "")), said))
    elif name in seen:
        zh, en = f"“{key}”与“{seen[name]}”是同一项", f"{str(key)!r} and {seen[name]!r} are one"
        found.blame("duplicate-key", document.place((key, "")), zh, en)
    elif only not in {None, name}:
        zh, en = (
            f"“{key}”不属于这个文件，请放入 {name} 的文件",
            f"{str(key)!r} does not belong here; put it in the file of {name}",
        )
        found.blame("misplaced-collection", document.place((key, "")), zh, en)
    else:
        seen[name] = str(key)
        found.add(_list_sheet(document, rows, name, (key,)))


def _schema(document: Document, data: Mapping[Any, Any]) -> Found:
    schema = data.get("schema")
    if schema is None:
        zh, en = f"未写明 schema，按 {SCHEMA} 读取", f"no schema is named, read as {SCHEMA}"
        return Found().note("schema", document.source, zh, en)
    if schema != SCHEMA:
        zh, en = f"schema 为“{schema}”，本程序读取 {SCHEMA}", f"the schema is {schema!r}; this reads {SCHEMA}"
        return Found().blame("unknown-schema", document.place(("schema",)), zh, en)
    return Found()


def _list_sheet(document: Document, rows: object, collection: str, path: tuple[Any, ...]) -> Found:
    """Return a list of mappings as the sheet of a collection."""
    if rows is None:
        return Found()
    if not isinstance(rows, list | tuple):
        zh, en = f"“{collection}”应为条目列表", f"{collection} should be a list of entries"
        return Found().blame("not-a-list", document.place(path), zh, en)
    found = Found()
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            zh, en = "每个条目应为“列：值”的形式", "an entry is a mapping of columns to values"
            found.blame("not-an-entry", document.place((*path, number)), zh, en)
    numbers = [number for number, row in enumerate(rows) if isinstance(row, Mapping)]
    found.sheets.append(_sheet(document, [rows[number] for number in numbers], numbers, collection, path))
    return found


def _sheet(
    document: Document,
    rows: Sequence[Mapping[Any, Any]],
    numbers: list[int],
    collection: str,
    path: tuple[Any, ...],
) -> Sheet:
    keys = list(dict.fromkeys(key for row in rows for key in row))

    def spot(row: int, header: int | None) -> str:
        if row < 0:
            first = (
                0
                if header is None
                else next(place for place, each in enumerate(rows) if keys[header] in each)
            )
            ends = () if header is None else (keys[header], "")
            return document.place((*path, numbers[first], *ends) if numbers else path)
        if header is None or keys[header] not in rows[row]:
            return document.place((*path, numbers[row]))
        return document.place((*path, numbers[row], keys[header]))

    known = document.marks() if document.has_lines else {}
    source = document.source if document.has_lines else f"{document.source} {collection}"
    lines = [known[*path, number][0] if known else number + 1 for number in numbers]
    cells: list[Sequence[Any]] = [[row.get(key) for row in rows] for key in keys]
    return Sheet(collection, source, [str(key) for key in keys], cells, lines, spot, is_table=False)
