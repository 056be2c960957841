"""DJ107 lost-on-the-way: 责任传导逐级减弱."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Data, Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    levels = cascade.hierarchy.level
    for duty, low in context.lost.items():
        level, expected, declared = min(low, key=lambda row: row[2] / row[1])
        here = cascade.missing[duty] & np.isin(levels, [row[0] for row in low])
        units = sorted({int(context.unit[row]) for row in np.flatnonzero(here).tolist()} - {-1})
        duty_id = context.duty(duty)
        yield Hit(
            organization="",
            subject_kind="duty",
            subject=duty_id,
            duty=duty_id,
            words={
                "duty": context.title(duty),
                "level": Text(zh=f"第{level}级", en=f"level {level}"),
                "expected": expected,
                "declared": declared,
                "rate": f"{declared / expected:.0%}",
                "curve": _curve(context, duty),
                "units": context.name_list(units) if units else Text(zh="有关单位", en="the units concerned"),
            },
            row=("duties", duty),
        )


def _curve(context: Context, duty: int) -> Text:
    """Return declared over expected, level by level, of the organizations that keep a list."""
    cascade = context.cascade
    wanted = cascade.wanted[duty] & cascade.keeps_list & cascade.speaking[duty]
    parts = []
    for level, positions in enumerate(cascade.hierarchy.levels):
        total = int(wanted[positions].sum())
        if total:
            parts.append((level, int((wanted & cascade.declared[duty])[positions].sum()), total))
    return Text(
        zh="，".join(f"第{level}级{done}/{total}" for level, done, total in parts),
        en=", ".join(f"level {level} {done}/{total}" for level, done, total in parts),
    )


RULE = Rule(
    code="DJ107",
    name="lost-on-the-way",
    severity=Severity.WARNING,
    citations=("hand_over", "res20_principles"),
    title=Text(zh="责任传导逐级减弱", en="Lost on the way down"),
    message=Text(
        zh="“{duty}”在{level}应由{expected}个组织列入，已列入{declared}个（{rate}）；各级已列入／应列入：{curve}。",
        en="At {level}, {declared} of {expected} organizations that should have {duty!r} on their lists have it ({rate}); declared / expected by level: {curve}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="建议先核对{units}的清单是否报全，再看是否漏列。",
        en="Check first whether the lists of {units} are complete, then whether a line is missing.",
    ),
    bad="""""",
    good="""""",
    find=find,
    needs=(Data.PERFORMERS,),
)
