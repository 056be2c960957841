"""Counts: records as groups that are alike, whether read one by one or aggregated where they lie."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import Outcome, RecordKind
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.grades import is_failing
from dangjian_chain.period import earliest, latest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.typing import Bools, Objects, Positions

    Ordinals = NDArray[np.int64]

EVERY = -1
"""In place of a subordinate: all of them."""
NOWHERE = -2
"""In place of a subordinate: one that the chain does not know."""
KINDS = tuple(RecordKind)
"""The kinds of records, in the order of their codes."""

T = TypeVar("T")


@frozen(eq=False)
class Counts:
    """
    Records of a chain up to its day, in c groups of records that are alike.

    Parameters
    ----------
    kind : int8 array, shape (c,)
        Positions in `KINDS`.
    organization : int32 array, shape (c,)
        Positions; groups of organizations that the chain does not know are left out.
    subordinate : int32 array, shape (c,)
        Positions, `EVERY` for a blank, `NOWHERE` for one that is not known.
    by : int32 array, shape (c,)
        The organization named as the one that appraised or checked, -1 for none that is known.
    duty : int32 array, shape (c,)
        Positions in `duties`.
    duties : tuple of tuple of str
        The distinct lists of duty ids; an empty one stands for all duties.
    first, last : int64 arrays, shape (c,)
        The ordinals of the days that the date can mean; all records of a group lie on the same
        side of every day that an analysis divides by.
    meant_start, meant_end : int64 arrays, shape (c,)
        The period that the record states, as ordinals, the end not included; 0 where it states none.
    failing : bool array, shape (c,)
        Whether it says that it failed.
    count, evidenced : int64 arrays, shape (c,)
        How many records it is, and how many of them name their evidence.
    left_out : int
        Records that could not be counted: of an unknown organization or kind, or without a day.
    """

    kind: NDArray[np.int8]
    organization: Positions
    subordinate: Positions
    by: Positions
    duty: Positions
    duties: tuple[tuple[str, ...], ...]
    first: Ordinals
    last: Ordinals
    meant_start: Ordinals
    meant_end: Ordinals
    failing: Bools
    count: Ordinals
    evidenced: Ordinals
    left_out: int = 0

    def of_kinds(self, *kinds: RecordKind) -> Counts:
        """Return the groups of some kinds."""
        return self.take(np.isin(self.kind, [KINDS.index(kind) for kind in kinds]))

    def take(self, chosen: Bools) -> Counts:
        """Return the groups that a mask marks."""
        columns = {
            field.name: getattr(self, field.name)[chosen]
            for field in attrs.fields(Counts)
            if field.name not in {"duties", "left_out"}
        }
        return attrs.evolve(self, **columns)

    def and_(self, other: Counts) -> Counts:
        """Return these groups and others."""
        columns = {
            field.name: np.concatenate([getattr(self, field.name), getattr(other, field.name)])
            for field in attrs.fields(Counts)
            if field.name not in {"duties", "duty", "left_out"}
        }
        return Counts(
            duty=np.concatenate([self.duty, other.duty + len(self.duties)]).astype(np.int32),
            duties=(*self.duties, *other.duties),
            left_out=self.left_out + other.left_out,
            **columns,
        )


def counts_of(arrays: ChainArrays) -> Counts:
    """
    Return the records of a chain up to its day, each as a group of its own.

    Records dated after the day are left aside (DJ902 speaks of them).
    """
    table, organizations = arrays.tables["records"], arrays.tables["organizations"]
    day = (arrays.day or date.max).toordinal()
    column = table.column
    first = _mapped(column("on"), lambda on: earliest(on).toordinal())
    last = _mapped(column("on"), lambda on: latest(on).toordinal())
    organization = table.references("organization", organizations)
    kept = np.flatnonzero((organization >= 0) & (first <= day))
    duties, duty = _coded(tuple(cell or ()) for cell in column("duty")[kept])
    meant = {words: _meant(words) for words in set(column("period")[kept].tolist())}
    outcome = _mapped(column("outcome")[kept], lambda word: word == Outcome.FAILED, bool)
    return Counts(
        kind=_mapped(column("kind")[kept], KINDS.index, np.int8),
        organization=organization[kept],
        subordinate=positions(column("subordinate")[kept], organizations.positions, NOWHERE),
        by=positions(column("by")[kept], organizations.positions, -1),
        duty=duty,
        duties=duties,
        first=first[kept],
        last=np.minimum(last[kept], day),
        meant_start=_mapped(column("period")[kept], lambda words: meant[words][0]),
        meant_end=_mapped(column("period")[kept], lambda words: meant[words][1]),
        failing=outcome
        | _mapped(column("grade")[kept], lambda grade: grade is not None and is_failing(grade), bool),
        count=np.ones(len(kept), dtype=np.int64),
        evidenced=_mapped(column("evidence")[kept], lambda evidence: evidence is not None),
        left_out=int((organization < 0).sum()),
    )


def positions(named: Iterable[str | None], known: Any, unknown: int) -> Positions:  # noqa: ANN401 - a mapping of ids
    """Return the positions of ids, `EVERY` for a blank."""
    every = list(named)
    return np.fromiter(
        (EVERY if name is None else known.get(name, unknown) for name in every),
        dtype=np.int32,
        count=len(every),
    )


def _meant(words: str | None) -> tuple[int, int]:
    """Return the period that words state as ordinals, 0 and 0 where they state none."""
    meant = None if words is None else stated_period(words)
    if meant is None or meant.start is None or meant.end is None:
        return 0, 0
    return earliest(meant.start).toordinal(), latest(meant.end).toordinal()


def _mapped(cells: Objects, of: Callable[[Any], Any], kind: Any = np.int64) -> Any:  # noqa: ANN401 - an array of that type
    """Return a function of each cell; each distinct cell is looked at once."""
    every = cells.tolist()
    known = {cell: of(cell) for cell in set(every)}
    return np.fromiter(map(known.__getitem__, every), dtype=kind, count=len(every))


def _coded(cells: Iterable[Hashable]) -> tuple[tuple[Any, ...], Positions]:
    """Return the distinct cells, and which each is."""
    codes: dict[Hashable, int] = {}
    found = np.array([codes.setdefault(cell, len(codes)) for cell in cells], dtype=np.int32)
    return tuple(codes), found
