"""Cells: what each type of column makes of a value, what it notes, and what it refuses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial

import pytest

from dangjian_chain.formats.cell_bearers import bearers, conditions
from dangjian_chain.formats.cell_days import day, last_day
from dangjian_chain.formats.cell_persons import Holder, holders, person
from dangjian_chain.formats.cells import CellError, CellReader, shown
from dangjian_chain.formats.plain_columns import plain_column
from dangjian_chain.formats.rhythms import rhythm
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.kind import ORGANIZATION_KINDS, ROLE_KINDS
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.period import PartialDate
from dangjian_chain.text import Text


class Noting(CellReader):
    """A reader that keeps what it noted."""

    def __init__(self, *, is_table: bool) -> None:
        super().__init__(
            is_table=is_table,
            organization_kinds={
                **lookup("organization_kinds"),
                **{kind: kind for kind in ORGANIZATION_KINDS},
            },
            role_kinds={**lookup("role_kinds"), **{kind: kind for kind in ROLE_KINDS}},
            leading=("committee", "branch"),
        )
        self.noted: list[str] = []
        self.note = lambda code, raw, read: self.noted.append(code)


@pytest.fixture
def cells() -> Noting:
    return Noting(is_table=True)


@pytest.fixture
def document() -> Noting:
    return Noting(is_table=False)


def refused(parse, raw) -> str:
    """Return the English words of a refusal."""
    with pytest.raises(CellError) as error:
        parse(raw)
    assert error.value.trouble.text.zh
    return f"{error.value.trouble.code}: {error.value.trouble.text.en}"


# --- text and ids ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "read", "noted"),
    [
        ("010", "010", []),
        (" 010\u3000", "010", []),
        ("\n", None, []),
        (None, None, []),
        (" 无 ", None, ["nothing"]),
        ("暂无", None, ["nothing"]),
        ("N/A", None, ["nothing"]),
        ("／", "／", []),
        ("无党派", "无党派", []),
        (12, "12", ["number-as-text"]),
        (12.0, "12", ["number-as-text"]),
        (Decimal("12.0"), "12", ["number-as-text"]),
        (110101199001011234, "110101199001011234", ["number-as-text"]),
        ("e\u0301", "é", ["normal-form"]),
        ("Ａ０１", "Ａ０１", []),
    ],
)
def test_ids_of_tables(cells, raw, read, noted):
    """An id is text: stripped, in normal form, and whole numbers are the text they show; width stays."""
    assert cells.id(raw) == read
    assert cells.noted == noted


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (True, "True, a yes or no"),
        (1.5, "the number 1.5"),
        (Decimal("NaN"), "the number NaN"),
        (float("inf"), "the number inf"),
        (1e15, "1000000000000000 has more digits than a number keeps"),
        (10**60, "10^60 … has more digits"),
        (dt.date(2026, 1, 5), "the date 2026-01-05; a spreadsheet may have changed it"),
        (["A"], "a list"),
        ({"A": 1}, "a mapping"),
        (dt.time(8), "a time"),
    ],
)
def test_what_is_no_id(cells, raw, words):
    """Nothing is coerced in silence; an id of eighteen digits that became a number has lost some."""
    assert refused(cells.id, raw).startswith("not-a-text: ")
    assert words in refused(cells.id, raw)


def test_texts_of_tables_may_be_dates_and_numbers(cells, document):
    """A spreadsheet types what looks like a date; in a document a type is meant."""
    assert [cells.text(raw) for raw in (dt.date(2026, 3, 31), 0.95, 3)] == ["2026-03-31", "0.95", "3"]
    assert cells.noted == ["as-text", "as-text", "number-as-text"]
    assert "the number 0.95" in refused(document.text, 0.95)
    assert "a yes or no" in refused(cells.text, True)


def test_documents_take_words_as_they_stand(document):
    """Words for nothing and marks are the business of tables."""
    assert [document.id(raw) for raw in ("无", "'-", "同上", "")] == ["无", "'-", "同上", None]
    assert document.noted == []


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("A;B；C、D\nE", ("A", "B", "C", "D", "E")),
        ("A，B/C", ("A，B/C",)),
        (" ; A ;", ("A",)),
        ("—", ()),
        ("A;无", ("A",)),
        ("'=1;'-;'无;B", ("=1", "-", "无", "B")),
        (["A;B", 2], ("A;B", "2")),
        (7.0, ("7",)),
    ],
)
def test_lists_in_cells(cells, raw, read):
    """Each item is a cell of its own, with its own mark; what is a list already is not broken up."""
    assert cells.ids(raw) == read
    assert cells.words(raw) == read


# --- vocabularies --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("committee", "committee"),
        ("Committee", "committee"),
        ("党 支 部", "branch"),
        ("机关党委", "committee"),
        ("单位(部门)", "unit"),
        ("中共示例大队委员会", "committee"),
        ("中共示例大队总支部委员会", "general_branch"),
        ("中共示例大队机关支部委员会", "branch"),
        ("中共示例局纪律检查委员会", "discipline_commission"),
        ("中共示例省直属机关工作委员会", "work_committee"),
        ("党建工作领导小组", "working_group"),
        ("—", None),
    ],
)
def test_kinds_by_every_word(cells, raw, kind):
    assert cells.kind(raw, cells.organization_kinds) == kind


def test_an_unknown_kind_names_the_nearest_once(cells):
    """The words for one kind are one suggestion."""
    said = refused(lambda raw: cells.kind(raw, cells.organization_kinds), "brnch")

    assert said == "unknown-kind: 'brnch' is no known kind; did you mean branch?"
    assert refused(lambda raw: cells.kind(raw, cells.role_kinds), "太阳").endswith("'太阳' is no known kind")


def test_kinds_of_duties_may_be_classes(cells):
    """各党支部 and @branch name a kind, 各级党组织 every kind that leads."""
    assert cells.kinds("各党支部；@committee、党总支") == ("branch", "committee", "general_branch")
    assert cells.kinds("各级党组织") == ("committee", "branch")
    assert cells.kinds("@*;党支部；无") == ("committee", "branch")
    assert "joint=true" in refused(cells.kinds, "各联合党支部")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("是", True),
        ("No", False),
        (True, True),
        ("√", True),
        ("×", False),
        (1, True),
        (0.0, False),
        ("临时", True),
        ("无", None),
        (None, None),
    ],
)
def test_flags_of_tables(cells, raw, read):
    assert cells.flag(raw, "flags_of_temporary") is read


@pytest.mark.parametrize("raw", ["可能", 2, "联合", 1.5])
def test_what_is_no_flag(cells, raw):
    """Another column's word is no word here."""
    with pytest.raises(CellError):
        cells.flag(raw, "flags_of_temporary")


@pytest.mark.parametrize("raw", ["√", 1, "1", "y"])
def test_documents_say_yes_or_no(document, raw):
    with pytest.raises(CellError):
        document.flag(raw)


def test_words_of_closed_and_open_vocabularies(cells):
    """An open vocabulary takes what it does not know as it stands."""
    what = Text(zh="责任类型", en="responsibility")

    assert cells.choice("牵头责任", Responsibility, "responsibility", what) is Responsibility.DIRECT
    assert cells.choice("/", Responsibility, "responsibility", what) is None
    assert cells.open_choice("机关", "unit_types") == "organ"
    assert cells.open_choice("园区", "unit_types") == "园区"
    assert cells.open_choice("", "unit_types") is None


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("1/month", "1/month"),
        ("quarter", "1/quarter"),
        ("每月", "1/month"),
        ("每月至少1次", "1/month"),
        ("每季度召开2次", "2/quarter"),
        ("每半年不少于一次", "1/half-year"),
        ("每年不少于4次", "4/year"),
        ("每年4次以上", "4/year"),
        ("不少于4次/年", "4/year"),
        ("2次/季度", "2/quarter"),
        ("全年十二次", "12/year"),
        ("一季度一次", "1/quarter"),
        ("每两个月1次", "1/2-months"),
        ("每1—2个月", "1/2-months"),
        ("双月", "1/2-months"),
        ("每周 一次", "1/week"),
        ("每两年一次", "1/2-years"),
        ("每届任期一次", "1/term"),
        ("长期坚持", "continuous"),
        ("适时", "on-event"),
        ("3次", None),
        ("2次以上", None),
        ("不少于3次", None),
        ("每年0次", None),
        ("0/year", None),
        ("每年二二次", None),
        ("经常", None),
    ],
)
def test_rhythms(raw, read):
    """How often means nothing without the span: 3次 is no rhythm."""
    assert rhythm(raw) == read


def test_unknown_rhythms_say_what_would_be_one(cells):
    assert "每季度" in refused(cells.cycle, "每季度末")
    assert "1/month, 2/year, continuous" in refused(cells.cycle, "xyz")
    assert cells.cycle("无") is None
    assert cells.cycle("month") == "1/month"
    assert cells.noted == ["nothing"]


# --- numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("12", 12),
        ("１２", 12),
        (12, 12),
        (12.0, 12),
        ("12.0", 12),
        ("+3", 3),
        (Decimal(3), 3),
        ("—", None),
        (None, None),
    ],
)
def test_counts(cells, raw, read):
    assert cells.count(raw) == read


@pytest.mark.parametrize(
    "raw",
    [
        "-1",
        -1,
        "1e3",
        "1_000",
        "1,000",
        "12人",
        1.5,
        True,
        "9" * 5000,
        10**10,
        "约30",
        dt.date(2026, 1, 1),
        [],
        "٣",
    ],
)
def test_what_is_no_count(cells, raw):
    assert refused(cells.count, raw).startswith("not-a-count: ")
    assert len(refused(cells.count, raw)) < 150


@pytest.mark.parametrize(
    ("raw", "read"),
    [("92.5", 92.5), ("92.5分", 92.5), ("-3", -3), ("1e3", 1000), (5, 5), (Decimal("2.5"), 2.5), ("/", None)],
)
def test_numbers(cells, raw, read):
    assert cells.number(raw) == read


@pytest.mark.parametrize(
    "raw", ["优秀(95)", "95%", "1e999", float("nan"), 10**400, True, "9" * 400, ["1"], "1_0"]
)
def test_what_is_no_number(cells, raw):
    assert refused(cells.number, raw).startswith("not-a-number: ")


# --- time ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2026-11-23", dt.date(2026, 11, 23)),
        ("2026/1/5", dt.date(2026, 1, 5)),
        ("2026.01.05", dt.date(2026, 1, 5)),
        ("2026年1月5日", dt.date(2026, 1, 5)),
        ("２０２６年１月５日", dt.date(2026, 1, 5)),
        ("2026-01-05 00:00:00", dt.date(2026, 1, 5)),
        (dt.datetime(2026, 1, 5), dt.date(2026, 1, 5)),
        (dt.date(2026, 1, 5), dt.date(2026, 1, 5)),
        ("2024.7", PartialDate(2024, 7)),
        ("202407", PartialDate(2024, 7)),
        (202407, PartialDate(2024, 7)),
        (2024.7, PartialDate(2024, 7)),
        (2024.12, PartialDate(2024, 12)),
        (2024, PartialDate(2024)),
        (2024.0, PartialDate(2024)),
        ("2024年", PartialDate(2024)),
        ("—", None),
        (None, None),
    ],
)
def test_days(cells, raw, read):
    """Four forms of a day, and months and years with the precision they are written in."""
    assert day(cells, raw) == read


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2026-13-01", "there is no month 13"),
        ("2026-02-30", "has no day 30"),
        ("24.7", "may be 1924.7 or 2024.7"),
        ("24-07-01", "two digits"),
        ("20240701", "write 2026-11-23"),
        ("45678", "serial number"),
        (45678, "serial number"),
        (45678.5, "serial number"),
        (2024.1, "may be 2024-01 or 2024-10"),
        (12, "a number"),
        (True, "write 2026-11-23"),
        (dt.datetime(2026, 1, 5, 8), "time of day"),
        ("2026-01-05 08:00", "time of day"),
        ("2026-01-05T08:00:00", "time of day"),
        (dt.time(8), "write 2026-11-23"),
        ("长期", "write 2026-11-23"),
        (10**400, "a number"),
    ],
)
def test_what_is_no_day(cells, raw, words):
    """Nothing is guessed: a serial number, two digits of a year, or October as 2024.1 are refused."""
    assert words in refused(partial(day, cells), raw)


def test_the_last_day_in_force_gains_one(cells):
    """Of a month the last, and of the last day there is nothing comes after it."""
    days = [last_day(cells, raw) for raw in ("2026-12-31", "2026-09", "2026", "9999-12-31", "")]

    assert days == [
        dt.date(2027, 1, 1),
        dt.date(2026, 10, 1),
        dt.date(2027, 1, 1),
        dt.date(9999, 12, 31),
        None,
    ]


def test_precision_is_noted_in_tables(cells, document):
    """In a document a month is written on purpose."""
    assert (day(cells, "2026-11"), day(document, "2026-11")) == (PartialDate(2026, 11),) * 2
    assert (cells.noted, document.noted) == (["partial-date"], [])


# --- conditions, bearers, persons ----------------------------------------------------------


def test_conditions_in_every_form(document):
    """As a text, as a mapping, as a list of either."""
    text = conditions(document, "min_full_members=7; temporary=否；unit_type=机关|园区")

    assert str(text) == "unit_type=organ|园区; min_full_members=7; temporary=false"
    assert (
        conditions(document, {"min_full_members": "7", "temporary": False, "unit_type": ["organ", "园区"]})
        == text
    )
    assert conditions(document, ["min_full_members=7", {"temporary": "no"}, "unit_type：organ|园区"]) == text
    assert not conditions(document, None)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("min_members=7", "did you mean min_full_members"),
        ("unit_type=", "states no value"),
        ("unit_type=organ|", "states no value"),
        ({"temporary": None}, "states no value"),
        ("min_full_members=七", "whole number"),
        ("temporary=yes; temporary=no", "stands twice"),
    ],
)
def test_conditions_that_say_nothing(document, raw, words):
    assert words in refused(partial(conditions, document), raw)


@pytest.mark.parametrize(
    "raw",
    [
        "principal; first=secretary+administrative_head; direct=deputy_secretary|organization_member",
        "主体责任；第一责任人：党委书记+局长；直接责任人：副书记/组织委员",
        {"principal": [], "first": [["secretary", "局长"]], "direct": ["副书记", "组织委员"]},
        ["主体责任", "第一责任人=书记+局长", {"direct": "副书记|组织委员"}],
    ],
)
def test_bearers_in_every_form(document, raw):
    """党政同责 is a plus, alternatives are a line or a slash."""
    read = str(bearers(document, raw))

    assert (
        read == "principal; first=secretary+administrative_head; direct=deputy_secretary|organization_member"
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("frist=secretary", "did you mean first"),
        ("first=scretary", "did you mean secretary"),
        ("first", "does not say which role"),
        ("first=书记、局长", "no known kind"),
        ("first=secretary+", "leaves out a role"),
        ({"first": [[]]}, "leaves out a role"),
        ("principal=secretary", "names no role"),
        ([["first"]], "a list"),
    ],
)
def test_bearers_that_cannot_be_read(document, raw, words):
    assert words in refused(partial(bearers, document), raw)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("甲", (Holder("甲"),)),
        ("甲、乙；丙", (Holder("甲"), Holder("乙"), Holder("丙"))),
        ("甲（代）", (Holder("甲", acting=True),)),
        ("甲 (主持工作)", (Holder("甲", acting=True),)),
        ("甲（兼）（代）", (Holder("甲", acting=True),)),
        ("甲（挂职）", (Holder("甲"),)),
        ("甲（女）", (Holder("甲（女）"),)),
        ("空缺", ()),
        ("拟任丁", ()),
        ("（代）", ()),
        ("空缺、乙", (Holder("乙"),)),
        ("无", None),
        ("", None),
        ("'空缺", (Holder("空缺"),)),
        ("'甲（代）", (Holder("甲（代）"),)),
        (7, (Holder("7"),)),
        (["甲", "乙（代）", "甲"], (Holder("甲"), Holder("乙", acting=True))),
    ],
)
def test_holders(cells, raw, read):
    """Marks are no part of a name, and a word for a vacancy is no person, unless a ' says so."""
    assert holders(cells, raw) == read


def test_one_row_of_appointments_is_one_person(cells):
    assert person(cells, "甲（代）") == Holder("甲", acting=True)
    assert (person(cells, "待配"), person(cells, "—")) == ((), None)
    assert "one person" in refused(partial(person, cells), "甲、乙")


# --- whole columns ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raws",
    [
        ["A", " B"],
        ["A", "无"],
        ["A", "同上"],
        ["A", "'-"],
        ["'-"],
        ["e\u0301"],
        [1.5],
        [1e15],
        [float("nan")],
        ["A\u3000"],
    ],
)
def test_a_column_with_one_odd_cell_is_read_cell_by_cell(cells, raws):
    assert plain_column(cells, raws, dict.fromkeys(raws)) is None


def test_whole_columns_are_read_as_their_cells_are(cells):
    """The quick way and the slow way agree."""
    for raws in (["A", "", None, "é"], [1, 20, None], [1.0, 2.0], [None, None], []):
        quick = plain_column(cells, raws, dict.fromkeys(raws))

        assert quick == [cells.id(raw) for raw in raws]


def test_who_does_not_ask_for_notes_gets_none():
    assert CellReader(is_table=True, organization_kinds={}, role_kinds={}).id("无") is None


def test_what_messages_show_is_short():
    assert shown("a\n b") == "a b"
    assert shown(-(10**400)).startswith("-10^")
    assert shown(True) == "True"
