"""`convert`: other forms of file."""

from __future__ import annotations

from pathlib import Path

import pytest

import dangjian_chain as dc
from tests.cli.running import GOOD, TWO_MISTAKES, VACANT, document, run

OFFICE = "党组织名称,组织类别,上级党组织,书记\n示例党委,党委,—,甲\n示例支部,党支部,示例党委,空缺\n"


@pytest.mark.parametrize("name", ["out", "out.yaml", "out.json", "out.xlsx"])
def test_every_form_holds_the_same_chain(tmp_path: Path, name: str) -> None:
    path = document(tmp_path)
    done = run("convert", path, tmp_path / name)

    assert (done.code, done.err) == (0, "")
    assert dc.read(tmp_path / name) == dc.read(path)


def test_a_folder_of_yaml_and_headers_in_chinese(tmp_path: Path) -> None:
    path = document(tmp_path)

    assert run("convert", path, tmp_path / "a", "--form", "yaml").code == 0
    assert run("convert", path, tmp_path / "b", "--headers", "zh").code == 0
    assert (tmp_path / "a" / "roles.yaml").exists()
    assert "岗位编号" in (tmp_path / "b" / "roles.csv").read_text(encoding="utf-8-sig")
    assert dc.read(tmp_path / "b") == dc.read(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_not_read_literally_is_listed(tmp_path: Path, lang: str) -> None:
    source = tmp_path / "office"
    source.mkdir()
    document(source, OFFICE, "organizations.csv")
    done = run("convert", source, tmp_path / "out.yaml", lang=lang)

    assert ("按惯例理解的填写" if lang == "zh" else "not read literally") in done.out
    assert "organizations.csv:" in done.out
    assert str(tmp_path / "out.yaml") in done.out.splitlines()[-1]


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = run("convert", document(tmp_path, VACANT), tmp_path / "out.yaml", "--quiet")

    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    path = document(tmp_path)

    assert run("convert", path, path).code == 4
    assert path.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("text", "name", "code"), [(TWO_MISTAKES, "out.yaml", 3), (GOOD, "out.docx", 4), (GOOD, "no/out.yaml", 4)]
)
def test_what_cannot_be_done_is_said(tmp_path: Path, text: str, name: str, code: int) -> None:
    done = run("convert", document(tmp_path, text), tmp_path / name)

    assert (done.code, done.out) == (code, "")
    assert done.err
    assert [path.name for path in tmp_path.iterdir()] == ["chain.yaml"]
