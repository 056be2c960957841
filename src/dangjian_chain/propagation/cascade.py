"""Propagation: from where a duty starts, what every organization and role must carry."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.frame import frame_of
from dangjian_chain.propagation.adoption import adopted
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.bearer import BearerList
from dangjian_chain.propagation.duty_list import DutyList, duty_list
from dangjian_chain.propagation.landing import Landing
from dangjian_chain.propagation.reasons import Reasons

if TYPE_CHECKING:
    from dangjian_chain.explanation import Explanation
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.typing import Bools

_MATRICES = ("performs", "manages", "carries", "expected", "declared", "reached", "missing", "stray")


def propagate(chain: ResponsibilityChain, at: date | None = None) -> Cascade:
    """
    Return what every organization and role must carry on a day (一级抓一级).

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.

    Returns
    -------
    Cascade

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    From the origin of a duty down to those who perform it, every leading
    organization between must manage it. See "Semantics" in the documentation.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Duty, Organization, ResponsibilityChain, propagate
    >>> chain = ResponsibilityChain(
    ...     organizations=[
    ...         Organization("D1", kind="committee"),
    ...         Organization("D1-01", kind="branch", superior="D1"),
    ...     ],
    ...     duties=[Duty("Z01", "支部党员大会", performed_by=("branch",))],
    ... )
    >>> cascade = propagate(chain, at=date(2026, 9, 30))
    >>> cascade.performs("Z01", "D1-01"), cascade.manages("Z01", "D1")
    (True, True)
    """
    return Cascade(chain.asked(at))


class Cascade:
    """
    What is expected, declared and reached on a day; made by `propagate`.

    Every answer about a duty and an organization takes their ids and raises
    `UnknownNameError` on one that the chain does not know.
    """

    def __init__(self, chain: ResponsibilityChain) -> None:
        self._chain = chain
        self._arrays = CascadeArrays(chain.arrays)

    @property
    def chain(self) -> ResponsibilityChain:
        """The chain on its day."""
        return self._chain

    @property
    def arrays(self) -> CascadeArrays:
        """The cascade as integer positions; for analyses, not public."""
        return self._arrays

    # --- one pair ----------------------------------------------------------------

    def _pair(self, duty: str, organization: str) -> tuple[int, int]:
        tables = self._chain.tables
        return tables["duties"].position(duty), tables["organizations"].position(organization)

    def performs(self, duty: str, organization: str) -> bool:
        """Whether the organization is to perform the duty."""
        return bool(self._arrays.performs[self._pair(duty, organization)])

    def manages(self, duty: str, organization: str) -> bool:
        """Whether the organization is to manage the level below in the duty."""
        return bool(self._arrays.manages[self._pair(duty, organization)])

    def carries(self, duty: str, organization: str) -> bool:
        """Whether the organization performs or manages the duty."""
        return bool(self._arrays.carries[self._pair(duty, organization)])

    def expected(self, duty: str, organization: str) -> bool:
        """Whether the organization carries the duty and it is required."""
        return bool(self._arrays.expected[self._pair(duty, organization)])

    def declared(self, duty: str, organization: str) -> bool:
        """Whether the lists assign the duty in the organization."""
        return bool(self._arrays.declared[self._pair(duty, organization)])

    def reached(self, duty: str, organization: str) -> bool:
        """Whether an unbroken line of declarations has come down to the organization."""
        return bool(self._arrays.reached[self._pair(duty, organization)])

    def missing(self, duty: str, organization: str) -> bool:
        """Whether the organization keeps a list that should show the duty and does not."""
        return bool(self._arrays.missing[self._pair(duty, organization)])

    def stray(self, duty: str, organization: str) -> bool:
        """Whether the duty is declared in the organization although nothing is expected there."""
        return bool(self._arrays.stray[self._pair(duty, organization)])

    def pairs(self, relation: str) -> list[tuple[str, str]]:
        """
        Return all (duty, organization) of a relation, in id order.

        Parameters
        ----------
        relation : str
            `performs`, `manages`, `carries`, `expected`, `declared`, `reached`, `missing` or `stray`.
        """
        if relation not in _MATRICES:
            raise UnknownNameError("relation", relation, _MATRICES)
        duties, organizations = self._arrays.duties.ids, self._chain.tables["organizations"].ids
        found = np.argwhere(getattr(self._arrays, relation))
        return [(duties[duty], organizations[organization]) for duty, organization in found.tolist()]

    def why(self, duty: str, organization: str) -> Explanation:
        """Return why the organization carries the duty, as a tree."""
        return Reasons(self._arrays, *self._pair(duty, organization)).why()

    def why_not(self, duty: str, organization: str) -> Explanation:
        """Return the first thing that would have to change for the organization to carry the duty."""
        return Reasons(self._arrays, *self._pair(duty, organization)).why_not()

    # --- the whole ---------------------------------------------------------------

    @cached_property
    def bearers(self) -> BearerList:
        """Who is expected to bear each carried duty."""
        return BearerList(self._arrays)

    def list_for(self, role: str) -> DutyList:
        """
        Return a role's responsibility list: what, from whom, handed on to whom, how it is checked.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        return duty_list(self._arrays, self._chain.tables["roles"].position(role))

    @cached_property
    def landing(self) -> Landing:
        """How far each duty has come down, by level; `landing(by="kind")`, `landing(by="unit")`."""
        return Landing(self._arrays)

    def adopt(self, *, keep: bool = False) -> ResponsibilityChain:
        """
        Return the chain with the expected bearers as its assignments.

        Parameters
        ----------
        keep : bool
            Fill only what is missing, and keep the assignments there are.

        Returns
        -------
        ResponsibilityChain
            Assignments of required duties are replaced, those of elective ones
            stay; a role that bears alike in every function its organization has
            gets one row. Who performs and bears is written into duties that
            said it by class assignments. A duty that names no bearers is given
            to the head of the organization, for what has no bearer is not done.
        """
        return adopted(self._chain, self._arrays, keep=keep)

    def columns(self) -> dict[str, list[Any]]:
        """
        Return the columns of `to_frame` as lists of plain values, without a data frame library.

        One row for each carried or declared pair, by duty and organization.
        """
        arrays = self._arrays
        duty, organization = np.nonzero(arrays.carries | arrays.declared)
        ids = self._chain.tables["organizations"].ids
        above = np.where(arrays.received[duty, organization], arrays.hierarchy.line[organization], -1)
        levels = arrays.hierarchy.level[organization].tolist()

        def cells(matrix: Bools) -> list[bool]:
            return matrix[duty, organization].tolist()

        return {
            "duty": [arrays.duties.ids[row] for row in duty.tolist()],
            "organization": [ids[row] for row in organization.tolist()],
            "level": [None if level < 0 else level for level in levels],
            "performs": cells(arrays.performs),
            "manages": cells(arrays.manages),
            "expected": cells(arrays.expected),
            "declared": cells(arrays.declared),
            "reached": cells(arrays.reached),
            "received_from": [None if row < 0 else ids[row] for row in above.tolist()],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401
        """
        Return one row for each carried or declared pair.

        Columns: duty, organization, level, performs, manages, expected,
        declared, reached, received_from; by duty and organization.
        """
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        arrays = self._arrays
        return (
            f"<Cascade at {self._chain.day}: {int(arrays.expected.sum())} expected, "
            f"{int((arrays.expected & arrays.declared).sum())} of them declared, "
            f"{int((arrays.expected & arrays.reached).sum())} reached>"
        )
