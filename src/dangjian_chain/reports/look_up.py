"""Names looked up: a rule, an instrument, a parameter, a fact."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from attrs import frozen

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps.registry import rules as known_rules
from dangjian_chain.gaps.rule import Rule
from dangjian_chain.rulebook import Citation, Instrument, Parameter, Rulebook
from dangjian_chain.text import Text

WHAT = "rule, instrument, parameter or fact"
"""What a name may be."""

_PART = 4
"""The fewest letters of a title that stand for the whole."""


@frozen
class Found:
    """Whatever has a name: a parameter and its fact often share theirs."""

    rules: tuple[Rule, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    facts: tuple[Citation, ...] = ()


def look_up(name: str, book: Rulebook) -> Found:
    """
    Return what has a name: a rule's code or name, an instrument's code or title, the key of a parameter or fact.

    Parameters
    ----------
    name : str
        Titles may stand in 《》; capitals and widths of letters do not count; a part of a Chinese title
        will do where only one has it.
    book : Rulebook

    Raises
    ------
    UnknownNameError
        Naming the nearest of all of them.

    Examples
    --------
    >>> from dangjian_chain.rulebook import rulebook
    >>> look_up("《中国共产党支部工作条例（试行）》", rulebook()).instruments[0].code
    'BRA18'
    >>> found = look_up("branch_max_members", rulebook())
    >>> [each.key for each in (*found.parameters, *found.facts)]
    ['branch_max_members', 'branch_max_members']
    """
    wanted = _plain(name)
    found = Found(
        rules=tuple(rule for rule in known_rules().values() if wanted in {_plain(rule.code), rule.name}),
        instruments=tuple(each for each in book.instruments.values() if wanted in set(_names(each))),
        parameters=tuple(book.parameters[key] for key in book.parameters if _plain(key) == wanted),
        facts=tuple(book.citations[key] for key in book.citations if _plain(key) == wanted),
    )
    if found != Found():
        return found
    partly = [each for each in book.instruments.values() if wanted in _plain(each.title.zh)]
    if len(partly) == 1 and len(wanted) >= _PART and not wanted.isascii():
        return Found(instruments=tuple(partly))
    raise _unknown(name, book)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().removeprefix("《").removesuffix("》").casefold()


def _names(instrument: Instrument) -> Iterator[str]:
    yield _plain(instrument.code)
    for words in (instrument.title, instrument.short):
        yield from (_plain(words.zh), _plain(words.en))


def _unknown(name: str, book: Rulebook) -> UnknownNameError:
    rules = known_rules().values()
    known = [*(rule.code for rule in rules), *(rule.name for rule in rules), *book.instruments]
    called: dict[str, list[str]] = {}

    def call(id_: str, titles: Iterable[Text]) -> None:
        for words in titles:
            for said in (words.zh, words.en):
                called.setdefault(said, []).append(id_)

    for rule in rules:
        call(rule.code, (rule.title,))
    for code, instrument in book.instruments.items():
        call(code, dict.fromkeys((instrument.title, instrument.short)))
    for key, parameter in book.parameters.items():
        call(key, (parameter.title,))
    return UnknownNameError(WHAT, name, [*known, *book.parameters, *book.citations], called)
