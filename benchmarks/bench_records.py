"""Twenty million records in Parquet, counted as `due` needs them, beside the same query by hand in SQL."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import DAY, Line, child, in_turn, peak

ORGANIZATIONS = 5_000
RECORDS = f"""
COPY (
    WITH drawn AS (
        SELECT
            i,
            hash(i) % {ORGANIZATIONS} AS place,
            hash(i + 1000000000) % 20 AS duty,
            hash(i + 2000000000) % 365 AS day,
            CASE WHEN i % 20 < 17 THEN 'performed' WHEN i % 20 < 19 THEN 'supervised' ELSE 'appraised' END AS kind
        FROM range(?) AS numbers (i)
    )
    SELECT
        'B' || lpad((CASE WHEN kind = 'supervised' THEN place // 16 * 16 ELSE place END)::VARCHAR, 5, '0')
            AS organization,
        kind,
        DATE '2025-10-01' + day::INTEGER AS "on",
        CASE WHEN kind <> 'appraised' THEN 'S' || lpad((place % 3 * 20 + duty)::VARCHAR, 2, '0') END AS duty,
        CASE WHEN kind = 'supervised' THEN 'B' || lpad(place::VARCHAR, 5, '0') END AS subordinate,
        CASE WHEN kind = 'appraised' THEN 'B' || lpad((place // 16 * 16)::VARCHAR, 5, '0') END AS "by",
        CASE WHEN kind = 'appraised' THEN '2025年度' END AS period,
        CASE WHEN kind = 'appraised' THEN 'passed' WHEN hash(i + 3000000000) % 200 = 0 THEN 'failed' END
            AS outcome,
        CASE WHEN kind = 'appraised' THEN ['好', '较好', '一般', '差'][(hash(i + 4000000000) % 4)::INTEGER + 1] END AS grade,
        CASE WHEN hash(i + 5000000000) % 10 < 8 THEN '示例文号' || i END AS evidence
    FROM drawn
) TO '{{path}}' (FORMAT parquet, COMPRESSION zstd)
"""
OURS = f"""
import sys
from datetime import date
from dangjian_chain import Organization, ResponsibilityChain
from dangjian_chain.performance.aggregate import aggregated
organizations = [Organization(f"B{{n:05}}", kind="branch") for n in range({ORGANIZATIONS})]
chain = ResponsibilityChain(organizations=organizations).at(date.fromisoformat("{DAY}"))
cuts = [date(2026, month, 1) for month in range(1, 13)]
counts = aggregated(sys.argv[1], chain.arrays, cuts)
assert counts.count.sum() == int(sys.argv[2]) and not counts.left_out
"""
BY_HAND = """
import sys
import duckdb
duckdb.sql("SET enable_progress_bar = false")
found = duckdb.sql('''
    SELECT organization, kind, duty, subordinate, "by", period, outcome, grade,
        year("on") * 12 + month("on") AS month,
        count(*) AS records,
        count(*) FILTER (
            WHERE trim(evidence) NOT IN
            ('', '无', '—', '——', '－', '-', '--', '–', '/', '\\\\', '空', '暂无', 'N/A', 'n/a', 'NA')
        ) AS evidenced,
        min("on") AS first,
        max("on") AS last
    FROM read_parquet($path)
    GROUP BY ALL
''', params={"path": sys.argv[1]}).to_arrow_table()
assert found["records"].to_numpy().sum() == int(sys.argv[2])
"""


def lines(*, tiny: bool = False) -> Iterator[Line]:
    import duckdb

    count = 20_000 if tiny else 20_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "records.parquet")
        duckdb.execute(RECORDS.format(path=path), [count])
        given = path, str(count)
        ours, theirs = in_turn(child(OURS, *given), child(BY_HAND, *given), 1 if tiny else 5)
        mine, yours = peak(OURS, *given), peak(BY_HAND, *given)
    yield Line(
        what=f"{count} records of {ORGANIZATIONS} organizations in Parquet, counted in DuckDB, a fresh process",
        ours=ours,
        yardstick="the same query by hand in SQL",
        theirs=theirs,
        limit=1.5,
        remark="" if mine is None else f"{mine} MB (target 4000), by hand {yours} MB",
    )
