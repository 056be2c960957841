"""DJ126 no-list-of-its-own: 未见本单位责任清单."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    undeclared = cascade.wanted & ~cascade.declared & cascade.speaking & ~cascade.keeps_list[np.newaxis, :]
    line = cascade.hierarchy.line
    without: dict[int, list[int]] = {}
    for organization in np.flatnonzero(undeclared.any(axis=0)).tolist():
        above = int(line[organization])
        without.setdefault(organization if above < 0 else above, []).append(organization)
    for above, organizations in sorted(without.items()):
        id_ = context.organization(above)
        duties = undeclared[:, organizations].any(axis=1)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "superior": context.names[above],
                "count": len(organizations),
                "organizations": context.name_list(organizations),
                "duties": int(duties.sum()),
            },
            row=("organizations", above),
        )


RULE = Rule(
    code="DJ126",
    name="no-list-of-its-own",
    severity=Severity.WARNING,
    citations=("hand_over", "res20_principles"),
    title=Text(zh="未见本单位责任清单", en="Organizations without a list of their own"),
    message=Text(
        zh="{superior}所属{count}个组织（{organizations}）未见本单位的责任清单，应列入的事项共{duties}项。",
        en="{count} organization(s) under {superior} ({organizations}) show no list of their own; {duties} duties would stand there.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请先核对清单是否尚未报送；适用上级统一清单的，注明即可。",
        en="Check first whether the lists have simply not come in; where a common list applies, a note is enough.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.PERFORMERS,),
)
