"""Cells: what a raw value means as text, id, word, flag or number, and what had to be read into it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TypeGuard

from dangjian_chain.errors import nearest
from dangjian_chain.formats.literal import MARK, unmarked
from dangjian_chain.formats.rhythms import rhythm
from dangjian_chain.formats.sheet import Trouble, or_else
from dangjian_chain.formats.table_cells import is_taken_otherwise
from dangjian_chain.formats.words import cell_words, lookup, patterns
from dangjian_chain.text import Text

Note = Callable[[str, object, object], None]
"""Takes a code, what stood in the cell, and what it was read as."""

BREAKS = re.compile(r"[;；、\n]")
"""Between the items of a list in a cell."""

_WHOLE = re.compile(r"[+-]?[0-9]+(?:\.0+)?")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_LARGEST_COUNT = 10**9
EXACT = 10**15
"""Below this a number of a spreadsheet has all its digits."""

_LONGEST = 60


class CellError(Exception):
    """Raised inside a cell's reading; becomes a `Trouble`."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.trouble = Trouble(code, Text(zh=zh, en=en))


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
    leading : collection of str
        Kinds of organizations that lead.
    note : callable
        Told of every reading that was not literal.
    """

    def __init__(
        self,
        *,
        is_table: bool,
        organization_kinds: Mapping[str, str],
        role_kinds: Mapping[str, str],
        leading: Collection[str] = (),
        note: Note = _silent,
    ) -> None:
        self.is_table = is_table
        self.organization_kinds = organization_kinds
        self.role_kinds = role_kinds
        self.leading = leading
        self.note = note
        self._nothing = cell_words("nothing") if is_table else frozenset()

    # --- text ----------------------------------------------------------------

    def is_nothing(self, text: str) -> bool:
        """Whether a text means that nothing is entered."""
        return text in self._nothing

    def plain(self, raw: object) -> str | None:
        """Return a cell as text, `None` for nothing entered; whole numbers are text."""
        if raw is None:
            return None
        if isinstance(raw, str):
            return self._table_text(raw) if self.is_table else raw.strip() or None
        return self._number_text(raw)

    def _table_text(self, raw: str) -> str | None:
        text = raw.strip()
        if text[:1] == MARK:
            literal, was_marked = unmarked(raw if raw[:1] == MARK else text, is_taken_otherwise)
            return literal if was_marked else text
        if text in self._nothing:
            self.note("nothing", text, "")
            return None
        return text or None

    def _number_text(self, raw: object) -> str:
        if not _is_number(raw) or not _is_whole(raw):
            zh, en = _what_it_is(raw)
            raise CellError("not-a-text", f"应为文字，填写的是{zh}", f"text is wanted, this is {en}")
        number = int(raw)
        if abs(number) >= (EXACT if isinstance(raw, float) else 10**_LONGEST):
            zh = f"{shown(number)} 的位数超过数能准确保存的位数，请把该列设为文本"
            en = f"{shown(number)} has more digits than a number keeps; make the column text"
            raise CellError("not-a-text", zh, en)
        self.note("number-as-text", raw, str(number))
        return str(number)

    def text(self, raw: object) -> str | None:
        """Return a text as it stands; a date or a number in a table is one too."""
        if self.is_table and isinstance(raw, float | date | Decimal) and not _is_whole(raw):
            self.note("as-text", raw, str(raw))
            return str(raw)
        return self.plain(raw)

    def id(self, raw: object) -> str | None:
        """Return a text that names something: NFC, without spaces around it."""
        text = self.plain(raw)
        if text is None or text.isascii():
            return text and text.strip()
        normal = unicodedata.normalize("NFC", text.strip())
        if normal != text:
            self.note("normal-form", text, normal)
        return normal

    def ids(self, raw: object) -> tuple[str, ...]:
        """Return several names."""
        return tuple(filter(None, (self.id(item) for item in self.items(raw))))

    def words(self, raw: object) -> tuple[str, ...]:
        """Return several texts."""
        return tuple(filter(None, (self.plain(item) for item in self.items(raw))))

    def items(self, raw: object) -> Sequence[object]:
        """Return the items of a list, or of a cell that holds one."""
        if isinstance(raw, list | tuple):
            return raw
        text = raw if isinstance(raw, str) else self.plain(raw)
        return (
            () if text is None else [item for item in (part.strip() for part in BREAKS.split(text)) if item]
        )

    # --- vocabularies ----------------------------------------------------------

    def word(self, text: str, known: Mapping[str, str], what: Text, code: str = "unknown-word") -> str:
        """Return the value of a word, however it is spaced; raise with the nearest that are known."""
        value = known.get(text)
        if value is None:
            value = _folded(known).get(_fold(text))
        if value is None:
            near = list({known[word]: word for word in reversed(nearest(text, known))}.values())[::-1]
            said = or_else(
                near, f"“{shown(text)}”不是已知的{what.zh}", f"{shown(text)!r} is no known {what.en}"
            )
            raise CellError(code, said.zh, said.en)
        if value != text:
            self.note("word", text, value)
        return value

    def kind(self, raw: object, known: Mapping[str, str]) -> str | None:
        """Return the kind that a word names."""
        text = self.plain(raw)
        if text is None:
            return None
        if known is self.organization_kinds and text not in known:
            for pattern, kind in patterns("organization_kinds"):
                if pattern.fullmatch(text):
                    self.note("word", text, kind)
                    return kind
        return self.word(text, known, Text(zh="类别", en="kind"), "unknown-kind")

    def kinds(self, raw: object) -> tuple[str, ...]:
        """Return the kinds of organizations that several words name; a class names its kind."""
        found: dict[str, None] = {}
        for item in self.items(raw):
            text = self.plain(item)
            if text is not None:
                found |= dict.fromkeys(self._kinds(text))
        return tuple(found)

    def _kinds(self, text: str) -> Sequence[str]:
        named = lookup("classes").get(text, text)
        if named == "@*":
            self.note("word", text, "、".join(self.leading))
            return tuple(self.leading)
        name = named[1:] if named[:1] in {"@", "各"} else named
        self.refuse_part_of_a_kind(name)
        kind = self.word(name, self.organization_kinds, Text(zh="类别", en="kind"), "unknown-kind")
        if named != text:
            self.note("word", text, kind)
        return (kind,)

    @staticmethod
    def refuse_part_of_a_kind(name: str) -> None:
        """Raise on a word such as 临时党支部 where only a whole kind can be named."""
        for column, of_column in implied().items():
            if name in of_column:
                zh = f"“{name}”只是一类组织中的一部分，请写类别，另在适用条件中写 {column}=true"
                en = (
                    f"{name!r} is only part of a kind; write the kind, and {column}=true among the conditions"
                )
                raise CellError("unknown-kind", zh, en)

    def choice(self, raw: object, vocabulary: type[StrEnum], section: str, what: Text) -> StrEnum | None:
        """Return the word of a closed vocabulary."""
        text = self.plain(raw)
        return None if text is None else vocabulary(self.word(text, _vocabulary(vocabulary, section), what))

    def choices(
        self, raw: object, vocabulary: type[StrEnum], section: str, what: Text
    ) -> tuple[StrEnum, ...]:
        """Return several words of a closed vocabulary."""
        known = _vocabulary(vocabulary, section)
        return tuple(vocabulary(self.word(text, known, what)) for text in self.words(raw))

    def open_choice(self, raw: object, section: str) -> str | None:
        """Return the word of an open vocabulary: what is not known stands as it is."""
        text = self.text(raw)
        found = None if text is None else lookup(section).get(text, text)
        if found != text:
            self.note("word", text, found)
        return found

    def cycle(self, raw: object) -> str | None:
        """Return a rhythm in its normal form."""
        text = self.plain(raw)
        if text is None:
            return None
        found = rhythm(text)
        if found is None:
            near = nearest(
                text, [*lookup("cycle"), "1/month", "1/quarter", "1/half-year", "1/year", "on-event"]
            )
            zh = f"“{shown(text)}”不是已知的频次，如{'、'.join(near or ['1/month', '每季度', '常态化'])}"
            en = f"{shown(text)!r} is no known rhythm, such as {', '.join(near or ['1/month', '2/year', 'continuous'])}"
            raise CellError("unknown-cycle", zh, en)
        if not found.endswith(text):
            self.note("word", text, found)
        return found

    # --- numbers and flags -------------------------------------------------------

    def flag(self, raw: object, section: str = "flags") -> bool | None:
        """Return yes or no; `section` names the words of the column, beside 是 and 否."""
        if isinstance(raw, bool):
            return raw
        is_digit = self.is_table and isinstance(raw, int | float) and raw in {0, 1}
        text = str(int(raw)) if is_digit else self.plain(raw)  # type: ignore[call-overload]
        if text is None:
            return None
        known = lookup("flags") | (lookup("table_flags") | lookup(section) if self.is_table else {})
        value = known.get(text, known.get(text.casefold()))
        if value is None:
            raise CellError(
                "not-a-flag", f"“{shown(text)}”应填是或否", f"{shown(text)!r} should be yes or no"
            )
        if text.casefold() not in {"true", "false", "yes", "no", "是", "否"}:
            self.note("word", text, "是" if value == "true" else "否")
        return value == "true"

    def count(self, raw: object) -> int | None:
        """Return a whole number that is not negative."""
        if _is_number(raw):
            return self._counted(int(raw)) if _is_whole(raw) else self._no_count(raw)
        text = self.plain(raw) if isinstance(raw, str) else raw
        if text is None:
            return None
        plain = unicodedata.normalize("NFKC", str(text))
        if not isinstance(text, str) or not _WHOLE.fullmatch(plain) or len(plain) > _LONGEST:
            return self._no_count(text)
        if plain != text:
            self.note("word", text, plain)
        return self._counted(int(plain.partition(".")[0]))

    @staticmethod
    def _no_count(raw: object) -> int:
        raise CellError(
            "not-a-count", f"“{shown(raw)}”不是人数等整数", f"{shown(raw)!r} is not a whole number"
        )

    @staticmethod
    def _counted(number: int) -> int:
        if number < 0:
            raise CellError(
                "not-a-count", f"{shown(number)} 不能小于零", f"{shown(number)} may not be below zero"
            )
        if number > _LARGEST_COUNT:
            raise CellError("not-a-count", f"{shown(number)} 过大", f"{shown(number)} is too large")
        return number

    def number(self, raw: object) -> float | None:
        """Return a finite number."""
        if _is_number(raw):
            return self._finite(raw)
        text = self.plain(raw) if isinstance(raw, str) else raw
        if text is None:
            return None
        plain = unicodedata.normalize("NFKC", str(text)).removesuffix("分")
        if not isinstance(text, str) or not _NUMBER.fullmatch(plain):
            raise CellError("not-a-number", f"“{shown(text)}”不是数", f"{shown(text)!r} is not a number")
        if plain != text:
            self.note("word", text, plain)
        return self._finite(plain)

    @staticmethod
    def _finite(raw: float | str | Decimal) -> float:
        try:
            number = float(raw)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise CellError(
                "not-a-number", f"“{shown(raw)}”不是有限的数", f"{shown(raw)!r} is not a finite number"
            )
        return number


def shown(raw: object) -> str:
    """
    Return a value as messages show it: not too long.

    Examples
    --------
    >>> len(shown("x" * 1000))
    61
    """
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) >= 10**_LONGEST:
        return f"{'-' if raw < 0 else ''}10^{raw.bit_length() * 3 // 10} …"
    text = " ".join(str(raw).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _is_number(raw: object) -> TypeGuard[int | float | Decimal]:
    return isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)


def _is_whole(raw: object) -> bool:
    if isinstance(raw, float):
        return raw.is_integer()
    if isinstance(raw, Decimal):
        return raw.is_finite() and raw == raw.to_integral_value()
    return isinstance(raw, int)


def _what_it_is(raw: object) -> tuple[str, str]:
    if isinstance(raw, bool):
        return f"{raw}（是或否）", f"{raw}, a yes or no"
    if _is_number(raw):
        return f"数 {raw}", f"the number {raw}"
    if isinstance(raw, date):
        return f"日期 {raw}（表格软件可能改动了编号）", f"the date {raw}; a spreadsheet may have changed it"
    if isinstance(raw, list | tuple):
        return "一个列表", "a list"
    if isinstance(raw, Mapping):
        return "若干“键：值”", "a mapping"
    return f" {type(raw).__name__}", f"a {type(raw).__name__}"


@cache
def implied() -> dict[str, frozenset[str]]:
    """Return, by column, the words of a kind that say more than the kind."""
    return {name: frozenset(lookup("implied_" + name)) for name in ("temporary", "joint")}


@cache
def _vocabulary(vocabulary: type[StrEnum], section: str) -> Mapping[str, str]:
    return {**lookup(section), **{word.value: word.value for word in vocabulary}}


def _fold(word: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", word)).casefold()


def _folded(known: Mapping[str, str]) -> Mapping[str, str]:
    return {_fold(word): value for word, value in known.items()}
