"""A gap report as SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from dangjian_chain import GapReport
from dangjian_chain.gaps import NotChecked, rules
from dangjian_chain.reports.documents import json_bytes
from dangjian_chain.reports.sarif import sarif_document
from dangjian_chain.text import Lang, Text
from tests.reports.small import DAY, LATE, MISSING, gap, report

LEVEL = {"enum": ["none", "note", "warning", "error"]}
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
DESCRIPTOR = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {"id": {"type": "string"}, "index": {"type": "integer", "minimum": 0}},
}
BAG = {
    "type": "object",
    "properties": {"tags": {"type": "array", "uniqueItems": True, "items": {"type": "string"}}},
}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


RULE = closed(
    ["id"],
    id={"type": "string"},
    name={"type": "string"},
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=closed(["text"], text={"type": "string", "minLength": 1}, markdown={"type": "string"}),
    defaultConfiguration=closed([], enabled={"type": "boolean"}, level=LEVEL),
    properties=BAG,
)
LOCATION = closed(
    [],
    physicalLocation=closed(
        ["artifactLocation"],
        artifactLocation=closed(["uri"], uri={"type": "string", "pattern": "^[A-Za-z0-9%._~/-]+$"}),
        region=closed(
            ["startLine"],
            startLine={"type": "integer", "minimum": 1},
            startColumn={"type": "integer", "minimum": 1},
        ),
    ),
    logicalLocations={
        "type": "array",
        "items": closed(
            [], name={"type": "string"}, fullyQualifiedName={"type": "string"}, kind={"type": "string"}
        ),
    },
)
RESULT = closed(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": 0},
    kind={"enum": ["fail"]},
    level=LEVEL,
    message=TEXT,
    locations={"type": "array", "items": LOCATION},
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    properties=BAG,
)
NOTIFICATION = closed(
    ["message"],
    descriptor=DESCRIPTOR,
    associatedRule=DESCRIPTOR,
    level=LEVEL,
    message=TEXT,
    properties=BAG,
)
INVOCATION = closed(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    ruleConfigurationOverrides={
        "type": "array",
        "items": closed(
            ["descriptor", "configuration"],
            descriptor=DESCRIPTOR,
            configuration=closed([], enabled={"type": "boolean"}, level=LEVEL),
        ),
    },
    toolExecutionNotifications={"type": "array", "items": NOTIFICATION},
)
RUN = closed(
    ["tool"],
    tool=closed(
        ["driver"],
        driver=closed(
            ["name"],
            name={"type": "string"},
            version={"type": "string"},
            language={"type": "string"},
            rules={"type": "array", "items": RULE},
        ),
    ),
    language={"type": "string", "pattern": "^[a-z]{2}-[A-Z]{2}$"},
    invocations={"type": "array", "items": INVOCATION},
    results={"type": "array", "items": RESULT},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    properties=BAG,
)
SARIF = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "minItems": 1, "items": RUN},
)
"""The part of SARIF 2.1.0 that is written, closed: names that the standard does not have cannot slip in."""


def run(found: GapReport, lang: Lang = "zh", **settings: Any) -> dict[str, Any]:
    document = json.loads(json_bytes(sarif_document(found, lang, **settings)))
    Draft202012Validator(SARIF).validate(document)

    return document["runs"][0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_is_declared_with_its_help(lang: Lang) -> None:
    """Also those that are off and those that found nothing."""
    declared = run(report(), lang)["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in declared] == list(rules())
    for rule in declared:
        card = rules()[rule["id"]]
        assert rule["shortDescription"]["text"] == card.title.of(lang)
        assert (rule["properties"]["title_zh"], rule["properties"]["title_en"]) == (
            card.title.zh,
            card.title.en,
        )
        assert rule["defaultConfiguration"] == {"enabled": card.is_on, "level": str(card.severity)}
        assert card.explanation.of(lang) in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {card.code} ")


def test_a_result_points_at_its_rule_organization_and_line() -> None:
    found = run(report(), folder="lists")
    result = found["results"][0]

    assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "DJ101"
    assert result["level"] == "error"
    assert result["message"]["text"].splitlines() == [
        "勘查院党支部……“S1”",
        "下一步：请核对。",
        "依据：责任链的定义",
    ]
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "lists/organizations.csv"},
                "region": {"startLine": 3},
            },
            "logicalLocations": [
                {"name": "勘查院党支部", "fullyQualifiedName": "D1-01", "kind": "organization"}
            ],
        }
    ]
    assert result["partialFingerprints"] == {"dangjianChainGap/v1": report()[0].fingerprint}
    assert (result["properties"]["message_en"], result["properties"]["duty"]) == ("勘查院党支部: 'S1'", "S1")


def test_levels_are_those_of_severity() -> None:
    levels = {result["ruleId"]: result["level"] for result in run(report())["results"]}

    assert levels == {"DJ101": "error", "DJ105": "warning", "DJ503": "error", "DJ902": "note"}


@pytest.mark.parametrize("place", ["", "名册.xlsx 岗位!C7", "名册.xlsx 岗位!7", "roles.csv", "roles.csv:0"])
def test_a_place_without_a_line_is_a_property(place: str) -> None:
    """A workbook has cells and no lines."""
    found = GapReport([gap(MISSING, "D1-01", "S1", place=place)], DAY, [])
    result = run(found)["results"][0]

    assert "physicalLocation" not in result["locations"][0]
    assert result["properties"]["place"] == place


@pytest.mark.parametrize(
    ("place", "uri", "region"),
    [
        ("chain.yaml:2:4", "chain.yaml", {"startLine": 2, "startColumn": 4}),
        ("名 册#1.csv:3", "%E5%90%8D%20%E5%86%8C%231.csv", {"startLine": 3}),
        ("a\\b.csv:3", "a/b.csv", {"startLine": 3}),
    ],
)
def test_a_file_is_a_relative_uri(place: str, uri: str, region: dict[str, int]) -> None:
    found = GapReport([gap(MISSING, "D1-01", "S1", place=place)], DAY, [])
    physical = run(found)["results"][0]["locations"][0]["physicalLocation"]

    assert physical == {"artifactLocation": {"uri": uri}, "region": region}


def test_a_gap_of_the_whole_chain_has_no_location() -> None:
    whole = attrs.evolve(gap(LATE, "x"), organization="", organization_name="")

    assert "locations" not in run(GapReport([whole], DAY, []))["results"][0]


def test_what_was_not_checked_is_a_notification_of_its_rule() -> None:
    found = run(report(), "en")
    first, second, last = found["invocations"][0]["toolExecutionNotifications"]

    assert first["message"]["text"] == "no member counts were entered"
    assert found["tool"]["driver"]["rules"][first["associatedRule"]["index"]]["id"] == "DJ904"
    assert first["properties"]["reason_zh"] == "未填写党员人数"
    assert "associatedRule" not in last
    assert second["descriptor"] == {"id": "not-checked"}


def test_rules_that_were_not_asked_are_off_in_this_run() -> None:
    """What is as by default is not said again."""
    asked = [code for code, rule in rules().items() if rule.is_on and code != "DJ001"]
    changed = run(report(), looked=asked)["invocations"][0]["ruleConfigurationOverrides"]

    assert [(each["descriptor"]["id"], each["configuration"]["enabled"]) for each in changed] == [
        ("DJ001", False)
    ]
    assert run(report())["invocations"][0]["ruleConfigurationOverrides"] == []


def test_a_rule_that_nobody_registered_is_declared_too() -> None:
    stranger = attrs.evolve(MISSING, code="LC101", name="stranger")
    found = run(GapReport([gap(stranger, "D1-01")], DAY, []))

    assert found["tool"]["driver"]["rules"][found["results"][0]["ruleIndex"]]["id"] == "LC101"


def test_control_characters_and_long_numbers_do_no_harm() -> None:
    odd = attrs.evolve(gap(MISSING, "D1-01"), message=Text("支部\x1b[31m\ud800", "branch\x00"))
    note = NotChecked("DJ904", Text("11010119900101001X", "11010119900101001X"))
    found = json_bytes(sarif_document(GapReport([odd], DAY, [note])))

    assert json.loads(found)["runs"][0]["results"][0]["message"]["text"].startswith("支部\x1b[31m?")
    assert b"110101" not in found
    assert b"\x1b" not in found


def test_the_same_report_gives_the_same_bytes() -> None:
    assert json_bytes(sarif_document(report())) == json_bytes(sarif_document(report()))
