"""DJ507 several-heads: 同一岗位多人在任."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    yield from _holders(context)
    yield from _roles(context)


def _holders(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    acting = context.table("appointments").column("acting")
    persons = context.table("appointments").column("person")
    for role, appointments in sorted(arrays.holders.items()):
        seats = arrays.seats[role]
        held = {persons[row] for row in appointments if not acting[row]}
        if seats is None or len(held) <= seats:
            continue
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "what": Text(
                    zh=f"岗位职数{seats}名，登记在任{len(held)}名", en=f"{len(held)} holders are entered, {seats} seat(s)"
                ),
            },
            row=("roles", role),
        )


def _roles(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    needed = np.flatnonzero(arrays.is_needed_kind & context.in_force("roles"))
    owners, counts = np.unique(arrays.role_organization[needed], return_counts=True)
    kinds = list(arrays.role_kinds.values())
    for owner, count in zip(owners.tolist(), counts.tolist(), strict=True):
        if count > 1:
            id_ = context.organization(owner)
            words = {
                "organization": context.names[owner],
                "role": kinds[arrays.needed[owner]].label,
                "what": Text(zh=f"岗位登记了{count}个", en=f"{count} roles are entered"),
            }
            yield Hit(organization=id_, subject=id_, words=words, row=("organizations", owner))


RULE = Rule(
    code="DJ507",
    name="several-heads",
    severity=Severity.ERROR,
    citations=("secretary_first_responsible", "clear_bearer"),
    title=Text(zh="同一岗位多人在任", en="More holders than seats"),
    message=Text(
        zh="{organization}的{role}{what}。",
        en="{organization}: {what} for {role}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对前任的免职时间；确由多人分担的，注明各自分工。",
        en="Check when the former one left; if several share it, say who does what.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ROLES,),
)
