"""DJ003 superior-loop: 隶属关系互相指向."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for circle in context.arrays.hierarchy.loops:
        if len(circle) > 1:
            ids = [context.organization(row) for row in circle]
            yield Hit(
                organization=ids[0],
                subject=";".join(ids),
                words={"members": context.name_list(circle)},
                row=("organizations", circle[0]),
            )


RULE = Rule(
    code="DJ003",
    name="superior-loop",
    severity=Severity.ERROR,
    citations=("one_superior",),
    title=Text(zh="隶属关系互相指向", en="A circle of superiors"),
    message=Text(
        zh="{members}的上级登记互相指向，隶属关系无法确定。",
        en="The superiors of {members} point at one another; their place in the hierarchy cannot be told.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对后为其中一个组织改填实际上级。",
        en="Check them, and enter the real superior of one of them.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ORGANIZATIONS,),
)
