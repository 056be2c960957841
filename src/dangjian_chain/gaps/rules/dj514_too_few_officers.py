"""DJ514 too-few-officers: 专职党务人员配备偏少."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Floats, Positions

OFFICERS = ("full_time_deputy_secretary", "organizer")
"""The kinds of roles whose holders are full-time Party staff."""


def conditions(context: Context) -> Iterator[Condition]:
    figures, least = context.figures, context.limit("full_time_staff_share_least")
    committee = figures.of_kind("committee") & figures.alive
    share = _share(context, committee & ~np.isnan(least.values))

    def said(row: int) -> Text:
        return Text(
            zh=f"占比{share[row]:.2%}，规定{least.values[row]:.2%}",
            en=f"{share[row]:.2%}, figure {least.values[row]:.2%}",
        )

    yield Condition(Text(zh="是当日在册的党委", en="it is a committee in force"), committee)
    yield Condition(
        Text(zh="按比例至少要有1人", en="by the ratio it has at least one person"),
        figures.number("staff") * least.values >= 1,
    )
    yield Condition(
        Text(
            zh="专职党务人员占职工的比例低于一般比例",
            en="its full-time Party staff is a smaller share of its staff than is general",
        ),
        share < least.values,
        said,
    )


def find(context: Context) -> Iterator[Hit]:
    least = context.limit("full_time_staff_share_least")
    found = meeting(conditions(context))
    officers = _officers(context, _marked(found, len(least.values)))
    for committee in found:
        id_ = context.organization(committee)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[committee],
                "staff": context.figures.said("staff", committee),
                "officers": int(officers[committee]),
                "share": f"{officers[committee] / context.figures.number('staff')[committee]:.2%}",
                "least": f"{100 * least.values[committee]:.10g}%",
            },
            row=("organizations", committee),
            held=least.held(committee),
        )


def _share(context: Context, committees: Bools) -> Floats:
    """Return full-time officers ÷ staff of committees; NaN where no staff is entered, or none at all."""
    staff = context.figures.number("staff")
    asked = committees & (staff > 0)
    share = np.full(len(staff), np.nan)
    share[asked] = _officers(context, asked)[asked] / staff[asked]
    return share


def _officers(context: Context, committees: Bools) -> Positions:
    """Return how many persons hold such roles in a committee and below it up to the next; roles, where nobody is known."""
    arrays = context.arrays
    roles = np.flatnonzero(
        context.figures.roles_of(OFFICERS)
        & context.figures.roles_alive
        & (arrays.role_organization >= 0)
        & committees.any()
    )
    is_committee = context.figures.of_kind("committee")
    held: dict[int, set[str]] = {}
    for role in roles.tolist():
        owner = int(arrays.role_organization[role])
        line = [owner] if is_committee[owner] else [owner, *arrays.hierarchy.above(owner)]
        committee = next((each for each in line if is_committee[each]), -1)
        if committee >= 0 and committees[committee]:
            persons = (
                arrays.persons(role) if context.has(Data.HOLDERS) else [context.table("roles").ids[role]]
            )
            held.setdefault(committee, set()).update(persons)
    counts = np.zeros(len(committees), dtype=np.int32)
    counts[list(held)] = [len(persons) for persons in held.values()]
    return counts


def _marked(rows: list[int], count: int) -> Bools:
    marked = np.zeros(count, dtype=bool)
    marked[rows] = True
    return marked


RULE = Rule(
    code="DJ514",
    name="too-few-officers",
    severity=Severity.WARNING,
    citations=("organ_full_time_staff_ratio",),
    title=Text(zh="专职党务人员配备偏少", en="Few full-time Party staff"),
    message=Text(
        zh="{organization}登记职工{staff}名、专职党务人员{officers}名，占{share}，一般不低于{least}。",
        en="{organization} has {staff} staff and {officers} full-time Party officer(s), {share}; generally it is at "
        "least {least}.",
    ),
    explanation=Text(
        zh="比较党委的专职党务人员占职工人数的比例：专职副书记和组织员岗位的在任人员按人计，一人多岗计一次，"
        "本级和所属（到下一个党委为止）合并计算；没有载入任职的按岗位计。《中国共产党党和国家机关基层组织"
        "工作条例》第三十条说的是“一般”占机关工作人员总数的比例，以职工计，不以党员计；按比例不足1人的"
        "较小机关由专人负责即可，不作比较。国有企业未见统一比例，只在本单位口径设定后比较。职工人数没有"
        "填写的不作比较。",
        en="Compares the full-time Party staff of a committee with its staff: persons who hold roles of full-time "
        "deputy secretary and organizer, each once, in it and below it up to the next committee; roles, where no "
        "appointments were loaded. Art. 30 of the Organs' Primary Organizations Regulations speaks of a general "
        "share of the staff of an organ, not of its members; a small organ whose share is less than one person "
        "needs somebody named and is not compared. For enterprises no ratio was found, and they are compared only "
        "where a profile sets one. Where no staff is entered nothing is compared.",
    ),
    remedy=Text(
        zh="请核对专职岗位和任职是否登记齐全；确有不足的，建议结合编制研究配备，有合理原因的注明即可。",
        en="Check whether full-time roles and their holders are all entered; if they are few, see what the "
        "establishment allows; where there is good reason, a note will do.",
    ),
    bad="""\
organizations:
- {id: JG, name: 示例局机关党委, kind: committee, unit_type: organ, staff: 120}
roles:
- {id: JG-1, organization: JG, kind: secretary}
- {id: JG-2, organization: JG, kind: organizer}
""",
    good="""\
organizations:
- {id: JG, name: 示例局机关党委, kind: committee, unit_type: organ, staff: 120}
roles:
- {id: JG-1, organization: JG, kind: secretary}
- {id: JG-2, organization: JG, kind: organizer}
- {id: JG-3, organization: JG, kind: full_time_deputy_secretary}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ROLES,),
    reads=("organizations.staff",),
    parameters=("full_time_staff_share_least",),
    columns=("staff",),
    symptom=Symptom.WEAKENED,
)
