"""The loop as arrays: what is known of each stage of each carried duty."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.appraisal.loop_stage import NO, NOT_ASKED, STAGES, UNKNOWN, YES, LoopStage
from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.counts import KINDS
from dangjian_chain.performance.due_arrays import MANAGE, PERFORM, DueArrays
from dangjian_chain.performance.due_span import DueSpan
from dangjian_chain.performance.due_state import DueState
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.performance.grades import is_poor
from dangjian_chain.performance.matching import matched
from dangjian_chain.performance.results import BODY, Result, results_of
from dangjian_chain.period import earliest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Bools

    Codes = NDArray[np.int8]


class LoopArrays:
    """
    The stages of m duties in n organizations within a period, each of shape (m, n), as codes of `Closed`.

    They say something where a duty is expected; elsewhere `NOT_ASKED`.
    """

    def __init__(self, due: DueArrays) -> None:
        self.due = due
        self.cascade: CascadeArrays = due.cascade
        self._arrays = due.cascade.chain
        self._evidence = Evidence(self._arrays)
        self._results = results_of(self._arrays)
        self.years = range(due.start.year, date.fromordinal(due.end.toordinal() - 1).year + 1)

    @cached_property
    def expected(self) -> Bools:
        """Where a duty is carried and required, by an organization that was there in the period; shape (m, n)."""
        since, until = self.due.force
        start, end = self.due.start.toordinal(), self.due.end.toordinal()
        there = np.maximum(since, start) < np.minimum(until, end)
        return self.cascade.expected & there[np.newaxis, :]

    @cached_property
    def _all_the_time(self) -> Bools:
        """Which organizations were there for the whole of the period; shape (n,)."""
        since, until = self.due.force
        return (since <= self.due.start.toordinal()) & (until >= self.due.end.toordinal())

    def stage(self, stage: LoopStage) -> Codes:
        """Return what is known of a stage; shape (m, n)."""
        made: Codes = getattr(self, f"_{stage.value}")
        return np.where(self.expected, made, NOT_ASKED).astype(np.int8)

    @cached_property
    def every(self) -> NDArray[np.int8]:
        """All stages; shape (stages, m, n)."""
        return np.stack([self.stage(stage) for stage in STAGES])

    @cached_property
    def first_open(self) -> Codes:
        """The first stage that is not closed, by its place in `STAGES`, -1 for none; shape (m, n)."""
        is_open = self.every == NO
        return np.where(is_open.any(axis=0), is_open.argmax(axis=0), -1).astype(np.int8)

    @cached_property
    def is_unknown(self) -> Bools:
        """Where some stage is not known; shape (m, n)."""
        found: Bools = (self.every == UNKNOWN).any(axis=0)
        return found

    # --- defined and listed ------------------------------------------------------------

    @cached_property
    def _assigned(self) -> Codes:
        cascade = self.cascade
        lists = cascade.keeps_list[np.newaxis, :]
        return np.select([cascade.declared, cascade.excused, lists], [YES, NOT_ASKED, NO], UNKNOWN).astype(
            np.int8
        )

    @cached_property
    def _worded(self) -> Codes:
        """What, by what standard, and when: said by the duty, or by a row that declares it there."""
        table = self._arrays.tables["duties"]
        values = self.cascade.duties.values
        found = np.zeros((3, *self.cascade.shape), dtype=bool)
        for place, names in enumerate(_ASKED):
            said = [any(getattr(duty, name) is not None for name in names) for duty in values]
            found[place] = np.array(said, dtype=bool)[:, np.newaxis]
            own = [name for name in _OWN[place] if self._arrays.tables["assignments"].has(name)]
            for name in own:
                self._say(found[place], name)
        kept = [
            any(table.has(name) for name in names) or bool(found[place].any())
            for place, names in enumerate(_ASKED)
        ]
        lacking = np.zeros(self.cascade.shape, dtype=bool)
        for place, is_kept in enumerate(kept):
            if is_kept:
                lacking |= ~found[place]
        return np.select([lacking], [NO], YES if all(kept) else UNKNOWN).astype(np.int8)

    def _say(self, found: Bools, column: str) -> None:
        """Mark where an assignment that declares it there fills a column."""
        rows = self.cascade.rows
        cells = self._arrays.tables["assignments"].column(column)[rows.row]
        filled = np.array([cell is not None for cell in cells], dtype=bool) & self.cascade.counts
        found[rows.duty[filled], rows.organization[filled]] = True

    # --- performed ---------------------------------------------------------------------

    def _of_items(self, chosen: Bools, organization: NDArray[np.int64]) -> tuple[Bools, Codes]:
        """Return where there are items, and what their states come to: no before not known before yes."""
        due, shape = self.due, self.cascade.shape

        def there(states: Bools) -> Bools:
            marked = np.zeros(shape, dtype=bool)
            marked[due.duty[states], organization[states]] = True
            return marked

        no = there(chosen & due.is_(DueState.SHORT, DueState.NOT_SEEN))
        unknown = there(chosen & due.is_(DueState.UNKNOWN))
        yes = there(chosen & due.is_(DueState.DONE, DueState.LATE))
        codes = np.select([no, unknown, yes], [NO, UNKNOWN, YES], NOT_ASKED).astype(np.int8)
        return there(chosen), codes

    @cached_property
    def _performed(self) -> Codes:
        """Its own doing; of an organization that only manages, its seeing to those below."""
        due, cascade = self.due, self.cascade
        has_items, own = self._of_items(due.function == PERFORM, due.organization)
        _, managed = self._of_items(due.function == MANAGE, due.organization)
        without = np.where(self._recorded, YES, NOT_ASKED)
        performs = np.where(has_items, own, without)
        return np.where(cascade.performs, performs, managed).astype(np.int8)

    @cached_property
    def _recorded(self) -> Bools:
        """Where a good record of the period names the duty, or a part of it: for those that fall due on no calendar."""
        counts, due = self.due.counts, self.due
        good = counts.take((counts.kind == KINDS.index(RecordKind.PERFORMED)) & ~counts.failing)
        last = date.fromordinal(due.end.toordinal() - 1)
        in_period = np.unique(matched(good, [DueSpan(due.start, due.end, last, 1)])[0])
        ids, parts = self.cascade.duties.ids, self.cascade.duties.parts
        places = {id_: [place] for place, id_ in enumerate(ids)}
        for part, whole in parts:
            places[ids[part]].append(whole)
        found = np.zeros(self.cascade.shape, dtype=bool)
        for code, named in enumerate(good.duties):
            rows = in_period[good.duty[in_period] == code]
            for duty in (place for id_ in named for place in places.get(id_, ())):
                found[duty, good.organization[rows]] = True
        return found

    @cached_property
    def _supervised(self) -> Codes:
        chosen = self.due.function == MANAGE
        _, codes = self._of_items(chosen, np.where(chosen, self.due.subordinate, 0))
        return codes

    # --- accounted ---------------------------------------------------------------------

    @cached_property
    def _of_period(self) -> list[Result]:
        return [result for result in self._results.every if not set(result.years).isdisjoint(self.years)]

    @cached_property
    def is_over(self) -> bool:
        """Whether the period has ended by the day: its appraisal comes after it."""
        return self.due.end <= self.due.day

    def _about(self, results: list[Result]) -> Bools:
        known = self._arrays.tables["duties"].positions
        found = np.zeros(self.cascade.shape, dtype=bool)
        for result in results:
            rows: Any = (
                [known[id_] for id_ in result.duties if id_ in known] if result.duties else slice(None)
            )
            found[rows, result.organization] = True
        # A group or unit answers for nothing itself: what is said of the one above is said of it.
        owner = self._arrays.owner
        owned = np.flatnonzero(owner >= 0)
        found[:, owned] |= found[:, owner[owned]]
        return found

    @cached_property
    def _appraised_at_all(self) -> Bools:
        return self._about(self._of_period)

    @cached_property
    def _appraisal_known(self) -> Bools:
        """Where results of the period are loaded: stated complete, or a sibling has one; shape (n,)."""
        due, arrays = self.due, self._arrays
        known = self._evidence.covered(RecordKind.APPRAISED, due.start, due.end)
        line = arrays.hierarchy.line
        shown = {
            (int(line[result.organization]), int(arrays.kind[result.organization]))
            for result in self._of_period
            if result.role == BODY
        }
        siblings = [
            above >= 0 and (above, kind) in shown
            for above, kind in zip(line.tolist(), arrays.kind.tolist(), strict=True)
        ]
        return known | np.array(siblings, dtype=bool)

    @cached_property
    def _appraised(self) -> Codes:
        missing = np.where(self._appraisal_known, NO, UNKNOWN if self.is_over else NOT_ASKED)
        # Nobody above appraises the top, and who came or went in the period need not be.
        asked = (self._arrays.hierarchy.line >= 0) & self._all_the_time
        missing = np.where(asked, missing, NOT_ASKED)
        return np.where(self._appraised_at_all, YES, missing[np.newaxis, :]).astype(np.int8)

    @cached_property
    def _used(self) -> Codes:
        used = self._about([result for result in self._of_period if self._results.uses_of(result)])
        loaded = bool(self._results.applications)
        covered = self._evidence.covered(RecordKind.APPLIED, self.due.start, self.due.end)
        missing = np.where(covered | loaded, NO, UNKNOWN)[np.newaxis, :]
        nothing = np.where(self._appraised == UNKNOWN, UNKNOWN, NOT_ASKED)
        return np.where(used, YES, np.where(self._appraised_at_all, missing, nothing)).astype(np.int8)

    @cached_property
    def _rectified(self) -> Codes:
        """
        Whether what fell short has items, all closed.

        Something fell short where a duty was not performed, or a result is poor. Items that
        name the duty, by id or title, are about it; others are about whatever fell short there.
        A chain without any item says nothing of what was mended.
        """
        poor = self._about([result for result in self._of_period if result.grade and is_poor(result.grade)])
        short = self._performed == NO
        named, named_open, some, some_open = self._items()
        has = named | some[np.newaxis, :]
        is_open = np.where(named, named_open, some_open[np.newaxis, :])
        needed = short | poor
        nothing = NO if len(self._arrays.tables["ledger"]) else UNKNOWN
        return np.select(
            [named & ~needed, needed & has & ~is_open, needed & has, needed],
            [np.where(named_open, NO, YES), YES, NO, nothing],
            NOT_ASKED,
        ).astype(np.int8)

    def _items(self) -> tuple[Bools, Bools, Bools, Bools]:
        """Return where items name a duty, whether one of these is open, and both for items that name none."""
        table, size = self._arrays.tables["ledger"], self._arrays.hierarchy.size
        known = self._arrays.tables["organizations"].positions
        named, named_open = np.zeros((2, *self.cascade.shape), dtype=bool)
        some, some_open = np.zeros((2, size), dtype=bool)
        column = table.column
        carried = set(filter(None, column("carried_from").tolist()))
        for row in range(len(table)):
            organization = known.get(column("organization")[row], -1)
            if organization < 0 or table.ids[row] in carried:
                continue
            closed_on = column("closed_on")[row]
            is_open = (
                closed_on is None or earliest(closed_on) > self.due.day or not column("verified_by")[row]
            )
            words = f"{column('problem')[row]} {column('source')[row] or ''}"
            duties = [
                duty
                for duty, value in enumerate(self.cascade.duties.values)
                if names(words, value.id) or names(words, value.title)
            ]
            named[duties, organization] = True
            named_open[duties, organization] |= is_open
            if not duties:
                some[organization] = True
                some_open[organization] |= is_open
        return named, named_open, some, some_open


def names(words: str, name: str) -> bool:
    """
    Tell whether words hold a name or an id, and not only as a part of a longer id.

    Examples
    --------
    >>> names("Z01未见记录", "Z01"), names("Z011未见记录", "Z01"), names("D1-Z01", "Z01")
    (True, False, False)
    """
    return re.search(rf"(?<![0-9A-Za-z_-]){re.escape(name)}(?![0-9A-Za-z_-])", words) is not None


_ASKED = (("what",), ("standard", "indicator"), ("cycle", "due"))
"""What is to be said of a duty: its content, what shows that it is done, and when."""
_OWN = (("wording",), ("standard",), ("cycle",))
"""The columns of an assignment that say it."""
