"""DJ506 committee-incomplete: 支委分工不齐."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.figures import COMMITTEE_POSTS
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    figures = context.figures
    yield Condition(
        Text(zh="是当日在册的党支部", en="it is a branch in force"), figures.of_kind("branch") & figures.alive
    )
    yield Condition(
        Text(zh="未登记为临时党支部", en="it is not entered as temporary"), ~figures.flag("temporary")
    )
    yield Condition(
        Text(zh="设有或者应当设立支部委员会", en="it has a committee, or must have one"),
        context.arrays.has_committee | figures.must_have_committee,
    )
    yield Condition(
        Text(zh="正式党员没有少到可以不设支委会", en="its full members are not so few that it needs none"),
        ~figures.is_below_committee,
    )
    lacking = _lacking(context)
    yield Condition(
        Text(
            zh="组织、宣传、纪检委员岗位不齐",
            en="a post of organization, publicity or discipline member is missing",
        ),
        np.logical_or.reduce(list(lacking.values())),
    )


def _lacking(context: Context) -> dict[str, Bools]:
    """Return, by kind of post, which organizations have no role of it in force; of no kind that is entered nowhere."""
    nowhere = context.figures.posts_nowhere
    lacking = {kind: context.figures.count_roles([kind]) == 0 for kind in COMMITTEE_POSTS}
    return {kind: where & (kind not in nowhere) for kind, where in lacking.items()}


def find(context: Context) -> Iterator[Hit]:
    nowhere = context.figures.posts_nowhere
    if nowhere:
        kinds = context.kind_list(nowhere)
        reason = Text(
            zh=f"没有一个支部委员会登记{kinds.zh}岗位，视为没有这项资料",
            en=f"no branch committee enters a post of {kinds.en}, so that is data the chain does not have",
        )
        context.notes.append(NotChecked("DJ506", reason))
    lacking = _lacking(context)
    for branch in meeting(conditions(context)):
        id_ = context.organization(branch)
        missing = [kind for kind, where in lacking.items() if where[branch]]
        yield Hit(
            organization=id_,
            subject=id_,
            words={"organization": context.names[branch], "posts": context.kind_list(missing)},
            row=("organizations", branch),
            after=(("DJ504", id_, id_, ""),),
        )


RULE = Rule(
    code="DJ506",
    name="committee-incomplete",
    severity=Severity.WARNING,
    citations=("branch_committee_posts", "clear_bearer"),
    title=Text(zh="支委分工不齐", en="A branch committee with a post missing"),
    message=Text(
        zh="{organization}的岗位名册中未见{posts}岗位。", en="The roles of {organization} show no {posts}."
    ),
    explanation=Text(
        zh="核对设有支部委员会、或者正式党员已达到应当设立人数的党支部，组织委员、宣传委员、纪检委员岗位是否都有；"
        "一人可以兼任几项，设了岗位、暂时无人的不属于这一项。缺了哪一项，这一方面的工作就没有明确的岗位承担。"
        "《中国共产党支部工作条例（试行）》第二十条列明了支部委员会的分工；分工落到岗位，出自责任链的定义。"
        "不设支部委员会的、正式党员不足7人的党支部和临时党支部不作要求。",
        en="Looks whether a branch that has a committee, or the full members that require one, has the posts of "
        "organization, publicity and discipline member; one person may hold several, and a post that exists and "
        "is vacant is another matter. Where one is missing, no post bears that side of the work. Art. 20 of the "
        "Branch Work Regulations names the posts; that work rests on a post follows from the definition of a "
        "chain. Nothing is asked of branches without a committee, with fewer than seven full members, and of temporary ones.",
    ),
    remedy=Text(
        zh="请核对岗位名册是否漏登；可由现有支委兼任，在支委会上明确分工即可，不必另做材料。",
        en="Check whether roles were left off the list; a member may hold several, and settling it in a committee "
        "meeting is enough.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 8, full_members: 7}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 8, full_members: 7}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
- {id: Z1-4, organization: Z1, kind: discipline_member}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ROLES,),
    symptom=Symptom.WEAKENED,
)
