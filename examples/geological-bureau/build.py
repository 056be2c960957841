"""
Make `assignments.csv`: the cascade of the other files, adopted, in the units' own words.

    python build.py
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs

import dangjian_chain as dc

HERE = Path(__file__).parent
AT = date(2026, 9, 30)
SINCE = date(2026, 2, 10)
ACKNOWLEDGED_ON = date(2026, 2, 28)


def build(target: Path = HERE / "assignments.csv") -> None:
    """Write the assignments that the cascade asks for into `target`."""
    chain = dc.propagate(dc.read(HERE).with_collection("assignments", ()), at=AT).adopt()
    with tempfile.TemporaryDirectory() as folder:
        dc.write(chain.with_collection("assignments", _worded(chain)), folder)
        target.write_bytes((Path(folder) / "assignments.csv").read_bytes())


def _worded(chain: dc.ResponsibilityChain) -> Iterator[dc.Assignment]:
    """Yield the assignments, dated; the first row of a pair carries the unit's own wording."""
    with (HERE / "wordings.csv").open(encoding="utf-8-sig", newline="") as file:
        words = {(row["organization"], row["duty"]): row["wording"] for row in csv.DictReader(file)}
    order = list(dc.Responsibility)
    for row in sorted(chain.assignments.values(), key=lambda row: order.index(row.responsibility)):
        wording = words.pop((row.organization, row.duty), None)
        yield attrs.evolve(row, wording=wording, since=SINCE, acknowledged_on=ACKNOWLEDGED_ON)
    if words:
        sys.exit(f"wordings.csv words what nobody carries: {sorted(words)}")


if __name__ == "__main__":
    build()
