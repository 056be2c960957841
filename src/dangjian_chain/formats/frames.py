"""Data frames as sheets: unit databases as they really look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.formats.assembling import Assembler
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.sheet import Sheet
from dangjian_chain.frame import columns_of_frame
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import COLLECTIONS

_OPTIONS = ("duplicates", "bad_rows", "columns", "roots", "code_levels")


def from_frames(**frames: Any) -> ResponsibilityChain:
    """
    Return the chain of data frames, columns taken as columns.

    Parameters
    ----------
    organizations, roles, appointments, duties, assignments, records, … : frame
        pandas, polars or pyarrow frames, or mappings of names to columns.
    columns : mapping
        Names of the frames' columns that mean ours (`{"dwmc": "name"}`), flat or by collection.
    kinds : mapping or frame
        Codes that mean kinds of ours (`{"01": "committee"}`), flat or by collection;
        or the collection of a unit's own kinds, a frame with the columns `of` and `id`.
    roots : sequence
        Values of `superior` that mean there is none, such as `("", "0", "-1")`.
    code_levels : sequence of int, or str
        Where the ids say the hierarchy: lengths by level, widths of segments, or the mark between.
    wide : bool
        Whether posts are columns of organizations (书记, 副书记, 组织委员 …).
    duplicates, bad_rows : str
        As in `read`.

    Returns
    -------
    ResponsibilityChain

    Raises
    ------
    UnreadableDocumentError
        With everything wrong in all frames; rows are counted from 0.
    OptionError
        If an option means nothing.
    TypeError
        If something is no frame.

    Examples
    --------
    >>> chain = from_frames(
    ...     organizations={"dwbm": [10, 1001], "sjdw": [0, 10], "lx": ["01", "02"]},
    ...     columns={"dwbm": "id", "sjdw": "superior", "lx": "kind"},
    ...     kinds={"01": "committee", "02": "branch"},
    ...     roots=("0",),
    ... )
    >>> chain.organizations["1001"].kind, chain.hierarchy.superiors("1001")
    ('branch', ['10'])
    """
    options = {name: frames.pop(name) for name in _OPTIONS if name in frames}
    options["wide"] = bool(frames.pop("wide", False))
    if not _is_collection(frames.get("kinds")):
        options["kinds"] = frames.pop("kinds", None)
    for name in frames:
        if name not in COLLECTIONS:
            raise UnknownNameError("collection", name, (*COLLECTIONS, *_OPTIONS, "kinds", "wide"))
    chosen = ReadOptions(**options)
    sheets = [_sheet(name, frame) for name, frame in frames.items() if frame is not None]
    return Assembler(chosen).chain(sheets)


def _is_collection(kinds: object) -> bool:
    """Whether `kinds` are rows of kinds, not codes."""
    if isinstance(kinds, Mapping):
        return "of" in kinds and not isinstance(kinds["of"], str | Mapping)
    return kinds is not None


def _sheet(collection: str, frame: object) -> Sheet:
    columns = {name: _plain(values) for name, values in columns_of_frame(frame).items()}
    headers = list(columns)
    lengths = set(map(len, columns.values()))
    if len(lengths) > 1:
        message = f"the columns of {collection} have different lengths: {sorted(lengths)}"
        raise TypeError(message)
    source = f"frame {collection}"

    def spot(row: int, header: int | None) -> str:
        where = source if row < 0 else f"{source} row {row}"
        return where if header is None else f"{where} column {headers[header]}"

    return Sheet(collection, source, headers, list(columns.values()), range(max(lengths, default=0)), spot)


def _plain(values: list[Any]) -> list[Any]:
    """Return a column with numbers of numpy as Python's, and every kind of missing as `None`."""
    types = set(map(type, values))
    if types <= {str, int, bool, type(None)}:
        return values
    if any(kind.__module__ == "numpy" for kind in types):
        values = [value.item() if type(value).__module__ == "numpy" else value for value in values]
    return [None if type(value).__name__ == "NAType" or value != value else value for value in values]  # noqa: PLR0124 - NaN
