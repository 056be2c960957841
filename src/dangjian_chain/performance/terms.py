"""The calendar of terms: who is due for re-election when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.performance.term import Term, TermState
from dangjian_chain.performance.term_arrays import TermArrays, term_arrays
from dangjian_chain.period import Day
from dangjian_chain.rulebook import Profile, rulebook_with

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.chain import ResponsibilityChain


def terms(
    chain: ResponsibilityChain, at: date | None = None, profile: Profile | Iterable[Profile] = ()
) -> Terms:
    """
    Return the terms of committees, general branches and branches on a day (换届时间表).

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    profile : Profile, or iterable of Profile
        The unit's own numbers, the last before all others.

    Returns
    -------
    Terms
        Those with an election date, by the end of the term, then by id; terms of which the
        end is not known come last.

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    Temporary organizations have no elections and no terms. A term has the length that
    held on the day it began. An extension is known only from a `decided` record whose duty
    cites `term_extension`, or the opinions on terms and 延期, as its ground (`why`).

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Organization, ResponsibilityChain, terms
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("D1-01", kind="branch", elected_on=date(2023, 7, 1))]
    ... )
    >>> [(term.ends_on, term.state) for term in terms(chain, at=date(2026, 9, 30))]
    [(datetime.date(2026, 7, 1), <TermState.ENDED: 'ended'>)]
    """
    seen = chain.asked(at)
    day = seen.day or date.min
    return Terms(term_arrays(seen.arrays, rulebook_with(profile).on(day)))


class Terms(Listing[Term]):
    """
    The terms of a chain on a day; made by `terms`.

    A sequence of `Term`; each is made when it is asked for.
    """

    def __init__(self, arrays: TermArrays, positions: NDArray[np.intp] | None = None) -> None:
        self._arrays = arrays
        self._chosen = arrays.in_order(arrays.dated) if positions is None else positions

    @property
    def day(self) -> date:
        """The day they are seen on."""
        return self._arrays.day

    def _of(self, chosen: Any) -> Terms:  # noqa: ANN401 - positions
        return Terms(self._arrays, chosen)

    def _made(self, one: Any) -> Term:  # noqa: ANN401 - a position
        return self._arrays.term(int(one))

    def of(self, organization: str) -> Term | None:
        """
        Return the term of an organization, without an election date as UNKNOWN; `None` where it has none.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization.
        """
        position = self._arrays.organizations.position(organization)
        return self._arrays.term(position) if self._arrays.bound[position] else None

    def due(self, months: int | None = None) -> Terms:
        """
        Return the terms due for re-election within some months, those that have ended first, then by date.

        An extended term is due when its extension ends.

        Parameters
        ----------
        months : int, optional
            Left out: as many as the rulebook reminds ahead.
        """
        arrays = self._arrays
        chosen = self._chosen[arrays.due(months)[self._chosen]]
        ended = arrays.is_(TermState.ENDED)[chosen]
        return Terms(arrays, np.concatenate([chosen[ended], chosen[~ended]]))

    @property
    def ended(self) -> Terms:
        """Those that have ended, extensions that have run out included."""
        return self._in(TermState.ENDED)

    @property
    def soon(self) -> Terms:
        """Those that end within the months that the rulebook reminds ahead."""
        return self._in(TermState.SOON)

    @property
    def counts(self) -> dict[TermState, int]:
        """How many of them are in each state."""
        return {state: int(self._arrays.is_(state)[self._chosen].sum()) for state in TermState}

    @property
    def undated(self) -> tuple[str, ...]:
        """The ids of organizations with a term and no election date, of the whole chain."""
        ids = self._arrays.organizations.ids
        return tuple(ids[row] for row in np.flatnonzero(self._arrays.bound & ~self._arrays.dated).tolist())

    def _in(self, state: TermState) -> Terms:
        return Terms(self._arrays, self._chosen[self._arrays.is_(state)[self._chosen]])

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        every = list(self)
        return {
            "organization": [term.organization for term in every],
            "name": [term.name for term in every],
            "kind": [term.kind for term in every],
            "elected_on": [_said(term.elected_on) for term in every],
            "years": [term.years for term in every],
            "ends_on": [_said(term.ends_on) for term in every],
            "extended_until": [_said(term.extended_until) for term in every],
            "state": [str(term.state) for term in every],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: organization, name, kind, elected_on, years, ends_on, extended_until, state."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        return f"<Terms at {self.day}: {len(self)}, {len(self.ended)} ended, {len(self.soon)} end soon>"


def _said(day: Day | None) -> str | None:
    return None if day is None else str(day)
