"""The header row of a sheet that is looked at again: which of our columns stand where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from dangjian_chain.formats.document_source import collection_names
from dangjian_chain.formats.headers import Meaning, known_meanings
from dangjian_chain.formats.office.forms import post_kinds
from dangjian_chain.formats.office.tables import Headers, headers_in
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.document import COLLECTIONS

LOOKED_AT = 20
"""In how many rows from the top headers are looked for."""

_OURS = {
    "bearer": ("organization", "performed_by"),
    "unit": ("organization",),
    "department": ("organization",),
    "role": ("role", "bearers"),
    "responsibility": ("responsibility",),
    "person": ("person", "holder"),
    "what": ("what", "wording"),
    "contacts": ("portfolio",),
}
"""The columns of ours that a field of an office's table comes to, where it has another name."""

_TELLING = ("name", "title", "id", "duty", "role", "organization")


@frozen
class HeaderRow:
    """
    A row of headers, with what they mean.

    Parameters
    ----------
    row : int
        Its position, from 0.
    columns : mapping of str to int
        The position of each of our columns, `holder` among them.
    posts : mapping of str to int
        The position of each kind of role that stands as a column.
    """

    row: int
    columns: Mapping[str, int]
    posts: Mapping[str, int]

    def asked(self, columns: Iterable[str], post: str = "") -> int | None:
        """Return the position of a post, else of the first column that is there; `None` where none is."""
        wanted = [self.posts.get(post), *map(self.columns.get, columns)]
        return next((position for position in wanted if position is not None), None)

    def naming(self) -> list[int]:
        """Return the positions of the columns that say which row it is, the most telling first."""
        return [self.columns[name] for name in _TELLING if name in self.columns]


def header_row(title: str, rows: Sequence[Sequence[object]]) -> HeaderRow | None:
    """
    Return the header row of a sheet; `None` where no header is known.

    Parameters
    ----------
    title : str
        The name of the sheet.
    rows : sequence of sequence
        Its first rows.

    Examples
    --------
    >>> found = header_row("组织", [["党组织名册", None], ["党组织名称", "上级党组织"], ["一支部", "党委"]])
    >>> found.row, dict(found.columns)
    (1, {'name': 0, 'superior': 1})
    """
    named = collection_names().get(title.strip().casefold())
    collections = [named] if named is not None else list(COLLECTIONS)
    posts = lookup("role_kinds")
    best: tuple[int, dict[int, Meaning]] = (0, {})
    for collection in collections:
        for row, headers in enumerate(rows[:LOOKED_AT]):
            found = known_meanings(collection, headers, posts)
            if len(found) > len(best[1]):
                best = (row, found)
    office = headers_in(rows[:LOOKED_AT])
    read = sum(meaning.use != "unread" for meaning in best[1].values())
    if office is not None and len(office.fields) + (named is None) > read:
        return _of_office(office)
    return _header_row(*best) if best[1] else None


def _of_office(found: Headers) -> HeaderRow:
    """Return the headers of a table as an office keeps it, by the columns of ours that they come to."""
    columns: dict[str, int] = {}
    posts: dict[str, int] = {}
    for position, name in found.fields.items():
        posts |= {kind: position for kind in post_kinds(name) if kind not in posts}
        for ours in _OURS.get(name, (name,)):
            columns.setdefault(ours, position)
    return HeaderRow(found.row, {name: place for name, place in columns.items() if ":" not in name}, posts)


def _header_row(row: int, meanings: Mapping[int, Meaning]) -> HeaderRow:
    columns = {
        meaning.use if meaning.column is None else meaning.column.name: position
        for position, meaning in sorted(meanings.items(), reverse=True)
        if meaning.use not in {"post", "unread"}
    }
    posts = {kind: position for position, meaning in meanings.items() for kind in meaning.posts}
    return HeaderRow(row, dict(sorted(columns.items(), key=lambda item: item[1])), posts)
