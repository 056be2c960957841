"""DJ504 committee-required: 应设未设支部委员会."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    figures, least = context.figures, context.limit("branch_committee_threshold")
    yield Condition(
        Text(zh="是当日在册的党支部", en="it is a branch in force"), figures.of_kind("branch") & figures.alive
    )
    yield Condition(
        Text(zh="未登记为临时党支部", en="it is not entered as temporary"), ~figures.flag("temporary")
    )
    yield Condition(
        Text(
            zh="正式党员达到应当设立支部委员会的人数", en="it has the full members that require a committee"
        ),
        figures.full_members >= least.values,
        figures.compared("full_members", Text(zh="正式党员|名", en="full members|"), least),
    )
    yield Condition(
        Text(zh="岗位名册中没有支部委员", en="no committee member is among its roles"),
        ~context.arrays.has_committee,
    )


def find(context: Context) -> Iterator[Hit]:
    least, listed = context.limit("branch_committee_threshold"), _has_roles(context)
    for branch in meeting(conditions(context)):
        id_ = context.organization(branch)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[branch],
                "full": context.figures.said("full_members", branch),
            },
            row=("organizations", branch),
            held=least.held(branch),
            # Where no role at all is on the list, the secretary's is the first that is missing.
            after=() if listed[branch] else (("DJ501", id_, id_, ""),),
        )


def _has_roles(context: Context) -> Bools:
    """Return which organizations have a role in force of their own."""
    owner = context.arrays.role_organization
    found = np.zeros(len(context.table("organizations")), dtype=bool)
    found[owner[context.figures.roles_alive & (owner >= 0)]] = True
    return found


RULE = Rule(
    code="DJ504",
    name="committee-required",
    severity=Severity.ERROR,
    citations=("branch_committee_threshold",),
    title=Text(zh="应设未设支部委员会", en="A branch committee is required and not seen"),
    message=Text(
        zh="{organization}现有正式党员{full}名，已达到设立支部委员会的人数，岗位名册中未见支部委员岗位。",
        en="{organization} has {full} full members, enough for a branch committee; its roles show no member of one.",
    ),
    explanation=Text(
        zh="在当日在册的党支部中，找出正式党员已达到应当设立支部委员会的人数、岗位名册中又没有组织委员、宣传委员、"
        "纪检委员或者委员岗位的。《中国共产党支部工作条例（试行）》第二十条以正式党员7人以上为准，预备党员不计；"
        "人数不足的党支部不设支部委员会，不作要求。临时党支部不在此列，正式党员没有填写的不作比较。岗位已设、"
        "暂时无人的不属于这一项。",
        en="Looks for branches in force with the full members that require a branch committee, whose roles hold "
        "no organization, publicity, discipline or other committee member. Art. 20 of the Branch Work Regulations "
        "says so from seven full members on; probationary members do not count, and of branches with fewer "
        "nothing is asked. Temporary branches are left out, and where no count is entered nothing is compared. A "
        "post that exists and is vacant is another matter.",
    ),
    remedy=Text(
        zh="请核对岗位名册是否漏登；确未设立的，建议按程序选举产生支部委员会，已有安排的注明即可。",
        en="Check whether roles were left off the list; if not, propose an election by the usual steps, or note "
        "the one under way.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 8, full_members: 7}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 8, full_members: 6}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ROLES,),
    reads=("organizations.full_members",),
    parameters=("branch_committee_threshold",),
    beside=("DJ506",),
    columns=("full_members",),
    symptom=Symptom.WEAKENED,
)
