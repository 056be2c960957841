"""DJ103 several-first-responsible: 第一责任人不唯一."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.pairs import DeclaredPairs
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Function, Responsibility, Severity
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.bearing import FUNCTIONS
from dangjian_chain.propagation.declaring import BOTH
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    lines = DeclaredPairs(context)
    roles = _first_roles(context)
    several = np.zeros(context.cascade.shape, dtype=bool)
    for duty, organization in roles:
        several[duty, organization] = True
    several &= context.cascade.speaking
    for duty, organization in np.argwhere(several).tolist():
        named = roles[duty, organization]
        words = {"count": len(named), "roles": context.role_list(named)}
        lines.words[duty, organization] = words
    yield from lines.hits(several, {"count": "", "roles": ""}, only=Responsibility.FIRST)


def _first_roles(context: Context) -> dict[tuple[int, int], list[int]]:
    """Return the first responsible roles of each pair that has more than it may."""
    cascade = context.cascade
    rows = cascade.rows
    first = np.flatnonzero(rows.is_(Responsibility.FIRST) & (rows.role >= 0) & cascade.counts)
    held: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
    for row in first.tolist():
        both = held.setdefault((int(rows.duty[row]), int(rows.organization[row])), (set(), set()))
        for function, roles in enumerate(both):
            if rows.function[row] in {BOTH, function}:
                roles.add(int(rows.role[row]))
    found = {}
    for (duty, organization), both in held.items():
        excess = [
            roles for function, roles in enumerate(both) if len(roles) > _allowed(cascade, duty, FUNCTIONS[function])
        ]
        if excess:
            found[duty, organization] = sorted(set().union(*excess))
    return found


def _allowed(cascade: CascadeArrays, duty: int, function: Function) -> int:
    joint = cascade.duties.spec(duty, function).kinds(Responsibility.FIRST)
    return max((len(kinds) for kinds in joint), default=1)


RULE = Rule(
    code="DJ103",
    name="several-first-responsible",
    severity=Severity.ERROR,
    citations=("clear_bearer", "secretary_first_responsible"),
    title=Text(zh="第一责任人不唯一", en="More than one first responsible"),
    message=Text(
        zh="{organization}的“{duty}”列有{count}个第一责任人（{roles}）。",
        en="{organization} lists {count} first responsible roles for {duty!r} ({roles}).",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="建议明确一个；确属党政同责的，请在清单中注明。",
        en="Settle on one; if two are responsible together by rule, say so in the list.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ROLES,),
)
