"""DJ205 no-standard: 未写明完成标准."""

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
    return unanswered(context, ("standard",), BLANK)


def find(context: Context) -> Iterator[Hit]:
    return hits(context, conditions(context))


BLANK = Text(zh="没有写明完成标准", en="no standard is stated")

RULE = Rule(
    code="DJ205",
    name="no-standard",
    severity=Severity.NOTE,
    citations=("hand_over",),
    title=Text(zh="未写明完成标准", en="No standard of completion"),
    message=Text(
        zh="{whose}“{duty}”未写明完成标准。",
        en="{whose}{duty!r} states no standard of completion.",
    ),
    explanation=Text(
        zh="规定动作中“完成标准”一栏未填写的列出；分项没有写的，以所属事项所写为准；自选动作不核对，"
        "整份清单都没有这一栏的，视为没有这项资料。做有标准：写明做到什么算完成，上下级才说得到一处"
        "。各单位在分工中自定的标准不代替事项本身的标准。依据是责任链的定义，不是条文规定。",
        en="Lists required duties with nothing in the column standard; a part has what its whole "
        "states, elective duties are not asked, and where the column is filled nowhere nothing is "
        "compared. With a standard both ends of a hand-over mean the same by done; what units state "
        "for themselves in their assignments does not stand in for it. The basis is the definition "
        "of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议写明做成什么算完成，以实际效果计，不以材料计；不便设标准的，说明即可。",
        en="Say what counts as done, by its effect and not by paper; where none fits, note it.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, standard: 全体党员参加}
- {id: S2, title: 谈心谈话}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, standard: 全体党员参加}
- {id: S2, title: 谈心谈话, standard: 意见逐条答复}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    reads=("duties.standard",),
    columns=("standard",),
    symptom=Symptom.HOLLOWED,
)
