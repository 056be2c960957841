"""Edits laid over CSV files: the planted defects of the example."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from dangjian_chain.formats.edits import edited_files, rows_of

BUREAU = Path(__file__).parents[2] / "examples" / "geological-bureau"
ROLES = b"\xef\xbb\xbfid,title\nD1.a,x\nD1.b,y\nD2.a,z\n"


def edit(no: str = "1", row: str = "", column: str = "title", value: str = "new") -> dict[str, str]:
    return {"no": no, "file": "roles.csv", "row": row, "column": column, "value": value}


def titles(*edits: dict[str, str], numbers: set[str] | None = None) -> dict[str, str]:
    rows = rows_of(edited_files({"roles.csv": ROLES}, edits, numbers)["roles.csv"])
    return {row["id"]: row["title"] for row in rows}


def test_every_row_that_matches_is_changed() -> None:
    assert titles(edit(row="D1.*")) == {"D1.a": "new", "D1.b": "new", "D2.a": "z"}


def test_rows_are_added_and_removed_in_order() -> None:
    added = edit(column="+", value="id=D3.a | title=a=b")

    assert titles(added, edit(row="D3.a", column="-")) == {"D1.a": "x", "D1.b": "y", "D2.a": "z"}
    assert titles(added)["D3.a"] == "a=b"


def test_a_column_may_be_new() -> None:
    assert (
        b"id,title,seats"
        in edited_files({"roles.csv": ROLES}, [edit(column="+", value="id=D3 | seats=2")])["roles.csv"]
    )


def test_only_the_numbers_asked_for() -> None:
    assert titles(edit("1", "D1.a"), edit("2", "D1.b"), numbers={"2"})["D1.a"] == "x"


def test_files_that_are_not_edited_stay_as_they_are() -> None:
    assert edited_files({"roles.csv": ROLES, "x": b"\0"}, []) == {"roles.csv": ROLES, "x": b"\0"}


def test_an_edit_that_finds_nothing_is_a_mistake() -> None:
    with pytest.raises(LookupError, match="D9"):
        titles(edit(row="D9"))


@pytest.mark.skipif(not (BUREAU / "plant.py").exists(), reason="the example plants by this module")
def test_the_script_of_the_example_does_the_same(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("bureau_plant", BUREAU / "plant.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.plant(tmp_path)
    files = {path.name: path.read_bytes() for path in BUREAU.glob("*.*")}
    made = edited_files(files, rows_of(files["defects.csv"]))

    assert (tmp_path / "profile.toml").read_bytes() == made["profile.toml"]
    for path in tmp_path.glob("*.csv"):
        assert rows_of(path.read_bytes()) == rows_of(made[path.name]), path.name


def test_a_number_of_a_profile_is_changed_where_it_is_first_set():
    """The second override of the parameter, for other units, stays."""
    profile = b'parameter = "x"\nvalue = 1\n\nparameter = "x"\nvalue = 1\n'
    edit = {"no": "1", "file": "profile.toml", "row": "x", "column": "value", "value": "2"}

    assert edited_files({"profile.toml": profile}, [edit])["profile.toml"] == profile.replace(b"1", b"2", 1)
    with pytest.raises(LookupError):
        edited_files({"profile.toml": profile}, [{**edit, "row": "y"}])
