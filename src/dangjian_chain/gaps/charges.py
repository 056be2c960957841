"""Charges: what the portfolios of leading bodies hold, as areas and as organizations (班子分工)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.typing import Bools, Positions


@frozen(eq=False)
class Charges:
    """
    What is in whose charge: a row an entry of a portfolio, ordered by organization, entry and role.

    Parameters
    ----------
    organization, entry, role : int array
        Positions; of the roles in force that belong to the leading body of a known organization.
    names : list of str
        What the entries say, in order: areas, or ids of organizations.
    named : int array, shape (len(names),)
        The organization that each entry is the id of; -1 for none.
    """

    organization: Positions
    entry: Positions
    role: Positions
    names: list[str]
    named: Positions

    def __len__(self) -> int:
        return len(self.role)

    @property
    def target(self) -> Positions:
        """The organization that each row puts in somebody's charge; -1 for an area."""
        return self.named[self.entry]

    def take(self, rows: Bools) -> Charges:
        """Return the rows marked."""
        return evolve(
            self, organization=self.organization[rows], entry=self.entry[rows], role=self.role[rows]
        )

    def groups(self) -> list[tuple[int, int, list[int]]]:
        """Return each organization and entry that several rows share, with their roles."""
        same = (self.organization[1:] == self.organization[:-1]) & (self.entry[1:] == self.entry[:-1])
        starts = np.flatnonzero(np.diff(same.astype(np.int8), prepend=0) == 1)
        ends = np.flatnonzero(np.diff(same.astype(np.int8), append=0) == -1) + 2
        return [
            (int(self.organization[start]), int(self.entry[start]), self.role[start:end].tolist())
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def lent(self, arrays: ChainArrays) -> Charges:
        """Return the rows with those of covered units, whose roles count for the organizations that cover them."""
        covered = np.array(sorted({unit for _, unit in arrays.covers}), dtype=np.int32)
        rows = np.flatnonzero(np.isin(self.organization, covered)).tolist()
        pairs = [(host, row) for row in rows for host in arrays.hosts(int(self.role[row]))[1:]]
        if not pairs:
            return self
        hosts, lent = np.array(pairs, dtype=np.int32).T
        return _ordered(
            evolve(
                self,
                organization=np.concatenate((self.organization, hosts)),
                entry=np.concatenate((self.entry, self.entry[lent])),
                role=np.concatenate((self.role, self.role[lent])),
            )
        )


def charges(arrays: ChainArrays) -> Charges:
    """Return what the portfolios of the day hold; ask by `arrays.kept(charges)`, so that it is made once."""
    held = arrays.tables["roles"].columns.get("portfolio")
    roles = np.zeros(0, dtype=np.int64) if held is None else np.flatnonzero(_in_charge(arrays, held))
    portfolios = [] if held is None else held[roles].tolist()
    said = list(chain.from_iterable(portfolios))
    names = sorted(set(said))
    codes = dict(zip(names, range(len(names)), strict=True))
    lengths = np.fromiter(map(len, portfolios), dtype=np.int32, count=len(portfolios))
    role = np.repeat(roles, lengths).astype(np.int32)
    return _ordered(
        Charges(
            organization=arrays.role_organization[role],
            entry=np.fromiter(map(codes.__getitem__, said), dtype=np.int32, count=len(said)),
            role=role,
            names=names,
            named=np.array(arrays.tables["organizations"].find(names), dtype=np.int32),
        )
    )


def _in_charge(arrays: ChainArrays, held: NDArray[np.object_]) -> Bools:
    """Return which roles of leading bodies in force have a portfolio."""
    filled = np.fromiter(map(bool, held), dtype=bool, count=len(held))
    return filled & arrays.forces["roles"] & arrays.in_body & (arrays.role_organization >= 0)


def _ordered(made: Charges) -> Charges:
    """Return the rows in order, each once: a portfolio may say a thing twice."""
    order = np.lexsort((made.role, made.entry, made.organization))
    made = evolve(made, organization=made.organization[order], entry=made.entry[order], role=made.role[order])
    fresh = np.ones(len(made), dtype=bool)
    fresh[1:] = (
        (made.organization[1:] != made.organization[:-1])
        | (made.entry[1:] != made.entry[:-1])
        | (made.role[1:] != made.role[:-1])
    )
    return made.take(fresh)
