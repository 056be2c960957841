"""Columns: the fields of values, with what a cell of them may hold."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import attrs
from attrs import frozen

CellType = Literal[
    "id",  # text that names; NFC, stripped
    "ids",  # several of them
    "text",
    "words",  # several texts
    "kind",  # a kind of organization or role
    "kinds",  # several of them
    "choice",  # a word of a closed vocabulary
    "choices",  # several of them
    "flag",  # yes or no
    "count",  # a whole number, not negative
    "number",
    "day",
    "last-day",  # a period's end; some headers state the last day in force
    "cycle",
    "conditions",
    "bearers",
    "class",  # an organization, or a class of them
    "post",  # a role, or a kind of role in a class
    "person",
    "outcome",
]

_REQUIRED: Any = attrs.NOTHING


@frozen
class Column:
    """One column of a collection: its name in files, its attribute, what its cells hold."""

    name: str
    attribute: str
    cell: CellType
    zh: str
    required: bool
    default: object


def column(  # an attrs field is whatever its class says
    cell: CellType,
    *,
    zh: str,
    default: Any = _REQUIRED,  # noqa: ANN401
    name: str | None = None,
) -> Any:  # noqa: ANN401
    """
    Return an attrs field that is also a column.

    Parameters
    ----------
    cell : CellType
        What a cell may hold.
    zh : str
        The header that Chinese tables print.
    default : object, optional
        The value of a blank; without one the column is required.
    name : str, optional
        The column's name where Python cannot use it as an attribute.
    """
    return attrs.field(default=default, metadata={"cell": cell, "zh": zh, "name": name})


def columns_of(make: type[Any]) -> tuple[Column, ...]:
    """Return the columns of a class of values, in their order."""
    known: Any = make  # a class, which mypy does not take for hashable
    return _columns_of(known)


@cache
def _columns_of(make: Any) -> tuple[Column, ...]:  # noqa: ANN401 - a class
    return tuple(
        Column(
            name=field.metadata["name"] or field.name,
            attribute=field.name,
            cell=field.metadata["cell"],
            zh=field.metadata["zh"],
            required=field.default is attrs.NOTHING,
            default=_default(field),
        )
        for field in attrs.fields(make)
    )


def _default(field: attrs.Attribute[Any]) -> object:
    """Return what a blank means, `None` where the value works it out itself or there must be none."""
    made = hasattr(field.default, "takes_self")
    return None if made or field.default is attrs.NOTHING else field.default
