"""DJ406 result-without-appraisal: 结果运用未见考核依据."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.appraisals import Appraisals
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import row_name, where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.result import Application
from dangjian_chain.text import Text, both, listed

CODE = "DJ406"


def conditions(context: Context) -> Iterator[Condition]:
    seen = context.arrays.kept(Appraisals)
    uses = seen.results.applications
    yield Condition(
        Text(
            zh="是结果运用的记录，所指组织在册", en="it is a record of a use, of an organization on the list"
        ),
        seen.marked((use.row for use in uses), "records"),
    )
    yield Condition(
        Text(
            zh="写明了所针对的记录，或者其年度的考核结果已载入",
            en="it names the record it is about, or results of its year were loaded",
        ),
        seen.marked((use.row for use in uses if _can_be_told(seen, use)), "records"),
    )
    yield Condition(
        Text(
            zh="所针对的不是考核记录，或者该组织当年没有考核记录",
            en="what it names is no appraisal, or its organization has none of that year",
        ),
        seen.marked((use.row for use in uses if not seen.results.rests(use)), "records"),
    )


def _can_be_told(seen: Appraisals, use: Application) -> bool:
    return use.about is not None or any(year in seen.results.years for year in use.years)


def find(context: Context) -> Iterator[Hit]:
    seen = context.arrays.kept(Appraisals)
    by_row = {use.row: use for use in seen.results.applications}
    is_use, told, bare = conditions(context)
    for row in meeting([is_use, told, bare]):
        use = by_row[row]
        organization, duty = where(context, "records", row)
        yield Hit(
            organization=organization,
            subject_kind="record",
            subject=use.key,
            duty=duty,
            words={"record": row_name(context, "records", row), "what": _what(context, use)},
            row=("records", row),
            column="about" if use.about is not None else "",
            after=(("DJ112", organization, f"{use.key}.about", duty),),
        )
    left = int((is_use.holds & bare.holds & ~told.holds).sum())
    if left:
        context.notes.append(NotChecked(CODE, _not_judged(left)))


def _what(context: Context, use: Application) -> Text:
    if use.about is not None:
        return Text(zh="所针对的不是考核记录", en="the record it names is no appraisal")
    years = [str(year) for year in use.years]
    whose = both(context.names[use.organization])
    return Text(
        zh=f"未见{whose.zh}{listed(years, 'zh')}年度的考核记录",
        en=f"no appraisal of {whose.en} for {' or '.join(years)} was found",
    )


def _not_judged(count: int) -> Text:
    return Text(
        zh=f"{count}条结果运用记录所属年度的考核结果未载入，未作判断",
        en=f"{count} use(s) of results: results of the year were not loaded, not judged",
    )


RULE = Rule(
    code=CODE,
    name="result-without-appraisal",
    severity=Severity.WARNING,
    citations=("closed_loop",),
    title=Text(zh="结果运用未见考核依据", en="A use that rests on no appraisal"),
    message=Text(
        zh="{record}登记为考核结果的运用，{what}。",
        en="{record} is entered as a use of a result; {what}.",
    ),
    explanation=Text(
        zh="运用以考核为依据。结果运用记录写明所针对记录的，核对那是不是考核记录；没有写明的，核对该组织（或者它所考核的组织）"
        "当年度或者上一年度有没有考核记录，写明所属时段的按其年度；组织的、岗位的、事项的、测评票都算，不论先后。"
        "当年的考核结果一条也没有载入的，不作判断。依据是责任链的定义，不是条文规定。",
        en="What is used should rest on an appraisal. Where a record of a use names the record it is about, looks whether "
        "that is an appraisal; else whether its organization, or one that it appraised, has any appraisal of the year it "
        "states, or of its own year or the one before: of body, role or duty, or a vote, whichever came first. Where no results of the year were loaded at all, nothing is said. The basis is the definition of a "
        "chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对年度和所针对的记录；考核结果在别处的，补登或者注明文号即可。",
        en="Check the year and the record it is about; where the result is kept elsewhere, a note is enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1, valid_from: 2025-03-01}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, period: 2025年度, grade: 好, by: D1}
- {organization: Z1, kind: applied, on: 2026-02-10, period: 2025年度, use: [reward], evidence: 示例文件1号}
- {organization: Z2, kind: applied, on: 2026-02-10, period: 2025年度, use: [reward], evidence: 示例文件2号}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1, valid_from: 2025-03-01}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, period: 2025年度, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, period: 2025年度, grade: 好, by: D1}
- {organization: Z1, kind: applied, on: 2026-02-10, period: 2025年度, use: [reward], evidence: 示例文件1号}
- {organization: Z2, kind: applied, on: 2026-02-10, period: 2025年度, use: [reward], evidence: 示例文件2号}
""",
    find=find,
    conditions=conditions,
    over="records",
    needs=(Data.APPLIED, Data.APPRAISED),
    columns=("about",),
    symptom=Symptom.HOLLOWED,
)
