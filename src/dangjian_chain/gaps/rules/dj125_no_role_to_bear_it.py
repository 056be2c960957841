"""DJ125 no-role-to-bear-it: 应承担的岗位未设."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.propagation.bearing import FUNCTIONS, RESPONSIBILITIES, BearerArrays
from dangjian_chain.propagation.declaring import NOBODY, DeclaredRows
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for (organization, responsibility), duties in sorted(_unborne(context).items()):
        word = RESPONSIBILITIES[responsibility]
        id_ = context.organization(organization)
        kinds = sorted(set().union(*duties.values()))
        yield Hit(
            organization=id_,
            subject=str(word),
            words={
                "organization": context.names[organization],
                "responsibility": word.label,
                "count": len(duties),
                "duties": context.listed(context.title(duty) for duty in sorted(duties)),
                "kinds": context.kind_list(kinds),
            },
            row=("organizations", organization),
            after=(("DJ501", id_, id_, ""),),
        )


def _unborne(context: Context) -> dict[tuple[int, int], dict[int, set[str]]]:
    """Return, by organization and responsibility that finds no role, the duties and the kinds tried."""
    cascade = context.cascade
    unborne, rows = cascade.unborne, cascade.rows
    classes = (rows.role == NOBODY) & ~rows.is_(Responsibility.SUPPORTING)
    found: dict[tuple[int, int], dict[int, set[str]]] = {}
    for source, mask in ((unborne, np.ones(len(unborne.duty), dtype=bool)), (rows, classes)):
        spoken = mask & cascade.speaking[source.duty, source.organization]
        spoken &= cascade.expected[source.duty, source.organization]
        for row in np.flatnonzero(spoken).tolist():
            key = (int(source.organization[row]), int(source.responsibility[row]))
            duty = int(source.duty[row])
            tried = _named(context, rows, row) if source is rows else _tried(context, unborne, row)
            found.setdefault(key, {}).setdefault(duty, set()).update(tried)
    return found


def _tried(context: Context, unborne: BearerArrays, row: int) -> set[str]:
    """Return the kinds that the duty names for the function that finds no role."""
    function = FUNCTIONS[unborne.function[row]]
    spec = context.cascade.duties.spec(int(unborne.duty[row]), function)
    return {kind for joint in spec.kinds(RESPONSIBILITIES[unborne.responsibility[row]]) for kind in joint}


def _named(context: Context, rows: DeclaredRows, row: int) -> set[str]:
    """Return the kind that a class assignment names."""
    role = context.table("assignments").column("role")[rows.row[row]]
    return set() if role is None else {role.removeprefix("@")}


RULE = Rule(
    code="DJ125",
    name="no-role-to-bear-it",
    severity=Severity.ERROR,
    citations=("clear_bearer", "branch_committee_posts"),
    title=Text(zh="应承担的岗位未设", en="A responsibility finds no role"),
    message=Text(
        zh="{organization}有{count}项责任（{duties}）需要{responsibility}，"
        "岗位名册中未见可承担的岗位（{kinds}）。",
        en="{count} duties of {organization} ({duties}) need {responsibility}; its roster shows no role "
        "for it ({kinds}).",
    ),
    explanation=Text(
        zh="按事项写明的责任类型和岗位类别，在岗位名册中找承担岗位，找不到、又没有岗位可以代为承担的，"
        "按责任类型列出。岗位没有设，清单写得再全，责任也落不到人。没有支委会的支部由书记承担，"
        "本级设有纪委的不另找监督岗位，都不在此列；岗位已设而空缺的见DJ105、DJ502。"
        "《中国共产党支部工作条例（试行）》第二十条规定党支部设书记，"
        "正式党员7人以上的设支部委员会和组织、宣传、纪检等委员；其余出自责任链的定义。",
        en="Looks for the roles that a duty names, responsibility by responsibility, and lists those for "
        "which there is no role and none that stands in. However full the list, a responsibility "
        "without a role comes down to nobody. In a branch without a committee the secretary bears all, "
        "and beside a discipline commission no supervising role is wanted: neither is a gap; a role "
        "that exists and is vacant is DJ105 or DJ502. Art. 20 of the Branch Work Regulations names a "
        "secretary, and from seven full members on a committee with organization, publicity and "
        "discipline members; the rest follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="请核对岗位是否漏登；确未设置的，建议明确由哪个岗位承担。",
        en="Check whether a role is missing from the roster; if there is none, name which role bears it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 发展党员, performed_by: [general_branch], bearers: {first: secretary, direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S1, organization: Z1, role: Z1-3, responsibility: supporting}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 发展党员, performed_by: [general_branch], bearers: {first: secretary, direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S1, organization: Z1, role: Z1-3, responsibility: supporting}
""",
    find=find,
    needs=(
        Data.PERFORMERS,
        Data.ROLES,
    ),
    symptom=Symptom.WEAKENED,
)
