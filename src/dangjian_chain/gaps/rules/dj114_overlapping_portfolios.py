"""DJ114 overlapping-portfolios: 分管交叉."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangjian_chain.gaps.charges import charges
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Positions


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    held = arrays.kept(charges)
    named = held.target
    in_force = (named < 0) | context.figures.alive[named]
    overall = arrays.role_kind[held.role] == arrays.role_kind_code("secretary")
    roles = context.table("roles")
    stand_in = roles.references("stand_in", roles)
    for organization, entry, sharing in held.take(in_force & ~overall).groups():
        several = _apart(sharing, stand_in)
        if not several:
            continue
        named_here = int(held.named[entry])
        name = held.names[entry] if named_here < 0 else context.names[named_here]
        yield Hit(
            organization=context.organization(organization),
            subject=held.names[entry],
            words={
                "organization": context.names[organization],
                "item": name,
                "roles": context.role_list(several),
            },
            row=("roles", several[0]),
        )


def _apart(roles: Sequence[int], stand_in: Positions) -> list[int]:
    """Return the roles that share with another for which they do not stand in, nor it for them."""
    return [
        one
        for one in roles
        if any(other not in {one, stand_in[one]} and stand_in[other] != one for other in roles)
    ]


RULE = Rule(
    code="DJ114",
    name="overlapping-portfolios",
    severity=Severity.WARNING,
    citations=("one_post_two_duties", "clear_bearer"),
    title=Text(zh="分管交叉", en="One thing in several portfolios"),
    message=Text(
        zh="经核对班子分工，{organization}的“{item}”同时列入{roles}的分管工作。",
        en="In {organization}, {item!r} stands in the portfolios of {roles}.",
    ),
    explanation=Text(
        zh="核对同一组织班子成员当日的分管工作，同一领域或者同一单位列在两个以上岗位名下的列出。"
        "几个岗位都分管，日常由谁主抓、向谁报告就不清楚。书记全面负责，不计在内；互为AB角的岗位不计；"
        "分管的单位当日已不在册的不计。《党委（党组）落实全面从严治党主体责任规定》要求班子成员在分管范围内"
        "履行“一岗双责”（基层党组织参照执行）；一项分管落到一个岗位，出自责任链的定义。",
        en="Compares the portfolios of one leading body on the day, and lists what stands in two or more: an "
        "area, or an organization. Where several are in charge, nobody knows who sees to it from day to day. "
        "The secretary, who has overall charge, is not counted, nor a role that stands in for the other, nor "
        "an organization that is no longer in force. The Principal Responsibility Provisions ask members of a "
        "leading body to answer inside their portfolios (by reference); that one thing is in one portfolio "
        "follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="请核对班子分工，建议明确一名主要分管的班子成员；确需共同分管的，注明各自侧重即可。",
        en="Check the division of work and name one member in charge; where it is shared on purpose, note who "
        "sees to what.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: organization_member, portfolio: [组织建设, 宣传思想]}
- {id: D1-3, organization: D1, kind: publicity_member, portfolio: [宣传思想]}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: organization_member, portfolio: [组织建设]}
- {id: D1-3, organization: D1, kind: publicity_member, portfolio: [宣传思想]}
""",
    find=find,
    needs=(Data.ROLES,),
    reads=("roles.portfolio",),
    columns=("portfolio",),
    symptom=Symptom.DILUTED,
)
