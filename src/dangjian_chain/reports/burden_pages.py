"""What the lists ask of each organization (减少台账), as text and as a page of a workbook."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dangjian_chain.foot import FOOT
from dangjian_chain.performance.burden import PAPER_WORDS
from dangjian_chain.reports.layout import indented, table
from dangjian_chain.reports.page import Column, Page, Row
from dangjian_chain.reports.share import percent
from dangjian_chain.text import Lang, Text, listed, named

if TYPE_CHECKING:
    from dangjian_chain.performance.burden import Burden

LISTED = 20
"""How many organizations are listed unless all are asked for."""

_WIDTH = 100
_NAME = Text(zh="减少台账", en="Burden")
_TITLE = Text(zh="一年要记多少（{year}年）", en="What is to be recorded in {year}")
_NOTE = Text(
    zh="同一类别的责任，一次活动能兼顾的算一次、写一条记录，注明几项责任即可。能否合并由本单位确定，这里只说明最少几次。",
    en="Duties of one area share an event, and one record that names them, where their spans allow it. Whether they can be done "
    "together is for the unit to say; this is how few would do.",
)
_NOTHING = Text(zh="该年度没有按日历到期的责任事项。", en="Nothing falls due on the calendar in that year.")
_SPARED = Text(
    zh="不必单独登记的责任（括号内为组织数）：", en="Duties that need no record of their own (organizations):"
)
_PAPERS = Text(zh="可不再要求的材料：", en="Papers that may be dropped:")
_HEADS = (
    ("组织", "organization", 30),
    ("责任", "duties", 8),
    ("分别登记", "apart", 10),
    ("合并登记", "shared", 10),
    ("少", "fewer", 8),
    ("不必单独登记的", "need none of their own", 46),
    ("可不再要求的材料", "papers to drop", 20),
    ("已登记", "on record", 9),
    ("涉及事项", "naming duties", 10),
)


def burden_rows(burden: Burden, lang: Lang) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """Return the header, and a row for each organization, those that could save most first."""
    head = tuple(zh if lang == "zh" else en for zh, en, _ in _HEADS)
    return head, [
        (
            named(row.organization, row.name),
            len(row.duties),
            row.records,
            row.events,
            row.saved,
            listed(map(burden.title, row.spared), lang) or "—",
            listed([PAPER_WORDS[paper].of(lang) for paper in row.papers], lang) or "—",
            row.recorded,
            row.entries,
        )
        for row in sorted(burden, key=lambda row: (-row.saved, row.organization))
    ]


def burden_line(burden: Burden, lang: Lang) -> str:
    """Return what is asked in all, before and after sharing."""
    saved = burden.records - burden.events
    part = percent(saved, burden.records) if burden.records else "0%"
    if lang == "zh":
        return (
            f"{burden.year}年，{len(burden)}个组织：各项责任分别登记共{burden.records}次；"
            f"合并开展、一次登记，{burden.events}次即可，少{saved}次（{part}）。"
        )
    return (
        f"{burden.year}, {len(burden)} organization(s): {burden.records} records apart; {burden.events} where events "
        f"are shared, {saved} ({part}) fewer."
    )


def burden_text(
    burden: Burden, lang: Lang = "zh", *, listed: int | None = LISTED, only: Sequence[str] = ()
) -> str:
    """
    Return what the lists ask of each organization, before and after sharing events.

    Parameters
    ----------
    burden : Burden
    lang : {"zh", "en"}
    listed : int, optional
        How many organizations are listed; `None` lists all.
    only : sequence of str
        What it was narrowed to, in words.
    """
    head = "\n".join([_TITLE.of(lang).format(year=burden.year), *only])
    if not len(burden):
        return f"{head}\n\n{_NOTHING.of(lang)}\n\n{FOOT.of(lang)}\n"
    heads, rows = burden_rows(burden, lang)
    shown = [tuple(map(str, row[:5] + row[7:])) for row in rows[:listed]]
    lines = table([heads[:5] + heads[7:], *shown], "lrrrrrr")
    if rest := len(rows) - len(shown):
        lines.append(
            f"另有{rest}个组织（加 --all 全部列出）"
            if lang == "zh"
            else f"and {rest} more organization(s); --all lists them"
        )
    blocks = [
        f"{head}\n{burden_line(burden, lang)}\n{_NOTE.of(lang)}",
        "\n".join(lines),
        *(["\n".join(found)] if (found := [*_spared(burden, lang)]) else []),
        *(["\n".join(found)] if (found := [*_papers(burden, lang)]) else []),
        FOOT.of(lang),
    ]
    return "\n\n".join(blocks) + "\n"


def _spared(burden: Burden, lang: Lang) -> Iterator[str]:
    counts = Counter(duty for row in burden for duty in row.spared)
    if not counts:
        return
    yield _SPARED.of(lang)
    said = [
        f"{named(duty, burden.title(duty))}（{count}）"
        if lang == "zh"
        else f"{named(duty, burden.title(duty))} ({count})"
        for duty, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    yield indented(("、" if lang == "zh" else ", ").join(said), 2, _WIDTH)


def _papers(burden: Burden, lang: Lang) -> Iterator[str]:
    asked: dict[str, set[str]] = defaultdict(set)
    for row in burden:
        for paper, named_by in row.papers.items():
            asked[paper].update(named_by)
    if not asked:
        return
    yield _PAPERS.of(lang)
    for paper, duties in sorted(asked.items()):
        names = listed([named(duty, burden.title(duty)) for duty in sorted(duties)], lang)
        word = PAPER_WORDS[paper].of(lang)
        yield indented(f"{word}：{names}" if lang == "zh" else f"{word}: {names}", 2, _WIDTH)


def burden_page(burden: Burden, lang: Lang = "zh") -> Page:
    """Return what the lists ask of each organization as a page to print, those that could save most first."""
    heads, rows = burden_rows(burden, lang)
    papers = [line.strip() for line in _papers(burden, lang)]
    return Page(
        name=_NAME.of(lang),
        title=_TITLE.of(lang).format(year=burden.year),
        notes=(burden_line(burden, lang), _NOTE.of(lang)),
        columns=tuple(
            Column(head, width, is_centered=place not in {0, 5, 6})
            for place, (head, (_, _, width)) in enumerate(zip(heads, _HEADS, strict=True))
        ),
        rows=tuple(map(Row, rows)),
        legend=(*papers, FOOT.of(lang)),
    )
