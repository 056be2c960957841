"""Who performs, manages and carries; what is declared and reached: duties × organizations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dangjian_chain.kernel.hierarchy import HierarchyArrays
from dangjian_chain.typing import Bools, Positions

_FAR = np.int32(2**30)


def manages(
    hierarchy: HierarchyArrays, performs: Bools, inside: Bools, managed_levels: Sequence[int | None]
) -> Bools:
    """
    Return which organizations must manage which duties (一级抓一级).

    Parameters
    ----------
    hierarchy : HierarchyArrays
        Of n organizations.
    performs : bool array, shape (m, n)
        Which organizations perform which of m duties.
    inside : bool array, shape (m, n)
        Which lie in the subtree of an origin of the duty.
    managed_levels : sequence of int or None, length m
        How many hand-overs above a performer are managed; `None` is up to the origin.

    Returns
    -------
    bool array, shape (m, n)
        The leading organizations inside that are the line superior of one that
        carries the duty, within the duty's levels.
    """
    limit = np.array([_FAR if levels is None else levels for levels in managed_levels], dtype=np.int32)
    may = inside & hierarchy.leads[np.newaxis, :] & (limit > 0)[:, np.newaxis]
    if all(levels is None for levels in managed_levels):
        return _manages_all(hierarchy, performs, may)
    return _manages_near(hierarchy, performs, may, limit)


def _manages_all(hierarchy: HierarchyArrays, performs: Bools, may: Bools) -> Bools:
    found = np.zeros_like(performs)
    for below, above, starts in _upward(hierarchy):
        carried = performs[:, below] | found[:, below]
        found[:, above] |= np.logical_or.reduceat(carried, starts, axis=1) & may[:, above]
    return found


def _manages_near(hierarchy: HierarchyArrays, performs: Bools, may: Bools, limit: Positions) -> Bools:
    distance = np.full(performs.shape, _FAR, dtype=np.int32)
    found = np.zeros_like(performs)
    for below, above, starts in _upward(hierarchy):
        step = np.where(performs[:, below], 1, np.where(found[:, below], distance[:, below] + 1, _FAR))
        nearest = np.minimum(distance[:, above], np.minimum.reduceat(step, starts, axis=1))
        distance[:, above] = nearest
        found[:, above] = may[:, above] & (nearest < _FAR) & (nearest <= limit[:, np.newaxis])
    return found


def _upward(hierarchy: HierarchyArrays) -> list[tuple[Positions, Positions, Positions]]:
    """Return, from the lowest level up: organizations by line superior, these, where each group starts."""
    steps = []
    for positions in reversed(hierarchy.levels):
        below = positions[hierarchy.line[positions] >= 0]
        if len(below):
            below = below[np.argsort(hierarchy.line[below], kind="stable")]
            above, starts = np.unique(hierarchy.line[below], return_index=True)
            steps.append((below, above.astype(np.int32), starts.astype(np.int32)))
    return steps


def received(hierarchy: HierarchyArrays, carries: Bools) -> Bools:
    """
    Return which organizations take a duty up from their line superior, shape (m, n).

    That is the lower end of a hand-over: both the line superior and the
    organization carry the duty.
    """
    has_line = hierarchy.line >= 0
    taken = np.zeros_like(carries)
    taken[:, has_line] = carries[:, has_line] & carries[:, hierarchy.line[has_line]]
    return taken


def reached(hierarchy: HierarchyArrays, carries: Bools, declared: Bools) -> Bools:
    """
    Return where an unbroken line of declarations has come down, shape (m, n).

    Declared, and the line superior does not carry the duty or is reached itself.
    """
    found = declared.copy()
    line = hierarchy.line
    for positions in hierarchy.levels[1:]:
        below = positions[line[positions] >= 0]
        if len(below):
            above = line[below]
            found[:, below] &= ~carries[:, above] | found[:, above]
    return found


def any_below(hierarchy: HierarchyArrays, marked: Bools) -> Bools:
    """Return which organizations are the line superior of a marked one, shape (m, n)."""
    found = np.zeros_like(marked)
    for below, above, starts in _upward(hierarchy):
        found[:, above] |= np.logical_or.reduceat(marked[:, below], starts, axis=1)
    return found
