"""`due --terms`: who is due for re-election when."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import dangjian_chain as dc
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import TWO_MISTAKES, document, run

TERMS = """\
organizations:
- {id: D1, name: 示例党委, kind: committee, elected_on: 2022-03}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1, elected_on: 2023-05-10}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1, elected_on: 2022-12-01}
- {id: Z3, kind: branch, superior: D1, elected_on: 2024-06-01}
- {id: Z4, kind: branch, superior: D1}
- {id: Z5, kind: branch, superior: D1, temporary: true}
- {id: Z6, kind: branch, superior: D1, elected_on: 2022-01-01}
- {id: Z7, kind: branch, superior: D1, elected_on: 2024-01-10}
- {id: ZZ, kind: general_branch, superior: D1, elected_on: 2017-05-01}
duties:
- {id: S1, title: 延期换届, why: term_extension}
records:
- {organization: Z2, kind: decided, on: 2025-11-01, duty: S1, by: D1}
- {organization: Z6, kind: decided, on: 2024-11-01, duty: S1, by: D1}
- {organization: Z7, kind: decided, on: 2026-09-01, duty: S1, by: D1}
"""
AT = ("--terms", "--at", "2026-09-30")


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return document(tmp_path, TERMS)


def test_who_is_due_in_chinese(chain: Path) -> None:
    """Those that have ended first, then by date; the last line counts what could not be judged."""
    done = run("due", chain, *AT, lang="zh")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "换届时间（核对日 2026-09-30）\n"
        "应换届3个，其中已届满2个\n"
        "\n"
        "组织           类别    最近换届    任期  届满        情况\n"
        "Z6             党支部  2022-01-01   3年  2025-01-01  已届满（延期至2026-01-01）\n"
        "Z1 示例一支部  党支部  2023-05-10   3年  2026-05-10  已届满\n"
        "Z2 示例二支部  党支部  2022-12-01   3年  2025-12-01  延期中（最长至2026-12-01）\n"
        "\n"
        "当时的任期规定未查明的组织1个，未作判断。\n"
        "未填写换届时间的组织1个，未作判断。\n"
    )


def test_who_is_due_in_english_and_so_many_months(chain: Path) -> None:
    done = run("due", chain, *AT, "--months", 24)
    lines = done.out.splitlines()

    assert lines[:2] == [
        "Terms on 2026-09-30",
        "due for re-election: 6, of which ended: 2 (within 24 months)",
    ]
    assert [line.split()[0] for line in lines[4:10]] == ["Z6", "Z1", "Z2", "Z7", "D1", "Z3"]
    assert "running (extension on record, until 2028-01-10 at most)" in lines[7]
    assert lines[-1] == "Organizations without an election date: 1; nothing is concluded there."


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "没有已届满或即将届满的组织。"), ("en", "No organization is due for re-election.")],
)
def test_nobody_is_due(tmp_path: Path, lang: str, said: str) -> None:
    path = document(tmp_path, "organizations:\n- {id: Z1, kind: branch, elected_on: 2026-01-01}\n")

    assert said in run("due", path, *AT, lang=lang).out


@pytest.mark.parametrize("more", [(), ("--months", "24"), ("--months", "0")])
def test_json_is_true_to_its_schema(chain: Path, more: tuple[str, ...]) -> None:
    done = run("due", chain, *AT, *more, "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("terms")).validate(told)

    assert (done.code, told["schema"], told["at"]) == (0, "dangjian-chain/terms/1", "2026-09-30")
    assert told["months"] == (int(more[1]) if more else None)
    assert told["counts"] == {
        "running": 3,
        "soon": 0,
        "ended": 2,
        "extended": 1,
        "unknown": 1,
        "undated": 1,
    }
    assert told["terms"][0] == {
        "organization": "Z6",
        "name": "Z6",
        "kind": "branch",
        "elected_on": "2022-01-01",
        "years": 3,
        "ends_on": "2025-01-01",
        "extended_until": "2026-01-01",
        "state": "ended",
    }


def test_a_term_has_the_columns_of_the_frame(chain: Path) -> None:
    properties = json_schema("terms")["properties"]["terms"]["items"]["properties"]

    assert list(properties) == list(dc.terms(dc.read(chain), at=date(2026, 9, 30)).columns())


def test_csv_is_the_frame(chain: Path) -> None:
    done = run("due", chain, *AT, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig"))))
    frame = dc.terms(dc.read(chain), at=date(2026, 9, 30)).due().to_frame()

    assert list(rows[0]) == list(frame.columns)
    assert [row["organization"] for row in rows] == list(frame["organization"]) == ["Z6", "Z1", "Z2"]
    assert (
        done.err.splitlines()[-1] == "Organizations without an election date: 1; nothing is concluded there."
    )


def test_it_goes_to_a_file(chain: Path, tmp_path: Path) -> None:
    assert run("due", chain, *AT, "-o", tmp_path / "due.txt").code == 0
    assert (tmp_path / "due.txt").read_text("utf-8") == run("due", chain, *AT).out
    assert run("due", chain, *AT, "-o", chain).code == 4


def test_negative_months_are_wrong_usage(chain: Path) -> None:
    assert run("due", chain, *AT, "--months", "-1").code == 2


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    done = run("due", document(tmp_path, TWO_MISTAKES), *AT, "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("errors")).validate(told)

    assert (done.code, len(told["problems"])) == (3, 2)
