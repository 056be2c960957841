"""DJ516 new-secretary-untrained: 新任书记未按期培训."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from attrs import frozen

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.loads import within
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.performance.studies import TRAINING, Session, Studies
from dangjian_chain.period import Day, earliest, latest, shifted
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

KEY = "new_secretary_training_months"
SECRETARY = "secretary"


@frozen
class Start:
    """Since when a secretary holds the role, and the last day of the time for the training."""

    since: Day
    until: date

    def holds(self, session: Session) -> bool:
        """Whether a training can have been within it."""
        return earliest(session.on) <= self.until and latest(session.on) >= earliest(self.since)


def conditions(context: Context) -> Iterator[Condition]:
    return _conditions(context, _starts(context))


def _conditions(context: Context, starts: dict[int, Start]) -> Iterator[Condition]:
    count = len(context.table("roles"))
    yield Condition(
        Text(zh="是当日在册的党支部书记岗位", en="it is the role of a branch's secretary, in force"),
        _secretaries(context),
    )
    yield Condition(
        Text(
            zh="由新任的书记担任，任职已超过规定的月数",
            en="a new secretary, not acting, has held it for more than the months allowed",
        ),
        _marked(list(starts), count),
        lambda role: _since_said(starts, role),
    )
    untrained = [role for role, start in starts.items() if not _trained(context, role, start)]
    yield Condition(
        Text(zh="任职之后、期限之内未见培训记录", en="no training was recorded between the two"),
        _marked(untrained, count),
    )
    yield Condition(
        Text(
            zh="本组织或者上级的开展记录已注明在此期间载入齐全",
            en="for that time the records performed are stated complete there or at the superior",
        ),
        _marked(_complete(context, {role: starts[role] for role in untrained}), count),
    )


def _marked(roles: list[int], count: int) -> Bools:
    marked = np.zeros(count, dtype=bool)
    marked[roles] = True
    return marked


def _since_said(starts: dict[int, Start], role: int) -> Text:
    start = starts.get(role)
    if start is None:
        return Text(zh="不是新任，或者任职未满期限", en="not new, or not for so long")
    return Text(
        zh=f"自{start.since}任职，期限至{start.until}", en=f"since {start.since}, due by {start.until}"
    )


def _secretaries(context: Context) -> Bools:
    figures = context.figures
    branches = within(context.arrays, figures.of_kind("branch"))
    return figures.roles_of((SECRETARY,)) & figures.roles_alive & branches


def _starts(context: Context) -> dict[int, Start]:
    """Return the roles of secretaries who are new and have held them for longer than the time for the training."""
    if not context.arrays.kept(Studies).duties(TRAINING):
        return {}
    table, held_role = context.table("appointments"), context.arrays.held_role
    since, persons = table.column("since"), table.column("person")
    months = context.limit(KEY).of_roles(context.arrays.role_organization)
    asked = np.append(_secretaries(context) & ~np.isnan(months), False)[held_role]
    rows = np.flatnonzero(asked & context.in_force("appointments") & ~table.flagged("acting"))
    first = _first_as_secretary(context)
    found: dict[int, Start] = {}
    for row in rows.tolist():
        role, start = int(held_role[row]), since[row]
        if start is not None and first[persons[row]] >= earliest(start):
            until = shifted(latest(start), float(months[role]))
            if until < context.day and (role not in found or until > found[role].until):
                found[role] = Start(start, until)
    return dict(sorted(found.items()))


def _first_as_secretary(context: Context) -> dict[str, date]:
    """Return since when each person has been a secretary anywhere, acting aside."""
    table = context.table("appointments")
    since, persons = table.column("since"), table.column("person")
    kind = np.append(context.figures.roles_of((SECRETARY,)), False)[context.arrays.held_role]
    found: dict[str, date] = {}
    for row in np.flatnonzero(kind & ~table.flagged("acting")).tolist():
        start = date.min if since[row] is None else earliest(since[row])
        found[persons[row]] = min(start, found.get(persons[row], start))
    return found


def _trained(context: Context, role: int, start: Start) -> bool:
    """Whether a training of its own, or one above that may have been, is recorded in time."""
    studies = context.arrays.kept(Studies)
    return any(map(start.holds, studies.trainings(role))) or any(map(start.holds, studies.offered(role)))


def _complete(context: Context, starts: dict[int, Start]) -> list[int]:
    """Return the roles for which the records of the time are stated complete, there or at the line superior."""
    evidence, line = context.arrays.kept(Evidence), context.arrays.hierarchy.line
    covered: dict[tuple[date, date], Bools] = {}
    found = []
    for role, start in starts.items():
        days = earliest(start.since), start.until + timedelta(days=1)
        if days not in covered:
            inside = evidence.covered(RecordKind.PERFORMED, *days)
            covered[days] = inside | np.append(inside, False)[line]
        if covered[days][context.arrays.role_organization[role]]:
            found.append(role)
    return found


def find(context: Context) -> Iterator[Hit]:
    starts, limit = _starts(context), context.limit(KEY)
    for role in meeting(_conditions(context, starts)):
        owner, start = int(context.arrays.role_organization[role]), starts[role]
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "appointed": start.since,
                "months": limit.said(owner),
                "later": _later(context, role, start),
            },
            since=start.until,
            row=("roles", role),
            held=limit.held(owner),
            citations=(),
        )


def _later(context: Context, role: int, start: Start) -> Text:
    """Return that a training came after the time, where one did."""
    later = [
        session.on
        for session in context.arrays.kept(Studies).trainings(role)
        if earliest(session.on) > start.until
    ]
    if not later:
        return Text(zh="", en="")
    return Text(zh=f"，{later[0]}有培训登记", en=f"; there is one on {later[0]}")


RULE = Rule(
    code="DJ516",
    name="new-secretary-untrained",
    severity=Severity.WARNING,
    citations=("secretary_training",),
    title=Text(zh="新任书记未按期培训", en="A new secretary without a training in time"),
    message=Text(
        zh="{organization}{role}自{appointed}任职，其后{months}个月内未见培训登记{later}。",
        en="The {role} of {organization} was appointed on {appointed}; no training is recorded in the {months} months "
        "after that{later}.",
    ),
    explanation=Text(
        zh="对当日在册、任职已超过规定月数的党支部新任书记，核对从任职到期限有没有培训记录。"
        "《中国共产党党员教育管理工作条例》第三章（条号待核）：新任书记一般在半年内参加培训。"
        "培训按责任事项引用的依据（secretary_training）辨认：写明该岗位的，参加人员中有该岗位的，以及本组织举办、没有写明"
        "参加人员的，都算；上级举办而没有写明参加人员的，可能已经参加，不列。只有本组织或者上级的开展记录注明在此期间"
        "已载入齐全的才作判断；代理（主持工作）的、此前已任过书记的、没有填写任职时间的不在此列。期限之后参加的，"
        "仍列出并写明日期。",
        en="Of branches' new secretaries who have held the role for more than the months allowed, looks for a training "
        "from the appointment to the end of that time. The Members' Education and Management Regulations, ch. 3 "
        "(article not verified): a new secretary is generally trained within half a year. A training is known by what "
        "its duty cites (secretary_training): one that names the role, as participant too, and one that the "
        "organization held and names nobody; one that a superior held and names nobody may have been attended, and "
        "is no gap. Concludes only where the records of the organization or its superior are stated complete for that "
        "time; who acts, was a secretary before, or has no date of appointment is left aside. A training after that "
        "time is named, and the gap stays.",
    ),
    remedy=Text(
        zh="期限之内参加过培训的，补登时间即可；没有参加的，建议列入最近一期培训。",
        en="If there was a training in time, enter its day; if not, the next course may include this secretary.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2025-09-01}
duties:
- {id: S1, title: 书记集中轮训, why: secretary_training}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-05-20, role: Z1-1}
records_cover:
- {kind: performed, organization: Z1, from: 2025-07-01, until: 2026-07-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2025-09-01}
duties:
- {id: S1, title: 书记集中轮训, why: secretary_training}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2025-11-20, role: Z1-1}
records_cover:
- {kind: performed, organization: Z1, from: 2025-07-01, until: 2026-07-01}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.ROLES, Data.HOLDERS, Data.COVER),
    reads=("appointments.since", "duties.why"),
    parameters=(KEY,),
    columns=("holder",),
    symptom=Symptom.WEAKENED,
)
