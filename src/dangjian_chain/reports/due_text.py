"""What is due (应办事项) as text: what cannot be judged first, then what is past its day, what is next, and by unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from dangjian_chain.foot import FOOT
from dangjian_chain.reports.due_words import (
    REMEDY,
    counted,
    grouped,
    is_by_organization,
    not_judged,
    period_said,
    unit_name,
)
from dangjian_chain.reports.layout import indented, table
from dangjian_chain.reports.share import share
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.performance.due import DueItems

LISTED = 20
"""How many groups are listed unless all are asked for."""
DAYS = 30
"""How far ahead what falls due is listed."""

_WIDTH = 100
_LINES = 5
_TITLE = Text(zh="应办事项（核对日 {day}，{period}到期的）", en="What is due in {period}, on {day}")
_NOTHING = Text(
    zh="该时段没有到期事项：没有这样的责任事项，或者它们的频次、时限不按日历计（每届、适时、常态化）。",
    en="Nothing falls due in that period: there are no such duties, or their rhythm counts on no calendar.",
)
_NONE_OVERDUE = Text(zh="没有到期未见记录的事项。", en="Nothing is past its day without a record.")
_NONE_UPCOMING = Text(zh="{days}天内没有到期的事项。", en="Nothing falls due within {days} days.")
_UNITS = {
    "zh": ("单位", "应办", "按期", "逾期", "未见记录", "未载齐", "未到期", "已见记录"),
    "en": ("unit", "due", "in time", "late", "not seen", "not known", "not yet", "on record"),
}


def due_text(
    items: DueItems,
    lang: Lang = "zh",
    *,
    days: int = DAYS,
    listed: int | None = LISTED,
    only: Sequence[str] = (),
) -> str:
    """
    Return what is due as text.

    Parameters
    ----------
    items : DueItems
    lang : {"zh", "en"}
    days : int
        How far ahead.
    listed : int, optional
        How many groups are listed; `None` lists all, by organization.
    only : sequence of str
        What the items were narrowed to, in words.
    """
    head = [_TITLE.of(lang).format(day=items.day, period=period_said(items.period, lang)), *only]
    if not len(items):
        return "\n".join(head) + f"\n\n{_NOTHING.of(lang)}\n\n{FOOT.of(lang)}\n"
    unknown = not_judged(items, lang)
    blocks = [
        "\n".join(head),
        *(["\n".join(unknown)] if unknown else []),
        counted(items, lang),
        _overdue(items, lang, listed),
        _upcoming(items, lang, days, listed),
        _by_unit(items, lang),
        FOOT.of(lang),
    ]
    return "\n\n".join(blocks) + "\n"


def _overdue(items: DueItems, lang: Lang, listed: int | None) -> str:
    overdue = items.overdue
    if not len(overdue):
        return _NONE_OVERDUE.of(lang)
    head = Text(zh="到期未见记录或次数未达频次的", en="Past their day, and not or not often enough on record")
    return "\n".join([*_listing(overdue, head, lang, listed), REMEDY.of(lang)])


def _upcoming(items: DueItems, lang: Lang, days: int, listed: int | None) -> str:
    until = items.day + timedelta(days=days)
    upcoming = items.upcoming.before(until)
    if not len(upcoming):
        return _NONE_UPCOMING.of(lang).format(days=days)
    head = Text(zh=f"{days}天内（{until}前）到期的", en=f"Due within {days} days (by {until})")
    return "\n".join(_listing(upcoming, head, lang, listed))


def _listing(items: DueItems, head: Text, lang: Lang, listed: int | None) -> list[str]:
    by_organization = listed is None or is_by_organization(list(items))
    groups = grouped(items, lang, by_organization=by_organization)
    how = Text(zh="组织", en="organization") if by_organization else Text(zh="责任事项", en="duty")
    lines = [
        f"{head.zh}：{len(items)}项，按{how.zh}分为{len(groups)}组"
        if lang == "zh"
        else f"{head.en}: {len(items)} item(s), by {how.en} in {len(groups)} group(s)"
    ]
    for group in groups[:listed]:
        lines.append(
            f"{group.heading}（{group.count}项）" if lang == "zh" else f"{group.heading} ({group.count})"
        )
        shown = group.lines if listed is None else group.lines[:_LINES]
        lines += [indented(line, 2, _WIDTH) for line in shown]
        if rest := len(group.lines) - len(shown):
            lines.append(f"  另有{rest}行" if lang == "zh" else f"  and {rest} more line(s)")
    if rest := len(groups) - len(groups[:listed]):
        left = sum(group.count for group in groups[listed:])
        lines.append(
            f"另有{rest}组{left}项（加 --all 全部列出）"
            if lang == "zh"
            else f"and {rest} more group(s), {left} item(s); --all lists them"
        )
    return lines


def _by_unit(items: DueItems, lang: Lang) -> str:
    rows = items.landed("unit")
    lines: list[tuple[str, ...]] = [_UNITS[lang]]
    named_rows = [(unit_name(row, "unit", lang), row) for row in rows]
    for name, row in (*named_rows, ("合计" if lang == "zh" else "all", rows.total)):
        figures = (row.due, row.done, row.late, row.not_seen, row.unknown, row.running)
        lines.append((name, *map(str, figures), share(row.done + row.late, row.known, lang)))
    return "\n".join(table(lines, "lrrrrrrl"))
