"""LC501 secretary-alone: 书记岗位未见B角."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dangjian_chain import Severity, Text
from dangjian_chain.gaps import Context, Data, Hit, NotChecked, Rule


def find(context: Context) -> Iterator[Hit]:
    organizations, roles = context.chain.organizations, context.chain.roles
    if not any(roles.column("stand_in")):
        context.notes.append(NotChecked("LC501", NO_STAND_IN))
        return
    sizes = Counter(roles.column("organization"))
    for id_, role in roles.items():
        if role.kind != "secretary" or role.stand_in or role.organization not in organizations:
            continue
        if sizes[role.organization] > 1:
            yield Hit(
                organization=role.organization,
                subject_kind="role",
                subject=id_,
                words={"organization": organizations[role.organization].name},
                row=("roles", id_),
            )


NO_STAND_IN = Text(zh="岗位均未填写B角", en="no role has a stand-in entered")

RULE = Rule(
    code="LC501",
    name="secretary-alone",
    severity=Severity.NOTE,
    citations=(),
    title=Text(zh="书记岗位未见B角", en="No stand-in for the secretary"),
    message=Text(
        zh="经核对岗位名册，{organization}书记岗位未见B角。",
        en="The roster shows no stand-in for the secretary of {organization}.",
    ),
    explanation=Text(
        zh="核对岗位名册中书记岗位的B角，未填写的列出。野外作业期间书记常在项目上，没有B角，"
        "这段时间的事项由谁先接着办就不清楚。只有书记一个岗位的组织不在此列；"
        "整本名册都未填写B角的，视为没有这项资料，不作核对。依据是本局自定的AB角安排，不是条文规定。",
        en="Looks for the stand-in of each secretary's role in the roster, and lists those without. In "
        "the field season secretaries are often away, and without a stand-in it is not clear who carries "
        "on meanwhile. Organizations with no other role are no gaps; a roster that enters no stand-in "
        "anywhere is not checked. The basis is an arrangement of the bureau itself, not a provision.",
    ),
    remedy=Text(
        zh="建议在本组织其他岗位中明确一个；已有安排的，补填“B角”一列即可。",
        en="Name one among the other roles; if there is one already, enter it in the column of stand-ins.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
roles:
- {id: D1.sj, organization: D1, kind: secretary, stand_in: D1.fsj}
- {id: D1.fsj, organization: D1, kind: deputy_secretary}
- {id: D1-01.sj, organization: D1-01, kind: secretary}
- {id: D1-01.zzy, organization: D1-01, kind: organizer}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
roles:
- {id: D1.sj, organization: D1, kind: secretary, stand_in: D1.fsj}
- {id: D1.fsj, organization: D1, kind: deputy_secretary}
- {id: D1-01.sj, organization: D1-01, kind: secretary, stand_in: D1-01.zzy}
- {id: D1-01.zzy, organization: D1-01, kind: organizer}
""",
    find=find,
    needs=(Data.ROLES,),
)
