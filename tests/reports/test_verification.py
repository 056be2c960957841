"""What people filled in comes back: problems, settled rows, those put off; and every mistake is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import attrs
import openpyxl
import pytest

import dangjian_chain as dc
from dangjian_chain import GapReport, Verified, read_verifications
from dangjian_chain.reports.verified_pages import sift
from tests.reports.small import DAY, report

GAPS = report()
VERIFIED, REASON, UNTIL = "H", "I", "J"
WORDS = {
    "属实": Verified.CONFIRMED,
    "不属实": Verified.REFUTED,
    "情况说明": Verified.EXPLAINED,
    "暂缓": Verified.DEFERRED,
}


def filled(
    path: Path, answers: Mapping[str, tuple[object, ...]], gaps: GapReport = GAPS, **how: object
) -> Path:
    """Write the list of a report and fill in answers by fingerprint, as a person does in a table program."""
    gaps.to_excel(path, **how)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            marks = {cell.value for cell in row}
            for mark, given in answers.items():
                if mark in marks:
                    for letter, value in zip((VERIFIED, REASON, UNTIL), given, strict=False):
                        sheet[f"{letter}{row[0].row}"] = value
    book.save(path)
    return path


def marks(gaps: object) -> set[str]:
    return {gap.fingerprint for gap in gaps}  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verified", list(Verified))
def test_each_answer_is_read_back(tmp_path: Path, verified: Verified, lang: str) -> None:
    gap = GAPS[0]
    words = verified.label.zh if lang == "zh" else verified.label.en
    path = filled(tmp_path / "a.xlsx", {gap.fingerprint: (words, " 已问过 ", "2026年10月31日")}, lang=lang)

    (one,) = read_verifications(path)

    assert (one.fingerprint, one.verified, one.reason) == (gap.fingerprint, verified, "已问过")
    assert one.until == (date(2026, 10, 31) if verified is Verified.DEFERRED else None)
    assert one.place.startswith("a.xlsx ")


def test_what_was_not_filled_in_is_nothing(tmp_path: Path) -> None:
    assert read_verifications(filled(tmp_path / "a.xlsx", {})) == ()
    assert read_verifications() == ()


def test_a_date_cell_is_a_day(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", {GAPS[0].fingerprint: ("暂缓", None, datetime(2026, 10, 31))})

    assert read_verifications(path)[0].until == date(2026, 10, 31)


def test_rows_sort_themselves_by_their_answers(tmp_path: Path) -> None:
    first, second, third, *_ = GAPS
    late = GAPS[-1]
    answers = {
        first.fingerprint: ("属实",),
        second.fingerprint: ("不属实", "清单第3页"),
        third.fingerprint: ("暂缓", None, "2026-10-31"),
        late.fingerprint: ("情况说明", "待补"),
    }
    read = read_verifications(filled(tmp_path / "a.xlsx", answers))
    sifted = sift(GAPS, read)

    assert [gap for gap, _ in sifted.problems] == [first]
    assert {gap for gap, _ in sifted.settled} == {second, third, late}
    assert marks(sifted.remaining) == marks(GAPS) - marks([first, second, third, late])
    assert sifted.returned == 0


def test_a_deferred_row_comes_back_on_its_day(tmp_path: Path) -> None:
    gap = GAPS[0]
    read = read_verifications(filled(tmp_path / "a.xlsx", {gap.fingerprint: ("暂缓", None, "2026-10-31")}))

    for day, is_listed in [(date(2026, 10, 30), False), (date(2026, 10, 31), True), (date(2027, 1, 1), True)]:
        sifted = sift(GapReport(GAPS.gaps, day, ()), read)
        assert (gap in sifted.remaining.gaps) is is_listed
        assert sifted.returned == is_listed


@pytest.mark.parametrize(("word", "is_listed"), [("不属实", True), ("情况说明", True), ("属实", False)])
def test_changed_facts_bring_a_settled_row_back_and_leave_a_problem_open(
    tmp_path: Path, word: str, *, is_listed: bool
) -> None:
    gap = GAPS[0]
    read = read_verifications(filled(tmp_path / "a.xlsx", {gap.fingerprint: (word,)}))
    changed = attrs.evolve(gap, details={**gap.details, "organization": "另一个名称"})
    sifted = sift(GapReport([changed, *GAPS[1:]], DAY, ()), read)

    assert (gap.fingerprint in marks(sifted.remaining)) is is_listed
    assert len(sifted.problems) == (not is_listed)


def test_what_follows_goes_with_its_cause_unless_it_was_answered_itself(tmp_path: Path) -> None:
    vacancy = next(gap for gap in GAPS if gap.code == "DJ503")
    bare = [gap for gap in GAPS if gap.follows_from == vacancy.fingerprint]
    answers = {vacancy.fingerprint: ("属实",), bare[0].fingerprint: ("不属实", "已由副书记承担")}
    sifted = sift(GAPS, read_verifications(filled(tmp_path / "a.xlsx", answers)))

    assert [gap for gap, _ in sifted.problems] == [vacancy, bare[1]]
    assert [gap for gap, _ in sifted.settled] == [bare[0]]


def test_the_next_workbook_remembers_all_of_it(tmp_path: Path) -> None:
    first, second, third, *_ = GAPS
    answers = {
        first.fingerprint: ("属实",),
        second.fingerprint: ("不属实", "清单第3页"),
        third.fingerprint: ("暂缓", None, "2026-10-31"),
    }
    read = read_verifications(filled(tmp_path / "a.xlsx", answers))
    GAPS.to_excel(tmp_path / "b.xlsx", verified=read)
    again = read_verifications(tmp_path / "b.xlsx")

    assert {(one.key, one.verified, one.reason, one.until) for one in again} == {
        (one.key, one.verified, one.reason, one.until) for one in read
    }
    assert sift(GAPS, again).remaining == sift(GAPS, read).remaining
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames[:3] == [
        "核对清单（待核实）",
        "问题清单",
        "已核实（不再列出）",
    ]


def test_a_problem_that_is_found_no_more_may_be_closed_and_what_was_refuted_stays_known(
    tmp_path: Path,
) -> None:
    first, second, *rest = GAPS
    answers = {first.fingerprint: ("属实",), second.fingerprint: ("不属实", "清单第3页")}
    read = read_verifications(filled(tmp_path / "a.xlsx", answers))
    later = GapReport(rest, DAY, ())
    sifted = sift(later, read)

    assert [one.fingerprint for one in sifted.closed] == [first.fingerprint]
    assert [(gap, one.fingerprint) for gap, one in sifted.settled] == [(None, second.fingerprint)]

    later.to_excel(tmp_path / "b.xlsx", verified=read)
    again = read_verifications(tmp_path / "b.xlsx")
    assert [one.fingerprint for one in again] == [second.fingerprint]
    back = sift(GAPS, again)
    assert second.fingerprint not in marks(back.remaining)
    assert first.fingerprint in marks(back.remaining)


def test_every_mistake_is_told_at_once_with_its_cell(tmp_path: Path) -> None:
    first, second, third, *_ = GAPS
    answers = {
        first.fingerprint: ("属实吗",),
        second.fingerprint: ("暂缓", "再等等"),
        third.fingerprint: ("暂缓", None, "月底"),
    }
    path = filled(tmp_path / "a.xlsx", answers)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["H40"] = "属实"
    book.save(path)

    with pytest.raises(dc.UnreadableDocumentError) as raised:
        read_verifications(path, filled(tmp_path / "b.xlsx", {}))

    problems = raised.value.problems
    assert sorted(problem.code for problem in problems) == [
        "unknown-verification",
        "unmarked-row",
        "unreadable-date",
        "unreadable-date",
    ]
    assert all(problem.place.startswith("a.xlsx 核对清单（待核实）!") for problem in problems)


def test_two_answers_for_one_row_are_told(tmp_path: Path) -> None:
    mark = GAPS[0].fingerprint
    paths = [
        filled(tmp_path / "a.xlsx", {mark: ("属实",)}),
        filled(tmp_path / "b.xlsx", {mark: ("不属实",)}),
    ]

    with pytest.raises(dc.UnreadableDocumentError, match="settle on one"):
        read_verifications(*paths)
    assert len(read_verifications(paths[0], paths[0])) == 1


def test_what_is_no_list_to_verify_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "核实情况"
    book.save(other)
    text = tmp_path / "text.xlsx"
    text.write_text("<html></html>", encoding="utf-8")

    with pytest.raises(dc.UnreadableDocumentError) as raised:
        read_verifications(other, text, tmp_path / "none.xlsx")

    assert [(problem.place, problem.code) for problem in raised.value.problems] == [
        ("other.xlsx", "no-list-to-verify"),
        ("text.xlsx", "not-a-workbook"),
        ("none.xlsx", "unreadable-file"),
    ]
