"""How a caller wants documents read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from attrs import field, frozen, validators

from dangjian_chain.errors import ChainError, nearest
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS

Duplicates = Literal["refuse", "keep-first"]
BadRows = Literal["refuse", "set-aside"]


def _mapping(value: Mapping[Any, Any] | None) -> dict[Any, Any]:
    return dict(value or {})


class UnknownColumnError(ChainError, ValueError):
    """An option speaks of a column that a collection does not have."""

    def __init__(self, collection: str, column: str, near: Sequence[str]) -> None:
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(f"columns: {collection} has no column {column!r}{hint}")


@frozen
class ReadOptions:
    """
    Options of every reader.

    Parameters
    ----------
    duplicates : {"refuse", "keep-first"}
        Whether a second row of one id is an error, or left out and spoken of as DJ907.
    bad_rows : {"refuse", "set-aside"}
        Whether an unreadable row is an error, or left out and spoken of as DJ908.
    columns : mapping
        Headers of the source that mean columns of ours (`{"dwmc": "name"}`, or the
        other way round), flat or by collection.
    kinds : mapping
        Codes of the source that mean kinds of ours (`{"01": "committee"}`), flat or by collection.
    roots : sequence
        Values of `superior` that mean there is none.
    code_levels : sequence of int, or str
        Where the id says the hierarchy: its length at each level (`(3, 6, 9)`), the
        widths of its segments (`(4, 2, 2)`), or the mark between them (`"."`).
    wide : bool, optional
        Whether kinds of roles may be columns of organizations; `None` recognizes them.
    """

    duplicates: Duplicates = field(default="refuse", validator=validators.in_(("refuse", "keep-first")))
    bad_rows: BadRows = field(default="refuse", validator=validators.in_(("refuse", "set-aside")))
    columns: Mapping[str, Any] = field(factory=dict, converter=_mapping)
    kinds: Mapping[Any, Any] = field(factory=dict, converter=_mapping)
    roots: Sequence[object] = ("",)
    code_levels: Sequence[int] | str | None = None
    wide: bool | None = None

    def renamed(self, collection: str, headers: Sequence[str]) -> dict[str, str]:
        """
        Return our column for each header that `columns` renames.

        Raises
        ------
        UnknownColumnError
            If a header of the source is to mean a column that we do not have.
        """
        ours = {column.name for column in columns_of(COLLECTIONS[collection])} | {"holder"}
        found: dict[str, str] = {}
        for name, other in self._of(self.columns, collection).items():
            if name in headers and (str(other) in ours or str(other) not in headers):
                header, column = name, str(other)
            elif str(other) in headers:
                header, column = str(other), name
            else:
                continue  # a column of another frame, or one that this frame lacks
            if column not in ours:
                raise UnknownColumnError(collection, column, nearest(column, ours))
            found[header] = column
        return found

    def kinds_of(self, collection: str) -> dict[str, str]:
        """Return the kinds that `kinds` gives for a collection, by code."""
        return {str(code): str(kind) for code, kind in self._of(self.kinds, collection).items()}

    @staticmethod
    def _of(mapping: Mapping[Any, Any], collection: str) -> dict[Any, Any]:
        flat = {name: value for name, value in mapping.items() if not isinstance(value, Mapping)}
        own = mapping.get(collection)
        return {**flat, **own} if isinstance(own, Mapping) else flat
