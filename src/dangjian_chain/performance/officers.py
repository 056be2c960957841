"""Officers: study, training and reserve of secretaries and members of leading bodies, with no ledger of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.model.naming import Naming
from dangjian_chain.model.vacancy import Vacancies
from dangjian_chain.performance.studies import OFFICER_KINDS, OFFICERS, Studies
from dangjian_chain.period import Day
from dangjian_chain.rulebook import Profile, rulebook_with
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.rulebook import DatedRulebook
    from dangjian_chain.typing import Bools


@frozen
class Officer:
    """
    One role of a leading body, and what duties and records show of it; never who holds it.

    Parameters
    ----------
    organization, organization_name, role : str
    kind : str
        The kind of the role.
    title : Text
        What people call the role.
    holders : int or None
        How many hold it on the day; `None` where no appointments are known.
    vacant_since : date or PartialDate, optional
        Since when nobody holds it, where that is known.
    hours : float or None
        Study hours of the year; `None` where no record states any.
    is_whole : bool
        Whether every study of the year that counts for it states its hours.
    hours_required : float or None
        What the rulebook asks for on the day, where it asks for anything.
    trainings : tuple of date or PartialDate
        The days of the year's trainings that are known to have been its own.
    has_stand_in : bool
        Whether a reserve in force is entered (`stand_in`, 蓄水池).
    """

    organization: str
    organization_name: str
    role: str
    kind: str
    title: Text
    holders: int | None
    vacant_since: Day | None
    hours: float | None
    is_whole: bool
    hours_required: float | None
    trainings: tuple[Day, ...]
    has_stand_in: bool

    @property
    def is_vacant(self) -> bool:
        """Whether nobody is known to hold it."""
        return self.holders == 0

    @property
    def hours_missing(self) -> float | None:
        """The hours short of what is asked for; `None` where that cannot be told."""
        if self.hours is None or self.hours_required is None or not self.is_whole:
            return None
        return max(self.hours_required - self.hours, 0.0)


def officers(
    chain: ResponsibilityChain,
    at: date | None = None,
    year: int | None = None,
    profile: Profile | Iterable[Profile] = (),
) -> Officers:
    """
    Return the secretaries and members of leading bodies with their training, study hours and reserve.

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    year : int, optional
        The year of hours and trainings; the last whole one ended by the day if not given.
    profile : Profile, or iterable of Profile
        The unit's own numbers, the last before all others.

    Returns
    -------
    Officers
        Roles in force of organizations that lead, by organization and role.

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    All is read from duties, roles and records. Study is a `performed` record whose duty cites
    `member_study_hours` or `officer_study_hours`, with hours in `amount`: without `role` it is
    that of all members, officers included, with `role` that of the role. A training is one whose
    duty cites `secretary_training` and that names the role, or that its organization held and
    names nobody; `participants` name roles too. Persons never appear.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Duty, Organization, Record, RecordKind, ResponsibilityChain, Role, officers
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("D1-01", kind="branch")],
    ...     roles=[Role("D1-01.sj", "D1-01", "secretary")],
    ...     duties=[Duty("Z09", "党员集中学习", why="member_study_hours; officer_study_hours")],
    ...     records=[Record("D1-01", RecordKind.PERFORMED, date(2025, 5, 6), duty=("Z09",), amount=40.0)],
    ... )
    >>> [(officer.role, officer.hours, officer.hours_missing) for officer in officers(chain, at=date(2026, 9, 30))]
    [('D1-01.sj', 40.0, 16.0)]
    """
    seen = chain.asked(at)
    day = seen.day or date.min
    chosen = day.year - 1 if year is None else year
    return Officers(_Table(seen.arrays, rulebook_with(profile).on(day), chosen))


class _Table:
    """The roles of one chain on its day, and how an officer is made of one."""

    def __init__(self, arrays: ChainArrays, rules: DatedRulebook, year: int) -> None:
        self._arrays = arrays
        self._rules = rules
        self.year = year
        self.day = rules.day
        self._naming = Naming(arrays)
        self._vacancies = Vacancies(arrays, rules.day)
        self.studies = arrays.kept(Studies)

    @cached_property
    def roles(self) -> NDArray[np.intp]:
        """Positions, by organization and then by role."""
        arrays = self._arrays
        kinds = [arrays.role_kind_code(kind) for kind in sorted(OFFICER_KINDS)]
        owner = arrays.role_organization
        chosen = np.isin(arrays.role_kind, kinds) & arrays.forces["roles"] & (owner >= 0)
        chosen[chosen] = arrays.leads[owner[chosen]]
        rows = np.flatnonzero(chosen)
        return rows[np.argsort(owner[rows], kind="stable")]

    @cached_property
    def has_stand_in(self) -> Bools:
        """Whether each role names another in force that stands in; shape (roles,)."""
        table = self._arrays.tables["roles"]
        other = table.references("stand_in", table)
        named: Bools = (other >= 0) & (other != np.arange(len(other)))
        return named & self._arrays.forces["roles"][other]

    def officer(self, role: int) -> Officer:
        """Return one of them as a value."""
        arrays, organizations = self._arrays, self._arrays.tables["organizations"]
        owner = int(arrays.role_organization[role])
        hours = self.studies.officer(role, self.year)
        return Officer(
            organization=organizations.ids[owner],
            organization_name=organizations.column("name")[owner],
            role=arrays.tables["roles"].ids[role],
            kind=arrays.tables["roles"].column("kind")[role],
            title=self._naming.role(role),
            holders=int(arrays.holders.held[role]) if arrays.knows_holders else None,
            vacant_since=self._vacancies.since(role)
            if arrays.knows_holders and arrays.vacant[role]
            else None,
            hours=hours.total if hours.counted else None,
            is_whole=not hours.uncounted,
            hours_required=self._rules.value(OFFICERS, organizations.column("unit_type")[owner]),
            trainings=tuple(
                session.on for session in self.studies.trainings(role) if session.year == self.year
            ),
            has_stand_in=bool(self.has_stand_in[role]),
        )


class Officers(Listing[Officer]):
    """
    The officers of a chain on a day; made by `officers`.

    A sequence of `Officer`; each is made when it is asked for.
    """

    def __init__(self, table: _Table, positions: NDArray[np.intp] | None = None) -> None:
        self._table = table
        self._chosen = table.roles if positions is None else positions

    @property
    def day(self) -> date:
        """The day they are seen on."""
        return self._table.day

    @property
    def year(self) -> int:
        """The year of hours and trainings."""
        return self._table.year

    def _of(self, chosen: Any) -> Officers:  # noqa: ANN401 - positions
        return Officers(self._table, chosen)

    def _made(self, one: Any) -> Officer:  # noqa: ANN401 - a position
        return self._table.officer(int(one))

    def of(self, organization: str) -> Officers:
        """Return those of one organization; none where it has none."""
        return self._where([officer.organization == organization for officer in self])

    @property
    def short(self) -> Officers:
        """Those known to have fewer hours than are asked for."""
        return self._where([(officer.hours_missing or 0) > 0 for officer in self])

    @property
    def untrained(self) -> Officers:
        """Secretaries of whom no training of the year was found; that none was held is not said."""
        return self._where([officer.kind == "secretary" and not officer.trainings for officer in self])

    @property
    def vacant(self) -> Officers:
        """Those that nobody is known to hold."""
        return self._where([officer.is_vacant for officer in self])

    @property
    def without_reserve(self) -> Officers:
        """Those beside whom no stand-in in force is entered."""
        return Officers(self._table, self._chosen[~self._table.has_stand_in[self._chosen]])

    def _where(self, chosen: list[bool]) -> Officers:
        return Officers(self._table, self._chosen[np.array(chosen, dtype=bool)])

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        every = list(self)
        return {
            "organization": [officer.organization for officer in every],
            "organization_name": [officer.organization_name for officer in every],
            "role": [officer.role for officer in every],
            "kind": [officer.kind for officer in every],
            "title_zh": [officer.title.zh for officer in every],
            "title_en": [officer.title.en for officer in every],
            "holders": [officer.holders for officer in every],
            "vacant_since": [
                None if officer.vacant_since is None else str(officer.vacant_since) for officer in every
            ],
            "hours": [officer.hours for officer in every],
            "hours_required": [officer.hours_required for officer in every],
            "hours_missing": [officer.hours_missing for officer in every],
            "trainings": [len(officer.trainings) for officer in every],
            "has_stand_in": [officer.has_stand_in for officer in every],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: organization, role, title, holders, hours and what is asked, trainings, stand-in."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        return f"<Officers at {self.day}: {len(self)}, {self.year}>"
