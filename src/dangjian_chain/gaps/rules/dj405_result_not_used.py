"""DJ405 result-not-used: 考核结果未见运用."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangjian_chain.gaps.appraisals import Appraisals, of_results
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.evidence import Evidence
from dangjian_chain.period import Period, earliest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.typing import Bools

CODE = "DJ405"


def conditions(context: Context) -> Iterator[Condition]:
    seen = context.arrays.kept(Appraisals)
    yield Condition(
        Text(
            zh="是当日在册的组织，上一年度以来有年度考核结果",
            en="it is in force, and has a result on the whole of last year or later",
        ),
        seen.marked(seen.yearly) & context.figures.alive,
    )
    yield Condition(
        Text(
            zh="未见用于绩效分配、选拔任用、培养教育、表彰奖励或者提醒惩戒的记录",
            en="no record uses it for pay, selection, training, reward or penalty",
        ),
        seen.marked(seen.unused),
    )
    yield Condition(
        Text(
            zh="已载入结果运用记录，或者注明了该类记录齐全",
            en="records of uses were loaded, or are stated complete there",
        ),
        _is_loaded(context, seen),
    )


def _is_loaded(context: Context, seen: Appraisals) -> Bools:
    """Return where a use that was recorded would show; shape (n,)."""
    if context.has(Data.APPLIED):
        return seen.marked(range(len(context.table("organizations"))))
    if not context.has(Data.COVER):
        return seen.marked(())
    evidence = context.arrays.kept(Evidence)
    return seen.marked(
        organization
        for organization, results in seen.unused.items()
        if (first := min(earliest(result.on) for result in results)) < context.day
        and evidence.is_complete(RecordKind.APPLIED, organization, Period(first, context.day))
    )


def find(context: Context) -> Iterator[Hit]:
    seen = context.arrays.kept(Appraisals)
    held, unused, loaded = conditions(context)
    for organization in meeting([held, unused, loaded]):
        yield of_results(context, organization, seen.unused[organization])
    left = int((held.holds & unused.holds & ~loaded.holds).sum())
    if left:
        context.notes.append(NotChecked(CODE, _not_judged(left)))


def _not_judged(count: int) -> Text:
    return Text(
        zh=f"未载入结果运用记录，{count}个组织的考核结果是否运用未作判断",
        en=f"no records of the use of results were loaded; {count} organization(s) not judged",
    )


RULE = Rule(
    code=CODE,
    name="result-not-used",
    severity=Severity.WARNING,
    citations=("closed_loop",),
    title=Text(zh="考核结果未见运用", en="A result that was not used"),
    message=Text(
        zh="{organization}{year}年度考核结果（{grade}）暂未见运用登记。",
        en="No use of the result of {organization} for {year} ({grade}) is on record yet.",
    ),
    explanation=Text(
        zh="考核与运用环环相扣，结果不用，考核就悬空。对上一年度以来有年度得分或者等次的组织，核对有没有运用记录："
        "用于绩效分配、选拔任用、培养教育、表彰奖励、提醒惩戒的任何一项都算，没有写明用途的也算；考核单位集中运用、"
        "用于本组织岗位的都算。只进入其他考核的见DJ413。没有载入结果运用记录、也没有注明齐全的，不作判断；"
        "怎么用由有权机关决定，本工具不提建议。依据是责任链的定义，不是条文规定。",
        en="A result that is not used leaves the appraisal hanging. For organizations with a yearly score or grade of last "
        "year or later, looks for a record that uses it for pay, selection, training, reward or penalty, or that does "
        "not say for what; one of the appraiser for all those it appraised, or for a role of the organization, will do. "
        "What entered other appraisals alone is for DJ413. Where no records of uses were loaded, nor stated complete, "
        "nothing is said; what to use it for is for the competent body. The basis is the definition of a chain, not a "
        "provision.",
    ),
    remedy=Text(
        zh="请核实是否已在评先评优、干部培养等方面作为参考；已运用的，补记文号。",
        en="Check whether it counted in commendations, training or the like; if so, enter the document's number.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, grade: 较好, by: D1}
- {organization: Z1, kind: applied, on: 2026-02-10, use: [reward], evidence: 示例文件1号}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, grade: 较好, by: D1}
- {organization: Z1, kind: applied, on: 2026-02-10, use: [reward], evidence: 示例文件1号}
- {organization: Z2, kind: applied, on: 2026-03-10, use: [training], evidence: 示例文件2号}
""",
    find=find,
    conditions=conditions,
    needs=(Data.APPRAISED,),
    symptom=Symptom.HOLLOWED,
)
