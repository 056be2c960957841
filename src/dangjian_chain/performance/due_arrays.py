"""What is due as arrays: from the cascade and the calendar, matched with the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.counts import EVERY, KINDS, Counts, counts_of
from dangjian_chain.performance.due_span import DueSpan, due_spans
from dangjian_chain.performance.due_state import CODE, DueState
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.period import earliest, latest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.performance.counts import Ordinals
    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Bools, Positions

PERFORM, MANAGE = 0, 1
EACH_YEAR = "1/year"
"""How often a superior sees to a subordinate where the duty does not say."""
_FIELDS = (
    "duty",
    "organization",
    "function",
    "subordinate",
    "start",
    "end",
    "due",
    "wanted",
    "done",
    "on_time",
)


@frozen(eq=False)
class _Block:
    """The items of one duty and function: organizations × spans, flattened."""

    duty: int
    organization: Positions
    function: int
    subordinate: Positions
    spans: tuple[DueSpan, ...]


class DueArrays:
    """
    What is due within a period, on a day, in k items; for analyses, not public.

    Items are ordered by duty, function, organization, subordinate and span.
    A performing item is an organization's own doing of a duty in one span of its
    rhythm; a managing item is that a superior sees to one subordinate, once in a
    span of the managing cycle. An organization owes nothing for a span that it
    was not in force for as a whole.

    Parameters
    ----------
    cascade : CascadeArrays
    start, end : date
        Items whose last day in time lies from `start` up to, but not including, `end`.
    counts : Counts, optional
        The records; left out, those of the chain.
    where : bool array, shape (n,), optional
        Only what these organizations are to perform themselves; left out, everything of all.
    """

    def __init__(
        self,
        cascade: CascadeArrays,
        start: date,
        end: date,
        counts: Counts | None = None,
        *,
        where: Bools | None = None,
    ) -> None:
        self.cascade = cascade
        self.start, self.end = start, end
        self.counts = cascade.chain.kept(counts_of) if counts is None else counts
        self.day = cascade.chain.day or date.max
        self._where = where
        self._blocks = [*self._performing(), *(self._managing() if where is None else ())]
        self._blocks.sort(key=lambda block: (block.duty, block.function))

    # --- what is due -----------------------------------------------------------------

    def _performing(self) -> Iterator[_Block]:
        """Yield who is to perform what: as expected; by their own lists where a duty names no performers."""
        cascade = self.cascade
        for duty, value in enumerate(cascade.duties.values):
            spans = self._spans(value.cycle, value.due)
            doing = cascade.performs[duty] if cascade.duties.has_performers[duty] else cascade.declared[duty]
            asked = doing & cascade.hierarchy.in_force
            where = np.flatnonzero(asked if self._where is None else asked & self._where).astype(np.int32)
            if spans and len(where):
                yield _Block(duty, where, PERFORM, np.full(len(where), EVERY, dtype=np.int32), spans)

    def _managing(self) -> Iterator[_Block]:
        """Yield which superior is to see to which subordinate in what: both ends of each hand-over."""
        cascade = self.cascade
        line = cascade.hierarchy.line
        for duty, value in enumerate(cascade.duties.values):
            spans = self._spans(once_in(value.managing_cycle or EACH_YEAR), None)
            below = np.flatnonzero(cascade.received[duty]).astype(np.int32)
            if spans and len(below) and cascade.duties.required[duty]:
                above = line[below].astype(np.int32)
                order = np.lexsort((below, above))
                yield _Block(duty, above[order], MANAGE, below[order], spans)

    def _spans(self, cycle: str | None, due: str | None) -> tuple[DueSpan, ...]:
        key = cycle, due
        if key not in self._known_spans:
            self._known_spans[key] = tuple(due_spans(cycle, due, self.start, self.end))
        return self._known_spans[key]

    @cached_property
    def _known_spans(self) -> dict[tuple[str | None, str | None], tuple[DueSpan, ...]]:
        return {}

    @cached_property
    def cuts(self) -> list[date]:
        """The days on which something begins, or stops being in time, in order: what records are told apart by."""
        spans = {span for block in self._blocks for span in block.spans}
        edges = {edge for span in spans for edge in (span.start, span.end)}
        return sorted(edges | {date.fromordinal(span.due.toordinal() + 1) for span in spans})

    # --- matched -----------------------------------------------------------------------

    @cached_property
    def _columns(self) -> dict[str, NDArray[np.int64]]:
        parts: dict[str, list[NDArray[np.int64]]] = {name: [] for name in _FIELDS}
        for block in self._blocks:
            for name, column in self._items(block).items():
                parts[name].append(column)
        empty = np.zeros(0, dtype=np.int64)
        return {name: np.concatenate([empty, *columns]).astype(np.int64) for name, columns in parts.items()}

    def _items(self, block: _Block) -> dict[str, NDArray[np.int64]]:
        size, spans = len(block.organization), block.spans
        start, end, due = (
            np.array([getattr(span, name).toordinal() for span in spans]) for name in ("start", "end", "due")
        )
        done, on_time = self._performed(block) if block.function == PERFORM else self._seen_to(block)
        asked = self._asked(block.organization, start, end)
        if block.function == MANAGE:
            asked &= self._asked(block.subordinate, start, end)
        chosen = asked.ravel()
        every = {
            "duty": np.full(size * len(spans), block.duty),
            "organization": np.repeat(block.organization, len(spans)),
            "function": np.full(size * len(spans), block.function),
            "subordinate": np.repeat(block.subordinate, len(spans)),
            "start": np.tile(start, size),
            "end": np.tile(end, size),
            "due": np.tile(due, size),
            "wanted": np.tile([span.times for span in spans], size),
            "done": done.ravel(),
            "on_time": on_time.ravel(),
        }
        return {name: column[chosen] for name, column in every.items()}

    def _asked(self, organizations: Positions, start: Ordinals, end: Ordinals) -> Bools:
        """Return whether each organization was in force for the whole of each span, read in its favor."""
        since, until = self.force
        return (since[organizations][:, None] <= start) & (until[organizations][:, None] >= end)

    @cached_property
    def force(self) -> tuple[Ordinals, Ordinals]:
        """The first day of each organization and the first after it, read in its favor; shapes (n,)."""
        table = self.cascade.chain.tables["organizations"]
        since, until = table.column("valid_from").tolist(), table.column("valid_to").tolist()
        far = date.max.toordinal() + 1
        begins = {day: 0 if day is None else latest(day).toordinal() for day in set(since)}
        ends = {day: far if day is None else earliest(day).toordinal() for day in set(until)}
        return np.array([begins[day] for day in since]), np.array([ends[day] for day in until])

    def there(self, start: date, end: date) -> Bools:
        """Return which organizations were in force from a day up to, but not including, another; none on no day; shape (n,)."""
        since, until = self.force
        found: Bools = (since <= start.toordinal()) & (until >= end.toordinal()) & (start < end)
        return found

    # --- performing --------------------------------------------------------------------

    @cached_property
    def _done(self) -> Counts:
        performed = self.counts.of_kinds(RecordKind.PERFORMED)
        return performed.take(~performed.failing)

    @cached_property
    def _done_by_duty(self) -> dict[int, Counts]:
        """The good performing records that name a duty or a part of it, by duty."""
        return _by_duty(self._done, self._wholes)

    @cached_property
    def _done_in_all(self) -> Counts:
        """The good performing records that name no duty, and so are about all."""
        return self._done.take(_names_none(self._done))

    @cached_property
    def _wholes(self) -> dict[str, list[int]]:
        """By id of a duty: itself and every duty it is a part of, by position."""
        duties = self.cascade.duties
        found = {id_: [position] for position, id_ in enumerate(duties.ids)}
        for part, whole in duties.parts:
            found[duties.ids[part]].append(whole)
        return found

    def done_on(self, item: int) -> date:
        """Return the first day that the record can mean with which a performing item was done as often as due."""
        first = date.fromordinal
        span = DueSpan(
            first(int(self.first_day[item])),
            first(int(self.after[item])),
            first(int(self.due[item])),
            int(self.wanted[item]),
        )
        days: list[int] = []
        for counts in (self._done_by_duty.get(int(self.duty[item])), self._done_in_all):
            if counts is not None:
                own = counts.take(counts.organization == self.organization[item])
                group, _, _ = matched(own, [span])
                days += np.repeat(own.first[group], own.count[group]).tolist()
        return first(sorted(days)[span.times - 1])

    def _performed(self, block: _Block) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how often it was done in each span, and how often in time; shape (organizations, spans)."""
        rank = np.full(self.cascade.hierarchy.size, -1, dtype=np.int64)
        rank[block.organization] = np.arange(len(block.organization))
        shape = len(block.organization), len(block.spans)
        done, on_time = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for counts in (self._done_by_duty.get(block.duty), self._done_in_all):
            if counts is None or not len(counts.kind):
                continue
            group, span, in_time = matched(counts, block.spans)
            place = rank[counts.organization[group]]
            here = place >= 0
            np.add.at(done, (place[here], span[here]), counts.count[group[here]])
            timely = here & in_time
            np.add.at(on_time, (place[timely], span[timely]), counts.count[group[timely]])
        return done, on_time

    # --- managing ----------------------------------------------------------------------

    @cached_property
    def _visits(self) -> Counts:
        """
        The records of supervision and appraisal, with the superior as their organization.

        A visit that found something wanting is a visit all the same.
        """
        seen = self.counts.of_kinds(RecordKind.SUPERVISED, RecordKind.APPRAISED)
        owner = self._owner
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
    def _owner(self) -> Positions:
        """Each organization itself, or the one above a department; -1 for none."""
        chain = self.cascade.chain
        every = np.arange(self.cascade.hierarchy.size, dtype=np.int32)
        return np.where(chain.owns_failure, every, chain.hierarchy.line).astype(np.int32)

    @cached_property
    def _visits_by_duty(self) -> dict[int, Counts]:
        return _by_duty(self._visits, self._wholes)

    @cached_property
    def _visits_in_all(self) -> Counts:
        return self._visits.take(_names_none(self._visits))

    def _seen_to(self, block: _Block) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how often each superior saw to each subordinate in each span; always in time."""
        common = self._seen_in_all(block.spans)
        own = self._seen(self._visits_by_duty.get(block.duty), block.spans)
        by_all, by_one = (common[0] + own[0], common[1] + own[1]) if own is not None else common
        done = by_all[block.organization] + by_one[block.subordinate]
        return done, done

    def visits(self, spans: tuple[DueSpan, ...]) -> NDArray[np.int64]:
        """Return how often each organization's line superior saw to it in each span, about whatever; shape (n, spans)."""
        found = self._seen(self._visits, spans)
        line = self.cascade.hierarchy.line
        if found is None:
            return np.zeros((len(line), len(spans)), dtype=np.int64)
        to_all, to_one = found
        return to_one + np.where((line >= 0)[:, np.newaxis], to_all[line], 0)

    def _seen_in_all(self, spans: tuple[DueSpan, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        if spans not in self._known_seen:
            found = self._seen(self._visits_in_all, spans)
            nothing = np.zeros((self.cascade.hierarchy.size, len(spans)), dtype=np.int64)
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
        size = self.cascade.hierarchy.size, len(spans)
        to_all, to_one = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        superior, subordinate, count = (
            counts.organization[group],
            counts.subordinate[group],
            counts.count[group],
        )
        every = subordinate == EVERY
        np.add.at(to_all, (superior[every], span[every]), count[every])
        line = self.cascade.hierarchy.line
        one = subordinate >= 0
        one[one] &= line[subordinate[one]] == superior[one]
        np.add.at(to_one, (subordinate[one], span[one]), count[one])
        return to_all, to_one

    # --- columns -------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.duty)

    @property
    def duty(self) -> NDArray[np.int64]:
        """Positions of duties; shape (k,)."""
        return self._columns["duty"]

    @property
    def organization(self) -> NDArray[np.int64]:
        """Positions of those from whom it is due; shape (k,)."""
        return self._columns["organization"]

    @property
    def function(self) -> NDArray[np.int64]:
        """`PERFORM` or `MANAGE`; shape (k,)."""
        return self._columns["function"]

    @property
    def subordinate(self) -> NDArray[np.int64]:
        """Positions of those who are seen to, `EVERY` for performing; shape (k,)."""
        return self._columns["subordinate"]

    @property
    def first_day(self) -> NDArray[np.int64]:
        """Ordinals of the first day of the span; shape (k,)."""
        return self._columns["start"]

    @property
    def after(self) -> NDArray[np.int64]:
        """Ordinals of the first day after the span; shape (k,)."""
        return self._columns["end"]

    @property
    def due(self) -> NDArray[np.int64]:
        """Ordinals of the last day in time; shape (k,)."""
        return self._columns["due"]

    @property
    def wanted(self) -> NDArray[np.int64]:
        """How often it is due; shape (k,)."""
        return self._columns["wanted"]

    @property
    def done(self) -> NDArray[np.int64]:
        """How many good records there are; shape (k,)."""
        return self._columns["done"]

    @property
    def on_time(self) -> NDArray[np.int64]:
        """How many of them are in time; shape (k,)."""
        return self._columns["on_time"]

    @cached_property
    def is_required(self) -> Bools:
        """Whether it is asked, not only offered; shape (k,)."""
        return self.cascade.duties.required[self.duty]

    @cached_property
    def complete(self) -> Bools:
        """Whether the records are stated complete from the first day to the last in time; shape (k,)."""
        found = np.zeros(len(self), dtype=bool)
        evidence = Evidence(self.cascade.chain)
        begins, days = int(self.first_day.min(initial=0)), int(self.due.max(initial=0)) + 1
        key = (self.function * (days + 1) + self.first_day - begins) * (days + 1) + self.due
        _, first, which = np.unique(key, return_index=True, return_inverse=True)
        for number, row in enumerate(first.tolist()):
            what = RecordKind.SUPERVISED if self.function[row] == MANAGE else RecordKind.PERFORMED
            start, end = (date.fromordinal(int(day)) for day in (self.first_day[row], self.due[row] + 1))
            rows = which == number
            found[rows] = evidence.covered(what, start, end)[self.organization[rows]]
        return found

    @cached_property
    def states(self) -> NDArray[np.int8]:
        """The state of each item, by its place in `STATES`; shape (k,)."""
        enough = self.done >= self.wanted
        open_ = self.due >= self.day.toordinal()
        return np.select(
            [
                enough & (self.on_time >= self.wanted),
                enough,
                ~self.is_required,
                open_,
                ~self.complete,
                self.done > 0,
            ],
            [
                CODE[state]
                for state in (
                    DueState.DONE,
                    DueState.LATE,
                    DueState.OFFERED,
                    DueState.RUNNING,
                    DueState.UNKNOWN,
                    DueState.SHORT,
                )
            ],
            CODE[DueState.NOT_SEEN],
        ).astype(np.int8)

    def is_(self, *states: DueState) -> Bools:
        """Mark the items in one of some states; shape (k,)."""
        return np.isin(self.states, [CODE[state] for state in states])


class _Kept:
    """What was due of one chain on its day in the periods asked last: several analyses ask for the same."""

    def __init__(self, arrays: ChainArrays) -> None:
        del arrays
        self.made: dict[tuple[date, date], DueArrays] = {}


def due_arrays(cascade: CascadeArrays, start: date, end: date) -> DueArrays:
    """Return what is due of a chain in a period, with its own records; made once."""
    kept = cascade.chain.kept(_Kept)
    if (start, end) not in kept.made:
        made = DueArrays(cascade, start, end)
        kept.made = {**dict(list(kept.made.items())[1 - _PERIODS_KEPT :]), (start, end): made}
    return kept.made[start, end]


_PERIODS_KEPT = 4


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


def _names_none(counts: Counts) -> Bools:
    blank = np.array([not duties for duties in counts.duties], dtype=bool)
    return blank[counts.duty] if len(blank) else np.zeros(len(counts.duty), dtype=bool)


def _by_duty(counts: Counts, wholes: dict[str, list[int]]) -> dict[int, Counts]:
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


def once_in(cycle: str) -> str:
    """Return a managing cycle as a rhythm: a superior sees to each subordinate once in its span."""
    return f"1/{cycle.rpartition('/')[2]}"
