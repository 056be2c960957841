"""Sheets: the raw cells of one collection, with the places where they were read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import define, field

from dangjian_chain.errors import Problem
from dangjian_chain.text import Text


def no_place(row: int, header: int | None) -> str:
    """Return no place: for sheets that came from nowhere."""
    del row, header
    return ""


@define
class Sheet:
    """
    The rows of one collection as a source gives them.

    Parameters
    ----------
    collection : str
    source : str
        What places begin with: a file's name, or what a frame is called.
    headers : list of str
        As written.
    cells : list of list
        By header, all as long as `rows`; `None` where there is no cell.
    rows : list of int
        The line, or row, where each row begins.
    spot : callable
        Gives the place of a row (`None`) or of a cell by positions of row and header.
    is_table : bool
        Whether cells are read as people fill tables: words for nothing, vacancies.
    """

    collection: str
    source: str
    headers: list[str]
    cells: list[list[Any]]
    rows: list[int]
    spot: Callable[[int, int | None], str] = no_place
    is_table: bool = True
    by_header: dict[str, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.by_header = {header: position for position, header in enumerate(self.headers)}


def problem(code: str, place: str, zh: str, en: str) -> Problem:
    """Return a problem of a document."""
    return Problem(code=code, place=place, text=Text(zh=zh, en=en))
