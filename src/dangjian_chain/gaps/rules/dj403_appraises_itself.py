"""DJ403 appraises-itself: 自己考核自己."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.appraisals import Appraisals, appraised_name
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
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
            zh="考核单位是被考核的组织自身或其下级",
            en="the appraiser is the one appraised, or below it",
        ),
        seen.marked((row for row, one in appraised.items() if by.is_itself(one)), "records"),
    )


def find(context: Context) -> Iterator[Hit]:
    seen = context.arrays.kept(Appraisals)
    for row in meeting(conditions(context)):
        result = seen.appraised[row]
        is_same = result.appraiser in seen.appraisers.appraised(result)
        yield Hit(
            organization=context.organization(result.organization),
            subject_kind="record",
            subject=result.key,
            duty=where(context, "records", row)[1],
            words={
                "appraised": appraised_name(context, result),
                "year": result.year,
                "appraiser": context.names[result.appraiser],
                "what": SAME if is_same else BELOW,
            },
            row=("records", row),
        )


SAME = Text(zh="是被考核的组织自身", en="the one appraised itself")
BELOW = Text(zh="是被考核组织的下级", en="below the one appraised")

RULE = Rule(
    code="DJ403",
    name="appraises-itself",
    severity=Severity.WARNING,
    citations=("hand_over",),
    title=Text(zh="自己考核自己", en="An appraisal by oneself"),
    message=Text(
        zh="{appraised}{year}年度的考核单位登记为{appraiser}，{what}。",
        en="The appraiser of {appraised} for {year} is entered as {appraiser}, {what}.",
    ),
    explanation=Text(
        zh="核对上一年度以来的考核记录，考核单位就是被考核的组织自身、或者是其下级的，列出；部门考核视为其所属组织考核，"
        "主要负责岗位由所在组织考核的也列出。述职要向上一级述，考核由上一级作出，自评只是其中一步。"
        "考核单位填写为党员大会、考核组等名册中没有的，是自评或者受托考核，不在此列。依据是责任链的定义，不是条文规定。",
        en="Of appraisals of last year or later, lists those whose appraiser is the organization appraised, or one below "
        "it; a department appraises for the organization it belongs to, and a role that heads an organization is not "
        "appraised by it. The level above appraises; a self-assessment is but a step of it. Where the appraiser is "
        "entered as a members' meeting, a panel or the like, which is not on the list, nothing is said. The basis is the "
        "definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="由上一级作出的，改填考核单位；属于自评的，考核单位注明“自评”即可。",
        en="Where the level above appraised, enter it; where this is a self-assessment, enter that as the appraiser.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: Z1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
""",
    find=find,
    conditions=conditions,
    over="records",
    needs=(Data.APPRAISED,),
    columns=("by",),
    symptom=Symptom.HOLLOWED,
)
