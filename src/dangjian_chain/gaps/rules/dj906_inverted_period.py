"""DJ906 inverted-period: 起止时间颠倒."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rows import row_name, where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.document import SINGULAR
from dangjian_chain.model.force import PERIODS, inverted
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for collection, (start, end) in PERIODS.items():
        table = context.table(collection)
        for row in np.flatnonzero(inverted(table, (start, end))).tolist():
            organization, duty = where(context, collection, row)
            key = table.ids[row]
            yield Hit(
                organization=organization,
                subject_kind=SINGULAR[collection],
                subject=f"{key}.{end}",
                duty=duty,
                words={
                    "row": row_name(context, collection, row),
                    "start": table.column(start)[row],
                    "end": table.column(end)[row],
                },
                row=(collection, row),
                column=end,
            )


RULE = Rule(
    code="DJ906",
    name="inverted-period",
    severity=Severity.ERROR,
    citations=("readable_data",),
    title=Text(zh="起止时间颠倒", en="A period that ends before it starts"),
    message=Text(
        zh="{row}起于{start}、止于{end}，没有一天有效。",
        en="{row} starts on {start} and ends on {end}: it holds on no day.",
    ),
    explanation=Text(
        zh="核对组织、岗位、任职、分工的起止时间，止不晚于起的列出。起止颠倒的行没有一天有效，"
        "核对时等于没有这一行。止期是不再有效的第一天，起止同一天也列出；只写到年份、月份的，"
        "按对单位有利的日期理解，一端留空的不在此列。依据是责任链的定义，不是条文规定。",
        en="Compares start and end of organizations, roles, appointments and assignments, and lists those "
        "that end on or before they start. Such a row is in force on no day: for every check it is as "
        "if it were not there. The end is the first day no longer in force, so equal days are a gap; "
        "dates known only to the month or year are read in the unit's favor, an open end is no gap. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对起止时间是否填反或有笔误。",
        en="Check whether the dates are exchanged or mistyped.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1, valid_from: 2026-05-01, valid_to: 2025-11-01}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1, valid_from: 2026-05-01, valid_to: 2026-11-01}
""",
    find=find,
)
