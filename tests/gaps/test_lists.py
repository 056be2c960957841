"""Rules on what a list says: the questions, their basis and weights, what is left of paper."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from dangjian_chain.gaps import detect_gaps
from dangjian_chain.gaps.cited import Reading
from dangjian_chain.gaps.rules.dj220_paper_only_standard import RULE as PAPER_ONLY
from dangjian_chain.rulebook import Instrument, Profile, Standing, Version, rulebook
from dangjian_chain.testing import chain_of
from dangjian_chain.text import both
from tests.gaps.finding import AT, found, not_checked, only, report, subjects

QUESTIONS = {
    "DJ201": "why",
    "DJ203": "what",
    "DJ204": "how",
    "DJ205": "standard",
    "DJ206": "check",
    "DJ207": "indicator",
    "DJ208": "cycle",
}
each_question = pytest.mark.parametrize(("code", "column"), QUESTIONS.items())
VALUE = "1/month"  # reads in every column, in one as a cycle


def override(parameter: str, value: float) -> Profile:
    return Profile.from_bytes(
        dedent(f"""
            schema = "dangjian-chain-profile/1"
            name = {{zh = "示例口径", en = "example profile"}}
            reason = {{zh = "示例", en = "an example"}}

            [[overrides]]
            parameter = "{parameter}"
            value = {value}
            reason = {{zh = "示例", en = "an example"}}
        """).encode()
    )


# --- the questions ---------------------------------------------------------------------


@each_question
def test_a_required_duty_that_leaves_the_column_blank_is_a_gap(code, column):
    """The subject is the duty, and nothing is asked of an elective one."""
    duties = f"""
        duties:
        - {{id: S1, title: 主题党日, {column}: {VALUE}}}
        - {{id: S2, title: 谈心谈话}}
        - {{id: S3, title: 品牌创建, nature: elective}}
    """

    assert found(code, duties) == [("", "duty", "S2", "S2")]


@each_question
def test_a_part_answers_with_what_it_inherits(code, column):
    """What the whole states holds for its parts, over two steps too; the reverse does not hold."""
    duties = f"""
        duties:
        - {{id: S1, title: 主题党日, {column}: {VALUE}}}
        - {{id: S1-1, title: 主题党日学习, parent: S1}}
        - {{id: S1-1-1, title: 主题党日讨论, parent: S1-1}}
        - {{id: S2, title: 谈心谈话}}
        - {{id: S2-1, title: 支委谈心, parent: S2, {column}: {VALUE}}}
    """

    assert subjects(code, duties) == ["S2"]


@each_question
def test_a_column_that_is_filled_nowhere_is_no_gap_but_a_line_in_coverage(code, column):
    """Data that is nowhere is no gap, a row at a time."""
    duties = """
        duties:
        - {id: S1, title: 主题党日}
        - {id: S2, title: 谈心谈话}
    """

    assert found(code, duties) == []
    assert "filled" in not_checked(duties)[code]


def test_white_space_answers_nothing():
    duties = """
        duties:
        - {id: S1, title: 主题党日, how: 年初固定日期}
        - {id: S2, title: 谈心谈话, how: " "}
    """

    assert subjects("DJ204", duties) == ["S2"]


def test_the_gap_stands_where_the_duty_comes_from():
    """One origin that exists is the place, and its name begins the message; none or two leave it open."""
    duties = """
        organizations:
        - {id: D1, name: 示例大队党委, kind: committee}
        - {id: D2, name: 示例二大队党委, kind: committee}
        duties:
        - {id: S1, title: 主题党日, why: 示例}
        - {id: S2, title: 谈心谈话, origin: [D1]}
        - {id: S3, title: 讲党课, origin: [D1, D2]}
        - {id: S4, title: 组织生活会, origin: [D1, D9]}
        - {id: S5, title: 民主评议, origin: [D9]}
        - {id: S6, title: 走访, parent: S7}
        - {id: S7, title: 联系群众, origin: [D2]}
    """

    assert [(key[0], key[2]) for key in found("DJ201", duties)] == [
        *(("", "S3"), ("", "S5"), ("D1", "S2"), ("D1", "S4"), ("D2", "S6"), ("D2", "S7"))
    ]
    said = {gap.subject: gap.message_zh for gap in report(duties).of("DJ201")}
    assert said["S2"] == "示例大队党委的“谈心谈话”未注明依据（为什么抓）。"
    assert said["S3"] == "“讲党课”未注明依据（为什么抓）。"


def test_a_unit_s_own_standard_does_not_answer_for_the_duty():
    """DJ205 asks for the standard that both ends of a hand-over share."""
    chain = """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日, standard: 全体党员参加}
        - {id: S2, title: 谈心谈话}
        assignments:
        - {duty: S2, organization: Z1, standard: 每名党员谈到}
    """

    assert subjects("DJ205", chain) == ["S2"]


def test_a_deadline_or_a_cycle_will_do():
    """Of the two columns one is enough, whichever is filled elsewhere; continuous counts as stated."""
    duties = """
        duties:
        - {id: S1, title: 年度安排, due: 3月底前}
        - {id: S2, title: 谈心谈话, cycle: continuous}
        - {id: S3, title: 组织生活会}
    """

    assert subjects("DJ208", duties) == ["S3"]
    assert subjects("DJ208", duties.replace(", cycle: continuous", "")) == ["S2", "S3"]


WHO = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch}
    - {id: Z2, name: 示例二支部, kind: branch, valid_to: 2026-01-01}
    roles:
    - {id: Z1-1, organization: Z1, kind: secretary}
    duties:
    - {id: S1, title: 主题党日, bearers: {first: secretary}}
    - {id: S2, title: 谈心谈话}
    - {id: S2-1, title: 支委谈心, parent: S2}
    - {id: S3, title: 讲党课, managing_bearers: {first: secretary}}
"""


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("{duty: S2, organization: Z1, role: Z1-1}", True),
        ("{duty: S2, organization: Z1}", True),
        ("{duty: S2, organization: Z1, bearer_text: 支部班子}", True),
        ('{duty: S2, organization: "@branch", role: "@secretary"}', True),
        ('{duty: S2, organization: "@branch"}', True),
        ("{duty: S2-1, organization: Z1}", True),
        ("{duty: S2, organization: Z1, responsibility: supporting}", False),
        ('{duty: S2, organization: "@branch", responsibility: supporting}', False),
        ("{duty: S2, organization: Z1, until: 2026-09-30}", False),
        ("{duty: S2, organization: Z2}", False),
        ("{duty: S2, organization: Z9}", False),
        ("{duty: S9, organization: Z1}", False),
    ],
)
def test_an_assignment_in_force_says_who(line, silent):
    """To a role, a body, a class, of the duty or a part; supporting ones and those over do not."""
    chain = f"{dedent(WHO)}\nassignments:\n- {line}\n"

    assert subjects("DJ202", chain) == ([] if silent else ["S2", "S2-1"])


def test_where_no_duty_names_bearers_dj202_is_not_applicable():
    """Assignments alone are not a column of the list that was left out."""
    chain = """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日}
        - {id: S2, title: 谈心谈话}
        assignments:
        - {duty: S1, organization: Z1}
    """

    assert found("DJ202", chain) == []
    assert not_checked(chain)["DJ202"] == (
        "none of the columns 'bearers', 'managing_bearers' of duties is filled anywhere"
    )


def test_bearers_read_off_a_class_answer_and_are_no_column_of_the_list():
    """各党支部, 支部书记: who bears it is said there; that makes no blank of the other duties."""
    chain = """
        duties:
        - {id: S1, title: 主题党日}
        - {id: S2, title: 谈心谈话}
        assignments:
        - {duty: S1, organization: "@branch", role: "@secretary"}
    """
    named = chain.replace("title: 谈心谈话}", "title: 谈心谈话, bearers: {first: secretary}}")

    assert "filled" in not_checked(chain)["DJ202"]
    assert subjects("DJ202", named) == []


def test_what_a_list_should_show_and_does_not_is_not_asked_for_its_bearers():
    """The missing declaration is one gap already (DJ101)."""
    chain = """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日, bearers: {first: secretary}}
        - {id: S2, title: 谈心谈话, performed_by: [branch]}
        assignments:
        - {duty: S1, organization: Z1}
    """

    assert subjects("DJ202", chain) == []
    assert subjects("DJ202", chain.replace(", performed_by: [branch]", "")) == ["S2"]


def test_why_not_names_what_answers():
    """The report says which condition keeps a rule silent."""
    duties = """
        duties:
        - {id: S1, title: 主题党日, why: 示例}
        - {id: S2, title: 品牌创建, nature: elective}
        - {id: S3, title: 谈心谈话}
    """
    known = report(duties)

    assert "没有注明依据：否" in known.why_not("DJ201", "S1").to_text("zh")
    assert "不是自选动作：否" in known.why_not("DJ201", "S2").to_text("zh")


# --- DJ214 -----------------------------------------------------------------------------

LONG = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch}
    roles:
    - {id: Z1-1, organization: Z1, kind: secretary}
    - {id: Z1-2, organization: Z1, kind: publicity_member, valid_to: 2026-01-01}
    duties:
    - {id: S1, title: 主题党日}
    - {id: S2, title: 谈心谈话}
    - {id: S3, title: 组织生活会, performed_by: [branch], bearers: {first: secretary}}
    - {id: S4, title: 品牌创建, nature: elective}
    - {id: S5, title: 联系群众}
    assignments:
    - {duty: S1, organization: Z1, role: Z1-1}
    - {duty: S1, organization: Z1, role: Z1-1, responsibility: direct}
    - {duty: S2, organization: Z1, role: Z1-1}
    - {duty: S4, organization: Z1, role: Z1-1}
    - {duty: S5, organization: Z1, role: Z1-1, responsibility: supporting}
    - {duty: S1, organization: Z1, role: Z1-2}
    - {duty: S2, organization: Z1, role: Z1-2}
    - {duty: S5, organization: Z1, role: Z1-2}
"""
BY_CLASS = '    - {duty: S3, organization: "@branch", role: "@secretary"}'


def too_long(most: float, *more: str) -> list[tuple[str, str, str]]:
    chain = chain_of("\n".join([dedent(LONG), *(dedent(each) for each in more)]))
    gaps = detect_gaps(chain, at=AT, select="DJ214", profile=override("list_length_most", most))
    return [(gap.organization, gap.subject, gap.details["count"]) for gap in gaps]


def test_a_list_is_long_above_the_figure_and_not_at_it():
    """Distinct required duties count; twice the same, elective and supporting ones do not, nor a role given up."""
    assert too_long(2) == []
    assert too_long(1) == [("Z1", "Z1-1", "2")]


def test_what_a_class_gives_a_role_counts_too():
    assert too_long(2, BY_CLASS) == [("Z1", "Z1-1", "3")]


def test_the_figure_is_ours_and_thirty():
    """Thirty-one duties speak without a profile, thirty do not; the basis says whose figure it is."""
    duties = "\n".join(f"- {{id: S{number:02}, title: 示例事项{number}}}" for number in range(31))
    lines = [f"- {{duty: S{number:02}, organization: Z1, role: Z1-1}}" for number in range(31)]
    head = """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        roles:
        - {id: Z1-1, organization: Z1, kind: secretary}
        duties:
    """

    assert subjects("DJ214", head, duties, "assignments:", *lines[:30]) == []
    assert subjects("DJ214", head, duties, "assignments:", *lines) == ["Z1-1"]
    assert only("DJ214", head, duties, "assignments:", *lines).citation.zh == "本工具的默认数值"


def test_why_not_shows_how_long_a_list_is():
    chain = report(LONG)

    assert "承担2项，提示数30项" in chain.why_not("DJ214", "Z1-1").to_text("zh")
    assert "是当日设置的岗位：否" in chain.why_not("DJ214", "Z1-2").to_text("zh")


# --- DJ215 -----------------------------------------------------------------------------


def cited(words: str, day: date = AT) -> list[tuple[str, str]]:
    return [(each.say().zh, str(each.standing(day))) for each in Reading(rulebook()).of(words)]


def test_every_fact_of_the_rulebook_is_read_by_its_key():
    """On the day its version is counted from until that ends, no fact is out of force."""
    reading = Reading(rulebook())
    for key, fact in rulebook().citations.items():
        (found_,) = reading.of(key)

        assert found_.instrument is fact.instrument
        assert found_.article == fact.article
        assert found_.standing(AT) == fact.standing(AT)
    out = [key for key in rulebook().citations if rulebook().citation(key).standing(AT) is Standing.ENDED]
    assert out == ["ins_report_2_months_old"]


def test_every_title_is_read_with_and_without_its_first_words():
    """《中国共产党问责条例》 and 《问责条例》 are one."""
    reading = Reading(rulebook())
    for code, instrument in rulebook().instruments.items():
        if instrument.is_text:
            for title in (
                instrument.title.zh,
                instrument.short.zh,
                instrument.title.zh.replace("（试行）", ""),
            ):
                assert [each.instrument.code for each in reading.of(f"《{title}》第二条")] == [code]
            assert [each.instrument.code for each in reading.of(code)] == [code]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("《中国共产党问责条例》（2016年）第五条", "《中国共产党问责条例》（2016年）第五条"),
        ("2016年《中国共产党问责条例》第6条", "《中国共产党问责条例》（2016年）第六条"),
        ("《中国共产党问责条例（2016年）》", "《中国共产党问责条例》（2016年）"),
        ("2016年问责条例第七条", "《中国共产党问责条例》（2016年）第七条"),
        (
            "根据中国共产党纪律处分条例（2018年修订）第六十七条",
            "《中国共产党纪律处分条例》（2018年）第六十七条",
        ),
        ("《纪律处分条例》2015版第一百一十四条", "《中国共产党纪律处分条例》（2015年）第一百一十四条"),
        ("《中国共产党巡视工作条例》（中发〔2015〕20号）", "《中国共产党巡视工作条例》（2015年）"),
        ("ins_report_2_months_old", "《中国共产党巡视工作条例》（2015年）第二十七条"),
    ],
)
def test_a_version_that_was_replaced_is_told_by_its_year(words, said):
    """Articles of 2016 and 2018 are counted otherwise; the year says that they are meant (traps 20, 24, 25)."""
    assert cited(words) == [(said, "ended")]


@pytest.mark.parametrize(
    "words",
    [
        "《中国共产党问责条例》第五条",
        "《中国共产党问责条例》（2019年修订）第六条",
        "《中国共产党问责条例》（2016年施行，2019年修订）",
        "自2016年《中国共产党问责条例》施行以来",
        "《中国共产党问责条例》（2017年）",
        "《中国共产党纪律处分条例》第六十七条",
        "《中国共产党支部工作条例（试行）》（2018年）第四条",
        "《中国共产党基层组织选举工作暂行条例》（1990年）",
        "《关于实行党风廉政建设责任制的规定》（2010年）",
        "《示例省问责条例实施办法》（2016年）",
        "2016年问责条例实施办法",
        "2016年国有企业违规投资问责条例",
        "关于学习《〈中国共产党问责条例〉释义》（2016年）",
        "党章第三十一条",
        "《章程》（2017年）",
        "本单位规定",
        "elective",
        "seed: 减少工作台账",
    ],
)
def test_what_is_not_certain_is_not_said(words):
    """An article alone, two years, a year of no version, an instrument that the rulebook does not know."""
    assert {state for _, state in cited(words)} <= {"in-force", "undated"}


def test_before_its_first_day_an_instrument_is_not_yet_in_force():
    """A fact counts by its version, a title by any: the text of 2016 held in 2018."""
    before = date(2018, 1, 1)

    assert cited("member_meeting_frequency", before)[0][1] == "not-yet"
    assert cited("《支部工作条例》", before)[0][1] == "not-yet"
    assert cited("《问责条例》", before)[0][1] == "in-force"
    assert cited("acc_overall", before)[0][1] == "not-yet"
    assert cited("《问责条例》（2019年）", before)[0][1] == "not-yet"
    assert cited("《支部工作条例》", date(2018, 10, 28))[0][1] == "in-force"


def test_an_instrument_that_ended_is_out_without_a_year():
    book = rulebook()
    ended = Instrument(
        code="EX01",
        title=both("示例大队党建工作实施细则"),
        short=both("示例大队实施细则"),
        versions=(Version("2020", issued=date(2020, 1, 1), ended=date(2026, 9, 30)),),
    )
    reading = Reading(type(book)({**book.instruments, "EX01": ended}, book.citations, book.parameters))
    (one,) = reading.of("《示例大队党建工作实施细则》")

    assert one.standing(date(2026, 9, 29)) is Standing.IN_FORCE
    assert one.standing(AT) is Standing.ENDED


def test_the_row_that_cites_is_the_gap_and_not_its_parts():
    """One cell, one gap: what is inherited is mended where it stands; elective duties cite too."""
    duties = """
        duties:
        - {id: S1, title: 整改报告, why: 《巡视工作条例》（2015年）；《问责条例》（2016年）第五条}
        - {id: S1-1, title: 整改台账, parent: S1}
        - {id: S2, title: 品牌创建, nature: elective, why: ins_report_2_months_old}
        - {id: S3, title: 主题党日, why: theme_day_frequency}
    """

    assert subjects("DJ215", duties) == ["S1", "S2"]
    gap = report(duties).of("DJ215")[0]
    assert gap.message_zh == (
        "“整改报告”所引依据中，《中国共产党巡视工作条例》（2015年）已被替代或者废止，当日施行的是2024年文本；"
        "《中国共产党问责条例》（2016年）第五条已被替代或者废止，当日施行的是2019年文本。"
    )
    assert subjects("DJ215", duties, at=date(2018, 1, 1)) == ["S3"]


# --- DJ216 -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "speaks"),
    [
        ("3, 1, 2", False),
        ("3, 1, 1", True),
        ("3, 1, 1.99", False),
        ("3, 1, 1.98", True),
        ("3, 1, 2.01", False),
        ("3, 1, 2.02", True),
        ("3, 1, ", False),
        (", 1, 1", False),
    ],
)
def test_parts_weigh_what_their_whole_weighs(weights, speaks):
    """Within the tolerance, and where all have weights; a part inherits none."""
    whole, one, other = (f", weight: {each.strip()}" if each.strip() else "" for each in weights.split(","))
    duties = f"""
        duties:
        - {{id: S1, title: 主题党日{whole}}}
        - {{id: S1-1, title: 主题党日学习, parent: S1{one}}}
        - {{id: S1-2, title: 主题党日服务, parent: S1{other}}}
        - {{id: S1-3, title: 主题党日创新, parent: S1, nature: elective, weight: 9}}
    """

    assert found("DJ216", duties) == ([("", "duty", "S1", "S1")] if speaks else [])


def test_a_circle_of_parents_has_no_whole():
    duties = """
        duties:
        - {id: S1, title: 主题党日, parent: S2, weight: 1}
        - {id: S2, title: 谈心谈话, parent: S1, weight: 2}
    """

    assert found("DJ216", duties) == []


def lists(committee: tuple[float, ...], branch: tuple[float, ...], more: str = "") -> str:
    rows = [
        *(
            f"- {{id: Y{n}, title: 示例事项Y{n}, performed_by: [committee], weight: {w}}}"
            for n, w in enumerate(committee)
        ),
        *(
            f"- {{id: Z{n}, title: 示例事项Z{n}, performed_by: [branch], weight: {w}}}"
            for n, w in enumerate(branch)
        ),
    ]
    return "\n".join(["duties:", *rows, *([more] if more else [])])


def test_the_list_of_each_kind_sums_to_a_hundred():
    """Where one kind's list is right each stands for itself, and the class is the subject."""
    assert found("DJ216", lists((60, 40), (50, 50))) == []
    assert found("DJ216", lists((60, 40), (50, 40))) == [("", "organization", "@branch", "")]
    assert found("DJ216", lists((60, 50), (50, 40.5))) == [
        ("", "organization", "@branch", ""),
        ("", "organization", "@committee", ""),
    ]
    assert only("DJ216", lists((60, 40), (50, 40))).message_zh == (
        "各党支部直接落实的规定动作分值合计90分，与100分不一致。"
    )


def test_one_scale_for_all_kinds_is_compared_once():
    """As in the example bureau: the sum over all is right, or nearer than any kind's."""
    assert found("DJ216", lists((30, 28), (20, 22))) == []
    assert found("DJ216", lists((30, 28), (20, 23))) == [("", "organization", "@*", "")]
    assert found("DJ216", lists((60, 41), ())) == [("", "organization", "@committee", "")]


@pytest.mark.parametrize(("last", "speaks"), [(33.33, False), (33.32, True)])
def test_a_cent_is_within_the_tolerance_whatever_floats_make_of_it(last, speaks):
    assert bool(found("DJ216", lists((33.33, 33.33, last), ()))) is speaks


def test_a_list_with_a_weight_left_out_or_of_one_duty_is_not_summed():
    """Parts and elective duties are no rows of it either."""
    blank = "- {id: Z9, title: 示例事项Z9, performed_by: [branch]}"
    aside = [
        "- {id: Z9, title: 示例事项Z9, performed_by: [branch], nature: elective, weight: 5}",
        "- {id: Z0-1, title: 示例分项, parent: Z0, weight: 50}",
    ]

    assert found("DJ216", lists((60, 40), (50, 40), blank)) == []
    assert found("DJ216", lists((60, 40), (5,))) == []
    assert found("DJ216", lists((60, 40), (50, 50), aside[0])) == []
    assert found("DJ216", lists((60, 40), (50, 50), aside[1])) == []


def test_what_one_organization_performs_in_fact_may_be_the_list():
    """Duties for temporary branches alone come on top of no other branch's hundred."""
    chain = """
        organizations:
        - {id: D1, name: 示例大队党委, kind: committee}
        - {id: Z1, name: 示例支部, kind: branch, superior: D1, temporary: false}
        duties:
        - {id: S1, title: 主题党日, performed_by: [branch], weight: 60}
        - {id: S2, title: 谈心谈话, performed_by: [branch], weight: 40}
        - {id: S3, title: 安全包保, performed_by: [branch], weight: 40, conditions: {temporary: true}}
    """

    assert found("DJ216", chain) == []
    assert subjects("DJ216", chain.replace("temporary: false", "temporary: true")) == ["@branch"]


# --- DJ218 -----------------------------------------------------------------------------


def renewed(*lines: str, at: date = AT) -> list[str]:
    head = """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日}
        - {id: S2, title: 谈心谈话}
        assignments:
    """
    return subjects("DJ218", head, *lines, at=at)


@pytest.mark.parametrize(
    ("days", "speaks"),
    [
        ("since: 2025-09-30", False),
        ("since: 2025-09-29", True),
        ("since: 2024-01-01, reviewed_on: 2025-09-30", False),
        ("since: 2025-09-30, reviewed_on: 2024-01-01", False),
        ("since: 2024-01-01, reviewed_on: 2025-09-29", True),
        ("reviewed_on: 2025-09", False),
        ("reviewed_on: 2025-08", True),
        ("reviewed_on: 2025", False),
        ("reviewed_on: 2024", True),
        ("since: 2024-01-01, responsibility: supervisory", False),
    ],
)
def test_a_list_is_due_for_review_after_twelve_months(days, speaks):
    """Not on the very day; the latest reading of a month or year counts; a list of supervision is none."""
    assert renewed(f"- {{duty: S1, organization: Z1, {days}}}") == (["Z1"] if speaks else [])


def test_the_latest_day_of_any_own_row_in_force_counts():
    """A row that is over, or of a class, renews nothing; one without a day takes nothing away."""
    old = "- {duty: S1, organization: Z1, since: 2024-01-01}"

    assert renewed(old, "- {duty: S2, organization: Z1, since: 2026-01-01}") == []
    assert renewed(old, "- {duty: S2, organization: Z1}") == ["Z1"]
    assert renewed(old, "- {duty: S2, organization: Z1, since: 2026-01-01, until: 2026-06-01}") == ["Z1"]
    assert renewed(old, '- {duty: S2, organization: "@branch", since: 2026-01-01}') == ["Z1"]
    assert renewed("- {duty: S1, organization: Z1}") == []


def test_where_no_day_is_entered_dj218_is_not_applicable():
    chain = """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日}
        assignments:
        - {duty: S1, organization: Z1}
    """

    assert "filled" in not_checked(chain)["DJ218"]


def test_an_organization_that_is_over_renews_no_list():
    chain = """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch, valid_to: 2026-09-30}
        duties:
        - {id: S1, title: 主题党日}
        assignments:
        - {duty: S1, organization: Z1, since: 2024-01-01}
    """

    assert subjects("DJ218", chain) == []
    assert subjects("DJ218", chain, at=date(2026, 9, 29)) == ["Z1"]


def test_why_not_shows_the_latest_day_of_a_list():
    chain = report(
        """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch}
        - {id: Z2, name: 示例二支部, kind: branch}
        duties:
        - {id: S1, title: 主题党日}
        assignments:
        - {duty: S1, organization: Z1, since: 2026-02-10}
        - {duty: S1, organization: Z2}
        """
    )

    assert "最近为2026-02-10" in chain.why_not("DJ218", "Z1").to_text("zh")
    assert "审核时间：否" in chain.why_not("DJ218", "Z2").to_text("zh")


# --- DJ219 -----------------------------------------------------------------------------


def temporary(duty: str, line: str = "organization: T1", branch: str = "temporary: true") -> list[str]:
    return subjects(
        "DJ219",
        f"""
        organizations:
        - {{id: D1, name: 示例大队党委, kind: committee}}
        - {{id: T1, name: 示例项目支部, kind: branch, superior: D1, {branch}}}
        - {{id: T2, name: 示例二项目支部, kind: branch, superior: D1, temporary: true, valid_to: 2026-01-01}}
        duties:
        - {{id: S1, {duty}}}
        assignments:
        - {{duty: S1, {line}}}
        """,
    )


@pytest.mark.parametrize(
    "duty",
    [
        "title: 发展党员",
        "title: 队伍建设, what: 讨论接收预备党员",
        "title: 预备党员转正",
        "title: 处置不合格党员",
        "title: 纪律, what: 按规定给予党员党纪处分",
        "title: 党费收缴公示",
        "title: 组织建设, what: 按月收缴党费",
        "title: 组织建设, what: 选举出席上级党代会的代表",
        "title: 按期换届",
        "title: 组织建设, why: branch_term",
        "title: 组织建设, why: term_extension",
        "title: 组织建设, why: election_delegates",
        "title: 组织建设, why: member_meeting_frequency; 《关于党的基层组织任期的意见》",
    ],
)
def test_what_a_temporary_branch_generally_leaves_to_others(duty):
    """Admission, discipline, dues, delegates, re-election (trap 6), by words or by what is cited."""
    assert temporary(duty) == ["T1"]


@pytest.mark.parametrize(
    "duty",
    [
        "title: 主题党日",
        "title: 组织建设, what: 教育培养入党积极分子",
        "title: 组织建设, what: 开展组织生活，不发展党员、不收缴党费",
        "title: 组织建设, what: 提醒党员向所在支部交纳党费",
        "title: 学习《中国共产党纪律处分条例》",
        "title: 学习, what: 学习纪律处分条例",
        "title: 迎接党代表大会",
        "title: 组织建设, why: temporary_branch_limits",
    ],
)
def test_what_it_may_do_is_no_gap(duty):
    """Educating applicants is its own task; what is denied, or read in a title, is not done."""
    assert temporary(duty) == []


@pytest.mark.parametrize(
    ("line", "branch"),
    [
        ("organization: T1, responsibility: supporting", "temporary: true"),
        ("organization: T1, until: 2026-09-30", "temporary: true"),
        ("organization: T2", "temporary: true"),
        ("organization: T1", "temporary: false"),
        ("organization: T1", "joint: true"),
        ('organization: "@branch"', "temporary: true"),
    ],
)
def test_it_looks_at_own_rows_in_force_of_temporary_branches(line, branch):
    """Supporting, over, of a class, or of a branch that is not temporary: none of its business."""
    assert temporary("title: 发展党员", line, branch) == []


def test_the_provision_is_about_branches():
    """A body for one task that is no branch is none of its business."""
    chain = """
        organizations:
        - {id: T1, name: 示例临时党委, kind: committee, temporary: true}
        duties:
        - {id: S1, title: 发展党员}
        assignments:
        - {duty: S1, organization: T1}
    """

    assert subjects("DJ219", chain) == []


def test_it_is_counted_once_and_follows_from_the_stray_duty():
    """Two rows of one duty are one gap; where the list does not expect the duty there, that comes first."""
    chain = """
        organizations:
        - {id: D1, name: 示例大队党委, kind: committee}
        - {id: T1, name: 示例项目临时党支部, kind: branch, superior: D1, temporary: true}
        duties:
        - {id: S1, title: 发展党员, performed_by: [branch], conditions: {temporary: false}}
        assignments:
        - {duty: S1, organization: T1}
        - {duty: S1, organization: T1, responsibility: concrete}
    """
    gap = only("DJ219", chain)

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("T1", "organization", "T1", "S1")
    assert gap.follows_from == only("DJ109", chain).fingerprint
    assert gap.citation.zh == "《中国共产党支部工作条例（试行）》第八条（内容已核对，条号待核）"


# --- DJ220 -----------------------------------------------------------------------------


def paper(**columns: str) -> str:
    row = {"id": "S1", "title": "示例事项", **columns}
    gaps = report("duties:", f"- {row}").of("DJ220")
    return gaps[0].details["paper"] if gaps else ""


@pytest.mark.parametrize(
    ("standard", "said"),
    [
        ("每次留存照片不少于5张", "照片"),
        ("照片、心得齐全", "照片、心得、笔记"),
        ("心得2篇，每篇不少于1500字", "心得、笔记"),
        ("学习笔记1本", "心得、笔记"),
        ("有会议记录，照片3张", "照片"),
        ("台账齐全", "台账、痕迹"),
        ("工作留痕", "台账、痕迹"),
        ("每人每天学习时长不少于30分钟", "学习时长"),
        ("报送信息不少于10篇", "信息篇数"),
        ("编发简报4期", "信息篇数"),
        ("档案资料齐全", "材料齐全"),
    ],
)
def test_a_standard_that_asks_for_paper_alone_is_a_gap(standard, said):
    """Photographs, notes, ledgers, study time, numbers of reports, with minutes beside them or without."""
    assert paper(standard=standard) == said


@pytest.mark.parametrize(
    "standard",
    [
        "有会议纪要",
        "有记录",
        "文件已印发",
        "有讲稿提纲",
        "以签到为准，不以心得篇数计",
        "不要求照片和心得",
        "不单独要求报送材料",
        "照片、心得不作为依据",
        "台账由14本压减至6本",
        "全年12次，每次有照片",
        "照片3张，参训率90%",
        "台账清楚，隐患当月整改",
        "全年不少于32学时",
        "意见逐条答复",
    ],
)
def test_minutes_results_and_what_is_not_asked_for_are_no_gaps(standard):
    """The normal papers of a meeting are none, and paper beside a result is not the only measure."""
    assert paper(standard=standard) == ""


def test_without_a_standard_the_content_decides_and_without_that_the_title():
    """In a starter list a duty is one sentence: holding the event is no measure, the photographs are."""
    sentence = "每月开展1次主题党日，每次留存照片不少于5张"

    assert paper(what=sentence) == "照片"
    assert paper(title=sentence) == "照片"
    assert paper(what=sentence, standard="意见逐条答复") == ""
    assert paper(title=sentence, what="每月开展1次主题党日") == ""
    assert paper(what=f"{sentence}，问题逐条有答复") == ""


@pytest.mark.parametrize(
    "what",
    [
        "党员每年集中学习培训不少于32学时",
        "组织1次心得交流会",
        "举办1次地质照片展",
        "建立流动党员台账，每季度联系1次",
        "同一事项只向支部收取一次材料，全年新增报表为零",
        "每次支部会议都要做好会议记录",
    ],
)
def test_content_whose_work_is_no_paper_is_no_gap(what):
    """Hours of training are a provision's, an exhibition is an event, a ledger of members is the work."""
    assert paper(what=what) == ""


def test_an_indicator_is_a_measure_too():
    """A count of events is another measure; yes or no, and a count of photographs, are not."""
    standard = "每次留存照片不少于5张"

    assert paper(standard=standard, indicator="实际次数÷应开展次数") == ""
    assert paper(standard=standard, indicator="是/否") == "照片"
    assert paper(standard=standard, indicator="照片张数") == "照片"


def test_an_inherited_standard_is_mended_where_it_stands():
    """One per duty that states it; a part with a content of its own has the standard of its whole."""
    duties = """
        duties:
        - {id: S1, title: 主题党日, standard: 照片5张}
        - {id: S1-1, title: 主题党日学习, parent: S1}
        - {id: S2, title: 学习, standard: 意见逐条答复}
        - {id: S2-1, title: 自学, parent: S2, what: 撰写心得2篇}
        - {id: S3, title: 讨论, what: 撰写心得2篇}
        - {id: S3-1, title: 撰写心得2篇, parent: S3}
    """

    assert subjects("DJ220", duties) == ["S1", "S3"]


def test_it_says_where_it_looked():
    """The message names standard or content, and the column is the one to change."""
    (gap,) = report("duties:", "- {id: S1, title: 主题党日, what: 每次留存照片5张}").of("DJ220")

    assert gap.message_zh == "“主题党日”的内容只要求照片，未写明要做成什么。"
    assert gap.columns == ("what",)
    assert PAPER_ONLY.severity.weight == min(severity.weight for severity in type(PAPER_ONLY.severity))


@pytest.mark.parametrize(
    ("words", "article"),
    [("第一条", 1), ("第1条", 1), ("第二百九十九条", 299), ("第三百条", None), ("", None)],
)
def test_an_article_is_read_in_words_and_in_figures(words, article):
    """From the first article on; a number that no provision has is none."""
    (cited,) = Reading(rulebook()).of(f"《中国共产党问责条例》{words}")

    assert cited.article == article
