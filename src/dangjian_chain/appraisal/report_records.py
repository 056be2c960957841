"""Which records say that a work report was given, and where they are stated complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import Outcome, RecordKind, Responsibility
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.performance.record_rows import RecordRows
from dangjian_chain.performance.result import SEASON_ENDS
from dangjian_chain.period import earliest, latest
from dangjian_chain.propagation.duties import EffectiveDuties

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.duty import Duty
    from dangjian_chain.period import Day
    from dangjian_chain.typing import Bools

BRANCH, YEARLY = "secretary_reports_yearly", "app19_yearly"
"""The facts by which a duty is known to be about work reports."""

_SPLIT = re.compile(r"[;；,，、\n]")


@frozen
class Given:
    """One record of a report: its key, its day, its evidence, the role it names, and the years it can be about."""

    key: str
    on: Day
    evidence: str | None
    role: int | None
    years: tuple[int, ...]

    @property
    def year(self) -> int:
        """The year it is most likely about: of two, the earlier where its day is in the first half."""
        return self.years[0] if latest(self.on).month <= SEASON_ENDS else self.years[-1]


class ReportRecords:
    """
    The records of work reports up to the day; for analyses, not public.

    One of kind `reported` that names no duty, or one of work reports; or one performed of such
    a duty. Where no duty of the chain is known to be about work reports, whatever was reported
    counts. A duty that binds the body (`principal`) is to hold the session, not to report in it.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._rows = arrays.kept(RecordRows)

    @cached_property
    def duties(self) -> frozenset[str]:
        """The ids of the duties that are about giving a work report."""
        if not self._arrays.tables["duties"].has("why"):
            return frozenset()
        held = EffectiveDuties(self._arrays)
        return frozenset(id_ for id_, duty in zip(held.ids, held.values, strict=True) if _is_reporting(duty))

    @cached_property
    def by_organization(self) -> dict[int, tuple[Given, ...]]:
        """The records by organization, by day."""
        found: dict[int, list[Given]] = {}
        organization = self._rows.organization
        for row in np.flatnonzero(self._chosen).tolist():
            found.setdefault(int(organization[row]), []).append(self._given(row))
        return {one: tuple(sorted(held, key=_by_day)) for one, held in found.items()}

    @property
    def _chosen(self) -> Bools:
        """Which records say that somebody reported; shape (r,)."""
        reported, performed = (self._rows.of(kind) for kind in (RecordKind.REPORTED, RecordKind.PERFORMED))
        if not (reported.any() or (performed.any() and self.duties)):
            return reported
        cells, code = self._rows.distinct("duty")
        is_about = np.array([not self.duties.isdisjoint(cell or ()) for cell in cells], dtype=bool)[code]
        is_open = np.array([not self.duties or not cell for cell in cells], dtype=bool)[code]
        table = self._rows.table
        failed = np.equal(table.column("outcome"), Outcome.FAILED).astype(bool)
        return (reported & (is_about | is_open)) | (performed & is_about & ~failed)

    def _given(self, row: int) -> Given:
        column = self._rows.table.column
        on, words, role = column("on")[row], column("period")[row], column("role")[row]
        meant = None if words is None else stated_period(words)
        first, last = earliest(on), latest(on)
        years = tuple(range(first.year - (first.month <= SEASON_ENDS), last.year + 1))
        return Given(
            key=self._rows.table.ids[row],
            on=on,
            evidence=column("evidence")[row],
            role=None if role is None else self._arrays.tables["roles"].positions.get(role, -1),
            years=years if meant is None or meant.start is None else (earliest(meant.start).year,),
        )

    def of(self, organization: int, role: int) -> Iterator[Given]:
        """Yield the reports of an organization, by day, of a role or of nobody by name."""
        yield from (
            given for given in self.by_organization.get(organization, ()) if given.role in {None, role}
        )

    def complete(self, year: int) -> Bools:
        """
        Return where the records of reports of a year are stated complete; shape (n,).

        Reports run into the new year: the statement has to reach the middle of it, or the day.
        """
        day = self._arrays.day or date.max
        end = min(date(year + 1, SEASON_ENDS + 1, 1), day if day == date.max else day + timedelta(days=1))
        return Evidence(self._arrays).covered(RecordKind.REPORTED, date(year, 1, 1), end)


def _is_reporting(duty: Duty) -> bool:
    """Whether a duty is to give a work report."""
    keys = {token.strip() for token in _SPLIT.split(duty.why or "")}
    return BRANCH in keys or (YEARLY in keys and Responsibility.PRINCIPAL not in duty.bearers)


def _by_day(given: Given) -> tuple[date, str]:
    return earliest(given.on), given.key
