"""Rows as CSV that opens rightly in a spreadsheet and runs nothing there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dangjian_chain.formats.literal import marked

_WIDE_FORMULA = ("＝", "＋", "－", "＠", "\n")


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    r"""
    Return rows as CSV: UTF-8 with a BOM, lines end in `\n`, nothing is blank.

    A text that a spreadsheet would take for a formula has a `'` before it; a list
    is joined with `;`.

    Parameters
    ----------
    columns : sequence of str
        The header.
    rows : iterable of mapping
        By column.

    Examples
    --------
    >>> csv_bytes(["duty", "level"], [{"duty": "=1+1", "level": None}]).decode("utf-8-sig")
    "duty,level\n'=1+1,\n"
    """
    lines = [columns, *([_word(row[column]) for column in columns] for row in rows)]
    return "".join(",".join(map(_field, line)) + "\n" for line in lines).encode("utf-8-sig", "replace")


def columns_bytes(columns: Mapping[str, Sequence[Any]]) -> bytes:
    """Return columns as CSV, as `csv_bytes` does rows."""
    return csv_bytes(
        list(columns), (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    )


def _word(value: Any) -> str:  # noqa: ANN401 - a cell
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return _word(";".join(value))
    return marked(value, _is_wide_formula) if isinstance(value, str) else str(value)


def _is_wide_formula(text: str) -> bool:
    return text.startswith(_WIDE_FORMULA)


def _field(word: str) -> str:
    """Return a field as RFC 4180 has it; the `csv` module forgets a lone carriage return."""
    return '"' + word.replace('"', '""') + '"' if any(mark in word for mark in ',"\r\n') else word
