"""One result of an appraisal, and one use of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.model.vocabulary import Use
from dangjian_chain.performance.grades import plain_grade, vocabularies_of
from dangjian_chain.period import Period, earliest, latest

if TYPE_CHECKING:
    from dangjian_chain.period import Day

BODY = -1
"""In place of a role: the organization as a body."""
UNKNOWN = -1
"""In place of an appraiser: nobody the chain knows is named."""
SEASON_ENDS = 6
"""Results dated up to this month may be those of the year before: appraisals run into the new year."""


@frozen
class Result:
    """
    One result of an appraisal: of an organization as a body, or of a role in it.

    Parameters
    ----------
    row : int
        Its position in the table of records.
    key : str
    organization : int
        The one appraised, a position.
    role : int
        The role appraised, a position; `BODY` for the organization as a body.
    duties : tuple of str
        Ids; empty for a result on the whole.
    on : date or PartialDate
    years : tuple of int
        The years it can be about: the one its `period` states, else that of its day, and the
        year before where the day is in the first half.
    score : float or None
    grade : str or None
    appraiser : int
        A position, the organization that a department belongs to; `UNKNOWN` where nobody known is named.
    by : str or None
        What the record says of who appraised.
    meant : Period or None
        What its `period` states, where that is a year or a part of one.
    """

    row: int
    key: str
    organization: int
    role: int
    duties: tuple[str, ...]
    on: Day
    years: tuple[int, ...]
    score: float | None
    grade: str | None
    appraiser: int
    by: str | None
    meant: Period | None = None

    def is_about(self, duty: str) -> bool:
        """Whether it is about a duty, itself or as a whole."""
        return not self.duties or duty in self.duties

    @property
    def year(self) -> int:
        """The year it is most likely about: of two, the earlier where its day is in the first half."""
        return self.years[0] if latest(self.on).month <= SEASON_ENDS else self.years[-1]

    @property
    def part(self) -> Period | None:
        """The part of a year that it states, `None` for a whole year or where it states none."""
        if self.meant is None or self.meant.start is None or self.meant.end is None:
            return None
        start, end = earliest(self.meant.start), latest(self.meant.end)
        return self.meant if start.year == end.year or start.month > 1 else None

    @property
    def is_whole(self) -> bool:
        """Whether it is a score or a grade on the whole."""
        return not self.duties and (self.score is not None or self.grade is not None)

    @property
    def is_yearly(self) -> bool:
        """Whether it is a score or a grade on the whole, and of no part of a year."""
        return self.is_whole and self.part is None

    @property
    def plain_grade(self) -> str | None:
        """The grade without what sheets write around it."""
        return None if self.grade is None else plain_grade(self.grade)

    def contradicts(self, other: Result) -> bool:
        """Whether two results of one thing say different things: another grade of its vocabulary, or another score."""
        mine, others = self.plain_grade, other.plain_grade
        if mine is not None and others is not None and mine != others:
            known, other_known = vocabularies_of(mine), vocabularies_of(others)
            return bool(set(known) & set(other_known)) or not (known or other_known)
        return self.score is not None and other.score is not None and self.score != other.score


@frozen
class Application:
    """
    One use of a result.

    Parameters
    ----------
    row : int
        Its position in the table of records.
    key : str
    organization : int
        The one whose result was used, or that used the results of those it appraised.
    role : int
        A position; `BODY` for none.
    about : str or None
        The id or key of the result, where it names one.
    on : date or PartialDate
    years : tuple of int
        The years it can be about: the one its `period` states, else that of its day and the one before.
    uses : tuple of Use
        Empty where the record does not say.
    """

    row: int
    key: str
    organization: int
    role: int
    about: str | None
    on: Day
    years: tuple[int, ...]
    uses: tuple[Use, ...]

    @property
    def is_of_five(self) -> bool:
        """Whether it says pay, selection, training, reward or penalty, or does not say what."""
        return not self.uses or not all(use.is_joined for use in self.uses)

    @property
    def joined(self) -> tuple[Use, ...]:
        """The unit's other appraisals that the result entered."""
        return tuple(use for use in self.uses if use.is_joined)
