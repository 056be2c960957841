"""What a rule sees: the chain on its day, its cascade, and words for what it finds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.figures import Figures
from dangjian_chain.kernel.matrices import any_below
from dangjian_chain.model.naming import Naming
from dangjian_chain.model.vacancy import Vacancies, since_words
from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.due_period import year_days
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.landing import nearest_committee
from dangjian_chain.rulebook import rulebook
from dangjian_chain.text import Text, both, listed

if TYPE_CHECKING:
    from dangjian_chain.appraisal.scheme import Scheme
    from dangjian_chain.gaps.limit import Limit
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.model.table import Table
    from dangjian_chain.performance.due_arrays import DueArrays
    from dangjian_chain.period import Day
    from dangjian_chain.rulebook import Rulebook
    from dangjian_chain.typing import Bools, Objects, Positions


_OF_RECORDS = (Data.PERFORMED, Data.SUPERVISED, Data.REPORTED, Data.APPRAISED, Data.APPLIED)
"""Records of one kind; each is called as the kind is."""


class Context:
    """
    A chain on a day, as rules see it.

    Rules of other packages look at `chain` and `day`, and add to `notes`; the
    rest is for the rules of this library and not public.

    Attributes
    ----------
    chain : ResponsibilityChain
        On its day.
    day : date
    notes : list of NotChecked
        What a rule could not look at, for the report's coverage.
    arrays : ChainArrays
        Organizations, roles and holders as positions.
    cascade : CascadeArrays
        Expected, declared and reached, duties × organizations.
    rules : DatedRulebook
        The rulebook as it stands on the day, with the unit's own profile.
    schemes : tuple of Scheme
        What the unit appraises by, where that was given.
    """

    def __init__(
        self,
        chain: ResponsibilityChain,
        day: date,
        cascade: CascadeArrays | None = None,
        book: Rulebook | None = None,
        schemes: tuple[Scheme, ...] = (),
    ) -> None:
        self.chain = chain
        self.day = day
        self.rules = (book or rulebook()).on(day)
        self.arrays: ChainArrays = chain.arrays
        self.cascade = cascade or chain.arrays.kept(CascadeArrays)
        self.schemes = schemes
        self.notes: list[NotChecked] = []

    def table(self, collection: str) -> Table[Any]:
        """Return the full table of a collection, in force or not."""
        return self.chain.tables[collection]

    def in_force(self, collection: str) -> Bools:
        """Return which rows of a collection are in force."""
        held = self.arrays.forces.get(collection)
        return np.ones(len(self.table(collection)), dtype=bool) if held is None else held

    def parameter(self, key: str) -> float:
        """Return a number of the rulebook that is one for all types of unit, as it holds on the day."""
        return self.rules.parameter(key)

    @cached_property
    def figures(self) -> Figures:
        """Counts, flags and kinds of organizations and roles as arrays."""
        return Figures(self.arrays, self.rules)

    def limit(self, key: str) -> Limit:
        """Return a number of the rulebook for each organization, after its type of unit."""
        return self.figures.limits[key]

    # --- what there is -----------------------------------------------------------

    def has(self, data: Data) -> bool:
        """Whether the chain has this data at all."""
        return self._present[data]

    def is_filled(self, column: str) -> bool:
        """Whether a column, as `organizations.covers`, is filled anywhere."""
        collection, attribute = column.split(".")
        return self.table(collection).has(attribute)

    def unit_type(self, organization: str) -> str | None:
        """Return the type of unit of an organization; `None` where it is not entered or not known."""
        position = self.table("organizations").positions.get(organization, -1)
        return None if position < 0 else self.figures.unit_types[position]

    @cached_property
    def _present(self) -> dict[Data, bool]:
        tables = self.chain.tables
        vacancies = any(entry.code == "vacancy" for entry in self.chain.understood)
        return {
            Data.ORGANIZATIONS: len(tables["organizations"]) > 0,
            Data.ROLES: len(tables["roles"]) > 0,
            Data.HOLDERS: len(tables["appointments"]) > 0 or vacancies,
            Data.CHANGES: len(tables["changes"]) > 0,
            Data.DUTIES: len(tables["duties"]) > 0,
            Data.PERFORMERS: bool(self.cascade.duties.has_performers.any()),
            Data.ASSIGNMENTS: len(tables["assignments"]) > 0,
            Data.RECORDS: len(tables["records"]) > 0,
            Data.LEDGER: len(tables["ledger"]) > 0,
            Data.COVER: len(tables["records_cover"]) > 0,
            **self._kinds_of_records(),
            Data.MEMBER_COUNTS: tables["organizations"].has("members"),
            Data.SCHEME: bool(self.schemes),
        }

    def _kinds_of_records(self) -> dict[Data, bool]:
        kinds = set(self.chain.tables["records"].column("kind"))
        return {data: data.value in kinds for data in _OF_RECORDS}

    # --- names -------------------------------------------------------------------

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self.arrays)

    @property
    def names(self) -> Objects:
        """The name of each organization."""
        return self._naming.organizations

    def organization(self, position: int) -> str:
        """Return an organization's id."""
        return str(self.table("organizations").ids[position])

    def duty(self, position: int) -> str:
        """Return a duty's id."""
        return str(self.cascade.duties.ids[position])

    def title(self, position: int) -> str:
        """Return a duty's title."""
        return self.cascade.duties.values[position].title

    def name_list(self, positions: Iterable[int]) -> Text:
        """Return organizations' names as a sentence lists them."""
        return self.listed(self.names[position] for position in positions)

    def listed(self, names: Iterable[str]) -> Text:
        """Return names as a sentence lists them, in both languages."""
        every = list(names)
        return Text(zh=listed(every, "zh"), en=listed(every, "en"))

    def role_name(self, role: int) -> Text:
        """Return what people call a role: its title, else its kind."""
        return self._naming.role(role)

    def owner(self, role: int) -> str:
        """Return the id of a role's organization, blank where it is unknown."""
        position = int(self.arrays.role_organization[role])
        return self.organization(position) if position >= 0 else ""

    def owner_name(self, role: int) -> str:
        """Return the name of a role's organization, or what the role names instead."""
        return self._naming.owner(role)

    def role_list(self, roles: Iterable[int]) -> Text:
        """Return roles as a sentence lists them."""
        return self._naming.roles(roles)

    def kind_list(self, kinds: Iterable[str]) -> Text:
        """Return role kinds as a sentence lists them."""
        every = [self.arrays.role_kinds[kind].label for kind in kinds if kind in self.arrays.role_kinds]
        return Text(
            zh=listed([name.zh for name in every], "zh"), en=listed([name.en for name in every], "en")
        )

    @cached_property
    def unit(self) -> Positions:
        """The nearest committee at or above each organization, -1 for none."""
        return nearest_committee(self.cascade)

    # --- what is due --------------------------------------------------------------

    @property
    def last_year(self) -> tuple[date, date]:
        """The last whole calendar year: its first day, and the first day after it."""
        return year_days(self.day.year - 1)

    @cached_property
    def due(self) -> DueArrays:
        """
        What organizations were and are to perform in the last whole year and the current one.

        Only of those of which something is on record or stated complete: of the others nothing can be said.
        """
        from dangjian_chain.performance.counts import counts_of  # noqa: PLC0415 - an import of the library would load them
        from dangjian_chain.performance.due_arrays import DueArrays  # noqa: PLC0415 - the same
        from dangjian_chain.performance.evidence import Evidence  # noqa: PLC0415 - the same

        counts = self.arrays.kept(counts_of)
        told = self.arrays.kept(Evidence).stated(RecordKind.PERFORMED)
        told[counts.organization] = True
        return DueArrays(self.cascade, self.last_year[0], year_days(self.day.year)[1], counts, where=told)

    # --- vacancies ---------------------------------------------------------------

    @cached_property
    def _vacancies(self) -> Vacancies:
        return Vacancies(self.arrays, self.day)

    def vacant_since(self, role: int) -> Day | None:
        """Return when the last holder left, or the role was given up, before the day; `None` if unknown."""
        return self._vacancies.since(role)

    def since_words(self, since: Day | None) -> Text:
        """Return since when, or that the papers do not say."""
        return since_words(since)

    def filler(self, role: int) -> Text:
        """Return who must fill a role: for secretary and deputies the line superior, else the organization."""
        position = self._vacancies.filler(role)
        if position >= 0:
            return both(self.names[position])
        if self.arrays.role_organization[role] < 0:
            return both(self.owner_name(role))
        return Text(zh="上级党组织", en="its superior")

    @cached_property
    def has_subordinates(self) -> Bools:
        """Whether an organization is the line superior of another; shape (n,)."""
        line = self.arrays.hierarchy.line
        has = np.zeros(len(line), dtype=bool)
        has[line[line >= 0]] = True
        return has

    def is_in_the_middle(self, role: int) -> bool:
        """Return whether a role is the secretary of an organization with subordinates in the line."""
        owner = int(self.arrays.role_organization[role])
        is_secretary = self.arrays.role_kind[role] == self.arrays.role_kind_code("secretary")
        return bool(is_secretary and owner >= 0 and self.has_subordinates[owner])

    # --- pairs -------------------------------------------------------------------

    @cached_property
    def declares_below(self) -> Bools:
        """Where a line subordinate that is expected to carry the duty has declared it, duties × organizations."""
        cascade = self.cascade
        return any_below(cascade.hierarchy, cascade.expected & cascade.declared)

    @cached_property
    def lost(self) -> dict[int, list[tuple[int, int, int]]]:
        """By duty, the levels at which it is lost on the way: level, wanted, declared."""
        cascade = self.cascade
        minimum, floor = self.parameter("landing_minimum"), self.parameter("landing_floor")
        wanted = cascade.wanted & cascade.keeps_list[np.newaxis, :] & cascade.speaking
        levels = cascade.hierarchy.level
        count = len(cascade.hierarchy.levels)
        found: dict[int, list[tuple[int, int, int]]] = {}
        for duty in np.flatnonzero((wanted & ~cascade.declared).any(axis=1)).tolist():
            total = np.bincount(levels[wanted[duty]], minlength=count)
            done = np.bincount(levels[wanted[duty] & cascade.declared[duty]], minlength=count)
            low = np.flatnonzero((total >= minimum) & (done < floor * total)).tolist()
            if low:
                found[duty] = [(level, int(total[level]), int(done[level])) for level in low]
        return found

    def loses(self, duty: int, organization: int) -> bool:
        """Whether the duty is lost at the organization's level."""
        level = int(self.cascade.hierarchy.level[organization])
        return any(low == level for low, _, _ in self.lost.get(duty, ()))
