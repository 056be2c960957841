"""Pages: what a report shows, before any renderer gives it a form."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.model.vocabulary import Severity

Cell = str | int | float | None

TINTS = {Severity.ERROR: "F3DDD5", Severity.WARNING: "FBEFD0", Severity.NOTE: "EDEDED"}
"""The grounds of cells by severity, light enough to read on paper: red-brown, amber, grey."""


@frozen
class Column:
    """
    One column of a page.

    Parameters
    ----------
    header : str
        Blank for a column that programs read and people do not see.
    width : int
        In characters, a Chinese one counted as two.
    choices : tuple of str
        What may be chosen in its cells; empty for anything.
    is_hidden : bool
    is_centered : bool
    """

    header: str
    width: int
    choices: tuple[str, ...] = ()
    is_hidden: bool = False
    is_centered: bool = False


@frozen
class Row:
    """
    One row: its cells, and how it stands out.

    Parameters
    ----------
    cells : tuple
        As many as the page has columns.
    severity : Severity or None
        Tints the cell of the column that names it, or the first.
    is_heading : bool
        A line of its own above a group.
    is_following : bool
        A row that follows from the one above it.
    """

    cells: tuple[Cell, ...]
    severity: Severity | None = None
    is_heading: bool = False
    is_following: bool = False


@frozen
class Page:
    """
    One page of a report: a sheet of a workbook, a chapter of a document.

    Parameters
    ----------
    name : str
        What the sheet is called; short.
    title : str
    notes : tuple of str
        Lines between the title and the table.
    columns : tuple of Column
    rows : tuple of Row
    legend : tuple of str
        Lines below the table; the foot line is the last of them.
    tinted : int
        The column that shows the severity.
    is_upright : bool
        Whether it is printed upright rather than across.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[str, ...] = ()
    tinted: int = 0
    is_upright: bool = False
