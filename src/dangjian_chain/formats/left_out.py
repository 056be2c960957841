"""Rows left out on request: those whose id is taken, and those that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from dangjian_chain.errors import Problem
from dangjian_chain.formats.parsing import Parsed
from dangjian_chain.model.document import LeftOut
from dangjian_chain.text import Text, masked

_KEYS = {
    "organizations": ("id",),
    "roles": ("id",),
    "duties": ("id",),
    "ledger": ("id",),
    "kinds": ("of", "id"),
}
"""What may not repeat, by collection."""


def set_aside(result: Parsed, row: int, organization: str) -> LeftOut:
    """Return an unreadable row as one that was left out."""
    texts = [each.text for each in result.troubles[row]]
    return LeftOut(
        code="bad-row",
        collection=result.sheet.collection,
        subject=f"row {result.sheet.rows[row]}",
        organization=organization,
        place=result.sheet.spot(row, None),
        text=Text(
            zh=masked("；".join(text.zh for text in texts)), en=masked("; ".join(text.en for text in texts))
        ),
    )


def repeated(result: Parsed, kept: Sequence[int]) -> tuple[Sequence[int], list[tuple[int, int, int]]]:
    """
    Return the rows less those whose id is taken, and these.

    Returns
    -------
    rows : sequence of int
    taken : list of (int, int, int)
        The row, the first row of its id, and which of that id it is, from 2.
    """
    names = _KEYS.get(result.sheet.collection, ())
    if not names or any(name not in result.values for name in names):
        return kept, []
    columns = [result.values[name] for name in names]
    keys = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
    if len(set(keys if len(kept) == len(keys) else [keys[row] for row in kept])) == len(kept):
        return kept, []
    rows: dict[object, list[int]] = {}
    for row in kept:
        rows.setdefault(keys[row], []).append(row)
    taken = [
        (row, same[0], ordinal) for same in rows.values() for ordinal, row in enumerate(same[1:], start=2)
    ]
    return [same[0] for same in rows.values()], sorted(taken)


def duplicate(result: Parsed, row: int, first: int) -> Problem:
    """Return what is wrong with a row whose id stands at another row already."""
    id_ = result.values["id"][row]
    other = result.sheet.spot(first, None)
    differs = [name.rstrip("_") for name, values in result.values.items() if values[row] != values[first]]
    zh = f"不同之处：{'、'.join(differs)}" if differs else "两行内容相同"
    en = f"they differ in {', '.join(differs)}" if differs else "the rows are the same"
    text = Text(
        zh=f"编号“{id_}”在 {other} 已出现，{zh}", en=f"the id {id_!r} stands at {other} already; {en}"
    )
    return Problem("duplicate-id", result.sheet.spot(row, None), text)


def keep_out(result: Parsed, row: int, ordinal: int, found: Problem, organization: str) -> LeftOut:
    """Return a row whose id is taken as one that was left out."""
    return LeftOut(
        code=found.code,
        collection=result.sheet.collection,
        subject=f"{result.values['id'][row]}~{ordinal}",
        organization=organization,
        place=found.place,
        text=Text(zh=masked(found.text.zh), en=masked(found.text.en)),
    )
