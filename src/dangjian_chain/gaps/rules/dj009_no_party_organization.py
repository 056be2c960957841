"""DJ009 no-party-organization: 应建未建党组织."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.period import earliest, latest, months_after
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    figures, least = context.figures, context.limit("branch_min_full_members")
    yield Condition(
        Text(zh="是当日在册的单位（部门）", en="it is a unit in force"),
        figures.of_kind("unit") & figures.alive,
    )
    yield Condition(
        Text(zh="正式党员达到应当成立党支部的人数", en="it has the full members that require a branch"),
        figures.full_members >= least.values,
        figures.compared("full_members", Text(zh="正式党员|名", en="full members|"), least),
    )
    yield Condition(Text(zh="名册中没有党组织覆盖它", en="no Party organization covers it"), ~figures.covered)
    yield Condition(Text(zh="不是短期项目", en="it is no short project"), ~_is_short(context))


def _is_short(context: Context) -> Bools:
    """Return which field projects last, by the longest reading, less than the months that require a branch."""
    least = context.limit("project_branch_months")
    table = context.table("organizations")
    starts, ends = table.column("valid_from"), table.column("valid_to")
    short = np.zeros(len(table), dtype=bool)
    field = np.flatnonzero(
        np.equal(context.figures.unit_types, "field_team")  # a comparison of each that numpy makes in C
        & context.figures.stated("valid_from")
        & context.figures.stated("valid_to")
        & ~np.isnan(least.values)
    )
    for row in field.tolist():
        due = months_after(earliest(starts[row]), int(least.values[row]))
        short[row] = latest(ends[row]) < due
    return short


def find(context: Context) -> Iterator[Hit]:
    figures, least = context.figures, context.limit("branch_min_full_members")
    for unit in meeting(conditions(context)):
        id_ = context.organization(unit)
        yield Hit(
            organization=id_,
            subject=id_,
            words={"unit": context.names[unit], "full": figures.said("full_members", unit)},
            row=("organizations", unit),
            held=least.held(unit),
        )


RULE = Rule(
    code="DJ009",
    name="no-party-organization",
    severity=Severity.ERROR,
    citations=("branch_min_full_members",),
    title=Text(zh="应建未建党组织", en="A unit that no Party organization covers"),
    message=Text(
        zh="{unit}现有正式党员{full}名，已达到单独成立党支部的人数，名册中未见覆盖该单位的党组织。",
        en="{unit} has {full} full members, enough for a branch of its own; the roster shows none that covers it.",
    ),
    explanation=Text(
        zh="在登记的单位（部门）中，找出正式党员已达到应当成立党支部的人数、又没有任何党组织覆盖的。"
        "《中国共产党支部工作条例（试行）》第四条以正式党员计，预备党员不计；由上一级单位整体覆盖的，"
        "视为已覆盖。期限不足六个月的野外项目不在此列。覆盖单位一栏没有填写的，不作比较。",
        en="Looks for units with the full members that require a branch, and no Party organization that covers "
        "them. Art. 4 of the Branch Work Regulations counts full members only; a unit under one that is covered "
        "counts as covered, and field projects of less than six months are left out. Where covered units are "
        "entered nowhere, nothing is compared.",
    ),
    remedy=Text(
        zh="请核对是否漏登；确未设置的，建议按程序提出设置意见。",
        en="Check whether one was left off the roster; if not, propose setting one up by the usual steps.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例支部, kind: branch, superior: D1, covers: [U1]}
- {id: U1, name: 示例一室, superior: D1, full_members: 4}
- {id: U2, name: 示例二室, superior: D1, full_members: 3}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例支部, kind: branch, superior: D1, covers: [U1, U2]}
- {id: U1, name: 示例一室, superior: D1, full_members: 4}
- {id: U2, name: 示例二室, superior: D1, full_members: 3}
""",
    find=find,
    conditions=conditions,
    reads=("organizations.covers", "organizations.full_members"),
    parameters=("branch_min_full_members",),
    columns=("covers", "full_members"),
    symptom=Symptom.WEAKENED,
)
