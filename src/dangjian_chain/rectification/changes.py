"""Changed ledgers: items added for gaps, closed, opened again, carried on; each as the items that come of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count

import attrs

from dangjian_chain.gaps.gap import Gap
from dangjian_chain.model.record import LedgerItem
from dangjian_chain.period import Day
from dangjian_chain.text import Lang, Text

OF_LEDGER = "ledger"
"""The subject kind of gaps about the ledger itself; they need no item, the item is there."""

_SOURCE = Text(zh="核对清单{day}（{code}）", en="list to verify of {day} ({code})")
_AGAIN = Text(
    zh="{on}重新整改：{reason}（原于{closed_on}销号，验收人：{verified_by}）",
    en="opened again on {on}: {reason} (closed on {closed_on}, verified by {verified_by})",
)
_NOBODY = Text(zh="未填写", en="nobody entered")
_BETWEEN = Text(zh="；", en="; ")


def numbers(year: int, taken: Iterable[str]) -> Iterator[str]:
    """
    Yield free ids of a year, after the highest that is taken.

    Examples
    --------
    >>> ids = numbers(2026, ["2026-002", "2025-009", "甲"])
    >>> next(ids), next(ids)
    ('2026-003', '2026-004')
    """
    pattern = re.compile(rf"{year}-(\d+)", flags=re.ASCII)
    used = [int(found[1]) for id_ in taken if (found := pattern.fullmatch(id_))]
    return (f"{year}-{number:03}" for number in count(max(used, default=0) + 1))


def is_answered(gap: Gap, known: Container[str], above: Mapping[str, str]) -> bool:
    """Return whether a gap, or one it follows from, is among `known` fingerprints; `above` says what follows from what."""
    seen: set[str] = set()
    here = gap.fingerprint
    while here and here not in seen:
        if here in known:
            return True
        seen.add(here)
        here = above.get(here, "")
    return False


def unanswered(gaps: Iterable[Gap], known: Container[str], above: Mapping[str, str]) -> Iterator[Gap]:
    """
    Yield the gaps that need an item, in their order: causes alone, and none about the ledger itself.

    What follows from another of them is mended with it and needs no paper of its own.
    """
    every = {gap.fingerprint: gap for gap in gaps if gap.subject_kind != OF_LEDGER}
    links = {**above, **{mark: gap.follows_from for mark, gap in every.items()}}
    taken: set[str] = set()
    for mark, gap in every.items():
        top = _top(mark, every, links)
        if top not in taken and not is_answered(gap, known, links):
            taken.add(top)
            yield every[top]


def _top(mark: str, every: Mapping[str, Gap], links: Mapping[str, str]) -> str:
    """Return the mark of the last gap among `every` on the way from a gap to what it follows from."""
    way: list[str] = []
    here = mark
    while here and here not in way:
        way.append(here)
        here = links.get(here, "")
    circle = way[way.index(here) :] if here else []
    mine = [each for each in circle if each in every]
    return min(mine) if mine else next(each for each in reversed(way) if each in every)


def item_of(gap: Gap, id_: str, organization: str, day: object, lang: Lang) -> LedgerItem:
    """Return the item of a gap: its problem, what could be done, and where it was found."""
    return LedgerItem(
        id=id_,
        organization=gap.organization or organization,
        problem=gap.message.of(lang),
        fingerprint=gap.fingerprint,
        source=_SOURCE.of(lang).format(day=day, code=gap.code),
        measure=gap.remedy.of(lang),
    )


def opened_again(item: LedgerItem, on: Day, reason: str, lang: Lang) -> LedgerItem:
    """Return a closed item opened again; what its closing was stays in its progress."""
    words = _AGAIN.of(lang).format(
        on=on,
        reason=reason,
        closed_on=item.closed_on or _NOBODY.of(lang),
        verified_by=item.verified_by or _NOBODY.of(lang),
    )
    progress = _BETWEEN.of(lang).join(filter(None, [item.progress, words]))
    return attrs.evolve(item, closed_on=None, verified_by=None, progress=progress)


def carried_on(item: LedgerItem, id_: str, due: Day | None) -> LedgerItem:
    """Return the item that carries another on; it has a date of its own."""
    return attrs.evolve(item, id=id_, due=due, closed_on=None, verified_by=None, carried_from=item.id)
