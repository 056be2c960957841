"""Paths as the text of a Mermaid flow chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dangjian_chain.accountability.reasons import degree_of, relation_label
from dangjian_chain.accountability.step import GUIDES
from dangjian_chain.explanation import mermaid_text
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
    steps: dict[str, list[PathStep]] = {}
    for step in paths.shown:
        steps.setdefault(step.organization, []).append(step)
    shown = {one: min(held, key=lambda step: _URGENCY.index(step.state)) for one, held in steps.items()}
    nodes = {organization: f"n{number}" for number, organization in enumerate(shown)}
    lines = ["flowchart BT"]
    lines += [
        f'  {nodes[organization]}["{_label(shown[organization], held, lang)}"]'
        for organization, held in steps.items()
    ]
    for step in paths.shown:
        if step.below is not None:
            arrow = "-.->" if step.relation == GUIDES else "-->"
            word = relation_label(step.relation).of(lang)
            lines.append(f"  {nodes[step.below]} {arrow}|{word}| {nodes[step.organization]}")
    if not paths.shown:
        lines.append(f'  n0["{mermaid_text(paths.why_not().claim.of(lang))}"]')
    for state, style in _STYLES.items():
        here = [nodes[organization] for organization, step in shown.items() if step.state is state]
        if here:
            lines += [f"  classDef {state} {style}", f"  class {','.join(here)} {state}"]
    lines += [f'  foot["{mermaid_text(FOOT.of(lang))}"]', "  style foot fill:none,stroke:none,color:#555"]
    return "\n".join(lines)


_URGENCY = (
    State.ACCOUNTABLE,
    State.NOT_PERFORMED,
    State.NOT_RECORDED,
    State.UNKNOWN,
    State.DISCHARGED,
    State.PERFORMED,
)


def _label(shown: PathStep, steps: Sequence[PathStep], lang: Lang) -> str:
    """Return what stands in a node: name and state, then whoever stands there and what is broken, each once."""
    mark = "：" if lang == "zh" else ": "
    lines = [shown.name, shown.state.label.of(lang)]
    for step in steps:
        lines += [f"{one.name.of(lang)}{mark}{degree_of(one, step).of(lang)}" for one in step.answerers]
        lines += [one.text.of(lang) for one in step.breaks]
    return "<br/>".join(map(mermaid_text, dict.fromkeys(lines)))
