"""Sheets: the raw cells of one collection, with the places where they were read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

from attrs import define, field, frozen

from dangjian_chain.errors import Problem
from dangjian_chain.model.document import Understood
from dangjian_chain.text import Text

Spot = Callable[[int, int | None], str]
"""Gives the place of a row, or of a cell, by positions of row and header; row -1 is the headers' own."""


@frozen
class Trouble:
    """Why a cell or a row cannot be read."""

    code: str
    text: Text


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
    cells : list of sequence
        By header, all as long as `rows`; `None` where there is no cell.
    rows : sequence of int
        The line, or row, where each row begins.
    spot : callable
        Gives the place of a row or of a cell.
    is_table : bool
        Whether cells are read as people fill tables: words for nothing, vacancies.
    broken : dict
        What the source itself knows to be wrong, by positions of row and header;
        by row and `None` where the whole row is.
    sources : sequence of str, optional
        What the place of each row begins with, where rows come from several tables.
    """

    collection: str
    source: str
    headers: list[str]
    cells: list[Sequence[Any]]
    rows: Sequence[int]
    spot: Spot
    is_table: bool = True
    broken: dict[tuple[int, int | None], Trouble] = field(factory=dict)
    sources: Sequence[str] | None = None


@define
class Found:
    """What a source holds: sheets, what is wrong in it, and what was not read literally."""

    sheets: list[Sheet] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    notes: list[Understood] = field(factory=list)

    def add(self, other: Found) -> Self:
        """Take in what another source holds."""
        self.sheets += other.sheets
        self.problems += other.problems
        self.notes += other.notes
        return self

    def blame(self, code: str, place: str, zh: str, en: str) -> Self:
        """Note that something is wrong."""
        self.problems.append(problem(code, place, zh, en))
        return self

    def note(self, code: str, place: str, zh: str, en: str) -> Self:
        """Note that something was not read literally."""
        self.notes.append(Understood(code, place, Text(zh=zh, en=en)))
        return self


def problem(code: str, place: str, zh: str, en: str) -> Problem:
    """Return a problem of a document."""
    return Problem(code=code, place=place, text=Text(zh=zh, en=en))


def or_else(names: Sequence[str], zh: str, en: str) -> Text:
    """
    Return a sentence with the names that may have been meant, or without them.

    Examples
    --------
    >>> or_else(["branch"], "没有“brnch”", "no 'brnch'").en
    "no 'brnch'; did you mean branch?"
    """
    if not names:
        return Text(zh=zh, en=en)
    return Text(zh=f"{zh}，是否为{'、'.join(names)}", en=f"{en}; did you mean {', '.join(names)}?")
