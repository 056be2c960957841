"""Landing: how far down a duty has really got (层层递减)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from attrs import frozen

from dangjian_chain.frame import frame_of

if TYPE_CHECKING:
    from dangjian_chain.propagation.arrays import CascadeArrays

By = Literal["level", "kind", "unit"]


@frozen
class LandingRow:
    """
    One duty at one level (or kind, or unit): always with both numbers.

    Parameters
    ----------
    duty : str
    group : int or str
        The level; with `by="kind"` the kind, with `by="unit"` the committee.
    expected, declared, reached, handed : int
        Organizations; `handed` those whose line superior carries the duty and
        has been reached, `taken_up` those of them that are reached themselves.
    """

    duty: str
    group: int | str
    expected: int
    declared: int
    reached: int
    handed: int
    taken_up: int

    @property
    def level(self) -> int | str:
        """The group, under the name it has where groups are levels."""
        return self.group

    @property
    def rate(self) -> float | None:
        """Reached ÷ expected; none where nothing is expected."""
        return self.reached / self.expected if self.expected else None

    @property
    def declared_rate(self) -> float | None:
        """Declared ÷ expected."""
        return self.declared / self.expected if self.expected else None

    @property
    def hand_over_rate(self) -> float | None:
        """Of those whose line superior was reached, the part that is reached itself."""
        return self.taken_up / self.handed if self.handed else None


class Landing:
    """
    The landing of every duty, by level; call it for another grouping.

    Iterating gives `LandingRow` values, by duty and then group, only where
    something is expected.
    """

    def __init__(self, arrays: CascadeArrays, by: By = "level") -> None:
        if by not in {"level", "kind", "unit"}:
            message = f"by is 'level', 'kind' or 'unit', not {by!r}"
            raise ValueError(message)
        self._arrays = arrays
        self._by = by
        self._rows: list[LandingRow] | None = None

    def __call__(self, by: By = "level") -> Landing:
        """Return the landing in another grouping."""
        return Landing(self._arrays, by)

    by = __call__

    @property
    def rows(self) -> list[LandingRow]:
        """All rows."""
        if self._rows is None:
            self._rows = list(self._computed())
        return self._rows

    def _groups(self) -> tuple[np.ndarray[Any, Any], list[Any]]:
        """Return the group of each organization as a code, -1 for none, and what the codes mean."""
        arrays = self._arrays
        if self._by == "level":
            return arrays.hierarchy.level, list(range(len(arrays.hierarchy.levels)))
        if self._by == "kind":
            return arrays.chain.kind, list(arrays.chain.organization_kinds)
        return nearest_committee(arrays), list(arrays.chain.tables["organizations"].ids)

    def _computed(self) -> Iterator[LandingRow]:
        arrays = self._arrays
        codes, names = self._groups()
        line = arrays.hierarchy.line
        for duty in np.flatnonzero(arrays.expected.any(axis=1)).tolist():
            expected = arrays.expected[duty] & (codes >= 0)
            reached = expected & arrays.reached[duty]
            handed = expected & arrays.received[duty] & (line >= 0) & arrays.reached[duty][line]
            marks = (expected, expected & arrays.declared[duty], reached, handed, handed & reached)
            counts = [np.bincount(codes[mark], minlength=len(names)) for mark in marks]
            for code in np.flatnonzero(counts[0]).tolist():
                yield LandingRow(
                    arrays.duties.ids[duty], names[code], *(int(count[code]) for count in counts)
                )

    def __iter__(self) -> Iterator[LandingRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def of(self, duty: str) -> list[LandingRow]:
        """Return the rows of one duty."""
        return [row for row in self.rows if row.duty == duty]

    def total(self) -> list[LandingRow]:
        """Return one row a group over all duties, `duty` blank."""
        sums: dict[int | str, list[int]] = {}
        for row in self.rows:
            held = sums.setdefault(row.group, [0] * 5)
            for place, count in enumerate(
                (row.expected, row.declared, row.reached, row.handed, row.taken_up)
            ):
                held[place] += count
        return [
            LandingRow("", group, *sums[group])
            for group in sorted(sums, key=lambda group: (str(type(group)), group))
        ]

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: duty, level (or kind, unit), expected, declared, reached, handed and the rates."""
        rows = self.rows
        return frame_of(
            {
                "duty": [row.duty for row in rows],
                self._by: [row.group for row in rows],
                "expected": [row.expected for row in rows],
                "declared": [row.declared for row in rows],
                "reached": [row.reached for row in rows],
                "handed": [row.handed for row in rows],
                "rate": [row.rate for row in rows],
                "declared_rate": [row.declared_rate for row in rows],
                "hand_over_rate": [row.hand_over_rate for row in rows],
            },
            backend,
        )


def nearest_committee(arrays: CascadeArrays) -> np.ndarray[Any, Any]:
    """Return the nearest committee at or above each reachable organization, -1 for none; shape (n,)."""
    hierarchy = arrays.hierarchy
    code = list(arrays.chain.organization_kinds).index("committee")
    unit = np.full(hierarchy.size, -1, dtype=np.int32)
    for depth, positions in enumerate(hierarchy.levels):
        above = (
            np.full(len(positions), -1, dtype=np.int32) if depth == 0 else unit[hierarchy.superior[positions]]
        )
        unit[positions] = np.where(arrays.chain.kind[positions] == code, positions, above)
    return unit
