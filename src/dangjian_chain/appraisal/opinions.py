"""Opinions: what assessors scored and voters voted, and which of it cannot be counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.appraisal.method import Method, scored, voted
from dangjian_chain.appraisal.points import HUNDRED, written
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.grades import plain_grade
from dangjian_chain.performance.results import BODY, Application, Result, Results
from dangjian_chain.period import Period, earliest, latest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.scheme import Indicator
    from dangjian_chain.model.arrays import ChainArrays

_JUNE = 6


@frozen
class SetAside:
    """
    A record that an indicator did not count, and why.

    Parameters
    ----------
    record : str
        Its key.
    organization : str
        The one appraised.
    scheme, indicator : str
    reason : Text
    """

    record: str
    organization: str
    scheme: str
    indicator: str
    reason: Text


@frozen
class Opinion:
    """
    What an indicator's records come to in one organization.

    Parameters
    ----------
    points : int or None
        In hundredths; `None` where nothing can be counted.
    words : Text
        The arithmetic.
    records : tuple of str
        Their keys.
    aside : tuple of (str, Text)
        Keys of the records not counted, each with the reason.
    """

    points: int | None
    words: Text
    records: tuple[str, ...] = ()
    aside: tuple[tuple[str, Text], ...] = ()


class Opinions:
    """
    The results of a period, by indicator and organization.

    A result counts that states the period, or that states none and is dated in it.
    One dated up to June that states none is of the year before, for appraisals run
    into the new year.
    """

    def __init__(self, arrays: ChainArrays, start: date, end: date) -> None:
        self._arrays = arrays
        self._start, self._end = start, end
        self.results = Results(arrays)

    # --- what is of the period ---------------------------------------------------------

    @cached_property
    def _scores(self) -> dict[int, list[Result]]:
        found: dict[int, list[Result]] = {}
        for result in self.results.every:
            if result.score is not None and self._touches(result):
                found.setdefault(result.organization, []).append(result)
        return found

    @cached_property
    def _votes(self) -> dict[int, list[tuple[Result, int]]]:
        found: dict[int, list[tuple[Result, int]]] = {}
        for result, count in self.results.votes:
            if self._touches(result) and self._is_whole(result):
                found.setdefault(result.organization, []).append((result, count))
        return found

    @cached_property
    def graded(self) -> dict[int, list[Result]]:
        """The results with a grade on the period, by organization; of its body and of its roles."""
        found: dict[int, list[Result]] = {}
        for result in self.results.every:
            if result.grade is not None and self._touches(result) and self._is_whole(result):
                found.setdefault(result.organization, []).append(result)
        return found

    def _stated(self, result: Result | Application) -> Period | None:
        words = self._arrays.tables["records"].column("period")[result.row]
        return None if words is None else stated_period(words)

    def _touches(self, result: Result) -> bool:
        """Whether it is about the period or a part of it."""
        stated = self._stated(result)
        if stated is not None and stated.start is not None and stated.end is not None:
            return self._start <= earliest(stated.start) and latest(stated.end) <= self._end
        first, last = earliest(result.on), latest(result.on)
        if self._is_year:
            year = first.year - 1 if first.year == last.year and last.month <= _JUNE else first.year
            return year == self._start.year
        return self._start <= last and first < self._end

    def _is_whole(self, result: Result) -> bool:
        """Whether it is about the whole period, as far as it says."""
        stated = self._stated(result)
        return stated is None or stated.start is None or stated == Period(self._start, self._end)

    def is_within(self, use: Application) -> bool:
        """Whether a use of a result is of the period: as it states, else by its day."""
        stated = self._stated(use)
        if stated is not None and stated.start is not None and stated.end is not None:
            return self._start <= earliest(stated.start) and latest(stated.end) <= self._end
        return self._start <= earliest(use.on) < self._end

    @property
    def _is_year(self) -> bool:
        return (self._start, self._end) == (date(self._start.year, 1, 1), date(self._start.year + 1, 1, 1))

    # --- one indicator -------------------------------------------------------------------

    def of(self, indicator: Indicator, organization: int) -> Opinion:
        """Return what an indicator comes to in an organization."""
        if indicator.method is Method.VOTE:
            return self._vote(indicator, organization)
        return self._score(indicator, organization)

    def _is_about(self, result: Result, indicator: Indicator) -> bool:
        """Whether a result is of the role asked, else of the body."""
        if indicator.role is None:
            return result.role == BODY
        code = self._arrays.role_kind_code(indicator.role)
        return result.role != BODY and int(self._arrays.role_kind[result.role]) == code

    def _score(self, indicator: Indicator, organization: int) -> Opinion:
        """Return the points of a score: one that is in range, whole, from above, and contradicted by none."""
        named = set(indicator.duties)
        asked = [
            result
            for result in self._scores.get(organization, ())
            if self._is_about(result, indicator)
            and (named & set(result.duties) or (not named and not result.duties))
        ]
        aside: list[tuple[str, Text]] = []
        counted: dict[int, list[str]] = {}
        for result in asked:
            score = _hundredths(result.score)
            reason = self._why_not(result, score, indicator)
            if reason is None:
                counted.setdefault(score, []).append(result.key)
            else:
                aside.append((result.key, reason))
        if len(counted) > 1:
            reason = _two(counted)
            aside += [(key, reason) for keys in counted.values() for key in keys]
            counted = {}
        if not counted:
            return Opinion(None, _NOTHING, (), tuple(sorted(aside, key=lambda held: held[0])))
        (score, keys), *_ = counted.items()
        points = scored(indicator.weight, score, indicator.out_of)
        return Opinion(points, _score_words(indicator, score, points), tuple(sorted(keys)), tuple(aside))

    def _why_not(self, result: Result, score: int, indicator: Indicator) -> Text | None:
        if not 0 <= score <= indicator.out_of:
            most = written(indicator.out_of)
            return Text(
                zh=f"得分{written(score)}不在0与{most}之间",
                en=f"the score {written(score)} is not from 0 to {most}",
            )
        if not self._is_whole(result):
            return Text(zh="所属时段只是考核期的一部分", en="it states only a part of the period")
        if result.appraiser == result.organization:
            return Text(zh="是自评得分", en="it is a score by the organization itself")
        return None

    def _vote(self, indicator: Indicator, organization: int) -> Opinion:
        """Return the points of a vote: forms on its duties, else those on the whole."""
        forms = [held for held in self._votes.get(organization, ()) if self._is_about(held[0], indicator)]
        named = set(indicator.duties)
        chosen = [held for held in forms if named & set(held[0].duties)] or [
            held for held in forms if not held[0].duties
        ]
        grades = {result.key: plain_grade(result.grade or "") for result, _ in chosen}
        mixed = sorted({grade for grade in grades.values() if grade not in indicator.values})
        votes: dict[str, int] = {}
        aside, keys = [], []
        for result, count in chosen:
            grade = grades[result.key]
            if mixed:
                # A form with a word of another vocabulary is none of this one: no line of it counts.
                foreign = grade if grade in mixed else mixed[0]
                aside.append((result.key, _unknown_grade(foreign)))
            elif count < 0:
                aside.append((result.key, Text(zh="票数为负数", en="the number of votes is negative")))
            else:
                votes[grade] = votes.get(grade, 0) + count
                keys.append(result.key)
        if not sum(votes.values()):
            return Opinion(None, _NOTHING, (), tuple(aside))
        points = voted(indicator.weight, votes, indicator.values)
        return Opinion(points, _vote_words(indicator, votes, points), tuple(sorted(keys)), tuple(aside))


def tied(duties: tuple[str, ...], results: list[Result]) -> Iterator[Result]:
    """Yield the results about some duties."""
    for result in results:
        if set(duties) & set(result.duties):
            yield result


def _hundredths(score: float | None) -> int:
    """Return a score in hundredths, half up; one that is no number is out of every range."""
    exact = Decimal(str(score)) * HUNDRED
    return int(exact.to_integral_value(ROUND_HALF_UP)) if exact.is_finite() else -HUNDRED


_NOTHING = Text(zh="未见可以计入的考核记录", en="no record of an appraisal that counts was found")


def _two(counted: dict[int, list[str]]) -> Text:
    scores = sorted(counted)
    zh, en = "、".join(map(written, scores)), ", ".join(map(written, scores))
    return Text(
        zh=f"同一事项有不同得分（{zh}），以哪一个为准待核实",
        en=f"one thing has several scores ({en}); which holds is to be seen",
    )


def _unknown_grade(grade: str) -> Text:
    return Text(zh=f"等次“{grade}”不在考核方案中", en=f"the scheme has no grade {grade!r}")


def _score_words(indicator: Indicator, score: int, points: int) -> Text:
    sum_ = f"{written(score)} ÷ {written(indicator.out_of)} × {written(indicator.weight)} = {written(points)}"
    return Text(zh=f"评分 {sum_}", en=f"score {sum_}")


def _vote_words(indicator: Indicator, votes: dict[str, int], points: int) -> Text:
    grades = [grade for grade in indicator.values if grade in votes]
    told = " + ".join(f"{votes[grade]} × {written(indicator.values[grade])}%" for grade in grades)
    forms = "、".join(f"{grade}{votes[grade]}票" for grade in grades)
    cast = ", ".join(f"{grade} {votes[grade]}" for grade in grades)
    sum_ = f"({told}) ÷ {sum(votes.values())} × {written(indicator.weight)} = {written(points)}"
    return Text(zh=f"{forms}：{sum_}", en=f"{cast}: {sum_}")
