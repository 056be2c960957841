"""The bureau's rosters as its offices keep them: a sheet a unit, made from the clean chain."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import openpyxl

import dangjian_chain as dc

_POSTS = {
    "书记": "secretary",
    "副书记": "deputy_secretary",
    "专职副书记": "full_time_deputy_secretary",
    "组织委员": "organization_member",
    "宣传委员": "publicity_member",
    "纪检委员": "discipline_member",
    "委员": "committee_member",
    "行政主要负责人": "administrative_head",
    "组织员": "organizer",
    "党小组组长": "group_leader",
}
_HEADERS = [
    "序号",
    "党组织名称",
    "上级党组织",
    *_POSTS,
    "党员总数",
    "其中：正式党员",
    "上次换届时间",
    "批准单位",
    "备注",
]


def rosters(chain: dc.ResponsibilityChain, path: Path) -> Path:
    """Write the Party organizations of a chain, a sheet a unit with a title, a note, a row of sums and a foot."""
    held = _holders(chain)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for unit, ids in sorted(_units(chain).items()):
        name = chain.organizations[unit].name
        sheet = book.create_sheet(name[:31])
        sheet.append([f"{name}所属党组织基本情况表"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_HEADERS))
        sheet.append([f"填报单位：{name}", *[None] * 8, "填报时间：2026年9月"])
        sheet.append(_HEADERS)
        for number, id_ in enumerate(ids, start=1):
            sheet.append([number, *_row(chain, held, id_)])
        members = sum(chain.organizations[id_].members or 0 for id_ in ids)
        sheet.append(["合计", *[None] * 12, members])
        sheet.append(["填表人：某某", None, None, "审核人：某某"])
    book.save(path)
    return path


def _holders(chain: dc.ResponsibilityChain) -> dict[tuple[str, str], list[str]]:
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for appointment in chain.appointments.values():
        role = chain.roles[appointment.role]
        held[role.organization, role.kind].append(appointment.person)
    return held


def _units(chain: dc.ResponsibilityChain) -> dict[str, list[str]]:
    """Return by the committee at or above each Party organization, itself among them."""
    found: dict[str, list[str]] = defaultdict(list)
    for id_, organization in chain.organizations.items():
        if organization.kind != "unit":
            above = [id_, *chain.hierarchy.superiors(id_)]
            leading = {"committee", "work_committee"}
            found[next(each for each in above if chain.organizations[each].kind in leading)].append(id_)
    return found


def _row(chain: dc.ResponsibilityChain, held: dict[tuple[str, str], list[str]], id_: str) -> list[object]:
    organization = chain.organizations[id_]
    posts = [("、".join(held.get((id_, kind), [])) or "—") for kind in _POSTS.values()]
    superior = "无" if organization.superior is None else chain.organizations[organization.superior].name
    elected = "" if organization.elected_on is None else organization.elected_on.strftime("%Y.%m")
    return [
        organization.name,
        superior,
        *posts,
        organization.members,
        organization.full_members,
        elected,
        None,
        None,
    ]
