"""Paths as a plain document for programs in any language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dangjian_chain.foot import FOOT

if TYPE_CHECKING:
    from dangjian_chain.accountability.paths import AccountabilityPaths
    from dangjian_chain.accountability.standing import Standings
    from dangjian_chain.accountability.step import Answerer, PathStep, Statement
    from dangjian_chain.rulebook import Citation

Document = dict[str, Any]


def paths_document(paths: AccountabilityPaths) -> Document:
    """
    Return paths under the schema `dangjian-chain/accountability/1`.

    Every step stands once under `steps`; a path names its steps by their
    places there. Persons stand there only where they were asked for and there
    is one path.
    """
    shown = paths.shown
    places = {step.place: place for place, step in enumerate(shown)}
    return {
        "schema": "dangjian-chain/accountability/1",
        "candidate": True,
        "at": str(paths.day),
        "duty": paths.duty,
        "title": paths.title,
        "organization": paths.organization,
        "organization_name": paths.organization_name,
        "start": paths.start,
        # A text: the exact count may be longer than the numbers that programs read.
        "count": str(paths.count),
        "truncated": paths.truncated,
        "no_bypass": list(paths.no_bypass),
        "not_followed": [list(edge) for edge in paths.not_followed],
        "steps": [_step(step) for step in shown],
        "paths": [[places[step.place] for step in path.steps] for path in paths],
        "why_not": None if paths.count else paths.why_not().document(),
        "citations": [citation.document() for citation in sorted(_cited(shown), key=lambda one: one.key)],
        **FOOT.under("foot"),
    }


def standings_document(standings: Standings) -> Document:
    """Return where a role would stand on paths, and in which state; no persons."""
    return {
        "schema": "dangjian-chain/standings/1",
        "candidate": True,
        "at": str(standings.day),
        "role": standings.role,
        "standings": [
            {
                "duty": one.duty,
                "organization": one.organization,
                "step": one.step,
                "relation": one.relation,
                "below": one.below,
                "state": str(one.state),
                "liability": None if one.liability is None else str(one.liability),
                "vacant": one.is_vacant,
                "excluded": one.is_excluded,
                **one.fact.under("fact"),
                **one.ground.under("ground"),
            }
            for one in standings
        ],
        **standings.foot.under("foot"),
    }


def _cited(steps: Iterable[PathStep]) -> set[Citation]:
    cited: set[Citation] = set()
    for step in steps:
        statements = (*step.breaks, *step.notes)
        cited.update(
            step.citations, *(one.citations for one in step.answerers), *(one.citations for one in statements)
        )
    return cited


def _keys(citations: Iterable[Citation]) -> list[str]:
    return [citation.key for citation in citations]


def _step(step: PathStep) -> Document:
    return {
        "organization": step.organization,
        "organization_name": step.name,
        "relation": step.relation,
        "below": step.below,
        "state": str(step.state),
        **step.fact.under("fact"),
        "citations": _keys(step.citations),
        "answerers": [_answerer(one) for one in step.answerers],
        "breaks": [_statement(one) for one in step.breaks],
        "notes": [_statement(one) for one in step.notes],
    }


def _answerer(one: Answerer) -> Document:
    return {
        "organization": one.organization,
        "role": one.role,
        **one.name.under("name"),
        "liability": None if one.liability is None else str(one.liability),
        **one.reason.under("reason"),
        "vacant": one.is_vacant,
        "vacant_since": None if one.vacant_since is None else str(one.vacant_since),
        "filled_by": one.filled_by,
        "excluded": one.is_excluded,
        "persons": list(one.persons),
        "citations": _keys(one.citations),
    }


def _statement(one: Statement) -> Document:
    return {
        "kind": one.kind,
        **one.text.under("text"),
        "citations": _keys(one.citations),
    }
