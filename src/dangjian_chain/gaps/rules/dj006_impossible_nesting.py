"""DJ006 impossible-nesting: 隶属层级不相符."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.kind import ANY, LEADING, Kind
from dangjian_chain.model.vocabulary import Severity
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
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对组织类别和上级；按实际隶属关系更正其一。",
        en="Check its kind and its superior, and correct whichever is not as it is.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ORGANIZATIONS,),
)
