"""DJ110 misplaced-bearer: 责任岗位错位."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.bearing import FUNCTIONS, RESPONSIBILITIES
from dangjian_chain.propagation.declaring import BOTH
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    rows = cascade.rows
    aside = rows.is_(Responsibility.PRINCIPAL) | rows.is_(Responsibility.SUPPORTING)
    carried = cascade.carries[rows.duty, rows.organization] & cascade.speaking[rows.duty, rows.organization]
    expected = _expected(cascade)
    kinds = [*context.arrays.role_kinds]
    keys = context.table("assignments").ids
    for row in np.flatnonzero((rows.role >= 0) & ~aside & carried).tolist():
        duty, organization, role = int(rows.duty[row]), int(rows.organization[row]), int(rows.role[row])
        named = _named(cascade, row)
        if not named or kinds[context.arrays.role_kind[role]] in named or _names_kind(context, row, named):
            continue
        functions = (0, 1) if rows.function[row] == BOTH else (int(rows.function[row]),)
        if any((duty, organization, function, int(rows.responsibility[row]), role) in expected for function in functions):
            continue
        yield Hit(
            organization=context.organization(organization),
            subject_kind="assignment",
            subject=keys[rows.row[row]],
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "role": context.role_name(role),
                "responsibility": RESPONSIBILITIES[rows.responsibility[row]].label,
                "kinds": context.kind_list(named),
            },
            row=("assignments", int(rows.row[row])),
        )


def _named(cascade: CascadeArrays, row: int) -> list[str]:
    """Return the role kinds that the duty names for the row's responsibility, in what the organization does."""
    rows = cascade.rows
    duty, organization = int(rows.duty[row]), int(rows.organization[row])
    responsibility = RESPONSIBILITIES[rows.responsibility[row]]
    found: list[str] = []
    for code, matrix in enumerate((cascade.performs, cascade.manages)):
        if matrix[duty, organization] and rows.function[row] in {BOTH, code}:
            for joint in cascade.duties.spec(duty, FUNCTIONS[code]).kinds(responsibility):
                found += [kind for kind in joint if kind not in found]
    return found


def _names_kind(context: Context, row: int, named: list[str]) -> bool:
    """Return whether a class assignment names one of the kinds, whoever stands in for it here."""
    rows = context.cascade.rows
    role = context.table("assignments").column("role")[rows.row[row]]
    return role is not None and role[:1] == "@" and role[1:] in named


def _expected(cascade: CascadeArrays) -> set[tuple[int, int, int, int, int]]:
    bearers = cascade.bearers
    columns = (bearers.duty, bearers.organization, bearers.function, bearers.responsibility, bearers.role)
    return set(zip(*(column.tolist() for column in columns), strict=True))


RULE = Rule(
    code="DJ110",
    name="misplaced-bearer",
    severity=Severity.WARNING,
    citations=("clear_bearer",),
    title=Text(zh="责任岗位错位", en="A role of another kind than the duty names"),
    message=Text(
        zh="{organization}的“{duty}”由{role}承担{responsibility}，该事项写明的岗位为{kinds}。",
        en="In {organization} {role} bears {responsibility} for {duty!r}, for which the duty names {kinds}.",
    ),
    explanation=Text(
        zh="事项写明某类责任由哪些岗位承担的，与清单中承担该类责任的岗位类别对照，不一致的列出。"
        "岗位与责任不对应，承担的人可能没有相应的权限和分工。由书记代为承担的（没有支委会的支部，"
        "以及抓下级落实时）不在此列；事项未写明该类责任由谁承担的，不作核对。依据是责任链的定义，"
        "不是条文规定。",
        en="Where a duty names the kinds of roles for a responsibility, compares them with the role that "
        "a list gives it to. A role of another kind may lack the powers and the field that the duty "
        "asks for. A secretary who stands in (in a branch without a committee, or for managing) is no "
        "gap, nor is a responsibility that the duty does not name. The basis is the definition of a "
        "chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对是否笔误；确由该岗位承担的，注明即可。",
        en="Check whether it is a slip; if this role does bear it, a note is enough.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 发展党员, performed_by: [branch], bearers: {direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-3, responsibility: direct}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 发展党员, performed_by: [branch], bearers: {direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-2, responsibility: direct}
""",
    find=find,
    needs=(Data.PERFORMERS, Data.ROLES,),
)
