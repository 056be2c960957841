"""Workbooks as offices keep them: what a person reads in them is what the library reads."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import dangjian_chain as dc
from tests.office import folders, starter
from tests.office.case import Case, content_of, differences
from tests.office.untidy import CASES

EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
SEVERAL = [
    case
    for case in CASES
    if case.name in {"starter", "two_lists", "responsibility_list", "results", "ledger"}
]
CONVERTED = [
    case for case in CASES if case.name in {"starter", "two_row_header", "subtotals", "responsibility_list"}
]


@EACH
def test_what_a_person_reads_is_read(case: Case, tmp_path: Path):
    chain = dc.read(*case.make(tmp_path), **case.options)
    found = differences(chain, case.expected)

    assert not found, _lines(found)


@EACH
def test_what_was_understood_can_be_listed(case: Case, tmp_path: Path):
    understood = dc.understand(*case.make(tmp_path), **case.options)

    assert str(understood).strip()


@EACH
def test_an_empty_chain_is_not_what_is_expected(case: Case):
    """So that no case passes without having compared anything."""
    assert differences(dc.ResponsibilityChain(), case.expected)


@pytest.mark.parametrize("case", SEVERAL, ids=lambda case: case.name)
def test_the_order_of_the_files_is_nothing(case: Case, tmp_path: Path):
    paths = case.make(tmp_path)
    chain, other = (dc.read(*order, **case.options) for order in (paths, reversed(paths)))

    assert len(paths) > 1
    assert content_of(other) == content_of(chain)
    assert other == chain


def test_the_order_of_the_sheets_is_nothing(tmp_path: Path):
    """A roster behind the list that speaks of it."""
    case = next(case for case in CASES if case.name == "responsible_persons")
    (path,) = case.make(tmp_path)
    chain = dc.read(path, **case.options)
    book = openpyxl.load_workbook(path)
    book.move_sheet(book.worksheets[0], 1)
    book.save(path)

    assert content_of(dc.read(path, **case.options)) == content_of(chain)


def test_a_folder_is_its_files(tmp_path: Path):
    """Three workbooks named one by one, or the folder that holds them."""
    case = starter.CASES[0]
    paths = case.make(tmp_path)

    assert dc.read(tmp_path, **case.options) == dc.read(*paths, **case.options)


def test_a_year_of_two_digits_is_refused_with_its_cell(tmp_path: Path):
    with pytest.raises(dc.UnreadableDocumentError) as error:
        dc.read(*folders.two_digit_year(tmp_path))

    (problem,) = error.value.problems
    assert problem.code == "unreadable-date"
    assert "C4" in problem.place
    assert "24.7" in problem.text.zh


# --- other programs' workbooks ----------------------------------------------------


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Path]]:
    """Return the files of some cases, by case and form, as another office program saves them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    found = {}
    profile = tmp_path_factory.mktemp("profile").as_uri()
    for case in CONVERTED:
        folder = tmp_path_factory.mktemp(case.name)
        paths = case.make(folder)
        for form in ("ods", "xls"):
            _convert(office, profile, form, folder / form, paths)
            found[case.name, form] = [folder / form / f"{path.stem}.{form}" for path in paths]
    return found


def _convert(office: str, profile: str, form: str, folder: Path, paths: list[Path]) -> None:
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True, timeout=300
    )


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ods", "xls"])
@pytest.mark.parametrize("case", CONVERTED, ids=lambda case: case.name)
def test_the_program_that_saved_it_is_nothing(case: Case, form: str, converted):
    chain = dc.read(*converted[case.name, form], **case.options)
    found = differences(chain, case.expected)

    assert not found, _lines(found)


def _lines(found: list[str]) -> str:
    """Return all of them; a compared list would be cut short."""
    return "".join(f"\n  {line}" for line in found)
