"""DJ106 nothing-kept-above: 上级未保留抓落实责任."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    kept_nothing = cascade.missing & cascade.speaking & context.declares_below
    line = cascade.hierarchy.line
    for duty, organization in np.argwhere(kept_nothing).tolist():
        below = (line == organization) & cascade.expected[duty] & cascade.declared[duty]
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "subordinates": context.name_list(np.flatnonzero(below).tolist()),
            },
            row=("organizations", organization),
        )


RULE = Rule(
    code="DJ106",
    name="nothing-kept-above",
    severity=Severity.ERROR,
    citations=("hand_over",),
    title=Text(zh="上级未保留抓落实责任", en="Handed down, and nothing kept above"),
    message=Text(
        zh="“{duty}”已列入{subordinates}的清单，{organization}本级清单中未见相应的组织推动、督促检查责任。",
        en="{subordinates} have {duty!r} on their lists; that of {organization} shows no part in seeing to it.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="建议本级补列一条抓落实的责任，每年结合已有检查或述职评议开展即可，不另设检查。",
        en="Add one line for seeing to it; existing checks or the yearly work reports serve, no further check is needed.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.PERFORMERS,),
)
