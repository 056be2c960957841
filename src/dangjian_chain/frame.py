"""Data frames of whichever library the user names; the one door to narwhals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dangjian_chain.errors import MissingExtraError


def _narwhals() -> Any:  # noqa: ANN401 - a module
    try:
        import narwhals.stable.v2 as nw
    except ImportError as error:
        raise MissingExtraError("frames", "narwhals") from error
    return nw


def frame_of(columns: Mapping[str, Sequence[Any]], backend: str = "pandas") -> Any:  # noqa: ANN401
    """
    Return a data frame of columns.

    Parameters
    ----------
    columns : mapping of str to sequence
        In the order of the frame's columns.
    backend : {"pandas", "polars", "pyarrow"}
        The library whose frame is wanted; it has to be installed.

    Raises
    ------
    ValueError
        If the backend is none of the three.
    MissingExtraError
        If narwhals or the backend is not installed.
    """
    if backend not in {"pandas", "polars", "pyarrow"}:
        message = f"backend is 'pandas', 'polars' or 'pyarrow', not {backend!r}"
        raise ValueError(message)
    nw = _narwhals()
    try:
        return nw.from_dict(
            {name: list(values) for name, values in columns.items()}, backend=backend
        ).to_native()
    except ModuleNotFoundError as error:
        raise MissingExtraError("frames", backend) from error


def columns_of_frame(frame: object) -> dict[str, list[Any]]:
    """
    Return the columns of a pandas, polars or pyarrow frame as lists of Python values.

    Missing values become `None`. A mapping of names to sequences is taken as it is.

    Raises
    ------
    TypeError
        If it is none of these.
    """
    if isinstance(frame, Mapping):
        return {str(name): list(values) for name, values in frame.items()}
    nw = _narwhals()
    try:
        table = nw.from_native(frame)
    except TypeError as error:
        message = f"a pandas, polars or pyarrow frame is wanted, not {type(frame).__name__}"
        raise TypeError(message) from error
    if isinstance(table, nw.LazyFrame):
        table = table.collect()
    return {str(name): _values(table[name]) for name in table.columns}


def _values(series: Any) -> list[Any]:  # noqa: ANN401
    """Return a series as Python values with `None` for every kind of missing."""
    values = list(series.to_list())
    for row in series.is_null().arg_true().to_list():
        values[row] = None
    if series.dtype.is_float():
        values = [None if value != value else value for value in values]  # noqa: PLR0124 - NaN
    return values
