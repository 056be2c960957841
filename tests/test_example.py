"""The bundled example: a clean folder, and defects that add exactly what they should."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import dangjian_chain as dc
from dangjian_chain.gaps import rules
from dangjian_chain.rulebook import Profile
from tests.bureau import AT, BUREAU, PLANT, script
from tests.contract import FOUNDATION

Key = tuple[str, str, str, str, str]


def _expectations() -> dict[str, set[Key]]:
    with (BUREAU / "defects.csv").open(encoding="utf-8", newline="") as file:
        expected: dict[str, set[Key]] = {row["no"]: set() for row in csv.DictReader(file)}
    with (BUREAU / "defects-gaps.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected[row["no"]].add(
                (row["code"], row["organization"], row["subject_kind"], row["subject"], row["duty"])
            )
    return expected


def _gaps(folder: Path) -> list[Key]:
    """Return what every rule says, those that are off by default too, under the bureau's own profile."""
    chain = dc.read(folder, duplicates="keep-first", bad_rows="set-aside")
    every = ["DJ", *(rule.code for rule in rules().values() if not rule.is_on)]
    profile = Profile.read(folder / "profile.toml")
    return [
        (gap.code, gap.organization or "", gap.subject_kind, gap.subject, gap.duty or "")
        for gap in dc.detect_gaps(chain, at=AT, select=every, profile=profile)
    ]


EXPECTED = _expectations()
YEAR = [code for code in rules() if code[:3] in {"DJ3", "DJ4"} or code in {"DJ515", "DJ516"}]
"""Rules of the closed loop: the full year plants them."""


@pytest.fixture(scope="module")
def clean() -> list[Key]:
    return _gaps(BUREAU)


def _stated(name: str) -> list[Key]:
    with (BUREAU / name).open(encoding="utf-8", newline="") as file:
        return [
            (row["code"], row["organization"], row["subject_kind"], row["subject"], row["duty"])
            for row in csv.DictReader(file)
        ]


def test_the_clean_folder_has_only_the_gaps_that_its_paths_turn_on(clean: list[Key]):
    """Adopting the cascade leaves nothing to say; of the records eight are not there where they are stated complete."""
    assert sorted(clean) == sorted(_stated("clean-gaps.csv"))
    assert {code[:3] for code, *_ in clean} == {"DJ3"}


def test_thirty_nine_required_duties_make_1782_expected_pairs():
    """The count that was checked by hand before the library existed."""
    cascade = dc.propagate(dc.read(BUREAU), at=AT)

    assert len(cascade.pairs("expected")) == 1782


def test_the_assignments_are_what_the_script_makes(tmp_path: Path):
    """`build.py` gives the committed file, byte for byte."""
    script("build").build(tmp_path / "assignments.csv")

    assert (tmp_path / "assignments.csv").read_bytes() == (BUREAU / "assignments.csv").read_bytes()


@pytest.mark.parametrize("number", EXPECTED)
def test_one_defect_adds_exactly_its_gaps(number: str, clean: list[Key], tmp_path: Path):
    """A defect alone adds the gaps written beside it, each once, and takes none away."""
    found = _gaps(PLANT(tmp_path, [number]))

    assert sorted(found) == sorted([*clean, *EXPECTED[number]])


def test_all_defects_together_add_the_sum_of_their_gaps(clean: list[Key], tmp_path: Path):
    """The defects stand apart: none hides or feeds another."""
    found = _gaps(PLANT(tmp_path))

    assert sorted(found) == sorted([*clean, *(gap for gaps in EXPECTED.values() for gap in gaps)])


def test_every_rule_is_planted():
    """Each at least once, and those of the foundation on bearers and hand-overs at least twice."""
    planted = Counter(code for gaps in EXPECTED.values() for code in {gap[0] for gap in gaps})

    assert set(planted) | set(YEAR) == set(rules())
    assert [code for code in FOUNDATION if code.startswith("DJ1") and planted[code] < 2] == []


@pytest.mark.parametrize("rule", [code for code in rules() if code not in {*FOUNDATION, *YEAR}])
def test_a_defect_of_the_rulebook_is_named_for_the_rule_it_is_about(rule: str):
    """DJ518 is planted with DJ118: a secretary without a stand-in is both."""
    number = {"DJ518": "DJ118", "DJ519": "DJ122"}.get(rule, rule)

    assert rule in {gap[0] for gap in EXPECTED[number]}


def test_without_the_profile_the_clean_folder_has_no_other_gap():
    """What the bureau adds is no part of what holds for all."""
    assert {gap.code for gap in dc.detect_gaps(dc.read(BUREAU), at=AT)} == {"DJ301", "DJ305"}
