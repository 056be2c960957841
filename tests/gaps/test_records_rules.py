"""The rules on single records and on training: DJ304, DJ306, DJ307, DJ308, DJ515 and DJ516."""

from __future__ import annotations

from textwrap import dedent

import pytest

from dangjian_chain.gaps import detect_gaps
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, found, not_checked, only, report, subjects

BRANCH = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日}
- {id: S2, title: 支部党员大会, why: member_meeting_frequency}
- {id: S3, title: 支委会, why: branch_committee_frequency}
- {id: S4, title: 支部换届, why: branch_term}
- {id: S5, title: 每周例会, cycle: 1/week}
records:
"""


def records(*rows: str) -> str:
    """Return two branches below a committee, and records."""
    return BRANCH + "\n".join(f"- {{{row}}}" for row in rows)


def performed(on: str, *more: str, organization: str = "Z1", duty: str = "S1") -> str:
    return ", ".join([f"organization: {organization}, kind: performed, on: {on}, duty: {duty}", *more])


def profile(*lines: str) -> Profile:
    head = ['schema = "dangjian-chain-profile/1"', 'name = {zh = "示例口径", en = "example"}']
    return Profile.from_bytes("\n".join([*head, 'reason = {zh = "示例", en = "example"}', *lines]).encode())


# --- DJ304 no-evidence ---------------------------------------------------------------------------------

CITED = performed("2026-08-05", "evidence: 纪要第8号", "id: R1")


def test_dj304_names_the_record_and_asks_for_no_paper():
    gap = only("DJ304", records(CITED, performed("2026-09-05")))

    assert (gap.organization, gap.subject_kind, gap.duty) == ("Z1", "record", "S1")
    assert gap.subject == "S1@Z1#performed#2026-09-05#"
    assert gap.message_zh == "示例一支部2026-09-05的“主题党日”记录未注明出处。"
    assert gap.message_en == "The record of 示例一支部 on 2026-09-05 on '主题党日' names no source."
    assert gap.remedy_zh == "注明会议纪要编号或文件名称即可，不需要照片。"


@pytest.mark.parametrize("kind", ["supervised", "reported", "decided"])
def test_dj304_looks_at_everything_that_was_done(kind):
    rows = records(CITED, f"organization: D1, kind: {kind}, on: 2026-09-05")

    assert subjects("DJ304", rows) == [f"@D1#{kind}#2026-09-05#"]


@pytest.mark.parametrize("kind", ["appraised", "applied", "rectified"])
def test_dj304_does_not_ask_a_paper_for_its_paper(kind):
    rows = records(CITED, f"organization: D1, kind: {kind}, on: 2026-09-05")

    assert subjects("DJ304", rows) == []


def test_dj304_leaves_records_aside_that_other_rules_speak_of():
    """After the day, and of an organization that is on no list."""
    rows = records(CITED, performed("2026-10-01"), performed("2026-09-01", organization="Z9"))

    assert subjects("DJ304", rows) == []


def test_dj304_needs_evidence_to_be_entered_somewhere():
    assert not_checked(records(performed("2026-09-05")))["DJ304"] == (
        "the column 'evidence' of records is filled nowhere"
    )


def check(on: str, outcome: str, about: str = "R1", kind: str = "supervised") -> str:
    return f"organization: D1, kind: {kind}, on: {on}, outcome: {outcome}, about: {about}, evidence: 反馈{on}"


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ([check("2026-08-20", "failed")], 1),
        ([check("2026-08-05", "failed")], 1),
        ([check("2026-08-20", "failed", "S1@Z1#performed#2026-08-05#")], 1),
        ([check("2026-08-20", "failed", kind="appraised")], 1),
        ([check("2026-08-20", "passed")], 0),
        ([check("2026-08-20", "failed"), check("2026-09-01", "passed")], 0),
        ([check("2026-08-20", "passed"), check("2026-09-01", "failed")], 1),
        ([check("2026-08-04", "failed")], 0),
        ([check("2026-10-04", "failed")], 0),
        ([check("2026-08-20", "failed", "R9")], 0),
        ([check("2026-08-20", "failed", kind="reported")], 0),
    ],
)
def test_dj304_speaks_of_evidence_that_the_last_check_did_not_accept(checks, expected):
    """Only a check of supervision or appraisal that is not before the record, about it, by id or key."""
    assert len(found("DJ304", records(CITED, *checks))) == expected


def test_dj304_says_when_evidence_was_not_accepted():
    gap = only("DJ304", records(CITED, check("2026-08-20", "failed")))

    assert gap.message_zh == "示例一支部2026-08-05的“主题党日”记录所注佐证，2026-08-20核查时未予认可。"


def test_dj304_says_why_it_is_silent():
    gaps = report(records(CITED, performed("2026-09-05")))

    assert (
        "未注明佐证，或者所注佐证核查时未予认可"
        in gaps.why_not("DJ304", "S1@Z1#performed#2026-08-05#").to_text()
    )


# --- DJ306 recorded-in-a-batch -------------------------------------------------------------------------

MONTHS = [f"2026-0{month}-05" for month in range(1, 7)]
ENTERED = "recorded_on: 2026-07-01"


def test_dj306_counts_the_periods_entered_on_one_day():
    gap = only("DJ306", records(*(performed(day, ENTERED) for day in MONTHS)))

    assert (gap.organization, gap.duty, gap.subject) == ("Z1", "S1", "S1@Z1#performed#2026-01-05#")
    assert gap.message_zh == "示例一支部“主题党日”的6期记录于2026-07-01同一天登记。"
    assert "默认数值" in gap.citation.zh


@pytest.mark.parametrize(
    "rows",
    [
        [performed(day, ENTERED) for day in MONTHS[:5]],
        [*(performed(day, ENTERED) for day in MONTHS[:5]), performed("2026-05-20", ENTERED)],
        [*(performed(day, ENTERED) for day in MONTHS[:5]), performed("2026-06-05", ENTERED, duty="S2")],
        [
            *(performed(day, ENTERED) for day in MONTHS[:5]),
            performed("2026-06-05", "recorded_on: 2026-07-02"),
        ],
        [performed(day, "recorded_on: 2026-07") for day in MONTHS],
        [performed(day, ENTERED, 'period: "2026年第一季度"') for day in MONTHS],
        [f"organization: D1, kind: appraised, on: {day}, {ENTERED}" for day in MONTHS],
    ],
    ids=[
        "five",
        "one month twice",
        "another duty",
        "another day",
        "a month alone",
        "one quarter stated",
        "results",
    ],
)
def test_dj306_is_silent_below_the_figure(rows):
    assert subjects("DJ306", records(*rows)) == []


def test_dj306_takes_the_periods_that_are_stated():
    """Held on one day or not: six months were entered as six; a year says too little."""
    stated = [performed("2026-06-30", ENTERED, f'period: "2026-0{month}"') for month in range(1, 7)]
    yearly = [performed(day, ENTERED, 'period: "2026年度"') for day in MONTHS]

    assert len(found("DJ306", records(*stated))) == len(found("DJ306", records(*yearly))) == 1


def test_dj306_counts_weeks_of_what_is_held_weekly():
    weeks = [f"2026-06-{day:02}" for day in (1, 8, 15, 22, 29)]
    more = [performed(day, ENTERED, duty="S5") for day in (*weeks, "2026-05-25")]

    assert found("DJ306", records(*more)) == [("Z1", "record", "S5@Z1#performed#2026-05-25#", "S5")]
    assert subjects("DJ306", records(*(row.replace("S5", "S1") for row in more))) == []


def test_dj306_speaks_for_each_duty_of_a_record_and_once_for_all_duties():
    several = [performed(day, ENTERED, duty="[S1, S2]") for day in MONTHS]
    every = [f"organization: Z1, kind: performed, on: {day}, {ENTERED}" for day in MONTHS]

    assert [duty for *_, duty in found("DJ306", records(*several))] == ["S1", "S2"]
    assert [duty for *_, duty in found("DJ306", records(*every))] == [""]


def test_dj306_is_silent_on_a_day_that_most_organizations_share():
    """Two of three entered something that day: a migration; one of two did: no migration."""
    mine = [performed(day, ENTERED) for day in MONTHS]
    second = performed("2026-06-09", ENTERED, organization="Z2")
    third = performed("2026-06-09", "recorded_on: 2026-06-10", organization="D1")
    other = performed("2026-06-09", "recorded_on: 2026-06-10", organization="Z2")

    assert subjects("DJ306", records(*mine, second, third)) == []
    assert subjects("DJ306", records(*mine, second)) == []
    assert len(found("DJ306", records(*mine, other))) == 1


def test_dj306_compares_with_the_figure_of_the_profile():
    rows = records(*(performed(day, ENTERED) for day in MONTHS[:3]))
    own = profile(
        "[[overrides]]",
        'parameter = "batch_periods_least"',
        "value = 3",
        'reason = {zh = "示例", en = "own"}',
    )

    assert len(detect_gaps(chain_of(rows), at=AT, select="DJ306", profile=own)) == 1


# --- DJ307 quorum-not-met ------------------------------------------------------------------------------


def attended(present: int, entitled: int, duty: str = "S2", kind: str = "performed") -> str:
    return records(
        f"organization: Z1, kind: {kind}, on: 2026-09-05, duty: {duty}, present: {present}, entitled: {entitled}"
    )


@pytest.mark.parametrize(
    ("duty", "present", "entitled", "expected"),
    [
        ("S2", 11, 20, 0),
        ("S2", 10, 20, 1),
        ("S2", 9, 20, 1),
        ("S2", 11, 21, 0),
        ("S3", 3, 5, 0),
        ("S3", 2, 4, 0),
        ("S3", 2, 5, 1),
        ("S1", 1, 20, 0),
        ("S4", 1, 20, 0),
        ("S2", 0, 0, 0),
        ("[S2, S3]", 2, 4, 0),
        ("[S2, S3]", 1, 4, 1),
        ("[S1, S2]", 2, 4, 1),
    ],
)
def test_dj307_knows_the_meeting_by_what_its_duty_cites(duty, present, entitled, expected):
    """More than half for a member meeting, half for a committee; a record of both is held to the looser."""
    assert len(found("DJ307", attended(present, entitled, duty))) == expected


def test_dj307_shows_exactly_half_for_a_look():
    """Trap 10: half of the voters is flagged, with the words of the text, and not called too few."""
    half, fewer = only("DJ307", attended(10, 20)), only("DJ307", attended(9, 20, kind="decided"))

    assert half.message_zh == (
        "示例一支部2026-09-05“支部党员大会”登记应到20人、实到10人；恰为应到人数的50%，条文作“半数以上”，请核实。"
    )
    assert fewer.message_zh.endswith("应到20人、实到9人；进行表决的，实到须超过50%。")
    assert "第十一条" in half.citation.zh
    assert "第十二条" not in half.citation.zh
    assert "第十二条" in only("DJ307", attended(1, 5, "S3")).citation.zh


def test_dj307_holds_elections_to_their_quorum_where_a_profile_switches_it_on():
    """Known from memory it is off; four fifths are enough, and floats make no difference."""
    own = profile("[[switches]]", 'citation = "election_quorum"', 'reason = {zh = "示例", en = "own"}')

    def count(present: int) -> int:
        return len(detect_gaps(chain_of(attended(present, 15, "S4")), at=AT, select="DJ307", profile=own))

    assert [count(11), count(12)] == [1, 0]


def test_dj307_reads_a_part_as_what_it_is_a_part_of():
    rows = attended(5, 20, "S9").replace("records:", "- {id: S9, title: 大会表决, parent: S2}\nrecords:")

    assert len(found("DJ307", rows)) == 1


def test_dj307_says_the_counts_where_it_is_silent():
    said = report(attended(11, 20)).why_not("DJ307", "S2@Z1#performed#2026-09-05#").to_text()

    assert "应到20人、实到11人" in said


# --- DJ308 same-evidence-twice -------------------------------------------------------------------------


def cites(
    on: str, evidence: str = "纪要第8号", organization: str = "Z1", duty: str = "S1", kind: str = "performed"
) -> str:
    return f"organization: {organization}, kind: {kind}, on: {on}, duty: {duty}, evidence: {evidence}"


def test_dj308_is_one_for_each_piece_and_lists_the_records():
    rows = records(
        cites("2026-08-05"),
        cites("2026-09-05"),
        cites("2026-09-05", organization="Z2"),
        cites("2026-09-06", "第9号"),
    )
    gap = only("DJ308", rows)

    assert (gap.organization, gap.subject) == ("Z1", "S1@Z1#performed#2026-08-05#")
    assert gap.message_zh == (
        "“纪要第8号”在3条记录中注明为佐证（示例一支部2026-08-05、示例一支部2026-09-05、示例二支部2026-09-05）。"
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([cites("2026-08-05"), cites("2026-08-05", duty="S2")], 0),
        ([cites("2026-08-05"), cites("2026-08", duty="S2")], 0),
        ([cites("2026-08-05"), cites("2026-07", duty="S2")], 1),
        ([cites("2026-08-05"), cites("2026-08-05", organization="Z2")], 1),
        ([cites("2026-08-05"), cites("2026-08-06", "纪要 第８号")], 1),
        ([cites("2026-08-05", "会议记录"), cites("2026-08-06", "会议记录")], 0),
        ([cites("2026-08-05", "第三次会议记录"), cites("2026-08-06", "第三次会议记录")], 1),
        ([cites("2026-08-05", "《示例通知》"), cites("2026-08-06", "《示例通知》")], 1),
        ([cites("2026-08-05", "联合纪要8"), cites("2026-08-05", "联合纪要8", organization="Z2")], 0),
        ([cites("2026-08-05", "联合纪要8"), cites("2026-08-06", "联合纪要8", organization="Z2")], 1),
        ([cites("2026-08-05"), cites("2026-08-06", kind="decided")], 1),
        ([cites("2026-08-05"), cites("2026-08-06", kind="reported")], 0),
        ([cites("2026-08-05"), cites("2026-10-06")], 0),
        ([cites("2026-08-05"), cites("2026-08-20", organization="D1", kind="supervised")], 0),
    ],
)
def test_dj308_compares_what_one_piece_stands_for(rows, expected):
    """One event may serve several duties; other days and other organizations are other events."""
    assert len(found("DJ308", records(*rows))) == expected


def test_dj308_lets_one_visit_cover_several_subordinates():
    def visit(on: str, below: str) -> str:
        return f"organization: D1, kind: supervised, on: {on}, subordinate: {below}, evidence: 反馈1号"

    assert subjects("DJ308", records(visit("2026-08-05", "Z1"), visit("2026-08-05", "Z2"))) == []
    assert len(found("DJ308", records(visit("2026-08-05", "Z1"), visit("2026-09-05", "Z2")))) == 1


def test_dj308_reads_every_piece_where_one_holds_a_control_character():
    """All are spelled out in one stroke; a cell cannot shift the others."""
    chain = chain_of(
        records(cites("2026-08-05", '"号8\\0"'), cites("2026-08-06", "号8"), cites("2026-08-07", "号9"))
    )

    assert len(detect_gaps(chain, at=AT, select="DJ308")) == 1


# --- DJ515 training-short ------------------------------------------------------------------------------

STUDY = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z1-G, name: 示例一组, kind: group, superior: Z1}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: organization_member}
appointments:
- {role: Z1-1, person: 甲, since: 2024-03-01}
- {role: Z1-2, person: 乙, since: SINCE}
duties:
- {id: S1, title: 学习, why: member_study_hours; officer_study_hours, performed_by: [branch]}
- {id: S2, title: 轮训, why: secretary_training}
- {id: S3, title: 骨干学习, why: officer_study_hours}
- {id: S4, title: 主题党日}
"""
COVER = "\nrecords_cover:\n- {kind: performed, organization: D1, from: 2025-01-01, until: 2026-01-01}\n"


def study(*rows: str, since: str = "2024-03-01", cover: str = "", of: str = STUDY) -> str:
    return of.replace("SINCE", since) + "records:\n" + "\n".join(f"- {{{row}}}" for row in rows) + cover


def hours(
    amount: float | None, *more: str, on: str = "2025-05-06", duty: str = "S1", organization: str = "Z1"
) -> str:
    said = [] if amount is None else [f"amount: {amount}"]
    return performed(on, *said, *more, duty=duty, organization=organization)


def test_dj515_compares_members_and_officers_with_what_each_is_asked_for():
    gaps = report(study(hours(20), hours(10), hours(20, "role: Z1-1"))).of("DJ515")

    assert [gap.message_zh for gap in gaps] == [
        "示例一支部党员2025年登记学习培训30学时，规定32学时。",
        "示例一支部书记2025年登记学习培训50学时，规定56学时。",
        "示例一支部组织委员2025年登记学习培训30学时，规定56学时。",
    ]
    assert [(gap.subject_kind, gap.subject) for gap in gaps] == [
        ("organization", "Z1"),
        ("role", "Z1-1"),
        ("role", "Z1-2"),
    ]
    assert gaps[1].follows_from == gaps[0].fingerprint


def test_dj515_looks_at_officers_only_where_hours_are_entered_by_role():
    """Members' hours alone say nothing of what officers did beside them."""
    assert subjects("DJ515", study(hours(40))) == []
    assert subjects("DJ515", study(hours(40), hours(16, "role: Z1-1"))) == ["Z1-2"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (hours(16, "role: Z1-1"), ["Z1-2"]),
        (hours(16, "role: Z1-1", duty="S2"), ["Z1-2"]),
        (hours(16, "role: Z1-1", "participants: [乙]"), []),
        (hours(16, "role: Z1-1", "participants: [Z1-2]"), []),
        (hours(16, "role: Z1-1", duty="S4"), ["Z1-1", "Z1-2"]),
        (hours(16, "role: Z1-1", on="2024-12-31"), ["Z1-1", "Z1-2"]),
        (hours(16, "role: Z1-1", 'period: "2025年度"', on="2026-01-05"), ["Z1-2"]),
        (hours(16, "participants: [Z1-1]", duty="S2", organization="D1"), ["Z1-2"]),
        (hours(16, duty="S3"), []),
        (hours(16, organization="Z1-G"), []),
        (hours(None, "role: Z1-1"), ["Z1-2"]),
        (hours(None), []),
    ],
    ids=[
        *(
            "own",
            "a course",
            "by person",
            "by role",
            "another duty",
            "another year",
            "year stated",
            "held above",
        ),
        *("officers'", "a group's", "hours of one not stated", "hours of all not stated"),
    ],
)
def test_dj515_adds_what_each_officer_attended(row, expected):
    """Beside 40 hours of all members: whose hours a record adds to, and where the sum is not known."""
    complete = study(hours(40), row, hours(1, "role: Z1-9"), cover=COVER)
    of_hours = [gap.subject for gap in report(complete).of("DJ515") if "学时" in gap.message_zh]

    assert of_hours == expected


def test_dj515_does_not_read_not_loaded_as_not_done():
    """Nothing recorded is short only where the records are stated complete, where it is to be performed."""
    other = hours(1, duty="S4")

    assert subjects("DJ515", study(other)) == []
    assert subjects("DJ515", study(other, cover=COVER)) == ["Z1", "Z1-1", "Z1-2"]
    assert subjects("DJ515", study(other, cover=COVER.replace("2026-01-01", "2025-12-01"))) == []


def test_dj515_asks_nobody_who_was_not_there_all_year():
    """Appointed or established in the year, or known to the month in which it began."""
    short = [hours(20), hours(4, "role: Z1-1")]
    late = STUDY.replace("superior: D1}", "superior: D1, valid_from: 2025-01-02}")

    assert subjects("DJ515", study(*short, since="2025-01-01")) == ["Z1", "Z1-1", "Z1-2"]
    assert subjects("DJ515", study(*short, since="2025-01")) == ["Z1", "Z1-1"]
    assert subjects("DJ515", study(*short, of=late)) == []


def test_dj515_looks_for_the_training_of_a_branch_secretary():
    """Where the records are complete, and no training above could have been its own."""
    enough = [hours(60), hours(1, "role: Z1-1")]
    gap = only("DJ515", study(*enough, cover=COVER))

    assert gap.message_zh == "示例一支部书记2025年未见集中培训登记。"
    assert subjects("DJ515", study(*enough)) == []
    for more in (
        hours(None, duty="S2"),
        hours(None, "participants: [Z1-1]", duty="S2", organization="D1"),
        hours(None, duty="S2", organization="D1"),
    ):
        assert subjects("DJ515", study(*enough, more, cover=COVER)) == []
    other = hours(None, "participants: [Z1-2]", duty="S2", organization="D1")
    assert subjects("DJ515", study(*enough, other, cover=COVER)) == ["Z1-1"]


def test_dj515_takes_roles_as_held_where_no_appointments_are_loaded():
    bare = STUDY.replace(STUDY[STUDY.index("appointments:") : STUDY.index("duties:")], "")

    assert subjects("DJ515", study(hours(40), hours(4, "role: Z1-1"), of=bare)) == ["Z1-1", "Z1-2"]


# --- DJ516 new-secretary-untrained ---------------------------------------------------------------------

NEW = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: deputy_secretary}
duties:
- {id: S2, title: 轮训, why: secretary_training}
appointments:
- {role: Z1-1, person: 甲, since: SINCE}
records_cover:
- {kind: performed, organization: OF, from: 2025-01-01, until: 2026-07-01}
records:
- {organization: D1, kind: performed, on: 2026-01-05}
"""


def new(*rows: str, since: str = "2025-03-01", of: str = "Z1", text: str = NEW) -> str:
    return text.replace("SINCE", since).replace("OF", of) + "\n".join(f"- {{{row}}}" for row in rows)


def trained(on: str, *more: str, organization: str = "Z1") -> str:
    return performed(on, *more, duty="S2", organization=organization)


def test_dj516_names_the_role_and_both_dates():
    gap = only("DJ516", new())

    assert (gap.subject_kind, gap.subject, str(gap.since)) == ("role", "Z1-1", "2025-09-01")
    assert gap.message_zh == "示例一支部书记自2025-03-01任职，其后6个月内未见培训登记。"
    assert "甲" not in gap.message_zh + str(gap.details)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (trained("2025-03-01"), 0),
        (trained("2025-09-01"), 0),
        (trained("2025-09-02"), 1),
        (trained("2025-02-28"), 1),
        (trained("2025-09"), 0),
        (trained("2025-05-06", "role: Z1-1", organization="D1"), 0),
        (trained("2025-05-06", "role: Z1-2", organization="D1"), 1),
        (trained("2025-05-06", "participants: [甲]", organization="D1"), 0),
        (trained("2025-05-06", organization="D1"), 0),
        (trained("2025-05-06", "participants: [Z1-2]", organization="D1"), 1),
        (performed("2025-05-06"), 1),
        (trained("2025-05-06").replace("performed", "decided"), 1),
    ],
)
def test_dj516_looks_for_a_training_in_time(row, expected):
    """Of its own, or above without saying who came; on the first and the last day too."""
    assert len(found("DJ516", new(row).replace("duties:", "duties:\n- {id: S1, title: 党课}"))) == expected


def test_dj516_names_a_training_that_came_later():
    gap = only("DJ516", new(trained("2025-11-20"), trained("2026-02-01")))

    assert gap.message_zh.endswith("其后6个月内未见培训登记，2025-11-20有培训登记。")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-03-30", 0),  # on the day itself the time is not over, and the records do not go so far
        ("2025-12-31", 1),  # six months end on 2026-06-30, the last day that is covered
        ("2026-01-01", 0),
        ("2025-01-01", 1),
        ("2024-12-31", 0),
        ("2025-02", 1),
    ],
)
def test_dj516_speaks_only_within_complete_records(since, expected):
    assert len(found("DJ516", new(since=since))) == expected
    assert len(found("DJ516", new(since=since, of="D1"))) == expected


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("since: SINCE}", "since: SINCE, acting: true}"),
        ("since: SINCE}", "since: SINCE, until: 2026-01-01}"),
        ("- {role: Z1-1", "- {role: Z1-1, person: 甲, since: 2020-01-01, until: 2025-03-01}\n- {role: Z1-1"),
        ("kind: branch", "kind: general_branch"),
        ("why: secretary_training", "why: 书记轮训"),
        ("role: Z1-1, person", "role: Z1-2, person"),
    ],
    ids=["acting", "gone", "was secretary before", "no branch", "no duty about it", "a deputy"],
)
def test_dj516_asks_new_secretaries_of_branches_alone(was, now):
    assert subjects("DJ516", new(text=NEW.replace(was, now))) == []


def test_dj516_says_since_when_where_it_is_silent():
    said = report(new(trained("2025-05-06"))).why_not("DJ516", "Z1-1").to_text()

    assert "任职之后、期限之内未见培训记录" in said


def test_dj516_says_who_is_not_new():
    said = report(new(since="2026-08-01")).why_not("DJ516", "Z1-1").to_text()

    assert "不是新任，或者任职未满期限" in said


def test_where_no_duty_is_about_study_nothing_is_said_of_it():
    """Amounts may be anything: they are hours where a duty cites a fact of study."""
    other = STUDY.replace("member_study_hours; officer_study_hours", "党员教育").replace(
        "why: officer_study_hours", "why: 党员教育"
    )
    nothing = other.replace("secretary_training", "书记轮训")

    assert [subjects("DJ515", study(hours(4), of=text)) for text in (other, nothing)] == [[], []]


def test_the_figures_are_those_of_the_rulebook():
    """A profile that asks for fewer hours and a longer time is silent."""
    own = profile(
        *("[[overrides]]", 'parameter = "member_study_hours"', "value = 20", 'reason = "示例"'),
        *("[[overrides]]", 'parameter = "new_secretary_training_months"', "value = 18", 'reason = "示例"'),
    )
    rows = [study(hours(20)), new()]

    assert [len(detect_gaps(chain_of(dedent(row)), at=AT, select="DJ515,DJ516")) for row in rows] == [1, 1]
    assert [
        len(detect_gaps(chain_of(dedent(row)), at=AT, select="DJ515,DJ516", profile=own)) for row in rows
    ] == [0, 0]
