"""DJ110 misplaced-bearer: 责任岗位错位."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Function, Responsibility, Severity, Symptom
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.bearing import BODY, CODE, FUNCTIONS, RESPONSIBILITIES, BearerArrays
from dangjian_chain.propagation.declaring import BOTH, DeclaredRows
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Positions


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    rows = cascade.rows
    aside = rows.is_(Responsibility.PRINCIPAL) | rows.is_(Responsibility.SUPPORTING)
    carried = cascade.carries[rows.duty, rows.organization] & cascade.speaking[rows.duty, rows.organization]
    candidates = (rows.role >= 0) & ~aside & carried
    candidates[candidates] &= _misfits(context, rows.take(candidates))
    candidates[candidates] &= ~_expected(cascade, rows.take(candidates))
    keys = context.table("assignments").ids
    for row in np.flatnonzero(candidates).tolist():
        duty, organization, role = int(rows.duty[row]), int(rows.organization[row]), int(rows.role[row])
        named = _named(cascade, row)
        if _names_kind(context, row, named):
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


def _misfits(context: Context, rows: DeclaredRows) -> Bools:
    """Mark the rows whose duty names kinds of roles for what they do, and not the kind of theirs."""
    cascade = context.cascade
    kind = context.arrays.role_kind[rows.role]
    named, fits = np.zeros(len(kind), dtype=bool), np.zeros(len(kind), dtype=bool)
    for code, matrix in enumerate((cascade.performs, cascade.manages)):
        here = matrix[rows.duty, rows.organization] & np.isin(rows.function, (BOTH, code))
        table = _kind_table(context, FUNCTIONS[code])[rows.duty, rows.responsibility]
        named |= here & table.any(axis=1)
        fits |= here & table[np.arange(len(kind)), kind]
    return named & ~fits


def _kind_table(context: Context, function: Function) -> Bools:
    """
    Return which kinds of roles each duty names for each responsibility.

    Duties × responsibilities × kinds, and one kind more for those that nobody knows.
    """
    duties = context.cascade.duties
    codes = {kind: code for code, kind in enumerate(context.arrays.role_kinds)}
    table = np.zeros((len(duties.ids), len(RESPONSIBILITIES), len(codes) + 1), dtype=bool)
    for duty in range(len(duties.ids)):
        for responsibility, alternatives in duties.spec(duty, function):
            for joint in alternatives:
                table[duty, CODE[responsibility], [codes.get(kind, len(codes)) for kind in joint]] = True
    return table


def _expected(cascade: CascadeArrays, rows: DeclaredRows) -> Bools:
    """Mark the rows that are expected as they stand, in one function at least."""
    bearers = cascade.bearers
    known = _keys(cascade, bearers, bearers.function)
    found = np.zeros(len(rows.duty), dtype=bool)
    for code in range(len(FUNCTIONS)):
        here = np.isin(rows.function, (BOTH, code))
        found |= here & np.isin(_keys(cascade, rows, np.full_like(rows.duty, code)), known)
    return found


def _keys(cascade: CascadeArrays, rows: DeclaredRows | BearerArrays, function: Positions) -> NDArray[np.intp]:
    """Return one number for each row: duty, organization, function, responsibility and role."""
    shape = (*cascade.shape, len(FUNCTIONS), len(RESPONSIBILITIES), len(cascade.chain.role_kind) + 1)
    return np.ravel_multi_index(
        (rows.duty, rows.organization, function, rows.responsibility, rows.role - BODY), shape
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
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 发展党员, performed_by: [general_branch], bearers: {direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-3, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-3, responsibility: direct}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
- {id: Z1-3, organization: Z1, kind: publicity_member}
duties:
- {id: S1, title: 发展党员, performed_by: [general_branch], bearers: {direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-3, responsibility: supporting}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: direct}
""",
    find=find,
    columns=("role",),
    needs=(
        Data.PERFORMERS,
        Data.ROLES,
    ),
    symptom=Symptom.DILUTED,
)
