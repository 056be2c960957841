"""Reading: a folder, a document or a workbook becomes a chain, or everything wrong in it is said."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from dangjian_chain.errors import UnreadableDocumentError, nearest
from dangjian_chain.formats.assembling import Assembler
from dangjian_chain.formats.csv_source import csv_file
from dangjian_chain.formats.decoding import text_of
from dangjian_chain.formats.document_source import Document, collection_names, document_sheets
from dangjian_chain.formats.json_source import loaded, marks_of
from dangjian_chain.formats.office.csv_grid import csv_grid
from dangjian_chain.formats.office.desk import (
    desk_of,
    is_mapped,
    is_mapping_file,
    is_office_file,
    mapping_beside,
)
from dangjian_chain.formats.office.intake import recognized
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.plain_workbook import has_our_headers, is_plain, plain_sheets
from dangjian_chain.formats.read_workbook import WORKBOOKS, Grid, grids_of
from dangjian_chain.formats.sheet import Found
from dangjian_chain.formats.yaml_source import composed
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import COLLECTIONS

_DOCUMENTS = (".yaml", ".yml", ".json")
_LARGEST_YAML = 128 * 2**20
"""A larger one takes minutes, and ten times its size in memory; CSV and JSON do not."""


def read(path: str | os.PathLike[str], *more: str | os.PathLike[str], **options: Any) -> ResponsibilityChain:
    """
    Read a chain.

    Parameters
    ----------
    path : path-like
        A folder with a file a collection (`organizations.csv`, `duties.yaml`,
        `组织.csv`), one YAML or JSON document, or a workbook with a sheet a collection;
        or workbooks as an office keeps them: one, a folder of them, or the mapping
        file that says how they are read (see `understand`).
    *more : path-like
        Further workbooks of an office, read together with the first.
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
    top, unit_type : str
        Of workbooks of an office: the organization at the top, and the type of every
        unit that states none.

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
    if more or is_mapping_file(place):
        found = _office([place, *map(Path, more)], chosen)
    elif place.is_dir():
        found = _folder(place, chosen)
    elif place.exists():
        found = _guarded(place, _file, chosen)
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


def _guarded(path: Path, how: Any, *more: object) -> Found:
    """Return what a file holds; what the system says is wrong with it is a problem like any other."""
    try:
        found: Found = how(path, *more)
    except OSError as error:
        what = error.strerror or str(error)
        found = Found().blame(
            "unreadable-file", path.name, f"文件打不开（{what}）", f"the file cannot be opened: {what}"
        )
    return found


def _file(path: Path, options: ReadOptions) -> Found:
    """Return what one file holds that is a chain by itself."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return _workbook(path, options)
    if suffix == ".csv":
        return _one_csv(path, options)
    if suffix not in _DOCUMENTS:
        zh = "无法识别的文件，请给出文件夹，或 .yaml、.json、.csv、.xlsx 文件"
        en = "not recognized: give a folder, or a .yaml, .json, .csv or .xlsx file"
        return Found().blame("unknown-form", str(path), zh, en)
    found = _document(path, None)
    if not found.sheets and not found.problems:
        zh, en = "文档中没有任何集合", "the document holds no collection"
        found.blame("nothing-to-read", path.name, zh, en)
    return found


def _workbook(path: Path, options: ReadOptions) -> Found:
    grids, found = grids_of(path)
    if found.problems:
        return found
    if is_plain(grids) and not is_mapped(path):
        return plain_sheets(grids, path.name)
    return _office([path], options, {path: grids})


def _office(
    paths: Sequence[Path], options: ReadOptions, opened: Mapping[Path, Sequence[Grid]] | None = None
) -> Found:
    """Return what workbooks hold as an office keeps them; those that are open already are not opened again."""
    missing = Found()
    for path in paths:
        if not path.exists():
            missing.blame(
                "no-such-file", str(path), "没有这个文件或文件夹", "there is no such file or folder"
            )
    if missing.problems:
        return missing
    intake = desk_of(paths).intake(options.top, options.unit_type, opened)
    if not intake.tables and not intake.is_plain and not intake.found.problems:
        source = "、".join(sorted(path.name for path in paths))
        zh = "没有认出的表：没有一行像表头（如 党组织名称、书记；责任事项、责任人），也没有按集合命名的工作表"
        en = "no table was recognized: no row looks like headers, and no sheet is named for a collection"
        intake.found.blame("nothing-to-read", source, zh, en)
    return intake.found


def _one_csv(path: Path, options: ReadOptions) -> Found:
    collection = collection_of(path)
    if collection is not None:
        return csv_file(path, collection)
    grids, found = csv_grid(path)
    if not found.problems and not has_our_headers("organizations", grids[0]) and recognized(grids):
        return _office([path], options)
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


def _folder(path: Path, options: ReadOptions) -> Found:
    """Return what the files of a folder hold: one a collection, else tables as an office keeps them."""
    if is_desk(path):
        return _office([path], options)
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


def is_desk(folder: Path) -> bool:
    """Whether the files of a folder are tables as an office keeps them: a mapping says so, or none is a collection."""
    if mapping_beside(folder) is not None:
        return True
    files = [file for file in folder.iterdir() if is_data(file)]
    tables = [file for file in files if file.suffix.lower() in WORKBOOKS]
    named = [file for file in files if collection_of(file) is not None and file not in tables]
    return any(is_office_file(file) for file in files) and not named


def _of_collection(file: Path, collection: str) -> Found:
    suffix = file.suffix.lower()
    if suffix == ".csv":
        return csv_file(file, collection)
    if suffix in WORKBOOKS:
        zh, en = "文件夹中的工作簿请单独读取", "read a workbook by itself, not in a folder"
        return Found().blame("unknown-form", file.name, zh, en)
    return _document(file, collection)


__all__ = ["UnreadableDocumentError", "chain_from_document", "read", "read_text"]
