"""The loop (闭环) as a page of a workbook: stages by level and unit, then the pairs with an open stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.loop_stage import Closed, LoopStage
from dangjian_chain.foot import FOOT
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.loop_words import NOTE, by_group, group_name, standing, stops, titled
from dangjian_chain.reports.page import Cell, Column, Page, Row
from dangjian_chain.reports.share import share
from dangjian_chain.text import Lang, Text, named

if TYPE_CHECKING:
    from dangjian_chain.appraisal.loop import By, Loop
    from dangjian_chain.appraisal.loop_row import LoopRate, LoopRow

MOST = 200
"""How many pairs with an open stage a page shows."""

_NAME = Text(zh="闭环情况", en="Loop")
_HEADS = (
    Text(zh="分组、责任事项", en="group, duty"),
    *(stage.label for stage in LoopStage),
    Text(zh="最先停在（对数）", en="first open at (pairs)"),
)
_WIDTHS = (32, *[18] * len(LoopStage), 22)
_BY: tuple[tuple[By, Text], ...] = (
    ("level", Text(zh="按层级", en="by level")),
    ("unit", Text(zh="按单位", en="by unit")),
)
_CELLS = {
    "zh": {Closed.YES: "是", Closed.NO: "否", Closed.UNKNOWN: "不详", Closed.NOT_ASKED: "—"},
    "en": {Closed.YES: "yes", Closed.NO: "no", Closed.UNKNOWN: "not known", Closed.NOT_ASKED: "—"},
}


def loop_page(loop: Loop, lang: Lang = "zh", *, most: int = MOST) -> Page:
    """
    Return a loop as a page to print.

    Parameters
    ----------
    loop : Loop
    lang : {"zh", "en"}
    most : int
        How many pairs with an open stage are shown; the others are counted.
    """
    return Page(
        name=_NAME.of(lang),
        title=titled(loop, lang),
        notes=(standing(loop, lang), NOTE.of(lang)),
        columns=tuple(
            Column(head.of(lang), width, is_centered=0 < place < len(_HEADS) - 1)
            for place, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True))
        ),
        rows=(*_groups(loop, lang), *_open(loop, lang, most)),
        legend=(FOOT.of(lang),),
        tinted=len(_HEADS) - 1,
    )


def _groups(loop: Loop, lang: Lang) -> Iterator[Row]:
    for rates in by_group(loop.rates()):
        yield Row(_cells("合计" if lang == "zh" else "all", rates, stops(loop, lang), lang))
    for by, words in _BY:
        parts = loop.parts(by)
        if parts:
            yield _heading(words.of(lang))
        for rates in by_group(loop.rates(by)):
            yield Row(_cells(group_name(rates[0], by, lang), rates, stops(parts[rates[0].key], lang), lang))


def _cells(name: str, rates: tuple[LoopRate, ...], open_at: str, lang: Lang) -> tuple[Cell, ...]:
    return (name, *(_rate(rate, lang) for rate in rates), open_at or "—")


def _rate(rate: LoopRate, lang: Lang) -> str:
    said = share(rate.yes, rate.known, lang)
    if not rate.unknown:
        return said
    return f"{said}\n不详{rate.unknown}" if lang == "zh" else f"{said}\n{rate.unknown} not known"


def _open(loop: Loop, lang: Lang, most: int) -> Iterator[Row]:
    pairs = loop.open
    if not len(pairs):
        return
    yield _heading(
        f"尚未闭合的{len(pairs)}对，按最先停在的环节"
        if lang == "zh"
        else f"{len(pairs)} pair(s) with an open stage, by the first of them"
    )
    for row in pairs[:most]:
        yield Row(_pair(row, lang), Severity.NOTE)
    rest = len(pairs) - most
    if rest > 0:
        yield _heading(f"另有{rest}对未列出" if lang == "zh" else f"and {rest} more pair(s)")


def _pair(row: LoopRow, lang: Lang) -> tuple[Cell, ...]:
    cells = [_CELLS[lang][row.stages[stage]] for stage in LoopStage]
    stage = row.first_open
    return (
        f"{named(row.duty, row.title)}\n{row.name}",
        *cells,
        None if stage is None else stage.label.of(lang),
    )


def _heading(words: str) -> Row:
    return Row((words, *[None] * (len(_HEADS) - 1)), is_heading=True)
