"""Profiles as TOML, so that a program can make one and people can go on in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.instrument import Instrument, Version
from dangjian_chain.rulebook.override import Override, Switch
from dangjian_chain.rulebook.profile import SCHEMA, Profile
from dangjian_chain.text import Text

_Pairs = Iterator[tuple[str, object]]


def written(profile: Profile) -> str:
    """Return a profile as a TOML file."""
    switches = [switch for switch in profile.switches if switch.citation not in _own(profile)]
    top = _lines(
        iter(
            [
                ("schema", SCHEMA),
                ("name", profile.name),
                ("reason", profile.reason),
                ("unit_types", profile.unit_types),
            ]
        )
    )
    blocks = [
        *(_block("instruments", _instrument(each)) for each in profile.instruments),
        *(_block("facts", _fact(each)) for each in profile.facts),
        *(_block("overrides", _override(each)) for each in profile.overrides),
        *(_block("switches", _switch(each)) for each in switches),
    ]
    return "\n".join([top, *blocks])


def _own(profile: Profile) -> set[str]:
    """Return the facts of its own that carry their reason with them."""
    return {fact.key for fact in profile.facts if fact.switched is not None}


def _block(name: str, pairs: _Pairs) -> str:
    return f"[[{name}]]\n{_lines(pairs)}"


def _lines(pairs: _Pairs) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in pairs if value not in (None, (), False))


def _instrument(instrument: Instrument) -> _Pairs:
    yield "code", instrument.code
    yield "title", instrument.title
    yield "short", None if instrument.short == instrument.title else instrument.short
    yield "has_points", instrument.has_points
    yield "versions", instrument.versions


def _version(version: Version) -> _Pairs:
    yield from ((name, getattr(version, name)) for name in ("name", "issued", "in_force", "ended", "note"))


def _fact(fact: Citation) -> _Pairs:
    yield "key", fact.key
    yield "instrument", fact.instrument.code
    names = (
        "article",
        "to_article",
        "paragraph",
        "item",
        "chapter",
        "modality",
        "by_reference",
        "unit_types",
    )
    yield from ((name, getattr(fact, name)) for name in (*names, "text", "where", "note"))
    yield "reason", None if fact.switched is None else fact.switched.reason


def _override(override: Override) -> _Pairs:
    names = ("parameter", "value", "since", "unit_types", "reason", "citation")
    yield from ((name, getattr(override, name)) for name in names)


def _switch(switch: Switch) -> _Pairs:
    yield "citation", switch.citation
    yield "reason", switch.reason


def _value(value: object) -> str:
    """Return a value as TOML writes it."""
    match value:
        case bool() | int() | float():
            return json.dumps(value)
        case tuple():
            return f"[{', '.join(map(_value, value))}]"
        case Text() if value.zh != value.en:
            return _inline(iter([("zh", value.zh), ("en", value.en)]))
        case Version():
            return _inline(_version(value))
        case date():
            return value.isoformat()
        case _:
            return _quoted(value.zh if isinstance(value, Text) else str(value))


def _inline(pairs: _Pairs) -> str:
    return f"{{{', '.join(f'{key} = {_value(value)}' for key, value in pairs if value is not None)}}}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
