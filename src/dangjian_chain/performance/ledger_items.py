"""The items of a rectification ledger on a day: closed, carried on, past their date, and who has to do them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import Word
from dangjian_chain.period import Period, earliest, latest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Day
    from dangjian_chain.typing import Bools, Objects

_YEAR = re.compile(r"((?:19|20)\d{2})(?!\d)")
_SEVERAL = re.compile(r"[、;,]")
_SHOWN = 40


class Doer(Word):
    """As what somebody has to do an item."""

    ROLE = "role", "责任岗位", "the role in charge"
    LEADER = "leader", "责任领导", "the leader in charge"
    UNIT = "unit", "责任单位", "the unit in charge"
    ORGANIZATION = "organization", "本组织", "the organization itself"
    SECRETARY = "secretary", "本组织的主要负责岗位", "the principal role of the organization"


class LedgerItems:
    """
    What a chain's ledger says on its day, over all of its rows at once.

    An item is done with once a day of closing on or before the day is entered, and
    closed once somebody verified it too. A date known to the month or year is read in
    the unit's favor: a deadline as its last day, a day of closing as its first.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._day = arrays.day or date.max
        self.table = arrays.tables["ledger"]
        """The table of the items."""

    def __len__(self) -> int:
        return len(self.table)

    # --- how they stand ----------------------------------------------------------------

    @cached_property
    def is_done(self) -> Bools:
        """Whether a day of closing on or before the day is entered."""
        return self._marked(
            day is not None and earliest(day) <= self._day for day in self._column("closed_on")
        )

    @cached_property
    def is_closed(self) -> Bools:
        """Whether it is done and somebody verified it."""
        verified: Bools = self.is_done & is_stated(self.table.column("verified_by"))
        return verified

    @cached_property
    def is_carried(self) -> Bools:
        """Whether another item carries it on."""
        ids = self.table.ids
        named = zip(ids, self._column("carried_from"), strict=True)
        carried = {before for id_, before in named if before is not None and before != id_}
        return self._marked(id_ in carried for id_ in ids)

    @cached_property
    def is_past(self) -> Bools:
        """Whether its date is before the day."""
        return self._marked(due is not None and latest(due) < self._day for due in self._column("due"))

    @cached_property
    def is_pending(self) -> Bools:
        """Whether it is neither done nor carried on."""
        pending: Bools = ~self.is_done & ~self.is_carried
        return pending

    @cached_property
    def years(self) -> tuple[int | None, ...]:
        """
        The year of each: of its date, else the one its id or its source begins with; `None` for none.

        The source of an item that carries another on says when the problem was found, not whose year it is.
        """
        columns = (self._column(name) for name in ("due", "source", "carried_from"))
        return tuple(
            _year(due, id_, source if before is None else None)
            for due, source, before, id_ in zip(*columns, self.table.ids, strict=True)
        )

    def is_before(self, year: int) -> Bools:
        """Return which are of a year before this one."""
        return self._marked(own is not None and own < year for own in self.years)

    def called(self, row: int) -> str:
        """Return what a sentence calls an item: its problem, cut where it is long."""
        problem = str(self._column("problem")[row]).strip().rstrip("。.")
        return problem if len(problem) <= _SHOWN else f"{problem[: _SHOWN - 1]}…"

    def whose(self, row: int) -> str:
        """Return the name of an item's organization, or what the item names instead."""
        named = str(self._column("organization")[row])
        table = self._arrays.tables["organizations"]
        position = table.positions.get(named, -1)
        return str(table.column("name")[position]) if position >= 0 else named

    # --- who does them -----------------------------------------------------------------

    def verifier_as(self, row: int) -> Doer | None:
        """Return as what the verifier of a closed item had to do it; `None` for somebody else."""
        if not self.is_closed[row]:
            return None
        return self.doer(row, str(self._column("verified_by")[row]), self._column("closed_on")[row])

    def doer(self, row: int, verifier: str, on: Day) -> Doer | None:
        """
        Return as what somebody has to do an item; `None` for somebody who has not.

        Parameters
        ----------
        row : int
        verifier : str
            As it is entered: an id, a name or a title; several are doers where each of them is.
        on : date or PartialDate
            The day of closing, for who holds a role then.
        """
        words = plain(verifier)
        known = dict(reversed(list(self._doing(row, on))))
        if words in known:
            return known[words]
        parts = [part.strip() for part in _SEVERAL.split(words) if part.strip()]
        found = [known.get(part) for part in parts]
        return found[0] if found and None not in found else None

    def _doing(self, row: int, on: Day) -> Iterator[tuple[str, Doer]]:
        """Yield every way to name who has to do an item, the most telling first."""
        column = self._column
        role = column("role")[row]
        if role is not None:
            yield plain(role), Doer.ROLE
            position = self._arrays.tables["roles"].positions.get(role, -1)
            if position >= 0:
                yield from ((name, Doer.ROLE) for name in self._role_names(position, on))
        if column("leader")[row] is not None:
            yield plain(column("leader")[row]), Doer.LEADER
        if column("unit")[row] is not None:
            yield from ((name, Doer.UNIT) for name in self._organization_names(column("unit")[row]))
        organization = column("organization")[row]
        yield from ((name, Doer.ORGANIZATION) for name in self._organization_names(organization))
        if role is None:
            for position in self._principal(organization):
                yield from ((name, Doer.SECRETARY) for name in self._role_names(position, on))

    def _organization_names(self, named: str) -> Iterator[str]:
        """Yield the ways to name an organization that is named by id or by name."""
        table, words = self._arrays.tables["organizations"], plain(named)
        yield words
        position = table.positions.get(named, -1)
        if position >= 0:
            yield plain(table.column("name")[position])
        yield from self._ids_by_name.get(words, ())

    @cached_property
    def _ids_by_name(self) -> dict[str, list[str]]:
        table = self._arrays.tables["organizations"]
        found: dict[str, list[str]] = {}
        for id_, name in zip(table.ids, table.column("name"), strict=True):
            found.setdefault(plain(name), []).append(id_)
        return found

    def _principal(self, organization: str) -> list[int]:
        """Return the roles of the kind that an organization needs: its secretary."""
        position = self._arrays.tables["organizations"].positions.get(organization, -1)
        if position < 0:
            return []
        own = self._arrays.is_needed_kind & (self._arrays.role_organization == position)
        found: list[int] = np.flatnonzero(own).tolist()
        return found

    def _role_names(self, role: int, on: Day) -> Iterator[str]:
        """Yield id and title of a role, both with its organization's name before, and who holds it."""
        table, owner = self._arrays.tables["roles"], int(self._arrays.role_organization[role])
        kind = self._arrays.role_kinds[table.column("kind")[role]].label.zh
        title = table.column("title")[role]
        yield plain(table.ids[role])
        if title:
            yield plain(title)
        if owner >= 0:
            name = plain(self._arrays.tables["organizations"].column("name")[owner])
            yield from (name + plain(post) for post in (title, kind) if post)
        yield from map(plain, self._holders(role, on))

    def _holders(self, role: int, on: Day) -> list[str]:
        """Return who holds a role on every day that `on` can mean."""
        table = self._arrays.tables["appointments"]
        persons, since, until = (table.column(name) for name in ("person", "since", "until"))
        return [
            persons[row]
            for row in np.flatnonzero(self._arrays.held_role == role).tolist()
            if all(day in Period(since[row], until[row]) for day in (earliest(on), latest(on)))
        ]

    # --- rows --------------------------------------------------------------------------

    def _column(self, name: str) -> Objects:
        """Return a column of the ledger."""
        return self.table.column(name)

    def _marked(self, held: Iterator[bool]) -> Bools:
        return np.fromiter(held, dtype=bool, count=len(self.table))


def plain(words: str) -> str:
    """
    Return words as names are compared: one form of each character, no space around.

    Examples
    --------
    >>> plain(" Ｄ１ ")
    'D1'
    """
    return unicodedata.normalize("NFKC", words).strip()


def _year(due: Day | None, id_: str, source: str | None) -> int | None:
    if due is not None:
        return latest(due).year
    found = [match for words in (id_, source) if words and (match := _YEAR.match(plain(words)))]
    return int(found[0][1]) if found else None
