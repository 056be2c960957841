"""Facts: what was due, done and known of it, by function, duty and organization."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.due_arrays import MANAGE, PERFORM, DueArrays, due_arrays
from dangjian_chain.performance.due_span import DueSpan
from dangjian_chain.performance.due_state import KNOWN
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.performance.matching import matched

if TYPE_CHECKING:
    from dangjian_chain.appraisal.points import Integers
    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Bools

FUNCTIONS = 2
_CONTINUOUS = (None, "continuous")


def doing(cascade: CascadeArrays) -> Bools:
    """Return who is to do what, duties × organizations: as expected; by their lists where a duty names no performers."""
    return np.where(cascade.duties.has_performers[:, np.newaxis], cascade.performs, cascade.declared)


@frozen(eq=False)
class Tally:
    """
    What an indicator counts, for d duties and n organizations; each shape (d, n).

    Parameters
    ----------
    applies : bool array
        Whether it is the organization's to do, within the period.
    done, known, wanted : int array
        `done` ≤ `known` ≤ `wanted`: what is wanted, of how much it is known whether it was done, and what was.
    """

    applies: Bools
    done: Integers
    known: Integers
    wanted: Integers


class Facts:
    """
    The due items of a period summed, and the counts of what no calendar makes due.

    Every matrix has shape (2, m, n): function, duty, organization. A duty that
    is due on no day of the calendar (on an event, continuous, elective) has no
    items; the records that name it are counted.

    Parameters
    ----------
    cascade : CascadeArrays
    start, end : date
        From the first day of the period up to, but not including, its end.
    records : path or data frame, optional
        A large set of records beside those of the chain; see `aggregated`.
    """

    def __init__(self, cascade: CascadeArrays, start: date, end: date, records: object = None) -> None:
        self.cascade = cascade
        self.start, self.end = start, end
        self.due = due_arrays(cascade, start, end)
        if records is not None:
            from dangjian_chain.performance.aggregate import aggregated  # noqa: PLC0415 - loads frame libraries

            more = aggregated(records, cascade.chain, [*self.due.cuts, start, end])
            self.due = DueArrays(cascade, start, end, self.due.counts.and_(more))
        self._shape = (FUNCTIONS, *cascade.shape)

    # --- due items -----------------------------------------------------------------

    @cached_property
    def _cell(self) -> Integers:
        """Where each item belongs, flattened."""
        _, duties, organizations = self._shape
        due = self.due
        return (due.function * duties + due.duty) * organizations + due.organization

    def _sums(self, values: Integers | Bools) -> Integers:
        size = int(np.prod(self._shape))
        return np.bincount(self._cell, weights=values, minlength=size).astype(np.int64).reshape(self._shape)

    @cached_property
    def is_known(self) -> Bools:
        """Whether each item is known to be done or not; shape (k,)."""
        return self.due.is_(*KNOWN)

    @cached_property
    def items(self) -> Integers:
        """How many items there are."""
        return self._sums(np.ones(len(self.due), dtype=np.int64))

    @cached_property
    def wanted(self) -> Integers:
        """How often it is due, items added up."""
        return self._sums(self.due.wanted)

    @cached_property
    def done(self) -> Integers:
        """How often it was done, in each item as often as it is due at most."""
        return self._sums(np.minimum(self.due.done, self.due.wanted))

    @cached_property
    def known(self) -> Integers:
        """Of how much it is known whether it was done: good records are known, missing ones where records are complete."""
        due = self.due
        return self._sums(np.where(self.is_known, due.wanted, np.minimum(due.done, due.wanted)))

    @cached_property
    def is_all_told(self) -> Bools:
        """Whether of every item all is told that was done: enough may have been done, and more."""
        due = self.due
        told = due.complete & due.is_required & (due.due < due.day.toordinal())
        return self._sums(~told) == 0

    # --- what no calendar makes due ---------------------------------------------------

    @cached_property
    def has_no_calendar(self) -> Bools:
        """Whether a duty is performed on no day of the calendar, whatever the period; shape (m,)."""
        cycles = [duty.cycle or "" for duty in self.cascade.duties.values]
        free = np.array(["/" not in cycle or cycle.endswith("/term") for cycle in cycles], dtype=bool)
        return free & ~(self.items[PERFORM] > 0).any(axis=1)

    @cached_property
    def _may_be_missed(self) -> Bools:
        """Whether a duty without a calendar is something to be done in any period: not on an event, a term or once."""
        cycles = [duty.cycle for duty in self.cascade.duties.values]
        return self.cascade.duties.required & np.array([cycle in _CONTINUOUS for cycle in cycles], dtype=bool)

    @cached_property
    def _complete(self) -> Bools:
        """Where the records of what was performed are stated complete for the whole period, which has ended; shape (n,)."""
        if self.end > self.due.day:
            return np.zeros(self._shape[2], dtype=bool)
        return Evidence(self.cascade.chain).covered(RecordKind.PERFORMED, self.start, self.end)

    @cached_property
    def times(self) -> Integers:
        """How often it was done in the period, whatever was due: by the items, else by the records that name the duty."""
        counted = self._sums(self.due.done)
        for duty in np.flatnonzero(self.has_no_calendar).tolist():
            counted[PERFORM, duty] = self.named(duty)
        return counted

    def named(self, duty: int) -> Integers:
        """Return how many good records of performing in the period name a duty, or a part of it; shape (n,)."""
        return self._named.get(duty, np.zeros(self._shape[2], dtype=np.int64))

    @cached_property
    def _named(self) -> dict[int, Integers]:
        counts = self.due.counts.of_kinds(RecordKind.PERFORMED)
        counts = counts.take(~counts.failing)
        last = self.end - timedelta(days=1)
        group, _, _ = matched(counts, [DueSpan(self.start, self.end, last, 1)])
        wholes = self._wholes
        found: dict[int, Integers] = {}
        codes, organizations = counts.duty[group], counts.organization[group]
        for code in np.unique(codes).tolist():
            rows = codes == code
            here = np.bincount(
                organizations[rows], weights=counts.count[group][rows], minlength=self._shape[2]
            )
            for duty in {whole for id_ in counts.duties[code] for whole in wholes.get(id_, ())}:
                found[duty] = found.get(duty, 0) + here.astype(np.int64)
        return found

    @cached_property
    def _wholes(self) -> dict[str, list[int]]:
        """By id of a duty: itself and every duty it is a part of."""
        duties = self.cascade.duties
        found = {id_: [position] for position, id_ in enumerate(duties.ids)}
        for part, whole in duties.parts:
            found[duties.ids[part]].append(whole)
        return found

    # --- tallies -----------------------------------------------------------------------

    @cached_property
    def carries(self) -> Bools:
        """Whose to do it is."""
        in_force = self.cascade.hierarchy.in_force
        return np.stack([doing(self.cascade) & in_force, self.cascade.manages & in_force])

    def of_items(self, function: int, duties: list[int]) -> Tally:
        """Return how often what is due was done."""
        at = (function, duties)
        return Tally(self.wanted[at] > 0, self.done[at], self.known[at], self.wanted[at])

    def at_all(self, function: int, duties: list[int]) -> Tally:
        """Return whether each duty was done at all."""
        at = (function, duties)
        applies, done = self.applies(function, duties), self.times[at] > 0
        known = applies & (done | self._is_settled(function, duties))
        one = applies.astype(np.int64)
        return Tally(applies, (done & applies).astype(np.int64), known.astype(np.int64), one)

    def often(self, function: int, duties: list[int]) -> tuple[Bools, Integers, Bools]:
        """Return to whom it applies, how often it was done, and whether that is all there is."""
        applies = self.applies(function, duties)
        return applies, self.times[function, duties] * applies, self._is_settled(function, duties)

    def applies(self, function: int, duties: list[int]) -> Bools:
        """Return whose it is to do within the period: what the calendar does not ask for in it is nobody's."""
        due = self.items[function, duties] > 0
        if function == MANAGE:
            return due
        return due | (self.carries[function, duties] & self.has_no_calendar[duties][:, np.newaxis])

    def _is_settled(self, function: int, duties: list[int]) -> Bools:
        """Return where it is known that no more was done."""
        known = self.is_all_told[function, duties]
        if function == MANAGE:
            return known
        missed = self._may_be_missed[duties][:, np.newaxis] & self._complete
        return np.where(self.has_no_calendar[duties][:, np.newaxis], missed, known)
