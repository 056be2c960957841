"""DJ503 vacant-in-the-middle: 中间层负责岗位空缺."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    code = arrays.role_kind_code("secretary")
    vacant = context.in_force("roles") & arrays.vacant & (arrays.role_kind == code) & (arrays.role_organization >= 0)
    for role in np.flatnonzero(vacant).tolist():
        if is_in_the_middle(context, role):
            yield _hit(context, role)


def is_in_the_middle(context: Context, role: int) -> bool:
    """Return whether a role is the secretary of an organization with subordinates in the line."""
    arrays = context.arrays
    owner = int(arrays.role_organization[role])
    is_secretary = arrays.role_kind[role] == arrays.role_kind_code("secretary")
    return bool(is_secretary and owner >= 0 and context.has_subordinates[owner])


def _hit(context: Context, role: int) -> Hit:
    arrays, cascade = context.arrays, context.cascade
    owner = int(arrays.role_organization[role])
    below = np.flatnonzero(arrays.hierarchy.line == owner).tolist()
    since = context.vacant_since(role)
    rows = cascade.rows
    return Hit(
        organization=context.organization(owner),
        subject_kind="role",
        subject=context.table("roles").ids[role],
        words={
            "organization": context.names[owner],
            "role": context.role_name(role),
            "since": context.since_words(since),
            "count": len(below),
            "subordinates": context.name_list(below),
            "duties": len(set(rows.duty[rows.role == role].tolist())),
            "filler": context.filler(role),
        },
        since=since,
        row=("roles", role),
    )


RULE = Rule(
    code="DJ503",
    name="vacant-in-the-middle",
    severity=Severity.ERROR,
    citations=("secretary_first_responsible", "clear_bearer"),
    title=Text(zh="中间层负责岗位空缺", en="A vacant secretary in the middle of the line"),
    message=Text(
        zh="{organization}{role}岗位{since}空缺，涉及下级{count}个组织（{subordinates}）、本级{duties}项责任。",
        en="The {role} of {organization} is vacant {since}; {count} subordinate(s) ({subordinates}) and {duties} duties of its own are concerned.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="建议由{filler}研究人选；到任前先明确临时负责的岗位。",
        en="{filler} may see to filling it, and name who acts until then.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ROLES, Data.HOLDERS),
)
