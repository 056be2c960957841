"""CSV that a spreadsheet opens as it is meant."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_chain.reports.sheet import columns_bytes, csv_bytes


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_opens_in_excel_as_utf_8() -> None:
    assert csv_bytes(["单位"], []) == b"\xef\xbb\xbf" + "单位\n".encode()


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-3", "@branch", "\tx", "＝1", "＋1", "－1", "＠x", "\r=1", "'=1"]
)
def test_what_looks_like_a_formula_is_marked(text: str) -> None:
    assert cells(csv_bytes(["a"], [{"a": text}]))[1] == ["'" + text]


@pytest.mark.parametrize("text", ["3-1", "2026-09-30", "1/2", "010", "1e5", "it's", "'", "D1-02"])
def test_nothing_else_is_marked(text: str) -> None:
    """An id such as 3-1 may become a date in a spreadsheet; guessing which would do harm elsewhere."""
    assert cells(csv_bytes(["a"], [{"a": text}]))[1] == [text]


def test_values_without_text_have_one_spelling() -> None:
    row = {"level": 3, "rate": 0.5, "reached": True, "role": None, "handed_to": ["D1", "D2"]}

    assert cells(csv_bytes(list(row), [row]))[1] == ["3", "0.5", "true", "", "D1;D2"]


@given(st.lists(st.text('ab,;"\n\r 党', max_size=6), min_size=2, max_size=3))
def test_any_text_comes_back(texts: list[str]) -> None:
    names = [f"c{number}" for number in range(len(texts))]
    read = cells(csv_bytes(names, [dict(zip(names, texts, strict=True))]))[1:]

    assert [[cell.removeprefix("'") for cell in row] for row in read] == [texts]


def test_half_a_character_does_not_stop_a_file() -> None:
    assert csv_bytes(["a"], [{"a": "\ud800"}]).endswith(b"a\n?\n")


def test_columns_are_rows_turned() -> None:
    assert columns_bytes({"a": [1, 2], "b": ["x", "y"]}) == csv_bytes(
        ["a", "b"], [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    )
