"""Tenures: who held which role when, and the days between, over some months up to the day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.model.kind import COLLECTIVE
from dangjian_chain.model.table import is_stated
from dangjian_chain.period import earliest, latest, shifted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Day
    from dangjian_chain.typing import Bools, Objects

    Ordinals = NDArray[np.int64]

BEFORE, AFTER = 0, date.max.toordinal() + 1
"""In place of an ordinal: a side that is open."""


@frozen(order=True)
class Span:
    """Some days, as ordinals: from `start` up to, but not including, `end`."""

    start: int
    end: int

    @property
    def days(self) -> int:
        """How many."""
        return self.end - self.start

    @property
    def first(self) -> date:
        """The first of them."""
        return date.fromordinal(self.start)

    @property
    def last(self) -> date:
        """The last of them."""
        return date.fromordinal(self.end - 1)


def longest(spans: Iterable[Span]) -> Span | None:
    """Return the longest span, of equals the last."""
    return max(spans, key=lambda span: (span.days, span.start), default=None)


class Tenures:
    """
    The appointments of all r roles, in force or not.

    A day known to the month or year is read as closes a hole; where holders
    overlap, as parts them. Looked at are the days from `start` up to, but not
    including, the day itself.
    """

    def __init__(self, arrays: ChainArrays, day: date, months: float) -> None:
        self._arrays = arrays
        self._table = arrays.tables["appointments"]
        self._roles = arrays.tables["roles"]
        self.day = day.toordinal()
        self.start = shifted(day, -months).toordinal()
        self._spans: dict[int, tuple[tuple[int, int], ...]] = {}

    def _is_seen(self, span: Span) -> bool:
        """Whether days of it are looked at, and it is over by the day."""
        return self.start < span.end <= self.day

    # --- all at once -------------------------------------------------------------------

    @cached_property
    def _left(self) -> tuple[NDArray[np.intp], Ordinals, Ordinals]:
        """
        The appointments to roles that somebody has left, for elsewhere there is nothing between.

        Rows, starts and ends read at their longest, by role and start; without
        those that hold on no day.
        """
        held = self._arrays.held_role
        left = np.zeros(len(self._roles) + 1, dtype=bool)  # the last for a role that is not known
        left[held[is_stated(self._table.column("until"))]] = True
        left[-1] = False
        rows = np.flatnonzero(left[held])
        start = _ordinals(self._table.column("since")[rows], earliest, BEFORE)
        end = _ordinals(self._table.column("until")[rows], latest, AFTER)
        rows, start, end = (column[start < end] for column in (rows, start, end))
        order = np.lexsort((start, held[rows]))
        return rows[order], start[order], end[order]

    @cached_property
    def _sweep(self) -> tuple[NDArray[np.int32], Ordinals, Ordinals]:
        """Role, start and furthest end so far of these appointments."""
        rows, start, end = self._left
        role = self._arrays.held_role[rows]
        return role, start, _reached(role, end)

    @cached_property
    def _holes(self) -> tuple[NDArray[np.int32], Ordinals, Ordinals]:
        """Role, start and end of all days between two holders with nobody."""
        role, start, reached = self._sweep
        hole = np.flatnonzero((role[1:] == role[:-1]) & (start[1:] > reached[:-1]))
        return role[hole], reached[hole], start[hole + 1]

    @cached_property
    def closing(self) -> Bools:
        """Roles with a hole that is over and reaches into the months looked at; shape (r,)."""
        role, _, end = self._holes
        return self._marked(role[(end > self.start) & (end <= self.day)])

    @cached_property
    def open(self) -> Bools:
        """Roles that had a holder, and nobody on some day looked at; shape (r,)."""
        role, start, end = self._holes
        swept, _, reached = self._sweep
        last = np.append(swept[1:] != swept[:-1], len(swept) > 0)[: len(swept)]
        gone = swept[last & (reached < self.day)]
        return self._marked(np.concatenate([role[(end > self.start) & (start < self.day)], gone]))

    @cached_property
    def changing(self) -> Bools:
        """Roles that may not have existed on some day looked at: set up or given up; shape (r,)."""
        found = np.zeros(len(self._roles), dtype=bool)
        owner, organizations = self._arrays.role_organization, self._arrays.tables["organizations"]
        for name, read, blank in (("valid_from", latest, BEFORE), ("valid_to", earliest, AFTER)):
            own = _ordinals(self._roles.column(name), read, blank)
            of_owner = np.append(_ordinals(organizations.column(name), read, blank), blank)[owner]
            found |= (
                np.maximum(own, of_owner) > self.start
                if name == "valid_from"
                else np.minimum(own, of_owner) <= self.day
            )
        return found

    @cached_property
    def _is_collective(self) -> Bools:
        """Roles that nobody holds and that are never vacant; shape (r,)."""
        found: Bools = self._arrays.role_kind == self._arrays.role_kind_code(COLLECTIVE)
        return found

    def _marked(self, roles: NDArray[np.int32]) -> Bools:
        marked = np.zeros(len(self._roles), dtype=bool)
        marked[roles] = True
        return marked & ~self._is_collective

    # --- hand-overs ----------------------------------------------------------------------

    def holes(self, roles: Bools) -> dict[int, list[Span]]:
        """Return, by role, the days between two holders with nobody, while the role existed."""
        found: dict[int, list[Span]] = {}
        role, start, end = self._holes
        chosen = roles[role] & (end > self.start) & (end <= self.day)
        for one, first, after in zip(
            *(column[chosen].tolist() for column in (role, start, end)), strict=True
        ):
            span = Span(max(first, self._existed(one)[1]), after)
            if span.days > 0 and self._is_seen(span):
                found.setdefault(one, []).append(span)
        return found

    def overlaps(self, roles: Bools) -> dict[int, list[Span]]:
        """Return, by role, the days with two persons at once, neither acting, but for those together on the day."""
        found: dict[int, list[Span]] = {}
        persons, alive = self._table.column("person"), self._arrays.forces["appointments"]
        for role, rows in self._crowded(roles).items():
            spans = [(row, self._shortest(row)) for row in rows]
            for place, (row, span) in enumerate(spans):
                for other, second in spans[:place]:
                    if persons[row] == persons[other] or (alive[row] and alive[other]):
                        continue
                    if _may_follow(span, second) or _may_follow(second, span):
                        continue
                    both = Span(max(span.start, second.start), min(span.end, second.end))
                    if both.start > BEFORE and both.days > 0 and self._is_seen(both):
                        found.setdefault(role, []).append(both)
        return found

    def _crowded(self, roles: Bools) -> Mapping[int, list[int]]:
        """Return the appointments, acting ones aside, to roles where two of them meet, read at their shortest."""
        rows, start, end = self._left
        held = self._arrays.held_role
        kept = roles[held[rows]] & ~self._table.flagged("acting")[rows]
        rows = rows[kept]
        rows = rows[np.isin(held[rows], _meeting(held[rows], start[kept], end[kept]))]
        start = _ordinals(self._table.column("since")[rows], latest, BEFORE)
        end = _ordinals(self._table.column("until")[rows], earliest, AFTER)
        order = np.lexsort((start, held[rows]))
        rows, start, end = (column[order][start[order] < end[order]] for column in (rows, start, end))
        found: dict[int, list[int]] = {}
        for row in rows[np.isin(held[rows], _meeting(held[rows], start, end))].tolist():
            found.setdefault(int(held[row]), []).append(row)
        return found

    def _shortest(self, row: int) -> Span:
        since, until = self._table.column("since")[row], self._table.column("until")[row]
        return Span(
            BEFORE if since is None else latest(since).toordinal(),
            AFTER if until is None else earliest(until).toordinal(),
        )

    # --- several roles together ------------------------------------------------------------

    def uncovered(self, roles: Mapping[int, int]) -> list[Span]:
        """
        Return the days, over by the day, on which none of some roles had a holder.

        A role that did not exist is left aside; before a role's first known
        appointment, and before the day from which it counts, nothing is concluded.

        Parameters
        ----------
        roles : mapping of int to int
            By role, the ordinal of the day from which it counts.
        """
        cuts = {BEFORE, AFTER, *roles.values()}
        for role in roles:
            cuts |= {*self._existed(role), *(side for span in self.spans(role) for side in span)}
        found: list[Span] = []
        ordered = sorted(cuts)
        for start, end in pairwise(ordered):
            states = {self._is_vacant(role, since, start) for role, since in roles.items()}
            if states <= {True, None} and True in states:
                if found and found[-1].end == start:
                    found[-1] = Span(found[-1].start, end)
                else:
                    found.append(Span(start, end))
        return [span for span in found if self._is_seen(span)]

    def _is_vacant(self, role: int, since: int, day: int) -> bool | None:
        """Whether a role that counts from `since` was vacant on a day; `None` where it did not exist."""
        first, surely_from, surely_until, last = self._existed(role)
        if not first <= day < last:
            return None
        if self._is_collective[role]:
            return False
        held = self.spans(role)
        known = max(surely_from, since) <= day < surely_until and any(start <= day for start, _ in held)
        return known and not any(start <= day < end for start, end in held)

    def _existed(self, role: int) -> tuple[int, int, int, int]:
        """Return from when a role may and surely did exist, and until when it surely and may have."""
        owner = int(self._arrays.role_organization[role])
        tables = [(self._roles, role), (self._arrays.tables["organizations"], owner)]
        starts, ends = (
            [day for table, row in tables if row >= 0 and (day := table.column(name)[row]) is not None]
            for name in ("valid_from", "valid_to")
        )
        return (
            max((earliest(day).toordinal() for day in starts), default=BEFORE),
            max((latest(day).toordinal() for day in starts), default=BEFORE),
            min((earliest(day).toordinal() for day in ends), default=AFTER),
            min((latest(day).toordinal() for day in ends), default=AFTER),
        )

    @cached_property
    def _places(self) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """All appointments by role, and the role of each."""
        held = self._arrays.held_role
        rows = np.argsort(held, kind="stable")
        return rows, held[rows]

    def spans(self, role: int) -> tuple[tuple[int, int], ...]:
        """Return when a role was held, each appointment read at its longest."""
        found = self._spans.get(role)
        if found is None:
            found = self._spans[role] = self._found(role)
        return found

    def _found(self, role: int) -> tuple[tuple[int, int], ...]:
        rows, held = self._places
        here = rows[np.searchsorted(held, role, "left") : np.searchsorted(held, role, "right")]
        starts = _ordinals(self._table.column("since")[here], earliest, BEFORE)
        ends = _ordinals(self._table.column("until")[here], latest, AFTER)
        sides = zip(starts.tolist(), ends.tolist(), strict=True)
        return tuple((start, end) for start, end in sides if start < end)


def _may_follow(later: Span, former: Span) -> bool:
    """Whether an appointment whose beginning is not entered may have begun when another was over."""
    return later.start == BEFORE and later.end > former.end


def _reached(role: NDArray[np.int32], end: Ordinals) -> Ordinals:
    """Return the furthest end so far of appointments by role; no role reaches into the next."""
    offset = role.astype(np.int64) * (AFTER + 1)
    return np.maximum.accumulate(end + offset) - offset


def _meeting(role: NDArray[np.int32], start: Ordinals, end: Ordinals) -> NDArray[np.int32]:
    """Return the roles of which an appointment begins before an earlier one is over; by role and start."""
    meets = (role[1:] == role[:-1]) & (start[1:] < _reached(role, end)[:-1])
    return np.unique(role[1:][meets])


def _ordinals(days: Objects, read: Callable[[Day], date], blank: int) -> Ordinals:
    """Return days as ordinals, with something in place of those that are not entered."""
    found = np.full(len(days), blank, dtype=np.int64)
    stated = is_stated(days)
    found[stated] = [read(day).toordinal() for day in days[stated]]
    return found
