"""A unit's own TOML file: its bytes, its words and what they say, with one clear problem where it is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dangjian_chain.errors import Problem, UnreadableDocumentError
from dangjian_chain.text import Text

_LARGEST = 1 << 20


def bytes_of(path: str | Path) -> bytes:
    """
    Return what a file holds.

    Raises
    ------
    UnreadableDocumentError
        If it cannot be opened.
    """
    file = Path(path)
    try:
        return file.read_bytes()
    except OSError as error:
        what = error.strerror or str(error)
        zh, en = f"文件打不开（{what}）", f"the file cannot be opened: {what}"
        raise _unreadable("unreadable-file", file.name, zh, en) from error


def words_of(data: bytes, source: str) -> str:
    """
    Return the words in the bytes of a file.

    Raises
    ------
    UnreadableDocumentError
        If it is too large, or not UTF-8.
    """
    if len(data) > _LARGEST:
        raise _unreadable("too-large", source, "文件过大，最多 1 MB", "too large, 1 MB at most")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        zh, en = "不是 UTF-8 编码，请另存为 UTF-8", "this is not UTF-8; save it as UTF-8"
        raise _unreadable("unreadable-encoding", source, zh, en) from error


def parsed(words: str, source: str) -> dict[str, Any]:
    """
    Return the tables and values that words state.

    Raises
    ------
    UnreadableDocumentError
        If they are not TOML, with the line and column from which they are not.
    """
    import tomllib  # noqa: PLC0415 - loaded when a file is read

    try:
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = re.search(r"line (\d+), column (\d+)", said)
        place = source if at is None else f"{source}:{at[1]}:{at[2]}"
        zh = "从这里起不是 TOML，请检查引号、括号和等号是否成对，项目是否重复"
        raise _unreadable("unreadable-toml", place, zh, f"this is not TOML: {said}") from error


def _unreadable(code: str, place: str, zh: str, en: str) -> UnreadableDocumentError:
    return UnreadableDocumentError([Problem(code, place, Text(zh=zh, en=en))])
