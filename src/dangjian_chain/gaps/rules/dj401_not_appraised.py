"""DJ401 not-appraised: 未纳入考核."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.last_year import nothing_seen, recorded, there_all_year
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.counts import KINDS
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.performance.result import Result
from dangjian_chain.performance.results import results_of
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    start, end = context.last_year
    yield Condition(
        Text(
            zh="是上一年度全程在册、有上一级的党组织，不是临时党支部",
            en="it leads, is not temporary, has a line superior, and was there for the whole of the last year",
        ),
        there_all_year(context) & ~context.table("organizations").flagged("temporary"),
    )
    yield Condition(
        Text(
            zh="该年度有开展记录，或者未载入开展记录",
            en="it performed something that year, as far as is loaded",
        ),
        _performed(context),
    )
    yield Condition(
        Text(
            zh="该年度的考核结果已载入：同级同类组织有结果，或者已注明齐全",
            en="results of that year are loaded: a sibling of its kind has one, or they are stated complete",
        ),
        _beside_appraised(context) | context.arrays.kept(Evidence).covered(RecordKind.APPRAISED, start, end),
    )
    yield Condition(
        Text(zh="未见它的考核结果", en="there is none of its own"), ~_of_results(context, lambda _: True)
    )


def _of_results(context: Context, counts: Callable[[Result], bool]) -> Bools:
    """Return the organizations with a result that can be of the last year and counts; shape (n,)."""
    found = np.zeros(len(context.table("organizations")), dtype=bool)
    year = context.day.year - 1
    found[
        [
            result.organization
            for result in results_of(context.arrays).every
            if year in result.years and counts(result)
        ]
    ] = True
    return found


def _beside_appraised(context: Context) -> Bools:
    """Return the organizations beside one with a result on the whole that is most likely of the last year."""
    year = context.day.year - 1
    return _siblings_of(context, _of_results(context, lambda result: result.is_whole and result.year == year))


def _siblings_of(context: Context, appraised: Bools) -> Bools:
    """Return the organizations of which one of their kind under the same superior is marked; shape (n,)."""
    line, kind = context.cascade.hierarchy.line, context.arrays.kind
    place = line.astype(np.int64) * (int(kind.max(initial=0)) + 1) + kind
    return np.isin(place, place[appraised & (line >= 0)]) & (line >= 0)


def _performed(context: Context) -> Bools:
    """Return which organizations performed something in the last year; all where nothing performed is loaded; shape (n,)."""
    counts = context.due.counts
    found = recorded(context, (counts.kind == KINDS.index(RecordKind.PERFORMED)) & ~counts.failing)
    return found if context.has(Data.PERFORMED) else np.ones_like(found)


def find(context: Context) -> Iterator[Hit]:
    beside = _beside_appraised(context)
    for organization in meeting(conditions(context)):
        yield nothing_seen(context, organization, loaded=BESIDE if beside[organization] else STATED)


BESIDE = Text(zh="同级的其他组织已有结果", en="while others beside it have one")
STATED = Text(zh="该年度的考核记录已注明载入齐全", en="while the results of that year are stated complete")

RULE = Rule(
    code="DJ401",
    name="not-appraised",
    severity=Severity.WARNING,
    citations=("closed_loop",),
    title=Text(zh="未纳入考核", en="In no appraisal"),
    message=Text(
        zh="{year}年度未见{organization}的考核结果，{loaded}。",
        en="No result of {organization} for {year} was found, {loaded}.",
    ),
    explanation=Text(
        zh="核对上一年度：全程在册、有上一级的党组织，没有任何考核结果（组织或者岗位的）的，列出；临时党支部由批准它的党组织决定是否考核，不在此列。"
        "只在考核结果已经载入的地方核对：同一上级、同一类别的组织有该年度的总体结果，或者考核记录已注明载入齐全。"
        "载入了开展记录的，只列该年度有开展记录的组织。考核时间在上半年、没有写明年度的，本组织的两个年度都算，其他组织的算上一年度。"
        "依据是责任链的定义，不是条文规定。",
        en="For the last year, lists a Party organization with a superior that was there all the time and has no "
        "result, neither as a body nor of a role; whether temporary branches are appraised is for those who approved them. Only where results are loaded: one of its kind under the same "
        "superior has a result on the whole, or the records of appraisals are stated complete. Where records of what "
        "was performed are loaded, only organizations that performed something that year. An appraisal in the first "
        "half of a year that does not say of which counts for both where it is its own, and for the year before where "
        "it is that of another. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="已考核的，补记等次和文号即可；确未纳入的，可由{superior}在下次考核时一并安排。",
        en="Where it was appraised, add grade and number; where not, {superior} may take it in next time.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
records:
- {organization: D1, kind: appraised, subordinate: Z1, on: 2025-12-20, period: "2025", grade: 好, evidence: 示例党委述职评议〔2025〕1号}
""",
    good="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
records:
- {organization: D1, kind: appraised, subordinate: Z1, on: 2025-12-20, period: "2025", grade: 好, evidence: 示例党委述职评议〔2025〕1号}
- {organization: D1, kind: appraised, subordinate: Z2, on: 2025-12-20, period: "2025", grade: 较好, evidence: 示例党委述职评议〔2025〕1号}
""",
    find=find,
    conditions=conditions,
    needs=(Data.APPRAISED,),
    symptom=Symptom.HOLLOWED,
)
