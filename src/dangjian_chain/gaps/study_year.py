"""The year that study is looked at for: who was there for all of it, and of whom the records are complete."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.loads import within
from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.performance.studies import OFFICER_KINDS, Studies
from dangjian_chain.period import latest

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.typing import Bools


class StudyYear:
    """The last whole year before the day of a context: who was there for all of it, and what is known of it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.number = context.day.year - 1
        self._first = date(self.number, 1, 1)
        self.studies = context.arrays.kept(Studies)

    @cached_property
    def organizations(self) -> Bools:
        """Organizations in force that lead and surely existed when the year began; shape (n,)."""
        return self.context.figures.alive & self.context.arrays.leads & self._began("organizations")

    @cached_property
    def roles(self) -> Bools:
        """Officers of such organizations, held by somebody for all of the year and since; shape (r,)."""
        figures = self.context.figures
        chosen = figures.roles_of(sorted(OFFICER_KINDS)) & figures.roles_alive & self._began("roles")
        chosen &= within(self.context.arrays, self.organizations)
        return chosen & self._held if self.context.arrays.knows_holders else chosen

    def _began(self, collection: str) -> Bools:
        """Return which rows surely began by the first day of the year; a blank beginning is long ago."""
        began = [
            start is None or latest(start) <= self._first
            for start in self.context.table(collection).column("valid_from")
        ]
        return np.array(began, dtype=bool)

    @cached_property
    def _held(self) -> Bools:
        """Whether one appointment in force to a role surely began by the first day of the year; shape (r,)."""
        arrays = self.context.arrays
        since = self.context.table("appointments").column("since")
        rows = np.flatnonzero(self.context.in_force("appointments") & (arrays.held_role >= 0))
        long = [row for row in rows.tolist() if since[row] is None or latest(since[row]) <= self._first]
        held = np.zeros(len(self.context.table("roles")), dtype=bool)
        held[arrays.held_role[long]] = True
        return held

    def performs(self, fact: str) -> Bools:
        """Return which organizations perform a required duty that cites a fact; shape (n,)."""
        cascade, duties = self.context.cascade, self.studies.duties(fact)
        required = cascade.duties.required[duties, np.newaxis]
        found: Bools = np.logical_or.reduce(cascade.performs[duties] & required, axis=0)
        return found

    def is_open(self, fact: str) -> bool:
        """Whether a duty that cites a fact does not say who performs it: then who recorded it did."""
        return not self.context.cascade.duties.has_performers[self.studies.duties(fact)].all()

    @cached_property
    def complete(self) -> Bools:
        """Of which organizations the records performed are stated complete for the year; shape (n,)."""
        return self.context.arrays.kept(Evidence).covered(
            RecordKind.PERFORMED, self._first, date(self.number + 1, 1, 1)
        )
