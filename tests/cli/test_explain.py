"""`explain` of what is in the rulebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dangjian_chain.reports.documents import json_schema
from tests.cli.running import run

BRIGADE = Path(__file__).parents[2] / "examples" / "profile" / "brigade.toml"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("BRA18", "BRA18 中国共产党支部工作条例（试行）", "BRA18 Branch Work Regulations (trial)"),
        (
            "《中国共产党支部工作条例（试行）》",
            "BRA18 中国共产党支部工作条例（试行）",
            "BRA18 Branch Work Regulations (trial)",
        ),
        (
            "branch_min_full_members",
            "应当成立党支部的最少正式党员数（branch_min_full_members）",
            "full members from which a unit must have a branch (branch_min_full_members)",
        ),
        ("branch_term", "依据 branch_term", "fact branch_term"),
    ],
)
def test_every_sort_of_name_has_a_page(name: str, zh: str, en: str, lang: str) -> None:
    done = run("explain", name, "--at", "2026-09-30", lang=lang)

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == (zh if lang == "zh" else en)
    assert "2026-09-30" in done.out


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有核对项、制度、参数或者依据"), ("en", "there is no rule,")]
)
def test_an_unknown_name_names_the_nearest(lang: str, words: str) -> None:
    done = run("explain", "branch_max_member", lang=lang)

    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "branch_max_members" in done.err


@pytest.mark.parametrize("name", ["BRA18", "branch_max_members", "branch_term", "committee_term_years"])
def test_json_is_true_to_its_schema(name: str) -> None:
    done = run("explain", name, "--at", "2026-09-30", "--profile", BRIGADE, "--format", "json")
    told = json.loads(done.raw.decode("utf-8"))
    Draft202012Validator(json_schema("rulebook")).validate(told)

    assert done.code == 0
    assert told["at"] == "2026-09-30"
    assert told["profiles"] == [{"name_zh": "示例地质大队口径", "name_en": "Example Brigade"}]
    assert run(
        "explain", name, "--at", "2026-09-30", "--profile", BRIGADE, "--format", "json", lang="zh"
    ).raw == (done.raw)


def test_the_day_chooses_the_value() -> None:
    before, after = (
        run("explain", "committee_term_years", "--at", day).out for day in ("2018-07-11", "2018-07-12")
    )

    assert "value on the day: 4 years (or 3)" in before
    assert "value on the day: 5 years" in after


def test_a_profile_is_shown_on_the_parameter_and_on_the_rule() -> None:
    parameter = run("explain", "branch_max_members", "--at", "2026-09-30", "--profile", BRIGADE).out
    rule = run("explain", "DJ011", "--at", "2026-09-30", "--profile", BRIGADE).out

    assert "Example Brigade sets 30 members, 50 before" in parameter
    assert "Article 8 of the brigade's rules asks for more" in parameter
    assert "(branch_max_members): 30 members" in rule
    assert "(branch_max_members): 50 members" in run("explain", "DJ011").out


def test_the_last_profile_goes_first(tmp_path: Path) -> None:
    text = BRIGADE.read_text("utf-8").replace("value = 30", "value = 20").replace("Example Brigade", "Other")
    other = tmp_path / "other.toml"
    other.write_text(text.replace("EXB26", "EXC26").replace("example_branch", "other_branch"), "utf-8")
    command = (
        "explain",
        "branch_max_members",
        "--at",
        "2026-09-30",
        "--profile",
        BRIGADE,
        "--profile",
        other,
    )

    assert "value on the day: 20 members" in run(*command).out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_profile_that_cannot_be_read_is_told_with_every_mistake(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "own.toml"
    words = BRIGADE.read_text("utf-8").replace('"branch_max_members"', '"branch_max_membrs"')
    path.write_text(words.replace('"annual_report_upward"', '"annual_reports_upward"'), "utf-8")
    done = run("explain", "BRA18", "--profile", path, lang=lang)
    first, second, _ = done.err.splitlines()

    assert (done.code, done.out) == (3, "")
    assert first.startswith("own.toml:22")
    assert "branch_max_members" in first
    assert second.startswith("own.toml:30")
    assert "annual_report_upward" in second


def test_a_profile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(BRIGADE.read_bytes())

    assert run("explain", "BRA18", "--profile", path, "-o", path).code == 4
    assert path.read_bytes() == BRIGADE.read_bytes()


def test_a_page_goes_to_a_file(tmp_path: Path) -> None:
    assert run("explain", "BRA18", "--at", "2026-09-30", "-o", tmp_path / "page.txt").code == 0
    assert (tmp_path / "page.txt").read_text("utf-8") == run("explain", "BRA18", "--at", "2026-09-30").out
