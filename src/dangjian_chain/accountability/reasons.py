"""Reasons of a path as trees, made when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.accountability.step import GUIDES, OWNS
from dangjian_chain.explanation import Explanation
from dangjian_chain.model.vocabulary import Liability, State
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.accountability.standing import Standing
    from dangjian_chain.accountability.step import Answerer, PathStep, Statement

_RELATIONS = {
    OWNS: Text(zh="本级", en="owns it"),
    "leads": Text(zh="上级", en="leads"),
    GUIDES: Text(zh="指导", en="guides"),
}
_EXCLUDED = Text(zh="已排除", en="excluded")
_STANDS = Text(zh="有关岗位", en="stands here")
_ASK = Text(zh="可向其核实", en="may be asked")
_VACANT = Text(zh="空缺", en="vacant")


def step_reason(step: PathStep) -> Explanation:
    """Return what holds of a step, with who stands on it, breaks and notes below it."""
    relation, label = _RELATIONS[step.relation], step.state.label
    return Explanation(
        Text(zh=f"{step.name}（{relation.zh}）：{label.zh}", en=f"{step.name} ({relation.en}): {label.en}"),
        fact=step.fact,
        ground=step.ground(),
        children=(
            *(answerer_reason(one, step) for one in step.answerers),
            *(_statement(one) for one in (*step.breaks, *step.notes)),
        ),
    )


def answerer_reason(one: Answerer, step: PathStep) -> Explanation:
    """Return who stands on a step, in what degree, and why."""
    degree = degree_of(one, step)
    persons = f"（{'、'.join(one.persons)}）" if one.persons else ""
    english = f" ({', '.join(one.persons)})" if one.persons else ""
    return Explanation(
        Text(zh=f"{one.name.zh}{persons}：{degree.zh}", en=f"{one.name.en}{english}: {degree.en}"),
        fact=one.reason,
        ground=one.ground(),
    )


def degree_of(one: Answerer | Standing, step: PathStep | Standing) -> Text:
    """Return what a role's standing on a step is called; on the first step it is said with an if."""
    if one.is_excluded:
        return _EXCLUDED
    if one.is_vacant:
        return _VACANT
    if one.liability is None:
        return _ASK if step.state is State.NOT_RECORDED else _STANDS
    label = to_verify(one.liability)
    if step.relation == OWNS and one.liability is not Liability.SUPERVISORY:
        return Text(zh=f"如未开展，{label.zh}", en=f"if it failed, {label.en}")
    return label


def to_verify(liability: Liability) -> Text:
    """
    Return a degree as a candidate: to be verified.

    Examples
    --------
    >>> to_verify(Liability.MAIN).zh, to_verify(Liability.SUPERVISORY).zh
    ('主要领导责任（待核实）', '监督责任（履行情况待核实）')
    """
    label = liability.label
    zh = label.zh.removesuffix("）") + "待核实）" if label.zh.endswith("）") else f"{label.zh}（待核实）"
    return Text(zh=zh, en=f"{label.en}, to be verified")


def relation_label(relation: str) -> Text:
    """Return what a relation is called."""
    return _RELATIONS[relation]


def _statement(one: Statement) -> Explanation:
    return Explanation(one.text, ground=one.ground())
