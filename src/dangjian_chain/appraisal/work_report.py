"""Work reports (述职评议): whether a secretary's report is on record, and how many voters said what; never who."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from dangjian_chain.model.vocabulary import Word
from dangjian_chain.performance.grades import VOCABULARIES, Grades
from dangjian_chain.period import Day
from dangjian_chain.text import Text

VOCABULARY: Grades = VOCABULARIES[0]
"""好, 较好, 一般, 差: the grades of work reports, never mixed with those of another appraisal."""


class ReportState(Word):
    """What the records say of one work report; absence of a record is not absence of the report."""

    SEEN = "seen", "已见述职记录", "on record"
    APPRAISED = "appraised", "已见测评或等次，未见述职登记", "appraised, no report on record"
    NOT_SEEN = "not_seen", "未见述职记录", "no record found"
    NOT_YET = "not_yet", "年度未结束", "the year has not ended"
    UNKNOWN = "unknown", "暂无记录，不作判断", "no records, nothing is concluded"


class AnswerState(Word):
    """What became of an item of the year before."""

    CLOSED = "closed", "已销号", "closed"
    OPEN = "open", "未销号", "open"
    CARRIED = "carried", "已结转", "carried on"


@frozen
class VoteForm:
    """
    One vote form tallied: how many said what.

    Parameters
    ----------
    on : date or PartialDate
    by : str or None
        The name of the organization that held the vote, where it is known; never a person.
    counts : tuple of int
        The votes for 好, 较好, 一般, 差, in this order.
    present, entitled : int or None
        As entered; `None` where its lines state none, or several.
    records : tuple of str
        The keys of its lines.
    """

    on: Day
    by: str | None
    counts: tuple[int, ...]
    present: int | None
    entitled: int | None
    records: tuple[str, ...]

    @property
    def votes(self) -> int:
        """How many votes there are."""
        return sum(self.counts)

    @property
    def turnout(self) -> float | None:
        """Present ÷ entitled; `None` where one of them is not entered."""
        return None if self.present is None or not self.entitled else self.present / self.entitled


@frozen
class NotTallied:
    """
    A vote or a grade that was not counted as one of a work report, and why.

    Parameters
    ----------
    record : str
        Its key.
    organization : str
    role : str or None
    reason : Text
    """

    record: str
    organization: str
    role: str | None
    reason: Text


@frozen
class WorkReport:
    """
    The work report of one role to the next level up, for one year.

    Parameters
    ----------
    organization, organization_name : str
    role : str or None
        The role that the organization's kind needs; `None` where none is entered.
    title : Text
        What people call the role.
    superior, superior_name : str
        The line superior, to whom it reports.
    state : ReportState
    on : date or PartialDate, optional
        The day of the first report on record.
    evidence : str, optional
    records : tuple of str
        The keys of all reports on record.
    in_writing : bool or None
        Whether the role was held for so short a time that it reports in writing alone;
        `None` where no profile says for how long that is, or the time is not known.
    forms : tuple of VoteForm
        By day.
    grade : str or None
        The overall grade on record; `None` where there is none, or several.
    answers : tuple of (str, AnswerState)
        The ledger items of the year before, by id.
    """

    organization: str
    organization_name: str
    role: str | None
    title: Text
    superior: str
    superior_name: str
    state: ReportState
    on: Day | None = None
    evidence: str | None = None
    records: tuple[str, ...] = ()
    in_writing: bool | None = None
    forms: tuple[VoteForm, ...] = ()
    grade: str | None = None
    answers: tuple[tuple[str, AnswerState], ...] = ()

    @property
    def counts(self) -> tuple[int, ...]:
        """The votes of all forms together, for 好, 较好, 一般, 差."""
        return tuple(sum(form.counts[place] for form in self.forms) for place in range(len(VOCABULARY.words)))

    @property
    def votes(self) -> int:
        """How many votes there are on all forms."""
        return sum(self.counts)

    @property
    def present(self) -> int | None:
        """How many were there on all forms; `None` where one of them does not say."""
        return _total(form.present for form in self.forms)

    @property
    def entitled(self) -> int | None:
        """How many were entitled on all forms; `None` where one of them does not say."""
        return _total(form.entitled for form in self.forms)

    def answered(self, state: AnswerState) -> tuple[str, ...]:
        """Return the ids of last year's items in a state."""
        return tuple(id_ for id_, held in self.answers if held is state)


def _total(numbers: Iterable[int | None]) -> int | None:
    held = list(numbers)
    known = [number for number in held if number is not None]
    return sum(known) if held and len(known) == len(held) else None
