"""Documents for programs, each true to its committed schema."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dangjian_chain import accountability_paths, paths_through, propagate
from dangjian_chain.accountability.document import paths_document, standings_document
from dangjian_chain.errors import Problem
from dangjian_chain.gaps import rules
from dangjian_chain.gaps.report import COLUMNS
from dangjian_chain.model.document import Understood
from dangjian_chain.reports.documents import (
    SCHEMAS,
    Document,
    cascade_document,
    duty_list_document,
    errors_document,
    explanation_document,
    gaps_document,
    json_bytes,
    json_schema,
    rules_document,
)
from dangjian_chain.reports.look_up import Found
from dangjian_chain.reports.rulebook_document import rulebook_document
from dangjian_chain.rulebook import Profile, rulebook, rulebook_with
from dangjian_chain.text import Text
from tests.reports.small import CHAIN, DAY, empty, report

CASCADE = propagate(CHAIN, at=DAY)


def pairs() -> list[dict[str, Any]]:
    columns = CASCADE.columns()
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def documents() -> Iterator[tuple[str, Document]]:
    yield "gaps", gaps_document(report(), CHAIN)
    yield "gaps", gaps_document(report(), empty())
    yield "cascade", cascade_document(CASCADE, pairs(), CASCADE.landing, CASCADE.bearers)
    yield "cascade", cascade_document(propagate(empty(), at=DAY), [], [], [])
    yield "duty-list", duty_list_document(CASCADE.list_for("D1.sj"), CASCADE)
    for organization in ("D1", "D1-03"):
        tree = CASCADE.why("S2", organization)
        yield "explanation", explanation_document(tree, duty="S2", organization=organization, cascade=CASCADE)
    for duty, organization in (("S2", "D1"), ("S2", "D1-03")):
        paths = accountability_paths(CHAIN, duty=duty, organization=organization, at=DAY)
        yield "accountability", paths_document(paths)
    yield "standings", standings_document(paths_through(CHAIN, "D1.sj", at=DAY))
    yield "rules", rules_document(rules().values())
    for book in (rulebook(), rulebook_with([Profile.example("local-practice")])):
        every = Found(
            instruments=tuple(book.instruments.values()),
            parameters=tuple(book.parameters.values()),
            facts=tuple(book.citations.values()),
        )
        for day in (DAY, date(2000, 1, 1)):
            yield "rulebook", rulebook_document(every, book.on(day))
    yield (
        "errors",
        errors_document(3, [Problem("x", "", Text("甲", "a")), Problem("y", "b.csv:2", Text("乙", "b"))]),
    )


def parts(schema: Any) -> Iterator[Document]:
    """Yield every schema in a schema."""
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts(part)
    if isinstance(schema, list):
        for part in schema:
            yield from parts(part)


@pytest.mark.parametrize(("kind", "document"), list(documents()))
def test_a_document_is_true_to_its_schema(kind: str, document: Document) -> None:
    Draft202012Validator(json_schema(kind)).validate(document)

    assert document["schema"] == f"dangjian-chain/{kind}/1"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_closed_and_named(kind: str) -> None:
    """A name that is not there today is a new version tomorrow, never a surprise."""
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    objects = [part for part in parts(schema) if "properties" in part and part.get("type") == "object"]

    assert schema["$id"] == f"urn:dangjian-chain:{kind}:1"
    assert objects
    assert all(part["additionalProperties"] is False for part in objects)
    assert all(sorted(part["required"]) == sorted(part["properties"]) for part in objects)


def test_a_gap_has_the_columns_of_the_frame() -> None:
    assert tuple(json_schema("gaps")["$defs"]["gap"]["properties"]) == COLUMNS


def test_a_pair_has_the_columns_of_the_frame() -> None:
    assert list(json_schema("cascade")["properties"]["pairs"]["items"]["properties"]) == list(
        CASCADE.columns()
    )


def test_counts_are_those_of_the_report() -> None:
    counts = gaps_document(report(), CHAIN)["counts"]

    assert counts == {"gaps": 7, "causes": 5, "error": 4, "warning": 2, "note": 1}


def test_details_are_values_and_not_text_in_text() -> None:
    assert gaps_document(report(), CHAIN)["gaps"][0]["details"] == {
        "organization": "勘查院党支部",
        "duty": "S1",
    }


def test_long_numbers_in_notes_are_hidden() -> None:
    note = Understood(
        "word", "roles.csv:2", Text("“11010119900101001X”读作空缺", "'11010119900101001X' read as vacant")
    )
    chain = type(CHAIN).of_tables(CHAIN.tables, understood=[note])

    assert "110101" not in json_bytes(gaps_document(report(), chain)).decode()
    assert "110101" not in json_bytes(errors_document(3, [Problem("x", "", note.text)])).decode()


def test_a_path_of_windows_and_half_a_character_are_json_all_the_same() -> None:
    assert b"?" in json_bytes({"place": "C:\\\ud800"})


def test_no_person_is_in_any_document() -> None:
    chain = CHAIN.with_appointment("D1.sj", "某某某")
    cascade = propagate(chain, at=DAY)
    held = [
        cascade_document(cascade, [], cascade.landing, cascade.bearers),
        duty_list_document(cascade.list_for("D1.sj"), cascade),
        gaps_document(report(), chain),
    ]

    assert all("某某某" not in json_bytes(document).decode() for document in held)
