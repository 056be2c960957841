"""Changed ledgers: items added, closed, opened again and carried on; the chain that was asked stays as it is."""

from __future__ import annotations

from datetime import date

import pytest

import dangjian_chain as dc
from dangjian_chain.rectification.changes import numbers, unanswered
from dangjian_chain.rectification.refusal import NotClosedError, StillSeenError, VerifiedByDoerError
from tests.rectification.ledgers import DAY, chain, gaps, item
from tests.reports.small import BARE, VACANT, gap

BY = "closed_on: 2026-09-10, verified_by: D1"


# --- items added ----------------------------------------------------------------------------------


def test_an_item_says_what_was_found_where_and_what_may_be_done():
    made = chain("id: 2026-007")
    report = gaps(made)
    book = dc.ledger(made, gaps=report)
    added = book.with_items(book.new, due=date(2026, 12, 31), leader="示例领导", unit="D1", role="Z1.sj")

    assert list(added.ledger) == ["2026-007", "2026-008", "2026-009"]
    assert added.ledger["2026-008"] == dc.LedgerItem(
        "2026-008",
        "Z1",
        report[0].message_zh,
        fingerprint=report[0].fingerprint,
        source="核对清单2026-09-30（DJ011）",
        measure=report[0].remedy_zh,
        leader="示例领导",
        unit="D1",
        role="Z1.sj",
        due=date(2026, 12, 31),
    )
    assert list(made.ledger) == ["2026-007"]


def test_an_item_speaks_the_language_asked():
    report = gaps(chain())
    added = dc.ledger(chain(), gaps=report).with_items(report, lang="en").ledger["2026-001"]

    assert (added.problem, added.measure) == (report[0].message_en, report[0].remedy_en)
    assert added.source == "list to verify of 2026-09-30 (DJ011)"


def test_adding_twice_adds_once():
    """What has an item gets no other, even where the item is closed: open that again."""
    report = gaps(chain())
    once = dc.ledger(chain(), gaps=report).with_items([*report, *report])

    assert len(once.ledger) == 2
    assert dc.ledger(once, gaps=report).with_items(report) == once
    assert len(dc.ledger(chain(item("A", "Z1", BY)), gaps=report).with_items(report).ledger) == 2


def test_items_added_wait_to_be_verified_once_their_gap_is_gone():
    report = gaps(chain())
    added = dc.ledger(chain(), gaps=report).with_items(report)
    mended = dc.ResponsibilityChain(ledger=added.ledger.values())
    mended = mended.with_collection("organizations", [dc.Organization("Z1", kind="branch", members=40)])

    assert [entry.state.value for entry in dc.ledger(added, gaps=gaps(added))] == ["open", "open"]
    assert [entry.state.value for entry in dc.ledger(mended, gaps=gaps(mended))] == ["to_verify"] * 2


def test_a_gap_of_the_chain_as_a_whole_is_kept_at_the_top():
    roots = chain(units="organizations:\n- {id: D2, kind: committee}\n- {id: D3, kind: committee}\n")
    (several,) = gaps(roots, "DJ005")
    assert several.organization == ""

    added = dc.ledger(roots, at=DAY).with_items([several])
    assert [one.organization for one in added.ledger.values()] == ["D2"]


def test_numbers_go_on_after_the_highest_of_the_year():
    found = numbers(2026, ["2026-999", "2025-1000", "2026-1x", "x2026-5000", "2026-٣٣٣٣"])

    assert (next(found), next(found)) == ("2026-1000", "2026-1001")


def test_gaps_that_follow_from_each_other_are_one():
    """A circle does not come of rules, and would not hang."""
    one, other = gap(VACANT, "a"), gap(BARE, "b")
    circle = [
        dc.Gap(**{**_fields(one), "follows_from": other.fingerprint}),
        dc.Gap(**{**_fields(other), "follows_from": one.fingerprint}),
    ]
    tail = gap(BARE, "c", after=circle[0])

    assert len(list(unanswered(circle, (), {}))) == len(list(unanswered([*circle, tail], (), {}))) == 1
    assert list(unanswered(circle, {other.fingerprint}, {})) == []


def _fields(of: dc.Gap) -> dict[str, object]:
    return {name: getattr(of, name) for name in dc.Gap.__match_args__}


# --- closing --------------------------------------------------------------------------------------


def test_an_item_is_closed_by_somebody_else():
    made = chain("id: A, unit: Z1", "id: B")
    closed = dc.ledger(made, at=DAY).closed("A", date(2026, 9, 20), "D1")

    assert closed.ledger["A"].closed_on == date(2026, 9, 20)
    assert closed.ledger["A"].verified_by == "D1"
    assert closed.ledger["B"] == made.ledger["B"]
    assert made.ledger["A"].closed_on is None
    assert [entry.state.value for entry in dc.ledger(closed, at=DAY)] == ["closed", "open"]


@pytest.mark.parametrize("verifier", ["Z1", "示例一支部", "示例科", "Z1、示例科"])
def test_the_doer_does_not_close_an_item_forced_or_not(verifier: str):
    book = dc.ledger(chain("id: A, leader: 示例科"), at=DAY)

    for force in (False, True):
        with pytest.raises(VerifiedByDoerError, match="A：验收人与整改一方") as refused:
            book.closed("A", DAY, verifier, force=force)
        assert " | A: the verifier is" in str(refused.value)
        assert isinstance(refused.value, dc.ChainError)


def test_an_item_whose_gap_is_still_found_is_closed_by_force_alone():
    made = chain(item("A", "Z1"))
    book = dc.ledger(made, gaps=gaps(made))

    with pytest.raises(StillSeenError, match=r"DJ011.* \| A: its gap \(DJ011\)"):
        book.closed("A", DAY, "D1")
    assert book.closed("A", DAY, "D1", force=True).ledger["A"].verified_by == "D1"
    assert dc.ledger(made, at=DAY).closed("A", DAY, "D1").ledger["A"].closed_on == DAY


def test_closing_needs_an_item_and_a_verifier():
    book = dc.ledger(chain("id: A"), at=DAY)

    with pytest.raises(dc.UnknownNameError):
        book.closed("B", DAY, "D1")
    with pytest.raises(ValueError, match="has to name somebody"):
        book.closed("A", DAY, "  ")


def test_what_is_refused_is_what_the_rule_speaks_of():
    """A ledger closed against the refusal has a DJ409."""
    made = chain("id: A, leader: 示例科, closed_on: 2026-09-20, verified_by: 示例科")

    assert [gap.code for gap in gaps(made, "DJ409")] == ["DJ409"]


# --- opening again --------------------------------------------------------------------------------


def test_opening_again_keeps_what_the_closing_was():
    made = chain(f"id: A, progress: 已补记, {BY}")
    again = dc.ledger(made, at=DAY).reopened("A", date(2026, 9, 28), "又见同样情形").ledger["A"]

    assert (again.closed_on, again.verified_by) == (None, None)
    assert again.progress == "已补记；2026-09-28重新整改：又见同样情形（原于2026-09-10销号，验收人：D1）"


def test_opening_again_in_english_and_without_a_verifier():
    book = dc.ledger(chain("id: A, closed_on: 2026-09-10"), at=DAY)
    again = book.reopened("A", date(2026, 9, 28), "found again", lang="en").ledger["A"]

    assert again.progress == (
        "opened again on 2026-09-28: found again (closed on 2026-09-10, verified by nobody entered)"
    )


def test_what_is_not_closed_is_not_opened_again():
    with pytest.raises(NotClosedError, match=r"A：尚未销号.* \| A: it is not closed"):
        dc.ledger(chain("id: A"), at=DAY).reopened("A", DAY, "示例")


# --- carrying on ----------------------------------------------------------------------------------

YEARS = (
    "id: 2025-001, due: 2025-11-30, leader: 示例领导, progress: 进行中",
    "id: 2025-002, due: 2025-11-30, " + BY,
    "id: 2025-003, due: 2026-01-31",
    "id: 2025-004",
    "id: 2025-005, due: 2025-11-30",
    "id: 2026-003, due: 2026-11-30, carried_from: 2025-005",
    "id: 示例",
)


def test_what_earlier_years_left_open_is_carried_on_by_new_items():
    made = chain(*YEARS)
    after = dc.ledger(made, at=DAY).carried_over(2026, due=date(2026, 12, 20))
    new = [one for id_, one in after.ledger.items() if id_ not in made.ledger]

    assert [(one.id, one.carried_from) for one in new] == [("2026-004", "2025-001"), ("2026-005", "2025-004")]
    assert (new[0].due, new[0].leader, new[0].progress) == (date(2026, 12, 20), "示例领导", "进行中")
    assert after.ledger["2025-001"] == made.ledger["2025-001"]


def test_carrying_on_mends_what_the_rule_speaks_of_and_is_done_once():
    """The remedy of DJ410 removes its gaps and adds none, with a date or without."""
    made = chain(*YEARS)
    assert [gap.subject for gap in gaps(made, "DJ410")] == ["2025-001", "2025-004"]

    for due in (None, date(2026, 12, 20)):
        after = dc.ledger(made, at=DAY).carried_over(2026, due=due)
        assert list(gaps(after, "DJ409,DJ410")) == []
        assert {gap.subject for gap in gaps(after, "DJ408")} == {"2025-003"}
        assert dc.ledger(after, at=DAY).carried_over(2026) == after


def test_an_item_of_an_earlier_source_is_of_the_year_that_carries_it_on():
    made = chain("id: 示例, source: 2025年度考核")
    after = dc.ledger(made, at=DAY).carried_over(2026)

    assert list(after.ledger) == ["2026-001", "示例"]
    assert list(gaps(after, "DJ410")) == []
    assert [gap.subject for gap in dc.detect_gaps(after, at=date(2027, 1, 1), select="DJ410")] == ["2026-001"]
