"""DJ006 impossible-nesting: 隶属层级不相符."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.kind import ANY, LEADING, Kind
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    hierarchy = arrays.hierarchy
    kinds = list(arrays.organization_kinds.values())
    allowed = np.array([[_may_stand(below, above) for above in kinds] for below in kinds], dtype=bool)
    placed = hierarchy.in_force & (hierarchy.superior >= 0)
    for circle in hierarchy.loops:
        placed[circle] = False
    rows = np.flatnonzero(placed)
    wrong = rows[~allowed[arrays.kind[rows], arrays.kind[hierarchy.superior[rows]]]]
    for row in wrong.tolist():
        above = int(hierarchy.superior[row])
        id_ = context.organization(row)
        words = {
            "organization": context.names[row],
            "kind": kinds[arrays.kind[row]].label,
            "superior": context.names[above],
            "above": kinds[arrays.kind[above]].label,
        }
        yield Hit(organization=id_, subject=id_, words=words, row=("organizations", row))


def _may_stand(below: Kind, above: Kind) -> bool:
    under = below.under
    return not under or ANY in under or above.id in under or (LEADING in under and above.leads)


RULE = Rule(
    code="DJ006",
    name="impossible-nesting",
    severity=Severity.ERROR,
    citations=("branch_under_committee",),
    title=Text(zh="隶属层级不相符", en="A kind that may not stand there"),
    message=Text(
        zh="“{organization}”（{kind}）登记在“{superior}”（{above}）之下，与组织设置层级不一致。",
        en="{organization} ({kind}) is entered below {superior} ({above}), where its kind does not stand.",
    ),
    explanation=Text(
        zh="对照各组织的类别与其上级的类别：党委、党总支、工委、党组在党委、工委或党组之下，党支部在党委、"
        "党总支、工委或党组之下，党小组在党支部之下，纪委在党委、工委或上级纪委之下，"
        "单位（部门）在单位或领导下级的党组织之下。层级不相符时，事项会沿着实际不存在的关系逐级分解。"
        "领导小组设在哪里都可以；自定义类别按其写明的范围核对，上级未查到的不核对。党章规定，基层党委、"
        "党总支、党支部根据工作需要和党员人数、经上级党组织批准设立（条号待核）；哪一类可在哪一类之下，"
        "出自责任链的定义。",
        en="Compares the kind of each organization with that of its superior: committees, general "
        "branches, work committees and leading members' groups stand under a committee, work committee "
        "or leading members' group, a branch also under a general branch, a group under a branch, a "
        "discipline commission under a committee, work committee or another commission, a unit under a "
        "unit or any Party organization that leads. Where they do not fit, duties are handed down over "
        "a relation that does not exist. Working groups may stand anywhere, kinds of the unit's own as "
        "they say themselves. The Party Constitution sets committees, general branches and branches up "
        "by need and member count, with the superior's approval (article not verified); which kind "
        "stands under which follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="请核对组织类别和上级；按实际隶属关系更正其一。",
        en="Check its kind and its superior, and correct whichever is not as it is.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-01-1, name: 示例一支部第一小组, kind: group, superior: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-01-1, name: 示例一支部第一小组, kind: group, superior: D1-01}
""",
    find=find,
    columns=("superior", "kind"),
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.WEAKENED,
)
