"""The loop as one object: assigned, worded, performed, supervised, appraised, used, rectified."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from dangjian_chain.appraisal.loop_arrays import LoopArrays
from dangjian_chain.appraisal.loop_reasons import why
from dangjian_chain.appraisal.loop_row import LoopRate, LoopRow
from dangjian_chain.appraisal.loop_stage import CLOSED, NO, STAGES, UNKNOWN, YES, LoopStage
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.performance.asked_period import asked_period
from dangjian_chain.performance.due_arrays import due_arrays
from dangjian_chain.period import Period
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.landing import nearest_committee

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.explanation import Explanation
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.typing import Bools

By = Literal["all", "level", "unit", "kind", "duty"]


def loop(
    chain: ResponsibilityChain, period: Period | int | str | None = None, *, at: date | None = None
) -> Loop:
    """
    Return the loop (闭环): for each carried duty and organization, which stages are closed in a period.

    Parameters
    ----------
    chain : ResponsibilityChain
    period : Period, int or str, optional
        A year (`2026`), words such as `"2026年上半年"`, or days; left out, the calendar year of the day.
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.

    Returns
    -------
    Loop
        One row for each expected pair, by duty and organization.

    Raises
    ------
    MissingDayError
        If no day is known.
    ValueError
        If words state no period, or it has an open side.

    Notes
    -----
    *assigned*: the lists declare it there; not known where no list is kept, not asked where its
    responsibilities find nobody. *worded*: content, standard or indicator, and rhythm or deadline
    are written, by the duty or by a row that declares it there.
    *performed*: everything due of it by the day is on record (`due`); an organization that only
    manages performs by seeing to those below; what falls due on no calendar counts once a good
    record of the period names it.
    *supervised*: its line superior saw to it. *appraised*: a result of the period is about it;
    of a group or unit, one of the organization above it; not asked of a top, nor of one that was
    not there for the whole of the period. One that was not there at all has no rows.
    *used*: a use of that result is recorded. *rectified*: where it was not performed, or the
    result is poor, the ledger has items, all closed and verified; those that name a duty are about
    it, others about whatever fell short there; not known where no ledger is loaded. A stage is *no* only where the
    records are loaded; *not asked* where there is nothing to close.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Assignment, Duty, Organization, ResponsibilityChain, loop
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("D1-01", kind="branch")],
    ...     duties=[Duty("Z01", "支部党员大会", performed_by=("branch",), cycle="1/quarter")],
    ...     assignments=[Assignment("Z01", "D1-01")],
    ... )
    >>> row = loop(chain, 2026, at=date(2026, 9, 30))[0]
    >>> [str(closed) for closed in row.stages.values()]
    ['yes', 'unknown', 'unknown', 'not_asked', 'not_asked', 'not_asked', 'not_asked']
    """
    seen = chain.asked(at)
    start, end = asked_period(period, seen.day or date.min)
    return Loop(seen, LoopArrays(due_arrays(seen.arrays.kept(CascadeArrays), start, end)))


class Loop(Listing[LoopRow]):
    """The loop of a chain in a period; made by `loop`. A sequence of `LoopRow`, each made when asked for."""

    to_svg: Callable[..., str]
    """
    Return the rates as a picture, a bar for each stage; given a `path`, write it there as well.

    `loop.to_svg(path=None, lang="zh")`. Pictures are drawn by a room above this one, which puts it here.
    """

    _repr_html_: Callable[..., str]

    def __init__(
        self,
        chain: ResponsibilityChain,
        arrays: LoopArrays,
        chosen: NDArray[np.intp] | None = None,
    ) -> None:
        self._chain = chain
        self._arrays = arrays
        self._chosen = np.argwhere(arrays.expected) if chosen is None else chosen

    # --- the sequence ---------------------------------------------------------------

    @property
    def _pairs(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The duties and the organizations of the pairs, as what picks them out of an array (m, n)."""
        return self._chosen[:, 0], self._chosen[:, 1]

    def _of(self, chosen: NDArray[np.intp]) -> Loop:
        return Loop(self._chain, self._arrays, chosen)

    def _where(self, mask: Bools) -> Loop:
        return self._of(self._chosen[mask[self._pairs]])

    def _made(self, one: Sequence[int]) -> LoopRow:
        duty, organization = map(int, one)
        table = self._chain.tables["organizations"]
        codes = self._arrays.every[:, duty, organization].tolist()
        first = int(self._arrays.first_open[duty, organization])
        return LoopRow(
            duty=self._arrays.cascade.duties.ids[duty],
            title=self._arrays.cascade.duties.values[duty].title,
            organization=table.ids[organization],
            name=table.column("name")[organization],
            stages=dict(zip(STAGES, map(CLOSED.__getitem__, codes), strict=True)),
            first_open=None if first < 0 else STAGES[first],
        )

    # --- what it is ------------------------------------------------------------------

    @property
    def chain(self) -> ResponsibilityChain:
        """The chain on its day."""
        return self._chain

    @property
    def arrays(self) -> LoopArrays:
        """The stages as arrays; for analyses, not public."""
        return self._arrays

    @property
    def day(self) -> date:
        """The day it is seen on."""
        return self._arrays.due.day

    @property
    def period(self) -> Period:
        """The period."""
        return Period(self._arrays.due.start, self._arrays.due.end)

    # --- parts of it -----------------------------------------------------------------

    def of(self, organization: str) -> Loop:
        """
        Return the loop of an organization.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization.
        """
        mask = np.zeros(self._arrays.cascade.shape, dtype=bool)
        mask[:, self._chain.tables["organizations"].position(organization)] = True
        return self._where(mask)

    def under(self, organization: str) -> Loop:
        """
        Return the loop of an organization and all below it.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization.
        """
        position = self._chain.tables["organizations"].position(organization)
        inside = self._chain.arrays.hierarchy.inside(np.array([position], dtype=np.int32))
        return self._where(np.broadcast_to(inside, self._arrays.cascade.shape))

    def of_duty(self, duty: str) -> Loop:
        """
        Return the loop of a duty.

        Raises
        ------
        UnknownNameError
            If the chain has no such duty.
        """
        mask = np.zeros(self._arrays.cascade.shape, dtype=bool)
        mask[self._chain.tables["duties"].position(duty)] = True
        return self._where(mask)

    @property
    def open(self) -> Loop:
        """The pairs of which some stage is known not to be closed; by that stage, then by duty and organization."""
        first = self._arrays.first_open[self._pairs]
        chosen = np.flatnonzero(first >= 0)
        order = chosen[np.argsort(first[chosen], kind="stable")]
        return self._of(self._chosen[order])

    def open_at(self, stage: LoopStage | str) -> Loop:
        """Return the pairs whose first open stage is this one."""
        return self._where(self._arrays.first_open == STAGES.index(LoopStage(stage)))

    @property
    def closed(self) -> Loop:
        """The pairs of which every stage that is asked is closed."""
        return self._where(~self._arrays.is_unknown & (self._arrays.first_open < 0))

    @property
    def not_known(self) -> Loop:
        """The pairs without an open stage of which some stage is not known."""
        return self._where(self._arrays.is_unknown & (self._arrays.first_open < 0))

    # --- figures -----------------------------------------------------------------------

    @cached_property
    def first_open(self) -> dict[LoopStage, int]:
        """How many pairs stop at each stage."""
        first = self._arrays.first_open[self._pairs]
        counts = np.bincount(first[first >= 0], minlength=len(STAGES)).tolist()
        return dict(zip(STAGES, counts, strict=True))

    def rates(self, by: By = "all") -> tuple[LoopRate, ...]:
        """
        Return the rates of the stages, of all pairs or by level, unit, kind or duty.

        Returns
        -------
        tuple of LoopRate
            By group, then in the order of the stages.

        Raises
        ------
        UnknownNameError
            If it is none of these groupings.
        """
        keys, names = self._groups(by)
        groups, which = np.unique(keys, return_inverse=True)
        tables = [self._counted(stage, which, len(groups)) for stage in range(len(STAGES))]
        return tuple(
            LoopRate(*names(int(group)), STAGES[stage], *counts[place])
            for place, group in enumerate(groups.tolist())
            for stage, counts in enumerate(tables)
        )

    def parts(self, by: By = "all") -> dict[str, Loop]:
        """
        Return the pairs of each level, unit, kind or duty as loops of their own, by key.

        Raises
        ------
        UnknownNameError
            If it is none of these groupings.
        """
        keys, names = self._groups(by)
        return {
            names(int(group))[0]: self._of(self._chosen[keys == group]) for group in np.unique(keys).tolist()
        }

    def _groups(self, by: str) -> tuple[NDArray[Any], Callable[[int], tuple[str, str]]]:
        """Return the group of each pair, and what gives the key and name of a group."""
        duty, organization = self._pairs
        chain = self._chain.arrays
        keys: Mapping[str, Any] = {
            "all": lambda: np.zeros(len(duty), dtype=np.int64),
            "level": lambda: chain.hierarchy.level[organization],
            "unit": lambda: nearest_committee(self._arrays.cascade)[organization],
            "kind": lambda: chain.kind[organization],
            "duty": lambda: duty,
        }
        if by not in keys:
            raise UnknownNameError("grouping", by, keys)
        return keys[by](), partial(self._called, by)

    def _counted(self, stage: int, which: NDArray[np.intp], groups: int) -> list[list[int]]:
        """Return by group how many are closed, not closed and not known."""
        codes = self._arrays.every[stage][self._pairs]
        table = np.zeros((groups, len(CLOSED)), dtype=np.int64)
        np.add.at(table, (which, codes), 1)
        counted: list[list[int]] = table[:, [YES, NO, UNKNOWN]].tolist()
        return counted

    def _called(self, by: str, group: int) -> tuple[str, str]:
        if by == "all":
            return "", ""
        if by == "duty":
            duties = self._arrays.cascade.duties
            return duties.ids[group], duties.values[group].title
        if by == "unit":
            table = self._chain.tables["organizations"]
            return (table.ids[group], table.column("name")[group]) if group >= 0 else ("", "")
        if by == "kind":
            kind = list(self._chain.arrays.organization_kinds.values())[group]
            return kind.id, kind.label.zh
        return str(group), str(group)

    def why(self, duty: str, organization: str) -> Explanation:
        """
        Return stage by stage what is known of a duty in an organization, and from what.

        Raises
        ------
        UnknownNameError
            If the chain has no such duty or organization.
        """
        tables = self._chain.tables
        return why(
            self._chain,
            self._arrays,
            tables["duties"].position(duty),
            tables["organizations"].position(organization),
        )

    # --- tables ------------------------------------------------------------------------

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        duty, organization = self._pairs
        table, duties = self._chain.tables["organizations"], self._arrays.cascade.duties
        names = table.column("name")
        first = self._arrays.first_open[self._pairs].tolist()
        return {
            "duty": [duties.ids[each] for each in duty.tolist()],
            "title": [duties.values[each].title for each in duty.tolist()],
            "organization": [table.ids[each] for each in organization.tolist()],
            "name": [names[each] for each in organization.tolist()],
            **{
                stage.value: [CLOSED[code].value for code in self._arrays.every[place][self._pairs].tolist()]
                for place, stage in enumerate(STAGES)
            },
            "first_open": [None if each < 0 else STAGES[each].value for each in first],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: duty, title, organization, name, assigned, worded, performed, supervised, appraised, used, rectified, first_open."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        said = "".join(
            f", {count} open at {stage.value}" for stage, count in self.first_open.items() if count
        )
        return f"<Loop at {self.day}: {len(self)} pairs, {len(self.closed)} closed, {len(self.not_known)} not known{said}>"
