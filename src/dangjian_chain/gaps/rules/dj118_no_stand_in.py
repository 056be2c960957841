"""DJ118 no-stand-in: 未明确AB角."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.loads import DEPUTIES, alone, owns, stand_ins, within
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

if TYPE_CHECKING:
    from dangjian_chain.gaps.loads import Numbers

ASIDE = (Responsibility.SUPPORTING, Responsibility.SUPERVISORY)
DEPUTIES_OF = {"secretary": DEPUTIES, "administrative_head": ("deputy_head",)}
BODY_LEAST = 2
"""A leading body of one has nobody who could stand in: no figure, it is what the rule looks at."""
SHOWN = 3


def conditions(context: Context) -> Iterator[Condition]:
    return _conditions(context, _bearing_alone(context))


def _conditions(context: Context, alone_in: tuple[Numbers, Numbers]) -> Iterator[Condition]:
    only = np.zeros(len(context.table("roles")), dtype=bool)
    only[alone_in[0]] = True
    yield Condition(
        Text(
            zh="是当日在册、单独承担至少一项规定动作的岗位",
            en="it is a role in force, and alone in bearing one required duty at least",
        ),
        only & context.figures.roles_alive,
    )
    yield Condition(
        Text(zh="未填写在册的B角", en="no stand-in in force is entered"), ~stand_ins(context.arrays)
    )
    yield Condition(
        Text(
            zh="所在组织有两个以上班子岗位，且没有其副职",
            en="its organization has two roles of the leading body or more, and no deputy of it",
        ),
        _has_others(context) & ~_has_deputy(context),
    )


def _bearing_alone(context: Context) -> tuple[Numbers, Numbers]:
    """Return roles and the required duties that each alone bears, and by that declares, where they are carried."""
    cascade = context.cascade
    duty, organization, role = alone(cascade, ASIDE)
    wanted = cascade.expected[duty, organization]
    return role[wanted], duty[wanted]


def _has_others(context: Context) -> Bools:
    """Return the roles whose organization has others of the leading body in force; shape (r,)."""
    arrays = context.arrays
    bodies = owns(arrays, arrays.in_body & context.figures.roles_alive) >= BODY_LEAST
    return within(context.arrays, bodies)


def _has_deputy(context: Context) -> Bools:
    """Return the secretaries and administrative heads beside whom there is a deputy in force; shape (r,)."""
    found = np.zeros(len(context.table("roles")), dtype=bool)
    for kind, deputies in DEPUTIES_OF.items():
        found |= context.figures.roles_of((kind,)) & within(
            context.arrays, context.figures.count_roles(deputies) > 0
        )
    return found


def find(context: Context) -> Iterator[Hit]:
    roles, duties = _bearing_alone(context)
    found = meeting(_conditions(context, (roles, duties)))
    if not found:
        return
    order = np.lexsort((duties, roles))
    roles, duties = roles[order], duties[order]
    for role in found:
        id_, owner = context.table("roles").ids[role], context.owner(role)
        first, last = np.searchsorted(roles, [role, role + 1]).tolist()
        yield Hit(
            organization=owner,
            subject_kind="role",
            subject=id_,
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "duties": _titles(context, dict.fromkeys(duties[first:last].tolist())),
            },
            row=("roles", role),
            after=(("DJ112", owner, f"{id_}.stand_in", ""), ("DJ518", owner, id_, "")),
        )


def _titles(context: Context, duties: dict[int, None]) -> Text:
    """Return the first duties by title, and how many there are where there are more."""
    titles = [context.title(duty) for duty in duties]
    shown = titles[:SHOWN]
    more = len(titles) - len(shown)
    return Text(
        zh="、".join(f"“{title}”" for title in shown) + (f"等{len(titles)}项" if more else ""),
        en=", ".join(map(repr, shown)) + (f" and {more} more" if more else ""),
    )


RULE = Rule(
    code="DJ118",
    name="no-stand-in",
    severity=Severity.NOTE,
    citations=("clear_bearer",),
    title=Text(zh="未明确AB角", en="A sole bearer without a stand-in"),
    message=Text(
        zh="{organization}的{role}单独承担{duties}，未见B角。",
        en="The {role} of {organization} alone bears {duties}; no stand-in was found.",
    ),
    explanation=Text(
        zh="规定动作只由一个岗位承担的（只列为配合、监督的不算承担），核对该岗位有没有在册的B角；书记另看有没有副书记、"
        "专职副书记，行政主要负责人另看有没有行政副职。没有B角，人一离开，这些事项就没有人接。班子只有一个岗位的，"
        "没有人可作B角，不在此列；B角一栏都没有填写的，不作核对；填写的B角查无此岗位或者当日已撤的，视为没有。"
        "每个岗位只列一次，最多写出三项。依据是责任链的定义，不是条文规定。",
        en="Where one role alone bears a required duty (supporting and supervisory ones aside), looks for a stand-in "
        "in force; beside a secretary a deputy secretary will do, beside an administrative head a deputy head. "
        "Without one nobody goes on when that one is away. A leading body of one role has nobody who could stand "
        "in, and where stand-ins are entered nowhere nothing is looked at; a stand-in that does not exist or is "
        "not in force is none. Each role is listed once, with three of its duties at most. The basis is the "
        "definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="可考虑在班子成员中明确一名B角，互为B角也可以；已有安排的，注明即可。",
        en="Another member may be named as stand-in, each for the other if need be; where it is settled already, a "
        "note is enough.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary, stand_in: Z1-2}
- {id: Z1-2, organization: Z1, kind: organization_member}
duties:
- {id: S1, title: 主题党日, performed_by: [general_branch]}
- {id: S2, title: 发展党员, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S2, organization: Z1, role: Z1-2}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary, stand_in: Z1-2}
- {id: Z1-2, organization: Z1, kind: organization_member, stand_in: Z1-1}
duties:
- {id: S1, title: 主题党日, performed_by: [general_branch]}
- {id: S2, title: 发展党员, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S2, organization: Z1, role: Z1-2}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.PERFORMERS, Data.ROLES, Data.ASSIGNMENTS),
    reads=("roles.stand_in",),
    columns=("stand_in",),
    symptom=Symptom.WEAKENED,
)
