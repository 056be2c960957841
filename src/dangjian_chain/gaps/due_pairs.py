"""What is due, by duty and organization: what rules on it speak of, once for all its periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.gaps.rule import Hit
from dangjian_chain.model.cycle_words import in_words
from dangjian_chain.performance.due_arrays import PERFORM
from dangjian_chain.performance.due_period import period_words, span_name
from dangjian_chain.performance.due_span import due_spans
from dangjian_chain.period import Period
from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.gaps.rule import Key
    from dangjian_chain.performance.due_span import DueSpan
    from dangjian_chain.performance.due_state import DueState
    from dangjian_chain.typing import Bools


@frozen
class DuePair:
    """
    The items of one duty and organization that are in a state.

    Parameters
    ----------
    duty, organization : int
        Positions.
    rows : tuple of int
        Items, by day.
    spans : tuple of (int, int)
        The first day of each, and the first day after it, as ordinals.
    """

    duty: int
    organization: int
    rows: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def due_pairs(context: Context, *states: DueState) -> list[DuePair]:
    """Return what organizations are to perform, and is in one of some states, by organization and duty."""
    due = context.due
    rows = np.flatnonzero((due.function == PERFORM) & due.is_required & due.is_(*states))
    rows = rows[np.lexsort((due.due[rows], due.duty[rows], due.organization[rows]))]
    organizations, duties = due.organization[rows], due.duty[rows]
    place = organizations * len(context.cascade.duties.ids) + duties
    begins = np.flatnonzero(np.diff(place, prepend=-1))
    held = rows.tolist()
    spans = list(zip(due.first_day[rows].tolist(), due.after[rows].tolist(), strict=True))
    return [
        DuePair(
            int(duties[start]), int(organizations[start]), tuple(held[start:end]), tuple(spans[start:end])
        )
        for start, end in pairwise([*begins.tolist(), len(rows)])
    ]


def is_of(context: Context, pairs: list[DuePair]) -> Bools:
    """Mark the organizations of pairs; shape (n,)."""
    marked = np.zeros(len(context.table("organizations")), dtype=bool)
    marked[[pair.organization for pair in pairs]] = True
    return marked


def has_due(context: Context) -> Bools:
    """Mark the organizations with required duties of their own that have fallen due; shape (n,)."""
    cascade, start = context.cascade, context.due.start
    past = [bool(due_spans(duty.cycle, duty.due, start, context.day)) for duty in cascade.duties.values]
    asked = np.array(past, dtype=bool) & cascade.duties.required
    doing = np.where(cascade.duties.has_performers[:, np.newaxis], cascade.performs, cascade.declared)
    return np.logical_or.reduce(doing[asked]) & cascade.hierarchy.in_force


def pair_hit(context: Context, pair: DuePair, after: tuple[Key, ...] = (), **words: object) -> Hit:
    """Return the hit of a pair: its organization, with the words that messages on what is due have in common."""
    id_ = context.organization(pair.organization)
    cycle = context.cascade.duties.values[pair.duty].cycle
    return Hit(
        organization=id_,
        subject=id_,
        duty=context.duty(pair.duty),
        words={
            "organization": context.names[pair.organization],
            "duty": context.title(pair.duty),
            "period": _periods(pair.spans),
            "count": len(pair.rows),
            "cycle": in_words(cycle or ""),
            **words,
        },
        row=("organizations", pair.organization),
        after=after,
    )


def periods_of(spans: Iterable[DueSpan]) -> Text:
    """Return the names of spans as a sentence lists them."""
    return _periods((span.start.toordinal(), span.end.toordinal()) for span in spans)


def _periods(spans: Iterable[tuple[int, int]]) -> Text:
    words = [_called(*span) for span in spans]
    return Text(
        zh=listed([each.zh for each in words], "zh", "期"),
        en=listed([each.en for each in words], "en"),
    )


@lru_cache(maxsize=1024)
def _called(first: int, after: int) -> Text:
    """Return the name of a span; thousands of items share a few."""
    span = Period(date.fromordinal(first), date.fromordinal(after))
    return period_words(span_name(span), span)


def titles_said(context: Context, duties: Iterable[int]) -> Text:
    """Return duties by title, in quotation marks."""
    titles = [context.title(duty) for duty in duties]
    return Text(zh=f"“{listed(titles, 'zh', '项')}”", en=repr(listed(titles, "en")))
