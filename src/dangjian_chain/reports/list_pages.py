"""Responsibility lists as pages: one an organization, all its posts; or one a role."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.foot import FOOT
from dangjian_chain.model.cycle_words import in_words
from dangjian_chain.propagation.cascade import Cascade
from dangjian_chain.propagation.duty_list import DutyItem, DutyList
from dangjian_chain.reports.page import Column, Page, Row
from dangjian_chain.text import Lang, listed, named

_NOT_YET = {"zh": "现有清单未见，建议核对", "en": "not on the present lists, to be checked"}
_ELECTIVE = {"zh": "自选动作", "en": "elective"}


def list_page(cascade: Cascade, id_: str, lang: Lang = "zh") -> Page:
    """
    Return the responsibility list of an organization, post by post, or of one role.

    Raises
    ------
    UnknownNameError
        If the chain has neither an organization nor a role of that id.
    """
    chain = cascade.chain
    if id_ in chain.tables["roles"].positions:
        duties = cascade.list_for(id_)
        return _page(f"{duties.organization} {duties.title}", [duties], cascade, lang)
    position = chain.tables["organizations"].position(id_)
    name = str(chain.tables["organizations"].column("name")[position])
    roles = chain.arrays.roles_by_organization.get(position, [])
    every = [cascade.list_for(chain.tables["roles"].ids[role]) for role in roles]
    return _page(name, [duties for duties in every if len(duties)], cascade, lang)


def _page(name: str, lists: list[DutyList], cascade: Cascade, lang: Lang) -> Page:
    zh = lang == "zh"
    heads = (
        (
            "责任事项",
            "责任类型",
            "承担方式",
            "责任内容",
            "任务来自",
            "向下落实到",
            "完成标准",
            "检查方式",
            "频次、时限",
            "备注",
        )
        if zh
        else (
            "duty",
            "responsibility",
            "function",
            "content",
            "received from",
            "handed to",
            "standard",
            "checked by",
            "when",
            "note",
        )
    )
    widths = (18, 12, 11, 38, 16, 20, 20, 16, 12, 12)
    count = sum(map(len, lists))
    return Page(
        name=f"{'清单' if zh else 'List'} {name}",
        title=f"{name}责任清单" if zh else f"Responsibility list of {name}",
        notes=(
            f"核对日：{cascade.chain.day}　{count}项" if zh else f"day: {cascade.chain.day}, {count} item(s)",
        ),
        columns=tuple(Column(head, width) for head, width in zip(heads, widths, strict=True)),
        rows=tuple(_rows(lists, lang)),
        legend=(FOOT.of(lang),),
    )


def _rows(lists: list[DutyList], lang: Lang) -> Iterator[Row]:
    for duties in lists:
        if len(lists) > 1:
            head = f"{duties.title}（{len(duties)}项）" if lang == "zh" else f"{duties.title} ({len(duties)})"
            yield Row((head, *[None] * 9), is_heading=True)
        for item in duties:
            yield Row(_cells(item, lang))


def _cells(item: DutyItem, lang: Lang) -> tuple[str | None, ...]:
    between = "、" if lang == "zh" else ", "
    when = [in_words(item.cycle).of(lang) if item.cycle else "", item.due or ""]
    note = _NOT_YET[lang] if item.is_open else "" if item.required else _ELECTIVE[lang]
    return (
        named(item.duty, item.title),
        item.responsibility.label.of(lang),
        between.join(function.label.of(lang) for function in item.functions),
        item.wording,
        item.received_from or ("本级" if lang == "zh" else "this level"),
        listed(item.handed_to, lang) or None,
        item.standard,
        item.check,
        between.join(filter(None, when)) or None,
        note or None,
    )
