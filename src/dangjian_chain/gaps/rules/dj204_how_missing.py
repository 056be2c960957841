"""DJ204 how-missing: 未写明措施（怎么抓）."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.questions import hits, unanswered
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    return unanswered(context, ("how",), BLANK)


def find(context: Context) -> Iterator[Hit]:
    return hits(context, conditions(context))


BLANK = Text(zh="没有写明措施", en="no measure is stated")

RULE = Rule(
    code="DJ204",
    name="how-missing",
    severity=Severity.NOTE,
    citations=("clear_bearer",),
    title=Text(zh="未写明措施（怎么抓）", en="How: no measure is stated"),
    message=Text(
        zh="{whose}“{duty}”未写明措施（怎么抓）。",
        en="{whose}{duty!r} does not say how it is done.",
    ),
    explanation=Text(
        zh="规定动作中“工作措施”一栏未填写的列出；分项没有写的，以所属事项所写为准；自选动作不核对，"
        "整份清单都没有这一栏的，视为没有这项资料。写明措施，承担的岗位才知道第一步做什么；一两句话"
        "即可，不要求另拟方案。依据是责任链的定义，不是条文规定。",
        en="Lists required duties with nothing in the column how; a part has what its whole states, "
        "elective duties are not asked, and where the column is filled nowhere nothing is compared. "
        "Stated measures tell the role that bears it where to begin; a sentence or two will do, and "
        "no further plan is asked for. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议补写一两步具体措施；沿用上级做法的，注明“按上级规定”即可。",
        en="Add a step or two; where a superior's way is followed, say so.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, how: 年初固定日期}
- {id: S2, title: 谈心谈话}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, how: 年初固定日期}
- {id: S2, title: 谈心谈话, how: 排名单分头谈}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    reads=("duties.how",),
    columns=("how",),
    symptom=Symptom.HOLLOWED,
)
