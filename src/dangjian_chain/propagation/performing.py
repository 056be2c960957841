"""Who performs a duty: kinds, conditions and the subtrees of origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.conditions import Conditions
    from dangjian_chain.propagation.duties import EffectiveDuties
    from dangjian_chain.typing import Bools


@frozen(eq=False)
class Performing:
    """
    Duties × organizations, shape (m, n), but for `silent`.

    Parameters
    ----------
    inside : bool array
        Reachable and in the subtree of an origin.
    performs : bool array
        Expected to perform.
    unknown : bool array
        Would perform if a blank column said so.
    silent : bool array, shape (m,)
        Duties whose origin is unknown or unreachable: the cascade rules say nothing of them.
    """

    inside: Bools
    performs: Bools
    unknown: Bools
    silent: Bools


def performing(arrays: ChainArrays, duties: EffectiveDuties) -> Performing:
    """Return who performs which duty on the day."""
    size = (len(duties.ids), arrays.hierarchy.size)
    inside, silent = _inside(arrays, duties)
    performs, unknown = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    kinds = {kind: code for code, kind in enumerate(arrays.organization_kinds)}
    tests = _Tests(arrays)
    for row, duty in enumerate(duties.values):
        codes = [kinds[kind] for kind in duty.performed_by if kind in kinds]
        if not codes:
            continue
        candidates = inside[row] & np.isin(arrays.kind, codes)
        holds, open_ = tests.of(duty.conditions)
        performs[row] = candidates & holds & ~open_
        unknown[row] = candidates & holds & open_
    return Performing(inside=inside, performs=performs, unknown=unknown, silent=silent)


def _inside(arrays: ChainArrays, duties: EffectiveDuties) -> tuple[Bools, Bools]:
    hierarchy = arrays.hierarchy
    table = arrays.tables["organizations"]
    inside = np.zeros((len(duties.ids), hierarchy.size), dtype=bool)
    silent = np.zeros(len(duties.ids), dtype=bool)
    known: dict[tuple[str, ...], tuple[Bools, bool]] = {}
    for row, duty in enumerate(duties.values):
        if duty.origin not in known:
            positions = np.array(table.find(duty.origin), dtype=np.int32)
            if not duty.origin:
                known[duty.origin] = hierarchy.reachable, False
            else:
                mark = hierarchy.inside(positions[positions >= 0])
                known[duty.origin] = mark, bool((positions < 0).any() or not mark.any())
        inside[row], silent[row] = known[duty.origin]
    return inside, silent


def conditions_met(arrays: ChainArrays, conditions: Conditions) -> tuple[Bools, Bools]:
    """Return where conditions hold or may hold, and where that is open because a column is blank; shape (n,)."""
    return _Tests(arrays).of(conditions)


class _Tests:
    """Conditions as masks: where all stated ones hold or are open, and where one is open."""

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._count = arrays.hierarchy.size
        self._known: dict[Conditions, tuple[Bools, Bools]] = {}

    def of(self, conditions: Conditions) -> tuple[Bools, Bools]:
        if conditions not in self._known:
            holds = np.ones(self._count, dtype=bool)
            open_ = np.zeros(self._count, dtype=bool)
            for name, wanted in conditions.stated().items():
                fits, blank = getattr(self, f"_{name}")(wanted)
                holds &= fits | blank
                open_ |= blank
            self._known[conditions] = holds, open_ & holds
        return self._known[conditions]

    def _compared(self, column: str, fits: Any) -> tuple[Bools, Bools]:  # noqa: ANN401 - a predicate
        values = self._arrays.tables["organizations"].column(column)
        blank = np.array([value is None for value in values], dtype=bool)
        return np.array([value is not None and fits(value) for value in values], dtype=bool), blank

    def _unit_type(self, wanted: tuple[str, ...]) -> tuple[Bools, Bools]:
        return self._compared("unit_type", lambda value: value in wanted)

    def _min_full_members(self, wanted: int) -> tuple[Bools, Bools]:
        return self._compared("full_members", lambda value: value >= wanted)

    def _max_full_members(self, wanted: int) -> tuple[Bools, Bools]:
        return self._compared("full_members", lambda value: value <= wanted)

    def _temporary(self, wanted: bool) -> tuple[Bools, Bools]:  # noqa: FBT001 - a condition's value
        return self._compared("temporary", lambda value: value == wanted)

    def _joint(self, wanted: bool) -> tuple[Bools, Bools]:  # noqa: FBT001
        return self._compared("joint", lambda value: value == wanted)

    def _has_committee(self, wanted: bool) -> tuple[Bools, Bools]:  # noqa: FBT001
        blank = np.full(self._count, not len(self._arrays.tables["roles"]))
        return self._arrays.has_committee == wanted, blank

    def _has_groups(self, wanted: bool) -> tuple[Bools, Bools]:  # noqa: FBT001
        hierarchy = self._arrays.hierarchy
        group = list(self._arrays.organization_kinds).index("group")
        groups = np.flatnonzero((self._arrays.kind == group) & hierarchy.in_force & (hierarchy.superior >= 0))
        has = np.zeros(self._count, dtype=bool)
        has[hierarchy.superior[groups]] = True
        return has == wanted, np.zeros(self._count, dtype=bool)
