"""What is said in a copy of the user's own workbook: comments on cells, and one sheet with them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from dangjian_chain.errors import Problem
from dangjian_chain.foot import FOOT
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.checklist import TITLE
from dangjian_chain.text import Lang, Text, masked

_ERRORS = Text(zh="无法读取之处", en="What could not be read")
_TO_VERIFY = Text(zh="待核实", en="to verify")
_ERROR = Text(zh="无法读取", en="cannot be read")
_BASIS, _STEP = Text(zh="依据：", en="Basis: "), Text(zh="下一步：", en="Next step: ")
_FOLLOWS = Text(zh="随第{number}项而来", en="follows from no. {number}")
_MEND = Text(
    zh="照单改好后再读；改之前什么也没有载入，所以还没有核对。点“出处”可到所在的单元格。",
    en="Mend these and read again; until then nothing is loaded and nothing was checked. The place leads to the cell.",
)
_GAP_HEADERS = (
    (Text(zh="序号", en="no."), 6),
    (Text(zh="程度", en="severity"), 10),
    (Text(zh="编号", en="code"), 8),
    (Text(zh="单位", en="organization"), 20),
    (Text(zh="核对情况", en="what was compared"), 44),
    (Text(zh="建议", en="next step"), 34),
    (Text(zh="依据", en="basis"), 34),
    (Text(zh="出处", en="place"), 16),
    (Text(zh="备注", en="note"), 13),
)
_ERROR_HEADERS = (
    (Text(zh="序号", en="no."), 6),
    (Text(zh="出处", en="place"), 24),
    (Text(zh="情况", en="what is wrong"), 90),
)


@frozen
class Remark:
    """
    What is said at one place.

    Parameters
    ----------
    place : str
        As gaps and problems have it; blank for none.
    severity : Severity
    comment : tuple of str
        What it is, what was compared, and ground and next step: the first and the
        last are the same for several at one cell, and are said once.
    cells : tuple of str
        Its row in the sheet of all remarks; blank where the place goes.
    columns : tuple of str
        The columns it is about, the most telling first, where the place is a row.
    post : str
        The kind of role it is about, which may stand as a column.
    """

    place: str
    severity: Severity
    comment: tuple[str, str, str]
    cells: tuple[str, ...]
    columns: tuple[str, ...] = ()
    post: str = ""


@frozen
class Remarks:
    """All that is said in one workbook, in the order of the sheet, and how the sheet looks."""

    lang: Lang
    title: str
    head: str
    headers: tuple[tuple[str, int], ...]
    linked: int
    """The position of the column that leads to the cells."""
    tinted: int | None
    """The position of the column that shows the severity, if any."""
    foot: str
    remarks: tuple[Remark, ...]


def gap_remarks(report: GapReport, lang: Lang) -> Remarks:
    """Return what a gap report says: the causes first, the gravest of them first."""
    causes = [cause.gap for cause in report.causes]
    known = {gap.fingerprint for gap in causes}
    ordered = [*causes, *(gap for gap in report if gap.fingerprint not in known)]
    numbers = {gap.fingerprint: number for number, gap in enumerate(ordered, start=1)}
    return Remarks(
        lang=lang,
        title=TITLE.of(lang),
        head=_head(report, lang),
        headers=_headers(_GAP_HEADERS, lang),
        linked=7,
        tinted=1,
        foot=FOOT.of(lang),
        remarks=tuple(_of_gap(gap, numbers, lang) for gap in ordered),
    )


def problem_remarks(problems: Sequence[Problem], lang: Lang) -> Remarks:
    """Return what is wrong in a document that could not be read, in its order."""
    return Remarks(
        lang=lang,
        title=_ERRORS.of(lang),
        head=_MEND.of(lang),
        headers=_headers(_ERROR_HEADERS, lang),
        linked=1,
        tinted=None,
        foot=FOOT.of(lang),
        remarks=tuple(_of_problem(problem, number, lang) for number, problem in enumerate(problems, start=1)),
    )


def _headers(headers: Iterable[tuple[Text, int]], lang: Lang) -> tuple[tuple[str, int], ...]:
    return tuple((words.of(lang), width) for words, width in headers)


def _head(report: GapReport, lang: Lang) -> str:
    counts = [(grade.label.of(lang), sum(gap.severity is grade for gap in report)) for grade in Severity]
    if lang == "zh":
        grades = "、".join(f"{label}{count}项" for label, count in counts if count)
        return (
            f"核对日：{report.day}　待核实事项：{len(report)}项"
            + (f"（{grades}），起因{len(report.causes)}项在前" if report else "")
            + "。点“出处”可到所在的单元格。"
        )
    grades = ", ".join(f"{label} {count}" for label, count in counts if count)
    return (
        f"Day: {report.day}. To verify: {len(report)}"
        + (f" ({grades}), {len(report.causes)} cause(s) first" if report else "")
        + ". The place leads to the cell."
    )


def _of_gap(gap: Gap, numbers: dict[str, int], lang: Lang) -> Remark:
    cause = numbers.get(gap.follows_from)
    note = _FOLLOWS.of(lang).format(number=cause) if cause is not None else ""
    label = gap.severity.label.of(lang)
    head = (
        f"【{_TO_VERIFY.zh}·{label}】{gap.code} {gap.rule.title.zh}"
        if lang == "zh"
        else f"[{_TO_VERIFY.en}, {label}] {gap.code} {gap.rule.title.en}"
    )
    tail = [
        f"{_BASIS.of(lang)}{gap.citation.of(lang)}" if gap.citation.of(lang) else "",
        f"{_STEP.of(lang)}{gap.remedy.of(lang)}",
        (f"（{note}，见《{TITLE.zh}》）" if lang == "zh" else f"({note}, see {TITLE.en!r})") if note else "",
    ]
    cells = (
        str(numbers[gap.fingerprint]),
        label,
        gap.code,
        gap.organization_name,
        gap.message.of(lang),
        gap.remedy.of(lang),
        gap.citation.of(lang),
        "",
        note,
    )
    post = gap.subject.rpartition(".")[2] if gap.subject_kind == "role" else ""
    comment = (head, gap.message.of(lang), "\n".join(filter(None, tail)))
    return Remark(gap.place, gap.severity, comment, cells, gap.columns, post)


def _of_problem(problem: Problem, number: int, lang: Lang) -> Remark:
    words = masked(problem.text.of(lang))
    mark = f"【{_ERROR.zh}】" if lang == "zh" else f"[{_ERROR.en}] "
    return Remark(problem.place, Severity.ERROR, ("", f"{mark}{words}", ""), (str(number), "", words))
