"""`propagate`: the landing curve, one role's list, why and why not, adoption."""

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
from tests.cli.running import GOOD, TWO_MISTAKES, document, run
from tests.goldens import assert_golden

MISSING = GOOD.replace("- {duty: S1, organization: D1, role: D1.sj, responsibility: first}\n", "")
AT = ("--at", "2026-09-30")


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return document(tmp_path, MISSING)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_landing_curve(chain: Path, lang: str) -> None:
    done = run("propagate", chain, *AT, lang=lang)

    assert (done.code, done.err) == (0, "")
    assert_golden(f"propagate.{lang}.txt", done.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_duty_shows_where_it_stops(chain: Path, lang: str) -> None:
    assert_golden(f"propagate-duty.{lang}.txt", run("propagate", chain, *AT, "--duty", "S1", lang=lang).out)


def test_one_organization_shows_its_duties(chain: Path) -> None:
    out = run("propagate", chain, *AT, "--organization", "D1-01").out

    assert out.count("S1") == 1
    assert "示例党委" in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_why_and_why_not(chain: Path, lang: str) -> None:
    why = run("propagate", chain, *AT, "--why", "S1", "D1", lang=lang)
    path = document(chain.parent, MISSING.replace("[branch]", "[committee]"), "other.yaml")
    why_not = run("propagate", path, *AT, "--why", "S1", "D1-01", lang=lang)

    assert (why.code, why_not.code) == (0, 0)
    assert_golden(f"why.{lang}.txt", f"{why.out}\n{why_not.out}")


def test_the_list_of_a_role(chain: Path) -> None:
    done = run("propagate", chain, *AT, "--role", "D1.sj", lang="zh")

    assert done.code == 0
    assert "责任清单（1项）" in done.out
    assert "向下落实到：示例支部" in done.out


@pytest.mark.parametrize(
    ("kind", "view"),
    [
        ("cascade", ()),
        ("cascade", ("--duty", "S1")),
        ("cascade", ("--organization", "D1")),
        ("cascade", ("--duty", "S1", "--organization", "D1")),
        ("duty-list", ("--role", "D1.sj")),
        ("explanation", ("--why", "S1", "D1")),
    ],
)
def test_json_is_true_to_its_schema(chain: Path, kind: str, view: tuple[str, ...]) -> None:
    done = run("propagate", chain, *AT, *view, "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema(kind)).validate(told)

    assert (done.code, told["schema"]) == (0, f"dangjian-chain/{kind}/1")


def test_pairs_and_bearers_are_those_asked_for(chain: Path) -> None:
    told = json.loads(run("propagate", chain, *AT, "--organization", "D1", "--format", "json").out)

    assert [
        (pair["duty"], pair["organization"], pair["manages"], pair["reached"]) for pair in told["pairs"]
    ] == [("S1", "D1", True, False)]
    assert [(bearer["role"], bearer["function"]) for bearer in told["bearers"]] == [("D1.sj", "manage")]


def test_csv_is_the_frame(chain: Path) -> None:
    done = run("propagate", chain, *AT, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig"))))
    frame = dc.propagate(dc.read(chain), at=date(2026, 9, 30)).to_frame()

    assert list(rows[0]) == list(frame.columns)
    assert [row["organization"] for row in rows] == list(frame["organization"])
    assert [row["reached"] for row in rows] == [str(value).lower() for value in frame["reached"]]


def test_csv_of_a_role(chain: Path) -> None:
    done = run("propagate", chain, *AT, "--role", "D1.sj", "--format", "csv")

    assert next(csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig"))))["handed_to"] == "示例支部"


@pytest.mark.parametrize(
    ("view", "name", "near"),
    [
        (("--role", "D1.ss"), "D1.ss", "D1.sj"),
        (("--duty", "S11"), "S11", "S1"),
        (("--organization", "D1-1"), "D1-1", "D1-01"),
        (("--why", "S1", "D1-0"), "D1-0", "D1-01"),
        (("--why", "SS1", "D1"), "SS1", "S1"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_id_that_is_not_there_names_the_nearest(
    chain: Path, view: tuple[str, ...], name: str, near: str, lang: str
) -> None:
    done = run("propagate", chain, *AT, *view, lang=lang)

    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert name in done.err
    assert near in done.err


@pytest.mark.parametrize(
    "view",
    [
        ("--role", "D1.sj", "--why", "S1", "D1"),
        ("--role", "D1.sj", "--duty", "S1"),
        ("--why", "S1", "D1", "--organization", "D1"),
        ("--why", "S1", "D1", "--format", "csv"),
    ],
)
def test_what_cannot_be_had_together_is_wrong_usage(chain: Path, view: tuple[str, ...]) -> None:
    assert run("propagate", chain, *view).code == 2


@pytest.mark.parametrize("name", ["adopted", "adopted.yaml", "adopted.json", "adopted.xlsx"])
def test_adopting_closes_what_propagation_found_open(chain: Path, name: str) -> None:
    target = chain.parent / name
    done = run("propagate", chain, *AT, "--adopt", target)
    after = run("check", target, *AT, "--fail-on", "warning")

    assert done.code == 0
    assert str(target) in done.err
    assert run("check", chain, *AT, "--fail-on", "warning").code == 1
    assert after.code == 0, after.out


def test_adopting_never_writes_over_the_input(chain: Path) -> None:
    assert run("propagate", chain, "--adopt", chain).code == 4
    assert chain.read_text(encoding="utf-8") == MISSING


def test_a_form_that_is_none_is_4(chain: Path) -> None:
    done = run("propagate", chain, "--adopt", chain.parent / "adopted.doc")

    assert (done.code, done.out) == (4, "")
    assert ".xlsx" in done.err


def test_a_document_that_cannot_be_read_is_3(tmp_path: Path) -> None:
    done = run("propagate", document(tmp_path, TWO_MISTAKES), "--format", "json")
    told = json.loads(done.out)

    assert (done.code, told["schema"], len(told["problems"])) == (3, "dangjian-chain/errors/1", 2)


def test_rows_can_be_set_aside(tmp_path: Path) -> None:
    assert run("propagate", document(tmp_path, TWO_MISTAKES), "--set-aside").code == 0


def test_a_result_goes_to_a_file(chain: Path, tmp_path: Path) -> None:
    target = tmp_path / "curve.txt"

    assert run("propagate", chain, *AT, "-o", target).out == ""
    assert target.read_text(encoding="utf-8") == run("propagate", chain, *AT).out


def test_all_duties_are_listed_on_request(tmp_path: Path) -> None:
    duties = "".join(
        f"- {{id: T{n:02}, title: 事项{n}, performed_by: [branch], managed_levels: 0}}\n" for n in range(14)
    )
    path = document(tmp_path, GOOD.replace("assignments:", f"{duties}assignments:"))

    assert run("propagate", path, *AT).out.splitlines()[-1] == "and 4 more rows"
    assert run("propagate", path, *AT, "--all").out.count("0/1, 0%") == 14


def test_an_elective_duty_is_neither_missed_nor_outside(tmp_path: Path) -> None:
    """Elective duties are counted, never missed."""
    text = GOOD.replace("title: 主题党日", "title: 结对共建, nature: elective")
    done = run("propagate", document(tmp_path, text), *AT, "--duty", "S1")

    assert "elective" in done.out
    assert "Not reached" not in done.out


def test_a_duty_declared_where_nobody_expects_it_is_shown(tmp_path: Path) -> None:
    text = GOOD.replace("bearers:", "managed_levels: 0, bearers:")
    done = run("propagate", document(tmp_path, text), *AT, "--duty", "S1")

    assert "outside the list" in done.out
    assert "D1 示例党委" in done.out
