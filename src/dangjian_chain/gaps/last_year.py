"""The last whole year, of which rules ask what was recorded of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.rule import Hit
from dangjian_chain.performance.due_span import DueSpan
from dangjian_chain.performance.matching import matched

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.text import Text
    from dangjian_chain.typing import Bools


def there_all_year(context: Context) -> Bools:
    """Return which organizations lead, have a line superior and were there for the whole of the last year; shape (n,)."""
    asked = context.arrays.leads & (context.cascade.hierarchy.line >= 0) & context.figures.alive
    found: Bools = asked & context.due.there(*context.last_year)
    return found


def recorded(context: Context, chosen: Bools) -> Bools:
    """Return which organizations have one of the chosen records of `context.due.counts` in the last year; shape (n,)."""
    counts = context.due.counts.take(chosen)
    start, end = context.last_year
    group, _, _ = matched(counts, [DueSpan(start, end, end, 1)])
    found = np.zeros(len(context.table("organizations")), dtype=bool)
    found[counts.organization[group]] = True
    return found


def nothing_seen(context: Context, organization: int, **words: Text) -> Hit:
    """Return the hit on an organization of which its line superior saw nothing in the last year."""
    id_ = context.organization(organization)
    superior = int(context.cascade.hierarchy.line[organization])
    return Hit(
        organization=id_,
        subject=id_,
        words={
            "organization": context.names[organization],
            "superior": context.names[superior],
            "year": context.day.year - 1,
            **words,
        },
        row=("organizations", organization),
    )
