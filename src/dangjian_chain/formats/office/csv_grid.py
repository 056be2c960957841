"""CSV files of offices as grids, so that they are read as sheets are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from dangjian_chain.formats.csv_source import opening
from dangjian_chain.formats.decoding import text_of
from dangjian_chain.formats.sheet import Found, Trouble


@frozen
class CsvGrid:
    """The cells of a CSV file, with the face of a sheet of a workbook."""

    title: str
    rows: list[list[Any]]
    is_hidden: bool = False
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    broken: Mapping[tuple[int, int], Trouble] = field(factory=dict)


def csv_grid(path: Path) -> tuple[list[CsvGrid], Found]:
    """Return a CSV file as a grid, and what is wrong with it where it is none."""
    text, found = text_of(path)
    if found.problems:
        return [], found
    line, at, delimiter = opening(text)
    try:
        rows = list(csv.reader(io.StringIO(text[at:], newline=""), delimiter=delimiter))
    except csv.Error as error:
        zh, en = f"不是可读的 CSV（{error}）", f"not readable as CSV: {error}"
        return [], found.blame("unreadable-csv", path.name, zh, en)
    rows = [[] for _ in range(line - 1)] + rows
    width = max(map(len, rows), default=0)
    return [CsvGrid(path.stem, [row + [""] * (width - len(row)) for row in rows])], found
