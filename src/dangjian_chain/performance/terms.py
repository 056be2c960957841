"""The calendar of terms: when each leading body was elected, and when it is due for re-election."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from attrs import frozen

from dangjian_chain.frame import frame_of
from dangjian_chain.model.inheritance import inherited
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import RecordKind, Word
from dangjian_chain.period import Day, earliest, latest, months_after
from dangjian_chain.rulebook import Held, Profile, rulebook
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.chain import ResponsibilityChain
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

_EXTENSION = "term_extension"
_KEY = re.compile(rf"(?<![A-Za-z0-9_]){_EXTENSION}(?![A-Za-z0-9_])")
_POSTPONED = "延期"
_MONTHS = 12


class TermState(Word):
    """Where a term stands on the day."""

    RUNNING = "running", "任期内", "running"
    SOON = "soon", "即将届满", "ends soon"
    ENDED = "ended", "已届满", "ended"
    EXTENDED = "extended", "延期中", "extended"
    UNKNOWN = "unknown", "未填写换届时间", "no election date entered"


_NO_FIGURE = Text(zh="当时的任期规定未查明", en="the term of that time is not known")
_STATES = tuple(TermState)
_CODES = {state: code for code, state in enumerate(_STATES)}


@frozen
class Term:
    """
    The term of one organization, as it stands on a day.

    Parameters
    ----------
    organization, name, kind : str
        Its id, its name, and one of committee, general_branch and branch.
    elected_on : date or PartialDate, optional
        As entered.
    years : float, optional
        The length by the rule of the day on which the term began; `None` where that is not known.
    ends_on : date, optional
        The last day of the term, the anniversary of the election; a day known to the month or year is
        read as its latest.
    held : Held, optional
        Where the length comes from.
    extended_until : date, optional
        Where a record says that it was extended: the last day of the longest extension.
    state : TermState
    """

    organization: str
    name: str
    kind: str
    elected_on: Day | None
    years: float | None
    ends_on: date | None
    held: Held | None
    extended_until: date | None
    state: TermState

    @property
    def due_on(self) -> date | None:
        """The day by which the next election is due: the end of the term, or of its extension."""
        return self.extended_until or self.ends_on

    @property
    def label(self) -> Text:
        """Its state as people read it; where a date is entered and no rule of its time is known, that."""
        is_bare = self.state is TermState.UNKNOWN and self.elected_on is not None
        return _NO_FIGURE if is_bare else self.state.label


def terms(
    chain: ResponsibilityChain, at: date | None = None, profile: Profile | Iterable[Profile] = ()
) -> Terms:
    """
    Return the terms of committees, general branches and branches on a day (换届时间表).

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    profile : Profile, or iterable of Profile
        The unit's own numbers, the last before all others.

    Returns
    -------
    Terms
        Those with an election date, by the end of the term, then by id; terms of which the
        end is not known come last.

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    Temporary organizations have no elections and no terms. A term has the length that
    held on the day it began. An extension is known only from a `decided` record whose duty
    cites `term_extension`, or the opinions on terms and 延期, as its ground (`why`).

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Organization, ResponsibilityChain, terms
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("D1-01", kind="branch", elected_on=date(2023, 7, 1))]
    ... )
    >>> [(term.ends_on, term.state) for term in terms(chain, at=date(2026, 9, 30))]
    [(datetime.date(2026, 7, 1), <TermState.ENDED: 'ended'>)]
    """
    seen = chain.asked(at)
    day = seen.day or date.min
    book = rulebook()
    for each in [profile] if isinstance(profile, Profile) else profile:
        book = book.with_profile(each)
    return Terms(term_arrays(seen.arrays, book.on(day)))


class Terms(Sequence[Term]):
    """
    The terms of a chain on a day; made by `terms`.

    A sequence of `Term`; each is made when it is asked for.
    """

    def __init__(self, arrays: TermArrays, positions: NDArray[np.intp] | None = None) -> None:
        self._arrays = arrays
        self._positions = arrays.in_order(arrays.dated) if positions is None else positions

    @property
    def day(self) -> date:
        """The day they are seen on."""
        return self._arrays.day

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, index: int) -> Term: ...
    @overload
    def __getitem__(self, index: slice) -> Terms: ...
    def __getitem__(self, index: int | slice) -> Term | Terms:
        if isinstance(index, slice):
            return Terms(self._arrays, self._positions[index])
        return self._arrays.term(int(self._positions[index]))

    def __iter__(self) -> Iterator[Term]:
        return map(self._arrays.term, self._positions.tolist())

    def of(self, organization: str) -> Term | None:
        """
        Return the term of an organization, without an election date as UNKNOWN; `None` where it has none.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization.
        """
        position = self._arrays.organizations.position(organization)
        return self._arrays.term(position) if self._arrays.bound[position] else None

    def due(self, months: int | None = None) -> Terms:
        """
        Return the terms due for re-election within some months, those that have ended first, then by date.

        An extended term is due when its extension ends.

        Parameters
        ----------
        months : int, optional
            Left out: as many as the rulebook reminds ahead.
        """
        arrays = self._arrays
        chosen = self._positions[arrays.due(months)[self._positions]]
        ended = arrays.is_(TermState.ENDED)[chosen]
        return Terms(arrays, np.concatenate([chosen[ended], chosen[~ended]]))

    @property
    def ended(self) -> Terms:
        """Those that have ended, extensions that have run out included."""
        return self._in(TermState.ENDED)

    @property
    def soon(self) -> Terms:
        """Those that end within the months that the rulebook reminds ahead."""
        return self._in(TermState.SOON)

    @property
    def counts(self) -> dict[TermState, int]:
        """How many of them are in each state."""
        states = self._arrays.states[self._positions]
        return {state: int((states == code).sum()) for code, state in enumerate(_STATES)}

    @property
    def undated(self) -> tuple[str, ...]:
        """The ids of organizations with a term and no election date, of the whole chain."""
        ids = self._arrays.organizations.ids
        return tuple(ids[row] for row in np.flatnonzero(self._arrays.bound & ~self._arrays.dated).tolist())

    def _in(self, state: TermState) -> Terms:
        return Terms(self._arrays, self._positions[self._arrays.is_(state)[self._positions]])

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        every = list(self)
        return {
            "organization": [term.organization for term in every],
            "name": [term.name for term in every],
            "kind": [term.kind for term in every],
            "elected_on": [_said(term.elected_on) for term in every],
            "years": [term.years for term in every],
            "ends_on": [_said(term.ends_on) for term in every],
            "extended_until": [_said(term.extended_until) for term in every],
            "state": [str(term.state) for term in every],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: organization, name, kind, elected_on, years, ends_on, extended_until, state."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        return f"<Terms at {self.day}: {len(self)}, {len(self.ended)} ended, {len(self.soon)} end soon>"


def _said(day: Day | None) -> str | None:
    return None if day is None else str(day)


# --- arrays ----------------------------------------------------------------------------


@frozen
class _Case:
    """What all organizations of one kind and type of unit, elected on one day, have in common."""

    elected_on: Day
    held: Held | None
    end: date | None
    soon_until: date | None
    extended: Held | None
    extended_until: date | None


@frozen
class Extension:
    """The records that say that a term was extended, and whether one of them shows approval from above."""

    rows: tuple[int, ...]
    is_approved: bool


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
        temporary = self.organizations.columns.get("temporary")
        found: Bools = elected & self._arrays.forces["organizations"]
        if temporary is not None:
            found &= ~np.equal(temporary, True).astype(bool)  # noqa: FBT003 - a comparison that numpy makes in C
        return found

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
        held = _held(self._rules.book.on(start), LENGTHS[kind], unit_type)
        end = None if held is None else shifted(start, held.value * _MONTHS)
        reminder = _held(self._rules, "reelection_reminder_months", unit_type)
        extended = _held(self._rules, "term_extension_years", unit_type)
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

    # --- extensions --------------------------------------------------------------------

    @cached_property
    def extensions(self) -> dict[int, Extension]:
        """By organization with a term: the records that say that it was extended, by position."""
        found: dict[int, list[int]] = {}
        for row in self._deciding():
            organization = self._extended_by(row)
            if organization >= 0 and self.dated[organization] and self._is_in_term(row, organization):
                found.setdefault(organization, []).append(row)
        return {
            organization: Extension(tuple(rows), any(self._is_approved(row, organization) for row in rows))
            for organization, rows in found.items()
        }

    def _deciding(self) -> list[int]:
        """Return the records of decisions about a duty that rests on the provision on extensions."""
        duties, records = self._arrays.tables["duties"], self._arrays.tables["records"]
        if not duties.has("why") or not len(records):
            return []
        title = f"《{self._rules.book.instrument('TERM18').title.zh}》"
        known = {
            duty.id
            for duty in inherited([duties.value(row) for row in range(len(duties))])
            if duty.why is not None and _is_extending(duty.why, title)
        }
        if not known:
            return []
        decided = np.flatnonzero(np.equal(records.column("kind"), RecordKind.DECIDED).astype(bool))
        named = records.column("duty")
        return [row for row in decided.tolist() if not known.isdisjoint(named[row])]

    def _extended_by(self, row: int) -> int:
        """Return the organization that a record is about: the subordinate it names, else its own."""
        records = self._arrays.tables["records"]
        about = records.column("subordinate")[row] or records.column("organization")[row]
        return self.organizations.positions.get(about, -1)

    def _is_in_term(self, row: int, organization: int) -> bool:
        """Whether a record can be from after the election and from before the day is over."""
        on = self._arrays.tables["records"].column("on")[row]
        elected = self.organizations.column("elected_on")[organization]
        return latest(on) > earliest(elected) and earliest(on) <= self.day

    def _is_approved(self, row: int, organization: int) -> bool:
        """
        Whether a record shows that a superior approved: it is a superior's own, or says `by` whom.

        Where the roster holds no superior, whoever else is named will be one.
        """
        table, records = self.organizations, self._arrays.tables["records"]
        ids, names = table.ids, table.column("name")
        above = self._arrays.hierarchy.above(organization)
        if table.positions.get(records.column("organization")[row], -1) in above:
            return True
        by = records.column("by")[row]
        if by is None or by in {ids[organization], names[organization]}:
            return False
        return not above or any(by == ids[one] or names[one] in by for one in above)


def _is_extending(why: str, title: str) -> bool:
    return _KEY.search(why) is not None or (title in why and _POSTPONED in why)


def _held(rules: DatedRulebook, key: str, unit_type: str | None) -> Held | None:
    """Return what holds on the rulebook's day, `None` where there is nothing to compare with."""
    return None if rules.value(key, unit_type) is None else rules.held(key, unit_type)


def shifted(day: date, months: float) -> date:
    """
    Return the day some months later, or earlier; beyond the calendar its last day, or its first.

    Examples
    --------
    >>> shifted(date(2026, 9, 30), -12), shifted(date(9999, 1, 1), 12)
    (datetime.date(2025, 9, 30), datetime.date(9999, 12, 31))
    """
    try:
        return months_after(day, round(months))
    except (ValueError, OverflowError):
        return date.max if months > 0 else date.min


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
