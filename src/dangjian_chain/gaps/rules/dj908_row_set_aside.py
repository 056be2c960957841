"""DJ908 row-set-aside: 有行未读入."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.document import SINGULAR
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for row in context.chain.left_out:
        if row.code == "bad-row":
            yield Hit(
                organization=row.organization,
                subject_kind=SINGULAR[row.collection],
                subject=row.subject,
                words={"subject": row.subject, "what": row.text},
                place=row.place,
            )


RULE = Rule(
    code="DJ908",
    name="row-set-aside",
    severity=Severity.ERROR,
    citations=("readable_data",),
    title=Text(zh="有行未读入", en="A row that could not be read"),
    message=Text(
        zh="{subject}未读入：{what}。",
        en="{subject} was left out: {what}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请按提示更正该行后重新核对。",
        en="Correct the row as said and check again.",
    ),
    bad="""""",
    good="""""",
    find=find,
)
