"""DJ206 no-way-of-checking: 未写明检查方法."""

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
    return unanswered(context, ("check",), BLANK)


def find(context: Context) -> Iterator[Hit]:
    return hits(context, conditions(context))


BLANK = Text(zh="没有写明检查方法", en="no way of checking is stated")

RULE = Rule(
    code="DJ206",
    name="no-way-of-checking",
    severity=Severity.NOTE,
    citations=("hand_over",),
    title=Text(zh="未写明检查方法", en="No way of checking"),
    message=Text(
        zh="{whose}“{duty}”未写明检查方法。",
        en="{whose}{duty!r} does not say how it is checked.",
    ),
    explanation=Text(
        zh="规定动作中“检查方式”一栏未填写的列出；分项没有写的，以所属事项所写为准；自选动作不核对，"
        "整份清单都没有这一栏的，视为没有这项资料。查有方法：一级抓一级，上一级怎么看、看什么，事先"
        "写明，才不至于到时另要材料。依据是责任链的定义，不是条文规定。",
        en="Lists required duties with nothing in the column check; a part has what its whole states, "
        "elective duties are not asked, and where the column is filled nowhere nothing is compared. "
        "One level manages the next: how it looks, said beforehand, saves asking for papers later. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议写明结合什么检查、看什么；可与年度考核一并进行，不另设检查。",
        en="Say on which occasion and what is looked at; the yearly appraisal will do, no separate "
        "check is needed.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, check: 年度考核时核对}
- {id: S2, title: 谈心谈话}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, check: 年度考核时核对}
- {id: S2, title: 谈心谈话, check: 听党员意见}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    reads=("duties.check",),
    columns=("check",),
    symptom=Symptom.HOLLOWED,
)
