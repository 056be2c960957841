"""JSON documents: duplicate keys refused, places found when something is wrong."""

from __future__ import annotations

import json
from typing import Any

from dangjian_chain.errors import Problem
from dangjian_chain.formats.sheet import problem
from dangjian_chain.formats.yaml_source import Marks, composed


class _Object(dict[str, Any]):
    """An object whose text gave some keys twice."""

    repeated: tuple[str, ...] = ()


def loaded(text: str, source: str) -> tuple[Any, list[Problem]]:
    """Return the data of a JSON text, and everything wrong in it."""
    repeated: list[str] = []
    unreadable: list[str] = []

    def paired(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in pairs:
            if name in found:
                repeated.append(name)
            else:
                found[name] = value
        return found

    def constant(name: str) -> None:
        unreadable.append(name)

    try:
        data = json.loads(text, object_pairs_hook=paired, parse_constant=constant)
    except json.JSONDecodeError as error:
        place = f"{source}:{error.lineno}:{error.colno}"
        zh = "不是可读的 JSON，请检查逗号、引号和括号"
        return None, [problem("unreadable-json", place, zh, f"not readable as JSON: {error.msg}")]
    except RecursionError:
        return None, [problem("too-deep", source, "层次过深", "nested too deeply")]
    problems = [
        problem("not-a-number", source, f"{name} 不是数", f"{name} is not a number")
        for name in dict.fromkeys(unreadable)
    ]
    if repeated:
        problems += _repeated(text, source, repeated)
    return data, problems


def _repeated(text: str, source: str, names: list[str]) -> list[Problem]:
    """Return the problems of keys that stand twice, with their places where they can be found."""
    _, _, problems = composed(text, source)
    found = [each for each in problems if each.code == "duplicate-key"]
    return found or [
        problem("duplicate-key", source, f"键“{name}”重复", f"the key {name!r} stands twice")
        for name in names
    ]


def marks_of(text: str, source: str) -> Marks:
    """Return where each value of a JSON text stands, as far as it can be told."""
    return composed(text, source)[1]
