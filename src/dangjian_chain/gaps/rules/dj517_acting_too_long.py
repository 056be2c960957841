"""DJ517 acting-too-long: 代理（主持工作）时间偏长."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.period import Day, latest, shifted
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Floats

KEY = "acting_months_most"


def conditions(context: Context) -> Iterator[Condition]:
    acting, regular = _held(context)
    since = _since(context, acting)
    yield Condition(
        Text(zh="当日有人代理（主持工作）", en="somebody acts in it on the day"),
        _roles(context, acting) & context.in_force("roles"),
    )
    yield Condition(
        Text(zh="代理已满提示的期限", en="and has done so for the months that are called long"),
        _is_long(context, since),
        lambda role: _said(context, role, since.get(role)),
    )
    yield Condition(
        Text(zh="没有正式任职的人员", en="nobody holds it but by acting"), ~_roles(context, regular)
    )


def _held(context: Context) -> tuple[Bools, Bools]:
    """Return the appointments in force to roles that exist, acting and others."""
    alive = context.in_force("appointments") & (context.arrays.held_role >= 0)
    acting = context.table("appointments").flagged("acting")
    return alive & acting, alive & ~acting


def _roles(context: Context, appointments: Bools) -> Bools:
    marked = np.zeros(len(context.table("roles")), dtype=bool)
    marked[context.arrays.held_role[appointments]] = True
    return marked


def _since(context: Context, acting: Bools) -> dict[int, Day]:
    """Return since when each role has somebody acting, the longest of several; only where it is entered."""
    column, found = context.table("appointments").column("since"), dict[int, Day]()
    for row in np.flatnonzero(acting).tolist():
        role, since = int(context.arrays.held_role[row]), column[row]
        if since is not None and (role not in found or latest(since) < latest(found[role])):
            found[role] = since
    return found


def _months(context: Context) -> Floats:
    """Return the limit of each role, after its organization; NaN where there is none; shape (r,)."""
    return context.limit(KEY).of_roles(context.arrays.role_organization)


def _is_long(context: Context, since: dict[int, Day]) -> Bools:
    months, long = _months(context), np.zeros(len(context.table("roles")), dtype=bool)
    for role, start in since.items():
        if not np.isnan(months[role]):
            long[role] = shifted(latest(start), float(months[role])) <= context.day
    return long


def _said(context: Context, role: int, since: Day | None) -> Text:
    if since is None:
        return Text(zh="代理的起始时间未填写", en="since when is not entered")
    months = float(_months(context)[role])
    figure = (
        Text(zh="", en="")
        if np.isnan(months)
        else Text(zh=f"，提示期限{plain(months)}个月", en=f", figure {plain(months)} months")
    )
    return Text(zh=f"自{since}起代理{figure.zh}", en=f"acting since {since}{figure.en}")


def find(context: Context) -> Iterator[Hit]:
    since, limit = _since(context, _held(context)[0]), context.limit(KEY)
    for role in meeting(conditions(context)):
        owner = int(context.arrays.role_organization[role])
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "acting_since": since[role],
                "day": context.day,
                "months": limit.said(owner),
                "filler": context.filler(role),
            },
            since=since[role],
            row=("roles", role),
            held=limit.held(owner),
        )


RULE = Rule(
    code="DJ517",
    name="acting-too-long",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="代理（主持工作）时间偏长", en="Acting for long"),
    message=Text(
        zh="{organization}的{role}岗位自{acting_since}起由代理（主持工作）人员承担，到{day}已满{months}个月。",
        en="{organization}: the role of {role} has been held by acting since {acting_since}, "
        "{months} months and more on {day}.",
    ),
    explanation=Text(
        zh="对当日只有代理（主持工作）人员、没有正式任职人员的岗位，从代理的任职时间算起，达到提示期限的列出。"
        "代理使责任不断档，时间长了，岗位由谁承担还是要明确。"
        "没有填写代理起始时间的不作判断，只写到月或年的按最晚的一天计。"
        "期限由本工具给出，可由本单位配置调整；依据是责任链的定义，不是条文规定。",
        en="For roles held on the day by acting alone, counts from the beginning of that appointment and lists those "
        "that have reached the months called long. Acting keeps a duty covered; after a while somebody is to hold "
        "it for good. Where the beginning is not entered nothing is concluded; a date known to the month or year is "
        "read as its last day. The months are a figure of this tool, which a profile may change. The basis is the "
        "definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="已正式任职的请更新任职登记；尚未确定的，可考虑由{filler}研究人选。",
        en="If somebody was appointed since, enter it; if not, {filler} may consider whom to appoint.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2026-01-01, acting: true}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2026-06-01, acting: true}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.ROLES, Data.HOLDERS),
    reads=("appointments.acting", "appointments.since"),
    parameters=(KEY,),
    columns=("holder",),
    symptom=Symptom.WEAKENED,
)
