"""DJ102 no-first-responsible: 未明确第一责任人."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import evolve

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.pairs import DeclaredPairs
from dangjian_chain.gaps.rule import Data, Hit, Key, Rule
from dangjian_chain.model.vocabulary import Function, Responsibility, Severity
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    lines = DeclaredPairs(context)
    bare = lines.by_role & ~lines.first & _names_first(cascade) & cascade.speaking
    for hit in lines.hits(bare, {}):
        cause: Key = ("DJ125", hit.organization, str(Responsibility.FIRST), "")
        yield evolve(hit, after=(cause,) if hit.organization else ())


def _names_first(cascade: CascadeArrays) -> Bools:
    """Return where the duty names a first responsible for what the organization does."""
    duties = range(cascade.shape[0])
    named = np.zeros(cascade.shape, dtype=bool)
    for matrix, function in ((cascade.performs, Function.PERFORM), (cascade.manages, Function.MANAGE)):
        spec = [Responsibility.FIRST in cascade.duties.spec(duty, function) for duty in duties]
        named |= matrix & np.array(spec, dtype=bool).reshape(-1, 1)
    return named


RULE = Rule(
    code="DJ102",
    name="no-first-responsible",
    severity=Severity.ERROR,
    citations=("secretary_first_responsible", "supervision_first_responsible"),
    title=Text(zh="未明确第一责任人", en="Nobody is first responsible"),
    message=Text(
        zh="{organization}的“{duty}”尚未写明第一责任人。",
        en="{organization} names nobody as first responsible for {duty!r}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="建议明确到一个具体岗位。",
        en="Name one definite role.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.PERFORMERS, Data.ROLES,),
)
