"""DJ906 inverted-period: 起止时间颠倒."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.rules.dj112_unknown_reference import where
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
                words={"row": key, "start": table.column(start)[row], "end": table.column(end)[row]},
                row=(collection, row),
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
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对起止时间是否填反或有笔误。",
        en="Check whether the dates are exchanged or mistyped.",
    ),
    bad="""""",
    good="""""",
    find=find,
)
