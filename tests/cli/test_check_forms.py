"""`check` for platforms, and with a unit's own profile."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from dangjian_chain.gaps import rules
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import DANGLING, GOOD, VACANT, document, run

AT = ("--at", "2026-09-30")
FORMS = ["text", "json", "csv", "sarif", "junit", "github"]
OWN = """\
schema = "dangjian-chain-profile/1"
name = {zh = "示例大队口径", en = "Example Brigade"}
reason = "示例"

[[overrides]]
parameter = "branch_max_members"
value = 30
reason = {zh = "示例理由", en = "an example"}
"""
LARGE = "organizations:\n- {id: Z1, name: 示例支部, kind: branch, members: 45}\n"


@pytest.fixture
def dangling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    table = "id,name,kind,superior\nD1,示例党委,committee,\nD1-01,示例支部,branch,D9\n"
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "organizations.csv").write_text(table, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("lists")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    return document(tmp_path, LARGE, "large.yaml")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return document(tmp_path, OWN, "own.toml")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (DANGLING, 1)])
def test_the_exit_code_does_not_depend_on_the_form(tmp_path: Path, form: str, text: str, code: int) -> None:
    assert run("check", document(tmp_path, text), *AT, "--format", form).code == code


def test_sarif_points_at_the_file_from_here(dangling: Path) -> None:
    done = run("check", dangling, *AT, "--format", "sarif", lang="zh")
    found = json.loads(done.raw.decode("utf-8"))["runs"][0]
    result = found["results"][0]

    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == list(rules())
    assert result["ruleId"] == "DJ001"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "lists/organizations.csv"
    }
    assert "查到" in result["message"]["text"]


def test_sarif_knows_what_was_asked(dangling: Path) -> None:
    found = json.loads(run("check", dangling, *AT, "--select", "DJ0", "--format", "sarif").out)["runs"][0]
    off = {each["descriptor"]["id"] for each in found["invocations"][0]["ruleConfigurationOverrides"]}

    assert off == {code for code, rule in rules().items() if rule.is_on and not code.startswith("DJ0")}


def test_junit_fails_where_check_does(dangling: Path) -> None:
    done = run("check", dangling, *AT, "--select", "DJ0", "--format", "junit")
    root = ET.fromstring(done.raw)
    failed = [case.attrib["name"] for case in root.iter("testcase") if case.find("failure") is not None]

    assert done.code == 1
    assert [name.split()[0] for name in failed] == ["DJ001"]
    assert int(root.attrib["tests"]) == len(rules())


def test_github_points_at_the_file_from_here(dangling: Path) -> None:
    first = run("check", dangling, *AT, "--select", "DJ001", "--format", "github").out.splitlines()[0]

    assert first.startswith("::error file=lists/organizations.csv,line=3,title=DJ001 ")


def test_a_single_document_lies_where_it_lies(dangling: Path) -> None:
    path = document(dangling, DANGLING)
    inside = run("check", path, *AT, "--select", "DJ001", "--format", "github").out

    assert inside.startswith("::error file=lists/chain.yaml,line=3,")


@pytest.mark.parametrize("form", FORMS[3:])
def test_a_file_gets_what_the_screen_would(dangling: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / "gaps.out"
    written = run("check", dangling, *AT, "--format", form, "-o", target)

    assert written.out == ""
    assert target.read_bytes() == run("check", dangling, *AT, "--format", form).raw


@pytest.mark.parametrize("form", FORMS)
def test_no_person_is_named(tmp_path: Path, form: str) -> None:
    for text in (GOOD, VACANT):
        out = run("check", document(tmp_path, text), *AT, "--format", form, lang="zh").raw.decode("utf-8")

        assert "holder: " not in out
        assert "“甲”" not in out


# --- a workbook --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_to_fill_in(dangling: Path, tmp_path: Path, lang: str) -> None:
    target = tmp_path / "gaps.xlsx"
    done = run("check", dangling, *AT, "--format", "xlsx", "-o", target, lang=lang)
    book = openpyxl.load_workbook(target)

    assert (done.code, done.out) == (1, "")
    assert str(target) in done.err
    assert book.sheetnames[0] == ("核对清单（待核实）" if lang == "zh" else "List to verify")


@pytest.mark.parametrize(("lang", "words"), [("zh", "-o 名称.xlsx"), ("en", "needs a file")])
def test_a_workbook_needs_a_file(dangling: Path, lang: str, words: str) -> None:
    done = run("check", dangling, "--format", "xlsx", lang=lang)

    assert (done.code, done.out) == (2, "")
    assert words in done.err


@pytest.mark.parametrize("name", ["gaps.csv", "-"])
def test_a_workbook_has_the_name_of_one(dangling: Path, name: str) -> None:
    assert run("check", dangling, "--format", "xlsx", "-o", name).code == 4


def test_the_input_is_no_place_for_the_workbook(tmp_path: Path) -> None:
    assert run("check", tmp_path / "a.xlsx", "--format", "xlsx", "-o", tmp_path / "a.xlsx").code == 4


# --- a profile ---------------------------------------------------------------------------------------


def test_a_profile_changes_the_number_and_says_so(large: Path, own: Path) -> None:
    without = run("check", large, *AT, "--select", "DJ011", "--fail-on", "warning")
    done = run("check", large, *AT, "--select", "DJ011", "--fail-on", "warning", "--profile", own)

    assert without.code == 0
    assert done.code == 1
    assert "generally there are no more than 30" in done.out
    assert "the unit's profile 'Example Brigade' puts 30 in place of 50: an example" in done.out


@pytest.mark.parametrize(("values", "found"), [(("30", "60"), 0), (("60", "30"), 1)])
def test_the_last_of_several_profiles_acts(
    large: Path, tmp_path: Path, values: tuple[str, str], found: int
) -> None:
    given: list[object] = []
    for place, value in enumerate(values):
        path = document(tmp_path, OWN.replace("value = 30", f"value = {value}"), f"own{place}.toml")
        given += ["--profile", path]
    told = json.loads(run("check", large, *AT, "--select", "DJ011", "--format", "json", *given).out)

    assert told["counts"]["gaps"] == found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_mistake_of_a_profile_is_a_line_with_its_place(large: Path, tmp_path: Path, lang: str) -> None:
    words = OWN.replace("branch_max_members", "branch_max_member").replace("value = 30", 'value = "many"')
    path = document(tmp_path, words, "own.toml")
    done = run("check", large, "--profile", path, lang=lang)
    first, second, last = done.err.splitlines()

    assert (done.code, done.out) == (3, "")
    assert first.startswith("own.toml:6")
    assert "branch_max_members" in first
    assert second.startswith("own.toml:7")
    assert ("未载入" if lang == "zh" else "nothing was loaded") in last


def test_a_program_is_told_of_the_mistakes_of_a_profile(large: Path, tmp_path: Path) -> None:
    path = document(tmp_path, "schema = 1\n", "own.toml")
    done = run("check", large, "--profile", path, "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("errors")).validate(told)

    assert (done.code, told["exit_code"]) == (3, 3)
    assert told["problems"]


def test_a_profile_that_is_not_there_cannot_be_read(large: Path, tmp_path: Path) -> None:
    done = run("check", large, "--profile", tmp_path / "nowhere.toml")

    assert done.code == 3
    assert "nowhere.toml" in done.err


def test_a_profile_is_never_written_over(large: Path, own: Path) -> None:
    assert run("check", large, "--profile", own, "-o", own).code == 4
    assert own.read_text("utf-8") == OWN
