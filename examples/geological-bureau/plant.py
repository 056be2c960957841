"""
Lay the planted defects over a copy of the example.

    python plant.py TARGET            all of them
    python plant.py TARGET 08 12b     some of them

`defects.csv` says what to change: the row by its id or key (`*` matches
anything), the column, the new value. In the column, `+` adds a row given as
`a=b | c=d`, and `-` removes the rows. `defects-gaps.csv` says which gaps follow.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

HERE = Path(__file__).parent
FILES = ("organizations", "roles", "appointments", "duties", "assignments", "records", "changes")
KEYS = {
    "appointments": "{role}#{person}#{since}",
    "assignments": "{duty}@{organization}/{role}#{responsibility}#{since}",
    "records": "{duty}@{organization}#{kind}#{on}#{subordinate}",
}
Rows = list[dict[str, str]]


def rows_of(path: Path) -> Rows:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plant(target: Path, numbers: Iterable[str] | None = None) -> Path:
    """Write the example with the defects of those numbers (all without) into `target` and return it."""
    edits = rows_of(HERE / "defects.csv")
    chosen = {edit["no"] for edit in edits} if numbers is None else set(numbers)
    if unknown := chosen - {edit["no"] for edit in edits}:
        sys.exit(f"defects.csv has no {', '.join(sorted(unknown))}")
    tables = {name: rows_of(HERE / f"{name}.csv") for name in FILES}
    for edit in edits:
        if edit["no"] in chosen:
            name = edit["file"].removesuffix(".csv")
            tables[name] = _edited(name, tables[name], edit)
    target.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (target / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = dict.fromkeys(column for row in rows for column in row)
            writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return target


def _edited(name: str, rows: Rows, edit: dict[str, str]) -> Rows:
    if edit["column"] == "+":
        cells = dict(cell.split("=", 1) for cell in edit["value"].split(" | "))
        return [*rows, cells]
    key = KEYS.get(name, "{id}")
    hit = [row for row in rows if fnmatchcase(key.format_map(defaultdict(str, row)), edit["row"])]
    if not hit:
        sys.exit(f"defect {edit['no']}: {name}.csv has no row {edit['row']}")
    if edit["column"] == "-":
        return [row for row in rows if row not in hit]
    return [{**row, edit["column"]: edit["value"]} if row in hit else row for row in rows]


if __name__ == "__main__":
    plant(Path(sys.argv[1]), sys.argv[2:] or None)
