"""DJ309 not-reported-up: 未见向上一级报告."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.cited import Reading
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.last_year import nothing_seen, recorded, there_all_year
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.counts import KINDS
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

REPORTS = frozenset({"annual_report_upward", "report_responsibility_integrity", "secretary_reports_yearly"})
"""Facts that ask for a report to the next level: a duty that cites one of them is such a report when performed."""


def conditions(context: Context) -> Iterator[Condition]:
    start, end = context.last_year
    yield Condition(
        Text(
            zh="是上一年度全程在册、有上一级的党组织",
            en="it leads, has a line superior, and was there for the whole of the last year",
        ),
        there_all_year(context),
    )
    yield Condition(
        Text(
            zh="上一年度的报告述职记录已注明载入齐全",
            en="its records of reports are stated complete for that year",
        ),
        context.arrays.kept(Evidence).covered(RecordKind.REPORTED, start, end),
    )
    yield Condition(
        Text(zh="该年度未见向上一级的报告", en="no report of that year is on record"),
        ~_reported(context),
    )


def _reported(context: Context) -> Bools:
    """Return which organizations reported in the last year; shape (n,)."""
    counts, reading = context.due.counts, Reading(context.rules.book)
    asking = {
        duty.id
        for duty in context.cascade.duties.values
        if duty.why is not None and REPORTS & {fact.key for fact in reading.facts(duty.why)}
    }
    names_one = np.array([bool(asking & set(ids)) for ids in counts.duties], dtype=bool)
    is_report = counts.kind == KINDS.index(RecordKind.REPORTED)
    if len(names_one):
        performed = (counts.kind == KINDS.index(RecordKind.PERFORMED)) & ~counts.failing
        is_report |= performed & names_one[counts.duty]
    return recorded(context, is_report)


def find(context: Context) -> Iterator[Hit]:
    for organization in meeting(conditions(context)):
        yield nothing_seen(context, organization)


RULE = Rule(
    code="DJ309",
    name="not-reported-up",
    severity=Severity.NOTE,
    citations=("due_on_record",),
    title=Text(zh="未见向上一级报告", en="No report to the next level"),
    message=Text(
        zh="{year}年未见{organization}向{superior}报告履行责任情况的登记。",
        en="In {year} no report of {organization} to {superior} on its responsibility was found.",
    ),
    explanation=Text(
        zh="一级对一级负责：下级每年向上一级报告一次。核对上一年度：有上一级的党组织，报告述职的记录已注明载入齐全"
        "（记录完整范围），又没有一条该年度的报告述职记录的，列出。书面报告、会议述职都算；事项的依据是年度报告、述职的"
        "（annual_report_upward、secretary_reports_yearly 等），它的开展记录就是报告，不必另登记一次。"
        "没有注明齐全的不作判断，年度内没有全程在册的不核对。依据是责任链的定义，不是条文规定。",
        en="Each level answers to the next: a subordinate reports once a year. For the last year, lists an "
        "organization with a superior whose records of reports are stated complete (records_cover) and hold none of "
        "that year. Written and spoken reports count; where a duty rests on the provisions on yearly reports "
        "(annual_report_upward, secretary_reports_yearly and the like), the record that it was performed is the "
        "report, and is not entered again. Where nothing is stated complete nothing is concluded, nor of those that "
        "were not there for the whole of the year. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="书面报告、述职、会议汇报均可，注明时间或文号即可；本年度的可与述职评议一并进行。",
        en="A written report, a work report or one at a meeting will do, with its day or number; this year's may go "
        "with the work-report session.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: reported, on: 2026-07-10, period: "2026年", evidence: 示例支部报告〔2025〕1号}
records_cover:
- {kind: reported, organization: Z1, from: 2025-01-01, until: 2026-09-30}
""",
    good="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: reported, on: 2026-01-10, period: "2025年", evidence: 示例支部报告〔2025〕1号}
records_cover:
- {kind: reported, organization: Z1, from: 2025-01-01, until: 2026-09-30}
""",
    find=find,
    conditions=conditions,
    needs=(Data.RECORDS, Data.COVER),
    symptom=Symptom.WEAKENED,
)
