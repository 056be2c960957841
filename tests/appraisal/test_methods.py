"""Each method on plain numbers, at its edges; rounding is half up, and parts sum to the whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_chain.appraisal.method import (
    Method,
    deduction,
    levels,
    ratio,
    scored,
    share_levels,
    voted,
    yes_no,
)
from dangjian_chain.appraisal.points import Points, half_up, shared

counts = st.lists(st.integers(0, 50), min_size=1, max_size=6)


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize(
    ("weight", "done", "wanted", "points"),
    [
        (1000, 0, 4, 0),
        (1000, 3, 4, 750),
        (1000, 5, 4, 1000),
        (1000, 1, 3, 333),
        (1000, 2, 3, 667),
        (100, 1, 8, 13),
    ],
)
def test_a_ratio_is_rounded_half_up_and_never_above_its_weight(weight, done, wanted, points):
    assert ratio(weight, ints(done), ints(wanted)).tolist() == [points]


def test_yes_or_no_gives_each_of_several_duties_a_like_part():
    assert yes_no(900, ints(0, 1, 2, 3), ints(3, 3, 3, 3)).tolist() == [0, 300, 600, 900]


def test_a_deduction_stops_at_zero():
    assert deduction(500, 200, ints(4, 3, 2, 1, 0, 9), ints(4, 4, 4, 4, 4, 4)).tolist() == [
        500,
        300,
        100,
        0,
        0,
        500,
    ]


def test_a_level_begins_at_its_number():
    steps = ((1, 100), (2, 200), (4, 500))

    assert levels(steps, ints(0, 1, 2, 3, 4, 9)).tolist() == [0, 100, 200, 200, 500, 500]


def test_a_level_from_zero_on_is_everybodys():
    assert levels(((0, 50), (2, 100)), ints(0, 1, 2)).tolist() == [50, 50, 100]


def test_levels_by_share_do_not_round_up():
    """Two of three are 66 percent, and not 67."""
    assert share_levels(((66, 300), (67, 500)), ints(2, 3), ints(3, 3)).tolist() == [300, 500]


@pytest.mark.parametrize(
    ("score", "points"), [(0, 0), (9250, 2775), (10_000, 3000), (9999, 3000), (9998, 2999)]
)
def test_a_score_is_the_part_of_its_scale(score, points):
    assert scored(3000, score, 10_000) == points


def test_a_vote_is_the_mean_of_what_its_grades_are_worth():
    assert voted(1000, {"好": 1, "差": 2}, {"好": 10_000, "差": 0}) == 333


def test_only_what_somebody_gave_is_not_counted():
    assert [method for method in Method if not method.is_counted] == [Method.SCORE, Method.VOTE]


@given(numerator=st.integers(0, 10**9), denominator=st.integers(1, 10**6))
def test_half_up_is_the_nearest_and_above_at_the_middle(numerator, denominator):
    rounded = half_up(numerator, denominator)

    assert (
        -denominator < 2 * (numerator - rounded * denominator) < denominator
        or 2 * (rounded * denominator - numerator) == denominator
    )


@given(whole=st.integers(0, 10_000), basis=counts, data=st.data())
def test_shares_sum_to_the_whole(whole, basis, data):
    """By the other basis where the first is zero throughout; nothing is negative."""
    otherwise = data.draw(st.lists(st.integers(0, 3), min_size=len(basis), max_size=len(basis)))
    parts = shared(ints(whole), np.array([basis]).T, np.array([otherwise]).T).ravel()

    assert parts.sum() == (whole if sum(basis) or sum(otherwise) else 0)
    assert (parts >= 0).all()
    if sum(basis):
        assert all(
            abs(part - whole * share / sum(basis)) < 1 for part, share in zip(parts, basis, strict=True)
        )


def test_points_of_which_nothing_is_known_have_no_value():
    """Missing is missing, never zero; lost is known."""
    assert [Points(0, 0, 300).value, Points(0, 300, 0).value, Points(0, 1, 299).known] == [None, 0.0, 0.01]
