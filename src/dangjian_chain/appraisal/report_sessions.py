"""The work reports of a chain in a year: each with its records, votes, grade and answers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.appraisal.report_records import Given, ReportRecords
from dangjian_chain.appraisal.vote_forms import VoteForms
from dangjian_chain.appraisal.work_report import AnswerState, NotTallied, ReportState, WorkReport
from dangjian_chain.model.naming import Naming
from dangjian_chain.performance.ledger_items import LedgerItems
from dangjian_chain.period import Day, Period, latest, shifted
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.rulebook import DatedRulebook
    from dangjian_chain.typing import Bools

WRITTEN = "written_report_months"
"""The parameter: for how many months in post a secretary reports in writing alone; a profile sets it."""

_YEAR = re.compile(r"((?:19|20)\d{2})(?!\d)")
_NOBODY = Text(zh="书记（名册未登记）", en="secretary (not on the roster)")


class ReportSessions:
    """Work reports in the making; for analyses, not public."""

    def __init__(self, arrays: ChainArrays, rules: DatedRulebook, year: int) -> None:
        self._arrays = arrays
        self.rules = rules
        self.year = year
        self._names = Naming(arrays)
        self._organizations = arrays.tables["organizations"]
        self._records = ReportRecords(arrays)
        self._forms = VoteForms(arrays, year, self._records.duties)

    @property
    def day(self) -> date:
        """The day they are seen on."""
        return self.rules.day

    # --- who reports -----------------------------------------------------------------

    @property
    def _reporting(self) -> Bools:
        """Organizations whose secretary reports: they lead, have a line superior, and are not temporary; shape (n,)."""
        arrays = self._arrays
        is_lasting: Bools = ~self._organizations.flagged("temporary")
        return arrays.leads & arrays.hierarchy.in_force & (arrays.hierarchy.line >= 0) & is_lasting

    @cached_property
    def _made(self) -> list[tuple[WorkReport, list[NotTallied]]]:
        return [self._report(organization) for organization in np.flatnonzero(self._reporting).tolist()]

    @cached_property
    def reports(self) -> tuple[WorkReport, ...]:
        """Every report, by superior and organization."""
        made = (report for report, _ in self._made)
        return tuple(sorted(made, key=lambda row: (row.superior, row.organization)))

    @cached_property
    def set_aside(self) -> tuple[NotTallied, ...]:
        """What was not counted, by organization and key."""
        every = {one for _, aside in self._made for one in aside}
        return tuple(sorted(every, key=lambda one: (one.organization, one.record, one.reason.zh)))

    def _report(self, organization: int) -> tuple[WorkReport, list[NotTallied]]:
        arrays, role = self._arrays, self._arrays.head(organization)
        above = int(arrays.hierarchy.line[organization])
        forms, not_counted = self._forms.of(organization, role)
        grade, not_taken = self._forms.grade(organization, role) if role >= 0 else (None, [])
        given = [one for one in self._records.of(organization, role) if self.year in one.years]
        likely = [one for one in given if one.year == self.year]
        first = likely[0] if likely else None
        report = WorkReport(
            organization=self._organizations.ids[organization],
            organization_name=str(self._names.organizations[organization]),
            role=arrays.tables["roles"].ids[role] if role >= 0 else None,
            title=self._names.role(role) if role >= 0 else _NOBODY,
            superior=self._organizations.ids[above],
            superior_name=str(self._names.organizations[above]),
            state=self._state(organization, given, is_appraised=bool(forms or grade)),
            on=None if first is None else first.on,
            evidence=None if first is None else first.evidence,
            records=tuple(one.key for one in likely),
            in_writing=self._in_writing(organization, role, first),
            forms=forms,
            grade=grade,
            answers=self._answers.get(self._organizations.ids[organization], ()),
        )
        return report, [*not_counted, *not_taken]

    # --- whether it is on record -------------------------------------------------------

    @cached_property
    def _complete(self) -> Bools:
        return self._records.complete(self.year)

    def _state(self, organization: int, given: Sequence[Given], *, is_appraised: bool) -> ReportState:
        """Return what the records say; where one may be of the year, nothing is said to be not seen."""
        if any(one.year == self.year for one in given):
            return ReportState.SEEN
        if is_appraised:
            return ReportState.APPRAISED
        if self.day <= date(self.year, 12, 31):
            return ReportState.NOT_YET
        return ReportState.UNKNOWN if given or not self._complete[organization] else ReportState.NOT_SEEN

    # --- whether in writing alone --------------------------------------------------------

    def _in_writing(self, organization: int, role: int, given: Given | None) -> bool | None:
        """Return whether everybody who held the role at its report had held it for too short a time."""
        unit_type = self._organizations.column("unit_type")[organization]
        months = self.rules.value(WRITTEN, unit_type)
        on = min(self.day, date(self.year, 12, 31)) if given is None else latest(given.on)
        since = [start for start, end in self._tenures.get(role, ()) if on in Period(start, end)]
        if months is None or not since or None in since:
            return None
        return all(latest(start) > shifted(on, -months) for start in since if start is not None)

    @cached_property
    def _tenures(self) -> dict[int, list[tuple[Day | None, Day | None]]]:
        """From when to when each role was held."""
        table = self._arrays.tables["appointments"]
        held: NDArray[np.int32] = self._arrays.held_role
        found: dict[int, list[tuple[Day | None, Day | None]]] = {}
        for role, *tenure in zip(held.tolist(), table.column("since"), table.column("until"), strict=True):
            found.setdefault(role, []).append((tenure[0], tenure[1]))
        return found

    # --- last year's items -----------------------------------------------------------------

    @cached_property
    def _answers(self) -> dict[str, tuple[tuple[str, AnswerState], ...]]:
        """The items of the year before, by organization and id."""
        items = LedgerItems(self._arrays)
        found: dict[str, list[tuple[str, AnswerState]]] = {}
        for row, id_ in enumerate(items.table.ids):
            if self._is_of_the_year_before(items, row):
                organization = items.table.column("organization")[row]
                found.setdefault(organization, []).append((id_, _answer(items, row)))
        return {organization: tuple(held) for organization, held in found.items()}

    def _is_of_the_year_before(self, items: LedgerItems, row: int) -> bool:
        """Whether it was due in that year, or raised in it and due in this one; or is of before and was carried on."""
        own, raised = items.years[row], self._raised(items, row)
        if items.is_carried[row] and (own is None or own < self.year):
            return True
        return self.year - 1 in {own, raised if own in {None, self.year} else None}

    @staticmethod
    def _raised(items: LedgerItems, row: int) -> int | None:
        """Return the year in which an item was raised, as its source says; one that carries another on was raised before."""
        source, before = (items.table.column(name)[row] for name in ("source", "carried_from"))
        found = None if source is None or before is not None else _YEAR.match(_plain(source))
        return None if found is None else int(found[1])


def _answer(items: LedgerItems, row: int) -> AnswerState:
    if items.is_closed[row]:
        return AnswerState.CLOSED
    return AnswerState.CARRIED if items.is_carried[row] and not items.is_done[row] else AnswerState.OPEN


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip()
