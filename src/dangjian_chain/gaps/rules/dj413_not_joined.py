"""DJ413 not-joined: 党建考核未与其他考核衔接."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from dangjian_chain.gaps.appraisals import Appraisals, of_results
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text

CODE = "DJ413"


def conditions(context: Context) -> Iterator[Condition]:
    seen = context.arrays.kept(Appraisals)
    kind, joined = context.arrays.kind, seen.marked(seen.joined)
    yield Condition(
        Text(
            zh="是当日在册的组织，上一年度有年度考核结果",
            en="it is in force, and has a result on the whole of last year",
        ),
        seen.marked(seen.of_last_year) & context.figures.alive,
    )
    yield Condition(
        Text(
            zh="同类组织上一年度的考核结果有进入其他考核的",
            en="results of last year of others of its kind entered other appraisals",
        ),
        np.isin(kind, kind[joined]),
    )
    yield Condition(
        Text(zh="它的考核结果未见进入其他考核", en="its own entered none, as far as is recorded"), ~joined
    )


def find(context: Context) -> Iterator[Hit]:
    seen = context.arrays.kept(Appraisals)
    held, usual, apart = conditions(context)
    for organization in meeting([held, usual, apart]):
        hit = of_results(context, organization, seen.of_last_year[organization])
        yield attrs.evolve(hit, after=(("DJ405", hit.organization, hit.subject, ""),))
    left = int((held.holds & ~usual.holds).sum())
    if left:
        context.notes.append(NotChecked(CODE, _not_judged(left)))


def _not_judged(count: int) -> Text:
    return Text(
        zh=f"{count}个组织的同类组织均未见考核结果进入其他考核的记录，未作判断",
        en=f"{count} organization(s): no result of the kind is on record as entering other appraisals, not judged there",
    )


RULE = Rule(
    code=CODE,
    name="not-joined",
    severity=Severity.NOTE,
    citations=("committee_same_plan",),
    title=Text(zh="党建考核未与其他考核衔接", en="An appraisal apart from the unit's others"),
    message=Text(
        zh="{organization}{year}年度党建考核结果（{grade}）未见进入本单位其他考核的登记。",
        en="The result of {organization} for {year} ({grade}) is not on record as entering the unit's other appraisals.",
    ),
    explanation=Text(
        zh="《党委（党组）落实全面从严治党主体责任规定》第六条：党建工作与业务工作同谋划、同部署、同推进、同考核；"
        "对基层党组织参照执行。上一年度的年度考核结果，同类组织有登记进入领导班子、经济指标、资产保值增值、业务工作、干部职工、"
        "意识形态、党风廉政、职工之家等其他考核的，核对本组织的结果有没有进入其中任何一项，没有的列出，每个组织只列一次。"
        "同类组织都没有这类登记的，视为没有载入，不作判断。",
        en="Principal Responsibility Provisions, Art. 6: Party building is planned, arranged, pushed and assessed together "
        "with the unit's business; they bind primary organizations by reference. Where results of last year of others "
        "of its kind are on record as entering another appraisal of the unit (leading body, economy, assets, business, "
        "staff, ideology, clean conduct, staff home), lists the organizations whose own entered none, each once. Where "
        "none of the kind has such a record they were not loaded, and nothing is said.",
    ),
    remedy=Text(
        zh="已纳入其他考核的，补登一条运用记录即可；不单独衔接的，注明即可。",
        en="Where it entered another appraisal, one record of the use is enough; where it need not, a note.",
    ),
    bad="""\
organizations:
- {id: LC, name: 示例局党委, kind: committee}
- {id: D1, name: 示例一大队党委, kind: committee, superior: LC}
- {id: D2, name: 示例二大队党委, kind: committee, superior: LC}
records:
- {organization: D1, kind: appraised, on: 2026-01-20, grade: 好, by: LC}
- {organization: D2, kind: appraised, on: 2026-01-20, grade: 较好, by: LC}
- {organization: D1, kind: applied, on: 2026-02-10, use: [reward, business], evidence: 示例文件1号}
- {organization: D2, kind: applied, on: 2026-02-10, use: [reward], evidence: 示例文件1号}
""",
    good="""\
organizations:
- {id: LC, name: 示例局党委, kind: committee}
- {id: D1, name: 示例一大队党委, kind: committee, superior: LC}
- {id: D2, name: 示例二大队党委, kind: committee, superior: LC}
records:
- {organization: D1, kind: appraised, on: 2026-01-20, grade: 好, by: LC}
- {organization: D2, kind: appraised, on: 2026-01-20, grade: 较好, by: LC}
- {organization: D1, kind: applied, on: 2026-02-10, use: [reward, business], evidence: 示例文件1号}
- {organization: D2, kind: applied, on: 2026-02-10, use: [reward, business], evidence: 示例文件1号}
""",
    find=find,
    conditions=conditions,
    needs=(Data.APPRAISED, Data.APPLIED),
    symptom=Symptom.MARGINALIZED,
)
