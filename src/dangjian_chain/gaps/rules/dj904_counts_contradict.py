"""DJ904 counts-contradict: 人数前后不一致."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    table = context.table("organizations")
    members, full = table.column("members"), table.column("full_members")
    holders = _holders(context)
    for row in np.flatnonzero(context.in_force("organizations")).tolist():
        what = _what(members[row], full[row], holders.get(row, 0))
        if what is not None:
            id_ = context.organization(row)
            words = {"organization": context.names[row], "what": what}
            yield Hit(organization=id_, subject=id_, words=words, row=("organizations", row))


def _holders(context: Context) -> dict[int, int]:
    """Return how many distinct persons hold roles in each branch."""
    arrays = context.arrays
    branch = list(arrays.organization_kinds).index("branch")
    persons: dict[int, set[str]] = {}
    for role in arrays.holders:
        owner = int(arrays.role_organization[role])
        if owner >= 0 and arrays.kind[owner] == branch:
            persons.setdefault(owner, set()).update(arrays.persons(role))
    return {owner: len(held) for owner, held in persons.items()}


def _what(members: int | None, full: int | None, holders: int) -> Text | None:
    if members is not None and full is not None and full > members:
        return Text(
            zh=f"登记党员{members}名，其中正式党员{full}名，多于党员数",
            en=f"{full} full members are entered, more than {members} members",
        )
    if members is not None and members < holders:
        return Text(
            zh=f"登记党员{members}名，在任人员{holders}名，多于党员数",
            en=f"{holders} persons hold roles, more than {members} members",
        )
    return None


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
