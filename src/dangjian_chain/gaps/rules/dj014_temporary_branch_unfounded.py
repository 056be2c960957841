"""DJ014 temporary-branch-unfounded: 临时党支部未见批准或任务结束未撤销."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.period import Period, latest
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

APPROVED_BY = "organizations.approved_by"


def conditions(context: Context) -> Iterator[Condition]:
    figures = context.figures
    yield Condition(
        Text(zh="是当日在册的党支部", en="it is a branch in force"), figures.of_kind("branch") & figures.alive
    )
    yield Condition(Text(zh="登记为临时党支部", en="it is entered as temporary"), figures.flag("temporary"))
    yield Condition(
        Text(
            zh="未填写批准单位，或者覆盖的单位均已结束",
            en="no approval is entered, or every unit that it covers has ended",
        ),
        _unapproved(context) | _ended(context),
    )


def _unapproved(context: Context) -> Bools:
    """Return where no approval is entered; nowhere, where the whole column is blank."""
    blank = ~context.figures.stated("approved_by")
    return blank if context.is_filled(APPROVED_BY) else np.zeros_like(blank)


def _ended(context: Context) -> Bools:
    """Return which temporary branches cover units that are all known, and all ended by the day."""
    figures, table = context.figures, context.table("organizations")
    ended = np.zeros(len(table), dtype=bool)
    rows = np.flatnonzero(figures.of_kind("branch") & figures.flag("temporary") & figures.stated("covers"))
    covers, starts, ends = (table.column(name) for name in ("covers", "valid_from", "valid_to"))
    for row in rows.tolist():
        units = table.find(covers[row])
        ended[row] = all(
            unit >= 0 and _is_over(Period(starts[unit], ends[unit]), context.day) for unit in units
        )
    return ended


def _is_over(period: Period, day: date) -> bool:
    """Return whether a period has ended; one whose dates are inverted says nothing."""
    return period.end is not None and latest(period.end) <= day and not period.is_inverted


def find(context: Context) -> Iterator[Hit]:
    unapproved, ended = _unapproved(context), _ended(context)
    for branch in meeting(conditions(context)):
        id_ = context.organization(branch)
        what = (
            (NO_APPROVAL, "temporary_branch_when", unapproved),
            (TASK_ENDED, "temporary_branch_auto_end", ended),
        )
        said = [text for text, _, where in what if where[branch]]
        facts = [fact for _, fact, where in what if where[branch]]
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[branch],
                "what": Text(
                    zh="，".join(text.zh for text in said), en=", and ".join(text.en for text in said)
                ),
            },
            row=("organizations", branch),
            citations=(*facts, "readable_data"),
            column="approved_by" if unapproved[branch] else "valid_to",
        )
    figures = context.figures
    temporary = figures.of_kind("branch") & figures.alive & figures.flag("temporary")
    if temporary.any() and not context.is_filled(APPROVED_BY):
        context.notes.append(NotChecked("DJ014", APPROVALS_UNKNOWN))


NO_APPROVAL = Text(zh="未见批准单位登记", en="no approval is entered")
TASK_ENDED = Text(
    zh="覆盖的单位均已于核对日前结束，名册中仍为在册",
    en="every unit that it covers ended before the day while the branch is still in force",
)
APPROVALS_UNKNOWN = Text(
    zh="批准单位一栏均未填写，临时党支部的批准情况未作比较",
    en="approvals are entered nowhere, so those of temporary branches were not compared",
)

RULE = Rule(
    code="DJ014",
    name="temporary-branch-unfounded",
    severity=Severity.WARNING,
    citations=("temporary_branch_when", "temporary_branch_auto_end", "readable_data"),
    title=Text(
        zh="临时党支部未见批准或任务结束未撤销", en="A temporary branch without approval, or after its task"
    ),
    message=Text(
        zh="{organization}登记为临时党支部，{what}。", en="{organization} is a temporary branch; {what}."
    ),
    explanation=Text(
        zh="核对登记为临时党支部的组织：没有填写批准单位的，以及覆盖的单位（项目）都在册、都已结束而党支部仍然在册的，"
        "列出。《中国共产党支部工作条例（试行）》第八条（条号待核）说明，临时党支部经上级党组织批准可以成立，"
        "临时组建的机构撤销后自然撤销；名册中的日期前后一致，出自责任链的定义。没有填写覆盖单位的，不判断任务"
        "是否结束；批准单位一栏均未填写的，不核对批准情况。日期只到月份、年份的，按最后一天计。",
        en="Looks at branches entered as temporary: those without an approval, and those whose units or projects "
        "are all on the roster and have all ended while the branch is still in force. By Art. 8 of the Branch Work "
        "Regulations (article not verified) a temporary branch may be set up if the superior approves, and ends "
        "by itself with the body it was made for; that dates in a roster agree follows from the definition of a "
        "chain. Where no units are entered nothing is said about the task; where approvals are entered nowhere "
        "they are not compared. A date known to the month or year counts by its last day.",
    ),
    remedy=Text(
        zh="请核对名册：已批准的补填批准单位或者文号，任务已结束的补填撤销时间，任务延期的改填项目结束时间。",
        en="Check the roster: enter who approved it, the end of the branch, or the later end of its project.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-T1, name: 示例一项目临时党支部, kind: branch, superior: D1, temporary: true, approved_by: 示例大队党委}
- {id: D1-T2, name: 示例二项目临时党支部, kind: branch, superior: D1, temporary: true}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-T1, name: 示例一项目临时党支部, kind: branch, superior: D1, temporary: true, approved_by: 示例大队党委}
- {id: D1-T2, name: 示例二项目临时党支部, kind: branch, superior: D1, temporary: true, approved_by: 示例大队党委}
""",
    find=find,
    conditions=conditions,
    reads=("organizations.temporary",),
    columns=("approved_by", "valid_to"),
    symptom=Symptom.HOLLOWED,
)
