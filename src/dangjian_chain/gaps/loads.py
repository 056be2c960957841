"""Loads: which duties each role bears, and which roles each person holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dangjian_chain.model.kind import COLLECTIVE
from dangjian_chain.propagation.declaring import UNKNOWN_ROLE

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.vocabulary import Responsibility
    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Bools, Positions

Numbers = NDArray[np.int64]

DEPUTIES = ("deputy_secretary", "full_time_deputy_secretary")
"""Role kinds that stand in for a secretary by their office."""


def borne(cascade: CascadeArrays, aside: Iterable[Responsibility]) -> tuple[Numbers, Numbers]:
    """
    Return roles and the duties each bears, a pair once, by role and then by duty.

    Rows of the organization's own and of classes count alike; those of the
    responsibilities in `aside` do not count.
    """
    rows = cascade.rows
    chosen = rows.role >= 0
    for responsibility in aside:
        chosen &= ~rows.is_(responsibility)
    count = max(cascade.shape[0], 1)
    pairs = np.unique(rows.role[chosen].astype(np.int64) * count + rows.duty[chosen])
    return pairs // count, pairs % count


def alone(cascade: CascadeArrays, aside: Iterable[Responsibility]) -> tuple[Numbers, Numbers, Numbers]:
    """
    Return duty, organization and role where one role is the only one that bears, ordered alike.

    A role that does not exist is somebody too: it may be a slip of the pen.
    """
    rows = cascade.rows
    chosen = (rows.role >= 0) | (rows.role == UNKNOWN_ROLE)
    for responsibility in aside:
        chosen &= ~rows.is_(responsibility)
    roles, organizations = len(cascade.chain.role_kind) + 1, max(cascade.shape[1], 1)
    pairs = rows.duty[chosen].astype(np.int64) * organizations + rows.organization[chosen]
    named = np.unique(pairs * roles + np.maximum(rows.role[chosen], -1) + 1)
    pair, role = named // roles, named % roles - 1
    _, place, several = np.unique(pair, return_index=True, return_counts=True)
    single = place[several == 1]
    single = single[role[single] >= 0]
    return pair[single] // organizations, pair[single] % organizations, role[single]


def lists_roles(cascade: CascadeArrays) -> Bools:
    """Return which organizations keep a list of their own in which a row names one of their roles; shape (n,)."""
    rows = cascade.rows
    found = np.zeros(cascade.shape[1], dtype=bool)
    found[rows.organization[~rows.by_class & (rows.role >= 0)]] = True
    return found & cascade.keeps_list


def awaited(cascade: CascadeArrays) -> Bools:
    """
    Return which roles are expected to bear a duty that their organization's list does not show; shape (r,).

    The missing duty is one gap already: that its bearer has nothing to do then is no other.
    """
    bearers = cascade.bearers
    rows = (bearers.role >= 0) & cascade.missing[bearers.duty, bearers.organization]
    found = np.zeros(len(cascade.chain.role_kind), dtype=bool)
    found[bearers.role[rows]] = True
    return found


def expected(cascade: CascadeArrays) -> Bools:
    """Return which roles are expected to bear some duty, whatever the lists say; shape (r,)."""
    found = np.zeros(len(cascade.chain.role_kind), dtype=bool)
    found[cascade.bearers.role[cascade.bearers.role >= 0]] = True
    return found


def stand_ins(arrays: ChainArrays) -> Bools:
    """Return which roles name another in force that stands in for them; shape (r,)."""
    table = arrays.tables["roles"]
    other = table.references("stand_in", table)
    named = (other >= 0) & (other != np.arange(len(other)))
    return named & arrays.forces["roles"][other]


def owns(arrays: ChainArrays, chosen: Bools) -> Positions:
    """Return how many of the roles marked each organization has itself; shape (n,)."""
    owner = arrays.role_organization
    return np.bincount(owner[chosen & (owner >= 0)], minlength=arrays.hierarchy.size).astype(np.int32)


def within(arrays: ChainArrays, organizations: Bools) -> Bools:
    """Return the roles of the organizations marked, in force or not; shape (r,)."""
    owner = arrays.role_organization
    roles: Bools = owner >= 0
    roles[roles] = organizations[owner[roles]]
    return roles


def several_posts(arrays: ChainArrays) -> list[list[int]]:
    """
    Return the roles in force of each person who holds several, by id; persons are not named.

    A collective is no post.
    """
    held = arrays.held_role
    alive = arrays.forces["appointments"] & (held >= 0)
    is_post = arrays.forces["roles"] & (arrays.role_kind != arrays.role_kind_code(COLLECTIVE))
    alive[alive] &= is_post[held[alive]]
    rows = np.flatnonzero(alive)
    persons = arrays.tables["appointments"].column("person")[rows]
    counted = Counter(persons)
    if len(counted) == len(rows):
        return []
    again = np.fromiter(map(counted.__getitem__, persons), dtype=np.int64, count=len(rows)) > 1
    posts: dict[str, set[int]] = {}
    for person, role in zip(persons[again], held[rows[again]].tolist(), strict=True):
        posts.setdefault(person, set()).add(role)
    return sorted(sorted(roles) for roles in posts.values() if len(roles) > 1)
