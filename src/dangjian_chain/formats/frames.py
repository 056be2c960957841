"""Data frames as sheets: unit databases as they really look."""

from __future__ import annotations

from typing import Any

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.formats.assembling import Assembler
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.sheet import Sheet
from dangjian_chain.frame import columns_of_frame
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import COLLECTIONS

_OPTIONS = ("duplicates", "bad_rows", "columns", "kinds", "roots", "code_levels", "wide")


def from_frames(**frames: Any) -> ResponsibilityChain:
    """
    Return the chain of data frames, columns taken as columns.

    Parameters
    ----------
    organizations, roles, appointments, duties, assignments, records, … : frame
        pandas, polars or pyarrow frames, or mappings of names to columns.
    columns : mapping
        Names of the frames' columns that mean ours (`{"dwmc": "name"}`), flat or by collection.
    kinds : mapping
        Codes that mean kinds of ours (`{"01": "committee"}`), flat or by collection.
        A unit's own kinds come as values of `Kind` through a frame `kinds` only if it is a frame.
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
        With everything wrong in all frames.
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
    options.setdefault("wide", False)
    options["wide"] = bool(options["wide"])
    for name in frames:
        if name == "kinds":
            continue
        if name not in COLLECTIONS:
            raise UnknownNameError("collection", name, COLLECTIONS)
    chosen = ReadOptions(**options)
    sheets = [_sheet(name, frame) for name, frame in frames.items() if frame is not None]
    return Assembler(chosen).chain(sheets)


def _sheet(collection: str, frame: object) -> Sheet:
    columns = columns_of_frame(frame)
    headers = list(columns)
    count = len(columns[headers[0]]) if headers else 0
    source = f"frame {collection}"

    def spot(row: int, header: int | None) -> str:
        where = source if row < 0 else f"{source} row {row}"
        return where if header is None else f"{where} column {headers[header]}"

    return Sheet(
        collection, source, headers, [columns[header] for header in headers], list(range(count)), spot
    )
