"""Large frames: rows counted in groups where they lie, in the engine that holds them; only the groups come back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.errors import MissingExtraError, Problem, UnreadableDocumentError
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SPACES = "[\\s\xa0\u3000]*"
"""As a pattern of any engine: some take only spaces of ASCII for spaces."""
_EPOCH = date(1970, 1, 1).toordinal()
_SETTINGS = (
    "SET preserve_insertion_order = false",  # takes memory, and groups have no order
    "SET enable_progress_bar = false",  # a library does not write to the terminal; refused where no bar can be drawn
    "SET autoinstall_known_extensions = false",  # nothing is fetched
)
_MOST_CUTS = 64
"""With more days to divide by than this, every day has a group of its own: the days are fewer than the questions."""


@frozen(eq=False)
class Groups:
    """
    Rows of a frame in c groups that are alike.

    Parameters
    ----------
    values : mapping of str to tuple
        The distinct values of each column that was grouped by, `None` the last of them.
    codes : mapping of str to int32 array, shape (c,)
        For each such column, which of its values a group holds.
    count : int64 array, shape (c,)
        How many rows it is.
    filled : int64 array, shape (c,)
        In how many of them the column `filled` is not blank.
    first, last : int64 array, shape (c,)
        The ordinals of the first and last day, 0 where there is none; 0 throughout where the
        days are no dates: then the column of days is among those grouped by.
    """

    values: Mapping[str, tuple[Any, ...]]
    codes: Mapping[str, NDArray[np.int32]]
    count: NDArray[np.int64]
    filled: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


class LargeFrame:
    """
    A frame that stays where it is: Parquet, or one of any library that narwhals knows.

    Parameters
    ----------
    source : path-like or frame
        A Parquet file, a folder of them, or a pattern such as `"2026/*.parquet"`, which DuckDB
        reads; or a frame of pandas, polars (eager or lazy), pyarrow, DuckDB or PySpark, which
        its own engine computes with.

    Raises
    ------
    TypeError
        If it is neither.
    UnreadableDocumentError
        If there is no such file, or it is no Parquet.
    MissingExtraError
        If narwhals, pyarrow or DuckDB is not installed.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = LargeFrame(pd.DataFrame({"who": ["A", "B", "A"], "on": pd.to_datetime(["2026-03-01"] * 3)}))
    >>> groups = frame.groups(["who"], day="on")
    >>> [(groups.values["who"][code], count) for code, count in zip(groups.codes["who"], groups.count.tolist())]
    [('A', 2), ('B', 1)]
    """

    def __init__(self, source: object) -> None:
        self._nw = _narwhals()
        native = _of_parquet(os.fspath(source)) if isinstance(source, str | os.PathLike) else source
        try:
            self._frame = self._nw.from_native(native)
        except TypeError as error:
            message = (
                "a path to Parquet, or a frame of pandas, polars, pyarrow, DuckDB or Spark is wanted, "
                f"not {type(source).__name__}"
            )
            raise TypeError(message) from error
        self._schema = dict(self._frame.collect_schema())

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return list(self._schema)

    def groups(
        self,
        keys: Sequence[str],
        day: str,
        filled: str | None = None,
        *,
        nothing: Iterable[str] = (),
        cuts: Iterable[date] = (),
    ) -> Groups:
        """
        Return the rows in groups that are alike in some columns and in the time of their day.

        One expression, the same on every engine.

        Parameters
        ----------
        keys : sequence of str
            Columns to group by, each of texts or numbers.
        day : str
            The column of days. Of dates a group holds those of one month that lie on the same side
            of every cut; of anything else, such as texts, those that are written alike.
        filled : str, optional
            A column to count in each group where it is not blank.
        nothing : iterable of str
            Words of that column that mean nothing is entered.
        cuts : iterable of date
            Days to divide by: the day itself lies after its cut.

        Raises
        ------
        TypeError
            If a column holds what cannot be grouped by: lists, or times with a zone.
        """
        nw = self._nw
        dated = self._is_dated(day)
        names = [*keys] if dated else [*keys, day]
        parts: dict[str, Any] = {f"key_{place}": self._key(name) for place, name in enumerate(names)}
        if dated:
            parts["bucket"] = self._bucket(day, cuts)
        by = list(parts)
        parts["day"] = nw.col(day) if dated else nw.lit(0)
        parts["filled"] = nw.lit(0) if filled is None else self._is_filled(filled, nothing)
        table = self._collected(
            self._frame.select(**parts)
            .group_by(*by)
            .agg(
                nw.len().alias("rows"),
                nw.col("filled").sum().alias("filled"),
                nw.col("day").min().alias("first"),
                nw.col("day").max().alias("last"),
            )
        )
        coded = {name: _coded(table[part]) for part, name in zip(by, names, strict=False)}
        nothing_known = np.zeros(table.num_rows, dtype=np.int64)
        return Groups(
            values={name: values for name, (values, _) in coded.items()},
            codes={name: codes for name, (_, codes) in coded.items()},
            count=_numbers(table["rows"]),
            filled=_numbers(table["filled"]),
            first=_ordinals(table["first"]) if dated else nothing_known,
            last=_ordinals(table["last"]) if dated else nothing_known,
        )

    # --- parts of the expression ---------------------------------------------------------

    def _is_dated(self, name: str) -> bool:
        dtype = self._schema[name]
        if isinstance(dtype, self._nw.Datetime) and dtype.time_zone is not None:
            message = f"column {name!r}: times with a zone are of different days in different places; make them dates"
            raise TypeError(message)
        return isinstance(dtype, self._nw.Date | self._nw.Datetime)

    def _key(self, name: str) -> Any:  # noqa: ANN401 - an expression
        nw, dtype = self._nw, self._schema[name]
        if dtype.is_nested():
            message = f"column {name!r}: texts are wanted, not {dtype}"
            raise TypeError(message)
        return nw.col(name).cast(nw.String) if isinstance(dtype, nw.Categorical | nw.Enum) else nw.col(name)

    def _bucket(self, day: str, cuts: Iterable[date]) -> Any:  # noqa: ANN401
        """Return a number that is the same for days of one month and one side of every cut, and of no others."""
        nw, column = self._nw, self._nw.col(day)
        month = column.dt.year() * 12 + column.dt.month()
        within = sorted({cut for cut in cuts if cut.day > 1})
        if len(within) > _MOST_CUTS:
            return month * 32 + column.dt.day()
        if isinstance(self._schema[day], nw.Datetime):
            within = [datetime(cut.year, cut.month, cut.day) for cut in within]  # noqa: DTZ001 - as the column
        bucket = month
        for cut in within:
            bucket = bucket + nw.when(column >= nw.lit(cut)).then(nw.lit(1)).otherwise(nw.lit(0))
        return bucket

    def _is_filled(self, name: str, nothing: Iterable[str]) -> Any:  # noqa: ANN401
        nw, column = self._nw, self._nw.col(name)
        there = ~column.is_null()
        if not isinstance(self._schema[name], nw.String | nw.Categorical | nw.Enum):
            return nw.when(there).then(nw.lit(1)).otherwise(nw.lit(0))
        # A pattern is three times as quick in DuckDB as stripping each text and comparing it.
        words = "|".join(re.escape(word) for word in nothing)
        blank = column.cast(nw.String).str.contains(f"^{_SPACES}(?:{words})?{_SPACES}$")
        return nw.when(there & ~blank).then(nw.lit(1)).otherwise(nw.lit(0))

    def _collected(self, grouped: Any) -> Any:  # noqa: ANN401 - a table of pyarrow
        nw = self._nw
        try:
            return (
                grouped.collect(backend="pyarrow").to_native()
                if isinstance(grouped, nw.LazyFrame)
                else grouped.to_arrow()
            )
        except ModuleNotFoundError as error:
            raise MissingExtraError("large", "pyarrow") from error


# --- what comes back ---------------------------------------------------------------------


def _coded(column: Any) -> tuple[tuple[Any, ...], NDArray[np.int32]]:  # noqa: ANN401 - of pyarrow
    """Return the distinct values of a column, `None` the last, and which each row holds."""
    coded = column.dictionary_encode().unify_dictionaries().combine_chunks()
    parts = coded.chunks if hasattr(coded, "chunks") else [coded]
    held = parts[0].dictionary.to_pylist() if parts else []
    values = (*(None if value != value else value for value in held), None)  # noqa: PLR0124 - NaN
    found = [part.indices.fill_null(len(values) - 1).to_numpy(zero_copy_only=False) for part in parts]
    return values, np.concatenate([np.zeros(0, dtype=np.int32), *found], dtype=np.int32)


def _numbers(column: Any) -> NDArray[np.int64]:  # noqa: ANN401
    return np.asarray(column.cast("int64").to_numpy(), dtype=np.int64)


def _ordinals(column: Any) -> NDArray[np.int64]:  # noqa: ANN401
    days = column.cast("date32", safe=False).cast("int32")
    return np.where(column.is_null().to_numpy(), 0, days.fill_null(0).to_numpy() + _EPOCH).astype(np.int64)


# --- where it lies -----------------------------------------------------------------------


def _narwhals() -> Any:  # noqa: ANN401 - a module
    try:
        import narwhals.stable.v2 as nw
    except ImportError as error:
        raise MissingExtraError("large", "narwhals") from error
    return nw


def _of_parquet(path: str) -> Any:  # noqa: ANN401 - a relation of DuckDB
    """Return the rows of Parquet as a relation of a database of its own, in memory; nothing is read yet."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError("large", "duckdb") from error
    place = Path(path)
    files = sorted(map(str, place.rglob("*.parquet"))) if place.is_dir() else [path]
    if not files:
        raise _unreadable("no-parquet", path, "这个文件夹里没有 Parquet 文件", "the folder holds no Parquet")
    database = duckdb.connect()
    for setting in _SETTINGS:
        with suppress(duckdb.InvalidInputException):
            database.execute(setting)
    try:
        return database.read_parquet(files, union_by_name=True)
    except duckdb.IOException as error:
        if not place.exists():
            zh, en = "没有这个文件或文件夹", "there is no such file or folder"
            raise _unreadable("no-such-file", path, zh, en) from error
        raise _unreadable("unreadable-file", path, "不是 Parquet 文件", "it is no Parquet") from error
    except duckdb.Error as error:
        raise _unreadable("unreadable-file", path, "不是 Parquet 文件", "it is no Parquet") from error


def _unreadable(code: str, path: str, zh: str, en: str) -> UnreadableDocumentError:
    return UnreadableDocumentError([Problem(code, path, Text(zh=zh, en=en))])
