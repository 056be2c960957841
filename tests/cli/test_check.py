"""`check`: the list to verify, exit codes, errors of the input."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dangjian_chain.gaps.report import COLUMNS
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import DANGLING, GOOD, TWO_MISTAKES, VACANT, document, run

BUREAU = Path(__file__).parents[2] / "examples" / "geological-bureau"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return document(tmp_path)


@pytest.fixture
def dangling(tmp_path: Path) -> Path:
    return document(tmp_path, DANGLING)


def test_a_chain_without_gaps_is_0(good: Path) -> None:
    done = run("check", good, "--at", "2026-09-30")

    assert (done.code, done.err) == (0, "")
    assert "to verify: 0" in done.out


def test_an_error_is_1(dangling: Path) -> None:
    done = run("check", dangling, "--at", "2026-09-30", lang="zh")

    assert done.code == 1
    assert "DJ001" in done.out
    assert "核对清单（待核实）" in done.out


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_what_fails_is_chosen(tmp_path: Path, level: str, code: int) -> None:
    """A vacant post alone is a warning."""
    path = document(tmp_path, VACANT)

    assert run("check", path, "--select", "DJ502", "--fail-on", level).code == code


def test_rules_are_selected_and_ignored_by_prefix(dangling: Path) -> None:
    assert "DJ001" not in run("check", dangling, "--select", "DJ1,DJ9").out
    assert "DJ001" not in run("check", dangling, "--ignore", "DJ0").out
    assert "DJ001" in run("check", dangling, "--select", "DJ1", "--select", "DJ001").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_prefix_that_fits_no_rule_is_wrong_usage(good: Path, lang: str) -> None:
    done = run("check", good, "--select", "DJ0,DJ1", "--ignore", "DX", lang=lang)

    assert (done.code, done.out) == (2, "")
    assert "DX" in done.err


@pytest.mark.parametrize("day", ["2026-09-30", "2026年9月30日", "2026/9/30", "２０２６-09-30"])
def test_days_are_read_as_people_write_them(good: Path, day: str) -> None:
    assert "2026-09-30" in run("check", good, "--at", day).out


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        ("2026-09", "请写到日", "write a day"),
        ("2026", "请写到日", "write a day"),
        ("2026-13-01", "没有13月", "no month 13"),
        ("26-9-30", "年份只有两位", "two digits"),
        ("昨天", "请写成", "write"),
    ],
)
def test_what_is_no_day_is_refused_with_a_reason(good: Path, day: str, zh: str, en: str) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        done = run("check", good, "--at", day, lang=lang)

        assert (done.code, done.out) == (2, "")
        assert words in done.err


def test_the_day_is_today_unless_said_and_is_printed(good: Path) -> None:
    before = date.today()  # noqa: DTZ011 - the clock under test
    out = run("check", good).out

    assert any(f"day: {day}" in out for day in (before, before + timedelta(days=1)))


# --- forms ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [GOOD, DANGLING, VACANT])
def test_json_is_true_to_its_schema(tmp_path: Path, text: str) -> None:
    done = run("check", document(tmp_path, text), "--at", "2026-09-30", "--format", "json")
    told = json.loads(done.raw.decode("utf-8"))
    Draft202012Validator(json_schema("gaps")).validate(told)

    assert told["at"] == "2026-09-30"
    assert done.code == (1 if told["counts"]["error"] else 0)


def test_json_and_csv_do_not_depend_on_the_language(dangling: Path) -> None:
    for form in ("json", "csv"):
        zh, en = (
            run("check", dangling, "--at", "2026-09-30", "--format", form, lang=lang) for lang in ("zh", "en")
        )

        assert zh.raw == en.raw


def test_csv_has_the_columns_of_the_frame(dangling: Path) -> None:
    done = run("check", dangling, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.raw.decode("utf-8-sig"))))

    assert done.raw.startswith(b"\xef\xbb\xbf")
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][0] == "DJ001"


def test_everything_is_listed_on_request(tmp_path: Path) -> None:
    lines = "".join(f"- {{id: B{n:02}, kind: branch, superior: D9}}\n" for n in range(14))
    path = document(tmp_path, f"organizations:\n{lines}")
    short, long = run("check", path, "--select", "DJ001"), run("check", path, "--select", "DJ001", "--all")

    assert (short.out.count("DJ001 error"), long.out.count("DJ001 error")) == (10, 14)
    assert "and 4 more: 4 DJ001" in short.out
    assert "more" not in long.out


def test_a_file_gets_what_the_screen_would(dangling: Path, tmp_path: Path) -> None:
    for form in ("text", "json", "csv"):
        target = tmp_path / f"gaps.{form}"
        written = run("check", dangling, "--at", "2026-09-30", "--format", form, "-o", target)
        shown = run("check", dangling, "--at", "2026-09-30", "--format", form)

        assert (written.code, written.out) == (1, "")
        assert target.read_bytes() == shown.raw
        assert str(target) in written.err


# --- what cannot be read or written ----------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_mistake_of_the_input_is_a_line_with_its_place_in_front(tmp_path: Path, lang: str) -> None:
    done = run("check", document(tmp_path, TWO_MISTAKES), lang=lang)
    first, second, last = done.err.splitlines()

    assert (done.code, done.out) == (3, "")
    assert first.startswith("chain.yaml:2")
    assert "brunch" in first
    assert second.startswith("chain.yaml:3")
    assert "2026-13-01" in second
    assert ("未载入" if lang == "zh" else "nothing was loaded") in last
    assert ("不是" in first) == (lang == "zh")


def test_a_program_reads_the_mistakes_where_it_expected_the_result(tmp_path: Path) -> None:
    done = run("check", document(tmp_path, TWO_MISTAKES), "--format", "json", "-o", tmp_path / "gaps.json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("errors")).validate(told)

    assert (done.code, told["exit_code"], len(told["problems"])) == (3, 3, 2)
    assert told["problems"][0]["place"].startswith("chain.yaml:2")
    assert not (tmp_path / "gaps.json").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_place_where_nothing_is_cannot_be_read(tmp_path: Path, lang: str) -> None:
    done = run("check", tmp_path / "nowhere", lang=lang)

    assert (done.code, done.out) == (3, "")
    assert "nowhere" in done.err


def test_what_is_no_document_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "fake.xlsx").write_bytes(b"not a workbook")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\xfa\xfb")

    assert {run("check", path).code for path in tmp_path.iterdir()} == {3}


def test_a_file_that_may_not_be_opened_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = document(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert run("check", path).code == 3


def test_bad_rows_are_set_aside_on_request(tmp_path: Path) -> None:
    path = document(tmp_path, TWO_MISTAKES)
    done = run("check", path, "--set-aside", "--select", "DJ908")

    assert done.code == 1
    assert done.out.count("DJ908 error") == 2


def test_the_first_of_two_rows_is_kept_on_request(tmp_path: Path) -> None:
    path = document(tmp_path, GOOD.replace("roles:", "- {id: D1, kind: branch}\nroles:"))

    assert run("check", path).code == 3
    assert "DJ907" in run("check", path, "--keep-first", "--at", "2026-09-30").out


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_that_cannot_be_written_is_4_and_changes_nothing(
    good: Path, tmp_path: Path, form: str
) -> None:
    done = run("check", good, "-o", tmp_path / "no" / "such" / "folder.txt", "--format", form, lang="zh")

    assert done.code == 4
    assert "无法写入" in done.err
    assert not (tmp_path / "no").exists()
    if form == "json":
        told = json.loads(done.out)
        Draft202012Validator(json_schema("errors")).validate(told)
        assert told["exit_code"] == 4


def test_a_folder_is_no_file_to_write(good: Path, tmp_path: Path) -> None:
    assert run("check", good, "-o", tmp_path).code == 4


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the system lets us write there")
def test_a_file_that_may_not_be_changed_stays(good: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.txt"
    target.write_text("kept")
    target.chmod(0o444)

    assert run("check", good, "-o", target).code == 4
    assert target.read_text() == "kept"


def test_the_input_is_never_written_over(good: Path) -> None:
    done = run("check", good, "-o", good)

    assert done.code == 4
    assert good.read_text(encoding="utf-8") == GOOD


def test_no_person_is_named(good: Path) -> None:
    for form in ("text", "json", "csv"):
        assert "乙" not in run("check", good, "--format", form).out


def test_the_example_takes_every_form(tmp_path: Path) -> None:
    done = run("check", BUREAU, "--at", "2026-09-30", "--fail-on", "note", "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("gaps")).validate(told)

    assert (done.code, told["counts"]["gaps"]) == (1, 8)


def test_a_scheme_is_looked_at_beside_the_lists(good: Path, tmp_path: Path) -> None:
    """An indicator tied to no duty is a gap; without a scheme nothing is said of one."""
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(
        'schema = "dangjian-chain-scheme/1"\nid = "A"\nname = {zh = "示例", en = "example"}\nfor = ["branch"]\n'
        'full_marks = 10\n[[indicators]]\nid = "K1"\ntitle = {zh = "示例", en = "example"}\nduty = "S9"\n'
        'weight = 10\nmethod = "yes_no"\n',
        encoding="utf-8",
    )

    assert "DJ414" not in run("check", good, "--all", "--format", "csv").out
    assert "DJ414" in run("check", good, "--all", "--format", "csv", "--scheme", scheme).out
