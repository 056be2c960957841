"""What people call a record: whose, of which day, about what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.performance.record_rows import RecordRows
from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dangjian_chain.gaps.context import Context
    from dangjian_chain.gaps.rule import Words


def record_words(context: Context, row: int) -> Words:
    """Return organization, day and duties of a record whose organization is known, as a message names them."""
    rows = context.arrays.kept(RecordRows)
    return {
        "organization": context.names[rows.organization[row]],
        "on": rows.table.column("on")[row],
        "duty": duties_said(context, rows.table.column("duty")[row]),
    }


def duties_said(context: Context, duties: Iterable[str]) -> Text:
    """Return duties by title in quotation marks; nothing for none, which is all of them."""
    known = context.table("duties").positions
    titles = [context.title(known[duty]) if duty in known else duty for duty in duties]
    if not titles:
        return Text(zh="", en="")
    return Text(zh=f"“{listed(titles, 'zh')}”", en=f" on {listed(titles, 'en')!r}")


def records_said(context: Context, rows: Iterable[int]) -> Text:
    """Return records by organization and day, as a sentence lists them."""
    every = [record_words(context, row) for row in rows]
    return Text(
        zh=listed([f"{each['organization']}{each['on']}" for each in every], "zh"),
        en=listed([f"{each['organization']} {each['on']}" for each in every], "en"),
    )
