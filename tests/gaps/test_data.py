"""The rules on data: DJ112, DJ901, DJ902, DJ904 and DJ906 to DJ908."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.errors import UnreadableDocumentError
from dangjian_chain.gaps import detect_gaps
from dangjian_chain.model import Assignment
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, codes, found, not_checked, only, report, subjects

LINE = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
- {id: U, kind: unit, superior: D1}
- {id: Z8, kind: branch, superior: D1, valid_to: 2026-01-01}
"""
ROLES = """
roles:
- {id: D1.s, organization: D1, kind: secretary}
- {id: Z1.s, organization: Z1, kind: secretary}
- {id: U.h, organization: U, kind: administrative_head}
- {id: Z8.s, organization: Z8, kind: secretary}
"""
DUTIES = """
duties:
- {id: S1, title: 主题党日}
"""


# --- DJ112 unknown-reference -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("assignments:\n- {duty: S9, organization: Z1}", ("Z1", "assignment", "S9@Z1/#principal#.duty", "")),
        (
            "assignments:\n- {duty: S1, organization: Z9}",
            ("", "assignment", "S1@Z9/#principal#.organization", "S1"),
        ),
        (
            "assignments:\n- {duty: S1, organization: Z1, role: Z1.x}",
            ("Z1", "assignment", "S1@Z1/Z1.x#direct#.role", "S1"),
        ),
        (
            "assignments:\n- {duty: S1, organization: Z1, role: D1.s}",
            ("Z1", "assignment", "S1@Z1/D1.s#first#.role", "S1"),
        ),
        (
            "assignments:\n- {duty: S1, organization: '@branch', role: Z1.s}",
            ("", "assignment", "S1@@branch/Z1.s#first#.role", "S1"),
        ),
        ("appointments:\n- {role: Z1.x, person: 甲}", ("", "appointment", "Z1.x#甲#.role", "")),
        (
            "records:\n- {organization: Z9, kind: performed, on: 2026-01-05}",
            ("", "record", "@Z9#performed#2026-01-05#.organization", ""),
        ),
        (
            "records:\n- {organization: Z1, kind: performed, on: 2026-01-05, duty: [S1, S8, S9]}",
            ("Z1", "record", "S1;S8;S9@Z1#performed#2026-01-05#.duty", ""),
        ),
        (
            "records:\n- {organization: D1, kind: supervised, on: 2026-01-05, subordinate: Z9, duty: [S1]}",
            ("D1", "record", "S1@D1#supervised#2026-01-05#Z9.subordinate", "S1"),
        ),
        (
            "records:\n- {organization: Z1, kind: performed, on: 2026-01-05, role: D1.s}",
            ("Z1", "record", "@Z1#performed#2026-01-05#.role", ""),
        ),
        (
            "records:\n- {organization: Z1, kind: rectified, on: 2026-01-05, about: R9}",
            ("Z1", "record", "@Z1#rectified#2026-01-05#.about", ""),
        ),
    ],
)
def test_dj112_is_one_for_each_row_and_field_that_points_nowhere(rows, expected):
    """The subject is the row's key and the field; organization and duty as far as they are known."""
    held = "" if rows.startswith("appointments") else "appointments: []"

    assert found("DJ112", LINE, ROLES, held, DUTIES, rows) == [expected]


def test_dj112_knows_the_class_that_an_assignment_names():
    """Readers refuse a class of no kind; a chain made otherwise may still hold one."""
    chain = chain_of(LINE + DUTIES).with_rows(assignments=[Assignment("S1", "@alliance")])
    gaps = detect_gaps(chain, at=AT, select="DJ112")

    assert [gap.subject for gap in gaps] == ["S1@@alliance/#principal#.organization"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("- {id: X, organization: Z9, kind: secretary}", ("", "role", "X.organization", "")),
        (
            "- {id: X, organization: Z1, kind: deputy_secretary, stand_in: Y}",
            ("Z1", "role", "X.stand_in", ""),
        ),
        (
            "- {id: X, organization: Z1, kind: deputy_secretary, stand_in: D1.s}",
            ("Z1", "role", "X.stand_in", ""),
        ),
    ],
)
def test_dj112_looks_at_the_organization_and_the_stand_in_of_a_role(row, expected):
    """A stand-in sits in the same organization, or in a unit that it covers."""
    assert found("DJ112", LINE, ROLES, row) == [expected]


def test_dj112_looks_at_covers_origins_and_parents():
    """However many names of one cell point nowhere, it is one field to change."""
    gaps = found(
        "DJ112",
        "organizations:\n- {id: Z1, kind: branch, covers: [U8, U9]}",
        """
        duties:
        - {id: S1, title: 党课, origin: [Z8, Z1, Z9]}
        - {id: S2, title: 党员大会, parent: S9}
        - {id: S3, title: 主题党日, origin: ["@branch"]}
        """,
    )

    assert gaps == [
        ("", "duty", "S1.origin", "S1"),
        ("", "duty", "S2.parent", "S2"),
        ("", "duty", "S3.origin", "S3"),
        ("Z1", "organization", "Z1.covers", ""),
    ]


def test_dj112_is_one_for_each_duty_in_a_circle_of_parents():
    """A part that hangs on a circle is not in it."""
    gaps = subjects(
        "DJ112",
        LINE,
        """
        duties:
        - {id: S1, title: 甲, parent: S2}
        - {id: S2, title: 乙, parent: S1}
        - {id: S3, title: 丙, parent: S3}
        - {id: S4, title: 丁, parent: S1}
        """,
    )

    assert gaps == ["S1.parent", "S2.parent", "S3.parent"]


@pytest.mark.parametrize(
    "rows",
    [
        "assignments:\n- {duty: S9, organization: Z9, role: X, until: 2026-01-01}",
        "appointments:\n- {role: X, person: 甲, since: 2027-01-01}\n- {role: D1.s, person: 甲}\n- {role: Z1.s, person: 乙}",
        "assignments:\n- {duty: S1, organization: Z8, role: Z8.s}",
        "records:\n- {organization: Z8, kind: performed, on: 2025-12-01, duty: [S1], role: Z8.s}",
        "assignments:\n- {duty: S1, organization: '@*', role: '@secretary'}",
    ],
)
def test_dj112_is_silent_on_rows_not_in_force_and_on_names_that_once_were(rows):
    """What is over needs no change, and what is known exists though it is not in force."""
    assert "DJ112" not in codes(LINE, ROLES, DUTIES, rows)


def test_dj112_takes_roles_of_covered_units_and_stand_ins_of_one_another():
    """A role of a covered unit is the organization's own; AB角 may point both ways."""
    gaps = codes(
        "organizations:\n- {id: Z1, kind: branch, covers: [U]}\n- {id: U, kind: unit, superior: Z1}",
        """
        roles:
        - {id: Z1.s, organization: Z1, kind: secretary, stand_in: U.h}
        - {id: Z1.d, organization: Z1, kind: deputy_secretary, stand_in: Z1.s}
        - {id: U.h, organization: U, kind: administrative_head}
        duties:
        - {id: S1, title: 党课}
        assignments:
        - {duty: S1, organization: Z1, role: U.h}
        """,
    )

    assert gaps == []


def test_dj112_names_the_value_and_what_was_looked_up():
    """Both languages, and a reason."""
    gap = only("DJ112", LINE, ROLES, DUTIES, "assignments:\n- {duty: S1, organization: Z1, role: D1.s}")

    assert gap.details["value"] == "D1.s"
    assert gap.details["reason"] == "该岗位属于其他组织"
    assert "the role belongs to another organization" in gap.message_en


# --- DJ901 lookalike-ids -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("A1", "a1", "Ａ1"), ["A1;a1;Ａ1"]),
        (("A1", "A01", "A-1"), []),
        (("支部", "支 部"), []),
        (("A1", "a1", "B1", "b1"), ["A1;a1", "B1;b1"]),
    ],
)
def test_dj901_is_one_for_each_set_that_differs_by_width_or_case(ids, expected):
    """Joined in the order of ids; a zero or a hyphen more is another id."""
    rows = "\n".join(f"- {{id: '{id_}', title: 党课}}" for id_ in ids)

    assert subjects("DJ901", f"duties:\n{rows}") == expected


def test_dj901_names_the_organization_where_roles_share_one():
    """Organizations and duties belong to no organization; roles of two belong to none in common."""
    gaps = found(
        "DJ901",
        """
        organizations:
        - {id: Z, kind: branch}
        - {id: z, kind: branch, superior: Z}
        roles:
        - {id: S, organization: Z, kind: secretary}
        - {id: s, organization: z, kind: secretary}
        - {id: T, organization: Z, kind: deputy_secretary}
        - {id: t, organization: Z, kind: deputy_secretary}
        """,
    )

    assert gaps == [("", "role", "S;s", ""), ("", "organization", "Z;z", ""), ("Z", "role", "T;t", "")]


def test_dj901_compares_one_collection_in_force():
    """A duty may be called like an organization, a new branch like one long dissolved."""
    gaps = codes(
        """
        organizations:
        - {id: Z, kind: branch}
        - {id: z, kind: branch, valid_to: 2020-01-01}
        duties:
        - {id: Z, title: 党课}
        """
    )

    assert gaps == []


# --- DJ902 from-the-future ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "speaks"),
    [
        ("on: 2026-10-01", True),
        ("on: 2026-09-30", False),
        ("on: 2026-10", True),
        ("on: 2026-09", False),
        ("on: 2026", False),
        ("on: 2026-08-20, recorded_on: 2026-08-19", True),
        ("on: 2026-08-20, recorded_on: 2026-08-20", False),
        ("on: 2026-08-20, recorded_on: 2026-08", False),
        ("on: 2026-08, recorded_on: 2026-08-01", False),
        ("on: 2026-08-20, recorded_on: 2026-11-01", False),
    ],
)
def test_dj902_reads_dates_in_favor_of_the_unit(dates, speaks):
    """A month begins on its first day and ends on its last; being entered late is no gap here."""
    gaps = codes(LINE, DUTIES, f"records:\n- {{organization: Z1, kind: performed, {dates}}}")

    assert gaps == (["DJ902"] if speaks else [])


def test_dj902_is_one_for_each_record():
    """Both dates wrong are still one row; its key is the subject."""
    gaps = found(
        "DJ902",
        LINE,
        DUTIES,
        """
        records:
        - {organization: Z1, kind: performed, on: 2026-12-05, recorded_on: 2026-01-01, duty: [S1]}
        - {organization: Z1, kind: performed, on: 2026-12-05, duty: [S1]}
        """,
    )

    assert gaps == [
        ("Z1", "record", "S1@Z1#performed#2026-12-05#", "S1"),
        ("Z1", "record", "S1@Z1#performed#2026-12-05#~2", "S1"),
    ]


def test_dj902_is_silent_on_planned_appointments():
    """Planning ahead is no slip of the pen."""
    document = (LINE, ROLES, "appointments:\n- {role: D1.s, person: 甲}\n- {role: Z1.s, person: 乙}")

    assert codes(*document, "- {role: Z1.s, person: 丙, since: 2027-01-01}") == []
    assert not_checked(*document)["DJ902"] == "no records were loaded"


def test_dj902_depends_on_the_day():
    """A record of tomorrow is none of the day after."""
    document = (LINE, "records:\n- {organization: Z1, kind: performed, on: 2026-10-01}")

    assert codes(*document, at=date(2026, 9, 30)) == ["DJ902"]
    assert codes(*document, at=date(2026, 10, 1)) == []


# --- DJ904 counts-contradict -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "speaks"),
    [
        ("members: 8, full_members: 9", True),
        ("members: 8, full_members: 8", False),
        ("members: 8", False),
        ("members: 0, full_members: 1", True),
    ],
)
def test_dj904_compares_full_members_with_members(counts, speaks):
    """Members are full and probationary ones."""
    assert codes(f"organizations:\n- {{id: Z1, kind: branch, {counts}}}") == (["DJ904"] if speaks else [])


@pytest.mark.parametrize(("kind", "speaks"), [("branch", True), ("committee", False)])
def test_dj904_compares_members_with_the_distinct_holders_of_a_branch(kind, speaks):
    """A person with two roles is one; whoever holds a role of a committee belongs to some branch."""
    gaps = codes(
        f"organizations:\n- {{id: Z1, kind: {kind}, members: 1}}",
        """
        roles:
        - {id: Z1.1, organization: Z1, kind: secretary}
        - {id: Z1.2, organization: Z1, kind: organization_member}
        - {id: Z1.3, organization: Z1, kind: publicity_member}
        appointments:
        - {role: Z1.1, person: 甲}
        - {role: Z1.2, person: 甲}
        """,
        f"- {{role: Z1.3, person: {'乙' if speaks else '甲'}}}",
    )
    of_a_committee = kind == "committee"

    assert gaps == (["DJ904"] if speaks and not of_a_committee else [])


def test_dj904_does_not_count_former_holders():
    """Two secretaries after one another are one at a time."""
    gaps = codes(
        "organizations:\n- {id: Z1, kind: branch, members: 1}",
        "roles:\n- {id: Z1.1, organization: Z1, kind: secretary}",
        "appointments:\n- {role: Z1.1, person: 甲, until: 2026-01-01}\n- {role: Z1.1, person: 乙, since: 2026-01-01}",
    )

    assert gaps == []


def test_dj904_is_one_for_each_organization_and_needs_counts():
    """Both contradictions stand in one row."""
    document = """
        organizations:
        - {id: Z1, kind: branch, members: 0, full_members: 5}
        roles:
        - {id: Z1.1, organization: Z1, kind: secretary}
        appointments:
        - {role: Z1.1, person: 甲}
        """

    assert found("DJ904", document) == [("Z1", "organization", "Z1", "")]
    assert not_checked("organizations:\n- {id: Z1, kind: branch, full_members: 5}")["DJ904"] == (
        "no member counts were entered"
    )


# --- DJ906 inverted-period ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            "organizations:\n- {id: Z1, kind: branch, valid_from: 2026-05-01, valid_to: 2026-05-01}",
            ("Z1", "organization", "Z1.valid_to", ""),
        ),
        (
            (
                "organizations:\n- {id: U, kind: unit}\n"
                "roles:\n- {id: U.h, organization: U, kind: administrative_head, valid_from: 2026-05-01, valid_to: 2026-04-01}"
            ),
            ("U", "role", "U.h.valid_to", ""),
        ),
        (
            (
                "organizations:\n- {id: U, kind: unit}\nroles:\n- {id: U.h, organization: U, kind: administrative_head}\n"
                "appointments:\n- {role: U.h, person: 甲, since: 2026-05-01, until: 2026-04}"
            ),
            ("U", "appointment", "U.h#甲#2026-05-01.until", ""),
        ),
        (
            (
                "organizations:\n- {id: U, kind: unit}\nduties:\n- {id: S1, title: 党课}\n"
                "assignments:\n- {duty: S1, organization: U, since: 2028, until: 2027}"
            ),
            ("U", "assignment", "S1@U/#principal#2028.until", "S1"),
        ),
    ],
)
def test_dj906_is_one_for_each_row_that_ends_on_or_before_it_starts(document, expected):
    """In force on no day, and spoken of all the same; the field to change is the end."""
    assert found("DJ906", document) == [expected]


@pytest.mark.parametrize(
    "period",
    [
        "valid_from: 2026-05-01, valid_to: 2026-05-02",
        "valid_from: 2026-05-20, valid_to: 2026-05",
        "valid_from: 2026, valid_to: 2026",
        "valid_from: 2026-05-01",
        "valid_to: 2027-05-01",
    ],
)
def test_dj906_is_silent_where_the_dates_may_hold_a_day(period):
    """Months and years count as long as they can; an open end is no end."""
    assert codes(f"organizations:\n- {{id: Z1, kind: unit, {period}}}") == []


# --- DJ907 duplicate-id, DJ908 row-set-aside ---------------------------------------------------------


TWICE = """
organizations:
- {id: D1, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z1, name: 示例二支部, kind: branch, superior: D1}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 党课}
- {id: S1, title: 主题党日}
"""


def test_dj907_is_one_for_each_row_left_out():
    """The second and the third of an id, each with its ordinal, the place where it stands and what differs."""
    gaps = detect_gaps(chain_of(TWICE, duplicates="keep-first"), at=AT)

    assert [(gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty) for gap in gaps] == [
        ("DJ907", "", "duty", "S1~2", ""),
        ("DJ907", "Z1", "organization", "Z1~2", ""),
        ("DJ907", "Z1", "organization", "Z1~3", ""),
    ]
    assert [gap.place for gap in gaps] == ["document:9:3", "document:5:3", "document:6:3"]
    assert "name" in gaps[1].details["what"]
    assert "内容相同" in gaps[2].details["what"]


UNREADABLE = """
organizations:
- {id: D1, kind: committee}
- {id: Z1, kind: branch, superior: D1, members: 十几名, valid_from: 2026-13-01}
- {id: Z2, kind: branch, superior: Z1}
roles:
- {id: Z2.s, organization: Z2, kind: 小书记}
"""


def test_dj908_is_one_for_each_row_left_out_however_much_is_wrong_in_it():
    """Its place, and every reason; who names the row finds nothing."""
    gaps = detect_gaps(chain_of(UNREADABLE, bad_rows="set-aside"), at=AT)

    assert [(gap.code, gap.organization, gap.subject_kind, gap.subject) for gap in gaps] == [
        ("DJ001", "Z2", "organization", "Z1"),
        ("DJ908", "Z1", "organization", "row 4"),
        ("DJ908", "Z2", "role", "row 7"),
    ]
    assert [gap.place for gap in gaps.of("DJ908")] == ["document:4:3", "document:7:3"]
    assert "十几名" in gaps[1].details["what"]
    assert "13" in gaps[1].details["what"]


def test_nothing_is_left_out_unless_somebody_asked_for_it():
    """Without the option the document is refused as a whole; with it a clean one has no gap."""
    for document in (TWICE, UNREADABLE):
        with pytest.raises(UnreadableDocumentError):
            chain_of(document)

    assert list(detect_gaps(chain_of(LINE, duplicates="keep-first", bad_rows="set-aside"), at=AT)) == []


def test_rules_that_need_nothing_always_apply():
    """An empty chain has no lookalikes, no periods and nothing left out."""
    gaps = detect_gaps(chain_of("organizations: []"), at=AT)
    checked = {"DJ901", "DJ906", "DJ907", "DJ908"}

    assert list(gaps) == []
    assert not checked & {entry.code for entry in gaps.coverage}
    assert report("organizations: []").coverage == gaps.coverage
