"""The loop as a page, as a picture and in a notebook."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import dangjian_chain as dc
from dangjian_chain.errors import UnwritableError
from dangjian_chain.reports.loop_pages import loop_page
from dangjian_chain.reports.loop_text import loop_text
from dangjian_chain.testing import chain_of
from dangjian_chain.text import Lang
from tests.goldens import assert_golden
from tests.reports.due_lists import CHAIN, DAY
from tests.reports.test_pages import shown

LOOP = dc.loop(CHAIN, 2026, at=DAY)
NOTHING = dc.loop(chain_of("organizations:\n- {id: B1, kind: branch}\n"), 2026, at=DAY)
SVG = "{http://www.w3.org/2000/svg}"
FIRST, STOPS = 1, 8


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_reads_well(lang: Lang) -> None:
    words = "\n".join((shown((loop_page(LOOP, lang),)), loop_text(LOOP, lang), LOOP.to_svg(lang=lang)))

    assert_golden(f"loop-pages.{lang}.txt", words)


# --- the page ------------------------------------------------------------------------------------------


def test_levels_and_units_sum_to_all() -> None:
    """Both numbers of each rate."""
    rows, groups = loop_page(LOOP).rows, []
    for row in rows[1:]:
        if row.is_heading:
            groups.append([(0, 0)] * 7)
        elif len(groups) <= 2:
            numbers = map(_both, row.cells[FIRST:STOPS])
            groups[-1] = [(a + c, b + d) for (a, b), (c, d) in zip(groups[-1], numbers, strict=True)]

    assert groups[:2] == [[_both(cell) for cell in rows[0].cells[FIRST:STOPS]]] * 2


def _both(cell: object) -> tuple[int, int]:
    found = re.match(r"(\d+)/(\d+)", str(cell))
    return (int(found[1]), int(found[2])) if found else (0, 0)


def test_pairs_come_by_their_first_open_stage() -> None:
    page = loop_page(LOOP)
    start = next(place for place, row in enumerate(page.rows) if str(row.cells[0]).startswith("尚未闭合的"))
    stages = [row.cells[STOPS] for row in page.rows[start + 1 :]]
    order = [stage.label.zh for stage in dc.LoopStage]

    assert len(stages) == len(LOOP.open) == 3
    assert stages == sorted(stages, key=order.index)


def test_what_is_not_shown_is_counted() -> None:
    rows = loop_page(LOOP, most=1).rows

    assert rows[-1].cells[0] == "另有2对未列出"
    assert rows[-1].is_heading
    assert not any("未列出" in str(row.cells[0]) for row in loop_page(LOOP, most=3).rows)
    assert loop_page(LOOP, "en", most=1).rows[-1].cells[0] == "and 2 more pair(s)"


def test_nothing_expected_is_a_page_all_the_same() -> None:
    page = loop_page(NOTHING)

    assert [row.cells for row in page.rows] == []


# --- text ------------------------------------------------------------------------------------------------


def test_text_lists_so_many_and_counts_the_rest() -> None:
    assert loop_text(LOOP, listed=1).count("（加 --all 全部列出）") == 1
    assert "--all" not in loop_text(LOOP, listed=None)


# --- the picture -------------------------------------------------------------------------------------------


def test_the_picture_says_what_it_shows() -> None:
    root = ET.fromstring(LOOP.to_svg())
    title, described = (root.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))

    assert root.get("role") == "img"
    assert root.get("aria-label") == title == "责任闭环（核对日 2026-09-30，2026年）"
    for rate in LOOP.rates():
        assert rate.stage.label.zh in described


def test_bars_are_as_long_as_the_pairs_asked() -> None:
    """To a tenth; one bar a stage, with its numbers in their titles."""
    drawn: dict[str, float] = {}
    counted: dict[str, list[int]] = {}
    for rect in ET.fromstring(LOOP.to_svg()).iter(f"{SVG}rect"):
        said = rect.findtext(f"{SVG}title")
        if said:
            label, _, count = said.split()
            drawn[label] = drawn.get(label, 0) + float(rect.get("width", ""))
            counted.setdefault(label, []).append(int(count))
    full = max(drawn.values())

    for rate in LOOP.rates():
        asked = [count for count in (rate.yes, rate.no, rate.unknown) if count]
        assert counted.get(rate.stage.label.zh, []) == asked
        assert drawn.get(rate.stage.label.zh, 0) == pytest.approx(full * sum(asked) / len(LOOP), abs=0.3)


def test_nothing_runs_out_of_the_picture() -> None:
    for lang in ("zh", "en"):
        root = ET.fromstring(LOOP.to_svg(lang=lang))
        width, height = float(root.get("width", "")), float(root.get("height", ""))
        for rect in root.iter(f"{SVG}rect"):
            x, y = float(rect.get("x", "0")), float(rect.get("y", "0"))
            assert x + float(rect.get("width", "")) <= width
            assert y + float(rect.get("height", "")) <= height


def test_a_picture_goes_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "loop.svg"
    words = LOOP.to_svg(path, lang="en")

    assert path.read_text("utf-8") == words
    assert "2026-09-30" in words
    with pytest.raises(UnwritableError):
        LOOP.to_svg(tmp_path / "none" / "loop.svg")


def test_a_picture_of_nothing_is_a_picture() -> None:
    assert ET.fromstring(NOTHING.to_svg()).tag == f"{SVG}svg"


# --- in a notebook -------------------------------------------------------------------------------------------


def test_a_notebook_shows_rates_and_the_picture() -> None:
    words = LOOP._repr_html_()

    assert "<td>已明确承担</td><td>4</td><td>1</td><td>3</td><td>4/5，80%</td>" in words
    assert LOOP.to_svg() in words


def test_a_notebook_shows_no_picture_of_nothing() -> None:
    assert "<svg" not in NOTHING._repr_html_()
