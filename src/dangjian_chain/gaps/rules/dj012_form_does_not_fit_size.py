"""DJ012 form-does-not-fit-size: 设置形式与党员人数不相符."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import Limit
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    figures = context.figures
    yield Condition(
        Text(zh="是当日在册的基层党委或者党总支", en="it is a committee or a general branch in force"),
        figures.of_kind("committee", "general_branch") & figures.alive,
    )
    yield Condition(
        Text(
            zh="党员人数与设置形式的规定人数不相符", en="its members and the number of its form do not agree"
        ),
        np.logical_or.reduce([where for _, where, _ in _cases(context)]),
        partial(_compared, context),
    )
    yield Condition(Text(zh="未填写批准单位", en="no approval is entered"), ~figures.stated("approved_by"))


def _cases(context: Context) -> tuple[tuple[Text, Bools, Limit], ...]:
    """Return in which way form and members may disagree, where they do, and the number they disagree with."""
    figures, members = context.figures, context.figures.members
    is_committee, is_general = figures.of_kind("committee"), figures.of_kind("general_branch")
    committee, general = context.limit("committee_min_members"), context.limit("general_branch_min_members")
    return (
        (FEW_FOR_COMMITTEE, is_committee & (members < committee.values), committee),
        (FEW_FOR_GENERAL_BRANCH, is_general & (members < general.values), general),
        (ENOUGH_FOR_COMMITTEE, is_general & (members >= committee.values), committee),
    )


def _compared(context: Context, row: int) -> Text:
    """Return the members and the number of the form, or that of a committee where they reach it."""
    (_, _, committee), (_, _, general), (_, enough, _) = _cases(context)
    is_general = context.figures.of_kind("general_branch")[row] and not enough[row]
    what = Text(zh="党员|名", en="members|")
    return context.figures.compared("members", what, general if is_general else committee)(row)


def find(context: Context) -> Iterator[Hit]:
    kinds = list(context.arrays.organization_kinds.values())
    rows = meeting(conditions(context))
    for what, where, limit in _cases(context):
        for row in (row for row in rows if where[row]):
            id_ = context.organization(row)
            yield Hit(
                organization=id_,
                subject=id_,
                words={
                    "organization": context.names[row],
                    "kind": kinds[context.arrays.kind[row]].label,
                    "members": context.figures.said("members", row),
                    "what": what.format({"number": limit.said(row)}),
                },
                row=("organizations", row),
                held=limit.held(row),
                citations=(),
            )


FEW_FOR_COMMITTEE = Text(zh="少于设立基层党委的{number}名", en="fewer than the {number} of a committee")
FEW_FOR_GENERAL_BRANCH = Text(
    zh="少于设立党总支的{number}名", en="fewer than the {number} of a general branch"
)
ENOUGH_FOR_COMMITTEE = Text(zh="已达到设立基层党委的{number}名", en="as many as the {number} of a committee")

RULE = Rule(
    code="DJ012",
    name="form-does-not-fit-size",
    severity=Severity.NOTE,
    citations=(
        "organ_committee_threshold",
        "organ_general_branch_threshold",
        "soe_committee_threshold",
        "soe_general_branch_threshold",
    ),
    title=Text(zh="设置形式与党员人数不相符", en="A form that does not fit the number of members"),
    message=Text(
        zh="{organization}（{kind}）登记党员{members}名，{what}，未见批准单位登记。",
        en="{organization} ({kind}) has {members} members, {what}; no approval is entered.",
    ),
    explanation=Text(
        zh="比较机关、国有企业的基层党委、党总支的党员人数（含预备党员）与设立这一形式的人数：不足的，"
        "以及党总支已达到设立党委人数的，又没有填写批准单位，列出供参考。《中国共产党党和国家机关基层组织工作条例》"
        "第五条、第六条和《中国共产党国有企业基层组织工作条例（试行）》第四条都允许人数不足时因工作需要、经上级批准"
        "设立，填写批准单位即可；国有企业设党总支的人数条号待核。事业单位未见统一的人数规定，不作比较；"
        "单位类型、党员人数没有填写的，批准单位一栏均未填写的，也不作比较。",
        en="Compares the members, probationary ones included, of committees and general branches of organs and "
        "state-owned enterprises with the number from which there is one, and lists those with fewer, and general "
        "branches with enough for a committee, where no approval is entered. The Organs' Primary Organizations "
        "Regulations (Art. 5 and 6) and the SOE Primary Organizations Regulations (Art. 4; for general branches "
        "article not verified) allow the form with fewer members where there is need and the superior approves: "
        "entering who approved is enough. For public institutions no number was found, and nothing is compared; "
        "nor where type of unit or members are blank, or approvals are entered nowhere.",
    ),
    remedy=Text(
        zh="请核对党员人数；经上级批准按现有形式设置的，补填批准单位或者文号即可，人数有变化的可考虑结合换届研究。",
        en="Check the count; where the superior approved the present form, enter who did, and where the number "
        "has changed, the next election may be the time to look at it.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例厅机关党委, kind: committee, unit_type: organ, members: 130, approved_by: 示例工委}
- {id: D1-LT, name: 示例离退休干部党总支, kind: general_branch, superior: D1, unit_type: organ, members: 49}
""",
    good="""\
organizations:
- {id: D1, name: 示例厅机关党委, kind: committee, unit_type: organ, members: 130, approved_by: 示例工委}
- {id: D1-LT, name: 示例离退休干部党总支, kind: general_branch, superior: D1, unit_type: organ, members: 50}
""",
    find=find,
    conditions=conditions,
    needs=(Data.MEMBER_COUNTS,),
    reads=("organizations.approved_by",),
    parameters=("committee_min_members", "general_branch_min_members"),
    columns=("members", "approved_by"),
    symptom=Symptom.WEAKENED,
)
