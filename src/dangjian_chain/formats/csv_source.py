"""CSV files as sheets: delimiters, ragged rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from dangjian_chain.formats.decoding import text_of
from dangjian_chain.formats.sheet import Found, Sheet, Trouble
from dangjian_chain.text import Text

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n')


def csv_file(path: Path, collection: str) -> Found:
    """Return a CSV file as the sheet of a collection."""
    text, found = text_of(path)
    if found.problems:
        return found
    if text.lstrip()[:1] == "<":
        zh, en = "这是网页或 XML，不是 CSV", "this is a page or XML, not CSV"
        return found.blame("not-a-table", path.name, zh, en)
    return found.add(csv_text(text, collection, path.name))


def csv_text(text: str, collection: str, source: str) -> Found:
    r"""
    Return a CSV text as the sheet of a collection.

    Examples
    --------
    >>> csv_text("id;superior\nD1;\n", "organizations", "organizations.csv").sheets[0].headers
    ['id', 'superior']
    """
    line, at, delimiter = opening(text)
    reader = csv.reader(io.StringIO(text[at:], newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    lines: list[int] = []
    ahead = line - 1
    try:
        for record in reader:
            if record:
                records.append(record)
                lines.append(line)
            line = ahead + reader.line_num + 1
    except csv.Error as error:
        zh = "从这一行起读不通，请检查引号是否成对"
        return Found().blame(
            "unreadable-csv",
            f"{source}:{line}",
            zh,
            f"not readable from this line on ({error}); check the quotes",
        )
    return Found([_sheet(records, lines, collection, source)])


def opening(text: str) -> tuple[int, int, str]:
    """Return the line and place where the table begins, and its delimiter."""
    if found := _SEPARATOR_LINE.match(text):
        return 2, found.end(), found[1]
    first = text.lstrip("\r\n").partition("\n")[0]
    return 1, 0, max(",\t;", key=first.count)


def _sheet(records: list[list[str]], lines: list[int], collection: str, source: str) -> Sheet:
    headers = [header.strip() for header in records[0]]
    while len(headers) > 1 and not headers[-1]:
        headers.pop()
    width = len(headers)
    rows, kept = records[1:], lines[1:]
    broken = _fitted(rows, width)
    cells: list[Sequence[str]] = list(zip(*rows, strict=True)) if rows else [() for _ in headers]

    def spot(row: int, header: int | None) -> str:
        line = lines[0] if row < 0 else kept[row]
        return f"{source}:{line}" if header is None else f"{source}:{line}:{header + 1}"

    return Sheet(collection, source, headers, cells, kept, spot, broken=broken)


def _fitted(rows: list[list[str]], width: int) -> dict[tuple[int, int | None], Trouble]:
    """Give every row the width of the header; return those that lack cells or have more."""
    broken: dict[tuple[int, int | None], Trouble] = {}
    for place, row in enumerate(rows):
        if len(row) == width:
            continue
        if (len(row) < width and any(row)) or any(cell.strip() for cell in row[width:]):
            zh = f"这一行有 {len(row)} 格，表头有 {width} 格"
            broken[place, None] = Trouble(
                "ragged-row", Text(zh=zh, en=f"this row has {len(row)} cells, the header {width}")
            )
        rows[place] = row[:width] + [""] * (width - len(row))
    return broken
