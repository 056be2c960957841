"""`init --catalogue` makes a starter folder whose duties come from the catalogue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dangjian_chain as dc
from tests.cli.running import run

EVERY = [(form, lang) for form in ("yaml", "csv") for lang in ("zh", "en")]
DAY = date(2026, 9, 30)
AT = ("--at", "2026-09-30")


@pytest.mark.parametrize(("form", "lang"), EVERY)
def test_it_passes_check_with_nothing_to_verify(tmp_path: Path, form: str, lang: str):
    """On the day it was made for, and it says which day that was."""
    folder = tmp_path / "mine"
    made = run("init", folder, "--catalogue", "--form", form, *AT, lang=lang)
    done = run("check", folder, "--fail-on", "note", *AT, lang=lang)

    assert (made.code, made.err) == (0, "")
    assert "2026-09-30" in made.out
    assert str(folder) in made.out
    assert done.code == 0, done.out


def test_without_a_day_it_is_today(tmp_path: Path):
    assert run("init", tmp_path / "mine", "--catalogue").code == 0
    assert "branch.theme_day" in dc.read(tmp_path / "mine").duties


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_forms_are_one_chain_and_are_read_literally(tmp_path: Path, lang: str):
    for form in ("yaml", "csv"):
        run("init", tmp_path / form, "--catalogue", "--form", form, *AT, lang=lang)
    chain = dc.read(tmp_path / "yaml")

    assert chain == dc.read(tmp_path / "csv")
    assert chain.understood == ()


def test_its_duties_are_those_of_the_catalogue(tmp_path: Path):
    """Public institutions where no type of unit is written."""
    run("init", tmp_path, "--catalogue", *AT)
    chain = dc.read(tmp_path)

    assert tuple(chain.duties) == dc.catalogue("public_institution", at=DAY).keys
    assert {each.unit_type for each in chain.organizations.values()} == {"public_institution"}
    assert {each.temporary for each in chain.organizations.values()} == {False}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_role_has_a_list(tmp_path: Path, lang: str):
    """The members of each branch are one role."""
    run("init", tmp_path, "--catalogue", *AT, lang=lang)
    chain = dc.read(tmp_path)
    borne = {row.role for row in chain.assignments.values()}

    assert [role for role in chain.roles if role not in borne] == []
    assert [role.kind for role in chain.roles.values()].count("members") == 2


@pytest.mark.parametrize("types", ["soe,organ", "国有企业，机关", "国有企业、organ", " soe ; organ "])
def test_several_types_of_unit(tmp_path: Path, types: str):
    """The organizations are of the first; the duties of the others stay on the list for theirs."""
    run("init", tmp_path, "--catalogue", types, *AT)
    chain = dc.read(tmp_path)

    assert {each.unit_type for each in chain.organizations.values()} == {"soe"}
    assert {"committee.funds", "committee.part_time_counts"} <= set(chain.duties)
    assert {row.duty for row in chain.assignments.values()} >= {"committee.funds", "deputy.direct"}
    assert "committee.part_time_counts" not in {row.duty for row in chain.assignments.values()}


def test_an_empty_type_is_every_type(tmp_path: Path):
    run("init", tmp_path, "--catalogue=", *AT, lang="zh")
    chain = dc.read(tmp_path)

    assert tuple(chain.duties) == dc.catalogue(at=DAY).keys
    assert "各类单位" in (tmp_path / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有单位类型“soee”，是否想用 soe"), ("en", "did you mean soe")]
)
def test_an_unknown_type_names_the_nearest(tmp_path: Path, lang: str, words: str):
    done = run("init", tmp_path / "mine", "--catalogue", "soee", lang=lang)

    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert not (tmp_path / "mine").exists()


def test_a_type_like_none_is_said_too(tmp_path: Path):
    done = run("init", tmp_path / "mine", "--catalogue", "xyzzy", lang="zh")

    assert done.code == 2
    assert "没有单位类型“xyzzy”\n" in done.err


def test_the_place_stands_in_front(tmp_path: Path):
    """What follows the option is a type of unit."""
    done = run("init", "--catalogue", tmp_path / "mine", lang="zh")

    assert done.code == 2
    assert "一个位置" in done.err


@pytest.mark.parametrize("other", [("--excel",), ("--launcher",), ("--from", "x.xlsx")])
def test_one_way_to_start_at_a_time(tmp_path: Path, other: tuple[str, ...]):
    done = run("init", tmp_path / "mine", "--catalogue", "soe", *other, lang="zh")

    assert done.code == 2
    assert "--catalogue" in done.err


def test_a_profile_switches_duties_on(tmp_path: Path):
    profile = tmp_path / "unit.toml"
    profile.write_text(
        'schema = "dangjian-chain-profile/1"\nname = "示例大队"\nreason = "示例"\n'
        '[[switches]]\ncitation = "annual_report_upward"\nreason = "上级已有要求"\n',
        "utf-8",
    )
    run("init", tmp_path / "mine", "--catalogue", "--profile", profile, *AT)

    assert "committee.report_upward" in dc.read(tmp_path / "mine").duties


@pytest.mark.parametrize(("lang", "role"), [("zh", "D1-01.sj"), ("en", "D1-01.sec")])
def test_the_commands_of_its_readme_work(
    tmp_path: Path, lang: str, role: str, monkeypatch: pytest.MonkeyPatch
):
    """And it names what was left out."""
    run("init", tmp_path, "--catalogue", *AT, lang=lang)
    monkeypatch.chdir(tmp_path)
    readme = (tmp_path / "README.md").read_text("utf-8")
    commands = [line.split()[1:] for line in readme.splitlines() if line.startswith("    dangjian-chain ")]

    assert [run(*command, lang=lang).code for command in commands] == [0, 0, 0, 0]
    assert ["propagate", ".", "--role", role] in commands
    assert "`committee.report_upward`" in readme
    assert "2026-09-30" in readme


def test_files_keep_the_words_on_their_columns(tmp_path: Path):
    """In YAML as comments on top, in CSV as the README's tables."""
    run("init", tmp_path / "yaml", "--catalogue", *AT, lang="zh")
    run("init", tmp_path / "csv", "--catalogue", "--form", "csv", *AT, lang="zh")

    assert (tmp_path / "yaml" / "duties.yaml").read_text("utf-8").startswith("# 责任事项")
    assert "\n## duties.csv\n" in (tmp_path / "csv" / "README.md").read_text("utf-8")


def test_an_english_folder_holds_english(tmp_path: Path):
    run("init", tmp_path, "--catalogue", "soe,organ", "--form", "csv", *AT, lang="en")
    text = "".join(file.read_text("utf-8-sig") for file in tmp_path.iterdir())

    assert not [char for char in text if "一" <= char <= "鿿"]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    done = run("init", tmp_path, "--catalogue", lang="zh")

    assert (done.code, done.out) == (4, "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
