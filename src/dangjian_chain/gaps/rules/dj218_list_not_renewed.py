"""DJ218 list-not-renewed: 清单未按年度更新."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.questions import note_unfilled
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.period import latest, months_after
from dangjian_chain.text import Text, both
from dangjian_chain.typing import Bools, Objects, Positions

if TYPE_CHECKING:
    from dangjian_chain.gaps.limit import Limit

COLUMNS = ("since", "reviewed_on")


def conditions(context: Context) -> Iterator[Condition]:
    return _asked(context, _last(context))


def _asked(context: Context, last: Positions) -> Iterator[Condition]:
    yield Condition(
        Text(zh="是自列责任清单的在册组织", en="it is in force and keeps a list of its own"),
        context.figures.alive & context.cascade.keeps_list,
    )
    yield Condition(
        Text(
            zh="清单写有开始时间或者审核时间",
            en="its list states since when it holds or when it was reviewed",
        ),
        last > 0,
    )
    yield Condition(
        Text(zh="最近一次距核对日超过复核的提示期限", en="the latest of these lies more than the figure ago"),
        _is_over(last, context.limit("list_review_months"), context.day),
        lambda row: _shown(int(last[row])),
    )


def _last(context: Context) -> Positions:
    """Return the latest day that the list of each organization states, as an ordinal; 0 for none; shape (n,)."""
    table = context.table("assignments")
    where = table.references("organization", context.table("organizations"))
    own = context.in_force("assignments") & (where >= 0)
    last = np.zeros(len(context.table("organizations")), dtype=np.int32)
    for name in COLUMNS:
        if context.is_filled(f"assignments.{name}"):
            np.maximum.at(last, where[own], _ordinals(table.column(name)[own]))
    return last


def _ordinals(days: Objects) -> Positions:
    """Return days by their latest reading, 0 for none; each distinct one is read once."""
    known = {day: 0 if day is None else latest(day).toordinal() for day in set(days.tolist())}
    return np.fromiter(map(known.__getitem__, days), dtype=np.int32, count=len(days))


def _is_over(last: Positions, limit: Limit, day: date) -> Bools:
    """Return where that many months after the last day lie before the day asked; shape (n,)."""
    over = np.zeros(len(last), dtype=bool)
    for months in np.unique(limit.values[~np.isnan(limit.values)]).tolist():
        here = (last > 0) & (limit.values == months)
        days, places = np.unique(last[here], return_inverse=True)
        due = [months_after(date.fromordinal(one), int(months)) < day for one in days.tolist()]
        over[here] = np.array(due, dtype=bool)[places]
    return over


def _shown(last: int) -> Text:
    """Return the latest day of a list; that there is one was asked before."""
    said = date.fromordinal(last).isoformat()
    return Text(zh=f"最近为{said}", en=f"the latest is {said}")


def find(context: Context) -> Iterator[Hit]:
    if not any(context.is_filled(f"assignments.{name}") for name in COLUMNS):
        note_unfilled(context, "DJ218", [f"assignments.{name}" for name in COLUMNS])
        return
    limit, last = context.limit("list_review_months"), _last(context)
    for organization in meeting(_asked(context, last)):
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "last": both(date.fromordinal(int(last[organization])).isoformat()),
                "months": limit.said(organization),
            },
            row=("organizations", organization),
            held=limit.held(organization),
        )


RULE = Rule(
    code="DJ218",
    name="list-not-renewed",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="清单未按年度更新", en="A list that was not renewed"),
    message=Text(
        zh="{organization}的责任清单最近一次登记的开始或者审核时间为{last}，至核对日已超过{months}个月。",
        en="The latest day that the list of {organization} states, as a beginning or a review, is {last}, "
        "more than {months} months ago.",
    ),
    explanation=Text(
        zh="在自列责任清单的组织中，取本组织当日有效分工的开始时间、审核时间中最近的一个，距核对日超过提示期限的"
        "列出；刚好到期的不列，只知道年月的按该月最后一天计，两项时间都没有填写的不作比较，写给一类组织的分工不计。"
        "岗位和任务年年有变，清单一年没有看过，就可能与实际脱节。提示期限由本工具给出，可由本单位配置。"
        "依据是责任链的定义，不是条文规定。",
        en="Of each organization that keeps a list, takes the latest beginning or review of its own assignments in "
        "force, and lists those where it lies more than the figure before the day; exactly that long is no gap, "
        "a month counts as its last day, where neither is entered nothing is compared, and assignments of classes "
        "do not count. Roles and tasks change from year to year, and a list that nobody has looked at may no "
        "longer fit. The figure is this tool's own, and a profile may change it. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="已复核的，补记审核时间即可，没有变化的不必重新印发；未复核的，可结合年初安排一并进行。",
        en="Where it was reviewed, enter the day, and issue nothing anew; else do it along with the plans of the year.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
assignments:
- {duty: S1, organization: Z1, since: 2025-02-10}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
assignments:
- {duty: S1, organization: Z1, since: 2025-02-10, reviewed_on: 2026-02-10}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ASSIGNMENTS,),
    parameters=("list_review_months",),
    symptom=Symptom.DILUTED,
)
