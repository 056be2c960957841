"""What the records say: good and failing ones of a period, and where they are stated complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import Outcome, RecordKind
from dangjian_chain.period import DateTextError, PartialDate, Period, earliest, latest, read_day
from dangjian_chain.text import both

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Day
    from dangjian_chain.text import Text
    from dangjian_chain.typing import Bools

FAILING_GRADES = frozenset({"差", "较差", "不合格", "不称职", "failed"})
"""Grades that say that it failed; four vocabularies, each with its own word."""

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
        """Whether a good record counts in a due period, by some day it can mean or by the period it states."""
        if due is None:
            return True
        start, end = earliest(due.start or date.min), latest(due.end or date.max)
        if self.meant is not None and self.meant.start is not None and self.meant.end is not None:
            return start <= earliest(self.meant.start) and latest(self.meant.end) <= end
        return self.first < end and self.last >= start

    def fails_since(self, due: Period | None) -> bool:
        """Whether a failing record speaks, by every day it can mean: since the due period began."""
        return self.failing and (due is None or due.start is None or self.first >= earliest(due.start))


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
        """By superior and subordinate."""
        found: dict[tuple[int, int], list[Entry]] = {}
        for row in self._rows(_SUPERVISING):
            superior, subordinate = self._hand_over(row)
            found.setdefault((superior, subordinate), []).append(self._entry(row, subordinate))
        return found

    @cached_property
    def _supervising(self) -> dict[int, list[Entry]]:
        """By superior, in the order of subordinates."""
        found: dict[int, list[Entry]] = {}
        for (superior, _), entries in sorted(self._supervised.items()):
            found.setdefault(superior, []).extend(entries)
        return found

    @cached_property
    def _supervised_by(self) -> dict[int, list[Entry]]:
        return self._by_organization(RecordKind.SUPERVISED)

    def performed(self, organizations: Iterable[int], duty: str) -> list[Entry]:
        """Return the records that organizations performed a duty, in their order."""
        return [
            entry for one in organizations for entry in self._performed.get(one, ()) if entry.is_about(duty)
        ]

    def supervised(self, superior: int, subordinates: Sequence[int], duty: str) -> list[Entry]:
        """Return the records that a superior supervised or appraised one of `subordinates`, or all of its own."""
        return [
            entry
            for below in (EVERY, *subordinates)
            for entry in self._supervised.get((superior, below), ())
            if entry.is_about(duty)
        ]

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
        return found

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

    def _hand_over(self, row: int) -> tuple[int, int]:
        """
        Return superior and subordinate of a record.

        A result sheet names the one appraised and, in `by`, the appraiser; a
        department counts as the organization it belongs to.
        """
        organization, subordinate = int(self._organization[row]), self._subordinate(row)
        by = self._table.column("by")[row]
        if subordinate != EVERY or by is None:
            return organization, subordinate
        appraiser = self._arrays.tables["organizations"].positions.get(by, -1)
        if appraiser < 0:
            return organization, subordinate
        if not self._arrays.owns_failure[appraiser]:
            appraiser = int(self._arrays.hierarchy.line[appraiser])
        return (organization, subordinate) if appraiser == organization else (appraiser, organization)

    def _entry(self, row: int, subordinate: int) -> Entry:
        table = self._table
        on, outcome, grade = (table.column(name)[row] for name in ("on", "outcome", "grade"))
        failing = outcome == Outcome.FAILED or (grade is not None and grade.strip() in FAILING_GRADES)
        kind: RecordKind = table.column("kind")[row]
        role = table.column("role")[row]
        return Entry(
            row=row,
            key=table.ids[row],
            on=on,
            first=earliest(on),
            last=min(latest(on), self._day),
            meant=_stated_period(table.column("period")[row]),
            duties=frozenset(table.column("duty")[row] or ()),
            subordinate=subordinate,
            role=-1 if role is None else self._arrays.tables["roles"].positions.get(role, -1),
            failing=failing,
            words=outcome.label if outcome is not None else both(grade) if grade else kind.label,
            evidence=table.column("evidence")[row],
        )

    # --- completeness ------------------------------------------------------------------

    def is_complete(self, kind: RecordKind, organization: int, due: Period) -> bool:
        """Whether records of a kind are stated complete for an organization, every day of a period."""
        spans = sorted(
            (earliest(start), latest(end))
            for held, inside, start, end in self._covers
            if held == kind and inside[organization]
        )
        here, goal = earliest(due.start or date.min), latest(due.end or date.max)
        for start, end in spans:
            if start <= here < end:
                here = end
        return here >= goal

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


def _stated_period(words: str | None) -> Period | None:
    """Return the year or month that a record says it is for; other words say nothing here."""
    if words is None:
        return None
    try:
        day = read_day(words)
    except DateTextError:
        return None
    if not isinstance(day, PartialDate):
        return None
    after = PartialDate(day.year + 1, 1) if day.month in {None, 12} else PartialDate(day.year, day.month + 1)
    return Period(day.first, after.first)
