"""Results as plain documents under a named, versioned schema, for programs in any language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from dangjian_chain.errors import Problem
from dangjian_chain.explanation import Explanation
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.gaps.rule import Rule
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.propagation.bearer import Bearer
from dangjian_chain.propagation.cascade import Cascade
from dangjian_chain.propagation.duty_list import DutyList
from dangjian_chain.propagation.landing import LandingRow
from dangjian_chain.reports.held_values import held_values, latest_rulebook
from dangjian_chain.rulebook import DatedRulebook
from dangjian_chain.text import Text, masked

Document = dict[str, Any]

SCHEMAS = (
    "gaps",
    "cascade",
    "duty-list",
    "explanation",
    "accountability",
    "standings",
    "terms",
    "due",
    "due-reason",
    "burden",
    "loop",
    "appraisal",
    "reason",
    "bands",
    "uses",
    "work-reports",
    "ledger",
    "rules",
    "rulebook",
    "errors",
)
"""Every kind of document; its schema is named `dangjian-chain/<kind>/1`."""


@cache
def json_schema(kind: str) -> Document:
    """
    Return the JSON Schema (2020-12) of a kind of document.

    Examples
    --------
    >>> json_schema("gaps")["properties"]["schema"]
    {'const': 'dangjian-chain/gaps/1'}
    """
    folder = files("dangjian_chain.reports") / "schemas"
    schema: Document = json.loads((folder / f"{kind}-1.json").read_text("utf-8"))
    return schema


def json_bytes(document: Document) -> bytes:
    """Return a document as JSON in UTF-8, whatever the console speaks."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def gaps_document(report: GapReport, chain: ResponsibilityChain) -> Document:
    """Return a gap report: counts, every gap with the columns of `GapReport.to_frame`, and coverage."""
    return {
        "schema": "dangjian-chain/gaps/1",
        "at": str(report.day),
        "organizations": len(chain.at(report.day).organizations),
        "counts": {
            "gaps": len(report),
            "causes": len(report.causes),
            **{str(grade): sum(gap.severity is grade for gap in report) for grade in Severity},
        },
        "gaps": [
            {**row, "details": dict(gap.details)} for row, gap in zip(report.rows(), report, strict=True)
        ],
        "coverage": [
            {"code": one.code or None, "reason_zh": one.reason.zh, "reason_en": one.reason.en}
            for one in report.coverage
        ],
        "understood": [
            {"code": one.code, "place": one.place, **_said("text", _masked(one.text))}
            for one in chain.understood
        ],
    }


def cascade_document(
    cascade: Cascade,
    pairs: Sequence[Mapping[str, Any]],
    landing: Iterable[LandingRow],
    bearers: Iterable[Bearer],
) -> Document:
    """Return a cascade, or the part of it that was asked for: landing by level, pairs, expected bearers."""
    return {
        "schema": "dangjian-chain/cascade/1",
        "at": str(cascade.chain.day),
        "organizations": len(cascade.chain.organizations),
        "duties": len(cascade.chain.duties),
        "landing": [
            {
                "duty": row.duty,
                "level": row.level,
                "expected": row.expected,
                "declared": row.declared,
                "reached": row.reached,
                "handed": row.handed,
                "rate": row.rate,
                "declared_rate": row.declared_rate,
                "hand_over_rate": row.hand_over_rate,
            }
            for row in landing
        ],
        "pairs": [dict(pair) for pair in pairs],
        "bearers": [
            {
                "duty": bearer.duty,
                "organization": bearer.organization,
                "function": str(bearer.function),
                "responsibility": str(bearer.responsibility),
                "role": bearer.role,
            }
            for bearer in bearers
        ],
    }


def duty_list_document(duties: DutyList, cascade: Cascade) -> Document:
    """Return the responsibility list of one role."""
    return {
        "schema": "dangjian-chain/duty-list/1",
        "at": str(cascade.chain.day),
        "role": duties.role,
        "title": duties.title,
        "organization_name": duties.organization,
        "items": list(duty_rows(duties)),
    }


DUTY_COLUMNS = (
    "duty",
    "title",
    "functions",
    "responsibility",
    "wording",
    "received_from",
    "handed_to",
    "standard",
    "check",
    "indicator",
    "cycle",
    "due",
    "declared",
    "required",
)
"""What an item of a role's list holds."""


def duty_rows(duties: DutyList) -> Iterable[Document]:
    """Yield the items of a role's list as plain values."""
    for item in duties:
        row = {name: getattr(item, name) for name in DUTY_COLUMNS}
        row["functions"] = [str(function) for function in item.functions]
        row["responsibility"] = str(item.responsibility)
        row["handed_to"] = list(item.handed_to)
        yield row


def explanation_document(tree: Explanation, *, duty: str, organization: str, cascade: Cascade) -> Document:
    """Return why an organization carries a duty, or why not, as a tree."""
    return {
        "schema": "dangjian-chain/explanation/1",
        "at": str(cascade.chain.day),
        "duty": duty,
        "organization": organization,
        "carries": cascade.carries(duty, organization),
        "tree": tree.document(),
    }


def rules_document(rules: Iterable[Rule], dated: DatedRulebook | None = None) -> Document:
    """Return rules with their cards; their numbers on the day of a rulebook, else at their latest."""
    book = latest_rulebook() if dated is None else dated
    return {"schema": "dangjian-chain/rules/1", "rules": [_rule(rule, book) for rule in rules]}


def _rule(rule: Rule, dated: DatedRulebook) -> Document:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "stage": str(rule.stage),
        "status": str(rule.status),
        "since": rule.since,
        "is_on": rule.is_on,
        "symptom": None if rule.symptom is None else str(rule.symptom),
        "needs": [str(data) for data in rule.needs],
        "reads": list(rule.reads),
        "parameters": [_compared(key, dated) for key in rule.parameters],
        **_said("title", rule.title),
        **_said("message", rule.message),
        **_said("remedy", rule.remedy),
        **_said("explanation", rule.explanation),
        "citations": [dated.citation(key).document() for key in rule.citations],
        "bad": rule.bad,
        "good": rule.good,
        "examples_at": rule.at,
        "examples_reading": dict(rule.reading),
        "examples_profile": rule.profile,
    }


def _compared(key: str, dated: DatedRulebook) -> Document:
    """Return a number that a rule compares with, and what it comes to for each type of unit."""
    parameter = dated.book.parameter(key)
    return {
        "key": key,
        **parameter.title.under("title"),
        "values": [
            {
                "unit_types": list(each.unit_types),
                "value": None if each.held is None else each.held.value,
                "is_used": each.is_used,
            }
            for each in held_values(key, dated)
        ],
    }


def errors_document(exit_code: int, problems: Iterable[Problem]) -> Document:
    """Return why there is no result: the exit code of the command, and each problem with its place."""
    return {
        "schema": "dangjian-chain/errors/1",
        "exit_code": exit_code,
        "problems": [
            {
                "code": problem.code,
                "place": problem.place or None,
                **_said("message", _masked(problem.text)),
            }
            for problem in problems
        ],
    }


def _masked(text: Text) -> Text:
    return Text(zh=masked(text.zh), en=masked(text.en))


def _said(name: str, text: Text | None) -> Document:
    return {f"{name}_zh": None, f"{name}_en": None} if text is None else dict(text.under(name))
