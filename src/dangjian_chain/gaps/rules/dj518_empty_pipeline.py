"""DJ518 empty-pipeline: 后备力量不足."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.loads import DEPUTIES, stand_ins, within
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    yield Condition(
        Text(zh="是当日在册的书记岗位", en="it is a secretary's role in force"),
        context.figures.roles_of(("secretary",)) & context.figures.roles_alive,
    )
    yield Condition(
        Text(
            zh="所在组织有下级组织，或者是党委、党总支、设支委会的党支部",
            en="its organization has subordinates in the line, or is a committee, a general branch or a branch with "
            "a committee",
        ),
        within(context.arrays, _is_key(context)),
    )
    yield Condition(
        Text(zh="未填写在册的B角", en="no stand-in in force is entered"), ~stand_ins(context.arrays)
    )
    yield Condition(
        Text(zh="名册中未见副书记", en="no deputy secretary is on the roster"),
        within(context.arrays, context.figures.count_roles(DEPUTIES) == 0),
    )


def _is_key(context: Context) -> Bools:
    """
    Return the organizations whose secretary is a key role; shape (n,).

    Subordinates of an organization that hangs in the air may be those of a slip in `superior`.
    """
    committees = context.figures.of_kind("committee", "general_branch", "branch")
    leading = context.has_subordinates & context.arrays.hierarchy.reachable
    return leading | (committees & context.arrays.has_committee)


def find(context: Context) -> Iterator[Hit]:
    for role in meeting(conditions(context)):
        id_, owner = context.table("roles").ids[role], context.owner(role)
        yield Hit(
            organization=owner,
            subject_kind="role",
            subject=id_,
            words={"organization": context.owner_name(role), "role": context.role_name(role)},
            row=("roles", role),
            after=(("DJ112", owner, f"{id_}.stand_in", ""),),
        )


RULE = Rule(
    code="DJ518",
    name="empty-pipeline",
    severity=Severity.NOTE,
    citations=("clear_bearer",),
    title=Text(zh="后备力量不足", en="A key role with nobody to follow"),
    message=Text(
        zh="{organization}的{role}未见B角，名册中也未见副书记。",
        en="The {role} of {organization} has no stand-in, and no deputy secretary is on the roster.",
    ),
    explanation=Text(
        zh="有下级组织的党组织，以及党委、党总支和设支委会的党支部，核对书记岗位有没有在册的B角，有没有副书记"
        "（专职副书记）。书记一旦空缺，全局的责任都要等人来接。本项目前只看B角和副书记，"
        "后备人选的登记以后随记录一并核对；B角一栏都没有填写的，不作核对。没有支委会、也没有下级的党支部人手少，不在此列。"
        "依据是责任链的定义，不是条文规定。",
        en="In organizations with subordinates in the line, in committees, general branches and branches with a "
        "committee, looks for a stand-in of the secretary in force, or a deputy secretary, full-time ones "
        "included. When such a role falls vacant, all that rests on it waits. So far only stand-ins and deputies "
        "are looked at; reserve candidates will come with records later. Where stand-ins are entered nowhere, "
        "nothing is looked at, and a branch without a committee and without subordinates has few hands and is no "
        "gap. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="可考虑在班子成员中明确一名B角；已有后备人选或者临时负责安排的，注明即可，不必登记姓名。",
        en="A member of the body may be named as stand-in; where there is a reserve candidate or an arrangement "
        "already, a note without names is enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: organization_member, stand_in: D1-1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary, stand_in: D1-2}
- {id: D1-2, organization: D1, kind: organization_member, stand_in: D1-1}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.ROLES,),
    reads=("roles.stand_in",),
    columns=("stand_in",),
    symptom=Symptom.WEAKENED,
)
