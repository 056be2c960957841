"""DJ901 lookalike-ids: 编号形近易混."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.document import SINGULAR, TITLES
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for collection in ("organizations", "roles", "duties"):
        table = context.table(collection)
        alive = context.in_force(collection)
        alike: dict[str, list[int]] = {}
        for row in np.flatnonzero(alive).tolist():
            id_ = table.ids[row]
            alike.setdefault(unicodedata.normalize("NFKC", id_).casefold() if not id_.isascii() else id_.casefold(), []).append(row)
        for rows in alike.values():
            if len(rows) > 1:
                yield _hit(context, collection, rows)


def _hit(context: Context, collection: str, rows: list[int]) -> Hit:
    table = context.table(collection)
    ids = [table.ids[row] for row in rows]
    owners = {table.column("organization")[row] for row in rows} if collection == "roles" else set()
    return Hit(
        organization=owners.pop() if len(owners) == 1 else "",
        subject_kind=SINGULAR[collection],
        subject=";".join(ids),
        words={"collection": TITLES[collection], "count": len(ids), "ids": context.listed(ids)},
        row=(collection, rows[0]),
    )


RULE = Rule(
    code="DJ901",
    name="lookalike-ids",
    severity=Severity.WARNING,
    citations=("readable_data",),
    title=Text(zh="编号形近易混", en="Ids that look alike"),
    message=Text(
        zh="{collection}中有{count}个编号只有全角半角或大小写不同：{ids}。",
        en="{count} ids of {collection} differ only by width or case: {ids}.",
    ),
    explanation=Text(
        zh="",
        en="",
    ),
    remedy=Text(
        zh="请核对是否同一个；同一个的合并为一行，不同的建议改用易区分的编号。",
        en="Check whether they are one; if so keep one row, if not choose ids that are told apart.",
    ),
    bad="""""",
    good="""""",
    find=find,
)
