"""Tables of the template: their fields, what is checked in them, and the sample they come with."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from attrs import frozen

from dangjian_chain.formats.places import letters_of
from dangjian_chain.reports.page import Cell
from dangjian_chain.text import Text

HEADER = 3
"""The row of the headers, from 0: title, note and check stand above."""

PREPARED = 200
"""Rows that are ready to be filled in."""


class Need(Enum):
    """Whether a field must be filled in."""

    NEEDED = Text(zh="必填", en="needed")
    ADVISED = Text(zh="建议填", en="advised")
    OPTIONAL = Text(zh="可不填", en="may stay blank")


class Look(Enum):
    """What a field holds, which decides the form of its cells."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"


class Strictness(Enum):
    """What happens where something else is typed than the list offers."""

    STOP = "stop"
    WARN = "warning"
    TAKE = "take"


@frozen
class Choice:
    """
    A drop-down list.

    Parameters
    ----------
    source : str
        The name of its range.
    strictness : Strictness
    """

    source: str
    strictness: Strictness = Strictness.STOP


@frozen
class Field:
    """
    A column to fill in.

    Parameters
    ----------
    id : str
        What checks call it.
    header : str
        As the reader of workbooks knows it.
    english : str
        What that means, for the English explanations.
    width : int
        In characters, a Chinese one counted as two.
    need : Need
    meaning : Text
        How it is filled in, in plain words.
    example : str
    choice : Choice, optional
    look : Look
    """

    id: str
    header: str
    english: str
    width: int
    need: Need
    meaning: Text
    example: str
    choice: Choice | None = None
    look: Look = Look.TEXT


@frozen
class Check:
    """
    Something that is looked at in each row, and shown by a tint.

    Parameters
    ----------
    field : str
        The cell that is tinted.
    when : str
        A formula that is above zero where it speaks; `{name}` is a cell of the row, `{all[name]}` the column.
    is_open : bool
        Whether something is to be filled in, rather than to be looked at again.
    """

    field: str
    when: str
    is_open: bool = False


@frozen
class Table:
    """
    A sheet to fill in.

    Parameters
    ----------
    name : str
        Of its sheet.
    title, about, note : Text
        What stands above it; what it is, in the guide; how its rows are filled in.
    fields : tuple of Field
    checks : tuple of Check
    sample : tuple of tuple
        Rows to be overwritten, with a cell for each field.
    key : str
        The field that tells a row of the sample.
    """

    name: str
    title: Text
    about: Text
    note: Text
    fields: tuple[Field, ...]
    checks: tuple[Check, ...]
    sample: tuple[tuple[Cell, ...], ...]
    key: str

    def letter(self, field: str) -> str:
        """Return the letters of the column of a field."""
        return letters_of(self.place(field))

    def place(self, field: str) -> int:
        """Return the position of a field."""
        return [one.id for one in self.fields].index(field)

    def column(self, field: str, *, sheet: bool = True) -> str:
        """Return the range of a field's prepared cells."""
        letter = self.letter(field)
        cells = f"${letter}${HEADER + 2}:${letter}${HEADER + 1 + PREPARED}"
        return f"'{self.name}'!{cells}" if sheet else cells


def row_of(fields: Sequence[Field], **cells: str | float) -> tuple[Cell, ...]:
    """Return a row of a sample, blank where nothing is said."""
    return tuple(cells.get(field.id) for field in fields)
