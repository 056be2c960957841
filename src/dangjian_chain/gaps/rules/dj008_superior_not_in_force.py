"""DJ008 superior-not-in-force: 上级组织当日未设立或已撤并."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
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
        zh="把上级组织的成立、撤销时间与核对日对照，当日未设立或已撤并的列出。上级撤并后下级没有改接，"
        "分解下来的责任就没有上一级来抓，该组织及其以下也接不到最上级组织。时间只写到年份、月份的，"
        "按对单位有利的日期理解；上级根本不在册的，见DJ001。依据是责任链的定义，不是条文规定。",
        en="Compares the dates of each superior with the day, and lists the organizations whose superior "
        "is not yet or no longer in force. When subordinates are not moved after a merger, nobody "
        "manages the duties handed down to them, and no line from a top leads there. Dates known only "
        "to the month or year are read in the unit's favor; a superior that is not on the roster at "
        "all is DJ001. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请改填现在的上级党组织；撤并时间登记有误的，更正即可。",
        en="Enter the present superior; if the dates of that organization are mistaken, correct them.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D2, name: 示例二大队党委, kind: committee, valid_to: 2026-07-01}
- {id: D2-01, name: 示例一支部, kind: branch, superior: D2}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D2, name: 示例二大队党委, kind: committee, valid_to: 2026-07-01}
- {id: D2-01, name: 示例一支部, kind: branch, superior: D1}
""",
    find=find,
    columns=("superior",),
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.WEAKENED,
)
