"""DJ002 self-superior: 上级填成了本组织."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    superior = context.arrays.hierarchy.superior
    own = context.in_force("organizations") & (superior == np.arange(len(superior)))
    for row in np.flatnonzero(own).tolist():
        id_ = context.organization(row)
        yield Hit(
            organization=id_,
            subject=id_,
            words={"organization": context.names[row]},
            row=("organizations", row),
        )


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
        zh="核对各组织登记的上级，填的就是本组织的列出。上级填成本组织，从最上级组织就到不了这里，"
        "其以下各组织也随之脱离链条。最上级组织的上级一栏留空即可，不在此列；几个组织互相指向的，"
        "见DJ003。依据是责任链的定义，不是条文规定。",
        en="Lists the organizations whose superior is entered as themselves. No line from a top leads to "
        "them, and all below them fall out of the chain with them. A top leaves the column blank, "
        "which is no gap; several organizations that point at one another are DJ003. The basis is the "
        "definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请改填实际的上级党组织；确为最上级组织的，上级一栏留空即可。",
        en="Enter its real superior; if it is the top, leave the column blank.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
""",
    find=find,
    columns=("superior",),
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.WEAKENED,
)
