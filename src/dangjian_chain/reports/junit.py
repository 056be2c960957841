"""A gap report as JUnit XML, for what shows the tests of a build: a test case a rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from xml.etree import ElementTree as ET

from dangjian_chain.foot import FOOT
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.registry import rules as known_rules
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.gaps.rule import Rule
from dangjian_chain.model.vocabulary import Severity, Stage
from dangjian_chain.text import Lang, Text, masked

_NAME = "dangjian-chain"
_NOT_XML = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML may not hold, and the other control characters."""
_BYTE = 0xFF
_NEXT = Text(zh="下一步：", en="next step: ")
_PLACE = Text(zh="出处：", en="place: ")
_BASIS = Text(zh="依据：", en="basis: ")
_COUNT = Text(zh="待核实{count}项", en="{count} to verify")
_NOT_ASKED = Text(zh="本次未选", en="not chosen this time")
_IS_OFF = Text(zh="默认不核对", en="off by default")


def junit_bytes(report: GapReport, lang: Lang = "zh", *, looked: Collection[str] | None = None) -> bytes:
    """
    Return a gap report as JUnit XML in UTF-8: a suite a stage, a test case a rule.

    A rule with errors or warnings fails, with all its gaps; notes are in its output; one that was not
    asked or could not look is skipped, with the reason.

    Parameters
    ----------
    report : GapReport
    lang : {"zh", "en"}
    looked : collection of str, optional
        The codes of the rules that were asked; those that are on by default if it is not said.
    """
    known = {**known_rules(), **{gap.code: gap.rule for gap in report}}
    asked = {code for code, rule in known.items() if rule.is_on} if looked is None else set(looked)
    root = ET.Element("testsuites", name=_NAME)
    for stage in Stage:
        cases = [
            _case(rule, report, lang, is_asked=code in asked)
            for code, rule in sorted(known.items())
            if rule.stage is stage
        ]
        if cases:
            root.append(_suite(stage, cases, report, lang))
    _count(root, root.findall("testsuite/testcase"))
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _suite(stage: Stage, cases: Sequence[ET.Element], report: GapReport, lang: Lang) -> ET.Element:
    suite = ET.Element("testsuite", name=stage.label.of(lang))
    _count(suite, cases)
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", name="at", value=str(report.day))
    suite.extend(cases)
    general = [masked(one.reason.of(lang)) for one in report.coverage if not one.code]
    if stage is Stage.DATA:
        _text(suite, "system-out", "\n".join([*general, FOOT.of(lang)]))
    return suite


def _count(element: ET.Element, cases: Sequence[ET.Element]) -> None:
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))


def _case(rule: Rule, report: GapReport, lang: Lang, *, is_asked: bool) -> ET.Element:
    title = _sayable(f"{rule.code} {rule.title.of(lang)}")
    case = ET.Element("testcase", classname=f"{_NAME}.{rule.stage}", name=title)
    gaps = [gap for gap in report if gap.code == rule.code]
    reasons = [masked(one.reason.of(lang)) for one in report.coverage if one.code == rule.code]
    if gaps and rule.severity is not Severity.NOTE:
        count = _COUNT.of(lang).format(count=len(gaps))
        failure = _text(case, "failure", _listed(gaps, lang))
        failure.set("message", f"{rule.severity.label.of(lang)} {count}")
        failure.set("type", str(rule.severity))
    elif not gaps and (reasons or not is_asked):
        silent = [*reasons, *([] if is_asked else [(_NOT_ASKED if rule.is_on else _IS_OFF).of(lang)])]
        ET.SubElement(case, "skipped", message=_sayable("; ".join(silent)))
        return case
    notes = [*([_listed(gaps, lang)] if gaps and rule.severity is Severity.NOTE else []), *reasons]
    if notes:
        _text(case, "system-out", "\n".join(notes))
    return case


def _listed(gaps: Sequence[Gap], lang: Lang) -> str:
    return "\n".join(_entry(gap, lang) for gap in gaps)


def _entry(gap: Gap, lang: Lang) -> str:
    lines = [gap.message.of(lang), f"  {_NEXT.of(lang)}{gap.remedy.of(lang)}"]
    if gap.place:
        lines.append(f"  {_PLACE.of(lang)}{gap.place}")
    if gap.citation.of(lang):
        lines.append(f"  {_BASIS.of(lang)}{gap.citation.of(lang)}")
    return "\n".join(lines)


def _text(parent: ET.Element, tag: str, words: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _sayable(words)
    return element


def _sayable(words: str) -> str:
    r"""
    Return words as XML may hold them; characters that it may not hold are shown by their numbers.

    Examples
    --------
    >>> _sayable("支部\x1b[31m\r\n\x00")
    '支部\\x1b[31m\n\\x00'
    """
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub(_shown, lines)


def _shown(found: re.Match[str]) -> str:
    """Return a character that XML may not hold by its number."""
    number = ord(found[0])
    return f"\\x{number:02x}" if number <= _BYTE else f"\\u{number:04x}"
