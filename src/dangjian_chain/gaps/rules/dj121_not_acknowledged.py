"""DJ121 not-acknowledged: 责任尚未确认."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    rows = cascade.rows
    confirmed = is_stated(context.table("assignments").column("acknowledged_on"))[rows.row]
    own, known = np.zeros(cascade.shape, dtype=bool), np.zeros(cascade.shape, dtype=bool)
    declaring = ~rows.by_class & cascade.counts
    own[rows.duty[declaring], rows.organization[declaring]] = True
    told = ~rows.by_class & confirmed
    known[rows.duty[told], rows.organization[told]] = True
    for duty, organization in np.argwhere(cascade.received & own & ~known).tolist():
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={"organization": context.names[organization], "duty": context.title(duty)},
            row=("assignments", _first(context, duty, organization)),
        )


def _first(context: Context, duty: int, organization: int) -> int:
    """Return the first row of the organization's own that declares the duty, in key order."""
    rows = context.cascade.rows
    here = rows.of(duty, organization)
    return int(rows.row[here[~rows.by_class[here] & context.cascade.counts[here]]].min())


RULE = Rule(
    code="DJ121",
    name="not-acknowledged",
    severity=Severity.NOTE,
    citations=("hand_over",),
    title=Text(zh="责任尚未确认", en="Handed down and not confirmed"),
    message=Text(
        zh="{organization}的“{duty}”尚未登记确认时间。",
        en="No day is entered on which {organization} confirmed {duty!r}.",
    ),
    explanation=Text(
        zh="核对由上级分解下来、已列入本单位清单的事项是否登记了确认时间，哪种形式的确认都可以。"
        "本项默认不核对，只在点名要求时核对：为每件事签订责任书本身就是基层负担，不宜提倡。"
        "确认时间一栏都没有填写的，不作核对。依据是责任链的定义，不是条文规定。",
        en="Looks, among the duties handed down and taken up in an organization's own list, for those without a "
        "day of confirmation, in whatever form. It is off unless it is asked for by name: to sign a letter for "
        "each duty would itself be a burden. Where no day is entered anywhere nothing is compared. The basis is "
        "the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="会议传达、系统确认均可，不要求签订责任书。",
        en="A word at a meeting or a mark in the system will do; no letter need be signed.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1, acknowledged_on: 2026-02-28}
- {duty: S1, organization: D1-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1, acknowledged_on: 2026-02-28}
- {duty: S1, organization: D1-01, acknowledged_on: 2026-03-05}
""",
    find=find,
    needs=(Data.PERFORMERS, Data.ASSIGNMENTS),
    reads=("assignments.acknowledged_on",),
    columns=("acknowledged_on",),
    symptom=Symptom.DILUTED,
    is_on=False,
)
