"""DJ003 superior-loop: 隶属关系互相指向."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
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
        zh="沿登记的上级逐级往上查，又回到出发组织的，把途经各组织列为一项。互相指向时分不清由谁领导谁，"
        "这些组织及其以下都接不到最上级组织。指导单位（双重管理）不参与隶属关系，"
        "与上级来回指向也不在此列。依据是责任链的定义，不是条文规定。",
        en="Follows the superiors upward, and lists as one gap the organizations through which the line "
        "comes back to where it began. In a circle nobody can tell who leads whom, and no line from a "
        "top leads there or further down. Guides are no part of the hierarchy: one that points back is "
        "no gap. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对后为其中一个组织改填实际上级。",
        en="Check them, and enter the real superior of one of them.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-0, name: 示例党总支, kind: general_branch, superior: D1-01}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1-0}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-0, name: 示例党总支, kind: general_branch, superior: D1}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1-0}
""",
    find=find,
    columns=("superior",),
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.WEAKENED,
)
