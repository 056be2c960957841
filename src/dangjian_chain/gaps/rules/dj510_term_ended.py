"""DJ510 term-ended: 届满未换届."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.term_arrays import FACTS, term_arrays
from dangjian_chain.text import Text, both


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
        Text(
            zh="按任期开始之日的规定，任期已经届满", en="by the rule of the day it began, its term has ended"
        ),
        terms.has_ended,
        lambda organization: _term(context, organization),
    )
    yield Condition(
        Text(zh="未见延期换届的记录", en="no record says that it was extended"), ~terms.is_extended
    )


def _term(context: Context, organization: int) -> Text:
    term = term_arrays(context.arrays, context.rules).term(organization)
    if term.years is None:
        return Text(
            zh=f"{term.elected_on}换届，{term.label.zh}", en=f"elected {term.elected_on}, {term.label.en}"
        )
    years = plain(term.years)
    return Text(
        zh=f"{term.elected_on}换届，任期{years}年，至{term.ends_on}",
        en=f"elected {term.elected_on}, for {years} years, until {term.ends_on}",
    )


def find(context: Context) -> Iterator[Hit]:
    terms = term_arrays(context.arrays, context.rules)
    for organization in meeting(conditions(context)):
        term = terms.term(organization)
        superior = int(context.arrays.hierarchy.line[organization])
        yield Hit(
            organization=term.organization,
            subject=term.organization,
            words={
                "organization": term.name,
                "ended": term.ends_on,
                "elected": term.elected_on,
                "superior": both(context.names[superior]) if superior >= 0 else ABOVE,
            },
            since=term.ends_on,
            row=("organizations", organization),
            held=terms.held(organization),
            citations=(FACTS[term.kind],),
        )


ABOVE = Text(zh="上级党组织", en="its superior")

RULE = Rule(
    code="DJ510",
    name="term-ended",
    severity=Severity.WARNING,
    citations=("term_primary_committee", "branch_term"),
    title=Text(zh="届满未换届", en="The term has ended"),
    message=Text(
        zh="{organization}本届任期已于{ended}届满，名册登记的最近一次换届为{elected}。",
        en="The term of {organization} ended on {ended}; the last election on the roster is that of {elected}.",
    ),
    explanation=Text(
        zh="对填写了换届时间的基层党委、党总支、党支部，从换届之日起计算任期，核对日已经届满、又未见延期换届记录的列出。"
        "《关于党的基层组织任期的意见》第一点：基层党委每届任期一般为五年，党总支、党支部三年，村和社区五年。"
        "任期按开始之日的规定计，2018年7月12日前开始的按原规定较长的一种计；只写到月或年的，按最晚的一天计。"
        "临时党支部由批准它的党组织指定班子，不换届，不在此列；没有填写换届时间的不作判断。"
        "延期换届的记录，是指事项依据为延期规定（term_extension）的集体决定记录，见DJ512。",
        en="For committees, general branches and branches with an election date, counts the term from that day and "
        "lists those of which it has ended, unless a record says that it was extended. The Opinions on Terms of "
        "Primary Organizations, point 1: a committee generally has five years, a general branch or branch three, "
        "in villages and communities five. A term follows the rule of the day it began; those begun before "
        "2018-07-12 have the longer of the former terms, and a date known to the month or year is read as its last "
        "day. Temporary branches have no elections. An extension is a record of a decision whose duty has the "
        "provision on extensions (term_extension) as its ground, see DJ512.",
    ),
    remedy=Text(
        zh="已换届的请更新时间；未换届的，建议向{superior}报告换届安排。",
        en="If the election was held, enter its date; if not, report to {superior} when it is to be.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, elected_on: 2023-06-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch, elected_on: 2026-06-01}
""",
    find=find,
    conditions=conditions,
    reads=("organizations.elected_on",),
    parameters=("branch_term_years", "general_branch_term_years", "committee_term_years"),
    columns=("elected_on",),
    symptom=Symptom.WEAKENED,
)
