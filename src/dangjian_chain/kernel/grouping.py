"""Groups: rows by the position they point to, found without looking at all of them again."""

from __future__ import annotations

from typing import Self

import numpy as np
from attrs import frozen

from dangjian_chain.typing import Positions


@frozen(eq=False)
class Groups:
    """
    Rows by what they point to; made by `Groups.by`.

    Parameters
    ----------
    order : int array
        The rows that point somewhere, by target and then ascending.
    bounds : int array, shape (n + 1,)
        Where the rows of each target begin in `order`, and where the last end.

    Examples
    --------
    >>> groups = Groups.by(np.array([2, -1, 0, 2]), 3)
    >>> groups.of(2).tolist(), groups.of(1).tolist(), groups.of_all(np.array([0, 2])).tolist()
    ([0, 3], [], [2, 0, 3])
    """

    order: Positions
    bounds: Positions

    @classmethod
    def by(cls, target: Positions, count: int) -> Self:
        """Return the groups of rows that point to one of `count` positions; -1 points nowhere."""
        rows = np.flatnonzero(target >= 0)
        order = rows[np.argsort(target[rows], kind="stable")]
        ends = np.cumsum(np.bincount(target[rows], minlength=count))
        return cls(order.astype(np.int32), np.concatenate(([0], ends)).astype(np.int32))

    def of(self, position: int) -> Positions:
        """Return the rows that point to a position, ascending."""
        return self.order[self.bounds[position] : self.bounds[position + 1]]

    def of_all(self, positions: Positions) -> Positions:
        """Return the rows that point to any of `positions`, in their order."""
        counts = self.bounds[positions + 1] - self.bounds[positions]
        ends = np.cumsum(counts)
        steps = np.arange(counts.sum()) - np.repeat(ends - counts, counts)
        return self.order[np.repeat(self.bounds[positions], counts) + steps]
