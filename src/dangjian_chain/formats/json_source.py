"""JSON documents: duplicate keys refused, places found when something is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from attrs import define

from dangjian_chain.errors import Problem
from dangjian_chain.formats.sheet import problem
from dangjian_chain.formats.yaml_source import DEEPEST, Marks

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_NO_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})
_LONGEST_NUMBER = 4000


def loaded(text: str, source: str) -> tuple[Any, list[Problem]]:
    r"""
    Return the data of a JSON text, and everything wrong in it.

    Examples
    --------
    >>> loaded('{"a": 1,\n "a": NaN}', "a.json")[1][0].place
    'a.json:2:2'
    """
    odd: list[str] = []

    def paired(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            odd.append("duplicate-key")
        return found

    try:
        data = json.loads(text, object_pairs_hook=paired, parse_constant=odd.append)
    except json.JSONDecodeError as error:
        zh = "不是可读的 JSON，请检查逗号、引号和括号"
        place = f"{source}:{error.lineno}:{error.colno}"
        return None, [problem("unreadable-json", place, zh, f"not readable as JSON: {error.msg}")]
    except (RecursionError, ValueError):
        return None, _located(text, source).problems
    if odd or _is_deep(data):
        return data, _located(text, source).problems
    return data, _halves(text, data, source)


def _halves(text: str, data: object, source: str) -> list[Problem]:
    """Return the problem of a text with half a character, which nothing could print or write."""
    try:
        json.dumps(data if "\\u" in text else None, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, max(text.find(f"\\u{ord(error.object[error.start]):04x}"), 0)) + 1
        zh, en = "文字中有不完整的字符", "a text holds half a character"
        return [problem("unreadable-encoding", f"{source}:{line}", zh, en)]
    return []


def marks_of(text: str, source: str) -> Marks:
    r"""
    Return where each value of a readable JSON text stands.

    Examples
    --------
    >>> marks_of('{"a": [1,\n 2]}', "a.json")["a", 1]
    (2, 2)
    """
    return _located(text, source).marks


def _is_deep(data: object) -> bool:
    layer = [data]
    for _ in range(DEEPEST):
        layer = [
            item
            for holder in layer
            for item in (
                holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ()
            )
            if isinstance(item, dict | list)
        ]
    return bool(layer)


def _signs(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the signs of a text, each with its line and column."""
    line, start = 1, 0
    for found in _TOKEN.finditer(text):
        newlines = text.count("\n", start, found.start())
        if newlines:
            line += newlines
            start = text.rfind("\n", start, found.start()) + 1
        yield found[0], (line, found.start() - start + 1)


@define
class _Open:
    """An object or array that is being read; `step` is the key or index of its next value."""

    is_object: bool
    path: tuple[Any, ...]
    step: Any
    keys: set[str]
    awaits_key: bool


def _located(text: str, source: str) -> _Places:
    places = _Places(source)
    for sign, mark in _signs(text):
        if not places.take(sign, mark):
            break
    return places


class _Places:
    """Walks the signs of a JSON text that Python could read, or that is too much for it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks: Marks = {}
        self.problems: list[Problem] = []
        self._open: list[_Open] = []

    def take(self, sign: str, mark: tuple[int, int]) -> bool:
        """Take the next sign; return whether to go on."""
        top = self._open[-1] if self._open else None
        if sign in {"]", "}"}:
            self._open.pop()
        elif sign == "," and top is not None:
            self._next(top)
        elif sign != ":":
            if top is not None and top.awaits_key:
                self._key(top, json.loads(sign), mark)
            else:
                return self._value(top, sign, mark)
        return True

    def _blame(self, code: str, mark: tuple[int, int], zh: str, en: str) -> None:
        self.problems.append(problem(code, f"{self.source}:{mark[0]}:{mark[1]}", zh, en))

    @staticmethod
    def _next(top: _Open) -> None:
        if top.is_object:
            top.awaits_key = True
        else:
            top.step += 1

    def _key(self, top: _Open, key: str, mark: tuple[int, int]) -> None:
        top.step, top.awaits_key = key, False
        if key in top.keys:
            self._blame("duplicate-key", mark, f"键“{key}”重复", f"the key {key!r} stands twice")
        top.keys.add(key)
        self.marks[*top.path, key, ""] = mark

    def _value(self, top: _Open | None, sign: str, mark: tuple[int, int]) -> bool:
        path = () if top is None else (*top.path, top.step)
        self.marks[path] = mark
        if sign in _NO_NUMBERS:
            self._blame("not-a-number", mark, f"{sign} 不是数", f"{sign} is not a number")
        elif len(sign) > _LONGEST_NUMBER and sign[:1] != '"':
            self._blame("not-a-number", mark, "数字过长", "the number is too long")
            return False
        elif sign in {"[", "{"}:
            if len(self._open) >= DEEPEST:
                zh, en = f"层次过深，最多 {DEEPEST} 层", f"nested too deeply, {DEEPEST} levels at most"
                self._blame("too-deep", mark, zh, en)
                return False
            is_object = sign == "{"
            self._open.append(_Open(is_object, path, "" if is_object else 0, set(), is_object))
        return True
