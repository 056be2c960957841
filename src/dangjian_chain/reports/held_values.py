"""What a parameter comes to on a day, for each type of unit it tells apart."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from dangjian_chain.gaps.limit import plain
from dangjian_chain.model.vocabulary import unit_type_label
from dangjian_chain.rulebook import (
    DatedRulebook,
    DatedValue,
    Held,
    NoValueError,
    Override,
    Parameter,
    rulebook,
)
from dangjian_chain.text import Lang, Text

LATEST = date.max
"""The day on which every value of the rulebook has begun."""

_OTHER = ""
_EVERY = Text(zh="各类单位", en="every type of unit")
_OTHERS = Text(zh="其他单位", en="other types of unit")
_NONE = Text(zh="没有统一规定的数值，可在本单位口径中设定", en="no general figure; a profile may set one")
_NOT_YET = Text(zh="自{since}起才有", en="from {since} on only")
_OFF = Text(
    zh="所依事项默认不启用，核对时不用这个数值", en="its fact is off, so that no rule compares with it"
)


@frozen
class HeldValue:
    """
    What holds for some types of unit.

    Parameters
    ----------
    unit_types : tuple of str
        Empty for every type, or for all that are not named beside it.
    label : Text
        What people call them.
    held : Held, optional
        `None` where there is no number.
    is_used : bool
        Whether rules compare with it.
    why : Text, optional
        Why there is no number, or why no rule compares with it.
    """

    unit_types: tuple[str, ...]
    label: Text
    held: Held | None
    is_used: bool
    why: Text | None = None


def latest_rulebook() -> DatedRulebook:
    """Return the rulebook that ships, with every value begun: what pages without a day show."""
    return rulebook().on(LATEST)


def held_values(key: str, rules: DatedRulebook) -> tuple[HeldValue, ...]:
    """
    Return what a parameter comes to on the day of a rulebook, types of unit with one answer together.

    Examples
    --------
    >>> for each in held_values("committee_min_members", latest_rulebook()):
    ...     print(each.label.en, each.held.value, each.held.citation)
    organ 100.0 organ_committee_threshold
    state-owned enterprise 100.0 soe_committee_threshold
    """
    parameter = rules.book.parameter(key)
    grouped: dict[tuple[Held | None, Text | None], list[str]] = {}
    for unit_type in _types(parameter):
        grouped.setdefault(_held(parameter, rules, unit_type), []).append(unit_type)
    return tuple(_value(parameter, tuple(types), held, why) for (held, why), types in grouped.items())


def _types(parameter: Parameter) -> tuple[str, ...]:
    """Return the types of unit to ask for: those it tells apart, and one that stands for all others."""
    if parameter.unit_types:
        return parameter.unit_types
    named: tuple[DatedValue | Override, ...] = (*parameter.values, *parameter.overridden)
    return (*dict.fromkeys(each for value in named for each in value.unit_types), _OTHER)


def _held(parameter: Parameter, rules: DatedRulebook, unit_type: str) -> tuple[Held | None, Text | None]:
    try:
        held = parameter.held(rules.day, unit_type)
    except NoValueError as error:
        if error.since is None:
            return None, _NONE
        return None, _NOT_YET.format(zh={"since": error.since})
    is_used = held.override is not None or rules.citation(held.citation).is_on
    return held, None if is_used else _OFF


def _value(parameter: Parameter, types: tuple[str, ...], held: Held | None, why: Text | None) -> HeldValue:
    if _OTHER not in types:
        label = types_said(types)
    elif len(types) == len(_types(parameter)):
        label = _EVERY
    else:
        label = _OTHERS
    named = () if _OTHER in types else types
    return HeldValue(named, label, held, held is not None and why is None, why)


def types_said(unit_types: tuple[str, ...]) -> Text:
    """
    Return what people call types of unit; of none, every type.

    Examples
    --------
    >>> types_said(("organ", "soe")).zh, types_said(()).en
    ('机关、国有企业', 'every type of unit')
    """
    if not unit_types:
        return _EVERY
    labels = [unit_type_label(each) for each in unit_types]
    return Text(zh="、".join(each.zh for each in labels), en=", ".join(each.en for each in labels))


def said(parameter: Parameter, value: float, or_else: float | None, lang: Lang) -> str:
    """
    Return a value with its unit, and the other one where a provision leaves a choice.

    Examples
    --------
    >>> said(rulebook().parameter("branch_max_members"), 50, None, "zh")
    '50名党员'
    """
    number = plain(value)
    if lang == "zh":
        other = "" if or_else is None else f"（亦可为{plain(or_else)}）"
        return f"{number}{'' if parameter.is_share else parameter.unit.zh}{other}"
    other = "" if or_else is None else f" (or {plain(or_else)})"
    return f"{number}{'' if parameter.is_share else f' {parameter.unit.en}'}{other}"


def value_said(parameter: Parameter, value: HeldValue, lang: Lang) -> str:
    """Return what holds as one phrase, with the types of unit in front where it is not for all."""
    if value.held is None:
        words = "" if value.why is None else value.why.of(lang)
    else:
        words = said(parameter, value.held.value, value.held.or_else, lang)
        words += "" if value.why is None else f"（{value.why.zh}）" if lang == "zh" else f" ({value.why.en})"
    if value.label == _EVERY:
        return words
    return f"{value.label.zh}：{words}" if lang == "zh" else f"{value.label.en}: {words}"


def values_said(key: str, rules: DatedRulebook, lang: Lang) -> str:
    """
    Return all that a parameter comes to on the day of a rulebook as one phrase.

    Examples
    --------
    >>> values_said("branch_min_full_members", latest_rulebook(), "en")
    '3 full members'
    """
    parameter = rules.book.parameter(key)
    parts = [value_said(parameter, each, lang) for each in held_values(key, rules)]
    return ("；" if lang == "zh" else "; ").join(parts)


def since_said(value: DatedValue, lang: Lang) -> str:
    """Return from when a value holds; one without a day has always held, as far as is known."""
    if value.since is None:
        return "一直如此" if lang == "zh" else "always"
    return f"{value.since}起" if lang == "zh" else f"from {value.since}"
