"""The builder and the strategies that authors of rules use."""

from datetime import date

from hypothesis import given

from dangjian_chain import Organization, ResponsibilityChain
from dangjian_chain.period import PartialDate
from dangjian_chain.testing import NASTY, chain_of, chains, days, names, texts


def test_a_chain_comes_from_a_text_or_from_what_it_says():
    """Indented as it stands in the test."""
    text = """
        organizations:
        - {id: D1, kind: committee}
    """
    built = ResponsibilityChain(organizations=[Organization("D1", kind="committee")])

    assert chain_of(text) == chain_of({"organizations": [{"id": "D1", "kind": "committee"}]}) == built


@given(texts())
def test_texts_are_as_files_hold_them(text):
    """No space around them, never empty."""
    assert text
    assert text == text.strip()


@given(names())
def test_names_break_no_list(name):
    assert not set(name) & set(";；、\n")


@given(days())
def test_days_are_days_or_parts_of_one(day):
    assert isinstance(day, date | PartialDate)


@given(chains(most=2))
def test_chains_are_small_and_whole(chain):
    assert all(len(table) <= 3 for table in chain.tables.values())


def test_easily_mistaken_texts_are_different_ones():
    assert len(set(NASTY)) == len(NASTY)
