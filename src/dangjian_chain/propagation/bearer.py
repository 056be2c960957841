"""Expected bearers by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from attrs import frozen

from dangjian_chain.frame import frame_of
from dangjian_chain.model.vocabulary import Function, Responsibility
from dangjian_chain.propagation.bearing import BODY, FUNCTIONS, RESPONSIBILITIES

if TYPE_CHECKING:
    from dangjian_chain.propagation.arrays import CascadeArrays


@frozen
class Bearer:
    """Who is expected to bear a duty in an organization; `role` is `None` for the body."""

    duty: str
    organization: str
    function: Function
    responsibility: Responsibility
    role: str | None


class BearerList(Sequence[Bearer]):
    """The expected bearers, ordered by duty, organization, function, responsibility and role."""

    def __init__(self, arrays: CascadeArrays) -> None:
        self._arrays = arrays
        self._columns = arrays.bearers

    def __len__(self) -> int:
        return len(self._columns.duty)

    @overload
    def __getitem__(self, index: int) -> Bearer: ...
    @overload
    def __getitem__(self, index: slice) -> list[Bearer]: ...
    def __getitem__(self, index: int | slice) -> Bearer | list[Bearer]:
        """Return one bearer, or a run of them."""
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        tables = self._arrays.chain.tables
        role = int(self._columns.role[index])
        return Bearer(
            duty=self._arrays.duties.ids[self._columns.duty[index]],
            organization=tables["organizations"].ids[self._columns.organization[index]],
            function=FUNCTIONS[self._columns.function[index]],
            responsibility=RESPONSIBILITIES[self._columns.responsibility[index]],
            role=None if role == BODY else tables["roles"].ids[role],
        )

    def __iter__(self) -> Iterator[Bearer]:
        return (self[position] for position in range(len(self)))

    def of(
        self, *, duty: str | None = None, organization: str | None = None, role: str | None = None
    ) -> list[Bearer]:
        """Return the bearers of a duty, in an organization, or by a role."""
        return [
            bearer
            for bearer in self
            if duty in {None, bearer.duty}
            and organization in {None, bearer.organization}
            and role in {None, bearer.role}
        ]

    def to_frame(self, backend: str = "pandas", *, persons: bool = False) -> Any:  # noqa: ANN401
        """
        Return a frame: duty, organization, function, responsibility, role, person.

        `person` is blank unless `persons` is asked for; several holders are joined with `;`.
        """
        rows = list(self)
        holders = self._holders() if persons else {}
        return frame_of(
            {
                "duty": [row.duty for row in rows],
                "organization": [row.organization for row in rows],
                "function": [str(row.function) for row in rows],
                "responsibility": [str(row.responsibility) for row in rows],
                "role": [row.role for row in rows],
                "person": [holders.get(row.role) if row.role else None for row in rows],
            },
            backend,
        )

    def _holders(self) -> dict[str | None, str]:
        chain = self._arrays.chain
        return {
            chain.tables["roles"].ids[role]: ";".join(chain.persons(role)) for role in chain.holders.roles
        }
