"""Reading: a folder, a document or a workbook becomes a chain, or everything wrong in it is said."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from dangjian_chain.errors import UnreadableDocumentError, nearest
from dangjian_chain.formats.assembling import Assembler
from dangjian_chain.formats.csv_source import csv_file
from dangjian_chain.formats.decoding import text_of
from dangjian_chain.formats.document_source import Document, collection_names, document_sheets
from dangjian_chain.formats.json_source import loaded, marks_of
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.plain_workbook import plain_sheets
from dangjian_chain.formats.read_workbook import WORKBOOKS, grids_of
from dangjian_chain.formats.sheet import Found
from dangjian_chain.formats.yaml_source import composed
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import COLLECTIONS

_DOCUMENTS = (".yaml", ".yml", ".json")
_LARGEST_YAML = 128 * 2**20
"""A larger one takes minutes, and ten times its size in memory; CSV and JSON do not."""


def read(path: str | os.PathLike[str], **options: Any) -> ResponsibilityChain:
    """
    Read a chain.

    Parameters
    ----------
    path : path-like
        A folder with a file a collection (`organizations.csv`, `duties.yaml`,
        `组织.csv`), one YAML or JSON document, or a workbook with a sheet a collection.
    duplicates : {"refuse", "keep-first"}
        Whether a second row of one id is an error, or left out and spoken of as DJ907.
    bad_rows : {"refuse", "set-aside"}
        Whether an unreadable row is an error, or left out and spoken of as DJ908.
    columns, kinds : mapping
        Headers and codes of the source, and what they are called here.
    roots : sequence
        Values of `superior` that mean there is none.
    code_levels : sequence of int, or str
        Where the ids say the hierarchy.
    wide : bool, optional
        Whether posts may be columns of organizations; recognized by default.

    Returns
    -------
    ResponsibilityChain
        With `understood`, every reading that was not literal.

    Raises
    ------
    UnreadableDocumentError
        With everything wrong in all files; nothing was loaded.
    OptionError
        If an option means nothing.
    MissingExtraError
        If a workbook is read and the extra `excel` is not installed.

    Notes
    -----
    What falls short in a chain that reads well is no error: see `detect_gaps`.
    """
    chosen = ReadOptions(**options)
    place = Path(path)
    if place.is_dir():
        found = _folder(place)
    elif place.exists():
        found = _guarded(place, _file)
    else:
        found = Found().blame(
            "no-such-file", str(place), "没有这个文件或文件夹", "there is no such file or folder"
        )
    return _chain(found, chosen)


def read_text(text: str, *, name: str = "document", **options: Any) -> ResponsibilityChain:
    """
    Read a chain from the text of a YAML (or JSON) document; options as in `read`.

    Examples
    --------
    >>> chain = read_text("organizations: [{id: D1, kind: committee}, {id: D1-01, superior: D1, kind: branch}]")
    >>> chain.hierarchy.superiors("D1-01")
    ['D1']
    """
    chosen = ReadOptions(**options)
    return _chain(_yaml(text, name) if text.strip() else Found(), chosen)


def chain_from_document(
    data: Mapping[str, Any],
    *,
    name: str = "document",
    **options: Any,
) -> ResponsibilityChain:
    """Return the chain of a document already parsed to mappings and lists; options as in `read`."""
    chosen = ReadOptions(**options)
    return _chain(document_sheets(Document(data, name, dict)), chosen)


def _chain(found: Found, options: ReadOptions) -> ResponsibilityChain:
    return Assembler(options, found.problems, found.notes).chain(found.sheets)


def _guarded(path: Path, how: Any, *more: str) -> Found:
    """Return what a file holds; what the system says is wrong with it is a problem like any other."""
    try:
        found: Found = how(path, *more)
    except OSError as error:
        what = error.strerror or str(error)
        found = Found().blame(
            "unreadable-file", path.name, f"文件打不开（{what}）", f"the file cannot be opened: {what}"
        )
    return found


def _file(path: Path) -> Found:
    """Return what one file holds that is a chain by itself."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return _workbook(path)
    if suffix == ".csv":
        return _one_csv(path)
    if suffix not in _DOCUMENTS:
        zh = "无法识别的文件，请给出文件夹，或 .yaml、.json、.csv、.xlsx 文件"
        en = "not recognized: give a folder, or a .yaml, .json, .csv or .xlsx file"
        return Found().blame("unknown-form", str(path), zh, en)
    found = _document(path, None)
    if not found.sheets and not found.problems:
        zh, en = "文档中没有任何集合", "the document holds no collection"
        found.blame("nothing-to-read", path.name, zh, en)
    return found


def _workbook(path: Path) -> Found:
    grids, found = grids_of(path)
    return found if found.problems else found.add(plain_sheets(grids, path.name))


def _one_csv(path: Path) -> Found:
    collection = collection_of(path)
    if collection is not None:
        return csv_file(path, collection)
    zh, en = "文件名不是集合的名称，按“组织”读取", "its name is no collection's, read as organizations"
    return Found().note("collection", path.name, zh, en).add(csv_file(path, "organizations"))


def collection_of(path: Path) -> str | None:
    """Return the collection that a file is named for, in either language and any case."""
    return collection_names().get(path.stem.casefold().strip())


def _document(path: Path, only: str | None) -> Found:
    is_json = path.suffix.lower() == ".json"
    text, found = text_of(path) if is_json else text_of(path, _LARGEST_YAML)
    if found.problems:
        return found
    return found.add((_json if is_json else _yaml)(text, path.name, only))


def _yaml(text: str, source: str, only: str | None = None) -> Found:
    data, marks, problems = composed(text, source)
    if data is None and (problems or not marks):
        return Found(problems=problems)
    found = document_sheets(Document(data, source, lambda: marks, has_lines=True), only)
    return Found(problems=problems).add(found)


def _json(text: str, source: str, only: str | None) -> Found:
    data, problems = loaded(text, source)
    if problems:
        return Found(problems=problems)
    return document_sheets(Document(data, source, cache(partial(marks_of, text, source))), only)


def is_data(file: Path) -> bool:
    """Whether reading a folder looks at a file of it."""
    is_known = file.suffix.lower() in {".csv", *_DOCUMENTS, *WORKBOOKS}
    return is_known and not file.name.startswith(("~$", ".")) and not file.is_dir()


def _folder(path: Path) -> Found:
    """Return what the files of a folder hold, one a collection."""
    found = Found()
    taken: dict[str, str] = {}
    for file in sorted(path.iterdir(), key=lambda each: each.name):
        if not is_data(file):
            continue
        collection = collection_of(file)
        if collection is None:
            near = "、".join(nearest(file.stem, collection_names())[:1])
            zh = f"文件未读取{f'，是否应名为 {near}' if near else ''}"
            found.note(
                "unread",
                file.name,
                zh,
                f"the file was not read{f'; should it be called {near}?' if near else ''}",
            )
        elif collection in taken:
            zh, en = (
                f"与“{taken[collection]}”是同一集合",
                f"it is the same collection as {taken[collection]!r}",
            )
            found.blame("duplicate-collection", file.name, zh, en)
        else:
            taken[collection] = file.name
            found.add(_guarded(file, _of_collection, collection))
    if not taken:
        known = "、".join(f"{name}.csv" for name in list(COLLECTIONS)[1:4])
        zh, en = (
            f"文件夹中没有可读的文件（如 {known}）",
            "no file to read in the folder",
        )
        found.blame("nothing-to-read", str(path), zh, f"{en} (such as {known.replace('、', ', ')})")
    return found


def _of_collection(file: Path, collection: str) -> Found:
    suffix = file.suffix.lower()
    if suffix == ".csv":
        return csv_file(file, collection)
    if suffix in WORKBOOKS:
        zh, en = "文件夹中的工作簿请单独读取", "read a workbook by itself, not in a folder"
        return Found().blame("unknown-form", file.name, zh, en)
    return _document(file, collection)


__all__ = ["UnreadableDocumentError", "chain_from_document", "read", "read_text"]
