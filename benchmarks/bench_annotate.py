"""A workbook back with 5,000 comments, beside opening and saving it with openpyxl."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from measure import DAY, Line, in_turn


def lines(*, tiny: bool = False) -> Iterator[Line]:
    import openpyxl

    from dangjian_chain import Organization, ResponsibilityChain, detect_gaps, read, write

    count = 50 if tiny else 5_000
    with tempfile.TemporaryDirectory() as folder:
        source, target, plain = (Path(folder) / f"{name}.xlsx" for name in ("lists", "copy", "plain"))
        branches = [
            Organization(f"B{n:05}", name=f"示例第{n}支部", kind="branch", superior="D9", members=9)
            for n in range(count)
        ]
        write(ResponsibilityChain(organizations=branches), source, language="zh")
        gaps = detect_gaps(read(source), at=date.fromisoformat(DAY), select="DJ001")
        assert len(gaps) == count

        def annotate() -> None:
            gaps.annotate(source, target)

        def resave() -> None:
            openpyxl.load_workbook(source, rich_text=True).save(plain)

        ours, theirs = in_turn(annotate, resave, 1 if tiny else 5)
    yield Line(
        what=f"annotate: {count} rows, a gap on each; comments, tints, the sheet with links",
        ours=ours,
        yardstick="openpyxl, load and save alone",
        theirs=theirs,
        limit=5.0,
        in_seconds=True,
    )
