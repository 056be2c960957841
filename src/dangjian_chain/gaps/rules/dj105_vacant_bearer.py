"""DJ105 vacant-bearer: 责任岗位空缺."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    vacant = context.arrays.vacant
    rows = cascade.rows
    doing = (rows.role >= 0) & ~rows.is_(Responsibility.SUPERVISORY) & ~rows.is_(Responsibility.SUPPORTING)
    borne, filled = np.zeros(cascade.shape, dtype=bool), np.zeros(cascade.shape, dtype=bool)
    borne[rows.duty[doing], rows.organization[doing]] = True
    held = doing & ~vacant[np.maximum(rows.role, 0)] if len(vacant) else doing
    filled[rows.duty[held], rows.organization[held]] = True
    for duty, organization in np.argwhere(borne & ~filled & cascade.speaking).tolist():
        here = rows.of(duty, organization)
        roles = sorted(set(rows.role[here[doing[here]]].tolist()))
        ids = [context.table("roles").ids[role] for role in roles]
        owners = [_owner(context, role) for role in roles]
        sinces = [since for role in roles if (since := context.vacant_since(role)) is not None]
        since = max(sinces, key=str, default=None)
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "roles": context.role_list(roles),
                "since": context.since_words(since),
                "filler": context.filler(roles[0]),
            },
            since=since,
            row=("organizations", organization),
            after=tuple(
                (code, owner, role, "")
                for role, owner in zip(ids, owners, strict=True)
                for code in ("DJ503", "DJ502")
            ),
        )


def _owner(context: Context, role: int) -> str:
    return str(context.table("roles").column("organization")[role])


RULE = Rule(
    code="DJ105",
    name="vacant-bearer",
    severity=Severity.ERROR,
    citations=("clear_bearer",),
    title=Text(zh="责任岗位空缺", en="The bearing role is vacant"),
    message=Text(
        zh="{organization}承担“{duty}”的岗位（{roles}）{since}空缺。",
        en="The role(s) of {organization} that bear {duty!r} ({roles}) are vacant {since}.",
    ),
    explanation=Text(
        zh="对清单中写到岗位的事项，核对核对日有没有人在任，承担岗位（监督岗位除外）全部空缺的列出。"
        "岗位空缺期间，事项在清单上有着落，实际却没有人办。有代理（主持工作）人员的、"
        "承担岗位中还有一个在任的、由全体党员承担的，不在此列。依据是责任链的定义，不是条文规定。",
        en="Looks for holders on the day, and lists the duties all of whose bearing roles, supervisory "
        "ones aside, are vacant. While they are, the list shows a bearer and nobody does the work. An "
        "acting holder, one bearing role of several that is held, and the collective of all members "
        "are no gaps. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议由{filler}先明确临时负责的岗位，再按程序配备。",
        en="{filler} may name who acts for the time being, and then fill the role by procedure.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01}
- {role: Z1-2, person: 乙, since: 2024-03-01, until: 2026-07-01}
duties:
- {id: S1, title: 发展党员, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-2, responsibility: direct}
- {duty: S1, organization: Z1, role: Z1-1, responsibility: supporting}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01}
- {role: Z1-2, person: 乙, since: 2024-03-01, until: 2026-07-01}
- {role: Z1-2, person: 丙, since: 2026-07-01, acting: true}
duties:
- {id: S1, title: 发展党员, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-2, responsibility: direct}
- {duty: S1, organization: Z1, role: Z1-1, responsibility: supporting}
""",
    find=find,
    needs=(
        Data.ROLES,
        Data.HOLDERS,
    ),
    symptom=Symptom.WEAKENED,
)
