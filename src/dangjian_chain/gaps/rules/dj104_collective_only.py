"""DJ104 collective-only: 只有集体责任，未落到岗位."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.pairs import DeclaredPairs
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.propagation.bearing import CODE
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def find(context: Context) -> Iterator[Hit]:
    cascade = context.cascade
    if not any(
        role is not None
        for role in context.table("assignments").column("role")[context.in_force("assignments")]
    ):
        context.notes.append(NotChecked("DJ104", NO_ROLE))
        return
    lines = DeclaredPairs(context)
    wanted = _expects_role(context) | ~cascade.duties.own_bearers[:, np.newaxis]
    alone = lines.by_body & ~lines.by_other & ~lines.parts & wanted & cascade.speaking
    for duty, organization in np.argwhere(alone).tolist():
        lines.words[duty, organization] = {"wording": _wording(context, duty, organization)}
    yield from lines.hits(alone, {"wording": BODY_WORDS})


def _expects_role(context: Context) -> Bools:
    """Return where a role is expected: to do it, or to supervise it where no row says who does."""
    cascade = context.cascade
    bearers, rows = cascade.bearers, cascade.rows
    supervisory = bearers.responsibility == CODE[Responsibility.SUPERVISORY]
    doing = bearers.mark(cascade.shape, (bearers.role >= 0) & ~supervisory)
    supervising = bearers.mark(cascade.shape, (bearers.role >= 0) & supervisory)
    held = rows.is_(Responsibility.SUPERVISORY) & (rows.role >= 0)
    supervising[rows.duty[held], rows.organization[held]] = False
    return doing | supervising


def _wording(context: Context, duty: int, organization: int) -> Text:
    """Return the text of the bearer as it stands in the list, else the body."""
    rows = context.cascade.rows
    texts = context.table("assignments").column("bearer_text")
    here = rows.of(duty, organization)
    text = next((texts[row] for row in rows.row[here].tolist() if texts[row]), None)
    return BODY_WORDS if text is None else Text(zh=f"“{text}”", en=repr(text))


BODY_WORDS = Text(zh="本组织（集体）", en="the body as a whole")


NO_ROLE = Text(
    zh="责任分工均未写到岗位，未作比较", en="no assignment names a role, so bodies alone were not compared"
)

RULE = Rule(
    code="DJ104",
    name="collective-only",
    severity=Severity.WARNING,
    citations=("responsibility_fits_power", "clear_bearer"),
    title=Text(zh="只有集体责任，未落到岗位", en="Borne by the body alone"),
    message=Text(
        zh="{organization}“{duty}”的责任人写为{wording}，尚未落到具体岗位。",
        en="{organization} lists {wording} for {duty!r}, and no role.",
    ),
    explanation=Text(
        zh="核对责任清单中只写到班子集体、没有写到岗位的事项。集体负责没有落到岗位，日常由谁去做、"
        "向谁报告就不清楚。事项写明只由集体负责的、分项已落到岗位的不在此列；整套清单都未写岗位的，"
        "视为没有这项资料，不作核对。《中国共产党问责条例》第三条要求权责一致，集体决定的也要分清责任；"
        "每项责任落到岗位，出自责任链的定义。",
        en="Lists the duties that a list gives to the body alone, with no role. Where collective "
        "responsibility comes down to no role, nobody in particular does the work or reports on it. "
        "Duties that by their own words the body alone bears, and those with a role in a part, are no "
        "gaps; lists that name no role anywhere are not checked. Art. 3 of the Accountability "
        "Regulations asks that responsibility fit power and be told apart in collective decisions; "
        "that each duty comes down to a role follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="集体负责可以保留，建议再明确一个牵头岗位。",
        en="The body may stay; name one leading role beside it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S2, organization: Z1, bearer_text: 支部班子}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 组织生活会, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1}
- {duty: S2, organization: Z1, bearer_text: 支部班子}
- {duty: S2, organization: Z1, role: Z1-1}
""",
    find=find,
    needs=(Data.ROLES,),
    symptom=Symptom.HOLLOWED,
)
