"""Cells: what each type of column makes of a raw value, and what it had to read into it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from attrs import frozen

from dangjian_chain.errors import nearest
from dangjian_chain.formats.literal import unmarked
from dangjian_chain.formats.table_cells import is_taken_as_holder, is_taken_otherwise
from dangjian_chain.formats.words import cell_words, lookup
from dangjian_chain.model.bearers import Bearers
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.cycle import normal_cycle
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.period import DateTextError, Day, PartialDate, read_day
from dangjian_chain.text import Text

_BREAKS = re.compile(r"[;；、\n]")
_WHOLE = re.compile(r"[+-]?\d+(?:\.0+)?")
_AT_LEAST = re.compile(r"(?:每年)?(?:不少于)?(\d{1,3})次(?:/年|以上)?|全年(\d{1,3})次|每年(\d{1,3})次以上")


@frozen
class Trouble:
    """Why a cell cannot be read."""

    code: str
    text: Text


class CellError(Exception):
    """Raised inside a cell's reading; becomes a `Trouble`."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.trouble = Trouble(code, Text(zh=zh, en=en))


Note = Callable[[str, object, object], None]
"""Takes a code, what stood in the cell, and what it was read as."""


def _silent(code: str, raw: object, read: object) -> None:
    del code, raw, read


class CellReader:
    """
    Reads cells of every type.

    Parameters
    ----------
    is_table : bool
        Whether words for nothing are blank, and a leading `'` marks a literal.
    organization_kinds, role_kinds : mapping of str to str
        The kinds by every word that names them.
    note : callable
        Told of every reading that was not literal.
    """

    def __init__(
        self,
        *,
        is_table: bool,
        organization_kinds: Mapping[str, str],
        role_kinds: Mapping[str, str],
        note: Note = _silent,
    ) -> None:
        self.is_table = is_table
        self.organization_kinds = organization_kinds
        self.role_kinds = role_kinds
        self.note = note
        self._nothing = cell_words("nothing") if is_table else frozenset()

    # --- text ----------------------------------------------------------------

    def plain(self, raw: object) -> str | None:
        """Return a cell as text, `None` for nothing entered; whole numbers are text."""
        if raw is None:
            return None
        if raw.__class__ is str:
            if self.is_table:
                return self._table_text(raw)
            return raw.strip() or None
        return self._number_text(raw)

    def _table_text(self, raw: str) -> str | None:
        text = raw.strip()
        if text[:1] == "'":
            literal, was_marked = unmarked(raw if raw[:1] == "'" else text, is_taken_otherwise)
            return literal if was_marked else text
        if text in self._nothing:
            self.note("nothing", text, "")
            return None
        return text or None

    def _number_text(self, raw: object) -> str:
        if isinstance(raw, bool):
            code = "not-a-text"
            raise CellError(code, f"应为文字，填写的是 {raw}", f"text is wanted, this is {raw}")
        if isinstance(raw, int):
            self.note("number-as-text", raw, str(raw))
            return str(raw)
        if isinstance(raw, float):
            if raw.is_integer():
                self.note("number-as-text", raw, str(int(raw)))
                return str(int(raw))
            raise CellError(
                "not-a-text", f"应为文字，填写的是数 {raw}", f"text is wanted, this is the number {raw}"
            )
        if isinstance(raw, date):
            raise CellError(
                "not-a-text", f"应为文字，填写的是日期 {raw}", f"text is wanted, this is the date {raw}"
            )
        raise CellError(
            "not-a-text",
            f"应为文字，填写的是 {type(raw).__name__}",
            f"text is wanted, this is a {type(raw).__name__}",
        )

    def text(self, raw: object) -> str | None:
        """Return a text as it stands."""
        return self.plain(raw)

    def id(self, raw: object) -> str | None:
        """Return a text that names something: NFC, without spaces around it."""
        text = self.plain(raw)
        if text is None or text.isascii():
            return text
        return unicodedata.normalize("NFC", text)

    def ids(self, raw: object) -> tuple[str, ...]:
        """Return several names."""
        return tuple(filter(None, (self.id(item) for item in self._items(raw))))

    def words(self, raw: object) -> tuple[str, ...]:
        """Return several texts."""
        return tuple(filter(None, (self.plain(item) for item in self._items(raw))))

    def _items(self, raw: object) -> Sequence[object]:
        if isinstance(raw, list | tuple):
            return raw
        text = raw if isinstance(raw, str) else self.plain(raw)
        return (
            () if text is None else [item for item in (part.strip() for part in _BREAKS.split(text)) if item]
        )

    # --- vocabularies ----------------------------------------------------------

    def _word(self, text: str, known: Mapping[str, str], what: Text) -> str:
        if text in known:
            value = known[text]
            if value != text:
                self.note("word", text, value)
            return value
        lowered = text.casefold()
        if lowered in known:
            self.note("word", text, known[lowered])
            return known[lowered]
        near = nearest(text, known)
        hint_zh = f"，是否为{'、'.join(near)}" if near else ""
        hint_en = f"; did you mean {', '.join(near)}?" if near else ""
        raise CellError(
            "unknown-word",
            f"“{text}”不是已知的{what.zh}{hint_zh}",
            f"{text!r} is no known {what.en}{hint_en}",
        )

    def kind(self, raw: object, known: Mapping[str, str]) -> str | None:
        """Return the kind that a word names."""
        text = self.plain(raw)
        if text is None:
            return None
        try:
            return self._word(unicodedata.normalize("NFC", text), known, Text(zh="类别", en="kind"))
        except CellError as error:
            raise CellError("unknown-kind", error.trouble.text.zh, error.trouble.text.en) from None

    def kinds(self, raw: object) -> tuple[str, ...]:
        """Return the kinds of organizations that several words name; a class names its kind."""
        found: list[str] = []
        for item in self._items(raw):
            word = str(item)
            name = (
                word[1:]
                if word[:1] == "@"
                else word[1:]
                if word[:1] == "各" and word[1:] in self.organization_kinds
                else word
            )
            kind = self.kind(name, self.organization_kinds)
            if kind is not None and kind not in found:
                found.append(kind)
        return tuple(found)

    def choice(self, raw: object, vocabulary: type[StrEnum], section: str, what: Text) -> StrEnum | None:
        """Return the word of a closed vocabulary."""
        text = self.plain(raw)
        if text is None:
            return None
        known = {**lookup(section), **{word.value: word.value for word in vocabulary}}
        return vocabulary(self._word(text, known, what))

    # --- numbers and flags -------------------------------------------------------

    def flag(self, raw: object) -> bool | None:
        """Return yes or no."""
        if isinstance(raw, bool) or raw is None:
            return raw
        text = raw.strip() if isinstance(raw, str) else str(raw)
        if not text:
            return None
        known = lookup("flags")
        if text.casefold() in known:
            value = known[text.casefold()] == "true"
            if text.casefold() not in {"true", "false", "yes", "no", "是", "否"}:
                self.note("word", text, "是" if value else "否")
            return value
        if self.plain(raw) is None:
            return None
        raise CellError("not-a-flag", f"“{text}”应填是或否", f"{text!r} should be yes or no")

    def count(self, raw: object) -> int | None:
        """Return a whole number that is not negative."""
        if raw.__class__ is int:
            return self._counted(raw)
        if isinstance(raw, float) and raw.is_integer():
            return self._counted(int(raw))
        text = self.plain(raw) if isinstance(raw, str) or raw is None else str(raw)
        if text is None:
            return None
        plain = unicodedata.normalize("NFKC", text)
        if isinstance(raw, bool | date | float) or not _WHOLE.fullmatch(plain):
            raise CellError("not-a-count", f"“{text}”不是人数等整数", f"{text!r} is not a whole number")
        return self._counted(int(plain.partition(".")[0]))

    def _counted(self, number: int) -> int:
        if number < 0:
            raise CellError("not-a-count", f"{number} 不能小于零", f"{number} may not be below zero")
        return number

    def number(self, raw: object) -> float | None:
        """Return a number."""
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return float(raw)
        text = self.plain(raw) if isinstance(raw, str) or raw is None else str(raw)
        if text is None:
            return None
        plain = unicodedata.normalize("NFKC", text)
        if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", plain) or isinstance(
            raw, bool | date
        ):
            raise CellError("not-a-number", f"“{text}”不是数", f"{text!r} is not a number")
        return float(plain)

    # --- time ----------------------------------------------------------------------

    def day(self, raw: object) -> Day | None:
        """Return a date with the precision it is written in."""
        if isinstance(raw, datetime):
            if (raw.hour, raw.minute, raw.second, raw.microsecond) != (0, 0, 0, 0):
                raise CellError(
                    "unreadable-date",
                    f"{raw} 带有时刻，请只写日期",
                    f"{raw} has a time of day; write the date",
                )
            return raw.date()
        if isinstance(raw, date | PartialDate):
            return raw
        if isinstance(raw, int) and not isinstance(raw, bool) and not self.is_table:
            raw = str(raw)
        if isinstance(raw, bool | int | float):
            raise CellError("unreadable-date", f"{raw} 是数，不是日期", f"{raw} is a number, not a date")
        text = self.plain(raw)
        if text is None:
            return None
        try:
            return read_day(text)
        except DateTextError as error:
            raise CellError(
                "unreadable-date", f"“{text}”不是日期：{error.zh}", f"{text!r} is not a date: {error.en}"
            ) from None

    def last_day(self, raw: object) -> Day | None:
        """Return the first day no longer in force, of a cell that states the last one in force."""
        day = self.day(raw)
        if isinstance(day, PartialDate):
            day = day.last
        return None if day is None else day + timedelta(days=1)

    def cycle(self, raw: object) -> str | None:
        """Return a rhythm in its normal form."""
        text = self.plain(raw)
        if text is None:
            return None
        if (normal := normal_cycle(text)) is not None:
            return normal
        known = lookup("cycle")
        if text in known:
            self.note("word", text, known[text])
            return known[text]
        if found := _AT_LEAST.fullmatch(text):
            times = next(group for group in found.groups() if group)
            self.note("word", text, f"{times}/year")
            return f"{int(times)}/year"
        near = nearest(text, [*known, "1/month", "1/quarter", "1/half-year", "1/year", "on-event"])
        hint = f"，如{'、'.join(near)}" if near else "，如 1/month、每季度、常态化"
        hint_en = f", such as {', '.join(near)}" if near else ", such as 1/month, 2/year, continuous"
        raise CellError(
            "unknown-cycle", f"“{text}”不是已知的频次{hint}", f"{text!r} is no known rhythm{hint_en}"
        )

    # --- conditions and bearers ------------------------------------------------------

    def conditions(self, raw: object) -> Conditions:
        """Return conditions, written as `min_full_members=7; temporary=false` or as a mapping."""
        stated = self._pairs(raw)
        known = (
            "unit_type",
            "min_full_members",
            "max_full_members",
            "has_committee",
            "has_groups",
            "temporary",
            "joint",
        )
        values: dict[str, Any] = {}
        for name, value in stated:
            if name not in known:
                near = nearest(name, known)
                raise CellError(
                    "unknown-condition",
                    f"没有“{name}”这项条件" + (f"，是否为{near[0]}" if near else ""),
                    f"there is no condition {name!r}" + (f"; did you mean {near[0]}?" if near else ""),
                )
            if value is None:
                raise CellError(
                    "unknown-condition",
                    f"条件“{name}”没有写明取值",
                    f"the condition {name!r} states no value",
                )
            values[name] = self._condition(name, value)
        return Conditions(**values)

    def _condition(self, name: str, value: object) -> object:
        if name == "unit_type":
            items = value if isinstance(value, list | tuple) else str(value).split("|")
            types = lookup("unit_types")
            return tuple(types.get(item, item) for item in (str(each).strip() for each in items))
        return self.count(value) if name.endswith("members") else self.flag(value)

    def bearers(self, raw: object) -> Bearers:
        """Return bearers, written as `first=secretary; direct=a|b` or as a mapping."""
        known = {**lookup("responsibility"), **{word.value: word.value for word in Responsibility}}
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for name, value in self._pairs(raw):
            word = self._word(name, known, Text(zh="责任类型", en="responsibility"))
            kinds = () if value is None else self._alternatives(value)
            if not kinds and word != Responsibility.PRINCIPAL:
                raise CellError(
                    "unreadable-bearers",
                    f"“{name}”没有写明由哪类岗位承担",
                    f"{name!r} does not say which role bears it",
                )
            found[word] = () if word == Responsibility.PRINCIPAL else kinds
        return Bearers.of(found)

    def _alternatives(self, value: object) -> tuple[tuple[str, ...], ...]:
        items = value if isinstance(value, list | tuple) else re.split(r"[|/]", str(value))
        found = []
        for item in items:
            several = item if isinstance(item, list | tuple) else str(item).split("+")
            found.append(tuple(self.kind(str(each).strip(), self.role_kinds) or "" for each in several))
        return tuple(joint for joint in found if all(joint))

    def _pairs(self, raw: object) -> list[tuple[str, object]]:
        if isinstance(raw, Mapping):
            return [(str(name).strip(), value) for name, value in raw.items()]
        if isinstance(raw, list | tuple):
            return [pair for item in raw for pair in self._pairs(item)]
        text = self.plain(raw)
        if text is None:
            return []
        pairs: list[tuple[str, object]] = []
        for part in re.split(r"[;；\n]", text):
            if part.strip():
                name, mark, value = re.sub("[：＝]", "=", part).partition("=")
                pairs.append((name.strip(), value.strip() if mark else None))
        return pairs

    # --- persons ---------------------------------------------------------------------

    def holders(self, raw: object) -> list[tuple[str, bool]] | None:
        """
        Return the holders that a cell names, each with whether acting.

        `None` where nothing is entered; an empty list where it says vacant.
        """
        if self.is_table and isinstance(raw, str):
            literal, was_marked = unmarked(raw.strip(), is_taken_as_holder)
            if was_marked:
                return [(unicodedata.normalize("NFC", literal), False)]
        text = self.plain(raw)
        if text is None:
            return None
        found = []
        for item in (part.strip() for part in _BREAKS.split(text)):
            if not item:
                continue
            name, acting = self._holder(item)
            if name in cell_words("vacant") or name.startswith("拟任") or (item != name and not name):
                continue
            found.append((name, acting))
        return found

    def _holder(self, item: str) -> tuple[str, bool]:
        acting = False
        name = item
        while found := re.fullmatch(r"(.*?)[（(]([^（()）]*)[）)]", name):
            if found[2].strip() not in cell_words("marks"):
                break
            acting |= found[2].strip() in cell_words("acting")
            name = found[1].strip()
            self.note("mark", item, f"{name}{'，代理' if acting else ''}")
        return unicodedata.normalize("NFC", name), acting
