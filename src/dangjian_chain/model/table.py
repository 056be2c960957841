"""Tables: the rows of one collection, kept as columns; values are made when asked for."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np

from dangjian_chain.errors import ChainError, UnknownNameError
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.keys import KEYS, numbered
from dangjian_chain.typing import Bools, Objects, Positions

T = TypeVar("T")

_NONE: Any = None


class Places:
    """
    Where rows were read: a source, or one for each row, and a line or row number for each.

    Examples
    --------
    >>> Places("roles.csv", [2, 3])[1]
    'roles.csv:3'
    """

    def __init__(
        self, source: str | Sequence[str] | Objects, rows: Sequence[int] | np.ndarray[Any, Any]
    ) -> None:
        self.source: str | Objects = source if isinstance(source, str) else _objects(source)
        self.rows = np.asarray(rows, dtype=np.int64)

    def __getitem__(self, position: int) -> str:
        source = self.source if isinstance(self.source, str) else self.source[position]
        return f"{source}:{self.rows[position]}"

    def take(self, rows: Sequence[int] | np.ndarray[Any, Any]) -> Places:
        """Return the places of some rows."""
        chosen = np.asarray(rows, dtype=np.int64)
        source = self.source if isinstance(self.source, str) else self.source[chosen]
        return Places(source, self.rows[chosen])


class DuplicateIdError(ChainError, ValueError):
    """Two values of one collection have the same id."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(f"duplicate ids: {', '.join(map(repr, ids[:10]))}")


class Table(Generic[T]):
    """
    All rows of one collection, in the code-point order of their ids.

    Parameters
    ----------
    make : type
        The class of the values.
    ids : sequence of str
        In order, without repetition; keys made from the content where the
        collection has no ids of its own.
    columns : mapping of str to sequence
        By attribute, each as long as `ids`; an attribute left out holds its default.
    places : Places, optional
        Where each row was read; no part of its content.
    """

    def __init__(
        self, make: type[T], ids: Sequence[str], columns: Mapping[str, Objects], places: Places | None = None
    ) -> None:
        self.make = make
        self.ids = ids
        self.columns = columns
        self.places = places
        self._references: dict[str, tuple[Table[Any], Positions]] = {}
        self._defaults: dict[str, Objects] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of_columns(
        cls, make: type[T], columns: Mapping[str, Sequence[Any] | Objects], places: Places | None = None
    ) -> Table[T]:
        """Return the table of columns in any order of rows; raise on ids that repeat."""
        order_of = {column.attribute: place for place, column in enumerate(columns_of(make))}
        held = {name: _objects(columns[name]) for name in sorted(columns, key=order_of.__getitem__)}
        count = len(next(iter(held.values()))) if held else 0
        keys = _keys(make, held, count)
        if all(map(str.__lt__, keys, keys[1:])):
            return cls(make, keys, _named(keys, held), places)
        order = np.array(sorted(range(count), key=keys.__getitem__), dtype=np.intp)
        keys = list(map(keys.__getitem__, order.tolist()))
        if any(map(operator.eq, keys, keys[1:])):
            raise DuplicateIdError([one for one, other in itertools.pairwise(keys) if one == other])
        taken = {name: values[order] for name, values in held.items()}
        return cls(make, keys, _named(keys, taken), places and places.take(order))

    @classmethod
    def of_values(cls, make: type[T], values: Iterable[T]) -> Table[T]:
        """Return the table of values in any order."""
        rows = list(values)
        columns = {
            column.attribute: [getattr(row, column.attribute) for row in rows] for column in columns_of(make)
        }
        return cls.of_columns(
            make, {name: cells for name, cells in columns.items() if _is_filled(make, name, cells)}
        )

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each id stands."""
        return dict(zip(self.ids, range(len(self.ids)), strict=True))

    def position(self, id_: str) -> int:
        """Return where a row stands; raise `UnknownNameError` on an unknown id."""
        found = self.positions.get(id_, -1)
        if found < 0:
            raise self.unknown(id_)
        return found

    def unknown(self, id_: str) -> UnknownNameError:
        """Return the error that there is no such row, with the nearest ids, found by id or by name."""
        label = next((name for name in ("name", "title") if name in self.columns), None)
        called: dict[str, list[str]] = {}
        if label is not None:
            for name, of_name in zip(self.columns[label], self.ids, strict=True):
                called.setdefault(name, []).append(of_name)
        return UnknownNameError(self.make.__name__.lower(), id_, self.ids, called)

    def find(self, ids: Iterable[str | None]) -> list[int]:
        """Return the position of each id, -1 for one that is not here or is `None`."""
        get = self.positions.get
        return [get(id_, -1) for id_ in ids]  # type: ignore[arg-type]

    def references(self, attribute: str, target: Table[Any]) -> Positions:
        """
        Return where what each row names stands in another table, shape (len(self),); read-only.

        -1 where a row names nothing, or what is not there. Kept, for a table
        never changes and every analysis asks again.
        """
        held, positions = self._references.get(attribute, (None, None))
        if positions is None or held is not target:
            found = map(target.positions.get, self.column(attribute), itertools.repeat(-1))
            positions = np.fromiter(found, dtype=np.int32, count=len(self))
            positions.setflags(write=False)
            self._references[attribute] = target, positions
        return positions

    def column(self, attribute: str) -> Objects:
        """Return a column by attribute; where the table has none, its default throughout, kept and read-only."""
        held = self.columns.get(attribute)
        if held is None:
            held = self._defaults.get(attribute)
        if held is None:
            held = self._defaults[attribute] = self._filled(attribute)
        return held

    def _filled(self, attribute: str) -> Objects:
        default = next(column.default for column in columns_of(self.make) if column.attribute == attribute)
        filled = _objects(self.ids) if attribute == "name" else np.empty(len(self), dtype=object)
        if attribute != "name":
            filled.fill(default)
        filled.setflags(write=False)
        return filled

    def has(self, attribute: str) -> bool:
        """Whether any row states this."""
        held = self.columns.get(attribute)
        return held is not None and any(value is not None and value != () for value in held)

    def flagged(self, attribute: str) -> Bools:
        """Mark the rows that enter a flag as yes; shape (n,)."""
        held = self.columns.get(attribute)
        if held is None:
            return np.zeros(len(self), dtype=bool)
        marked: Bools = np.equal(held, True).astype(bool)  # noqa: FBT003 - a comparison of each that numpy makes in C
        return marked

    def value(self, position: int) -> T:
        """Return one row as a value."""
        made: Callable[..., T] = self.make
        return made(**{name: values[position] for name, values in self.columns.items()})

    def take(self, rows: Sequence[int] | np.ndarray[Any, Any]) -> Table[T]:
        """Return the table of some rows, in their order here."""
        return Table(
            self.make,
            [self.ids[row] for row in rows],
            {name: values[rows] for name, values in self.columns.items()},
            self.places and self.places.take(rows),
        )

    def with_columns(self, columns: Mapping[str, Sequence[Any] | Objects]) -> Table[T]:
        """Return the table with other columns in place of its own; keys are made anew."""
        return Table.of_columns(self.make, {**self.columns, **columns}, self.places)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        if self.make is not other.make or len(self) != len(other) or list(self.ids) != list(other.ids):
            return False
        return all(
            list(self.column(column.attribute)) == list(other.column(column.attribute))
            for column in columns_of(self.make)
            if column.attribute in self.columns or column.attribute in other.columns
        )

    __hash__ = None  # type: ignore[assignment]


def is_stated(values: Objects) -> Bools:
    """Mark the values of a column that are not `None`; a comparison of each that numpy makes in C."""
    found: Bools = np.not_equal(values, _NONE)
    return found


def _objects(values: Sequence[Any] | Objects) -> Objects:
    if isinstance(values, np.ndarray):
        return values
    held = np.empty(len(values), dtype=object)
    held[:] = values
    return held


def _is_filled(make: type, attribute: str, cells: Sequence[Any]) -> bool:
    column = next(column for column in columns_of(make) if column.attribute == attribute)
    return column.required or any(cell != column.default for cell in cells)


def _named(keys: Sequence[str], columns: dict[str, Objects]) -> dict[str, Objects]:
    """Fill blank names with ids, where the collection has names."""
    names = columns.get("name")
    if names is not None and not is_stated(names).all():
        columns["name"] = _objects([name or id_ for name, id_ in zip(names, keys, strict=True)])
    return columns


def _keys(make: type, columns: Mapping[str, Objects], count: int) -> list[str]:
    made = KEYS.get(make)
    if made is None:
        return list(columns["id"]) if "id" in columns else []
    blank = [None] * count
    keys = made({column.attribute: columns.get(column.attribute, blank) for column in columns_of(make)})
    return numbered(keys, columns)
