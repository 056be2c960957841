"""DJ002 self-superior: 上级填成了本组织."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    superior = context.arrays.hierarchy.superior
    own = context.in_force("organizations") & (superior == np.arange(len(superior)))
    for row in np.flatnonzero(own).tolist():
        id_ = context.organization(row)
        yield Hit(organization=id_, subject=id_, words={"organization": context.names[row]}, row=("organizations", row))


RULE = Rule(
    code="DJ002",
    name="self-superior",
    severity=Severity.ERROR,
    citations=("one_superior",),
    title=Text(zh="上级填成了本组织", en="An organization that is its own superior"),
    message=Text(
        zh="“{organization}”登记的上级为其自身。",
        en="{organization} is entered as its own superior.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请改填实际的上级党组织；确为最上级组织的，上级一栏留空即可。",
        en="Enter its real superior; if it is the top, leave the column blank.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ORGANIZATIONS,),
)
