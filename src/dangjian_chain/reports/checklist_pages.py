"""The list to verify as pages: one to fill in, one that explains its rules, one of what was not checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from dangjian_chain.foot import FOOT
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.reports.page import Cell, Column, Page, Row
from dangjian_chain.reports.verified import Verified
from dangjian_chain.rulebook import rulebook
from dangjian_chain.text import Lang, Text

CHECKLIST = Text(zh="核对清单（待核实）", en="List to verify")
"""What the sheet that is filled in is called."""
SEVERITY, PLACE, VERIFICATION, REASON, UNTIL, FINGERPRINT, FACTS = 2, 6, 7, 8, 9, 11, 12
"""The columns of `list_columns` that programs look for."""

_NOTE = Text(
    zh="未见不等于未做。请逐项核实，在“核实情况”一栏选填；属实的形成问题清单，不属实、情况说明的注明理由后不再列出，"
    "直到情况有变；暂缓的到期再列。注明会议或文件即可，不必另做材料。",
    en="What was not found may well have been done. Ask about each row and fill in 'verification': confirmed rows become the list "
    "of problems; refuted and explained ones do not come back until the facts change; deferred ones come back on their "
    "day. Naming the meeting or document is enough.",
)


def facts_of(gap: Gap) -> str:
    """
    Return a mark of what a gap rests on: eight hex digits over its details.

    It changes when names, counts or dates of the finding do, and not with the
    wording of messages.
    """
    told = json.dumps(dict(gap.details), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def checklist_page(report: GapReport, lang: Lang = "zh", *, before: str = "") -> Page:
    """
    Return the list to verify, the gravest causes of each stage first and what follows behind its cause.

    Parameters
    ----------
    report : GapReport
    lang : {"zh", "en"}
    before : str
        What is said of rows verified before; blank for nothing.
    """
    counts = (
        f"共{len(report)}项，起因{len(report.causes)}项"
        if lang == "zh"
        else f"{len(report)} to verify, {len(report.causes)} cause(s)"
    )
    day = f"核对日：{report.day}　{counts}" if lang == "zh" else f"day: {report.day}, {counts}"
    return Page(
        name=CHECKLIST.of(lang),
        title=CHECKLIST.of(lang),
        notes=(*filter(None, (day, before)), _NOTE.of(lang)),
        columns=list_columns(lang),
        rows=tuple(_rows(report, lang)),
        legend=(FOOT.of(lang),),
        tinted=SEVERITY,
    )


def list_columns(lang: Lang) -> tuple[Column, ...]:
    """Return the columns of the list to verify, and of the lists made of what was verified."""
    zh = lang == "zh"
    return (
        Column("序号" if zh else "no.", 6, is_centered=True),
        Column("环节" if zh else "stage", 10),
        Column("程度" if zh else "severity", 10, is_centered=True),
        Column("单位" if zh else "organization", 18),
        Column("核对情况" if zh else "what was compared", 46),
        Column("建议" if zh else "next step", 34),
        Column("出处" if zh else "place", 22),
        Column(
            "核实情况" if zh else "verification",
            12,
            choices=tuple(one.label.of(lang) for one in Verified),
            is_centered=True,
        ),
        Column("说明" if zh else "reason", 18),
        Column("暂缓至" if zh else "deferred to", 12, is_centered=True),
        Column("编号" if zh else "code", 8, is_centered=True),
        Column("fingerprint", 18, is_hidden=True),
        Column("facts", 10, is_hidden=True),
    )


def gap_cells(gap: Gap, number: str, lang: Lang) -> tuple[Cell, ...]:
    """Return the cells of a gap, those to fill in blank."""
    return (
        number,
        gap.stage.label.of(lang),
        gap.severity.label.of(lang),
        gap.organization_name or "—",
        gap.message.of(lang),
        gap.remedy.of(lang),
        gap.place or "—",
        None,
        None,
        None,
        gap.code,
        gap.fingerprint,
        facts_of(gap),
    )


def numbered(report: GapReport) -> Iterator[tuple[Gap, int, int | None]]:
    """
    Yield the gaps in the order of the list, each with the number of its cause and how many follow from it.

    The gravest causes of each stage come first, what follows behind its cause; a
    gap that follows has `None` in place of a count.
    """
    order = list(report.by_stage)
    causes = sorted(report.causes, key=lambda cause: order.index(cause.gap.stage))
    for number, cause in enumerate(causes, start=1):
        yield cause.gap, number, len(cause.following)
        for gap in cause.following:
            yield gap, number, None


def _rows(report: GapReport, lang: Lang) -> Iterator[Row]:
    for gap, number, more in numbered(report):
        shown = "└" if more is None else f"{number} +{more}" if more else str(number)
        yield Row(gap_cells(gap, shown, lang), gap.severity, is_following=more is None)


def rules_page(report: GapReport, lang: Lang = "zh") -> Page:
    """Return what the rules of a report compare, and on what basis."""
    zh = lang == "zh"
    found = {gap.code: gap.rule for gap in report}
    rows = [
        Row(
            (
                code,
                rule.title.of(lang),
                rule.explanation.of(lang),
                ("；" if zh else "; ").join(rulebook().citation(key).say(lang) for key in rule.citations)
                or "—",
            )
        )
        for code, rule in sorted(found.items())
    ]
    return Page(
        name="核对项说明" if zh else "Rules",
        title="核对项说明" if zh else "What was compared",
        notes=(),
        columns=(
            Column("编号" if zh else "code", 8, is_centered=True),
            Column("核对项" if zh else "rule", 24),
            Column("核对什么、为什么" if zh else "what it compares, and why", 76),
            Column("依据" if zh else "basis", 36),
        ),
        rows=tuple(rows),
        legend=(FOOT.of(lang),),
    )


def coverage_page(report: GapReport, lang: Lang = "zh") -> Page:
    """Return what was not checked, and why."""
    zh = lang == "zh"
    title = Text(zh="本次核对范围（未核对的及原因）", en="What was not checked, and why").of(lang)
    rows: Sequence[Row] = [Row((one.code or "—", one.reason.of(lang))) for one in report.coverage]
    return Page(
        name="核对范围" if zh else "Coverage",
        title=title,
        notes=("没有列出的，均已核对。",) if zh else ("Whatever is not listed was checked.",),
        columns=(
            Column("核对项" if zh else "rule", 10, is_centered=True),
            Column("未核对的原因" if zh else "why it was not checked", 80),
        ),
        rows=tuple(rows),
        legend=(FOOT.of(lang),),
        is_upright=True,
    )
