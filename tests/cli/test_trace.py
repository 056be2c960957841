"""`trace`: who would answer, in every form, and what cannot be had together."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dangjian_chain.foot import FOOT
from dangjian_chain.reports.documents import json_schema
from tests.accountability.bureau import BUREAU
from tests.cli.running import TWO_MISTAKES, document, run
from tests.goldens import assert_golden

AT = ("--at", "2026-09-30")
RECORDS = """\
records:
- {organization: D1, kind: supervised, on: 2025-03-02, subordinate: D1-01, duty: Z1, outcome: failed, evidence: 督查通报〔2025〕2号}
- {organization: D1, kind: decided, on: 2025-02-01, duty: Z1, participants: [D1.wy, D1.xz], objectors: [D1.xz], evidence: 会议纪要〔2025〕1号}
- {organization: D1-J, kind: supervised, on: 2025-09-09, outcome: failed}
- {organization: D1-01, kind: performed, on: 2026-08-05, duty: [Z1, Z2], evidence: 会议记录本第9页}
records_cover:
- {kind: supervised, organization: LC, from: 2025-01-01, until: 2026-01-01}
"""
GUIDED = (
    BUREAU.replace("kind: committee, superior: LC}", "kind: committee, superior: LC, guided_by: GW}")
    + RECORDS
)


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return document(tmp_path, GUIDED)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_paths_of_a_pair(chain: Path, lang: str) -> None:
    done = run("trace", chain, "Z1", "D1-01", *AT, lang=lang)

    assert (done.code, done.err) == (0, "")
    assert_golden(f"trace.{lang}.txt", done.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_places_of_a_role(chain: Path, lang: str) -> None:
    done = run("trace", chain, "--role", "D1.sj", *AT, lang=lang)

    assert (done.code, done.err) == (0, "")
    assert_golden(f"trace-role.{lang}.txt", done.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_chart(chain: Path, lang: str) -> None:
    assert_golden(
        f"trace.{lang}.mmd", run("trace", chain, "Z1", "D1-01", *AT, "--as", "mermaid", lang=lang).out
    )


@pytest.mark.parametrize("option", ["--as", "--format"])
@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("accountability", ("Z1", "D1-01")),
        ("accountability", ("E1", "D1-01")),
        ("standings", ("--role", "D1.sj")),
    ],
)
def test_json_is_true_to_its_schema(chain: Path, kind: str, asked: tuple[str, ...], option: str) -> None:
    told = json.loads(run("trace", chain, *asked, *AT, option, "json").out)
    Draft202012Validator(json_schema(kind)).validate(told)

    assert told["schema"] == f"dangjian-chain/{kind}/1"


@pytest.mark.parametrize("asked", [("Z1", "D1-01"), ("--role", "D1.sj")])
def test_csv_is_for_spreadsheets_and_ends_with_the_foot_line(chain: Path, asked: tuple[str, ...]) -> None:
    done = run("trace", chain, *asked, *AT, "--as", "csv", lang="zh")
    *rows, foot = csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig")))

    assert (foot.pop("fact"), set(foot.values())) == (FOOT.zh, {""})
    assert {row["state"] for row in rows} >= {"accountable"}
    assert {row.get("person", "") for row in rows} == {""}
    assert done.err == ""


def test_csv_says_beside_it_what_the_table_cannot(chain: Path) -> None:
    several = run("trace", chain, "Z1", "D1-01", *AT, "--as", "csv", "--persons", lang="zh")
    part = run("trace", chain, "Z1", "D1-01", *AT, "--as", "csv", "--limit", "1")
    none = run("trace", chain, "Z1", "D1-01-G1", *AT, "--as", "csv", lang="zh")

    assert "多条链条不显示人员" in several.err
    assert "2 path(s), 1 of them in the table" in part.err
    assert "没有责任链条可列" in none.err
    assert (several.code, part.code, none.code) == (0, 0, 0)


def test_persons_are_shown_with_one_path_only(chain: Path, tmp_path: Path) -> None:
    plain = document(tmp_path, BUREAU, "plain.yaml")

    assert "书记（辛）" in run("trace", plain, "Z1", "D1-01", *AT, "--persons", lang="zh").out
    several = run("trace", chain, "Z1", "D1-01", *AT, "--persons", lang="zh").out
    assert "人员只随单独一条链条显示" in several
    assert "辛" not in several
    assert "书记（辛）" in run("trace", chain, "Z1", "D1-01", *AT, "--persons", "--limit", "1", lang="zh").out


def test_more_than_are_listed_are_counted(chain: Path) -> None:
    out = run("trace", chain, "Z1", "D1-01", *AT, "--limit", "1").out

    assert "paths: 2, 1 listed" in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_nothing_is_expected_it_says_why_not(chain: Path, lang: str) -> None:
    done = run("trace", chain, "Z1", "D1-01-G1", *AT, lang=lang)

    assert done.code == 0
    assert_golden(f"trace-none.{lang}.txt", done.out)


def test_a_role_on_no_path_is_told_so(chain: Path) -> None:
    assert "The role stands on no path." in run("trace", chain, "--role", "D1.zzy", *AT).out


def test_circles_are_listed(tmp_path: Path) -> None:
    path = document(
        tmp_path, GUIDED.replace("kind: work_committee}", "kind: work_committee, guided_by: D1-01}")
    )

    assert "in a circle, not followed: D1-01 → GW, GW → D1" in run("trace", path, "Z1", "D1-01", *AT).out


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("Z11", "D1-01"), "没有责任事项“Z11”；是否想用“Z1”"),
        (("Z1", "示例支部"), "是否想用“D1-01”（示例支部）"),
        (("--role", "D1.sjj"), "没有岗位“D1.sjj”；是否想用“D1.sj”"),
        (("Z1",), "请写 DUTY 和 ORGANIZATION 两个编号，或者只用 --role"),
        ((), "请写 DUTY 和 ORGANIZATION 两个编号，或者只用 --role"),
        (("Z1", "D1-01", "--role", "D1.sj"), "或者只用 --role"),
        (("--role", "D1.sj", "--as", "mermaid"), "没有 Mermaid 形式"),
        (("--role", "D1.sj", "--persons"), "不显示人员"),
        (("Z1", "D1-01", "--limit", "0"), "--limit"),
    ],
)
def test_wrong_usage_is_one_line(chain: Path, asked: tuple[str, ...], words: str) -> None:
    done = run("trace", chain, *asked, *AT, lang="zh")

    assert (done.code, done.out) == (2, "")
    assert words in " ".join(done.err.split())


def test_an_unreadable_chain_is_told_with_every_problem(tmp_path: Path) -> None:
    done = run("trace", document(tmp_path, TWO_MISTAKES), "Z1", "D1-01", *AT)

    assert done.code == 3
    assert "2 problem(s)" in done.err


def test_a_result_is_written_whole_or_not_at_all(chain: Path, tmp_path: Path) -> None:
    run("trace", chain, "Z1", "D1-01", *AT, "-o", tmp_path / "path.txt", lang="zh")
    refused = run("trace", chain, "Z1", "D1-01", *AT, "-o", chain, lang="zh")

    assert "责任链条" in (tmp_path / "path.txt").read_text("utf-8")
    assert refused.code == 4
    assert chain.read_text("utf-8") == GUIDED
