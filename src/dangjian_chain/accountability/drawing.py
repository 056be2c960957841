"""Paths as the text of a Mermaid flow chart."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from dangjian_chain.accountability.reasons import degree_of, relation_label
from dangjian_chain.accountability.step import GUIDES
from dangjian_chain.foot import FOOT
from dangjian_chain.model.vocabulary import State
from dangjian_chain.text import Lang

if TYPE_CHECKING:
    from dangjian_chain.accountability.paths import AccountabilityPaths
    from dangjian_chain.accountability.step import PathStep

_STYLES = {
    State.ACCOUNTABLE: "fill:#f6e3dc,stroke:#9a4a2f",
    State.NOT_PERFORMED: "fill:#f6e3dc,stroke:#9a4a2f",
    State.NOT_RECORDED: "fill:#fbf0d4,stroke:#a97b16",
    State.DISCHARGED: "fill:#e4efe4,stroke:#4d7a4d",
    State.PERFORMED: "fill:#e4efe4,stroke:#4d7a4d",
    State.UNKNOWN: "fill:#f2f2f2,stroke:#8a8a8a",
}


def mermaid(paths: AccountabilityPaths, lang: Lang) -> str:
    """
    Return every step once, from the owner at the bottom up; guiding lines are dotted.

    An organization that stands above several has one node: its state is the one
    that most needs verifying.
    """
    shown: dict[str, PathStep] = {}
    for step in paths.steps:
        held = shown.setdefault(step.organization, step)
        if _URGENCY.index(step.state) < _URGENCY.index(held.state):
            shown[step.organization] = step
    nodes = {organization: f"n{number}" for number, organization in enumerate(shown)}
    lines = ["flowchart BT"]
    lines += [f'  {nodes[organization]}["{_label(step, lang)}"]' for organization, step in shown.items()]
    for step in paths.steps:
        if step.below is not None:
            arrow = "-.->" if step.relation == GUIDES else "-->"
            word = relation_label(step.relation).of(lang)
            lines.append(f"  {nodes[step.below]} {arrow}|{word}| {nodes[step.organization]}")
    if not paths.steps:
        lines.append(f'  n0["{_escaped(paths.why_not().claim.of(lang))}"]')
    for state, style in _STYLES.items():
        here = [nodes[organization] for organization, step in shown.items() if step.state is state]
        if here:
            lines += [f"  classDef {state} {style}", f"  class {','.join(here)} {state}"]
    lines += [f'  foot["{_escaped(FOOT.of(lang))}"]', "  style foot fill:none,stroke:none,color:#555"]
    return "\n".join(lines)


_URGENCY = (
    State.ACCOUNTABLE,
    State.NOT_PERFORMED,
    State.NOT_RECORDED,
    State.UNKNOWN,
    State.DISCHARGED,
    State.PERFORMED,
)


def _label(step: PathStep, lang: Lang) -> str:
    mark = "：" if lang == "zh" else ": "
    lines = [step.name, step.state.label.of(lang)]
    lines += [f"{one.name.of(lang)}{mark}{degree_of(one, step).of(lang)}" for one in step.answerers]
    lines += [one.text.of(lang) for one in step.breaks]
    return "<br/>".join(map(_escaped, lines))


def _escaped(words: str) -> str:
    return html.escape(" ".join(words.split())).replace("|", "&#124;")
