"""Files as text: sizes, encodings, and files that are no text at all."""

from __future__ import annotations

import codecs
from pathlib import Path

from dangjian_chain.errors import Problem, UnreadableDocumentError
from dangjian_chain.formats.sheet import Found
from dangjian_chain.text import Text

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = ((b"PK\x03\x04", "xlsx"), (b"\xd0\xcf\x11\xe0", "xls"), (b"%PDF", "pdf"))
_LARGEST = 2 * 2**30
_SAMPLE, _RARE = 20_000, 0.3
"""Of so many characters at the head, at most this part lies outside GB 2312 in a text that is GB18030."""
_DAMAGED = 10
"""A text with this many good characters for each bad one is damaged UTF-8, not another encoding."""


def read_bytes(path: Path, largest: int | None = None) -> tuple[bytes, Found]:
    """Return the bytes of a file that is not absurdly large; what is wrong where there are none."""
    most = _LARGEST if largest is None else largest
    if path.stat().st_size <= most:
        return path.read_bytes(), Found()
    size = f"{most >> 20} MB"
    return b"", Found().blame("too-large", path.name, f"文件过大，最多 {size}", f"too large, {size} at most")


def content_of(path: Path, largest: int | None = None) -> bytes:
    """
    Return the bytes of a file that is not absurdly large.

    Raises
    ------
    UnreadableDocumentError
        If it is too large, or the system does not open it.
    """
    try:
        data, found = read_bytes(path, largest)
    except OSError as error:
        what = error.strerror or str(error)
        said = Text(zh=f"文件打不开（{what}）", en=f"the file cannot be opened: {what}")
        raise UnreadableDocumentError([Problem("unreadable-file", path.name, said)]) from error
    if found.problems:
        raise UnreadableDocumentError(found.problems)
    return data


def text_of(path: Path, largest: int | None = None) -> tuple[str, Found]:
    """Return the text of a file, empty where something is wrong; and what is, or how it was read."""
    data, found = read_bytes(path, largest)
    return ("", found) if found.problems else decoded(data, path.name)


def decoded(data: bytes, source: str) -> tuple[str, Found]:
    r"""
    Return the text of a file's bytes, empty where something is wrong; and what is, or how it was read.

    UTF-8 with or without its mark, UTF-16 with its mark, and GB18030 are read.
    A text that is nearly all UTF-8 is taken for damaged, not for GB18030.

    Examples
    --------
    >>> text, found = decoded("编号\n甲\n".encode("gb18030"), "organizations.csv")
    >>> text.splitlines(), found.notes[0].text.en
    (['编号', '甲'], 'read as GB18030')
    """
    for start, kind in _NOT_TEXT:
        if data.startswith(start):
            zh, en = f"这是 {kind} 文件，不是文本", f"this is a file of kind {kind}, not a text"
            return "", Found().blame("not-a-text-file", source, zh, en)
    text, encoding = _text(data)
    if text is None:
        return "", _unreadable(data, source)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        zh = "文件中有空字符，不是文本；如是 UTF-16，请另存为 UTF-8"
        return "", Found().blame(
            "not-a-text-file", f"{source}:{line}", zh, "it holds NUL characters; save it as UTF-8"
        )
    if not text.strip():
        return "", Found().blame("empty-file", source, "文件是空的", "the file is empty")
    found = Found()
    if encoding in {"gb18030", "utf-16"}:
        name = encoding.upper()
        found.note("encoding", source, f"按 {name} 编码读取", f"read as {name}")
    return text, found


def _text(data: bytes) -> tuple[str | None, str]:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        if encoding != "utf-8" or _is_damaged(data):
            return None, encoding
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None, encoding
    return (text, "gb18030") if _looks_chinese(text) else (None, encoding)


def _looks_chinese(text: str) -> bool:
    """Whether most characters are everyday ones; bytes of another encoding give rare ones."""
    foreign = [character for character in text[:_SAMPLE] if not character.isascii()]
    rare = sum(not character.encode("gb2312", errors="ignore") for character in foreign)
    return rare <= _RARE * len(foreign)


def _is_damaged(data: bytes) -> bool:
    """Whether bytes are UTF-8 with a few bad ones among them."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - bad
    return good >= _DAMAGED * bad


def _unreadable(data: bytes, source: str) -> Found:
    if _is_damaged(data):
        before = data.decode("utf-8", errors="replace").partition("\ufffd")[0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        zh, en = "这里有损坏的字符，请重新导出文件", "a damaged character; export the file anew"
        return Found().blame("unreadable-encoding", f"{source}:{line}:{column}", zh, en)
    zh = "不是 UTF-8、UTF-16 或 GB18030 编码的文本，请另存为 UTF-8"
    en = "neither UTF-8, UTF-16 nor GB18030; save it as UTF-8"
    return Found().blame("unreadable-encoding", source, zh, en)
