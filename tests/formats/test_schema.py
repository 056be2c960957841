"""The JSON Schema of documents: current, valid, and true of what we write."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from dangjian_chain.formats import read, write
from dangjian_chain.formats.descriptions import COLLECTION_DESCRIPTIONS, COLUMN_DESCRIPTIONS
from dangjian_chain.formats.schema import json_schema, schema_text
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS
from dangjian_chain.testing import chains
from tests.formats.test_write import CHAIN

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "src" / "dangjian_chain" / "formats" / "dangjian-chain-1.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def faults(document):
    return [error.message for error in VALIDATOR.iter_errors(document)]


def document_of(chain):
    with tempfile.TemporaryDirectory() as folder:
        write(chain, Path(folder, "chain.json"))
        return json.loads(Path(folder, "chain.json").read_text("utf-8"))


def test_the_committed_schema_is_current():
    """Run `python -m dangjian_chain.formats.schema` into the file when this fails."""
    assert COMMITTED.read_text("utf-8") == schema_text()


def test_the_module_prints_the_schema():
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "dangjian_chain.formats.schema"], check=True, capture_output=True
    )

    assert done.stdout.decode().replace("\r\n", "\n") == schema_text()


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_column_is_described(name):
    """In the order of the model, each in both languages."""
    described = COLUMN_DESCRIPTIONS[name]

    assert list(described) == [column.name for column in columns_of(COLLECTIONS[name])]
    assert all(text.zh.endswith("。") and text.en.endswith(".") for text in described.values())
    assert COLLECTION_DESCRIPTIONS[name].zh


def test_a_document_we_write_is_valid():
    assert faults(document_of(CHAIN)) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chain=chains())
def test_every_document_we_write_is_valid(chain):
    """Whatever the chain."""
    assert faults(document_of(chain)) == []


@pytest.mark.parametrize("name", ["geological-bureau", "ten-minute-starter"])
def test_the_examples_are_valid(name):
    assert faults(document_of(read(ROOT / "examples" / name))) == []


def test_a_document_written_by_hand_is_valid():
    """Cell strings, single items for lists, numbers as ids, and no schema named."""
    document = {
        "organizations": [
            {"id": 1, "kind": "committee", "guided_by": "D9", "temporary": "no", "elected_on": 2024}
        ],
        "roles": [{"id": "1.sj", "organization": 1, "kind": "secretary", "holder": "P1"}],
        "duties": [
            {
                "id": "Y1",
                "title": "三会一课",
                "conditions": "min_full_members=7",
                "bearers": "principal; first=secretary",
                "managing_bearers": {"principal": None, "first": [["secretary", "administrative_head"]]},
                "cycle": "month",
            }
        ],
    }

    assert faults(document) == []


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"schema": "dangjian-chain/2"}, "was expected"),
        ({"organisations": []}, "'organisations' was unexpected"),
        ({"organizations": [{"id": "D1", "naem": "甲"}]}, "'naem' was unexpected"),
        ({"organizations": [{"name": "甲"}]}, "'id' is a required property"),
        ({"organizations": [{"id": "D1", "members": -1}]}, "less than the minimum"),
        ({"organizations": [{"id": "D1", "elected_on": "2024.13"}]}, "does not match"),
        ({"duties": [{"id": "Y1", "title": "题", "cycle": "often"}]}, "not valid under any"),
        ({"duties": [{"id": "Y1", "title": "题", "nature": "optional"}]}, "is not one of"),
        (
            {"duties": [{"id": "Y1", "title": "题", "bearers": {"last": "secretary"}}]},
            "'last' was unexpected",
        ),
    ],
)
def test_what_is_wrong_is_found(document, words):
    """An editor marks it while it is typed."""
    assert [fault for fault in faults(document) if words in fault]
