"""Due periods: the last whole one before a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_chain.performance import last_whole_period, period_words, stated_period
from dangjian_chain.performance.due_period import month_of, start_of_month, year_days
from tests.path_oracle import last_whole_period as twin

SPANS = ("week", "month", "2-months", "quarter", "half-year", "year", "2-years")


@given(span=st.sampled_from(SPANS), day=st.dates(date(1921, 7, 1), date(2049, 10, 1)))
def test_it_equals_its_twin(span: str, day: date):
    """The latest period that has ended, counted another way."""
    found = last_whole_period(f"2/{span}", day)

    assert found is not None
    assert (found.start, found.end) == twin(f"2/{span}", day)


@given(span=st.sampled_from(SPANS), day=st.dates(date(1921, 7, 1), date(2049, 10, 1)))
def test_it_has_ended_and_the_next_has_not(span: str, day: date):
    """It has ended by the day, and the one after it ends later."""
    found = last_whole_period(span, day)

    assert found is not None
    assert isinstance(found.start, date)
    assert isinstance(found.end, date)
    assert found.end <= day
    after = last_whole_period(span, found.end + (found.end - found.start) + timedelta(days=400))
    assert after is not None
    assert after.start >= found.end


@pytest.mark.parametrize("cycle", [None, "once", "on-event", "continuous", "1/term", "often"])
def test_some_rhythms_have_none(cycle: str | None):
    assert last_whole_period(cycle, date(2026, 9, 30)) is None


@pytest.mark.parametrize("span", SPANS)
def test_the_ends_of_the_calendar_are_no_trouble(span: str):
    assert last_whole_period(span, date.min) is None
    assert last_whole_period(span, date.max) is not None


@pytest.mark.parametrize(
    "words", ["", "上年度", "2025年13月", "2025年第五季度", "25年", "2025-02-03", "9999"]
)
def test_other_words_state_no_period(words: str):
    assert stated_period(words) is None


@pytest.mark.parametrize(
    ("cycle", "zh", "en"),
    [
        ("1/year", "2025年", "2025"),
        ("1/half-year", "2026年上半年", "the first half of 2026"),
        ("1/quarter", "2026年第三季度", "quarter 3 of 2026"),
        ("1/month", "2026年9月", "2026-09"),
        ("1/week", "2026-09-21至2026-09-27", "2026-09-21 to 2026-09-27"),
        ("1/2-months", "2026-07-01至2026-08-31", "2026-07-01 to 2026-08-31"),
    ],
)
def test_a_period_has_the_name_that_offices_give_it(cycle: str, zh: str, en: str):
    found = last_whole_period(cycle, date(2026, 10, 1))

    assert found is not None
    assert (period_words(cycle, found).zh, period_words(cycle, found).en) == (zh, en)


def test_beyond_the_calendar_is_its_first_day_or_its_last():
    """Rules ask for the year before the day and the one after it, whatever the day."""
    assert start_of_month(month_of(date.min)) == start_of_month(month_of(date.min) - 1) == date.min
    assert start_of_month(month_of(date.max)) == date(9999, 12, 1)
    assert start_of_month(month_of(date.max) + 1) == date.max
    assert year_days(2025) == (date(2025, 1, 1), date(2026, 1, 1))
