"""Instruments: the documents that provisions stand in."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from dangjian_chain.text import Text


@frozen
class Instrument:
    """
    A regulation, opinion or notice, or a practice of this library.

    Parameters
    ----------
    code : str
        A short key, such as `RES20`.
    title : Text
        The full title.
    short : Text
        The name that messages print.
    in_force : date, optional
        Issued or in force since, as far as known.
    repealed : date, optional
        The first day no longer in force.
    """

    code: str
    title: Text
    short: Text
    in_force: date | None = None
    repealed: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether it is in force on a day, as far as is known."""
        return (self.in_force is None or self.in_force <= day) and (
            self.repealed is None or day < self.repealed
        )
