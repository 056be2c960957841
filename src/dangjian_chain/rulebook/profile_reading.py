"""Profiles from TOML: every mistake at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import Factory, define

from dangjian_chain.errors import nearest
from dangjian_chain.period import Day, earliest
from dangjian_chain.rulebook.book import Rulebook, rulebook
from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.instrument import Instrument, Version
from dangjian_chain.rulebook.marks import Marks
from dangjian_chain.rulebook.override import Override, Switch
from dangjian_chain.rulebook.profile import SCHEMA, Profile
from dangjian_chain.rulebook.status import Modality, Status
from dangjian_chain.rulebook.toml_file import parsed
from dangjian_chain.rulebook.toml_tables import Findings, Table
from dangjian_chain.rulebook.unit_types import UNIT_TYPES
from dangjian_chain.text import Text, both

_KEYS = ("schema", "name", "reason", "unit_types", "instruments", "facts", "overrides", "switches")
_INSTRUMENT = ("code", "title", "short", "has_points", "versions")
_VERSION = ("name", "issued", "in_force", "ended", "note")
_PLACE = ("article", "to_article", "paragraph", "item", "chapter")
_FACT = (
    "key", "instrument", *_PLACE, "modality", "by_reference", "unit_types", "text", "where", "note", "reason",
)  # fmt: skip
_OVERRIDE = ("parameter", "value", "since", "unit_types", "reason", "citation")
_SWITCH = ("citation", "reason")
_CODE = re.compile(r"\w+")
_UNNAMED = both("")


def profile_of(words: str, source: str) -> Profile:
    """
    Return the profile that a TOML file states.

    Raises
    ------
    UnreadableDocumentError
        With everything that is wrong in it.
    """
    findings = Findings(Marks(source, words))
    profile = _Reader(findings, rulebook()).profile(parsed(words, source))
    findings.refuse()
    return profile


@define
class _Reader:
    """What has been read so far, for what follows to refer to."""

    findings: Findings
    book: Rulebook
    name: Text = _UNNAMED
    unit_types: tuple[str, ...] = ()
    instruments: dict[str, Instrument] = Factory(dict)
    facts: dict[str, Citation] = Factory(dict)

    def profile(self, data: Mapping[str, Any]) -> Profile:
        top = Table(data, (), self.findings)
        top.only(_KEYS)
        top.is_of(SCHEMA)
        self.name = top.text("name", needed=True) or self.name
        reason = top.text("reason", needed=True)
        self.unit_types = top.words("unit_types")
        for table in top.tables("instruments"):
            self._instrument(table)
        for table in top.tables("facts"):
            self._fact(table)
        return Profile(
            name=self.name,
            reason=reason or self.name,
            overrides=self._overrides(top.tables("overrides")),
            switches=self._switches(top.tables("switches")),
            facts=tuple(self.facts.values()),
            instruments=tuple(self.instruments.values()),
            unit_types=self.unit_types,
        )

    # --- instruments and facts -----------------------------------------------

    def _instrument(self, table: Table) -> None:
        table.only(_INSTRUMENT)
        code, title = (
            self._new_name(table, "code", self.book.instruments, self.instruments),
            table.text("title", needed=True),
        )
        versions = tuple(filter(None, (_version(each) for each in table.tables("versions"))))
        short, has_points = table.text("short"), table.flag("has_points")
        if code is not None and title is not None:
            made = Instrument(code, title, short or title, versions, has_points=has_points)
            self.instruments[code] = made

    def _fact(self, table: Table) -> None:
        table.only(_FACT)
        key = self._new_name(table, "key", self.book.citations, self.facts)
        instrument = self._instrument_of(table)
        modality = self._modality(table)
        text = table.text("text", needed=True)
        place = {name: table.count(name) for name in _PLACE}
        unit_types = self._types(table)
        where, note, reason = table.text("where"), table.text("note"), table.text("reason")
        by_reference = table.flag("by_reference")
        if key is None or instrument is None or modality is None or text is None:
            return
        self.facts[key] = Citation(
            key=key,
            instrument=instrument,
            article=place["article"],
            paragraph=place["paragraph"],
            status=Status.LOCAL,
            modality=modality,
            text=text,
            by_reference=by_reference,
            to_article=place["to_article"],
            item=place["item"],
            chapter=place["chapter"],
            unit_types=unit_types,
            where=where,
            note=note,
            switched=None if reason is None else Switch(self.name, key, reason),
        )

    def _new_name(
        self, table: Table, key: str, ours: Mapping[str, Any], own: Mapping[str, Any]
    ) -> str | None:
        name = table.word(key, needed=True)
        if name is None:
            return None
        if not _CODE.fullmatch(name):
            zh, en = f"“{name}”只能用文字、数字和下划线", f"{name!r}: letters, digits and underscores only"
            table.blame("unreadable-key", key, zh, en)
            return None
        if name in ours or name in own:
            zh = f"“{name}”已" + ("是规则库中的名称，请换一个" if name in ours else "在本文件中写过")
            en = f"{name!r} is " + (
                "taken by the rulebook; choose another" if name in ours else "given twice"
            )
            table.blame("duplicate-key", key, zh, en)
            return None
        return name

    def _instrument_of(self, table: Table) -> Instrument | None:
        code = table.word("instrument", needed=True)
        known = {**dict.fromkeys(self.book.instruments), **self.instruments}
        if code is None:
            return None
        if code not in known:
            table.unknown("unknown-instrument", "instrument", code, known, both("文件", "instrument"))
            return None
        return self.instruments.get(code) or self.book.instruments[code]

    def _modality(self, table: Table) -> Modality | None:
        word = table.word("modality", needed=True)
        known = [str(each) for each in Modality]
        if word is not None and word not in known:
            zh = f"“{word}”应为 must（应当）、should（一般）、may（可以）之一"
            near = nearest(word, known)
            en = f"{word!r} should be must, should or may" + (f"; did you mean {near[0]}?" if near else "")
            table.blame("unknown-word", "modality", zh, en)
            return None
        return None if word is None else Modality(word)

    def _types(self, table: Table) -> tuple[str, ...]:
        known = (*UNIT_TYPES, *self.unit_types)
        types = table.words("unit_types")
        for word in types:
            if word not in known:
                what = both("单位类型", "type of unit")
                table.unknown("unknown-unit-type", "unit_types", word, known, what)
        return types

    # --- overrides and switches ----------------------------------------------

    def _overrides(self, tables: Sequence[Table]) -> tuple[Override, ...]:
        made: list[tuple[Table, Override]] = []
        for table in tables:
            override = self._override(table)
            if override is None:
                continue
            for earlier, other in made:
                if _collide(override, other):
                    _contradiction(table, earlier, override)
            made.append((table, override))
        return tuple(override for _, override in made)

    def _override(self, table: Table) -> Override | None:
        table.only(_OVERRIDE)
        key = self._parameter(table)
        value, since, types = table.number("value"), table.day("since"), self._types(table)
        reason, citation = table.text("reason", needed=True), self._fact_of(table, "citation")
        if key is None or value is None or reason is None:
            return None
        parameter = self.book.parameters[key]
        if parameter.is_share and value > 1:
            zh, en = f"“{key}”是比例，应在0与1之间", f"{key} is a share, from 0 to 1"
            table.blame("out-of-range", "value", zh, en)
        for each in types:
            if not parameter.binds(each):
                binds = "、".join(parameter.unit_types)
                zh = f"“{key}”不适用于 {each}，只适用于 {binds}"
                en = f"{key} does not bind {each}, only {', '.join(parameter.unit_types)}"
                table.blame("not-bound", "unit_types", zh, en)
        return Override(self.name, key, value, reason, since, types, citation)

    def _parameter(self, table: Table) -> str | None:
        key = table.word("parameter", needed=True)
        if key is not None and key not in self.book.parameters:
            what = both("参数", "parameter")
            table.unknown("unknown-parameter", "parameter", key, self.book.parameters, what)
            return None
        return key

    def _fact_of(self, table: Table, key: str, *, needed: bool = False) -> str | None:
        name = table.word(key, needed=needed)
        if name is not None and name not in self.facts and name not in self.book.citations:
            known = [*self.book.citations, *self.facts]
            table.unknown("unknown-citation", key, name, known, both("依据", "citation"))
            return None
        return name

    def _switches(self, tables: Sequence[Table]) -> tuple[Switch, ...]:
        made: dict[str, Switch] = {}
        for table in tables:
            table.only(_SWITCH)
            name, reason = self._fact_of(table, "citation", needed=True), table.text("reason", needed=True)
            if name is None:
                continue
            if name in made:
                table.blame(
                    "duplicate-key", "citation", f"“{name}”已启用过", f"{name!r} is switched on twice"
                )
            elif (self.facts.get(name) or self.book.citations[name]).is_on:
                zh, en = f"“{name}”本已启用，不必再写", f"{name!r} is on already; leave it out"
                table.blame("already-on", "citation", zh, en)
            made[name] = Switch(self.name, name, reason or self.name)
        return tuple(made.values())


def _version(table: Table) -> Version | None:
    table.only(_VERSION)
    name, note = table.word("name", needed=True), table.text("note")
    issued, in_force, ended = table.day("issued"), table.day("in_force"), table.day("ended")
    return None if name is None else Version(name, issued, in_force, ended, Status.LOCAL, note=note)


def _collide(one: Override, other: Override) -> bool:
    """Whether two numbers are given for one parameter, type of unit and day."""
    shared = set(one.unit_types) & set(other.unit_types) or one.unit_types == other.unit_types
    return one.parameter == other.parameter and _same_day(one.since, other.since) and bool(shared)


def _contradiction(table: Table, earlier: Table, override: Override) -> None:
    before = earlier.findings.marks.place(earlier.path, earlier.rows)
    zh = f"“{override.parameter}”同一单位类型、同一日期已有一个数值（{before}），请只留一个"
    en = f"{override.parameter} has a value for this type of unit and day already ({before}); keep one"
    table.blame("contradictory-override", "", zh, en)


def _same_day(one: Day | None, other: Day | None) -> bool:
    """Whether two beginnings are the same."""
    return one is other or (one is not None and other is not None and earliest(one) == earliest(other))
