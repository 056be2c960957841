"""DJ008 superior-not-in-force: 上级组织当日未设立或已撤并."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    gone = arrays.hierarchy.in_force & (arrays.superior_known >= 0) & (arrays.hierarchy.superior < 0)
    for row in np.flatnonzero(gone).tolist():
        superior = context.names[arrays.superior_known[row]]
        id_ = context.organization(row)
        words = {"organization": context.names[row], "superior": superior, "day": context.day}
        yield Hit(organization=id_, subject=id_, words=words, row=("organizations", row))


RULE = Rule(
    code="DJ008",
    name="superior-not-in-force",
    severity=Severity.ERROR,
    citations=("one_superior",),
    title=Text(zh="上级组织当日未设立或已撤并", en="A superior that is not in force"),
    message=Text(
        zh="“{organization}”登记的上级“{superior}”在{day}未设立或已撤并。",
        en="The superior of {organization}, {superior}, is not in force on {day}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请改填现在的上级党组织；撤并时间登记有误的，更正即可。",
        en="Enter the present superior; if the dates of that organization are mistaken, correct them.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.ORGANIZATIONS,),
)
