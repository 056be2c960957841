"""DJ508 too-many-posts: 一人兼任岗位偏多."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.loads import several_posts
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text, listed


def find(context: Context) -> Iterator[Hit]:
    most = context.parameter("posts_per_person_most")
    ids = context.table("roles").ids
    for roles in context.arrays.kept(several_posts):
        if len(roles) <= most:
            continue
        count = len(roles) - _counted_already(context, roles)
        if count <= most:
            continue
        owner = int(context.arrays.role_organization[roles[0]])
        yield Hit(
            organization=context.owner(roles[0]),
            subject_kind="role",
            subject=";".join(ids[role] for role in roles),
            words={"roles": _posts(context, roles), "count": count, "most": plain(most)},
            row=("roles", roles[0]),
            held=context.limit("posts_per_person_most").held(owner) if owner >= 0 else (),
        )


def _counted_already(context: Context, roles: Sequence[int]) -> int:
    """
    Return how many of one person's roles go with another of them.

    The secretary of a discipline commission is the discipline member of the organization above it; the
    administrative head enters the organization's body as its deputy secretary.
    """
    arrays = context.arrays
    kinds = {role: context.table("roles").column("kind")[role] for role in roles}
    owner = {role: int(arrays.role_organization[role]) for role in roles}
    supervised = {owner[role] for role in roles if kinds[role] == "discipline_member"} - {-1}
    headed = {host for role in roles if kinds[role] == "administrative_head" for host in arrays.hosts(role)}
    return sum(
        (kinds[role] == "secretary" and commission_of(context, owner[role]) in supervised)
        or (kinds[role] == "deputy_secretary" and owner[role] in headed)
        for role in roles
    )


def commission_of(context: Context, organization: int) -> int:
    """Return the organization directly above, if this one is its discipline commission; -2 if it is none."""
    arrays = context.arrays
    if (
        organization < 0
        or context.table("organizations").column("kind")[organization] != "discipline_commission"
    ):
        return -2
    above = int(arrays.hierarchy.superior[organization])
    return above if above not in {-1, organization} else -2


def _posts(context: Context, roles: Sequence[int]) -> Text:
    """Return roles with their organizations as a sentence lists them."""
    names = [(context.owner_name(role), context.role_name(role)) for role in roles]
    return Text(
        zh=listed([f"{owner}{role.zh}" for owner, role in names], "zh"),
        en=listed([f"{role.en} of {owner}" for owner, role in names], "en"),
    )


RULE = Rule(
    code="DJ508",
    name="too-many-posts",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="一人兼任岗位偏多", en="One person in many roles"),
    message=Text(
        zh="{roles}由同一人担任，共{count}个岗位，多于提示数{most}个。",
        en="One person holds {count} roles, more than the {most} of the reminder: {roles}.",
    ),
    explanation=Text(
        zh="按任职登记清点同一人员编号当日担任的岗位，多于提示数的列出；代理（主持工作）的计入，全体党员不是岗位。"
        "兼任过多，每个岗位能用的精力就少。纪检委员同时担任下设纪委书记的计一个岗位，行政主要负责人"
        "双向进入担任同一组织副书记的计一个岗位。只列岗位，不列姓名。提示数由本工具给出，可在本单位口径中调整。"
        "依据是责任链的定义，不是条文规定。",
        en="Counts the roles that one person's number holds on the day and lists those above the reminder's figure; "
        "an acting holder counts, the collective of all members is no role. With many roles there is little time "
        "for each. A discipline member who heads the discipline commission below holds one role, and so does an "
        "administrative head who is deputy secretary of the same organization. Roles are named, the person is not. "
        "The figure is this tool's own, and a profile may change it. The basis is the definition of a chain, not a "
        "provision.",
    ),
    remedy=Text(
        zh="请核对是否同名或者编号重复；确由一人兼任的，可考虑结合换届或补选作出调整。",
        en="Check whether two people share a number; if it is one, the next election may change it.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
- {id: Z3, name: 示例三支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z2-1, organization: Z2, kind: secretary}
- {id: Z3-1, organization: Z3, kind: secretary}
appointments:
- {role: D1-1, person: 甲}
- {role: Z1-1, person: 甲}
- {role: Z2-1, person: 甲}
- {role: Z3-1, person: 甲}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
- {id: Z3, name: 示例三支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z2-1, organization: Z2, kind: secretary}
- {id: Z3-1, organization: Z3, kind: secretary}
appointments:
- {role: D1-1, person: 甲}
- {role: Z1-1, person: 甲}
- {role: Z2-1, person: 甲}
- {role: Z3-1, person: 乙}
""",
    find=find,
    needs=(Data.ROLES, Data.HOLDERS),
    parameters=("posts_per_person_most",),
    columns=("holder",),
    symptom=Symptom.WEAKENED,
)
