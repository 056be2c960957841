"""DJ201 why-missing: 未注明依据（为什么抓）."""

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
    return unanswered(context, ("why",), BLANK)


def find(context: Context) -> Iterator[Hit]:
    return hits(context, conditions(context))


BLANK = Text(zh="没有注明依据", en="no basis is named")

RULE = Rule(
    code="DJ201",
    name="why-missing",
    severity=Severity.NOTE,
    citations=("readable_data",),
    title=Text(zh="未注明依据（为什么抓）", en="Why: no basis is named"),
    message=Text(
        zh="{whose}“{duty}”未注明依据（为什么抓）。",
        en="{whose}{duty!r} names no basis: why it is done.",
    ),
    explanation=Text(
        zh="规定动作中“制度依据”一栏未填写的列出；分项没有写的，以所属事项所写为准；自选动作不核对，"
        "整份清单都没有这一栏的，视为没有这项资料。注明依据，基层才知道哪些是规定要做的、哪些可以不"
        "做；一个简称或者条号即可，本单位自定的写“本单位规定”。依据是责任链的定义，不是条文规定。",
        en="Lists required duties with nothing in the column why; a part has what its whole states, "
        "elective duties are not asked, and where the column is filled nowhere nothing is compared. "
        "With a basis named, those who do the work can tell what is asked by rule from what is not; "
        "a short title will do. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议补注制度名称或者条号；本单位自定的，注明“本单位规定”即可。",
        en="Name the instrument or article; for a duty of the unit's own, say so.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, why: theme_day_frequency}
- {id: S2, title: 谈心谈话}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, why: theme_day_frequency}
- {id: S2, title: 谈心谈话, why: heart_to_heart_talks}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    reads=("duties.why",),
    columns=("why",),
    symptom=Symptom.HOLLOWED,
)
