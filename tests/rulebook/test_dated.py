"""Instruments and the rulebook asked as of a day."""

from datetime import date

import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.period import PartialDate
from dangjian_chain.rulebook import Instrument, NoValueError, Place, Standing, Version, rulebook
from dangjian_chain.rulebook.place import chinese_number
from dangjian_chain.text import both

BOOK = rulebook()
INSTRUMENTS = BOOK.instruments


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("ACC19", date(2019, 8, 31), "2016"),
        ("ACC19", date(2019, 9, 1), "2019"),
        ("ACC19", date(2015, 12, 31), None),
        ("INS24", date(2024, 2, 7), "2015"),
        ("INS24", date(2024, 2, 8), "2024"),
        ("ELE20", date(2020, 7, 12), "1990"),
        ("ELE20", date(2020, 7, 13), "2020"),
        ("GOV19", date(2019, 11, 30), "2010"),
        ("GOV19", date(2019, 12, 1), "2019"),
        ("BRA18", date(2018, 10, 27), None),
        ("BRA18", date(2018, 10, 28), "2018"),
        ("CHAIN", date(2026, 1, 1), None),
    ],
)
def test_the_version_in_force_on_a_day(code, day, name):
    version = BOOK.on(day).version(code)

    assert (None if version is None else version.name) == name


def test_a_provision_is_in_force_with_the_version_it_is_counted_by():
    """On a day of the 2016 text, Article 6 of 2019 is not yet in force, though the instrument was."""
    fact = BOOK.citation("acc_overall")

    assert fact.standing(date(2019, 8, 31)) is Standing.NOT_YET
    assert fact.standing(date(2019, 9, 1)) is Standing.IN_FORCE
    assert fact.instrument.version_on(date(2019, 8, 31)).name == "2016"
    assert BOOK.on(date(2024, 2, 8)).standing("ins_report_2_months_old") is Standing.ENDED


def test_every_fact_that_is_on_is_in_force_today_but_the_old_deadline():
    today = BOOK.on(date(2026, 11, 23))
    off = [key for key, fact in BOOK.citations.items() if fact.is_on and not fact.is_in_force(today.day)]

    assert off == ["ins_report_2_months_old"]


def test_an_instrument_without_dates_is_taken_to_be_in_force():
    assert INSTRUMENTS["CHAIN"].standing(date(1990, 1, 1)) is Standing.UNDATED
    assert INSTRUMENTS["CHAIN"].is_in_force(date(1990, 1, 1))
    assert (INSTRUMENTS["CHAIN"].in_force, INSTRUMENTS["CHAIN"].repealed) == (None, None)
    assert Standing.UNDATED.label.zh == "施行日期未查明"


def test_a_repealed_instrument_ends_on_its_day():
    """The example is fictional: 示例规定."""
    versions = (Version("2001", issued=PartialDate(2001, 3), ended=date(2010, 1, 1)),)
    old = Instrument("EX01", both("示例规定"), both("示例规定"), versions)

    assert (old.in_force, old.repealed) == (date(2001, 3, 1), date(2010, 1, 1))
    assert old.standing(date(2009, 12, 31)) is Standing.IN_FORCE
    assert old.standing(date(2010, 1, 1)) is Standing.ENDED
    assert not old.is_in_force(date(2010, 1, 1))
    assert old.version_on(date(2010, 1, 1)) is None


def test_an_unknown_version_or_instrument_names_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean"):
        INSTRUMENTS["ACC19"].version("2018")
    with pytest.raises(UnknownNameError, match="did you mean 'ACC19'"):
        BOOK.instrument("ACC1")


def test_a_place_prints_article_paragraph_and_item():
    place = Place(INSTRUMENTS["ACC19"], article=6, paragraph=1)

    assert place.say("zh") == "《中国共产党问责条例》第六条第一款"
    assert Place(INSTRUMENTS["ACC19"], 7, item=3).say("zh") == "《中国共产党问责条例》第七条第（三）项"
    assert Place(INSTRUMENTS["ACC19"], 7, item=3).say("en") == "Accountability Regulations, Art. 7, item 3"
    assert Place(INSTRUMENTS["TOP21"]).say("en") == "Opinions on Supervising Top Leaders"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (101, "一百零一"), (110, "一百一十")],
)
def test_numbers_are_written_as_articles_are_counted(number, words):
    assert chinese_number(number) == words


def test_rules_get_a_number_only_where_it_binds():
    today = BOOK.on(date(2026, 11, 23))

    assert today.value("committee_min_members", "organ") == 100
    assert today.value("committee_min_members", "field_team") is None
    assert today.value("committee_min_members") is None
    assert today.value("branch_max_members") == 50
    assert BOOK.on(date(2018, 10, 27)).value("branch_max_members") is None
    assert today.value("committee_size_most", "soe") is None
    assert today.held("committee_size_most", "soe").value == 11
    with pytest.raises(NoValueError):
        today.parameter("committee_min_members", "field_team")


def test_a_fact_is_on_for_the_types_it_binds():
    today = BOOK.on(date(2026, 11, 23))

    assert today.is_on("organ_committee_threshold", "organ")
    assert not today.is_on("organ_committee_threshold", "soe")
    assert not today.is_on("organ_committee_threshold")
    assert today.is_on("branch_max_members")
    assert not BOOK.on(date(2018, 10, 27)).is_on("branch_max_members")
    assert today.citation("acc_overall") is BOOK.citation("acc_overall")
