"""Large record sets: the same answers from every engine as from the chain's own records."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_chain import Duty, Organization, ResponsibilityChain, due
from dangjian_chain.errors import MissingExtraError, UnreadableDocumentError
from dangjian_chain.formats.cells import CellReader
from dangjian_chain.large_frame import LargeFrame
from dangjian_chain.model.vocabulary import Outcome
from dangjian_chain.performance.aggregate import LeftOut, aggregated, aggregation
from dangjian_chain.performance.counts import Counts, counts_of

DAY = date(2026, 9, 30)
SPARK = "DANGJIAN_SPARK"
ORGANIZATIONS = ["D1", "D1-01", "D1-02", "D1-03"]
TEXTS = dict.fromkeys(
    ("organization", "kind", "duty", "subordinate", "by", "period", "outcome", "grade"), pl.String
)
SCHEMA = {**TEXTS, "evidence": pl.String, "on": pl.Date}

Row = dict[str, Any]


# --- records, as values and as rows ----------------------------------------------------

rows_of_records = st.lists(
    st.fixed_dictionaries(
        {
            "organization": st.sampled_from(ORGANIZATIONS),
            "kind": st.sampled_from(
                ["performed", "supervised", "appraised", "reported", "召开", "督促检查", "考核"]
            ),
            "on": st.dates(date(2024, 11, 1), DAY + timedelta(days=40)),
            "duty": st.sampled_from([None, "", "S1", "S2", "S1;S2", "S1、S3", "无"]),
            "subordinate": st.sampled_from([None, "D1-01", "D1-02", "X9", "—"]),
            "by": st.sampled_from([None, "D1", "示例同志", ""]),
            "period": st.sampled_from([None, "2025年度", "2026年第一季度", "上年度", "2026-03"]),
            "outcome": st.sampled_from([None, "passed", "failed", "合格", "未通过"]),
            "grade": st.sampled_from([None, "好", "差", "一般", "差（58分）"]),
            "evidence": st.sampled_from([None, "", " ", "无", " — ", "\u3000", "示例文号1", "示例文号2"]),
        }
    ),
    max_size=40,
)
days = st.lists(st.dates(date(2025, 1, 1), DAY + timedelta(days=20)), max_size=8).map(sorted)


def many(count: int, seed: int = 20260930) -> list[Row]:
    draw = random.Random(seed)
    return [
        {
            "organization": draw.choice(ORGANIZATIONS),
            "kind": draw.choice(["performed", "performed", "supervised", "考核"]),
            "on": date(2025, 1, 1) + timedelta(days=draw.randrange(700)),
            "duty": draw.choice([None, "S1", "S2", "S1;S3"]),
            "subordinate": draw.choice([None, None, "D1-01", "D1-02", "X9"]),
            "by": draw.choice([None, None, "D1"]),
            "period": draw.choice([None, None, None, "2025年度", "2026年第一季度"]),
            "outcome": draw.choice([None, None, "passed", "failed"]),
            "grade": draw.choice([None, None, None, "好", "差"]),
            "evidence": draw.choice([None, "无", f"示例文号{draw.randrange(10**6)}"]),
        }
        for _ in range(count)
    ]


def chain_of(rows: list[Row]) -> ResponsibilityChain:
    """Return the chain that holds the records itself, read as every table is."""
    columns = {name: [row[name] for row in rows] for name in SCHEMA}
    return ResponsibilityChain.from_frames(
        organizations={
            "id": ORGANIZATIONS,
            "kind": ["committee", "branch", "branch", "branch"],
            "superior": [None, "D1", "D1", "D1"],
        },
        **({"records": columns} if rows else {}),
    ).at(DAY)


def table_of(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame({name: [row[name] for row in rows] for name in SCHEMA}, schema=SCHEMA)


def parquet(table: pl.DataFrame, folder: Path) -> Path:
    path = folder / "records.parquet"
    table.write_parquet(path)
    return path


def pandas_of(table: pl.DataFrame, _: Path) -> pd.DataFrame:
    frame = pd.DataFrame(table.to_dict(as_series=False), columns=table.columns)
    return frame.assign(on=pd.to_datetime(frame["on"])).astype(dict.fromkeys(TEXTS, "str"))


def duckdb_of(table: pl.DataFrame, folder: Path) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().read_parquet(str(parquet(table, folder)))


ENGINES: dict[str, Callable[[pl.DataFrame, Path], Any]] = {
    "polars": lambda table, _: table,
    "polars, lazy": lambda table, _: table.lazy(),
    "polars, categories and times": lambda table, _: table.with_columns(
        pl.col("organization", "kind", "evidence").cast(pl.Categorical), pl.col("on").cast(pl.Datetime)
    ),
    "pyarrow": lambda table, _: table.to_arrow(),
    "pandas": pandas_of,
    "pandas, categories": lambda table, folder: pandas_of(table, folder).astype({"kind": "category"}),
    "pandas, of Arrow": lambda table, _: table.to_pandas(use_pyarrow_extension_array=True),
    "DuckDB over Parquet": parquet,
    "a relation of DuckDB": duckdb_of,
    "texts for days": lambda table, _: table.with_columns(pl.col("on").cast(pl.String)),
    "days as objects": lambda table, _: pandas_of(table, _).assign(on=table["on"].to_list()),
}


def summed(counts: Counts, cuts: list[date]) -> tuple[Counter[Any], Counter[Any]]:
    """Return how many records there are of each sort, and how many of them name their evidence."""
    marks = [cut.toordinal() for cut in cuts]
    every: Counter[Any] = Counter()
    evidenced: Counter[Any] = Counter()
    for place in range(len(counts.kind)):
        key = (
            *(int(column[place]) for column in (counts.kind, counts.organization, counts.subordinate)),
            int(counts.by[place]),
            counts.duties[counts.duty[place]],
            (int(counts.meant_start[place]), int(counts.meant_end[place])),
            bool(counts.failing[place]),
            *(bisect_right(marks, int(day)) for day in (counts.first[place], counts.last[place])),
        )
        every[key] += int(counts.count[place])
        evidenced[key] += int(counts.evidenced[place])
    return every, +evidenced


# --- equal answers -----------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows_of_records, cuts=days)
def test_every_engine_counts_as_the_chain_counts_its_own(engine, rows, cuts, tmp_path):
    """Wherever the records lie, the same are there of each sort, on each side of every cut."""
    chain = chain_of(rows)
    source = ENGINES[engine](table_of(rows), tmp_path)

    assert summed(aggregated(source, chain.arrays, cuts), cuts) == summed(counts_of(chain.arrays), cuts)


@pytest.mark.parametrize("engine", ENGINES)
def test_twenty_thousand_records_are_counted_alike(engine, tmp_path):
    rows = many(20_000)
    chain = chain_of(rows)
    cuts = [date(2026, 1, 1), date(2026, 3, 16), date(2026, 4, 1), date(2026, 6, 21)]
    found = aggregated(ENGINES[engine](table_of(rows), tmp_path), chain.arrays, cuts)

    assert summed(found, cuts) == summed(counts_of(chain.arrays), cuts)
    assert found.left_out == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cut_on_every_day_divides_every_day(engine, tmp_path):
    """Of more cuts than an expression should hold, too."""
    rows = many(2_000)
    cuts = [date(2025, 1, 1) + timedelta(days=day) for day in range(700)]
    chain = chain_of(rows)

    assert summed(aggregated(ENGINES[engine](table_of(rows), tmp_path), chain.arrays, cuts), cuts) == summed(
        counts_of(chain.arrays), cuts
    )


@pytest.mark.skipif(
    not os.environ.get(SPARK), reason=f"starts Spark, which takes Java and PySpark; {SPARK}=1 asks for it"
)
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")
def test_spark_counts_as_the_chain_counts_its_own(tmp_path):
    from pyspark.sql import SparkSession

    rows = many(20_000)
    chain = chain_of(rows)
    cuts = [date(2026, 1, 1), date(2026, 3, 16), date(2026, 4, 1)]
    settings_of_spark = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
    }
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").config(map=settings_of_spark).getOrCreate()
    try:
        frame = session.read.parquet(str(parquet(table_of(rows), tmp_path)))
        found = summed(aggregated(frame, chain.arrays, cuts), cuts)
    finally:
        session.stop()

    assert found == summed(counts_of(chain.arrays), cuts)


def test_what_is_due_is_the_same_wherever_the_records_lie(tmp_path):
    """Spans of weeks, quarters and days within them; in time or late."""
    cycles = {"S1": ("1/week", None), "S2": ("2/quarter", None), "S3": ("1/year", "06-20")}
    rows = many(3_000)
    parts = {
        "organizations": [
            Organization("D1", kind="committee"),
            *(Organization(id_, kind="branch", superior="D1") for id_ in ORGANIZATIONS[1:]),
        ],
        "duties": [
            Duty(id_, title=id_, performed_by=("branch",), cycle=cycle, due=last)
            for id_, (cycle, last) in cycles.items()
        ],
    }
    records = chain_of(rows).records.values()
    bare, full = ResponsibilityChain(**parts), ResponsibilityChain(**parts, records=records)
    found = due(bare, 2026, at=DAY, records=parquet(table_of(rows), tmp_path))

    assert list(found) == list(due(full, 2026, at=DAY))
    assert {item.late > 0 for item in found} == {True, False}


# --- how records are grouped ---------------------------------------------------------------


def test_a_month_of_like_records_is_one_group():
    rows = [one(on=date(2026, 3, day)) for day in range(1, 31)]
    found = aggregated(table_of(rows), chain_of([]).arrays)

    assert found.count.tolist() == [30]
    assert (found.first.tolist(), found.last.tolist()) == (
        [date(2026, 3, 1).toordinal()],
        [date(2026, 3, 30).toordinal()],
    )


def test_a_cut_within_a_month_divides_it_before_its_day():
    rows = [one(on=date(2026, 3, day)) for day in range(1, 31)]
    found = aggregated(table_of(rows), chain_of([]).arrays, [date(2026, 3, 11)])

    assert sorted(zip(found.first.tolist(), found.count.tolist(), strict=True)) == [
        (date(2026, 3, 1).toordinal(), 10),
        (date(2026, 3, 11).toordinal(), 20),
    ]


def test_records_after_the_day_are_left_aside_and_not_left_out():
    rows = [one(on=DAY), one(on=DAY + timedelta(days=1))]
    found = aggregated(table_of(rows), chain_of([]).arrays)

    assert found.count.tolist() == [1]
    assert found.left_out == 0


def test_a_chain_without_a_day_counts_all():
    chain = ResponsibilityChain(organizations=[Organization("D1", kind="branch")])

    assert aggregated(table_of([one(on=date(2031, 1, 1))]), chain.arrays).count.tolist() == [1]


def test_a_month_in_words_can_be_any_of_its_days_up_to_the_day():
    table = table_of([one(), one()]).with_columns(pl.Series("on", ["2026年9月", "2026"]))
    chain = chain_of([])
    chain = chain.at(date(2026, 9, 12))
    found = aggregated(table, chain.arrays)

    assert sorted(zip(found.first.tolist(), found.last.tolist(), strict=True)) == [
        (date(2026, 1, 1).toordinal(), date(2026, 9, 12).toordinal()),
        (date(2026, 9, 1).toordinal(), date(2026, 9, 12).toordinal()),
    ]


def test_each_distinct_word_is_read_once_however_many_records_hold_it(monkeypatch):
    """What Python does depends on the words, not on the records."""
    calls = 0
    plain = CellReader.plain

    def counted(self, raw):
        nonlocal calls
        calls += 1
        return plain(self, raw)

    monkeypatch.setattr(CellReader, "plain", counted)
    arrays = chain_of([]).arrays
    asked = []
    for size in (2_000, 20_000):
        table, calls = table_of(many(size)), 0
        aggregated(table, arrays)
        asked.append(calls)

    assert asked[0] == asked[1] < 100


# --- what cannot be counted ------------------------------------------------------------------


def test_what_cannot_be_counted_is_said_with_its_reason_and_once_each():
    rows = [
        one(),
        one(organization="D9", kind="查看"),
        one(organization="D9"),
        one(organization=None),
        one(kind="查看"),
        one(on=None),
        one(outcome="良好"),
    ]
    found = aggregation(table_of(rows), chain_of([]).arrays)

    assert found.counts.count.sum() == 1
    assert found.counts.left_out == 6
    assert found.left_out == (
        LeftOut("organization", "D9", 2),
        LeftOut("kind", "查看", 1),
        LeftOut("on", None, 1),
        LeftOut("organization", None, 1),
        LeftOut("outcome", "良好", 1),
    )


@pytest.mark.parametrize("words", ["2026-13-01", "无", "", "3月5日", None])
def test_a_day_that_cannot_be_read_leaves_its_record_out(words):
    table = table_of([one()]).with_columns(pl.Series("on", [words], dtype=pl.String))

    assert aggregation(table, chain_of([]).arrays).left_out == (LeftOut("on", words, 1),)


def test_a_position_out_of_a_number_that_is_no_id_is_left_out():
    table = table_of([one()]).with_columns(pl.Series("subordinate", [1.5]))

    assert aggregation(table, chain_of([]).arrays).left_out == (LeftOut("subordinate", 1.5, 1),)


def test_numbers_name_organizations_as_texts_do():
    """A column of ids with blanks becomes one of fractions in pandas."""
    chain = ResponsibilityChain(organizations=[Organization("1001", kind="branch")]).at(DAY)
    frame = pd.DataFrame(
        {"organization": [1001.0, None], "kind": "performed", "on": pd.to_datetime(["2026-01-05"] * 2)}
    )
    found = aggregation(frame, chain.arrays)

    assert found.counts.organization.tolist() == [0]
    assert found.left_out == (LeftOut("organization", None, 1),)


def test_no_number_is_no_evidence_and_no_id():
    """NaN stands for a blank in frames that have it."""
    table = table_of([one()]).with_columns(pl.Series("subordinate", [float("nan")]))

    assert aggregated(table, chain_of([]).arrays).subordinate.tolist() == [-1]


# --- columns -----------------------------------------------------------------------------


def test_chinese_headers_are_those_of_records():
    table = table_of([one(evidence="示例文号"), one(kind="召开", evidence="无")]).rename(
        {"organization": "党支部", "kind": "活动类型", "on": "活动时间", "evidence": "佐证材料"}
    )
    found = aggregated(table.with_columns(名次=pl.lit(1)), chain_of([]).arrays)

    assert (found.count.sum(), found.evidenced.sum(), found.left_out) == (2, 1, 0)


def test_columns_that_are_not_there_are_blank():
    found = aggregated(table_of([one()]).select("organization", "kind", "on"), chain_of([]).arrays)

    assert found.duties[found.duty[0]] == ()
    assert [int(column[0]) for column in (found.subordinate, found.by, found.meant_start)] == [-1, -1, 0]
    assert not found.failing[0]
    assert found.evidenced.tolist() == [0]


def test_numbers_as_evidence_are_evidence():
    table = table_of([one(), one()]).with_columns(pl.Series("evidence", [7, None]))

    assert aggregated(table, chain_of([]).arrays).evidenced.sum() == 1


def test_missing_and_doubled_columns_are_told_at_once():
    table = table_of([one()]).drop("on").rename({"by": "检查人"}).with_columns(考核单位=pl.lit(""))
    with pytest.raises(UnreadableDocumentError) as raised:
        aggregated(table, chain_of([]).arrays)

    assert [(problem.code, problem.place) for problem in raised.value.problems] == [
        ("duplicate-column", "frame records"),
        ("missing-column", "frame records"),
    ]
    assert "开展时间" in raised.value.problems[1].text.zh
    assert "检查人" in raised.value.problems[0].text.zh


def test_a_list_in_a_cell_is_refused_by_name():
    table = table_of([one()]).with_columns(pl.Series("duty", [["S1"]]))
    with pytest.raises(TypeError, match="'duty': texts are wanted"):
        aggregated(table, chain_of([]).arrays)


def test_times_with_a_zone_are_refused_by_name():
    table = table_of([one()]).with_columns(
        pl.Series("on", [datetime(2026, 3, 1)]).dt.replace_time_zone("UTC")
    )
    with pytest.raises(TypeError, match="'on': times with a zone"):
        aggregated(table, chain_of([]).arrays)


def test_a_time_of_day_is_of_its_day():
    table = table_of([one()]).with_columns(pl.Series("on", [datetime(2026, 9, 30, 23, 59)]))

    assert aggregated(table, chain_of([]).arrays).first.tolist() == [DAY.toordinal()]


@pytest.mark.parametrize("source", [3, None, {"organization": ["D1"]}, [("D1",)]])
def test_what_is_no_frame_is_refused(source):
    with pytest.raises(TypeError, match="a path to Parquet, or a frame"):
        aggregated(source, chain_of([]).arrays)


# --- Parquet ---------------------------------------------------------------------------------


def test_a_folder_is_all_its_parquet_and_each_file_has_the_columns_it_has(tmp_path):
    (tmp_path / "示例[2026]").mkdir()
    table_of([one(evidence="示例文号")]).write_parquet(tmp_path / "示例[2026]" / "a.parquet")
    table_of([one(), one()]).drop("evidence", "duty").write_parquet(tmp_path / "b.parquet")
    (tmp_path / "readme.txt").write_text("示例", encoding="utf-8")
    found = aggregated(tmp_path, chain_of([]).arrays)

    assert (found.count.sum(), found.evidenced.sum()) == (3, 1)


def test_a_pattern_names_several_files(tmp_path):
    for name in ("a1", "a2", "b1"):
        table_of([one()]).write_parquet(tmp_path / f"{name}.parquet")

    assert aggregated(str(tmp_path / "a*.parquet"), chain_of([]).arrays).count.sum() == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [("none.parquet", "no-such-file"), ("bad.parquet", "unreadable-file"), ("empty", "no-parquet")],
)
def test_what_is_no_parquet_is_an_unreadable_document(name, code, tmp_path):
    (tmp_path / "bad.parquet").write_text("organization,kind,on\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableDocumentError) as raised:
        aggregated(tmp_path / name, chain_of([]).arrays)

    assert [problem.code for problem in raised.value.problems] == [code]


@pytest.mark.parametrize("library", ["narwhals", "duckdb"])
def test_a_library_that_is_not_installed_is_named_with_its_extra(library, tmp_path, monkeypatch):
    path = parquet(table_of([one()]), tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=library) as raised:
        LargeFrame(path)

    assert raised.value.extra == "large"


def one(**cells: Any) -> Row:
    return dict.fromkeys(SCHEMA) | {
        "organization": "D1",
        "kind": "performed",
        "on": date(2026, 3, 1),
        "duty": "S1",
        **cells,
    }


def test_the_words_of_outcomes_are_those_of_the_reader():
    rows = [one(outcome=word) for word in (*Outcome, "不合格", "通过", None)]
    found = aggregated(table_of(rows), chain_of([]).arrays)

    assert (found.count[found.failing].sum(), found.count[~found.failing].sum()) == (2, 3)


def test_pyarrow_is_named_where_only_it_is_not_installed(tmp_path):
    """In a fresh process: what has been loaded cannot be taken away."""
    path = parquet(table_of([one()]), tmp_path)
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from dangjian_chain.large_frame import LargeFrame\n"
        f"LargeFrame({str(path)!r}).groups(['kind'], 'on')"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8")

    assert "MissingExtraError" in done.stderr
    assert "dangjian-chain[large]" in done.stderr
