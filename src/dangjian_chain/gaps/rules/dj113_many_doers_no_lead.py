"""DJ113 many-doers-no-lead: 多方承办、未明确牵头."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def find(context: Context) -> Iterator[Hit]:
    doers, led = _doers(context), _led(context)
    for (duty, organization), roles in sorted(doers.items()):
        if led[duty, organization]:
            continue
        id_, duty_id = context.organization(organization), context.duty(duty)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=duty_id,
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "count": len(roles),
                "roles": context.role_list(sorted(roles)),
            },
            row=("organizations", organization),
            after=(("DJ102", id_, id_, duty_id),),
        )


def _doers(context: Context) -> dict[tuple[int, int], set[int]]:
    """Return the roles that do a carried duty by rows of the organization's own (and so declare it), if several."""
    cascade = context.cascade
    rows = cascade.rows
    doing = rows.is_(Responsibility.CONCRETE) | rows.is_(Responsibility.PORTFOLIO)
    chosen = np.flatnonzero(doing & ~rows.by_class & (rows.role >= 0))
    chosen = chosen[cascade.carries[rows.duty[chosen], rows.organization[chosen]]]
    pairs = np.ravel_multi_index((rows.duty[chosen], rows.organization[chosen]), cascade.shape)
    _, pair, count = np.unique(pairs, return_inverse=True, return_counts=True)
    found: dict[tuple[int, int], set[int]] = {}
    for row in chosen[count[pair] > 1].tolist():
        found.setdefault((int(rows.duty[row]), int(rows.organization[row])), set()).add(int(rows.role[row]))
    return {pair: roles for pair, roles in found.items() if len(roles) > 1}


def _led(context: Context) -> Bools:
    """Return where a row, of the duty or of a part of it, makes anybody first or direct responsible."""
    cascade = context.cascade
    rows = cascade.rows
    leading = rows.is_(Responsibility.FIRST) | rows.is_(Responsibility.DIRECT)
    led = np.zeros(cascade.shape, dtype=bool)
    led[rows.duty[leading], rows.organization[leading]] = True
    own = led.copy()
    for part, whole in cascade.duties.parts:
        led[whole] |= own[part]
    return led


RULE = Rule(
    code="DJ113",
    name="many-doers-no-lead",
    severity=Severity.WARNING,
    citations=("clear_bearer",),
    title=Text(zh="多方承办、未明确牵头", en="Several do it and none leads"),
    message=Text(
        zh="{organization}的“{duty}”由{count}个岗位承办（{roles}），未见牵头岗位。",
        en="In {organization} {count} roles do {duty!r} ({roles}), and none is first or direct responsible.",
    ),
    explanation=Text(
        zh="核对本级清单中由两个以上岗位承担具体责任或者分管责任的事项，有没有一个岗位是第一责任人或者直接责任人。"
        "几个岗位各做一段而没有牵头的，进度由谁协调、情况由谁汇总就不清楚。分项中已明确第一责任人或者直接责任人的、"
        "只列为配合的不在此列；写明应有第一责任人而未见的，另见DJ102。依据是责任链的定义，不是条文规定。",
        en="Where an organization's own list gives a duty to two or more roles as concrete or portfolio "
        "responsibility, looks for one that is first or direct responsible. With several each doing a part, nobody "
        "in particular coordinates them or sums up. A first or direct responsible of a part is enough, and "
        "supporting roles do not count; a duty that names a first responsible is DJ102 as well. The basis is the "
        "definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议在其中明确一个牵头岗位，其余不变；已由会议明确的，注明即可。",
        en="Let one of them lead and leave the others; where a meeting has settled it, a note is enough.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 组织生活会, performed_by: [general_branch]}
- {id: S2, title: 主题党日, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S2, organization: Z1, role: Z1-2, responsibility: concrete}
- {duty: S2, organization: Z1, role: Z1-3, responsibility: concrete}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 组织生活会, performed_by: [general_branch]}
- {id: S2, title: 主题党日, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S2, organization: Z1, role: Z1-2, responsibility: direct}
- {duty: S2, organization: Z1, role: Z1-3, responsibility: concrete}
""",
    find=find,
    needs=(Data.PERFORMERS, Data.ROLES, Data.ASSIGNMENTS),
    symptom=Symptom.DILUTED,
)
