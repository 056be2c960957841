"""Work reports: who reports to whom, what is on record, and how many said what; the slow twin stands in `tests/twins`."""

from __future__ import annotations

from datetime import date

import pytest

import dangjian_chain as dc
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
UNITS = """\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: D1-X, name: 示例部门, kind: unit, superior: D1}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1-X}
- {id: D1-T, name: 示例临时支部, kind: branch, superior: D1, temporary: true}
- {id: G1, name: 示例小组, kind: group, superior: D1-01}
roles:
- {id: D1.sj, organization: D1, kind: secretary, title: 党委书记}
- {id: D1-01.sj, organization: D1-01, kind: secretary, title: 支部书记, holder: 某某}
- {id: D1-01.fs, organization: D1-01, kind: deputy_secretary}
duties:
- {id: Z11, title: 支部书记述职, performed_by: [branch], bearers: {first: secretary}, why: secretary_reports_yearly}
- {id: Y05, title: 组织述职评议, performed_by: [committee], bearers: {principal: null, first: secretary}, why: app19_yearly}
- {id: Y04, title: 书面报告, performed_by: [committee], why: annual_report_upward}
"""
COVER = "records_cover:\n- {kind: reported, organization: D1, from: 2025-01-01, until: 2026-10-01}\n"
MONTHS = dc.Profile.from_bytes(
    """schema = "dangjian-chain-profile/1"
name = "示例口径"
reason = "示例"
[[overrides]]
parameter = "written_report_months"
value = 3
reason = "示例"
""".encode()
)


def reports(
    *records: str, more: str = "", year: int | None = 2025, at: date = AT, profile: object = ()
) -> dc.WorkReports:
    rows = "records:\n" + "".join(f"- {{{record}}}\n" for record in records) if records else ""
    return dc.work_reports(chain_of(UNITS + rows + more), year, at=at, profile=profile)


def one(*records: str, **how: object) -> dc.WorkReport:
    """Return the report of the first branch."""
    return reports(*records, **how)[0]


def vote(grade: str, votes: int, more: str = "", role: str = "D1-01.sj") -> str:
    return f"organization: D1-01, kind: appraised, on: 2025-12-20, by: D1, role: {role}, grade: {grade}, amount: {votes}{more}"


# --- who reports to whom -----------------------------------------------------------------------------


def test_secretaries_report_to_the_line_superior_level_by_level() -> None:
    """Units are looked through; the top, groups and temporary branches report to nobody."""
    found = reports()

    assert [(row.organization, row.role, row.superior) for row in found] == [
        ("D1-01", "D1-01.sj", "D1"),
        ("D1-02", None, "D1"),
    ]
    assert found[1].title.zh == "书记（名册未登记）"


def test_no_persons_appear() -> None:
    """Neither the holder of the role nor a person entered as the one who held the vote."""
    found = reports(vote("好", 5), vote("较好", 1).replace("by: D1", "by: 某某"))

    assert "某某" not in repr(list(found)) + str(found.columns()) + found.why("D1-01.sj").to_text("zh")
    assert [form.by for form in found[0].forms] == ["示例党委", None]


def test_the_last_whole_year_is_the_default() -> None:
    assert reports(year=None).year == 2025


def test_without_a_day_there_is_no_answer() -> None:
    with pytest.raises(dc.MissingDayError):
        dc.work_reports(chain_of(UNITS))


# --- whether it is on record ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "state"),
    [
        ("organization: D1-01, kind: reported, on: 2025-12-20", "seen"),
        ("organization: D1-01, kind: reported, on: 2026-01-20", "seen"),
        ("organization: D1-01, kind: reported, on: 2025-03-20", "unknown"),
        ("organization: D1-01, kind: reported, on: 2026-12-20", "not_seen"),
        ("organization: D1-01, kind: reported, on: 2025-12-20, period: '2024'", "not_seen"),
        ("organization: D1-01, kind: reported, on: 2025-12-20, duty: Y04", "not_seen"),
        ("organization: D1-01, kind: reported, on: 2025-12-20, role: D1-01.fs", "not_seen"),
        ("organization: D1-01, kind: performed, on: 2025-12-20, duty: Z11", "seen"),
        ("organization: D1-01, kind: performed, on: 2025-12-20, duty: Z11, outcome: failed", "not_seen"),
        ("organization: D1-01, kind: performed, on: 2025-12-20, duty: Y05", "not_seen"),
        ("organization: D1-01, kind: performed, on: 2025-12-20", "not_seen"),
        (
            "organization: D1-01, kind: appraised, on: 2025-12-20, role: D1-01.sj, grade: 好, by: D1",
            "appraised",
        ),
    ],
)
def test_what_counts_as_a_report(record: str, state: str) -> None:
    """The session that the superior holds (Y05) is no report of its own secretary."""
    assert one(record, more=COVER).state == state


def test_not_seen_needs_records_that_are_stated_complete() -> None:
    until_the_year_ends = COVER.replace("2026-10-01", "2026-01-01")

    assert one().state is dc.ReportState.UNKNOWN
    assert one(more=until_the_year_ends).state is dc.ReportState.UNKNOWN
    assert one(more=COVER.replace("reported", "performed")).state is dc.ReportState.UNKNOWN
    assert one(more=COVER).state is dc.ReportState.NOT_SEEN
    assert one(more=until_the_year_ends, at=date(2025, 12, 31)).state is dc.ReportState.NOT_YET


def test_day_and_evidence_of_the_first_report_are_shown() -> None:
    found = one(
        "organization: D1-01, kind: reported, on: 2026-01-20, evidence: 示例〔2026〕1号",
        "organization: D1-01, kind: performed, duty: Z11, on: 2025-12-25, evidence: 示例〔2025〕9号",
    )

    assert (found.on, found.evidence, len(found.records)) == (date(2025, 12, 25), "示例〔2025〕9号", 2)


def test_without_duties_of_work_reports_whatever_was_reported_counts() -> None:
    units = UNITS.replace("secretary_reports_yearly", "示例办法").replace("app19_yearly", "示例办法")
    record = "records:\n- {organization: D1-01, kind: reported, on: 2025-12-20, duty: Z11}\n"

    assert dc.work_reports(chain_of(units + record), 2025, at=AT)[0].state is dc.ReportState.SEEN


@pytest.mark.parametrize(
    ("since", "profile", "in_writing"),
    [
        ("2025-10-01", MONTHS, True),
        ("2025-09-30", MONTHS, True),
        ("2025-09-20", MONTHS, False),
        ("2025-10-01", (), None),
        ("''", MONTHS, None),
    ],
)
def test_a_new_secretary_reports_in_writing_only_where_the_profile_says_so(
    since: str, profile: object, in_writing: bool | None
) -> None:
    more = f"appointments:\n- {{role: D1-01.sj, person: 甲, since: {since}}}\n"
    units = UNITS.replace(", holder: 某某", "")
    record = "records:\n- {organization: D1-01, kind: reported, on: 2025-12-20}\n"
    found = dc.work_reports(chain_of(units + record + more), 2025, at=AT, profile=profile)

    assert found[0].in_writing is in_writing


# --- votes ------------------------------------------------------------------------------------------------


def test_votes_are_tallied_by_grade_in_order_and_nothing_is_concluded() -> None:
    found = one(vote("差", 1), vote("好", 12, ", present: 18, entitled: 20"), vote("较好", 4), vote("好", 1))

    assert (found.counts, found.votes) == ((13, 4, 0, 1), 18)
    assert (found.present, found.entitled, found.forms[0].turnout) == (18, 20, 0.9)
    assert found.grade is None


def test_two_vocabularies_on_one_form_set_the_whole_form_aside() -> None:
    found = reports(vote("好", 9), vote("差", 1), vote("较差", 1))

    assert found[0].forms == ()
    assert len(found.set_aside) == 3
    assert {one.reason.zh for one in found.set_aside} == {
        "同一张测评表中有不同考核的等次（好、差、较差），未计入"
    }


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("好", "较差"), "等次属于“党组织定级”，不是述职评议的好、较好、一般、差，未计入"),
        (("优秀", "合格"), "等次属于“民主评议党员”，不是述职评议的好、较好、一般、差，未计入"),
        (("优秀", "差"), "同一张测评表中有不同考核的等次（优秀、差），未计入"),
        (("好", "三星"), "等次“三星”不是述职评议的好、较好、一般、差，未计入"),
    ],
)
def test_a_form_of_another_vocabulary_is_not_tallied(words: tuple[str, str], reason: str) -> None:
    found = reports(*(vote(word, 3) for word in words))

    assert found[0].votes == 0
    assert sorted({one.reason.zh for one in found.set_aside}) == [reason]


def test_forms_of_several_voters_stay_apart_and_add_up() -> None:
    own = vote("较好", 6).replace("2025-12-20", "2025-12-18").replace("by: D1", "by: D1-01")
    found = one(own, vote("好", 10))

    assert [(form.by, form.counts) for form in found.forms] == [
        ("示例一支部", (0, 6, 0, 0)),
        ("示例党委", (10, 0, 0, 0)),
    ]
    assert found.counts == (10, 6, 0, 0)
    circles = [vote("好", 2).replace("by: D1", f"by: {name}") for name in ("班子成员", "党员代表")]
    assert [form.counts for form in one(*circles).forms] == [(2, 0, 0, 0), (2, 0, 0, 0)]
    assert (found.present, found.entitled) == (None, None)


def test_a_vote_on_the_organization_is_none_on_its_secretary() -> None:
    """Unless it names a duty of work reports."""
    on_body = vote("好", 7).replace("role: D1-01.sj, ", "")
    found = reports(on_body, on_body.replace("amount: 7", "amount: 2, duty: Z11"))

    assert found[0].counts == (2, 0, 0, 0)
    assert [one.reason.en for one in found.set_aside] == [
        "it names no role: a vote on the organization, not on its secretary's report"
    ]


def test_a_negative_number_of_votes_is_not_counted() -> None:
    found = reports(vote("好", 7), vote("较好", -1))

    assert found[0].counts == (7, 0, 0, 0)
    assert [one.reason.zh for one in found.set_aside] == ["票数为负数，未计入"]


# --- grade and answers ----------------------------------------------------------------------------------------


def grade(words: str, more: str = ", by: D1") -> str:
    return f"organization: D1-01, kind: appraised, on: 2025-12-30, role: D1-01.sj, grade: {words}{more}"


def test_the_overall_grade_is_the_one_on_the_role() -> None:
    found = reports(
        grade("较好（87分）"),
        grade("称职"),
        "organization: D1, kind: appraised, on: 2025-12-30, subordinate: D1-01, grade: 好",
    )

    assert found[0].grade == "较好"
    assert [one.reason.zh for one in found.set_aside] == [
        "等次属于“干部年度考核”，不是述职评议的好、较好、一般、差，未计入"
    ]


def test_two_grades_for_one_report_are_none() -> None:
    found = reports(grade("较好"), grade("好"))

    assert found[0].grade is None
    assert {one.reason.zh for one in found.set_aside} == {
        "同一述职有不同等次（好、较好），以哪一个为准待核实"
    }


def test_what_the_organization_gave_itself_is_not_the_overall_grade() -> None:
    assert one(grade("好", ", by: D1-01")).grade is None


def test_last_year_s_items_are_answered() -> None:
    """Due in the year before, raised in it and due in this one, or carried on."""
    ledger = """\
ledger:
- {id: 2024-001, organization: D1-01, problem: 甲, due: 2024-11-30, closed_on: 2024-11-20, verified_by: D1}
- {id: 2024-002, organization: D1-01, problem: 乙, due: 2024-11-30}
- {id: 2024-003, organization: D1-01, problem: 丙, due: 2024-11-30, closed_on: 2024-11-20}
- {id: 2025-001, organization: D1-01, problem: 乙, due: 2025-06-30, carried_from: 2024-002}
- {id: 2025-002, organization: D1-01, problem: 丁, due: 2025-06-30, source: 2024年度述职评议}
- {id: 2025-003, organization: D1-01, problem: 戊, due: 2025-06-30, source: 巡察}
- {id: 2026-001, organization: D1-01, problem: 己, due: 2026-06-30, source: 2025年度述职评议}
"""
    found = one(more=ledger)

    assert {id_: state.value for id_, state in found.answers} == {
        "2024-001": "closed",
        "2024-002": "carried",
        "2024-003": "open",
        "2025-002": "open",
    }
    assert found.answered(dc.AnswerState.OPEN) == ("2024-003", "2025-002")


# --- tables and reasons -----------------------------------------------------------------------------------------


def test_the_frame_has_a_row_for_each_report() -> None:
    found = reports(vote("好", 12, ", present: 18, entitled: 20"), grade("好"))
    frame = found.to_frame()

    assert list(frame.columns) == list(found.columns())
    assert frame.loc[0, ["organization", "state", "good", "votes", "present", "grade"]].tolist() == [
        *("D1-01", "appraised", 12, 12, 18, "好")
    ]


def test_every_figure_can_be_asked_for_its_reason() -> None:
    found = reports(
        "organization: D1-01, kind: reported, on: 2025-12-20, evidence: 示例〔2025〕1号",
        *(vote("好", 12, ", present: 18, entitled: 20"), vote("较好", 3, ", present: 18, entitled: 20")),
        grade("好"),
        vote("较差", 1).replace("by: D1", "by: D1-02"),
    )

    assert found.why("D1-01.sj").to_text("zh") == (
        "示例一支部支部书记2025年度向示例党委述职：已见述职记录（2025-12-20）；示例〔2025〕1号"
        "（《党委（党组）书记抓基层党建工作述职评议考核办法（试行）》第三条）\n"
        "  记录：@D1-01#reported#2025-12-20#\n"
        "  测评表 2025-12-20（示例党委）：好12票、较好3票、一般0票、差0票，到会18人，应到20人\n"
        "    @D1-01#appraised#2025-12-20#\n"
        "    @D1-01#appraised#2025-12-20#~2\n"
        "  综合评价：好\n"
        "  @D1-01#appraised#2025-12-20#~3；等次属于“党组织定级”，不是述职评议的好、较好、一般、差，未计入"
    )
    assert (
        found.why("D1-02").claim.en
        == "secretary (not on the roster) of 示例二支部 reports to 示例党委 for 2025: no records, nothing is concluded"
    )
    with pytest.raises(dc.UnknownNameError, match=r"D1-01\.xx"):
        found.why("D1-01.xx")


def test_reports_to_one_superior() -> None:
    found = reports()

    assert found.superiors == ("D1",)
    assert list(found.to("D1")) == list(found)
    assert list(found[:1]) == [found[0]]
    with pytest.raises(dc.UnknownNameError, match="D1-01"):
        found.to("D1-01")
    assert repr(found) == "<WorkReports of 2025 at 2026-09-30: 2, 0 on record, 0 votes>"
