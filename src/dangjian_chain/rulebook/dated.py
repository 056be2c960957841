"""The rulebook as it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.instrument import Standing, Version
from dangjian_chain.rulebook.parameter import Held, NoValueError

if TYPE_CHECKING:
    from dangjian_chain.rulebook.book import Rulebook


@frozen
class DatedRulebook:
    """
    A rulebook asked on one day.

    Parameters
    ----------
    book : Rulebook
    day : date
    """

    book: Rulebook
    day: date

    def citation(self, key: str) -> Citation:
        """Return a citation; raise `UnknownNameError` naming the nearest on an unknown key."""
        return self.book.citation(key)

    def parameter(self, key: str, unit_type: str | None = None) -> float:
        """Return a number as it holds on the day; see `Parameter.on` for what it raises."""
        return self.book.parameter(key).on(self.day, unit_type)

    def held(self, key: str, unit_type: str | None = None) -> Held:
        """Return a number with where it comes from, and what a profile put in its place."""
        return self.book.parameter(key).held(self.day, unit_type)

    def value(self, key: str, unit_type: str | None = None) -> float | None:
        """
        Return the number that rules compare with, `None` where they have none to compare with.

        That is so if the parameter has no value on the day, if it does not bind units of this type,
        and if it comes from memory or from one place and no profile set it or switched its fact on.

        Examples
        --------
        >>> from dangjian_chain.rulebook import rulebook
        >>> today = rulebook().on(date(2026, 9, 30))
        >>> today.value("committee_min_members", "organ"), today.value("committee_min_members", "field_team")
        (100.0, None)
        """
        held = self.usable(key, unit_type)
        return None if held is None else held.value

    def usable(self, key: str, unit_type: str | None = None) -> Held | None:
        """Return the number that rules compare with and where it comes from; `None` where `value` is."""
        if not self.book.parameter(key).binds(unit_type):
            return None
        try:
            held = self.held(key, unit_type)
        except NoValueError:
            return None
        return held if held.override is not None or self.book.citation(held.citation).is_on else None

    def is_on(self, key: str, unit_type: str | None = None) -> bool:
        """Whether rules may rest on a fact: switched on, in force on the day, binding this type of unit."""
        citation = self.book.citation(key)
        return citation.is_on and citation.is_in_force(self.day) and citation.binds(unit_type)

    def standing(self, key: str) -> Standing:
        """Return whether the version that a fact is counted by is in force on the day."""
        return self.book.citation(key).standing(self.day)

    def version(self, code: str) -> Version | None:
        """Return the version of an instrument in force on the day, if there is one."""
        return self.book.instrument(code).version_on(self.day)
