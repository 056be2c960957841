"""JSON: places are looked for only when something is wrong, and then found."""

from __future__ import annotations

import json
import time

import pytest

import dangjian_chain as dc
from dangjian_chain.formats import chain_from_document, json_source, read
from dangjian_chain.formats.json_source import loaded, marks_of


@pytest.fixture
def write(tmp_path):
    def of(text: str):
        path = tmp_path / "a.json"
        path.write_text(text, "utf-8")
        return path

    return of


def refused(path) -> list[tuple[str, str]]:
    with pytest.raises(dc.UnreadableDocumentError) as error:
        read(path)
    return [(problem.code, problem.place) for problem in error.value.problems]


def test_types_are_what_they_are(write):
    """Numbers are counts and flags flags; a number as an id is text, and noted; empty texts are blank."""
    path = write(
        '{"organizations": [{"id": 10, "superior": "", "members": 3, "joint": true, "covers": [1, "2"]}]}'
    )
    chain = read(path)
    found = chain.organizations["10"]

    assert (found.superior, found.members, found.joint, found.covers) == (None, 3, True, ("1", "2"))
    assert sorted(note.code for note in chain.understood) == ["number-as-text", "number-as-text", "schema"]


def test_nothing_is_looked_up_while_nothing_is_wrong(write, monkeypatch):
    """Rows are counted from 1, and places cost nothing."""
    monkeypatch.setattr(json_source, "_located", None)
    chain = read(write('{"schema": "dangjian-chain/1", "organizations": [{"id": "A"}, {"id": "B"}]}'))

    assert chain.tables["organizations"].places[1] == "a.json organizations:2"


def test_places_of_everything(write):
    """With escapes, Chinese and numbers on the way."""
    text = """{
  "organizations": [
    {"id": "\\u7532\\"", "members": -1},
    {"id": "乙", "kin": "branch", "guided_by": ["甲", true]}, {}, 3
  ]
}"""

    assert refused(write(text)) == [
        ("not-an-entry", "a.json:4:65"),
        ("unknown-column", "a.json:4:17"),
        ("not-a-count", "a.json:3:35"),
        ("not-a-text", "a.json:4:47"),
        ("missing-value", "a.json:4:61"),
    ]


def test_every_duplicate_key_is_said(write):
    """Written however."""
    text = '{"organizations": [{"id": "A", "i\\u0064": "B"},\n {"id": {"x": 1, "x": 2}}]}'

    assert refused(write(text)) == [("duplicate-key", "a.json:1:32"), ("duplicate-key", "a.json:2:18")]


def test_keys_of_one_object_may_be_keys_of_another(write):
    assert len(
        read(
            write('{"organizations": [{"id": "A"}, {"id": "B"}], "duties": [{"id": "A", "title": "会"}]}')
        ).duties
    )


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_of_json(write, word):
    """Each is said, but not where it stands in a text."""
    text = f'{{"organizations": [{{"id": "{word}", "members": {word},\n "staff": {word}}}]}}'

    assert refused(write(text)) == [
        ("not-a-number", f"a.json:1:{text.index(word, 35) + 1}"),
        ("not-a-number", "a.json:2:11"),
    ]


@pytest.mark.parametrize("depth", [41, 900, 10_000, 200_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_absurd_depth_is_refused_at_once(write, depth, opening):
    """Whether Python could read it or not."""
    started = time.process_time()
    closing = {"[": "]", '{"a":': "}"}[opening]

    assert refused(write(opening * depth + "1" + closing * depth)) == [
        ("too-deep", f"a.json:1:{40 * len(opening) + 1}")
    ]
    assert time.process_time() - started < 1


def test_forty_levels_are_not_too_deep():
    assert loaded("[" * 40 + "]" * 40, "a.json")[1] == []


@pytest.mark.parametrize(
    "text", ["{", "[1,]", "{'a': 1}", '{"a" 1}', "nul", '"a', "{} {}", "\ufeff\ufeff{}", "[1]]"]
)
def test_what_is_no_json_has_a_place(write, text):
    ((code, place),) = refused(write(text))

    assert code == "unreadable-json"
    assert place.startswith("a.json:1:")


@pytest.mark.parametrize("text", ["3", "[]", '"a"', "null", "[{}]"])
def test_what_is_no_document(write, text):
    assert refused(write(text)) == [("not-a-document", "a.json:1:1")]


def test_a_collection_by_itself_may_be_the_bare_list(tmp_path):
    """In a folder, where the file's name says which it is."""
    (tmp_path / "organizations.json").write_text('[{"id": "A"},\n {"id": 1.5}]')
    (tmp_path / "责任事项.yml").write_text("责任事项:\n- {id: Z, title: 会}\n", "utf-8")

    assert refused(tmp_path) == [("not-a-text", "organizations.json:2:9")]
    (tmp_path / "organizations.json").write_text('[{"id": "A"}]')
    assert list(read(tmp_path).duties) == ["Z"]


def test_marks_agree_with_the_data():
    """Every value that Python reads has its place."""
    data = {"a": [1, {"b": [[], {}, None, "x,]}"]}], "c\n": {"d": [True, -1.5e3]}, "": 0}
    marks = marks_of(json.dumps(data, indent=2), "a.json")

    def paths(value, path=()):
        yield path
        items = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for step, item in items:
            yield from paths(item, (*path, step))

    assert set(paths(data)) <= marks.keys()


def test_data_of_a_program(tmp_path):
    """A document that was parsed already: places are paths."""
    with pytest.raises(dc.UnreadableDocumentError) as error:
        chain_from_document(
            {"organizations": ({"id": "A", "members": -1}, {"id": 1.5}, 3), 5: [], "roles": 7}, name="push"
        )

    assert [(problem.code, problem.place) for problem in error.value.problems] == [
        ("not-an-entry", "push:organizations[2]"),
        ("unknown-collection", "push:[5]"),
        ("not-a-list", "push:roles"),
        ("not-a-count", "push:organizations[0].members"),
        ("not-a-text", "push:organizations[1].id"),
    ]


def test_a_byte_order_mark_is_no_part_of_a_document(tmp_path):
    for name, text in (
        ("a.json", '{"organizations": [{"id": "A"}]}'),
        ("a.yaml", "organizations: [{id: A}]"),
    ):
        (tmp_path / name).write_text(text, "utf-8-sig")

        assert list(read(tmp_path / name).organizations) == ["A"]
