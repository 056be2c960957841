"""The accountability paths of the bundled example: as reasoned by hand, and as each planted defect bends them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import dangjian_chain as dc
from tests.bureau import AT, BUREAU, PLANT, script

Row = dict[str, str]


def _rows(name: str) -> list[Row]:
    with (BUREAU / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by(rows: list[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in columns), []).append(row)
    return found


PATHS = _by(_rows("paths.csv"), "duty", "organization")
BENT = _by(_rows("defects-paths.csv"), "no", "duty", "organization")
STANDS = ("path", "step", "step_organization", "relation", "state", "role", "liability")


@pytest.fixture(scope="module")
def clean() -> dc.ResponsibilityChain:
    return dc.read(BUREAU).at(AT)


def _told(paths: dc.AccountabilityPaths) -> list[tuple[str, ...]]:
    """Return paths as rows of `paths.csv`: a row for each who stands there, one for a step where nobody does."""
    told = []
    for number, path in enumerate(paths, 1):
        for place, step in enumerate(path.steps):
            head = (str(number), str(place), step.organization, step.relation, str(step.state))
            stands = [(_who(one, step), str(one.liability or "")) for one in step.answerers]
            told += [(*head, *stand) for stand in stands or [("", "")]]
    return told or [("0", "", "", "", "", "", "")]


def _who(one: dc.Answerer, step: dc.PathStep) -> str:
    """Return the role, the id of a commission beside the organization, or nothing for its body."""
    return one.role or ("" if one.organization == step.organization else one.organization)


@pytest.mark.parametrize(("duty", "organization"), PATHS)
def test_a_path_is_as_it_was_reasoned(duty: str, organization: str, clean: dc.ResponsibilityChain):
    """States, degrees and their order, step by step; 0 in the column `path` is a pair without a path."""
    paths = dc.accountability_paths(clean, duty=duty, organization=organization)

    assert _told(paths) == [tuple(row[column] for column in STANDS) for row in PATHS[duty, organization]]
    assert not [one for path in paths for one in path.breaks]


def test_who_objected_is_shown_as_excluded(clean: dc.ResponsibilityChain):
    """In the one row without a liability on a level whose management is to be verified."""
    paths = dc.accountability_paths(clean, duty="Z04", organization="D1-05")
    excluded = [
        (step.organization, one.role) for step in paths.steps for one in step.answerers if one.is_excluded
    ]

    assert excluded == [("D1", "D1.wy")]


def test_every_state_and_degree_occurs():
    """All that a path can say is in the table."""
    rows = [row for rows in PATHS.values() for row in rows if row["path"] != "0"]
    owners = {row["state"] for row in rows if row["relation"] == "owns"}
    superiors = {row["state"] for row in rows if row["relation"] != "owns"}

    assert owners == {"performed", "not_performed", "unknown"}
    assert superiors == {"discharged", "accountable", "not_recorded", "unknown"}
    assert {row["liability"] for row in rows} == {"", *map(str, dc.Liability)}


@pytest.mark.parametrize(("number", "duty", "organization"), BENT)
def test_a_defect_bends_the_path_as_it_was_reasoned(
    number: str, duty: str, organization: str, tmp_path: Path
):
    """All vacant roles and breaks of the pair with that defect alone, and the states that are named."""
    expected = BENT[number, duty, organization]
    chain = dc.read(PLANT(tmp_path, [number])).at(AT)
    paths = dc.accountability_paths(chain, duty=duty, organization=organization)
    said = {("", "count", str(paths.count))}
    for step in paths.steps:
        here = step.organization
        said.add((here, "state", str(step.state)))
        said |= {(here, "vacant", one.role or "") for one in step.answerers if one.is_vacant}
        said |= {(here, "break", one.kind) for one in step.breaks}
    wanted = {(row["step_organization"], row["what"], row["value"]) for row in expected}

    assert wanted <= said
    assert {one for one in said if one[1] in {"vacant", "break"}} <= wanted


def test_the_records_are_what_the_script_makes(tmp_path: Path):
    """`records.py` gives the committed files, byte for byte."""
    script("records").build(tmp_path)

    for name in ("records.csv", "records_cover.csv"):
        assert (tmp_path / name).read_bytes() == (BUREAU / name).read_bytes()


def test_records_name_documents_and_no_persons(clean: dc.ResponsibilityChain):
    """Each record has a document of its own; who took part is a role or a staff number."""
    records = clean.records.values()
    evidence = [record.evidence for record in records]
    known = {*clean.roles, *(held.person for held in clean.appointments.values())}

    assert all(evidence)
    assert len(set(evidence)) == len(evidence)
    assert {who for record in records for who in (*record.participants, *record.objectors)} <= known
