"""Text in cells of tables that must be taken as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_chain.formats.literal import marked, unmarked
from dangjian_chain.formats.table_cells import is_taken_otherwise

TEXTS = st.text("'=+-@\t\r无/空缺同上合计ab1 ", max_size=6)


@given(TEXTS, st.booleans())
def test_what_was_marked_is_unmarked(text, formulas):
    """Of every text there is one cell that means it, in tables with types and without."""
    assert unmarked(marked(text, is_taken_otherwise, formulas=formulas), is_taken_otherwise)[0] == text


@given(TEXTS)
def test_a_marked_text_is_no_formula_and_no_word_for_nothing(text):
    """Neither a spreadsheet nor a reader can mistake it."""
    cell = marked(text, is_taken_otherwise)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not is_taken_otherwise(cell)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-3", "'-3"),
        ("@branch", "'@branch"),
        ("无", "'无"),
        ("空缺", "'空缺"),
        ("同上", "'同上"),
        ("合计", "'合计"),
        ("'-", "''-"),
        ("'tis", "'tis"),
        ("无误", "无误"),
        ("", ""),
    ],
)
def test_only_what_needs_a_mark_has_one(text, cell):
    assert marked(text, is_taken_otherwise) == cell


def test_a_cell_with_a_type_is_no_formula():
    """In a workbook `=1+1` is text already, and `-` is still a word for nothing."""
    assert marked("=1+1", is_taken_otherwise, formulas=False) == "=1+1"
    assert marked("-", is_taken_otherwise, formulas=False) == "'-"


def test_a_reader_says_whether_a_cell_was_marked():
    """Only then its text is past all other readings."""
    assert unmarked("'-", is_taken_otherwise) == ("-", True)
    assert unmarked("'tis", is_taken_otherwise) == ("'tis", False)
    assert unmarked("-", is_taken_otherwise) == ("-", False)
