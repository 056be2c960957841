"""What is said in a copy of the user's own workbook: comments on cells, and one sheet with them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs
from attrs import frozen

from dangjian_chain.errors import Problem
from dangjian_chain.foot import FOOT
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.checklist_pages import CHECKLIST, PLACE, checklist_page, list_columns, numbered
from dangjian_chain.reports.page import Column, Page, Row
from dangjian_chain.text import Lang, Text, masked

_ERRORS = Text(zh="无法读取之处", en="What could not be read")
_TO_VERIFY = Text(zh="待核实", en="to verify")
_ERROR = Text(zh="无法读取", en="cannot be read")
_BASIS, _STEP = Text(zh="依据：", en="Basis: "), Text(zh="下一步：", en="Next step: ")
_FOLLOWS = Text(
    zh="（随第{number}项而来，见《{title}》）", en="(follows from no. {number}, see the sheet {title!r})"
)
_MORE = Text(zh="另有{count}项，见《{title}》。", en="and {count} more, see the sheet {title!r}.")
_MEND = Text(
    zh="照单改好后再读；改之前什么也没有载入，所以还没有核对。点“出处”可到所在的单元格。",
    en="Mend these and read again; until then nothing is loaded and nothing was checked. The place leads to the cell.",
)
_SHOWN = 5
MARKS = Column("comment", 14, is_hidden=True)
"""By it a later run knows the comments of this one."""


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
    columns : tuple of str
        The columns it is about, the most telling first, where the place is a row.
    post : str
        The kind of role it is about, which may stand as a column.
    """

    place: str
    severity: Severity
    comment: tuple[str, str, str]
    columns: tuple[str, ...] = ()
    post: str = ""


@frozen
class Remarks:
    """
    All that is said in one workbook, and the sheet that says it.

    Parameters
    ----------
    lang : {"zh", "en"}
    page : Page
        A row a remark; what fills the last column is not known yet.
    linked : int
        The column that leads to the cells.
    remarks : tuple of Remark
        In the order of the rows.
    """

    lang: Lang
    page: Page
    linked: int
    remarks: tuple[Remark, ...]


def gap_remarks(report: GapReport, lang: Lang) -> Remarks:
    """Return what a gap report says, in the order of the list to verify, which can be filled in."""
    page = checklist_page(report, lang)
    return Remarks(
        lang=lang,
        page=attrs.evolve(
            page,
            notes=(_head(report, lang), page.notes[-1]),
            columns=_gap_columns(lang),
            rows=tuple(attrs.evolve(row, cells=(*row.cells, None)) for row in page.rows),
            legend=(*_bases(report, lang), *page.legend),
        ),
        linked=PLACE,
        remarks=tuple(
            _of_gap(gap, number if more is None else 0, lang) for gap, number, more in numbered(report)
        ),
    )


def problem_remarks(problems: Sequence[Problem], lang: Lang) -> Remarks:
    """Return what is wrong in a document that could not be read, in its order."""
    rows = (
        Row((str(number), None, masked(problem.text.of(lang)), None))
        for number, problem in enumerate(problems, start=1)
    )
    page = Page(
        name=_ERRORS.of(lang),
        title=_ERRORS.of(lang),
        notes=(_MEND.of(lang),),
        columns=_problem_columns(lang),
        rows=tuple(rows),
        legend=(FOOT.of(lang),),
    )
    return Remarks(lang, page, 1, tuple(_of_problem(problem, lang) for problem in problems))


def columns_of_lists() -> Iterator[tuple[Column, ...]]:
    """Yield the columns of each sheet that may have been added, in both languages."""
    languages: tuple[Lang, ...] = ("zh", "en")
    for lang in languages:
        yield _gap_columns(lang)
        yield _problem_columns(lang)


def _gap_columns(lang: Lang) -> tuple[Column, ...]:
    return (*list_columns(lang), MARKS)


def _problem_columns(lang: Lang) -> tuple[Column, ...]:
    headers = ("序号", "出处", "情况") if lang == "zh" else ("no.", "place", "what is wrong")
    number, place, what = headers
    return Column(number, 6, is_centered=True), Column(place, 24), Column(what, 90), MARKS


def _head(report: GapReport, lang: Lang) -> str:
    counts = [(grade.label.of(lang), sum(gap.severity is grade for gap in report)) for grade in Severity]
    if lang == "zh":
        grades = "、".join(f"{label}{count}项" for label, count in counts if count)
        return (
            f"核对日：{report.day}　待核实事项：{len(report)}项"
            + (f"（{grades}），起因{len(report.causes)}项" if report else "")
            + "。点“出处”可到所在的单元格。"
        )
    grades = ", ".join(f"{label} {count}" for label, count in counts if count)
    return (
        f"Day: {report.day}. To verify: {len(report)}"
        + (f" ({grades}), {len(report.causes)} cause(s)" if report else "")
        + ". The place leads to the cell."
    )


def _bases(report: GapReport, lang: Lang) -> Iterator[str]:
    """Yield on what basis each rule of the list compares."""
    between = "　" if lang == "zh" else ". "
    named = sorted({(gap.code, gap.rule.title.of(lang), gap.citation.of(lang)) for gap in report})
    for code, title, citation in named:
        if citation:
            yield f"{code} {title}{between}{_BASIS.of(lang)}{citation}"


def _of_gap(gap: Gap, cause: int, lang: Lang) -> Remark:
    """Return what is said of a gap; a cause of 0 is none."""
    label = gap.severity.label.of(lang)
    head = (
        f"【{_TO_VERIFY.zh}·{label}】{gap.code} {gap.rule.title.zh}"
        if lang == "zh"
        else f"[{_TO_VERIFY.en}, {label}] {gap.code} {gap.rule.title.en}"
    )
    tail = [
        f"{_BASIS.of(lang)}{gap.citation.of(lang)}" if gap.citation.of(lang) else "",
        f"{_STEP.of(lang)}{gap.remedy.of(lang)}",
        _FOLLOWS.of(lang).format(number=cause, title=CHECKLIST.of(lang)) if cause else "",
    ]
    post = gap.subject.rpartition(".")[2] if gap.subject_kind == "role" else ""
    comment = (head, gap.message.of(lang), "\n".join(filter(None, tail)))
    return Remark(gap.place, gap.severity, comment, gap.columns, post)


def _of_problem(problem: Problem, lang: Lang) -> Remark:
    words = masked(problem.text.of(lang))
    mark = f"【{_ERROR.zh}】" if lang == "zh" else f"[{_ERROR.en}] "
    return Remark(problem.place, Severity.ERROR, ("", f"{mark}{words}", ""))


def comment_blocks(remarks: Sequence[Remark], said: Remarks) -> list[str]:
    """Return the comment on the cell of some remarks, block by block: five, and how many more there are."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for remark in remarks[:_SHOWN]:
        head, message, tail = remark.comment
        grouped.setdefault((head, tail), []).append(message)
    blocks = ["\n".join(filter(None, [head, *told, tail])) for (head, tail), told in grouped.items()]
    if len(remarks) > _SHOWN:
        blocks.append(_MORE.of(said.lang).format(count=len(remarks) - _SHOWN, title=said.page.name))
    return blocks


_OURS = re.compile(
    rf"^(?:【{_TO_VERIFY.zh}·[^】\n]*】|\[{_TO_VERIFY.en}, [^]\n]*\]).*(?:\n(?!{_STEP.zh}|{_STEP.en}).+)*\n(?:{_STEP.zh}|{_STEP.en}).*"
    rf"(?:\n（随第\d+项而来.*）|\n\(follows from no\. \d+.*\))?"
    rf"|^(?:【{_ERROR.zh}】|\[{_ERROR.en}\]).*|^另有\d+项，见《.*》。|^and \d+ more, see the sheet .*",
    re.MULTILINE,
)


def without_ours(text: str) -> str:
    r"""
    Return the text of a comment without what looks like ours, for want of a list that says what is.

    Examples
    --------
    >>> without_ours("已请示。\n\n【待核实·提示】DJ902 记录日期\n有误。\n下一步：请核对。\n已改")
    '已请示。\n\n已改'
    """
    if not _OURS.search(text):
        return text
    return re.sub(r"\n{3,}", "\n\n", _OURS.sub("", text)).strip("\n")
