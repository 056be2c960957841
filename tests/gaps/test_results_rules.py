"""The rules on results of appraisals: DJ402 to DJ407, DJ412 and DJ413."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.gaps import GapReport, detect_gaps
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, not_checked, only, report, subjects
from tests.gaps.test_terms_rules import profile

UNITS = """
organizations:
- {id: LC, name: 示例局党委, kind: committee}
- {id: D1, name: 示例大队党委, kind: committee, superior: LC}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
"""
ROLES = """
roles:
- {id: D1.sj, organization: D1, kind: secretary}
- {id: D1.zz, organization: D1, kind: organization_member, title: 示例委员}
- {id: Z1.sj, organization: Z1, kind: secretary}
- {id: Z2.sj, organization: Z2, kind: secretary}
"""
APPRAISED = "kind: appraised, on: 2026-01-20, period: '2025'"
APPLIED = "kind: applied, on: 2026-03-01, period: '2025'"


def records(*rows: str) -> str:
    return "records:\n" + "\n".join(f"- {{{row}}}" for row in rows)


def ledger(*rows: str) -> str:
    head = "ledger:\n" if rows else ""
    return head + "\n".join(f"- {{id: T{number}, problem: 示例, {row}}}" for number, row in enumerate(rows))


def notes(code: str, *parts: str) -> list[str]:
    return [entry.reason.zh for entry in report(*parts).coverage if entry.code == code]


# --- DJ402 wrong-appraiser, DJ403 appraises-itself -------------------------------------------------------


def test_dj402_is_one_for_each_record_and_names_who_would_be_next_above():
    gap = only("DJ402", UNITS, records(f"organization: Z1, grade: 好, by: LC, {APPRAISED}"))

    assert (gap.organization, gap.subject_kind, gap.duty) == ("Z1", "record", "")
    assert gap.subject == "@Z1#appraised#2026-01-20#"
    assert gap.message_zh == "示例一支部2025年度的考核单位登记为示例局党委，名册中的上一级是示例大队党委。"
    assert gap.citation.zh == "责任链的定义"


def test_dj402_of_a_role_rests_on_the_measures_too():
    gap = only(
        "DJ402", UNITS, ROLES, records(f"organization: Z1, role: Z1.sj, grade: 好, by: LC, {APPRAISED}")
    )

    assert gap.message_zh.startswith("示例一支部书记2025年度的考核单位登记为示例局党委")
    assert "述职评议考核办法（试行）》第三条" in gap.citation.zh


def test_dj402_is_where_the_one_appraised_is_and_says_its_duty():
    """Also where the record is that of the appraiser."""
    gap = only(
        "DJ402",
        UNITS,
        "duties:\n- {id: S1, title: 主题党日}",
        records(f"organization: LC, subordinate: Z1, duty: [S1], grade: 好, {APPRAISED}"),
    )

    assert (gap.organization, gap.duty) == ("Z1", "S1")


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("D1", ""),
        ("示例大队党委", ""),
        ("LC", "DJ402"),
        ("Z2", "DJ402"),
        ("Z1", "DJ403"),
        ("党员大会", ""),
    ],
)
def test_an_appraiser_is_the_next_level_up(by, code):
    """DJ403 speaks of the one appraised itself, and DJ402 never beside it."""
    found = report(UNITS, records(f"organization: Z1, grade: 好, by: {by}, {APPRAISED}"))

    assert [gap.code for gap in found if gap.code in {"DJ402", "DJ403"}] == [code] * bool(code)


def test_dj402_accepts_a_guiding_superior():
    """Dual leadership: organs have two lines (trap 33)."""
    document = UNITS.replace("superior: LC}", "superior: LC, guided_by: [TW]}") + (
        "- {id: TW, name: 示例工委, kind: work_committee}"
    )

    assert subjects("DJ402", document, records(f"organization: D1, grade: 好, by: TW, {APPRAISED}")) == []


@pytest.mark.parametrize(("period", "count"), [("2024", 0), ("2025", 1), ("2026", 1)])
def test_dj402_leaves_older_appraisals_aside(period, count):
    """Another hierarchy may have held then."""
    row = f"organization: Z1, grade: 好, by: LC, kind: appraised, on: 2026-01-20, period: '{period}'"

    assert len(report(UNITS, records(row)).of("DJ402")) == count


def test_dj403_says_whether_it_is_itself_or_below():
    itself = only("DJ403", UNITS, records(f"organization: D1, grade: 好, by: D1, {APPRAISED}"))
    below = only("DJ403", UNITS, records(f"organization: D1, grade: 好, by: Z1, {APPRAISED}"))

    assert itself.message_zh == "示例大队党委2025年度的考核单位登记为示例大队党委，是被考核的组织自身。"
    assert below.message_zh == "示例大队党委2025年度的考核单位登记为示例一支部，是被考核组织的下级。"


def test_dj403_of_a_role_is_about_the_one_that_heads_it():
    found = report(
        UNITS,
        ROLES,
        records(
            f"organization: D1, role: D1.sj, grade: 好, by: D1, {APPRAISED}",
            f"organization: D1, role: D1.zz, grade: 好, by: D1, {APPRAISED}",
        ),
    )

    assert [gap.message_zh[:8] for gap in found.of("DJ403")] == ["示例大队党委书记"]


def test_a_vote_is_no_appraisal():
    assert (
        subjects("DJ403", UNITS, records(f"organization: Z1, grade: 好, amount: 9, by: Z1, {APPRAISED}"))
        == []
    )


# --- DJ404 body-without-person ---------------------------------------------------------------------------

BOTH = (
    f"organization: Z2, grade: 好, by: D1, {APPRAISED}",
    f"organization: Z2, role: Z2.sj, grade: 好, by: D1, {APPRAISED}",
)


def test_dj404_speaks_either_way():
    body = only("DJ404", UNITS, ROLES, records(*BOTH, f"organization: Z1, grade: 好, {APPRAISED}"))
    person = only(
        "DJ404", UNITS, ROLES, records(*BOTH, f"organization: Z1, role: Z1.sj, score: 80, {APPRAISED}")
    )

    assert (body.organization, body.subject_kind, body.subject) == ("Z1", "organization", "Z1")
    assert body.message_zh == "示例一支部2025年度见组织（班子）的考核结果，未见书记岗位的考核结果。"
    assert person.message_zh == "示例一支部2025年度见书记岗位的考核结果，未见组织（班子）的考核结果。"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"organization: Z1, grade: 好, {APPRAISED}", ["Z1"]),
        ("organization: Z1, grade: 好, kind: appraised, on: 2026-01-20", ["Z1"]),
        ("organization: Z1, grade: 好, kind: appraised, on: 2025-01-20", []),
        ("organization: Z1, grade: 好, kind: appraised, on: 2026-07-20", []),
        ("organization: Z1, grade: 好, kind: appraised, on: 2026-01-20, period: 2025年上半年", []),
        (f"organization: Z1, {APPRAISED}, by: D1", []),
        (f"organization: D1, grade: 好, {APPRAISED}", []),
        (f"organization: D1, role: D1.zz, grade: 好, {APPRAISED}", []),
    ],
)
def test_dj404_asks_for_yearly_results_of_last_year_where_the_kind_has_both(row, expected):
    assert subjects("DJ404", UNITS, ROLES, records(*BOTH, row)) == expected


def test_dj404_takes_any_result_of_the_other_for_one():
    """A part of a year, or one that may be of the year before, shows that both were appraised."""
    rows = (f"organization: Z1, grade: 好, {APPRAISED}",)
    part = "organization: Z1, role: Z1.sj, grade: 好, kind: appraised, on: 2025-07-20, period: 2025年上半年"
    maybe = "organization: Z1, role: Z1.sj, grade: 好, kind: appraised, on: 2026-06-20"

    assert subjects("DJ404", UNITS, ROLES, records(*BOTH, *rows, part)) == []
    assert subjects("DJ404", UNITS, ROLES, records(*BOTH, *rows, maybe)) == []


def test_dj404_leaves_a_vacant_role_aside():
    holders = "appointments:\n- {role: Z2.sj, person: P1}"

    assert (
        subjects("DJ404", UNITS, ROLES, holders, records(*BOTH, f"organization: Z1, grade: 好, {APPRAISED}"))
        == []
    )


def test_dj404_says_where_it_could_not_look():
    rows = records(f"organization: Z1, grade: 好, {APPRAISED}", f"organization: Z2, grade: 好, {APPRAISED}")

    assert notes("DJ404", UNITS, ROLES, rows) == [
        "2个组织的同类组织未同时见到组织和主要负责岗位的考核结果，未作判断"
    ]
    assert subjects("DJ404", UNITS, ROLES, rows) == []


# --- DJ405 result-not-used -------------------------------------------------------------------------------

USED = (
    f"organization: Z2, grade: 好, by: D1, {APPRAISED}",
    f"organization: Z2, use: [reward], {APPLIED}",
)
RESULT = f"organization: Z1, grade: 较好, by: D1, {APPRAISED}"


def test_dj405_is_one_for_each_organization_in_the_words_of_the_office():
    gap = only("DJ405", UNITS, records(*USED, RESULT))

    assert (gap.organization, gap.subject_kind, gap.subject) == ("Z1", "organization", "Z1")
    assert gap.message_zh == "示例一支部2025年度考核结果（较好）暂未见运用登记。"
    assert gap.remedy_zh == "请核实是否已在评先评优、干部培养等方面作为参考；已运用的，补记文号。"


def test_dj405_names_a_score_where_there_is_no_grade():
    gap = only("DJ405", UNITS, records(*USED, f"organization: Z1, score: 82.50, {APPRAISED}"))

    assert "（82.5分）" in gap.message_zh
    assert "(82.5 points)" in gap.message_en


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        *((f"use: [{use}]", []) for use in ("pay", "selection", "training", "reward", "penalty")),
        ("use: [business]", ["Z1"]),
        ("use: [business, pay]", []),
        ("evidence: 示例文件", []),
    ],
)
def test_dj405_asks_for_one_of_the_five_uses(use, expected):
    """A blank use counts; another appraisal alone does not."""
    rows = records(*USED, RESULT, f"organization: Z1, {use}, {APPLIED}")

    assert subjects("DJ405", UNITS, rows) == expected


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (f"organization: D1, subordinate: Z1, {APPLIED}", []),
        (f"organization: D1, {APPLIED}", []),
        (f"organization: Z1, role: Z1.sj, {APPLIED}", ["Z1"]),
        ("organization: Z1, kind: applied, on: 2026-09-01", []),
        ("organization: Z1, kind: applied, on: 2025-09-01", ["Z1"]),
        ("organization: Z1, kind: applied, on: 2026-09-01, period: '2026'", ["Z1"]),
        ("organization: Z1, kind: applied, on: 2026-10-01", ["Z1"]),
    ],
)
def test_dj405_takes_uses_of_its_organization_and_year(use, expected):
    """Also of the appraiser for all it appraised."""
    assert subjects("DJ405", UNITS, ROLES, records(*USED, RESULT, use)) == expected


def test_dj405_takes_a_use_for_a_role_with_a_result():
    """An organization's year is used where its body's result or its roles' are."""
    rows = records(
        *(*USED, RESULT, f"organization: Z1, role: Z1.sj, grade: 好, by: D1, {APPRAISED}"),
        f"organization: Z1, role: Z1.sj, use: [selection], {APPLIED}",
    )

    assert subjects("DJ405", UNITS, ROLES, rows) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("organization: Z1, grade: 好, kind: appraised, on: 2025-01-20, period: '2024'", []),
        ("organization: Z1, grade: 好, kind: appraised, on: 2025-03-20", []),
        ("organization: Z1, grade: 好, kind: appraised, on: 2025", ["Z1"]),
        ("organization: Z1, grade: 好, kind: appraised, on: 2026-08-20", ["Z1"]),
        (f"organization: Z1, grade: 好, duty: [S1], {APPRAISED}", []),
        ("organization: Z1, grade: 好, kind: appraised, on: 2026-01-20, period: 2025Q4", []),
        (f"organization: Z1, by: D1, {APPRAISED}", []),
    ],
)
def test_dj405_is_about_yearly_results_of_last_year_or_later(row, expected):
    duties = "duties:\n- {id: S1, title: 主题党日}"

    assert subjects("DJ405", UNITS, duties, records(*USED, row)) == expected


def test_dj405_names_the_latest_year_without_a_use():
    rows = records(
        *(*USED, RESULT),
        "organization: Z1, grade: 好, kind: appraised, on: 2026-07-01, period: '2026'",
        "organization: Z1, kind: applied, on: 2026-08-01, period: '2026'",
    )

    assert only("DJ405", UNITS, rows).message_zh.startswith("示例一支部2025年度考核结果（较好）")


def test_dj405_without_records_of_uses_is_silent_and_says_so():
    assert subjects("DJ405", UNITS, records(RESULT)) == []
    assert notes("DJ405", UNITS, records(RESULT)) == ["未载入结果运用记录，1个组织的考核结果是否运用未作判断"]


@pytest.mark.parametrize(
    ("kind", "start", "end", "expected"),
    [
        ("applied", "2026-01-20", "2026-09-30", ["Z1"]),
        ("applied", "2026-01-21", "2026-09-30", []),
        ("applied", "2026-01-20", "2026-09-29", []),
        ("appraised", "2026-01-20", "2026-09-30", []),
    ],
)
def test_dj405_speaks_where_records_of_uses_are_stated_complete(kind, start, end, expected):
    """From the day of the result up to the day asked."""
    cover = f"records_cover:\n- {{kind: {kind}, organization: D1, from: {start}, until: {end}}}"

    assert subjects("DJ405", UNITS, cover, records(RESULT)) == expected


def test_dj405_of_a_result_of_the_day_itself_is_too_early_to_tell():
    cover = "records_cover:\n- {kind: applied, organization: D1, from: 2026-01-01, until: 2026-12-31}"
    row = "organization: Z1, grade: 好, kind: appraised, on: 2026-09-30, period: '2025'"

    assert subjects("DJ405", UNITS, cover, records(row)) == []


# --- DJ406 result-without-appraisal ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("use", "speaks"),
    [
        (f"organization: Z2, {APPLIED}", False),
        (f"organization: Z1, {APPLIED}", True),
        (f"organization: D1, subordinate: Z1, {APPLIED}", True),
        (f"organization: D1, {APPLIED}", False),
        (f"organization: Z2, role: Z2.sj, {APPLIED}", False),
        ("organization: Z2, kind: applied, on: 2026-01-01", False),
        ("organization: Z2, kind: applied, on: 2026-09-01", False),
        ("organization: Z2, kind: applied, on: 2026-09-01, period: '2024'", False),
        (f"organization: Z1, about: K1, {APPLIED}", False),
        (f"organization: Z2, about: K2, {APPLIED}", True),
        (f"organization: X9, {APPLIED}", False),
    ],
)
def test_dj406_asks_for_an_appraisal_of_the_organization_and_year(use, speaks):
    """Of a year of which no result was loaded nothing is said."""
    rows = records(
        f"id: K1, organization: Z2, grade: 好, by: D1, {APPRAISED}",
        "id: K2, organization: Z2, kind: performed, on: 2026-01-10",
        use,
    )

    assert bool(report(UNITS, ROLES, rows).of("DJ406")) == speaks


def test_dj406_says_what_was_not_found():
    row = f"organization: Z1, {APPLIED}"
    bare = only("DJ406", UNITS, records(USED[0], row))
    other = only("DJ406", UNITS, records(USED[0], "id: K2, organization: Z2, kind: performed, on: 2026-01-10",
                                         f"organization: Z2, about: K2, {APPLIED}"))  # fmt: skip

    assert (bare.organization, bare.subject_kind, bare.subject) == (
        "Z1",
        "record",
        "@Z1#applied#2026-03-01#",
    )
    assert (
        bare.message_zh
        == "示例一支部2026-03-01的记录登记为考核结果的运用，未见示例一支部2025年度的考核记录。"
    )
    assert other.message_zh == "示例二支部2026-03-01的记录登记为考核结果的运用，所针对的不是考核记录。"
    assert other.columns == ("about",)


def test_dj406_of_a_record_that_is_nowhere_follows_from_dj112():
    found = report(UNITS, records(*USED, f"organization: Z2, about: K9, {APPLIED}"))
    (gap,), (cause,) = found.of("DJ406"), found.of("DJ112")

    assert gap.follows_from == cause.fingerprint


def test_dj406_accepts_a_vote_and_a_result_on_a_duty():
    duties = "duties:\n- {id: S1, title: 主题党日}"
    vote = f"organization: Z1, grade: 好, amount: 9, {APPRAISED}"
    part = f"organization: Z1, duty: [S1], score: 9, {APPRAISED}"

    for row in (vote, part):
        assert subjects("DJ406", UNITS, duties, records(row, f"organization: Z1, {APPLIED}")) == []


def test_dj406_says_which_years_it_could_not_look_at():
    use = "organization: Z2, kind: applied, on: 2024-03-01"

    assert notes("DJ406", UNITS, records(*USED, use)) == ["1条结果运用记录所属年度的考核结果未载入，未作判断"]


# --- DJ407 no-rectification ------------------------------------------------------------------------------


def test_dj407_is_in_the_words_of_the_office():
    gap = only("DJ407", UNITS, records(f"organization: Z1, grade: 一般, by: D1, {APPRAISED}"))

    assert (gap.organization, gap.subject_kind, gap.subject) == ("Z1", "organization", "Z1")
    assert gap.message_zh == "示例一支部2025年度考核等次为“一般”，暂未见整改安排。"
    assert gap.remedy_zh.startswith("建议与该单位共同商定整改内容、责任岗位和时限")


@pytest.mark.parametrize(
    ("grade", "speaks"),
    [
        *(("一般", True), ("差", True), ("较差", True), ("基本称职", True), ("不合格", True)),
        *(("好", False), ("较好", False), ("称职", False), ("三星", False), ("差（58分）", True)),
    ],
)
def test_dj407_speaks_of_the_last_two_of_each_vocabulary(grade, speaks):
    rows = records(f"organization: Z1, grade: {grade}, {APPRAISED}")

    assert bool(subjects("DJ407", UNITS, rows)) == speaks


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("period: '2025', grade: 差", "period: '2026', grade: 好"), []),
        (("period: '2025', grade: 好", "period: '2026', grade: 差"), ["Z1"]),
        (("period: '2025', grade: 差", "period: '2026', score: 90"), ["Z1"]),
        (("period: '2024', grade: 差",), []),
        (("period: '2025', grade: 差", "period: '2025', grade: 好"), []),
        (("period: '2025', grade: 差", "period: '2025', grade: 一般"), ["Z1"]),
        (("period: 2025年下半年, grade: 差",), []),
    ],
)
def test_dj407_is_about_the_latest_yearly_grade(rows, expected):
    """Of several of one day all must be low."""
    held = (f"organization: Z1, kind: appraised, on: 2026-01-20, {row}" for row in rows)

    assert subjects("DJ407", UNITS, records(*held)) == expected


@pytest.mark.parametrize(
    ("role", "message"),
    [("D1.sj", "示例大队党委书记2025年度考核等次为“差”，暂未见整改安排。"), ("D1.zz", "")],
)
def test_dj407_speaks_of_the_role_that_heads_it_too(role, message):
    """The correction list of an organization follows the grade of its secretary; other roles are left aside."""
    gaps = report(UNITS, ROLES, records(f"organization: D1, role: {role}, grade: 差, {APPRAISED}")).of(
        "DJ407"
    )

    assert "".join(gap.message_zh for gap in gaps) == message


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("organization: Z1, leader: 示例, due: 2026-12-31", []),
        ("organization: Z1, unit: 示例, due: 2026-12-31", []),
        ("organization: Z1, role: Z1.sj, due: 2026-12-31", []),
        ("organization: Z1, due: 2026-12-31", ["Z1"]),
        ("organization: Z1, leader: 示例", ["Z1"]),
        ("organization: Z2, leader: 示例, due: 2026-12-31", ["Z1"]),
        ("organization: Z1, leader: 示例, due: 2026-12-31, closed_on: 2026-01-19", ["Z1"]),
        ("organization: Z1, leader: 示例, due: 2026-12-31, closed_on: 2026-01-20", []),
        ("organization: Z1, leader: 示例, due: 2026-12-31, closed_on: 2026-01", []),
        ("organization: Z1, leader: 示例, due: 2026-12-31, closed_on: 2025-12", ["Z1"]),
    ],
)
def test_dj407_asks_for_an_item_with_bearer_and_date_open_or_closed_since(item, expected):
    rows = records(f"organization: Z1, grade: 差, {APPRAISED}")

    assert subjects("DJ407", UNITS, ROLES, rows, ledger(item)) == expected


@pytest.mark.parametrize(("band", "speaks"), [("后进", True), ("后进党支部", True), ("达标", False)])
def test_dj407_speaks_of_the_last_band(band, speaks):
    """Without any result; a ledger item of last year or later will do."""
    document = UNITS.replace("id: Z1,", f"id: Z1, band: {band},")
    item = "organization: Z1, leader: 示例, due: 2026-12-31, closed_on: 2025-01-01"

    assert subjects("DJ407", document) == ["Z1"] * speaks
    assert subjects("DJ407", document, ledger(item)) == []
    assert subjects("DJ407", document, ledger(item.replace("2025-01-01", "2024-12-31"))) == ["Z1"] * speaks


def test_dj407_of_a_band_says_so():
    gap = only("DJ407", UNITS.replace("id: Z1,", "id: Z1, band: 后进,"))

    assert gap.message_zh == "示例一支部分类定级为“后进”，暂未见整改安排。"
    assert gap.columns == ("band",)


def test_dj407_without_results_and_bands_says_so():
    assert notes("DJ407", UNITS) == ["未载入考核结果，也未填写分类定级"]


# --- DJ412 everybody-good --------------------------------------------------------------------------------

FIVE = UNITS + "\n".join(f"- {{id: Y{n}, name: 示例{n}支部, kind: branch, superior: D1}}" for n in range(5))


def graded(*grades: str, more: str = "by: D1") -> str:
    return records(
        *(f"organization: Y{n}, grade: {grade}, {more}, {APPRAISED}" for n, grade in enumerate(grades))
    )


def with_most(share: float, *parts: str) -> GapReport:
    return detect_gaps(chain_of("\n".join(parts)), at=AT, profile=profile("best_grade_share_most", share))


def test_dj412_is_one_for_each_appraiser_and_shows_both_numbers():
    (gap,) = with_most(0.5, FIVE, graded("好", "好", "好", "较好", "优秀")).of("DJ412")

    assert (gap.organization, gap.subject) == ("D1", "D1")
    assert (
        gap.message_zh == "示例大队党委对所考核组织2025年度的等次，“好”占比4/5，80%（规定50%），区分度不高。"
    )
    assert "本单位口径“示例口径”规定为0.5" in gap.citation.zh


@pytest.mark.parametrize(
    ("share", "rows", "speaks"),
    [
        (0.6, graded("好", "好", "好", "较好", "差"), False),
        (0.59, graded("好", "好", "好", "较好", "差"), True),
        (0.5, graded("好", "好", "好", "好"), False),
        (0.5, graded("好", "好", "好", "好", "三星"), False),
        (0.5, graded("好", "好", "好", "好", "好", more="by: 党员大会"), False),
        (0.5, graded("好", "好", "好", "好", "好", more="score: 95"), True),
    ],
)
def test_dj412_speaks_above_the_share_with_enough_results(share, rows, speaks):
    """Five at least, in words of a vocabulary; where no appraiser is entered the next level up counts."""
    assert bool(with_most(share, FIVE, rows).of("DJ412")) == speaks


def test_dj412_counts_each_organization_once_by_its_last_result():
    first = graded("好", "好", "好", "较好", "差")
    again = f"- {{organization: Y0, grade: 一般, by: D1, {APPRAISED.replace('01-20', '01-25')}}}"

    assert with_most(0.5, FIVE, first).of("DJ412") != ()
    assert with_most(0.5, FIVE, first + "\n" + again).of("DJ412") == ()


def test_dj412_leaves_roles_aside():
    roles = "roles:\n" + "\n".join(
        f"- {{id: Y{n}.sj, organization: Y{n}, kind: secretary}}" for n in range(5)
    )
    rows = records(*(f"organization: Y{n}, role: Y{n}.sj, grade: 好, by: D1, {APPRAISED}" for n in range(5)))

    assert with_most(0.5, FIVE, roles, rows).of("DJ412") == ()


def test_dj412_without_a_share_of_the_unit_is_not_checked():
    assert "DJ412" in not_checked(FIVE, graded("好", "好", "好", "好", "好"))


# --- DJ413 not-joined ------------------------------------------------------------------------------------

JOINED = (f"organization: Z2, grade: 好, by: D1, {APPRAISED}", f"organization: Z2, use: [staff], {APPLIED}")


def test_dj413_is_one_for_each_organization_of_the_kind():
    gap = only("DJ413", UNITS, records(*JOINED, RESULT))

    assert (gap.organization, gap.subject_kind, gap.subject) == ("Z1", "organization", "Z1")
    assert gap.message_zh == "示例一支部2025年度党建考核结果（较好）未见进入本单位其他考核的登记。"
    assert "第六条（参照执行）" in gap.citation.zh


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"organization: Z1, use: [business], {APPLIED}", []),
        (f"organization: Z1, use: [pay, team], {APPLIED}", []),
        (f"organization: Z1, use: [pay], {APPLIED}", ["Z1"]),
        (f"organization: Z1, {APPLIED}", ["Z1"]),
        (f"organization: D1, use: [economy], {APPLIED}", []),
    ],
)
def test_dj413_asks_for_any_other_appraisal(row, expected):
    assert subjects("DJ413", UNITS, records(*JOINED, RESULT, row)) == expected


def test_dj413_is_about_the_last_whole_year():
    row = "organization: Z1, grade: 好, kind: appraised, on: 2026-08-01, period: '2026'"

    assert subjects("DJ413", UNITS, records(*JOINED, row)) == []


def test_dj413_follows_from_a_result_that_was_not_used_at_all():
    found = report(UNITS, records(*JOINED, RESULT))
    cause = next(gap for gap in found.of("DJ405") if gap.organization == "Z1")

    assert found.of("DJ413")[0].follows_from == cause.fingerprint


def test_dj413_looks_where_the_kind_has_such_a_record_and_says_where_not():
    rows = (f"organization: D1, grade: 好, by: LC, {APPRAISED}",)

    assert subjects("DJ413", UNITS, records(*JOINED, *rows)) == []
    assert notes("DJ413", UNITS, records(*JOINED, *rows)) == [
        "1个组织的同类组织均未见考核结果进入其他考核的记录，未作判断"
    ]


# --- all -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["DJ404", "DJ405", "DJ407", "DJ413"])
def test_an_organization_no_longer_in_force_is_left_aside(code):
    document = UNITS.replace("id: Z1,", "id: Z1, valid_to: 2026-06-01,")
    rows = records(*BOTH, *JOINED, f"organization: Z1, grade: 差, by: D1, {APPRAISED}")

    assert "Z1" in subjects(code, UNITS, ROLES, rows)
    assert "Z1" not in subjects(code, document, ROLES, rows)


def test_without_results_nothing_is_checked():
    reasons = not_checked(UNITS, ROLES)

    assert {reasons[code] for code in ("DJ402", "DJ403", "DJ404", "DJ405", "DJ413")} == {
        "no results of appraisals were loaded"
    }
    assert reasons["DJ406"] == "no records of the use of results were loaded"


def test_why_not_says_what_would_have_to_change():
    found = report(UNITS, records(*USED, f"organization: Z1, grade: 好, by: D1, {APPRAISED}"))
    key = "@Z1#appraised#2026-01-20#"

    assert found.why_not("DJ407", "Z1").to_text("zh").splitlines()[-1].endswith("没有后两等的等次")
    assert "考核单位不是上一级党组织" in found.why_not("DJ402", key).to_text("zh").splitlines()[-1]
    assert "年度考核结果" in found.why_not("DJ405", "D1").to_text("zh").splitlines()[-1]


def test_why_not_shows_the_shares():
    found = with_most(0.9, FIVE, graded("好", "好", "好", "较好", "差"))

    assert found.why_not("DJ412", "D1").to_text("zh").splitlines()[-1].endswith("2025年度3/5，规定90%")


def test_a_day_in_january_looks_at_the_year_just_ended():
    rows = records(*USED, RESULT)

    assert subjects("DJ405", UNITS, rows, at=date(2026, 1, 25)) == ["Z1", "Z2"]
    assert subjects("DJ405", UNITS, rows, at=date(2027, 1, 25)) == []
