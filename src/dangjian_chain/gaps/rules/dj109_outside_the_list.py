"""DJ109 outside-the-list: 清单外任务."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.rules.dj005_several_tops import find as several_tops
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    tops = _tops(context)
    for duty, organization in np.argwhere(
        cascade.stray & cascade.declared_itself & cascade.speaking
    ).tolist():
        id_ = context.organization(organization)
        elsewhere = _has_other_top(context, duty, organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={"organization": context.names[organization], "duty": context.title(duty)},
            row=("organizations", organization),
            after=(("DJ005", "", tops, ""),) if elsewhere else (),
        )


def _tops(context: Context) -> str:
    """Return the subject that DJ005 would have."""
    return next((hit.subject for hit in several_tops(context)), "")


def _has_other_top(context: Context, duty: int, organization: int) -> bool:
    """Return whether the organization's top is not that of an origin of the duty."""
    top = context.arrays.hierarchy.top
    origins = context.table("organizations").find(context.cascade.duties.values[duty].origin)
    return bool(origins) and top[organization] not in {top[origin] for origin in origins if origin >= 0}


RULE = Rule(
    code="DJ109",
    name="outside-the-list",
    severity=Severity.WARNING,
    citations=("hand_over",),
    title=Text(zh="清单外任务", en="Declared where nothing is expected"),
    message=Text(
        zh="{organization}清单中的“{duty}”在上级清单和规定事项中未找到出处。",
        en="{organization} lists {duty!r}; neither its superiors' lists nor the duty itself expect it there.",
    ),
    explanation=Text(
        zh="对写明由谁落实的事项，核对列入清单的组织是否在承担范围之内，不在的列出。清单外的任务没有来源，"
        "容易一级比一级多，增加基层负担。事项未写明责任主体的、适用条件未填写的、自选动作、列为配合的、"
        "下属单位（部门）列为具体责任协助的，不在此列。依据是责任链的定义，不是条文规定。",
        en="For duties that say who performs them, lists the organizations that have them on their lists "
        "without being expected to. Tasks that come from nowhere tend to grow from level to level and "
        "burden those below. Duties that do not say who performs them, conditions left blank, elective "
        "duties, supporting roles, and a unit that helps the organization above it are no gaps. The "
        "basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="属本单位自定的，注明“自选”；属临时交办的，建议确认后再列入。",
        en="If it is the unit's own choice, mark it elective; if it was asked for the occasion, confirm "
        "it before listing it.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 换届提醒, performed_by: [committee]}
assignments:
- {duty: S1, organization: D1}
- {duty: S1, organization: D1-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 换届提醒, performed_by: [committee]}
assignments:
- {duty: S1, organization: D1}
""",
    find=find,
    needs=(Data.PERFORMERS,),
    symptom=Symptom.DILUTED,
)
