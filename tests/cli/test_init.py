"""`init`: a starter folder that passes `check`."""

from __future__ import annotations

from pathlib import Path

import pytest

import dangjian_chain as dc
from dangjian_chain.cli.init import starter
from dangjian_chain.text import Lang
from tests.cli.running import run

EVERY = [(form, lang) for form in ("yaml", "csv") for lang in ("zh", "en")]


@pytest.mark.parametrize(("form", "lang"), EVERY)
def test_it_passes_check_with_nothing_to_verify(tmp_path: Path, form: str, lang: str) -> None:
    folder = tmp_path / "mine"
    made = run("init", folder, "--form", form, lang=lang)
    done = run("check", folder, "--fail-on", "note", lang=lang)

    assert (made.code, made.err) == (0, "")
    assert str(folder) in made.out
    assert done.code == 0, done.out


@pytest.mark.parametrize(("form", "lang"), EVERY)
def test_every_file_is_read_and_literally(tmp_path: Path, form: str, lang: Lang) -> None:
    run("init", tmp_path, "--form", form, lang=lang)
    chain = dc.read(tmp_path)

    assert chain.understood == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(starter(form, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_forms_are_one_chain(lang: str, tmp_path: Path) -> None:
    for form in ("yaml", "csv"):
        run("init", tmp_path / form, "--form", form, lang=lang)

    assert dc.read(tmp_path / "yaml") == dc.read(tmp_path / "csv")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_commands_of_its_readme_work(tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", tmp_path, lang=lang)
    monkeypatch.chdir(tmp_path)
    commands = [
        line.split()[1:]
        for line in (tmp_path / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("    dangjian-chain ")
    ]

    assert len(commands) == 4
    assert [run(*command, lang=lang).code for command in commands] == [0, 0, 0, 0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_word_on_every_column_it_uses(lang: Lang) -> None:
    """In YAML as comments, in CSV as the README's tables."""
    yaml = b"".join(
        content for name, content in starter("yaml", lang).items() if name.endswith(".yaml")
    ).decode()
    readme = starter("csv", lang)["README.md"].decode()

    assert all(f"\n## {name}.csv\n" in readme for name in ("organizations", "roles", "duties", "assignments"))
    assert yaml.count("# ") > 20


def test_an_english_folder_holds_english() -> None:
    text = b"".join(starter("csv", "en").values()).decode("utf-8-sig").replace("\ufeff", "")

    assert not [char for char in text if "\u4e00" <= char <= "\u9fff"]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for lang in ("zh", "en"):
        done = run("init", tmp_path, lang=lang)

        assert (done.code, done.out) == (4, "")
        assert ("已有内容" if lang == "zh" else "not empty") in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    assert run("init", tmp_path / "file").code == 4
    assert run("init", tmp_path / "file" / "below").code == 4
    assert (tmp_path / "file").read_text() == "mine"
