"""Matching: which records count in which spans, and for which duties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.performance.counts import Counts
    from dangjian_chain.performance.due_span import DueSpan
    from dangjian_chain.propagation.duties import EffectiveDuties
    from dangjian_chain.typing import Bools


def matched(counts: Counts, spans: Sequence[DueSpan]) -> tuple[NDArray[np.intp], NDArray[np.int64], Bools]:
    """
    Return which groups of records count in which spans, and whether in time; each of one length.

    A record that states a period within one span counts there; one that states another does
    not count. Where it states none, or more than one span, the days it can mean decide: it
    counts in each span that it can lie in, and in time where it can be.
    """
    starts = np.array([span.start.toordinal() for span in spans])
    ends = np.array([span.end.toordinal() for span in spans])
    due = np.array([span.due.toordinal() for span in spans])
    low = np.searchsorted(ends, counts.first, side="right")
    high = np.searchsorted(starts, counts.last, side="right") - 1
    says = counts.meant_start > 0
    at = np.searchsorted(starts, counts.meant_start, side="right") - 1
    inside = says & (at >= 0)
    inside[inside] &= counts.meant_end[inside] <= ends[at[inside]]
    low, high = np.where(inside, at, low), np.where(inside, at, high)
    # Of a stated period that is wider than a span, the days decide within what it states.
    wide = says & ~inside
    low = np.where(wide, np.maximum(low, np.searchsorted(ends, counts.meant_start, side="right")), low)
    high = np.where(wide, np.minimum(high, np.searchsorted(starts, counts.meant_end, side="left") - 1), high)
    times = np.maximum(high - low + 1, 0)
    group = np.repeat(np.arange(len(low)), times)
    offset = np.arange(len(group)) - np.repeat(np.cumsum(times) - times, times)
    span = low[group] + offset
    return group, span, counts.first[group] <= due[span]


def names_none(counts: Counts) -> Bools:
    """Mark the groups of records that name no duty, and so are about all; shape (c,)."""
    blank = np.array([not duties for duties in counts.duties], dtype=bool)
    return blank[counts.duty] if len(blank) else np.zeros(len(counts.duty), dtype=bool)


def by_duty(counts: Counts, wholes: Mapping[str, Sequence[int]]) -> dict[int, Counts]:
    """Return the groups that name a duty, or a part of it, by the position of the duty."""
    cells: dict[int, set[int]] = defaultdict(set)
    for code, ids in enumerate(counts.duties):
        for id_ in ids:
            for whole in wholes.get(id_, ()):
                cells[whole].add(code)
    order = np.argsort(counts.duty, kind="stable")
    edges = np.searchsorted(counts.duty[order], np.arange(len(counts.duties) + 1))
    return {
        duty: _at(counts, np.sort(np.concatenate([order[edges[code] : edges[code + 1]] for code in codes])))
        for duty, codes in cells.items()
    }


def _at(counts: Counts, rows: NDArray[np.intp]) -> Counts:
    mask = np.zeros(len(counts.kind), dtype=bool)
    mask[rows] = True
    return counts.take(mask)


def wholes_of(duties: EffectiveDuties) -> dict[str, list[int]]:
    """Return by id of a duty: itself and every duty it is a part of, by position."""
    found = {id_: [position] for position, id_ in enumerate(duties.ids)}
    for part, whole in duties.parts:
        found[duties.ids[part]].append(whole)
    return found
