"""CSV: rows and lines, what people write in tables, and what each reading leaves in the notes."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

import dangjian_chain as dc
from dangjian_chain.formats import decoding


@pytest.fixture
def write(tmp_path):
    """Return a function that makes a folder of tables and reads it."""

    def of(**texts: str) -> Path:
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return of


def notes(chain: dc.ResponsibilityChain, code: str = "") -> list[str]:
    return [str(note) for note in chain.understood if code in {"", note.code}]


def problems(folder: Path, **options) -> list[tuple[str, str]]:
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(folder, **options)
    return [(problem.code, problem.place) for problem in refused.value.problems]


# --- rows ------------------------------------------------------------------------------


def test_a_quoted_line_break_does_not_shift_places(write):
    """A row is where it begins."""
    folder = write(organizations='id,name,members\nA,"一\n二",x\n\nB,乙,y\n')

    assert problems(folder) == [
        ("not-a-count", "organizations.csv:2:3"),
        ("not-a-count", "organizations.csv:5:3"),
    ]


def test_blank_rows_and_short_blank_rows_are_no_data(write):
    chain = dc.read(write(organizations="id,name,members\nA,甲,3\n,,\n ,\n,,,,\n—,无,/\n"))

    assert list(chain.organizations) == ["A"]


def test_sums_and_feet_are_no_data_and_noted(write):
    """However spaced, with or without all their cells; in the first two columns."""
    text = "序号,党组织名称,党员人数\n1,甲支部,3\n,合 计,3\n小计\n填表人：丁,,审核人：戊\n备注:无\n"
    chain = dc.read(write(organizations=text))

    assert list(chain.organizations) == ["甲支部"]
    assert [(note.code, note.place) for note in chain.understood if note.code in {"sums", "foot"}] == [
        ("sums", "organizations.csv:3"),
        ("sums", "organizations.csv:4"),
        ("foot", "organizations.csv:5"),
        ("foot", "organizations.csv:6"),
    ]


def test_a_sum_in_another_column_is_a_word(write):
    chain = dc.read(write(organizations="id,name,approved_by\nA,甲,合计\n"))

    assert chain.organizations["A"].approved_by == "合计"


def test_a_table_of_headers_alone_is_empty(write):
    assert len(dc.read(write(organizations="id,name\n")).organizations) == 0


def test_a_spreadsheet_may_name_its_separator(write):
    """Excel writes `sep=;` on the first line."""
    folder = write(organizations="sep=;\nid;members\nA;x\n")

    assert problems(folder) == [("not-a-count", "organizations.csv:3:2")]


def test_blank_headers_at_the_end_are_no_columns(write):
    """A spreadsheet leaves commas behind."""
    chain = dc.read(write(organizations="id,name,,\nA,甲,,\nB,乙\nC,丙,,,\n"))

    assert list(chain.organizations) == ["A", "B", "C"]


def test_a_row_of_another_width_can_be_set_aside(write):
    folder = write(organizations="id,name\nA,甲,乙,丙\nB\nC,丁\n")
    chain = dc.read(folder, bad_rows="set-aside")

    assert list(chain.organizations) == ["C"]
    assert [row.subject for row in chain.left_out] == ["row 2", "row 3"]


# --- words of tables ----------------------------------------------------------------------


def test_ditto_marks_repeat_the_cell_above(write):
    """Of whatever type, noted each time; a vacancy above is repeated too."""
    chain = dc.read(
        write(
            organizations="编号,上级,组织类别,成立时间\nA,,党委,2016-01-01\nB,A,党支部, 同上 \nC,〃,″,同上\n",
            roles="岗位编号,所在组织,岗位类别,现任\nR1,A,书记,空缺\nR2,B,同上,同上\nR3,C,组织委员,甲\nR4,C,宣传委员,同上\n",
        )
    )

    assert [(each.superior, each.kind, each.valid_from) for each in chain.organizations.values()][1:] == [
        ("A", "branch", dt.date(2016, 1, 1))
    ] * 2
    assert [(each.role, each.person) for each in chain.appointments.values()] == [("R3", "甲"), ("R4", "甲")]
    assert len(notes(chain, "repeat")) == 7


@pytest.mark.parametrize("above", ["", "x", "同上"])
def test_a_ditto_mark_below_nothing_is_refused(write, above):
    """Below a blank, and below a cell that cannot be read: set aside, the row would be another's."""
    folder = write(organizations=f"id,members\nA,{above}\nB,同上\n")

    assert ("nothing-above", "organizations.csv:3:2") in problems(folder)
    assert list(dc.read(folder, bad_rows="set-aside").organizations) == (["A"] if above == "" else [])


def test_words_of_a_kind_that_say_more(write):
    """联合党支部 is a branch that is joint; what a column says of its own stands."""
    text = "编号,组织类别,是否联合\nA,联合党支部,\nB,野外临时党支部,\nC,联合党支部,否\nD,党支部,\n"
    chain = dc.read(write(organizations=text))
    found = [(each.kind, each.joint, each.temporary) for each in chain.organizations.values()]

    assert found == [
        ("branch", True, None),
        ("branch", None, True),
        ("branch", False, None),
        ("branch", None, None),
    ]
    assert len(notes(chain, "implied")) == 2


def test_appointments_name_persons_vacancies_and_marks(write):
    """A vacancy is no appointment; a mark is read beside the column that says the same."""
    chain = dc.read(
        write(
            roles="岗位编号,所在组织,岗位类别\nR,A,书记\n",
            appointments="任职岗位,姓名,是否代理,任职时间\nR,甲（代）,,2024.7\nR,空缺,,x\nR,'空缺,,\nR,乙,是,\n",
        )
    )
    held = [(each.person, each.acting) for each in chain.appointments.values()]

    assert held == [("乙", True), ("甲", True), ("空缺", False)]
    assert len(notes(chain, "vacancy")) == 1
    assert len(notes(chain, "mark")) == 1


def test_two_persons_in_one_row_are_refused(write):
    assert problems(write(appointments="role,person\nR,甲、乙\n")) == [
        ("several-persons", "appointments.csv:2:2")
    ]


def test_names_serve_as_ids_where_there_are_none(write):
    """The place of a cell is that of the name."""
    folder = write(
        organizations="党组织名称,上级党组织\n甲党委,\n甲党委,甲党委\n,甲党委\n", duties="责任事项\n开会\n"
    )

    assert problems(folder) == [
        ("missing-value", "organizations.csv:4:1"),
        ("duplicate-id", "organizations.csv:3"),
    ]
    chain = dc.read(folder, duplicates="keep-first", bad_rows="set-aside")
    assert list(chain.duties) == ["开会"]
    assert len(notes(chain, "names-as-ids")) == 2


# --- classes ---------------------------------------------------------------------------------


def test_words_for_classes(write):
    """Ids before names before words; what a ' marks is an id."""
    chain = dc.read(
        write(
            organizations="id,name,kind\nA,甲党委,党委\n大队党委,乙,党委\nB,机关党委,党委\n",
            duties="id,title\nZ,会\n",
            assignments="duty,organization,role\nZ,各党支部,书记\nZ,大队党委,\nZ,甲党委,\nZ,党支部,'书记\nZ,各党小组,\nZ,'党支部,\nZ,@党总支,@书记\nZ,各级党组织,\nZ,机关党委,\nZ,项目部,\nZ,'@branch,'@secretary\n",
        )
    )
    found = [(each.organization, each.role) for each in chain.assignments.values()]

    assert sorted(found, key=str) == sorted(
        [
            ("@branch", "@secretary"),
            ("大队党委", None),
            ("甲党委", None),
            ("@branch", "书记"),
            ("@group", None),
            ("党支部", None),
            ("@general_branch", "@secretary"),
            ("@*", None),
            ("机关党委", None),
            ("项目部", None),
            ("@branch", "@secretary"),
        ],
        key=str,
    )


@pytest.mark.parametrize("name", ["chain", "chain.xlsx"])
def test_ids_that_look_like_classes_and_posts_are_read_back(tmp_path, name):
    """The writer marks what a reader of tables would take for more than a name."""
    chain = dc.ResponsibilityChain(
        assignments=[
            dc.Assignment("Z", organization, role)
            for organization in ("各党支部", "党支部", "大队党委", "@branch", "A")
            for role in ("书记", "secretary", "@secretary", "R", None)
        ],
        appointments=[
            dc.Appointment("R", person)
            for person in (
                "空缺",
                "空缺（已上报）",
                "缺(编)",
                "拟任丁",
                "甲（代）",
                "（兼）",
                "无",
                "'甲",
                "同上",
                "合计",
            )
        ],
    )
    dc.write(chain, tmp_path / name)

    assert dc.read(tmp_path / name) == chain


@pytest.mark.parametrize("word", ["各临时党支部", "@联合党支部", "@brnch"])
def test_a_part_of_a_class_is_none(write, word):
    folder = write(organizations="id\nA\n", assignments=f"duty,organization\nZ,{word}\n")

    assert problems(folder)[0][1] == "assignments.csv:2:2"


def test_own_kinds_have_words_too(write):
    """By id and by label, for organizations, roles, classes, and what a kind stands under."""
    chain = dc.read(
        write(
            kinds="种类,编号,中文名称,可隶属于,必设岗位\n组织,office,党群部门,党委；@*,部长\n岗位,minister,部长,,\n",
            organizations="id,kind\nA,党群部门\n",
            roles="id,organization,kind\nR,A,部长\n",
            assignments="duty,organization,role\nZ,各党群部门,部长\n",
        )
    )
    office = chain.kinds["organization#office"]

    assert (office.under, office.needs) == (("committee", "@*"), "minister")
    assert (chain.organizations["A"].kind, chain.roles["R"].kind) == ("office", "minister")
    assert [(each.organization, each.role) for each in chain.assignments.values()] == [
        ("@office", "@minister")
    ]


# --- notes -----------------------------------------------------------------------------------


def test_every_reading_that_is_not_literal_is_noted_where_it_is(write):
    """Once a word and column, with one example of what is alike."""
    chain = dc.read(
        write(
            organizations="编号,组织类别,单位类型,党员人数,成立时间,批准单位,备注\nA,党委,机关,１２,2024.7,无,好\nB,党委,机关,3,2024.8,无,\n",
            appointments="任职岗位,姓名,任期至\nR,甲,2026-12-31\nR,乙,2027-12-31\n",
        )
    )

    assert notes(chain) == [
        "organizations.csv:1:2: “党委”读作 committee | '党委' read as committee",
        "organizations.csv:1:3: “机关”读作 organ | '机关' read as organ",
        "organizations.csv:1:4: “１２”读作 12 | '１２' read as 12",
        (
            "organizations.csv:1:5: 只有年月或写法不同的日期，如“2024.7”读作 2024-07"
            " | dates known in part or written otherwise, such as '2024.7' read as 2024-07"
        ),
        "organizations.csv:1:6: “无”读作未填写 | '无' read as nothing entered",
        "organizations.csv:1:7: 列“备注”未读取 | the column '备注' was not read",
        (
            "appointments.csv:1:3: 为在任最后一天，止期加一天，如 2026-12-31 读作 2027-01-01"
            " | the last day in force, one day added, such as 2026-12-31 read as 2027-01-01"
        ),
    ]


def test_what_is_literal_is_not_noted(write):
    chain = dc.read(write(organizations="id,kind,members,valid_from,temporary\nA,branch,3,2026-01-05,是\n"))

    assert notes(chain) == []


# --- files -----------------------------------------------------------------------------------


def test_one_table_by_itself(tmp_path):
    """Its name says which collection it is; another name is taken for organizations, and that is noted."""
    (tmp_path / "Duties.CSV").write_text("id,title\nZ,会\n", "utf-8")
    (tmp_path / "2024年台账.csv").write_text("id\nA\n", "utf-8")
    other = dc.read(tmp_path / "2024年台账.csv")

    assert list(dc.read(tmp_path / "Duties.CSV").duties) == ["Z"]
    assert list(other.organizations) == ["A"]
    assert [note.code for note in other.understood] == ["collection"]


def test_files_that_are_not_read_are_noted_with_what_they_may_be(write):
    folder = write(organizations="id\nA\n", organisations="x\n1\n", wordings="x\n")
    (folder / "README.md").write_text("#")
    (folder / "~$organizations.xlsx").write_text("lock")

    assert notes(dc.read(folder), "unread") == [
        (
            "organisations.csv: 文件未读取，是否应名为 organizations"
            " | the file was not read; should it be called organizations?"
        ),
        "wordings.csv: 文件未读取 | the file was not read",
    ]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system lets us read everything"
)
def test_a_file_that_the_system_withholds_is_one_problem(write):
    folder = write(organizations="id\nA\n", roles="id,organization,kind\nR,A,x\n")
    (folder / "organizations.csv").chmod(0)

    assert problems(folder) == [("unreadable-file", "organizations.csv"), ("unknown-kind", "roles.csv:2:3")]


def test_what_the_system_says_is_a_problem(write, monkeypatch):
    """One file that cannot be opened does not hide what is wrong in the next."""
    folder = write(organizations="id\nA\n", roles="id,organization,kind\nR,A,x\n")
    read_bytes = Path.read_bytes

    def withhold(path: Path) -> bytes:
        if path.name == "organizations.csv":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", withhold)

    assert problems(folder) == [("unreadable-file", "organizations.csv"), ("unknown-kind", "roles.csv:2:3")]
    assert problems(folder / "organizations.csv") == [("unreadable-file", "organizations.csv")]


def test_a_file_of_absurd_size_is_not_read_at_all(write, monkeypatch):
    monkeypatch.setattr(decoding, "_LARGEST", 3)

    assert problems(write(organizations="id\nA\n")) == [("too-large", "organizations.csv")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_refused(tmp_path, encoding):
    """Without a mark UTF-16 is not told from anything else; the message says what to do."""
    (tmp_path / "organizations.csv").write_bytes("编号,名称\n甲,乙\n".encode(encoding))
    with pytest.raises(dc.UnreadableDocumentError, match="另存为 UTF-8"):
        dc.read(tmp_path)
