"""The full year: a clean twin that closes the loop, and defects that add exactly what they should."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import dangjian_chain as dc
from dangjian_chain.formats.bundled import year_files
from dangjian_chain.gaps import rules
from tests.bureau import AT

YEAR = Path(__file__).parent.parent / "examples" / "full-year"
SCHEMES = ("scheme.toml", "scheme-committees.toml")
LOOP = {code for code in rules() if code[:3] in {"DJ3", "DJ4"} or code in {"DJ515", "DJ516"}}
Key = tuple[str, str, str, str, str]


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"full_year_{name}", YEAR / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLANT, BUILD = _script("plant").plant, _script("build")


def _expectations() -> dict[str, set[Key]]:
    with (YEAR / "defects.csv").open(encoding="utf-8", newline="") as file:
        expected: dict[str, set[Key]] = {row["no"]: set() for row in csv.DictReader(file)}
    with (YEAR / "defects-gaps.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["code"], row["organization"], row["subject_kind"], row["subject"], row["duty"])
            expected[row["no"]].add(key)
    return expected


EXPECTED = _expectations()


def _gaps(folder: Path) -> list[Key]:
    every = ["DJ", *(rule.code for rule in rules().values() if not rule.is_on)]
    found = dc.detect_gaps(
        dc.read(folder),
        at=AT,
        select=every,
        profile=dc.Profile.read(folder / "profile.toml"),
        scheme=[dc.Scheme.read(folder / name) for name in SCHEMES],
    )
    return [
        (gap.code, gap.organization or "", gap.subject_kind, gap.subject, gap.duty or "") for gap in found
    ]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    made: dict[str, bytes] = BUILD.files()
    return made


@pytest.fixture(scope="module")
def folder(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = PLANT(tmp_path_factory.mktemp("year"), [], files)
    return made


@pytest.fixture(scope="module")
def chain(folder: Path) -> dc.ResponsibilityChain:
    return dc.read(folder).at(AT)


def test_the_bundled_year_is_what_the_script_makes(files: dict[str, bytes]) -> None:
    """Run `python build.py --pack` in the folder of the full year when this fails."""
    assert year_files() == files


def test_the_clean_twin_is_silent(folder: Path) -> None:
    """Everything that was due is on record, every result is used, every item closed."""
    assert _gaps(folder) == []


@pytest.mark.parametrize("number", EXPECTED)
def test_one_defect_adds_exactly_its_gaps(number: str, files: dict[str, bytes], tmp_path: Path) -> None:
    """A defect alone adds the gaps written beside it, each once."""
    assert sorted(_gaps(PLANT(tmp_path, [number], files))) == sorted(EXPECTED[number])


def test_all_defects_together_add_the_sum_of_their_gaps(files: dict[str, bytes], tmp_path: Path) -> None:
    """The defects stand apart: none hides or feeds another."""
    assert sorted(_gaps(PLANT(tmp_path, None, files))) == sorted(
        gap for gaps in EXPECTED.values() for gap in gaps
    )


def test_every_rule_of_the_closed_loop_is_planted_under_its_own_code() -> None:
    assert {number for number, gaps in EXPECTED.items() if number in {gap[0] for gap in gaps}} == LOOP


def test_the_year_that_is_over_is_a_closed_loop(chain: dc.ResponsibilityChain) -> None:
    """Every pair of duty and organization, from 责任上肩 to 结果运用."""
    loop = dc.loop(chain, 2025)

    assert len(loop) == len(loop.closed) == 1752
    assert {rate.rate for rate in loop.rates()} == {1.0}


def test_what_is_due_was_done(chain: dc.ResponsibilityChain) -> None:
    due = dc.due(chain, 2026)

    assert list(due.overdue) == []
    assert due.counts[dc.DueState.UNKNOWN] == 0
    assert due.landed("unit").total.rate == 1.0


def test_every_figure_of_the_appraisal_has_its_reason(chain: dc.ResponsibilityChain, folder: Path) -> None:
    """The total of each organization is the sum of its indicators, and each says why."""
    appraisal = dc.appraise(chain, 2025, scheme=[dc.Scheme.read(folder / name) for name in SCHEMES])

    for organization in _some(appraisal.by_organization):
        score, rows = appraisal.of(organization), appraisal.indicators(organization)
        assert score.points.gained == sum(row.points.gained for row in rows)
        for row in rows:
            assert appraisal.why(organization, row.indicator.id).children


def _some(organizations: object) -> Iterator[str]:
    yield from list(organizations)[::17]  # type: ignore[call-overload]


def test_the_scripts_run_as_their_pages_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(YEAR))
    monkeypatch.setitem(sys.modules, "build", BUILD)

    assert (PLANT(tmp_path, ["DJ301"]) / "records.csv").stat().st_size > 100_000
