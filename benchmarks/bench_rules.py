"""All rules: on the bureau of the examples, and on a slice of a country with two roles in each organization."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from make import posts
from measure import DAY, Line, Times, in_turn, peak, timed

AT = date.fromisoformat(DAY)
EXAMPLE = Path(__file__).parent.parent / "examples" / "geological-bureau"
NAMES = ("organizations", "roles", "appointments")
YARDSTICK = f"""
import sys
import pandas as pd
frames = {{name: pd.read_csv(f"{{sys.argv[1]}}/{{name}}.csv", dtype=str, keep_default_na=False) for name in {NAMES!r}}}
"""
OURS = f"""
from datetime import date
from dangjian_chain import ResponsibilityChain, detect_gaps
gaps = detect_gaps(ResponsibilityChain.from_frames(**frames), at=date.fromisoformat("{DAY}"))
"""


def lines(*, tiny: bool = False) -> Iterator[Line]:
    yield _bureau(1 if tiny else 9)
    yield _country(1200 if tiny else 665_000, 1 if tiny else 3)


def _bureau(count: int) -> Line:
    from dangjian_chain import detect_gaps, read

    chain = read(EXAMPLE)

    def ours() -> None:
        again = chain.with_collection(
            "changes", chain.changes.values()
        )  # nothing is kept from the run before
        detect_gaps(again, at=AT)

    ours()
    return Line(
        what=f"all rules on the bureau of the examples: {len(chain.organizations)} organizations, "
        f"{len(chain.roles)} roles, {len(chain.assignments)} assignments",
        ours=Times(tuple(timed(ours) for _ in range(count))),
        limit=1.0,
    )


def _country(size: int, count: int) -> Line:
    import pandas as pd

    from dangjian_chain import ResponsibilityChain, detect_gaps

    with tempfile.TemporaryDirectory() as folder:
        posts(Path(folder), size)

        def parse() -> dict[str, pd.DataFrame]:
            return {
                name: pd.read_csv(f"{folder}/{name}.csv", dtype=str, keep_default_na=False) for name in NAMES
            }

        chain = ResponsibilityChain.from_frames(**parse())

        def analyze() -> None:
            again = chain.with_collection("changes", ())  # nothing is kept from the run before
            assert detect_gaps(again, at=AT).counts["DJ011"] > 0

        ours, theirs = in_turn(analyze, parse, count)
        alone, both = peak(YARDSTICK, folder), peak(YARDSTICK + OURS, folder)
    return Line(
        what=f"all rules on {size} organizations with two roles and holders each",
        ours=ours,
        yardstick="pandas.read_csv of the three tables",
        theirs=theirs,
        limit=30.0,
        in_seconds=True,
        remark=""
        if alone is None
        else f"{both} MB with the chain made of frames, of which pandas and its frames {alone} MB",
    )
