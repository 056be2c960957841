"""DJ122 uncovered-days: 责任承担有空档期."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.tenures import AFTER, BEFORE, Span, Tenures, longest
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.period import earliest, latest
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

KEY = "hand_over_months"
ASIDE = (Responsibility.SUPERVISORY, Responsibility.SUPPORTING)


def find(context: Context) -> Iterator[Hit]:
    tenures = Tenures(context.arrays, context.day, context.parameter(KEY))
    if not (tenures.open.any() and (tenures.closing | tenures.changing).any()):
        return
    earlier = _Earlier(context)
    for duty, organization in np.argwhere(_candidates(context, tenures)).tolist():
        roles = _bearing(context, duty, organization)
        spans = [span for span in tenures.uncovered(roles) if not earlier.bears(duty, organization, span)]
        span = longest(spans)
        if span is None:
            continue
        id_, ids = context.organization(organization), context.table("roles").ids
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "start": span.first,
                "end": span.last,
                "days": span.days,
                "roles": context.role_list(sorted(roles)),
            },
            since=span.first,
            row=("organizations", organization),
            after=tuple(("DJ519", context.owner(role), ids[role], "") for role in sorted(roles)),
            held=(context.rules.held(KEY),),
        )


def _doing(context: Context) -> Bools:
    """Return which rows give a duty to a role that does it."""
    rows = context.cascade.rows
    return (rows.role >= 0) & ~rows.is_(ASIDE[0]) & ~rows.is_(ASIDE[1])


def _candidates(context: Context, tenures: Tenures) -> Bools:
    """Return the pairs of which every bearing role may have been vacant on one day, duties × organizations."""
    cascade, rows, doing = context.cascade, context.cascade.rows, _doing(context)

    def where(chosen: Bools) -> Bools:
        marked = np.zeros(cascade.shape, dtype=bool)
        marked[rows.duty[chosen], rows.organization[chosen]] = True
        return marked

    def of(roles: Bools) -> Bools:
        found: Bools = doing & roles[np.maximum(rows.role, 0)]
        return found

    some = tenures.open | tenures.changing
    found = where(of(tenures.open)) & where(of(tenures.closing | tenures.changing)) & ~where(of(~some))
    own = where(doing & ~rows.by_class)
    return found & own & cascade.carries & cascade.declared & cascade.speaking


def _bearing(context: Context, duty: int, organization: int) -> dict[int, int]:
    """Return the roles that bear a duty in an organization, each with the day from which it does."""
    rows, doing = context.cascade.rows, _doing(context)
    since = context.table("assignments").column("since")
    found: dict[int, int] = {}
    for row in rows.of(duty, organization).tolist():
        if doing[row]:
            role, day = int(rows.role[row]), since[int(rows.row[row])]
            start = BEFORE if day is None else latest(day).toordinal()
            found[role] = min(start, found.get(role, start))
    return found


class _Earlier:
    """Assignments to roles that are over: while one of them held, others may have borne the duty."""

    def __init__(self, context: Context) -> None:
        table = context.table("assignments")
        self._spans: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
        duty = table.references("duty", context.table("duties"))
        organization = table.references("organization", context.table("organizations"))
        since, until = table.column("since"), table.column("until")
        over = ~context.in_force("assignments") & is_stated(until) & is_stated(table.column("role"))
        for row in np.flatnonzero(over & (duty >= 0) & (organization >= 0)).tolist():
            start = BEFORE if since[row] is None else earliest(since[row]).toordinal()
            span = Span(start, min(latest(until[row]).toordinal(), AFTER))
            self._spans[int(duty[row]), int(organization[row])].append(span)

    def bears(self, duty: int, organization: int, span: Span) -> bool:
        """Whether one of them held on some of these days."""
        spans = self._spans.get((duty, organization), ())
        return any(each.start < span.end and span.start < each.end for each in spans)


RULE = Rule(
    code="DJ122",
    name="uncovered-days",
    severity=Severity.WARNING,
    citations=("clear_bearer",),
    title=Text(zh="责任承担有空档期", en="Days without a bearer"),
    message=Text(
        zh="{start}至{end}（{days}天），{organization}的“{duty}”没有在任的承担岗位。",
        en="From {start} to {end}, {days} day(s), no role of {organization} that bears {duty!r} had a holder.",
    ),
    explanation=Text(
        zh="对清单中写到岗位的事项，核对核对日之前一年内有没有这样的日子：承担岗位（监督、配合除外）都没有人在任。"
        "各岗位的任免单看都没有问题，合在一起，那几天事项没有人办。当时还有一个承担岗位在任的、"
        "由全体党员承担的、当时已另有分工的，不在此列；当时没有设立的岗位不计，岗位首次登记任职之前、分工开始之前的不作判断；"
        "核对日当天仍空缺的见DJ105。依据是责任链的定义，不是条文规定。",
        en="For duties that a list gives to roles, looks for days of the year before the day on which none of the "
        "roles that bear it, supervisory and supporting ones aside, had a holder. Each appointment is fine by "
        "itself; together they leave days on which nobody does the work. One bearing role that was held, the "
        "collective of all members, and an earlier assignment are no gaps; roles that did not exist then are left "
        "aside, and before a role's first appointment on the list and before its assignment began nothing is "
        "concluded; a vacancy on the day itself is DJ105. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对任免时间（{roles}）；确有空档的，注明期间由谁负责。",
        en="Check when holders left and began ({roles}); if it was so, note who was in charge in between.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01, until: 2026-03-01}
- {role: Z1-1, person: 乙, since: 2026-05-01}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01, until: 2026-03-01}
- {role: Z1-1, person: 乙, since: 2026-03-01}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
""",
    find=find,
    beside=("DJ519",),
    needs=(Data.ROLES, Data.HOLDERS, Data.ASSIGNMENTS),
    reads=("appointments.until",),
    parameters=(KEY,),
    symptom=Symptom.WEAKENED,
)
