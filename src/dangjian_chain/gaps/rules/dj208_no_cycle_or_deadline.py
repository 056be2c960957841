"""DJ208 no-cycle-or-deadline: 未写明频次或时限."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.questions import hits, is_filled, note_unfilled, unanswered
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text

COLUMNS = ("cycle", "due")


def conditions(context: Context) -> Iterator[Condition]:
    return unanswered(
        context, COLUMNS, Text(zh="频次和时限都没有写明", en="neither a cycle nor a deadline is stated")
    )


def find(context: Context) -> Iterator[Hit]:
    if not is_filled(context, COLUMNS):
        note_unfilled(context, "DJ208", [f"duties.{name}" for name in COLUMNS])
        return
    yield from hits(context, conditions(context))


RULE = Rule(
    code="DJ208",
    name="no-cycle-or-deadline",
    severity=Severity.NOTE,
    citations=("hand_over",),
    title=Text(zh="未写明频次或时限", en="Neither a cycle nor a deadline"),
    message=Text(
        zh="{whose}“{duty}”未写明多久做一次或何时完成。",
        en="{whose}{duty!r} says neither how often nor by when.",
    ),
    explanation=Text(
        zh="规定动作中“频次”“完成时限”两栏都未填写的列出，写了一栏即可；分项没有写的，以所属事项所写为准。"
        "“常态化”“适时”“一次性”都算写明。自选动作不核对，整份清单都没有这两栏的，视为没有这项资料。"
        "没有频次和时限，上一级就无从知道何时该看。依据是责任链的定义，不是条文规定。",
        en="Lists required duties with nothing in the columns cycle and due; one of them will do, and a part has "
        "what its whole states. Continuous, on-event and once count as stated. Elective duties are not asked, "
        "and where neither column is filled anywhere nothing is compared. Without a rhythm or a day the level "
        "above cannot tell when to look. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议补充频次或时限；属常态工作的，注明“常态化”即可。",
        en="Add how often or by when; for standing work, continuous will do.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, cycle: 1/month}
- {id: S2, title: 年度安排}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, cycle: 1/month}
- {id: S2, title: 年度安排, due: 3月底前}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    columns=("cycle", "due"),
    symptom=Symptom.DILUTED,
)
