"""How far the duties have come down, as a page: by level, by unit and by duty, always with both numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_chain.foot import FOOT
from dangjian_chain.propagation.cascade import Cascade
from dangjian_chain.propagation.landing import Landing, LandingRow
from dangjian_chain.reports.page import Column, Page, Row
from dangjian_chain.text import Lang, Text, named

_NAME = Text(zh="落实情况", en="Landing")
_TITLE = Text(zh="责任逐级分解落实情况", en="How far the duties have come down")
_NOTE = Text(
    zh="传导率 = 已衔接到位 ÷ 应列入；已衔接到位指自下达单位起逐级列入、未中断。",
    en="landing rate = reached ÷ expected; reached: declared on every level from the start down.",
)
_GROUPS = (
    Text(zh="按层级", en="by level"),
    Text(zh="按单位", en="by unit"),
    Text(zh="按责任事项", en="by duty"),
)


def landing_page(cascade: Cascade, lang: Lang = "zh") -> Page:
    """Return the landing of a cascade, each rate with its two numbers."""
    heads = (
        ("分组", "应列入", "已列入", "已衔接到位", "传导率", "尚未衔接")
        if lang == "zh"
        else ("group", "expected", "declared", "reached", "landing rate", "not reached yet")
    )
    widths = (40, 10, 10, 12, 22, 12)
    columns = tuple(
        Column(head, width, is_centered=place > 0)
        for place, (head, width) in enumerate(zip(heads, widths, strict=True))
    )
    return Page(
        name=_NAME.of(lang),
        title=_TITLE.of(lang),
        notes=(
            f"核对日：{cascade.chain.day}" if lang == "zh" else f"day: {cascade.chain.day}",
            _NOTE.of(lang),
        ),
        columns=columns,
        rows=tuple(_rows(cascade, lang)),
        legend=(FOOT.of(lang),),
        is_upright=True,
    )


def _rows(cascade: Cascade, lang: Lang) -> Iterator[Row]:
    chain = cascade.chain
    organizations = chain.tables["organizations"]
    names: Mapping[int | str, str] = dict(zip(organizations.ids, organizations.column("name"), strict=True))
    level = "第{}级" if lang == "zh" else "level {}"
    by_level = [(level.format(row.group), row) for row in cascade.landing.total()]
    by_unit = [(names[row.group], row) for row in cascade.landing(by="unit").total()]
    titles = {id_: named(id_, duty.title) for id_, duty in chain.duties.items()}
    by_duty = [
        (titles[duty], _sum(cascade.landing, duty))
        for duty in dict.fromkeys(row.duty for row in cascade.landing)
    ]
    for head, rows in zip(_GROUPS, (by_level, by_unit, by_duty), strict=True):
        if rows:
            yield Row((head.of(lang), *[None] * 5), is_heading=True)
        for name, row in rows:
            yield _row(name, row, lang)


def _sum(landing: Landing, duty: str) -> LandingRow:
    """Return one duty over all levels."""
    rows = landing.of(duty)
    counts = (
        sum(getattr(row, name) for row in rows)
        for name in ("expected", "declared", "reached", "handed", "taken_up")
    )
    return LandingRow(duty, "", *counts)


def _row(name: str, row: LandingRow, lang: Lang) -> Row:
    share = "—" if row.rate is None else f"{row.reached}/{row.expected}，{row.rate:.0%}"
    if lang == "en":
        share = share.replace("，", ", ")
    return Row((name, row.expected, row.declared, row.reached, share, row.expected - row.reached))
