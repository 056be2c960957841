"""A year of a bureau: 60,000 records due, matched and appraised, beside pandas counting them by month."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from make import bureau
from measure import Line, in_turn

if TYPE_CHECKING:
    from dangjian_chain import Record, ResponsibilityChain

YEAR = 2026
AT = date(YEAR, 12, 31)
SCHEME = """\
schema = "dangjian-chain-scheme/1"
id = "{kind}"
name = {{zh = "示例考核", en = "an example"}}
for = ["{kind}"]
full_marks = {marks}
"""
INDICATOR = """
[[indicators]]
id = "{duty}"
title = {{zh = "{duty}", en = "{duty}"}}
duty = "{duty}"
weight = 2
method = "ratio"
"""


def lines(*, tiny: bool = False) -> Iterator[Line]:
    import pandas as pd

    from dangjian_chain import Scheme, appraise, due, read

    with tempfile.TemporaryDirectory() as folder:
        bureau(Path(folder))
        bare = read(Path(folder))
        records = list(_records(bare, 600 if tiny else 60_000))
        chain = bare.with_collection("records", records)
        schemes = [Scheme.read(path) for path in _schemes(bare, Path(folder))]
    frame = pd.DataFrame(
        {
            "organization": [record.organization for record in records],
            "duty": [record.duty[0] if record.duty else "" for record in records],
            "kind": [record.kind.value for record in records],
            "on": pd.to_datetime([record.on for record in records]),
        }
    )

    def ours() -> None:
        again = chain.with_collection("changes", ())  # nothing is kept from the run before
        assert len(due(again, YEAR, at=AT).counts)
        assert appraise(again, YEAR, at=AT, scheme=schemes).by_organization

    def theirs() -> None:
        months = frame["on"].dt.to_period("M")
        assert len(frame.groupby(["organization", "duty", "kind", months]).size())

    ours()
    yield Line(
        what=f"a year of {len(bare.organizations)} organizations and {len(bare.duties)} duties, "
        f"{len(records)} records: due, matched and appraised",
        **dict(zip(("ours", "theirs"), in_turn(ours, theirs, 1 if tiny else 9), strict=True)),
        yardstick="pandas counting the records by organization, duty and month",
        limit=1.0,
        in_seconds=True,
    )


def _schemes(chain: ResponsibilityChain, folder: Path) -> Iterator[Path]:
    for kind in ("branch", "committee"):
        duties = [duty.id for duty in chain.duties.values() if duty.performed_by == (kind,)]
        path = folder / f"{kind}.toml"
        text = SCHEME.format(kind=kind, marks=2 * len(duties))
        path.write_text(text + "".join(INDICATOR.format(duty=duty) for duty in duties), encoding="utf-8")
        yield path


def _records(chain: ResponsibilityChain, count: int) -> Iterator[Record]:
    """Yield records of the year: most of what was performed, one in ten of supervision."""
    from dangjian_chain import Record, RecordKind, propagate

    draw = random.Random(20260930)
    cascade = propagate(chain, at=AT)
    performed, managed = cascade.pairs("performs"), cascade.pairs("manages")
    for number in range(count):
        kind = RecordKind.SUPERVISED if number % 10 == 0 else RecordKind.PERFORMED
        duty, organization = draw.choice(managed if number % 10 == 0 else performed)
        on = date(YEAR, 1, 1) + timedelta(draw.randrange(365))
        named: Sequence[str] = (duty,) if draw.random() < 0.95 else ()
        yield Record(organization, kind, on, duty=tuple(named), evidence=f"{organization}-{number}")
