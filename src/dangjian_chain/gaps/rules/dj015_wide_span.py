"""DJ015 wide-span: 直接管理的下级组织偏多."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    direct, most = context.figures.direct, context.limit("direct_subordinates_most")
    yield Condition(
        Text(zh="是当日在册的党组织", en="it is a Party organization in force"),
        context.figures.alive & context.arrays.leads,
    )
    yield Condition(
        Text(zh="直接管理的下级党组织多于提示数", en="it has more direct subordinates than the figure"),
        direct > most.values,
        lambda row: Text(
            zh=f"下级党组织{int(direct[row])}个，提示数{most.said(row)}个",
            en=f"{int(direct[row])} direct subordinates, figure {most.said(row)}",
        ),
    )


def find(context: Context) -> Iterator[Hit]:
    most = context.limit("direct_subordinates_most")
    for organization in meeting(conditions(context)):
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "count": int(context.figures.direct[organization]),
                "most": most.said(organization),
            },
            row=("organizations", organization),
            held=most.held(organization),
        )


RULE = Rule(
    code="DJ015",
    name="wide-span",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="直接管理的下级组织偏多", en="Many direct subordinates"),
    message=Text(
        zh="{organization}直接管理的下级党组织有{count}个，多于提示数{most}个。",
        en="{organization} has {count} direct subordinates, more than the figure of {most}.",
    ),
    explanation=Text(
        zh="清点每个党组织直接管理的下级党组织，多于提示数的列出；党小组、纪委、单位（部门）和领导小组不计，"
        "只作业务指导的也不计。下级很多时，一级抓一级容易抓不过来，也可能是名册漏填了中间一级。提示数由本工具给出，"
        "可在本单位口径中调整。依据是责任链的定义，不是条文规定。",
        en="Counts the Party organizations directly under each, groups, discipline commissions, units and working "
        "groups aside, and those it only guides. Where they are many, one level can hardly manage the next; or a "
        "level is missing in the roster. The figure is this tool's own, and a profile may change it. The basis is "
        "the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对是否漏填中间一级；确由本级直接管理的，可考虑分片联系，注明即可。",
        en="Check whether a level in between was left out; if not, sharing them out among the body may help.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
- {id: D1-03, name: 示例三支部, kind: branch, superior: D1}
- {id: D1-ZB, name: 示例党总支, kind: general_branch, superior: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
- {id: D1-03, name: 示例三支部, kind: branch, superior: D1-ZB}
- {id: D1-ZB, name: 示例党总支, kind: general_branch, superior: D1}
""",
    profile="""\
schema = "dangjian-chain-profile/1"
name = {zh = "示例口径", en = "example profile"}
reason = {zh = "示例", en = "an example"}

[[overrides]]
parameter = "direct_subordinates_most"
value = 3
reason = {zh = "便于举例", en = "small enough for an example"}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ORGANIZATIONS,),
    parameters=("direct_subordinates_most",),
    columns=("superior",),
    symptom=Symptom.DILUTED,
)
