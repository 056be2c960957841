"""How values are spelled: in a cell of a table, and in a document."""

from __future__ import annotations

from datetime import date

from dangjian_chain.model.bearers import Alternatives, Bearers
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.text import Text

SEPARATOR = ";"
"""Between the items of a list in a cell."""

_EXACT = 2**53


class UnspellableError(ValueError):
    """A value that the form of file cannot hold; the message says what would."""

    def __init__(self, place: str, why: Text) -> None:
        super().__init__(f"{place}: {why.en}")
        self.place = place
        self.why = why


def cell(value: object) -> str | bool | float | date | None:
    """
    Return a value that is no list as a cell holds it: text, a number, a flag, a date, or nothing.

    Examples
    --------
    >>> from dangjian_chain.period import PartialDate
    >>> cell(PartialDate(2024, 7)), cell(5.0), cell(Conditions(joint=True))
    ('2024-07', 5, 'joint=true')
    """
    if value is None or isinstance(value, bool | date):
        return value
    return number(value) if isinstance(value, int | float) else str(value)


def document_value(value: object) -> object:
    """
    Return a value as a document holds it: lists and mappings are what they are.

    Examples
    --------
    >>> document_value(Bearers.of({"principal": (), "first": (("secretary", "administrative_head"),)}))
    {'principal': [], 'first': 'secretary+administrative_head'}
    >>> document_value(Conditions(min_full_members=7, unit_type=("soe",)))
    {'unit_type': ['soe'], 'min_full_members': 7}
    """
    if value is None or isinstance(value, bool | date):
        return value
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, Conditions):
        return {name: document_value(stated) for name, stated in value.stated().items()}
    if isinstance(value, Bearers):
        return {str(word): _alternatives(kinds) for word, kinds in value}
    return number(value) if isinstance(value, int | float) else str(value)


def number(value: float) -> float:
    """Return a finite number in its shortest form: 5 for 5.0."""
    return int(value) if value == int(value) and abs(value) < _EXACT else value


def _alternatives(kinds: Alternatives) -> str | list[str]:
    words = ["+".join(joint) for joint in kinds]
    return words[0] if len(words) == 1 else words
