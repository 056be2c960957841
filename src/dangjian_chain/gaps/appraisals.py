"""Appraisals as the rules on their results see them: which count, what they are called, how they were used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Hit
from dangjian_chain.performance.appraisers import Appraisers
from dangjian_chain.performance.result import BODY, UNKNOWN, Result
from dangjian_chain.performance.results import results_of
from dangjian_chain.text import Text, both

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.typing import Bools


class Appraisals:
    """The results of a chain, as masks over its records and organizations; made once."""

    def __init__(self, arrays: ChainArrays) -> None:
        self.arrays = arrays
        self.results = results_of(arrays)
        self.appraisers = arrays.kept(Appraisers)

    def marked(self, rows: Iterable[int], collection: str = "organizations") -> Bools:
        """Return a mask of some rows of a collection."""
        mask = np.zeros(len(self.arrays.tables[collection]), dtype=bool)
        mask[list(rows)] = True
        return mask

    # --- by record -------------------------------------------------------------------

    @cached_property
    def appraised(self) -> dict[int, Result]:
        """The results of the last whole year or later of which the appraiser is known, by record: of each the first."""
        found: dict[int, Result] = {}
        for result in self.results.every:
            if result.appraiser != UNKNOWN and self.results.is_current(result):
                found.setdefault(result.row, result)
        return found

    # --- by organization -------------------------------------------------------------

    @property
    def yearly(self) -> dict[int, tuple[Result, ...]]:
        """What counts of each organization: its results on the whole of the last whole year or later."""
        return self.results.yearly

    def by_year(self, organization: int) -> list[tuple[int, list[Result]]]:
        """Return what counts of an organization by year, the latest first."""
        years: dict[int, list[Result]] = {}
        for result in self.yearly.get(organization, ()):
            years.setdefault(result.year, []).append(result)
        return sorted(years.items(), reverse=True)

    @cached_property
    def unused(self) -> dict[int, list[Result]]:
        """What counts of each organization for the latest year of which none of the five uses is recorded."""
        found = {}
        for organization in self.yearly:
            for _, held in self.by_year(organization):
                if not any(use.is_of_five for result in held for use in self.results.uses_of(result)):
                    found[organization] = held
                    break
        return found

    @cached_property
    def of_last_year(self) -> dict[int, list[Result]]:
        """What counts of each organization for the last whole year."""
        last = self.results.day.year - 1
        years = ((organization, dict(self.by_year(organization))) for organization in self.yearly)
        return {organization: held[last] for organization, held in years if last in held}

    @cached_property
    def joined(self) -> set[int]:
        """Organizations whose result of the last whole year entered another appraisal of the unit."""
        return {
            organization
            for organization, held in self.of_last_year.items()
            if any(use.joined for result in held for use in self.results.uses_of(result))
        }


def shown(results: Iterable[Result]) -> Result:
    """Return the result that a message names: that of the body, with a grade, the latest."""
    return max(results, key=lambda one: (one.role == BODY, one.grade is not None, str(one.on), one.key))


def of_results(context: Context, organization: int, results: Iterable[Result]) -> Hit:
    """Return the hit on what was, or was not, made of an organization's results."""
    result, id_ = shown(results), context.organization(organization)
    return Hit(
        organization=id_,
        subject=id_,
        words={"organization": context.names[organization], "year": result.year, "grade": said(result)},
    )


def appraised_name(context: Context, result: Result) -> Text:
    """Return what people call the one appraised: the organization, or its role."""
    if result.role == BODY:
        return both(context.names[result.organization])
    role, owner = context.role_name(result.role), context.owner_name(result.role)
    return Text(zh=f"{owner}{role.zh}", en=f"the {role.en} of {owner}")


def said(result: Result) -> Text:
    """Return the grade of a result, else its score."""
    if result.grade is not None:
        return both(result.grade)
    score = plain(result.score or 0)
    return Text(zh=f"{score}分", en=f"{score} points")
