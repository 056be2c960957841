"""DJ001 dangling-superior: 上级党组织查无对应."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def find(context: Context) -> Iterator[Hit]:
    table = context.table("organizations")
    superiors, guides = table.column("superior"), table.column("guided_by")
    for row in np.flatnonzero(context.in_force("organizations") & _names_unknown(context)).tolist():
        superior = superiors[row]
        unknown = {} if superior is None or superior in table.positions else {superior: LEADING}
        for guide in guides[row] or ():
            if guide not in table.positions:
                unknown.setdefault(guide, GUIDING)
        for missing, relation in sorted(unknown.items()):
            yield Hit(
                organization=table.ids[row],
                subject=missing,
                words={"organization": context.names[row], "superior": missing, "relation": relation},
                row=("organizations", row),
                column="superior" if relation is LEADING else "guided_by",
            )


def _names_unknown(context: Context) -> Bools:
    """Mark the organizations that name a superior or a guide that is not on the list."""
    arrays = context.arrays
    marked = arrays.superior_named & (arrays.superior_known < 0)
    guides = context.table("organizations").columns.get("guided_by")
    if guides is not None:
        known = context.table("organizations").positions
        marked |= np.array(
            [any(guide not in known for guide in several or ()) for several in guides], dtype=bool
        )
    return marked


LEADING = Text(zh="上级党组织", en="superior")
GUIDING = Text(zh="指导单位", en="guide")


RULE = Rule(
    code="DJ001",
    name="dangling-superior",
    severity=Severity.ERROR,
    citations=("one_superior",),
    title=Text(zh="上级党组织查无对应", en="A superior that is not on the list"),
    message=Text(
        zh="“{organization}”登记的{relation}为“{superior}”，组织名册中未查到该组织。",
        en="{organization} names {superior!r} as its {relation}; the roster shows no such organization.",
    ),
    explanation=Text(
        zh="把各组织登记的上级党组织和指导单位与组织名册对照，名册中未见的列出。上级查无对应，"
        "该组织及其以下就接不进责任链条：上面分解的事项到不了那里，有关责任分解的核对项也暂不作判断。"
        "最上级组织不填上级，不在此列；上级在册但当日未设立或已撤并的，见DJ008。依据是责任链的定义，"
        "不是条文规定。",
        en="Compares the superior and the guides that each organization names with the roster, and lists "
        "those it does not show. Without a known superior an organization and all below it hang on "
        "nothing: no duty comes down to them, and the rules on duties say nothing there. A top names "
        "no superior, which is no gap; a superior that is on the roster but not in force is DJ008. The "
        "basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对名称或编码；该组织已撤并的，改填现在的上级。",
        en="Check the name or code; if it was merged or dissolved, enter the present superior.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D9}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
""",
    find=find,
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.WEAKENED,
)
