"""Headers: which column each header of a table means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import frozen

from dangjian_chain.errors import Problem, nearest
from dangjian_chain.formats.sheet import Sheet, or_else, problem
from dangjian_chain.formats.words import words
from dangjian_chain.model.column import Column, columns_of
from dangjian_chain.model.document import COLLECTIONS

_BRACKETS = str.maketrans("（）", "()")
_UNITS = re.compile(r"\((?:人|分|名|个|%|项)\)")
_MARKS = re.compile(r"[\s:：]")


@frozen
class Meaning:
    """
    What a header means.

    Parameters
    ----------
    use : str
        `column`, `last-day` (a period's end that states the last day in force),
        `holder`, `post` (kinds of roles, whose cells hold holders) or `unread`.
    column : Column, optional
    posts : tuple of str
        The kinds of roles.
    """

    use: str
    column: Column | None = None
    posts: tuple[str, ...] = ()


def normal_header(header: str) -> str:
    """
    Return a header as it is compared.

    Examples
    --------
    >>> normal_header("其中：正式党员 （人）"), normal_header("截止日（含）")
    ('正式党员', '截止日(含)')
    """
    return _UNITS.sub("", _MARKS.sub("", header.translate(_BRACKETS))).replace("其中", "")


def ids_of_names(sheet: Sheet, meanings: Sequence[tuple[int, Meaning]]) -> tuple[int, Meaning] | None:
    """Return the header of names that serves as ids where a table has names and no ids."""
    name = {"organizations": "name", "duties": "title"}.get(sheet.collection)
    held = {meaning.column.name: place for place, meaning in meanings if meaning.column is not None}
    if not sheet.is_table or name not in held or "id" in held:
        return None
    return held[name], Meaning("column", _columns(sheet.collection)["id"])


@cache
def _columns(collection: str) -> Mapping[str, Column]:
    return {column.name: column for column in columns_of(COLLECTIONS[collection])}


@cache
def _meanings(collection: str) -> Mapping[str, Meaning]:
    """Return what headers mean, by their normal form: our names before Chinese ones before those left unread."""
    data = words("headers")
    columns = _columns(collection)
    found = dict.fromkeys(
        (header for several in data["unread"].values() for header in several), Meaning("unread")
    )
    for name, several in data["columns"].get(collection, {}).items():
        meaning = Meaning("holder") if name == "holder" else Meaning("column", columns[name])
        found |= dict.fromkeys(several, meaning)
    ends = columns.get("until") or columns.get("valid_to")
    if ends is not None:
        found |= dict.fromkeys(data["last_day"].get(collection, ()), Meaning("last-day", ends))
    found |= {column.zh: Meaning("column", column) for column in columns.values()}
    found |= {name: Meaning("column", column) for name, column in columns.items()}
    if collection == "roles":
        found["holder"] = Meaning("holder")
    return {normal_header(header): meaning for header, meaning in found.items()}


def known_meanings(
    collection: str, headers: Sequence[object], posts: Mapping[str, str]
) -> dict[int, Meaning]:
    """Return by position what those of the headers mean that are known; nobody is blamed for the others."""
    may_be_posts = posts if collection == "organizations" else {}
    found = {
        position: _meaning(collection, header, may_be_posts)
        for position, header in enumerate(headers)
        if isinstance(header, str) and header.strip()
    }
    return {position: meaning for position, meaning in found.items() if meaning is not None}


@cache
def two_posts() -> Mapping[str, tuple[str, ...]]:
    """Return the headers that are two posts of one person, with the kinds of both."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, several in words("values")["two_posts"].items():
        for header in several:
            found[header] = (*found.get(header, ()), kind)
    return found


def resolved(
    sheet: Sheet, posts: Mapping[str, str], *, wide: bool | None, renamed: Mapping[str, str]
) -> tuple[list[tuple[int, Meaning]], list[Problem]]:
    """
    Return what the headers of a sheet mean, with their positions, and what is wrong with them.

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
    may_be_posts = posts if sheet.collection == "organizations" and wide is not False else {}
    found: list[tuple[int, Meaning]] = []
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for position, header in enumerate(sheet.headers):
        if not header.strip() and not any(map(_is_filled, sheet.cells[position])):
            continue
        meaning = _meaning(sheet.collection, renamed.get(header, header), may_be_posts)
        if meaning is None:
            problems.append(_unknown(sheet, position, may_be_posts))
            continue
        what = meaning.column.name if meaning.column is not None else meaning.use
        if what in taken and what not in {"unread", "post"}:
            problems.append(_twice(sheet, position, taken[what]))
        taken[what] = header
        found.append((position, meaning))
    return found, problems


def _meaning(collection: str, header: str, posts: Mapping[str, str]) -> Meaning | None:
    normal = normal_header(header)
    known = _meanings(collection)
    meaning = known.get(normal, known.get(normal.casefold()))
    if meaning is None and posts:
        kinds = two_posts().get(normal) or ((posts[normal],) if normal in posts else ())
        meaning = Meaning("post", posts=kinds) if kinds else None
    return meaning


def _is_filled(raw: object) -> bool:
    return raw is not None and (not isinstance(raw, str) or bool(raw.strip()))


def _unknown(sheet: Sheet, position: int, posts: Mapping[str, str]) -> Problem:
    header = sheet.headers[position]
    place = sheet.spot(-1, position)
    if not header.strip():
        zh, en = "这一列有内容而没有表头", "this column has cells and no header"
        return problem("unknown-column", place, zh, en)
    near = nearest(normal_header(header), [*_meanings(sheet.collection), *posts])
    said = or_else(near, f"不认识的列“{header}”", f"unknown column {header!r}")
    return Problem("unknown-column", place, said)


def _twice(sheet: Sheet, position: int, other: str) -> Problem:
    header = sheet.headers[position]
    zh, en = f"列“{header}”与“{other}”是同一项", f"the columns {header!r} and {other!r} are one"
    return problem("duplicate-column", sheet.spot(-1, position), zh, en)
