"""Duty catalogues from TOML: every mistake at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import Factory, define

from dangjian_chain.rulebook.book import Rulebook, rulebook
from dangjian_chain.rulebook.catalogue import ELECTIVE, REQUIRED, SCHEMA, CatalogueDuty
from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.marks import Marks
from dangjian_chain.rulebook.toml_file import bytes_of, parsed, words_of
from dangjian_chain.rulebook.toml_tables import Findings, Table
from dangjian_chain.rulebook.unit_types import UNIT_TYPES
from dangjian_chain.text import Text, both

_KEYS = ("schema", "name", "unit_types", "duties")
_TEXTS = ("what", "how", "standard", "check", "indicator")
_DUTY = (
    "key", "title", "area", "nature", "unit_types", "performed_by", "conditions", "managed_levels",
    "managing_cycle", "bearers", "managing_bearers", "citations", "articles", "why", *_TEXTS, "cycle", "due", "offered",
)  # fmt: skip
_KEY = re.compile(r"\w+(?:[.-]\w+)*")
_MOST_LEVELS = 100
_CODES = {"citations": "unknown-citation", "unit_types": "unknown-unit-type"}
_PLACE = ("instrument", "article")
_SHOWN = 3

Check = Callable[[Table], None]
"""Blames what is wrong with a table of a duty in words of a room above this one: kinds, bearers, rhythms."""


def read_catalogue(path: str | Path, book: Rulebook, check: Check | None = None) -> tuple[CatalogueDuty, ...]:
    """Return the duties in a TOML file; see `catalogue_of`."""
    name = Path(path).name
    return catalogue_of(words_of(bytes_of(path), name), name, book, check)


def catalogue_of(
    words: str, source: str, book: Rulebook | None = None, check: Check | None = None
) -> tuple[CatalogueDuty, ...]:
    """
    Return the duties that a TOML file states, in its order.

    Parameters
    ----------
    words, source : str
        The file, and what it is called in errors.
    book : Rulebook, optional
        The facts that duties may cite; ours if it is not said.
    check : callable, optional
        Looks at each table as well.

    Raises
    ------
    UnreadableDocumentError
        With everything that is wrong in it.
    """
    findings = Findings(Marks(source, words))
    duties = _Reader(findings, book or rulebook(), check).duties(parsed(words, source))
    findings.refuse()
    return duties


@define
class _Reader:
    """What has been read so far, for what follows to refer to."""

    findings: Findings
    book: Rulebook
    check: Check | None
    unit_types: tuple[str, ...] = UNIT_TYPES
    keys: dict[str, Table] = Factory(dict)

    def duties(self, data: Mapping[str, Any]) -> tuple[CatalogueDuty, ...]:
        top = Table(data, (), self.findings)
        top.only(_KEYS)
        top.is_of(SCHEMA)
        top.text("name", needed=True)
        further = (each for profile in self.book.profiles for each in profile.unit_types)
        self.unit_types = (*UNIT_TYPES, *further, *top.words("unit_types"))
        every = [self._duty(table) for table in top.tables("duties")]
        return tuple(duty for duty in every if duty is not None)

    def _duty(self, table: Table) -> CatalogueDuty | None:
        before = len(self.findings.problems)
        table.only(_DUTY)
        texts = {name: table.text(name, needed=True) for name in ("title", *_TEXTS)}
        words = {name: table.word(name, needed=True) for name in ("bearers", "cycle")}
        performed_by = self._performed_by(table)
        made: dict[str, Any] = {
            "key": self._key(table),
            **texts,
            **words,
            "performed_by": performed_by,
            "area": table.text("area"),
            "nature": self._nature(table),
            "unit_types": self._types(table),
            "conditions": self._conditions(table),
            "managed_levels": _levels(table),
            "managing_cycle": table.word("managing_cycle"),
            "managing_bearers": table.word("managing_bearers") or "",
            "due": table.text("due"),
            "why": table.text("why"),
            "offered": table.flag("offered"),
            "citations": self._citations(table),
        }
        if self.check is not None:
            self.check(table)
        return CatalogueDuty(**made) if len(self.findings.problems) == before else None

    def _key(self, table: Table) -> str | None:
        key = table.word("key", needed=True)
        if key is None:
            return None
        if not _KEY.fullmatch(key):
            zh = f"“{key}”只能用文字、数字、下划线，中间可以用点或者短横"
            table.blame("unreadable-key", "key", zh, f"{key!r}: letters, digits, underscores; dots within")
        elif key in self.keys:
            earlier = self.findings.marks.place(self.keys[key].path, table.rows)
            zh, en = f"“{key}”已在本文件中写过（{earlier}）", f"{key!r} is given twice ({earlier})"
            table.blame("duplicate-key", "key", zh, en)
        else:
            self.keys[key] = table
        return key

    @staticmethod
    def _performed_by(table: Table) -> tuple[str, ...]:
        if table.data.get("performed_by") == []:
            zh, en = "“performed_by”至少写一类组织", "performed_by should name a kind of organization"
            table.blame("missing-value", "performed_by", zh, en)
            return ()
        return table.words("performed_by") if table.needs("performed_by") else ()

    @staticmethod
    def _nature(table: Table) -> str:
        word = table.word("nature") or REQUIRED
        _known(table, "nature", word, (REQUIRED, ELECTIVE), both("任务性质", "nature"))
        return word

    def _types(self, table: Table) -> tuple[str, ...]:
        types = table.words("unit_types")
        for word in types:
            _known(table, "unit_types", word, self.unit_types, both("单位类型", "type of unit"))
        return types

    @staticmethod
    def _conditions(table: Table) -> Mapping[str, object]:
        value = table.data.get("conditions", {})
        if not isinstance(value, Mapping):
            zh = "“conditions”应写成 {temporary = false}"
            table.blame("not-a-table", "conditions", zh, "conditions should be written {temporary = false}")
            return {}
        if "unit_type" in value:
            zh, en = "单位类型请写在 unit_types 中", "write the types of unit as unit_types"
            table.blame("unknown-condition", "conditions", zh, en)
        return dict(value)

    def _citations(self, table: Table) -> tuple[str, ...]:
        """Return the facts cited; a duty without any says its basis in words."""
        keys = table.words("citations")
        for key in keys:
            _known(table, "citations", key, self.book.citations, both("依据", "citation"))
        if not any(table.data.get(key) for key in ("citations", "articles", "why")):
            zh = "依据未填写：请写 citations（规则库中的名称）、articles（文件和条号）或者 why（文字）"
            en = "no basis is given; write citations (names of the rulebook), articles or why (in words)"
            table.blame("missing-value", "citations", zh, en)
        found = [key for each in table.tables("articles") for key in self._article(table, each)]
        return tuple(dict.fromkeys([*keys, *found]))

    def _article(self, table: Table, place: Table) -> tuple[str, ...]:
        """Return the facts of an article; blamed at the duty, naming the nearest that are known."""
        code, article = place.data.get("instrument"), place.data.get("article")
        for key in place.data.keys() - set(_PLACE):
            table.unknown("unknown-key", "articles", key, _PLACE, both("项", "key"))
        if not isinstance(code, str) or not isinstance(article, int):
            zh = '“articles”应写成 [{instrument = "BRA18", article = 11}]'
            en = 'articles should be written [{instrument = "BRA18", article = 11}]'
            table.blame("not-a-place", "articles", zh, en)
            return ()
        if code not in self.book.instruments:
            what = both("文件", "instrument")
            table.unknown("unknown-instrument", "articles", code, self.book.instruments, what)
            return ()
        facts = {fact.key: _articles(fact, code) for fact in self.book.citations.values()}
        found = tuple(key for key, articles in facts.items() if article in articles)
        if not found:
            known = sorted({each for articles in facts.values() for each in articles})
            close = sorted(known, key=lambda each: (abs(each - article), each))[:_SHOWN]
            zh, en = "、".join(map(str, sorted(close))), ", ".join(map(str, sorted(close)))
            table.blame(
                "unknown-article",
                "articles",
                f"规则库中没有 {code} 第{article}条的内容" + (f"，相近的有第 {zh} 条" if close else ""),
                f"the rulebook holds nothing of {code}, article {article}"
                + (f"; the nearest are {en}" if close else ""),
            )
        return found


def _known(table: Table, key: str, name: str, known: Iterable[str], what: Text) -> None:
    every = tuple(known)
    if name not in every:
        table.unknown(_CODES.get(key, "unknown-word"), key, name, every, what)


def _articles(fact: Citation, code: str) -> frozenset[int]:
    """Return the articles of an instrument that a fact stands in."""
    places = [place for place in (fact.place, *fact.also) if place.instrument.code == code]
    return frozenset(
        article
        for place in places
        if place.article is not None
        for article in range(place.article, (place.to_article or place.article) + 1)
    )


def _levels(table: Table) -> int | None:
    value = table.data.get("managed_levels")
    if value is None or (
        isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_LEVELS
    ):
        return value
    zh, en = "“managed_levels”应为 0 或者正整数", "managed_levels should be a whole number from 0 on"
    table.blame("not-a-number", "managed_levels", zh, en)
    return None
