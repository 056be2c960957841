"""`explain` and `rules`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dangjian_chain.gaps import rules
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import run


@pytest.mark.parametrize("name", ["DJ106", "dj106", "nothing-kept-above"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_rule_is_found_by_code_or_name(name: str, lang: str) -> None:
    done = run("explain", name, lang=lang)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("DJ106 " + rules()["DJ106"].title.of(lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_rule_that_is_not_there_names_the_nearest(lang: str) -> None:
    done = run("explain", "nothing-kept", lang=lang)

    assert (done.code, done.out) == (2, "")
    assert "nothing-kept-above" in done.err


def test_a_program_is_told_of_an_unknown_rule(tmp_path: Path) -> None:
    done = run("explain", "DJ000", "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("errors")).validate(told)

    assert (done.code, told["problems"][0]["code"]) == (2, "unknown-name")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_is_in_the_table(lang: str) -> None:
    lines = run("rules", lang=lang).out.splitlines()

    assert [line.split()[0] for line in lines[1:]] == list(rules())


def test_one_stage() -> None:
    lines = run("rules", "--stage", "structure").out.splitlines()

    assert {line[:3] for line in lines[1:]} == {"DJ0"}


@pytest.mark.parametrize("args", [("rules",), ("rules", "--stage", "data"), ("explain", "DJ001")])
def test_json_is_true_to_its_schema(args: tuple[str, ...]) -> None:
    done = run(*args, "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(json_schema("rules")).validate(told)

    assert done.code == 0
    assert told["rules"]


def test_the_table_goes_to_a_file(tmp_path: Path) -> None:
    assert run("rules", "-o", tmp_path / "rules.txt").code == 0
    assert (tmp_path / "rules.txt").read_text(encoding="utf-8") == run("rules").out


def test_rules_that_are_off_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    import attrs

    from dangjian_chain.cli import rules as module

    found = {code: attrs.evolve(rule, is_on=code != "DJ002") for code, rule in rules().items()}
    monkeypatch.setattr(module, "known_rules", lambda: found)
    marks = {line.split()[0]: line.split()[1] for line in run("rules").out.splitlines()[1:]}

    assert marks["DJ002"] == "off"
    assert marks["DJ001"] == "on"
