"""Columns and lines that hold Chinese and Latin letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_chain.reports.layout import indented, table, width, wrapped

MIXED = st.text("ab 01-()“”（），。《》党支部书记é\u0301", max_size=40)


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("D1-02", 5), ("党支部", 6), ("（试行）", 8), ("𬭳", 2), ("e\u0301", 1)]
)
def test_a_wide_character_takes_two_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_columns_stand_straight_under_mixed_headers() -> None:
    lines = table([("单位", "n", "end"), ("branch of D1", "12", "x"), ("支部", "3", "y")], "lrl")

    assert lines == [
        "单位           n  end",
        "branch of D1  12  x",
        "支部           3  y",
    ]


def test_no_line_ends_in_spaces() -> None:
    assert table([("a", ""), ("bb", "")], "ll") == ["a", "bb"]


@given(MIXED, st.integers(8, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, size: int) -> None:
    lines = wrapped(text, size)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(MIXED, st.integers(8, 30))
def test_no_line_begins_with_a_closing_mark(text: str, size: int) -> None:
    """Unless a space stands before it, which nobody writes."""
    first, *others = wrapped(re.sub(r" +(?=[，。）》”])", "", text), size)

    assert not [line for line in others if line[:1] and line[0] in "，。）》”"]
    assert width(first) <= size or " " not in first.strip()


def test_words_of_a_language_with_spaces_stay_whole() -> None:
    assert wrapped("responsibility is handed down", 16) == ["responsibility", "is handed down"]


def test_blank_lines_stay_blank_when_moved() -> None:
    assert indented("a\n\nb", 2) == "  a\n\n  b"
    assert indented("一二三四五", 2, 8) == "  一二三\n  四五"
