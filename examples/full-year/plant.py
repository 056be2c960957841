"""
Lay the planted defects over the full year.

    python plant.py TARGET            all of them
    python plant.py TARGET DJ301      some of them

`defects.csv` says what to change, `defects-gaps.csv` which gaps follow.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from dangjian_chain.formats.edits import edited_files, rows_of

HERE = Path(__file__).parent


def plant(
    target: Path, numbers: Iterable[str] | None = None, files: Mapping[str, bytes] | None = None
) -> Path:
    """Write the full year with the defects of those numbers (all without) into `target` and return it."""
    edits = rows_of((HERE / "defects.csv").read_bytes())
    chosen = {edit["no"] for edit in edits} if numbers is None else set(numbers)
    if unknown := chosen - {edit["no"] for edit in edits}:
        sys.exit(f"defects.csv has no {', '.join(sorted(unknown))}")
    if files is None:
        from build import files as made  # noqa: PLC0415 - the script beside this one

        files = made()
    target.mkdir(parents=True, exist_ok=True)
    for name, content in edited_files(files, edits, chosen).items():
        (target / name).write_bytes(content)
    return target


if __name__ == "__main__":
    plant(Path(sys.argv[1]), sys.argv[2:] or None)
