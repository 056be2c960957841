"""Which rows are in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from dangjian_chain.model.table import Table
from dangjian_chain.period import PartialDate, earliest, latest
from dangjian_chain.typing import Bools

PERIODS = {
    "organizations": ("valid_from", "valid_to"),
    "roles": ("valid_from", "valid_to"),
    "appointments": ("since", "until"),
    "assignments": ("since", "until"),
}
"""The columns that begin and end the rows of a collection; others are always in force."""


def in_force(table: Table[Any], columns: tuple[str, str], day: date | None) -> Bools:
    """Return which rows are in force on the day, shape (len(table),); all without a day."""
    mask = np.ones(len(table), dtype=bool)
    if day is None:
        return mask
    start, end = (table.columns.get(name) for name in columns)
    if start is not None:
        mask &= [value is None or _first(value) <= day for value in start]
    if end is not None:
        mask &= [value is None or day < _last(value) for value in end]
    return mask


def inverted(table: Table[Any], columns: tuple[str, str]) -> Bools:
    """Return which rows end on or before they start."""
    start, end = (table.columns.get(name) for name in columns)
    if start is None or end is None:
        return np.zeros(len(table), dtype=bool)
    return np.array(
        [
            first is not None and last is not None and latest(last) <= earliest(first)
            for first, last in zip(start, end, strict=True)
        ],
        dtype=bool,
    )


def _first(value: Any) -> date:  # noqa: ANN401
    return value.first if type(value) is PartialDate else value


def _last(value: Any) -> date:  # noqa: ANN401
    return value.last if type(value) is PartialDate else value
