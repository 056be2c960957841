"""What is due (应办事项), and how far it was done (履责情况), as pages of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from dangjian_chain.foot import FOOT
from dangjian_chain.model.vocabulary import Function, Severity
from dangjian_chain.performance.due_state import OVERDUE, DueState
from dangjian_chain.reports.due_words import REMEDY, counted, not_judged, period_said, unit_name
from dangjian_chain.reports.page import Cell, Column, Page, Row
from dangjian_chain.reports.share import share
from dangjian_chain.text import Lang, Text, listed, named

if TYPE_CHECKING:
    from dangjian_chain.performance.due import By, DueItems
    from dangjian_chain.performance.due_item import DueItem
    from dangjian_chain.performance.landed import LandedRow

_DUE = Text(zh="应办事项", en="Due")
_DUE_TITLE = Text(zh="应办事项（待核实）", en="What is due (to be verified)")
_LANDED = Text(zh="履责情况", en="Performance")
_LANDED_TITLE = Text(zh="规范履责情况", en="How far what is due was done")
_NOTE = Text(
    zh="已见记录 = （按期 + 逾期）÷ 可作判断的；未见记录含次数未达频次的；未载齐的不作判断，不计入比例。",
    en="on record = (in time + late) ÷ known; not seen includes fewer times than due; what is not known is in no rate.",
)
_GROUPS: tuple[tuple[By, Text], ...] = (
    ("unit", Text(zh="按单位", en="by unit")),
    ("level", Text(zh="按层级", en="by level")),
    ("duty", Text(zh="按责任事项", en="by duty")),
    ("function", Text(zh="按承担方式", en="by function")),
)
_LANDED_COLUMNS = (
    ("分组", "group", 38),
    ("应办", "due", 8),
    ("按期", "in time", 8),
    ("逾期", "late", 8),
    ("未见记录", "not seen", 10),
    ("未载齐", "not known", 10),
    ("未到期", "not due yet", 10),
    ("已见记录", "on record", 18),
)
_DUE_COLUMNS = (
    ("序号", "no.", 6),
    ("单位", "organization", 24),
    ("责任事项", "duty", 34),
    ("督促检查谁", "to see to", 22),
    ("时段", "span", 18),
    ("完成时限", "by", 12),
    ("应开展", "due", 8),
    ("已登记", "on record", 8),
    ("状态", "state", 18),
    ("情况说明", "remarks", 26),
)
_STATE = 8
_CENTERED = frozenset({0, 4, 5, 6, 7})
_PARTS = (
    (
        Text(zh="到期未见记录或次数未达频次的", en="past their day, and not or not often enough on record"),
        OVERDUE,
    ),
    (Text(zh="将到期的", en="due next"), (DueState.RUNNING,)),
    (Text(zh="记录未载齐，不作判断的", en="not known"), (DueState.UNKNOWN,)),
    (Text(zh="已见记录的", en="on record"), (DueState.DONE, DueState.LATE)),
    (Text(zh="自选动作（不计）", en="elective, not counted"), (DueState.OFFERED,)),
)


# --- how far it was done -------------------------------------------------------------------


def performance_page(items: DueItems, lang: Lang = "zh") -> Page:
    """Return how far what is due was done, by unit, level, duty and function, each rate with its two numbers."""
    return Page(
        name=_LANDED.of(lang),
        title=_LANDED_TITLE.of(lang),
        notes=(_head(items, lang), *not_judged(items, lang), _NOTE.of(lang)),
        columns=tuple(
            Column(zh if lang == "zh" else en, width, is_centered=place > 0)
            for place, (zh, en, width) in enumerate(_LANDED_COLUMNS)
        ),
        rows=tuple(_landed_rows(items, lang)),
        legend=(FOOT.of(lang),),
        is_upright=True,
    )


def _head(items: DueItems, lang: Lang) -> str:
    period = period_said(items.period, lang)
    if lang == "zh":
        return f"核对日：{items.day}　{period}到期的　{counted(items, lang)}"
    return f"day: {items.day}; due in {period}. {counted(items, lang)}"


def _landed_rows(items: DueItems, lang: Lang) -> Iterator[Row]:
    yield _landed_row("合计" if lang == "zh" else "all", items.landed("level").total, lang)
    for by, head in _GROUPS:
        rows = items.landed(by)
        if len(rows):
            yield Row((head.of(lang), *[None] * (len(_LANDED_COLUMNS) - 1)), is_heading=True)
        for row in rows:
            yield _landed_row(_group_name(row, by, lang), row, lang)


def _group_name(row: LandedRow, by: By, lang: Lang) -> str:
    return Function(row.key).label.of(lang) if by == "function" else unit_name(row, by, lang)


def _landed_row(name: str, row: LandedRow, lang: Lang) -> Row:
    figures = (row.due, row.done, row.late, row.not_seen, row.unknown, row.running)
    return Row((name, *figures, share(row.done + row.late, row.known, lang)))


# --- what is due -----------------------------------------------------------------------------


def due_page(items: DueItems, lang: Lang = "zh", *, days: int | None = 30) -> Page:
    """
    Return what is due as a page to print: what is past its day first, then what falls due next.

    What a superior owes one subordinate in one span stands in one row, however many duties it is about.

    Parameters
    ----------
    items : DueItems
    lang : {"zh", "en"}
    days : int, optional
        How far ahead; `None` for everything, what is on record and not known included.
    """
    shown = items if days is None else _asked(items, days)
    return Page(
        name=_DUE.of(lang),
        title=_DUE_TITLE.of(lang),
        notes=(_head(items, lang), *not_judged(items, lang), REMEDY.of(lang)),
        columns=tuple(
            Column(zh if lang == "zh" else en, width, is_centered=place in _CENTERED)
            for place, (zh, en, width) in enumerate(_DUE_COLUMNS)
        ),
        rows=tuple(_due_rows(shown, lang)),
        legend=(FOOT.of(lang),),
        tinted=_STATE,
    )


def _asked(items: DueItems, days: int) -> DueItems:
    """Return what is past its day, and what falls due within some days."""
    until = items.day + timedelta(days=days)
    return items.in_state(*OVERDUE, DueState.RUNNING).before(until)


def _due_rows(items: DueItems, lang: Lang) -> Iterator[Row]:
    number = 0
    for head, states in _PARTS:
        part = items.in_state(*states)
        if len(part):
            words = f"{head.of(lang)}（{len(part)}项）" if lang == "zh" else f"{head.of(lang)} ({len(part)})"
            yield Row((words, *[None] * (len(_DUE_COLUMNS) - 1)), is_heading=True)
        for same in _together(part):
            number += 1
            severity = Severity.WARNING if same[0].state in OVERDUE else None
            yield Row(_cells(same, number, lang), severity)


def _together(items: DueItems) -> Iterator[list[DueItem]]:
    """Yield items by day: each thing to perform alone, what is owed to one subordinate in one span together."""

    def key(item: DueItem) -> tuple[str, str, str, str, str, str]:
        alone = item.duty if item.function == Function.PERFORM else ""
        days = str(item.due_on), str(item.period.start)
        return days[0], item.organization, item.subordinate or "", alone, days[1], str(item.state)

    for _, same in groupby(sorted(items, key=lambda item: (*key(item), item.duty)), key):
        yield list(same)


def _cells(items: list[DueItem], number: int, lang: Lang) -> tuple[Cell, ...]:
    first = items[0]
    titles = list(dict.fromkeys(item.title for item in items))
    duty = named(first.duty, first.title)
    if len(titles) > 1:
        duty = (
            f"{listed(titles, lang)}（{len(titles)}项）"
            if lang == "zh"
            else f"{listed(titles, lang)} ({len(titles)})"
        )
    is_one = len(items) == 1
    return (
        number,
        first.name,
        duty,
        first.subordinate_name,
        first.words.of(lang),
        str(first.due_on),
        first.wanted if is_one else 1,
        first.done if is_one else min(item.done for item in items),
        first.state.label.of(lang),
        None,
    )
