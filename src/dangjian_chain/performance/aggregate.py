"""Large record sets: aggregated where they lie; only the groups come back, as counts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.errors import Problem, UnreadableDocumentError
from dangjian_chain.formats.cell_days import day as day_of_cell
from dangjian_chain.formats.cells import CellError, CellReader
from dangjian_chain.formats.headers import known_meanings
from dangjian_chain.formats.words import cell_words
from dangjian_chain.large_frame import Groups, LargeFrame
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.record import Record
from dangjian_chain.model.vocabulary import Outcome, RecordKind
from dangjian_chain.performance.counts import EVERY, KINDS, NOWHERE, Counts
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.grades import is_failing
from dangjian_chain.period import earliest, latest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.period import Day
    from dangjian_chain.typing import Bools

KEYS = ("organization", "kind", "duty", "subordinate", "by", "period", "outcome", "grade")
"""What records are grouped by, beside the time of their day."""
REQUIRED = ("organization", "kind", "on")
_UNREAD = -3
"""In place of a position: the cell says something that cannot be read."""
_KIND = Text(zh="记录类型", en="kind of record")
_OUTCOME = Text(zh="结论", en="outcome")


@frozen
class LeftOut:
    """
    Records that could not be counted, and why.

    Parameters
    ----------
    column : str
        The column that leaves them out: of an unknown organization or kind, without a
        readable day, or with words that cannot be read.
    value : object
        What stands there, `None` for nothing.
    count : int
        How many records it is.
    """

    column: str
    value: object
    count: int


@frozen(eq=False)
class Aggregation:
    """
    A large set of records as counts, and what of it could not be counted.

    Parameters
    ----------
    counts : Counts
    left_out : tuple of LeftOut
        Most records first; each record is left out once.
    """

    counts: Counts
    left_out: tuple[LeftOut, ...]


def aggregated(source: object, arrays: ChainArrays, cuts: Iterable[date] = ()) -> Counts:
    """
    Return a large set of records as counts, aggregated where it lies.

    Parameters
    ----------
    source : path-like or frame
        Parquet (a file, a folder of files, or a pattern), which DuckDB reads; or a frame of
        pandas, polars, pyarrow, DuckDB or PySpark, lazy or not. The columns are those of
        records, under our names or Chinese headers: `organization`, `kind` and `on` must be
        there; `duty`, `subordinate`, `by`, `period`, `outcome`, `grade` and `evidence` are
        blank where they are not; others are left unread.
    arrays : ChainArrays
        The chain on its day. Records dated after the day are left aside.
    cuts : iterable of date
        The days that an analysis divides by: first days of spans, and first days that are too
        late. No group holds records from both sides of one.

    Returns
    -------
    Counts
        As `counts_of` gives them of a chain that holds the same records, but in fewer groups.
        `left_out` says how many could not be counted; `aggregation` says why.

    Raises
    ------
    UnreadableDocumentError
        If there is no such file, it is no Parquet, or a column is missing or there twice.
    TypeError
        If the source is no frame, or a column holds lists or times with a zone.
    MissingExtraError
        If narwhals, pyarrow or DuckDB is not installed (the extra `large`).

    Notes
    -----
    The engine counts rows; Python looks at each distinct word once. Where `on` is a column of
    dates a group holds a month of them, less where a cut divides it. Where it is one of texts,
    which may say only a month or year, groups are of records dated alike, and so many more.

    Examples
    --------
    >>> import pandas as pd
    >>> from dangjian_chain import Organization, ResponsibilityChain
    >>> chain = ResponsibilityChain(organizations=[Organization("D1", kind="branch")]).at(date(2026, 9, 30))
    >>> frame = pd.DataFrame(
    ...     {
    ...         "党组织": ["D1", "D1", "D1", "D9"],
    ...         "记录类型": ["召开", "召开", "检查", "召开"],
    ...         "开展时间": pd.to_datetime(["2026-03-01", "2026-03-12", "2026-03-12", "2026-03-12"]),
    ...     }
    ... )
    >>> counts = aggregated(frame, chain.arrays)
    >>> sorted(zip([KINDS[kind].value for kind in counts.kind], counts.count.tolist())), counts.left_out
    ([('performed', 2), ('supervised', 1)], 1)
    >>> aggregation(frame, chain.arrays).left_out
    (LeftOut(column='organization', value='D9', count=1),)
    """
    return aggregation(source, arrays, cuts).counts


def aggregation(source: object, arrays: ChainArrays, cuts: Iterable[date] = ()) -> Aggregation:
    """Return a large set of records as counts, and what could not be counted; see `aggregated`."""
    frame = LargeFrame(source)
    names = _names(frame.columns, _place(source))
    day = arrays.day or date.max
    after = {day + timedelta(days=1)} if day < date.max else set()
    groups = frame.groups(
        [names[name] for name in KEYS if name in names],
        names["on"],
        names.get("evidence"),
        nothing=cell_words("nothing"),
        cuts=after.union(cuts),
    )
    return _Reading(groups, names, arrays).aggregation(day.toordinal())


def _place(source: object) -> str:
    return Path(source).name if isinstance(source, str | os.PathLike) else "frame records"


def _names(headers: list[str], place: str) -> dict[str, str]:
    """Return what each column of records that is wanted is called in the frame; raise where that is not clear."""
    wanted = {*KEYS, *REQUIRED, "evidence"}
    found: dict[str, str] = {}
    problems = []
    for position, meaning in known_meanings("records", headers, {}).items():
        name = "" if meaning.column is None else meaning.column.name
        if name in found:
            zh = f"列“{headers[position]}”与“{found[name]}”是同一项"
            en = f"the columns {headers[position]!r} and {found[name]!r} are one"
            problems.append(Problem("duplicate-column", place, Text(zh=zh, en=en)))
        elif name in wanted:
            found[name] = headers[position]
    labels = {column.name: column.zh for column in columns_of(Record)}
    for name in REQUIRED:
        if name not in found:
            zh, en = f"缺少“{labels[name]}”（{name}）一列", f"the column {name} is missing"
            problems.append(Problem("missing-column", place, Text(zh=zh, en=en)))
    if problems:
        raise UnreadableDocumentError(problems)
    return found


class _Reading:
    """The groups of a frame, read as records are read: each distinct cell once."""

    def __init__(self, groups: Groups, names: Mapping[str, str], arrays: ChainArrays) -> None:
        self._groups = groups
        self._names = names
        self._organizations: Mapping[Any, int] = arrays.tables["organizations"].positions
        self._cells = CellReader(is_table=True, organization_kinds={}, role_kinds={})
        self._chosen = np.ones(len(groups.count), dtype=bool)
        self._left_out: list[LeftOut] = []

    def aggregation(self, day: int) -> Aggregation:
        """Return the groups up to a day as counts; those that a column cannot be read of are left out."""
        cells, column, known = self._cells, self._column, self._organizations
        organization = column("organization", lambda raw: known.get(cells.id(raw), _UNREAD))
        kind = column("kind", self._kind, dtype=np.int8)
        first, last = self._days()
        subordinate = column("subordinate", lambda raw: known.get(cells.id(raw), NOWHERE), EVERY)
        by = column("by", lambda raw: known.get(cells.text(raw), -1), -1)
        failed = column("outcome", self._is_failed, 0, np.int8)
        poor = column("grade", self._is_poor, 0, np.int8)
        meant = [column("period", partial(self._meant, side=side), 0, np.int64) for side in (0, 1)]
        duties: dict[tuple[str, ...], int] = {(): 0}
        duty = column("duty", lambda raw: duties.setdefault(cells.ids(raw), len(duties)), 0)
        counts = Counts(
            kind=kind,
            organization=organization,
            subordinate=subordinate,
            by=by,
            duty=duty,
            duties=tuple(duties),
            first=first,
            last=np.minimum(last, day),
            meant_start=meant[0],
            meant_end=meant[1],
            failing=(failed > 0) | (poor > 0),
            count=self._groups.count,
            evidenced=self._groups.filled,
            left_out=sum(each.count for each in self._left_out),
        )
        left_out = sorted(self._left_out, key=lambda each: (-each.count, each.column, str(each.value)))
        chosen = self._chosen & (first <= day)
        return Aggregation(counts if chosen.all() else counts.take(chosen), tuple(left_out))

    # --- columns -------------------------------------------------------------------------

    def _column(  # an array of that type
        self,
        name: str,
        of: Callable[[Any], int],
        blank: int = _UNREAD,
        dtype: Any = np.int32,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """
        Return a number for each group, worked out once for each distinct cell.

        A required column that is blank, and a cell that cannot be read, leaves its group out.
        """
        header = self._names.get(name)
        if header is None:
            return np.full(len(self._chosen), blank, dtype=dtype)
        read = [self._read(raw, of, blank) for raw in self._groups.values[header]]
        found = np.array(read, dtype=dtype)[self._groups.codes[header]]
        if _UNREAD in read:
            self._leave_out(name, found == _UNREAD)
        return found

    def _read(self, raw: object, of: Callable[[Any], int], blank: int) -> int:
        try:
            return blank if self._cells.text(raw) is None else of(raw)
        except CellError:
            return _UNREAD

    def _leave_out(self, name: str, unread: Bools) -> None:
        unread = unread & self._chosen
        if unread.any():
            header = self._names[name]
            values, codes = self._groups.values.get(header, (None,)), self._groups.codes.get(header)
            codes = np.zeros(len(unread), dtype=np.intp) if codes is None else codes
            totals = np.zeros(len(values), dtype=np.int64)
            np.add.at(totals, codes[unread], self._groups.count[unread])
            self._left_out += [
                LeftOut(name, values[place], int(totals[place])) for place in np.flatnonzero(totals).tolist()
            ]
            self._chosen &= ~unread

    # --- cells ---------------------------------------------------------------------------

    def _kind(self, raw: object) -> int:
        kind = self._cells.choice(raw, RecordKind, "record_kind", _KIND)
        return _UNREAD if kind is None else KINDS.index(RecordKind(kind))

    def _is_failed(self, raw: object) -> int:
        return int(self._cells.choice(raw, Outcome, "outcome", _OUTCOME) is Outcome.FAILED)

    def _is_poor(self, raw: object) -> int:
        return int(is_failing(self._cells.text(raw) or ""))

    def _meant(self, raw: object, side: int) -> int:
        """Return the first day, or the one after the last, of the period that words state, 0 where they state none."""
        meant = stated_period(self._cells.text(raw) or "")
        if meant is None or meant.start is None or meant.end is None:
            return 0
        return (earliest(meant.start), latest(meant.end))[side].toordinal()

    def _days(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the ordinals of the first and last day that each group can mean."""
        if self._names["on"] in self._groups.values:
            first, last = (
                self._column("on", partial(self._day, side=side), dtype=np.int64)
                for side in (earliest, latest)
            )
            return first, last
        self._leave_out("on", self._groups.first == 0)
        return self._groups.first, self._groups.last

    def _day(self, raw: object, side: Callable[[Day], date]) -> int:
        read = day_of_cell(self._cells, raw)
        return _UNREAD if read is None else side(read).toordinal()
