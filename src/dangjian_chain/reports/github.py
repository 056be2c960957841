"""A gap report as annotations of GitHub Actions: a line a gap, the gravest causes first."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.file_place import file_place
from dangjian_chain.text import Lang, Text, masked

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_NEXT = Text(zh="下一步：", en="next step: ")
_PLACE = Text(zh="出处：", en="place: ")
_BASIS = Text(zh="依据：", en="basis: ")
_SUMMARY = Text(
    zh="核对日{day}：待核实{count}项，起因{causes}项；未核对{silent}项。",
    en="on {day}: {count} to verify, {causes} cause(s); {silent} not checked.",
)


def github_annotations(report: GapReport, lang: Lang = "zh", *, folder: str = "") -> str:
    """
    Return a gap report as workflow commands.

    GitHub shows the first ten of each level a step, so causes come first and the gravest of them
    foremost, then what follows from them. What was not checked stands in plain lines at the end.

    Parameters
    ----------
    report : GapReport
    lang : {"zh", "en"}
    folder : str
        Where the files that places name lie, as a path from here.
    """
    causes = [cause.gap for cause in report.causes]
    first = {gap.fingerprint for gap in causes}
    ordered = [*causes, *(gap for gap in report if gap.fingerprint not in first)]
    lines = [*(_annotation(gap, lang, folder) for gap in ordered), *_end(report, lang)]
    return "\n".join(lines) + "\n"


def _annotation(gap: Gap, lang: Lang, folder: str) -> str:
    place = file_place(gap.place, folder)
    properties: dict[str, object] = {}
    if place is not None:
        properties |= {"file": place.path, "line": place.line}
        if place.column is not None:
            properties["col"] = place.column
    properties["title"] = f"{gap.code} {gap.rule.title.of(lang)}"
    named = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in properties.items())
    words = [gap.message.of(lang), f"{_NEXT.of(lang)}{gap.remedy.of(lang)}"]
    if place is None and gap.place:
        words.append(f"{_PLACE.of(lang)}{gap.place}")
    if gap.citation.of(lang):
        words.append(f"{_BASIS.of(lang)}{gap.citation.of(lang)}")
    message = _escaped("\n".join(words), _DATA)
    return f"::{_LEVELS[gap.severity]} {named}::{message}"


def _escaped(words: str, marks: dict[str, str]) -> str:
    r"""
    Return words as a workflow command holds them.

    Examples
    --------
    >>> _escaped("50%, a:b\n", _PROPERTY), _escaped("50%, a:b\n", _DATA)
    ('50%25%2C a%3Ab%0A', '50%25, a:b%0A')
    """
    return "".join(marks.get(char, char) for char in words)


def _end(report: GapReport, lang: Lang) -> Iterator[str]:
    """Yield the count, and what was not checked; no line of it is a command."""
    counts = {
        "day": report.day,
        "count": len(report),
        "causes": len(report.causes),
        "silent": len(report.coverage),
    }
    yield _SUMMARY.of(lang).format_map(counts)
    mark = "：" if lang == "zh" else ": "
    for one in report.coverage:
        reason = " ".join(masked(one.reason.of(lang)).split())
        yield f"- {one.code}{mark}{reason}" if one.code else f"- {reason}"
