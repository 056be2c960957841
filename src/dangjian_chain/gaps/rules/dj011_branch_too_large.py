"""DJ011 branch-too-large: 党支部党员人数偏多."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    figures, cap = context.figures, context.limit("branch_max_members")
    yield Condition(
        Text(zh="是当日在册的党支部", en="it is a branch in force"), figures.of_kind("branch") & figures.alive
    )
    yield Condition(
        Text(zh="党员人数超过一般上限", en="it has more members than the soft cap"),
        figures.members > cap.values,
        figures.compared("members", Text(zh="党员|名", en="members|"), cap),
    )


def find(context: Context) -> Iterator[Hit]:
    cap = context.limit("branch_max_members")
    for branch in meeting(conditions(context)):
        id_ = context.organization(branch)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[branch],
                "members": context.figures.said("members", branch),
                "cap": cap.said(branch),
            },
            row=("organizations", branch),
            held=cap.held(branch),
        )


RULE = Rule(
    code="DJ011",
    name="branch-too-large",
    severity=Severity.WARNING,
    citations=("branch_max_members",),
    title=Text(zh="党支部党员人数偏多", en="A branch with many members"),
    message=Text(
        zh="{organization}登记党员{members}名，一般不超过{cap}名。",
        en="{organization} has {members} members; generally there are no more than {cap}.",
    ),
    explanation=Text(
        zh="比较党支部的党员人数（含预备党员）与一般上限。《中国共产党支部工作条例（试行）》第四条说的是"
        "“一般不超过”，超过的不等于不合规定：离退休等支部常有合理原因，注明即可。"
        "党员人数没有填写的不作比较。",
        en="Compares the members of a branch, probationary ones included, with the soft cap. Art. 4 of the "
        "Branch Work Regulations says that a branch generally does not exceed it; above it there may be good "
        "reason, in branches of retired members for one. Where no count is entered nothing is compared.",
    ),
    remedy=Text(
        zh="建议结合实际研究是否分设党支部或划分党小组；有合理原因的，注明即可。",
        en="Consider two branches, or groups; where there is good reason, note it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, unit_type: public_institution, members: 51, full_members: 48}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, unit_type: public_institution, members: 50, full_members: 48}
""",
    find=find,
    conditions=conditions,
    needs=(Data.MEMBER_COUNTS,),
    parameters=("branch_max_members",),
    columns=("members",),
    symptom=Symptom.WEAKENED,
)
