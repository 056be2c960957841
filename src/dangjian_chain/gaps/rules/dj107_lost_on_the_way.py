"""DJ107 lost-on-the-way: 责任传导逐级减弱."""

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
        zh="“{duty}”在{level}应由{expected}个组织列入，已列入{declared}个（{rate}）；各级已列入／应列入："
        "{curve}。",
        en="At {level}, {declared} of {expected} organizations that should have {duty!r} on their lists "
        "have it ({rate}); declared / expected by level: {curve}.",
    ),
    explanation=Text(
        zh="逐级统计每个事项应列入与已列入清单的组织数，某一级应列入的达到一定个数、已列入的比例却偏低的，"
        "列出并附各级数字。成片未见，多半是清单没有报全或布置时没有讲清，从这一级查起比逐个催补有效。"
        "没有本单位清单的组织不计，个数太少的层级不作判断；两个数值由本工具设定。"
        "《党委（党组）落实全面从严治党主体责任规定》第四条要求责任全覆盖，基层党组织参照执行；"
        "按级统计出自责任链的定义。",
        en="Counts, level by level, the organizations that should have a duty on their lists and those "
        "that have it, and lists a duty where a level is large enough and the share is low, with the "
        "whole curve. Where many lack the line, the lists are mostly incomplete or the duty was not "
        "made clear: one look at that level serves better than many reminders. Organizations without a "
        "list are not counted, small levels not judged; both numbers are parameters of this library. "
        "Art. 4 of the Principal Responsibility Provisions asks for full coverage and binds primary "
        "organizations by reference; the count by level follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="建议先核对{units}的清单是否报全，再看是否漏列。",
        en="Check first whether the lists of {units} are complete, then whether a line is missing.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
- {id: D1-03, name: 示例三支部, kind: branch, superior: D1}
- {id: D1-04, name: 示例四支部, kind: branch, superior: D1}
- {id: D1-05, name: 示例五支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0}
- {id: S2, title: 组织生活会, performed_by: [branch], managed_levels: 0}
assignments:
- {duty: S1, organization: D1-01}
- {duty: S1, organization: D1-02}
- {duty: S1, organization: D1-03}
- {duty: S1, organization: D1-04}
- {duty: S1, organization: D1-05}
- {duty: S2, organization: D1-01}
- {duty: S2, organization: D1-02}
- {duty: S2, organization: D1-03}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
- {id: D1-03, name: 示例三支部, kind: branch, superior: D1}
- {id: D1-04, name: 示例四支部, kind: branch, superior: D1}
- {id: D1-05, name: 示例五支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch], managed_levels: 0}
- {id: S2, title: 组织生活会, performed_by: [branch], managed_levels: 0}
assignments:
- {duty: S1, organization: D1-01}
- {duty: S1, organization: D1-02}
- {duty: S1, organization: D1-03}
- {duty: S1, organization: D1-04}
- {duty: S1, organization: D1-05}
- {duty: S2, organization: D1-01}
- {duty: S2, organization: D1-02}
- {duty: S2, organization: D1-03}
- {duty: S2, organization: D1-04}
- {duty: S2, organization: D1-05}
""",
    find=find,
    beside=("DJ101",),
    needs=(Data.PERFORMERS,),
    symptom=Symptom.DILUTED,
)
