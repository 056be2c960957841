"""
Lay the planted defects over a copy of the example.

    python plant.py TARGET            all of them
    python plant.py TARGET 08 12b     some of them

`defects.csv` says what to change, `defects-gaps.csv` which gaps follow.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from dangjian_chain.formats.edits import edited_files, rows_of

HERE = Path(__file__).parent
FILES = (
    "organizations.csv",
    "roles.csv",
    "appointments.csv",
    "duties.csv",
    "assignments.csv",
    "records.csv",
    "records_cover.csv",
    "ledger.csv",
    "changes.csv",
    "profile.toml",
)


def plant(target: Path, numbers: Iterable[str] | None = None) -> Path:
    """Write the example with the defects of those numbers (all without) into `target` and return it."""
    edits = rows_of((HERE / "defects.csv").read_bytes())
    chosen = {edit["no"] for edit in edits} if numbers is None else set(numbers)
    if unknown := chosen - {edit["no"] for edit in edits}:
        sys.exit(f"defects.csv has no {', '.join(sorted(unknown))}")
    files = {name: (HERE / name).read_bytes() for name in FILES}
    target.mkdir(parents=True, exist_ok=True)
    for name, content in edited_files(files, edits, chosen).items():
        (target / name).write_bytes(content)
    return target


if __name__ == "__main__":
    plant(Path(sys.argv[1]), sys.argv[2:] or None)
