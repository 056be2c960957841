"""The responsibility list of one role (责任清单) as text."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.model.cycle_words import in_words
from dangjian_chain.propagation.duty_list import DutyItem, DutyList
from dangjian_chain.text import Lang, Text, listed, named

_RESPONSIBILITY = Text(zh="责任类型", en="responsibility")
_FUNCTION = Text(zh="承担方式", en="function")
_FROM = Text(zh="任务来自", en="received from")
_TO = Text(zh="向下落实到", en="handed on to")
_WHAT = Text(zh="责任内容", en="content")
_STANDARD = Text(zh="完成标准", en="standard")
_CHECK = Text(zh="检查方式", en="checked by")
_INDICATOR = Text(zh="考核指标", en="indicator")
_CYCLE = Text(zh="频次", en="rhythm")
_DUE = Text(zh="完成时限", en="due")
_HERE = Text(zh="本级", en="this organization")
_NOT_DECLARED = Text(
    zh="现有清单中未见该岗位承担此项，建议核对。",
    en="The present lists do not show it for this role; to be checked.",
)
_ELECTIVE = Text(zh="（自选动作）", en=" (elective)")
_NOTHING = Text(zh="没有应由该岗位承担的责任事项。", en="This role is expected to bear nothing.")


def role_list(duties: DutyList, lang: Lang = "zh") -> str:
    """
    Return a role's list: what, in which responsibility, from whom, handed on to whom, how it is checked.

    Parameters
    ----------
    duties : DutyList
        From `Cascade.list_for`.
    lang : {"zh", "en"}
    """
    if lang == "zh":
        head = f"{duties.organization} {duties.title} 责任清单（{len(duties)}项）"
    else:
        head = f"{duties.organization}, {duties.title}: responsibility list, {len(duties)} item(s)"
    blocks = ["\n".join(_item(number, item, lang)) for number, item in enumerate(duties, start=1)]
    return "\n\n".join([head, *(blocks or [_NOTHING.of(lang)])]) + "\n"


def _item(number: int, item: DutyItem, lang: Lang) -> Iterator[str]:
    mark, gap, between = ("：", "　", "、") if lang == "zh" else (": ", "  ", ", ")

    def line(*parts: tuple[Text, str | None]) -> Iterator[str]:
        words = [f"{head.of(lang)}{mark}{said}" for head, said in parts if said]
        if words:
            yield "   " + gap.join(words)

    name = named(item.duty, item.title)
    functions = between.join(function.label.of(lang) for function in item.functions)
    yield f"{number}. {name}" + ("" if item.required else f"{_ELECTIVE.of(lang)}")
    yield from line((_RESPONSIBILITY, item.responsibility.label.of(lang)), (_FUNCTION, functions))
    yield from line((_FROM, item.received_from or _HERE.of(lang)), (_TO, listed(item.handed_to, lang)))
    yield from line((_WHAT, None if item.wording == item.title else item.wording))
    yield from line((_STANDARD, item.standard))
    yield from line((_CHECK, item.check), (_INDICATOR, item.indicator))
    cycle = in_words(item.cycle).of(lang) if item.cycle else None
    yield from line((_CYCLE, cycle), (_DUE, item.due))
    if item.is_open:
        yield "   " + _NOT_DECLARED.of(lang)
