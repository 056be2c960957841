"""Collections: immutable mappings from id to value over a table of columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.table import Table

if TYPE_CHECKING:
    from dangjian_chain.typing import Bools, Objects

T = TypeVar("T")


class Collection(Mapping[str, T], Generic[T]):
    """
    The values of one collection, by id, in the code-point order of ids.

    It is a read-only mapping that can also hand out a column as an array.
    Values are made when asked for, so a million rows cost a million rows of
    columns and no objects. It is not a data frame: no joins, no grouping.

    Examples
    --------
    >>> from dangjian_chain import Organization, ResponsibilityChain
    >>> chain = ResponsibilityChain(organizations=[Organization("D1", members=160), Organization("D1-01")])
    >>> list(chain.organizations), chain.organizations.column("members").tolist()
    (['D1', 'D1-01'], [160, None])
    """

    __slots__ = ("_mask", "_table")

    def __init__(self, table: Table[T], mask: Bools | None = None) -> None:
        self._table = table
        self._mask = mask

    def __getitem__(self, id: str) -> T:  # noqa: A002 - the word users know
        position = self._table.positions.get(id, -1)
        if position < 0 or (self._mask is not None and not self._mask[position]):
            raise self._table.unknown(id)
        return self._table.value(position)

    def __contains__(self, id: object) -> bool:  # noqa: A002
        position = self._table.positions.get(id, -1) if isinstance(id, str) else -1
        return position >= 0 and (self._mask is None or bool(self._mask[position]))

    def __len__(self) -> int:
        return len(self._table) if self._mask is None else int(self._mask.sum())

    def __iter__(self) -> Iterator[str]:
        ids = self._table.ids
        return iter(ids) if self._mask is None else (ids[row] for row in self.positions)

    @property
    def positions(self) -> np.ndarray[Any, Any]:
        """Where its rows stand in the chain's full table, ascending."""
        return np.arange(len(self._table)) if self._mask is None else np.flatnonzero(self._mask)

    def column(self, name: str) -> Objects:
        """
        Return one column as an array of Python values, `None` where nothing is entered.

        Parameters
        ----------
        name : str
            A column's name, as in files.

        Returns
        -------
        ndarray of object, shape (len(self),)
            In the order of iteration.

        Raises
        ------
        UnknownNameError
            If the collection has no such column.
        """
        known = {column.name: column.attribute for column in columns_of(self._table.make)}
        if name not in known:
            raise UnknownNameError("column", name, known)
        values = self._table.column(known[name])
        return values.copy() if self._mask is None else values[self._mask]

    def where(self, mask: Bools) -> Collection[T]:
        """Return the sub-collection of the rows that `mask`, as long as this, marks."""
        whole = np.zeros(len(self._table), dtype=bool)
        whole[self.positions[np.asarray(mask, dtype=bool)]] = True
        return Collection(self._table, whole)

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return the collection as a data frame: its columns, one row a value."""
        from dangjian_chain.frame import frame_of  # noqa: PLC0415 - an extra, loaded when asked for

        return frame_of(
            {
                column.name: [_plain(value) for value in self.column(column.name)]
                for column in columns_of(self._table.make)
            },
            backend,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Collection):
            return NotImplemented
        return bool(self._table.take(self.positions) == other._table.take(other.positions))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Collection of {len(self)} {self._table.make.__name__}>"


def _plain(value: object) -> object:
    """Return a value as a frame or a file holds it."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value) or None
