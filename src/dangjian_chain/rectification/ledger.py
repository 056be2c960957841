"""The rectification ledger (整改台账) on a day: problem, responsibility, rectification, until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import attrs
import numpy as np

from dangjian_chain.errors import MissingDayError, UnknownNameError
from dangjian_chain.frame import frame_of
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.model.record import LedgerItem
from dangjian_chain.performance.ledger_items import LedgerItems
from dangjian_chain.period import Day, latest
from dangjian_chain.rectification.changes import (
    carried_on,
    item_of,
    numbers,
    opened_again,
    unanswered,
)
from dangjian_chain.rectification.entry import LedgerEntry
from dangjian_chain.rectification.refusal import (
    NoGapsError,
    NotClosedError,
    StillSeenError,
    VerifiedByDoerError,
)
from dangjian_chain.rectification.standing import Standing
from dangjian_chain.rectification.state import URGENCY, LedgerState
from dangjian_chain.text import Lang

if TYPE_CHECKING:
    from dangjian_chain.gaps.gap import Gap
    from dangjian_chain.gaps.report import GapReport
    from dangjian_chain.model.chain import ResponsibilityChain

_ITEM = "ledger item"


def ledger(chain: ResponsibilityChain, at: date | None = None, gaps: GapReport | None = None) -> Ledger:
    """
    Return the rectification ledger of a chain on a day (整改台账).

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`, and where `gaps` say it.
    gaps : GapReport, optional
        What is found on that day, to tell which problems are gone and which have no item yet.

    Returns
    -------
    Ledger
        The items in the order of ids.

    Raises
    ------
    MissingDayError
        If no day is known.
    ValueError
        If `gaps` are of another day.

    Notes
    -----
    An item is closed once a day of closing and a verifier are entered. Where its gap is found no more
    and nobody verified, it waits to be verified; where its rule did not look, nothing is concluded.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import LedgerItem, Organization, ResponsibilityChain, ledger
    >>> item = LedgerItem("2026-001", "Z1", "主题党日记录不全", due=date(2026, 8, 31))
    >>> chain = ResponsibilityChain(organizations=[Organization("Z1", kind="branch")], ledger=[item])
    >>> [(entry.id, entry.state.value, entry.days_over) for entry in ledger(chain, at=date(2026, 9, 30))]
    [('2026-001', 'overdue', 30)]
    """
    day = at or chain.day or (None if gaps is None else gaps.day)
    if day is None:
        raise MissingDayError
    if gaps is not None and gaps.day != chain.asked(day).day:
        message = f"the gaps are of {gaps.day}, the ledger of {day}"
        raise ValueError(message)
    entries = tuple(Standing(chain.asked(day), gaps).entries())
    return Ledger(chain, chain.asked(day).day or date.min, entries, gaps)


class Ledger(Listing[LedgerEntry]):
    """
    The items of a chain's ledger on a day; made by `ledger`.

    A sequence of `LedgerEntry`. What changes it gives another chain back.
    """

    def __init__(
        self,
        chain: ResponsibilityChain,
        day: date,
        entries: Sequence[LedgerEntry],
        gaps: GapReport | None,
    ) -> None:
        self._chain = chain
        self._day = day
        self._chosen = tuple(entries)
        self._gaps = gaps

    @property
    def day(self) -> date:
        """The day it is seen on."""
        return self._day

    def _of(self, entries: Iterable[LedgerEntry]) -> Ledger:
        return Ledger(self._chain, self._day, tuple(entries), self._gaps)

    # --- parts -------------------------------------------------------------------------

    def of(self, id_: str) -> LedgerEntry:
        """
        Return an item by id.

        Raises
        ------
        UnknownNameError
            If there is no such item.
        """
        by_id = {entry.id: entry for entry in self._chosen}
        if id_ not in by_id:
            raise UnknownNameError(_ITEM, id_, by_id)
        return by_id[id_]

    @property
    def open(self) -> Ledger:
        """Those that somebody has to do something about: neither closed nor carried on, or found again."""
        return self._of(entry for entry in self if entry.is_open)

    @property
    def overdue(self) -> Ledger:
        """Those past their date and open, the longest first."""
        over = [entry for entry in self if entry.state is LedgerState.OVERDUE]
        return self._of(sorted(over, key=lambda entry: -entry.days_over))

    def due(self, before: date) -> Ledger:
        """Return the open ones with a date before a day, by date."""
        dated = [(latest(entry.item.due), entry) for entry in self.open if entry.item.due is not None]
        chosen = [pair for pair in dated if pair[0] < before]
        return self._of(entry for _, entry in sorted(chosen, key=lambda pair: (pair[0], pair[1].id)))

    @property
    def by_urgency(self) -> Ledger:
        """All of them, those past their date first, the settled ones last; within a state by date."""
        return self._of(sorted(self, key=_urgency))

    @property
    def counts(self) -> dict[LedgerState, int]:
        """How many are in each state."""
        return {state: sum(entry.state is state for entry in self) for state in LedgerState}

    def by(self, what: Literal["organization", "unit"]) -> dict[str, Ledger]:
        """
        Return the items by organization or by the unit in charge as it is entered, those without one last.

        Raises
        ------
        UnknownNameError
            If it is neither.
        """
        if what not in {"organization", "unit"}:
            raise UnknownNameError("grouping", what, ("organization", "unit"))
        found: dict[str, list[LedgerEntry]] = {}
        for entry in self:
            found.setdefault(getattr(entry.item, what) or "", []).append(entry)
        return {key: self._of(found[key]) for key in sorted(found, key=lambda key: (not key, key))}

    # --- beside the gaps ---------------------------------------------------------------

    @cached_property
    def new(self) -> tuple[Gap, ...]:
        """
        The gaps of the day without an item, in the order of the report.

        Causes alone: what follows from a gap is mended with it. Gaps about the ledger itself need no item.

        Raises
        ------
        NoGapsError
            If the ledger was made without gaps.
        """
        if self._gaps is None:
            raise NoGapsError
        return self.unanswered(self._gaps)

    @property
    def remaining(self) -> Ledger:
        """Those not carried on whose gap is still found; raises `NoGapsError` without gaps."""
        return self._beside(lambda entry: bool(entry.is_seen) and entry.state is not LedgerState.CARRIED)

    @property
    def gone(self) -> Ledger:
        """Those neither closed nor carried on whose gap is found no more; raises `NoGapsError` without gaps."""
        return self._beside(lambda entry: entry.is_seen is False and entry.is_open)

    def _beside(self, is_meant: Callable[[LedgerEntry], bool]) -> Ledger:
        if self._gaps is None:
            raise NoGapsError
        return self._of(filter(is_meant, self))

    def unanswered(self, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
        """
        Return which of these gaps need an item, in their order.

        Not those that have one, that follow from another of them or from one that has an item, or that are
        about the ledger itself.
        """
        prints = set(self._chain.tables["ledger"].column("fingerprint"))
        above = {gap.fingerprint: gap.follows_from for gap in self._gaps or ()}
        return tuple(unanswered(gaps, prints, above))

    # --- changed copies ----------------------------------------------------------------

    def with_items(  # noqa: PLR0913 - one argument a column
        self,
        gaps: Iterable[Gap],
        *,
        due: Day | None = None,
        leader: str | None = None,
        unit: str | None = None,
        role: str | None = None,
        lang: Lang = "zh",
    ) -> ResponsibilityChain:
        """
        Return the chain with an item for each of these gaps that has none.

        What follows from another of them, or from a gap that has an item, gets none of its own.

        Parameters
        ----------
        gaps : iterable of Gap
            Such as those that people confirmed, or `new`.
        due : date or PartialDate, optional
        leader, unit, role : str, optional
            Who is in charge, entered in each.
        lang : {"zh", "en"}
            The language of problem and measure.

        Examples
        --------
        >>> from datetime import date
        >>> import dangjian_chain as dc
        >>> branch = dc.Organization("Z1", name="示例支部", kind="branch", members=60)
        >>> chain = dc.ResponsibilityChain(organizations=[branch])
        >>> gaps = dc.detect_gaps(chain, at=date(2026, 9, 30))
        >>> book = dc.ledger(chain, gaps=gaps)
        >>> for item in book.with_items(gaps.of("DJ011"), due=date(2026, 12, 31)).ledger.values():
        ...     print(item.id, item.source, item.due)
        2026-001 核对清单2026-09-30（DJ011） 2026-12-31
        """
        chain = self._chain
        free = numbers(self._day.year, chain.tables["ledger"].ids)
        first = next(iter([*chain.hierarchy.roots, *chain.tables["organizations"].ids]), "")
        found = [item_of(gap, next(free), first, self._day, lang) for gap in self.unanswered(gaps)]
        made = [attrs.evolve(item, due=due, leader=leader, unit=unit, role=role) for item in found]
        return chain.with_rows(ledger=made)

    def closed(self, id_: str, on: Day, verified_by: str, *, force: bool = False) -> ResponsibilityChain:
        """
        Return the chain with an item closed (销号).

        Parameters
        ----------
        id_ : str
        on : date or PartialDate
        verified_by : str
            Who verified it, by id, name or title; not the one who had to do it.
        force : bool
            Whether to close it though its gap is still found.

        Raises
        ------
        UnknownNameError
            If there is no such item.
        VerifiedByDoerError
            If the verifier is the role, leader or unit in charge, the organization itself, or who holds the role.
        StillSeenError
            If its gap is still found.
        ValueError
            If `verified_by` names nobody.
        """
        entry = self.of(id_)
        if not verified_by.strip():
            message = "verified_by has to name somebody"
            raise ValueError(message)
        items = self._items
        doer = items.doer(items.table.position(id_), verified_by, on)
        if doer is not None:
            raise VerifiedByDoerError(id_, doer)
        if entry.gap is not None and not force:
            raise StillSeenError(id_, entry.gap.code)
        return self._with(attrs.evolve(entry.item, closed_on=on, verified_by=verified_by))

    def reopened(self, id_: str, on: Day, reason: str, *, lang: Lang = "zh") -> ResponsibilityChain:
        """
        Return the chain with a closed item open again; when and by whom it was closed stays in `progress`.

        Raises
        ------
        UnknownNameError
            If there is no such item.
        NotClosedError
            If neither a day of closing nor a verifier is entered.
        """
        item = self.of(id_).item
        if item.closed_on is None and item.verified_by is None:
            raise NotClosedError(id_)
        return self._with(opened_again(item, on, reason, lang))

    def carried_over(self, year: int, *, due: Day | None = None) -> ResponsibilityChain:
        """
        Return the chain in which what earlier years left open is carried on by items of this year (结转).

        Items with a day of closing are not carried on, nor those of which the year cannot be told.

        Parameters
        ----------
        year : int
        due : date or PartialDate, optional
            The date of the new items.
        """
        items = self._items
        chosen = {
            items.table.ids[row] for row in np.flatnonzero(items.is_pending & items.is_before(year)).tolist()
        }
        free = numbers(year, self._chain.tables["ledger"].ids)
        made = [carried_on(entry.item, next(free), due) for entry in self if entry.id in chosen]
        return self._chain.with_rows(ledger=made)

    @property
    def _items(self) -> LedgerItems:
        return self._chain.asked(self._day).arrays.kept(LedgerItems)

    def _with(self, changed: LedgerItem) -> ResponsibilityChain:
        table = self._chain.tables["ledger"]
        every = map(table.value, range(len(table)))
        return self._chain.with_collection(
            "ledger", [changed if item.id == changed.id else item for item in every]
        )

    # --- plain values ------------------------------------------------------------------

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        own = {
            column.name: [_said(getattr(entry.item, column.attribute)) for entry in self]
            for column in columns_of(LedgerItem)
        }
        first = {name: own.pop(name) for name in ("id", "organization")}
        return {
            **first,
            "organization_name": [entry.name for entry in self],
            **own,
            "state": [str(entry.state) for entry in self],
            "days_over": [entry.days_over for entry in self],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: the columns of the ledger, the organization's name, state and days over its date."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        over = self.counts[LedgerState.OVERDUE]
        return f"<Ledger at {self._day}: {len(self)}, {len(self.open)} open, {over} overdue>"


def _urgency(entry: LedgerEntry) -> tuple[int, date, str]:
    due = entry.item.due
    return URGENCY[entry.state], date.max if due is None else latest(due), entry.id


def _said(value: object) -> str | None:
    return None if value is None else str(value)
