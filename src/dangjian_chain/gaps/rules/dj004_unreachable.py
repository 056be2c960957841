"""DJ004 unreachable: 隶属关系未接到上级."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Key, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    hierarchy = arrays.hierarchy
    broken = _where_it_breaks(context)
    lost = np.flatnonzero(hierarchy.in_force & ~hierarchy.reachable).tolist()
    causes = _causes(context, lost, broken)
    for row in lost:
        if row not in broken:
            cause, key = causes[row], broken[causes[row]]
            id_ = context.organization(row)
            yield Hit(
                organization=id_,
                subject=id_,
                words={"organization": context.names[row], "cause": context.names[cause]},
                row=("organizations", row),
                after=(key,),
            )


def _where_it_breaks(context: Context) -> dict[int, Key]:
    """Return the organizations whose own superior is the cause, with the key of that gap."""
    arrays = context.arrays
    hierarchy = arrays.hierarchy
    superiors = context.table("organizations").column("superior")
    broken: dict[int, Key] = {}
    alone = hierarchy.in_force & arrays.superior_named & (hierarchy.superior < 0)
    for row in np.flatnonzero(alone).tolist():
        id_ = context.organization(row)
        known = arrays.superior_known[row] >= 0
        broken[row] = ("DJ008", id_, id_, "") if known else ("DJ001", id_, superiors[row], "")
    for circle in hierarchy.loops:
        ids = [context.organization(row) for row in circle]
        key = ("DJ002", ids[0], ids[0], "") if len(circle) == 1 else ("DJ003", ids[0], ";".join(ids), "")
        broken |= dict.fromkeys(circle, key)
    return broken


def _causes(context: Context, lost: list[int], broken: dict[int, Key]) -> dict[int, int]:
    """Return the broken organization at or above each lost one; every step up is taken once."""
    superior = context.arrays.hierarchy.superior
    known = {row: row for row in broken}
    for row in lost:
        passed = []
        here = row
        while here not in known:
            passed.append(here)
            here = int(superior[here])
        known |= dict.fromkeys(passed, known[here])
    return known


RULE = Rule(
    code="DJ004",
    name="unreachable",
    severity=Severity.ERROR,
    citations=("one_superior",),
    title=Text(zh="隶属关系未接到上级", en="Not connected to a top"),
    message=Text(
        zh="从最上级组织逐级往下，未能到达“{organization}”（中断处：{cause}）。",
        en="No unbroken line leads from a top to {organization} (it breaks at {cause}).",
    ),
    explanation=Text(
        zh="从最上级组织沿当日有效的隶属关系逐级往下，未能到达的组织列出，并注明中断处。"
        "上面分解的事项到不了这些组织，有关责任分解的核对项对其暂不作判断。中断处本身由DJ001、DJ002、"
        "DJ003、DJ008说明，不重复计列；中断处改正后，本项随之消除。依据是责任链的定义，不是条文规定。",
        en="Goes down from the tops over superiors in force, and lists the organizations that are not "
        "met, with the place where the line breaks. No duty comes down to them, and the rules on "
        "duties say nothing there. The break itself is DJ001, DJ002, DJ003 or DJ008 and not counted "
        "again; once it is mended, this goes by itself. The basis is the definition of a chain, not a "
        "provision.",
    ),
    remedy=Text(
        zh="请先核对中断处的上级登记；改正后本项随之消除。",
        en="Check the superior entered where the line breaks; this then goes by itself.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D9}
- {id: D1-01-1, name: 示例一支部第一小组, kind: group, superior: D1-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-01-1, name: 示例一支部第一小组, kind: group, superior: D1-01}
""",
    find=find,
    columns=("superior",),
    beside=("DJ001",),
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.WEAKENED,
)
