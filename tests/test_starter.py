"""The ten-minute starter: eight columns, and useful answers at each step."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import dangjian_chain as dc
from tests.contract import FOUNDATION

STARTER = Path(__file__).parent.parent / "examples" / "ten-minute-starter"
AT = date(2026, 9, 30)
FILES = ("organizations.csv", "duties.csv", "assignments.csv")
BRANCH_DUTIES = (
    "每季度召开1次党员大会",
    "每月开展1次主题党日，每次留存照片不少于5张",
    "落实“三会一课”制度",
    "认真履行第一责任人职责，抓好党员教育管理",
    "每半年核对1次党费收缴情况",
    "做好党建宣传工作",
)


@pytest.fixture
def step(tmp_path: Path):
    """Return the chain of the first so many files."""

    def read(files: int) -> dc.ResponsibilityChain:
        for name in FILES[:files]:
            shutil.copy(STARTER / name, tmp_path)
        return dc.read(tmp_path)

    return read


def _gaps(chain: dc.ResponsibilityChain) -> list[tuple[str, str, str, str]]:
    gaps = dc.detect_gaps(chain, at=AT, select=FOUNDATION)
    return sorted((gap.code, gap.organization or "", gap.subject, gap.duty or "") for gap in gaps)


def test_the_rulebook_adds_what_a_person_would_ask(step):
    """One person as secretary and discipline member, and photographs for a standard."""
    gaps = dc.detect_gaps(step(3), at=AT)

    assert {gap.code: gap.subject for gap in gaps if gap.code not in FOUNDATION} == {
        "DJ509": "地质勘查院党支部.discipline_member;地质勘查院党支部.secretary",
        "DJ220": "每月开展1次主题党日，每次留存照片不少于5张",
    }


def test_the_starter_has_eight_columns_in_all():
    """That is what an office can fill in ten minutes."""
    columns = set()
    for name in FILES:
        with (STARTER / name).open(encoding="utf-8", newline="") as file:
            columns |= set(next(csv.reader(file)))

    assert len(columns) == 8


def test_the_first_step_shows_the_structure_and_the_vacant_secretary(step):
    chain = step(1)

    assert chain.hierarchy.roots == ("大队党委",)
    assert len(chain.hierarchy.subordinates("大队党委")) == 6
    assert _gaps(chain) == [("DJ502", "测绘分队党支部", "测绘分队党支部.secretary", "")]


def test_the_second_step_says_who_must_carry_what_and_that_no_list_is_in(step):
    """Lists that have not come in are one line, not forty-five."""
    chain = step(2)
    cascade = dc.propagate(chain, at=AT)

    assert len(cascade.pairs("expected")) == 45
    assert [duty for duty in BRANCH_DUTIES if not cascade.manages(duty, "大队党委")] == []
    assert [gap[:2] for gap in _gaps(chain)] == [("DJ126", "大队党委"), ("DJ502", "测绘分队党支部")]


def test_the_third_step_gives_the_answers_of_the_foundation(step):
    expected = [
        ("DJ104", "", "@branch", "做好党建宣传工作"),
        ("DJ104", "大队党委", "大队党委", "加强对党支部工作的指导，推动责任落实"),
        *(("DJ105", "测绘分队党支部", "测绘分队党支部", duty) for duty in BRANCH_DUTIES[:4]),
        ("DJ105", "钻探工程处党支部", "钻探工程处党支部", "每半年核对1次党费收缴情况"),
        *(("DJ106", "大队党委", "大队党委", duty) for duty in BRANCH_DUTIES),
        ("DJ502", "测绘分队党支部", "测绘分队党支部.secretary", ""),
    ]

    assert _gaps(step(3)) == sorted(expected)


def test_a_branch_with_a_secretary_only_is_in_order(step):
    """One pair of hands bears what names a member that the branch does not have."""
    assert [gap for gap in _gaps(step(3)) if gap[1] == "后勤服务中心党支部"] == []


def test_what_the_office_wrote_is_read_and_said(step):
    """Dashes, vacancies, ditto marks, sums and words for classes are understood, none silently."""
    said = Counter(each.code for each in step(3).understood)

    assert said.keys() >= {"names-as-ids", "nothing", "vacancy", "repeat", "sums", "word"}
    assert said["vacancy"] == 2
