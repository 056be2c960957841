"""What the records say: good and failing ones of a period, and where they are stated complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import Outcome, RecordKind
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.grades import is_failing
from dangjian_chain.period import Period, earliest, latest
from dangjian_chain.text import both

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Day
    from dangjian_chain.text import Text
    from dangjian_chain.typing import Bools

EVERY = -1
"""In place of a subordinate: all of them."""
_SUPERVISING = frozenset({RecordKind.SUPERVISED, RecordKind.APPRAISED})
_NOWHERE = -2


@frozen(eq=False)
class Entry:
    """
    One record as evidence.

    Parameters
    ----------
    row : int
        Its position in the table of records.
    key : str
    on : date or PartialDate
    first, last : date
        The days that `on` can mean.
    meant : Period or None
        What its column `period` states, where that is a year or a month.
    duties : frozenset of str
        Ids; empty for all duties.
    subordinate : int
        A position, `EVERY` for all.
    role : int
        The role it is about, -1 for none.
    failing : bool
        Whether it says that it failed.
    words : Text
        What it says of it: the outcome, else the grade, else its kind.
    evidence : str or None
    """

    row: int
    key: str
    on: Day
    first: date
    last: date
    meant: Period | None
    duties: frozenset[str]
    subordinate: int
    role: int
    failing: bool
    words: Text
    evidence: str | None

    def is_about(self, duty: str) -> bool:
        """Whether it covers a duty."""
        return not self.duties or duty in self.duties

    def counts_in(self, due: Period | None) -> bool:
        """Whether a good record counts in a due period, by some day it can mean or by the period it states.

        A stated period that lies within the due one says it alone; of a wider one the days decide.
        """
        if due is None:
            return True
        start, end = earliest(due.start or date.min), latest(due.end or date.max)
        on_such_a_day = self.first < end and self.last >= start
        if self.meant is None or self.meant.start is None or self.meant.end is None:
            return on_such_a_day
        first, after = earliest(self.meant.start), latest(self.meant.end)
        is_within, is_beside = start <= first and after <= end, after <= start or end <= first
        return is_within or (on_such_a_day and not is_beside)

    def is_since(self, due: Period | None) -> bool:
        """Whether every day it can mean is since the due period began."""
        return due is None or due.start is None or self.first >= earliest(due.start)

    def fails_since(self, due: Period | None) -> bool:
        """Whether it says that something failed since the due period began."""
        return self.failing and self.is_since(due)


class Evidence:
    """
    The records of a chain up to its day, by organization.

    Records dated after the day are left aside (DJ902 speaks of them).
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._day = arrays.day or date.max
        self._table = arrays.tables["records"]

    # --- entries ---------------------------------------------------------------------

    @cached_property
    def _performed(self) -> dict[int, list[Entry]]:
        return self._by_organization(RecordKind.PERFORMED)

    @cached_property
    def _decided(self) -> dict[int, list[Entry]]:
        return self._by_organization(RecordKind.DECIDED)

    @cached_property
    def _supervised(self) -> dict[tuple[int, int], list[Entry]]:
        """By superior and subordinate, by day; what is said of somebody else counts as done and never as failing."""
        found: dict[tuple[int, int], list[Entry]] = {}
        for row in self._rows(_SUPERVISING):
            for superior, subordinate, is_of_superior in self._hand_overs(row):
                entry = self._entry(row, subordinate)
                found.setdefault((superior, subordinate), []).append(
                    entry if is_of_superior else attrs.evolve(entry, failing=False)
                )
        return {pair: sorted(entries, key=_by_day) for pair, entries in found.items()}

    @cached_property
    def _supervising(self) -> dict[int, list[Entry]]:
        """By superior, in the order of subordinates."""
        found: dict[int, list[Entry]] = {}
        for (superior, _), entries in self._supervised.items():
            found.setdefault(superior, []).extend(entries)
        return {superior: sorted(entries, key=_by_day) for superior, entries in found.items()}

    @cached_property
    def _supervised_by(self) -> dict[int, list[Entry]]:
        return self._by_organization(RecordKind.SUPERVISED)

    def performed(self, organizations: Iterable[int], duty: str) -> list[Entry]:
        """Return the records that organizations performed a duty, by day."""
        found = (
            entry for one in organizations for entry in self._performed.get(one, ()) if entry.is_about(duty)
        )
        return sorted(found, key=_by_day)

    def supervised(self, superior: int, subordinates: Sequence[int], duty: str) -> list[Entry]:
        """Return the records that a superior supervised or appraised one of `subordinates`, or all of its own."""
        found = (
            entry
            for below in (EVERY, *subordinates)
            for entry in self._supervised.get((superior, below), ())
            if entry.is_about(duty)
        )
        return sorted(found, key=_by_day)

    def supervised_over_any(self, superior: int, duty: str) -> list[Entry]:
        """Return the records that a superior supervised or appraised anybody in a duty."""
        return [entry for entry in self._supervising.get(superior, ()) if entry.is_about(duty)]

    def supervised_by(self, organization: int, duty: str) -> list[Entry]:
        """Return the records of an organization's own supervision, over whomever."""
        return [entry for entry in self._supervised_by.get(organization, ()) if entry.is_about(duty)]

    def decided(self, organization: int, duty: str) -> list[Entry]:
        """Return the records of collective decisions of an organization about a duty."""
        return [entry for entry in self._decided.get(organization, ()) if entry.is_about(duty)]

    def people(self, entry: Entry, column: str) -> tuple[str, ...]:
        """Return who is named in a record as `participants` or `objectors`: ids of roles, or persons."""
        named: tuple[str, ...] = self._table.column(column)[entry.row]
        return named

    def _by_organization(self, kind: RecordKind) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {}
        organization = self._organization
        for row in self._rows({kind}):
            subordinate = self._subordinate(row)
            found.setdefault(int(organization[row]), []).append(self._entry(row, subordinate))
        return {one: sorted(entries, key=_by_day) for one, entries in found.items()}

    def _rows(self, kinds: Iterable[RecordKind]) -> Iterator[int]:
        """Yield the rows of these kinds whose organization is known, up to the day, in key order."""
        wanted = set(kinds)
        organization, on = self._organization, self._table.column("on")
        for row, kind in enumerate(self._table.column("kind")):
            if kind in wanted and organization[row] >= 0 and earliest(on[row]) <= self._day:
                yield row

    @cached_property
    def _organization(self) -> Any:  # noqa: ANN401 - positions
        return self._table.references("organization", self._arrays.tables["organizations"])

    def _subordinate(self, row: int) -> int:
        named = self._table.column("subordinate")[row]
        return EVERY if named is None else self._arrays.tables["organizations"].positions.get(named, _NOWHERE)

    def _hand_overs(self, row: int) -> Iterator[tuple[int, int, bool]]:
        """
        Yield superior and subordinate of a record, and whether what it says is said of the superior.

        A result sheet names the one appraised and, in `by`, the appraiser: who
        appraised has supervised, and a failing result is that of the one
        appraised, over all its subordinates. A department counts as the
        organization it belongs to. What is said of a role of somebody else is
        not said of the superior.
        """
        named, subordinate = int(self._organization[row]), self._subordinate(row)
        is_result = RecordKind(self._table.column("kind")[row]) is RecordKind.APPRAISED
        by = self._table.column("by")[row] if is_result and subordinate == EVERY else None
        appraiser = -1 if by is None else self._arrays.tables["organizations"].positions.get(by, -1)
        if appraiser >= 0 and (above := int(self._arrays.owner[appraiser])) != named:
            yield above, named, False
            if self._arrays.owns_failure[named] and self._entry(row, EVERY).failing:
                yield named, EVERY, True
            return
        organization, role = int(self._arrays.owner[named]), self._role(row)
        yield organization, subordinate, role < 0 or organization in self._arrays.hosts(role)

    def _role(self, row: int) -> int:
        role = self._table.column("role")[row]
        return -1 if role is None else self._arrays.tables["roles"].positions.get(role, -1)

    def _entry(self, row: int, subordinate: int) -> Entry:
        table = self._table
        on, outcome, grade, period, amount = (
            table.column(name)[row] for name in ("on", "outcome", "grade", "period", "amount")
        )
        kind = RecordKind(table.column("kind")[row])
        if kind is RecordKind.APPRAISED and amount is not None:
            grade = None  # so many votes for a grade are no grade
        fails, poor = outcome == Outcome.FAILED, grade is not None and is_failing(grade)
        return Entry(
            row=row,
            key=table.ids[row],
            on=on,
            first=earliest(on),
            last=min(latest(on), self._day),
            meant=None if period is None else stated_period(period),
            duties=frozenset(table.column("duty")[row] or ()),
            subordinate=subordinate,
            role=self._role(row),
            failing=fails or poor,
            words=both(grade)
            if grade and (poor or outcome is None) and not fails
            else (Outcome(outcome) if outcome else kind).label,
            evidence=table.column("evidence")[row],
        )

    # --- completeness ------------------------------------------------------------------

    def is_complete(self, kind: RecordKind, organization: int, due: Period) -> bool:
        """
        Whether records of a kind are stated complete for an organization, every day of a period.

        Spans that meet add up; a side known to the month or year is its first day.
        """
        held = self.covered(kind, earliest(due.start or date.min), earliest(due.end or date.max))
        return bool(held[organization])

    def covered(self, kind: RecordKind, start: date, end: date) -> Bools:
        """Return where records of a kind are stated complete from a day up to, but not including, another; shape (n,)."""
        size = len(self._arrays.tables["organizations"])
        here, goal = np.full(size, start.toordinal(), dtype=np.int64), end.toordinal()
        spans = [
            (earliest(since).toordinal(), earliest(until).toordinal(), inside)
            for held, inside, since, until in self._covers
            if held == kind
        ]
        for since, until, inside in sorted(spans, key=lambda span: span[:2]):
            goes_on = inside & (since <= here) & (here < until)
            here[goes_on] = until
        return here >= goal

    def stated(self, kind: RecordKind) -> Bools:
        """Return where records of a kind are stated complete for any time at all; shape (n,)."""
        found = np.zeros(len(self._arrays.tables["organizations"]), dtype=bool)
        for held, inside, _, _ in self._covers:
            if held == kind:
                found |= inside
        return found

    @cached_property
    def _covers(self) -> list[tuple[RecordKind, Bools, Day, Day]]:
        """Kind, the organizations meant, first day, first day no longer covered."""
        table = self._arrays.tables["records_cover"]
        positions = table.references("organization", self._arrays.tables["organizations"])
        columns = (table.column(name) for name in ("kind", "from_", "until"))
        return [
            (kind, self._arrays.hierarchy.inside(np.array([position], dtype=np.int32)), start, end)
            for position, kind, start, end in zip(positions.tolist(), *columns, strict=True)
            if position >= 0
        ]


def _by_day(entry: Entry) -> tuple[date, str]:
    return entry.first, entry.key
