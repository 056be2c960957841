"""Weighing: how much each role bears, and how much its peers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.gaps.loads import borne
from dangjian_chain.model.vocabulary import Responsibility

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.gaps.context import Context
    from dangjian_chain.typing import Floats, Positions


@frozen(eq=False)
class Weighing:
    """
    What each role bears, and what its peers bear; every array has shape (r,).

    Parameters
    ----------
    count : int array
        Distinct duties, supporting aside.
    load : float array
        The same, each by its weight; 0 for a role that is not in force or whose organization is unknown.
    peers : int array
        How many other roles of its kind, in organizations of one kind, bear anything.
    typical : float array
        The middle of their loads; NaN where there are none.
    """

    count: Positions
    load: Floats
    peers: Positions
    typical: Floats

    @classmethod
    def of(cls, context: Context) -> Weighing:
        """Weigh the roles of a context."""
        arrays = context.arrays
        size = len(context.table("roles"))
        roles, duties = borne(context.cascade, (Responsibility.SUPPORTING,))
        known = context.figures.roles_alive & (arrays.role_organization >= 0)
        roles, duties = roles[known[roles]], duties[known[roles]]
        load = np.bincount(roles, weights=_weights(context)[duties], minlength=size).astype(np.float64)
        bearing = np.flatnonzero(load > 0)
        kind = arrays.kind[arrays.role_organization[bearing]]
        group = kind.astype(np.int64) * len(arrays.role_kinds) + arrays.role_kind[bearing]
        peers, typical = np.zeros(size, dtype=np.int32), np.full(size, np.nan)
        peers[bearing], typical[bearing] = _others(load[bearing], group)
        return cls(np.bincount(roles, minlength=size).astype(np.int32), load, peers, typical)


def _weights(context: Context) -> Floats:
    """Return how much each duty counts: its weight by the mean of all weights, one where it has none; shape (m,)."""
    weights = np.array(
        [np.nan if duty.weight is None else duty.weight for duty in context.cascade.duties.values],
        dtype=np.float64,
    )
    stated = ~np.isnan(weights)
    mean = float(weights[stated].mean()) if stated.any() else 0.0
    counted: Floats = np.where(stated, weights / mean, 1.0) if mean > 0 else np.ones(len(weights))
    return counted


def _others(load: Floats, group: NDArray[np.int64]) -> tuple[Positions, Floats]:
    """Return, for each, how many others there are in its group and the middle of their loads, NaN for none."""
    order = np.lexsort((load, group))
    sorted_load = load[order]
    _, start, place, size = np.unique(
        group[order], return_index=True, return_inverse=True, return_counts=True
    )
    first, others = start[place], size[place] - 1
    own = np.arange(len(order)) - first
    low, high = np.maximum(others - 1, 0) // 2, others // 2
    middle = np.full(len(order), np.nan)
    some = others > 0
    at_low = (first + low + (low >= own))[some]
    at_high = (first + high + (high >= own))[some]
    middle[some] = (sorted_load[at_low] + sorted_load[at_high]) / 2
    peers, typical = np.empty(len(order), dtype=np.int32), np.empty(len(order))
    peers[order], typical[order] = others, middle
    return peers, typical
