"""Frames: unit databases of three libraries as they really look."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import dangjian_chain as dc
from dangjian_chain.formats import from_frames
from dangjian_chain.formats.options import OptionError

LIBRARIES = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "mapping": dict,
}


@pytest.fixture(params=LIBRARIES)
def frame(request):
    return LIBRARIES[request.param]


def refused(**frames) -> list[tuple[str, str]]:
    with pytest.raises(dc.UnreadableDocumentError) as error:
        from_frames(**frames)
    return [(problem.code, problem.place) for problem in error.value.problems]


def test_numbers_as_ids(frame):
    """Integers, and floats because something is missing; noted once a column."""
    chain = from_frames(
        organizations=frame({"id": [1, 10, 100], "superior": [None, 1.0, 10.0], "members": [None, 3, 4]}),
        roles=frame({"id": [7], "organization": [100], "kind": ["书记"]}),
    )

    assert chain.hierarchy.superiors("100") == ["10", "1"]
    assert [each.members for each in chain.organizations.values()] == [None, 3, 4]
    assert chain.roles["7"].organization == "100"
    assert [note.place for note in chain.understood if note.code == "number-as-text"] == [
        "frame organizations column id",
        "frame organizations column superior",
        "frame roles column id",
        "frame roles column organization",
    ]


def test_dates(frame):
    """Dates, midnights and words; a time of day is refused."""
    days = [dt.date(2016, 1, 1), None]
    clocks = [dt.datetime(2016, 1, 1), dt.datetime(2016, 1, 1, 8)]
    found = from_frames(
        organizations=frame({"id": ["A", "B"], "valid_from": days, "elected_on": ["2024.7", "—"]})
    )

    assert [each.valid_from for each in found.organizations.values()] == [dt.date(2016, 1, 1), None]
    assert str(found.organizations["A"].elected_on) == "2024-07"
    assert refused(organizations=frame({"id": ["A", "B"], "valid_from": clocks})) == [
        ("unreadable-date", "frame organizations row 1 column valid_from")
    ]


def test_flags_of_databases(frame):
    """0 and 1, as numbers or words; anything else is no flag."""
    chain = from_frames(
        organizations=frame({"id": ["A", "B"], "temporary": [0, 1], "joint": [1.0, None]}),
        appointments=frame({"role": ["R"], "person": ["甲"], "acting": ["1"]}),
    )

    assert [(each.temporary, each.joint) for each in chain.organizations.values()] == [
        (False, True),
        (True, None),
    ]
    assert chain.appointments["R#甲#"].acting
    assert refused(organizations=frame({"id": ["A"], "joint": [2]})) == [
        ("not-a-flag", "frame organizations row 0 column joint")
    ]


def test_every_kind_of_missing():
    """NaN, NaT, NA and None, in columns of whatever type."""
    table = pd.DataFrame(
        {
            "id": pd.array(["A", "B"], dtype="string"),
            "superior": pd.array([None, "A"], dtype=object),
            "members": pd.array([3, None], dtype="Int64"),
            "staff": [float("nan"), 5],
            "joint": pd.array([True, None], dtype="boolean"),
            "valid_from": [pd.NaT, pd.Timestamp("2016-01-01")],
            "kind": pd.Categorical(["党委", None]),
            "band": [pd.NA, "先进"],
        }
    )
    first, second = from_frames(organizations=table).organizations.values()

    assert (first.superior, first.staff, first.valid_from, first.band) == (None,) * 4
    assert (first.kind, first.members, first.joint) == ("committee", 3, True)
    assert (second.kind, second.members, second.joint, second.staff) == ("unit", None, None, 5)


def test_numbers_of_other_libraries():
    """numpy's in a mapping, and decimals of a database."""
    chain = from_frames(
        organizations={
            "id": np.array([1, 2]),
            "superior": [float("nan"), np.int64(1)],
            "members": [Decimal(3), np.float64(4)],
        }
    )

    assert chain.hierarchy.superiors("2") == ["1"]
    assert [each.members for each in chain.organizations.values()] == [3, 4]


def test_what_is_no_id_is_said_with_row_and_column(frame):
    assert refused(organizations=frame({"id": [1.5, 2.0, None], "name": ["甲", "乙", "丙"]})) == [
        ("not-a-text", "frame organizations row 0 column id"),
        ("missing-value", "frame organizations row 2 column id"),
    ]
    assert refused(organizations=frame({"id": [True, False]}))[0][0] == "not-a-text"


def test_ids_of_other_types_are_refused():
    ids = [uuid.UUID(int=1), b"A", dt.date(2026, 1, 2)]

    assert [code for code, _ in refused(organizations=pd.DataFrame({"id": ids}))] == ["not-a-text"] * 3


def test_lists_in_frames(frame):
    chain = from_frames(organizations=frame({"id": ["A"], "guided_by": [["B", "C"]], "covers": ["D;E"]}))

    assert (chain.organizations["A"].guided_by, chain.organizations["A"].covers) == (("B", "C"), ("D", "E"))


# --- columns --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "columns",
    [
        {"dwbm": "id", "sjdw": "superior"},
        {"id": "dwbm", "superior": "sjdw"},
        {"organizations": {"dwbm": "id", "superior": "sjdw"}},
        {"dwbm": "id", "organizations": {"sjdw": "superior"}, "gone": "name"},
    ],
)
def test_columns_of_other_names(columns):
    """Either way round, flat or by collection; a column that a frame lacks is another's."""
    chain = from_frames(organizations={"dwbm": ["A", "B"], "sjdw": [None, "A"]}, columns=columns)

    assert chain.hierarchy.superiors("B") == ["A"]


def test_columns_may_be_named_as_others_of_ours():
    chain = from_frames(
        organizations={"name": ["A"], "title": ["甲"]}, columns={"name": "id", "title": "name"}
    )

    assert chain.organizations["A"].name == "甲"


@pytest.mark.parametrize(
    ("columns", "near"),
    [
        ({"dwbm": "idd"}, "id"),
        ({"id": "dwbmm"}, None),
        ({"organizations": {"dwbm": "holder"}}, None),
        ({"gone": "nmae"}, "name"),
    ],
)
def test_columns_that_mean_nothing(columns, near):
    """A slip in the call is no gap and no problem of a document."""
    frames = {"id": ["A"], "dwbm": ["B"]} if "id" in columns else {"dwbm": ["A"]}
    with pytest.raises(OptionError, match="columns") as error:
        from_frames(organizations=frames, columns=columns)

    assert isinstance(error.value, ValueError)
    assert near is None or near in error.value.nearest


# --- kinds ----------------------------------------------------------------------------------


def test_codes_for_kinds():
    """Flat for whichever collection has the kind, or by collection; numbers are codes too."""
    chain = from_frames(
        organizations={"id": ["A", "B", "C"], "kind": [1, 2, None]},
        roles={"id": ["R", "S"], "organization": ["A", "B"], "kind": ["1", "9"]},
        kinds={1: "党委", "2": "branch", "9": "书记", "roles": {"1": "organizer"}},
    )

    assert [each.kind for each in chain.organizations.values()] == ["committee", "branch", "unit"]
    assert [each.kind for each in chain.roles.values()] == ["organizer", "secretary"]
    assert [note.text.en for note in chain.understood if note.code == "word"] == [
        "'1' read as committee",
        "'2' read as branch",
        "'1' read as organizer",
        "'9' read as secretary",
    ]


@pytest.mark.parametrize(
    "kinds", [{"01": "comittee"}, {"roles": {"01": "branch"}}, {"organizations": {"01": "书记"}}]
)
def test_codes_that_mean_no_kind(kinds):
    with pytest.raises(OptionError, match="kinds"):
        from_frames(organizations={"id": ["A"], "kind": ["01"]}, kinds=kinds)


def test_an_unknown_code_is_a_problem_of_the_frame():
    assert refused(organizations={"id": ["A"], "kind": ["03"]}, kinds={"01": "committee"}) == [
        ("unknown-kind", "frame organizations row 0 column kind")
    ]


def test_own_kinds_may_come_as_a_frame(frame):
    """With the columns `of` and `id` it is rows of kinds, not codes."""
    chain = from_frames(
        kinds=frame({"of": ["organization"], "id": ["office"], "label_zh": ["党群部门"], "leads": [False]}),
        organizations=frame({"id": ["A"], "kind": ["党群部门"]}),
    )

    assert chain.organizations["A"].kind == "office"


# --- hierarchy --------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["0", -1, "-1", "无上级", "", None, 0.0])
def test_roots(root):
    chain = from_frames(organizations={"id": ["A"], "superior": [root]}, roots=("", "0", -1, "无上级", None))

    assert chain.hierarchy.roots == ("A",)


def test_one_root_needs_no_tuple():
    assert from_frames(organizations={"id": ["A"], "superior": ["XX"]}, roots="XX").hierarchy.roots == ("A",)
    assert from_frames(organizations={"id": ["A"], "superior": [0]}, roots=0).hierarchy.roots == ("A",)


@pytest.mark.parametrize(
    ("ids", "levels"),
    [
        (["100", "100200", "100200300"], (3, 6, 9)),
        (["100", "100200", "100200300"], (3, 3, 3)),
        (["12", "123456", "123456789"], (2, 4, 3)),
        (["1234", "123456", "12345678"], (4, 2, 2)),
        (["12", "12345", "123456789012"], (2, 3, 7)),
        ([100, 100200, 100200300], [3, 6, 9]),
        (["1", "1.20", "1.20.3"], "."),
        (["1", "1--2", "1--2--3"], "--"),
    ],
)
def test_path_codes(ids, levels):
    """Lengths by level, widths of segments, or a mark between; said once in the notes."""
    chain = from_frames(organizations={"id": ids}, code_levels=levels)
    top, middle, bottom = map(str, ids)

    assert chain.hierarchy.superiors(bottom) == [middle, top]
    assert [note.code for note in chain.understood].count("code-levels") == 1


def test_a_superior_that_is_stated_stands():
    chain = from_frames(
        organizations={"id": ["10", "1001", "1002"], "superior": [None, "", "1001"]}, code_levels=(2, 4)
    )

    assert chain.hierarchy.superiors("1002") == ["1001", "10"]


def test_codes_whose_superior_is_not_there_are_gaps():
    """Load first, judge later."""
    chain = from_frames(organizations={"id": ["10", "200101"]}, code_levels=(2, 2, 2))

    assert [gap.subject for gap in dc.detect_gaps(chain, at=dt.date(2026, 1, 1), select="DJ001")] == ["2001"]


def test_codes_that_fit_no_level():
    """Each is said; without ids at all the column is what is missing."""
    assert refused(organizations={"id": ["10", "100", "1000", "1"]}, code_levels=(2, 4)) == [
        ("unreadable-code", "frame organizations row 1 column id"),
        ("unreadable-code", "frame organizations row 3 column id"),
    ]
    assert refused(organizations={"superior": ["A"]}, code_levels=(2, 4)) == [
        ("missing-column", "frame organizations")
    ]
    chain = from_frames(organizations={"id": ["10", "100"]}, code_levels=(2, 4), bad_rows="set-aside")
    assert list(chain.organizations) == ["10"]


@pytest.mark.parametrize("levels", ["", (), (3, 0), (3, -1), (3, "6"), (True, 2), (2.0, 4)])
def test_levels_that_mean_nothing(levels):
    with pytest.raises(OptionError, match="code_levels"):
        from_frames(organizations={"id": ["A"]}, code_levels=levels)


# --- posts --------------------------------------------------------------------------------------


def test_posts_as_columns(frame):
    """Beside frames of roles and appointments, and with names of their own."""
    chain = from_frames(
        organizations=frame(
            {
                "id": [10, 20],
                "kind": ["党委", "党支部"],
                "sj": ["甲（代）", "空缺"],
                "组织委员": ["乙、丙", None],
            }
        ),
        roles=frame({"id": ["R"], "organization": [20], "kind": ["纪检委员"], "title": ["委员"]}),
        appointments=frame({"role": ["R"], "person": ["丁"], "since": ["2024-07-01"]}),
        columns={"sj": "secretary"},
        wide=True,
    )

    assert [(each.id, each.organization, each.title) for each in chain.roles.values()] == [
        ("10.organization_member", "10", None),
        ("10.secretary", "10", None),
        ("20.secretary", "20", None),
        ("R", "20", "委员"),
    ]
    assert [(each.role, each.person, each.acting, each.since) for each in chain.appointments.values()] == [
        ("10.organization_member", "丙", False, None),
        ("10.organization_member", "乙", False, None),
        ("10.secretary", "甲", True, None),
        ("R", "丁", False, dt.date(2024, 7, 1)),
    ]
    assert chain.tables["appointments"].places[0] == "frame organizations:0"


def test_a_post_that_is_a_role_already_is_refused():
    """Two rows of one id, on two sheets."""
    organizations = {"id": ["A"], "书记": ["甲"]}
    roles = {"id": ["A.secretary"], "organization": ["A"], "kind": ["书记"]}

    assert refused(organizations=organizations, roles=roles, wide=True) == [
        ("duplicate-id", "frame roles row 0")
    ]


def test_posts_of_rows_that_are_left_out_are_left_out():
    organizations = {"id": ["A", "A", "B"], "members": [1, 2, -1], "书记": ["甲", "乙", "丙"]}
    chain = from_frames(organizations=organizations, wide=True, duplicates="keep-first", bad_rows="set-aside")

    assert [each.person for each in chain.appointments.values()] == ["甲"]


# --- calls --------------------------------------------------------------------------------------


def test_calls_that_cannot_be_answered():
    with pytest.raises(TypeError, match="different lengths"):
        from_frames(organizations={"id": ["A"], "name": []})
    with pytest.raises(dc.UnknownNameError, match="did you mean 'roots'"):
        from_frames(organizations={"id": ["A"]}, root=("0",))
    with pytest.raises(TypeError, match="frame is wanted, not list"):
        from_frames(organizations=[{"id": "A"}])


def test_frames_that_are_left_out_or_empty(frame):
    chain = from_frames(organizations=frame({"id": ["A"]}), roles=None, duties=frame({"id": [], "title": []}))

    assert (len(chain.roles), len(chain.duties)) == (0, 0)


def test_columns_are_taken_as_columns():
    """What is plain is not read cell by cell: a million of organizations is a matter of seconds."""
    count = 100_000
    ids = [f"{number:06d}" for number in range(count)]
    table = pd.DataFrame({"id": ids, "name": [f"示例{id_}" for id_ in ids], "superior": [None, *ids[:-1]]})
    chain = from_frames(organizations=table)

    assert len(chain.organizations) == count
    assert chain.understood == ()
