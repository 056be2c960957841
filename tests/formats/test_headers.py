"""Headers: in either language, however spaced, as a column, a post, or left unread."""

from __future__ import annotations

import itertools

import pytest

import dangjian_chain as dc
from dangjian_chain.formats.csv_source import csv_text
from dangjian_chain.formats.headers import normal_header, resolved
from dangjian_chain.formats.words import lookup, words
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS


def meanings(collection: str, *headers: str, **options) -> list[str]:
    """Return what headers mean: a column's name, or its use; the problems' codes where there are any."""
    sheet = csv_text(
        ",".join(headers) + "\n" + ",".join("x" * len(headers)) + "\n", collection, "a.csv"
    ).sheets[0]
    found, problems = resolved(
        sheet, lookup("role_kinds"), wide=options.get("wide"), renamed=options.get("renamed", {})
    )
    if problems:
        return [problem.code for problem in problems]
    return [
        meaning.column.name if meaning.column and meaning.use == "column" else meaning.use
        for _, meaning in found
    ]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_column_is_known_by_its_name_and_its_chinese_header(collection):
    """In whatever case; English and Chinese headers are the same columns."""
    columns = columns_of(COLLECTIONS[collection])
    names = [column.name for column in columns]

    assert meanings(collection, *names) == names
    assert meanings(collection, *map(str.upper, names)) == names
    assert meanings(collection, *(column.zh for column in columns)) == names


@pytest.mark.parametrize(
    ("collection", "name", "header"),
    [
        (collection, name, header)
        for collection, by_name in words("headers")["columns"].items()
        for name, several in by_name.items()
        for header in several
    ],
)
def test_every_header_of_the_list_means_its_column(collection, name, header):
    """Where one word stands in two lists of a collection, a column's own Chinese name wins."""
    (found,) = meanings(collection, f"  {header[:1]} {header[1:]}：")
    own = {column.zh: column.name for column in columns_of(COLLECTIONS[collection])}

    assert found == own.get(header, name)


def test_headers_of_one_collection_name_one_column_each():
    """A word in two lists of a collection could only be guessed."""
    for collection, by_name in words("headers")["columns"].items():
        for (name, several), (other, more) in itertools.combinations(by_name.items(), 2):
            assert not set(map(normal_header, several)) & set(map(normal_header, more)), (
                collection,
                name,
                other,
            )


def test_the_last_day_and_what_is_left_unread():
    assert meanings("appointments", "role", "person", "任期至", "序号", "身份证号") == [
        "role",
        "person",
        "last-day",
        "unread",
        "unread",
    ]
    assert meanings("organizations", "id", "截止日（含）", "届满时间") == ["id", "last-day", "unread"]


def test_posts_are_columns_of_organizations_alone():
    assert meanings("organizations", "id", "书记", "组织宣传委员") == ["id", "post", "post"]
    assert meanings("organizations", "id", "书记", wide=False) == ["unknown-column"]
    assert meanings("duties", "id", "title", "书记") == ["unknown-column"]


def test_the_caller_may_say_what_a_header_means():
    assert meanings("organizations", "dwbm", renamed={"dwbm": "id"}) == ["id"]
    assert meanings("organizations", "id", "sj", renamed={"sj": "书记"}) == ["id", "post"]


@pytest.mark.parametrize(
    ("collection", "headers"),
    [
        ("organizations", ("id", "编号")),
        ("roles", ("holder", "姓名")),
        ("appointments", ("until", "任期至")),
    ],
)
def test_one_thing_has_one_column(collection, headers):
    assert meanings(collection, *headers) == ["duplicate-column"]


def test_a_blank_column_is_none():
    """A header is missed only where there is something below it."""
    sheet = csv_text("id,,name\nA,,甲\n", "organizations", "a.csv").sheets[0]

    assert resolved(sheet, {}, wide=None, renamed={})[1] == []
    assert meanings("organizations", "id", "", "name") == ["unknown-column"]


def test_posts_of_two_kinds_are_two_roles(tmp_path):
    """组织宣传委员 is one person in two posts; two columns of one kind are one role."""
    (tmp_path / "组织.csv").write_text(
        "编号,组织类别,组织宣传委员,青年委员,统战委员\nA,党支部,甲,乙,丙\nB,党支部,,,丁\n", "utf-8"
    )
    chain = dc.read(tmp_path)

    assert list(chain.roles) == [
        "A.committee_member",
        "A.organization_member",
        "A.publicity_member",
        "B.committee_member",
    ]
    assert [each.person for each in chain.appointments.values()] == ["丙", "乙", "甲", "甲", "丁"]
