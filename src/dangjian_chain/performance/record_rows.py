"""The records of a chain up to its day as columns: kinds, organizations and days of all rows at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.period import earliest, latest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.table import Table
    from dangjian_chain.period import Day
    from dangjian_chain.typing import Bools, Positions

    Ordinals = NDArray[np.int64]


class RecordRows:
    """
    The r records of a chain as columns; for analyses, not public.

    A row is *seen* where its organization is known and it is not surely after the day.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self.table: Table[Any] = arrays.tables["records"]
        self.organization: Positions = self.table.references("organization", arrays.tables["organizations"])
        """The organization of each record, -1 where it is unknown; shape (r,)."""
        self._day = (arrays.day or date.max).toordinal()
        self._of: dict[RecordKind, Bools] = {}
        self._distinct: dict[str, tuple[list[Any], Positions]] = {}

    def _ordinals(self, of: Callable[[Day], date]) -> Ordinals:
        days, codes = self.distinct("on")
        return np.array([of(day).toordinal() for day in days], dtype=np.int64)[codes]

    @cached_property
    def first(self) -> Ordinals:
        """The first day that each record can mean, as its ordinal; shape (r,)."""
        return self._ordinals(earliest)

    @cached_property
    def last(self) -> Ordinals:
        """The last day that each record can mean, as its ordinal; shape (r,)."""
        return self._ordinals(latest)

    @cached_property
    def seen(self) -> Bools:
        """Whether the organization is known and the day not after the one asked; shape (r,)."""
        return (self.organization >= 0) & (self.first <= self._day)

    def of(self, *kinds: RecordKind) -> Bools:
        """Return the rows seen that are of one of some kinds; shape (r,)."""
        found = np.zeros(len(self.table), dtype=bool)
        for kind in kinds:
            if kind not in self._of:
                # A comparison of each that numpy makes in C.
                self._of[kind] = np.equal(self.table.column("kind"), kind).astype(bool)
            found |= self._of[kind]
        return found & self.seen

    def distinct(self, attribute: str) -> tuple[list[Any], Positions]:
        """Return the distinct cells of a column, and which of them each row holds, found once; shape (r,)."""
        if attribute not in self._distinct:
            cells = self.table.column(attribute).tolist()
            known = dict.fromkeys(cells)
            codes = dict(zip(known, range(len(known)), strict=True))
            found = np.fromiter(map(codes.__getitem__, cells), dtype=np.int32, count=len(cells))
            self._distinct[attribute] = list(known), found
        return self._distinct[attribute]
