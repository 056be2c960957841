"""DJ505 committee-size: 委员会人数与规定不符."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import Limit
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.kind import COMMITTEE_MEMBERS
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Positions

SITTING = (*sorted(COMMITTEE_MEMBERS), "secretary", "deputy_secretary", "full_time_deputy_secretary")
"""The role kinds whose holders sit on a committee."""
SIZES = {
    "branch": "branch_committee_size",
    "general_branch": "general_branch_size",
    "committee": "committee_size",
}
"""What the numbers of a kind of organization are called in the rulebook."""


def conditions(context: Context) -> Iterator[Condition]:
    yield from _conditions(context, _size(context))


def _conditions(context: Context, size: Positions) -> Iterator[Condition]:
    figures = context.figures
    yield Condition(
        Text(
            zh="是当日在册的党支部、党总支或者基层党委",
            en="it is a branch, general branch or committee in force",
        ),
        figures.of_kind(*SIZES) & figures.alive,
    )
    yield Condition(
        Text(zh="未登记为临时党支部", en="it is not entered as temporary"), ~figures.flag("temporary")
    )
    yield Condition(Text(zh="设有委员会", en="it has a committee"), context.arrays.has_committee)
    yield Condition(
        Text(zh="正式党员没有少到可以不设支委会", en="its full members are not so few that it needs none"),
        ~figures.is_below_committee,
    )
    yield Condition(
        Text(zh="委员会人数少于或者多于规定", en="its committee is smaller or larger than the figures"),
        np.logical_or.reduce([where for where, _ in _cases(context, size)]),
        lambda row: Text(zh=f"委员会{size[row]}人", en=f"{size[row]} on the committee"),
    )


def _size(context: Context) -> Positions:
    """Return how many sit on each committee: distinct persons, and one for each post that nobody holds."""
    arrays, figures = context.arrays, context.figures
    owner, count = arrays.role_organization, arrays.hierarchy.size
    sized = figures.of_kind(*SIZES) & arrays.has_committee
    posts = figures.roles_of(SITTING) & figures.roles_alive & (owner >= 0)
    posts[posts] &= sized[owner[posts]]
    vacant = np.bincount(owner[posts & arrays.vacant], minlength=count)
    return (arrays.holders.distinct(np.where(posts, owner, -1), count) + vacant).astype(np.int32)


def _cases(context: Context, size: Positions) -> tuple[tuple[Bools, Limit], ...]:
    """Return where a committee is too small or too large, and the number that it is compared with."""
    found: list[tuple[Bools, Limit]] = []
    for kind, name in SIZES.items():
        here = context.figures.of_kind(kind) & (kind != "branch" or not context.figures.posts_nowhere)
        least, most = context.limit(f"{name}_least"), context.limit(f"{name}_most")
        found += [(here & (size < least.values), least), (here & (size > most.values), most)]
    return tuple(found)


def find(context: Context) -> Iterator[Hit]:
    if context.figures.posts_nowhere:
        context.notes.append(NotChecked("DJ505", NOT_COUNTED))
    size = _size(context)
    rows = meeting(_conditions(context, size))
    for where, limit in _cases(context, size):
        for row in (row for row in rows if where[row]):
            id_ = context.organization(row)
            small = size[row] < limit.values[row]
            yield Hit(
                organization=id_,
                subject=id_,
                words={
                    "organization": context.names[row],
                    "size": int(size[row]),
                    "what": (TOO_SMALL if small else TOO_LARGE).format({"number": limit.said(row)}),
                },
                row=("organizations", row),
                held=limit.held(row),
                citations=(),
            )


NOT_COUNTED = Text(
    zh="支部委员会的岗位没有登记齐，人数无从清点",
    en="posts of branch committees are entered nowhere, so their members cannot be counted",
)
TOO_SMALL = Text(zh="少于{number}名", en="fewer than {number}")
TOO_LARGE = Text(zh="一般不超过{number}名", en="generally there are no more than {number}")

RULE = Rule(
    code="DJ505",
    name="committee-size",
    severity=Severity.WARNING,
    citations=("branch_committee_size",),
    title=Text(zh="委员会人数与规定不符", en="A committee of another size than the figures"),
    message=Text(
        zh="{organization}登记的委员会成员{size}名，{what}。",
        en="The committee of {organization} has {size} members; {what}.",
    ),
    explanation=Text(
        zh="清点委员会的人数：书记、副书记和各委员岗位当日的在任人员，一人兼任几个岗位的只计一人，设了岗位、暂时无人的"
        "计一人。《中国共产党支部工作条例（试行）》第二十条规定支部委员会由3至5人组成，一般不超过7人；6人、7人的"
        "不列出。没有设支部委员会的、正式党员不足7人的党支部和临时党支部不作比较。党总支、党委的人数出自较早的手册，本单位口径启用后"
        "才核对；设常委会的，由本单位口径另定人数。",
        en="Counts who sits on a committee: those who hold the posts of secretary, deputy secretary and members "
        "on the day, each person once, and one for each post that nobody holds. Art. 20 of the Branch Work "
        "Regulations says three to five, generally not above seven; six and seven are not listed. Branches "
        "without a committee, with fewer than seven full members, and temporary branches are not compared. The figures of general branches and "
        "committees are from an older handbook and act only where a profile switches them on; a profile may set "
        "those of a committee with a standing committee.",
    ),
    remedy=Text(
        zh="请核对岗位和任免登记；确与规定不一致的，建议结合换届或者补选作出调整，有合理原因的注明即可。",
        en="Check roles and appointments; if it is so, the next election may be the time to adjust, and where "
        "there is good reason, note it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary, holder: 甲}
- {id: Z1-2, organization: Z1, kind: organization_member, holder: 甲}
- {id: Z1-3, organization: Z1, kind: publicity_member, holder: 乙}
- {id: Z1-4, organization: Z1, kind: discipline_member, holder: 乙}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary, holder: 甲}
- {id: Z1-2, organization: Z1, kind: organization_member, holder: 甲}
- {id: Z1-3, organization: Z1, kind: publicity_member, holder: 乙}
- {id: Z1-4, organization: Z1, kind: discipline_member, holder: 丙}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ROLES, Data.HOLDERS),
    parameters=tuple(f"{name}_{end}" for name in SIZES.values() for end in ("least", "most")),
    symptom=Symptom.WEAKENED,
)
