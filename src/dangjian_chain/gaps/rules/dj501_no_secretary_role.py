"""DJ501 no-secretary-role: 未设书记岗位."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    present = np.zeros(len(arrays.needed), dtype=bool)
    present[arrays.role_organization[arrays.is_needed_kind & context.in_force("roles")]] = True
    bare = context.in_force("organizations") & (arrays.needed >= 0) & ~present
    kinds, roles = list(arrays.organization_kinds.values()), list(arrays.role_kinds.values())
    for row in np.flatnonzero(bare).tolist():
        id_ = context.organization(row)
        words = {
            "organization": context.names[row],
            "kind": kinds[arrays.kind[row]].label,
            "role": roles[arrays.needed[row]].label,
        }
        yield Hit(organization=id_, subject=id_, words=words, row=("organizations", row))


RULE = Rule(
    code="DJ501",
    name="no-secretary-role",
    severity=Severity.ERROR,
    citations=("branch_committee_posts", "group_when"),
    title=Text(zh="未设书记岗位", en="The needed role is not set up"),
    message=Text(
        zh="{organization}（{kind}）的岗位名册中未见{role}岗位。",
        en="The roster of {organization} ({kind}) shows no {role}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对岗位是否漏登；确未设置的，建议按程序明确。",
        en="Check whether it is missing from the roster; if it was never set up, do so by procedure.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ROLES,),
)
