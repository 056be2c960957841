"""Vote forms and overall grades of work reports, and what of them cannot be counted."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.work_report import VOCABULARY, NotTallied, VoteForm
from dangjian_chain.performance.grades import VOCABULARIES, plain_grade, vocabularies_of
from dangjian_chain.performance.results import BODY, UNKNOWN, Result, results_of
from dangjian_chain.period import earliest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays

Line = tuple[Result, int]


class VoteForms:
    """
    The votes and grades of a year, by organization; for analyses, not public.

    A form is the lines on one role of one day, from the same voters. One with words that are
    no grades of work reports is set aside as a whole: a tally without them would be another one.
    """

    def __init__(self, arrays: ChainArrays, year: int, duties: Container[str]) -> None:
        self._arrays = arrays
        self._year = year
        self._duties = duties
        """Those about work reports."""

    # --- votes -----------------------------------------------------------------------

    @cached_property
    def _lines(self) -> dict[int, list[Line]]:
        found: dict[int, list[Line]] = {}
        for result, count in results_of(self._arrays).votes:
            if result.year == self._year:
                found.setdefault(result.organization, []).append((result, count))
        return found

    def of(self, organization: int, role: int) -> tuple[tuple[VoteForm, ...], list[NotTallied]]:
        """Return the forms on the report of a role, by day, and the lines that none of them counts."""
        forms: dict[object, list[Line]] = {}
        aside = []
        for line in self._lines.get(organization, ()):
            if self._is_on_report(line[0], role):
                forms.setdefault(_form(line[0]), []).append(line)
            elif line[0].role == BODY and not line[0].duties:
                aside.append(self._aside(line[0], _ON_BODY))
        tallied = []
        for lines in forms.values():
            reason = mixture([result.grade or "" for result, _ in lines])
            if reason is not None:
                aside += [self._aside(result, reason) for result, _ in lines]
            else:
                aside += [self._aside(result, _NEGATIVE) for result, count in lines if count < 0]
                tallied += list(self._tallied([line for line in lines if line[1] >= 0]))
        return tuple(sorted(tallied, key=lambda form: (earliest(form.on), form.records))), aside

    def _is_on_report(self, result: Result, role: int) -> bool:
        """Whether a line is about the report: on the role and on no other duty, or on a duty of work reports alone."""
        is_named = any(duty in self._duties for duty in result.duties)
        if result.role == BODY:
            return is_named
        return result.role == role and (is_named or not result.duties)

    def _tallied(self, lines: Sequence[Line]) -> Iterator[VoteForm]:
        if not lines:
            return
        counts = dict.fromkeys(VOCABULARY.words, 0)
        for result, count in lines:
            counts[plain_grade(result.grade or "")] += count
        first = lines[0][0]
        yield VoteForm(
            on=first.on,
            by=self._named(first.appraiser),
            counts=tuple(counts.values()),
            present=self._stated("present", lines),
            entitled=self._stated("entitled", lines),
            records=tuple(sorted(result.key for result, _ in lines)),
        )

    def _named(self, appraiser: int) -> str | None:
        """Return the name of an organization; what is entered in its place may be a person and is not shown."""
        return (
            None
            if appraiser == UNKNOWN
            else str(self._arrays.tables["organizations"].column("name")[appraiser])
        )

    def _stated(self, column: str, lines: Iterable[Line]) -> int | None:
        """Return the number that the lines state, `None` where they state none, or several."""
        cells = self._arrays.tables["records"].column(column)
        held = {cells[result.row] for result, _ in lines} - {None}
        return held.pop() if len(held) == 1 else None

    # --- grades ----------------------------------------------------------------------

    def grade(self, organization: int, role: int) -> tuple[str | None, list[NotTallied]]:
        """Return the overall grade of the report of a role, and the grades that are not taken for it."""
        found: dict[str, list[Result]] = {}
        aside = []
        for result in results_of(self._arrays).of(organization, self._year, role):
            if result.grade is None or result.year != self._year or result.part is not None:
                continue
            if result.duties and not any(duty in self._duties for duty in result.duties):
                continue
            reason = self._why_not(result)
            if reason is None:
                found.setdefault(plain_grade(result.grade), []).append(result)
            else:
                aside.append(self._aside(result, reason))
        if len(found) > 1:
            reason = _several(sorted(found, key=VOCABULARY.words.index))
            aside += [self._aside(result, reason) for held in found.values() for result in held]
            return None, aside
        return next(iter(found), None), aside

    def _why_not(self, result: Result) -> Text | None:
        if result.appraiser == result.organization:
            return _OWN
        return mixture([result.grade or ""])

    def _aside(self, result: Result, reason: Text) -> NotTallied:
        roles = self._arrays.tables["roles"].ids
        return NotTallied(
            record=result.key,
            organization=self._arrays.tables["organizations"].ids[result.organization],
            role=None if result.role == BODY else roles[result.role],
            reason=reason,
        )


def _form(result: Result) -> object:
    """Return what the lines of one form have in common; their role is the same."""
    return result.role, result.on, result.appraiser, result.by, result.meant


def mixture(grades: Iterable[str]) -> Text | None:
    """
    Return why grades on one form are not a vote on a work report; `None` where they are.

    Examples
    --------
    >>> print(mixture(["好", "一般", "差"]))
    None
    >>> mixture(["好", "差", "较差"]).zh
    '同一张测评表中有不同考核的等次（好、差、较差），未计入'
    >>> mixture(["优秀", "合格"]).en
    "its grades are of 'appraisal of members', not of work reports; not counted"
    """
    words = list(dict.fromkeys(map(plain_grade, grades)))
    if set(words) <= set(VOCABULARY.words):
        return None
    unknown = [word for word in words if not vocabularies_of(word)]
    if unknown:
        return Text(
            zh=f"等次“{'、'.join(unknown)}”不是述职评议的好、较好、一般、差，未计入",
            en=f"{', '.join(unknown)}: no grade of work reports (好, 较好, 一般, 差); not counted",
        )
    whole = [grades for grades in VOCABULARIES if set(words) <= set(grades.words)]
    if whole:
        zh, en = "、".join(held.label.zh for held in whole), ", ".join(held.label.en for held in whole)
        return Text(
            zh=f"等次属于“{zh}”，不是述职评议的好、较好、一般、差，未计入",
            en=f"its grades are of {en!r}, not of work reports; not counted",
        )
    return _mixed(words)


def _mixed(words: Sequence[str]) -> Text:
    zh, en = "、".join(words), ", ".join(words)
    return Text(
        zh=f"同一张测评表中有不同考核的等次（{zh}），未计入",
        en=f"one form has grades of several appraisals ({en}); not counted",
    )


def _several(grades: Sequence[str]) -> Text:
    return Text(
        zh=f"同一述职有不同等次（{'、'.join(grades)}），以哪一个为准待核实",
        en=f"one report has several grades ({', '.join(grades)}); which holds is to be seen",
    )


_ON_BODY = Text(
    zh="未写明岗位，是对党组织的测评，未计入书记述职",
    en="it names no role: a vote on the organization, not on its secretary's report",
)
_NEGATIVE = Text(zh="票数为负数，未计入", en="the number of votes is negative; not counted")
_OWN = Text(
    zh="是本组织自己给出的等次，未作为综合评价", en="the organization gave it itself; not the overall grade"
)
