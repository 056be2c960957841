"""DJ904 counts-contradict: 人数前后不一致."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text
from dangjian_chain.typing import Positions


def find(context: Context) -> Iterator[Hit]:
    figures = context.figures
    members, full, holders = figures.members, figures.full_members, _holders(context)
    wrong = context.in_force("organizations") & ((full > members) | (members < holders))
    for row in np.flatnonzero(wrong).tolist():
        id_ = context.organization(row)
        what = _what(int(members[row]), full[row], int(holders[row]))
        words = {"organization": context.names[row], "what": what}
        yield Hit(organization=id_, subject=id_, words=words, row=("organizations", row))


def _holders(context: Context) -> Positions:
    """Return how many distinct persons hold roles in each branch; shape (n,)."""
    arrays = context.arrays
    owner = arrays.role_organization
    of_branch = np.where((owner >= 0) & context.figures.of_kind("branch")[owner], owner, -1)
    return arrays.holders.distinct(of_branch, len(arrays.kind))


def _what(members: int, full: float, holders: int) -> Text:
    if full > members:
        return Text(
            zh=f"登记党员{members}名，其中正式党员{full:.0f}名，多于党员数",
            en=f"{full:.0f} full members are entered, more than {members} members",
        )
    return Text(
        zh=f"登记党员{members}名，在任人员{holders}名，多于党员数",
        en=f"{holders} persons hold roles, more than {members} members",
    )


RULE = Rule(
    code="DJ904",
    name="counts-contradict",
    severity=Severity.WARNING,
    citations=("readable_data",),
    title=Text(zh="人数前后不一致", en="Counts that contradict each other"),
    message=Text(
        zh="{organization}{what}。",
        en="{organization}: {what}.",
    ),
    explanation=Text(
        zh="核对各组织登记的人数：正式党员多于党员总数的，党支部在任人员多于党员总数的，列出。"
        "人数决定事项的适用条件，前后不一致时该不该承担就判断不准。一人兼几个岗位只计一次，"
        "党支部以外的组织不与在任人员比较，未填写人数的不核对。依据是责任链的定义，不是条文规定。",
        en="Compares the counts of each organization: more full members than members, and in a branch "
        "more persons who hold roles than members. Counts decide which duties apply, so with two that "
        "contradict each other nobody can tell. A person with several roles is one, only branches are "
        "compared with their holders, and blank counts are not checked. The basis is the definition of "
        "a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对党员人数和任职登记。",
        en="Check the member counts and the appointments.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 15, full_members: 18}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, members: 18, full_members: 18}
""",
    find=find,
    columns=("members", "full_members"),
    needs=(Data.MEMBER_COUNTS,),
)
