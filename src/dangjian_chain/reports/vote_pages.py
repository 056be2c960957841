"""Vote forms of work reports (述职测评表) to print, and the tally where votes are on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.appraisal.work_report import VOCABULARY, AnswerState
from dangjian_chain.foot import FOOT
from dangjian_chain.reports.page import Cell, Column, Page, Row
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.work_report import WorkReport
    from dangjian_chain.appraisal.work_reports import WorkReports

_FORM = Text(zh="述职测评表", en="Vote form")
_TALLY = Text(zh="测评汇总", en="Tally")
_HOW = Text(
    zh="请在相应等次一栏画“√”，每人每行只画一处；意见建议可以不填。不记名。",
    en="Tick one grade in each row; comments may be left blank. No names of voters.",
)
_GRADES = tuple(zip(VOCABULARY.words, ("good", "fairly good", "fair", "poor"), strict=True))
_COMMENTS = ("意见建议", "comments")
_NOT_COUNTED = Text(
    zh="未计入的测评和等次{count}条：{said}", en="votes and grades not counted, {count}: {said}"
)
_SHOWN = 5


def vote_page(reports: WorkReports, superior: str, lang: Lang = "zh") -> Page:
    """
    Return the vote form for the secretaries who report to one superior, a row each; roles, never persons.

    Raises
    ------
    UnknownNameError
        If nobody reports to it.
    """
    rows, name = reports.to(superior), reports.to(superior)[0].superior_name
    heads = [
        ("序号", "no.", 6),
        ("述职人（岗位）", "report of (role)", 34),
        *((zh, en, 9) for zh, en in _GRADES),
        (*_COMMENTS, 32),
    ]
    return Page(
        name=f"{_FORM.of(lang)} {name}",
        title=f"{name}{reports.year}年度述职测评表"
        if lang == "zh"
        else f"{name}: votes on work reports, {reports.year}",
        notes=(_HOW.of(lang),),
        columns=_columns(heads, frozenset({0, 2, 3, 4, 5}), lang),
        rows=tuple(
            Row((number, _in_two_lines(row, lang), *(None,) * (len(heads) - 2)))
            for number, row in enumerate(rows, start=1)
        ),
        is_upright=True,
    )


def tally_page(reports: WorkReports, superior: str, lang: Lang = "zh") -> Page:
    """
    Return what is on record of the reports to one superior: reports, votes by grade, the overall grade, answers.

    Raises
    ------
    UnknownNameError
        If nobody reports to it.
    """
    rows = reports.to(superior)
    name = rows[0].superior_name
    heads = [
        ("序号", "no.", 6),
        ("述职人（岗位）", "report of (role)", 30),
        ("述职情况", "report", 22),
        ("述职时间", "on", 12),
        *((zh, en, 8) for zh, en in _GRADES),
        ("到会", "present", 8),
        ("应到", "entitled", 8),
        ("综合评价", "overall grade", 10),
        ("上年度问题", "items of the year before", 22),
        ("依据", "evidence", 26),
    ]
    return Page(
        name=f"{_TALLY.of(lang)} {name}",
        title=f"{name}{reports.year}年度述职测评汇总"
        if lang == "zh"
        else f"{name}: work reports of {reports.year}",
        notes=tuple(_notes(rows, lang)),
        columns=_columns(heads, frozenset({0, *range(3, 11)}), lang),
        rows=tuple(Row(_cells(row, number, lang)) for number, row in enumerate(rows, start=1)),
        legend=(FOOT.of(lang),),
    )


def vote_pages(reports: WorkReports, lang: Lang = "zh") -> tuple[Page, ...]:
    """Return for each superior the form, and the tally where anything is on record."""
    pages = []
    for superior in reports.superiors:
        pages.append(vote_page(reports, superior, lang))
        if any(row.forms or row.grade or row.records or row.answers for row in reports.to(superior)):
            pages.append(tally_page(reports, superior, lang))
    return tuple(pages)


def reporter(row: WorkReport, lang: Lang) -> str:
    """Return who reports: the organization and the role, never a person."""
    return (
        f"{row.organization_name}{row.title.zh}"
        if lang == "zh"
        else f"{row.organization_name}, {row.title.en}"
    )


def _in_two_lines(row: WorkReport, lang: Lang) -> str:
    """Return who reports so that the row has room to write in."""
    return f"{row.organization_name}\n{row.title.of(lang)}"


def answers_said(row: WorkReport, lang: Lang) -> str:
    """Return how many of last year's items are in which state; blank where there are none."""
    held = [(state.label.of(lang), len(row.answered(state))) for state in AnswerState]
    if lang == "zh":
        return "，".join(f"{label}{count}项" for label, count in held if count)
    return ", ".join(f"{label} {count}" for label, count in held if count)


def state_said(row: WorkReport, lang: Lang) -> str:
    """Return what is on record of a report, and whether it is given in writing alone."""
    words = row.state.label.of(lang)
    if not row.in_writing:
        return words
    return f"{words}（书面）" if lang == "zh" else f"{words} (in writing)"


def _columns(heads: list[tuple[str, str, int]], centered: frozenset[int], lang: Lang) -> tuple[Column, ...]:
    return tuple(
        Column(zh if lang == "zh" else en, width, is_centered=place in centered)
        for place, (zh, en, width) in enumerate(heads)
    )


def _notes(rows: WorkReports, lang: Lang) -> list[str]:
    aside = rows.set_aside
    names = {row.organization: row.organization_name for row in rows}
    mark, between = ("：", "；") if lang == "zh" else (": ", "; ")
    said = list(dict.fromkeys(f"{names[one.organization]}{mark}{one.reason.of(lang)}" for one in aside))
    words = between.join(said[:_SHOWN]) + ("" if len(said) <= _SHOWN else " …")
    first = [_NOT_COUNTED.of(lang).format(count=len(aside), said=words)] if aside else []
    counts = [(state.label.of(lang), count) for state, count in rows.counts.items() if count]
    if lang == "zh":
        told = "，".join(f"{label}{count}个" for label, count in counts)
        return [*first, f"核对日：{rows.day}　{told}。没有记录不等于没有述职。"]
    told = "; ".join(f"{label}: {count}" for label, count in counts)
    return [*first, f"day: {rows.day}; {told}. Absence of a record is not absence of the report."]


def _cells(row: WorkReport, number: int, lang: Lang) -> tuple[Cell, ...]:
    votes = row.counts if row.forms else (None,) * len(_GRADES)
    return (
        number,
        reporter(row, lang),
        state_said(row, lang),
        None if row.on is None else str(row.on),
        *votes,
        row.present,
        row.entitled,
        row.grade,
        answers_said(row, lang) or None,
        row.evidence,
    )
