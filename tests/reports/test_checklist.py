"""The list to verify, as text."""

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


def test_what_is_not_listed_is_counted_by_code() -> None:
    text = checklist(report(missing=LISTED + 2), CHAIN, "zh")

    assert text.count("DJ101 应核改") == LISTED
    assert "另有4项，其中2项随其他事项而来：DJ101 2项、DJ105 2项" in text


def test_a_cause_in_one_stage_counts_what_follows_in_another() -> None:
    text = checklist(report(), CHAIN, "zh")

    assert "DJ503 +2 应核改" in text
    assert f"【{Stage.DEFINE.label.zh}】5项，起因3项" in text


@pytest.mark.parametrize("word", ["错误", "警告", "违规", "失职", "追究", "不作为", "判定", "告警"])
def test_no_word_of_ours_accuses(word: str) -> None:
    assert word not in checklist(report(), CHAIN, "zh", listed=None).replace(FOOT.zh, "")
