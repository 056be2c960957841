"""Rows by name: what people call them, and which organization and duty they are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dangjian_chain.gaps.rule import Hit
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS, SINGULAR, TITLES
from dangjian_chain.text import Text, both, listed

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.model.table import Table


def row_name(context: Context, collection: str, row: int) -> Text:
    """Return what people call a row: by organization, role, duty and day, not by its key."""
    table = context.table(collection)
    if collection == "roles":
        role, owner = context.role_name(row), context.owner_name(row)
        return Text(zh=f"{owner}{role.zh}岗位", en=f"the {role.en} of {owner}")
    if collection == "appointments":
        held = int(context.arrays.held_role[row])
        what = row_name(context, "roles", held) if held >= 0 else both(table.column("role")[row])
        since = context.since_words(table.column("since")[row])
        return Text(zh=f"{what.zh}{since.zh}的任职", en=f"the appointment as {what.en} {since.en}")
    if collection in {"organizations", "duties"}:
        name = table.column("name" if collection == "organizations" else "title")[row]
        return Text(zh=f"“{name}”", en=repr(name))
    return _event_name(context, table, row, collection)


def _event_name(context: Context, table: Table[Any], row: int, collection: str) -> Text:
    id_ = table.column("organization")[row]
    position = context.table("organizations").positions.get(id_, -1)
    where = both(context.names[position]) if position >= 0 else class_name(context, id_)
    duty = table.column("duty")[row]
    known = context.table("duties").positions
    named = [duty] if isinstance(duty, str) else list(duty or ())
    titles = [context.title(known[each]) if each in known else each for each in named]
    about_zh = f"“{listed(titles, 'zh')}”" if titles else ""
    about_en = f" on {listed(titles, 'en')!r}" if titles else ""
    if collection == "assignments":
        return Text(zh=f"{where.zh}{about_zh}的责任分工", en=f"the assignment{about_en} of {where.en}")
    on = table.column("on")[row]
    return Text(zh=f"{where.zh}{on}{about_zh}的记录", en=f"the record of {where.en} on {on}{about_en}")


def class_name(context: Context, of_class: str) -> Text:
    """Return what people call a class of organizations; an unknown name as it stands."""
    if of_class[:1] != "@":
        return both(of_class)
    kind = context.arrays.organization_kinds.get(of_class[1:])
    if kind is None:
        return Text(zh="各级党组织", en="every class that leads")
    return Text(zh=f"各{kind.label.zh}", en=f"the class {kind.label.en!r}")


def left_out(context: Context, code: str) -> Iterator[Hit]:
    """Yield a hit for each row that was left out on request, as duplicate or unreadable."""
    for row in context.chain.left_out:
        if row.code == code:
            title = TITLES[row.collection]
            name = Text(zh=f"{title.zh}表中的一行（{row.place}）", en=f"a row of {title.en} ({row.place})")
            yield Hit(
                organization=row.organization,
                subject_kind=SINGULAR[row.collection],
                subject=row.subject,
                words={"subject": name, "what": row.text},
                place=row.place,
            )


def column_label(collection: str, name: str) -> Text:
    """Return what people call a column."""
    column = next(each for each in columns_of(COLLECTIONS[collection]) if each.name == name)
    return Text(zh=column.zh, en=name)


def where(context: Context, collection: str, row: int) -> tuple[str, str]:
    """Return the organization and the duty that a row is about, blank where they are unknown."""
    table = context.table(collection)
    known = context.table("organizations").positions
    if collection == "duties":
        return "", table.ids[row]
    if collection == "organizations":
        return table.ids[row], ""
    if collection == "appointments":
        role = int(context.arrays.held_role[row])
        owner = context.table("roles").column("organization")[role] if role >= 0 else ""
        return (owner if owner in known else ""), ""
    organization = table.column("organization")[row]
    duty = table.column("duty")[row] if collection in {"assignments", "records"} else ""
    if isinstance(duty, tuple):
        duty = duty[0] if len(duty) == 1 else ""
    duty = duty if duty in context.table("duties").positions else ""
    return (organization if organization in known else ""), duty
