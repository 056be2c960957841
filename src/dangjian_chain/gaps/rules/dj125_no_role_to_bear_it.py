"""DJ125 no-role-to-bear-it: 应承担的岗位未设."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity
from dangjian_chain.propagation.bearing import FUNCTIONS, RESPONSIBILITIES
from dangjian_chain.propagation.declaring import NOBODY
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for (organization, responsibility), duties in sorted(_unborne(context).items()):
        word = RESPONSIBILITIES[responsibility]
        id_ = context.organization(organization)
        kinds = sorted({kind for duty in duties for kind in _tried(context, duty, word)})
        yield Hit(
            organization=id_,
            subject=str(word),
            words={
                "organization": context.names[organization],
                "responsibility": word.label,
                "count": len(duties),
                "duties": context.listed(context.title(duty) for duty in sorted(duties)),
                "kinds": context.kind_list(kinds),
            },
            row=("organizations", organization),
            after=(("DJ501", id_, id_, ""),),
        )


def _unborne(context: Context) -> dict[tuple[int, int], set[int]]:
    """Return the duties by organization and responsibility that finds no role, also one of a class."""
    cascade = context.cascade
    unborne, rows = cascade.unborne, cascade.rows
    classes = (rows.role == NOBODY) & ~rows.is_(Responsibility.SUPPORTING)
    found: dict[tuple[int, int], set[int]] = {}
    for source, mask in ((unborne, np.ones(len(unborne.duty), dtype=bool)), (rows, classes)):
        spoken = mask & cascade.speaking[source.duty, source.organization]
        spoken &= cascade.expected[source.duty, source.organization]
        for row in np.flatnonzero(spoken).tolist():
            key = (int(source.organization[row]), int(source.responsibility[row]))
            found.setdefault(key, set()).add(int(source.duty[row]))
    return found


def _tried(context: Context, duty: int, responsibility: Responsibility) -> set[str]:
    duties = context.cascade.duties
    return {
        kind
        for function in FUNCTIONS
        for joint in duties.spec(duty, function).kinds(responsibility)
        for kind in joint
    }


RULE = Rule(
    code="DJ125",
    name="no-role-to-bear-it",
    severity=Severity.ERROR,
    citations=("clear_bearer", "branch_committee_posts"),
    title=Text(zh="应承担的岗位未设", en="A responsibility finds no role"),
    message=Text(
        zh="{organization}有{count}项责任（{duties}）需要{responsibility}，岗位名册中未见可承担的岗位（{kinds}）。",
        en="{count} duties of {organization} ({duties}) need {responsibility}; its roster shows no role for it ({kinds}).",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对岗位是否漏登；确未设置的，建议明确由哪个岗位承担。",
        en="Check whether a role is missing from the roster; if there is none, name which role bears it.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.PERFORMERS, Data.ROLES,),
)
