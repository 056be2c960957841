"""DJ511 term-ends-soon: 即将届满."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.term_arrays import term_arrays
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    terms = term_arrays(context.arrays, context.rules)
    yield Condition(
        Text(
            zh="是当日在册的基层党委、党总支或党支部，不是临时党支部",
            en="it is a committee, general branch or branch in force, and not temporary",
        ),
        terms.bound,
    )
    yield Condition(Text(zh="填写了换届时间", en="its election date is entered"), terms.dated)
    yield Condition(
        Text(zh="任期尚未届满，并在提醒的期限内届满", en="its term ends, and within the months reminded of"),
        terms.ends_soon,
        lambda organization: _end(context, organization),
    )
    yield Condition(
        Text(zh="未见延期换届的记录", en="no record says that it was extended"), ~terms.is_extended
    )


def _end(context: Context, organization: int) -> Text:
    term = term_arrays(context.arrays, context.rules).term(organization)
    if term.ends_on is None:
        return term.label
    return Text(zh=f"任期至{term.ends_on}", en=f"the term ends on {term.ends_on}")


def find(context: Context) -> Iterator[Hit]:
    terms, reminder = (
        term_arrays(context.arrays, context.rules),
        context.limit("reelection_reminder_months"),
    )
    for organization in meeting(conditions(context)):
        term = terms.term(organization)
        yield Hit(
            organization=term.organization,
            subject=term.organization,
            words={
                "organization": term.name,
                "ends": term.ends_on,
                "elected": term.elected_on,
                "months": reminder.said(organization),
            },
            row=("organizations", organization),
            held=(*reminder.held(organization), *terms.held(organization)),
        )


RULE = Rule(
    code="DJ511",
    name="term-ends-soon",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="即将届满", en="The term ends soon"),
    message=Text(
        zh="{organization}本届任期将于{ends}届满（{elected}换届），在{months}个月之内。",
        en="The term of {organization}, elected {elected}, ends on {ends}, within {months} months.",
    ),
    explanation=Text(
        zh="按与DJ510相同的办法计算任期，核对日之后、提醒期限之内届满的列出，便于早作准备。"
        "已有延期换届记录的、没有填写换届时间的、临时党支部，不在此列。"
        "提前多久提醒由本工具给出，可由本单位配置调整；依据是责任链的定义，不是条文规定。",
        en="Counts terms as DJ510 does, and lists those that end after the day and within the months reminded of, "
        "in good time to prepare. Terms that a record says were extended, organizations without an election date "
        "and temporary branches are left out. How long ahead is a figure of this tool, which a profile may change. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="可考虑提前与上级沟通换届安排；已有安排的，不必另做材料。",
        en="The election may be prepared with the superior in good time; where it is, nothing more is needed.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, elected_on: 2024-03-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, elected_on: 2026-03-01}
""",
    find=find,
    conditions=conditions,
    reads=("organizations.elected_on",),
    parameters=("reelection_reminder_months",),
    columns=("elected_on",),
    symptom=Symptom.WEAKENED,
)
