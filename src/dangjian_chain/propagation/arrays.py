"""The cascade as arrays: everything expected, declared and reached, duties × organizations."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.kernel import matrices
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.propagation.bearing import CODE, BearerArrays, bearing
from dangjian_chain.propagation.declaring import UNKNOWN_ROLE, DeclaredRows, Declaring
from dangjian_chain.propagation.duties import EffectiveDuties
from dangjian_chain.propagation.performing import Performing, performing

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.typing import Bools


class CascadeArrays:
    """
    What holds on a day for m duties and n organizations; every matrix has shape (m, n).

    Terms as in SEMANTICS: performs, manages, carries, expected, declared,
    reached, missing, stray.
    """

    def __init__(self, chain: ChainArrays) -> None:
        self.chain = chain
        self.hierarchy = chain.hierarchy
        self.duties = EffectiveDuties(chain)

    @property
    def shape(self) -> tuple[int, int]:
        """(m, n)."""
        return len(self.duties.ids), self.hierarchy.size

    @cached_property
    def performing(self) -> Performing:
        """Who performs, and which duties the cascade rules say nothing of."""
        return performing(self.chain, self.duties)

    @property
    def performs(self) -> Bools:
        """Performed there, as far as is known."""
        return self.performing.performs

    @cached_property
    def manages(self) -> Bools:
        """Managed there: one level manages the next."""
        levels = [duty.managed_levels for duty in self.duties.values]
        return matrices.manages(self.hierarchy, self.performs, self.performing.inside, levels)

    @cached_property
    def carries(self) -> Bools:
        """Performed or managed."""
        return self.performs | self.manages

    @cached_property
    def expected(self) -> Bools:
        """Carried, and the duty is required."""
        return self.carries & self.duties.required[:, np.newaxis]

    @cached_property
    def received(self) -> Bools:
        """Carried, and so it is by the line superior: the lower end of a hand-over."""
        return matrices.received(self.hierarchy, self.carries)

    # --- bearers ---------------------------------------------------------------

    @cached_property
    def _bearing(self) -> tuple[BearerArrays, BearerArrays]:
        return bearing(self.chain, self.duties, self.performs, self.manages)

    @property
    def bearers(self) -> BearerArrays:
        """Who is expected to bear what."""
        return self._bearing[0]

    @property
    def unborne(self) -> BearerArrays:
        """Responsibilities that find no role."""
        return self._bearing[1]

    @cached_property
    def excused(self) -> Bools:
        """Carried, the duty names responsibilities, and nobody is expected for any of them."""
        someone = self.bearers.mark(self.shape) | self.unborne.mark(self.shape)
        return self.carries & self.duties.names_bearers[:, np.newaxis] & ~someone

    # --- declarations ----------------------------------------------------------

    @cached_property
    def declaring(self) -> Declaring:
        """The assignments of the day."""
        return Declaring(self.chain, self.duties)

    @cached_property
    def rows(self) -> DeclaredRows:
        """Every assignment in force, classes spread, helpers and roles of others included."""
        return self.declaring.rows(self.performs, self.manages, self.bearers)

    @cached_property
    def counts(self) -> Bools:
        """Which rows declare: not supporting, a known role, supervisory only where nobody else is expected."""
        rows = self.rows
        other = np.zeros(self.shape, dtype=bool)
        for expected in self._bearing:
            doing = expected.responsibility != CODE[Responsibility.SUPERVISORY]
            other |= expected.mark(self.shape, doing)
        supervises = rows.is_(Responsibility.SUPERVISORY)
        alone = ~other[rows.duty, rows.organization] & self.carries[rows.duty, rows.organization]
        return ~rows.is_(Responsibility.SUPPORTING) & (rows.role != UNKNOWN_ROLE) & (~supervises | alone)

    @cached_property
    def declared_itself(self) -> Bools:
        """Declared there by a row that names the duty itself, not a part of it."""
        rows = self.rows
        declared = np.zeros(self.shape, dtype=bool)
        declared[rows.duty[self.counts], rows.organization[self.counts]] = True
        return declared

    @cached_property
    def declared(self) -> Bools:
        """Declared there, by a row of its own, of its class, or of a part of the duty."""
        declared = self.declared_itself.copy()
        for part, whole in self.duties.parts:
            declared[whole] |= self.declared_itself[part]
        return declared

    @cached_property
    def reached(self) -> Bools:
        """An unbroken line of declarations has come down."""
        return matrices.reached(self.hierarchy, self.carries, self.declared)

    @property
    def keeps_list(self) -> Bools:
        """Which organizations keep a list of their own; shape (n,)."""
        return self.declaring.keeps_list

    @cached_property
    def wanted(self) -> Bools:
        """Expected, and somebody is there to bear it."""
        return self.expected & ~self.excused

    @cached_property
    def missing(self) -> Bools:
        """Wanted where a list is kept, and not declared."""
        return self.wanted & ~self.declared & self.keeps_list[np.newaxis, :]

    @cached_property
    def helped(self) -> Bools:
        """Declared concrete, and no more, in a unit directly under an organization that carries the duty."""
        rows = self.rows
        more = np.zeros(self.shape, dtype=bool)
        other = self.counts & ~rows.is_(Responsibility.CONCRETE)
        more[rows.duty[other], rows.organization[other]] = True
        own = more.copy()
        for part, whole in self.duties.parts:
            more[whole] |= own[part] & ~self.declared_itself[whole]
        unit = list(self.chain.organization_kinds).index("unit")
        above = self.hierarchy.superior
        helper = (self.chain.kind == unit) & (above >= 0)
        return self.declared & ~more & helper & self.carries[:, above]

    @cached_property
    def stray(self) -> Bools:
        """Declared where it is not carried, for duties that say who performs them; not where it is unknown."""
        return (
            self.declared
            & ~self.helped
            & ~self.carries
            & ~self.performing.unknown
            & self.duties.has_performers[:, np.newaxis]
        )

    @cached_property
    def speaking(self) -> Bools:
        """Where the cascade rules speak: reachable, a required duty whose origin is known."""
        duties = self.duties.required & ~self.performing.silent
        return duties[:, np.newaxis] & self.hierarchy.reachable[np.newaxis, :]
