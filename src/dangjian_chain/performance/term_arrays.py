"""The terms of a whole chain on a day, as arrays."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.model.table import is_stated
from dangjian_chain.performance.extensions import Extension, extensions
from dangjian_chain.performance.term import Term, TermState
from dangjian_chain.period import Day, latest, shifted
from dangjian_chain.rulebook import Held

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.table import Table
    from dangjian_chain.rulebook import DatedRulebook, Rulebook
    from dangjian_chain.typing import Bools

    Ordinals = NDArray[np.int64]

LENGTHS = {
    "committee": "committee_term_years",
    "general_branch": "general_branch_term_years",
    "branch": "branch_term_years",
}
"""The kinds of organizations that are elected for a term, and the parameter of its length."""

FACTS = {"committee": "term_primary_committee", "general_branch": "branch_term", "branch": "branch_term"}
"""The fact that gives each kind its term."""

_MONTHS = 12
_STATES = tuple(TermState)
_CODES = {state: code for code, state in enumerate(_STATES)}


@frozen
class _Case:
    """What all organizations of one kind and type of unit, elected on one day, have in common."""

    elected_on: Day
    held: Held | None
    end: date | None
    soon_until: date | None
    extended: Held | None
    extended_until: date | None


class TermArrays:
    """
    The terms of the n organizations of a chain on a day, as arrays; for analyses, not public.

    A day is its ordinal, 0 where there is none.
    """

    def __init__(self, arrays: ChainArrays, rules: DatedRulebook) -> None:
        self._arrays = arrays
        self._rules = rules
        self.day = rules.day
        self.organizations: Table[Any] = arrays.tables["organizations"]

    # --- who ---------------------------------------------------------------------------

    @cached_property
    def bound(self) -> Bools:
        """Organizations in force that are elected for a term: never temporary ones; shape (n,)."""
        kinds = list(self._arrays.organization_kinds)
        elected = np.isin(self._arrays.kind, [kinds.index(kind) for kind in LENGTHS])
        found: Bools = elected & self._arrays.forces["organizations"]
        return found & ~self.organizations.flagged("temporary")

    @cached_property
    def dated(self) -> Bools:
        """Those of them with an election date; shape (n,)."""
        return self.bound & is_stated(self.organizations.column("elected_on"))

    # --- when --------------------------------------------------------------------------

    @cached_property
    def _cases(self) -> tuple[list[_Case], Ordinals]:
        """The distinct cases, and which each organization is; shape (n,), -1 for none."""
        rows = np.flatnonzero(self.dated)
        columns = [self.organizations.column(name)[rows] for name in ("elected_on", "kind", "unit_type")]
        codes = {case: code for code, case in enumerate(dict.fromkeys(zip(*columns, strict=True)))}
        which = np.full(len(self.organizations), -1, dtype=np.int64)
        which[rows] = np.fromiter(
            map(codes.__getitem__, zip(*columns, strict=True)), dtype=np.int64, count=len(rows)
        )
        return [self._case(*case) for case in codes], which

    def _case(self, elected_on: Day, kind: str, unit_type: str | None) -> _Case:
        start = latest(elected_on)
        held = self._rules.book.on(start).usable(LENGTHS[kind], unit_type)
        end = None if held is None else shifted(start, held.value * _MONTHS)
        reminder = self._rules.usable("reelection_reminder_months", unit_type)
        extended = self._rules.usable("term_extension_years", unit_type)
        return _Case(
            elected_on=elected_on,
            held=held,
            end=end,
            soon_until=None if reminder is None else shifted(self.day, reminder.value),
            extended=extended,
            extended_until=None
            if end is None or extended is None
            else shifted(end, extended.value * _MONTHS),
        )

    def _of_cases(self, attribute: str) -> Ordinals:
        cases, which = self._cases
        days = [getattr(case, attribute) for case in cases]
        ordinals = np.array([*(0 if day is None else day.toordinal() for day in days), 0], dtype=np.int64)
        return ordinals[which]

    @cached_property
    def end(self) -> Ordinals:
        """The last day of the term; shape (n,)."""
        return self._of_cases("end")

    @cached_property
    def extended_until(self) -> Ordinals:
        """The last day of the longest extension there may be, extended or not; shape (n,)."""
        return self._of_cases("extended_until")

    @cached_property
    def is_extended(self) -> Bools:
        """Whether a record says that the term was extended; shape (n,)."""
        found = np.zeros(len(self.organizations), dtype=bool)
        found[list(self.extensions)] = True
        return found

    # --- states ------------------------------------------------------------------------

    @cached_property
    def has_ended(self) -> Bools:
        """Whether the term, any extension aside, has ended; shape (n,)."""
        return (self.end > 0) & (self.end < self.day.toordinal())

    @cached_property
    def ends_soon(self) -> Bools:
        """Whether it ends, and has not, within the months that are reminded of; shape (n,)."""
        return (self.end >= self.day.toordinal()) & (self.end <= self._of_cases("soon_until"))

    @cached_property
    def extension_is_over(self) -> Bools:
        """Whether the longest extension there may be is over; shape (n,)."""
        return (self.extended_until > 0) & (self.extended_until < self.day.toordinal())

    @cached_property
    def states(self) -> NDArray[np.int8]:
        """The state of each term, by its place in `TermState`; shape (n,)."""
        state = np.full(len(self.organizations), _CODES[TermState.UNKNOWN], dtype=np.int8)
        state[self.end > 0] = _CODES[TermState.RUNNING]
        state[self.ends_soon & ~self.is_extended] = _CODES[TermState.SOON]
        state[self.has_ended] = _CODES[TermState.ENDED]
        state[self.has_ended & self.is_extended & ~self.extension_is_over] = _CODES[TermState.EXTENDED]
        return state

    def is_(self, state: TermState) -> Bools:
        """Mark the organizations in a state; shape (n,)."""
        return self.states == _CODES[state]

    def due(self, months: int | None) -> Bools:
        """Mark the terms due for re-election within some months; shape (n,)."""
        due = np.where(self.is_extended & (self.extended_until > 0), self.extended_until, self.end)
        today = self.day.toordinal()
        until = self._of_cases("soon_until") if months is None else shifted(self.day, months).toordinal()
        return (due > 0) & ((due <= today) | (due <= until))

    def in_order(self, mask: Bools) -> NDArray[np.intp]:
        """Return the positions marked, by the end of the term, without one last, then by id."""
        rows = np.flatnonzero(mask)
        end = self.end[rows]
        return rows[np.argsort(np.where(end > 0, end, np.iinfo(np.int64).max), kind="stable")]

    # --- one ---------------------------------------------------------------------------

    def _case_of(self, organization: int) -> _Case | None:
        cases, which = self._cases
        code = int(which[organization])
        return None if code < 0 else cases[code]

    def held(self, organization: int) -> tuple[Held, ...]:
        """Return where the length of a term comes from; empty without one."""
        case = self._case_of(organization)
        return () if case is None or case.held is None else (case.held,)

    def held_extension(self, organization: int) -> tuple[Held, ...]:
        """Return where the longest extension comes from; empty without one."""
        case = self._case_of(organization)
        return () if case is None or case.extended is None else (case.extended,)

    def term(self, organization: int) -> Term:
        """Return the term of an organization that has one."""
        case = self._case_of(organization)
        table = self.organizations
        is_extended = case is not None and bool(self.is_extended[organization])
        return Term(
            organization=table.ids[organization],
            name=table.column("name")[organization],
            kind=table.column("kind")[organization],
            elected_on=None if case is None else case.elected_on,
            years=None if case is None or case.held is None else case.held.value,
            ends_on=None if case is None else case.end,
            held=None if case is None else case.held,
            extended_until=case.extended_until if case is not None and is_extended else None,
            state=_STATES[self.states[organization]],
        )

    @cached_property
    def extensions(self) -> dict[int, Extension]:
        """The records that say that a term was extended, by organization."""
        return extensions(self._arrays, self._rules, self.dated)


class _Kept:
    """The terms of one chain on its day under the rulebook asked for last: several rules ask for them."""

    def __init__(self, arrays: ChainArrays) -> None:
        del arrays
        self.book: Rulebook | None = None
        self.terms: TermArrays | None = None


def term_arrays(arrays: ChainArrays, rules: DatedRulebook) -> TermArrays:
    """Return the terms of a chain on its day."""
    kept = arrays.kept(_Kept)
    if kept.terms is None or kept.book is not rules.book or kept.terms.day != rules.day:
        kept.book, kept.terms = rules.book, TermArrays(arrays, rules)
    return kept.terms
