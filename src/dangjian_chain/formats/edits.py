"""
Edits laid over the CSV files of a folder: what a planted defect is.

An edit is a row `no, file, row, column, value`: the file, the row by its id or
key (`*` matches anything, and every row that matches is edited), the column and
its new cell. In the column, `+` adds a row given as `a=b | c=d`, and `-`
removes rows. Of a `.toml` file, a unit's own profile or scheme, the row is a parameter
or the id of an indicator, and the column one of its keys. Edits are applied in their order.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase

_PROFILE = ".toml"

Row = Mapping[str, str]
Rows = list[dict[str, str]]

_KEYS = {
    "appointments": "{role}#{person}#{since}",
    "assignments": "{duty}@{organization}/{role}#{responsibility}#{since}",
    "records": "{duty}@{organization}#{kind}#{on}#{subordinate}",
}


def edited_files(
    files: Mapping[str, bytes], edits: Iterable[Row], numbers: Collection[str] | None = None
) -> dict[str, bytes]:
    r"""
    Return files with edits applied.

    Parameters
    ----------
    files : mapping of str to bytes
        By name; those that are not edited stay as they are.
    edits : iterable of mapping
        Rows of a file of edits, as `rows_of` gives them.
    numbers : collection of str, optional
        Only the edits of these numbers.

    Raises
    ------
    LookupError
        If an edit finds no row to change.

    Examples
    --------
    >>> edit = {"no": "1", "file": "roles.csv", "row": "D1*", "column": "title", "value": "组长"}
    >>> edited_files({"roles.csv": "id,title\nD1.sj,书记\n".encode()}, [edit])["roles.csv"].decode()
    'id,title\nD1.sj,组长\n'
    """
    tables: dict[str, Rows] = {}
    profiles: dict[str, bytes] = {}
    for edit in edits:
        if numbers is None or edit["no"] in numbers:
            name = edit["file"]
            if name.endswith(_PROFILE):
                profiles[name] = _overridden(profiles.get(name, files.get(name, b"")), edit)
            else:
                tables[name] = _edited(tables[name] if name in tables else rows_of(files[name]), edit)
    return {**files, **profiles, **{name: _content(rows) for name, rows in tables.items()}}


def rows_of(content: bytes) -> Rows:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _edited(rows: Rows, edit: Row) -> Rows:
    column, value = edit["column"], edit["value"]
    if column == "+":
        return [*rows, dict(cell.split("=", 1) for cell in value.split(" | "))]
    key = _KEYS.get(edit["file"].removesuffix(".csv"), "{id}")
    hit = [fnmatchcase(key.format_map(defaultdict(str, row)), edit["row"]) for row in rows]
    if not any(hit):
        raise LookupError(edit["no"], edit["file"], edit["row"])
    if column == "-":
        return [row for row, gone in zip(rows, hit, strict=True) if not gone]
    return [{**row, column: value} if mine else row for row, mine in zip(rows, hit, strict=True)]


def _overridden(profile: bytes, edit: Row) -> bytes:
    """Return a profile or scheme with a key of the first table of a parameter, or id, changed."""
    name, key = re.escape(edit["row"]), re.escape(edit["column"])
    wanted = rf'((?:parameter|id) = "{name}"\n(?:[^\[\n].*\n)*?{key} = ).*'
    changed, count = re.subn(wanted, lambda found: found[1] + edit["value"], profile.decode("utf-8"), count=1)
    if not count:
        raise LookupError(edit["no"], edit["file"], edit["row"])
    return changed.encode()


def _content(rows: Rows) -> bytes:
    made = io.StringIO(newline="")
    columns = dict.fromkeys(column for row in rows for column in row)
    writer = csv.DictWriter(made, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()
