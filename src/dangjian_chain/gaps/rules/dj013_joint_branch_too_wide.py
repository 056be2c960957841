"""DJ013 joint-branch-too-wide: 联合党支部覆盖单位偏多."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Floats


def conditions(context: Context) -> Iterator[Condition]:
    figures, most = context.figures, context.limit("joint_branch_max_units")
    wide = _units(context)
    yield Condition(
        Text(zh="是当日在册的党支部", en="it is a branch in force"), figures.of_kind("branch") & figures.alive
    )
    yield Condition(Text(zh="登记为联合党支部", en="it is entered as joint"), figures.flag("joint"))
    yield Condition(
        Text(zh="覆盖单位多于一般的单位数", en="it covers more units than it should"),
        wide > most.values,
        lambda row: Text(
            zh=f"覆盖单位{int(wide[row])}个，一般不超过{most.said(row)}个",
            en=f"{int(wide[row])} units, generally no more than {most.said(row)}",
        ),
    )


def _units(context: Context) -> Floats:
    """Return how many units each joint branch covers: distinct ones, less those known and not in force."""
    figures, table = context.figures, context.table("organizations")
    held = table.column("covers")
    gone = ~(figures.alive & figures.of_kind("unit"))
    units = np.zeros(len(table))
    for row in np.flatnonzero(figures.flag("joint") & figures.stated("covers")).tolist():
        named = set(held[row])
        units[row] = sum(not (position >= 0 and gone[position]) for position in table.find(named))
    return units


def find(context: Context) -> Iterator[Hit]:
    most, units = context.limit("joint_branch_max_units"), _units(context)
    for branch in meeting(conditions(context)):
        id_ = context.organization(branch)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[branch],
                "count": int(units[branch]),
                "most": most.said(branch),
            },
            row=("organizations", branch),
            held=most.held(branch),
        )


RULE = Rule(
    code="DJ013",
    name="joint-branch-too-wide",
    severity=Severity.WARNING,
    citations=("joint_branch_max_units",),
    title=Text(zh="联合党支部覆盖单位偏多", en="A joint branch of many units"),
    message=Text(
        zh="{organization}登记覆盖单位{count}个，一般不超过{most}个。",
        en="{organization} covers {count} units; generally there are no more than {most}.",
    ),
    explanation=Text(
        zh="清点联合党支部覆盖的单位，与一般的单位数比较。《中国共产党支部工作条例（试行）》第五条（条号待核）说的是"
        "“一般不超过”，以单位计，不以党支部计；单位分得细、党员少而集中的，常有合理原因，注明即可。重复填写的只计"
        "一次，当日已撤并的单位不计。联合党支部、覆盖单位两栏没有填写的不作比较。",
        en="Counts the units that a joint branch covers. Art. 5 of the Branch Work Regulations (article not "
        "verified) says that it generally does not exceed a number of units, not of branches; above it there may "
        "be good reason where units are small and close to each other. A unit named twice is one, and one that is "
        "no longer in force does not count. Where joint branches or their units are not entered nothing is "
        "compared.",
    ),
    remedy=Text(
        zh="请核对覆盖单位；建议结合实际研究是否分设，有合理原因的注明即可。",
        en="Check the units covered; consider two branches, and where there is good reason, note it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例联合党支部, kind: branch, joint: true, covers: [U1, U2, U3, U4, U5, U6]}
- {id: U1, name: 示例一站}
- {id: U2, name: 示例二站}
- {id: U3, name: 示例三站}
- {id: U4, name: 示例四站}
- {id: U5, name: 示例五站}
- {id: U6, name: 示例六站}
""",
    good="""\
organizations:
- {id: Z1, name: 示例联合党支部, kind: branch, joint: true, covers: [U1, U2, U3, U4, U5]}
- {id: U1, name: 示例一站}
- {id: U2, name: 示例二站}
- {id: U3, name: 示例三站}
- {id: U4, name: 示例四站}
- {id: U5, name: 示例五站}
- {id: U6, name: 示例六站}
""",
    find=find,
    conditions=conditions,
    reads=("organizations.covers", "organizations.joint"),
    parameters=("joint_branch_max_units",),
    columns=("covers", "joint"),
    symptom=Symptom.WEAKENED,
)
