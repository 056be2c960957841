"""DJ126 no-list-of-its-own: 未见本单位责任清单."""

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
                "within": _within(context, above, above in organizations),
                "count": len(organizations),
                "organizations": context.name_list(organizations),
                "duties": int(duties.sum()),
            },
            row=("organizations", above),
        )


def _within(context: Context, above: int, with_itself: bool) -> Text:  # noqa: FBT001 - one call, named beside
    """Return where the organizations are: under a superior, or under a top that is one of them."""
    name = context.names[above]
    if with_itself:
        return Text(zh=f"{name}本级及所属", en=f"at or under {name}")
    return Text(zh=f"{name}所属", en=f"under {name}")


RULE = Rule(
    code="DJ126",
    name="no-list-of-its-own",
    severity=Severity.WARNING,
    citations=("hand_over", "res20_principles"),
    title=Text(zh="未见本单位责任清单", en="Organizations without a list of their own"),
    message=Text(
        zh="{within}有{count}个组织（{organizations}）未见本单位的责任清单，应列入的事项共{duties}项。",
        en="{count} organization(s) {within} ({organizations}) show no list of their own; "
        "{duties} duties would stand there.",
    ),
    explanation=Text(
        zh="有应列入的事项、却未见任何本单位责任清单的组织，按上级合并列出。逐项列出只会淹没要点："
        "先弄清清单是没有报送还是没有制定，其余随之清楚。"
        "应承担的事项都由上级统一清单（各党支部等）列明的不在此列；清单里有一条本单位的分工，"
        "就逐项核对（见DJ101）。《党委（党组）落实全面从严治党主体责任规定》第四条要求责任全覆盖，"
        "基层党组织参照执行；各组织有自己的清单，出自责任链的定义。",
        en="Lists, by superior, the organizations that are expected to carry duties and show no list of "
        "their own. One line for each duty would bury the point: whether the list has not come in or "
        "was never made decides the rest. Where a common list declares every duty for the whole class "
        "there is no gap; one line of its own makes a list, and then DJ101 speaks duty by duty. Art. 4 "
        "of the Principal Responsibility Provisions asks for full coverage and binds primary "
        "organizations by reference; that each organization has its list follows from the definition "
        "of a chain.",
    ),
    remedy=Text(
        zh="请先核对清单是否尚未报送；适用上级统一清单的，注明即可。",
        en="Check first whether the lists have simply not come in; where a common list applies, a note is "
        "enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1}
- {duty: S1, organization: D1-01}
""",
    find=find,
    needs=(Data.PERFORMERS,),
    symptom=Symptom.DILUTED,
)
