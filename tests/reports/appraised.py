"""A small appraised chain and its schemes, both fictional, for renderings."""

from __future__ import annotations

from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.testing import chain_of

ROWS = """\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 勘查院党支部, kind: branch, superior: D1}
- {id: D1-02, name: 后勤党支部, kind: branch, superior: D1}
- {id: D1-03, name: 测绘党支部, kind: branch, superior: D1}
- {id: D1-T, name: 临时党支部, kind: branch, superior: D1, temporary: true, valid_from: 2026-01-01}
roles:
- {id: D1.sj, organization: D1, kind: secretary, title: 党委书记}
- {id: D1-01.sj, organization: D1-01, kind: secretary, title: 支部书记}
- {id: D1-02.sj, organization: D1-02, kind: secretary, title: 支部书记}
- {id: D1-03.sj, organization: D1-03, kind: secretary}
duties:
- {id: S1, title: 支部党员大会, performed_by: [branch], bearers: {first: secretary}, cycle: 1/quarter, check: 查会议记录。}
- {id: S2, title: 主题党日, performed_by: [branch], bearers: {first: secretary}, cycle: 1/month, check: 查支部工作手册}
- {id: S3, title: 支部书记述职, performed_by: [branch], bearers: {first: secretary}, cycle: 1/year, why: secretary_reports_yearly}
- {id: E1, title: 结对共建, nature: elective, performed_by: [branch]}
records:
- {organization: D1-01, kind: performed, on: 2025-02-10, duty: [S1, S2], evidence: 支部记录〔2025〕1号}
- {organization: D1-01, kind: performed, on: 2025-05-12, duty: [S1, S2], evidence: 支部记录〔2025〕2号}
- {organization: D1-01, kind: performed, on: 2025-08-11, duty: [S1, S2], evidence: 支部记录〔2025〕3号}
- {organization: D1-01, kind: performed, on: 2025-11-10, duty: [S1, S2, E1], evidence: 支部记录〔2025〕4号}
- {organization: D1-02, kind: performed, on: 2025-03-03, duty: [S1], evidence: 会议记录〔2025〕1号}
- {organization: D1-01, kind: reported, on: 2025-12-20, duty: S3, role: D1-01.sj, evidence: 述职材料〔2025〕1号}
- {organization: D1-02, kind: reported, on: 2025-12-20, evidence: 述职材料〔2025〕2号}
- {organization: D1-01, kind: appraised, on: 2025-12-20, role: D1-01.sj, by: D1, period: '2025', grade: 好, amount: 14, present: 18, entitled: 20}
- {organization: D1-01, kind: appraised, on: 2025-12-20, role: D1-01.sj, by: D1, period: '2025', grade: 较好, amount: 4, present: 18, entitled: 20}
- {organization: D1-02, kind: appraised, on: 2025-12-20, role: D1-02.sj, by: D1, period: '2025', grade: 优秀, amount: 9}
- {organization: D1-02, kind: appraised, on: 2025-12-20, role: D1-02.sj, by: D1, period: '2025', grade: 较差, amount: 1}
- {organization: D1-01, kind: appraised, on: 2025-12-30, role: D1-01.sj, by: D1, period: '2025', grade: 好}
- {organization: D1, kind: supervised, on: 2025-06-11, subordinate: D1-01}
- {organization: D1, kind: appraised, on: 2025-12-30, subordinate: D1-01, period: '2025', score: 92, duty: S2}
- {organization: D1, kind: appraised, on: 2025-12-30, subordinate: D1-02, period: '2025', score: 120, duty: S2}
- {organization: D1, kind: applied, on: 2026-01-20, subordinate: D1-01, period: '2025', use: reward}
records_cover:
- {kind: performed, organization: D1, from: 2025-01-01, until: 2026-10-01}
- {kind: reported, organization: D1, from: 2025-01-01, until: 2026-10-01}
ledger:
- {id: 2024-001, organization: D1-01, problem: 学习计划未细化, due: 2024-11-30, closed_on: 2024-11-20, verified_by: D1}
- {id: 2025-001, organization: D1-01, problem: 党课次数偏少, source: 2024年度述职评议, due: 2025-06-30}
"""
CHAIN = chain_of(ROWS)

BRANCHES = """\
schema = "dangjian-chain-scheme/1"
id = "branches"
name = {zh = "示例大队党支部考核", en = "branches of an example brigade"}
for = ["branch"]
full_marks = 100
[[indicators]]
id = "K1"
title = {zh = "支部党员大会", en = "member meetings"}
duty = "S1"
weight = 40
method = "ratio"
[[indicators]]
id = "K2"
title = {zh = "主题党日", en = "theme days"}
duty = "S2"
weight = 24
method = "deduction"
per = 2
[[indicators]]
id = "K3"
title = {zh = "主题党日质量", en = "theme days, quality"}
duty = "S2"
weight = 16
method = "score"
[[indicators]]
id = "K4"
title = {zh = "述职测评", en = "vote on the work report"}
duty = "S3"
weight = 20
method = "vote"
role = "secretary"
values = {"好" = 100, "较好" = 80, "一般" = 60, "差" = 0}
[[bonus]]
title = {zh = "结对共建", en = "partnerships"}
duty = "E1"
points = 2
cap = 4
[bands]
advanced = 80
qualified = 60
"""
COMMITTEES = """\
schema = "dangjian-chain-scheme/1"
id = "committees"
name = {zh = "示例大队党委考核", en = "committee of an example brigade"}
for = ["committee"]
full_marks = 10
[[indicators]]
id = "M1"
title = {zh = "督促检查所属支部", en = "seeing to the branches"}
duty = ["S1", "S2"]
function = "manage"
weight = 10
method = "ratio"
"""
SCHEME = (Scheme.from_bytes(BRANCHES.encode()), Scheme.from_bytes(COMMITTEES.encode(), "committees.toml"))
