"""Words in two languages, and the small matters of printing them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

Lang = Literal["zh", "en"]

_LONG_DIGITS = re.compile(r"\d{11,}")
_SHOWN = 3
_LISTED_WHOLE = 5


@frozen
class Text:
    """
    The same words in Chinese and in English.

    Examples
    --------
    >>> Text(zh="支部", en="branch").of("en")
    'branch'
    """

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the words in `lang`."""
        return self.zh if lang == "zh" else self.en

    def under(self, name: str) -> dict[str, str]:
        """
        Return the words as a document holds them, a key a language.

        Examples
        --------
        >>> Text(zh="支部", en="branch").under("kind")
        {'kind_zh': '支部', 'kind_en': 'branch'}
        """
        return {f"{name}_zh": self.zh, f"{name}_en": self.en}

    def format(self, zh: Mapping[str, object], en: Mapping[str, object] | None = None) -> Text:
        """Return the text with its placeholders filled, each language with its own values."""
        return Text(zh=self.zh.format_map(zh), en=self.en.format_map(zh if en is None else en))


def masked(words: str) -> str:
    """
    Return `words` with long runs of digits hidden: they may be a person's identity.

    Examples
    --------
    >>> masked("身份证号 11010119900101001X")
    '身份证号 1***X'
    """
    return _LONG_DIGITS.sub(lambda found: f"{found[0][0]}***", words)


def listed(names: Iterable[str], lang: Lang, measure: str = "个") -> str:
    """
    Return `names` as a sentence lists them: whole up to five, then three and a count, in Chinese with a measure word.

    Examples
    --------
    >>> listed(["甲", "乙"], "zh"), listed("abcdef", "en"), listed("abcdef", "zh", "项")
    ('甲、乙', 'a, b, c and 3 more', 'a、b、c等6项')
    """
    every = list(names)
    mark = "、" if lang == "zh" else ", "
    if len(every) <= _LISTED_WHOLE:
        return mark.join(every)
    head = mark.join(every[:_SHOWN])
    return f"{head}等{len(every)}{measure}" if lang == "zh" else f"{head} and {len(every) - _SHOWN} more"


def both(zh: object, en: object | None = None) -> Text:
    """Return a text from two values, or from one that reads alike in both languages."""
    return Text(zh=str(zh), en=str(zh if en is None else en))


def named(id_: str, title: str) -> str:
    """
    Return an id with its title, once where they are the same.

    Examples
    --------
    >>> named("Z01", "支部党员大会"), named("支部党员大会", "支部党员大会")
    ('Z01 支部党员大会', '支部党员大会')
    """
    return title if title == id_ else f"{id_} {title}"
