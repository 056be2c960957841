"""What is due as arrays: from the cascade and the calendar, matched with the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.counts import EVERY, Counts, counts_of
from dangjian_chain.performance.deeds import Deeds
from dangjian_chain.performance.due_span import DueSpan, due_spans
from dangjian_chain.performance.due_state import CODE, DueState
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.performance.visits import Visits
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
        done, on_time = self._done(block)
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

    def _done(self, block: _Block) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how often it was done in each span, and how often in time; a visit always is."""
        if block.function == PERFORM:
            return self._deeds.within(block.duty, block.organization, block.spans)
        seen = self.visits.to_each(block.duty, block.organization, block.subordinate, block.spans)
        return seen, seen

    @cached_property
    def _deeds(self) -> Deeds:
        return Deeds(self.cascade, self.counts)

    @cached_property
    def visits(self) -> Visits:
        """Who saw to whom."""
        return Visits(self.cascade, self.counts)

    def done_on(self, item: int) -> date:
        """Return the first day that the record can mean with which a performing item was done as often as due."""
        first, after, due = (
            date.fromordinal(int(days[item])) for days in (self.first_day, self.after, self.due)
        )
        span = DueSpan(first, after, due, int(self.wanted[item]))
        return self._deeds.on(int(self.duty[item]), int(self.organization[item]), span)

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


def once_in(cycle: str) -> str:
    """Return a managing cycle as a rhythm: a superior sees to each subordinate once in its span."""
    return f"1/{cycle.rpartition('/')[2]}"
