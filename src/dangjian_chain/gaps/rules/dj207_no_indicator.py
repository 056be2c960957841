"""DJ207 no-indicator: 未对应考评指标."""

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
    return unanswered(context, ("indicator",), BLANK)


def find(context: Context) -> Iterator[Hit]:
    return hits(context, conditions(context))


BLANK = Text(zh="没有对应的考评指标", en="no indicator is stated")

RULE = Rule(
    code="DJ207",
    name="no-indicator",
    severity=Severity.NOTE,
    citations=("hand_over",),
    title=Text(zh="未对应考评指标", en="No indicator"),
    message=Text(
        zh="{whose}“{duty}”未对应考评指标。",
        en="{whose}{duty!r} has no indicator.",
    ),
    explanation=Text(
        zh="规定动作中“考核指标”一栏未填写的列出；分项没有写的，以所属事项所写为准；自选动作不核对，"
        "整份清单都没有这一栏的，视为没有这项资料。评有体系：清单和考核各说各的，做了的未必评，评的"
        "未必在清单上。依据是责任链的定义，不是条文规定。",
        en="Lists required duties with nothing in the column indicator; a part has what its whole "
        "states, elective duties are not asked, and where the column is filled nowhere nothing is "
        "compared. Where list and appraisal go their own ways, what is done may not be rated, and "
        "what is rated not be listed. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议对应一项已有的考核指标，是或否的也可以；不纳入考核的，注明即可。",
        en="Tie it to an indicator there is, a plain yes or no will do; where it is not appraised, note it.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, indicator: 实际次数÷12}
- {id: S2, title: 谈心谈话}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, indicator: 实际次数÷12}
- {id: S2, title: 谈心谈话, indicator: 是/否}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    reads=("duties.indicator",),
    columns=("indicator",),
    symptom=Symptom.HOLLOWED,
)
