"""Detection and its report: which rules run, what is counted once, what follows from what."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

from dangjian_chain.errors import MissingDayError, UnknownNameError
from dangjian_chain.gaps import detect_gaps
from dangjian_chain.gaps.gap import fingerprint
from dangjian_chain.gaps.report import COLUMNS
from dangjian_chain.model.vocabulary import Severity, Stage
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, causes, codes, found, report

BROKEN = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D9}
- {id: Z1-1, kind: group, superior: Z1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
- {id: z2, name: 示例三支部, kind: branch, superior: D1}
roles:
- {id: D1.s, organization: D1, kind: secretary}
- {id: Z1.s, organization: Z1, kind: secretary}
- {id: Z1-1.g, organization: Z1-1, kind: group_leader}
- {id: Z2.s, organization: Z2, kind: secretary}
- {id: z2.s, organization: z2, kind: secretary}
"""


def broken(**options):
    return [gap.code for gap in detect_gaps(chain_of(BROKEN), at=AT, **options)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["DJ001", "DJ004", "DJ901", "DJ901"]),
        ({"select": "DJ0"}, ["DJ001", "DJ004"]),
        ({"select": "dj001, DJ9"}, ["DJ001", "DJ901", "DJ901"]),
        ({"select": ["DJ004", "DJ901"], "ignore": ["DJ9"]}, ["DJ004"]),
        ({"ignore": "DJ0,DJ901"}, []),
        ({"select": ""}, ["DJ001", "DJ004", "DJ901", "DJ901"]),
    ],
)
def test_rules_are_selected_and_ignored_by_prefix(options, expected):
    """One text with commas or several texts, in any case; nothing selected is everything."""
    assert broken(**options) == expected


@pytest.mark.parametrize("options", [{"select": "DJ7"}, {"ignore": "DX001"}])
def test_a_prefix_that_fits_no_rule_is_a_mistake_of_the_call(options):
    """A typo must not silently check nothing."""
    with pytest.raises(UnknownNameError):
        broken(**options)


def test_coverage_speaks_only_of_selected_rules():
    """What was not asked for was not left out."""
    gaps = detect_gaps(chain_of(BROKEN), at=AT, select="DJ5")

    assert {"DJ502", "DJ503"} <= {entry.code for entry in gaps.coverage}
    assert {entry.code[:3] for entry in gaps.coverage} == {"DJ5"}


def test_without_its_cause_a_gap_follows_from_nothing():
    """A cause that was not looked for is none."""
    (whole,) = report(BROKEN).of("DJ004")
    (alone,) = detect_gaps(chain_of(BROKEN), at=AT, select="DJ004")

    assert whole.follows_from
    assert alone.follows_from == ""
    assert alone.fingerprint == whole.fingerprint


def test_the_day_comes_from_the_call_or_from_the_chain():
    """Nothing reads today's date by itself."""
    chain = chain_of(BROKEN)

    assert detect_gaps(chain.at(AT)) == detect_gaps(chain, at=AT)
    assert detect_gaps(chain.at(date(2020, 1, 1)), at=AT).day == AT
    with pytest.raises(MissingDayError):
        detect_gaps(chain)


def test_the_order_of_rows_changes_nothing_but_places():
    """Gaps compare without their places."""
    lines = BROKEN.strip().split("\n")
    shuffled = random.Random(7)
    organizations, roles = lines[1:6], lines[7:]
    shuffled.shuffle(organizations)
    shuffled.shuffle(roles)
    other = "\n".join([lines[0], *organizations, lines[6], *roles])

    assert report(other) == report(BROKEN)


def test_rules_run_in_the_order_of_codes_and_tell_progress():
    """Those that do not apply are not announced."""
    announced: list[str] = []
    detect_gaps(chain_of(BROKEN), at=AT, progress=announced.append)

    assert announced == sorted(announced)
    assert "DJ001" in announced
    assert "DJ101" not in announced


def test_a_fingerprint_holds_no_names_dates_or_counts():
    """Code, organization, subject kind, subject and duty; a renamed branch keeps it."""
    (gap,) = report(BROKEN).of("DJ001")
    (renamed,) = report(BROKEN.replace("示例一支部", "示例党支部")).of("DJ001")

    assert gap.fingerprint == renamed.fingerprint == fingerprint("DJ001", "Z1", "organization", "D9", "")
    assert gap.message != renamed.message


def test_subjects_of_two_collections_may_have_one_name():
    """The kind of the subject tells them apart."""
    gaps = found(
        "DJ901",
        """
        organizations:
        - {id: A, kind: unit}
        - {id: a, kind: unit}
        duties:
        - {id: A, title: 党课}
        - {id: a, title: 主题党日}
        """,
    )

    assert gaps == [("", "duty", "A;a", ""), ("", "organization", "A;a", "")]


def test_a_row_of_the_frame_names_no_person():
    """Posts, not persons; details are the placeholders as JSON."""
    gaps = report(
        BROKEN,
        "appointments:",
        "- {role: Z1.s, person: 张某, since: 2024-01-01}",
        "- {role: Z1.s, person: 李某, since: 2025-01-01}",
        "- {role: D1.s, person: 王某, until: 2026-01-01}",
    )
    rows = list(gaps.rows())

    assert {"DJ502", "DJ503", "DJ507"} <= {gap.code for gap in gaps}
    assert all(tuple(row) == COLUMNS for row in rows)
    assert "某" not in json.dumps(rows, ensure_ascii=False)
    assert next(row["since"] for row in rows if row["code"] == "DJ503") == "2026-01-01"
    assert json.loads(rows[0]["details"])["superior"] == "D9"


def test_the_first_organization_of_all_knows_its_unit_too():
    """Where an organization stands in the roster says nothing of its unit and level."""
    (gap,) = report("organizations:", "- {id: D1, name: 示例大队党委, kind: committee, superior: LC}").of(
        "DJ001"
    )
    (top,) = report(
        "organizations:", "- {id: D1, name: 示例大队党委, kind: committee, members: 2, full_members: 3}"
    ).of("DJ904")

    assert (gap.organization_name, gap.unit, gap.level) == ("示例大队党委", "", None)
    assert (top.organization_name, top.unit, top.unit_name, top.level) == (
        "示例大队党委",
        "D1",
        "示例大队党委",
        0,
    )


def test_a_gap_without_a_day_has_none_in_its_row():
    """A blank day stays blank."""
    rows = list(report(BROKEN).rows())

    assert {row["since"] for row in rows} == {None}


def test_a_gap_knows_its_unit_level_and_place():
    """The nearest committee at or above; blank below a break."""
    gaps = report(BROKEN.replace("superior: D1}\nroles", "superior: D1, guided_by: [D8]}\nroles"))
    under, below = gaps.of("DJ001")

    assert (under.organization, under.unit, under.level) == ("Z1", "", None)
    assert (below.organization, below.unit, below.unit_name, below.level) == ("z2", "D1", "示例大队党委", 1)
    assert below.place == "document:7"


def test_a_report_is_grouped_by_stage_severity_and_cause():
    """Causes come gravest first, then those with the most behind them."""
    gaps = report(BROKEN)

    assert list(gaps.by_stage) == [Stage.STRUCTURE, Stage.DATA]
    assert gaps.counts == {"DJ001": 1, "DJ004": 1, "DJ901": 2}
    assert causes(gaps) == [("DJ001", 1), ("DJ901", 0), ("DJ901", 0)]
    assert gaps.reaches(Severity.ERROR)
    assert not detect_gaps(chain_of(BROKEN), at=AT, select="DJ9").reaches(Severity.ERROR)


def test_long_runs_of_digits_are_masked():
    """What may be the number of a person stays out of messages."""
    (gap,) = report("organizations:\n- {id: Z1, kind: branch, superior: '11010119900101001X'}").of("DJ001")

    assert "11010119900101" not in gap.message_zh + gap.message_en + json.dumps(dict(gap.details))


def test_an_empty_chain_has_no_gap():
    """And says what was not looked at."""
    assert codes("organizations: []") == []


def test_a_gap_is_explained_with_what_it_follows_from_and_what_follows():
    """A tree: the comparison, its place and ground, the next step, cause and consequences."""
    report = detect_gaps(chain_of(EXPLAINED), date(2026, 9, 30))
    cause = next(cause for cause in report.causes if cause.following)
    tree = report.explain(cause.gap)
    below = report.explain(cause.following[0].fingerprint).to_text("en")

    assert tree.ground == cause.gap.citation
    assert [child.claim.en.split(":")[0] for child in tree.children] == ["next step", "what follows from it"]
    assert "it follows from\n    DJ502" in below
    assert cause.gap.explain().children == tree.children[:1]
    with pytest.raises(UnknownNameError):
        report.explain("0" * 16)


EXPLAINED = """
organizations:
- {id: D1, kind: committee}
- {id: D1-01, kind: branch, superior: D1}
roles:
- {id: D1.sj, organization: D1, kind: secretary, holder: 甲}
- {id: D1-01.sj, organization: D1-01, kind: secretary, holder: 空缺}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: D1, role: D1.sj}
- {duty: S1, organization: D1-01, role: D1-01.sj}
"""
