"""Workbooks that this program wrote: lists to verify, and copies with comments, among the tables of an office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dangjian_chain.formats.office.csv_grid import CsvGrid
from dangjian_chain.formats.read_workbook import Grid

_MARKS = frozenset({"fingerprint", "facts"})
"""The hidden headers of a list to verify."""

_LOOKED_AT = 15
_COVERAGE = frozenset({"核对范围", "Coverage"})
"""The sheet of a report that says what was not checked."""


def is_own_list(grid: Grid | CsvGrid) -> bool:
    """Whether a sheet is a list to verify that this program wrote."""
    return any({cell for cell in row if isinstance(cell, str)} >= _MARKS for row in grid.rows[:_LOOKED_AT])


def own_files(opened: Mapping[Path, Sequence[Grid | CsvGrid]]) -> set[Path]:
    """
    Return the workbooks of a folder that are no tables of an office: reports, and copies whose original is there.

    A copy that stands alone is what its office goes on with, and is read.
    """
    marked = {file for file, grids in opened.items() if any(map(is_own_list, grids))}
    titles = {file: {grid.title for grid in grids if not is_own_list(grid)} for file, grids in opened.items()}
    originals = [titles[file] for file in opened if file not in marked]
    return {
        file
        for file in marked
        if titles[file] & _COVERAGE or any(titles[file] <= original for original in originals)
    }
