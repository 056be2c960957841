"""A gap report as text: the list to verify (核对清单), by stage, causes first; of a long one the gravest causes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from dangjian_chain.foot import FOOT
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.report import Cause, GapReport
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.vocabulary import Severity, Stage
from dangjian_chain.text import Lang, Text

LISTED = 10
"""How many causes of a long list are shown unless all are asked for."""

TITLE = Text(zh="核对清单（待核实）", en="List to verify")
_FIRST = Text(zh="先看这{count}项（按程度和随之而来的项数）", en="First these {count}, the gravest causes")
_NOTHING = Text(zh="在本次核对范围内，未见待核实事项。", en="Nothing to verify within what was checked.")
_COVERAGE = Text(zh="本次核对范围（未核对的及原因）", en="What was not checked, and why")
_ALL_CHECKED = Text(zh="所选核对项均已核对。", en="Every chosen rule was checked.")
_REMEDY = Text(zh="下一步：", en="next step: ")
_PLACE = Text(zh="出处：", en="place: ")
_BASIS = Text(zh="依据：", en="basis: ")


def checklist(
    report: GapReport, chain: ResponsibilityChain, lang: Lang = "zh", *, listed: int | None = LISTED
) -> str:
    """
    Return a gap report as text.

    Parameters
    ----------
    report : GapReport
    chain : ResponsibilityChain
        What was checked, for the counts in the head.
    lang : {"zh", "en"}
    listed : int, optional
        Where there are more gaps than this, so many of the gravest causes are shown
        in front, and the stages count the others; `None` lists every gap.

    Returns
    -------
    str
        A head, the gravest causes of a long list, the stages with causes first and
        the gravest of them first, what was not checked, and what the list is not. A
        cause shows as "+n" how many gaps follow from it.
    """
    blocks = [_head(report, chain, lang)]
    causes = {cause.gap.fingerprint: cause for cause in report.causes}
    is_long = listed is not None and len(report) > listed
    first = report.causes[:listed] if is_long else ()
    if first:
        blocks.append(_gravest(first, lang))
    for stage, gaps in report.by_stage.items():
        if is_long:
            blocks.append(_counted(stage, gaps, causes, {cause.gap.fingerprint for cause in first}, lang))
        else:
            blocks.append(_stage(stage, gaps, causes, lang, is_whole=listed is None))
    if not report:
        blocks.append(_NOTHING.of(lang))
    blocks += [_coverage(report.coverage, lang), FOOT.of(lang)]
    return "\n\n".join(blocks) + "\n"


def _head(report: GapReport, chain: ResponsibilityChain, lang: Lang) -> str:
    organizations, total = len(chain.at(report.day).organizations), len(report)
    counts = [(grade.label.of(lang), sum(gap.severity is grade for gap in report)) for grade in Severity]
    understood = len(chain.understood)
    if lang == "zh":
        grades = "、".join(f"{label}{count}项" for label, count in counts if count)
        lines = [
            f"核对日：{report.day}　组织：{organizations}个",
            f"待核实事项：{total}项" + (f"（{grades}），起因{len(report.causes)}项" if total else ""),
            f"读入时按惯例理解的填写：{understood}处" if understood else "",
        ]
    else:
        grades = ", ".join(f"{label} {count}" for label, count in counts if count)
        lines = [
            f"day: {report.day}, organizations: {organizations}",
            f"to verify: {total}" + (f" ({grades}), causes: {len(report.causes)}" if total else ""),
            f"entries that were not read literally: {understood}" if understood else "",
        ]
    return "\n".join([TITLE.of(lang), *filter(None, lines)])


def _gravest(causes: Sequence[Cause], lang: Lang) -> str:
    head = _FIRST.of(lang).format(count=len(causes))
    lines = [f"【{head}】" if lang == "zh" else f"[{head}]"]
    for cause in causes:
        lines += _entry(cause.gap, len(cause.following), lang)
    return "\n".join(lines)


def _counted(
    stage: Stage, gaps: Sequence[Gap], causes: Mapping[str, Cause], shown: Collection[str], lang: Lang
) -> str:
    """Return a stage of a long list: its head, and what of it does not stand in front, by code."""
    first = sum(gap.fingerprint in causes for gap in gaps)
    rest = [gap for gap in gaps if gap.fingerprint not in shown]
    lines = [_stage_head(stage, len(gaps), first, lang)]
    if rest:
        following = sum(gap.fingerprint not in causes for gap in rest)
        lines.append(f"  {_rest(rest, following, lang, is_all=len(rest) == len(gaps))}")
    return "\n".join(lines)


def _stage(
    stage: Stage, gaps: Sequence[Gap], causes: Mapping[str, Cause], lang: Lang, *, is_whole: bool
) -> str:
    here = {gap.fingerprint for gap in gaps}
    first = [cause for fingerprint, cause in causes.items() if fingerprint in here]
    following = [gap for gap in gaps if gap.fingerprint not in causes]
    lines = [_stage_head(stage, len(gaps), len(first), lang)]
    for cause in first:
        lines += _entry(cause.gap, len(cause.following), lang)
    if is_whole:
        for gap in following:
            lines += _entry(gap, 0, lang, follows=True)
    elif following:
        lines.append(f"  {_rest(following, len(following), lang)}")
    return "\n".join(lines)


def _stage_head(stage: Stage, count: int, causes: int, lang: Lang) -> str:
    label = stage.label.of(lang)
    if lang == "zh":
        return f"【{label}】{count}项" + (f"，起因{causes}项" if causes < count else "")
    return f"[{label}] {count} to verify" + (f", {causes} cause(s)" if causes < count else "")


def _entry(gap: Gap, following: int, lang: Lang, *, follows: bool = False) -> Iterator[str]:
    """Yield the lines of one gap."""
    count = f" +{following}" if following else ""
    mark = ("（随其他事项而来）" if lang == "zh" else " (follows from another)") if follows else ""
    yield f"  {gap.code}{count} {gap.severity.label.of(lang)}{mark}  {gap.message.of(lang)}"
    yield f"      {_REMEDY.of(lang)}{gap.remedy.of(lang)}"
    parts = [
        f"{_PLACE.of(lang)}{gap.place}" if gap.place else "",
        f"{_BASIS.of(lang)}{gap.citation.of(lang)}" if gap.citation.of(lang) else "",
    ]
    yield "      " + ("　" if lang == "zh" else "  ").join(filter(None, parts))


def _rest(gaps: Sequence[Gap], following: int, lang: Lang, *, is_all: bool = False) -> str:
    """Return how many of a stage are not listed, by code; of all of it, the codes alone."""
    counts = Counter(gap.code for gap in gaps)
    if lang == "zh":
        codes = "、".join(f"{code} {count}项" for code, count in counts.items())
        after = f"，其中{following}项随其他事项而来" if following else ""
        return f"{codes}{after}" if is_all else f"另有{len(gaps)}项{after}：{codes}"
    codes = ", ".join(f"{count} {code}" for code, count in counts.items())
    after = f", {following} of them following from others" if following else ""
    return f"{codes}{after}" if is_all else f"and {len(gaps)} more{after}: {codes}"


def _coverage(coverage: Sequence[NotChecked], lang: Lang) -> str:
    if not coverage:
        return f"{_COVERAGE.of(lang)}\n  {_ALL_CHECKED.of(lang)}"
    codes: dict[str, list[str]] = {}
    for one in coverage:
        codes.setdefault(one.reason.of(lang), []).append(one.code)
    lines = [f"  {_coded(reason, held, lang)}" for reason, held in codes.items()]
    return "\n".join([_COVERAGE.of(lang), *lines])


def _coded(reason: str, codes: Sequence[str], lang: Lang) -> str:
    """Return a reason behind the codes of the rules it keeps from being checked."""
    held = [code for code in codes if code]
    if not held:
        return reason
    return f"{'、'.join(held)}：{reason}" if lang == "zh" else f"{', '.join(held)}: {reason}"
