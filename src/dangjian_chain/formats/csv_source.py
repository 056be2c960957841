"""CSV files as sheets: encodings, delimiters, ragged rows."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from dangjian_chain.errors import Problem
from dangjian_chain.formats.sheet import Sheet, problem
from dangjian_chain.model.document import Understood
from dangjian_chain.text import Text

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = ((b"PK\x03\x04", "xlsx"), (b"\xd0\xcf\x11\xe0", "xls"), (b"%PDF", "pdf"))


def decoded(data: bytes, source: str) -> tuple[str | None, list[Problem], list[Understood]]:
    """Return the text of a file's bytes: UTF-8, UTF-16 with a mark, or GB18030; else the problem."""
    for start, kind in _NOT_TEXT:
        if data.startswith(start):
            zh, en = f"这是 {kind} 文件，不是文本", f"this is a file of kind {kind}, not a text"
            return None, [problem("not-a-text-file", source, zh, en)], []
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    notes: list[Understood] = []
    text: str | None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030") if encoding == "utf-8" else None
        except UnicodeDecodeError:
            text = None
        if text is None:
            zh = "不是 UTF-8、UTF-16 或 GB18030 编码的文本，请另存为 UTF-8"
            return (
                None,
                [
                    problem(
                        "unreadable-encoding",
                        source,
                        zh,
                        "neither UTF-8, UTF-16 nor GB18030; save it as UTF-8",
                    )
                ],
                [],
            )
        encoding = "gb18030"
    if encoding in {"gb18030", "utf-16"}:
        name = encoding.upper()
        notes.append(Understood("encoding", source, Text(zh=f"按 {name} 编码读取", en=f"read as {name}")))
    if "\x00" in text:
        zh, en = "文件中有空字符，不是文本", "the file holds NUL characters, it is no text"
        return None, [problem("not-a-text-file", source, zh, en)], []
    return text, [], notes


def csv_sheet(path: Path, collection: str) -> tuple[Sheet | None, list[Problem], list[Understood]]:
    """Return a CSV file as the sheet of a collection."""
    source = path.name
    text, problems, notes = decoded(path.read_bytes(), source)
    if text is None:
        return None, problems, notes
    if text.lstrip()[:1] == "<":
        zh, en = "这是网页或 XML，不是 CSV", "this is a page or XML, not CSV"
        return None, [problem("not-a-table", source, zh, en)], notes
    sheet, problems = csv_text_sheet(text, collection, source)
    return sheet, problems, notes


def csv_text_sheet(text: str, collection: str, source: str) -> tuple[Sheet | None, list[Problem]]:
    """Return a CSV text as the sheet of a collection."""
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count) if first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        for record in reader:
            if record:
                records.append(record)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        zh = f"第 {reader.line_num} 行读不通（引号未配对等）"
        return None, [
            problem("unreadable-csv", f"{source}:{reader.line_num}", zh, f"line {reader.line_num}: {error}")
        ]
    if not records:
        return None, [
            problem("empty-file", source, "文件是空的，没有表头", "the file is empty, it has no header")
        ]
    return _sheet(records, lines, collection, source)


def _sheet(
    records: list[list[str]], lines: list[int], collection: str, source: str
) -> tuple[Sheet | None, list[Problem]]:
    headers = [header.strip() for header in records[0]]
    while headers and not headers[-1]:
        headers.pop()
    width = len(headers)
    problems = [
        problem(
            "ragged-row",
            f"{source}:{line}",
            f"这一行有 {len(record)} 格，表头有 {width} 格",
            f"this row has {len(record)} cells, the header {width}",
        )
        for record, line in zip(records[1:], lines[1:], strict=True)
        if _is_ragged(record, width)
    ]
    if problems:
        return None, problems
    rows = [record for record in records[1:] if len(record) >= width]
    kept = [line for record, line in zip(records[1:], lines[1:], strict=True) if len(record) >= width]
    cells = [list(column) for column in zip(*(record[:width] for record in rows), strict=True)] or [
        [] for _ in headers
    ]

    def spot(row: int, header: int | None) -> str:
        line = lines[0] if row < 0 else kept[row]
        return f"{source}:{line}" if header is None else f"{source}:{line}:{header + 1}"

    return Sheet(collection, source, headers, cells, kept, spot), []


def _is_ragged(record: list[str], width: int) -> bool:
    """Return whether a row has more cells than the header, or fewer and some of them filled."""
    if len(record) > width:
        return any(cell.strip() for cell in record[width:])
    return len(record) < width and any(record)
