"""DJ203 what-missing: 未写明内容（抓什么）."""

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
    return unanswered(context, ("what",), BLANK)


def find(context: Context) -> Iterator[Hit]:
    return hits(context, conditions(context))


BLANK = Text(zh="没有写明内容", en="no content is stated")

RULE = Rule(
    code="DJ203",
    name="what-missing",
    severity=Severity.NOTE,
    citations=("hand_over",),
    title=Text(zh="未写明内容（抓什么）", en="What: no content is stated"),
    message=Text(
        zh="{whose}“{duty}”未写明内容（抓什么）。",
        en="{whose}{duty!r} does not say what is to be done.",
    ),
    explanation=Text(
        zh="规定动作中“责任内容”一栏未填写的列出；分项没有写的，以所属事项所写为准；自选动作不核对，"
        "整份清单都没有这一栏的，视为没有这项资料。逐级交下去的是内容，只有名称的事项，上下级各按各"
        "的理解。依据是责任链的定义，不是条文规定。",
        en="Lists required duties with nothing in the column what; a part has what its whole states, "
        "elective duties are not asked, and where the column is filled nowhere nothing is compared. "
        "What is handed down is the content; of a bare title each level makes its own. The basis is "
        "the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议用一句话写明做什么；名称已经写清的，照抄一遍即可。",
        en="Say in one sentence what is done; where the title says it all, repeat it.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, what: 每月开展1次主题党日}
- {id: S2, title: 谈心谈话}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, what: 每月开展1次主题党日}
- {id: S2, title: 谈心谈话, what: 每名党员每年谈心谈话1次}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    reads=("duties.what",),
    columns=("what",),
    symptom=Symptom.HOLLOWED,
)
