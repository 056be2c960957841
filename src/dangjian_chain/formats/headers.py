"""Headers: which column each header of a table means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from attrs import frozen

from dangjian_chain.errors import Problem, nearest
from dangjian_chain.formats.sheet import Sheet, problem
from dangjian_chain.formats.words import words
from dangjian_chain.model.column import Column, columns_of
from dangjian_chain.model.document import COLLECTIONS

_UNITS = re.compile(r"[（(](?:人|分|名|个|%|项)[）)]")
_MARKS = re.compile(r"[\s:：]|其中")


@frozen
class Meaning:
    """
    What a header means.

    Parameters
    ----------
    use : str
        `column`, `last-day` (a period's end that states the last day in force),
        `holder`, `post` (a kind of role, whose cells hold holders) or `unread`.
    column : Column, optional
    post : str
        The kind of role.
    """

    use: str
    column: Column | None = None
    post: str = ""


def normal_header(header: str) -> str:
    """
    Return a header as it is compared.

    Examples
    --------
    >>> normal_header("其中：正式党员 （人）")
    '正式党员'
    """
    return _MARKS.sub("", _UNITS.sub("", header.strip()))


@cache
def _meanings(collection: str) -> dict[str, Meaning]:
    data = words("headers")
    columns = {column.name: column for column in columns_of(COLLECTIONS[collection])}
    found = {
        normal_header(header): Meaning("unread") for several in data["unread"].values() for header in several
    }
    for name, several in data["columns"].get(collection, {}).items():
        meaning = Meaning("holder") if name == "holder" else Meaning("column", columns[name])
        found |= {normal_header(header): meaning for header in several}
    ends = columns.get("until") or columns.get("valid_to")
    if ends is not None:
        found |= {
            normal_header(header): Meaning("last-day", ends)
            for header in data["last_day"].get(collection, ())
        }
    found |= {normal_header(column.zh): Meaning("column", column) for column in columns.values()}
    found |= {name: Meaning("column", column) for name, column in columns.items()}
    if collection == "roles":
        found["holder"] = Meaning("holder")
    return found


def resolved(
    sheet: Sheet, posts: Mapping[str, str], *, wide: bool | None, renamed: Mapping[str, str]
) -> tuple[dict[int, Meaning], list[Problem]]:
    """
    Return what each header of a sheet means, by position, and what none does.

    Parameters
    ----------
    sheet : Sheet
    posts : mapping of str to str
        Kinds of roles by every word for them.
    wide : bool or None
        Whether posts may be columns of organizations; `None` recognizes them.
    renamed : mapping of str to str
        Headers that the caller says are ours.
    """
    known = _meanings(sheet.collection)
    found: dict[int, Meaning] = {}
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    may_be_wide = sheet.collection == "organizations" and wide is not False
    for position, header in enumerate(sheet.headers):
        ours = renamed.get(header, header)
        meaning = known.get(ours) or (
            known.get(normal_header(ours)) if sheet.is_table or ours is not header else None
        )
        if not sheet.is_table and meaning is None:
            meaning = known.get(normal_header(ours))
        if meaning is None and may_be_wide and normal_header(ours) in posts:
            meaning = Meaning("post", post=posts[normal_header(ours)])
        if meaning is None:
            problems.append(_unknown(sheet, position, known, posts if may_be_wide else {}))
            continue
        if meaning.column is not None:
            if meaning.column.name in taken:
                problems.append(_twice(sheet, position, taken[meaning.column.name]))
            taken[meaning.column.name] = header
        found[position] = meaning
    return found, problems


def _unknown(sheet: Sheet, position: int, known: Mapping[str, Meaning], posts: Mapping[str, str]) -> Problem:
    header = sheet.headers[position]
    place = sheet.spot(-1, position)
    if not header.strip():
        return problem(
            "unknown-column", place, "这一列有内容而没有表头", "this column has cells and no header"
        )
    near = nearest(normal_header(header), [*known, *posts])
    return problem(
        "unknown-column",
        place,
        f"不认识的列“{header}”" + (f"，是否为{'、'.join(near)}" if near else ""),
        f"unknown column {header!r}" + (f"; did you mean {', '.join(near)}?" if near else ""),
    )


def _twice(sheet: Sheet, position: int, other: str) -> Problem:
    header = sheet.headers[position]
    return problem(
        "duplicate-column",
        sheet.spot(-1, position),
        f"列“{header}”与“{other}”是同一项",
        f"the columns {header!r} and {other!r} are one",
    )
