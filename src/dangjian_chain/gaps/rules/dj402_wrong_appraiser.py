"""DJ402 wrong-appraiser: 考核主体不是上一级."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.appraisals import Appraisals, appraised_name
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.result import BODY
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    seen = context.arrays.kept(Appraisals)
    appraised, by = seen.appraised, seen.appraisers
    yield Condition(
        Text(
            zh="是上一年度以来的考核记录，考核单位在名册中",
            en="it is an appraisal of last year or later, and its appraiser is on the list",
        ),
        seen.marked(appraised, "records"),
    )
    yield Condition(
        Text(
            zh="考核单位不是被考核的组织自身或其下级（那是DJ403）",
            en="the appraiser is not the one appraised or below it (that is DJ403)",
        ),
        ~seen.marked((row for row, one in appraised.items() if by.is_itself(one)), "records"),
    )
    yield Condition(
        Text(
            zh="考核单位不是上一级党组织，也不是指导单位；考核岗位的，也不是其所在组织",
            en="the appraiser is not the next level up nor a guiding superior; nor, for a role that does not head it, "
            "its own organization",
        ),
        seen.marked((row for row, one in appraised.items() if by.is_beside(one)), "records"),
    )


def find(context: Context) -> Iterator[Hit]:
    seen = context.arrays.kept(Appraisals)
    for row in meeting(conditions(context)):
        result = seen.appraised[row]
        yield Hit(
            organization=context.organization(result.organization),
            subject_kind="record",
            subject=result.key,
            duty=where(context, "records", row)[1],
            words={
                "appraised": appraised_name(context, result),
                "year": result.year,
                "appraiser": context.names[result.appraiser],
                "superior": context.name_list(seen.appraisers.right(result)),
            },
            row=("records", row),
            citations=("hand_over",) if result.role == BODY else ("hand_over", "app19_yearly"),
        )


RULE = Rule(
    code="DJ402",
    name="wrong-appraiser",
    severity=Severity.WARNING,
    citations=("hand_over", "app19_yearly"),
    title=Text(zh="考核主体不是上一级", en="An appraiser other than the next level up"),
    message=Text(
        zh="{appraised}{year}年度的考核单位登记为{appraiser}，名册中的上一级是{superior}。",
        en="The appraiser of {appraised} for {year} is entered as {appraiser}; the next level up is {superior}.",
    ),
    explanation=Text(
        zh="一级抓一级、一级对一级负责：核对上一年度以来的考核记录，考核单位在名册中、又不是被考核组织上一级的，列出。"
        "部门考核视为其所属组织考核，纪委考核视为同级党委考核；双重领导的，指导单位也可以考核；岗位由其所在组织的上一级考核，"
        "主要负责岗位以外的也可以由所在组织考核。没有填写考核单位的、名册中查不到的、上一级不明的，不作判断；"
        "更早的记录当时的隶属关系可能不同，不在此列。《党委（党组）书记抓基层党建工作述职评议考核办法（试行）》第三条："
        "书记述职评议考核逐级进行。",
        en="One level manages the next and answers to it: of appraisals of last year or later, lists those with an "
        "appraiser on the list who is not the next level up. A department appraises for the organization it belongs to, "
        "a discipline commission for its committee; a guiding superior may appraise too; a role is appraised by the "
        "level above its organization, or, unless it heads it, by the organization. Where no appraiser is entered or "
        "known, or the level above is not known, nothing is said; older records may be of another hierarchy. The "
        "Secretaries' Work-Report Assessment Measures (trial), Art. 3: the assessment of secretaries goes level by level.",
    ),
    remedy=Text(
        zh="请核对考核单位是否登记准确；确由其他组织受托考核的，注明即可。",
        en="Check whether the appraiser is entered rightly; where another was entrusted with it, a note is enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1, valid_from: 2025-03-01}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: Z2}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1, valid_from: 2025-03-01}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
""",
    find=find,
    conditions=conditions,
    over="records",
    needs=(Data.APPRAISED,),
    columns=("by",),
    symptom=Symptom.WEAKENED,
)
