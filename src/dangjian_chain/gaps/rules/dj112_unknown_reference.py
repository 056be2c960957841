"""DJ112 unknown-reference: 引用的事项、岗位或组织查无对应."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import column_label, row_name, where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.document import SINGULAR
from dangjian_chain.model.inheritance import circles
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    for collection, check in CHECKS:
        table = context.table(collection)
        alive = context.in_force(collection)
        for row, field, value, reason in check(context):
            if alive[row]:
                yield _hit(context, collection, row, field, value, reason, table.ids[row])


def _hit(  # noqa: PLR0913 - one finding, spelled out
    context: Context, collection: str, row: int, field: str, value: str, reason: Text, key: str
) -> Hit:
    organization, duty = where(context, collection, row)
    return Hit(
        organization=organization,
        subject_kind=SINGULAR[collection],
        subject=f"{key}.{field}",
        duty=duty,
        words={
            "row": row_name(context, collection, row),
            "field": column_label(collection, field),
            "value": value,
            "reason": reason,
        },
        row=(collection, row),
        column=field,
    )


_SINGLE = frozenset({"organization", "role", "duty", "parent", "stand_in"})
"""Fields that name one row; in all tables but that of records, whose duties are several."""

Found = Iterator[tuple[int, str, str, Text]]
"""Row, field, value and reason."""


def _absent(context: Context, collection: str, field: str, target: str) -> Found:
    """Yield the rows whose field, one name or several, holds one that does not exist."""
    held = context.table(collection).columns.get(field)
    if held is None:
        return
    if field in _SINGLE and (collection, field) != ("records", "duty"):
        found = context.table(collection).references(field, context.table(target))
        if not (is_stated(held) & (found < 0)).any():
            return
    absent = {name for value in set(held) for name in _names(value)} - context.table(target).positions.keys()
    if collection == "assignments" and field != "duty":
        absent = {name for name in absent if name[:1] != "@"}
    if not absent:
        return
    for row, value in enumerate(held):
        missing = [name for name in _names(value) if name in absent]
        if missing:
            yield row, field, "; ".join(missing), _REASONS[target]


def _names(value: tuple[str, ...] | str | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _organizations(context: Context) -> Found:
    yield from _absent(context, "organizations", "covers", "organizations")


def _roles(context: Context) -> Found:
    yield from _absent(context, "roles", "organization", "organizations")
    yield from _absent(context, "roles", "stand_in", "roles")
    table = context.table("roles")
    owners = context.arrays.role_organization
    covers = set(context.arrays.covers)
    for row, stand_in in enumerate(table.columns.get("stand_in", ())):
        other = table.positions.get(stand_in, -1)
        if other >= 0 and owners[row] >= 0 and not _belongs(int(owners[row]), int(owners[other]), covers):
            yield row, "stand_in", stand_in, FOREIGN


def _belongs(organization: int, owner: int, covers: set[tuple[int, int]]) -> bool:
    return organization == owner or (organization, owner) in covers


def _appointments(context: Context) -> Found:
    yield from _absent(context, "appointments", "role", "roles")


def _duties(context: Context) -> Found:
    yield from _absent(context, "duties", "origin", "organizations")
    yield from _absent(context, "duties", "parent", "duties")
    table = context.table("duties")
    parents = dict(zip(table.ids, table.column("parent"), strict=True))
    for id_ in circles(parents):
        yield table.positions[id_], "parent", parents[id_] or "", CIRCLE


def _assignments(context: Context) -> Found:
    yield from _absent(context, "assignments", "duty", "duties")
    yield from _absent(context, "assignments", "organization", "organizations")
    yield from _unknown_classes(context)
    yield from _absent(context, "assignments", "role", "roles")
    yield from _foreign_roles(context, "assignments")


def _unknown_classes(context: Context) -> Found:
    kinds = {"@*", *(f"@{kind}" for kind in context.arrays.organization_kinds)}
    names = context.table("assignments").columns.get("organization", ())
    unknown = {name for name in set(names) - kinds if name[:1] == "@"}
    if not unknown:
        return
    for row, name in enumerate(names):
        if name in unknown:
            yield row, "organization", name, _REASONS["organizations"]


def _foreign_roles(context: Context, collection: str) -> Found:
    """Yield the rows that name a role of another organization; of any one, in a class."""
    table = context.table(collection)
    named = table.references("role", context.table("roles"))
    here = table.references("organization", context.table("organizations"))
    rows = np.flatnonzero(named >= 0)
    owners = context.arrays.role_organization[named[rows]]
    other = (owners != here[rows]) | (here[rows] < 0)  # a class names no organization
    covers = set(context.arrays.covers)
    organizations, roles = table.column("organization"), table.column("role")
    for row, owner in zip(rows[other].tolist(), owners[other].tolist(), strict=True):
        organization = int(here[row])
        if organizations[row][:1] == "@" or (organization >= 0 and (organization, owner) not in covers):
            yield row, "role", roles[row], FOREIGN


def _records(context: Context) -> Found:
    for field, target in (
        ("organization", "organizations"),
        ("duty", "duties"),
        ("subordinate", "organizations"),
        ("role", "roles"),
    ):
        yield from _absent(context, "records", field, target)
    yield from _foreign_roles(context, "records")
    columns = context.table("records").columns
    ids = set(columns.get("id", ()))
    for row, about in enumerate(columns.get("about", ())):
        if about is not None and about not in ids:
            yield row, "about", about, _REASONS["records"]


CHECKS: tuple[tuple[str, Callable[[Context], Found]], ...] = (
    ("organizations", _organizations),
    ("roles", _roles),
    ("appointments", _appointments),
    ("duties", _duties),
    ("assignments", _assignments),
    ("records", _records),
)

_REASONS = {
    "organizations": Text(zh="组织名册中未查到", en="no such organization is on the list"),
    "roles": Text(zh="岗位名册中未查到", en="no such role is on the list"),
    "duties": Text(zh="责任事项中未查到", en="no such duty is on the list"),
    "records": Text(zh="履责记录中未查到", en="no such record is on the list"),
}
FOREIGN = Text(zh="该岗位属于其他组织", en="the role belongs to another organization")
CIRCLE = Text(zh="逐级往上又回到本事项", en="following it leads back to the duty itself")


RULE = Rule(
    code="DJ112",
    name="unknown-reference",
    severity=Severity.ERROR,
    citations=("readable_data",),
    title=Text(zh="引用的事项、岗位或组织查无对应", en="A name that points nowhere"),
    message=Text(
        zh="{row}，{field}填写为“{value}”，{reason}。",
        en="{row} names {value!r} in {field}: {reason}.",
    ),
    explanation=Text(
        zh="核对各表引用的编号：名册或清单中未见的、引用的岗位属于其他组织的、"
        "事项的上级任务逐级往上又回到本事项的，列出。引用查无对应的行不能计入，由谁承担、"
        "是否开展就看不出来。所引组织或岗位已撤销但仍在册的不在此列；组织的上级和指导单位查无对应的，"
        "见DJ001。依据是责任链的定义，不是条文规定。",
        en="Looks up what the rows name: ids that no list shows, roles that belong to another "
        "organization, and duties that are, over their parents, a part of themselves. A row that "
        "points nowhere cannot be counted, so who bears a duty or whether it was done does not show. "
        "What is on the list but no longer in force is no gap; superiors and guides of organizations "
        "are DJ001. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对编号或名称；已撤销的，改填现在的。",
        en="Check the id or name; if it no longer exists, enter the present one.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
assignments:
- {duty: S9, organization: Z1}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
assignments:
- {duty: S1, organization: Z1}
""",
    find=find,
    needs=(Data.ORGANIZATIONS,),
    symptom=Symptom.DILUTED,
)
