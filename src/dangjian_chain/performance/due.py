"""What is due from whom by when, and what the records show of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.model.vocabulary import Function
from dangjian_chain.performance.asked_period import asked_period
from dangjian_chain.performance.due_arrays import MANAGE, DueArrays, due_arrays
from dangjian_chain.performance.due_item import DueItem
from dangjian_chain.performance.due_reasons import reasons_of
from dangjian_chain.performance.due_state import OVERDUE, STATES, DueState
from dangjian_chain.performance.landed import Landed, landed_by
from dangjian_chain.period import Period
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.landing import nearest_committee

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.explanation import Explanation
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.typing import Bools

FUNCTIONS = (Function.PERFORM, Function.MANAGE)
By = Literal["organization", "duty", "unit", "level", "kind", "function"]


def due(
    chain: ResponsibilityChain,
    period: Period | int | str | None = None,
    *,
    at: date | None = None,
    records: object = None,
) -> DueItems:
    """
    Return what is due from whom by when, and what the records show of it (应办事项).

    Parameters
    ----------
    chain : ResponsibilityChain
    period : Period, int or str, optional
        What falls due in it: a year (`2026`), words such as `"2026年第三季度"`, or days;
        left out, the calendar year of the day.
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`. What is due later is
        not due yet, and records of later days do not count.
    records : path or data frame, optional
        A large set of records that stays where it lies, beside those of the chain: Parquet files,
        or a frame of pandas, polars, pyarrow, DuckDB or Spark; see `aggregated`.

    Returns
    -------
    DueItems
        By duty, function, organization, subordinate and span.

    Raises
    ------
    MissingDayError
        If no day is known.
    ValueError
        If words state no period, or it has an open side.
    MissingExtraError
        If `records` need a library that is not installed.

    Notes
    -----
    Due is what is expected of an organization on the day (`propagate`), in each span of the
    duty's `cycle`, by the day that `due` names in it; where a duty says of nobody that he
    performs it, those who declare it owe it by their own list. A term, on-event and
    continuous duties fall due on no day of the calendar. A superior is to see to each
    subordinate once in the `managing_cycle`; one visit without a duty or subordinate covers
    all of them. An organization owes nothing for a span it was not in force for as a whole.

    A record counts where its `period` says, else on its day; one naming several duties
    counts for each, and one of a part for the whole. What has no record is *not seen* only
    where `records_cover` states the records complete; elsewhere nothing is concluded.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Duty, Organization, Record, RecordKind, ResponsibilityChain, due
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("D1-01", kind="branch")],
    ...     duties=[Duty("Z01", "支部党员大会", performed_by=("branch",), cycle="1/quarter")],
    ...     records=[Record("D1-01", RecordKind.PERFORMED, date(2026, 3, 12), duty=("Z01",))],
    ... )
    >>> [(str(item.due_on), str(item.state)) for item in due(chain, 2026, at=date(2026, 5, 1))][:2]
    [('2026-03-31', 'done'), ('2026-06-30', 'running')]
    """
    seen = chain.asked(at)
    asked = asked_period(period, seen.day or date.min)
    cascade = seen.arrays.kept(CascadeArrays)
    arrays = due_arrays(cascade, asked[0], asked[1])
    if records is not None:
        from dangjian_chain.performance.aggregate import aggregated  # noqa: PLC0415 - loads frame libraries

        more = aggregated(records, seen.arrays, arrays.cuts)
        arrays = DueArrays(cascade, asked[0], asked[1], arrays.counts.and_(more))
    return DueItems(seen, arrays)


class DueItems(Listing[DueItem]):
    """
    What is due within a period; made by `due`.

    A sequence of `DueItem`; each is made when it is asked for.
    """

    _repr_html_: Callable[..., str]

    def __init__(
        self, chain: ResponsibilityChain, arrays: DueArrays, rows: NDArray[np.intp] | None = None
    ) -> None:
        self._chain = chain
        self._arrays = arrays
        self._chosen = np.arange(len(arrays)) if rows is None else rows

    # --- the sequence ---------------------------------------------------------------

    def _made(self, one: Any) -> DueItem:  # noqa: ANN401 - a row
        return self._item(int(one))

    def _of(self, rows: NDArray[np.intp]) -> DueItems:
        return DueItems(self._chain, self._arrays, rows)

    def _where(self, mask: Bools) -> DueItems:
        return self._of(self._chosen[mask[self._chosen]])

    def _item(self, row: int) -> DueItem:
        arrays, organizations = self._arrays, self._chain.tables["organizations"]
        names = organizations.column("name")
        duty, organization, below = (
            int(column[row]) for column in (arrays.duty, arrays.organization, arrays.subordinate)
        )
        return DueItem(
            duty=arrays.cascade.duties.ids[duty],
            title=arrays.cascade.duties.values[duty].title,
            organization=organizations.ids[organization],
            name=names[organization],
            function=FUNCTIONS[int(arrays.function[row])],
            subordinate=organizations.ids[below] if below >= 0 else None,
            subordinate_name=names[below] if below >= 0 else None,
            period=Period(_day(arrays.first_day[row]), _day(arrays.after[row])),
            due_on=_day(arrays.due[row]),
            wanted=int(arrays.wanted[row]),
            done=int(arrays.done[row]),
            late=int(arrays.done[row] - arrays.on_time[row]),
            state=STATES[arrays.states[row]],
            is_required=bool(arrays.is_required[row]),
        )

    # --- what it is ------------------------------------------------------------------

    @property
    def arrays(self) -> DueArrays:
        """The items as integer positions; for analyses, not public."""
        return self._arrays

    @property
    def chain(self) -> ResponsibilityChain:
        """The chain on its day."""
        return self._chain

    @property
    def day(self) -> date:
        """The day it is seen on."""
        return self._arrays.day

    @property
    def period(self) -> Period:
        """What falls due in it."""
        return Period(self._arrays.start, self._arrays.end)

    @property
    def left_out(self) -> int:
        """Records that could not be counted: of an unknown organization or kind, or without a day."""
        return self._arrays.counts.left_out

    # --- parts of it -----------------------------------------------------------------

    def of(self, organization: str) -> DueItems:
        """
        Return what is due from an organization.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization.
        """
        position = self._chain.tables["organizations"].position(organization)
        return self._where(self._arrays.organization == position)

    def under(self, organization: str) -> DueItems:
        """
        Return what is due from an organization and all below it.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization.
        """
        position = self._chain.tables["organizations"].position(organization)
        inside = self._chain.arrays.hierarchy.inside(np.array([position], dtype=np.int32))
        return self._where(inside[self._arrays.organization])

    def of_duty(self, duty: str) -> DueItems:
        """
        Return what is due of a duty.

        Raises
        ------
        UnknownNameError
            If the chain has no such duty.
        """
        return self._where(self._arrays.duty == self._chain.tables["duties"].position(duty))

    def of_role(self, role: str) -> DueItems:
        """
        Return what is due and is expected to be borne by a role, supervision of it aside.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        arrays, position = self._arrays, self._chain.tables["roles"].position(role)
        bearers = arrays.cascade.bearers
        mine = bearers.role == position
        shape = (2, *arrays.cascade.shape)
        borne = np.zeros(shape, dtype=bool)
        borne[bearers.function[mine], bearers.duty[mine], bearers.organization[mine]] = True
        return self._where(borne[arrays.function, arrays.duty, arrays.organization])

    def in_state(self, *states: DueState) -> DueItems:
        """Return what is in one of some states."""
        return self._where(self._arrays.is_(*states))

    @property
    def performing(self) -> DueItems:
        """What organizations are to perform themselves."""
        return self._where(self._arrays.function != MANAGE)

    @property
    def managing(self) -> DueItems:
        """Whom superiors are to see to."""
        return self._where(self._arrays.function == MANAGE)

    @property
    def overdue(self) -> DueItems:
        """What is past its day and not done, where the records are stated complete; by that day."""
        return self._by_day(self._arrays.is_(*OVERDUE))

    @property
    def upcoming(self) -> DueItems:
        """What is not due yet and not done; by its day."""
        return self._by_day(self._arrays.is_(DueState.RUNNING))

    def before(self, day: date) -> DueItems:
        """Return what falls due up to a day, that day included."""
        return self._where(self._arrays.due <= day.toordinal())

    def _by_day(self, mask: Bools) -> DueItems:
        rows = self._chosen[mask[self._chosen]]
        return self._of(rows[np.argsort(self._arrays.due[rows], kind="stable")])

    # --- figures -----------------------------------------------------------------------

    @cached_property
    def counts(self) -> dict[DueState, int]:
        """How many items are in each state."""
        found = np.bincount(self._arrays.states[self._chosen], minlength=len(STATES)).tolist()
        return dict(zip(STATES, found, strict=True))

    def landed(self, by: By = "unit") -> Landed:
        """
        Return how many items were done, done late, not seen or not known, by organization, duty, unit, level, kind or function.

        Raises
        ------
        UnknownNameError
            If it is none of these.
        """
        arrays, chain = self._arrays, self._chain.arrays
        organization = arrays.organization[self._chosen]
        keys: Mapping[str, Any] = {
            "organization": lambda: organization,
            "duty": lambda: arrays.duty[self._chosen],
            "unit": lambda: nearest_committee(arrays.cascade)[organization],
            "level": lambda: chain.hierarchy.level[organization],
            "kind": lambda: chain.kind[organization],
            "function": lambda: arrays.function[self._chosen],
        }
        if by not in keys:
            raise UnknownNameError("grouping", by, keys)
        return landed_by(self._chain, by, keys[by](), arrays.states[self._chosen])

    def why(self, duty: str, organization: str, on: date | None = None) -> Explanation:
        """
        Return what is due of a duty from an organization, span by span, with the records that count.

        Parameters
        ----------
        duty, organization : str
            Ids.
        on : date, optional
            Only the spans that hold this day.

        Raises
        ------
        UnknownNameError
            If the chain has no such duty or organization.
        """
        return reasons_of(self.of_duty(duty).of(organization), duty, organization, on)

    # --- frames --------------------------------------------------------------------------

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        arrays, rows = self._arrays, self._chosen
        organizations, duties = self._chain.tables["organizations"], arrays.cascade.duties
        names = organizations.column("name")
        duty, organization, below = (
            column[rows].tolist() for column in (arrays.duty, arrays.organization, arrays.subordinate)
        )
        days = {
            each: _day(each).isoformat()
            for each in np.unique([arrays.first_day, arrays.after - 1, arrays.due])
        }
        return {
            "duty": [duties.ids[each] for each in duty],
            "title": [duties.values[each].title for each in duty],
            "organization": [organizations.ids[each] for each in organization],
            "name": [names[each] for each in organization],
            "function": [FUNCTIONS[each].value for each in arrays.function[rows].tolist()],
            "subordinate": [organizations.ids[each] if each >= 0 else None for each in below],
            "first_day": [days[each] for each in arrays.first_day[rows].tolist()],
            "last_day": [days[each] for each in (arrays.after[rows] - 1).tolist()],
            "due_on": [days[each] for each in arrays.due[rows].tolist()],
            "wanted": arrays.wanted[rows].tolist(),
            "done": arrays.done[rows].tolist(),
            "late": (arrays.done[rows] - arrays.on_time[rows]).tolist(),
            "state": [STATES[each].value for each in arrays.states[rows].tolist()],
            "required": arrays.is_required[rows].tolist(),
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: duty, title, organization, name, function, subordinate, first_day, last_day, due_on, wanted, done, late, state, required."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        said = ", ".join(f"{count} {state.value}" for state, count in self.counts.items() if count)
        return f"<DueItems at {self.day}: {len(self)} ({said or 'nothing due'})>"


def _day(ordinal: int) -> date:
    return date.fromordinal(int(ordinal))
