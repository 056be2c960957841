"""Appraisals: what is known and what is not, whose points they are, what is set aside, and why."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from dangjian_chain import MissingDayError, Period, UnknownNameError
from dangjian_chain.appraisal.appraisal import Appraisal
from dangjian_chain.appraisal.appraising import SeveralSchemesError, appraise
from dangjian_chain.appraisal.points import Points
from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.model.vocabulary import Function, Stage
from dangjian_chain.testing import chain_of

AT = date(2026, 3, 31)
CHAIN = """\
organizations:
- {id: A, name: 示例党委, kind: committee}
- {id: B1, name: 示例第一支部, kind: branch, superior: A}
- {id: B2, name: 示例第二支部, kind: branch, superior: A}
roles:
- {id: B1-1, organization: B1, kind: secretary}
- {id: B1-2, organization: B1, kind: organization_member}
- {id: A-1, organization: A, kind: secretary}
duties:
- id: Z1
  title: 支部党员大会
  performed_by: [branch]
  cycle: 1/quarter
  bearers: first=secretary; direct=organization_member
  weight: 10
  indicator: 实际次数÷应开展次数
- {id: Z2, title: 组织生活会, performed_by: [branch], cycle: 1/year, bearers: first=secretary, weight: 5, indicator: 是/否}
- {id: E1, title: 品牌创建, nature: elective, performed_by: [branch], cycle: 1/year}
"""
COVER = "records_cover:\n- {kind: performed, organization: A, from: 2025-01-01, until: 2026-01-01}\n"


def records(*lines: str) -> str:
    return "records:\n" + "".join(f"- {{{line}}}\n" for line in lines)


def meetings(branch: str, *months: int) -> list[str]:
    return [f"organization: {branch}, kind: performed, on: 2025-{month:02}-10, duty: Z1" for month in months]


def appraised(*parts: str, scheme: object = None, period: object = 2025, at: date = AT) -> Appraisal:
    return appraise(chain_of("".join((CHAIN, *parts))), period, at=at, scheme=scheme)


def scheme(
    *indicators: str, more: str = "", full: int = 10, kinds: str = '["branch"]', id_: str = "S"
) -> Scheme:
    head = f'schema = "dangjian-chain-scheme/1"\nid = "{id_}"\nname = "示例考核"\nfor = {kinds}\nfull_marks = {full}\n'
    rows = (
        f'[[indicators]]\nid = "K{number}"\ntitle = "指标{number}"\n{dedent(each)}\n'
        for number, each in enumerate(indicators, 1)
    )
    return Scheme.from_bytes((head + "".join(rows) + more).encode())


SCORED = scheme('duty = "Z1"\nweight = 10\nmethod = "score"')
VOTED = scheme('duty = "Z1"\nweight = 10\nmethod = "vote"\nvalues = {"好" = 100, "较好" = 80}')


def score_of(*lines: str, by: Scheme = SCORED) -> tuple[float | None, list[str]]:
    found = appraised(records(*lines), scheme=by)
    return found.of("B1").value, [aside.reason.zh for aside in found.set_aside]


# --- known and not known ---------------------------------------------------------------------


def test_nothing_loaded_is_no_score_and_not_zero():
    """Neither points nor known points; the full marks stand."""
    score = appraised().of("B1")

    assert (score.value, score.known, score.full, score.total) == (None, 0.0, 15.0, None)


def test_good_records_are_known_without_a_statement_of_completeness():
    """Two of four quarters: five points of the five that are known."""
    score = appraised(records(*meetings("B1", 2, 5))).of("B1")

    assert (score.value, score.known, score.full) == (5.0, 5.0, 15.0)


def test_what_is_missing_from_complete_records_is_known():
    score = appraised(COVER, records(*meetings("B1", 2, 5))).of("B1")

    assert (score.value, score.known) == (5.0, 15.0)


def test_what_is_not_due_yet_is_not_missing():
    """On the first of July two quarters are past."""
    score = appraised(COVER, records(*meetings("B1", 2)), at=date(2025, 7, 1)).of("B1")

    assert (score.value, score.known) == (2.5, 5.0)


def test_more_than_due_in_one_quarter_does_not_make_good_another():
    score = appraised(COVER, records(*meetings("B1", 1, 2, 3))).of("B1")

    assert score.value == 2.5


def test_a_day_is_needed():
    with pytest.raises(MissingDayError):
        appraise(chain_of(CHAIN), 2025)


@pytest.mark.parametrize("period", [2025, "2025年", "2025年度", Period(date(2025, 1, 1), date(2026, 1, 1))])
def test_a_year_is_a_number_words_or_days(period):
    assert appraised(period=period).period == Period(date(2025, 1, 1), date(2026, 1, 1))


def test_a_quarter_asks_for_what_falls_due_in_it():
    """One meeting of one: the whole ten points; what is due at the end of the year is not asked."""
    score = appraised(records(*meetings("B1", 2)), period="2025Q1").of("B1")

    assert (score.value, score.full) == (10.0, 10.0)


@pytest.mark.parametrize(
    "period", ["去年", Period(date(2025, 1, 1), None), Period(date(2025, 1, 1), date(2025, 1, 1))]
)
def test_a_period_has_both_ends(period):
    with pytest.raises(ValueError, match="a period"):
        appraised(period=period)


# --- schemes ----------------------------------------------------------------------------------


def test_without_a_scheme_the_duties_weights_are_it():
    """A class each; the level above has what it manages, and elective duties have no weight."""
    found = appraised()

    assert [(each.id, each.full_marks) for each in found.schemes] == [
        ("duties/committee", 1500),
        ("duties/branch", 1500),
    ]
    assert [row.indicator.id for row in found.indicators("A")] == ["Z1/抓", "Z2/抓"]


def test_without_weights_and_scheme_nothing_is_scored_and_it_is_said():
    found = appraise(chain_of(CHAIN.replace("weight", "# weight").replace(", # weight: 5", "")), 2025, at=AT)

    assert len(found) == 0
    assert found.notes[0].en == "no duty has a weight; give a scheme to appraise by"


def test_two_schemes_for_one_organization_are_refused():
    one, other = (scheme('duty = "Z1"\nweight = 10\nmethod = "ratio"', id_=id_) for id_ in "ST")

    with pytest.raises(SeveralSchemesError, match="'B1' is bound by 'S', 'T'"):
        appraised(scheme=[one, other])


def test_a_scheme_for_a_kind_that_the_chain_does_not_know_is_refused():
    own = scheme('duty = "Z1"\nweight = 10\nmethod = "ratio"', kinds='["squad"]\nkinds = ["squad"]')

    with pytest.raises(UnknownNameError, match="squad"):
        appraised(scheme=own)


def test_a_condition_that_is_blank_binds_nobody_and_is_said():
    small = scheme(
        'duty = "Z1"\nweight = 10\nmethod = "ratio"', kinds='["branch"]\nconditions = {temporary = false}'
    )
    found = appraised(scheme=small)

    assert len(found) == 0
    assert found.notes[0].zh == "“示例考核”：2个组织的适用条件未填写，未作考核"


def test_an_indicator_of_unknown_duties_gives_no_points_and_takes_none():
    found = appraised(
        scheme=scheme(
            'duty = "Z1"\nweight = 6\nmethod = "ratio"', 'duty = "X9"\nweight = 4\nmethod = "ratio"'
        )
    )

    assert found.of("B1").full == 6.0
    assert "指标2" in found.notes[0].zh
    assert "指标2" in found.why("B1").to_text("zh")


def test_an_organization_outside_every_class_is_not_known():
    found = appraised(scheme=SCORED)

    with pytest.raises(UnknownNameError):
        found.of("A")


# --- whose points -------------------------------------------------------------------------------


def test_own_performance_and_management_are_kept_apart():
    """The committee has nothing of its own; one of two branches was seen to."""
    found = appraised(records("organization: A, kind: supervised, on: 2025-05-01, subordinate: B1"))
    score = found.of("A")

    assert score.own == Points()
    assert (score.managed.value, score.managed.full) == (7.5, 15.0)
    assert score.stages == ((Stage.ACCOUNT, score.points),)


def test_a_role_has_the_points_of_what_it_bears_as_first_or_direct():
    """The secretary both duties, the organization member the meetings."""
    found = appraised(COVER, records(*meetings("B1", 2, 5)))

    assert str(found.of_role("B1-1").points) == "5.00/15.00"
    assert found.of_role("B1-2").parts == (("Z1", "Z1", Function.PERFORM, Points(500, 500, 0)),)
    assert found.of_role("B1-2").organization == "B1"
    assert found.of_role("A-1").points == found.of("A").points


def test_the_line_superior_appraises():
    found = appraised()

    assert (found.of("B1").appraiser, found.of("B1").appraiser_name, found.of("A").appraiser) == (
        "A",
        "示例党委",
        "",
    )


def test_a_class_is_ranked_by_what_is_wholly_known():
    """Like scores share a place; who is not wholly known has none."""
    both = records(*meetings("B1", 2, 5), *meetings("B2", 2, 5))

    assert [(place.rank, place.score.organization) for place in appraised(COVER, both).ranking("branch")] == [
        (1, "B1"),
        (1, "B2"),
    ]
    some = appraised(COVER.replace("organization: A", "organization: B2"), records(*meetings("B1", 1, 4, 7)))
    assert [(place.rank, place.score.organization) for place in some.ranking("branch")] == [
        (1, "B2"),
        (None, "B1"),
    ]


def test_classes_are_not_ranked_against_each_other():
    one = scheme('duty = "Z1"\nweight = 10\nmethod = "ratio"', kinds='["branch", "committee"]')

    assert [place.rank for place in appraised(scheme=one).ranking("S")] == [None, None, None]
    with pytest.raises(UnknownNameError, match="group"):
        appraised(scheme=one).ranking("group")


# --- opinions -------------------------------------------------------------------------------------


def test_a_score_counts_for_the_duty_it_names():
    assert score_of(
        "organization: A, kind: appraised, on: 2026-01-10, subordinate: B1, duty: Z1, score: 86.5"
    ) == (8.65, [])
    assert score_of("organization: B1, kind: appraised, on: 2025-12-10, by: A, duty: Z1, score: 86.5") == (
        8.65,
        [],
    )
    assert score_of("organization: A, kind: appraised, on: 2026-01-10, subordinate: B1, score: 86.5") == (
        None,
        [],
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("score: 100.5", "得分100.50不在0与100.00之间"),
        ("score: -0.5", "得分-0.50不在0与100.00之间"),
        ("score: 90, period: 2025Q4", "所属时段只是考核期的一部分"),
    ],
)
def test_a_score_that_cannot_count_is_set_aside_with_the_reason(more, reason):
    row = f"organization: A, kind: appraised, on: 2025-12-10, subordinate: B1, duty: Z1, {more}"

    assert score_of(row) == (None, [reason])


def test_a_score_by_the_organization_itself_is_set_aside():
    row = "organization: B1, kind: appraised, on: 2025-12-10, by: B1, duty: Z1, score: 90"

    assert score_of(row) == (None, ["是自评得分"])


def test_two_scores_for_one_thing_are_both_set_aside():
    """The same score twice is no contradiction."""
    row = "organization: A, kind: appraised, on: 2025-12-10, subordinate: B1, duty: Z1, score: "
    value, reasons = score_of(row + "90", row.replace("10, s", "11, s") + "80")

    assert value is None
    assert reasons == ["同一事项有不同得分（80.00、90.00），以哪一个为准待核实"] * 2
    assert score_of(row + "90", row.replace("10, s", "11, s") + "90") == (9.0, [])


def test_a_score_of_the_spring_is_of_the_year_before_where_it_does_not_say():
    row = "organization: A, kind: appraised, on: 2025-02-10, subordinate: B1, duty: Z1, score: 90"

    assert score_of(row) == (None, [])
    assert score_of(row + ", period: 2025年") == (9.0, [])


def test_the_score_of_a_role_is_not_that_of_the_body():
    row = "organization: B1, kind: appraised, on: 2025-12-10, by: A, role: B1-1, duty: Z1, score: 90"
    of_role = scheme('duty = "Z1"\nweight = 10\nmethod = "score"\nrole = "secretary"')

    assert score_of(row) == (None, [])
    assert score_of(row, by=of_role) == (9.0, [])


def test_votes_on_the_duty_come_before_those_on_the_whole():
    whole = "organization: A, kind: appraised, on: 2025-12-10, subordinate: B1, grade: 好, amount: 3"
    own = (
        "organization: A, kind: appraised, on: 2025-12-10, subordinate: B1, grade: 较好, amount: 3, duty: Z1"
    )

    assert score_of(whole, by=VOTED) == (10.0, [])
    assert score_of(whole, own, by=VOTED) == (8.0, [])


def test_a_grade_that_the_scheme_does_not_have_is_set_aside():
    row = "organization: A, kind: appraised, on: 2025-12-10, subordinate: B1, grade: 优秀, amount: 3"

    assert score_of(row, by=VOTED) == (None, ["等次“优秀”不在考核方案中"])


# --- bonus and veto -----------------------------------------------------------------------------


BONUS = """
[[bonus]]
title = "品牌"
duty = "E1"
points = 1.5
cap = 2
[[bonus]]
title = "表彰"
use = "reward"
points = 2
cap = 10
"""
BRAND = "organization: B1, kind: performed, on: 2025-{month}-01, duty: E1"


def test_elective_duties_give_a_bonus_up_to_a_cap_and_are_never_missed():
    by = scheme('duty = "Z1"\nweight = 10\nmethod = "ratio"', more=BONUS)
    bonuses = [
        appraised(
            COVER, records(*(BRAND.format(month=month) for month in months), *meetings("B2", 2)), scheme=by
        ).of("B1")
        for months in ((), ("03",), ("03", "04"))
    ]

    assert [score.bonus for score in bonuses] == [0, 150, 200]
    assert {score.points for score in bonuses} == {Points(0, 1000, 0)}
    assert bonuses[2].total == 2.0


def test_an_award_gives_a_bonus_in_its_year():
    by = scheme('duty = "Z1"\nweight = 10\nmethod = "ratio"', more=BONUS)
    row = "organization: B1, kind: applied, on: {day}, use: reward"
    score = appraised(
        records(*(row.format(day=day) for day in ("2025-06-30", "2025-07-01", "2024-12-31"))), scheme=by
    ).of("B1")

    assert score.bonus == 400


def test_a_veto_is_a_duty_known_not_to_be_done_or_a_grade():
    by = scheme(
        'duty = "Z1"\nweight = 10\nmethod = "ratio"',
        more='[[veto]]\ntitle = "未开会"\nduty = "Z2"\n[[veto]]\ntitle = "评为差"\ngrade = ["差", "较差"]\n',
    )
    graded = records("organization: A, kind: appraised, on: 2025-12-01, subordinate: B1, grade: 较差")

    assert appraised(scheme=by).of("B1").vetoes == ()
    assert [veto.zh for veto in appraised(COVER, graded, scheme=by).of("B1").vetoes] == ["未开会", "评为差"]
    assert [veto.zh for veto in appraised(graded, scheme=by).of("B1").vetoes] == ["评为差"]


# --- why and tables -------------------------------------------------------------------------------


def test_every_figure_can_be_asked_for_its_arithmetic():
    """Down to the keys of records."""
    text = appraised(COVER, records(*meetings("B1", 2, 5))).why("B1").to_text("zh")

    assert text == dedent("""\
        示例第一支部2025年考核：5.00分，满分15.00分；考核单位：示例党委（党支部（按事项分值））
          本级履责：5.00分，满分15.00分
            支部党员大会：5.00分，满分10.00分（实际次数÷应开展次数）
              10.00 × 2 ÷ 4 = 5.00
              “支部党员大会”：应开展4次，已登记2次，计5.00/10.00分
                2025-02-10 Z1@B1#performed#2025-02-10#
                2025-05-10 Z1@B1#performed#2025-05-10#
            组织生活会：0.00分，满分5.00分（是否开展）
              5.00 × 0 ÷ 1 = 0.00
              “组织生活会”：应开展1次，已登记0次，计0.00/5.00分""")


def test_one_indicator_can_be_asked_alone():
    found = appraised(
        records("organization: A, kind: appraised, on: 2025-12-10, subordinate: B1, duty: Z1, score: 86.5"),
        scheme=SCORED,
    )

    assert found.why("B1", "K1").to_text("en") == dedent("""\
        指标1: 8.65 of 10.00 points (the assessor's score)
          score 86.50 ÷ 100.00 × 10.00 = 8.65; Z1@A#appraised#2025-12-10#B1""")
    assert "nothing is known" in found.why("B2", "K1").to_text("en")
    with pytest.raises(UnknownNameError, match="K1"):
        found.why("B1", "K9")


def test_an_indicator_that_does_not_apply_is_said_so():
    """The lesson is due every other year, and not in this one."""
    parts = "- {id: Z3, title: 示例轮训, performed_by: [branch], cycle: 1/2-years, weight: 5}\n"
    found = appraised(parts, period=2024)

    assert "不适用" in found.why("B1", "Z3").to_text("zh")


def test_a_frame_has_a_row_for_each_indicator_that_applies():
    found = appraised(COVER, records(*meetings("B1", 2)))
    columns = found.columns()
    frame = found.to_frame("polars")

    assert columns["organization"] == ["A", "A", "B1", "B1", "B2", "B2"]
    assert columns["points"] == [None, None, 2.5, 0.0, 0.0, 0.0]
    assert frame.columns == list(columns)
    assert (
        repr(found)
        == "<Appraisal 2025-01-01 to 2026-01-01: 3 organizations, 2 schemes, 30.00 of 45.00 points known>"
    )


def test_records_may_stay_where_they_lie():
    """A frame of them counts as those of the chain do; on-event duties too."""
    import polars as pl

    lines = [*meetings("B1", 2, 5), "organization: B1, kind: performed, on: 2025-03-01, duty: X1"]
    more = "- {id: X1, title: 示例, performed_by: [branch], cycle: on-event, weight: 5}\n"
    cells = [dict(cell.split(": ") for cell in line.split(", ")) for line in lines]
    frame = pl.DataFrame([{**row, "on": date.fromisoformat(row["on"])} for row in cells])
    document = chain_of(CHAIN + more)
    found = appraise(document, 2025, at=AT, records=frame)

    assert found.columns() == appraised(more, records(*lines)).columns()
    assert found.of("B1").value == 10.0
