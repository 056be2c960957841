"""The loop (闭环) as text: a bar for each stage, by level and unit, and where it is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.loop_stage import LoopStage
from dangjian_chain.foot import FOOT
from dangjian_chain.reports.layout import indented, table
from dangjian_chain.reports.loop_words import NOTE, NOTHING, by_group, group_name, standing, stops, titled
from dangjian_chain.reports.share import bar, share
from dangjian_chain.text import Lang, Text, listed, named

if TYPE_CHECKING:
    from dangjian_chain.appraisal.loop import By, Loop
    from dangjian_chain.appraisal.loop_row import LoopRate, LoopRow

LISTED = 20
"""How many groups are listed unless all are asked for."""

_BAR = 30
_MARKS = "█░·"
_WIDTH = 100
_STAGES = {
    "zh": ("环节", "所属", f"是{_MARKS[0]} 否{_MARKS[1]} 不详{_MARKS[2]}", "比例", "不详"),
    "en": ("stage", "of", f"yes {_MARKS[0]} no {_MARKS[1]} not known {_MARKS[2]}", "rate", "not known"),
}
_BY: tuple[tuple[By, Text], ...] = (
    ("level", Text(zh="按层级", en="by level")),
    ("unit", Text(zh="按单位", en="by unit")),
)
_OPEN = Text(zh="最先停在", en="first open at")


def loop_text(loop: Loop, lang: Lang = "zh", *, listed: int | None = LISTED, only: Sequence[str] = ()) -> str:
    """
    Return a loop as text.

    Parameters
    ----------
    loop : Loop
    lang : {"zh", "en"}
    listed : int, optional
        How many groups of open pairs are listed; `None` lists all.
    only : sequence of str
        What the pairs were narrowed to, in words.
    """
    head = "\n".join([titled(loop, lang), *only])
    if not len(loop):
        return f"{head}\n\n{NOTHING.of(lang)}\n\n{FOOT.of(lang)}\n"
    blocks = [
        f"{head}\n{standing(loop, lang)}",
        _picture(loop, lang),
        NOTE.of(lang),
        *(_table(loop, by, words, lang) for by, words in _BY),
        *_open(loop, lang, listed),
        FOOT.of(lang),
    ]
    return "\n\n".join(blocks) + "\n"


def _picture(loop: Loop, lang: Lang) -> str:
    rows = [_STAGES[lang]]
    for rate in loop.rates():
        parts = (rate.yes, rate.no, rate.unknown)
        asked = sum(parts)
        drawn = bar(parts, _MARKS, max(1, round(_BAR * asked / len(loop)))) if asked else ""
        rows.append(
            (
                rate.stage.label.of(lang),
                rate.stage.of.label.of(lang).partition("（")[0].partition(" (")[0],
                drawn,
                share(rate.yes, rate.known, lang),
                str(rate.unknown or ""),
            )
        )
    return "\n".join(table(rows, "llllr"))


def _table(loop: Loop, by: By, words: Text, lang: Lang) -> str:
    """Return the rates of groups, a column a stage, and at which stage each stops most."""
    rows = [(words.of(lang), *(stage.label.of(lang) for stage in LoopStage), _OPEN.of(lang))]
    parts = loop.parts(by)
    for rates in by_group(loop.rates(by)):
        cells = [_rate(rate, lang) for rate in rates]
        rows.append((group_name(rates[0], by, lang), *cells, stops(parts[rates[0].key], lang)))
    return "\n".join(table(rows, "l" * len(rows[0])))


def _rate(rate: LoopRate, lang: Lang) -> str:
    """Return a rate; where nothing is known, of how many it is not."""
    if rate.known or not rate.unknown:
        return share(rate.yes, rate.known, lang)
    return f"不详{rate.unknown}" if lang == "zh" else f"{rate.unknown} not known"


def _open(loop: Loop, lang: Lang, most: int | None) -> Iterator[str]:
    """Yield where pairs stop: by stage and duty, with the organizations."""
    held: dict[tuple[LoopStage, str, str], list[LoopRow]] = {}
    for row in loop.open:
        if row.first_open is not None:
            held.setdefault((row.first_open, row.duty, row.title), []).append(row)
    if not held:
        return
    count = sum(map(len, held.values()))
    lines = [
        f"尚未闭合的{count}对，按最先停在的环节和责任事项："
        if lang == "zh"
        else f"{count} open pair(s), by the first open stage and the duty:"
    ]
    stage = None
    for (first, duty, title), rows in list(held.items())[:most]:
        if first is not stage:
            stage = first
            lines.append(first.label.of(lang))
        names = [row.name for row in rows]
        said = listed(names, lang) if most is not None else ("、" if lang == "zh" else ", ").join(names)
        line = f"{named(duty, title)}：{said}" if lang == "zh" else f"{named(duty, title)}: {said}"
        lines.append(indented(line, 2, _WIDTH))
    if rest := len(held) - len(list(held)[:most]):
        lines.append(
            f"另有{rest}行（加 --all 全部列出）"
            if lang == "zh"
            else f"and {rest} more line(s); --all lists them"
        )
    yield "\n".join(lines)
