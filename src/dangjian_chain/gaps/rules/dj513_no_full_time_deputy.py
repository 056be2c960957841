"""DJ513 no-full-time-deputy: 未配专职副书记."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text

DEPUTY = ("full_time_deputy_secretary",)


def conditions(context: Context) -> Iterator[Condition]:
    figures, least = context.figures, context.limit("full_time_deputies_least")
    count = figures.count_roles(DEPUTY)
    yield Condition(
        Text(zh="是当日在册的党委", en="it is a committee in force"),
        figures.of_kind("committee") & figures.alive,
    )
    yield Condition(
        Text(
            zh="专职副书记岗位少于本单位规定的人数",
            en="it has fewer full-time deputy secretaries than the unit's own rule asks",
        ),
        count < least.values,
        lambda row: Text(
            zh=f"登记{count[row]}名，规定{plain(float(least.values[row]))}名",
            en=f"{count[row]} entered, figure {plain(float(least.values[row]))}",
        ),
    )


def find(context: Context) -> Iterator[Hit]:
    least = context.limit("full_time_deputies_least")
    count = context.figures.count_roles(DEPUTY)
    for committee in meeting(conditions(context)):
        id_ = context.organization(committee)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[committee],
                "count": int(count[committee]),
                "least": least.said(committee),
            },
            row=("organizations", committee),
            held=least.held(committee),
        )


RULE = Rule(
    code="DJ513",
    name="no-full-time-deputy",
    severity=Severity.NOTE,
    citations=("left_to_the_profile",),
    title=Text(zh="未配专职副书记", en="Fewer full-time deputy secretaries than asked"),
    message=Text(
        zh="经核对岗位名册，{organization}登记专职副书记岗位{count}个，本单位口径为不少于{least}个。",
        en="{organization} has {count} role(s) of full-time deputy secretary on its roster; the unit's own rule is "
        "at least {least}.",
    ),
    explanation=Text(
        zh="比较党委当日设置的专职副书记岗位数与本单位口径规定的人数，岗位空缺的另行核对（见DJ502）。"
        "没有专职副书记，党建工作容易由兼职人员顺带去做。专职副书记的人数未见全国统一规定，"
        "本单位口径没有设定的不作核对。依据是责任链的定义，不是条文规定。",
        en="Compares the roles of full-time deputy secretary in a committee with the number that the unit's own "
        "profile sets; whether they are held is another rule's business (DJ502). Without one, Party building is "
        "easily done on the side. No general number was found, and nothing is checked while no profile sets one. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对岗位名册是否登记齐全；确未设置的，可考虑按程序提出配备意见。",
        en="Check whether the roster is complete; if there is none, one may be proposed by the usual steps.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: full_time_deputy_secretary}
""",
    profile="""\
schema = "dangjian-chain-profile/1"
name = {zh = "示例口径", en = "example profile"}
reason = {zh = "示例", en = "an example"}

[[overrides]]
parameter = "full_time_deputies_least"
value = 1
reason = {zh = "本单位要求党委配专职副书记1名", en = "each committee here has one full-time deputy secretary"}
""",
    find=find,
    conditions=conditions,
    needs=(Data.ROLES,),
    parameters=("full_time_deputies_least",),
    symptom=Symptom.WEAKENED,
)
