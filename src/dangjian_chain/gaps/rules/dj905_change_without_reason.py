"""DJ905 change-without-reason: 机构调整未注明依据."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import ChangeKind, Severity
from dangjian_chain.period import latest
from dangjian_chain.text import Text

ASKED = (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.RENAME, ChangeKind.DISSOLVE)
"""What ends or changes an organization; a new one says its basis itself (`approved_by`)."""


def conditions(context: Context) -> Iterator[Condition]:
    table = context.table("changes")
    kinds, days = table.column("kind"), table.column("on")
    yield Condition(
        Text(zh="是合并、拆分、更名或者撤销", en="it is a merge, split, renaming or dissolution"),
        np.array([kind in ASKED for kind in kinds], dtype=bool),
    )
    yield Condition(
        Text(zh="变动时间不晚于核对日", en="it is dated on or before the day"),
        np.array([latest(day) <= context.day for day in days], dtype=bool),
    )
    yield Condition(
        Text(zh="没有注明依据", en="no reason is entered"), ~context.figures.stated("reason", "changes")
    )


def find(context: Context) -> Iterator[Hit]:
    table = context.table("changes")
    known = context.table("organizations").positions
    for row in meeting(conditions(context)):
        before, after = table.column("from_")[row], table.column("to")[row]
        yield Hit(
            organization=next((each for each in (*after, *before) if each in known), ""),
            subject_kind="change",
            subject=table.ids[row],
            words={
                "on": table.column("on")[row],
                "kind": table.column("kind")[row].label,
                "organizations": context.listed(_names(context, dict.fromkeys((*before, *after)))),
            },
            row=("changes", row),
        )


def _names(context: Context, ids: Iterable[str]) -> Iterator[str]:
    """Yield what people call organizations; one that is no longer on the roster by what the row says."""
    known = context.table("organizations").positions
    for each in ids:
        yield str(context.names[known[each]]) if each in known else each


RULE = Rule(
    code="DJ905",
    name="change-without-reason",
    severity=Severity.WARNING,
    citations=("readable_data",),
    title=Text(zh="机构调整未注明依据", en="A change of organizations without its reason"),
    message=Text(
        zh="{on}登记的机构{kind}（{organizations}）未注明依据。",
        en="The {kind} entered for {on} ({organizations}) states no reason.",
    ),
    explanation=Text(
        zh="核对日及以前登记的合并、拆分、更名、撤销，应能查到依据的批复或者会议。没有依据，撤并前后的责任由谁"
        "接续就说不清，也难以区分实际调整与登记差错。新设立的组织由批准单位一栏说明，不在此列。"
        "依据是责任链的定义，不是条文规定。",
        en="Looks at merges, splits, renamings and dissolutions dated on or before the day: each should lead to the "
        "reply or meeting it rests on. Without, nobody can say who takes over what, nor tell a real change from a "
        "slip of entry. A new organization has its own column for who approved it. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请补记批复文号或者会议时间；属登记差错的，请更正。",
        en="Enter the reply or the meeting; if it is a slip, mend it.",
    ),
    bad="""\
organizations:
- {id: Z3, name: 示例三支部, kind: branch}
changes:
- {kind: merge, on: 2026-03-01, from: [Z1, Z2], to: [Z3], reason: 示例大队党委2026年2月会议研究}
- {kind: rename, on: 2026-05-01, from: [Z3], to: [Z3]}
""",
    good="""\
organizations:
- {id: Z3, name: 示例三支部, kind: branch}
changes:
- {kind: merge, on: 2026-03-01, from: [Z1, Z2], to: [Z3], reason: 示例大队党委2026年2月会议研究}
- {kind: rename, on: 2026-05-01, from: [Z3], to: [Z3], reason: 示例大队党委2026年4月会议研究}
""",
    find=find,
    conditions=conditions,
    over="changes",
    needs=(Data.CHANGES,),
    columns=("reason",),
)
