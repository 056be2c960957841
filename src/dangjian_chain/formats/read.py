"""Reading: a folder, a document or a workbook becomes a chain, or everything wrong in it is said."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dangjian_chain.errors import Problem, UnreadableDocumentError
from dangjian_chain.formats.assembling import Assembler
from dangjian_chain.formats.csv_source import csv_sheet, decoded
from dangjian_chain.formats.document_source import collection_names, document_sheets, list_sheet
from dangjian_chain.formats.json_source import loaded, marks_of
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.read_workbook import workbook_sheets
from dangjian_chain.formats.sheet import Sheet, problem
from dangjian_chain.formats.yaml_source import Marks, composed
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import COLLECTIONS, Understood
from dangjian_chain.text import Text

Found = tuple[list[Sheet], list[Problem], list[Understood]]

_DOCUMENTS = (".yaml", ".yml", ".json")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".et")


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
    MissingExtraError
        If a workbook is read and the extra `excel` is not installed.

    Notes
    -----
    What falls short in a chain that reads well is no error: see `detect_gaps`.
    """
    chosen = ReadOptions(**options)
    place = Path(path)
    sheets, problems, notes = _found(place)
    return Assembler(chosen, problems, notes).chain(sheets)


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
    return Assembler(chosen, *_last_two(found := _yaml(text, name))).chain(found[0])


def chain_from_document(
    data: Mapping[str, Any], *, name: str = "document", **options: Any
) -> ResponsibilityChain:
    """Return the chain of a document already parsed to mappings and lists; options as in `read`."""
    chosen = ReadOptions(**options)
    found = document_sheets(data, name, dict)
    return Assembler(chosen, *_last_two(found)).chain(found[0])


def _last_two(found: Found) -> tuple[list[Problem], list[Understood]]:
    return found[1], found[2]


def _found(path: Path) -> Found:
    name = str(path)
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            return (
                [],
                [problem("no-such-file", name, "没有这个文件或文件夹", "there is no such file or folder")],
                [],
            )
        return _file(path)
    except OSError as error:
        what = error.strerror or str(error)
        return (
            [],
            [problem("unreadable-file", name, f"文件打不开（{what}）", f"the file cannot be opened: {what}")],
            [],
        )


def _file(path: Path) -> Found:
    suffix = path.suffix.lower()
    if suffix in _WORKBOOKS:
        return workbook_sheets(path)
    if suffix in _DOCUMENTS:
        text, problems, notes = decoded(path.read_bytes(), path.name)
        if text is None:
            return [], problems, notes
        sheets, problems, more = (_json if suffix == ".json" else _yaml)(text, path.name)
        return sheets, problems, [*notes, *more]
    if suffix == ".csv":
        return _one_csv(path)
    zh = "无法识别的文件，请给出文件夹，或 .yaml、.json、.csv、.xlsx 文件"
    en = "not recognized: give a folder, or a .yaml, .json, .csv or .xlsx file"
    return [], [problem("unknown-form", str(path), zh, en)], []


def _one_csv(path: Path) -> Found:
    collection = collection_names().get(path.stem, "organizations")
    sheet, problems, notes = csv_sheet(path, collection)
    return ([] if sheet is None else [sheet]), problems, notes


def _yaml(text: str, source: str) -> Found:
    data, marks, problems = composed(text, source)
    if problems and data is None:
        return [], problems, []
    sheets, more, notes = document_sheets(data, source, lambda: marks)
    return sheets, [*problems, *more], notes


def _json(text: str, source: str) -> Found:
    data, problems = loaded(text, source)
    if problems:
        return [], problems, []
    known: list[Marks] = []

    def marks() -> Marks:
        if not known:
            known.append(marks_of(text, source))
        return known[0]

    return document_sheets(data, source, _lazily(marks))


def _lazily(marks: Any) -> Any:
    return marks


def is_data(file: Path) -> bool:
    """Whether reading a folder looks at a file of it."""
    is_known = file.suffix.lower() in {".csv", *_DOCUMENTS, *_WORKBOOKS}
    return is_known and not file.name.startswith(("~$", ".")) and not file.is_dir()


def _folder(path: Path) -> Found:
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    notes: list[Understood] = []
    taken: dict[str, str] = {}
    for file in sorted(path.iterdir(), key=lambda each: each.name):
        collection = collection_names().get(file.stem)
        if not is_data(file):
            continue
        if collection is None:
            notes.append(Understood("unread", file.name, Text(zh="文件未读取", en="the file was not read")))
        elif collection in taken:
            zh, en = (
                f"与“{taken[collection]}”是同一集合",
                f"it is the same collection as {taken[collection]!r}",
            )
            problems.append(problem("duplicate-collection", file.name, zh, en))
        else:
            taken[collection] = file.name
            found = _of_collection(file, collection)
            sheets += found[0]
            problems += found[1]
            notes += found[2]
    if not taken:
        known = ", ".join(f"{name}.csv" for name in list(COLLECTIONS)[1:4])
        problems.append(
            problem(
                "nothing-to-read",
                str(path),
                f"没有可读的文件（如 {known}）",
                f"no file to read (such as {known})",
            )
        )
    return sheets, problems, notes


def _of_collection(file: Path, collection: str) -> Found:
    """Return one file of a folder as the sheet of its collection."""
    suffix = file.suffix.lower()
    if suffix == ".csv":
        sheet, problems, notes = csv_sheet(file, collection)
        return ([] if sheet is None else [sheet]), problems, notes
    if suffix in _WORKBOOKS:
        zh, en = "文件夹中的工作簿请单独读取", "read a workbook by itself, not in a folder"
        return [], [problem("unknown-form", file.name, zh, en)], []
    text, problems, notes = decoded(file.read_bytes(), file.name)
    if text is None:
        return [], problems, notes
    if suffix == ".json":
        data, problems = loaded(text, file.name)
        marks: Marks = {} if problems else marks_of(text, file.name)
    else:
        data, marks, problems = composed(text, file.name)
    if problems and data is None:
        return [], problems, notes
    if isinstance(data, Mapping):
        data = next(
            (rows for key, rows in data.items() if collection_names().get(str(key)) == collection),
            data or None,
        )
        path: tuple[Any, ...] = (collection,)
    else:
        path = ()
    sheet, more = list_sheet(data, collection, file.name, lambda: marks, path)
    return ([] if sheet is None else [sheet]), [*problems, *more], notes


__all__ = ["UnreadableDocumentError", "chain_from_document", "read", "read_text"]
