"""Results of appraisals, and what they were used for: who was appraised by whom, for which years, with what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.result import BODY, UNKNOWN, Application, Result
from dangjian_chain.performance.result_rows import ResultRows
from dangjian_chain.period import earliest, latest

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays

__all__ = ["BODY", "UNKNOWN", "Application", "Result", "Results", "results_of"]


class Results:
    """
    The results of a chain up to its day, and their uses.

    A record names the one appraised in `subordinate`, with the appraiser as its
    organization; or it names the one appraised as its organization, with the
    appraiser in `by`. One that names neither a subordinate, nor a role, nor score
    nor grade is an appraisal of all subordinates without a result. One with a
    grade and an amount is a line of a vote form, `votes`, and no result.

    A department that appraises is the organization it belongs to; one that is
    appraised is itself. A record that names an organization or a role which the
    chain does not have says nothing here (DJ112 speaks of it).
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self.day = arrays.day or date.max
        self._table = arrays.tables["records"]
        self._rows = ResultRows(arrays)
        self._uses: dict[tuple[int, int], list[Application]] = {}

    # --- results -----------------------------------------------------------------

    @cached_property
    def every(self) -> tuple[Result, ...]:
        """The results, in key order."""
        return tuple(self._rows.results(votes=False))

    @cached_property
    def by_organization(self) -> dict[int, tuple[Result, ...]]:
        """The results by the organization appraised, its roles' included."""
        return _grouped(self.every)

    def of(self, organization: int, year: int, role: int | None = None) -> list[Result]:
        """Return the results of an organization that can be about a year, of its body, its roles, or one of them."""
        return [
            result
            for result in self.by_organization.get(organization, ())
            if year in result.years and role in {None, result.role}
        ]

    @cached_property
    def votes(self) -> tuple[tuple[Result, int], ...]:
        """The lines of vote forms, each with its number of votes."""
        amounts = self._table.column("amount")
        return tuple((result, round(amounts[result.row])) for result in self._rows.results(votes=True))

    def is_current(self, result: Result) -> bool:
        """Whether it is of the last whole year before the day, or of a later one."""
        return result.year >= self.day.year - 1

    @cached_property
    def yearly(self) -> dict[int, tuple[Result, ...]]:
        """The results on the whole of the last whole year or later, those of parts of a year aside, by organization."""
        return _grouped(result for result in self.every if result.is_yearly and self.is_current(result))

    @cached_property
    def contradictions(self) -> tuple[tuple[Result, Result], ...]:
        """
        Two results of one thing that contradict each other: each with the first that it contradicts, in key order.

        One thing is one organization and role, the same duties, the same year or stated part of it, and one appraiser.
        """
        held: dict[object, dict[object, Result]] = {}
        found = []
        for result in self.every:
            said = held.setdefault(_thing(result), {})
            other = next((before for before in said.values() if before.contradicts(result)), None)
            if other is not None:
                found.append((other, result))
            said.setdefault((result.plain_grade, result.score), result)
        return tuple(found)

    # --- uses --------------------------------------------------------------------

    @cached_property
    def applications(self) -> tuple[Application, ...]:
        """The uses of results, in key order."""
        return tuple(self._rows.applications(self.by_organization))

    def uses_of(self, result: Result) -> list[Application]:
        """Return the uses of a result: those that name it, and those of its organization and year that name none."""
        asked = (result.row, result.organization)
        if asked not in self._uses:
            held = (use for place in self._places(result) for use in self._applied.get(place, ()))
            self._uses[asked] = sorted((use for use in held if self.is_use_of(use, result)), key=_by_row)
        return self._uses[asked]

    @cached_property
    def _applied(self) -> dict[tuple[str, object], list[Application]]:
        """The uses by what leads to their results: what they name, else the role, else the organization."""
        found: dict[tuple[str, object], list[Application]] = {}
        for use in self.applications:
            found.setdefault(_place(use), []).append(use)
        return found

    def used_by(self, use: Application) -> list[Result]:
        """Return the results that a use rests on."""
        return [result for result in self._usable.get(_place(use), ()) if self.is_use_of(use, result)]

    @cached_property
    def _usable(self) -> dict[tuple[str, object], list[Result]]:
        """The results by what uses of them lead by."""
        found: dict[tuple[str, object], list[Result]] = {}
        for result in self.every:
            for place in self._places(result):
                found.setdefault(place, []).append(result)
        return found

    def _places(self, result: Result) -> list[tuple[str, object]]:
        """Return what leads to a result from its uses, each once."""
        named = {result.key, self._table.column("id")[result.row]} - {None}
        whose = {result.organization, result.appraiser} - {UNKNOWN}
        role = [("role", result.role)] if result.role != BODY else []
        return [*(("about", name) for name in named), *(("organization", one) for one in whose), *role]

    def is_use_of(self, use: Application, result: Result) -> bool:
        """Whether a use rests on a result."""
        if use.about is not None:
            return use.about in {result.key, self._table.column("id")[result.row]}
        if not any(year in result.years for year in use.years) or latest(use.on) < earliest(result.on):
            return False
        if use.role != BODY:
            return use.role == result.role
        return use.organization in {result.organization, result.appraiser}

    def rests(self, use: Application) -> bool:
        """
        Whether there is anything that a use can rest on.

        A record of an appraisal that it names; else any appraisal of its
        organization and year, or of those that its organization appraised,
        whichever came first.
        """
        if use.about is not None:
            return use.about in self._named_results
        return any((use.organization, year) in self._appraised for year in use.years)

    @cached_property
    def _named_results(self) -> set[str | None]:
        """Ids and keys of all records of appraisals."""
        rows = self._rows.of_kind(RecordKind.APPRAISED)
        ids = self._table.column("id")
        return {self._table.ids[row] for row in rows} | {ids[row] for row in rows}

    @cached_property
    def _appraised(self) -> set[tuple[int, int]]:
        """Organizations that appraised or were appraised, or whose roles were, by the years it can be about."""
        owners = self._arrays.role_organization
        found: set[tuple[int, int]] = set()
        for result in (*self.every, *(vote for vote, _ in self.votes)):
            of = {result.organization, result.appraiser}
            of |= {int(owners[result.role])} if result.role != BODY else set()
            found.update((one, year) for one in of for year in result.years)
        return found

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that any result can be about."""
        return frozenset(year for _, year in self._appraised)


def _thing(result: Result) -> tuple[object, ...]:
    """Return what a result is about: two on one thing should say the same."""
    span = (result.year, result.part)
    return result.organization, result.role, tuple(sorted(result.duties)), result.appraiser, span


def _place(use: Application) -> tuple[str, object]:
    """Return what leads from a use to its results: what it names, else its role, else its organization."""
    if use.about is not None:
        return "about", use.about
    return ("role", use.role) if use.role != BODY else ("organization", use.organization)


def _by_row(use: Application) -> int:
    return use.row


def _grouped(results: Iterable[Result]) -> dict[int, tuple[Result, ...]]:
    found: dict[int, list[Result]] = {}
    for result in results:
        found.setdefault(result.organization, []).append(result)
    return {organization: tuple(every) for organization, every in found.items()}


def results_of(arrays: ChainArrays) -> Results:
    """Return the results of a chain on its day, read once."""
    return arrays.kept(Results)
