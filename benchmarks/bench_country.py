"""A slice of a country: a frame to hierarchy and structure gaps, beside pandas reading its CSV."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from make import country
from measure import DAY, Line, in_turn, peak

AT = date.fromisoformat(DAY)
YARDSTICK = """
import sys
import pandas as pd
frame = pd.read_csv(sys.argv[1], dtype={"id": str, "superior": str})
"""
OURS = f"""
from datetime import date
from dangjian_chain import ResponsibilityChain, detect_gaps
chain = ResponsibilityChain.from_frames(organizations=frame)
gaps = detect_gaps(chain, at=date.fromisoformat("{DAY}"), select="DJ0")
"""


def lines(*, tiny: bool = False) -> Iterator[Line]:
    import pandas as pd

    from dangjian_chain import ResponsibilityChain, detect_gaps

    size = 1200 if tiny else 665_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "organizations.csv")
        country(path, size)

        def parse() -> pd.DataFrame:
            return pd.read_csv(path, dtype={"id": str, "superior": str})

        frame = parse()

        def analyze() -> None:
            chain = ResponsibilityChain.from_frames(organizations=frame)
            assert len(chain.hierarchy.loops) == 1
            assert chain.hierarchy.level(chain.hierarchy.roots[0]) == 0
            assert detect_gaps(chain, at=AT, select="DJ0").counts["DJ001"] == size // 1000

        ours, theirs = in_turn(analyze, parse, 1 if tiny else 5)
        alone, both = peak(YARDSTICK, str(path)), peak(YARDSTICK + OURS, str(path))
    yield Line(
        what=f"country: {size} organizations, five levels; frame to hierarchy and structure gaps",
        ours=ours,
        yardstick="pandas.read_csv",
        theirs=theirs,
        limit=8.0,
        remark="" if alone is None else f"{both} MB, of which pandas and its frame {alone} MB",
    )
