"""DJ111 first-responsibility-delegated: 第一责任由副职代担."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.loads import DEPUTIES, Numbers, owns
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.propagation.bearing import CODE, FUNCTIONS
from dangjian_chain.propagation.declaring import BOTH
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Positions

DEPUTED = (*DEPUTIES, "deputy_head")


def conditions(context: Context) -> Iterator[Condition]:
    cascade = context.cascade
    rows = cascade.rows
    own = ~rows.by_class & (rows.role >= 0) & rows.is_(Responsibility.FIRST)
    deputed = own.copy()
    deputed[own] = context.figures.roles_of(DEPUTED)[rows.role[own]]
    led = deputed.copy()
    led[deputed] = _has_secretary(context)[rows.organization[deputed]]
    belongs = led.copy()
    belongs[led] = cascade.duties.required[rows.duty[led]]
    belongs[belongs] = _belongs_to_secretary(context, belongs)
    yield Condition(
        Text(
            zh="是当日有效的本级分工，某一岗位为第一责任人",
            en="it holds on the day, is no class's, and makes a role first responsible",
        ),
        _assignments(context, own),
    )
    yield Condition(Text(zh="该岗位是副职", en="that role is a deputy"), _assignments(context, deputed))
    yield Condition(
        Text(
            zh="本组织设有书记岗位且未空缺", en="the organization has a secretary, and the role is not vacant"
        ),
        _assignments(context, led),
    )
    yield Condition(
        Text(
            zh="是规定动作，该事项的第一责任人应为书记，或者事项未写明责任人",
            en="the duty is required, and its first responsible there is the secretary, or it names no bearers",
        ),
        _assignments(context, belongs),
    )


def _assignments(context: Context, rows: Bools) -> Bools:
    """Return which assignments the marked rows of the cascade stand for."""
    marked = np.zeros(len(context.table("assignments")), dtype=bool)
    marked[context.cascade.rows.row[rows]] = True
    return marked


def _secretaries(context: Context) -> Bools:
    """Return the secretaries in force, without those known to be vacant; shape (r,)."""
    roles = context.figures.roles_of(("secretary",)) & context.figures.roles_alive
    return roles & ~context.arrays.vacant if context.has(Data.HOLDERS) else roles


def _has_secretary(context: Context) -> Bools:
    return owns(context.arrays, _secretaries(context)) > 0


def _belongs_to_secretary(context: Context, marked: Bools) -> Bools:
    """
    Tell of the rows marked whether the first responsibility they give away is the secretary's.

    That is so where the duty expects the secretary as first there, and not the row's role, or names no
    bearers; not where a row makes the secretary first as well: several first are DJ103.
    """
    cascade = context.cascade
    rows, bearers = cascade.rows, cascade.bearers
    is_secretary = context.figures.roles_of(("secretary",))
    here = _numbers(context, rows.duty[marked], rows.organization[marked])
    expects, kept = np.zeros(len(here), dtype=bool), np.zeros(len(here), dtype=bool)
    also = (rows.role >= 0) & rows.is_(Responsibility.FIRST)
    also[also] = is_secretary[rows.role[also]]
    for code in range(len(FUNCTIONS)):
        asked = np.isin(rows.function[marked], (BOTH, code))
        same = also & np.isin(rows.function, (BOTH, code))
        by_secretary = np.isin(here, _numbers(context, rows.duty[same], rows.organization[same]))
        expected = (bearers.responsibility == CODE[Responsibility.FIRST]) & (bearers.function == code)
        pairs = _numbers(context, bearers.duty[expected], bearers.organization[expected])
        first = bearers.role[expected]
        of_secretary = np.isin(here, pairs[is_secretary[first]])
        own = np.isin(_with_role(context, here, rows.role[marked]), _with_role(context, pairs, first))
        expects |= asked & of_secretary & ~own & ~by_secretary
        kept |= asked & by_secretary
    return expects | (~cascade.duties.names_bearers[rows.duty[marked]] & ~kept)


def _numbers(context: Context, duty: Positions, organization: Positions) -> Numbers:
    return duty.astype(np.int64) * max(context.cascade.shape[1], 1) + organization


def _with_role(context: Context, pairs: Numbers, role: Positions) -> Numbers:
    return pairs * len(context.arrays.role_kind) + role


def find(context: Context) -> Iterator[Hit]:
    found = meeting(conditions(context))
    if not found:
        return
    rows = context.cascade.rows
    place_of = {int(rows.row[place]): place for place in np.flatnonzero(~rows.by_class).tolist()}
    secretaries = _secretaries(context)
    for assignment in found:
        place = place_of[assignment]
        duty, organization = int(rows.duty[place]), int(rows.organization[place])
        own = secretaries & (context.arrays.role_organization == organization)
        yield Hit(
            organization=context.organization(organization),
            subject_kind="assignment",
            subject=context.table("assignments").ids[assignment],
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "role": context.role_name(int(rows.role[place])),
                "secretary": context.role_name(int(np.flatnonzero(own)[0])),
            },
            row=("assignments", assignment),
        )


RULE = Rule(
    code="DJ111",
    name="first-responsibility-delegated",
    severity=Severity.ERROR,
    citations=("secretary_first_responsible",),
    title=Text(zh="第一责任由副职代担", en="A deputy is first responsible beside a secretary"),
    message=Text(
        zh="{organization}的“{duty}”以{role}为第一责任人，本组织设有{secretary}岗位。",
        en="In {organization} the {role} is first responsible for {duty!r}, although there is a {secretary}.",
    ),
    explanation=Text(
        zh="核对本级清单中第一责任人写为副职（副书记、专职副书记、行政副职）的分工；本组织设有书记岗位且未空缺、"
        "事项的第一责任人又应为书记的，或者事项没有写明责任人的，予以列出。"
        "《党委（党组）落实全面从严治党主体责任规定》第八条以书记为第一责任人（条号待核，基层党组织参照执行）："
        "具体工作可以交由副职去做，第一责任不随之转移。书记岗位空缺期间由副职负责的、事项写明由副职担任"
        "第一责任人的、书记同时列为第一责任人的（见DJ103）、自选动作，以及按类别统一写明的分工不在此列。",
        en="Looks for assignments of an organization's own list that make a deputy (deputy secretary, full-time "
        "deputy secretary, deputy head) first responsible, where there is a secretary and the role is not vacant, "
        "and where the duty's first responsible is the secretary or it names no bearers. Art. 8 of the Principal "
        "Responsibility Provisions makes the secretary first responsible (article not verified, by reference): "
        "the work may go to a deputy, the first responsibility does not go with it. A vacant secretary, a duty "
        "that names a deputy as first responsible, a secretary who is first as well (DJ103), elective duties and assignments of classes are no gaps.",
    ),
    remedy=Text(
        zh="建议第一责任人写书记，副职写为直接责任人；确由副职主持工作的，注明即可。",
        en="Name the secretary as first responsible and the deputy as direct; if the deputy is in charge for now, "
        "a note is enough.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: deputy_secretary}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S2, organization: Z1, role: Z1-2, responsibility: first}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: deputy_secretary}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S2, organization: Z1, role: Z1-2, responsibility: direct}
""",
    find=find,
    conditions=conditions,
    over="assignments",
    needs=(Data.ROLES, Data.ASSIGNMENTS),
    columns=("responsibility",),
    symptom=Symptom.DILUTED,
)
