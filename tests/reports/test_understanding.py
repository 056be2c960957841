"""How tables were understood, as sections, as text and as a page."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import dangjian_chain as dc
from dangjian_chain.reports.understanding import Section, understanding_sections, understanding_text
from dangjian_chain.reports.understanding_page import understanding_page
from dangjian_chain.text import Lang
from tests.office.sheets import Page, save

DAY = date(2026, 9, 30)
LANGS: tuple[Lang, ...] = ("zh", "en")
EACH = pytest.mark.parametrize("lang", LANGS)
SCRIPT = "<script>alert('&')</script>"
ROSTER = f"""
支部花名册
填报单位：青岭市地质大队党委
党支部名称 | 书记 | 手机 | {SCRIPT} | 党员总数 | 党员人数 | 备注
机关党支部 | 甲 | '13900000001 | 1 | 14 | 14 |
{SCRIPT}党支部 | 空缺 | '13900000002 | 2 | 9 | 9 |
合计 | | | | 23 | 23 |
"""
RESULTS = """
2025年度考核结果
单位 | 考核得分
机关 | 95
侧绘党支部 | 90
"""
DUTIES = """
责任主体 | 责任内容 | 责任人 | 完成时限
青岭市地质大队党委 | 每半年研究1次党建工作 | 党委书记 | 6月底、12月底前
各党支部 | 每月开展1次主题党日 | 支部书记 | 每月
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dc.Understanding:
    """Return what was understood of tables with something of everything."""
    folder = tmp_path_factory.mktemp("desk")
    save(
        folder / "名&册.xlsx",
        Page("名册", ROSTER),
        Page("结果", RESULTS),
        Page("底稿", ROSTER, hidden=True),
        Page("清单", DUTIES),
    )
    return dc.understand(folder)


@pytest.fixture(scope="module")
def unread(tmp_path_factory: pytest.TempPathFactory) -> dc.Understanding:
    """Return what was understood of tables that cannot be read, whose top is open."""
    folder = tmp_path_factory.mktemp("desk")
    table = "党组织名称 | 书记 | 党员总数\n一大队党委 | 甲 | 十四\n二大队党委 | 乙 | 9"
    save(folder / "名册.xlsx", Page("Sheet1", table))
    return dc.understand(folder)


def section(found: dc.Understanding, lang: Lang, words: str) -> Section:
    """Return the section whose title has some words."""
    (one,) = [each for each in understanding_sections(found, lang) if words in each.title]
    return one


# --- sections ---------------------------------------------------------------------------


def test_what_there_is_comes_first(found: dc.Understanding) -> None:
    first, second = (understanding_sections(found, lang)[0] for lang in LANGS)

    assert "组织 3" in first.lines[0]
    assert re.search(r"\b3\b", second.lines[0])
    assert first.title != second.title


@EACH
def test_each_table_shows_its_columns(found: dc.Understanding, lang: Lang) -> None:
    """What is read, and why the others are not."""
    table = section(found, lang, "名册").table
    zh = lang == "zh"

    assert [row[0] for row in table[1:]] == list("ABCDEFG")
    assert [row[2] for row in table[1:]] == (
        [
            "→ 名称",
            "→ 书记",
            "个人信息，从不读取",
            "不认识，不读",
            "→ 党员人数",
            "与前面的列重复，不读",
            "不读",
        ]
        if zh
        else [
            *("→ name", "→ secretary", "personal data, never read", "unknown, not read", "→ members"),
            *("stands twice, not read", "not read"),
        ]
    )


@EACH
def test_each_table_shows_whose_it_is_its_year_and_the_rows_that_are_no_data(
    found: dc.Understanding, lang: Lang
) -> None:
    roster = " ".join(section(found, lang, "名册").lines)
    results = " ".join(section(found, lang, "结果").lines)

    assert "名&册.xlsx 名册!6" in roster
    assert "青岭市地质大队党委" in roster
    assert "2025" in results


@EACH
def test_what_a_person_has_to_do_is_marked(
    found: dc.Understanding, unread: dc.Understanding, lang: Lang
) -> None:
    """Questions and names; the rest is to be looked at."""
    asked = [one.title for one in understanding_sections(found, lang) if one.mark]

    assert asked == (
        ["请回答", "没有对上的名称（1处）"]
        if lang == "zh"
        else ["To be answered", "Names that were not found: 1"]
    )
    (names,) = [one for one in understanding_sections(found, lang) if one.mark and "names" in one.lines[-1]]
    assert "侧绘党支部" in names.lines[0]
    assert "一大队党委" in section(unread, lang, asked[0]).lines[0]
    assert "--top" in section(unread, lang, asked[0]).lines[0]
    assert "--unit-type" in section(unread, lang, asked[0]).lines[1]


@EACH
def test_what_cannot_be_read_stands_in_place_of_what_there_is(unread: dc.Understanding, lang: Lang) -> None:
    first = understanding_sections(unread, lang)[0]

    assert "1" in first.title
    assert first.lines == tuple(problem.say(lang) for problem in unread.problems)
    assert "名册.xlsx Sheet1!C2" in first.lines[0]


@EACH
def test_sheets_that_are_left_alone_are_told_once_with_why(found: dc.Understanding, lang: Lang) -> None:
    lines = section(found, lang, "没有读的" if lang == "zh" else "Not read").lines

    assert lines == (
        ("名&册.xlsx · 底稿（隐藏的工作表）",) if lang == "zh" else ("名&册.xlsx · 底稿 (a hidden sheet)",)
    )


@EACH
def test_entries_that_were_not_read_literally_are_told_with_their_places(
    found: dc.Understanding, lang: Lang
) -> None:
    """Those of the tables themselves stand with the tables, names that were not found by themselves."""
    lines = section(found, lang, "按惯例理解" if lang == "zh" else "not read literally").lines

    assert any(line.startswith("名&册.xlsx 结果!A3") for line in lines)
    assert any(line.startswith("名&册.xlsx 清单!D2") for line in lines)
    assert not any("侧绘党支部" in line or "合计" in line for line in lines)


@EACH
def test_who_performs_what_is_told_where_it_was_proposed(found: dc.Understanding, lang: Lang) -> None:
    (line,) = section(found, lang, "performed_by").lines

    assert line.startswith("每半年研究1次党建工作")
    assert ("基层党委" if lang == "zh" else "ommittee") in line


@EACH
def test_what_one_more_column_would_let_be_checked_comes_last(found: dc.Understanding, lang: Lang) -> None:
    last = understanding_sections(found, lang)[-1]

    assert last.lines == tuple(one.text.of(lang) for one in found.further)
    assert len(last.lines) > 0


# --- text -------------------------------------------------------------------------------


@EACH
def test_the_text_holds_every_line_of_every_section(found: dc.Understanding, lang: Lang) -> None:
    text = understanding_text(found, lang)
    sections = understanding_sections(found, lang)

    assert [one.title for one in sections if one.title not in text] == []
    assert [line for one in sections for line in one.lines if line not in text] == []
    assert all(cell in text for one in sections for row in one.table[1:] for cell in row)
    assert text.endswith("\n")


def test_each_language_has_its_own_words(found: dc.Understanding) -> None:
    zh, en = (understanding_sections(found, lang) for lang in LANGS)

    assert len(zh) == len(en)
    assert [one.title for one, other in zip(zh, en, strict=True) if one.title == other.title] == []
    assert [len(one.lines) for one in zh] == [len(one.lines) for one in en]


@EACH
def test_personal_data_is_nowhere(found: dc.Understanding, lang: Lang) -> None:
    assert "1390000" not in understanding_text(found, lang)
    assert "1390000" not in understanding_page(found, DAY, [], "读表对应.yaml", lang)
    assert "1390000" not in found.mapping.to_yaml(lang)


# --- page -------------------------------------------------------------------------------


class Read(HTMLParser):
    """Reads a page: elements that are open, every tag and attribute, what stands in cells, all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(found: dc.Understanding, lang: Lang, *written: tuple[str, str]) -> str:
    return understanding_page(found, DAY, written, "读表对应.yaml", lang)


@EACH
def test_a_page_is_whole_html(found: dc.Understanding, unread: dc.Understanding, lang: Lang) -> None:
    for one in (found, unread):
        page = page_of(one, lang)
        read = Read(page)

        assert read.open == []
        assert page.startswith("<!DOCTYPE html>")
        assert read.tags[:2] == ["html", "head"]
        assert ("lang", "zh-CN" if lang == "zh" else "en") in read.attributes
        assert ("charset", "utf-8") in read.attributes
        assert read.tags.count("h2") == len(understanding_sections(one, lang))


@EACH
def test_a_page_refers_to_nothing_and_runs_nothing(found: dc.Understanding, lang: Lang) -> None:
    page = page_of(found, lang)
    read = Read(page)

    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert {"script", "link", "img", "iframe", "a", "form", "object", "base"}.isdisjoint(read.tags)
    assert {"src", "href", "style", "action", "background"}.isdisjoint(name for name, _ in read.attributes)
    assert not any(name.startswith("on") for name, _ in read.attributes)
    assert not re.search(r"https?:|//|url\(|@import", page)


@EACH
def test_whatever_stands_in_tables_is_text(found: dc.Understanding, lang: Lang) -> None:
    """A header, a name, the name of a file, what was written and why."""
    read = Read(page_of(found, lang, (f"{SCRIPT}.xlsx", f"{SCRIPT} why")))

    assert "script" not in read.tags
    assert read.text.count(SCRIPT) >= 3
    assert "名&册.xlsx" in read.text
    assert f"{SCRIPT}.xlsx" in read.text
    assert f"{SCRIPT} why" in read.text


@EACH
def test_a_page_says_what_the_sections_say(found: dc.Understanding, lang: Lang) -> None:
    text = Read(page_of(found, lang, ("核对清单.xlsx", "清单"))).text

    for one in understanding_sections(found, lang):
        assert one.title in text
        assert [line for line in one.lines if line not in text] == []
        assert [cell for row in one.table for cell in row if cell not in text] == []
    assert [word for word in ("读表对应.yaml", "2026-09-30", "核对清单.xlsx") if word not in text] == []


def test_a_page_marks_what_is_asked_and_folds_what_is_long(tmp_path: Path) -> None:
    rows = "\n".join(f"第{number}党支部 | 空缺 | '2024.{number}" for number in range(1, 13))
    save(tmp_path / "名册.xlsx", Page("Sheet1", f"党支部名称 | 书记 | 换届时间\n大队党委 | 甲 |\n{rows}"))
    many = "\n".join(f"无{number}党支部 | 90" for number in range(14))
    save(tmp_path / "结果.xlsx", Page("Sheet1", f"2025年度\n单位 | 考核得分\n{many}"))
    long = dc.understand(tmp_path)
    sections = understanding_sections(long, "zh")
    read = Read(page_of(long, "zh"))

    assert read.attributes.count(("class", "asked")) == sum(bool(one.mark) for one in sections) == 2
    assert read.tags.count("details") == read.tags.count("summary") == 2
    assert [len(one.lines) > 12 for one in sections].count(True) == 2


def test_what_cannot_be_read_stands_out(unread: dc.Understanding) -> None:
    """As its own class of section, for which there is a style."""
    assert ("class", "problems") in Read(page_of(unread, "zh")).attributes


@EACH
def test_the_same_understanding_makes_the_same_page(found: dc.Understanding, lang: Lang) -> None:
    again = dc.understand(*found.files)

    assert page_of(found, lang) == page_of(again, lang)
    assert page_of(found, lang) != page_of(found, "en" if lang == "zh" else "zh")
