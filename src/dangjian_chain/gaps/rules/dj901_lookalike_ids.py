"""DJ901 lookalike-ids: 编号形近易混."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.document import SINGULAR, TITLES
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for collection in ("organizations", "roles", "duties"):
        folded = _all_folded(context.table(collection).ids)
        if len(set(folded)) == len(folded):
            continue
        alike: dict[str, list[int]] = {}
        for row in np.flatnonzero(context.in_force(collection)).tolist():
            alike.setdefault(folded[row], []).append(row)
        for rows in alike.values():
            if len(rows) > 1:
                yield _hit(context, collection, rows)


def _all_folded(ids: Sequence[str]) -> list[str]:
    if "".join(ids).isascii():  # most ids of large chains are
        return list(map(str.casefold, ids))
    return list(map(_folded, ids))


def _folded(id_: str) -> str:
    return (id_ if id_.isascii() else unicodedata.normalize("NFKC", id_)).casefold()


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
        zh="同一张表中的编号，化去全角半角和大小写的差别后再比较，相同的列出。"
        "看上去一样的编号会把同一个组织、岗位或事项分成两行，责任和人员各记一半。"
        "不同表之间的编号不比较，当日无效的行不比较；确是两个的，换用易区分的编号即可。"
        "依据是责任链的定义，不是条文规定。",
        en="Compares the ids of one collection with differences of width and case set aside, and lists "
        "those that are the same. Ids that look alike split one organization, role or duty into two "
        "rows, each with half of what belongs together. Ids of different collections are not compared, "
        "nor rows not in force; two that are really two only need ids that are told apart. The basis "
        "is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对是否同一个；同一个的合并为一行，不同的建议改用易区分的编号。",
        en="Check whether they are one; if so keep one row, if not choose ids that are told apart.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-A, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-a, name: 示例二支部, kind: branch, superior: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-A, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-B, name: 示例二支部, kind: branch, superior: D1}
""",
    find=find,
    columns=("id",),
)
