"""Writing a chain: as a folder, a document or a workbook, by the form of the path."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal, get_args

from dangjian_chain.formats.dumping import json_text, yaml_text
from dangjian_chain.formats.read import collection_of, is_data
from dangjian_chain.formats.replacing import refused, replace_file, replace_files, unwritable
from dangjian_chain.formats.spelled import Spelled, spelled
from dangjian_chain.formats.spelling import UnspellableError
from dangjian_chain.formats.write_csv import csv_text
from dangjian_chain.formats.write_workbook import workbook_bytes
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import COLLECTIONS, SCHEMA
from dangjian_chain.text import Lang, Text

Form = Literal["csv", "yaml"]

_DOCUMENTS: Mapping[str, Callable[[object], str]] = {
    ".yaml": yaml_text,
    ".yml": yaml_text,
    ".json": json_text,
}
_OF_A_FOLDER = (".csv", ".yaml", ".yml", ".json")
_NO_FORM = Text(
    zh="请写成文件夹（名称不带点，或以 / 结尾），或 .yaml、.json、.xlsx 文件",
    en="write a folder (a name without a dot, or one that ends in /), or a .yaml, .json or .xlsx file",
)
_NO_CHARACTER = Text(zh="文字中有不完整的字符", en="a text holds half a character")


def write(
    chain: ResponsibilityChain,
    path: str | os.PathLike[str],
    *,
    form: Form = "csv",
    language: Lang = "en",
) -> None:
    """
    Write a chain to a file or a folder.

    Parameters
    ----------
    chain : ResponsibilityChain
        All of it is written, in force or not; also when it has been `chain.at(day)`.
        To write a part, take `chain.under(organization)` or `chain.without(…)` first.
    path : path-like
        `name.yaml`, `name.yml` or `name.json`: one document. `name.xlsx`: a workbook,
        one sheet a collection (needs the extra `excel`). Otherwise a folder, one file
        a collection. What is there is replaced; other files of a folder stay.
    form : {"csv", "yaml"}
        What a folder holds.
    language : {"en", "zh"}
        The headers of tables and the names of sheets: the names of the columns, or
        the Chinese words for them. The cells are alike.

    Raises
    ------
    UnwritableError
        If the path cannot be written, or its form cannot hold the chain; then what
        was there is unchanged.
    MissingExtraError
        If XlsxWriter is wanted and not installed.
    ValueError
        If there is no such form or language.

    Notes
    -----
    The same chain makes the same bytes: collections, columns and keys in their order,
    rows in the order of ids, nothing that is blank. `read` gives the same chain back.

    Examples
    --------
    >>> import tempfile
    >>> from dangjian_chain import Organization, ResponsibilityChain
    >>> chain = ResponsibilityChain(organizations=[Organization("D1", name="示例支部", kind="branch")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(chain, Path(folder, "chain.yaml"))
    ...     print(Path(folder, "chain.yaml").read_text("utf-8"), end="")
    schema: dangjian-chain/1
    organizations:
    - id: D1
      name: 示例支部
      kind: branch
    """
    _check_choice("form", form, get_args(Form))
    _check_choice("language", language, get_args(Lang))
    target = Path(path)
    is_folder = target.is_dir() or os.fspath(path).endswith(("/", os.sep)) or not target.suffix
    suffix = "" if is_folder else target.suffix.lower()
    try:
        collections = list(spelled(chain))
        if is_folder:
            _write_folder(target, collections, form, language)
        elif suffix in _DOCUMENTS:
            replace_file(target, _DOCUMENTS[suffix](_document(collections)).encode())
        elif suffix == ".xlsx":
            replace_file(target, workbook_bytes(collections, language))
        else:
            raise unwritable(path, _NO_FORM)
    except UnspellableError as error:
        why = Text(zh=f"{error.place}：{error.why.zh}", en=f"{error.place}: {error.why.en}")
        raise unwritable(path, why) from error
    except UnicodeEncodeError as error:
        raise unwritable(path, _NO_CHARACTER) from error


def _check_choice(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        message = f"{name} is {' or '.join(map(repr, known))}, not {value!r}"
        raise ValueError(message)


def _document(collections: Iterable[Spelled]) -> dict[str, object]:
    return {"schema": SCHEMA} | {collection.name: collection.documents() for collection in collections}


def _write_folder(folder: Path, collections: Iterable[Spelled], form: Form, language: Lang) -> None:
    if form == "csv":
        files = {f"{one.name}.csv": csv_text(one, language).encode("utf-8-sig") for one in collections}
    else:
        files = {f"{one.name}.yaml": yaml_text(_document([one])).encode() for one in collections}
    replace_files(folder, files, _gone(folder, files))


def _gone(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return the files of collections to take away, so that the folder reads as what was written."""
    with refused(folder):
        present = sorted(folder.iterdir()) if folder.is_dir() else []
    gone = []
    for file in present:
        if collection_of(file) is None or file.name in files or not is_data(file):
            continue
        if file.stem not in COLLECTIONS or file.suffix.lower() not in _OF_A_FOLDER:
            zh = f"其中的 {file.name} 不是本程序写的，却会一并读取；请移走或另选文件夹"
            en = f"{file.name} in it was not written by us and would be read too; move it or choose another folder"
            raise unwritable(folder, Text(zh=zh, en=en))
        gone.append(file.name)
    return gone
