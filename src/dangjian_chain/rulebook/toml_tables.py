"""The tables of a unit's own TOML file: their values, and what is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import Factory, define, frozen

from dangjian_chain.errors import Problem, UnreadableDocumentError, nearest
from dangjian_chain.period import DateTextError, Day, as_day, read_day
from dangjian_chain.rulebook.marks import Marks, Path
from dangjian_chain.text import Text, both


@define
class Findings:
    """Everything wrong so far, each with its place."""

    marks: Marks
    problems: list[Problem] = Factory(list)

    def blame(self, code: str, path: Path, rows: int, zh: str, en: str) -> None:
        """Note that something is wrong at a place."""
        self.problems.append(Problem(code, self.marks.place(path, rows), Text(zh=zh, en=en)))

    def refuse(self) -> None:
        """Raise everything that is wrong, by line; nothing where nothing is."""
        if self.problems:
            raise UnreadableDocumentError(sorted(self.problems, key=_line))


def _line(problem: Problem) -> int:
    """Return the line of a problem's place, 0 for the file as a whole."""
    found = _LINE.search(problem.place)
    return 0 if found is None else int(found[1])


_LINE = re.compile(r":([0-9]+)(?:\s|$)")


@frozen
class Table:
    """
    One table of a profile or of a catalogue.

    Parameters
    ----------
    data : mapping
    path : tuple
        Where it stands in the file.
    findings : Findings
    rows : int
        How many tables its collection has.
    """

    data: Mapping[str, Any]
    path: Path
    findings: Findings
    rows: int = 0

    def blame(self, code: str, key: str, zh: str, en: str) -> None:
        """Note that something is wrong with a key, or with the table itself."""
        path = (*self.path, key) if key else self.path
        self.findings.blame(code, path, self.rows, zh, en)

    def is_of(self, schema: str) -> None:
        """Blame a file that does not say that it is of a schema."""
        said = self.data.get("schema")
        if said == schema:
            return
        zh = f"第一行应为 schema = “{schema}”" + ("" if said is None else f"，现为“{said}”")
        en = f"the schema should be {schema!r}" + ("" if said is None else f", not {said!r}")
        self.blame("unknown-schema", "schema", zh, en)

    def only(self, known: Iterable[str]) -> None:
        """Blame keys that are not known, naming the nearest."""
        names = list(known)
        for key in self.data:
            if key not in names:
                self.unknown("unknown-key", key, key, names, both("项", "key"))

    def unknown(self, code: str, key: str, name: str, known: Iterable[str], what: Text) -> None:
        """Blame a name that is not known, naming the nearest."""
        near = nearest(name, known)
        zh = f"没有名为“{name}”的{what.zh}" + (f"，是否为 {'、'.join(near)}" if near else "")
        en = f"there is no {what.en} {name!r}" + (f"; did you mean {', '.join(near)}?" if near else "")
        self.blame(code, key, zh, en)

    def needs(self, key: str) -> bool:
        """Whether a key is filled in; blamed if it is not."""
        if self.data.get(key) in (None, "", {}):
            self.blame("missing-value", key, f"未填写“{key}”", f"{key} is not filled in")
            return False
        return True

    def word(self, key: str, *, needed: bool = False) -> str | None:
        """Return a word."""
        value = self.data.get(key)
        if needed and not self.needs(key):
            return None
        if value is None or (isinstance(value, str) and value.strip()):
            return None if value is None else value.strip()
        self.blame("not-a-word", key, f"“{key}”应为文字", f"{key} should be words in quotation marks")
        return None

    def text(self, key: str, *, needed: bool = False) -> Text | None:
        """Return words in both languages; in one alone they stand for both."""
        value = self.data.get(key)
        if needed and not self.needs(key):
            return None
        if value is None:
            return None
        if isinstance(value, str) and value.strip():
            return both(value.strip())
        if isinstance(value, Mapping) and value.keys() == {"zh", "en"} and all(map(_is_word, value.values())):
            return Text(zh=value["zh"].strip(), en=value["en"].strip())
        zh, en = f"“{key}”应为文字，或者 {{zh = …, en = …}}", f"{key} should be words, or {{zh = …, en = …}}"
        self.blame("not-a-text", key, zh, en)
        return None

    def day(self, key: str) -> Day | None:
        """Return a day, a month or a year."""
        value = self.data.get(key)
        if isinstance(value, str):
            try:
                return read_day(value)
            except DateTextError as error:
                self.blame("unreadable-date", key, f"“{value}”不是日期：{error.zh}", f"{value!r}: {error.en}")
                return None
        found = as_day(value)
        if value is not None and found is None:
            zh, en = f"“{key}”应为日期，如 2026-11-23", f"{key} should be a date, such as 2026-11-23"
            self.blame("unreadable-date", key, zh, en)
        return found

    def number(self, key: str) -> float | None:
        """Return a number that is not below zero."""
        value = self.data.get(key)
        if not self.needs(key):
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.blame(
                "not-a-number", key, f"“{key}”应为数字，不加引号", f"{key} should be a number, unquoted"
            )
            return None
        if not math.isfinite(value) or value < 0:
            self.blame("not-a-number", key, f"“{key}”不能为 {value}", f"{key} cannot be {value}")
            return None
        return float(value)

    def count(self, key: str) -> int | None:
        """Return a whole number from 1 on."""
        value = self.data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self.blame("not-a-number", key, f"“{key}”应为正整数", f"{key} should be a whole number above zero")
        return None

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.blame("not-a-flag", key, f"“{key}”应为 true 或者 false", f"{key} should be true or false")
            return False
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words."""
        value = self.data.get(key, [])
        if isinstance(value, list) and all(map(_is_word, value)):
            return tuple(dict.fromkeys(word.strip() for word in value))
        self.blame("not-a-list", key, f"“{key}”应为文字的列表", f"{key} should be a list of words")
        return ()

    def tables(self, key: str) -> list[Table]:
        """Return the tables of a collection."""
        value = self.data.get(key, [])
        if isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
            path = (*self.path, key)
            rows = self.rows or len(value)
            return [Table(row, (*path, place), self.findings, rows) for place, row in enumerate(value)]
        zh, en = f"“{key}”应写成 [[{key}]]", f"write {key} as [[{key}]]"
        self.blame("not-a-list", key, zh, en)
        return []


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
