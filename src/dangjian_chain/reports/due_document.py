"""What is due, the burden and the loop for programs: documents under their schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dangjian_chain.performance.due_state import OVERDUE, DueState

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.appraisal.loop import By as LoopBy
    from dangjian_chain.appraisal.loop import Loop
    from dangjian_chain.explanation import Explanation
    from dangjian_chain.performance.burden import Burden
    from dangjian_chain.performance.due import By, DueItems
    from dangjian_chain.period import Period

Document = dict[str, Any]

_BY: tuple[By, ...] = ("unit", "level", "duty", "function")
_LOOP_BY: tuple[LoopBy, ...] = ("all", "level", "unit")


def due_document(items: DueItems, *, days: int | None = None) -> Document:
    """
    Return what is due under the schema `dangjian-chain/due/1`.

    Parameters
    ----------
    items : DueItems
    days : int, optional
        Hold what is past its day, and what falls due within so many days; left out, every item.
    """
    shown = items
    if days is not None:
        shown = items.in_state(*OVERDUE, DueState.RUNNING).before(items.day + timedelta(days=days))
    return {
        "schema": "dangjian-chain/due/1",
        "at": str(items.day),
        **_days(items.period),
        "days": days,
        "counts": {str(state): count for state, count in items.counts.items()},
        "left_out": items.left_out,
        "landed": [{"by": by, **row} for by in _BY for row in _rows(items.landed(by).columns())],
        "items": list(_rows(shown.columns())),
    }


def burden_document(burden: Burden, day: date) -> Document:
    """Return what the lists ask of each organization under the schema `dangjian-chain/burden/1`."""
    return {
        "schema": "dangjian-chain/burden/1",
        "at": str(day),
        "year": burden.year,
        "records": burden.records,
        "events": burden.events,
        "organizations": [
            {
                "organization": row.organization,
                "name": row.name,
                "kind": row.kind,
                "duties": list(row.duties),
                "records": row.records,
                "events": row.events,
                "spared": list(row.spared),
                "papers": {paper: list(duties) for paper, duties in row.papers.items()},
                "areas": [
                    {"area": area or None, "records": apart, "events": events}
                    for area, (apart, events) in row.areas.items()
                ],
                "recorded": row.recorded,
                "entries": row.entries,
            }
            for row in burden
        ],
    }


def loop_document(loop: Loop) -> Document:
    """Return a loop under the schema `dangjian-chain/loop/1`: rates, where it is open, and every pair."""
    return {
        "schema": "dangjian-chain/loop/1",
        "at": str(loop.day),
        **_days(loop.period),
        "counts": {
            "pairs": len(loop),
            "closed": len(loop.closed),
            "open": len(loop.open),
            "not_known": len(loop.not_known),
        },
        "first_open": {str(stage): count for stage, count in loop.first_open.items()},
        "rates": [
            {
                "by": by,
                "key": rate.key,
                "name": rate.name,
                "stage": str(rate.stage),
                "yes": rate.yes,
                "no": rate.no,
                "unknown": rate.unknown,
                "rate": rate.rate,
            }
            for by in _LOOP_BY
            for rate in loop.rates(by)
        ],
        "pairs": list(_rows(loop.columns())),
    }


def due_reason_document(
    tree: Explanation, day: date, *, duty: str, organization: str, about: str
) -> Document:
    """Return why something due, or a stage of the loop, counts as it does."""
    return {
        "schema": "dangjian-chain/due-reason/1",
        "at": str(day),
        "about": about,
        "duty": duty,
        "organization": organization,
        "tree": tree.document(),
    }


def _days(period: Period) -> Document:
    return {"from": str(period.start), "until": str(period.end)}


def _rows(columns: Mapping[str, Sequence[Any]]) -> Iterator[Document]:
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))
