"""Visits: the records that a superior saw to its subordinates, by duty, organization and span."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.counts import EVERY, KINDS
from dangjian_chain.performance.matching import by_duty, matched, names_none, wholes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.performance.counts import Counts
    from dangjian_chain.performance.due_span import DueSpan
    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Positions


class Visits:
    """The records of supervision and appraisal of a chain, as seen by the superior who made the visit."""

    def __init__(self, cascade: CascadeArrays, counts: Counts) -> None:
        self._cascade = cascade
        self._counts = counts

    @cached_property
    def every(self) -> Counts:
        """
        The records of supervision and appraisal, with the superior as their organization.

        A visit that found something wanting is a visit all the same.
        """
        seen = self._counts.of_kinds(RecordKind.SUPERVISED, RecordKind.APPRAISED)
        owner = self._cascade.chain.owner
        named, by = owner[seen.organization], np.where(seen.by >= 0, owner[seen.by], -1)
        is_result = seen.kind == KINDS.index(RecordKind.APPRAISED)
        told = is_result & (seen.subordinate == EVERY) & (seen.by >= 0) & (by != seen.organization)
        superior = np.where(told, by, named)
        subordinate = np.where(told, seen.organization, seen.subordinate)
        kept = attrs.evolve(
            seen, organization=superior.astype(np.int32), subordinate=subordinate.astype(np.int32)
        )
        return kept.take(superior >= 0)

    @cached_property
    def _by_duty(self) -> dict[int, Counts]:
        return by_duty(self.every, wholes_of(self._cascade.duties))

    @cached_property
    def _in_all(self) -> Counts:
        return self.every.take(names_none(self.every))

    def to_each(
        self, duty: int, superiors: Positions, subordinates: Positions, spans: tuple[DueSpan, ...]
    ) -> NDArray[np.int64]:
        """Return how often each superior saw to each subordinate in each span about a duty; shape (pairs, spans)."""
        common = self._seen_in_all(spans)
        own = self._seen(self._by_duty.get(duty), spans)
        by_all, by_one = (common[0] + own[0], common[1] + own[1]) if own is not None else common
        return by_all[superiors] + by_one[subordinates]

    def about_anything(self, spans: tuple[DueSpan, ...]) -> NDArray[np.int64]:
        """Return how often each organization's line superior saw to it in each span, about whatever; shape (n, spans)."""
        found = self._seen(self.every, spans)
        line = self._cascade.hierarchy.line
        if found is None:
            return np.zeros((len(line), len(spans)), dtype=np.int64)
        to_all, to_one = found
        return to_one + np.where((line >= 0)[:, np.newaxis], to_all[line], 0)

    def _seen_in_all(self, spans: tuple[DueSpan, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        if spans not in self._known_seen:
            found = self._seen(self._in_all, spans)
            nothing = np.zeros((self._cascade.hierarchy.size, len(spans)), dtype=np.int64)
            self._known_seen[spans] = (nothing, nothing) if found is None else found
        return self._known_seen[spans]

    @cached_property
    def _known_seen(self) -> dict[tuple[DueSpan, ...], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        return {}

    def _seen(
        self, counts: Counts | None, spans: tuple[DueSpan, ...]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
        """Return, by organization and span, visits of a superior to all below it, and visits that it had from its own."""
        if counts is None or not len(counts.kind):
            return None
        group, span, _ = matched(counts, spans)
        size = self._cascade.hierarchy.size, len(spans)
        to_all, to_one = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        superior, subordinate, count = (
            counts.organization[group],
            counts.subordinate[group],
            counts.count[group],
        )
        every = subordinate == EVERY
        np.add.at(to_all, (superior[every], span[every]), count[every])
        line = self._cascade.hierarchy.line
        one = subordinate >= 0
        one[one] &= line[subordinate[one]] == superior[one]
        np.add.at(to_one, (subordinate[one], span[one]), count[one])
        return to_all, to_one
