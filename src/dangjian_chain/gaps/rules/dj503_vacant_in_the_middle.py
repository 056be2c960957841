"""DJ503 vacant-in-the-middle: 中间层负责岗位空缺."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    code = arrays.role_kind_code("secretary")
    vacant = (
        context.in_force("roles")
        & arrays.vacant
        & (arrays.role_kind == code)
        & (arrays.role_organization >= 0)
    )
    for role in np.flatnonzero(vacant).tolist():
        if context.is_in_the_middle(role):
            yield _hit(context, role)


def _hit(context: Context, role: int) -> Hit:
    arrays, cascade = context.arrays, context.cascade
    owner = int(arrays.role_organization[role])
    below = arrays.hierarchy.line_children(owner).tolist()
    since = context.vacant_since(role)
    rows = cascade.rows
    borne = (rows.role == role) & ~rows.is_(Responsibility.SUPPORTING) & cascade.duties.required[rows.duty]
    bare = sorted(set(rows.duty[borne].tolist()))
    return Hit(
        organization=context.organization(owner),
        subject_kind="role",
        subject=context.table("roles").ids[role],
        words={
            "organization": context.names[owner],
            "role": context.role_name(role),
            "since": context.since_words(since),
            "count": len(below),
            "subordinates": context.name_list(below),
            "duties": len(bare),
            "titles": context.listed(context.title(duty) for duty in bare)
            if bare
            else Text(zh="无", en="none"),
            "filler": context.filler(role),
        },
        since=since,
        row=("roles", role),
    )


RULE = Rule(
    code="DJ503",
    name="vacant-in-the-middle",
    severity=Severity.ERROR,
    citations=("secretary_first_responsible", "clear_bearer"),
    title=Text(zh="中间层负责岗位空缺", en="A vacant secretary in the middle of the line"),
    message=Text(
        zh="{organization}{role}岗位{since}空缺，涉及下级{count}个组织（{subordinates}）、"
        "本级{duties}项责任（{titles}）。",
        en="The {role} of {organization} is vacant {since}; {count} subordinate(s) ({subordinates}) and "
        "{duties} duties of its own ({titles}) are concerned.",
    ),
    explanation=Text(
        zh="核对有下级组织的书记岗位，当日无人在任的列出，并写明涉及的下级组织和本级责任项数。"
        "书记在中间层，空缺时上面的事项没有第一责任人来接，下面各组织也没有书记来抓，"
        "影响的不止一个组织。有代理（主持工作）人员的不在此列；没有下级组织的，见DJ502。"
        "《党委（党组）落实全面从严治党主体责任规定》第八条以书记为第一责任人（条号待核，"
        "基层党组织参照执行）；岗位要有人在任，出自责任链的定义。",
        en="Lists the vacant secretaries of organizations with subordinates, with those subordinates and "
        "the number of duties that lie bare. In the middle of the line a vacancy leaves nobody first "
        "responsible for what comes from above and nobody to see to those below. An acting secretary "
        "fills the role; without subordinates it is DJ502. Art. 8 of the Principal Responsibility "
        "Provisions makes the secretary first responsible (article not verified, by reference); that "
        "roles are held follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="建议由{filler}研究人选；到任前先明确临时负责的岗位。",
        en="{filler} may see to filling it, and name who acts until then.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-01-1, organization: D1-01, kind: secretary}
appointments:
- {role: D1-1, person: 甲, since: 2022-03-01, until: 2026-07-01}
- {role: D1-01-1, person: 乙, since: 2024-03-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-01-1, organization: D1-01, kind: secretary}
appointments:
- {role: D1-1, person: 甲, since: 2022-03-01, until: 2026-07-01}
- {role: D1-1, person: 丙, since: 2026-07-01, acting: true}
- {role: D1-01-1, person: 乙, since: 2024-03-01}
""",
    find=find,
    columns=("holder",),
    needs=(Data.ROLES, Data.HOLDERS),
    symptom=Symptom.WEAKENED,
)
