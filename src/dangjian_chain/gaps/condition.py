"""Conditions: what must hold of a row before a rule speaks of it, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.typing import Bools


@frozen(eq=False)
class Condition:
    """
    One thing that must hold before a rule speaks, over all rows of a collection at once.

    Parameters
    ----------
    text : Text
        What holds, as a clause: "它是在册的党支部".
    holds : bool array, shape (rows of the collection,)
    figures : callable, optional
        Given a row's position, what is there: "党员46名，一般不超过50名".
    """

    text: Text
    holds: Bools
    figures: Callable[[int], Text] | None = field(default=None, repr=False)

    def said(self, row: int) -> Text | None:
        """Return what is there in a row, if the condition has figures to show."""
        return None if self.figures is None else self.figures(row)


def meeting(conditions: Iterable[Condition]) -> list[int]:
    """
    Return the positions of the rows of which every condition holds, in order.

    Examples
    --------
    >>> import numpy as np
    >>> even = Condition(Text("偶数", "even"), np.array([True, False, True, False]))
    >>> small = Condition(Text("小", "small"), np.array([True, True, False, False]))
    >>> meeting([even, small])
    [0]
    """
    every = [condition.holds for condition in conditions]
    return np.flatnonzero(np.logical_and.reduce(every)).tolist() if every else []
