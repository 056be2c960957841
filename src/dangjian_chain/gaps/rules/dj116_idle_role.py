"""DJ116 idle-role: 领导岗位未见责任分工."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.loads import expected, lists_roles, owns, within
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.rules.dj119_one_post_one_duty import one_sided
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    arrays, named = context.arrays, _named(context)
    yield Condition(
        Text(zh="是当日在册的领导班子岗位", en="it is a role of the leading body in force"),
        arrays.in_body & context.figures.roles_alive,
    )
    yield Condition(
        Text(zh="所在党组织的隶属关系已接到最上级", en="its organization leads, and is reached from the top"),
        within(arrays, arrays.leads & arrays.hierarchy.reachable),
    )
    yield Condition(
        Text(
            zh="该组织有自己的责任清单，且已把责任分到班子岗位",
            en="that organization keeps a list of its own, and one role of its leading body at least is named",
        ),
        within(arrays, lists_roles(context.cascade) & _shares(context, named)),
    )
    yield Condition(
        Text(zh="有人在任，或者没有载入任职", en="somebody holds it, or no appointments were loaded"),
        ~arrays.vacant if arrays.knows_holders else np.ones_like(named),
    )
    yield Condition(
        Text(
            zh="没有规定由它承担的事项，也没有因条件未填写而未作判断的事项",
            en="no duty names it for a bearer, and none could not be judged",
        ),
        ~expected(context.cascade) & ~within(arrays, _is_unjudged(context)),
    )
    yield Condition(Text(zh="没有一项责任分工写到它", en="no assignment names it"), ~named)
    yield Condition(
        Text(
            zh="不属于DJ119（“一岗双责”只见一责）列出的岗位", en="DJ119 (one post, one duty) does not list it"
        ),
        ~one_sided(context),
    )


def _is_unjudged(context: Context) -> Bools:
    """Return the organizations of which some duty says nothing, for a column of its condition is blank."""
    unjudged: Bools = np.zeros(context.cascade.shape[1], dtype=bool)
    for of_duty in context.cascade.performing.unknown:
        unjudged |= of_duty
    return unjudged


def _named(context: Context) -> Bools:
    """Return the roles that an assignment in force names, by itself or by its class; shape (r,)."""
    table = context.table("assignments")
    by_id = table.references("role", context.table("roles"))
    rows = context.cascade.rows.role
    named = np.zeros(len(context.table("roles")), dtype=bool)
    named[by_id[context.in_force("assignments") & (by_id >= 0)]] = True
    named[rows[rows >= 0]] = True
    return named


def _shares(context: Context, named: Bools) -> Bools:
    """Return the organizations that share duties out: a list that names none of them says nothing of any."""
    arrays = context.arrays
    return owns(arrays, arrays.in_body & context.figures.roles_alive & named) > 0


def find(context: Context) -> Iterator[Hit]:
    for role in meeting(conditions(context)):
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={"organization": context.owner_name(role), "role": context.role_name(role)},
            row=("roles", role),
        )


RULE = Rule(
    code="DJ116",
    name="idle-role",
    severity=Severity.NOTE,
    citations=("clear_bearer",),
    title=Text(zh="领导岗位未见责任分工", en="A leading role without any duty"),
    message=Text(
        zh="经核对，{organization}的责任清单中未见{role}承担的责任。",
        en="In the list of {organization} no duty is given to the {role}.",
    ),
    explanation=Text(
        zh="党组织有自己的责任清单、责任已分到班子岗位的，逐个核对领导班子的岗位，没有一项分工（包括配合的、按类别统一写明的、"
        "覆盖本单位的组织写明的）写到的，予以列出。班子成员没有责任，事情往往集中在少数几个岗位上。"
        "清单没有写到班子岗位的、岗位没有人在任的、没有本级清单的、隶属关系未接到上级的不作核对；事项写明由它承担的不在此列，清单没有列入的见DJ101、DJ106；已按DJ119列出的不再重复。"
        "依据是责任链的定义，不是条文规定。",
        en="Where a Party organization keeps a list of its own, and one role of its leading body at least is named, looks "
        "at every role of the body for one assignment that names it: its own or a class's, supporting ones included, or that of an "
        "organization which covers it. Where a member bears nothing, all rests on a few. Lists that name none of its roles, "
        "organizations without one, those cut off from the top and roles that nobody holds are not looked at; a role that a duty names for a bearer is not listed, what its list does not show is DJ101's or DJ106's; a role that DJ119 lists is "
        "not listed again. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对清单是否报全；确无分工的，可考虑结合班子分工明确一两项，不必另立清单。",
        en="Check whether the list is complete; if so, one or two duties may go to it as portfolios are settled.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 主题党日}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S1, organization: Z1, role: Z1-2}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 主题党日}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S1, organization: Z1, role: Z1-2}
- {duty: S1, organization: Z1, role: Z1-3, responsibility: supporting}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.ROLES, Data.ASSIGNMENTS),
    symptom=Symptom.DILUTED,
)
