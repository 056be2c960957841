"""The loop: which stages of a carried duty are closed, open, not known or not asked."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from dangjian_chain import Closed, LoopRate, LoopStage, MissingDayError, UnknownNameError, loop
from dangjian_chain.appraisal.loop import Loop
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
LISTS = dedent("""
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: Z1, name: 示例一支部, kind: branch, superior: D1}
    - {id: Z2, name: 示例二支部, kind: branch, superior: D1}
    duties:
    - {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/year, what: 召开1次, standard: 有记录}
    assignments:
    - {duty: S1, organization: D1}
    - {duty: S1, organization: Z1}
    - {duty: S1, organization: Z2}
    records:
    - {id: R1, organization: Z1, kind: performed, on: 2025-03-12, duty: S1}
    - {id: R2, organization: D1, kind: supervised, on: 2025-06-12, subordinate: Z1}
    - {id: R3, organization: Z1, kind: appraised, on: 2026-01-12, by: D1, grade: 好, period: 2025年}
    - {id: R4, organization: Z1, kind: applied, on: 2026-02-12, use: reward, about: R3}
    records_cover:
    - {kind: performed, organization: D1, from: 2025-01-01, until: 2026-01-01}
    - {kind: supervised, organization: D1, from: 2025-01-01, until: 2026-01-01}
""")
ITEM = """
ledger:
- {id: T1, organization: Z2, problem: 支部党员大会未见记录, closed_on: 2026-03-01, verified_by: D1}
"""


def stages(text: str, organization: str, duty: str = "S1", period: object = 2025) -> dict[str, str]:
    (row,) = loop(chain_of(text), period, at=AT).of(organization).of_duty(duty)  # type: ignore[arg-type]
    return {stage.value: closed.value for stage, closed in row.stages.items()}


def test_a_closed_pair_is_closed_at_every_stage() -> None:
    """Nothing fell short, so there is nothing to mend."""
    assert stages(LISTS, "Z1") == {
        **dict.fromkeys(("assigned", "worded", "performed", "supervised", "appraised", "used"), "yes"),
        "rectified": "not_asked",
    }


def test_what_stops_stops_at_its_first_open_stage() -> None:
    """A sibling has a result, so results are loaded; nothing is known of a ledger that is not there."""
    found = loop(chain_of(LISTS), 2025, at=AT)
    (row,) = found.of("Z2")

    assert [closed.value for closed in row.stages.values()] == [
        *("yes", "yes", "no", "no", "no", "not_asked", "unknown"),
    ]
    assert row.first_open is LoopStage.PERFORMED
    assert [each.organization for each in found.open] == ["D1", "Z2"]
    assert [each.organization for each in found.open_at("performed")] == ["D1", "Z2"]
    assert len(found.open_at(LoopStage.USED)) == 0


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (ITEM, "yes"),
        (ITEM.replace(", verified_by: D1", ""), "no"),
        (ITEM.replace("2026-03-01", "2026-10-01"), "no"),
        (ITEM.replace("支部党员大会", "其他事项"), "yes"),
        (ITEM.replace("支部党员大会未见记录", "S1未见记录"), "yes"),
        (ITEM.replace("organization: Z2", "organization: Z1"), "no"),
        (ITEM + "- {id: T2, organization: Z2, problem: 支部党员大会未见记录, carried_from: T1}\n", "no"),
    ],
)
def test_what_fell_short_is_mended_by_items_closed_and_verified(item: str, said: str) -> None:
    """By those that name the duty, else by those that name none; one that was carried on is the later one."""
    assert stages(LISTS + item, "Z2")["rectified"] == said


def test_an_item_of_another_duty_mends_nothing_here() -> None:
    """Nor does one whose id only begins alike."""
    more = "- {id: S10, title: 主题党日, performed_by: [committee], managed_levels: 0}\nassignments:"
    text = LISTS.replace("assignments:", more) + ITEM.replace("支部党员大会", "S10")

    assert stages(text, "Z2")["rectified"] == "no"


def test_records_not_stated_complete_are_not_known() -> None:
    """A record that is there says what it says all the same."""
    text = LISTS[: LISTS.index("records_cover")]

    assert stages(text, "Z2")["performed"] == stages(text, "Z2")["supervised"] == "unknown"
    assert stages(text, "Z1")["performed"] == stages(text, "Z1")["supervised"] == "yes"


def test_results_that_were_not_loaded_are_not_known_and_asked_only_when_the_period_is_over() -> None:
    text = "\n".join(line for line in LISTS.splitlines() if "appraised" not in line and "applied" not in line)

    assert (stages(text, "Z2")["appraised"], stages(text, "Z2")["used"]) == ("unknown", "unknown")
    assert stages(text, "Z2", period=2026)["appraised"] == "not_asked"


def test_a_result_that_was_not_used_is_open_where_uses_are_loaded() -> None:
    without = "\n".join(line for line in LISTS.splitlines() if "applied" not in line)
    covered = without + "\n- {kind: applied, organization: D1, from: 2025-01-01, until: 2026-10-01}\n"

    assert stages(without, "Z1")["used"] == "unknown"
    assert stages(covered, "Z1")["used"] == "no"


def test_a_top_is_appraised_by_nobody_above() -> None:
    """It performs by seeing to those below, and one of the two was not seen to."""
    assert stages(LISTS, "D1") == {
        "assigned": "yes",
        "worded": "yes",
        "performed": "no",
        "supervised": "not_asked",
        "appraised": "not_asked",
        "used": "not_asked",
        "rectified": "unknown",
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "yes"),
        ((", standard: 有记录", ""), "unknown"),
        ((", what: 召开1次", ", why: 示例"), "unknown"),
        ((", cycle: 1/year", ""), "unknown"),
    ],
)
def test_a_column_that_nobody_fills_is_not_known(given: tuple[str, ...], said: str) -> None:
    assert stages(LISTS.replace(*given) if given else LISTS, "Z1")["worded"] == said


def test_a_row_of_the_organization_may_say_what_the_duty_does_not() -> None:
    """Where one has it and another has not, the column is kept."""
    text = LISTS.replace(", standard: 有记录", "").replace(
        "organization: Z1}", "organization: Z1, standard: 有会议记录}", 1
    )

    assert (stages(text, "Z1")["worded"], stages(text, "Z2")["worded"]) == ("yes", "no")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("on: 2025-05-12, duty: S2", "yes"),
        ("on: 2025-05-12, duty: P1", "yes"),
        ("on: 2025-05-12", "not_asked"),
        ("on: 2024-05-12, duty: S2", "not_asked"),
        ("on: 2026-01-05, period: 2025年12月, duty: S2", "yes"),
        ("on: 2025-12-31, period: 2024年, duty: S2", "not_asked"),
        ("on: 2025-05-12, duty: S2, outcome: failed", "not_asked"),
    ],
)
def test_what_falls_due_on_no_calendar_counts_once_a_good_record_of_the_period_names_it(
    record: str, said: str
) -> None:
    """It, or a part of it."""
    more = (
        "- {id: S2, title: 发展党员, performed_by: [branch], cycle: on-event}\n"
        "- {id: P1, title: 政治审查, parent: S2}\nassignments:"
    )
    text = LISTS.replace("assignments:", more).replace(
        "records:\n", f"records:\n- {{id: R9, organization: Z1, kind: performed, {record}}}\n"
    )

    assert stages(text, "Z1", "S2")["performed"] == said


def test_one_that_was_not_there_has_no_rows_and_one_that_came_is_not_appraised() -> None:
    text = LISTS.replace("id: Z2, name", "id: Z2, valid_from: 2025-06-01, name")

    assert len(loop(chain_of(text), 2024, at=AT).of("Z2")) == 0
    assert stages(text, "Z2")["appraised"] == "not_asked"


def test_rates_have_both_numbers_and_no_rate_without_any() -> None:
    found = loop(chain_of(LISTS), 2025, at=AT)
    rates = {rate.stage: rate for rate in found.rates()}

    assert rates[LoopStage.PERFORMED] == LoopRate("", "", LoopStage.PERFORMED, yes=1, no=2, unknown=0)
    assert rates[LoopStage.PERFORMED].rate == pytest.approx(1 / 3)
    assert (rates[LoopStage.RECTIFIED].known, rates[LoopStage.RECTIFIED].rate) == (0, None)
    assert [(rate.key, rate.yes, rate.no) for rate in found.rates("level") if rate.stage == "supervised"] == [
        ("0", 0, 0),
        ("1", 1, 1),
    ]
    assert [rate.name for rate in found.rates("unit")][:1] == ["示例大队党委"]
    assert [rate.name for rate in found.rates("duty")][:1] == ["支部党员大会"]
    assert [rate.key for rate in found.rates("kind")][::7] == ["committee", "branch"]


@pytest.mark.parametrize("asked", ["rates", "parts"])
def test_an_unknown_grouping_is_refused(asked: str) -> None:
    with pytest.raises(UnknownNameError, match="level"):
        getattr(loop(chain_of(LISTS), at=AT), asked)("levels")


def test_parts_are_loops() -> None:
    parts = loop(chain_of(LISTS), 2025, at=AT).parts("level")

    assert {key: [row.organization for row in part] for key, part in parts.items()} == {
        "0": ["D1"],
        "1": ["Z1", "Z2"],
    }
    assert all(isinstance(part, Loop) for part in parts.values())


def test_why_names_the_records() -> None:
    found = loop(chain_of(LISTS + ITEM), 2025, at=AT)

    assert found.why("S1", "Z1").to_text("zh").splitlines() == [
        "示例一支部的“支部党员大会”：没有未闭合的环节",
        "  已明确承担：是",
        "    S1@Z1/#principal#",
        "  已写明要求：是",
        "  已见开展：是",
        "    2025年：按期完成；应1次，已登记1次",
        "  已见督促检查：是",
        "    2025年（示例大队党委）：按期完成；应1次，已登记2次",
        "  已纳入考核：是",
        "    2026-01-12考核好（@Z1#appraised#2026-01-12#）",
        "  结果已运用：是",
        "    2026-02-12运用表彰奖励（@Z1#applied#2026-02-12#）",
        "  问题已整改：不涉及",
    ]
    assert "    T1 支部党员大会未见记录：2026-03-01销号" in found.why("S1", "Z2").to_text("zh").splitlines()


def test_why_names_the_result_that_a_group_shares_with_the_organization_above() -> None:
    """It answers for nothing itself."""
    more = "- {id: G1, name: 示例小组, kind: group, superior: Z1}\nduties:"
    text = LISTS.replace("duties:", more).replace("performed_by: [branch]", "performed_by: [branch, group]")

    assert stages(text, "G1")["appraised"] == "yes"
    assert "2026-01-12考核好" in loop(chain_of(text), 2025, at=AT).why("S1", "G1").to_text("zh")


def test_words_of_stages() -> None:
    """Each stage belongs to one of the four linked ones."""
    assert [stage.of.label.zh for stage in LoopStage] == [
        *("确权定责", "清单明责", "规范履责", "规范履责"),
        *["严肃问责（考核与整改）"] * 3,
    ]
    assert [closed.label.zh for closed in Closed] == ["是", "否", "不详", "不涉及"]


def test_it_says_in_a_line_what_it_is() -> None:
    found = loop(chain_of(LISTS), 2025, at=AT)

    assert repr(found) == "<Loop at 2026-09-30: 3 pairs, 1 closed, 0 not known, 2 open at performed>"
    assert (found.day, str(found.period.start)) == (AT, "2025-01-01")


def test_without_a_day_there_is_no_loop() -> None:
    with pytest.raises(MissingDayError):
        loop(chain_of(LISTS))
