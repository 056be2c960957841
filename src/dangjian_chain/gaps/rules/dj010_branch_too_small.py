"""DJ010 branch-too-small: 正式党员不足且未作调整."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    figures, least = context.figures, context.limit("branch_min_full_members")
    yield Condition(
        Text(zh="是当日在册的党支部", en="it is a branch in force"), figures.of_kind("branch") & figures.alive
    )
    yield Condition(
        Text(zh="未登记为临时党支部", en="it is not entered as temporary"), ~figures.flag("temporary")
    )
    yield Condition(Text(zh="未登记为联合党支部", en="it is not entered as joint"), ~figures.flag("joint"))
    yield Condition(
        Text(zh="正式党员少于成立党支部的人数", en="it has fewer full members than a branch needs"),
        figures.full_members < least.values,
        figures.compared("full_members", Text(zh="正式党员|名", en="full members|"), least),
    )


def find(context: Context) -> Iterator[Hit]:
    least = context.limit("branch_min_full_members")
    for branch in meeting(conditions(context)):
        id_ = context.organization(branch)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[branch],
                "full": context.figures.said("full_members", branch),
                "least": least.said(branch),
            },
            row=("organizations", branch),
            held=least.held(branch),
        )


RULE = Rule(
    code="DJ010",
    name="branch-too-small",
    severity=Severity.ERROR,
    citations=("branch_adjust_dissolve", "branch_min_full_members"),
    title=Text(zh="正式党员不足且未作调整", en="A branch with few full members, not adjusted"),
    message=Text(
        zh="{organization}登记正式党员{full}名，少于成立党支部的{least}名，未见登记为联合或者临时党支部。",
        en="{organization} has {full} full members, fewer than the {least} of a branch, and is entered neither "
        "as joint nor as temporary.",
    ),
    explanation=Text(
        zh="比较党支部的正式党员人数与成立党支部的人数，预备党员不计；登记为联合党支部、临时党支部的不在此列，"
        "正式党员没有填写的不作比较。《中国共产党支部工作条例（试行）》第四条以正式党员3人以上为应当成立党支部的"
        "人数，第七条（条号待核）要求不具备设置条件的党支部及时调整或者撤销。人数刚刚变动、正在研究调整的，"
        "注明即可。",
        en="Compares the full members of a branch with the number from which there is one; probationary members "
        "do not count, joint and temporary branches are left out, and where no count is entered nothing is "
        "compared. Art. 4 of the Branch Work Regulations requires a branch from three full members on; Art. 7 "
        "(article not verified) asks that one that no longer qualifies be adjusted or dissolved in time. Where "
        "a change is under way, noting it is enough.",
    ),
    remedy=Text(
        zh="请核对人数和设置形式；确已不足的，建议按程序研究调整设置，已有安排的注明即可。",
        en="Check the count and the form; if it is so, propose an adjustment by the usual steps, or note the one "
        "under way.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 5, full_members: 2}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 5, full_members: 3}
""",
    find=find,
    conditions=conditions,
    reads=("organizations.full_members",),
    parameters=("branch_min_full_members",),
    columns=("full_members", "joint", "temporary"),
    symptom=Symptom.WEAKENED,
)
