"""Documents that any reader takes for the same."""

import json
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain.formats import dumping
from dangjian_chain.formats.dumping import json_text, yaml_text
from dangjian_chain.testing import NASTY

ODD = st.text("ab \n\t'\"#:-?|>,[]{}&*!%@`.0123456789eExo_+=~<\r\x85\u2028一”", max_size=8)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ROWS = st.lists(
    st.fixed_dictionaries({"id": ODD | ANY | st.sampled_from(NASTY), "several": st.lists(ODD, max_size=3)}),
    max_size=3,
)


@settings(deadline=None)
@given(ROWS)
def test_another_yaml_reader_reads_the_same(rows):
    """PyYAML reads YAML 1.1; whatever it would take for something else is quoted."""
    document = {"roles": rows}

    assert yaml.safe_load(yaml_text(document)) == document


@settings(deadline=None)
@given(ROWS)
def test_both_dumpers_write_the_same(rows):
    """PyYAML has a fast one and a plain one; which is installed makes no difference."""
    document = {"roles": rows}
    plain = yaml.dump(document, Dumper=dumping._dumper("SafeDumper"), **dumping._SETTINGS)

    assert yaml_text(document) == plain


@pytest.mark.parametrize("text", ["1e3", "0o17", "y", "N", "+1", "1_000", "0x1F", ".5"])
def test_what_yaml_1_2_takes_for_a_number_or_a_flag_is_quoted(text):
    """Editors follow it, PyYAML does not."""
    assert yaml_text({"id": text}) == f"id: '{text}'\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("书记" * 200, f"id: {'书记' * 200}\n"),
        ("𬭳", "id: 𬭳\n"),
        ("一\n\n二", "id: |-\n  一\n\n  二\n"),
        (" 一\n二", 'id: " 一\\n二"\n'),
        ("一\n", 'id: "一\\n"\n'),
    ],
)
def test_text_stays_readable(text, written):
    """On one line, in its own characters, as a block where it has lines."""
    assert yaml_text({"id": text}) == written


def test_a_list_of_items_stands_on_one_line():
    assert yaml_text({"to": ["D1", "D2"], "from": [], "roles": [{"id": "1a"}]}) == (
        "to: [D1, D2]\nfrom: []\nroles:\n- id: 1a\n"
    )


def test_json_is_json():
    """Chinese as it is, dates as text, nothing that other readers refuse."""
    text = json_text({"name": "支部", "on": date(2026, 1, 2)})

    assert text == '{\n  "name": "支部",\n  "on": "2026-01-02"\n}\n'
    assert json.loads(text) == {"name": "支部", "on": "2026-01-02"}


@pytest.mark.parametrize(("value", "error"), [(float("inf"), ValueError), (object(), TypeError)])
def test_json_has_no_word_for_it(value, error):
    """A slip in the writer is seen, not written."""
    with pytest.raises(error):
        json_text({"weight": value})
