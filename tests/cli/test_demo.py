"""`demo`: the bundled example, and the files it leaves."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import dangjian_chain as dc
from dangjian_chain.cli.demo import DAY, PAIR, ROLE
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    done = run("demo", "--out", folder, lang="zh")

    assert (done.code, done.err) == (0, "")
    (folder / "shown").write_text(done.out, encoding="utf-8")
    return folder


def test_it_shows_the_curve_the_gaps_and_a_list(out: Path) -> None:
    shown = (out / "shown").read_text(encoding="utf-8")

    assert "读入：组织 143" in shown
    assert "原样核对（2026-09-30）：待核实8项" in shown
    assert "传导率" in shown
    assert shown.index("【组织体系】") < shown.index("【确权定责】") < shown.index("【基础信息】")
    assert "测绘分队党支部 书记（测绘分队负责人） 责任清单" in shown
    assert "四、一项责任由谁来答（Z05，D6-05）" in shown
    assert "五、一整年的闭环（2025年，记录齐全的示例）" in shown
    assert "1750/1750" in shown
    assert "岗位自2026-04-01起空缺" in shown
    assert "不作为问责、考核、任免的依据" in shown


def test_its_readme_names_every_file_it_leaves(out: Path) -> None:
    readme = (out / "README.md").read_text(encoding="utf-8")
    left = {path.name for path in out.iterdir()} - {"README.md", "shown"}

    path = "-".join(PAIR)
    listed = {"gaps.txt", "gaps.csv", "gaps.json", "cascade.csv", f"{ROLE}.txt", f"{path}.txt", f"{path}.mmd"}

    listed |= {"due.txt", "loop.txt"}

    assert left == {"example", "edited", "year", *listed}
    assert all(name in readme for name in left)


def test_what_it_leaves_is_what_the_library_finds(out: Path) -> None:
    chain = dc.read(out / "edited", duplicates="keep-first", bad_rows="set-aside")
    report = dc.detect_gaps(chain, at=DAY, profile=dc.Profile.read(out / "edited" / "profile.toml"))
    told = json.loads((out / "gaps.json").read_text(encoding="utf-8"))
    Draft202012Validator(json_schema("gaps")).validate(told)
    with (out / "gaps.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [gap["fingerprint"] for gap in told["gaps"]] == [gap.fingerprint for gap in report]
    assert [row["fingerprint"] for row in rows] == [gap.fingerprint for gap in report]


def test_its_year_is_closed(out: Path) -> None:
    """What it leaves of the year is what the library finds there."""
    year = dc.read(out / "year").at(DAY)

    assert len(dc.loop(year, 2025).closed) == len(dc.loop(year, 2025))
    assert "责任闭环" in (out / "loop.txt").read_text(encoding="utf-8")
    assert (out / "due.txt").read_text(encoding="utf-8").strip()


def test_it_can_be_run_again(out: Path) -> None:
    assert run("demo", "--out", out).code == 0


def test_files_beside_its_own_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    assert run("demo", "--out", tmp_path).code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_4(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    assert run("demo", "--out", tmp_path / "file").code == 4
