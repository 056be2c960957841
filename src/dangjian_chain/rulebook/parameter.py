"""Parameters: numbers of provisions and of this library, dated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from attrs import evolve, frozen

from dangjian_chain.errors import ChainError
from dangjian_chain.period import Day, earliest
from dangjian_chain.rulebook.override import Override
from dangjian_chain.rulebook.status import Status
from dangjian_chain.text import Text


class NoValueError(ChainError, LookupError):
    """
    A parameter has no value on the day, or for the type of unit, asked.

    `since` is the first day on which it has one, where that is why.
    """

    def __init__(self, message: str, since: date | None = None) -> None:
        super().__init__(message)
        self.since = since


@frozen
class DatedValue:
    """
    A value and the day it holds from.

    Parameters
    ----------
    since : Day, optional
        From the beginning, as far as is known, if it is not said.
    value : float
        Where the provision leaves a choice, the one more favorable to the unit.
    unit_types : tuple of str
        The types of unit it is for; every one that the parameter binds if empty.
    citation : str, optional
        The fact it comes from, where that is another than the parameter's.
    or_else : float, optional
        The other value of a provision that leaves a choice ("two or three years").
    note : Text, optional
    """

    since: Day | None
    value: float
    unit_types: tuple[str, ...] = ()
    citation: str | None = None
    or_else: float | None = None
    note: Text | None = None


@frozen
class Held:
    """
    What holds on a day for a type of unit.

    Parameters
    ----------
    value : float
    citation : str
        The key of the fact it comes from.
    override : Override, optional
        The profile's own number, if that is what holds.
    former : float, optional
        What would hold without that profile; `None` if nothing would.
    or_else : float, optional
        See `DatedValue`.
    """

    value: float
    citation: str
    override: Override | None = None
    former: float | None = None
    or_else: float | None = None


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
        From the oldest; none where there is no general figure and a profile may set one.
    unit_types : tuple of str
        The types of unit it binds; every one if empty.
    status : Status
        That of its fact.
    by_reference : bool
        Whether its fact binds primary organizations only by reference.
    note : Text, optional
    is_share : bool
        Whether it is a part of a whole, from 0 to 1, and no count.
    layers : tuple of tuple of Override
        What profiles set in its place, a layer a profile, the last before all others.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain.rulebook import rulebook
    >>> rulebook().parameter("landing_floor").on(date(2026, 9, 30))
    0.8
    >>> rulebook().parameter("committee_min_members").on(date(2026, 9, 30), unit_type="soe")
    100.0
    """

    key: str
    title: Text
    unit: Text
    citation: str
    values: tuple[DatedValue, ...]
    unit_types: tuple[str, ...] = ()
    status: Status = Status.VERIFIED
    by_reference: bool = False
    note: Text | None = None
    is_share: bool = False
    layers: tuple[tuple[Override, ...], ...] = ()

    @property
    def overridden(self) -> tuple[Override, ...]:
        """What profiles set in its place, each with the profile's name and reason."""
        return tuple(override for layer in self.layers for override in layer)

    @property
    def is_ours(self) -> bool:
        """Whether the figure is this library's own and stands in no provision."""
        return self.status is Status.PRACTICE

    def binds(self, unit_type: str | None) -> bool:
        """Whether it binds units of a type; one of unknown type only if it binds all."""
        return not self.unit_types or unit_type in self.unit_types

    def on(self, day: date, unit_type: str | None = None) -> float:
        """
        Return the value on a day.

        Parameters
        ----------
        day : date
        unit_type : str, optional
            Needed only where the value differs by type of unit.

        Raises
        ------
        NoValueError
            If there is none; it says from when there is one, or for which types.
        """
        return self.held(day, unit_type).value

    def held(self, day: date, unit_type: str | None = None) -> Held:
        """Return the value on a day with where it comes from, and what a profile put in its place."""
        if unit_type is not None and not self.binds(unit_type):
            binds = ", ".join(self.unit_types)
            message = f"parameter {self.key!r} does not bind units of type {unit_type!r}, only {binds}"
            raise NoValueError(message)
        for depth in range(len(self.layers), 0, -1):
            override = _latest(self.layers[depth - 1], day, unit_type)
            if override is not None:
                return self._overridden(override, self._below(depth, day, unit_type))
        return self._stated(day, unit_type)

    def with_overrides(self, overrides: Sequence[Override]) -> Parameter:
        """Return the parameter with the numbers of one more profile."""
        return evolve(self, layers=(*self.layers, tuple(overrides)))

    def _overridden(self, override: Override, former: float | None) -> Held:
        return Held(override.value, override.citation or self.citation, override, former)

    def _below(self, depth: int, day: date, unit_type: str | None) -> float | None:
        try:
            return evolve(self, layers=self.layers[: depth - 1]).on(day, unit_type)
        except NoValueError:
            return None

    def _stated(self, day: date, unit_type: str | None) -> Held:
        value = _latest(self.values, day, unit_type) or self._agreed(day, unit_type)
        if value is None:
            raise self._no_value(day, unit_type)
        return Held(value.value, value.citation or self.citation, or_else=value.or_else)

    def _agreed(self, day: date, unit_type: str | None) -> DatedValue | None:
        """Return what all types of unit have in common, where no type is asked for."""
        if unit_type is not None:
            return None
        types = dict.fromkeys(each for value in self.values for each in value.unit_types)
        every = [_latest(self.values, day, each) for each in types]
        found = [value for value in every if value is not None]
        if len({value.value for value in found}) > 1:
            kinds = ", ".join(types)
            message = f"parameter {self.key!r} differs by type of unit; say unit_type=, one of {kinds}"
            raise NoValueError(message)
        return found[0] if found else None

    def _no_value(self, day: date, unit_type: str | None) -> NoValueError:
        mine = [value for value in self.values if _is_for(value, unit_type) or unit_type is None]
        starts = [earliest(value.since) for value in mine if value.since is not None]
        if starts:
            first = min(starts)
            return NoValueError(f"parameter {self.key!r} has no value on {day}, only from {first} on", first)
        asked = "" if unit_type is None else f" for units of type {unit_type!r}"
        return NoValueError(f"parameter {self.key!r} has no value of its own{asked}; a profile may set one")


_Dated = TypeVar("_Dated", DatedValue, Override)


def _latest(values: Sequence[_Dated], day: date, unit_type: str | None) -> _Dated | None:
    """Return the value that began last: one for the type of unit before one for all."""
    begun = [value for value in values if value.since is None or earliest(value.since) <= day]
    typed = [value for value in begun if value.unit_types and unit_type in value.unit_types]
    fitting = typed or [value for value in begun if not value.unit_types]
    return max(fitting, key=_start, default=None)


def _is_for(value: DatedValue, unit_type: str | None) -> bool:
    return not value.unit_types or unit_type in value.unit_types


def _start(value: DatedValue | Override) -> date:
    return date.min if value.since is None else earliest(value.since)
