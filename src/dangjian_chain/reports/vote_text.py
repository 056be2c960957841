"""Work reports as text: what was not counted first, then who reports to whom and how the votes were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangjian_chain.foot import FOOT
from dangjian_chain.reports.layout import table
from dangjian_chain.reports.vote_pages import answers_said, reporter, state_said
from dangjian_chain.text import Lang

if TYPE_CHECKING:
    from dangjian_chain.appraisal.work_report import WorkReport
    from dangjian_chain.appraisal.work_reports import WorkReports

_HEAD = {
    "zh": (
        "述职人（岗位）",
        "述职情况",
        "时间",
        "好",
        "较好",
        "一般",
        "差",
        "到会/应到",
        "综合评价",
        "上年度问题",
    ),
    "en": (
        "report of (role)",
        "report",
        "on",
        "好",
        "较好",
        "一般",
        "差",
        "present",
        "grade",
        "last year's items",
    ),
}
_SHOWN = 10


def work_reports_text(reports: WorkReports, lang: Lang = "zh") -> str:
    """Return work reports by superior."""
    counts = [(state.label.of(lang), count) for state, count in reports.counts.items() if count]
    if lang == "zh":
        told = "，".join(f"{label}{count}个" for label, count in counts)
        head = f"{reports.year}年度述职评议（核对日 {reports.day}）\n述职岗位{len(reports)}个，{told}"
    else:
        told = "; ".join(f"{label}: {count}" for label, count in counts)
        head = f"Work reports of {reports.year} on {reports.day}\nroles that report: {len(reports)}; {told}"
    blocks = [head.rstrip("，; "), *_aside(reports, lang)]
    for superior in reports.superiors:
        rows = reports.to(superior)
        title = f"向{rows[0].superior_name}述职：" if lang == "zh" else f"To {rows[0].superior_name}:"
        cells = [_HEAD[lang], *(_cells(row, lang) for row in rows)]
        blocks.append("\n".join([title, *table(cells, "lllrrrrrll")]))
    return "\n\n".join([*blocks, FOOT.of(lang)]) + "\n"


def _aside(reports: WorkReports, lang: Lang) -> Iterator[str]:
    held = reports.set_aside
    if held:
        zh = lang == "zh"
        lines = [
            f"  {one.record}：{one.reason.zh}" if zh else f"  {one.record}: {one.reason.en}" for one in held
        ]
        more = len(held) - _SHOWN
        rest = [f"  ……另有{more}条" if zh else f"  … and {more} more"] if more > 0 else []
        title = f"未计入的测评和等次{len(held)}条：" if zh else f"Votes and grades not counted, {len(held)}:"
        yield "\n".join([title, *lines[:_SHOWN], *rest])


def _cells(row: WorkReport, lang: Lang) -> tuple[str, ...]:
    came = "/".join("—" if number is None else str(number) for number in (row.present, row.entitled))
    return (
        reporter(row, lang),
        state_said(row, lang),
        "" if row.on is None else str(row.on),
        *(str(count) if row.forms else "" for count in row.counts),
        came if row.forms else "",
        row.grade or "",
        answers_said(row, lang),
    )
