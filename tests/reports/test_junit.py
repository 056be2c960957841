"""A gap report as JUnit XML."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

from dangjian_chain import GapReport
from dangjian_chain.foot import FOOT
from dangjian_chain.gaps import NotChecked, rules
from dangjian_chain.model import Severity
from dangjian_chain.reports import junit
from dangjian_chain.reports.junit import junit_bytes
from dangjian_chain.text import Lang, Text
from tests.reports.small import DAY, MISSING, gap, report

NAMES = set(rules())


def parsed(found: GapReport, lang: Lang = "zh", **settings: Any) -> ET.Element:
    return ET.fromstring(junit_bytes(found, lang, **settings))


def cases(root: ET.Element) -> dict[str, ET.Element]:
    return {case.attrib["name"].split()[0]: case for case in root.iter("testcase")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_test_case_a_rule(lang: Lang) -> None:
    """In suites by stage, in the order of codes."""
    root = parsed(report(), lang)
    found = cases(root)

    assert root.tag == "testsuites"
    assert sorted(found) == sorted(NAMES)
    for code, rule in rules().items():
        if code in {"DJ101", "DJ105", "DJ503", "DJ902"}:
            continue
        assert found[code].attrib["name"] == f"{code} {rule.title.of(lang)}"
        assert found[code].attrib["classname"] == f"dangjian-chain.{rule.stage}"
    for suite in root:
        assert [*cases(suite)] == sorted(cases(suite))


def test_errors_and_warnings_fail_with_all_their_gaps() -> None:
    found = cases(parsed(report()))
    error, warning = found["DJ101"].find("failure"), found["DJ105"].find("failure")

    assert error is not None
    assert warning is not None
    assert (error.attrib["type"], error.attrib["message"]) == ("error", "应核改 待核实3项")
    assert (warning.attrib["type"], warning.attrib["message"]) == ("warning", "建议完善 待核实2项")
    assert error.text is not None
    assert error.text.splitlines()[:4] == [
        "勘查院党支部……“S1”",
        "  下一步：请核对。",
        "  出处：organizations.csv:3",
        "  依据：责任链的定义",
    ]
    assert error.text.count("勘查院党支部……") == 3


def test_notes_are_output_and_no_failure() -> None:
    note = cases(parsed(report()))["DJ902"]

    assert note.find("failure") is None
    assert (note.findtext("system-out") or "").startswith("勘查院党支部……")


def test_what_could_not_look_is_skipped_with_the_reason() -> None:
    found = cases(parsed(report(), "en"))
    skipped = found["DJ904"].find("skipped")

    assert skipped is not None
    assert skipped.attrib["message"] == "no member counts were entered"
    assert list(found["DJ001"]) == []


def test_a_rule_that_found_something_is_not_skipped_and_says_where_it_could_not_look() -> None:
    part = NotChecked("DJ101", Text("3个组织未填写单位类型", "3 organizations enter no type"))
    case = cases(parsed(GapReport(report().gaps, DAY, [part])))["DJ101"]

    assert [part.tag for part in case] == ["failure", "system-out"]
    assert case.findtext("system-out") == "3个组织未填写单位类型"


def test_what_was_not_asked_is_skipped() -> None:
    found = cases(parsed(report(), "en", looked={"DJ101"}))
    skipped = found["DJ001"].find("skipped")

    assert skipped is not None
    assert skipped.attrib["message"] == "not chosen this time"
    assert found["DJ101"].find("failure") is not None


def test_a_rule_that_is_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless somebody named it, and it found something."""
    off = attrs.evolve(MISSING, is_on=False)
    monkeypatch.setattr(junit, "known_rules", lambda: {off.code: off})
    skipped = cases(parsed(GapReport([], DAY, []), "en"))["DJ101"].find("skipped")
    found = cases(parsed(GapReport([gap(off, "D1-01")], DAY, []), looked={"DJ101"}))["DJ101"]

    assert skipped is not None
    assert skipped.attrib["message"] == "off by default"
    assert found.find("failure") is not None


def test_the_counts_add_up() -> None:
    root = parsed(report())
    suites = list(root)

    for name, tag in (("failures", "failure"), ("skipped", "skipped"), ("errors", "error")):
        assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in suites)
        assert int(root.attrib[name]) == len(root.findall(f".//{tag}"))
    assert int(root.attrib["tests"]) == len(rules())
    off = {code for code, rule in rules().items() if not rule.is_on}
    assert int(root.attrib["failures"]) == 3
    assert int(root.attrib["skipped"]) == len(({"DJ904", "DJ905"} | off) & NAMES)


def test_what_belongs_to_no_rule_and_what_the_list_is_not_stand_at_the_end() -> None:
    last = list(parsed(report(), "en"))[-1].findtext("system-out") or ""

    assert last.splitlines() == ["'S2': its condition is blank", FOOT.en]


def test_the_day_is_a_property_and_there_is_no_clock() -> None:
    root = parsed(report())

    assert {each.attrib["value"] for each in root.iter("property")} == {"2026-09-30"}
    assert not any("timestamp" in element.attrib or "time" in element.attrib for element in root.iter())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\x00b", "a\\x00b"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b", "\\x9b"),
        ("\ud800", "\\ud800"),
        ("\uffff", "\\uffff"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("<&>\"']]>", "<&>\"']]>"),
        ("𠮷", "𠮷"),
    ],
)
def test_what_xml_may_not_hold_is_shown_by_its_number(words: str, shown: str) -> None:
    odd = attrs.evolve(gap(MISSING, "D1-01"), message=Text(words, words))
    failure = cases(parsed(GapReport([odd], DAY, [])))["DJ101"].find("failure")

    assert failure is not None
    assert (failure.text or "").startswith(f"{shown}\n  下一步")


def test_a_reason_of_any_words_is_an_attribute() -> None:
    note = NotChecked("DJ904", Text('"<&\x07\n11010119900101001X', "x"))
    skipped = cases(parsed(GapReport([], DAY, [note])))["DJ904"].find("skipped")

    assert skipped is not None
    assert skipped.attrib["message"] == '"<&\\x07\n1***X'


@pytest.mark.parametrize("severity", list(Severity))
def test_only_notes_let_a_build_pass(severity: Severity) -> None:
    graded = attrs.evolve(MISSING, severity=severity)
    case = cases(parsed(GapReport([gap(graded, "D1-01")], DAY, [])))["DJ101"]

    assert (case.find("failure") is None) is (severity is Severity.NOTE)


def test_it_is_utf_8_and_says_so() -> None:
    raw = junit_bytes(report())

    assert raw.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    assert "勘查院党支部" in raw.decode("utf-8")
    assert raw.endswith(b"</testsuites>\n")
