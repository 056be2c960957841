"""Terms (换届时间表): who is due for re-election when, as text and as a document for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dangjian_chain.gaps.limit import plain
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.performance.term import Term, TermState
from dangjian_chain.performance.terms import Terms
from dangjian_chain.reports.layout import table
from dangjian_chain.text import Lang, Text

_TITLE = Text(zh="换届时间（核对日 {day}）", en="Terms on {day}")
_COUNTS = Text(
    zh="应换届{due}个，其中已届满{ended}个", en="due for re-election: {due}, of which ended: {ended}"
)
_WITHIN = Text(zh="（{months}个月之内）", en=" (within {months} months)")
_HEADER = {
    "zh": ("组织", "类别", "最近换届", "任期", "届满", "情况"),
    "en": ("organization", "kind", "elected", "years", "ends", "state"),
}
_YEARS = Text(zh="{years}年", en="{years}")
_UNTIL = {
    TermState.EXTENDED: Text(zh="{state}（最长至{until}）", en="{state} (until {until} at most)"),
    TermState.ENDED: Text(zh="{state}（延期至{until}）", en="{state} (extended until {until})"),
}
_APPROVED = Text(
    zh="{state}（已记延期，最长至{until}）", en="{state} (extension on record, until {until} at most)"
)
_NOTHING = Text(zh="没有已届满或即将届满的组织。", en="No organization is due for re-election.")
_UNDATED = Text(
    zh="未填写换届时间的组织{count}个，未作判断。",
    en="Organizations without an election date: {count}; nothing is concluded there.",
)


_UNKNOWN = Text(
    zh="当时的任期规定未查明的组织{count}个，未作判断。",
    en="Organizations elected when the length of a term is not known: {count}; nothing is concluded there.",
)


def terms_page(
    terms: Terms, chain: ResponsibilityChain, lang: Lang = "zh", *, months: int | None = None
) -> str:
    """
    Return who is due for re-election when, those ended first, then by date.

    Parameters
    ----------
    terms : Terms
        All of the chain.
    chain : ResponsibilityChain
        On its day, for the names of kinds.
    lang : {"zh", "en"}
    months : int, optional
        How far ahead; left out, as the rulebook reminds.
    """
    due = terms.due(months)
    counts = _COUNTS.of(lang).format(due=len(due), ended=len(due.ended))
    within = "" if months is None else _WITHIN.of(lang).format(months=months)
    kinds = {kind.id: kind.label.of(lang) for kind in chain.arrays.organization_kinds.values()}
    rows = [_HEADER[lang], *(_row(term, kinds, lang) for term in due)]
    blocks = [
        f"{_TITLE.of(lang).format(day=terms.day)}\n{counts}{within}",
        "\n".join(table(rows, "lllrll")) if len(due) else _NOTHING.of(lang),
        not_judged(terms, lang),
    ]
    return "\n\n".join(blocks) + "\n"


def not_judged(terms: Terms, lang: Lang) -> str:
    """Return of how many organizations nothing is concluded: no rule of the time is known, or no date is entered."""
    unknown = terms.counts[TermState.UNKNOWN]
    lines = [_UNKNOWN.of(lang).format(count=unknown)] if unknown else []
    return "\n".join([*lines, _UNDATED.of(lang).format(count=len(terms.undated))])


def _row(term: Term, kinds: Mapping[str, str], lang: Lang) -> tuple[str, ...]:
    return (
        f"{term.organization} {term.name}" if term.name != term.organization else term.name,
        kinds[term.kind],
        str(term.elected_on),
        "" if term.years is None else _YEARS.of(lang).format(years=plain(term.years)),
        str(term.ends_on),
        _state(term, lang),
    )


def _state(term: Term, lang: Lang) -> str:
    state = term.label.of(lang)
    if term.extended_until is None:
        return state
    return _UNTIL.get(term.state, _APPROVED).of(lang).format(state=state, until=term.extended_until)


def terms_document(terms: Terms, months: int | None = None) -> dict[str, Any]:
    """Return who is due for re-election when under the schema `dangjian-chain/terms/1`, and how all terms stand."""
    columns = terms.due(months).columns()
    return {
        "schema": "dangjian-chain/terms/1",
        "at": str(terms.day),
        "months": months,
        "counts": {
            **{str(state): count for state, count in terms.counts.items()},
            "undated": len(terms.undated),
        },
        "terms": [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)],
    }
