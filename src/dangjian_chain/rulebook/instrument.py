"""Instruments: the documents that provisions stand in, and their versions."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.period import Day, Period, earliest
from dangjian_chain.rulebook.status import Status
from dangjian_chain.text import Text


class Standing(StrEnum):
    """Whether a version is in force on a day, as far as its dates are known."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    ENDED = "ended"
    UNDATED = "undated"

    @property
    def label(self) -> Text:
        """What people read."""
        return _STANDINGS[self.value]


_STANDINGS = {
    "in-force": Text(zh="现行有效", en="in force"),
    "not-yet": Text(zh="尚未施行", en="not yet in force"),
    "ended": Text(zh="已被替代或者废止", en="replaced or repealed"),
    "undated": Text(zh="施行日期未查明", en="without a known date"),
}


@frozen
class Version:
    """
    One wording of an instrument.

    Parameters
    ----------
    name : str
        Its year, such as `2019`.
    issued, in_force : Day, optional
        As far as known; where only one is, it stands for the other.
    ended : Day, optional
        The first day no longer in force, where nothing followed or that day is stated.
    status : Status
        How these dates were verified.
    articles : int, optional
        How many articles it has.
    note : Text, optional
    """

    name: str
    issued: Day | None = None
    in_force: Day | None = None
    ended: Day | None = None
    status: Status = Status.VERIFIED
    articles: int | None = None
    note: Text | None = None

    @property
    def since(self) -> Day | None:
        """In force since, or issued where that alone is known."""
        return self.issued if self.in_force is None else self.in_force


@frozen
class Instrument:
    """
    A regulation, opinion or notice, or a practice.

    Parameters
    ----------
    code : str
        A short key, such as `RES20`.
    title : Text
        The full title.
    short : Text
        The name that messages print.
    versions : tuple of Version
        From the oldest; provisions are counted as in the last unless they say otherwise.
    is_text : bool
        Whether it is a document with a title, and no practice.
    has_points : bool
        Whether its parts are counted as points and not as articles.
    unit_types : tuple of str
        The types of unit it is for as a whole; every one if empty.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain.rulebook import rulebook
    >>> accountability = rulebook().instruments["ACC19"]
    >>> accountability.version_on(date(2018, 1, 1)).name, accountability.version_on(date(2020, 1, 1)).name
    ('2016', '2019')
    """

    code: str
    title: Text
    short: Text
    versions: tuple[Version, ...] = ()
    is_text: bool = True
    has_points: bool = False
    unit_types: tuple[str, ...] = ()

    def binds(self, unit_type: str | None) -> bool:
        """Whether it is for units of a type; one of unknown type only if it is for all."""
        return not self.unit_types or unit_type in self.unit_types

    @property
    def in_force(self) -> date | None:
        """The first day of the last version, as far as known."""
        since = self.versions[-1].since if self.versions else None
        return None if since is None else earliest(since)

    @property
    def repealed(self) -> date | None:
        """The first day after the last version, if it ended."""
        ended = self.versions[-1].ended if self.versions else None
        return None if ended is None else earliest(ended)

    def version(self, name: str | None = None) -> Version | None:
        """Return a version by its name, or the last; `None` where an instrument has none."""
        if name is None:
            return self.versions[-1] if self.versions else None
        for version in self.versions:
            if version.name == name:
                return version
        raise UnknownNameError("version", name, [version.name for version in self.versions])

    def version_on(self, day: date) -> Version | None:
        """Return the version in force on a day, `None` where there was none yet or is none any more."""
        open_ = (Standing.IN_FORCE, Standing.UNDATED)
        held = [version for version in self.versions if self.standing(day, version.name) in open_]
        return held[-1] if held else None

    def standing(self, day: date, version: str | None = None) -> Standing:
        """Return whether a version, or the last, is in force on a day; months are read at their longest."""
        found = self.version(version)
        if found is None or found.since is None:
            return Standing.UNDATED
        if day < earliest(found.since):
            return Standing.NOT_YET
        return Standing.IN_FORCE if day in Period(found.since, self._end(found)) else Standing.ENDED

    def is_in_force(self, day: date, version: str | None = None) -> bool:
        """Whether a version, or the last, is in force on a day, as far as is known."""
        return self.standing(day, version) in {Standing.IN_FORCE, Standing.UNDATED}

    def _end(self, version: Version) -> Day | None:
        if version.ended is not None or version is self.versions[-1]:
            return version.ended
        return self.versions[self.versions.index(version) + 1].since
