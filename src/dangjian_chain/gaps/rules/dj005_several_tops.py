"""DJ005 several-tops: 最上级组织不止一个."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    silent = _only_guiding(context)
    roots = np.flatnonzero(context.arrays.hierarchy.is_root).tolist()
    kinds = context.table("organizations").column("kind")
    tops = [row for row in roots if row not in silent and kinds[row] not in {"unit", "working_group"}]
    if len(tops) > 1:
        yield Hit(
            organization="",
            subject=";".join(context.organization(row) for row in tops),
            words={"count": len(tops), "roots": context.name_list(tops)},
            row=("organizations", tops[0]),
        )


def _only_guiding(context: Context) -> set[int]:
    """Return the organizations that guide others, lead none and start no duty."""
    named = guides(context)
    if not named:
        return set()
    positions = context.table("organizations").positions
    counts = context.arrays.hierarchy.child_counts
    alone = (positions[id_] for id_ in named - origins(context) if id_ in positions)
    return {row for row in alone if not counts[row]}


def guides(context: Context) -> set[str]:
    """Return the ids that organizations in force name as guides."""
    held = context.table("organizations").columns.get("guided_by")
    if held is None:
        return set()
    return {guide for several in held[context.in_force("organizations")] for guide in several or ()}


def origins(context: Context) -> set[str]:
    """Return the ids that duties name as their origin."""
    return {origin for duty in context.cascade.duties.values for origin in duty.origin}


RULE = Rule(
    code="DJ005",
    name="several-tops",
    severity=Severity.WARNING,
    citations=("one_superior",),
    title=Text(zh="最上级组织不止一个", en="More than one top"),
    message=Text(
        zh="没有登记上级的组织有{count}个：{roots}。",
        en="{count} organizations name no superior: {roots}.",
    ),
    explanation=Text(
        zh="清点没有登记上级的组织，多于一个的合并列为一项。漏填上级的组织会被看作最上级组织，"
        "上面分解的事项就到不了它和它的下级。单位（部门）、领导小组，以及没有下级、"
        "只作指导单位又不下达事项的组织不计；名册本来就包含几个互不隶属的单位的，保留即可。"
        "依据是责任链的定义，不是条文规定。",
        en="Counts the organizations that name no superior, and lists them as one gap where there is more "
        "than one. An organization that merely lacks its superior is taken for a top, and no duty from "
        "above comes down to it. Units, working groups, and organizations without subordinates that "
        "only guide others and hand down no duty are not counted; a roster that holds several "
        "independent units may stay as it is. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对是否有组织漏填上级；确为几个互不隶属的单位的，可保留并注明。",
        en="Check whether one of them lacks its superior; if they are independent units, leave it so and "
        "say so.",
    ),
    bad="""\
organizations:
- {id: J, name: 示例局党委, kind: committee}
- {id: D1, name: 示例大队党委, kind: committee}
""",
    good="""\
organizations:
- {id: J, name: 示例局党委, kind: committee}
- {id: D1, name: 示例大队党委, kind: committee, superior: J}
""",
    find=find,
    columns=("superior",),
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.WEAKENED,
)
