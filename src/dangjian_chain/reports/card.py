"""Rules for people: the card of one, the table of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dangjian_chain.gaps.rule import Data, Rule, RuleStatus
from dangjian_chain.reports.layout import indented, table
from dangjian_chain.rulebook import Citation, rulebook
from dangjian_chain.text import Lang, Text

_DATA = {
    Data.ORGANIZATIONS: Text(zh="组织", en="organizations"),
    Data.ROLES: Text(zh="岗位", en="roles"),
    Data.HOLDERS: Text(zh="任职", en="appointments"),
    Data.PERFORMERS: Text(zh="写明责任主体的责任事项", en="duties that say who performs them"),
    Data.ASSIGNMENTS: Text(zh="责任分工", en="assignments"),
    Data.RECORDS: Text(zh="履责记录", en="records"),
    Data.MEMBER_COUNTS: Text(zh="党员人数", en="member counts"),
    Data.DUTIES: Text(zh="责任事项", en="duties"),
}
_STATUS = {
    RuleStatus.PREVIEW: Text(zh="试行，含义可能调整", en="preview: its meaning may still change"),
    RuleStatus.STABLE: Text(zh="稳定", en="stable"),
}
_SEVERITY = Text(zh="程度", en="severity")
_STAGE = Text(zh="环节", en="stage")
_WIDTH = 78
_STATUS_HEAD = Text(zh="状态", en="status")
_SINCE = Text(zh="自版本", en="since version")
_NEEDS = Text(zh="所需资料", en="needs")
_EXPLANATION = Text(zh="说明", en="Explanation")
_MESSAGE = Text(zh="核对情况的写法", en="Message")
_REMEDY = Text(zh="下一步", en="Next step")
_BASIS = Text(zh="依据", en="Basis")
_BAD = Text(zh="待核实的例子", en="An example to verify")
_GOOD = Text(zh="补正之后", en="The same, mended")
_HEADER = {
    "zh": ("编号", "程度", "环节", "核对项", "名称"),
    "en": ("code", "severity", "stage", "rule", "name"),
}


def rule_card(rule: Rule, lang: Lang = "zh") -> str:
    """
    Return all that a rule says of itself: what it looks for and why, its basis, its examples.

    Examples
    --------
    >>> from dangjian_chain.gaps import rule
    >>> print(rule_card(rule("DJ002"), "en").splitlines()[0])
    DJ002 An organization that is its own superior (self-superior)
    """
    citations = "\n".join(_citation(rulebook().citation(key), lang) for key in rule.citations)
    basis = f"{_BASIS.of(lang)}\n{citations}" if citations else ""
    sections = [
        _section(_EXPLANATION.of(lang), rule.explanation.of(lang), _WIDTH),
        _section(_MESSAGE.of(lang), _plain(rule.message.of(lang)), _WIDTH),
        _section(_REMEDY.of(lang), _plain(rule.remedy.of(lang)), _WIDTH),
        basis,
        _section(_BAD.of(lang) + _conditions(rule, lang), rule.bad),
        _section(_GOOD.of(lang) + _conditions(rule, lang), rule.good),
    ]
    return "\n\n".join([_head(rule, lang), *filter(None, sections)]) + "\n"


def _section(head: str, words: str, size: int | None = None) -> str:
    stripped = words.strip("\n")
    return f"{head}\n{indented(stripped, 2, size)}" if stripped else ""


def _conditions(rule: Rule, lang: Lang) -> str:
    """Return the day of the examples, and the options they are read with."""
    options = "".join(f", {name}={value}" for name, value in sorted(rule.reading.items()))
    return f"（核对日：{rule.at}{options}）" if lang == "zh" else f" (day: {rule.at}{options})"


def _head(rule: Rule, lang: Lang) -> str:
    mark, between = ("：", "、") if lang == "zh" else (": ", ", ")
    facts = [
        (_SEVERITY, rule.severity.label.of(lang)),
        (_STAGE, rule.stage.label.of(lang)),
        (_STATUS_HEAD, _STATUS[rule.status].of(lang)),
        (_SINCE, rule.since),
        (_NEEDS, between.join(_DATA[data].of(lang) for data in rule.needs)),
    ]
    title = f"{rule.code} {rule.title.of(lang)}"
    title += f"（{rule.name}）" if lang == "zh" else f" ({rule.name})"
    return "\n".join([title, *(f"{head.of(lang)}{mark}{words}" for head, words in facts if words)])


def _plain(message: str) -> str:
    """Return a message without the marks that only the program needs."""
    return message.replace("!r}", "}")


def _citation(citation: Citation, lang: Lang) -> str:
    where, text = citation.say(lang), citation.text.of(lang)
    modality, status = citation.modality.label.of(lang), citation.status.label.of(lang)
    if lang == "zh":
        said, held = f"{where}：{text}", f"约束程度：{modality}　核实情况：{status}"
    else:
        said, held = f"{where}: {text}", f"modality: {modality}, verification: {status}"
    return f"{indented(said, 2, _WIDTH)}\n{indented(held, 4, _WIDTH)}"


def rule_table(rules: Iterable[Rule], lang: Lang = "zh") -> str:
    """Return rules as a table, one a line."""
    rows: list[Sequence[str]] = [_HEADER[lang]]
    for rule in rules:
        labels = rule.severity.label.of(lang), rule.stage.label.of(lang), rule.title.of(lang)
        rows.append((rule.code, *labels, rule.name))
    return "\n".join(table(rows, "lllll")) + "\n"
