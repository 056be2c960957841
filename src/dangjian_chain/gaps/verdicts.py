"""Verdicts: what results say of those appraised, and what was due from these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.model.vocabulary import Outcome
from dangjian_chain.performance.due_arrays import PERFORM
from dangjian_chain.performance.due_period import year_days
from dangjian_chain.performance.due_state import KNOWN, OVERDUE, DueState
from dangjian_chain.performance.grades import is_failing
from dangjian_chain.period import earliest, latest

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from dangjian_chain.gaps.context import Context
    from dangjian_chain.performance.result import Result


class Verdicts:
    """The required duties that organizations were to perform, beside what results say of them; made once."""

    def __init__(self, context: Context) -> None:
        due = context.due
        self._table = context.table("records")
        self._organizations = context.table("organizations").ids
        rows = np.flatnonzero((due.function == PERFORM) & due.is_required)
        self._rows = rows[np.argsort(due.organization[rows], kind="stable")]
        everybody = np.arange(len(self._organizations) + 1)
        self._bounds = np.searchsorted(due.organization[self._rows], everybody)
        self._last_days = due.due
        self._items: dict[tuple[int, date, date], NDArray[np.intp]] = {}
        self.duty = due.duty
        self.known = due.is_(*KNOWN)
        self.missed = due.is_(*OVERDUE)
        self.in_time = due.is_(DueState.DONE)

    def items(self, result: Result) -> NDArray[np.intp]:
        """Return what fell due from the one appraised in the year of a result, or the part of it that it states."""
        start, end = year_days(result.year)
        if (part := result.part) is not None:
            start, end = earliest(part.start or start), latest(part.end or end)
        key = result.organization, start, end
        if key not in self._items:
            first, after = self._bounds[result.organization : result.organization + 2]
            rows = self._rows[first:after]
            days = self._last_days[rows]
            self._items[key] = rows[(days >= start.toordinal()) & (days < end.toordinal())]
        return self._items[key]

    def outcome(self, result: Result) -> Outcome | None:
        """Return the outcome of a result; what a superior says of all below it at once is said of none of them."""
        column = self._table.column
        named = self._organizations[result.organization]
        if column("subordinate")[result.row] is None and column("organization")[result.row] != named:
            return None
        found = column("outcome")[result.row]
        return None if found is None else Outcome(found)

    def is_failing(self, result: Result) -> bool:
        """Whether a result says that the one appraised failed."""
        graded = result.grade is not None and is_failing(result.grade)
        return graded or self.outcome(result) is Outcome.FAILED
