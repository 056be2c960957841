"""A public name, a command or a rule without documentation breaks a test."""

from __future__ import annotations

import re
from operator import attrgetter

import pytest

import dangjian_chain as dc
from dangjian_chain.cli.summaries import SUMMARIES
from dangjian_chain.gaps import rules
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS
from tests.docs.pages import LANGUAGES, generated, written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_public_name_is_documented(lang: str):
    """Whatever `dangjian_chain` offers stands on the page of the library."""
    found = set(re.findall(r"^\.\. auto\w+:: ([\w.]+)$", written(lang)["api.md"], flags=re.MULTILINE))

    assert sorted(set(dc.__all__) - found) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_glossary_names_what_is_there(lang: str):
    """Words of later stages have a section of their own at the end."""
    page = written(lang)["glossary.md"].partition("(terms-later)=")[0]
    names = re.findall(r"^\*\*.+`([\w.]+)`$", page, flags=re.MULTILINE)

    assert len(names) == page.count("(term-")
    for name in names:
        assert name.partition(".")[0] in dc.__all__
        attrgetter(name)(dc)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_is_documented(lang: str):
    """In the order of the help."""
    assert re.findall(r"^```\{options\} (\w+)$", written(lang)["commands.md"], flags=re.MULTILINE) == list(
        SUMMARIES
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_a_page(lang: str):
    """The table links to each of them."""
    pages = generated(lang)

    for code in rules():
        assert f"rules/{code.lower()}.md" in pages["rules.md"]
        assert pages[f"rules/{code.lower()}.md"].startswith(f"# {code} ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_documented(lang: str):
    """Under its collection, with what it holds and what it means."""
    page = generated(lang)["columns.md"]

    for name, make in COLLECTIONS.items():
        section = page.partition(f"(columns-{name.replace('_', '-')})=")[2].partition("\n(")[0]
        rows = re.findall(r"^\| (?:\*\*)?`(\w+)`(?:\*\*)? \|(.*)\|$", section, flags=re.MULTILINE)
        assert [row[0] for row in rows if row[0] != "holder"] == [column.name for column in columns_of(make)]
        assert all(cell.strip() for row in rows for cell in row[1].split(" | ")), name
