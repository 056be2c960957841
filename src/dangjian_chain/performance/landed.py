"""How far what is due was done, by organization, duty, unit, level, kind or function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.model.vocabulary import Function
from dangjian_chain.performance.due_state import STATES, DueState

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.chain import ResponsibilityChain


@frozen
class LandedRow:
    """
    What was due in one group, and what the records show of it.

    Parameters
    ----------
    key, name : str
        Of the organization, duty, unit, level, kind or function.
    due : int
        Items past their day, or done; elective ones only where done.
    done : int
        In time.
    late : int
    not_seen : int
        Past their day, fewer records than due, where the records are stated complete.
    unknown : int
        Past their day, nothing is concluded.
    running : int
        Not due yet; not among `due`.
    """

    key: str
    name: str
    due: int
    done: int
    late: int
    not_seen: int
    unknown: int
    running: int

    @property
    def known(self) -> int:
        """Of how many it is known whether they were done."""
        return self.done + self.late + self.not_seen

    @property
    def rate(self) -> float | None:
        """The share done, in time or late, of those known; `None` where nothing is."""
        return None if not self.known else (self.done + self.late) / self.known


class Landed(Listing[LandedRow]):
    """Rows of one grouping, by key; made by `DueItems.landed`."""

    def __init__(self, by: str, rows: Sequence[LandedRow]) -> None:
        self.by = by
        self._chosen = tuple(rows)

    def _of(self, chosen: Sequence[LandedRow]) -> Landed:
        return Landed(self.by, chosen)

    @property
    def total(self) -> LandedRow:
        """All rows together."""
        figures = ("due", "done", "late", "not_seen", "unknown", "running")
        return LandedRow("", "", *(sum(getattr(row, name) for row in self._chosen) for name in figures))

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values."""
        names = ("key", "name", "due", "done", "late", "not_seen", "unknown", "running", "rate")
        return {name: [getattr(row, name) for row in self._chosen] for name in names}

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: key, name, due, done, late, not_seen, unknown, running, rate."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        whole = self.total
        return (
            f"<Landed by {self.by}: {len(self)} rows, {whole.done + whole.late} done of {whole.known} known>"
        )


def landed_by(chain: ResponsibilityChain, by: str, keys: NDArray[Any], states: NDArray[np.int8]) -> Landed:
    """Return the rows of a grouping, given the group and the state of each item."""
    groups, which = np.unique(keys, return_inverse=True)
    table = np.zeros((len(groups), len(STATES)), dtype=np.int64)
    np.add.at(table, (which, states), 1)
    rows = []
    for group, counts in zip(groups.tolist(), table.tolist(), strict=True):
        of = dict(zip(STATES, counts, strict=True))
        done, late, unknown = of[DueState.DONE], of[DueState.LATE], of[DueState.UNKNOWN]
        not_seen = of[DueState.SHORT] + of[DueState.NOT_SEEN]
        key, name = _called(chain, by, int(group))
        due = done + late + not_seen + unknown
        rows.append(LandedRow(key, name, due, done, late, not_seen, unknown, of[DueState.RUNNING]))
    return Landed(by, rows)


def _called(chain: ResponsibilityChain, by: str, group: int) -> tuple[str, str]:
    """Return the key and the name of a group."""
    if by == "duty":
        table = chain.tables["duties"]
        return table.ids[group], table.column("title")[group]
    if by in {"organization", "unit"}:
        table = chain.tables["organizations"]
        return (table.ids[group], table.column("name")[group]) if group >= 0 else ("", "")
    if by == "kind":
        kind = list(chain.arrays.organization_kinds.values())[group]
        return kind.id, kind.label.zh
    if by == "function":
        function = tuple(Function)[group]
        return function.value, function.label.zh
    return str(group), str(group)
