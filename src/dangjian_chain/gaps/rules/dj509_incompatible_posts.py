"""DJ509 incompatible-posts: 不宜兼任的岗位由一人担任."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.loads import DEPUTIES, several_posts
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.rules.dj508_too_many_posts import commission_of
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text, listed


def find(context: Context) -> Iterator[Hit]:
    ids = context.table("roles").ids
    for posts in context.arrays.kept(several_posts):
        for organization, roles in sorted(_incompatible(context, posts).items()):
            yield Hit(
                organization=context.organization(organization),
                subject_kind="role",
                subject=";".join(ids[role] for role in roles),
                words={
                    "organization": context.names[organization],
                    "roles": _names(context, organization, roles),
                },
                row=("roles", roles[0]),
            )


def _incompatible(context: Context, posts: Sequence[int]) -> dict[int, list[int]]:
    """Return, by organization, the roles of one person that lead there and that supervise there."""
    arrays = context.arrays
    kinds = context.table("roles").column("kind")
    leading: dict[int, list[int]] = {}
    supervising: dict[int, list[int]] = {}
    for role in posts:
        owner = int(arrays.role_organization[role])
        if owner >= 0 and kinds[role] in {"secretary", *DEPUTIES}:
            leading.setdefault(owner, []).append(role)
        if owner >= 0 and kinds[role] == "discipline_member":
            supervising.setdefault(owner, []).append(role)
        above = commission_of(context, owner)
        if above >= 0 and kinds[role] == "secretary":
            supervising.setdefault(above, []).append(role)
    found = {}
    for organization in leading.keys() & supervising.keys():
        led, watched = leading[organization], supervising[organization]
        secretary = any(kinds[role] == "secretary" for role in led)
        watching = [role for role in watched if secretary or kinds[role] == "discipline_member"]
        if watching:
            found[organization] = sorted(led + watching)
    return found


def _names(context: Context, organization: int, roles: Sequence[int]) -> Text:
    """Return roles as a sentence lists them, those of another organization with its name."""
    zh, en = [], []
    for role in roles:
        name = context.role_name(role)
        is_own = context.arrays.role_organization[role] == organization
        zh.append(name.zh if is_own else f"{context.owner_name(role)}{name.zh}")
        en.append(name.en if is_own else f"{name.en} of {context.owner_name(role)}")
    return Text(zh=listed(zh, "zh"), en=listed(en, "en"))


RULE = Rule(
    code="DJ509",
    name="incompatible-posts",
    severity=Severity.WARNING,
    citations=("supervisory", "clear_bearer"),
    title=Text(zh="不宜兼任的岗位由一人担任", en="One person in roles that do not go together"),
    message=Text(
        zh="{organization}的{roles}由同一人担任，一般不宜兼任。",
        en="In {organization} one person is {roles}; these do not go well together.",
    ),
    explanation=Text(
        zh="按任职登记核对，同一人当日是否既是一个党组织的书记（副书记）、又是该组织的纪检委员，"
        "或者既是党组织书记、又是其下设纪委的书记。自己牵头的事自己监督，监督这一环就起不到作用。"
        "纪检委员兼任下设纪委书记的、副书记兼任下设纪委书记的不在此列。"
        "《中共中央关于加强对“一把手”和领导班子监督的意见》把监督专责与第一责任人责任分别列明，"
        "没有见到哪一条明文写不得兼任；不宜由一人担任，出自责任链的定义，由本单位把握。",
        en="Looks in the appointments for one person who on the day is secretary (or deputy secretary) of a Party "
        "organization and its discipline member, or secretary of it and of the discipline commission below it. "
        "Whoever supervises what they lead themselves adds nothing by it. A discipline member or a deputy "
        "secretary who heads the discipline commission is no gap. The Opinions on Supervising Top Leaders name "
        "dedicated supervision apart from first responsibility, and no provision was found that forbids holding "
        "both in so many words; that one person had better not follows from the definition of a chain, and the "
        "unit decides.",
    ),
    remedy=Text(
        zh="建议结合换届或补选作出调整；人手确有不足的，由上级纪检组织监督并注明即可。",
        en="The next election may change it; where hands are few, the superior's discipline body may supervise: a "
        "note is enough.",
    ),
    bad="""\
organizations:
- {id: G1, name: 示例机关工委, kind: work_committee}
roles:
- {id: G1-1, organization: G1, kind: secretary}
- {id: G1-2, organization: G1, kind: discipline_member}
appointments:
- {role: G1-1, person: 甲}
- {role: G1-2, person: 甲}
""",
    good="""\
organizations:
- {id: G1, name: 示例机关工委, kind: work_committee}
roles:
- {id: G1-1, organization: G1, kind: secretary}
- {id: G1-2, organization: G1, kind: discipline_member}
appointments:
- {role: G1-1, person: 甲}
- {role: G1-2, person: 乙}
""",
    find=find,
    needs=(Data.ROLES, Data.HOLDERS),
    columns=("holder",),
    symptom=Symptom.HOLLOWED,
)
