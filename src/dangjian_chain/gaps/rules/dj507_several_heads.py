"""DJ507 several-heads: 同一岗位多人在任."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    yield from _holders(context)
    yield from _roles(context)


def _holders(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    acting = context.table("appointments").flagged("acting")
    each = np.arange(len(arrays.seats), dtype=np.int32)
    held = arrays.holders.distinct(each, len(each), ~acting)
    for role in np.flatnonzero(held > arrays.seats).tolist():
        seats = int(arrays.seats[role])
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "what": Text(
                    zh=f"岗位职数{seats}名，登记在任{held[role]}名",
                    en=f"{held[role]} holders are entered, {seats} seat(s)",
                ),
            },
            row=("roles", role),
        )


def _roles(context: Context) -> Iterator[Hit]:
    arrays = context.arrays
    needed = np.flatnonzero(arrays.is_needed_kind & context.in_force("roles"))
    owners, counts = np.unique(arrays.role_organization[needed], return_counts=True)
    kinds = list(arrays.role_kinds.values())
    for owner, count in zip(owners.tolist(), counts.tolist(), strict=True):
        if count > 1:
            id_ = context.organization(owner)
            words = {
                "organization": context.names[owner],
                "role": kinds[arrays.needed[owner]].label,
                "what": Text(zh=f"岗位登记了{count}个", en=f"{count} roles are entered"),
            }
            yield Hit(organization=id_, subject=id_, words=words, row=("organizations", owner))


RULE = Rule(
    code="DJ507",
    name="several-heads",
    severity=Severity.ERROR,
    citations=("secretary_first_responsible", "clear_bearer"),
    title=Text(zh="同一岗位多人在任", en="More holders than seats"),
    message=Text(
        zh="{organization}的{role}{what}。",
        en="{organization}: {what} for {role}.",
    ),
    explanation=Text(
        zh="清点各岗位当日的在任人数，多于职数的列出；一个组织登记了几个书记（组长）岗位的，也列出。"
        "同一岗位几人在任，第一责任由谁承担就不清楚，多半是前任的免职时间没有登记。"
        "代理（主持工作）人员不计，职数不限的岗位（副书记、委员等）不核对，同一人重复登记只计一次。"
        "《党委（党组）落实全面从严治党主体责任规定》第八条以书记为第一责任人（条号待核，"
        "基层党组织参照执行）；一岗一人，出自责任链的定义。",
        en="Counts the holders of each role on the day, and lists those with more than seats; likewise "
        "organizations with more than one role of the kind they need. With several holders nobody "
        "knows who is first responsible; mostly the end of the former term was not entered. Acting "
        "holders are not counted, roles with unlimited seats not checked, and one person entered twice "
        "is one. Art. 8 of the Principal Responsibility Provisions makes the secretary first "
        "responsible (article not verified, by reference); that holders are no more than seats follows "
        "from the definition of a chain.",
    ),
    remedy=Text(
        zh="请核对前任的免职时间；确由多人分担的，注明各自分工。",
        en="Check when the former one left; if several share it, say who does what.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2021-03-01}
- {role: Z1-1, person: 乙, since: 2026-07-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
appointments:
- {role: Z1-1, person: 甲, since: 2021-03-01, until: 2026-07-01}
- {role: Z1-1, person: 乙, since: 2026-07-01}
""",
    find=find,
    columns=("holder",),
    needs=(Data.ROLES,),
    symptom=Symptom.WEAKENED,
)
