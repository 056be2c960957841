"""Parameters: numbers of provisions and of this library, dated."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from dangjian_chain.errors import ChainError
from dangjian_chain.text import Text


class NoValueError(ChainError, LookupError):
    """A parameter has no value on the day asked."""


@frozen
class DatedValue:
    """A value and the day it holds from."""

    since: date
    value: float


@frozen
class Parameter:
    """
    A number that rules compare with.

    Parameters
    ----------
    key : str
    title : Text
    unit : Text
    citation : str
        The key of the fact it comes from.
    values : tuple of DatedValue
        From the oldest.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain.rulebook import rulebook
    >>> rulebook().parameter("landing_floor").on(date(2026, 9, 30))
    0.8
    """

    key: str
    title: Text
    unit: Text
    citation: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> float:
        """Return the value on a day."""
        held = [dated.value for dated in self.values if dated.since <= day]
        if not held:
            message = f"parameter {self.key!r} has no value on {day}"
            raise NoValueError(message)
        return held[-1]
