"""DJ102 no-first-responsible: 未明确第一责任人."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import evolve

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.pairs import DeclaredPairs
from dangjian_chain.gaps.rule import Hit, Key, Rule
from dangjian_chain.model.vocabulary import Function, Responsibility, Severity, Symptom
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    lines = DeclaredPairs(context)
    bare = lines.by_role & ~lines.first & _names_first(cascade) & cascade.speaking
    for hit in lines.hits(bare, {}):
        cause: Key = ("DJ125", hit.organization, str(Responsibility.FIRST), "")
        yield evolve(hit, after=(cause,) if hit.organization else ())


def _names_first(cascade: CascadeArrays) -> Bools:
    """Return where the duty names a first responsible for what the organization does."""
    duties = range(cascade.shape[0])
    named = np.zeros(cascade.shape, dtype=bool)
    for matrix, function in ((cascade.performs, Function.PERFORM), (cascade.manages, Function.MANAGE)):
        spec = [Responsibility.FIRST in cascade.duties.spec(duty, function) for duty in duties]
        named |= matrix & np.array(spec, dtype=bool).reshape(-1, 1)
    return named


RULE = Rule(
    code="DJ102",
    name="no-first-responsible",
    severity=Severity.ERROR,
    citations=("secretary_first_responsible", "supervision_first_responsible"),
    title=Text(zh="未明确第一责任人", en="Nobody is first responsible"),
    message=Text(
        zh="{organization}的“{duty}”尚未写明第一责任人。",
        en="{organization} names nobody as first responsible for {duty!r}.",
    ),
    explanation=Text(
        zh="事项写明有第一责任人、清单也已落到岗位的，核对其中有没有第一责任人，未见的列出。"
        "几个岗位各管一段而没有第一责任人，总的由谁负责就不清楚。事项未写明第一责任人的、"
        "分项中已明确第一责任人的不在此列；只写到班子集体的见DJ104。"
        "《党委（党组）落实全面从严治党主体责任规定》第八条以书记为第一责任人（条号待核，"
        "基层党组织参照执行），"
        "《中国共产党党内监督条例》第十五条在党内监督上也以书记为第一责任人（条号待核）。",
        en="Where a duty names a first responsible and the list has come down to roles, looks for one who "
        "is first responsible. With several roles each minding a part and none of them first, nobody "
        "answers for the whole. Duties that name no first responsible, and those with one in a part, "
        "are no gaps; a duty borne by the body alone is DJ104. Art. 8 of the Principal Responsibility "
        "Provisions makes the secretary first responsible (article not verified, by reference), and so "
        "does Art. 15 of the Intra-Party Supervision Regulations in supervision (article not verified).",
    ),
    remedy=Text(
        zh="建议明确到一个具体岗位。",
        en="Name one definite role.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
duties:
- {id: S1, title: 主题党日, performed_by: [general_branch], bearers: {first: secretary, direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-2, responsibility: direct}
""",
    good="""\
organizations:
- {id: Z1, name: 示例党总支, kind: general_branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
duties:
- {id: S1, title: 主题党日, performed_by: [general_branch], bearers: {first: secretary, direct: organization_member}}
assignments:
- {duty: S1, organization: Z1, role: Z1-2, responsibility: direct}
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
""",
    find=find,
    needs=(
        Data.PERFORMERS,
        Data.ROLES,
    ),
    symptom=Symptom.DILUTED,
)
