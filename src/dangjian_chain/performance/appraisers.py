"""Appraisers: whether a result comes from the next level up, from elsewhere, or from the one appraised itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.performance.result import BODY, UNKNOWN, Result

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays


class Appraisers:
    """
    Who may appraise whom, as the hierarchy stands on the day.

    A body is appraised by its line superior or by one that guides it, a role by
    those of its organization; one that does not head its organization by the
    organization as well. A discipline commission appraises for the organization it
    stands under. Where the line superior is not known, the appraiser not in force on
    the day, or the superior below it in a circle (DJ003), nothing is said.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._line = arrays.hierarchy.line.tolist()
        self._owner = arrays.owner.tolist()
        table = arrays.tables["organizations"]
        self._guides = [set(table.find(named)) - {-1} for named in table.column("guided_by")]
        self._above: dict[int, frozenset[int]] = {}
        self._known: dict[tuple[int, int, int], tuple[bool, bool]] = {}

    def is_itself(self, result: Result) -> bool:
        """Whether the one appraised, or one below it, is the appraiser."""
        return self._judged(result)[0]

    def is_beside(self, result: Result) -> bool:
        """Whether the appraiser is known, is not the one appraised or below it, and is not the next level up."""
        return self._judged(result)[1]

    def appraised(self, result: Result) -> list[int]:
        """Return the organizations that a result is about: for a role those that it counts for."""
        if result.role == BODY:
            return [result.organization]
        return self._arrays.hosts(result.role)

    def right(self, result: Result) -> list[int]:
        """Return the line superiors of what was appraised."""
        return sorted({self._line[one] for one in self.appraised(result)} - {-1})

    def _judged(self, result: Result) -> tuple[bool, bool]:
        if result.appraiser == UNKNOWN or not self._arrays.hierarchy.in_force[result.appraiser]:
            return False, False
        asked = (result.organization, result.role, result.appraiser)
        found = self._known.get(asked)
        if found is None:
            itself = self._is_itself(result)
            found = self._known[asked] = itself, not itself and self._is_beside(result)
        return found

    def _is_itself(self, result: Result) -> bool:
        appraiser = result.appraiser
        if self._is_by_its_own(result):
            return False
        return any(
            one == appraiser or (one in self._over(appraiser) and self._line[one] != appraiser)
            for one in self.appraised(result)
        )

    def _is_by_its_own(self, result: Result) -> bool:
        """Whether it is of a role that does not head its organization, by that organization."""
        if result.role == BODY:
            return False
        here = {result.appraiser, self._acting_for(result.appraiser)} - {UNKNOWN}
        kind, needed = self._arrays.role_kind[result.role], self._arrays.needed
        own = {one for one in self.appraised(result) if needed[one] != kind}
        return bool(here & (own | {self._owner[one] for one in own}))

    def _is_beside(self, result: Result) -> bool:
        if self._is_by_its_own(result):
            return False
        right: set[int] = set()
        for one in self.appraised(result):
            owner = self._owner[one]
            if owner < 0 or self._line[one] < 0:
                return False
            if result.role != BODY and owner != one:
                right |= {self._line[owner]} | self._guiding(owner)
            right |= {self._line[one]} | self._guiding(one)
        here = {result.appraiser, self._acting_for(result.appraiser)} - {UNKNOWN}
        return bool(right) and not right & here

    def _guiding(self, organization: int) -> set[int]:
        guides = self._guides[organization]
        return guides | {self._owner[guide] for guide in guides}

    def _over(self, organization: int) -> frozenset[int]:
        """Return the superiors of an organization."""
        if organization not in self._above:
            self._above[organization] = frozenset(self._arrays.hierarchy.above(organization))
        return self._above[organization]

    def _acting_for(self, organization: int) -> int:
        """Return the organization itself where it leads, else the one it stands under."""
        return organization if self._arrays.leads[organization] else int(self._line[organization])
