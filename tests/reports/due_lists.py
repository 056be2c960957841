"""A small chain with records of a year that has not ended, fictional, for renderings of what is due."""

from __future__ import annotations

from datetime import date

from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)
ROWS = """\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 勘查院党支部, kind: branch, superior: D1}
- {id: D1-02, name: 后勤党支部, kind: branch, superior: D1}
- {id: D2, name: 示例二队党委, kind: committee}
- {id: D2-01, name: 测绘党支部, kind: branch, superior: D2}
roles:
- {id: D1-01.sj, organization: D1-01, kind: secretary}
- {id: D1-01.zz, organization: D1-01, kind: organization_member}
duties:
- {id: S1, title: 支部党员大会, area: 组织生活, what: 每季度召开, standard: 会议记录、现场照片, performed_by: [branch], bearers: {first: secretary}, cycle: 1/quarter}
- {id: S2, title: 主题党日, area: 组织生活, what: 每月开展, standard: 活动记录, performed_by: [branch], bearers: {direct: organization_member}, cycle: 1/month, managed_levels: 0}
- {id: E1, title: 结对共建, nature: elective, performed_by: [branch], cycle: 1/year, managed_levels: 0}
assignments:
- {duty: S1, organization: D1}
- {duty: S1, organization: D1-01}
- {duty: S2, organization: D1-01}
- {duty: S1, organization: D1-02}
records:
- {organization: D1-01, kind: performed, on: 2026-02-10, duty: [S1, S2], evidence: 支部记录1号}
- {organization: D1-01, kind: performed, on: 2026-04-02, period: 2026年第一季度, duty: [S1]}
- {organization: D1-01, kind: performed, on: 2026-05-12, duty: [S1, S2]}
- {organization: D1-01, kind: performed, on: 2026-07-02, period: 2026年6月, duty: [S2]}
- {organization: D1-02, kind: performed, on: 2026-02-11, duty: [S1, S2]}
- {organization: D1, kind: supervised, on: 2026-06-11, subordinate: D1-01}
- {organization: D1, kind: appraised, on: 2026-07-10, subordinate: D1-01, period: '2026', grade: 较好}
- {organization: O9, kind: performed, on: 2026-02-11, duty: [S1]}
records_cover:
- {kind: performed, organization: D1, from: 2026-01-01, until: 2026-10-01}
ledger:
- {id: T1, organization: D1-01, problem: 主题党日次数不足, due: 2026-08-31, closed_on: 2026-08-20, verified_by: D1}
"""
CHAIN = chain_of(ROWS)
