"""DJ105 vacant-bearer: 责任岗位空缺."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    vacant = context.arrays.vacant
    rows = cascade.rows
    doing = (rows.role >= 0) & ~rows.is_(Responsibility.SUPERVISORY) & ~rows.is_(Responsibility.SUPPORTING)
    borne, filled = np.zeros(cascade.shape, dtype=bool), np.zeros(cascade.shape, dtype=bool)
    borne[rows.duty[doing], rows.organization[doing]] = True
    held = doing & ~vacant[np.maximum(rows.role, 0)] if len(vacant) else doing
    filled[rows.duty[held], rows.organization[held]] = True
    for duty, organization in np.argwhere(borne & ~filled & cascade.speaking).tolist():
        here = doing & (rows.duty == duty) & (rows.organization == organization)
        roles = sorted(set(rows.role[here].tolist()))
        ids = [context.table("roles").ids[role] for role in roles]
        owners = [_owner(context, role) for role in roles]
        sinces = [since for role in roles if (since := context.vacant_since(role)) is not None]
        since = max(sinces, key=str, default=None)
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "roles": context.role_list(roles),
                "since": context.since_words(since),
                "filler": context.filler(roles[0]),
            },
            since=since,
            row=("organizations", organization),
            after=tuple(
                (code, owner, role, "") for role, owner in zip(ids, owners, strict=True) for code in ("DJ503", "DJ502")
            ),
        )


def _owner(context: Context, role: int) -> str:
    return str(context.table("roles").column("organization")[role])


RULE = Rule(
    code="DJ105",
    name="vacant-bearer",
    severity=Severity.ERROR,
    citations=("clear_bearer",),
    title=Text(zh="责任岗位空缺", en="The bearing role is vacant"),
    message=Text(
        zh="{organization}承担“{duty}”的岗位（{roles}）{since}空缺。",
        en="The role(s) of {organization} that bear {duty!r} ({roles}) are vacant {since}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="建议由{filler}先明确临时负责的岗位，再按程序配备。",
        en="{filler} may name who acts for the time being, and then fill the role by procedure.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ROLES, Data.HOLDERS,),
)
