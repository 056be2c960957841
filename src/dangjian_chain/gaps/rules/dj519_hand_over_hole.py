"""DJ519 hand-over-hole: 前后任交接有空档."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.tenures import Tenures, longest
from dangjian_chain.model.kind import COLLECTIVE
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

KEY = "hand_over_months"


def find(context: Context) -> Iterator[Hit]:
    tenures = Tenures(context.arrays, context.day, context.parameter(KEY))
    roles = _with_one_seat(context)
    holes, overlaps = tenures.holes(roles), tenures.overlaps(roles)
    for role in sorted({*holes, *overlaps}):
        hole, overlap = longest(holes.get(role, ())), longest(overlaps.get(role, ()))
        is_hole = overlap is None or (hole is not None and hole.days >= overlap.days)
        span = hole if is_hole else overlap
        if span is None:  # never: there is one or the other
            continue
        start: date = span.first
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "start": start,
                "end": span.last,
                "days": span.days,
                "what": HOLE if is_hole else OVERLAP,
            },
            since=start,
            row=("roles", role),
            held=(context.rules.held(KEY),),
        )


def _with_one_seat(context: Context) -> Bools:
    """Return the roles in force that one person holds at a time."""
    arrays = context.arrays
    one = np.equal(arrays.seats, 1).astype(bool)
    return one & context.in_force("roles") & (arrays.role_kind != arrays.role_kind_code(COLLECTIVE))


HOLE = Text(
    zh="前任已离任、后任未到任，登记中没有在任人员", en="the former holder had left and the next not begun"
)
OVERLAP = Text(zh="前后两任登记为同时在任", en="the former holder and the next are both entered")

RULE = Rule(
    code="DJ519",
    name="hand-over-hole",
    severity=Severity.WARNING,
    citations=("clear_bearer",),
    title=Text(zh="前后任交接有空档", en="A hole between two holders, or both at once"),
    message=Text(
        zh="{organization}的{role}岗位，{start}至{end}（{days}天）{what}。",
        en="{organization}, {role}: from {start} to {end}, {days} day(s), {what}.",
    ),
    explanation=Text(
        zh="对职数为一人的岗位，核对核对日之前一年内前后任的交接：前任离任与后任到任之间没有人在任的，"
        "或者两名正式任职人员同时在任的，列出其中最长的一段。交接有空档，那几天岗位上的责任没有人承担；"
        "两任重叠，责任由谁承担不清楚。代理（主持工作）人员计为在任；核对日当天仍空缺或多人在任的见DJ502、DJ503、DJ507；"
        "只写到月或年的，按最有利的一天计，后任没有填写任职时间的，不按重叠计；设岗之前的不计。"
        "依据是责任链的定义，不是条文规定。",
        en="For roles with one seat, looks at the hand-overs of the year before the day: days between two holders "
        "with nobody, or days with two of them at once, neither acting; of several stretches the longest is listed. "
        "In a hole nobody bears what rests on the role; in an overlap nobody knows which of the two does. Acting "
        "counts as holding; a vacancy or two holders on the day itself are DJ502, DJ503 and DJ507; a date known to "
        "the month or year is read in favor of the unit, and a holder whose beginning is not entered may have "
        "followed the other; days before the role existed do not count. The basis is the definition of a chain, "
        "not a provision.",
    ),
    remedy=Text(
        zh="请核对前后任的任免时间；确有空档或重叠的，注明期间由谁负责即可。",
        en="Check when the former one left and the next began; if it was so, note who was in charge in between.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01, until: 2026-03-01}
- {role: Z1-1, person: 乙, since: 2026-05-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01, until: 2026-03-01}
- {role: Z1-1, person: 乙, since: 2026-03-01}
""",
    find=find,
    needs=(Data.ROLES, Data.HOLDERS),
    reads=("appointments.until",),
    parameters=(KEY,),
    columns=("holder",),
    symptom=Symptom.WEAKENED,
)
