"""A role's responsibility list: what, from whom, handed on to whom, how it is checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.frame import frame_of
from dangjian_chain.model.vocabulary import Function, Responsibility
from dangjian_chain.propagation.bearing import FUNCTIONS, RESPONSIBILITIES
from dangjian_chain.text import Lang, listed, named

if TYPE_CHECKING:
    from dangjian_chain.propagation.arrays import CascadeArrays


@frozen
class DutyItem:
    """
    One line of a role's list.

    Parameters
    ----------
    duty, title : str
    functions : tuple of Function
        Whether the organization performs the duty, manages it, or both.
    responsibility : Responsibility
    wording : str
        What the role's organization wrote, else what the duty says, else its title.
    received_from : str or None
        The line superior that hands it down; `None` where the duty starts here.
    handed_to : tuple of str
        Line subordinates that take it up, in id order.
    standard, check, indicator, cycle, due : str or None
        How it is checked, and when.
    declared : bool
        Whether the lists give it to this role already.
    required : bool
        Whether it is required; an elective duty may be left off the list.
    """

    duty: str
    title: str
    functions: tuple[Function, ...]
    responsibility: Responsibility
    wording: str
    received_from: str | None
    handed_to: tuple[str, ...]
    standard: str | None
    check: str | None
    indicator: str | None
    cycle: str | None
    due: str | None
    declared: bool
    required: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it should be on the role's list and is not."""
        return self.required and not self.declared


@frozen
class DutyList:
    """The list of one role: iterate it for `DutyItem` values, by duty and responsibility."""

    role: str
    title: str
    organization: str
    items: tuple[DutyItem, ...]

    def __iter__(self) -> Iterator[DutyItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401
        """Return a frame, one row an item."""
        names = (
            "duty",
            "title",
            "responsibility",
            "wording",
            "received_from",
            "standard",
            "check",
            "indicator",
            "cycle",
            "due",
            "declared",
            "required",
        )
        columns: dict[str, Sequence[Any]] = {
            name: [_cell(getattr(item, name)) for item in self.items] for name in names
        }
        columns["functions"] = ["; ".join(item.functions) for item in self.items]
        columns["handed_to"] = ["; ".join(item.handed_to) for item in self.items]
        return frame_of(columns, backend)

    def to_text(self, lang: Lang = "zh") -> str:
        """Return the list as lines that people read."""
        return "\n".join([self._head(lang), *(self._line(item, lang) for item in self.items)])

    def _head(self, lang: Lang) -> str:
        if lang == "zh":
            return f"{self.organization} {self.title} 责任清单（{len(self)}项）"
        return f"{self.organization}, {self.title}: responsibility list, {len(self)} item(s)"

    def _line(self, item: DutyItem, lang: Lang) -> str:
        functions = (
            "、".join(word.label.zh for word in item.functions)
            if lang == "zh"
            else ", ".join(word.label.en for word in item.functions)
        )
        if lang == "zh":
            parts = [
                f"任务来自：{item.received_from or '本级'}",
                f"向下落实：{listed(item.handed_to, lang)}" if item.handed_to else "",
                f"检查方式：{item.check}" if item.check else "",
                f"标准：{item.standard}" if item.standard else "",
                "现有清单未见" if item.is_open else "",
            ]
            return (
                f"  {named(item.duty, item.title)}｜{item.responsibility.label.zh}｜{functions}｜"
                + "；".join(filter(None, parts))
            )
        parts = [
            f"from {item.received_from or 'this level'}",
            f"handed on to {listed(item.handed_to, lang)}" if item.handed_to else "",
            f"checked by {item.check}" if item.check else "",
            f"standard: {item.standard}" if item.standard else "",
            "not found in the present lists" if item.is_open else "",
        ]
        return (
            f"  {named(item.duty, item.title)} | {item.responsibility.label.en} | {functions} | "
            + "; ".join(filter(None, parts))
        )


def _cell(value: Any) -> Any:  # noqa: ANN401
    return str(value) if isinstance(value, Responsibility) else value


def duty_list(arrays: CascadeArrays, role: int) -> DutyList:
    """Return the list of a role, by position."""
    table = arrays.chain.tables["roles"]
    value = table.value(role)
    kind = arrays.chain.role_kinds[value.kind]
    bearers = arrays.bearers
    mine = np.flatnonzero(bearers.role == role)
    found: dict[tuple[int, int, int], list[int]] = {}
    for row in mine.tolist():
        key = (int(bearers.duty[row]), int(bearers.organization[row]), int(bearers.responsibility[row]))
        found.setdefault(key, []).append(int(bearers.function[row]))
    items = tuple(_item(arrays, role, *key, sorted(functions)) for key, functions in sorted(found.items()))
    organizations = arrays.chain.tables["organizations"]
    owner = int(arrays.chain.role_organization[role])
    name = organizations.column("name")[owner] if owner >= 0 else value.organization
    return DutyList(role=value.id, title=value.title or kind.label.zh, organization=name, items=items)


def _item(  # noqa: PLR0913 - one row, spelled out
    arrays: CascadeArrays, role: int, duty: int, organization: int, responsibility: int, functions: list[int]
) -> DutyItem:
    value = arrays.duties.values[duty]
    names = arrays.chain.tables["organizations"].column("name")
    line = arrays.hierarchy.line
    below = arrays.hierarchy.line_children(organization)
    below = below[arrays.received[duty, below]]
    wording, cycle, standard = _own_words(arrays, duty, organization)
    return DutyItem(
        duty=value.id,
        title=value.title,
        functions=tuple(FUNCTIONS[code] for code in functions),
        responsibility=RESPONSIBILITIES[responsibility],
        wording=wording or value.what or value.title,
        received_from=names[line[organization]] if arrays.received[duty, organization] else None,
        handed_to=tuple(names[row] for row in below.tolist()),
        standard=standard or value.standard,
        check=value.check,
        indicator=value.indicator,
        cycle=cycle or value.cycle,
        due=value.due,
        declared=_declares(arrays, role, duty, organization),
        required=bool(arrays.duties.required[duty]),
    )


def _own_words(
    arrays: CascadeArrays, duty: int, organization: int
) -> tuple[str | None, str | None, str | None]:
    rows = arrays.rows
    table = arrays.chain.tables["assignments"]
    here = rows.of(duty, organization)
    here = here[~rows.by_class[here]]
    found: list[str | None] = []
    for name in ("wording", "cycle", "standard"):
        column = table.column(name)
        found.append(next((column[row] for row in rows.row[here].tolist() if column[row]), None))
    return found[0], found[1], found[2]


def _declares(arrays: CascadeArrays, role: int, duty: int, organization: int) -> bool:
    rows = arrays.rows
    return bool((rows.role[rows.of(duty, organization)] == role).any())
