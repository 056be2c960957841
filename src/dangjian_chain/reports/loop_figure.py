"""The loop as a picture: an SVG with a bar for each stage, made without any library."""

from __future__ import annotations

import html
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.loop_words import standing, titled
from dangjian_chain.reports.page import TINTS
from dangjian_chain.reports.share import share
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.loop import Loop
    from dangjian_chain.appraisal.loop_row import LoopRate

_WIDTH, _LINE, _BAR = 720, 34, 22
_TOP = 64
_LABEL, _LONG = 120, 420
_ROOM = 9
"""How wide a digit of a number in a bar is."""
_PARTS = (
    (Text(zh="是", en="yes"), "D5E3D8"),
    (Text(zh="否", en="no"), TINTS[Severity.ERROR]),
    (Text(zh="不详", en="not known"), TINTS[Severity.NOTE]),
)
"""What a bar is made of, and its grounds: a green as light as those of pages."""


def loop_svg(loop: Loop, path: str | os.PathLike[str] | None = None, lang: Lang = "zh") -> str:
    """
    Return the rates of a loop as an SVG picture, and write it where a path is given.

    A bar is as long as the pairs of which the stage is asked.

    Parameters
    ----------
    loop : Loop
    path : path-like, optional
    lang : {"zh", "en"}

    Raises
    ------
    UnwritableError
        If it cannot be written; what was there stays.
    """
    drawn = "\n".join(_lines(loop, lang)) + "\n"
    if path is not None:
        from dangjian_chain.formats.replacing import replace_file  # noqa: PLC0415 - loaded when a file is wanted

        replace_file(Path(path), drawn.encode())
    return drawn


def _lines(loop: Loop, lang: Lang) -> Iterator[str]:
    rates = loop.rates()
    height = _TOP + _LINE * len(rates) + 8
    title = titled(loop, lang)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-label="{_escaped(title)}" font-family="sans-serif" font-size="13">'
    )
    yield f"<title>{_escaped(title)}</title>"
    yield f"<desc>{_escaped(_described(loop, rates, lang))}</desc>"
    yield f'<rect width="{_WIDTH}" height="{height}" fill="#FFFFFF"/>'
    yield f'<text x="12" y="24" font-size="15" fill="#222222">{_escaped(title)}</text>'
    yield from _legend(lang)
    for place, rate in enumerate(rates):
        yield from _bar(rate, len(loop), _TOP + _LINE * place, lang)
    yield "</svg>"


def _described(loop: Loop, rates: tuple[LoopRate, ...], lang: Lang) -> str:
    """Return the picture in words, for those who do not see it."""
    mark = "：" if lang == "zh" else ": "
    said = [f"{rate.stage.label.of(lang)}{mark}{share(rate.yes, rate.known, lang)}" for rate in rates]
    return standing(loop, lang) + ("" if lang == "zh" else " ") + ("；" if lang == "zh" else "; ").join(said)


def _legend(lang: Lang) -> Iterator[str]:
    x = _LABEL
    for words, color in _PARTS:
        yield f'<rect x="{x}" y="38" width="12" height="12" fill="#{color}" stroke="#999999" stroke-width="0.5"/>'
        yield f'<text x="{x + 17}" y="49" font-size="12" fill="#444444">{words.of(lang)}</text>'
        x += 90


def _bar(rate: LoopRate, pairs: int, y: int, lang: Lang) -> Iterator[str]:
    label = rate.stage.label.of(lang)
    middle = y + _BAR // 2 + 5
    yield f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end" fill="#222222">{_escaped(label)}</text>'
    done = 0
    for count, (words, color) in zip((rate.yes, rate.no, rate.unknown), _PARTS, strict=True):
        if not count:
            continue
        x, after = (_LABEL + _LONG * each / pairs for each in (done, done + count))
        done += count
        yield (
            f'<rect x="{x:.1f}" y="{y}" width="{after - x:.1f}" height="{_BAR}" fill="#{color}" stroke="#999999" '
            f'stroke-width="0.5"><title>{_escaped(f"{label} {words.of(lang)} {count}")}</title></rect>'
        )
        if after - x >= _ROOM * len(str(count)) + 4:
            yield (
                f'<text x="{(x + after) / 2:.1f}" y="{middle}" text-anchor="middle" font-size="12" '
                f'fill="#333333">{count}</text>'
            )
    said = share(rate.yes, rate.known, lang)
    yield f'<text x="{_LABEL + _LONG + 12}" y="{middle}" fill="#222222">{_escaped(said)}</text>'


def _escaped(words: str) -> str:
    return html.escape(words)
