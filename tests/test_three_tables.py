"""The example of three office workbooks: made by its script, read as its pages say."""

from __future__ import annotations

import re
import runpy
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import dangjian_chain as dc
from tests.cli.running import run

EXAMPLE = Path(__file__).parent.parent / "examples" / "three-tables"
WORKBOOKS = sorted(EXAMPLE.glob("*.xlsx"))
DAY = date(2026, 9, 30)


def test_its_script_makes_these_bytes(tmp_path: Path) -> None:
    runpy.run_path(str(EXAMPLE / "build.py"))["main"](tmp_path)

    assert len(WORKBOOKS) == 3
    assert all((tmp_path / one.name).read_bytes() == one.read_bytes() for one in WORKBOOKS)


def test_it_is_the_brigade_of_the_ten_minute_starter() -> None:
    """The same organizations and holders, of which the starter has a secretary the office does not list."""
    office = dc.read(*WORKBOOKS)
    starter = dc.read(EXAMPLE.parent / "ten-minute-starter")

    assert set(office.organizations) == set(starter.organizations)
    assert {one.superior for one in office.organizations.values()} == {None, "大队党委"}
    assert len(office.duties) == len(starter.duties) == 9


def test_the_gaps_that_its_pages_tell_of() -> None:
    gaps = dc.detect_gaps(dc.read(*WORKBOOKS), at=DAY)

    assert Counter(gap.code for gap in gaps) == {
        "DJ502": 1,
        "DJ105": 4,
        "DJ106": 6,
        "DJ125": 1,
        "DJ104": 2,
        "DJ011": 1,
        "DJ401": 1,
        "DJ407": 1,
        "DJ123": 1,
        "DJ220": 1,
        "DJ506": 1,
        "DJ509": 1,
        "DJ510": 1,
    }
    assert len(gaps.causes) == 18


@pytest.mark.parametrize(("page", "lang"), [("README.zh-CN.md", "zh"), ("README.md", "en")])
def test_the_command_of_its_pages(
    page: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "examples" / "three-tables"
    shutil.copytree(
        EXAMPLE, folder, ignore=shutil.ignore_patterns("*.md", "*.py", "读表对应.yaml", "mapping.yaml")
    )
    monkeypatch.chdir(tmp_path)
    found = re.search(
        r"^    dangjian-chain (.+)$", (EXAMPLE / page).read_text(encoding="utf-8"), re.MULTILINE
    )
    assert found is not None
    done = run(*found[1].split(), lang=lang)

    assert (done.code, done.err) == (0, "")
    assert len(list((tmp_path / "out").iterdir())) == 4
    assert len(dc.read(folder).roles) == 22
