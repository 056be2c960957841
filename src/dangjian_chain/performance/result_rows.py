"""The rows of records that are results of appraisals, lines of vote forms, or uses of results, as values."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.result import BODY, SEASON_ENDS, UNKNOWN, Application, Result
from dangjian_chain.period import earliest, latest

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Period

_READ = (
    *("organization", "kind", "on", "duty", "subordinate", "role", "period"),
    *("score", "grade", "amount", "use", "by", "about"),
)
"""The columns of records that are read."""


class ResultRows:
    """
    Reads results and uses from the records of a chain, up to its day, in key order.

    A department that appraises is the organization it belongs to; one that is
    appraised is itself. A record that names an organization or a role which the
    chain does not have says nothing here (DJ112 speaks of it).
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._day = arrays.day or date.max
        self._table = arrays.tables["records"]
        self._columns = {name: self._table.column(name) for name in _READ}
        self._periods: dict[str, Period | None] = {}

    def results(self, *, votes: bool) -> Iterator[Result]:
        """Yield the results, or the lines of vote forms."""
        for row in self._rows(RecordKind.APPRAISED):
            if self._is_vote(row) == votes:
                yield from self._of(row)

    def applications(self, appraised: Container[int]) -> Iterator[Application]:
        """Yield the uses of results; a department that has none of its own in `appraised` uses its organization's."""
        column = self._columns
        for row in self._rows(RecordKind.APPLIED):
            organization, role = self._used_of(row, appraised)
            if organization >= 0 and role is not None:
                yield Application(
                    row=row,
                    key=self._table.ids[row],
                    organization=organization,
                    role=role,
                    about=column["about"][row],
                    on=column["on"][row],
                    years=self._years(row, used=True),
                    uses=tuple(column["use"][row] or ()),
                )

    def _rows(self, kind: RecordKind) -> Iterator[int]:
        """Yield the rows of a kind up to the day, in key order."""
        on = self._columns["on"]
        for row in self.of_kind(kind):
            if earliest(on[row]) <= self._day:
                yield row

    def of_kind(self, kind: RecordKind) -> list[int]:
        """Return the rows of a kind, those after the day too."""
        rows: list[int] = np.flatnonzero(np.equal(self._columns["kind"], kind).astype(bool)).tolist()
        return rows

    def _used_of(self, row: int, appraised: Container[int]) -> tuple[int, int | None]:
        """Return the organization and the role of a use; where it names its result, an unknown one is no matter."""
        column = self._columns
        subordinate, role = column["subordinate"][row], self._role(row)
        organization = self._position(column["organization"][row])
        organization = organization if organization in appraised else self._owner(organization)
        if subordinate is not None:
            named = self._position(subordinate)
            organization = organization if named < 0 and column["about"][row] is not None else named
        return organization, BODY if role is None and column["about"][row] is not None else role

    def _is_vote(self, row: int) -> bool:
        return self._columns["amount"][row] is not None and self._columns["grade"][row] is not None

    def _of(self, row: int) -> Iterator[Result]:
        """Yield the result of a row, one for each subordinate where it is of all of them."""
        column = self._columns
        organization, subordinate = self._position(column["organization"][row]), column["subordinate"][row]
        role, by = self._role(row), column["by"][row]
        if role is None or organization < 0:
            return
        if subordinate is not None:
            named = self._position(subordinate)
            if named >= 0:
                yield self._result(row, named, role, self._appraiser(organization, named), by)
            return
        appraiser = self._appraiser(self._called(by), organization)
        says = column["score"][row] is not None or column["grade"][row] is not None
        if says or role != BODY or appraiser not in {UNKNOWN, organization, self._owner(organization)}:
            yield self._result(row, organization, role, appraiser, by)
        elif (above := self._owner(organization)) >= 0:
            for below in self._below.get(above, ()):
                yield self._result(row, below, BODY, above, by)

    def _appraiser(self, named: int, appraised: int) -> int:
        """Return who appraised: a department is the organization it belongs to, unless it appraised itself."""
        return named if named == appraised else self._owner(named)

    def _result(self, row: int, organization: int, role: int, appraiser: int, by: str | None) -> Result:
        column = self._columns
        return Result(
            row=row,
            key=self._table.ids[row],
            organization=organization,
            role=role,
            duties=tuple(column["duty"][row] or ()),
            on=column["on"][row],
            years=self._years(row),
            score=column["score"][row],
            grade=column["grade"][row],
            appraiser=appraiser,
            by=by,
            meant=self._meant(row),
        )

    def _meant(self, row: int) -> Period | None:
        """Return what a row's `period` states; many state the same."""
        words = self._columns["period"][row]
        if words is None:
            return None
        if words not in self._periods:
            self._periods[words] = stated_period(words)
        return self._periods[words]

    def _years(self, row: int, *, used: bool = False) -> tuple[int, ...]:
        """Return the years that a row can be about; what is used may be of the year before in any month."""
        on, meant = self._columns["on"][row], self._meant(row)
        if meant is not None and meant.start is not None:
            return (earliest(meant.start).year,)
        first, last = earliest(on), latest(on)
        return tuple(range(first.year - (used or first.month <= SEASON_ENDS), last.year + 1))

    def _position(self, id_: str | None) -> int:
        return -1 if id_ is None else self._arrays.tables["organizations"].positions.get(id_, -1)

    def _called(self, named: str | None) -> int:
        """Return the organization of an id or, where only one has it, of a name; -1 for none."""
        if named is None:
            return -1
        found = self._position(named)
        return self._named.get(named, -1) if found < 0 else found

    @cached_property
    def _named(self) -> dict[str, int]:
        names: dict[str, int] = {}
        for position, name in enumerate(self._arrays.tables["organizations"].column("name")):
            names[name] = -1 if name in names else position
        return names

    def _owner(self, organization: int) -> int:
        """Return who answers for an organization; of none it is none."""
        return organization if organization < 0 else int(self._arrays.owner[organization])

    def _role(self, row: int) -> int | None:
        """Return the role that a row is about, `BODY` for none, `None` for one that is not there."""
        role = self._columns["role"][row]
        return BODY if role is None else self._arrays.tables["roles"].positions.get(role)

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        """Line subordinates that lead, by their superior."""
        found: dict[int, list[int]] = {}
        arrays = self._arrays
        for organization, above in enumerate(arrays.hierarchy.line.tolist()):
            if above >= 0 and arrays.leads[organization]:
                found.setdefault(above, []).append(organization)
        return found
