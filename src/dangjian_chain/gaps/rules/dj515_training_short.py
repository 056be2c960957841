"""DJ515 training-short: 学习培训学时不足."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.loads import within
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.study_year import StudyYear
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.studies import MEMBERS, OFFICERS, TRAINING, Hours, Studies
from dangjian_chain.rulebook import Held
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

TRAININGS = "officer_trainings_per_year"


def find(context: Context) -> Iterator[Hit]:
    if context.day.year - 1 < date.min.year or not context.arrays.kept(Studies).facts:
        return
    year = StudyYear(context)
    yield from _of_members(context, year)
    yield from _of_officers(context, year)


def _of_members(context: Context, year: StudyYear) -> Iterator[Hit]:
    """Yield a hit for each organization whose members are known to have too few hours."""
    limit, performs = context.limit(MEMBERS), year.performs(MEMBERS)
    stated, is_open = performs & year.complete, year.is_open(MEMBERS)
    for organization in np.flatnonzero(year.organizations & ~np.isnan(limit.values)).tolist():
        hours = year.studies.members(organization, year.number)
        recorded = hours.counted > 0 and (is_open or performs[organization])
        is_known = (recorded or stated[organization]) and not hours.uncounted
        if is_known and hours.total < limit.values[organization]:
            id_, name = context.organization(organization), context.names[organization]
            yield Hit(
                organization=id_,
                subject=id_,
                words={
                    "whose": Text(zh=f"{name}党员", en=f"Members of {name}"),
                    "year": year.number,
                    "what": _hours_said(hours, limit.said(organization)),
                },
                row=("organizations", organization),
                held=limit.held(organization),
                citations=(),
                after=tuple(("DJ301", id_, id_, context.duty(duty)) for duty in year.studies.duties(MEMBERS)),
            )


def _hours_said(hours: Hours, required: str) -> Text:
    return Text(
        zh=f"登记学习培训{plain(hours.total)}学时，规定{required}学时",
        en=f"{plain(hours.total)} hours of study are recorded, {required} are asked for",
    )


UNTRAINED = Text(zh="未见集中培训登记", en="no central training is recorded")


def _of_officers(context: Context, year: StudyYear) -> Iterator[Hit]:
    """Yield a hit for each role whose hours are known to be too few, or that is known to have had no training."""
    limit, trainings = context.limit(OFFICERS), context.limit(TRAININGS)
    listed, trained = _looked_at(year), _trainings_known(context, year)
    owners = context.arrays.role_organization
    for role in np.flatnonzero(year.roles).tolist():
        owner = int(owners[role])
        hours = year.studies.officer(role, year.number) if listed[owner] else None
        said: list[Text] = []
        held: tuple[Held, ...] = ()
        if hours is not None and not hours.uncounted and hours.total < limit.values[owner]:
            said.append(_hours_said(hours, limit.said(owner)))
            held = limit.held(owner)
        if trained[role] and _is_untrained(year, role, float(trainings.values[owner])):
            said.append(UNTRAINED)
            held = tuple(dict.fromkeys((*held, *trainings.held(owner))))
        if said:
            id_, role_name = context.owner(role), context.role_name(role)
            yield Hit(
                organization=id_,
                subject_kind="role",
                subject=context.table("roles").ids[role],
                words={
                    "whose": Text(
                        zh=f"{context.owner_name(role)}{role_name.zh}",
                        en=f"The {role_name.en} of {context.owner_name(role)}",
                    ),
                    "year": year.number,
                    "what": Text(
                        zh="，".join(each.zh for each in said), en=", ".join(each.en for each in said)
                    ),
                },
                row=("roles", role),
                held=held,
                citations=(),
                after=(("DJ515", id_, id_, ""),),
            )


def _looked_at(year: StudyYear) -> Bools:
    """Return where hours of officers can be told: records name them, or all records are there; shape (n,)."""
    found = year.performs(OFFICERS) & year.complete
    naming = [
        organization
        for organization in np.flatnonzero(year.organizations).tolist()
        if year.studies.names_officers(organization, year.number)
    ]
    found[naming] = True
    return found


def _trainings_known(context: Context, year: StudyYear) -> Bools:
    """Return the secretaries of branches whose trainings would be among the records; shape (r,)."""
    if not year.studies.duties(TRAINING):
        return np.zeros(len(context.table("roles")), dtype=bool)
    line, complete = context.arrays.hierarchy.line, np.append(year.complete, False)
    known = context.figures.of_kind("branch") & (complete[:-1] | complete[line])
    return context.figures.roles_of(("secretary",)) & year.roles & within(context.arrays, known)


def _is_untrained(year: StudyYear, role: int, least: float) -> bool:
    """Whether fewer trainings than asked for are recorded, and none above that may have been its own."""
    own = sum(session.year == year.number for session in year.studies.trainings(role))
    return own < least and not any(session.year == year.number for session in year.studies.offered(role))


RULE = Rule(
    code="DJ515",
    name="training-short",
    severity=Severity.NOTE,
    citations=("member_study_hours", "officer_study_hours"),
    title=Text(zh="学习培训学时不足", en="Fewer study hours than asked for"),
    message=Text(
        zh="{whose}{year}年{what}。",
        en="{whose}, {year}: {what}.",
    ),
    explanation=Text(
        zh="按责任事项引用的依据认出学习培训（依据写member_study_hours、officer_study_hours或者secretary_training），"
        "把上一个完整年度（或者所写时段）开展记录的“数量”按学时相加：没有写岗位的记录是本组织党员人人参加的学时，"
        "书记和班子成员也计入；写明岗位或者参加人员的，计入该岗位。《中国共产党党员教育管理工作条例》第三章（条号待核）："
        "党员每年32学时，书记和班子成员56学时，至少参加1次集中培训；集中培训只看党支部书记。只有开展记录注明已载入齐全、"
        "或者本组织已登记该年学时的才作判断；全年之中有一次没有写学时的，或者组织、任职不满一年的，不作判断。",
        en="Knows study by the facts that duties cite by key (member_study_hours, officer_study_hours, "
        "secretary_training), and adds the amounts of the records of the last whole year, or of the period they "
        "state, as hours: a record without a role is what every member of the organization attended, its officers "
        "included; with a role, or participants, it is theirs. The Members' Education and Management Regulations, "
        "ch. 3 (article not verified): 32 hours a year for members, 56 for secretaries and members of the leading "
        "body, with at least one central training, which is looked at for secretaries of branches. Concludes only "
        "where the records are stated complete, or hours of that year are recorded; not where one study states no "
        "hours, or where organization or holder were not there for all of the year.",
    ),
    remedy=Text(
        zh="集中学习、党课、培训班都可计入，注明学时即可，不要求心得笔记；学时没有登记的，补登即可。",
        en="Joint study, Party lessons and courses all count: the hours are enough, no essays or notes; hours not "
        "recorded yet may be added.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 党员集中学习培训, why: member_study_hours}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2025-05-20, amount: 16}
- {organization: Z1, duty: [S1], kind: performed, on: 2025-10-20, amount: 8}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 党员集中学习培训, why: member_study_hours}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2025-05-20, amount: 16}
- {organization: Z1, duty: [S1], kind: performed, on: 2025-10-20, amount: 16}
""",
    find=find,
    needs=(Data.PERFORMED,),
    reads=("duties.why", "records.amount"),
    parameters=("member_study_hours", "officer_study_hours", TRAININGS),
    columns=("amount",),
    symptom=Symptom.WEAKENED,
)
