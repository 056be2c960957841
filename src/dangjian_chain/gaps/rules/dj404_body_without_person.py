"""DJ404 body-without-person: 班子与个人未一并考核."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.appraisals import Appraisals
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.result import BODY
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.typing import Bools, Positions

CODE = "DJ404"


class _Both:
    """Organizations of which the body was appraised in the last whole year, or the role that heads them."""

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._seen = arrays.kept(Appraisals)
        self.body, self.head = self._appraised(of_year=True)
        self._some_body, self._some_head = self._appraised(of_year=False)

    @cached_property
    def heads(self) -> Positions:
        """The role in force that heads each organization, -1 for none; shape (n,)."""
        arrays = self._arrays
        return np.array([arrays.head(one) for one in range(len(arrays.needed))], dtype=np.int32)

    @cached_property
    def is_usual(self) -> Bools:
        """Whether organizations of the kind have results of both sorts in the year; shape (n,)."""
        kind = self._arrays.kind
        return np.isin(kind, kind[self.body]) & np.isin(kind, kind[self.head])

    @cached_property
    def is_headed(self) -> Bools:
        """Whether there is a role that heads it, and somebody who holds it as far as is known; shape (n,)."""
        headed: Bools = self.heads >= 0
        if self._arrays.knows_holders:
            headed[headed] = ~self._arrays.vacant[self.heads[headed]]
        return headed

    @property
    def is_alone(self) -> Bools:
        """Whether one of the two was appraised and nothing can be a result of the other; shape (n,)."""
        return (self.body & ~self._some_head) | (self.head & ~self._some_body)

    def _appraised(self, *, of_year: bool) -> tuple[Bools, Bools]:
        """Mark bodies and heads with a result on the year as a whole, or with any that can be about it."""
        body, head = self._seen.marked(()), self._seen.marked(())
        last = self._seen.results.day.year - 1
        arrays = self._arrays
        for result in self._seen.results.every:
            if (result.is_yearly and result.year == last) if of_year else (last in result.years):
                if result.role == BODY:
                    body[result.organization] = True
                    continue
                for host in arrays.hosts(result.role):
                    head[host] |= arrays.needed[host] == arrays.role_kind[result.role]
        return body, head


def conditions(context: Context) -> Iterator[Condition]:
    both = context.arrays.kept(_Both)
    yield Condition(
        Text(
            zh="是当日在册的组织，设有主要负责岗位且不空缺",
            en="it is in force, and has a role that heads it and is not vacant",
        ),
        context.figures.alive & both.is_headed,
    )
    yield Condition(
        Text(
            zh="同类组织上一年度既有组织的考核结果，也有主要负责岗位的考核结果",
            en="last year, others of its kind have results both of the body and of the role that heads it",
        ),
        both.is_usual,
    )
    yield Condition(
        Text(zh="本组织只见其中一种", en="of itself there is only one of the two"),
        both.is_alone,
    )


def find(context: Context) -> Iterator[Hit]:
    both = context.arrays.kept(_Both)
    for organization in meeting(conditions(context)):
        id_ = context.organization(organization)
        head = context.role_name(int(both.heads[organization]))
        role = Text(zh=f"{head.zh}岗位", en=f"the {head.en}")
        present, absent = (BODY_WORDS, role) if both.body[organization] else (role, BODY_WORDS)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "year": context.day.year - 1,
                "present": present,
                "absent": absent,
            },
        )
    left = int((context.figures.alive & both.is_alone & ~both.is_usual).sum())
    if left:
        context.notes.append(NotChecked(CODE, _not_judged(left)))


BODY_WORDS = Text(zh="组织（班子）", en="the body")


def _not_judged(count: int) -> Text:
    return Text(
        zh=f"{count}个组织的同类组织未同时见到组织和主要负责岗位的考核结果，未作判断",
        en=f"{count} organization(s): none of the kind has results both of body and of role, not judged there",
    )


RULE = Rule(
    code=CODE,
    name="body-without-person",
    severity=Severity.NOTE,
    citations=("clear_bearer",),
    title=Text(zh="班子与个人未一并考核", en="Body and person not appraised together"),
    message=Text(
        zh="{organization}{year}年度见{present}的考核结果，未见{absent}的考核结果。",
        en="For {year} {organization} has a result of {present}; none of {absent} was found.",
    ),
    explanation=Text(
        zh="责任由班子集体承担、由岗位具体承担，考核也分两面。上一年度组织（班子）有整体的得分或者等次而主要负责岗位"
        "（党组织为书记，党小组为组长）没有考核结果的，或者相反的，列出。只在同类组织中两种结果都见到时核对，"
        "否则视为没有载入；主要负责岗位空缺的不在此列；月度、季度等部分时段的结果不算整体结果，但算有结果。"
        "依据是责任链的定义，不是条文规定。",
        en="A body bears responsibility together and its roles each their own, and an appraisal has both sides. Lists "
        "organizations whose body has a score or grade on the whole for the last year while the role that heads it has "
        "no result, or the reverse. Looks only where others of the kind have both, for otherwise they were not loaded; "
        "a vacant role is left aside. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="已一并考核的，补登结果即可；合并为一项考核的，注明即可。",
        en="Where both were appraised, enter the other result; where one appraisal covers both, a note is enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
roles:
- {id: D1.sj, organization: D1, kind: secretary}
- {id: Z1.sj, organization: Z1, kind: secretary}
- {id: Z2.sj, organization: Z2, kind: secretary}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z1, kind: appraised, on: 2026-01-20, role: Z1.sj, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
roles:
- {id: D1.sj, organization: D1, kind: secretary}
- {id: Z1.sj, organization: Z1, kind: secretary}
- {id: Z2.sj, organization: Z2, kind: secretary}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z1, kind: appraised, on: 2026-01-20, role: Z1.sj, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, role: Z2.sj, grade: 好, by: D1}
""",
    find=find,
    conditions=conditions,
    needs=(Data.APPRAISED, Data.ROLES),
    symptom=Symptom.HOLLOWED,
)
