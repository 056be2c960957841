"""Reading what units really have: tables, documents, workbooks and frames."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import dangjian_chain as dc
from dangjian_chain.formats import chain_from_document

FRAMES = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table, "mapping": dict}


def folder(tmp_path: Path, encoding: str = "utf-8", **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding=encoding)
    return tmp_path


def notes(chain: dc.ResponsibilityChain) -> list[str]:
    return [entry.code for entry in chain.understood]


# --- tables ------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_csv_are_recognized(tmp_path, encoding):
    """Each of the four gives the same chain; one that is not UTF-8 is noted."""
    chain = dc.read(
        folder(tmp_path, encoding, organizations="编号,党组织名称,组织类别\nD1,示例大队党委,党委\n")
    )

    assert chain.organizations["D1"].name == "示例大队党委"
    assert ("encoding" in notes(chain)) == (encoding in {"gb18030", "utf-16"})


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_delimiters_are_told_by_the_header(tmp_path, mark):
    """Commas, tabs and semicolons."""
    chain = dc.read(folder(tmp_path, organizations=f"id{mark}kind\nD1{mark}committee\n"))

    assert chain.organizations["D1"].kind == "committee"


def test_ids_keep_their_zeros_and_lose_their_spaces(tmp_path):
    """`010` is a name, not a number."""
    chain = dc.read(folder(tmp_path, organizations="id,superior\n 010 ,\n0101,010\n"))

    assert chain.hierarchy.superiors("0101") == ["010"]


def test_words_for_nothing_are_blank_and_noted(tmp_path):
    """Forms forbid blanks, so people write — and 无."""
    chain = dc.read(folder(tmp_path, organizations="id,superior,approved_by\nD1,—,无\n"))

    assert (chain.organizations["D1"].superior, chain.organizations["D1"].approved_by) == (None, None)
    assert notes(chain).count("nothing") == 2


def test_a_marked_text_is_taken_as_written(tmp_path):
    """A leading ' protects what would be read as nothing, or run as a formula."""
    chain = dc.read(folder(tmp_path, organizations="id,name,approved_by\nD1,'=1+1,'-\n"))

    assert (chain.organizations["D1"].name, chain.organizations["D1"].approved_by) == ("=1+1", "-")


def test_holders_vacancies_and_marks(tmp_path):
    """A name holds the post, 空缺 leaves it vacant, marks are no part of a name."""
    chain = dc.read(
        folder(
            tmp_path,
            organizations="id,kind\nD1,党委\n",
            roles="岗位编号,所在组织,岗位类别,现任\nR1,D1,书记,甲（代）\nR2,D1,副书记,空缺\nR3,D1,委员,乙（兼）、丙\nR4,D1,组织员,\n",
        )
    )
    held = {(each.role, each.person, each.acting) for each in chain.appointments.values()}

    assert held == {("R1", "甲", True), ("R3", "乙", False), ("R3", "丙", False)}
    assert notes(chain).count("vacancy") == 1


def test_posts_as_columns(tmp_path):
    """A column headed by a post makes roles: a name fills one, 空缺 leaves it vacant, — makes none."""
    text = "党支部名称,组织类别,书记,纪检委员,党员总数\n一支部,党支部,甲,空缺,9\n二支部,党支部,乙,—,4\n合计,,,,13\n"
    chain = dc.read(folder(tmp_path, organizations=text))

    assert list(chain.roles) == ["一支部.discipline_member", "一支部.secretary", "二支部.secretary"]
    assert [each.person for each in chain.appointments.values()] == ["甲", "乙"]
    assert {"names-as-ids", "sums", "vacancy"} <= set(notes(chain))


def test_posts_as_columns_can_be_refused(tmp_path):
    """With `wide=False` a post is no column of an organization."""
    with pytest.raises(dc.UnreadableDocumentError, match="书记"):
        dc.read(folder(tmp_path, organizations="id,书记\nA,甲\n"), wide=False)


def test_classes_as_office_lists_write_them(tmp_path):
    """各党支部 and 支部书记 are a class and a kind of role; 同上 repeats."""
    chain = dc.read(
        folder(
            tmp_path,
            organizations="id,kind\nD1,党委\n",
            duties="责任事项\n开会\n学习\n",
            assignments="责任事项,责任主体,责任人\n开会,各党支部,支部书记\n学习,同上,同上\n开会,D1,书记\n",
        )
    )

    assert list(chain.assignments) == [
        "学习@@branch/@secretary#first#",
        "开会@@branch/@secretary#first#",
        "开会@D1/@secretary#first#",
    ]
    assert {"word", "repeat", "names-as-ids"} <= set(notes(chain))


def test_an_end_that_states_the_last_day_gains_one(tmp_path):
    """任期至 is the last day in force; until is the first day no longer."""
    chain = dc.read(
        folder(
            tmp_path,
            organizations="id\nA\n",
            roles="id,organization,kind\nR,A,secretary\n",
            appointments="任职岗位,姓名,任职时间,任期至\nR,甲,2024年1月5日,2026.12.31\n",
        )
    )
    (held,) = chain.appointments.values()

    assert (held.since, held.until) == (dt.date(2024, 1, 5), dt.date(2027, 1, 1))


def test_months_keep_their_precision(tmp_path):
    """A month is a month, and counts in the unit's favor."""
    chain = dc.read(folder(tmp_path, organizations="id,elected_on,valid_to\nA,2024.7,2026年9月\n"))

    assert chain.organizations["A"].elected_on == dc.PartialDate(2024, 7)
    assert "A" in chain.at(dt.date(2026, 9, 29)).organizations


def test_personal_columns_are_never_read(tmp_path):
    """What is personal stays out, and the chain says so."""
    chain = dc.read(folder(tmp_path, organizations="序号,id,身份证号,备注\n1,A,11010119900101001X,好\n"))

    assert list(chain.organizations) == ["A"]
    assert notes(chain) == ["unread"] * 3
    assert "11010119900101001" not in str(chain.understood)


def test_words_of_vocabularies_in_chinese(tmp_path):
    """Kinds, rhythms, responsibilities, natures and flags as people write them."""
    chain = dc.read(
        folder(
            tmp_path,
            organizations="编号,组织类别,是否联合\nA,联合党支部,\nB,党总支,否\n",
            duties="事项编号,责任事项,任务性质,责任主体,责任人,频次\nZ,会,自选动作,党支部；党总支,第一责任人=书记；直接责任人=组织委员|宣传委员,每季度\n",
            assignments="责任事项,责任单位,责任类型,承担方式\nZ,A,监督责任,抓下级落实\n",
        )
    )
    duty = chain.duties["Z"]

    assert chain.organizations["A"].joint is True
    assert chain.organizations["B"].joint is False
    assert (duty.nature, duty.performed_by, duty.cycle) == (
        "elective",
        ("general_branch", "branch"),
        "1/quarter",
    ) or (duty.performed_by == ("branch", "general_branch"))
    assert str(duty.bearers) == "first=secretary; direct=organization_member|publicity_member"
    assert next(iter(chain.assignments.values())).responsibility == dc.Responsibility.SUPERVISORY


# --- workbooks -----------------------------------------------------------------------


def test_a_workbook_with_a_sheet_a_collection(tmp_path):
    """Sheets named for collections are read, others noted; cells say where they stand."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "组织"
    for row in (["编号", "组织类别", "党员人数", "成立时间"], [10, "党委", 160, dt.datetime(2016, 1, 1)]):
        sheet.append(row)
    book.create_sheet("说明").append(["随便写的"])
    book.save(tmp_path / "a.xlsx")
    chain = dc.read(tmp_path / "a.xlsx")
    found = chain.organizations["10"]

    assert (found.kind, found.members, found.valid_from) == ("committee", 160, dt.date(2016, 1, 1))
    assert {"unread", "number-as-text"} <= set(notes(chain))
    sheet["C2"] = -1
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(tmp_path / "b.xlsx")
    assert refused.value.problems[0].place == "b.xlsx 组织!C2"


# --- documents -------------------------------------------------------------------------


def test_plain_scalars_are_read_by_their_column(tmp_path):
    """In YAML `010` stays text where text is wanted, and 12 is a number where a count is."""
    chain = dc.read_text(
        "organizations: [{id: 010, name: yes, members: 12, joint: no, valid_from: 2026-01-05}]"
    )
    found = chain.organizations["010"]

    assert (found.name, found.members, found.joint, found.valid_from) == (
        "yes",
        12,
        False,
        dt.date(2026, 1, 5),
    )


def test_documents_take_words_for_nothing_as_they_stand():
    """Only null is nothing in a document."""
    chain = dc.read_text("organizations: [{id: A, name: 无, approved_by: null}]")

    assert (chain.organizations["A"].name, chain.organizations["A"].approved_by) == ("无", None)


def test_bearers_and_conditions_as_mappings():
    """A document may spell out what a cell abbreviates."""
    chain = dc.read_text("""
duties:
- id: Z
  title: 会
  conditions: {min_full_members: 7, temporary: false, unit_type: [organ, soe]}
  bearers: {principal: , first: secretary, direct: [deputy_secretary, organization_member]}
""")

    assert (
        str(chain.duties["Z"].bearers)
        == "principal; first=secretary; direct=deputy_secretary|organization_member"
    )
    assert str(chain.duties["Z"].conditions) == "unit_type=organ|soe; min_full_members=7; temporary=false"


def test_json_numbers_as_ids_are_text_and_noted():
    """A system that counts its units may send numbers."""
    chain = chain_from_document({"organizations": [{"id": 1}, {"id": 11, "superior": 1}]})

    assert chain.hierarchy.superiors("11") == ["1"]
    assert "number-as-text" in notes(chain)


def test_a_document_in_chinese():
    """Keys and columns may be the Chinese ones."""
    chain = dc.read_text("组织:\n- {编号: A, 组织类别: 党委, 上级党组织: null}\n")

    assert chain.organizations["A"].kind == "committee"


# --- frames ------------------------------------------------------------------------------


@pytest.mark.parametrize("library", FRAMES)
def test_frames_of_any_library(library):
    """Columns are taken as columns; missing values are missing whatever they are called."""
    frame = FRAMES[library]
    chain = dc.from_frames(
        organizations=frame({"id": ["A", "B"], "superior": [None, "A"], "members": [12, None]}),
        roles=frame({"id": ["R"], "organization": ["B"], "kind": ["书记"], "holder": ["甲"]}),
    )

    assert chain.organizations["A"].members == 12
    assert chain.organizations["B"].members is None
    assert [each.person for each in chain.appointments.values()] == ["甲"]
    assert dc.ResponsibilityChain.from_frames(organizations=frame({"id": ["A"]})).hierarchy.roots == ("A",)


def test_unit_databases_as_they_look():
    """Names of their own, codes for kinds, 0 for no superior, ids that became floats."""
    frame = pd.DataFrame(
        {
            "dwbm": [10.0, 1001.0],
            "sjdw": [0.0, 10.0],
            "lx": ["01", "02"],
            "clrq": [pd.Timestamp("2016-01-01"), pd.NaT],
        }
    )
    chain = dc.from_frames(
        organizations=frame,
        columns={"dwbm": "id", "superior": "sjdw", "organizations": {"lx": "kind", "clrq": "valid_from"}},
        kinds={"01": "committee", "02": "branch"},
        roots=("", "0", "-1"),
    )

    assert chain.hierarchy.superiors("1001") == ["10"]
    assert chain.organizations["1001"].kind == "branch"
    assert chain.organizations["10"].valid_from == dt.date(2016, 1, 1)
    assert chain.hierarchy.roots == ("10",)


def test_one_mapping_serves_several_frames():
    """A flat mapping renames where its columns stand, in whichever frame."""
    chain = dc.from_frames(
        organizations={"bm": ["A", "B"], "sj": [None, "A"]},
        roles={"gw": ["R"], "dw": ["B"], "lb": ["书记"]},
        columns={"bm": "id", "sj": "superior", "gw": "id", "dw": "organization", "lb": "kind"},
    )

    assert chain.roles["R"].organization == "B"
    assert chain.hierarchy.superiors("B") == ["A"]


@pytest.mark.parametrize(
    ("codes", "levels"),
    [
        (("01", "0102", "010203"), (2, 4, 6)),
        (("01", "0102", "010203"), (2, 2, 2)),
        (("1", "1.2", "1.2.3"), "."),
    ],
)
def test_hierarchies_in_path_codes(codes, levels):
    """Lengths, widths or a mark between: the id says the superior."""
    chain = dc.from_frames(organizations={"id": list(codes)}, code_levels=levels)

    assert chain.hierarchy.superiors(codes[2]) == [codes[1], codes[0]]


def test_a_code_that_fits_no_level_is_said():
    """An id of another length is a mistake, not a top."""
    with pytest.raises(dc.UnreadableDocumentError, match="010"):
        dc.from_frames(organizations={"id": ["01", "0102", "010"]}, code_levels=(2, 4))


def test_posts_of_frames_want_to_be_asked_for():
    """`wide=True` takes posts as columns; otherwise they are unknown columns."""
    posts = {"id": ["A"], "kind": ["党支部"], "书记": ["甲"], "副书记": ["—"]}

    assert list(dc.from_frames(organizations=posts, wide=True).roles) == ["A.secretary"]
    with pytest.raises(dc.UnreadableDocumentError, match="书记"):
        dc.from_frames(organizations=posts)


def test_what_is_no_frame_is_refused():
    """A clean error, in English: it is a mistake of the call."""
    with pytest.raises(TypeError, match="frame is wanted"):
        dc.from_frames(organizations=3)
    with pytest.raises(dc.UnknownNameError, match="organizations"):
        dc.from_frames(organisations={"id": ["A"]})
    with pytest.raises(ValueError, match="did you mean 'superior'"):
        dc.from_frames(organizations={"id": ["A"], "x": ["B"]}, columns={"x": "superor"})
    with pytest.raises(ValueError, match="duplicates"):
        dc.from_frames(organizations={"id": ["A"]}, duplicates="maybe")
