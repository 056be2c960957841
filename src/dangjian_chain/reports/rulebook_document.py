"""The rulebook as a document for programs: instruments, parameters and facts, as they stand on a day."""

from __future__ import annotations

from typing import Any

from dangjian_chain.period import Day
from dangjian_chain.reports.held_values import HeldValue, held_values
from dangjian_chain.reports.look_up import Found
from dangjian_chain.reports.resting import facts_in, facts_of, parameters_on, rules_comparing, rules_on
from dangjian_chain.reports.rulebook_pages import former_of
from dangjian_chain.rulebook import (
    Citation,
    DatedRulebook,
    DatedValue,
    Instrument,
    Override,
    Parameter,
    Place,
    Switch,
    Version,
)
from dangjian_chain.text import Text, both

Document = dict[str, Any]

_PLACE = ("article", "to_article", "paragraph", "item", "chapter")


def rulebook_document(found: Found, rules: DatedRulebook) -> Document:
    """Return what a name means in the rulebook, on its day and with its profiles."""
    return {
        "schema": "dangjian-chain/rulebook/1",
        "at": str(rules.day),
        "profiles": [profile.name.under("name") for profile in rules.book.profiles],
        "instruments": [_instrument(each, rules) for each in found.instruments],
        "parameters": [_parameter(each, rules) for each in found.parameters],
        "facts": [_fact(each, rules) for each in found.facts],
    }


def _instrument(instrument: Instrument, rules: DatedRulebook) -> Document:
    return {
        "code": instrument.code,
        **instrument.title.under("title"),
        **instrument.short.under("short"),
        "is_text": instrument.is_text,
        "versions": [_version(each, instrument, rules) for each in instrument.versions],
        "facts": list(dict.fromkeys(fact.key for _, fact in facts_in(instrument.code, rules.book))),
    }


def _version(version: Version, instrument: Instrument, rules: DatedRulebook) -> Document:
    return {
        "name": version.name,
        "issued": _day(version.issued),
        "in_force": _day(version.in_force),
        "ended": _day(version.ended),
        "standing": str(instrument.standing(rules.day, version.name)),
        "status": str(version.status),
        "articles": version.articles,
        **_said("note", version.note),
    }


def _parameter(parameter: Parameter, rules: DatedRulebook) -> Document:
    return {
        "key": parameter.key,
        **parameter.title.under("title"),
        **parameter.unit.under("unit"),
        "is_share": parameter.is_share,
        "unit_types": list(parameter.unit_types),
        "status": str(parameter.status),
        "by_reference": parameter.by_reference,
        **_said("note", parameter.note),
        "values": [_value(each) for each in held_values(parameter.key, rules)],
        "history": [_dated(each, parameter) for each in parameter.values],
        "overrides": [_override(each, parameter, rules) for each in parameter.overridden],
        "facts": list(facts_of(parameter)),
        "rules": [rule.code for rule in rules_comparing(parameter.key)],
    }


def _value(value: HeldValue) -> Document:
    held = value.held
    return {
        "unit_types": list(value.unit_types),
        "value": None if held is None else held.value,
        "or_else": None if held is None else held.or_else,
        "citation": None if held is None else held.citation,
        "is_used": value.is_used,
        **_said("why", value.why),
    }


def _dated(value: DatedValue, parameter: Parameter) -> Document:
    return {
        "since": _day(value.since),
        "value": value.value,
        "or_else": value.or_else,
        "unit_types": list(value.unit_types),
        "citation": value.citation or parameter.citation,
        **_said("note", value.note),
    }


def _override(override: Override, parameter: Parameter, rules: DatedRulebook) -> Document:
    return {
        **override.profile.under("profile"),
        "value": override.value,
        "former": former_of(parameter, override, rules),
        "since": _day(override.since),
        "unit_types": list(override.unit_types),
        "citation": override.citation,
        **override.reason.under("reason"),
    }


def _fact(fact: Citation, rules: DatedRulebook) -> Document:
    return {
        "key": fact.key,
        "instrument": fact.instrument.code,
        **_place(fact.place),
        "version": fact.version,
        **both(fact.say("zh"), fact.say("en")).under("said"),
        **fact.text.under("text"),
        "status": str(fact.status),
        "modality": str(fact.modality),
        "modality_is_ours": fact.modality_is_ours,
        "by_reference": fact.by_reference,
        "unit_types": list(fact.unit_types),
        "standing": str(fact.standing(rules.day)),
        "is_on": fact.is_on,
        "switched": None if fact.switched is None else _switch(fact.switched),
        "also": [{"instrument": place.instrument.code, **_place(place)} for place in fact.also],
        **_said("where", fact.where),
        **_said("note", fact.note),
        "rules": [rule.code for rule in rules_on(fact.key, rules.book)],
        "parameters": [parameter.key for parameter in parameters_on(fact.key, rules.book)],
    }


def _place(place: Place) -> Document:
    return {name: getattr(place, name) for name in _PLACE}


def _switch(switch: Switch) -> Document:
    return {**switch.profile.under("profile"), **switch.reason.under("reason")}


def _day(day: Day | None) -> str | None:
    return None if day is None else str(day)


def _said(name: str, text: Text | None) -> Document:
    return {f"{name}_zh": None, f"{name}_en": None} if text is None else dict(text.under(name))
