"""The benchmarks run, at a small size and without a word about time, so that they cannot rot."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from benchmarks import make

from dangjian_chain import detect_gaps, read

FOLDER = Path(__file__).parent.parent / "benchmarks"
NAMES = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(FOLDER / "run.py"), *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_runs(name):
    done = run("--tiny", name)
    lines = done.stdout.splitlines()

    assert done.returncode == 0, done.stderr
    assert len(lines) > 1
    assert all("target ≤" in line for line in lines[1:])


def test_every_benchmark_is_run_without_being_named():
    source = (FOLDER / "run.py").read_text(encoding="utf-8")

    assert all(f'"{name}"' in source for name in NAMES)


def test_an_unknown_benchmark_is_refused():
    done = run("no-such")

    assert done.returncode == 2
    assert "no such benchmark: no-such" in done.stderr


def test_a_bureau_is_the_same_every_time_and_as_large_as_asked(tmp_path):
    sizes = {"organizations": 64, "roles": 300, "duties": 12, "assignments": 400}
    make.bureau(tmp_path / "one", **sizes)
    make.bureau(tmp_path / "two", **sizes)
    chain = read(tmp_path / "one")

    assert {name: len(getattr(chain, name)) for name in sizes} == sizes
    assert all(
        (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()
        for path in (tmp_path / "one").iterdir()
    )
    assert not list(detect_gaps(chain, at=date(2026, 9, 30), select="DJ001,DJ002,DJ003,DJ004,DJ112,DJ9"))


def test_a_country_has_five_levels_and_the_defects_put_into_it(tmp_path):
    path = tmp_path / "organizations.csv"
    make.country(path, 3_000)
    chain = read(path)
    report = detect_gaps(chain, at=date(2026, 9, 30), select="DJ0")

    assert len(chain.organizations) == 3_000
    assert {chain.hierarchy.level(id_) for id_ in chain.organizations} == {None, 0, 1, 2, 3, 4}
    assert {code: report.counts[code] for code in ("DJ001", "DJ003")} == {"DJ001": 3, "DJ003": 1}
    assert set(report.counts) == {"DJ001", "DJ003", "DJ004", "DJ015"}
