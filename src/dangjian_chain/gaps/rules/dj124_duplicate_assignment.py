"""DJ124 duplicate-assignment: 分工重复登记."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import row_name, where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Function, Responsibility, Severity, Symptom, Word
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Objects, Positions


def find(context: Context) -> Iterator[Hit]:
    table = context.table("assignments")
    codes = {name: _places(context, name) for name in ("duty", "organization", "role")}
    rows = np.flatnonzero(_held(context, codes["duty"], codes["organization"]))
    words = (
        _words(table.column("responsibility"), Responsibility),
        _words(table.column("function"), Function),
    )
    columns = [column[rows] for column in (*codes.values(), *words)]
    order = np.lexsort(columns)  # stable: of what is equal, in the order of keys
    same = np.ones(max(len(order) - 1, 0), dtype=bool)
    for column in columns:
        same &= column[order][1:] == column[order][:-1]
    starts = np.flatnonzero(np.diff(same.astype(np.int8), prepend=0) == 1)
    ends = np.flatnonzero(np.diff(same.astype(np.int8), append=0) == -1) + 1
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        row = int(rows[order[end]])
        organization, duty = where(context, "assignments", row)
        yield Hit(
            organization=organization,
            subject_kind="assignment",
            subject=table.ids[row],
            duty=duty,
            words={
                "what": row_name(context, "assignments", row),
                "bearer": _bearer(context, row),
                "count": end - start + 1,
            },
            row=("assignments", row),
        )


def _places(context: Context, name: str) -> Positions:
    """Return what each assignment names as a number, the same for equal names: below 0 where it is no row."""
    table = context.table("assignments")
    places = table.references(name, context.table(_COLLECTIONS[name])).copy()
    other = places < 0
    named = table.column(name)[other]
    codes = {value: -1 - code for code, value in enumerate(dict.fromkeys(named))}
    places[other] = np.fromiter(map(codes.__getitem__, named), dtype=np.int32, count=len(named))
    return places


_COLLECTIONS = {"duty": "duties", "organization": "organizations", "role": "roles"}


def _held(context: Context, duty: Positions, organization: Positions) -> Bools:
    """Return which assignments hold on the day: in force, of a known duty, in a class or an organization in force."""
    named = context.table("assignments").column("organization")
    holds = np.zeros(len(named), dtype=bool)
    known = organization >= 0
    holds[known] = context.figures.alive[organization[known]]
    holds[~known] = [name[:1] == "@" for name in named[~known]]
    return holds & context.in_force("assignments") & (duty >= 0)


def _words(values: Objects, vocabulary: type[Word]) -> Positions:
    """Return words of a vocabulary as numbers, -1 for none; comparisons of each that numpy makes in C."""
    codes = np.full(len(values), -1, dtype=np.int32)
    for code, word in enumerate(vocabulary):
        codes[np.equal(values, word)] = code
    return codes


def _bearer(context: Context, row: int) -> Text:
    """Return who bears it, and how."""
    table = context.table("assignments")
    role, how = table.column("role")[row], table.column("responsibility")[row].label
    found = context.table("roles").positions.get(role, -1)
    if role is None:
        who = Text(zh="本组织（集体）", en="the body as a whole")
    elif found >= 0:
        who = context.role_name(found)
    else:
        kind = context.arrays.role_kinds.get(role[1:]) if role[:1] == "@" else None
        who = Text(zh=role, en=role) if kind is None else kind.label
    return Text(zh=f"{who.zh}，{how.zh}", en=f"{who.en}, {how.en}")


RULE = Rule(
    code="DJ124",
    name="duplicate-assignment",
    severity=Severity.WARNING,
    citations=("readable_data",),
    title=Text(zh="分工重复登记", en="One assignment entered twice"),
    message=Text(
        zh="{what}（{bearer}）重复登记了{count}条，期间有重合。",
        en="{what} ({bearer}) is entered {count} times over the same time.",
    ),
    explanation=Text(
        zh="核对当日有效的分工，责任事项、组织、岗位、责任类型和承担方式都相同的列出，同样的几条列作一项，"
        "以最后一条为准备核改的一条。重复登记会使岗位的事项数虚高，变更时也容易只改一条。多半是前一条的"
        "结束时间没有登记，或者合并表格时重复录入。依据是责任链的定义，不是条文规定。",
        en="Compares the assignments in force on the day, and lists those alike in duty, organization, role, "
        "responsibility and function, once a set, with the last one as the row to change. Twice entered, a duty "
        "makes a role's load look larger, and a change is easily made in one row alone. Mostly the end of the "
        "former row was not entered, or tables were joined. The basis is the definition of a chain, not a "
        "provision.",
    ),
    remedy=Text(
        zh="请核对前一条的结束时间，属重复录入的保留一条；确为不同内容的，注明各自范围。",
        en="Check when the former row ended, and keep one of those entered twice; where they differ, say in what.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, since: 2024-03-01}
- {duty: S1, organization: Z1, since: 2026-03-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, since: 2024-03-01, until: 2026-03-01}
- {duty: S1, organization: Z1, since: 2026-03-01}
""",
    find=find,
    needs=(Data.ASSIGNMENTS,),
    columns=("duty", "role", "responsibility", "until"),
    symptom=Symptom.HOLLOWED,
)
