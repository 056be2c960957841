"""Points: hundredths as integers, so that parts sum to the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

HUNDRED = 100
"""How many of our units one point is."""


@frozen
class Points:
    """
    What is known of a figure, in hundredths of a point.

    Parameters
    ----------
    gained : int
        Points that the records show.
    lost : int
        Points that are known not to be gained.
    open : int
        Points of which nothing is known: neither gained nor lost.

    Examples
    --------
    >>> points = Points(gained=750, lost=250, open=0) + Points(gained=0, lost=0, open=500)
    >>> points.value, points.known, points.full, str(points)
    (7.5, 10.0, 15.0, '7.50/10.00')
    >>> Points(0, 0, 500).value is None
    True
    """

    gained: int = 0
    lost: int = 0
    open: int = 0

    @property
    def value(self) -> float | None:
        """The points gained; `None` where nothing is known."""
        return self.gained / HUNDRED if self.gained + self.lost else None

    @property
    def known(self) -> float:
        """Of how many points something is known."""
        return (self.gained + self.lost) / HUNDRED

    @property
    def full(self) -> float:
        """How many points there are to gain."""
        return (self.gained + self.lost + self.open) / HUNDRED

    @property
    def is_known(self) -> bool:
        """Whether everything is known."""
        return not self.open

    def __add__(self, other: Points) -> Points:
        return Points(self.gained + other.gained, self.lost + other.lost, self.open + other.open)

    def __str__(self) -> str:
        if not self.gained + self.lost:
            return f"-/{written(self.open)}"
        return f"{written(self.gained)}/{written(self.gained + self.lost)}"


def written(hundredths: int) -> str:
    """
    Return hundredths as people write points.

    Examples
    --------
    >>> written(8650), written(5)
    ('86.50', '0.05')
    """
    return f"{Decimal(hundredths) / HUNDRED:.2f}"


def half_up(numerator: Any, denominator: Any) -> Any:  # noqa: ANN401 - integers, or arrays of them
    """
    Return a quotient of whole numbers that are not negative, rounded, halves up.

    Examples
    --------
    >>> half_up(1000 * 1, 8), half_up(5, 2), half_up(1000, 3)
    (125, 3, 333)
    """
    return (2 * numerator + denominator) // (2 * denominator)


def shared(whole: Integers, basis: Integers, otherwise: Integers) -> Integers:
    """
    Return whole numbers divided among parts, so that the parts sum to the whole.

    Parameters
    ----------
    whole : int array, shape (n,)
    basis : int array, shape (p, n)
        By what the p parts share; columns of zeros go by `otherwise`.
    otherwise : int array, shape (p, n)

    Returns
    -------
    int array, shape (p, n)
        Columns where both are zero are zero.

    Examples
    --------
    >>> shared(np.array([100]), np.array([[1], [1], [1]]), np.array([[1], [1], [1]])).ravel().tolist()
    [33, 33, 34]
    """
    used = np.where(basis.sum(axis=0) > 0, basis, otherwise)
    upto = np.cumsum(used, axis=0)
    if not len(upto):
        return upto
    ends = whole * upto // np.maximum(upto[-1], 1)
    return np.diff(ends, axis=0, prepend=0)
