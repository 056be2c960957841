"""Why a rule says nothing of a row: the first thing that would have to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.explanation import Explanation
from dangjian_chain.gaps.applicable import why_not_applicable
from dangjian_chain.gaps.registry import rule as rule_of
from dangjian_chain.model.document import SINGULAR
from dangjian_chain.text import Text, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dangjian_chain.gaps.condition import Condition
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.gaps.gap import Gap
    from dangjian_chain.gaps.rule import Rule


def why_not(
    context: Context, gaps: Iterable[Gap], looked: frozenset[str], code: str, subject: str
) -> Explanation:
    """
    Return why a rule says nothing of a row, or that it does.

    Parameters
    ----------
    context : Context
        What the rules saw.
    gaps : iterable of Gap
        What they found.
    looked : frozenset of str
        The codes of the rules that were asked.
    code : str
        A rule's code or name.
    subject : str
        The id or key of an organization, role, duty or other row.

    Raises
    ------
    UnknownNameError
        If there is no such rule, or no such row in the chain.
    """
    rule = rule_of(code)
    found = [
        gap for gap in gaps if gap.code == rule.code and subject in {gap.subject, gap.organization, gap.duty}
    ]
    if found:
        name = _label(context, rule, subject) or subject
        return Explanation(_claim(rule, name, speaks=True), children=tuple(gap.explain() for gap in found))
    name = _name(context, rule, subject)
    claim = _claim(rule, name, speaks=False)
    if rule.code not in looked:
        return Explanation(claim, fact=_NOT_ASKED)
    absent = why_not_applicable(context, rule)
    if absent is not None:
        return Explanation(claim, fact=_reason(absent))
    return Explanation(claim, children=_steps(context, rule, subject))


def _name(context: Context, rule: Rule, subject: str) -> str:
    """Return what people call the row; raise on one that is nowhere in the chain, naming the nearest."""
    label = _label(context, rule, subject)
    if label is None:
        known = [id_ for collection in (rule.over, "organizations") for id_ in context.table(collection).ids]
        raise UnknownNameError("subject", subject, known)
    return label


def _label(context: Context, rule: Rule, subject: str) -> str | None:
    """Return a row's id with its name; `None` where no collection has such a row."""
    for collection in dict.fromkeys([rule.over, *SINGULAR]):
        table = context.chain.tables.get(collection)
        if table is not None and subject in table.positions:
            column = next((name for name in ("name", "title") if name in table.columns), None)
            said = None if column is None else table.columns[column][table.positions[subject]]
            return named(subject, said or subject)
    return None


def _claim(rule: Rule, name: str, *, speaks: bool) -> Text:
    zh, en = ("列出", "lists") if speaks else ("没有列出", "does not list")
    return Text(
        zh=f"{rule.code}（{rule.title.zh}）{zh}“{name}”", en=f"{rule.code} ({rule.title.en}) {en} {name!r}"
    )


_NOT_ASKED = Text(zh="本次没有核对这一项", en="this rule was not asked this time")
_LOOKED = Text(
    zh="已经核对，没有符合这一项所述的情形；说明见 explain",
    en="it was looked at, and nothing of the kind was found; see explain",
)


def _reason(absent: Text) -> Text:
    return Text(zh=f"本次不作核对：{absent.zh}", en=f"not applicable: {absent.en}")


def _steps(context: Context, rule: Rule, subject: str) -> tuple[Explanation, ...]:
    """Return the conditions of a rule up to the first that does not hold of the row."""
    position = context.table(rule.over).positions.get(subject, -1)
    if rule.conditions is None or position < 0:
        return (Explanation(_LOOKED),)
    steps: list[Explanation] = []
    for condition in rule.conditions(context):
        holds = bool(condition.holds[position])
        steps.append(_step(condition, position, holds=holds))
        if not holds:
            break
    return tuple(steps)


def _step(condition: Condition, position: int, *, holds: bool) -> Explanation:
    zh, en = ("是", "yes") if holds else ("否，这一项因此不列出", "no, so the rule is silent")
    words = Text(zh=f"{condition.text.zh}：{zh}", en=f"{condition.text.en}: {en}")
    return Explanation(words, fact=condition.said(position))
