"""Deeds: the records of what organizations performed, by duty, organization and span."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.matching import by_duty, matched, names_none, wholes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.performance.counts import Counts
    from dangjian_chain.performance.due_span import DueSpan
    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Positions


class Deeds:
    """The good performing records of a chain; one that names a part of a duty is of the whole too."""

    def __init__(self, cascade: CascadeArrays, counts: Counts) -> None:
        self._size = cascade.hierarchy.size
        performed = counts.of_kinds(RecordKind.PERFORMED)
        good = performed.take(~performed.failing)
        self._by_duty = by_duty(good, wholes_of(cascade.duties))
        self._in_all = good.take(names_none(good))

    def on(self, duty: int, organization: int, span: DueSpan) -> date:
        """Return the first day that the record can mean with which a duty was done as often as due in a span."""
        days: list[int] = []
        for counts in (self._by_duty.get(duty), self._in_all):
            if counts is not None:
                own = counts.take(counts.organization == organization)
                group, _, _ = matched(own, [span])
                days += np.repeat(own.first[group], own.count[group]).tolist()
        return date.fromordinal(sorted(days)[span.times - 1])

    def within(
        self, duty: int, organizations: Positions, spans: tuple[DueSpan, ...]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how often it was done in each span, and how often in time; shape (organizations, spans)."""
        rank = np.full(self._size, -1, dtype=np.int64)
        rank[organizations] = np.arange(len(organizations))
        shape = len(organizations), len(spans)
        done, on_time = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for counts in (self._by_duty.get(duty), self._in_all):
            if counts is None or not len(counts.kind):
                continue
            group, span, in_time = matched(counts, spans)
            place = rank[counts.organization[group]]
            here = place >= 0
            np.add.at(done, (place[here], span[here]), counts.count[group[here]])
            timely = here & in_time
            np.add.at(on_time, (place[timely], span[timely]), counts.count[group[timely]])
        return done, on_time
