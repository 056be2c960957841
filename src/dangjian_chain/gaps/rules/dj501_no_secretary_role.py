"""DJ501 no-secretary-role: 未设书记岗位."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
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
        zh="核对各组织的岗位名册有没有相应的负责岗位：党小组为组长，党委、党总支、党支部、工委、党组、"
        "纪委为书记。没有这个岗位，第一责任就无处可落，任免、考核也无从对应。单位（部门）、"
        "领导小组不要求；岗位已设而无人在任的，见DJ502、DJ503。"
        "《中国共产党支部工作条例（试行）》第二十条规定党支部设书记，第十三条规定党小组设组长；"
        "其他组织的书记岗位出自责任链的定义。",
        en="Looks for the role that each kind of organization needs: a group leader in a group, a "
        "secretary in every other Party organization. Without it first responsibility comes down to "
        "nobody, and appointments and appraisals have nothing to attach to. Units and working groups "
        "need none; a role that exists and nobody holds is DJ502 or DJ503. Art. 20 of the Branch Work "
        "Regulations names the secretary of a branch, Art. 13 the leader of a group; the secretaries "
        "of other organizations follow from the definition of a chain.",
    ),
    remedy=Text(
        zh="请核对岗位是否漏登；确未设置的，建议按程序明确。",
        en="Check whether it is missing from the roster; if it was never set up, do so by procedure.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-2, organization: Z1, kind: organization_member}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
""",
    find=find,
    needs=(Data.ROLES,),
    symptom=Symptom.WEAKENED,
)
