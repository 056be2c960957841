"""Methods: how counts become points; whole numbers in, whole numbers out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.appraisal.points import half_up
from dangjian_chain.model.vocabulary import Word

if TYPE_CHECKING:
    from dangjian_chain.appraisal.points import Integers
    from dangjian_chain.appraisal.scheme import Indicator


class Method(Word):
    """How an indicator comes to its points."""

    YES_NO = "yes_no", "是否开展", "done at all"
    RATIO = "ratio", "实际次数÷应开展次数", "done ÷ wanted"
    COUNT = "count", "达到次数", "done against a target"
    DEDUCTION = "deduction", "缺一次扣分，扣完为止", "a deduction for each missing one, down to zero"
    LEVELS = "levels", "分档计分", "graded levels"
    SCORE = "score", "评分", "the assessor's score"
    VOTE = "vote", "民主测评", "a vote"

    @property
    def is_counted(self) -> bool:
        """Whether it goes by counts of records, not by what somebody gave."""
        return self not in {Method.SCORE, Method.VOTE}


def yes_no(weight: int, done: Integers, wanted: Integers) -> Integers:
    """
    Return the points of what was done at all; of several duties, a like part for each.

    Examples
    --------
    >>> yes_no(1000, np.array([0, 1, 2]), np.array([1, 1, 3])).tolist()
    [0, 1000, 667]
    """
    return ratio(weight, done, wanted)


def ratio(weight: int, done: Integers, wanted: Integers) -> Integers:
    """
    Return the points of the part that was done, half up.

    Examples
    --------
    >>> ratio(1000, np.array([0, 3, 4, 9]), np.array([4, 4, 4, 4])).tolist()
    [0, 750, 1000, 1000]
    """
    return half_up(weight * np.minimum(done, wanted), np.maximum(wanted, 1))


def deduction(weight: int, per: int, done: Integers, wanted: Integers) -> Integers:
    """
    Return what is left after `per` for each missing one, zero at least.

    Examples
    --------
    >>> deduction(500, 200, np.array([4, 3, 0]), np.array([4, 4, 4])).tolist()
    [500, 300, 0]
    """
    return np.maximum(weight - per * np.maximum(wanted - done, 0), 0)


def levels(steps: Sequence[tuple[int, int]], done: Integers) -> Integers:
    """
    Return the points of the highest level that is reached; below the lowest there are none.

    Examples
    --------
    >>> levels(((1, 100), (2, 200), (4, 500)), np.array([0, 1, 3, 7])).tolist()
    [0, 100, 200, 500]
    """
    least = np.array([step[0] for step in steps], dtype=np.int64)
    points = np.array([0, *(step[1] for step in steps)], dtype=np.int64)
    return points[np.searchsorted(least, done, side="right")]


def share_levels(steps: Sequence[tuple[int, int]], done: Integers, wanted: Integers) -> Integers:
    """
    Return the points of the highest level that is reached, levels being percents of what is wanted.

    Examples
    --------
    >>> share_levels(((60, 300), (90, 500)), np.array([5, 6, 9]), np.array([10, 10, 10])).tolist()
    [0, 300, 500]
    """
    return levels(steps, 100 * np.minimum(done, wanted) // np.maximum(wanted, 1))


def scored(weight: int, score: int, out_of: int) -> int:
    """
    Return the points of an assessor's score on a scale, both in hundredths.

    Examples
    --------
    >>> scored(3000, 9250, 10000)
    2775
    """
    return int(half_up(weight * score, out_of))


def voted(weight: int, votes: Mapping[str, int], values: Mapping[str, int]) -> int:
    """
    Return the points of a vote: the mean of what the grades are worth, in hundredths of a percent.

    Examples
    --------
    >>> voted(2000, {"好": 6, "较好": 4}, {"好": 10000, "较好": 8000})
    1840
    """
    worth = sum(count * values[grade] for grade, count in votes.items())
    return int(half_up(weight * worth, 10_000 * sum(votes.values())))


Points_ = Callable[["Indicator", "Integers", "Integers"], "Integers"]

_OF: Mapping[Method, Points_] = MappingProxyType(
    {
        Method.YES_NO: lambda of, done, wanted: yes_no(of.weight, done, wanted),
        Method.RATIO: lambda of, done, wanted: ratio(of.weight, done, wanted),
        Method.COUNT: lambda of, done, wanted: ratio(of.weight, done, wanted),
        Method.DEDUCTION: lambda of, done, wanted: deduction(of.weight, of.per, done, wanted),
        Method.LEVELS: lambda of, done, wanted: (
            share_levels(of.levels, done, wanted) if of.is_by_share else levels(of.levels, done)
        ),
    }
)


def gained(indicator: Indicator, done: Integers, wanted: Integers) -> Integers:
    """Return the points of an indicator that goes by counts; more done never gives less."""
    return _OF[indicator.method](indicator, done, wanted)
