"""DJ907 duplicate-id: 编号重复."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.document import SINGULAR
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for row in context.chain.left_out:
        if row.code == "duplicate-id":
            yield Hit(
                organization=row.organization,
                subject_kind=SINGULAR[row.collection],
                subject=row.subject,
                words={"subject": row.subject, "what": row.text},
                place=row.place,
            )


RULE = Rule(
    code="DJ907",
    name="duplicate-id",
    severity=Severity.ERROR,
    citations=("readable_data",),
    title=Text(zh="编号重复", en="A row left out because its id was taken"),
    message=Text(
        zh="{subject}未读入，编号已被占用：{what}。",
        en="{subject} was left out, its id was taken: {what}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对两行是否同一个；不是同一个的，改用不同编号。",
        en="Check whether the rows are one; if not, give one another id.",
    ),
    bad="""""",
    good="""""",
    find=find,
)
