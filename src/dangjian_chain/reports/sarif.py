"""A gap report as SARIF 2.1.0, for what shows the findings of analyses beside the files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import version
from typing import Any

from dangjian_chain.foot import FOOT
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.registry import rules as known_rules
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.gaps.rule import Rule
from dangjian_chain.reports.card import reads_said
from dangjian_chain.reports.file_place import file_place
from dangjian_chain.reports.held_values import latest_rulebook, values_said
from dangjian_chain.text import Lang, Text, masked

Document = dict[str, Any]

_NAME = "dangjian-chain"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "dangjianChainGap/v1"
_NOT_CHECKED = "not-checked"
_TAGS = {"zh": "zh-CN", "en": "en-US"}

_NEXT = Text(zh="下一步：", en="Next step: ")
_BASIS = Text(zh="依据：", en="Basis: ")
_HELP_BASIS = Text(zh="依据", en="Basis")
_HELP_NUMBERS = Text(zh="用来比较的数值", en="Numbers it compares with")
_HELP_READS = Text(zh="所需栏目", en="Columns it needs")
_HELP_NEXT = Text(zh="下一步", en="Next step")


def sarif_document(
    report: GapReport, lang: Lang = "zh", *, looked: Collection[str] | None = None, folder: str = ""
) -> Document:
    """
    Return a gap report as a SARIF log: every rule declared, every gap a result, what was not checked a notification.

    Parameters
    ----------
    report : GapReport
    lang : {"zh", "en"}
        The language of what people read; the other one stands in `properties`.
    looked : collection of str, optional
        The codes of the rules that were asked; those that are on by default if it is not said.
    folder : str
        Where the files that places name lie, as a path from here.
    """
    rules = [*known_rules().values(), *_strangers(report)]
    places = {rule.code: index for index, rule in enumerate(rules)}
    asked = {rule.code for rule in rules if rule.is_on} if looked is None else set(looked)
    run: Document = {
        "tool": {
            "driver": {
                "name": _NAME,
                "version": version(_NAME),
                "language": _TAGS[lang],
                "rules": [_rule(rule, lang) for rule in rules],
            }
        },
        "language": _TAGS[lang],
        "invocations": [_invocation(report.coverage, rules, asked, places, lang)],
        "results": [_result(gap, places, lang, folder) for gap in report],
        "columnKind": "unicodeCodePoints",
        "properties": {"at": str(report.day), **FOOT.under("notice")},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _strangers(report: GapReport) -> Iterable[Rule]:
    """Return the rules of gaps that the registry does not know, as a report made by hand may have."""
    known = known_rules()
    return {gap.code: gap.rule for gap in report if gap.code not in known}.values()


# --- rules ---------------------------------------------------------------------------------------


def _rule(rule: Rule, lang: Lang) -> Document:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title.of(lang)},
        "fullDescription": {"text": rule.explanation.of(lang) or rule.title.of(lang)},
        "help": _help(rule, lang),
        "defaultConfiguration": {"enabled": rule.is_on, "level": str(rule.severity)},
        "properties": {
            **rule.title.under("title"),
            **rule.explanation.under("explanation"),
            **rule.remedy.under("remedy"),
            "stage": str(rule.stage),
            "symptom": None if rule.symptom is None else str(rule.symptom),
            "status": str(rule.status),
            "since": rule.since,
            "parameters": list(rule.parameters),
            "reads": list(rule.reads),
            "citations": list(rule.citations),
            "tags": [str(rule.stage), *([str(rule.symptom)] if rule.symptom is not None else [])],
        },
    }


def _help(rule: Rule, lang: Lang) -> Document:
    """Return what a rule compares and why, as text and as Markdown."""
    latest = latest_rulebook()
    basis = [latest.citation(key) for key in rule.citations]
    mark = "：" if lang == "zh" else ": "
    numbers = [
        f"{latest.book.parameter(key).title.of(lang)}{mark}{values_said(key, latest, lang)}"
        for key in rule.parameters
    ]
    parts = [
        (None, [rule.explanation.of(lang)]),
        (_HELP_NEXT, [_plain(rule.remedy.of(lang))]),
        (_HELP_BASIS, [f"{one.say(lang)}{mark}{one.text.of(lang)}" for one in basis]),
        (_HELP_NUMBERS, numbers),
        (_HELP_READS, [reads_said(rule, lang)] if rule.reads else []),
    ]
    shown = [(head, [line for line in lines if line]) for head, lines in parts]
    return {
        "text": "\n\n".join(_block(head, lines, lang) for head, lines in shown if lines),
        "markdown": "\n\n".join(
            [
                f"# {rule.code} {_escaped(rule.title.of(lang))}",
                *(_markdown(head, lines, lang) for head, lines in shown if lines),
            ]
        ),
    }


def _block(head: Text | None, lines: Sequence[str], lang: Lang) -> str:
    return "\n".join(lines if head is None else [head.of(lang), *lines])


def _markdown(head: Text | None, lines: Sequence[str], lang: Lang) -> str:
    if head is None:
        return "\n\n".join(map(_escaped, lines))
    return "\n\n".join([f"## {head.of(lang)}", "\n".join(f"- {_escaped(line)}" for line in lines)])


def _plain(message: str) -> str:
    """Return a message without the marks that only the program needs."""
    return message.replace("!r}", "}")


def _escaped(words: str) -> str:
    """Return words that Markdown shows as they stand."""
    for mark in "\\`*_<>[]#|":
        words = words.replace(mark, f"\\{mark}")
    return words


# --- the run -------------------------------------------------------------------------------------


def _invocation(
    coverage: Iterable[NotChecked],
    rules: Iterable[Rule],
    asked: Collection[str],
    places: dict[str, int],
    lang: Lang,
) -> Document:
    changed = [
        {"descriptor": _descriptor(rule.code, places), "configuration": {"enabled": rule.code in asked}}
        for rule in rules
        if rule.is_on != (rule.code in asked)
    ]
    return {
        "executionSuccessful": True,
        "ruleConfigurationOverrides": changed,
        "toolExecutionNotifications": [_notification(one, places, lang) for one in coverage],
    }


def _notification(one: NotChecked, places: dict[str, int], lang: Lang) -> Document:
    notification: Document = {
        "descriptor": {"id": _NOT_CHECKED},
        "level": "note",
        "message": {"text": masked(one.reason.of(lang))},
        "properties": {"reason_zh": masked(one.reason.zh), "reason_en": masked(one.reason.en)},
    }
    if one.code in places:
        notification["associatedRule"] = _descriptor(one.code, places)
    return notification


def _descriptor(code: str, places: dict[str, int]) -> Document:
    return {"id": code, "index": places[code]}


# --- results -------------------------------------------------------------------------------------


def _result(gap: Gap, places: dict[str, int], lang: Lang, folder: str) -> Document:
    result: Document = {
        "ruleId": gap.code,
        "ruleIndex": places[gap.code],
        "kind": "fail",
        "level": str(gap.severity),
        "message": {"text": _message(gap, lang)},
    }
    location = _location(gap, folder)
    if location:
        result["locations"] = [location]
    result["partialFingerprints"] = {_FINGERPRINT: gap.fingerprint}
    result["properties"] = {
        **gap.message.under("message"),
        **gap.remedy.under("remedy"),
        **gap.citation.under("basis"),
        "organization": gap.organization,
        "unit": gap.unit,
        "unit_name": gap.unit_name,
        "level": gap.level,
        "subject_kind": gap.subject_kind,
        "subject": gap.subject,
        "duty": gap.duty,
        "since": None if gap.since is None else str(gap.since),
        "place": gap.place,
        "follows_from": gap.follows_from,
    }
    return result


def _message(gap: Gap, lang: Lang) -> str:
    """Return what was compared, the next step and the basis."""
    parts = [gap.message.of(lang), f"{_NEXT.of(lang)}{gap.remedy.of(lang)}"]
    if gap.citation.of(lang):
        parts.append(f"{_BASIS.of(lang)}{gap.citation.of(lang)}")
    return "\n".join(parts)


def _location(gap: Gap, folder: str) -> Document:
    location: Document = {}
    place = file_place(gap.place, folder)
    if place is not None:
        region = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
        location["physicalLocation"] = {"artifactLocation": {"uri": place.uri}, "region": region}
    if gap.organization:
        location["logicalLocations"] = [
            {
                "name": gap.organization_name or gap.organization,
                "fullyQualifiedName": gap.organization,
                "kind": "organization",
            }
        ]
    return location
