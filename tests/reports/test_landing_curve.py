"""The landing curve, as text."""

import pytest

from dangjian_chain import propagate
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.propagation import LandingRow
from dangjian_chain.reports.landing_curve import bar, landing_curve, rate
from dangjian_chain.reports.pair_table import pair_table
from dangjian_chain.text import Lang
from tests.goldens import assert_golden
from tests.reports.small import CHAIN, DAY, empty

CASCADE = propagate(CHAIN, at=DAY)


def row(reached: int, expected: int) -> LandingRow:
    return LandingRow("S1", 1, expected, reached, reached, 0, 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_duties(lang: Lang) -> None:
    assert_golden(f"landing.{lang}.txt", landing_curve(CASCADE, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_duty(lang: Lang) -> None:
    assert_golden(f"landing-S2.{lang}.txt", landing_curve(CASCADE, lang, duty="S2"))


def test_a_duty_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="'S2'"):
        landing_curve(CASCADE, duty="S22")


def test_duties_not_listed_are_counted() -> None:
    assert "另有1行" in landing_curve(CASCADE, "zh", listed=1)
    assert "另有" not in landing_curve(CASCADE, "zh", listed=None)


def test_a_chain_without_duties_says_why_there_is_no_curve() -> None:
    assert "未载入责任事项" in landing_curve(propagate(empty(), at=DAY), "zh")


@pytest.mark.parametrize(
    ("reached", "expected", "shown"),
    [(48, 62, "48/62，77%"), (0, 3, "0/3，0%"), (3, 3, "3/3，100%"), (1999, 2000, "1999/2000，99%")],
)
def test_a_rate_shows_both_numbers_and_is_whole_only_when_all_are_reached(
    reached: int, expected: int, shown: str
) -> None:
    assert rate(row(reached, expected), "zh") == shown


def test_without_expectation_there_is_no_rate() -> None:
    assert rate(row(0, 0), "zh") == ""


@pytest.mark.parametrize("reached", range(0, 101, 7))
def test_every_bar_is_as_long_as_the_others(reached: int) -> None:
    assert len(bar(row(reached, 100))) == 20


def test_bars_can_be_shown_by_a_console_of_gbk() -> None:
    for reached in range(161):
        bar(row(reached, 160)).encode("gbk")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pairs(lang: Lang) -> None:
    columns = CASCADE.columns()
    pairs = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]

    assert_golden(f"pairs.{lang}.txt", pair_table(pairs, CHAIN, lang))


def test_no_pairs() -> None:
    assert pair_table([], CHAIN, "zh") == "没有相应的责任事项。\n"
