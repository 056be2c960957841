"""Bands of organizations as text: each with its programme, its problems, and what was done beside; and who moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.band import Band
from dangjian_chain.foot import FOOT
from dangjian_chain.reports.appraisal_words import BEHIND
from dangjian_chain.reports.layout import table
from dangjian_chain.text import Lang, Text, listed, named

if TYPE_CHECKING:
    from dangjian_chain.appraisal.bands import Banded, Bands, Move

_HEAD = {
    "zh": ("组织", "依据", "未销号的问题", "自选动作"),
    "en": ("organization", "reason", "open problems", "elective work"),
}
_WITHOUT = Text(zh="未分类", en="without a band")
_MOVES = {
    "up": Text(zh="上升", en="up"),
    "down": Text(zh="下降", en="down"),
    "new": Text(zh="新分类", en="new"),
    "left": Text(zh="不再分类", en="no more"),
}
_SAME = Text(zh="与前期相比没有变化。", en="Nobody moved.")


def bands_text(
    bands: Bands,
    rows: Iterable[Banded],
    lang: Lang = "zh",
    moves: Iterable[Move] | None = None,
    since: str = "",
) -> str:
    """
    Return where organizations stand, the advanced first.

    Parameters
    ----------
    bands : Bands
    rows : iterable of Banded
        Those of its rows that are wanted.
    lang : {"zh", "en"}
    moves : iterable of Move, optional
        Whose band is another than before.
    since : str
        What the earlier reading is called.
    """
    held = list(rows)
    title = f"分类定级（核对日 {bands.day}）" if lang == "zh" else f"Bands on {bands.day}"
    blocks = [title]
    for band in (*Band, None):
        chosen = [row for row in held if row.band is band]
        if chosen:
            blocks.append("\n".join([_head(band, len(chosen), lang), *_table(chosen, lang)]))
    if moves is not None:
        blocks.append("\n".join(_moved(moves, since, lang)))
    return "\n\n".join([*blocks, FOOT.of(lang)]) + "\n"


def _head(band: Band | None, count: int, lang: Lang) -> str:
    if band is None:
        return f"{_WITHOUT.zh}：{count}个" if lang == "zh" else f"{_WITHOUT.en}: {count}"
    more = BEHIND.of(lang) if band is Band.BACKWARD else ""
    if lang == "zh":
        return f"{band.label.zh}：{count}个（{band.focus.zh} · {band.programme.zh}）" + (more and f"，{more}")
    return f"{band.label.en}: {count} ({band.focus.en}, {band.programme.en})" + (more and f"; {more}")


def _table(rows: Iterable[Banded], lang: Lang) -> list[str]:
    cells = [
        (
            named(row.organization, row.name),
            row.reason.of(lang),
            listed(row.problems, lang),
            listed([f"{duty}×{times}" for duty, times in row.innovations], lang),
        )
        for row in rows
    ]
    return table([_HEAD[lang], *cells], "llll")


def _moved(moves: Iterable[Move], since: str, lang: Lang) -> Iterator[str]:
    held = list(moves)
    yield f"与{since}相比（{len(held)}个有变化）：" if lang == "zh" else f"Since {since}: {len(held)} moved"
    if not held:
        yield _SAME.of(lang)
        return
    label: dict[Band | None, str] = {band: band.label.of(lang) for band in Band}
    label[None] = _WITHOUT.of(lang)
    yield from table(
        [
            (
                named(move.organization, move.name),
                f"{label[move.before]} → {label[move.after]}",
                _MOVES[move.direction].of(lang),
            )
            for move in held
        ],
        "lll",
    )
