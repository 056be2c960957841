"""Why a work report stands as it does: the records, the votes and the items behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_chain.appraisal.work_report import (
    VOCABULARY,
    AnswerState,
    NotTallied,
    ReportState,
    VoteForm,
    WorkReport,
)
from dangjian_chain.explanation import Explanation
from dangjian_chain.text import Text, both


def why(report: WorkReport, year: int, ground: Text, aside: Iterable[NotTallied]) -> Explanation:
    """Return what a report's state, votes, grade and answers rest on."""
    state = report.state.label
    day_zh, day_en = ("", "") if report.on is None else (f"（{report.on}）", f" ({report.on})")
    claim = Text(
        zh=f"{report.organization_name}{report.title.zh}{year}年度向{report.superior_name}述职：{state.zh}{day_zh}",
        en=f"{report.title.en} of {report.organization_name} reports to {report.superior_name} for {year}: "
        f"{state.en}{day_en}",
    )
    return Explanation(
        claim,
        fact=None if report.evidence is None else both(report.evidence),
        ground=ground,
        children=(*_children(report), *_aside(report, aside)),
    )


def _children(report: WorkReport) -> Iterator[Explanation]:
    if report.state is not ReportState.SEEN:
        yield Explanation(_NEXT[report.state])
    for key in report.records:
        yield Explanation(Text(zh=f"记录：{key}", en=f"record: {key}"))
    if report.in_writing:
        yield Explanation(_WRITTEN)
    yield from (_form(form) for form in report.forms)
    if report.grade is not None:
        yield Explanation(Text(zh=f"综合评价：{report.grade}", en=f"overall grade: {report.grade}"))
    for state in AnswerState:
        ids = report.answered(state)
        if ids:
            yield Explanation(
                Text(
                    zh=f"上年度问题{state.label.zh}{len(ids)}项：{'、'.join(ids)}",
                    en=f"items of the year before {state.label.en}, {len(ids)}: {', '.join(ids)}",
                )
            )


def _form(form: VoteForm) -> Explanation:
    by_zh, by_en = ("", "") if form.by is None else (f"（{form.by}）", f" ({form.by})")
    votes_zh, votes_en = said(form.counts)
    came = turnout(form.present, form.entitled)
    return Explanation(
        Text(
            zh=f"测评表 {form.on}{by_zh}：{votes_zh}{came.zh and f'，{came.zh}'}",
            en=f"vote form {form.on}{by_en}: {votes_en}{came.en and f', {came.en}'}",
        ),
        children=tuple(Explanation(both(key)) for key in form.records),
    )


def said(counts: Iterable[int]) -> tuple[str, str]:
    """
    Return how many said what, in two languages.

    Examples
    --------
    >>> said((12, 3, 0, 0))[0]
    '好12票、较好3票、一般0票、差0票'
    """
    held = list(zip(VOCABULARY.words, counts, strict=True))
    return (
        "、".join(f"{word}{count}票" for word, count in held),
        ", ".join(f"{word} {count}" for word, count in held),
    )


def turnout(present: int | None, entitled: int | None) -> Text:
    """
    Return how many came, as far as it is entered.

    Examples
    --------
    >>> turnout(20, 22).zh, turnout(20, None).zh, turnout(None, None).zh
    ('到会20人，应到22人', '到会20人', '')
    """
    held = (("到会", "present", present), ("应到", "entitled", entitled))
    known = [(zh, en, number) for zh, en, number in held if number is not None]
    return Text(
        zh="，".join(f"{zh}{number}人" for zh, _, number in known),
        en=", ".join(f"{en} {number}" for _, en, number in known),
    )


def _aside(report: WorkReport, aside: Iterable[NotTallied]) -> Iterator[Explanation]:
    for one in aside:
        if one.organization == report.organization:
            yield Explanation(both(one.record), fact=one.reason)


_WRITTEN = Text(
    zh="任职时间较短，按本单位口径书面述职",
    en="in post for a short time: reports in writing, as the profile has it",
)
_NEXT = {
    ReportState.APPRAISED: Text(
        zh="已有测评或等次，述职本身未见登记；补记会议或文件即可，不必另做材料",
        en="there are votes or a grade, and the report itself is not on record; naming the meeting or document is enough",
    ),
    ReportState.NOT_SEEN: Text(
        zh="报告述职的记录已注明登记齐全，其中未见该年度的述职；已述职的，补记会议或文件即可，不必另做材料",
        en="the records of reports are stated complete, and none of the year was found; where a report was given, "
        "naming the meeting or document is enough",
    ),
    ReportState.UNKNOWN: Text(
        zh="记录未注明登记齐全，或者有记录而年度未写明；没有记录不等于没有述职",
        en="the records are not stated complete, or one does not say of which year it is; absence of a record is not absence "
        "of the report",
    ),
    ReportState.NOT_YET: Text(
        zh="核对日在该年度之内，述职多在年底到次年初进行",
        en="the day is within the year; reports are mostly given at its end or early in the next",
    ),
}
