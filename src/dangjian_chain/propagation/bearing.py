"""Who is expected to bear each carried duty (SEMANTICS, bearers)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.model.bearers import Alternatives
from dangjian_chain.model.vocabulary import Function, Responsibility

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.propagation.duties import EffectiveDuties
    from dangjian_chain.typing import Bools, Positions

BODY = -1
"""In a column of roles: the organization as a body."""

RESPONSIBILITIES = tuple(Responsibility)
CODE = {word: code for code, word in enumerate(RESPONSIBILITIES)}
FUNCTIONS = (Function.PERFORM, Function.MANAGE)


@frozen(eq=False)
class BearerArrays:
    """
    Expected bearers as columns of one length, ordered by duty, organization, function, responsibility, role.

    Parameters
    ----------
    duty, organization : int array
        Positions.
    function : int array
        0 performs, 1 manages.
    responsibility : int array
        Positions in `RESPONSIBILITIES`.
    role : int array
        Positions of roles, `BODY` for the organization itself.
    """

    duty: Positions
    organization: Positions
    function: Positions
    responsibility: Positions
    role: Positions

    def mark(self, shape: tuple[int, int], chosen: Bools | None = None) -> Bools:
        """Return duties × organizations that have a row, or a chosen row."""
        marked = np.zeros(shape, dtype=bool)
        rows = slice(None) if chosen is None else chosen
        marked[self.duty[rows], self.organization[rows]] = True
        return marked


class _Rows:
    """Grows columns of rows."""

    def __init__(self) -> None:
        self._parts: list[tuple[Any, ...]] = []

    def add(
        self,
        duty: int,
        organizations: NDArray[np.integer[Any]],
        function: int,
        responsibility: Responsibility,
        roles: int | Positions,
    ) -> None:
        count = len(organizations)
        if count:
            whole = np.full(count, 1, dtype=np.int32)
            self._parts.append(
                (whole * duty, organizations, whole * function, whole * CODE[responsibility], whole * roles)
            )

    def done(self) -> BearerArrays:
        if not self._parts:
            return BearerArrays(*(np.zeros(0, dtype=np.int32) for _ in range(5)))
        columns = [np.concatenate(parts).astype(np.int32) for parts in zip(*self._parts, strict=True)]
        order = np.lexsort(columns[::-1])
        return BearerArrays(*(column[order] for column in columns))


class Finder:
    """Finds roles for responsibilities, over all organizations at once."""

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._count = arrays.hierarchy.size
        self._head: Positions | None = None
        self._commission: Bools | None = None

    @property
    def head(self) -> Positions:
        """The pair of hands of each organization: its group leader in a group, else its secretary."""
        if self._head is None:
            arrays = self._arrays
            needed = {
                position: kind.needs
                for position, kind in enumerate(arrays.organization_kinds.values())
                if kind.needs
            }
            head = arrays.first_of_kind("secretary").copy()
            for code, kind in needed.items():
                if kind != "secretary":
                    here = arrays.kind == code
                    head[here] = arrays.first_of_kind(kind)[here]
            self._head = head
        return self._head

    def chosen(
        self, mask: Bools, alternatives: Alternatives, may_stand_in: Bools
    ) -> tuple[list[Positions], Bools]:
        """
        Return the roles of the first alternative that exists, and where none does.

        Parameters
        ----------
        mask : bool array, shape (n,)
            The organizations asked about.
        alternatives : tuple
            Role kinds in order of preference.
        may_stand_in : bool array, shape (n,)
            Where the head bears it when no alternative exists.

        Returns
        -------
        roles : list of int array, shape (n,)
            Several where kinds are responsible together; -1 where there is none.
        unborne : bool array, shape (n,)
        """
        rest = mask.copy()
        slots: list[Positions] = []
        for joint in alternatives:
            found = [self._arrays.first_of_kind(kind) for kind in joint]
            exists = rest & np.logical_or.reduce([roles >= 0 for roles in found])
            if exists.any():
                slots += [np.where(exists, roles, -1) for roles in found]
                rest &= ~exists
        stands = rest & may_stand_in & (self.head >= 0)
        if stands.any():
            slots.append(np.where(stands, self.head, -1))
        return slots, rest & ~stands

    def in_charge(
        self, mask: Bools, alternatives: Alternatives, area: str | None, subordinates: Sequence[int]
    ) -> list[tuple[int, int]]:
        """
        Return (organization, role) for the roles whose portfolio holds the area or a subordinate.

        `subordinates` are positions of organizations that carry the duty and
        whose line superior may be meant.
        """
        arrays = self._arrays
        kinds = {arrays.role_kind_code(kind) for joint in alternatives for kind in joint}
        found: set[tuple[int, int]] = set()
        for role in arrays.portfolios.get(area, ()) if area is not None else ():
            found.update((host, role) for host in arrays.hosts(role) if mask[host])
        ids = arrays.tables["organizations"].ids
        if len(arrays.portfolios):
            for below in subordinates:
                above = int(arrays.hierarchy.line[below])
                if above >= 0 and mask[above]:
                    found.update(
                        (above, role)
                        for role in arrays.portfolios.get(ids[below], ())
                        if above in arrays.hosts(role)
                    )
        return sorted((host, role) for host, role in found if int(arrays.role_kind[role]) in kinds)

    @property
    def commission(self) -> Bools:
        """Whether a discipline commission in force stands directly below; shape (n,)."""
        if self._commission is None:
            arrays = self._arrays
            code = list(arrays.organization_kinds).index("discipline_commission")
            hierarchy = arrays.hierarchy
            below = np.flatnonzero((arrays.kind == code) & hierarchy.in_force & (hierarchy.superior >= 0))
            self._commission = np.zeros(self._count, dtype=bool)
            self._commission[hierarchy.superior[below]] = True
        return self._commission

    def supervising(
        self, mask: Bools, alternatives: Alternatives, others: list[Positions], pairs: set[tuple[int, int]]
    ) -> tuple[Positions, Bools]:
        """
        Return the supervising role of each organization, -1 if none, and where one is wanting.

        A role that bears the duty in another way (`others`, `pairs`) does not
        supervise it. None is wanting where a discipline commission stands
        below, or where there is no committee.
        """
        roles = np.full(self._count, -1, dtype=np.int32)
        kinds = [kind for joint in alternatives for kind in joint]
        for kind in kinds:
            candidate = self._arrays.first_of_kind(kind)
            asked = mask & (roles < 0) & (candidate >= 0)
            taken = np.zeros(self._count, dtype=bool)
            for other in others:
                taken |= other == candidate
            for organization, role in pairs:
                taken[organization] |= candidate[organization] == role
            roles = np.where(asked & ~taken, candidate, roles)
            for organization in np.flatnonzero(asked & taken).tolist():
                roles[organization] = self._next_free(organization, kind, others, pairs)
        wanting = mask & (roles < 0) & ~self.commission & self._arrays.has_committee
        return roles, wanting

    def _next_free(
        self, organization: int, kind: str, others: list[Positions], pairs: set[tuple[int, int]]
    ) -> int:
        code = self._arrays.role_kind_code(kind)
        bearing = {int(other[organization]) for other in others}
        for role in self._arrays.roles_by_organization.get(organization, ()):
            if (
                int(self._arrays.role_kind[role]) == code
                and role not in bearing
                and (organization, role) not in pairs
            ):
                return role
        return -1


def bearing(
    arrays: ChainArrays, duties: EffectiveDuties, performs: Bools, manages: Bools
) -> tuple[BearerArrays, BearerArrays]:
    """
    Return the expected bearers of every carried duty, and what finds no role.

    The second has the same columns; its `role` is `BODY` throughout.
    """
    finder = Finder(arrays)
    bearers, unborne = _Rows(), _Rows()
    for duty in range(len(duties.ids)):
        masks = (performs[duty], manages[duty])
        if masks[0].any() or masks[1].any():
            _one_duty(finder, arrays, duties, duty, masks, bearers, unborne)
    return bearers.done(), unborne.done()


def _specs(
    duties: EffectiveDuties, duty: int, masks: tuple[Bools, Bools]
) -> Iterator[tuple[int, Bools, Responsibility, Alternatives]]:
    for code, function in enumerate(FUNCTIONS):
        if masks[code].any():
            for responsibility, alternatives in duties.spec(duty, function):
                yield code, masks[code], responsibility, alternatives


def _one_duty(  # noqa: PLR0913 - the loop's own variables
    finder: Finder,
    arrays: ChainArrays,
    duties: EffectiveDuties,
    duty: int,
    masks: tuple[Bools, Bools],
    bearers: _Rows,
    unborne: _Rows,
) -> None:
    others: list[Positions] = []
    pairs: set[tuple[int, int]] = set()
    later = []
    for code, mask, responsibility, alternatives in _specs(duties, duty, masks):
        if responsibility == Responsibility.PRINCIPAL:
            bearers.add(duty, np.flatnonzero(mask), code, responsibility, BODY)
        elif responsibility == Responsibility.PORTFOLIO:
            carriers = np.flatnonzero(masks[0] | masks[1]).tolist() if code else []
            found = finder.in_charge(mask, alternatives, duties.values[duty].area, carriers)
            pairs.update(found)
            for organization, role in found:
                bearers.add(duty, np.array([organization]), code, responsibility, role)
        elif responsibility == Responsibility.SUPERVISORY:
            later.append((code, mask, alternatives))
        elif responsibility != Responsibility.SUPPORTING:
            may_stand_in = np.ones_like(mask) if code else ~arrays.has_committee
            slots, without = finder.chosen(mask, alternatives, may_stand_in)
            others += slots
            for roles in slots:
                here = np.flatnonzero(roles >= 0)
                bearers.add(duty, here, code, responsibility, roles[here])
            unborne.add(duty, np.flatnonzero(without), code, responsibility, BODY)
    for code, mask, alternatives in later:
        roles, wanting = finder.supervising(mask, alternatives, others, pairs)
        here = np.flatnonzero(mask & (roles >= 0))
        bearers.add(duty, here, code, Responsibility.SUPERVISORY, roles[here])
        unborne.add(duty, np.flatnonzero(wanting), code, Responsibility.SUPERVISORY, BODY)
