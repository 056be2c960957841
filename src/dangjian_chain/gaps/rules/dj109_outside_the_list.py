"""DJ109 outside-the-list: 清单外任务."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.gaps.rules.dj005_several_tops import find as several_tops
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    tops = _tops(context)
    for duty, organization in np.argwhere(cascade.stray & cascade.declared_itself & cascade.speaking).tolist():
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
        zh="",
        en="",
    ),
    remedy=Text(
        zh="属本单位自定的，注明“自选”；属临时交办的，建议确认后再列入。",
        en="If it is the unit's own choice, mark it elective; if it was asked for the occasion, confirm it before listing it.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.PERFORMERS,),
)
