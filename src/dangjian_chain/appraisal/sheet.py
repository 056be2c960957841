"""Sheets: one scheme applied to its class, as arrays of hundredths of points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.appraisal.facts import Facts, Tally
from dangjian_chain.appraisal.method import Method, gained
from dangjian_chain.appraisal.opinions import Opinion, Opinions, tied
from dangjian_chain.appraisal.points import Points, shared
from dangjian_chain.appraisal.scheme import Bonus, Indicator, Scheme, Veto
from dangjian_chain.model.vocabulary import Function
from dangjian_chain.performance.due_arrays import MANAGE, PERFORM
from dangjian_chain.performance.grades import plain_grade
from dangjian_chain.propagation.performing import conditions_met

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.appraisal.points import Integers
    from dangjian_chain.typing import Bools, Positions

    Indices = NDArray[np.intp]

CODE = {Function.PERFORM: PERFORM, Function.MANAGE: MANAGE}


@frozen(eq=False)
class Cells:
    """
    The points of p parts in n organizations; each array has shape (p, n).

    A part is what one duty gives to one indicator; parts of an indicator sum to it exactly.

    Parameters
    ----------
    indicator : int array, shape (p,)
        Positions in the scheme's indicators.
    duty : int array, shape (p,)
        Positions; -1 for an indicator tied to no duty.
    gained, lost, open : int array
        In hundredths; all three zero where the part does not apply.
    """

    indicator: Positions
    duty: Positions
    gained: Integers
    lost: Integers
    open: Integers

    def points(self, parts: Bools | Indices | slice, organization: int) -> Points:
        """Return the points of some parts in an organization."""
        held = (self.gained, self.lost, self.open)
        return Points(*(int(array[parts, organization].sum()) for array in held))


class Sheet:
    """
    A scheme applied to the organizations of its class.

    Parameters
    ----------
    scheme : Scheme
    facts : Facts
    opinions : Opinions
    """

    def __init__(self, scheme: Scheme, facts: Facts, opinions: Opinions) -> None:
        self.scheme = scheme
        self.facts = facts
        self.opinions = opinions
        self._positions = facts.cascade.chain.tables["duties"].positions

    # --- whom it binds ---------------------------------------------------------------

    @cached_property
    def _masks(self) -> tuple[Bools, Bools]:
        arrays = self.facts.cascade.chain
        codes = [code for code, kind in enumerate(arrays.organization_kinds) if kind in self.scheme.kinds]
        fits, open_ = conditions_met(arrays, self.scheme.conditions)
        candidates = np.isin(arrays.kind, codes) & arrays.hierarchy.in_force & fits
        return candidates & ~open_, candidates & open_

    @property
    def bound(self) -> Bools:
        """Which organizations it is for; shape (n,)."""
        return self._masks[0]

    @property
    def undecided(self) -> Bools:
        """Which organizations it may be for: a column that its conditions ask for is blank; shape (n,)."""
        return self._masks[1]

    # --- parts ---------------------------------------------------------------------------

    def positions(self, duties: tuple[str, ...]) -> list[int]:
        """Return the positions of the duties that the chain knows, in id order."""
        return sorted(self._positions[duty] for duty in duties if duty in self._positions)

    def is_orphan(self, indicator: Indicator) -> bool:
        """Whether it names duties, and the chain knows none of them."""
        return bool(indicator.duties) and not self.positions(indicator.duties)

    @cached_property
    def cells(self) -> Cells:
        """The points of every part."""
        blocks = [
            (number, self.positions(indicator.duties), *self._block(indicator))
            for number, indicator in enumerate(self.scheme.indicators)
            if not self.is_orphan(indicator)
        ]
        rows = [(number, duty) for number, duties, *_ in blocks for duty in duties or [-1]]
        size = 0, self.facts.cascade.hierarchy.size
        empty = np.zeros(size, dtype=np.int64)
        arrays = (np.concatenate([empty, *(block[2 + place] for block in blocks)]) for place in range(3))
        return Cells(
            np.array([row[0] for row in rows], dtype=np.int32),
            np.array([row[1] for row in rows], dtype=np.int32),
            *(array * self.bound for array in arrays),
        )

    @cached_property
    def by_indicator(self) -> tuple[Integers, Integers, Integers]:
        """Gained, lost and open of each indicator, its parts added up; each shape (indicators, n)."""
        size = len(self.scheme.indicators), self.facts.cascade.hierarchy.size
        sums = []
        for array in (self.cells.gained, self.cells.lost, self.cells.open):
            total = np.zeros(size, dtype=np.int64)
            np.add.at(total, self.cells.indicator, array)
            sums.append(total)
        return sums[0], sums[1], sums[2]

    def _block(self, indicator: Indicator) -> tuple[Integers, Integers, Integers]:
        """Return gained, lost and open of an indicator's parts; each shape (duties or 1, n)."""
        if not indicator.method.is_counted:
            return self._given(indicator)
        duties = self.positions(indicator.duties)
        if not duties:
            return self._all_open(indicator)
        return _OF_COUNTS[indicator.method](self, indicator, CODE[indicator.function], duties)

    def _all_open(self, indicator: Indicator) -> tuple[Integers, Integers, Integers]:
        """Return the parts of an indicator that counts and is tied to no duty: nothing can be known."""
        size = 1, self.facts.cascade.hierarchy.size
        return np.zeros(size, np.int64), np.zeros(size, np.int64), np.full(size, indicator.weight, np.int64)

    def _shares(self, indicator: Indicator, tally: Tally) -> tuple[Integers, Integers, Integers]:
        """Return the parts of what is counted against what is wanted."""
        done, known, wanted = (each.sum(axis=0) for each in (tally.done, tally.known, tally.wanted))
        applies = tally.applies.any(axis=0)
        least = gained(indicator, done, wanted) * applies
        best = gained(indicator, done + wanted - known, wanted) * applies
        whole = indicator.weight * applies
        like = tally.applies.astype(np.int64)
        return (
            shared(least, tally.done, like),
            shared(whole - best, tally.known - tally.done, like),
            shared(best - least, tally.wanted - tally.known, like),
        )

    def _times(
        self, indicator: Indicator, code: int, duties: list[int]
    ) -> tuple[Integers, Integers, Integers]:
        """Return the parts of what is counted by times: against a target, or by levels."""
        applies, times, settled = self.facts.often(code, duties)
        target = indicator.target if indicator.method is Method.COUNT else indicator.levels[-1][0]
        done = np.minimum(times.sum(axis=0), target)
        unsettled = (applies & ~settled).any(axis=0)
        wanted = np.full_like(done, target)
        whole = indicator.weight * applies.any(axis=0)
        least = gained(indicator, done, wanted) * applies.any(axis=0)
        best = np.where(unsettled, whole, least)
        like = applies.astype(np.int64)
        return (
            shared(least, times, like),
            shared(whole - best, like, like),
            shared(best - least, (applies & ~settled).astype(np.int64), like),
        )

    # --- what somebody gave ---------------------------------------------------------------

    def _whose(self, indicator: Indicator) -> Bools:
        """Return whose a duty is, of an indicator that is scored; of one tied to none, everybody's; shape (d, n)."""
        duties = self.positions(indicator.duties)
        if not duties:
            return np.ones((1, self.facts.cascade.hierarchy.size), dtype=bool)
        return self.facts.carries[CODE[indicator.function], duties]

    def _given(self, indicator: Indicator) -> tuple[Integers, Integers, Integers]:
        whose = self._whose(indicator)
        size = whose.shape[1]
        applies = whose.any(axis=0) & self.bound
        least, open_ = np.zeros(size, dtype=np.int64), indicator.weight * applies
        for organization, opinion in self.given(indicator).items():
            if applies[organization] and opinion.points is not None:
                least[organization], open_[organization] = opinion.points, 0
        lost = indicator.weight * applies - least - open_
        like = whose.astype(np.int64)
        return shared(least, like, like), shared(lost, like, like), shared(open_, like, like)

    def given(self, indicator: Indicator) -> dict[int, Opinion]:
        """Return what assessors or voters gave, by organization."""
        if indicator.id not in self._given_known:
            self._given_known[indicator.id] = {
                organization: self.opinions.of(indicator, organization)
                for organization in np.flatnonzero(self.bound).tolist()
            }
        return self._given_known[indicator.id]

    @cached_property
    def _given_known(self) -> dict[str, dict[int, Opinion]]:
        return {}

    # --- bonus and veto ----------------------------------------------------------------------

    @cached_property
    def bonus(self) -> Integers:
        """The points beside the full marks, each bonus up to its cap; shape (b, n)."""
        size = len(self.scheme.bonuses), self.facts.cascade.hierarchy.size
        held = [
            np.minimum(self.bonus_times(bonus) * bonus.points, bonus.cap) for bonus in self.scheme.bonuses
        ]
        return np.array(held, dtype=np.int64).reshape(size) * self.bound

    def bonus_times(self, bonus: Bonus) -> Integers:
        """Return how often a bonus was earned; shape (n,)."""
        times = np.zeros(self.facts.cascade.hierarchy.size, dtype=np.int64)
        for duty in self.positions(bonus.duties):
            times += self.facts.times[PERFORM, duty]
        if bonus.use is not None:
            for organization, _ in self.awards(bonus):
                times[organization] += 1
        return times

    def awards(self, bonus: Bonus) -> Iterator[tuple[int, str]]:
        """Yield organizations and the records of the use a bonus is for, in the period that they state or of their day."""
        for use in self.opinions.results.applications:
            if bonus.use in use.uses and self.opinions.is_within(use):
                yield use.organization, use.key

    def vetoed(self, veto: Veto, organization: int) -> list[str]:
        """
        Return what in an organization bars the best band.

        Keys of results with one of its grades, on its duties where it names some; without grades,
        the ids of its duties that are known not to be done as often as they are due.
        """
        if veto.grades:
            results = self.opinions.graded.get(organization, [])
            about = tied(veto.duties, results) if veto.duties else results
            return [result.key for result in about if plain_grade(result.grade or "") in veto.grades]
        at = PERFORM, self.positions(veto.duties), organization
        missing = self.facts.known[at] > self.facts.done[at]
        return [self.facts.cascade.duties.ids[duty] for duty in np.array(at[1])[missing].tolist()]


_OF_COUNTS: dict[
    Method, Callable[[Sheet, Indicator, int, list[int]], tuple[Integers, Integers, Integers]]
] = {
    Method.YES_NO: lambda sheet, of, code, duties: sheet._shares(of, sheet.facts.at_all(code, duties)),  # noqa: SLF001
    Method.RATIO: lambda sheet, of, code, duties: sheet._shares(of, sheet.facts.of_items(code, duties)),  # noqa: SLF001
    Method.DEDUCTION: lambda sheet, of, code, duties: sheet._shares(of, sheet.facts.of_items(code, duties)),  # noqa: SLF001
    Method.COUNT: lambda sheet, of, code, duties: sheet._times(of, code, duties),  # noqa: SLF001
    Method.LEVELS: lambda sheet, of, code, duties: (
        sheet._shares(of, sheet.facts.of_items(code, duties))  # noqa: SLF001
        if of.is_by_share
        else sheet._times(of, code, duties)  # noqa: SLF001
    ),
}
