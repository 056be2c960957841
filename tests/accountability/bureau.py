"""A small bureau for tests of paths: a committee, a brigade, a branch, a group, a commission, a guide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import dangjian_chain as dc
from dangjian_chain.testing import chain_of

DAY = date(2026, 9, 30)
BUREAU = """\
organizations:
- {id: GW, name: 示例机关工委, kind: work_committee}
- {id: LC, name: 示例局党委, kind: committee}
- {id: D1, name: 示例大队党委, kind: committee, superior: LC}
- {id: D1-J, name: 示例大队纪委, kind: discipline_commission, superior: D1}
- {id: D1-01, name: 示例支部, kind: branch, superior: D1}
- {id: D1-01-G1, name: 示例小组, kind: group, superior: D1-01}
- {id: D1-U, name: 示例办公室, kind: unit, superior: D1}
roles:
- {id: LC.sj, organization: LC, kind: secretary, holder: 甲}
- {id: LC.zw, organization: LC, kind: organization_member, portfolio: [D1], holder: 乙}
- {id: D1.sj, organization: D1, kind: secretary, title: 党委书记, holder: 丙}
- {id: D1.xz, organization: D1, kind: administrative_head, holder: 丁}
- {id: D1.zw, organization: D1, kind: organization_member, portfolio: [组织生活], holder: 戊}
- {id: D1.wy, organization: D1, kind: committee_member, holder: 己}
- {id: D1.zzy, organization: D1, kind: organizer, portfolio: [组织生活], holder: 庚}
- {id: D1-01.sj, organization: D1-01, kind: secretary, holder: 辛}
- {id: D1-01.jw, organization: D1-01, kind: discipline_member, holder: 壬}
- {id: D1-01.qt, organization: D1-01, kind: members}
- {id: D1-01-G1.zc, organization: D1-01-G1, kind: group_leader, holder: 癸}
duties:
- {id: Z1, title: 主题党日, area: 组织生活, performed_by: [branch], origin: LC, cycle: 1/month}
- {id: Z2, title: 党小组会, performed_by: [group], origin: LC, managed_levels: 1}
- {id: Y1, title: 专题研究, performed_by: [committee], origin: LC, bearers: {first: secretary+administrative_head}}
- {id: E1, title: 品牌创建, performed_by: [branch], nature: elective}
assignments:
- {duty: Z1, organization: LC}
- {duty: Z1, organization: D1}
- {duty: Z1, organization: D1-01, role: D1-01.sj}
"""


def bureau(
    *records: dict[str, Any], cover: Iterable[dict[str, Any]] = (), **more: Any
) -> dc.ResponsibilityChain:
    """Return the chain with records, given by column, and further values."""
    chain = chain_of(BUREAU)
    made = [dc.Record(**{"kind": dc.RecordKind.SUPERVISED, "on": date(2025, 6, 1), **row}) for row in records]
    covers = [dc.RecordsCover(**{"kind": dc.RecordKind.SUPERVISED, **row}) for row in cover]
    return chain.with_rows(records=made, records_cover=covers, **more)


def trace(
    chain: dc.ResponsibilityChain, duty: str = "Z1", organization: str = "D1-01", **options: Any
) -> dc.AccountabilityPaths:
    """Return the paths of a pair on the day."""
    return dc.accountability_paths(chain, duty=duty, organization=organization, at=DAY, **options)


def step(paths: dc.AccountabilityPaths, organization: str) -> dc.PathStep:
    """Return the first step of an organization."""
    return next(one for one in paths.steps if one.organization == organization)


def degrees(one: dc.PathStep) -> dict[str | None, str]:
    """Return who stands with a degree on a step, by role."""
    return {held.role: str(held.liability) for held in one.liabilities()}
