"""Words about the loop that text, pages and pictures share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.appraisal.loop_stage import LoopStage
from dangjian_chain.reports.due_words import period_said
from dangjian_chain.text import Lang, Text, named

if TYPE_CHECKING:
    from dangjian_chain.appraisal.loop import Loop
    from dangjian_chain.appraisal.loop_row import LoopRate

TITLE = Text(zh="责任闭环（核对日 {day}，{period}）", en="The loop in {period}, on {day}")
NOTE = Text(
    zh="比例 = 是 ÷ 可作判断的（是 + 否）；不详的（记录未载齐）和不涉及的不计。",
    en="rate = yes ÷ known (yes + no); what is not known, or not asked, is in no rate.",
)
NOTHING = Text(
    zh="没有应列入的责任事项：未载入责任事项，或事项未写明责任主体。",
    en="Nothing is expected: there are no duties, or they do not say who performs them.",
)
_ELSEWHERE = Text(zh="（不属于哪个党委）", en="(under no committee)")


def titled(loop: Loop, lang: Lang) -> str:
    """Return the title of a loop."""
    return TITLE.of(lang).format(day=loop.day, period=period_said(loop.period, lang))


def standing(loop: Loop, lang: Lang) -> str:
    """Return how many pairs there are, and how many of them are closed, open and not known."""
    closed, unknown = len(loop.closed), len(loop.not_known)
    still_open = len(loop) - closed - unknown
    if lang == "zh":
        return (
            f"责任事项×承担组织{len(loop)}对：各环节都已闭合的{closed}对，有环节尚未闭合的{still_open}对，"
            f"记录未载齐、不作判断的{unknown}对。"
        )
    return f"{len(loop)} pair(s) of duty and organization: {closed} closed, {still_open} open, {unknown} not known."


def stops(loop: Loop, lang: Lang) -> str:
    """Return at which stages pairs stop, blank where none does."""
    held = [(stage.label.of(lang), count) for stage, count in loop.first_open.items() if count]
    if lang == "zh":
        return "，".join(f"{label}{count}" for label, count in held)
    return "; ".join(f"{label}: {count}" for label, count in held)


def group_name(rate: LoopRate, by: str, lang: Lang) -> str:
    """Return what a group is called."""
    if by == "level":
        return f"第{rate.key}级" if lang == "zh" else f"level {rate.key}"
    return named(rate.key, rate.name) if rate.key else _ELSEWHERE.of(lang)


def by_group(rates: tuple[LoopRate, ...]) -> list[tuple[LoopRate, ...]]:
    """Return rates in groups, one rate a stage."""
    size = len(LoopStage)
    return [rates[start : start + size] for start in range(0, len(rates), size)]
