"""Keys made from the content of rows that have no id of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, TypeAlias

from dangjian_chain.model.duty import Assignment
from dangjian_chain.model.kind import Kind
from dangjian_chain.model.record import Change, Record, RecordsCover
from dangjian_chain.model.role import Appointment

Columns: TypeAlias = Mapping[str, Any]
"""Columns by attribute, each a sequence of cells."""


def _word(value: object) -> str:
    if value is None:
        return ""
    return ";".join(value) if isinstance(value, tuple) else str(value)


def _assignments(columns: Columns) -> list[str]:
    rows = zip(
        columns["duty"],
        columns["organization"],
        columns["role"],
        columns["responsibility"],
        columns["since"],
        strict=True,
    )
    return [
        f"{duty}@{organization}/{role or ''}#{responsibility or ''}#{_word(since)}"
        for duty, organization, role, responsibility, since in rows
    ]


def _appointments(columns: Columns) -> list[str]:
    rows = zip(columns["role"], columns["person"], columns["since"], strict=True)
    return [f"{role}#{person}#{_word(since)}" for role, person, since in rows]


def _records(columns: Columns) -> list[str]:
    rows = zip(
        columns["duty"],
        columns["organization"],
        columns["kind"],
        columns["on"],
        columns["subordinate"],
        strict=True,
    )
    return [
        f"{_word(duty)}@{organization}#{kind}#{on}#{_word(subordinate)}"
        for duty, organization, kind, on, subordinate in rows
    ]


def _covers(columns: Columns) -> list[str]:
    rows = zip(columns["organization"], columns["kind"], columns["from_"], columns["until"], strict=True)
    return [f"{organization}#{kind}#{start}#{until}" for organization, kind, start, until in rows]


def _kinds(columns: Columns) -> list[str]:
    return [f"{of}#{id_}" for of, id_ in zip(columns["of"], columns["id"], strict=True)]


def _changes(columns: Columns) -> list[str]:
    rows = zip(columns["kind"], columns["on"], columns["from_"], columns["to"], strict=True)
    return [f"{on}#{kind}#{_word(before)}#{_word(after)}" for kind, on, before, after in rows]


KEYS: Mapping[type, Callable[[Columns], list[str]]] = {
    Assignment: _assignments,
    Appointment: _appointments,
    Record: _records,
    RecordsCover: _covers,
    Kind: _kinds,
    Change: _changes,
}
"""How each collection without ids makes the keys of its rows."""


def numbered(keys: Sequence[str], columns: Columns) -> list[str]:
    """Return `keys` with `~2`, `~3` on equal ones, in the order of their remaining content."""
    if len(set(keys)) == len(keys):
        return list(keys)
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    made = list(keys)
    taken = set(keys)
    names = list(columns)
    for key, same in rows.items():
        if len(same) > 1:
            same.sort(key=lambda row: [_word(columns[name][row]) for name in names])
            ordinals = (f"{key}~{ordinal}" for ordinal in count(2))
            for row in same[1:]:
                made[row] = next(candidate for candidate in ordinals if candidate not in taken)
                taken.add(made[row])
    return made
