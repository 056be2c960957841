"""DJ903 stale: 信息较长时间未更新."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.period import Day, latest, months_after
from dangjian_chain.text import Text

CONFIRMED = ("assignments", "acknowledged_on")
"""What confirms the list of an organization; where it was never entered there is nothing to be stale."""
SEEN = (("assignments", "reviewed_on"), ("records", "on"), ("records", "recorded_on"))
"""What shows besides that somebody has looked."""
NEVER = 0
"""In a column of days: none is entered."""


class _Last:
    """The last day on which something of each organization was confirmed, by the latest reading."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._said: dict[int, Day] = {}
        self.confirmed = self._days(*CONFIRMED)
        self.seen = np.maximum.reduce([self.confirmed, *(self._days(*column) for column in SEEN)])

    def _days(self, collection: str, column: str) -> NDArray[np.int64]:
        """Return the last day of a column in the rows in force of each organization; shape (n,)."""
        context = self._context
        table, organizations = context.table(collection), context.table("organizations")
        days = np.full(len(organizations), NEVER, dtype=np.int64)
        held = table.columns.get(column)
        if held is None:
            return days
        read = {value: latest(value).toordinal() for value in set(held) - {None}}
        for value, day in read.items():
            self._said[day] = max(self._said.get(day, value), value, key=_precision)
        entered = np.fromiter(map({None: NEVER, **read}.__getitem__, held), dtype=np.int64, count=len(held))
        owner = table.references("organization", organizations)
        rows = context.in_force(collection) & (owner >= 0)
        np.maximum.at(days, owner[rows], entered[rows])
        return days

    def said(self, organization: int) -> Text:
        """Return the day as it was entered."""
        day = self._said.get(int(self.seen[organization]))
        return Text(zh="未登记", en="not entered") if day is None else Text(zh=str(day), en=str(day))


def _precision(day: Day) -> int:
    """Return how much is said: of 2025, 2025-12 and 2025-12-31 the last says most."""
    return len(str(day))


def conditions(context: Context) -> Iterator[Condition]:
    last = _Last(context)
    yield Condition(Text(zh="是当日在册的组织", en="it is in force"), context.figures.alive)
    yield Condition(Text(zh="有本级责任清单", en="it keeps a list of its own"), context.cascade.keeps_list)
    yield Condition(
        Text(zh="登记过清单的确认时间", en="a confirmation of its list is entered"),
        last.confirmed > NEVER,
    )
    yield Condition(
        Text(zh="最近一次登记已超过提示期限", en="the last one lies further back than the reminder"),
        last.seen < _before(context),
        lambda row: Text(zh=f"最近一次：{last.said(row).zh}", en=f"the last one: {last.said(row).en}"),
    )


def _before(context: Context) -> NDArray[np.int64]:
    """Return the day before which what was confirmed is stale, for each organization; shape (n,)."""
    limit = context.limit("stale_months").values
    before = np.full(len(limit), NEVER, dtype=np.int64)
    for months in np.unique(limit[~np.isnan(limit)]).tolist():
        if months < 12 * (context.day.year - 1):
            before[limit == months] = months_after(context.day, -int(months)).toordinal()
    return before


def find(context: Context) -> Iterator[Hit]:
    limit, last = context.limit("stale_months"), _Last(context)
    for organization in meeting(conditions(context)):
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "last": last.said(organization),
                "months": limit.said(organization),
            },
            row=("organizations", organization),
            held=limit.held(organization),
        )


RULE = Rule(
    code="DJ903",
    name="stale",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="信息较长时间未更新", en="Nothing confirmed for long"),
    message=Text(
        zh="{organization}的责任清单和记录最近一次登记为{last}，距核对日已超过{months}个月。",
        en="Of {organization}, list and records were last confirmed on {last}, more than {months} months before the "
        "day asked.",
    ),
    explanation=Text(
        zh="有本级责任清单、登记过确认时间的组织，取清单的确认、审核时间和履责记录的时间中最近的一个，与核对日比较。较长时间没有"
        "新的登记，名册和清单可能已与实际不符，据此核对出来的其他事项也要先核实。只知道年份、月份的按最后一天计；"
        "从未登记过确认时间的不作比较。提示期限由本工具给出，可在本单位口径中调整。"
        "依据是责任链的定义，不是条文规定。",
        en="Of organizations that keep a list and have confirmed it once, takes the latest of the days on which the list was confirmed or "
        "reviewed and of their records, and compares it with the day asked. Where nothing was entered for long, "
        "rosters and lists may no longer be true, and what else is found there wants checking first. A month or a "
        "year counts by its last day; where no confirmation was ever entered nothing is "
        "compared. The figure is this tool's own, and a profile may change it. The basis is the definition of a "
        "chain, not a provision.",
    ),
    remedy=Text(
        zh="清单仍适用的，注明确认时间即可，不必另做材料；已有变化的，请更新。",
        en="If the list still holds, enter the day of confirmation, no more; if things have changed, bring it up to "
        "date.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, acknowledged_on: 2025-09-29}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, acknowledged_on: 2025-09-30}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ASSIGNMENTS,),
    reads=("assignments.acknowledged_on",),
    parameters=("stale_months",),
)
