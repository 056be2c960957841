"""DJ410 last-year-open: 上年度整改事项未接续."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.ledger_items import LedgerItems
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    items = context.arrays.kept(LedgerItems)
    yield Condition(
        Text(zh="是以前年度的事项", en="it is of an earlier year"),
        items.is_before(context.day.year),
        lambda row: (
            Text(zh="看不出年度", en="its year cannot be told")
            if items.years[row] is None
            else Text(zh=f"{items.years[row]}年度", en=f"of {items.years[row]}")
        ),
    )
    yield Condition(Text(zh="尚未填写销号时间", en="no day of closing is entered"), ~items.is_done)
    yield Condition(Text(zh="没有结转为另一项", en="no other item carries it on"), ~items.is_carried)


def find(context: Context) -> Iterator[Hit]:
    items = context.arrays.kept(LedgerItems)
    for row in meeting(conditions(context)):
        organization, _ = where(context, "ledger", row)
        yield Hit(
            organization=organization,
            subject_kind="ledger",
            subject=items.table.ids[row],
            words={"organization": items.whose(row), "item": items.called(row), "year": items.years[row]},
            row=("ledger", row),
        )


RULE = Rule(
    code="DJ410",
    name="last-year-open",
    severity=Severity.WARNING,
    citations=("rectified_to_the_end",),
    title=Text(zh="上年度整改事项未接续", en="An item of an earlier year left open"),
    message=Text(
        zh="{organization}{year}年度的整改事项“{item}”未见销号，也未见结转到本年度。",
        en="{item!r} of {organization}, an item of {year}, was found neither closed nor carried into this year.",
    ),
    explanation=Text(
        zh="核对以前年度的整改事项：没有填写销号时间，也没有另一项在“结转自”中注明它的，列出。"
        "年度按整改时限看；没有填写时限的，看编号或者问题来源开头的年份，都看不出的不作判断。"
        "旧台账放下、新台账另起，没有解决的问题就无人接续。同时已超时限的，整改到期未销号（DJ408）列在其后。"
        "依据是责任链的定义，不是条文规定。",
        en="Looks at the items of earlier years: those with no day of closing that no other item names in 'carried_from'. "
        "The year is that of the date, else the one its id or its source begins with; where none of them says, nothing is "
        "judged. With a new ledger and the old one put away, nobody goes on with what was not solved. Where its date has "
        "passed too, DJ408 follows from this. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="已整改的，验收后填写销号时间和验收人；仍需整改的，转入本年度台账并注明“结转自”。",
        en="If it is mended, have it verified and enter the day and the verifier; if not, carry it into this year's ledger "
        "and name it in 'carried_from'.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
ledger:
- {id: 2025-007, organization: Z1, problem: 谈心谈话对象未全覆盖}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
ledger:
- {id: 2025-007, organization: Z1, problem: 谈心谈话对象未全覆盖}
- {id: 2026-001, organization: Z1, problem: 谈心谈话对象未全覆盖, due: 2026-12-20, carried_from: 2025-007}
""",
    find=find,
    conditions=conditions,
    over="ledger",
    needs=(Data.LEDGER,),
    columns=("closed_on",),
    symptom=Symptom.DILUTED,
)
