"""What becomes of a report when people have verified rows: what is still to verify, problems, what is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from dangjian_chain.foot import FOOT
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.reports.checklist_pages import (
    REASON,
    SEVERITY,
    UNTIL,
    VERIFICATION,
    facts_of,
    gap_cells,
    list_columns,
)
from dangjian_chain.reports.page import Cell, Page, Row
from dangjian_chain.reports.verification import Verification
from dangjian_chain.reports.verified import Verified
from dangjian_chain.text import Lang, Text

_PROBLEMS = Text(zh="问题清单", en="Problems")
_SETTLED = Text(zh="已核实（不再列出）", en="Settled")
_PROBLEMS_NOTE = Text(
    zh="经核实属实的事项，整改后下次核对未再列出的可研究销号。",
    en="Rows that were confirmed; one that is found no more after it was mended may be closed.",
)
_SETTLED_NOTE = Text(
    zh="不属实、情况说明的，情况有变才再列；暂缓的到期再列。请保留此页，下次由程序读回。",
    en="Refuted and explained rows come back when their facts change, deferred ones on their day. "
    "Keep this sheet: it is read back next time.",
)
_GONE = Text(zh="本次核对未再列出的（可研究销号）", en="found no more; may be closed")


@frozen
class Sifted:
    """
    A report, sorted by what was verified before.

    Parameters
    ----------
    remaining : GapReport
        What is still to verify.
    problems : tuple of (Gap, Verification or None)
        What was confirmed and is still found; without a verification what follows from the one above.
    closed : tuple of Verification
        What was confirmed and is found no more.
    settled : tuple of (Gap or None, Verification)
        What was refuted, explained or put off; without a gap what is not found at present.
    returned : int
        How many rows of `remaining` were settled before, and changed or came due.
    """

    remaining: GapReport
    problems: tuple[tuple[Gap, Verification | None], ...]
    closed: tuple[Verification, ...]
    settled: tuple[tuple[Gap | None, Verification], ...]
    returned: int


def sift(report: GapReport, verifications: Sequence[Verification]) -> Sifted:
    """
    Sort a report by what was verified before.

    A confirmed row stays a problem for as long as it is found; a refuted or explained
    one is settled while its facts are the same, a deferred one until its day. What
    follows from a cause and was not answered itself goes with the cause.
    """
    exact = {one.key: one for one in verifications}
    confirmed = {one.fingerprint: one for one in verifications if one.verified is Verified.CONFIRMED}
    before = {one.fingerprint for one in verifications}

    def answer(gap: Gap) -> Verification | None:
        found = exact.get((gap.fingerprint, facts_of(gap))) or confirmed.get(gap.fingerprint)
        return None if found is None or found.is_over(report.day) else found

    problems: list[tuple[Gap, Verification | None]] = []
    settled: list[tuple[Gap | None, Verification]] = []
    gone: set[str] = set()
    for cause in report.causes:
        first = answer(cause.gap)
        for gap in (cause.gap, *cause.following):
            own = answer(gap)
            said = own or first
            if said is None:
                continue
            gone.add(gap.fingerprint)
            if said.verified is Verified.CONFIRMED:
                problems.append((gap, own))
            elif own is not None:
                settled.append((gap, own))
    found = {gap.fingerprint for gap in report}
    absent = [one for one in exact.values() if one.fingerprint not in found]
    remaining = [gap for gap in report if gap.fingerprint not in gone]
    return Sifted(
        remaining=report.keeping(remaining),
        problems=tuple(problems),
        closed=tuple(one for one in absent if one.verified is Verified.CONFIRMED),
        settled=(
            *settled,
            *(
                (None, one)
                for one in absent
                if one.verified is not Verified.CONFIRMED and not one.is_over(report.day)
            ),
        ),
        returned=sum(gap.fingerprint in before for gap in remaining),
    )


def said_before(sifted: Sifted, lang: Lang) -> str:
    """Return what the list to verify says of rows verified before; blank where there are none."""
    problems, settled, returned = len(sifted.problems), len(sifted.settled), sifted.returned
    if not problems and not settled and not returned:
        return ""
    if lang == "zh":
        more = f"；此前核实过、情况有变或已到期的{returned}项再次列出" if returned else ""
        return f"此前已核实的另列：问题清单{problems}项，不再列出{settled}项{more}。"
    more = f"; {returned} verified before are listed again, changed or come due" if returned else ""
    return f"Verified before and kept apart: {problems} problem(s), {settled} settled{more}."


def verified_pages(sifted: Sifted, lang: Lang = "zh") -> Iterator[Page]:
    """Yield the list of problems and the list of what is settled, where there are such rows."""
    if sifted.problems or sifted.closed:
        yield _page(_PROBLEMS, _PROBLEMS_NOTE, tuple(_problems(sifted, lang)), lang)
    if sifted.settled:
        rows = tuple(
            Row(_old_cells(one, str(number), lang) if gap is None else _cells(gap, one, str(number), lang))
            for number, (gap, one) in enumerate(sifted.settled, start=1)
        )
        yield _page(_SETTLED, _SETTLED_NOTE, rows, lang)


def _page(name: Text, note: Text, rows: tuple[Row, ...], lang: Lang) -> Page:
    return Page(
        name=name.of(lang),
        title=name.of(lang),
        notes=(note.of(lang),),
        columns=list_columns(lang),
        rows=rows,
        legend=(FOOT.of(lang),),
        tinted=SEVERITY,
    )


def _problems(sifted: Sifted, lang: Lang) -> Iterator[Row]:
    number = 0
    for gap, own in sifted.problems:
        number += own is not None
        cells = gap_cells(gap, "└", lang) if own is None else _cells(gap, own, str(number), lang)
        yield Row(cells, gap.severity, is_following=own is None)
    if sifted.closed:
        yield Row((_GONE.of(lang), *[None] * (len(list_columns(lang)) - 1)), is_heading=True)
        for one in sifted.closed:
            old = list(_old_cells(one, "—", lang))
            old[VERIFICATION] = None  # answered once; found again, it is verified again
            yield Row(tuple(old))


def _cells(gap: Gap, said: Verification, number: str, lang: Lang) -> tuple[Cell, ...]:
    """Return the cells of a gap with what was said of it."""
    return _answered(gap_cells(gap, number, lang), said, lang)


def _old_cells(said: Verification, number: str, lang: Lang) -> tuple[Cell, ...]:
    """Return the cells of a row as it stood."""
    return _answered((number, *said.cells[1:]), said, lang)


def _answered(cells: Sequence[Cell], said: Verification, lang: Lang) -> tuple[Cell, ...]:
    answered = list(cells)
    answered[VERIFICATION] = said.verified.label.of(lang)
    answered[REASON] = said.reason or None
    answered[UNTIL] = None if said.until is None else str(said.until)
    return tuple(answered)
