"""The rules on terms, acting and hand-overs: DJ510, DJ511, DJ512, DJ517, DJ519 and DJ122."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from dangjian_chain.gaps import detect_gaps
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, found, not_checked, only, report, subjects

BRANCH = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1, elected_on: ELECTED}
"""
EXTENSION = """
duties:
- {id: S1, title: 延期换届, why: term_extension}
records:
"""


def branch(elected_on: str, *records: str) -> str:
    """Return a branch with an election date, and records about the extension of its term."""
    head = BRANCH.replace("ELECTED", elected_on)
    return head + EXTENSION + "\n".join(f"- {record}" for record in records) if records else head


def profile(key: str, value: float) -> Profile:
    return Profile.from_bytes(
        dedent(f"""
            schema = "dangjian-chain-profile/1"
            name = {{zh = "示例口径", en = "example profile"}}
            reason = {{zh = "示例", en = "an example"}}
            [[overrides]]
            parameter = "{key}"
            value = {value}
            reason = {{zh = "本单位规定", en = "our own"}}
        """).encode()
    )


DECIDED = "{organization: Z1, kind: decided, on: 2025-05-20, duty: S1, by: D1}"


# --- DJ510 term-ended ----------------------------------------------------------------------------------


def test_dj510_is_one_for_each_organization_and_names_both_days():
    gap = only("DJ510", branch("2023-06-01"))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "")
    assert gap.message_zh == "示例支部本届任期已于2026-06-01届满，名册登记的最近一次换届为2023-06-01。"
    assert gap.remedy_zh == "已换届的请更新时间；未换届的，建议向示例大队党委报告换届安排。"
    assert gap.since == date(2026, 6, 1)
    assert "《关于党的基层组织任期的意见》第一点" in gap.citation.zh


@pytest.mark.parametrize(
    ("elected_on", "expected"),
    [
        ("2023-09-29", ["Z1"]),
        ("2023-09-30", []),
        ("2023-08", ["Z1"]),
        ("2023-09", []),
        ("2023-10", []),
        ("2022", ["Z1"]),
        ("2023", []),
    ],
)
def test_dj510_speaks_after_the_last_day_of_the_term(elected_on, expected):
    """What is known to the month or year is read as its last day."""
    assert subjects("DJ510", branch(elected_on)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("kind: branch, elected_on: 2020-01-01", ["X"]),
        ("kind: branch, elected_on: 2020-01-01, temporary: false", ["X"]),
        ("kind: branch, elected_on: 2020-01-01, temporary: true", []),
        ("kind: branch, elected_on: 2020-01-01, valid_to: 2026-09-30", []),
        ("kind: branch, elected_on: 2020-01-01, superior: X9", ["X"]),
        ("kind: branch, elected_on: 2022-01-01, unit_type: village", []),
        ("kind: branch, elected_on: 2021-09-29, unit_type: community", ["X"]),
        ("kind: general_branch, elected_on: 2022-01-01", ["X"]),
        ("kind: general_branch, elected_on: 2018-07-11", []),
        ("kind: general_branch, elected_on: 2018-07-12", ["X"]),
        ("kind: committee, elected_on: 2022-01-01", []),
        ("kind: committee, elected_on: 2021-09-29", ["X"]),
        ("kind: work_committee, elected_on: 2010-01-01", []),
        ("kind: group, elected_on: 2010-01-01", []),
        ("kind: unit, elected_on: 2010-01-01", []),
        ("kind: branch", []),
    ],
)
def test_dj510_is_about_committees_general_branches_and_branches(row, expected):
    """Temporary ones hold no elections; a blank is no gap; a term no rule is known for is not judged."""
    document = f"organizations:\n- {{id: X, {row}}}\n- {{id: Y, kind: unit, elected_on: 2020-01-01}}"

    assert subjects("DJ510", document) == expected


@pytest.mark.parametrize(
    ("elected_on", "at", "expected"),
    [
        ("2018-07-11", date(2022, 7, 11), []),
        ("2018-07-11", date(2022, 7, 12), ["X"]),
        ("2018-07-12", date(2022, 7, 12), []),
        ("2018-07-12", date(2023, 7, 13), ["X"]),
    ],
)
def test_dj510_reads_terms_begun_before_2018_07_12_by_the_former_rule(elected_on, at, expected):
    """Four years, the longer of three and four, and five since (trap 16)."""
    document = f"organizations:\n- {{id: X, kind: committee, elected_on: {elected_on}}}"

    assert subjects("DJ510", document, at=at) == expected


def test_dj510_of_a_former_term_says_on_what_it_rests():
    gap = only("DJ510", "organizations:\n- {id: X, kind: committee, elected_on: 2017-01-01}")

    assert gap.citation.zh == "《关于党的基层组织任期的意见》第一点；公开资料所见做法"
    assert gap.remedy_zh.endswith("建议向上级党组织报告换届安排。")


def test_dj510_shows_whose_number_it_was():
    """A unit's own term is longer, and the basis says so."""
    chain = chain_of(branch("2023-06-01"))
    own = detect_gaps(chain, at=AT, profile=profile("branch_term_years", 2))
    longer = detect_gaps(chain, at=AT, profile=profile("branch_term_years", 4))

    assert longer.of("DJ510") == ()
    (gap,) = own.of("DJ510")
    assert gap.since == date(2025, 6, 1)
    assert "本单位口径“示例口径”由3改为2：本单位规定" in gap.citation.zh


def test_without_any_election_date_terms_are_not_checked():
    reasons = not_checked("organizations:\n- {id: Z1, kind: branch}")

    assert (
        reasons["DJ510"] == reasons["DJ511"] == "the column 'elected_on' of organizations is filled nowhere"
    )
    assert reasons["DJ512"] == "no records were loaded"


def test_before_the_opinions_on_terms_dj510_is_not_applicable():
    gaps = report("organizations:\n- {id: Z1, kind: branch, elected_on: 2010-01-01}", at=date(2018, 7, 11))

    assert gaps.of("DJ510") == ()
    assert "DJ510" in {entry.code for entry in gaps.coverage}


@pytest.mark.parametrize(
    ("code", "elected_on", "claims", "figure"),
    [
        ("DJ510", "2026-06-01", [True, True, False], "elected 2026-06-01, for 3 years, until 2029-06-01"),
        ("DJ511", "2026-06-01", [True, True, False], "the term ends on 2029-06-01"),
        ("DJ512", "2026-06-01", [True, False], None),
    ],
)
def test_rules_on_terms_say_why_they_are_silent(code, elected_on, claims, figure):
    """Up to the first condition that does not hold, with the days that were compared."""
    document = branch(elected_on, "{organization: D1, kind: decided, on: 2025-05-20, duty: S1}")
    steps = report(document).why_not(code, "Z1").children

    assert [step.claim.en.endswith(": yes") for step in steps] == claims
    assert (steps[-1].fact.en if steps[-1].fact else None) == figure


def test_a_term_without_a_rule_of_its_time_says_so():
    document = "organizations:\n- {id: X, kind: general_branch, elected_on: 2018-01-01}"
    gaps = report(document)

    assert gaps.why_not("DJ510", "X").children[-1].fact.zh == "2018-01-01换届，当时的任期规定未查明"
    assert gaps.why_not("DJ511", "X").children[-1].fact.zh == "当时的任期规定未查明"


# --- DJ511 term-ends-soon ------------------------------------------------------------------------------


def test_dj511_says_when_the_term_ends():
    gap = only("DJ511", branch("2024-01-15"))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "")
    assert gap.message_zh == "示例支部本届任期将于2027-01-15届满（2024-01-15换届），在6个月之内。"
    assert gap.severity == "note"


@pytest.mark.parametrize(
    ("elected_on", "expected"),
    [
        ("2023-09-29", []),
        ("2023-09-30", ["Z1"]),
        ("2024-03-30", ["Z1"]),
        ("2024-03-31", []),
        ("2024-02", ["Z1"]),
        ("2024-03", []),
    ],
)
def test_dj511_speaks_from_the_day_on_and_within_six_months(elected_on, expected):
    """A term that has ended is DJ510's; the last day of the six months counts."""
    assert subjects("DJ511", branch(elected_on)) == expected


def test_dj511_reminds_as_far_ahead_as_the_unit_says():
    chain = chain_of(branch("2024-06-01"))
    gaps = detect_gaps(chain, at=AT, profile=profile("reelection_reminder_months", 9))

    assert [gap.subject for gap in gaps.of("DJ511")] == ["Z1"]
    assert "在9个月之内" in gaps.of("DJ511")[0].message_zh
    assert "由6改为9" in gaps.of("DJ511")[0].citation.zh


def test_dj511_is_silent_where_an_extension_is_on_record():
    """What has been put off is not due at its first end."""
    assert subjects("DJ511", branch("2023-12-01", DECIDED)) == []


# --- DJ512 term-extended-too-long ------------------------------------------------------------------------


def test_dj512_speaks_in_place_of_dj510_and_says_which():
    document = branch("2022-06-01", DECIDED)
    gap = only("DJ512", document)

    assert subjects("DJ510", document) == []
    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "")
    assert gap.message_zh == (
        "示例支部有延期换届的记录：本届任期于2025-06-01届满，延期一般不超过1年，已于2026-06-01到期。"
    )
    assert gap.since == date(2026, 6, 1)
    assert gap.citation.zh.startswith("《关于党的基层组织任期的意见》第二点")


@pytest.mark.parametrize(
    ("elected_on", "expected"), [("2022-09-29", ["Z1"]), ("2022-09-30", []), ("2022-09", [])]
)
def test_dj512_speaks_after_the_day_on_which_the_extension_is_over(elected_on, expected):
    """One year after the end, and the day itself is in it."""
    assert subjects("DJ512", branch(elected_on, DECIDED)) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("{organization: Z1, kind: decided, on: 2025-12-01, duty: S1}", ["Z1"]),
        ("{organization: Z1, kind: decided, on: 2025-12-01, duty: S1, by: Z1}", ["Z1"]),
        ("{organization: Z1, kind: decided, on: 2025-12-01, duty: S1, by: 示例支部}", ["Z1"]),
        ("{organization: Z1, kind: decided, on: 2025-12-01, duty: S1, by: 示例分队党委}", ["Z1"]),
        ("{organization: Z1, kind: decided, on: 2025-12-01, duty: S1, by: D1}", []),
        ("{organization: Z1, kind: decided, on: 2025-12-01, duty: S1, by: 示例大队党委}", []),
        ("{organization: Z1, kind: decided, on: 2025-12-01, duty: S1, by: 示例大队党委组织部}", []),
        ("{organization: D1, kind: decided, on: 2025-12-01, duty: S1, subordinate: Z1}", []),
    ],
)
def test_dj512_asks_for_approval_from_above(record, expected):
    """By id or name, its department's words included, or the superior's own decision."""
    assert subjects("DJ512", branch("2023-01-01", record)) == expected


def test_dj512_is_content_with_approval_in_one_of_several_records():
    other = "{organization: Z1, kind: decided, on: 2025-06-20, duty: S1}"

    assert subjects("DJ512", branch("2023-01-01", other, DECIDED)) == []


def test_dj512_may_say_both():
    gap = only("DJ512", branch("2022-06-01", "{organization: Z1, kind: decided, on: 2025-05-20, duty: S1}"))

    assert gap.message_zh.endswith("已于2026-06-01到期；延期换届的记录未见上级党组织批准。")


def test_dj512_without_approval_says_so_before_the_term_ends():
    gap = only("DJ512", branch("2023-12-01", "{organization: Z1, kind: decided, on: 2026-05-20, duty: S1}"))

    assert gap.message_zh == "示例支部有延期换届的记录：延期换届的记录未见上级党组织批准。"
    assert gap.since is None


@pytest.mark.parametrize(("by", "expected"), [("", ["X"]), (", by: X", ["X"]), (", by: 示例省局", [])])
def test_dj512_takes_anybodys_approval_where_the_roster_holds_no_superior(by, expected):
    """The superior of the topmost organization is on nobody's roster."""
    document = f"""
    organizations:
    - {{id: X, kind: branch, elected_on: 2023-01-01}}
    duties:
    - {{id: S1, title: 延期换届, why: term_extension}}
    records:
    - {{organization: X, kind: decided, on: 2025-12-01, duty: S1{by}}}
    """

    assert subjects("DJ512", document) == expected


def test_dj512_says_why_it_is_silent():
    gaps = report(branch("2023-01-01", DECIDED))

    assert gaps.why_not("DJ512", "Z1").children[-1].fact.zh == "最长延至2027-01-01"


def test_dj512_knows_that_no_limit_applies():
    """What a general branch had before 2018-07-12 is not known, and so neither is the end of its extension."""
    document = branch("2018-01-01", DECIDED).replace("kind: branch", "kind: general_branch")
    gaps = report(document)

    assert gaps.of("DJ512") == ()
    assert gaps.why_not("DJ512", "Z1").children[-1].fact.zh == "没有适用的延长期限"


# --- DJ517 acting-too-long -----------------------------------------------------------------------------


ROLE = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
roles:
- {id: Z1.s, organization: Z1, kind: secretary}
appointments:
"""


def role(*appointments: str) -> str:
    """Return a branch whose secretary's role has these appointments."""
    return ROLE + "\n".join(f"- {{role: Z1.s, {row}}}" for row in appointments)


def test_dj517_is_one_for_each_role_and_names_the_post_only():
    gap = only("DJ517", role("person: 甲, since: 2026-01-15, acting: true"))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "role", "Z1.s", "")
    assert gap.message_zh == (
        "示例支部的书记岗位自2026-01-15起由代理（主持工作）人员承担，到2026-09-30已满6个月。"
    )
    assert gap.remedy_zh == "已正式任职的请更新任职登记；尚未确定的，可考虑由示例大队党委研究人选。"
    assert "甲" not in gap.message_zh + gap.remedy_zh
    assert (gap.severity, gap.since) == ("note", date(2026, 1, 15))


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-03-30", ["Z1.s"]),
        ("2026-03-31", ["Z1.s"]),  # the last day of September is six months after that of March
        ("2026-04-01", []),
        ("2026-03", ["Z1.s"]),
        ("2026-04", []),
        ("2025", ["Z1.s"]),
        ("2026", []),
    ],
)
def test_dj517_speaks_from_the_day_on_which_six_months_are_over(since, expected):
    """A month or year counts from its last day."""
    assert subjects("DJ517", role(f"person: 甲, since: {since}, acting: true")) == expected


@pytest.mark.parametrize(
    ("appointments", "expected"),
    [
        (["person: 甲, acting: true"], []),
        (["person: 甲, since: 2025-01-01"], []),
        (["person: 甲, since: 2025-01-01, acting: true, until: 2026-09-30"], []),
        (["person: 甲, since: 2025-01-01, acting: true, until: 2026-10-01"], ["Z1.s"]),
        (["person: 甲, since: 2025-01-01, acting: true", "person: 乙, since: 2026-09-30"], []),
        (["person: 甲, since: 2025-01-01, acting: true", "person: 乙, since: 2026-10-01"], ["Z1.s"]),
        (
            ["person: 甲, since: 2026-08-01, acting: true", "person: 乙, since: 2025-01-01, acting: true"],
            ["Z1.s"],
        ),
        (["person: 甲, acting: true", "person: 乙, since: 2026-08-01, acting: true"], []),
    ],
)
def test_dj517_is_about_roles_held_by_acting_alone(appointments, expected):
    """Of several acting ones the longest counts; without a beginning nothing is concluded."""
    beside = "person: 丙, since: 2026-09-01, until: 2026-09-02, acting: true"

    assert subjects("DJ517", role(*appointments, beside)) == expected


def test_dj517_is_silent_on_a_role_that_was_given_up():
    document = role("person: 甲, since: 2025-01-01, acting: true").replace(
        "kind: secretary}", "kind: secretary, valid_to: 2026-09-30}"
    )

    assert subjects("DJ517", document) == []


def test_dj517_says_why_it_is_silent():
    short = report(role("person: 甲, since: 2026-08-01, acting: true")).why_not("DJ517", "Z1.s")
    blank = report(role("person: 甲, acting: true", "person: 乙, since: 2020-01-01, until: 2021-01-01"))

    assert short.children[-1].fact.zh == "自2026-08-01起代理，提示期限6个月"
    assert blank.why_not("DJ517", "Z1.s").children[-1].fact.zh == "代理的起始时间未填写"


def test_dj517_leaves_alone_what_belongs_to_no_known_organization():
    """There is nobody's limit to compare with."""
    document = role("person: 甲, since: 2025-01-01, acting: true").replace(
        "organization: Z1", "organization: Z9"
    )

    assert subjects("DJ517", document) == []
    assert report(document).why_not("DJ517", "Z1.s").children[-1].fact.zh == "自2025-01-01起代理"


# --- DJ519 hand-over-hole ------------------------------------------------------------------------------


def test_dj519_states_the_days_of_a_hole():
    gap = only("DJ519", role("person: 甲, until: 2026-03-01", "person: 乙, since: 2026-05-01"))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "role", "Z1.s", "")
    assert gap.message_zh == (
        "示例支部的书记岗位，2026-03-01至2026-04-30（61天）前任已离任、后任未到任，登记中没有在任人员。"
    )
    assert (gap.severity, gap.since) == ("warning", date(2026, 3, 1))


def test_dj519_states_the_days_of_an_overlap():
    gap = only("DJ519", role("person: 甲, until: 2026-05-01", "person: 乙, since: 2026-03-01"))

    assert gap.message_zh == "示例支部的书记岗位，2026-03-01至2026-04-30（61天）前后两任登记为同时在任。"


@pytest.mark.parametrize(
    ("appointments", "expected"),
    [
        (["person: 甲, until: 2026-03-01", "person: 乙, since: 2026-03-01"], []),
        (["person: 甲, until: 2026-03-01", "person: 乙, since: 2026-03-02"], ["Z1.s"]),
        (["person: 甲, until: 2026-03-02", "person: 乙, since: 2026-03-01"], ["Z1.s"]),
        # the same person again is no overlap, and may leave a hole
        (["person: 甲, until: 2026-05-01", "person: 甲, since: 2026-03-01"], []),
        (["person: 甲, until: 2026-03-01", "person: 甲, since: 2026-05-01"], ["Z1.s"]),
        # acting counts as somebody, and as nobody's second
        (
            [
                "person: 甲, until: 2026-03-01",
                "person: 丙, since: 2026-03-01, until: 2026-05-01, acting: true",
                "person: 乙, since: 2026-05-01",
            ],
            [],
        ),
        (["person: 甲, until: 2026-05-01, acting: true", "person: 乙, since: 2026-03-01"], []),
        # the day itself is the business of other rules
        (["person: 甲, until: 2026-09-29", "person: 乙, since: 2026-09-30"], ["Z1.s"]),
        (["person: 甲, until: 2026-09-29", "person: 乙, since: 2026-10-01"], []),
        (["person: 甲, until: 2026-03-01"], []),
        (["person: 乙, since: 2026-03-01"], []),
        (["person: 甲", "person: 乙, since: 2026-03-01"], []),
        (["person: 甲, until: 2026-09-30", "person: 乙, since: 2026-09-01"], ["Z1.s"]),
        (["person: 甲, until: 2026-10-01", "person: 乙, since: 2026-09-01"], []),
        # twelve months up to the day
        (["person: 甲, until: 2025-09-01", "person: 乙, since: 2025-09-30"], []),
        (["person: 甲, until: 2025-09-01", "person: 乙, since: 2025-10-01"], ["Z1.s"]),
        (["person: 甲, until: 2025-09-30", "person: 乙, since: 2025-09-01"], []),
        (["person: 甲, until: 2025-10-01", "person: 乙, since: 2025-09-01"], ["Z1.s"]),
        # a beginning that is not entered may be where the other ended
        (["person: 甲, until: 2026-03-01", "person: 乙"], []),
        (["person: 甲, since: 2020-01-01, until: 2026-03-01", "person: 乙"], []),
        (["person: 甲, until: 2026-03-01", "person: 乙, until: 2026-03-01"], []),
        (["person: 甲, until: 2026-03-01", "person: 乙, since: 2026-01-01, until: 2026-03-01"], ["Z1.s"]),
        # months are read in favor of the unit
        (["person: 甲, until: 2026-03", "person: 乙, since: 2026-03-31"], []),
        (["person: 甲, until: 2026-03", "person: 乙, since: 2026-04-01"], ["Z1.s"]),
        (["person: 甲, until: 2026-03-01", "person: 乙, since: 2026-03"], []),
        (["person: 甲, until: 2026-03", "person: 乙, since: 2026-03-01"], []),
        (["person: 甲, until: 2026-03", "person: 乙, since: 2026-02-28"], ["Z1.s"]),
        (["person: 甲, until: 2026", "person: 乙, since: 2025-11-01"], []),
        # an appointment of no day is none
        (["person: 甲, until: 2026-03-01", "person: 乙, since: 2026-05-01, until: 2026-05-01"], []),
        # whoever holds on through it closes it
        (
            [
                "person: 丙, since: 2020-01-01, acting: true",
                "person: 甲, since: 2021-01-01, until: 2026-03-01",
                "person: 乙, since: 2026-05-01",
            ],
            [],
        ),
    ],
)
def test_dj519_compares_the_hand_overs_of_a_year(appointments, expected):
    """Between two holders nobody, or two at once, over by the day."""
    assert (
        subjects("DJ519", role(*appointments, "person: 丁, since: 2019-01-01, until: 2019-01-01")) == expected
    )


def test_dj519_is_one_for_each_role_and_states_the_longest():
    """Two holes and an overlap are one gap; of equals a hole, and the later one."""
    gap = only(
        "DJ519",
        role(
            "person: 甲, until: 2025-11-01",
            "person: 乙, since: 2025-11-11, until: 2026-02-01",
            "person: 丙, since: 2026-02-21, until: 2026-06-21",
            "person: 丁, since: 2026-06-01",
        ),
    )

    assert gap.details["start"] == "2026-02-01"
    assert gap.details["days"] == "20"
    assert "登记中没有在任人员" in gap.message_zh


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("kind: secretary, seats: 2", []),
        ("kind: secretary, seats: 1", ["Z1.s"]),
        ("kind: deputy_secretary", []),
        ("kind: deputy_secretary, seats: 1", ["Z1.s"]),
        ("kind: members, seats: 1", []),
        ("kind: secretary, valid_to: 2026-09-30", []),
        ("kind: secretary, valid_from: 2026-05-01", []),
        ("kind: secretary, valid_from: 2026-04-30", ["Z1.s"]),
        ("kind: secretary, valid_from: 2026-05", []),
        ("kind: secretary, valid_from: 2026-04", ["Z1.s"]),
    ],
)
def test_dj519_is_about_roles_in_force_with_one_seat(more, expected):
    """Days before the role existed do not count, by the latest day it can have begun."""
    document = role("person: 甲, until: 2026-03-01", "person: 乙, since: 2026-05-01")
    rows = document.replace("kind: secretary}", f"{more}}}")

    assert subjects("DJ519", rows) == expected


def test_dj519_counts_days_from_the_latest_on_which_the_role_can_have_begun():
    document = role("person: 甲, until: 2026-03-01", "person: 乙, since: 2026-05-01")

    assert (
        only("DJ519", document.replace("secretary}", "secretary, valid_from: 2026-04}")).details["days"]
        == "1"
    )


def test_dj519_does_not_count_days_before_the_organization_existed():
    document = role("person: 甲, until: 2026-03-01", "person: 乙, since: 2026-05-01")
    founded = document.replace("superior: D1}", "superior: D1, valid_from: 2026-04-21}")

    assert only("DJ519", founded).details["days"] == "10"


def test_dj519_looks_as_far_back_as_the_unit_says():
    chain = chain_of(role("person: 甲, until: 2025-03-01", "person: 乙, since: 2025-05-01"))
    gaps = detect_gaps(chain, at=AT, profile=profile("hand_over_months", 24))

    assert detect_gaps(chain, at=AT).of("DJ519") == ()
    assert [gap.subject for gap in gaps.of("DJ519")] == ["Z1.s"]
    assert "由12改为24" in gaps.of("DJ519")[0].citation.zh


def test_without_an_end_anywhere_hand_overs_are_not_checked():
    reasons = not_checked(role("person: 甲, since: 2025-01-01"))

    assert reasons["DJ519"] == "the column 'until' of appointments is filled nowhere"


# --- DJ122 uncovered-days --------------------------------------------------------------------------------


TWO = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
roles:
- {id: Z1.o, organization: Z1, kind: organization_member}
- {id: Z1.s, organization: Z1, kind: secretary}
- {id: Z1.m, organization: Z1, kind: members}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1.s, responsibility: first}
"""
HOLE = """
appointments:
- {role: Z1.s, person: 甲, until: 2026-03-01}
- {role: Z1.s, person: 乙, since: 2026-05-01}
"""
OTHER = "- {duty: S1, organization: Z1, role: Z1.o, responsibility: direct}\n"


def test_dj122_is_one_for_each_duty_and_organization_and_follows_from_the_hole():
    gaps = report(TWO, HOLE)
    (gap,) = gaps.of("DJ122")

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "S1")
    assert gap.message_zh == "2026-03-01至2026-04-30（61天），示例支部的“主题党日”没有在任的承担岗位。"
    assert gap.remedy_zh == "请核对任免时间（书记）；确有空档的，注明期间由谁负责。"
    assert gap.follows_from == gaps.of("DJ519")[0].fingerprint
    assert (gap.severity, gap.since) == ("warning", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([], None),  # never held: nothing is concluded
        (["since: 2025-01-01"], None),
        (["until: 2026-03-11"], ("2026-03-11", "2026-04-30")),
        (["until: 2026-01-01", "since: 2026-04-01"], ("2026-03-01", "2026-03-31")),
        (["until: 2026-04-01", "since: 2026-06-01"], ("2026-04-01", "2026-04-30")),
        (["until: 2026-04-01"], ("2026-04-01", "2026-04-30")),
        (["until: 2026-03-21", "since: 2026-03-21, until: 2026-05-01, acting: true"], None),
        (["since: 2026-04-01"], None),
        (["until: 2026-05-01"], None),
        (["until: 2026-04"], ("2026-04-30", "2026-04-30")),
        (["until: 2026-04-30", "since: 2026-04"], None),
    ],
)
def test_dj122_asks_for_days_on_which_all_bearing_roles_were_vacant(held, expected):
    """Each appointment is fine by itself; one role that was held covers the day."""
    rows = "".join(f"- {{role: Z1.o, person: 丙, {each}}}\n" for each in held)
    gaps = report(TWO + OTHER, HOLE + rows).of("DJ122")

    assert [(gap.details["start"], gap.details["end"]) for gap in gaps] == ([expected] if expected else [])


def test_dj122_joins_days_that_follow_each_other_after_an_earlier_hole():
    """A hole in which a vacant role is set up is one hole, also where there was one before it."""
    roles = TWO.replace("kind: organization_member", "kind: organization_member, valid_from: 2026-04-01")
    rows = """
- {role: Z1.s, person: 丁, since: 2026-01-21, until: 2026-03-01}
- {role: Z1.o, person: 丙, until: 2025-12-01}
"""
    (gap,) = report(roles + OTHER, HOLE.replace("until: 2026-03-01", "until: 2026-01-01") + rows).of("DJ122")

    assert (gap.details["start"], gap.details["end"]) == ("2026-03-01", "2026-04-30")


@pytest.mark.parametrize(
    ("hole", "expected"),
    [
        ("2026-09-29 2026-09-30", True),
        ("2026-09-29 2026-10-01", False),
        ("2025-09-01 2025-09-30", False),
        ("2025-09-01 2025-10-01", True),
        ("2026-09-01 2027-01-01", False),
    ],
)
def test_dj122_looks_at_a_year_and_at_what_is_over(hole, expected):
    """A role that is vacant on the day is DJ105's."""
    until, since = hole.split()
    document = HOLE.replace("2026-03-01", until).replace("2026-05-01", since)

    assert bool(found("DJ122", TWO, document)) is expected


@pytest.mark.parametrize(
    "row",
    [
        "{duty: S1, organization: Z1, role: Z1.m, responsibility: direct}",  # the collective is never vacant
        "{duty: S1, organization: Z1, role: Z1.o, until: 2026-04-01}",  # borne by another at the time
        "{duty: S1, organization: '@branch', role: '@organization_member', responsibility: direct}",
    ],
)
def test_dj122_is_silent_where_somebody_else_bore_it(row):
    """All members, an earlier assignment, a role of the class."""
    held = "- {role: Z1.o, person: 丙}\n"

    assert found("DJ122", TWO + f"- {row}\n", HOLE + held) == []


@pytest.mark.parametrize(
    "row",
    [
        "{duty: S1, organization: Z1, role: Z1.o, responsibility: supervisory}",
        "{duty: S1, organization: Z1, role: Z1.o, responsibility: supporting}",
        "{duty: S1, organization: Z1}",
        "{duty: S1, organization: Z1, role: Z1.o, until: 2026-03-01}",
        "{duty: S1, organization: Z1, role: Z1.o, since: 2026-05-01, until: 2026-06-01}",
    ],
)
def test_dj122_leaves_aside_who_does_not_bear_it(row):
    """Who supervises or supports, the body as such, and assignments of other days."""
    held = "- {role: Z1.o, person: 丙}\n"

    assert len(found("DJ122", TWO + f"- {row}\n", HOLE + held)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("performed_by: [branch]", "performed_by: [general_branch]"),
        ("performed_by: [branch]", "performed_by: [branch], nature: elective"),
        ("superior: D1}", "superior: D9}"),
        (
            "organization: Z1, role: Z1.s, responsibility: first",
            "organization: '@branch', role: '@secretary'",
        ),
        ("responsibility: first", "responsibility: first, since: 2026-05-01"),
        ("responsibility: first", "responsibility: supporting"),
    ],
)
def test_dj122_is_about_required_duties_carried_and_declared_by_own_rows(old, new):
    """Neither elective nor unreachable, nor by its class alone, nor before its assignment began."""
    assert found("DJ122", TWO.replace(old, new), HOLE) == []


def test_dj122_begins_with_the_assignment():
    """What was given to the role in April was not uncovered in March."""
    gap = only(
        "DJ122", TWO.replace("responsibility: first", "responsibility: first, since: 2026-04-01"), HOLE
    )

    assert (gap.details["start"], gap.details["days"]) == ("2026-04-01", "30")


@pytest.mark.parametrize(
    ("exists", "expected"),
    [
        ("valid_from: 2026-05-01", ("2026-03-01", "2026-04-30")),
        ("valid_from: 2026-04-01", ("2026-03-01", "2026-03-31")),
        ("valid_from: 2026-04", ("2026-03-01", "2026-03-31")),
        ("valid_to: 2026-04-01", ("2026-04-01", "2026-04-30")),
        ("valid_to: 2026-04", ("2026-04-30", "2026-04-30")),
    ],
)
def test_dj122_leaves_aside_roles_that_did_not_exist_then(exists, expected):
    """Set up later or given up before, a role bore nothing; in a month of which no day is known, nothing is concluded."""
    document = (TWO + OTHER).replace("kind: organization_member}", f"kind: organization_member, {exists}}}")
    gap = only("DJ122", document, HOLE + "- {role: Z1.o, person: 丙, since: 2024-01-01}\n")

    assert (gap.details["start"], gap.details["end"]) == expected


def test_dj122_leaves_aside_even_the_collective_before_it_existed():
    """All members bear nothing before their role was set up, and cover every day since."""
    more = "- {duty: S1, organization: Z1, role: Z1.m, responsibility: direct}\n"
    document = (TWO + more).replace("kind: members}", "kind: members, valid_from: 2026-04-01}")

    assert only("DJ122", document, HOLE).details["end"] == "2026-03-31"


def test_dj122_leaves_a_role_aside_from_the_day_it_was_given_up():
    """That the organization goes on longer keeps no role of it."""
    document = (TWO + OTHER).replace(
        "kind: branch, superior: D1", "kind: branch, superior: D1, valid_to: 2027-01-01"
    )
    given_up = document.replace(
        "kind: organization_member", "kind: organization_member, valid_to: 2026-03-15"
    )
    held = HOLE + "- {role: Z1.o, person: 丙, since: 2025-01-01}\n"

    assert found("DJ122", document, held) == []
    assert only("DJ122", given_up, held).details["start"] == "2026-03-15"


def test_dj122_counts_an_earlier_beginning_of_the_same_role():
    """Of two rows of a role the one that began first counts."""
    more = "- {duty: S1, organization: Z1, role: Z1.s, responsibility: direct, since: 2026-08-01}\n"

    assert only("DJ122", TWO + more, HOLE).details["start"] == "2026-03-01"


def test_dj122_states_the_longest_stretch():
    held = "- {role: Z1.s, person: 丙, until: 2026-01-01}\n- {role: Z1.s, person: 丁, since: 2026-01-11, until: 2026-03-01}\n"
    gap = only(
        "DJ122", TWO, HOLE.replace("person: 甲, until: 2026-03-01", "person: 甲, until: 2025-06-01") + held
    )

    assert (gap.details["start"], gap.details["days"]) == ("2026-03-01", "61")


def test_rules_on_hand_overs_name_no_person():
    """Posts, never those who held them."""
    gaps = report(TWO, HOLE)
    said = [
        text
        for gap in gaps
        if gap.code in {"DJ122", "DJ519"}
        for text in (
            gap.message_zh,
            gap.message_en,
            gap.remedy_zh,
            gap.remedy_en,
            *map(str, gap.details.values()),
        )
    ]

    assert said
    assert not [text for text in said if "甲" in text or "乙" in text]
