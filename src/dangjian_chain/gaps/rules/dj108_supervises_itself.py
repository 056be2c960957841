"""DJ108 supervises-itself: 承办与监督为同一岗位（人员）."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for (duty, organization), (doing, watching) in _both_sides(context).items():
        same = sorted(doing & watching)
        shared = same or _same_person(context, doing, watching)
        if not shared:
            continue
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "who": Text(zh="岗位", en="role") if same else Text(zh="人员", en="person"),
                "roles": context.role_list(shared),
            },
            row=("organizations", organization),
        )


def _both_sides(context: Context) -> dict[tuple[int, int], tuple[set[int], set[int]]]:
    """Return the roles that carry and those that supervise, for pairs that have a supervising role."""
    cascade = context.cascade
    rows = cascade.rows
    known = (rows.role >= 0) & ~rows.is_(Responsibility.SUPPORTING) & cascade.duties.required[rows.duty]
    supervises = rows.is_(Responsibility.SUPERVISORY)
    pairs: dict[tuple[int, int], tuple[set[int], set[int]]] = {
        (int(rows.duty[row]), int(rows.organization[row])): (set(), set())
        for row in np.flatnonzero(known & supervises).tolist()
    }
    watched = np.zeros(cascade.shape, dtype=bool)
    for pair in pairs:
        watched[pair] = True
    for row in np.flatnonzero(known & watched[rows.duty, rows.organization]).tolist():
        both = pairs[int(rows.duty[row]), int(rows.organization[row])]
        both[int(supervises[row])].add(int(rows.role[row]))
    return dict(sorted(pairs.items()))


def _same_person(context: Context, doing: set[int], watching: set[int]) -> list[int]:
    """Return the roles, one on each side, that one person holds."""
    arrays = context.arrays
    shared = []
    for role in sorted(watching):
        persons = set(arrays.persons(role))
        shared += [other for other in sorted(doing) if persons & set(arrays.persons(other))] and [role]
    held = {person for role in shared for person in arrays.persons(role)}
    return sorted({*shared, *(role for role in doing if held & set(arrays.persons(role)))}) if shared else []


RULE = Rule(
    code="DJ108",
    name="supervises-itself",
    severity=Severity.WARNING,
    citations=("four_way_split",),
    title=Text(zh="承办与监督为同一岗位（人员）", en="Carries and supervises the same duty"),
    message=Text(
        zh="{organization}的“{duty}”由同一{who}承办并监督（{roles}）。",
        en="In {organization} one {who} both carries and supervises {duty!r} ({roles}).",
    ),
    explanation=Text(
        zh="对清单中既有承办岗位又有监督岗位的事项，核对两者是不是同一个岗位或同一个人。"
        "自己承办又自己监督，监督这一环就起不到作用。只列为配合的、自选动作、"
        "清单未写监督岗位的不在此列；没有支委会的支部不另要监督岗位，由上一级纪检组织监督。"
        "《中共中央关于加强对“一把手”和领导班子监督的意见》把监督专责与主体责任、第一责任人责任、"
        "“一岗双责”分别列明；同一事项由不同岗位承办和监督，出自责任链的定义。",
        en="Where a list gives a duty to roles that carry it and to roles that supervise it, looks "
        "whether one role, or one person, is both. Whoever supervises their own work adds nothing by "
        "it. Supporting roles, elective duties and duties without a supervising role are no gaps; a "
        "branch without a committee needs none, its superior's discipline body supervises. The "
        "Opinions on Supervising Top Leaders name dedicated supervision apart from the other "
        "responsibilities; that different roles carry and supervise one duty follows from the "
        "definition of a chain.",
    ),
    remedy=Text(
        zh="建议另明确一个岗位负责监督；人手确有不足的，由上级纪检组织监督并注明即可。",
        en="Let another role supervise it; where hands are few, the superior's discipline body may do so: "
        "a note is enough.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: discipline_member}
duties:
- {id: S1, title: 党费收缴, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-1, responsibility: supervisory}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: discipline_member}
duties:
- {id: S1, title: 党费收缴, performed_by: [general_branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: supervisory}
""",
    find=find,
    needs=(Data.ROLES,),
    symptom=Symptom.HOLLOWED,
)
