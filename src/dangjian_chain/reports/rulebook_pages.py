"""The rulebook for people: the page of an instrument, of a parameter, of a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Rule
from dangjian_chain.reports.held_values import (
    held_values,
    said,
    since_said,
    types_said,
    value_said,
)
from dangjian_chain.reports.layout import indented, wrapped
from dangjian_chain.reports.look_up import Found
from dangjian_chain.reports.resting import facts_in, facts_of, parameters_on, rules_comparing, rules_on
from dangjian_chain.rulebook import (
    Citation,
    DatedRulebook,
    DatedValue,
    Instrument,
    Override,
    Parameter,
    Place,
    Status,
    Version,
)
from dangjian_chain.text import Lang, Text

_WIDTH = 78

_DAY = Text(zh="核对日", en="day")
_SHORT = Text(zh="简称", en="short name")
_STANDING = Text(zh="核对日状态", en="on the day")
_TODAY = Text(zh="核对日取值", en="value on the day")
_TYPES = Text(zh="适用单位", en="binds")
_BY_REFERENCE = Text(zh="参照执行", en="by reference")
_BY_REFERENCE_WORDS = Text(zh="基层党组织", en="for primary organizations")
_VERIFIED = Text(zh="核实情况", en="verification")
_MODALITY = Text(zh="约束程度", en="modality")
_MODALITY_IS_OURS = Text(zh="（原文未明，由本工具选定）", en=" (open in the source, chosen here)")
_IN_USE = Text(zh="启用", en="in use")
_ON = Text(zh="是", en="yes")
_OFF = Text(zh="否，可在本单位口径中启用", en="no; a profile may switch it on")
_SWITCHED = Text(zh="由“{profile}”启用：{reason}", en="switched on by {profile}: {reason}")
_PLACE = Text(zh="出处", en="place")
_SEEN = Text(zh="见于", en="seen at")
_NOTE = Text(zh="备注", en="note")
_SAYS = Text(zh="内容（转述）", en="What it says, in our words")
_VERSIONS = Text(zh="版本", en="Versions")
_FACTS = Text(zh="所载事项", en="Facts")
_HISTORY = Text(zh="取值沿革", en="History")
_BASIS = Text(zh="依据", en="Basis")
_RULES = Text(zh="用到它的核对项", en="Rules that rest on it")
_COMPARING = Text(zh="用它比较的核对项", en="Rules that compare with it")
_PARAMETERS = Text(zh="取自它的数值", en="Parameters that come from it")
_OVERRIDES = Text(zh="本单位口径", en="Profiles")
_NO_OVERRIDE = Text(zh="所给的口径没有改动这个数值。", en="No profile that was given changes it.")
_FROM_MEMORY = Text(zh="待查证", en="from memory")
_NOTHING = Text(zh="无", en="none")


def found_pages(found: Found, rules: DatedRulebook, lang: Lang = "zh") -> str:
    """Return the pages of everything that a name may mean but rules, one behind the other."""
    pages = [
        *(instrument_page(each, rules, lang) for each in found.instruments),
        *(parameter_page(each, rules, lang) for each in found.parameters),
        *(fact_page(each, rules, lang) for each in found.facts),
    ]
    return "\n".join(pages)


# --- an instrument -------------------------------------------------------------------------------


def instrument_page(instrument: Instrument, rules: DatedRulebook, lang: Lang = "zh") -> str:
    """
    Return an instrument: its versions with their standing on the day, and its facts.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain.rulebook import rulebook
    >>> book = rulebook()
    >>> print(instrument_page(book.instrument("BRA18"), book.on(date(2026, 9, 30)), "en").splitlines()[0])
    BRA18 Branch Work Regulations (trial)
    """
    short = "" if instrument.short == instrument.title else instrument.short.of(lang)
    versions = "\n".join(_version(each, instrument, rules, lang) for each in instrument.versions)
    facts = "\n".join(_fact_entry(place, fact, lang) for place, fact in facts_in(instrument.code, rules.book))
    return _page(
        _head(
            f"{instrument.code} {instrument.title.of(lang)}", [(_SHORT, short), (_DAY, str(rules.day))], lang
        ),
        _section(_VERSIONS, versions, lang),
        _section(_FACTS, facts or indented(_NOTHING.of(lang), 2), lang),
    )


def _version(version: Version, instrument: Instrument, rules: DatedRulebook, lang: Lang) -> str:
    zh = lang == "zh"
    dates = [
        ("印发" if zh else "issued", version.issued),
        ("施行" if zh else "in force from", version.in_force),
        ("停止施行" if zh else "ended", version.ended),
    ]
    parts = [
        version.name,
        *(f"{day}{word}" if zh else f"{word} {day}" for word, day in dates if day is not None),
        instrument.standing(rules.day, version.name).label.of(lang),
        ""
        if version.articles is None
        else f"共{version.articles}条"
        if zh
        else f"{version.articles} articles",
        f"日期{dates_said(version).zh}" if zh else f"dates {dates_said(version).en}",
    ]
    lines = [indented(("，" if zh else ", ").join(filter(None, parts)), 2, _WIDTH)]
    if version.note is not None:
        lines.append(indented(version.note.of(lang), 4, _WIDTH))
    return "\n".join(lines)


def dates_said(version: Version) -> Text:
    """Return how the dates of a version were verified."""
    return _FROM_MEMORY if version.status is Status.MEMORY else version.status.label


def _fact_entry(place: Place, fact: Citation, lang: Lang) -> str:
    where = place_said(place, lang)
    text = fact.text.of(lang)
    head = f"{where}　{fact.key}" if lang == "zh" else f"{where}  {fact.key}"
    return "\n".join(
        [
            indented(head, 2, _WIDTH),
            indented(text, 4, _WIDTH),
            indented(_states(fact, lang), 4, _WIDTH),
        ]
    )


def place_said(place: Place, lang: Lang) -> str:
    """
    Return where in its instrument a provision stands, without the instrument's name.

    Examples
    --------
    >>> from dangjian_chain.rulebook import rulebook
    >>> place = rulebook().citation("branch_max_members").place
    >>> place_said(place, "zh"), place_said(place, "en")
    ('第四条', 'Art. 4')
    """
    name = place.instrument.short.of(lang)
    inside = place.say(lang)
    inside = inside.removeprefix(f"《{name}》" if lang == "zh" and place.instrument.is_text else name)
    unknown = "条号未定" if lang == "zh" else "no article"
    return inside.removeprefix(", ") or unknown


def _states(fact: Citation, lang: Lang) -> str:
    """Return modality, verification and whether it is in use, on one line."""
    facts = [
        (_MODALITY, modality_said(fact, lang)),
        (_VERIFIED, fact.status.label.of(lang)),
        (_BY_REFERENCE, _BY_REFERENCE_WORDS.of(lang) if fact.by_reference else ""),
        (_TYPES, types_said(fact.unit_types).of(lang) if fact.unit_types else ""),
        (_IN_USE, (_ON if fact.is_on else _OFF).of(lang)),
    ]
    mark, between = ("：", "　") if lang == "zh" else (": ", ", ")
    return between.join(f"{head.of(lang)}{mark}{words}" for head, words in facts if words)


def modality_said(fact: Citation, lang: Lang) -> str:
    """Return how strongly a fact binds, and whether that was chosen here."""
    ours = _MODALITY_IS_OURS.of(lang) if fact.modality_is_ours else ""
    return f"{fact.modality.label.of(lang)}{ours}"


# --- a parameter ---------------------------------------------------------------------------------


def parameter_page(parameter: Parameter, rules: DatedRulebook, lang: Lang = "zh") -> str:
    r"""
    Return a parameter: what it comes to on the day, for whom, on what ground, since when, and who changed it.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain.rulebook import rulebook
    >>> book = rulebook()
    >>> page = parameter_page(book.parameter("branch_max_members"), book.on(date(2026, 9, 30)), "en")
    >>> print("\n".join(page.splitlines()[:3]))
    members a branch should not exceed (branch_max_members)
    day: 2026-09-30
    value on the day: 50 members
    """
    values = held_values(parameter.key, rules)
    facts = [
        (_DAY, str(rules.day)),
        *((_TODAY, value_said(parameter, each, lang)) for each in values),
        (_TYPES, types_said(parameter.unit_types).of(lang)),
        (_BY_REFERENCE, _BY_REFERENCE_WORDS.of(lang) if parameter.by_reference else ""),
        (_VERIFIED, parameter.status.label.of(lang)),
        (_NOTE, "" if parameter.note is None else parameter.note.of(lang)),
    ]
    title = parameter.title.of(lang)
    named = f"{title}（{parameter.key}）" if lang == "zh" else f"{title} ({parameter.key})"
    basis = "\n".join(citation_entry(rules.citation(key), lang) for key in facts_of(parameter))
    history = "\n".join(_dated(parameter, each, rules, lang) for each in parameter.values)
    return _page(
        _head(named, facts, lang),
        _section(_BASIS, basis, lang),
        _section(_HISTORY, history or indented(_NOTHING.of(lang), 2), lang),
        _section(_OVERRIDES, _overrides(parameter, rules, lang), lang),
        _section(_COMPARING, _rules(rules_comparing(parameter.key), lang), lang),
    )


def _dated(parameter: Parameter, value: DatedValue, rules: DatedRulebook, lang: Lang) -> str:
    zh = lang == "zh"
    parts = [since_said(value, lang), said(parameter, value.value, value.or_else, lang)]
    if value.unit_types:
        parts.append(types_said(value.unit_types).of(lang))
    if value.citation is not None and value.citation != parameter.citation:
        parts.append(rules.citation(value.citation).say(lang))
    lines = [indented(("，" if zh else ", ").join(parts), 2, _WIDTH)]
    if value.note is not None:
        lines.append(indented(value.note.of(lang), 4, _WIDTH))
    return "\n".join(lines)


def _overrides(parameter: Parameter, rules: DatedRulebook, lang: Lang) -> str:
    if not rules.book.profiles:
        return ""
    entries = [_override(parameter, each, rules, lang) for each in parameter.overridden]
    return "\n".join(entries) or indented(_NO_OVERRIDE.of(lang), 2, _WIDTH)


def _override(parameter: Parameter, override: Override, rules: DatedRulebook, lang: Lang) -> str:
    zh = lang == "zh"
    name = f"“{override.profile.zh}”" if zh else override.profile.en
    value = said(parameter, override.value, None, lang)
    former = former_of(parameter, override, rules)
    parts = [
        f"{name}规定为{value}" if zh else f"{name} sets {value}",
        "" if former is None else f"原为{plain(former)}" if zh else f"{plain(former)} before",
        types_said(override.unit_types).of(lang) if override.unit_types else "",
        "" if override.since is None else f"{override.since}起" if zh else f"from {override.since}",
        "" if override.citation is None else rules.citation(override.citation).say(lang),
    ]
    line = ("，" if zh else ", ").join(filter(None, parts))
    reason = f"理由：{override.reason.zh}" if zh else f"reason: {override.reason.en}"
    return f"{indented(line, 2, _WIDTH)}\n{indented(reason, 4, _WIDTH)}"


def former_of(parameter: Parameter, override: Override, rules: DatedRulebook) -> float | None:
    """Return what a profile's number stands in place of on the day; `None` where it does not act, or of nothing."""
    held = (each.held for each in held_values(parameter.key, rules))
    return next((each.former for each in held if each is not None and each.override == override), None)


# --- a fact --------------------------------------------------------------------------------------


def fact_page(fact: Citation, rules: DatedRulebook, lang: Lang = "zh") -> str:
    """
    Return a fact: where it stands, what it says, how sure that is, and what rests on it.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain.rulebook import rulebook
    >>> book = rulebook()
    >>> print(fact_page(book.citation("branch_max_members"), book.on(date(2026, 9, 30)), "en").splitlines()[0])
    fact branch_max_members
    """
    zh = lang == "zh"
    places = ("、" if zh else "; ").join(place.say(lang) for place in (fact.place, *fact.also))
    facts = [
        (_PLACE, places),
        (_DAY, str(rules.day)),
        (_STANDING, fact.standing(rules.day).label.of(lang) if fact.instrument.versions else ""),
        (_MODALITY, modality_said(fact, lang)),
        (_VERIFIED, fact.status.label.of(lang)),
        (_IN_USE, _in_use(fact, lang)),
        (_TYPES, types_said(fact.unit_types).of(lang)),
        (_BY_REFERENCE, _BY_REFERENCE_WORDS.of(lang) if fact.by_reference else ""),
        (_SEEN, "" if fact.where is None else fact.where.of(lang)),
        (_NOTE, "" if fact.note is None else fact.note.of(lang)),
    ]
    parameters = "\n".join(
        indented(f"{each.key}　{each.title.zh}" if zh else f"{each.key}  {each.title.en}", 2, _WIDTH)
        for each in parameters_on(fact.key, rules.book)
    )
    return _page(
        _head(f"{'依据' if zh else 'fact'} {fact.key}", facts, lang),
        _section(_SAYS, indented(fact.text.of(lang), 2, _WIDTH), lang),
        _section(_RULES, _rules(rules_on(fact.key, rules.book), lang), lang),
        _section(_PARAMETERS, parameters or indented(_NOTHING.of(lang), 2), lang),
    )


def _in_use(fact: Citation, lang: Lang) -> str:
    if fact.switched is None:
        return (_ON if fact.is_on else _OFF).of(lang)
    profile, reason = fact.switched.profile, fact.switched.reason
    words = _SWITCHED.format(
        zh={"profile": profile.zh, "reason": reason.zh}, en={"profile": profile.en, "reason": reason.en}
    )
    return words.of(lang)


# --- what they share -----------------------------------------------------------------------------


def citation_entry(citation: Citation, lang: Lang) -> str:
    """Return a provision as cards show it: where it stands, what it asks, how strongly and how sure."""
    where, text = citation.say(lang), citation.text.of(lang)
    modality, status = citation.modality.label.of(lang), citation.status.label.of(lang)
    if lang == "zh":
        words, held = f"{where}：{text}", f"约束程度：{modality}　核实情况：{status}"
    else:
        words, held = f"{where}: {text}", f"modality: {modality}, verification: {status}"
    return f"{indented(words, 2, _WIDTH)}\n{indented(held, 4, _WIDTH)}"


def _rules(rules: Iterable[Rule], lang: Lang) -> str:
    lines = [indented(f"{rule.code} {rule.title.of(lang)}", 2, _WIDTH) for rule in rules]
    return "\n".join(lines) or indented(_NOTHING.of(lang), 2)


def _head(title: str, facts: Iterable[tuple[Text, str]], lang: Lang) -> str:
    return "\n".join([title, *_facts(facts, lang)])


def _facts(facts: Iterable[tuple[Text, str]], lang: Lang) -> Iterator[str]:
    mark = "：" if lang == "zh" else ": "
    return (hanging(f"{head.of(lang)}{mark}{words}") for head, words in facts if words)


def hanging(words: str) -> str:
    """Return words wrapped, all lines but the first moved to the right."""
    return "\n  ".join(wrapped(words, _WIDTH))


def _section(head: Text, words: str, lang: Lang) -> str:
    return f"{head.of(lang)}\n{words}" if words else ""


def _page(*blocks: str) -> str:
    return "\n\n".join(filter(None, blocks)) + "\n"
