"""What a duty cites: its words about why, as instruments and versions of the rulebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.rulebook import Citation, Instrument, Place, Standing
from dangjian_chain.rulebook.place import chinese_number
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.rulebook import Rulebook

OTHER_NAMES = {
    "党章": "CON22",
    "问责条例": "ACC19",
    "党支部工作条例": "BRA18",
    "机关基层组织工作条例": "GOV19",
    "主体责任规定": "RES20",
}
"""What people call an instrument, where its title does not tell."""

_PREFIX = "中国共产党"
_SHORTEST = 5  # a name of fewer characters without the prefix, such as 章程, may be anybody's
_DIGITS = "零〇一二三四五六七八九十百"
_NUMBERS = {chinese_number(number): number for number in range(1, 300)}
_TITLE = re.compile(r"《([^《》]+)》")
_STAMP = r"年?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:旧|新)?(?:版|本|文本|修订版|修订本|修订|修正|印发|发布|颁布|施行|通过)?"
_YEAR = r"((?:19|20)\d\d)"
_WITHIN = re.compile(rf"[（(](?:{_YEAR}{_STAMP}|[一-鿿]{{1,6}}[〔\[]{_YEAR}[〕\]]第?\d+号)[）)]")
_AFTER = re.compile(rf"{_YEAR}年?(?:旧|新)?(?:版|本|文本|修订版|修订本)")
_BEFORE = re.compile(rf"(?<![自从至到])(?<!截至){_YEAR}{_STAMP}的?$")
_TRIAL = re.compile(r"[（(](?:试行|暂行)[）)]")
_ARTICLE = re.compile(rf"[，,]?第([{_DIGITS}]+|\d+)[条点]")
_SPLIT = re.compile(r"[;；,，、\n]")
_BLANK = re.compile(r"[\s“”\"'‘’]+")
_GOES_ON = r"(?!实施|细则|办法|解读|释义|学习|宣传|的?通知|若干|补充)"
_STARTS = r"(?<![一-鿿])|(?<=年)|(?<=版)|(?<=的)|(?<=根据)|(?<=依据)|(?<=按照)|(?<=[和及与按据党])"


@frozen
class Cited:
    """
    One instrument that a text cites.

    Parameters
    ----------
    instrument : Instrument
    version : str, optional
        The version that the text names, or that the fact it names is counted by.
    article : int, optional
    """

    instrument: Instrument
    version: str | None = None
    article: int | None = None

    def standing(self, day: date) -> Standing:
        """Return whether it is in force on a day; without a version, whether any is."""
        instrument, versions = self.instrument, self.instrument.versions
        if self.version is not None or not versions:
            return instrument.standing(day, self.version)
        held = instrument.version_on(day)
        if held is not None:
            return instrument.standing(day, held.name)
        first = instrument.standing(day, versions[0].name)
        return first if first is Standing.NOT_YET else Standing.ENDED

    def say(self) -> Text:
        """Return it as a sentence names it."""
        year = self.version or ""
        zh = f"（{year}{'年' if year.isdigit() else ''}）" if year else ""
        en = f" ({year})" if year else ""
        place, bare = Place(self.instrument, self.article), Place(self.instrument)
        return Text(
            zh=f"{bare.say('zh')}{zh}{place.say('zh').removeprefix(bare.say('zh'))}",
            en=f"{bare.say('en')}{en}{place.say('en').removeprefix(bare.say('en'))}",
        )


class Reading:
    """
    Reads what texts cite, after one rulebook.

    Keys of facts and codes of instruments stand between separators; titles in
    《》, with or without their first words; short names in plain words. A year
    in brackets, before or behind, names the version. What the rulebook does
    not know is nothing.

    Examples
    --------
    >>> from dangjian_chain.rulebook import rulebook
    >>> [cited.say().zh for cited in Reading(rulebook()).of("acc_overall；《纪律处分条例》（2018年）第六十七条")]
    ['《中国共产党问责条例》（2019年）第六条', '《中国共产党纪律处分条例》（2018年）第六十七条']
    """

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._names = _names(book.instruments)
        plain = sorted(
            (name for name in self._names if len(name) >= _SHORTEST or name in OTHER_NAMES), key=len
        )
        self._plain = re.compile(f"(?:{_STARTS})({'|'.join(map(re.escape, reversed(plain)))}){_GOES_ON}")
        self._read: dict[str, tuple[Cited, ...]] = {}

    def of(self, words: str) -> tuple[Cited, ...]:
        """Return what a text cites, in its order, each once."""
        if words not in self._read:
            self._read[words] = tuple(dict.fromkeys([*self._by_facts(words), *self._named(words)]))
        return self._read[words]

    def facts(self, words: str) -> list[Citation]:
        """Return the facts whose keys a text names, in its order."""
        return [self._book.citation(token) for token in _tokens(words) if token in self._book.citations]

    def instruments(self, words: str) -> set[str]:
        """Return the codes of the instruments that a text names, itself and not by a fact."""
        return {cited.instrument.code for cited in self._named(words)}

    def _by_facts(self, words: str) -> Iterator[Cited]:
        for fact in self.facts(words):
            last = fact.instrument.version()
            yield Cited(fact.instrument, fact.version or (None if last is None else last.name), fact.article)

    def _named(self, words: str) -> Iterator[Cited]:
        for token in _tokens(words):
            if token in self._book.instruments:
                yield Cited(self._book.instrument(token))
        yield from self._titles(words)
        yield from self._in_plain_words(_TITLE.sub(lambda found: "\0" * len(found[0]), words))

    def _titles(self, words: str) -> Iterator[Cited]:
        for found in _TITLE.finditer(words):
            inner = _WITHIN.search(found[1])
            code = self._names.get(_name(found[1] if inner is None else found[1].replace(inner[0], "")))
            if code is not None:
                own = None if inner is None else inner[1] or inner[2]
                yield self._placed(code, words[: found.start()], words[found.end() :], own)

    def _in_plain_words(self, words: str) -> Iterator[Cited]:
        for found in self._plain.finditer(words):
            before = words[: found.start()].removesuffix(_PREFIX)
            yield self._placed(self._names[found[1]], before, words[found.end() :])

    def _placed(self, code: str, before: str, after: str, year: str | None = None) -> Cited:
        """Return an instrument with the version and the article that stand around its name."""
        instrument = self._book.instrument(code)
        rest = _TRIAL.sub("", after, count=1) if _TRIAL.match(after) else after
        behind = _WITHIN.match(rest) or _AFTER.match(rest)
        if behind is not None:
            rest = rest[behind.end() :]
            year = year or next(filter(None, behind.groups()))
        elif year is None and (ahead := _BEFORE.search(before)) is not None:
            year = ahead[1]
        known = {version.name for version in instrument.versions}
        article = _ARTICLE.match(rest)
        return Cited(
            instrument, year if year in known else None, None if article is None else _number(article[1])
        )


def _tokens(words: str) -> Iterable[str]:
    return (token.strip() for token in _SPLIT.split(words))


def _names(instruments: Mapping[str, Instrument]) -> dict[str, str]:
    """Return the code of every name that an instrument goes by."""
    found = dict(OTHER_NAMES)
    for code, instrument in instruments.items():
        if instrument.is_text:
            for title in (instrument.title.zh, instrument.short.zh):
                name = _name(title)
                found[name] = code
                if len(name.removeprefix(_PREFIX)) >= _SHORTEST:
                    found[name.removeprefix(_PREFIX)] = code
    return found


def _name(title: str) -> str:
    """Return a title without what people write or leave out: spaces, quotation marks, and that it is on trial."""
    return _TRIAL.sub("", _BLANK.sub("", title)).replace("(", "（").replace(")", "）")


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else _NUMBERS.get(words.replace("〇", "零"))
