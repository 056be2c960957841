"""A gap report as annotations of GitHub Actions."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from dangjian_chain import GapReport
from dangjian_chain.gaps import NotChecked
from dangjian_chain.reports.file_place import FilePlace, file_place, folder_of
from dangjian_chain.reports.github import github_annotations
from dangjian_chain.text import Text
from tests.reports.small import BARE, DAY, LATE, MISSING, gap, report


def lines(found: GapReport, **settings: str) -> list[str]:
    return github_annotations(found, "en", **settings).splitlines()


def test_a_line_a_gap_the_gravest_causes_first() -> None:
    """GitHub shows ten of each level a step, and what follows comes by itself."""
    found = lines(report())

    assert [line.partition(" ")[0] for line in found[:7]] == [
        *["::error"] * 4,
        "::notice",
        *["::warning"] * 2,
    ]
    assert found[0] == (
        "::error file=roles.csv,line=3,title=DJ503 A vacancy::勘查院党支部: '主题党日'"
        "%0Anext step: Check it.%0Abasis: the definition of a chain"
    )
    assert found[4].startswith("::notice title=DJ902 Too late::")


def test_the_end_counts_and_says_what_was_not_checked() -> None:
    assert lines(report())[7:] == [
        "on 2026-09-30: 7 to verify, 5 cause(s); 3 not checked.",
        "- DJ904: no member counts were entered",
        "- DJ905: no member counts were entered",
        "- 'S2': its condition is blank",
    ]


def test_nothing_to_verify_is_a_line_too() -> None:
    assert lines(GapReport([], DAY, [])) == ["on 2026-09-30: 0 to verify, 0 cause(s); 0 not checked."]


def test_files_are_counted_from_where_the_command_runs() -> None:
    assert "file=data/lists/roles.csv,line=3," in lines(report(), folder="data/lists")[0]


def test_a_column_is_told_where_it_is_known() -> None:
    one = gap(MISSING, "D1-01", place="chain.yaml:2:4")

    assert lines(GapReport([one], DAY, []))[0].startswith(
        "::error file=chain.yaml,line=2,col=4,title=DJ101 Not on the list::"
    )


def test_a_cell_of_a_workbook_is_told_in_words() -> None:
    one = gap(BARE, "D1-01", place="lists.xlsx 岗位!C7")

    assert "%0Aplace: lists.xlsx 岗位!C7%0A" in lines(GapReport([one], DAY, []))[0]


@pytest.mark.parametrize(
    "words", ["50%", "a\nb", "a\r\nb", "::error::x", "\n::set-env name=X::y", "%0A::stop-commands::t"]
)
def test_no_words_end_a_command_or_begin_another(words: str) -> None:
    """A name in somebody's table is no workflow command."""
    odd = attrs.evolve(gap(MISSING, "D1-01"), message=Text(words, words))
    note = NotChecked("", Text(words, words))
    first, *rest = lines(GapReport([odd], DAY, [note]))
    told = first.partition("::")[2].partition("::")[2]
    for mark, char in (("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        told = told.replace(mark, char)

    assert told.startswith(words)
    assert not any(line.startswith("::") for line in rest)


def test_a_title_and_a_file_have_no_colon_and_no_comma() -> None:
    titled = attrs.evolve(MISSING, title=Text("甲", "a: b, c%"))
    one = gap(titled, "D1-01", place="a,b:c.csv:3")

    assert lines(GapReport([one], DAY, []))[0].startswith(
        "::error file=a%2Cb%3Ac.csv,line=3,title=DJ101 a%3A b%2C c%25::"
    )


def test_long_numbers_in_reasons_are_hidden() -> None:
    note = NotChecked("DJ904", Text("x", "11010119900101001X"))

    assert "110101" not in github_annotations(GapReport([], DAY, [note]), "en")


def test_a_note_is_a_notice() -> None:
    assert lines(GapReport([gap(LATE, "x")], DAY, []))[0].startswith("::notice ")


# --- places of files -------------------------------------------------------------------------------


def test_a_place_is_a_file_and_a_line() -> None:
    assert file_place("roles.csv:3") == FilePlace("roles.csv", 3)
    assert file_place("data/roles.csv:12:4") == FilePlace("data/roles.csv", 12, 4)


@pytest.mark.parametrize("place", ["", "roles.csv", "roles.csv:", "roles.csv:0", "a.xlsx 岗位!C7", ":3"])
def test_what_has_no_line_is_no_place_of_a_file(place: str) -> None:
    assert file_place(place) is None


def test_a_folder_is_told_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "chain.yaml").write_text("")
    monkeypatch.chdir(tmp_path)

    assert folder_of("lists") == "lists"
    assert folder_of(tmp_path / "lists") == "lists"
    assert folder_of("chain.yaml") == ""
    assert folder_of(".") == ""
    monkeypatch.chdir(tmp_path / "lists")
    assert folder_of("../chain.yaml") == ".."


def test_a_folder_on_another_drive_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> str:
        raise ValueError(path)

    monkeypatch.setattr("os.path.relpath", refuse)

    assert folder_of("lists") == ""
