"""DJ106 nothing-kept-above: 上级未保留抓落实责任."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    kept_nothing = cascade.missing & cascade.speaking & context.declares_below
    for duty, organization in np.argwhere(kept_nothing).tolist():
        line = cascade.hierarchy.line_children(organization)
        below = line[cascade.expected[duty, line] & cascade.declared[duty, line]]
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "subordinates": context.name_list(below.tolist()),
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
        en="{subordinates} have {duty!r} on their lists; that of {organization} shows no part in seeing "
        "to it.",
    ),
    explanation=Text(
        zh="下级已列入清单、本级负责抓落实的事项，与本级清单对照，未见相应责任的列出。一级抓一级，"
        "就是上下两端都有人负责；只往下分解而本级不留，下级的落实就没有上一级来推动和检查。"
        "事项写明不需上级抓落实的、自选动作、由上级统一清单列明的不在此列；本级没有清单的见DJ126。"
        "依据是责任链的定义，不是条文规定。",
        en="Compares the duties that subordinates have on their lists, and that this organization sees "
        "to, with its own list, and lists those it does not show. That one level manages the next "
        "means that both ends answer; where all is handed down, nobody above moves or checks the work. "
        "Duties that say no level manages them, elective ones and those declared for a whole class are "
        "no gaps; an organization without a list is DJ126. The basis is the definition of a chain, not "
        "a provision.",
    ),
    remedy=Text(
        zh="建议本级补列一条抓落实的责任，每年结合已有检查或述职评议开展即可，不另设检查。",
        en="Add one line for seeing to it; existing checks or the yearly work reports serve, no further "
        "check is needed.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1}
- {duty: S1, organization: D1-01}
- {duty: S2, organization: D1-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1}
- {duty: S2, organization: D1}
- {duty: S1, organization: D1-01}
- {duty: S2, organization: D1-01}
""",
    find=find,
    needs=(Data.PERFORMERS,),
    symptom=Symptom.DILUTED,
)
