"""Paths as a plain document for programs in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dangjian_chain.foot import FOOT
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.accountability.path import AccountabilityPath
    from dangjian_chain.accountability.paths import AccountabilityPaths
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
    places = {_key(step): place for place, step in enumerate(paths.steps)}
    shown = paths[0].steps if len(paths) == 1 else paths.steps
    if len(paths) == 1:
        places = {_key(step): place for place, step in enumerate(shown)}
    return {
        "schema": "dangjian-chain/accountability/1",
        "candidate": True,
        "at": str(paths.day),
        "duty": paths.duty,
        "title": paths.title,
        "organization": paths.organization,
        "organization_name": paths.organization_name,
        "start": paths.start,
        # Programs read numbers as they can; the exact count may be longer than any of theirs.
        "count": str(paths.count),
        "listed": len(paths),
        "truncated": paths.truncated,
        "no_bypass": list(paths.no_bypass),
        "not_followed": [list(edge) for edge in paths.not_followed],
        "steps": [_step(step) for step in shown],
        "paths": [_path(path, places) for path in paths],
        "why_not": None if paths.count else _tree(paths),
        **_said("foot", FOOT),
    }


def _key(step: PathStep) -> tuple[str, str, str | None]:
    return step.organization, step.relation, step.below


def _path(path: AccountabilityPath, places: dict[tuple[str, str, str | None], int]) -> list[int]:
    return [places[_key(step)] for step in path.steps]


def _tree(paths: AccountabilityPaths) -> Document:
    return _said("claim", paths.why_not().claim) | {
        "children": [_said("claim", node.claim) for depth, node in paths.why_not().walk() if depth]
    }


def _step(step: PathStep) -> Document:
    return {
        "organization": step.organization,
        "organization_name": step.name,
        "relation": step.relation,
        "below": step.below,
        "state": str(step.state),
        **_said("fact", step.fact),
        "citations": [_citation(one) for one in step.citations],
        "answerers": [_answerer(one) for one in step.answerers],
        "breaks": [_statement(one) for one in step.breaks],
        "notes": [_statement(one) for one in step.notes],
    }


def _answerer(one: Answerer) -> Document:
    return {
        "organization": one.organization,
        "role": one.role,
        **_said("name", one.name),
        "liability": None if one.liability is None else str(one.liability),
        **_said("reason", one.reason),
        "vacant": one.is_vacant,
        "vacant_since": None if one.vacant_since is None else str(one.vacant_since),
        "filled_by": one.filled_by,
        "excluded": one.is_excluded,
        "persons": list(one.persons),
        "citations": [_citation(citation) for citation in one.citations],
    }


def _statement(one: Statement) -> Document:
    return {
        "kind": one.kind,
        **_said("text", one.text),
        "citations": [_citation(citation) for citation in one.citations],
    }


def _citation(citation: Citation) -> Document:
    return {
        "key": citation.key,
        "instrument": citation.instrument.code,
        "article": citation.article,
        "status": str(citation.status),
        **_said("text", Text(zh=citation.say("zh"), en=citation.say("en"))),
    }


def _said(name: str, text: Text) -> Document:
    return {f"{name}_zh": text.zh, f"{name}_en": text.en}
