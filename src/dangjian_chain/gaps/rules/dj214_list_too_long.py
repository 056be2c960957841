"""DJ214 list-too-long: 清单条目偏多."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Floats, Positions


def conditions(context: Context) -> Iterator[Condition]:
    return _asked(context, _counts(context))


def _asked(context: Context, counts: Positions) -> Iterator[Condition]:
    most = _most(context)
    yield Condition(Text(zh="是当日设置的岗位", en="it is a role in force"), _here(context))
    yield Condition(
        Text(zh="当日承担的规定动作多于提示数", en="it bears more required duties than the figure"),
        counts > most,
        lambda role: Text(
            zh=f"承担{counts[role]}项，提示数{plain(most[role])}项",
            en=f"{counts[role]} duties, figure {plain(most[role])}",
        ),
    )


def _here(context: Context) -> Bools:
    return context.in_force("roles") & (context.arrays.role_organization >= 0)


def _counts(context: Context) -> Positions:
    """Return how many distinct required duties the assignments of the day give each role; shape (r,)."""
    rows, duties = context.cascade.rows, context.cascade.duties
    given = (rows.role >= 0) & ~rows.is_(Responsibility.SUPPORTING) & duties.required[rows.duty]
    pairs = np.unique(rows.role[given].astype(np.int64) * len(duties.ids) + rows.duty[given])
    return np.bincount(pairs // max(len(duties.ids), 1), minlength=len(context.table("roles"))).astype(
        np.int32
    )


def _most(context: Context) -> Floats:
    """Return the figure of each role's organization; shape (r,)."""
    owner = context.arrays.role_organization
    most = np.full(len(owner), np.nan)
    most[owner >= 0] = context.limit("list_length_most").values[owner[owner >= 0]]
    return most


def find(context: Context) -> Iterator[Hit]:
    limit, counts = context.limit("list_length_most"), _counts(context)
    for role in meeting(_asked(context, counts)):
        owner = int(context.arrays.role_organization[role])
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "count": int(counts[role]),
                "most": limit.said(owner),
            },
            row=("roles", role),
            held=limit.held(owner),
        )


RULE = Rule(
    code="DJ214",
    name="list-too-long",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="清单条目偏多", en="A long list"),
    message=Text(
        zh="{organization}{role}的责任清单列有{count}项规定动作，多于提示数{most}项。",
        en="The list of the {role} of {organization} has {count} required duties, more than the figure of {most}.",
    ),
    explanation=Text(
        zh="清点当日的责任分工交给每个岗位的规定动作，同一事项只计一次，写给一类组织的分工也计入；自选动作和配合的"
        "不计。多于提示数的列出：清单太长，抓不住重点，容易只剩下填表。提示数由本工具给出，可由本单位配置。"
        "依据是责任链的定义，不是条文规定。",
        en="Counts the required duties that the assignments of the day give each role, each duty once, those of "
        "classes included; elective and supporting ones do not count. On a list that is too long the main things "
        "are lost and forms remain. The figure is this tool's own, and a profile may change it. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议合并相近事项，或者与同一组织的其他岗位适当分担；确需保留的，注明即可。",
        en="Join similar duties, or share them with other roles of the organization; where they are to stay, note it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: deputy_secretary}
duties:
- {id: S1, title: 主题党日}
- {id: S2, title: 谈心谈话}
- {id: S3, title: 组织生活会}
- {id: S4, title: 支部书记讲党课}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S2, organization: Z1, role: Z1-1}
- {duty: S3, organization: Z1, role: Z1-1}
- {duty: S4, organization: Z1, role: Z1-2}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: deputy_secretary}
duties:
- {id: S1, title: 主题党日}
- {id: S2, title: 谈心谈话}
- {id: S3, title: 组织生活会}
- {id: S4, title: 支部书记讲党课}
assignments:
- {duty: S1, organization: Z1, role: Z1-2}
- {duty: S2, organization: Z1, role: Z1-1}
- {duty: S3, organization: Z1, role: Z1-1}
- {duty: S4, organization: Z1, role: Z1-2}
""",
    profile="""\
schema = "dangjian-chain-profile/1"
name = {zh = "示例口径", en = "example profile"}
reason = {zh = "示例", en = "an example"}

[[overrides]]
parameter = "list_length_most"
value = 2
reason = {zh = "示例支部从简", en = "kept short here"}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.ROLES, Data.ASSIGNMENTS),
    parameters=("list_length_most",),
    symptom=Symptom.HOLLOWED,
)
