"""A bureau as CSV: from the start of Python to all gaps, beside parsing the same files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from make import bureau
from measure import DAY, Line, child, in_turn

OURS = f"""
import sys
from datetime import date
from dangjian_chain import detect_gaps, read
gaps = detect_gaps(read(sys.argv[1]), at=date.fromisoformat("{DAY}"))
assert len(gaps) > 0
"""
YARDSTICK = """
import csv, sys
from pathlib import Path
import attrs, cattrs, numpy
for path in sorted(Path(sys.argv[1]).glob("*.csv")):
    with path.open(encoding="utf-8", newline="") as file:
        list(csv.DictReader(file))
"""


def lines(*, tiny: bool = False) -> Iterator[Line]:
    size = (32, 110, 8, 150) if tiny else (400, 1500, 60, 15_000)
    with tempfile.TemporaryDirectory() as folder:
        bureau(Path(folder), *size)
        ours, theirs = in_turn(child(OURS, folder), child(YARDSTICK, folder), 1 if tiny else 9)
    yield Line(
        what="bureau: {} organizations, {} roles, {} duties, {} assignments; CSV to all gaps".format(*size),
        ours=ours,
        yardstick="csv.DictReader, same imports",
        theirs=theirs,
        limit=1.0,
        in_seconds=True,
    )
