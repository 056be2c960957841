"""Duties and organizations pair by pair: what is expected there and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.reports.layout import table
from dangjian_chain.text import Lang, Text, named

_HEADER = {
    "zh": ("单位", "层级", "责任事项", "承担方式", "应列入", "已列入", "已衔接到位", "任务来自"),
    "en": ("organization", "level", "duty", "function", "expected", "declared", "reached", "received from"),
}
_MARKS = {"zh": ("是", "—"), "en": ("yes", "-")}
_FUNCTIONS = {
    "zh": (("performs", "直接落实"), ("manages", "抓下级落实")),
    "en": (("performs", "performs"), ("manages", "manages")),
}
_NOTHING = Text(zh="没有相应的责任事项。", en="No such pair of duty and organization.")


def pair_table(pairs: Sequence[Mapping[str, Any]], chain: ResponsibilityChain, lang: Lang = "zh") -> str:
    """
    Return pairs of a cascade as a table.

    Parameters
    ----------
    pairs : sequence of mapping
        Rows with the columns of `Cascade.to_frame`.
    chain : ResponsibilityChain
        For the names.
    lang : {"zh", "en"}
    """
    if not pairs:
        return f"{_NOTHING.of(lang)}\n"
    organizations = dict(
        zip(chain.tables["organizations"].ids, chain.tables["organizations"].column("name"), strict=True)
    )
    titles = dict(zip(chain.tables["duties"].ids, chain.tables["duties"].column("title"), strict=True))
    rows = [_HEADER[lang], *(_row(pair, organizations, titles, lang) for pair in pairs)]
    return "\n".join(table(rows, "lrllllll")) + "\n"


def _row(
    pair: Mapping[str, Any], organizations: Mapping[str, str], titles: Mapping[str, str], lang: Lang
) -> tuple[str, ...]:
    yes, no = _MARKS[lang]
    functions = [word for name, word in _FUNCTIONS[lang] if pair[name]]
    above = pair["received_from"]
    return (
        f"{pair['organization']} {organizations[pair['organization']]}",
        no if pair["level"] is None else str(pair["level"]),
        named(pair["duty"], titles[pair["duty"]]),
        ("、" if lang == "zh" else ", ").join(functions) or no,
        *(yes if pair[name] else no for name in ("expected", "declared", "reached")),
        no if above is None else organizations[above],
    )
