"""Words about what is due that text, pages and notebooks share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.model.vocabulary import Function
from dangjian_chain.performance.due_period import period_words, span_name
from dangjian_chain.performance.due_state import OVERDUE, DueState
from dangjian_chain.reports.share import share
from dangjian_chain.text import Lang, Text, listed, named

if TYPE_CHECKING:
    from dangjian_chain.performance.due import DueItems
    from dangjian_chain.performance.due_item import DueItem
    from dangjian_chain.performance.landed import LandedRow
    from dangjian_chain.period import Period

REMEDY = Text(
    zh="已开展的，注明会议或文件即可，不必另做材料；未开展的，请说明情况。",
    en="Where it was done, naming the meeting or document is enough, no other paper is wanted; where not, say why.",
)
_COMPLETE = Text(
    zh="记录已经齐全的，在 records_cover（记录完整范围）写明类别、组织和起止日期即可：",
    en="Where they are complete, say so in records_cover, with the kind, the organization and the days:",
)
_LEFT_OUT = Text(
    zh="另有{count}条记录未计入：组织或类别不明，或者没有日期。",
    en="{count} record(s) could not be counted: of an unknown organization or kind, or without a day.",
)
_ELSEWHERE = Text(zh="（不属于哪个党委）", en="(under no committee)")
_TOPS = 10
"""For how many organizations a statement is written out."""
_COVER = "  - {{kind: {kind}, organization: {top}, from: {first}, until: {day}}}"
KINDS = {Function.PERFORM: "performed", Function.MANAGE: "supervised"}


def period_said(period: Period, lang: Lang) -> str:
    """Return a period as people call it."""
    return period_words(span_name(period), period).of(lang)


def unit_name(row: LandedRow, by: str, lang: Lang) -> str:
    """Return what a group is called."""
    if by == "level":
        return f"第{row.key}级" if lang == "zh" else f"level {row.key}"
    return named(row.key, row.name) if row.key else _ELSEWHERE.of(lang)


def not_judged(items: DueItems, lang: Lang) -> list[str]:
    """Return of how many items nothing is concluded, and how to say that their records are complete."""
    unknown = items.in_state(DueState.UNKNOWN)
    lines = []
    if len(unknown):
        own, managed = len(unknown.performing), len(unknown.managing)
        lines.append(
            f"记录未载齐{len(unknown)}项，不作判断（本级开展{own}项，督促检查下级{managed}项）。"
            if lang == "zh"
            else f"Records not stated complete for {len(unknown)} item(s), nothing is concluded there: "
            f"{own} to perform, {managed} to see to subordinates."
        )
        lines += [_COMPLETE.of(lang), *_covers(unknown, lang)]
    if items.left_out:
        lines.append(_LEFT_OUT.of(lang).format(count=items.left_out))
    return lines


def _covers(unknown: DueItems, lang: Lang) -> Iterator[str]:
    """Yield the rows of a statement that would do, for each kind of records that is wanted."""
    for part, function in ((unknown.performing, Function.PERFORM), (unknown.managing, Function.MANAGE)):
        if len(part):
            columns = part.columns()
            first = min(columns["first_day"])
            tops = _tops(part, columns["organization"])
            for top in tops[:_TOPS]:
                yield _COVER.format(kind=KINDS[function], top=top, first=first, day=unknown.day)
            if rest := len(tops[_TOPS:]):
                yield (
                    f"  另有{rest}个组织照此写明"
                    if lang == "zh"
                    else f"  and {rest} more organization(s) alike"
                )


def _tops(items: DueItems, organizations: Iterable[str]) -> list[str]:
    """Return the lowest organization with all of some at or below it, else the tops that they stand under."""
    hierarchy = items.chain.hierarchy
    lines = [[one, *hierarchy.superiors(one)] for one in sorted(set(organizations))]
    shared = set(lines[0]).intersection(*lines[1:])
    lowest = next((one for one in lines[0] if one in shared), None)
    return sorted({line[-1] for line in lines}) if lowest is None else [lowest]


def counted(items: DueItems, lang: Lang) -> str:
    """Return how many items there are, and how they stand."""
    counts = items.counts
    done, late = counts[DueState.DONE], counts[DueState.LATE]
    short, not_seen = counts[DueState.SHORT], counts[DueState.NOT_SEEN]
    running, offered = counts[DueState.RUNNING], counts[DueState.OFFERED]
    known = done + late + short + not_seen
    if lang == "zh":
        parts = [f"已见记录{share(done + late, known, lang)}"]
        parts += [f"其中逾期{late}项"] if late else []
        parts += [f"到期未见记录{not_seen}项"] if not_seen else []
        parts += [f"次数未达频次{short}项"] if short else []
        tail = [f"未到期{running}项"] + ([f"自选动作{offered}项不计"] if offered else [])
        return f"可作判断的{known}项：" + "，".join(parts) + "；" + "；".join(tail) + "。"
    parts = [f"{share(done + late, known, lang)} on record"]
    parts += [f"{late} of them late"] if late else []
    parts += [f"{not_seen} due and no record found"] if not_seen else []
    parts += [f"{short} fewer times than due"] if short else []
    tail = [f"{running} not due yet"] + ([f"{offered} elective, not counted"] if offered else [])
    return f"Known of {known}: " + ", ".join(parts) + "; " + "; ".join(tail) + "."


# --- groups ------------------------------------------------------------------------------


@frozen
class Group:
    """Items under one heading, and the lines that say them."""

    heading: str
    count: int
    lines: tuple[str, ...]


def grouped(items: DueItems, lang: Lang, *, by_organization: bool | None = None) -> list[Group]:
    """
    Return items in groups: by organization, or by duty where that gives fewer.

    Parameters
    ----------
    items : DueItems
    lang : {"zh", "en"}
    by_organization : bool, optional
        Which of the two is wanted.

    Returns
    -------
    list of Group
        Of what is past its day the largest group first; of the rest by day.
    """
    every = list(items)
    chosen = is_by_organization(every) if by_organization is None else by_organization
    held: dict[tuple[str, str], list[DueItem]] = {}
    for item in every:
        key = (item.organization, item.name) if chosen else (item.duty, item.title)
        held.setdefault(key, []).append(item)
    order = sorted(held, key=lambda key: (-len(held[key]), key)) if _are_overdue(every) else list(held)
    return [
        Group(
            named(*key),
            len(held[key]),
            tuple(_of_organization(held[key], lang) if chosen else _of_duty(held[key], lang)),
        )
        for key in order
    ]


def is_by_organization(items: Sequence[DueItem]) -> bool:
    """Tell whether organizations give fewer groups than duties."""
    return len({item.organization for item in items}) <= len({item.duty for item in items})


def _are_overdue(items: Sequence[DueItem]) -> bool:
    return bool(items) and items[0].state in OVERDUE


def _of_organization(items: Sequence[DueItem], lang: Lang) -> Iterator[str]:
    """Yield a line for each duty that it is to perform, and one for those it is to see to."""
    by_duty: dict[str, list[DueItem]] = {}
    for item in items:
        if item.function == Function.PERFORM:
            by_duty.setdefault(item.duty, []).append(item)
    for duty, mine in by_duty.items():
        head = named(duty, mine[0].title)
        wanted, done = sum(item.wanted for item in mine), sum(item.done for item in mine)
        when = _when(mine, lang)
        yield (
            f"{head}：{when}，应{wanted}次，已登记{done}次"
            if lang == "zh"
            else f"{head}: {when}; {wanted} due, {done} on record"
        )
    managed = [item for item in items if item.function == Function.MANAGE]
    if managed:
        below = listed(dict.fromkeys(item.subordinate_name or "" for item in managed), lang)
        duties = list(dict.fromkeys(item.title for item in managed))
        yield (
            f"督促检查{below}：{_when(managed, lang)}，{listed(duties, lang)}，共{len(managed)}项；一次检查可涵盖多个下级、多项责任"
            if lang == "zh"
            else f"to see to {below}: {_when(managed, lang)}; {listed(duties, lang)}, {len(managed)} item(s); one visit can "
            "cover several subordinates and duties"
        )


def _of_duty(items: Sequence[DueItem], lang: Lang) -> Iterator[str]:
    """Yield a line for those who are to perform it, and one for those who are to see to them."""
    own = [item for item in items if item.function == Function.PERFORM]
    managed = [item for item in items if item.function == Function.MANAGE]
    if own:
        names = listed(dict.fromkeys(item.name for item in own), lang)
        yield (
            f"{names}：{_when(own, lang)}，共{len(own)}项"
            if lang == "zh"
            else f"{names}: {_when(own, lang)}; {len(own)} item(s)"
        )
    if managed:
        names = listed(dict.fromkeys(item.name for item in managed), lang)
        below = len({item.subordinate for item in managed})
        yield (
            f"{names}：{_when(managed, lang)}，督促检查下级{below}个，共{len(managed)}项"
            if lang == "zh"
            else f"{names}: {_when(managed, lang)}; to see to {below} subordinate(s), {len(managed)} item(s)"
        )


def _when(items: Sequence[DueItem], lang: Lang) -> str:
    """Return the spans of what is past its day, else the days by which it is due."""
    if _are_overdue(items):
        return _several(list(dict.fromkeys(item.words.of(lang) for item in items)), lang)
    days = _several(sorted({str(item.due_on) for item in items}), lang)
    return f"{days}前" if lang == "zh" else f"by {days}"


_SHOWN = 3


def _several(words: list[str], lang: Lang) -> str:
    if len(words) <= _SHOWN + 2:
        return ("、" if lang == "zh" else ", ").join(words)
    head = ("、" if lang == "zh" else ", ").join(words[:_SHOWN])
    return f"{head}等{len(words)}个时段" if lang == "zh" else f"{head} and {len(words) - _SHOWN} more"
