"""DJ415 verdict-against-facts: 考核结果与记录不一致."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dangjian_chain.gaps.appraisals import appraised_name, said
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.due_pairs import titles_said
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.verdicts import Verdicts
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.grades import is_best, rank
from dangjian_chain.performance.result import BODY, Result
from dangjian_chain.performance.results import results_of
from dangjian_chain.text import Text, both
from dangjian_chain.typing import Bools

GOOD = 1
"""The last place of a good grade in its vocabulary: the best two are."""
SHARE = "verdict_done_least"


@frozen
class Contradiction:
    """A result that the records, or another result, contradict: about which duties, and how."""

    result: Result
    duties: tuple[int, ...]
    why: Text
    is_few: bool = False


class _Contradictions:
    """The results of the last year or later that something contradicts, by record, each once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._verdicts = Verdicts(context)
        self._known = context.table("duties").positions
        self.results = results_of(context.arrays)
        self.current = [each for each in self.results.every if self.results.is_current(each)]
        self.found: dict[int, Contradiction] = {}
        for other, result in self.results.contradictions:
            if self.results.is_current(result):
                why = Text(zh=f"另有一条结果为“{said(other).zh}”", en=f"another says {said(other).en!r}")
                self._keep(Contradiction(result, self._duties(result), why))
        for result in self.current:
            told = self._told(result) if result.role == BODY else None
            if told is not None:
                self._keep(told)

    def _keep(self, told: Contradiction) -> None:
        self.found.setdefault(told.result.row, told)

    def _duties(self, result: Result) -> tuple[int, ...]:
        return tuple(self._known[id_] for id_ in result.duties if id_ in self._known)

    def says_something(self, result: Result) -> bool:
        """Whether it has a grade, a score or an outcome."""
        has_figure = result.grade is not None or result.score is not None
        return has_figure or self._verdicts.outcome(result) is not None

    def said(self, result: Result) -> Text:
        """Return the grade of a result, else its score, else its outcome."""
        outcome = self._verdicts.outcome(result)
        if result.grade is None and result.score is None and outcome is not None:
            return outcome.label
        return said(result)

    def _told(self, result: Result) -> Contradiction | None:
        """Return how what is on record contradicts a result; `None` where it does not."""
        if not result.duties:
            return self._on_the_whole(result)
        verdicts, duties = self._verdicts, self._duties(result)
        items = verdicts.items(result)
        if verdicts.is_failing(result):
            in_time = {duty for duty in duties if self._is_in_time(duty, items)}
            return Contradiction(result, duties, DONE) if in_time and in_time == set(duties) else None
        place = None if result.grade is None else rank(result.grade)
        if place is None or place > GOOD:
            return None
        missed = set(verdicts.duty[items[verdicts.missed[items]]].tolist())
        named = tuple(duty for duty in duties if duty in missed)
        return Contradiction(result, named, MISSED) if named else None

    def _is_in_time(self, duty: int, items: NDArray[np.intp]) -> bool:
        """Whether something of a duty was due, and all of it was done in time."""
        own = items[self._verdicts.duty[items] == duty]
        return bool(len(own) and self._verdicts.in_time[own].all())

    def _on_the_whole(self, result: Result) -> Contradiction | None:
        """Return how the best grade on the whole is contradicted: less than the share of what is known was done."""
        if result.grade is None or not is_best(result.grade):
            return None
        items = self._verdicts.items(result)
        known = items[self._verdicts.known[items]]
        done = int((~self._verdicts.missed[known]).sum())
        if not done < self._context.limit(SHARE).values[result.organization] * len(known):
            return None
        why = Text(
            zh=f"已知到期的{len(known)}项次中，已登记开展的{done}项次",
            en=f"of {len(known)} that are known to have been due {done} are on record",
        )
        return Contradiction(result, (), why, is_few=True)


def conditions(context: Context) -> Iterator[Condition]:
    return _conditions(context, _Contradictions(context))


def _conditions(context: Context, told: _Contradictions) -> Iterator[Condition]:
    size = len(context.table("records"))
    yield Condition(
        Text(
            zh="是上一年度或本年度的考核结果，写有等次、得分或结论",
            en="it is a result of the last year or this one, with a grade, a score or an outcome",
        ),
        _marked([each.row for each in told.current if told.says_something(each)], size),
    )
    yield Condition(
        Text(
            zh="与登记的开展情况或者另一条结果不一致",
            en="what is on record, or another result, contradicts it",
        ),
        _marked(list(told.found), size),
    )


def _marked(rows: list[int], size: int) -> Bools:
    mask = np.zeros(size, dtype=bool)
    mask[rows] = True
    return mask


def find(context: Context) -> Iterator[Hit]:
    told = _Contradictions(context)
    for row in meeting(_conditions(context, told)):
        one = told.found[row]
        result = one.result
        yield Hit(
            organization=context.organization(result.organization),
            subject_kind="record",
            subject=result.key,
            duty=where(context, "records", row)[1],
            words={
                "organization": appraised_name(context, result),
                "duty": titles_said(context, one.duties) if one.duties else both(""),
                "grade": told.said(result),
                "why": one.why,
            },
            row=("records", row),
            held=context.limit(SHARE).held(result.organization) if one.is_few else (),
        )


MISSED = Text(
    zh="到期未见开展记录或者次数不足", en="some of it was due and is not on record, or less often than due"
)
DONE = Text(zh="各期均已按期登记开展", en="every span of it is on record in time")

RULE = Rule(
    code="DJ415",
    name="verdict-against-facts",
    severity=Severity.NOTE,
    citations=("closed_loop",),
    title=Text(zh="考核结果与记录不一致", en="A verdict that the records contradict"),
    message=Text(
        zh="{organization}{duty}考核为“{grade}”，与已登记的情况不完全一致：{why}。",
        en="The result of {organization} {duty} is {grade!r}, which is not quite what is on record: {why}.",
    ),
    explanation=Text(
        zh="把上一年度、本年度的考核结果与记录对照，四种情形列出：对某个事项评了前两个等次，而该事项到期未见记录或者次数不足；"
        "对某个事项评为最后一个等次或者未通过，而该事项各期都已按期登记；总体评为最好的等次，而已知的到期事项中已开展的不到规定比例；"
        "同一对象、同一考核单位、同一年度有两个不同的等次或者得分。结果写明是半年、季度的，对照该时段到期的事项。"
        "记录没有载齐的不作判断；对岗位的结果只看是否有两个。"
        "列出的是资料之间的出入，不是对考核的评价。依据是责任链的定义，不是条文规定。",
        en="Compares results of the last year and this one with the records and lists four cases: one of the best two "
        "grades for a duty that was due and is not on record, or less often than due; the last grade, or a failing "
        "outcome, for a duty of which every span is on record in time; the best grade on the whole while less than "
        "the share of what is known to be due was done; two grades or scores of one organization and year from one "
        "appraiser. A result of a part of a year is compared with what fell due in it. Where records are not complete "
        "nothing is concluded, and of results of roles only the last is asked. What is listed is that papers differ, no judgement of the appraisal. The basis is the definition of "
        "a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对是否有未登记的工作，或考核时另有依据；填写有误的，更正一处即可。",
        en="Check whether something done is not on record, or the appraisal had other grounds; where one of them is a "
        "slip, mend it in one place.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: D1, kind: appraised, subordinate: Z1, on: 2025-12-20, period: "2025", grade: 好, evidence: 示例党委述职评议〔2025〕1号}
- {organization: D1, kind: appraised, subordinate: Z1, on: 2025-12-21, period: "2025", grade: 较好, evidence: 示例党委述职评议〔2025〕2号}
""",
    good="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: D1, kind: appraised, subordinate: Z1, on: 2025-12-20, period: "2025", grade: 好, evidence: 示例党委述职评议〔2025〕1号}
- {organization: D1, kind: appraised, subordinate: Z1, on: 2025-12-21, period: "2025", grade: 好, evidence: 示例党委述职评议〔2025〕2号}
""",
    find=find,
    conditions=conditions,
    over="records",
    needs=(Data.APPRAISED,),
    columns=("grade", "score", "outcome"),
    symptom=Symptom.HOLLOWED,
)
