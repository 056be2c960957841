"""A small chain and a small report, both fictional, for renderings."""

from __future__ import annotations

from datetime import date

from dangjian_chain import Gap, GapReport, ResponsibilityChain
from dangjian_chain.gaps import Hit, NotChecked, Rule
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.gap import fingerprint
from dangjian_chain.model import Severity
from dangjian_chain.testing import chain_of
from dangjian_chain.text import Text

DAY = date(2026, 9, 30)

CHAIN = chain_of("""
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: D1-01, name: 勘查院党支部, kind: branch, superior: D1}
    - {id: D1-02, name: 后勤党支部, kind: branch, superior: D1}
    - {id: D1-03, name: 测绘党支部, kind: branch, superior: D1}
    roles:
    - {id: D1.sj, organization: D1, kind: secretary, title: 党委书记}
    - {id: D1-01.sj, organization: D1-01, kind: secretary, title: 支部书记}
    - {id: D1-02.sj, organization: D1-02, kind: secretary}
    duties:
    - {id: S1, title: 主题党日, performed_by: [branch], bearers: {first: secretary}, cycle: 1/month,
       what: 每月开展1次主题党日。, standard: 每次有记录, check: 查支部工作手册, indicator: 实际次数÷12}
    - {id: S2, title: 谈心谈话, performed_by: [branch], managed_levels: 0, bearers: {first: secretary},
       due: 12月底前}
    - {id: S3, title: 结对共建, nature: elective, performed_by: [branch], managed_levels: 0,
       bearers: {first: secretary}}
    assignments:
    - {duty: S1, organization: D1, role: D1.sj, responsibility: first}
    - {duty: S1, organization: D1-01, role: D1-01.sj, responsibility: first}
    - {duty: S2, organization: D1-01, role: D1-01.sj, responsibility: first}
    - {duty: S1, organization: D1-02, role: D1-02.sj, responsibility: first}
""")


def rule(code: str, name: str, severity: Severity, title: Text, **more: object) -> Rule:
    """Return a rule that finds nothing."""
    settings = {
        "citations": ("hand_over",),
        "message": Text("{organization}……“{duty}”", "{organization}: {duty!r}"),
        "explanation": Text("对照上下两端的清单。", "Compares the lists at both ends."),
        "remedy": Text("请核对。", "Check it."),
        "bad": "organizations:\n- {id: D1}\n",
        "good": "organizations: []\n",
        "find": lambda context: (),
        "needs": (Data.PERFORMERS, Data.ROLES),
        **more,
    }
    return Rule(code=code, name=name, severity=severity, title=title, **settings)


VACANT = rule("DJ503", "vacant", Severity.ERROR, Text("岗位空缺", "A vacancy"))
MISSING = rule("DJ101", "missing", Severity.ERROR, Text("未列入", "Not on the list"))
BARE = rule("DJ105", "bare", Severity.WARNING, Text("承担岗位空缺", "Nobody bears it"))
LATE = rule("DJ902", "late", Severity.NOTE, Text("日期偏晚", "Too late"))


def gap(rule: Rule, subject: str, duty: str = "", after: Gap | None = None, place: str = "") -> Gap:
    """Return a gap of a rule."""
    hit = Hit(organization="D1-01", subject=subject, duty=duty)
    words = {"organization": "勘查院党支部", "duty": duty or "主题党日"}
    return Gap(
        rule=rule,
        organization=hit.organization,
        organization_name="勘查院党支部",
        unit="D1",
        unit_name="示例大队党委",
        level=1,
        subject_kind="organization",
        subject=subject,
        duty=duty,
        since=None,
        message=rule.say(rule.message, words),
        remedy=rule.remedy,
        citation=Text("责任链的定义", "the definition of a chain"),
        place=place,
        details={name: str(value) for name, value in words.items()},
        fingerprint=fingerprint(rule.code, hit.organization, "organization", subject, duty),
        follows_from="" if after is None else after.fingerprint,
    )


def report(missing: int = 3) -> GapReport:
    """Return a report: several duties missing, two duties bare through one vacancy, a late date."""
    vacancy = gap(VACANT, "D1-01.sj", place="roles.csv:3")
    gaps = [
        *(
            gap(MISSING, "D1-01", f"S{number}", place="organizations.csv:3")
            for number in range(1, missing + 1)
        ),
        gap(BARE, "D1-01", "S8", after=vacancy),
        gap(BARE, "D1-01", "S9", after=vacancy),
        vacancy,
        gap(LATE, "S1@D1"),
    ]
    coverage = [
        NotChecked("DJ904", Text("未填写党员人数", "no member counts were entered")),
        NotChecked("DJ905", Text("未填写党员人数", "no member counts were entered")),
        NotChecked("", Text("“谈心谈话”的条件未填写", "'S2': its condition is blank")),
    ]
    return GapReport(gaps, DAY, coverage)


def empty() -> ResponsibilityChain:
    """Return a chain of nothing."""
    return ResponsibilityChain()
