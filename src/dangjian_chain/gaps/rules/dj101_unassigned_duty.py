"""DJ101 unassigned-duty: 责任事项未列入清单."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Key, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    missing = cascade.missing & cascade.speaking & ~context.declares_below
    passed: dict[tuple[int, int], int] = {}
    for duty, organization in np.argwhere(missing).tolist():
        id_, duty_id = context.organization(organization), context.duty(duty)
        line = int(cascade.hierarchy.line[organization])
        after: list[Key] = [("DJ107", "", duty_id, duty_id)] if context.loses(duty, organization) else []
        if line >= 0:
            above = context.organization(line)
            after.append(("DJ101", above, above, duty_id))
        yield Hit(
            organization=id_,
            subject=id_,
            duty=duty_id,
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "above": _above(context, duty, organization, passed),
            },
            row=("organizations", organization),
            after=tuple(after),
        )


def _above(context: Context, duty: int, organization: int, passed: dict[tuple[int, int], int]) -> Text:
    """
    Return the nearest superior in the line that has the duty on its list.

    `passed` keeps the answer for everyone on the way: a deep line is walked once.
    """
    cascade = context.cascade
    line = cascade.hierarchy.line
    way = []
    here = int(line[organization])
    while here >= 0 and not cascade.declared[duty, here] and (duty, here) not in passed:
        way.append((duty, here))
        here = int(line[here])
    here = passed.get((duty, here), here)
    passed |= dict.fromkeys(way, here)
    if here < 0:
        return Text(zh="", en="")
    return Text(
        zh=f"，上级{context.names[here]}已列入该事项", en=f"; its superior {context.names[here]} has it"
    )


RULE = Rule(
    code="DJ101",
    name="unassigned-duty",
    severity=Severity.ERROR,
    citations=("hand_over", "res20_principles"),
    title=Text(zh="责任事项未列入清单", en="An expected duty that no list shows"),
    message=Text(
        zh="{organization}的责任清单中未见“{duty}”{above}。",
        en="The list of {organization} does not show {duty!r}{above}.",
    ),
    explanation=Text(
        zh="把应由本组织直接落实、或者由下级承担而本级负责抓落实的事项，与本组织的责任清单对照，"
        "清单中未见的列出。缺了这一条，责任链条就在这里中断，往下的落实也无从核对。自选动作、"
        "适用条件未填写的、由上级统一清单（各党支部等）列明的不在此列；下级已列入而本级未列的见DJ106，"
        "没有本单位清单的见DJ126。《党委（党组）落实全面从严治党主体责任规定》第四条要求责任全覆盖，"
        "基层党组织参照执行；上下两端都列入清单，出自责任链的定义。",
        en="Compares the duties that an organization performs, or sees to because its subordinates carry "
        "them, with its list, and lists those that it does not show. Without the line the chain breaks "
        "here, and nothing further down can be checked. Elective duties, conditions left blank and "
        "duties declared for a whole class are no gaps; DJ106 speaks where subordinates have the duty, "
        "DJ126 where there is no list. Art. 4 of the Principal Responsibility Provisions asks for full "
        "coverage and binds primary organizations by reference; that both ends stand on a list follows "
        "from the definition of a chain.",
    ),
    remedy=Text(
        zh="建议明确承担岗位；本单位不适用的，注明原因即可。",
        en="Name the role that bears it; if it does not apply here, a note of the reason is enough.",
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
- {duty: S2, organization: D1}
- {duty: S1, organization: D1-01}
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
