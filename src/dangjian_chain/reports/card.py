"""Rules for people: the card of one, the table of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import column_label
from dangjian_chain.gaps.rule import Rule, RuleStatus
from dangjian_chain.model.document import TITLES
from dangjian_chain.reports.held_values import latest_rulebook, values_said
from dangjian_chain.reports.layout import indented, table, wrapped
from dangjian_chain.reports.rulebook_pages import citation_entry, hanging
from dangjian_chain.rulebook import DatedRulebook
from dangjian_chain.text import Lang, Text

_DATA = {
    Data.ORGANIZATIONS: Text(zh="组织", en="organizations"),
    Data.ROLES: Text(zh="岗位", en="roles"),
    Data.HOLDERS: Text(zh="任职", en="appointments"),
    Data.PERFORMERS: Text(zh="写明责任主体的责任事项", en="duties that say who performs them"),
    Data.ASSIGNMENTS: Text(zh="责任分工", en="assignments"),
    Data.RECORDS: Text(zh="履责记录", en="records"),
    Data.MEMBER_COUNTS: Text(zh="党员人数", en="member counts"),
    Data.CHANGES: Text(zh="机构变动", en="changes of organizations"),
    Data.DUTIES: Text(zh="责任事项", en="duties"),
    Data.LEDGER: Text(zh="整改台账", en="rectification ledger"),
    Data.COVER: Text(zh="记录完整范围", en="where records are complete"),
    Data.PERFORMED: Text(zh="开展记录", en="records of what was performed"),
    Data.SUPERVISED: Text(zh="督促检查记录", en="records of supervision"),
    Data.REPORTED: Text(zh="报告述职记录", en="records of reports"),
    Data.APPRAISED: Text(zh="考核结果", en="results of appraisals"),
    Data.APPLIED: Text(zh="结果运用记录", en="records of the use of results"),
    Data.SCHEME: Text(zh="考核方案", en="a scheme of appraisal"),
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
_READS = Text(zh="所需栏目", en="columns it needs")
_SYMPTOM = Text(zh="表现", en="a sign of")
_SWITCH = Text(zh="默认", en="by default")
_IS_OFF = Text(zh="不核对，用 --select {code} 启用", en="off; --select {code} switches it on")
_PARAMETERS = Text(zh="用来比较的数值", en="Numbers it compares with")
_EXPLANATION = Text(zh="说明", en="Explanation")
_MESSAGE = Text(zh="核对情况的写法", en="Message")
_REMEDY = Text(zh="下一步", en="Next step")
_BASIS = Text(zh="依据", en="Basis")
_PROFILE = Text(zh="例子所用的本单位口径", en="The profile of the examples")
_BAD = Text(zh="待核实的例子", en="An example to verify")
_GOOD = Text(zh="补正之后", en="The same, mended")
_HEADER = {
    "zh": ("编号", "默认", "程度", "环节", "核对项", "名称"),
    "en": ("code", "default", "severity", "stage", "rule", "name"),
}
_ON_OFF = Text(zh="核对", en="on"), Text(zh="不核对", en="off")


def rule_card(rule: Rule, lang: Lang = "zh", rules: DatedRulebook | None = None) -> str:
    """
    Return all that a rule says of itself: what it looks for and why, its basis, its examples.

    Parameters
    ----------
    rule : Rule
    lang : {"zh", "en"}
    rules : DatedRulebook, optional
        The rulebook whose numbers are shown; the one that ships, at its latest, if there is none.

    Examples
    --------
    >>> from dangjian_chain.gaps import rule
    >>> print(rule_card(rule("DJ002"), "en").splitlines()[0])
    DJ002 An organization that is its own superior (self-superior)
    """
    dated = latest_rulebook() if rules is None else rules
    citations = "\n".join(citation_entry(dated.citation(key), lang) for key in rule.citations)
    basis = f"{_BASIS.of(lang)}\n{citations}" if citations else ""
    sections = [
        _section(_EXPLANATION.of(lang), rule.explanation.of(lang), _WIDTH),
        _section(_MESSAGE.of(lang), _plain(rule.message.of(lang)), _WIDTH),
        _section(_REMEDY.of(lang), _plain(rule.remedy.of(lang)), _WIDTH),
        basis,
        _section(_numbers_head(rules, lang), _numbers(rule, dated, lang)),
        _section(_PROFILE.of(lang), rule.profile),
        _section(_BAD.of(lang) + _conditions(rule, lang), rule.bad),
        _section(_GOOD.of(lang) + _conditions(rule, lang), rule.good),
    ]
    return "\n\n".join([_head(rule, lang), *filter(None, sections)]) + "\n"


def _section(head: str, words: str, size: int | None = None) -> str:
    stripped = words.strip("\n")
    return f"{head}\n{indented(stripped, 2, size)}" if stripped else ""


def _numbers_head(rules: DatedRulebook | None, lang: Lang) -> str:
    day = "" if rules is None else f"（{rules.day}）" if lang == "zh" else f" ({rules.day})"
    return f"{_PARAMETERS.of(lang)}{day}"


def _numbers(rule: Rule, rules: DatedRulebook, lang: Lang) -> str:
    """Return the parameters of a rule, each with its key and what it comes to."""
    lines = []
    for key in rule.parameters:
        title, values = rules.book.parameter(key).title.of(lang), values_said(key, rules, lang)
        words = f"{title}（{key}）：{values}" if lang == "zh" else f"{title} ({key}): {values}"
        lines.append("\n".join(wrapped(words, _WIDTH - 2)))
    return "\n".join(lines)


def reads_said(rule: Rule, lang: Lang) -> str:
    """Return the columns that a rule cannot do without, as people call them."""
    labels = []
    for each in rule.reads:
        collection, _, name = each.partition(".")
        label = column_label(collection, name)
        labels.append(f"{TITLES[collection].zh}的“{label.zh}”" if lang == "zh" else each)
    return ("、" if lang == "zh" else ", ").join(labels)


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
        (_SWITCH, "" if rule.is_on else _IS_OFF.of(lang).format(code=rule.code)),
        (_SYMPTOM, "" if rule.symptom is None else rule.symptom.label.of(lang)),
        (_NEEDS, between.join(_DATA[data].of(lang) for data in rule.needs)),
        (_READS, reads_said(rule, lang)),
    ]
    title = f"{rule.code} {rule.title.of(lang)}"
    title += f"（{rule.name}）" if lang == "zh" else f" ({rule.name})"
    return "\n".join([title, *(hanging(f"{head.of(lang)}{mark}{words}") for head, words in facts if words)])


def _plain(message: str) -> str:
    """Return a message without the marks that only the program needs."""
    return message.replace("!r}", "}")


def rule_table(rules: Iterable[Rule], lang: Lang = "zh") -> str:
    """Return rules as a table, one a line."""
    rows: list[Sequence[str]] = [_HEADER[lang]]
    for rule in rules:
        switch = _ON_OFF[not rule.is_on].of(lang)
        labels = rule.severity.label.of(lang), rule.stage.label.of(lang), rule.title.of(lang)
        rows.append((rule.code, switch, *labels, rule.name))
    return "\n".join(table(rows, "llllll")) + "\n"
