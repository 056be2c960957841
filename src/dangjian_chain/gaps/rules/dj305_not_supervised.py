"""DJ305 not-supervised: 未见对下督促检查记录."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.due_pairs import periods_of, titles_said
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.due_arrays import EACH_YEAR, once_in
from dangjian_chain.performance.due_period import last_whole_period
from dangjian_chain.performance.due_span import DueSpan
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.period import earliest, latest
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


class _Unseen:
    """The subordinates over which the last whole span of a managing cycle shows nothing; made once."""

    def __init__(self, context: Context) -> None:
        cascade = context.cascade
        size = cascade.hierarchy.size
        line = cascade.hierarchy.line
        self.handed: dict[int, list[int]] = defaultdict(list)
        self.spans: dict[int, list[DueSpan]] = defaultdict(list)
        self.found = np.zeros(size, dtype=bool)
        self.stated = np.zeros(size, dtype=bool)
        received = cascade.received & cascade.duties.required[:, np.newaxis]
        self.is_handed: Bools = np.logical_or.reduce(received)
        evidence = context.arrays.kept(Evidence)
        cycles = sorted({once_in(duty.managing_cycle or EACH_YEAR) for duty in cascade.duties.values})
        for cycle in cycles:
            period = last_whole_period(cycle, context.day)
            if period is None:
                continue
            start, end = earliest(period.start or date.min), latest(period.end or date.max)
            span = DueSpan(start, end, end, 1)
            of_cycle = np.array(
                [once_in(duty.managing_cycle or EACH_YEAR) == cycle for duty in cascade.duties.values]
            )
            wanted = received[of_cycle].any(axis=0) & context.due.there(start, end)
            wanted &= context.due.there(start, end)[line]
            stated = evidence.covered(RecordKind.SUPERVISED, start, end)[line] & (line >= 0)
            missed = wanted & stated & (context.due.visits.about_anything((span,))[:, 0] == 0)
            self.stated |= wanted & stated
            self.found |= missed
            for organization in np.flatnonzero(missed).tolist():
                self.spans[organization].append(span)
            lost = received & missed & of_cycle[:, np.newaxis]
            for organization, duty in np.argwhere(lost.T).tolist():
                self.handed[organization].append(duty)


def conditions(context: Context) -> Iterator[Condition]:
    return _conditions(_Unseen(context))


def _conditions(unseen: _Unseen) -> Iterator[Condition]:
    yield Condition(
        Text(zh="上一级向它交办了规定动作", en="its line superior hands required duties down to it"),
        unseen.is_handed,
    )
    yield Condition(
        Text(
            zh="上一级最近一个管理周期的督促检查记录已注明载入齐全",
            en="its superior's records of supervision are stated complete for the last whole managing cycle",
        ),
        unseen.stated,
    )
    yield Condition(
        Text(
            zh="该周期内未见对它的督促检查或考核",
            en="there is no record of supervision or appraisal over it in it",
        ),
        unseen.found,
    )


def find(context: Context) -> Iterator[Hit]:
    unseen = _Unseen(context)
    line = context.cascade.hierarchy.line
    pairs = sorted((int(line[below]), below) for below in meeting(_conditions(unseen)))
    for superior, below in pairs:
        yield Hit(
            organization=context.organization(superior),
            subject=context.organization(below),
            words={
                "organization": context.names[superior],
                "subordinates": context.names[below],
                "period": periods_of(unseen.spans[below]),
                "duties": titles_said(context, sorted(unseen.handed[below])),
            },
            row=("organizations", superior),
        )


RULE = Rule(
    code="DJ305",
    name="not-supervised",
    severity=Severity.NOTE,
    citations=("due_on_record",),
    title=Text(zh="未见对下督促检查记录", en="No record of supervision"),
    message=Text(
        zh="{period}内未见{organization}对{subordinates}{duties}的督促检查登记。",
        en="In {period} no record was found that {organization} saw to {subordinates} in {duties}.",
    ),
    explanation=Text(
        zh="一级抓一级：上下两级都承担的规定动作，上一级在每个管理周期（没有写明的为一年）至少督促检查一次。"
        "核对核对日之前最近一个完整的周期：督促检查的记录已注明载入齐全（记录完整范围），又没有一条对这个下级的督促检查"
        "或考核记录的，列出；不论涉及哪个事项，一次检查可以覆盖全部事项、全部下级。一对上下级只列一次，写明哪几期、交办了哪些事项。"
        "没有注明齐全的不作判断，周期内没有全程在册的不核对。依据是责任链的定义，不是条文规定。",
        en="One level manages the next: a superior sees to each subordinate at least once in a managing cycle, a year "
        "where nothing is said. Looks at the last whole cycle before the day, where records of supervision are stated "
        "complete (records_cover) and none of supervision or appraisal is over this subordinate, about whatever duty; "
        "one visit may cover all duties and all subordinates. Each pair is listed once, with the cycles and the duties handed over. Where nothing is stated "
        "complete nothing is concluded, nor of those that were not there for the whole of the cycle. The basis is "
        "the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="日常检查、会议听取汇报、年度述职评议均可计入，注明时间即可。",
        en="Visits, reports heard at a meeting and yearly appraisals all count; the day is enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1}
- {duty: S1, organization: Z1}
records:
- {organization: D1, duty: [S1], kind: supervised, subordinate: Z1, on: 2026-03-05, evidence: 示例党委督查〔2026〕1号}
records_cover:
- {kind: supervised, organization: D1, from: 2025-01-01, until: 2026-01-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1}
- {duty: S1, organization: Z1}
records:
- {organization: D1, duty: [S1], kind: supervised, subordinate: Z1, on: 2025-03-05, evidence: 示例党委督查〔2025〕1号}
records_cover:
- {kind: supervised, organization: D1, from: 2025-01-01, until: 2026-01-01}
""",
    find=find,
    conditions=conditions,
    needs=(Data.PERFORMERS, Data.RECORDS, Data.COVER),
    symptom=Symptom.WEAKENED,
)
