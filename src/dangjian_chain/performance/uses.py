"""What results of appraisals were used for: of each result its uses, of each use what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.model.vocabulary import Use
from dangjian_chain.performance.result import BODY, UNKNOWN, Result
from dangjian_chain.performance.results import Results, results_of
from dangjian_chain.period import Day

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.chain import ResponsibilityChain


def uses(chain: ResponsibilityChain, at: date | None = None, year: int | None = None) -> Uses:
    """
    Return what the results of appraisals were used for, as the records say (结果运用).

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    year : int, optional
        Only results of this year; all years if left out.

    Returns
    -------
    Uses
        The scores and grades on the whole, of bodies and of roles, by organization, the body
        first, then by year.

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    Nothing is proposed about anybody: it shows what the competent body decided, and what is
    not decided as far as the records say. Roles are named, never persons.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Organization, Record, RecordKind, ResponsibilityChain, Use, uses
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("Z1", kind="branch"), Organization("Z2", kind="branch")],
    ...     records=[
    ...         Record("Z1", RecordKind.APPRAISED, date(2026, 1, 20), grade="好"),
    ...         Record("Z2", RecordKind.APPRAISED, date(2026, 1, 20), grade="一般"),
    ...         Record("Z1", RecordKind.APPLIED, date(2026, 2, 10), use=(Use.REWARD, Use.BUSINESS)),
    ...     ],
    ... )
    >>> found = uses(chain, at=date(2026, 9, 30))
    >>> [(one.organization, one.year, [str(use) for use in one.used_for]) for one in found]
    [('Z1', 2025, ['reward']), ('Z2', 2025, [])]
    >>> [one.organization for one in found.undecided]
    ['Z2']
    """
    seen = chain.asked(at)
    return Uses(seen.arrays, year)


@frozen
class ResultUse:
    """
    One result on the whole, and its uses.

    Parameters
    ----------
    organization, name : str
        Id and name of the organization appraised.
    role : str or None
        The id of the role appraised; `None` for the body.
    year : int
        The year it is most likely about.
    grade : str or None
    score : float or None
    appraiser : str or None
        The id of the organization that appraised, where it is known.
    record : str
        The key of the record of the result.
    on : date or PartialDate
        The day of the result.
    applied : tuple of (str, date or PartialDate, tuple of Use)
        The records that use it, by day: the key of each, its day, and what for; blank where the
        record does not say.
    """

    organization: str
    name: str
    role: str | None
    year: int
    grade: str | None
    score: float | None
    appraiser: str | None
    record: str
    on: Day
    applied: tuple[tuple[str, Day, tuple[Use, ...]], ...]

    @property
    def used_for(self) -> tuple[Use, ...]:
        """Pay, selection, training, reward and penalty, those that it was used for."""
        return self._named(lambda use: not use.is_joined)

    @property
    def joined_with(self) -> tuple[Use, ...]:
        """The unit's other appraisals that it entered."""
        return self._named(lambda use: use.is_joined)

    @property
    def records(self) -> tuple[str, ...]:
        """The keys of the records that use it."""
        return tuple(key for key, _, _ in self.applied)

    @property
    def is_decided(self) -> bool:
        """Whether a record says one of the five uses, or does not say what for."""
        return bool(self.used_for) or any(not named for _, _, named in self.applied)

    def days_of(self, use: Use) -> tuple[Day, ...]:
        """Return on what days it was used for something."""
        return tuple(on for _, on, named in self.applied if use in named)

    def _named(self, is_wanted: Callable[[Use], bool]) -> tuple[Use, ...]:
        named = {use for _, _, every in self.applied for use in every}
        return tuple(use for use in Use if use in named and is_wanted(use))


class Uses(Listing[ResultUse]):
    """
    The results of a chain and their uses; made by `uses`.

    A sequence of `ResultUse`; each is made when it is asked for.
    """

    def __init__(
        self, arrays: ChainArrays, year: int | None = None, chosen: Sequence[Result] | None = None
    ) -> None:
        self._arrays = arrays
        self._results: Results = results_of(arrays)
        self._year = year
        if chosen is None:
            wanted = (one for one in self._results.every if one.is_whole and year in {None, one.year})
            chosen = sorted(wanted, key=lambda one: (one.organization, one.role, one.year, one.row))
        self._chosen = chosen

    @property
    def day(self) -> date:
        """The day they are seen on."""
        return self._results.day

    def of(self, organization: str) -> Uses:
        """
        Return the results of an organization, of its body and of its roles, with their uses.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization.
        """
        position = self._arrays.tables["organizations"].position(organization)
        return self._of(one for one in self._chosen if one.organization == position)

    def resting_on(self, record: str) -> Uses:
        """
        Return the results that a record ties to uses: of a use those it rests on, of a result itself.

        Parameters
        ----------
        record : str
            The key or the id of a record.

        Raises
        ------
        UnknownNameError
            If the chain has no such record.
        """
        rows = self._rows(record)
        rested = {
            result.row
            for use in self._results.applications
            if use.row in rows
            for result in self._results.used_by(use)
        }
        return self._of(one for one in self._chosen if one.row in rested | rows)

    @property
    def undecided(self) -> Uses:
        """Those of which no record says one of the five uses."""
        return self._of(one for one in self._chosen if not self._is_decided(one))

    @property
    def unfounded(self) -> tuple[str, ...]:
        """The keys of the records of uses that rest on no appraisal, of the whole chain."""
        return tuple(use.key for use in self._results.applications if not self._results.rests(use))

    def _is_decided(self, result: Result) -> bool:
        return any(use.is_of_five for use in self._results.uses_of(result))

    def _rows(self, record: str) -> set[int]:
        """Return the rows with a key, else those with an id."""
        table = self._arrays.tables["records"]
        position = table.positions.get(record, -1)
        found = {position} if position >= 0 else set()
        found |= {row for row, id_ in enumerate(table.columns.get("id", ())) if id_ == record}
        if not found:
            raise table.unknown(record)
        return found

    def _of(self, chosen: Iterable[Result]) -> Uses:
        return Uses(self._arrays, self._year, tuple(chosen))

    def _made(self, result: Result) -> ResultUse:
        organizations, roles = self._arrays.tables["organizations"], self._arrays.tables["roles"]
        held = sorted(self._results.uses_of(result), key=lambda use: (str(use.on), use.row))
        return ResultUse(
            organization=organizations.ids[result.organization],
            name=organizations.column("name")[result.organization],
            role=None if result.role == BODY else roles.ids[result.role],
            year=result.year,
            grade=result.grade,
            score=result.score,
            appraiser=None if result.appraiser == UNKNOWN else organizations.ids[result.appraiser],
            record=result.key,
            on=result.on,
            applied=tuple((use.key, use.on, use.uses) for use in held),
        )

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        every = list(self)
        return {
            "organization": [one.organization for one in every],
            "name": [one.name for one in every],
            "role": [one.role for one in every],
            "year": [one.year for one in every],
            "grade": [one.grade for one in every],
            "score": [one.score for one in every],
            "used_for": ["; ".join(one.used_for) for one in every],
            "joined_with": ["; ".join(one.joined_with) for one in every],
            "records": ["; ".join(one.records) for one in every],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: organization, name, role, year, grade, score, used_for, joined_with, records."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        return f"<Uses at {self.day}: {len(self)} results, {len(self.undecided)} undecided>"
