"""DJ101 unassigned-duty: 责任事项未列入清单."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Key, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    missing = cascade.missing & cascade.speaking & ~context.declares_below
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
                "above": _above(context, duty, organization),
            },
            row=("organizations", organization),
            after=tuple(after),
        )


def _above(context: Context, duty: int, organization: int) -> Text:
    """Return the nearest superior in the line that has the duty on its list."""
    cascade = context.cascade
    line = cascade.hierarchy.line
    here = int(line[organization])
    while here >= 0 and not cascade.declared[duty, here]:
        here = int(line[here])
    if here < 0:
        return Text(zh="", en="")
    return Text(zh=f"，上级{context.names[here]}已列入该事项", en=f"; its superior {context.names[here]} has it")


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
        zh="",
        en="",
    ),
    remedy=Text(
        zh="建议明确承担岗位；本单位不适用的，注明原因即可。",
        en="Name the role that bears it; if it does not apply here, a note of the reason is enough.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.PERFORMERS,),
)
