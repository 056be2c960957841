"""Due spans: which spans of a rhythm fall due within a period, and by what day."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.performance.due_span import DueSpan, due_spans

YEAR = date(2026, 1, 1), date(2027, 1, 1)


def days(cycle: str | None, due: str | None, start: date = YEAR[0], end: date = YEAR[1]) -> list[str]:
    return [str(span.due) for span in due_spans(cycle, due, start, end)]


def starts(cycle: str, start: date = YEAR[0], end: date = YEAR[1]) -> list[str]:
    return [str(span.start) for span in due_spans(cycle, None, start, end)]


@pytest.mark.parametrize(
    ("cycle", "count", "first"),
    [
        ("1/month", 12, "2026-01-01"),
        ("month", 12, "2026-01-01"),
        ("1/2-months", 6, "2026-01-01"),
        ("4/quarter", 4, "2026-01-01"),
        ("half-year", 2, "2026-01-01"),
        ("1/year", 1, "2026-01-01"),
        ("1/week", 52, "2025-12-29"),
    ],
)
def test_spans_of_the_calendar_follow_each_other_without_a_hole(cycle, count, first):
    found = due_spans(cycle, None, *YEAR)

    assert len(found) == count
    assert str(found[0].start) == first
    assert [span.end for span in found[:-1]] == [span.start for span in found[1:]]


def test_spans_of_two_years_begin_with_an_even_one():
    assert starts("1/2-years") == []
    assert starts("1/2-years", date(2027, 1, 1), date(2028, 1, 1)) == ["2026-01-01"]


@pytest.mark.parametrize("cycle", ["1/term", "term", "on-event", "continuous", "", None])
def test_a_rhythm_that_counts_on_no_calendar_is_due_on_no_day(cycle):
    assert due_spans(cycle, "03-31", *YEAR) == []


def test_a_span_is_of_the_period_in_which_its_last_day_in_time_lies():
    """A year asked by halves is each span once, however its deadline lies."""
    halves = [(date(2026, 1, 1), date(2026, 7, 1)), (date(2026, 7, 1), date(2027, 1, 1))]

    for cycle in ("1/week", "1/month", "1/quarter", "1/year"):
        for due in (None, "03-31", "Q4"):
            parts = [span for half in halves for span in due_spans(cycle, due, *half)]
            assert parts == due_spans(cycle, due, *YEAR)


def test_a_week_is_due_on_its_sunday():
    assert days("1/week", None, date(2026, 9, 28), date(2026, 10, 5)) == ["2026-10-04"]
    assert days("1/week", None, date(2026, 9, 28), date(2026, 10, 4)) == []
    assert days("1/week", None, date(2026, 10, 4), date(2026, 10, 5)) == ["2026-10-04"]


@pytest.mark.parametrize(
    ("cycle", "due", "last"),
    [
        ("1/year", "03-31", ["2026-03-31"]),
        ("1/year", " 03-31 ", ["2026-03-31"]),
        ("1/year", "Q4", ["2026-12-31"]),
        ("1/year", "q2", ["2026-06-30"]),
        ("1/year", "四季度", ["2026-12-31"]),
        ("1/year", "3月15日前", ["2026-03-15"]),
        ("1/year", "2026-11-20", ["2026-11-20"]),
        ("1/year", "2025-11-20", ["2026-12-31"]),
        ("1/year", "按上级要求", ["2026-12-31"]),
        ("1/year", "02-30", ["2026-12-31"]),
        ("1/year", "2026-02-30", ["2026-12-31"]),
        ("1/half-year", "6月底、12月底前", ["2026-06-30", "2026-12-31"]),
        ("1/half-year", "05-31; 11-30", ["2026-05-31", "2026-11-30"]),
        ("1/quarter", "05-31", ["2026-03-31", "2026-05-31", "2026-09-30", "2026-12-31"]),
        ("1/week", "10-01", ["2026-09-27", "2026-10-01", "2026-10-11"]),
    ],
)
def test_the_last_day_in_time_is_the_one_that_the_deadline_names_in_the_span_else_its_last(cycle, due, last):
    weeks = cycle == "1/week"
    asked = (date(2026, 9, 21), date(2026, 10, 12)) if weeks else YEAR

    assert days(cycle, due, *asked) == last


def test_two_days_named_in_one_span_name_none():
    """The unit may take the later one; nothing says that both are meant of this span."""
    assert days("1/year", "3月底、6月底") == ["2026-12-31"]


def test_how_often_is_before_the_stroke():
    assert [span.times for span in due_spans("12/year", None, *YEAR)] == [12]
    assert [span.times for span in due_spans("year", None, *YEAR)] == [1]


def test_what_is_to_be_done_once_is_due_on_the_last_day_named_in_the_period():
    """Its span is the year of that day."""
    assert due_spans("once", "2026-06-30", *YEAR) == [
        DueSpan(date(2026, 1, 1), date(2027, 1, 1), date(2026, 6, 30), 1)
    ]
    assert days("once", "3月底、9月底前") == ["2026-09-30"]
    assert days("once", "3月底、9月底前", date(2026, 1, 1), date(2026, 9, 30)) == ["2026-03-31"]


@pytest.mark.parametrize("due", [None, "长期坚持", "2025-06-30", "2026-13-01"])
def test_what_is_to_be_done_once_by_no_day_of_the_period_is_not_due(due):
    assert due_spans("once", due, *YEAR) == []
