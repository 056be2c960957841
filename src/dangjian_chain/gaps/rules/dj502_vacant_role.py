"""DJ502 vacant-role: 岗位空缺."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.kind import COLLECTIVE
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    table = context.table("roles")
    wanted = np.where(np.isinf(arrays.seats), 1, arrays.seats)
    short = arrays.required & context.in_force("roles") & (arrays.holders.held < wanted)
    short &= arrays.role_kind != arrays.role_kind_code(COLLECTIVE)
    for role in np.flatnonzero(short).tolist():
        held = int(arrays.holders.held[role])
        if held == 0 and context.is_in_the_middle(role):
            continue
        since = context.vacant_since(role)
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=table.ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "seats": int(wanted[role]),
                "held": held,
                "since": context.since_words(since),
                "filler": context.filler(role),
            },
            since=since,
            row=("roles", role),
        )


RULE = Rule(
    code="DJ502",
    name="vacant-role",
    severity=Severity.WARNING,
    citations=("clear_bearer",),
    title=Text(zh="岗位空缺", en="A required role is vacant"),
    message=Text(
        zh="{organization}的{role}岗位应配{seats}名，在任{held}名，{since}未配齐。",
        en="{organization} needs {seats} holder(s) as {role} and has {held} {since}.",
    ),
    explanation=Text(
        zh="核对必设岗位（书记、党小组组长，以及注明必设的岗位）当日的在任人数，少于职数的列出。"
        "岗位没有配齐，落在这个岗位上的责任就暂时无人承担。代理（主持工作）人员计为在任，"
        "职数不限的岗位有一人即可，全体党员不是要配备的岗位；有下级组织的书记岗位空缺见DJ503。"
        "依据是责任链的定义，不是条文规定。",
        en="Counts the holders of required roles (secretaries, group leaders, and roles marked as "
        "required) on the day, and lists those with fewer than seats. While a role is not filled, "
        "nobody bears what rests on it. An acting holder counts, a role with unlimited seats needs "
        "one, the collective of all members none; the vacant secretary of an organization with "
        "subordinates is DJ503. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对任免登记；确有空缺的，建议由{filler}研究配备。",
        en="Check the appointments entered; if it is vacant, {filler} may see to filling it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01, until: 2026-07-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01, until: 2026-07-01}
- {role: Z1-1, person: 乙, since: 2026-07-01}
""",
    find=find,
    columns=("holder",),
    needs=(Data.ROLES, Data.HOLDERS),
    symptom=Symptom.WEAKENED,
)
