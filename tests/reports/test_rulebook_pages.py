"""The rulebook for people: names looked up, values of a day, pages of instruments, parameters and facts."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps import rules
from dangjian_chain.model.vocabulary import unit_type_label
from dangjian_chain.reports.held_values import held_values, said, values_said
from dangjian_chain.reports.layout import width
from dangjian_chain.reports.look_up import Found, look_up
from dangjian_chain.reports.resting import facts_in, facts_of, parameters_on, rules_comparing, rules_on
from dangjian_chain.reports.rulebook_document import rulebook_document
from dangjian_chain.reports.rulebook_pages import (
    fact_page,
    found_pages,
    instrument_page,
    parameter_page,
    place_said,
)
from dangjian_chain.rulebook import (
    Citation,
    DatedRulebook,
    DatedValue,
    Instrument,
    Modality,
    Parameter,
    Profile,
    Rulebook,
    Status,
    Version,
    rulebook,
    rulebook_with,
)
from dangjian_chain.text import Lang, Text, both
from tests.goldens import assert_golden

DAY = date(2026, 9, 30)
BOOK = rulebook()

OWN = """\
schema = "dangjian-chain-profile/1"
name = {zh = "示例大队口径", en = "Example Brigade"}
reason = "示例"

[[overrides]]
parameter = "branch_max_members"
value = 30
since = 2026-01-01
reason = {zh = "示例理由", en = "an example"}

[[overrides]]
parameter = "branch_max_members"
value = 25
unit_types = ["field_team"]
reason = "野外"

[[switches]]
citation = "annual_report_upward"
reason = {zh = "已对照原文", en = "compared with the source"}
"""
PROFILE = Profile.from_bytes(OWN.encode())

# A small book of our own, so that pages do not change with the rulebook.
INSTRUMENT = Instrument(
    "EX26",
    Text("示例条例（试行）", "Example Regulations (trial)"),
    Text("示例条例", "Example Regulations"),
    versions=(
        Version("2016", issued=date(2016, 1, 1), status=Status.MEMORY, note=both("note 2016")),
        Version("2026", in_force=date(2026, 7, 1), articles=12),
    ),
)
BRANCHES = Citation(
    key="example_branches",
    instrument=INSTRUMENT,
    article=4,
    paragraph=None,
    status=Status.VERIFIED,
    modality=Modality.SHOULD,
    text=Text("党支部一般不超过20人。", "A branch should not exceed twenty."),
    modality_is_ours=True,
    note=Text("示例备注", "a note"),
)
OFF = Citation(
    key="example_off",
    instrument=INSTRUMENT,
    article=2,
    paragraph=1,
    status=Status.MEMORY,
    modality=Modality.MAY,
    text=Text("可以设小组。", "There may be groups."),
    by_reference=True,
    unit_types=("organ", "soe"),
)
LEAST = Parameter(
    key="example_most",
    title=Text("党支部人数上限", "members of a branch"),
    unit=Text("名党员", "members"),
    citation="example_branches",
    values=(
        DatedValue(None, 30, or_else=40, note=Text("按较多的计", "the more counts")),
        DatedValue(date(2026, 7, 1), 20),
        DatedValue(date(2026, 7, 1), 15, unit_types=("field_team",), citation="example_off"),
    ),
    status=Status.VERIFIED,
)
SMALL = Rulebook(
    instruments={"EX26": INSTRUMENT},
    citations={"example_branches": BRANCHES, "example_off": OFF},
    parameters={"example_most": LEAST},
)


def small(*profiles: Profile) -> DatedRulebook:
    return Rulebook(SMALL.instruments, SMALL.citations, SMALL.parameters, profiles).on(DAY)


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("BRA18", "BRA18"),
        ("bra18", "BRA18"),
        ("中国共产党支部工作条例（试行）", "BRA18"),
        ("中国共产党支部工作条例(试行)", "BRA18"),
        ("《中国共产党支部工作条例（试行）》", "BRA18"),
        ("branch work regulations (trial)", "BRA18"),
        ("支部工作条例", "BRA18"),
        ("责任链的定义", "CHAIN"),
    ],
)
def test_an_instrument_is_found_by_code_and_title(name: str, code: str) -> None:
    """A part of a Chinese title will do where one title alone has it."""
    assert look_up(name, BOOK) == Found(instruments=(BOOK.instruments[code],))


@pytest.mark.parametrize("name", ["工作条例", "条例", "Regulations", ""])
def test_a_part_that_several_titles_have_is_no_name(name: str) -> None:
    with pytest.raises(UnknownNameError):
        look_up(name, BOOK)


def test_rules_facts_and_parameters_are_found_by_their_names() -> None:
    assert look_up("dj106", BOOK).rules == (rules()["DJ106"],)
    assert look_up("nothing-kept-above", BOOK).rules == (rules()["DJ106"],)
    assert look_up("branch_term", BOOK) == Found(facts=(BOOK.citation("branch_term"),))
    assert look_up("landing_floor", BOOK) == Found(parameters=(BOOK.parameter("landing_floor"),))


def test_a_parameter_and_its_fact_may_share_a_name() -> None:
    found = look_up("branch_min_full_members", BOOK)

    assert [each.key for each in found.parameters] == [each.key for each in found.facts]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("nothing-kept", "nothing-kept-above"),
        ("BRA19", "BRA18"),
        ("branch_max_member", "branch_max_members"),
        ("branch_terms", "branch_term"),
        ("党支部党员人数上限", "branch_max_members"),
        ("Branch Work Regulation", "BRA18"),
    ],
)
def test_an_unknown_name_names_the_nearest_of_all_sorts(name: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as told:
        look_up(name, BOOK)

    assert nearest in told.value.nearest


def test_what_a_profile_adds_is_found_too() -> None:
    book = rulebook_with([Profile.example("local-practice")])

    assert look_up("talks_twice", book).facts[0].key == "talks_twice"
    with pytest.raises(UnknownNameError):
        look_up("talks_twice", BOOK)


# --- values ----------------------------------------------------------------------------------------


def test_types_of_unit_are_told_apart_where_a_number_is() -> None:
    values = held_values("example_most", small())

    assert [(each.label.en, each.unit_types, each.held and each.held.value) for each in values] == [
        ("field team", ("field_team",), 15),
        ("other types of unit", (), 20),
    ]


def test_a_number_whose_fact_is_off_is_not_used() -> None:
    field_team, others = held_values("example_most", small())

    assert (field_team.is_used, others.is_used) == (False, True)
    assert field_team.why is not None
    assert "所依事项默认不启用" in values_said("example_most", small(), "zh")


def test_a_day_before_the_first_value_says_from_when() -> None:
    words = values_said("branch_max_members", BOOK.on(date(2018, 1, 1)), "en")

    assert words == "from 2018-10-28 on only"


def test_a_parameter_without_a_number_says_so() -> None:
    without = [each.key for each in BOOK.parameters.values() if not each.values]

    assert without
    for key in without:
        assert "口径中设定" in values_said(key, BOOK.on(DAY), "zh")


@pytest.mark.parametrize(("lang", "words"), [("zh", "0.8"), ("en", "0.8")])
def test_a_share_has_no_unit(lang: Lang, words: str) -> None:
    assert values_said("landing_floor", BOOK.on(DAY), lang) == words


def test_the_other_choice_of_a_provision_is_shown() -> None:
    assert said(LEAST, 30, 40, "zh") == "30名党员（亦可为40）"
    assert said(LEAST, 30, 40, "en") == "30 members (or 40)"


@pytest.mark.parametrize("day", [date(2000, 1, 1), DAY, date.max])
def test_every_parameter_says_what_rules_compare_with(day: date) -> None:
    """For every type of unit, what is shown as used is what `value` gives."""
    rules_of_day = BOOK.on(day)
    for key, parameter in BOOK.parameters.items():
        values = held_values(key, rules_of_day)
        rest = [each for each in values if not each.unit_types]
        for kind in ("organ", "public_institution", "soe", "field_team", "retired", "village"):
            named = [each for each in values if kind in each.unit_types] or rest
            shown = named[0].held.value if named and named[0].is_used and named[0].held else None
            assert shown == rules_of_day.value(key, kind), (key, kind)
        assert parameter.unit_types == () or not rest


# --- pages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_read_well(lang: Lang) -> None:
    found = Found(instruments=(INSTRUMENT,), parameters=(LEAST,), facts=(OFF, BRANCHES))

    assert_golden(f"rulebook.{lang}.txt", found_pages(found, small(), lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_profile_says_what_it_changed_and_why(lang: Lang) -> None:
    book = rulebook_with([PROFILE]).on(DAY)
    pages = [
        parameter_page(book.book.parameter("branch_max_members"), book, lang),
        fact_page(book.citation("annual_report_upward"), book, lang),
        parameter_page(book.book.parameter("landing_floor"), book, lang),
    ]
    first, second, third = pages

    if lang == "zh":
        assert "“示例大队口径”规定为30名党员，原为50，2026-01-01起\n    理由：示例理由" in first
        assert "“示例大队口径”规定为25名党员，原为50，野外项目组\n    理由：野外" in first
        assert "启用：由“示例大队口径”启用：已对照原文" in second
        assert "所给的口径没有改动这个数值。" in third
    else:
        assert "Example Brigade sets 30 members, 50 before, from 2026-01-01\n    reason: an example" in first
        assert "Example Brigade sets 25 members, 50 before, field team\n    reason: 野外" in first
        assert "in use: switched on by Example Brigade: compared with the source" in second
        assert "No profile that was given changes it." in third


def test_without_a_profile_nothing_is_said_of_profiles() -> None:
    assert "本单位口径\n" not in parameter_page(BOOK.parameter("branch_max_members"), BOOK.on(DAY), "zh")


def test_an_override_that_does_not_act_yet_has_nothing_before_it() -> None:
    book = rulebook_with([PROFILE]).on(date(2025, 12, 31))
    page = parameter_page(book.book.parameter("branch_max_members"), book, "en")

    assert "value on the day: other types of unit: 50 members" in page
    assert "Example Brigade sets 30 members, from 2026-01-01" in page


@pytest.mark.parametrize("day", [date(2016, 6, 1), date(2026, 6, 30), date(2026, 7, 1)])
def test_the_standing_of_a_version_is_that_of_the_day(day: date) -> None:
    page = instrument_page(INSTRUMENT, SMALL.on(day), "en")
    old, new = (line for line in page.splitlines() if line.startswith("  20"))

    assert ("in force," in old) is (day < date(2026, 7, 1))
    assert ("not yet in force" in new) is (day < date(2026, 7, 1))


def test_facts_stand_in_the_order_of_articles() -> None:
    facts = [fact.key for _, fact in facts_in("EX26", SMALL)]

    assert facts == ["example_off", "example_branches"]


def test_a_fact_stands_wherever_it_is_said() -> None:
    """Art. 30 of the Constitution says what Art. 4 of the branch regulations says."""
    places = {fact.key: place_said(place, "en") for place, fact in facts_in("CON22", BOOK)}

    assert places["branch_min_full_members"] == "Art. 30"


def test_what_rests_on_a_fact() -> None:
    assert rules()["DJ011"] in rules_on("branch_max_members", BOOK)
    assert rules()["DJ011"] in rules_comparing("branch_max_members")
    assert [each.key for each in parameters_on("example_off", SMALL)] == ["example_most"]
    assert facts_of(LEAST) == ("example_branches", "example_off")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_name_of_the_rulebook_has_a_page(lang: Lang) -> None:
    """Whole, in its language, and no wider than a console but for titles and places."""
    book = BOOK.on(DAY)
    pages = [
        *(instrument_page(each, book, lang) for each in BOOK.instruments.values()),
        *(parameter_page(each, book, lang) for each in BOOK.parameters.values()),
        *(fact_page(each, book, lang) for each in BOOK.citations.values()),
    ]

    for page in pages:
        assert page.endswith("\n")
        assert "None" not in page
        assert "{" not in page
        if lang == "en":
            assert not any(mark in page for mark in "：；，。、")
        indented = [line for line in page.splitlines() if line.startswith("  ")]
        assert max(map(width, indented), default=0) <= 80


def test_a_document_holds_what_the_page_says() -> None:
    book = rulebook_with([PROFILE]).on(DAY)
    told = rulebook_document(look_up("branch_max_members", book.book), book)
    (parameter,), (fact,) = told["parameters"], told["facts"]

    assert told["profiles"] == [{"name_zh": "示例大队口径", "name_en": "Example Brigade"}]
    assert [(each["unit_types"], each["value"]) for each in parameter["values"]] == [
        (["field_team"], 25),
        ([], 30),
    ]
    assert [(each["value"], each["former"]) for each in parameter["overrides"]] == [(30, 50), (25, 50)]
    assert parameter["history"][0]["since"] == "2018-10-28"
    assert (fact["article"], fact["said_zh"]) == (4, "《中国共产党支部工作条例（试行）》第四条")
    assert "DJ011" in parameter["rules"]


def test_types_of_unit_are_called_by_their_labels() -> None:
    page = fact_page(OFF, small(), "zh")

    assert f"适用单位：{unit_type_label('organ').zh}、{unit_type_label('soe').zh}" in page
