"""DJ414 orphan-indicator: 考核指标无对应责任事项."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from dangjian_chain.appraisal.scheme import Indicator


def find(context: Context) -> Iterator[Hit]:
    known = context.table("duties").positions
    for scheme in context.schemes:
        for indicator in scheme.indicators:
            if not any(duty in known for duty in indicator.duties):
                yield Hit(
                    organization="",
                    subject_kind="indicator",
                    subject=f"{scheme.id}/{indicator.id}",
                    words={"scheme": scheme.name, "indicator": indicator.title, "what": _what(indicator)},
                    place=indicator.place,
                )


def _what(indicator: Indicator) -> Text:
    if not indicator.duties:
        return Text(zh="没有写明对应的责任事项", en="names no duty")
    return Text(
        zh=f"对应的“{listed(indicator.duties, 'zh')}”不在责任事项中",
        en=f"names {listed(indicator.duties, 'en')}, and there is no such duty",
    )


RULE = Rule(
    code="DJ414",
    name="orphan-indicator",
    severity=Severity.NOTE,
    citations=("readable_data",),
    title=Text(zh="考核指标无对应责任事项", en="An indicator without a duty"),
    message=Text(
        zh="“{scheme}”的指标“{indicator}”{what}。",
        en="{scheme}: the indicator {indicator!r} {what}.",
    ),
    explanation=Text(
        zh="给出考核方案的，逐项核对指标对应的责任事项是否在清单中：没有写明对应事项，或者写明的一项都不在的列出。"
        "考核与清单脱节，评的就不是分的责任，做了的也未必评得到；写明的一项都不在清单中的指标不计分，分值也不算在满分之内。"
        "对整体测评、满意度之类，可对应到述职、民主评议等已有的事项。没有给出考核方案的不作核对。"
        "依据是责任链的定义，不是条文规定。",
        en="Where a scheme of appraisal is given, looks for the duties that its indicators are tied to, and lists "
        "those that name none, or none that the lists hold. Where appraisal and lists go their own ways, what is "
        "rated is not what was assigned; an indicator whose duties are all unknown gives no points and has none in the "
        "full marks. A vote "
        "on the whole can be tied to the duty of reporting on work. Without a scheme nothing is compared. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议对应到一项已有的责任事项；清单确实没有而需要考核的，可先列入清单。",
        en="Tie it to a duty there is; what is to be appraised and stands on no list may be listed first.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日}
""",
    good="""\
duties:
- {id: S1, title: 主题党日}
- {id: S2, title: 谈心谈话}
""",
    scheme="""\
schema = "dangjian-chain-scheme/1"
id = "branches"
name = {zh = "示例支部考核", en = "Example branches"}
for = ["branch"]
full_marks = 10
[[indicators]]
id = "K1"
title = {zh = "主题党日", en = "theme days"}
duty = "S1"
weight = 6
method = "yes_no"
[[indicators]]
id = "K2"
title = {zh = "谈心谈话", en = "talks"}
duty = "S2"
weight = 4
method = "yes_no"
""",
    find=find,
    needs=(Data.SCHEME, Data.DUTIES),
    symptom=Symptom.HOLLOWED,
)
