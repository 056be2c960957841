"""The list to verify, as text."""

import re

import pytest

from dangjian_chain import GapReport
from dangjian_chain.model.vocabulary import Stage
from dangjian_chain.reports.checklist import FOOT, LISTED, checklist
from dangjian_chain.text import Lang
from tests.goldens import assert_golden
from tests.reports.small import CHAIN, DAY, empty, report


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_list_reads_well(lang: Lang) -> None:
    assert_golden(f"checklist.{lang}.txt", checklist(report(), CHAIN, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_gap_on_request(lang: Lang) -> None:
    assert_golden(f"checklist-all.{lang}.txt", checklist(report(), CHAIN, lang, listed=None))


def test_an_empty_list_still_says_what_was_not_checked_and_what_it_is_not() -> None:
    text = checklist(GapReport([], DAY, report().coverage), CHAIN, "zh")

    assert "未见待核实事项" in text
    assert "DJ904、DJ905：未填写党员人数" in text
    assert text.endswith(FOOT.zh + "\n")


def test_nothing_left_unchecked_is_said_too() -> None:
    assert "所选核对项均已核对。" in checklist(GapReport([], DAY, []), empty(), "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_list_begins_with_the_gravest_causes(lang: Lang) -> None:
    """And counts the others by stage and rule."""
    assert_golden(f"checklist-long.{lang}.txt", checklist(report(missing=LISTED + 2), CHAIN, lang))


def test_what_is_not_listed_is_counted_by_code() -> None:
    text = checklist(report(missing=LISTED + 2), CHAIN, "zh")

    assert text.count("DJ503 +2 应核改") == 1
    assert text.count("DJ101 应核改") == LISTED - 1
    assert "另有5项，其中2项随其他事项而来：DJ101 3项、DJ105 2项" in text
    assert "\n  DJ902 1项\n" in text


def test_every_gap_of_a_long_list_stands_in_front_or_is_counted() -> None:
    """Nothing is dropped: what is shown and what is counted add up."""
    found = report(missing=LISTED + 2)
    text = checklist(found, CHAIN, "en")
    counted = sum(int(number) for number in re.findall(r"(\d+) DJ\d{3}", text))

    assert len(re.findall(r"^  DJ\d{3}.* error ", text, flags=re.MULTILINE)) == LISTED
    assert LISTED + counted == len(found)


@pytest.mark.parametrize(("missing", "is_long"), [(6, False), (7, True)])
def test_a_list_is_long_from_one_gap_more_than_are_shown(missing: int, is_long: bool) -> None:
    """Ten gaps are listed as they are; so is everything on request."""
    found = report(missing=missing)

    assert len(found) == missing + 4
    assert ("the gravest causes" in checklist(found, CHAIN, "en")) is is_long
    assert "the gravest causes" not in checklist(found, CHAIN, "en", listed=None)


def test_a_cause_in_one_stage_counts_what_follows_in_another() -> None:
    text = checklist(report(), CHAIN, "zh")

    assert "DJ503 +2 应核改" in text
    assert f"【{Stage.DEFINE.label.zh}】5项，起因3项" in text


@pytest.mark.parametrize("word", ["错误", "警告", "违规", "失职", "追究", "不作为", "判定", "告警"])
def test_no_word_of_ours_accuses(word: str) -> None:
    assert word not in checklist(report(), CHAIN, "zh", listed=None).replace(FOOT.zh, "")
