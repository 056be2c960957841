"""Work-report sessions (述职评议): who reports to whom, what is on record of it, and how the votes were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dangjian_chain.appraisal.report_records import YEARLY
from dangjian_chain.appraisal.report_sessions import ReportSessions
from dangjian_chain.appraisal.work_report import AnswerState, NotTallied, ReportState, WorkReport
from dangjian_chain.appraisal.work_report_reasons import why
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.explanation import Explanation
from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.rulebook import Profile, rulebook_with
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.model.chain import ResponsibilityChain

GRADES = ("good", "fairly_good", "fair", "poor")
"""The columns of the votes for 好, 较好, 一般, 差."""


def work_reports(
    chain: ResponsibilityChain,
    year: int | None = None,
    at: date | None = None,
    profile: Profile | Iterable[Profile] = (),
) -> WorkReports:
    """
    Return who reports to whom, and what is on record of the reports of a year (述职评议).

    Parameters
    ----------
    chain : ResponsibilityChain
    year : int, optional
        The year reported on; the last whole one ended by the day if not given.
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`. Records after it are not seen.
    profile : Profile, or iterable of Profile
        The unit's own numbers, such as for how many months a new secretary reports in writing alone
        (`written_report_months`); there is no general figure.

    Returns
    -------
    WorkReports
        By superior, then by organization.

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    The role that an organization's kind needs, the secretary, reports to the line superior, level by
    level. Temporary organizations and those without a superior are left out. A report is a record of
    kind `reported`, or one performed of a duty that cites `secretary_reports_yearly` or `app19_yearly`;
    of the year that its `period` states, else of that of its day, and dated up to June of the year before.
    A report is *not seen* only where `records_cover` states those of kind `reported` complete.
    A line of a vote form is an `appraised` record of the role with `grade` and `amount`, the number of votes.

    Examples
    --------
    >>> from dangjian_chain import Organization, Record, RecordKind, ResponsibilityChain, Role
    >>> chain = ResponsibilityChain(
    ...     organizations=[
    ...         Organization("D1", kind="committee"),
    ...         Organization("D1-01", kind="branch", superior="D1"),
    ...     ],
    ...     roles=[Role("D1-01.sj", "D1-01", "secretary")],
    ...     records=[
    ...         Record("D1-01", RecordKind.APPRAISED, date(2025, 12, 20), role="D1-01.sj", grade=grade, amount=votes)
    ...         for grade, votes in (("好", 12), ("较好", 3))
    ...     ],
    ... )
    >>> reports = work_reports(chain, 2025, at=date(2026, 1, 31))
    >>> reports
    <WorkReports of 2025 at 2026-01-31: 1, 0 on record, 15 votes>
    >>> reports[0].superior, reports[0].state.label.zh, reports[0].counts
    ('D1', '已见测评或等次，未见述职登记', (12, 3, 0, 0))
    """
    seen = chain.asked(at)
    day = seen.day or date.min
    chosen = day.year - 1 if year is None else year
    sessions = ReportSessions(seen.arrays, rulebook_with(profile).on(day), chosen)
    return WorkReports(sessions, sessions.reports)


class WorkReports(Listing[WorkReport]):
    """The work reports of a year, by superior and organization; made by `work_reports`. No persons appear."""

    def __init__(self, sessions: ReportSessions, rows: Sequence[WorkReport]) -> None:
        self._sessions = sessions
        self._chosen = tuple(rows)

    @property
    def year(self) -> int:
        """The year reported on."""
        return self._sessions.year

    @property
    def day(self) -> date:
        """The day they are seen on."""
        return self._sessions.day

    def _of(self, chosen: Sequence[WorkReport]) -> WorkReports:
        return WorkReports(self._sessions, chosen)

    @property
    def superiors(self) -> tuple[str, ...]:
        """The ids of those to whom somebody reports, in order."""
        return tuple(dict.fromkeys(row.superior for row in self._chosen))

    def to(self, *superiors: str) -> WorkReports:
        """
        Return the reports to one superior, or to several.

        Raises
        ------
        UnknownNameError
            If nobody reports to one of them.
        """
        for superior in superiors:
            if superior not in self.superiors:
                raise UnknownNameError("organization", superior, self.superiors)
        return WorkReports(self._sessions, [row for row in self._chosen if row.superior in superiors])

    @property
    def counts(self) -> dict[ReportState, int]:
        """How many of them are in each state."""
        return {state: sum(row.state is state for row in self._chosen) for state in ReportState}

    @cached_property
    def set_aside(self) -> tuple[NotTallied, ...]:
        """The votes and grades that are not counted, each with the reason; by organization and key."""
        here = {row.organization for row in self._chosen}
        return tuple(one for one in self._sessions.set_aside if one.organization in here)

    def why(self, role: str) -> Explanation:
        """
        Return what the state, the votes and the grade of a role's report rest on.

        Parameters
        ----------
        role : str
            The id of a role; or of an organization, where no role is entered.

        Raises
        ------
        UnknownNameError
            If no such role reports.
        """
        found = [row for row in self._chosen if role in {row.role, row.organization}]
        if not found:
            known = [row.role or row.organization for row in self._chosen]
            raise UnknownNameError("role", role, known)
        ground = self._sessions.rules.citation(YEARLY)
        words = Text(zh=ground.say("zh"), en=ground.say("en"))
        trees = [why(row, self.year, words, self.set_aside) for row in found]
        return trees[0] if len(trees) == 1 else Explanation(trees[0].claim, children=tuple(trees))

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        rows = self._chosen
        return {
            "organization": [row.organization for row in rows],
            "organization_name": [row.organization_name for row in rows],
            "role": [row.role for row in rows],
            "title_zh": [row.title.zh for row in rows],
            "title_en": [row.title.en for row in rows],
            "superior": [row.superior for row in rows],
            "superior_name": [row.superior_name for row in rows],
            "year": [self.year for _ in rows],
            "state": [row.state.value for row in rows],
            "on": [None if row.on is None else str(row.on) for row in rows],
            "evidence": [row.evidence for row in rows],
            "in_writing": [row.in_writing for row in rows],
            **{name: [row.counts[place] for row in rows] for place, name in enumerate(GRADES)},
            "votes": [row.votes for row in rows],
            "present": [row.present for row in rows],
            "entitled": [row.entitled for row in rows],
            "grade": [row.grade for row in rows],
            **{f"items_{state}": [len(row.answered(state)) for row in rows] for state in AnswerState},
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return one row for each report; see `columns`."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        seen, votes = self.counts[ReportState.SEEN], sum(row.votes for row in self._chosen)
        return f"<WorkReports of {self.year} at {self.day}: {len(self)}, {seen} on record, {votes} votes>"
