"""YAML: text stays text, every value has its place, and what is meant to do harm is refused at once."""

from __future__ import annotations

import datetime as dt
import importlib
import time
import tracemalloc

import pytest
import yaml

import dangjian_chain as dc
from dangjian_chain.formats import read_text
from dangjian_chain.formats.yaml_source import composed

read = importlib.import_module("dangjian_chain.formats.read")


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(dc.UnreadableDocumentError) as error:
        read_text(text, name="a.yaml")
    return [(problem.code, problem.place) for problem in error.value.problems]


@pytest.mark.parametrize(
    "word",
    ["010", "0x1F", "1_000", "12:30", "yes", "off", "2026-01-05", "1e3", ".inf", "=", "1.0", "+1", "007.5"],
)
def test_plain_scalars_stay_text(word):
    """YAML 1.1 would make eight of 010, 750 of 12:30 and true of yes."""
    chain = read_text(f"organizations:\n- id: {word}\n  name: {word}\n  superior: '{word}'\n")

    assert (chain.organizations[word].name, chain.organizations[word].superior) == (word, word)


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL", ""])
def test_only_null_is_nothing_and_only_unquoted(word):
    chain = read_text(f"organizations:\n- id: A\n  name: '{word}'\n  superior: {word}\n")

    assert chain.organizations["A"].superior is None
    assert chain.organizations["A"].name == (word or "A")


def test_lists_may_be_lists_or_texts():
    text = read_text(
        "organizations: [{id: A, guided_by: B;C}, {id: B, guided_by: [A; x, C]}, {id: C, covers: A}]"
    )

    assert [each.guided_by for each in text.organizations.values()] == [("B", "C"), ("A; x", "C"), ()]
    assert text.organizations["C"].covers == ("A",)


def test_days_in_documents():
    text = "organizations: [{id: A, valid_from: 2016, valid_to: 2026-09, elected_on: 2024年7月1日}]"
    found = read_text(text).organizations["A"]

    assert (str(found.valid_from), str(found.valid_to), found.elected_on) == (
        "2016",
        "2026-09",
        dt.date(2024, 7, 1),
    )


def test_holders_beside_roles():
    """A name, a list of them, or a word for a vacancy."""
    text = """
roles:
- {id: R1, organization: A, kind: secretary, holder: 甲（代）}
- {id: R2, organization: A, kind: deputy_secretary, holder: [乙, 丙]}
- {id: R3, organization: A, kind: organization_member, holder: 空缺}
- {id: R4, organization: A, kind: publicity_member}
"""
    chain = read_text(text)

    assert [(each.role, each.person, each.acting) for each in chain.appointments.values()] == [
        ("R1", "甲", True),
        ("R2", "丙", False),
        ("R2", "乙", False),
    ]


def test_persons_of_appointments_stand_as_they_are():
    """In a document nothing marks a literal, so what is written is what is meant."""
    chain = read_text(
        "appointments: [{role: R, person: 空缺}, {role: R, person: 甲（代）}, {role: R, person: 甲、乙}]"
    )

    assert [each.person for each in chain.appointments.values()] == ["甲、乙", "甲（代）", "空缺"]


def test_classes_in_documents():
    """各党支部 is a class, 党支部 an id; a bare word is a kind of role only where the organization is a class."""
    chain = read_text("""
assignments:
- {duty: Z, organization: 各党支部, role: 书记}
- {duty: Z, organization: "@党总支", role: "@书记"}
- {duty: Z, organization: 党支部, role: 书记}
- {duty: Z, organization: "@*"}
""")

    assert sorted((each.organization, each.role or "") for each in chain.assignments.values()) == [
        ("@*", ""),
        ("@branch", "@secretary"),
        ("@general_branch", "@secretary"),
        ("党支部", "书记"),
    ]
    assert [note.code for note in chain.understood] == ["schema", "word", "word", "word", "word"]


def test_rows_are_known_by_their_lines():
    chain = read_text("organizations:\n- id: A\n\n- id: B\n", name="a.yaml")

    assert [chain.tables["organizations"].places[row] for row in (0, 1)] == ["a.yaml:2", "a.yaml:4"]


def test_places_of_everything():
    """Columns at their keys, cells at their values, rows where they begin."""
    text = "organizations:\n- id: A\n  kin: branch\n- {name: x}\n- 3\nrolls: []\n"

    assert refused(text) == [
        ("not-an-entry", "a.yaml:5:3"),
        ("unknown-collection", "a.yaml:6:1"),
        ("unknown-column", "a.yaml:3:3"),
        ("missing-value", "a.yaml:4:3"),
    ]
    assert refused("organizations:\n- {name: x}\n") == [("missing-value", "a.yaml:2:3")]


def test_every_duplicate_key_is_said():
    text = "organizations:\n- id: A\n  id: B\n  name: {x: 1,\n    x: 2}\norganizations: []\n"

    assert refused(text)[:3] == [
        ("duplicate-key", place) for place in ("a.yaml:3:3", "a.yaml:5:5", "a.yaml:6:1")
    ]


# --- anchors -------------------------------------------------------------------------------


def test_an_anchor_may_be_used_again():
    """One list of bearers for many duties; a mistake in it has the place of the first."""
    text = "duties:\n- {id: Y, title: 会, bearers: &b {first: secretary}}\n- {id: Z, title: &t 课, bearers: *b}\n- {id: W, title: *t}\n"
    chain = read_text(text)

    assert [str(duty.bearers) for duty in chain.duties.values()] == ["", "first=secretary", "first=secretary"]
    assert chain.duties["W"].title == "课"


def test_a_row_used_again_has_the_place_of_its_alias():
    assert refused("organizations:\n- &a {id: A, members: x}\n- *a\n") == [
        ("not-a-count", "a.yaml:2:23"),
        ("not-a-count", "a.yaml:3:3"),
    ]


def bomb(width: int, depth: int) -> str:
    lines = [f"a0: &a0 [{', '.join('x' * width)}]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
    return "\n".join([*lines, f"organizations: *a{depth - 1}"])


@pytest.mark.parametrize(
    "text", [bomb(9, 9), bomb(2, 40), "organizations: &a [*a]", "organizations: &a {id: *a}"]
)
def test_aliases_of_aliases_are_refused_at_once(text):
    """Whatever they would grow to: in little time and memory."""
    tracemalloc.start()
    started = time.process_time()
    assert [code for code, _ in refused(text)] == ["too-many-aliases"]
    spent, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert spent < 1
    assert peak < 20 * 2**20


# --- depth, tags, documents ---------------------------------------------------------------------


@pytest.mark.parametrize("depth", [41, 10_000, 200_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_absurd_depth_is_refused_at_once(depth, opening):
    started = time.process_time()
    ((code, _),) = refused("organizations: " * (opening != "- ") + opening * depth)

    assert code == "too-deep"
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "tag", ["!!str 010", "!!python/object:os.system x", "!x y", "!!set {a}", "!!binary aGk="]
)
def test_tags_are_refused(tag):
    assert refused(f"organizations:\n- id: {tag}\n") == [("tag", "a.yaml:2:7")]


@pytest.mark.parametrize(
    "text", ["a: b: c", "- a\nb", "a: 'b", "\ta: b", "a: [b", "%x", "a: \x07", "@a", "a: &b &c d"]
)
def test_what_is_no_yaml_has_a_line(text):
    ((code, place),) = refused(text)

    assert code == "unreadable-yaml"
    assert place.startswith("a.yaml:")


@pytest.mark.parametrize("text", ["3", "a text", "[1, 2]", "null"])
def test_what_is_no_document(text):
    assert refused(text) == [("not-a-document", "a.yaml:1:1")]


def test_nothing_is_a_chain_of_nothing():
    """As text; a file without anything is a mistake. A collection may be left blank."""
    assert list(read_text("organizations:\nduties: [{id: Z, title: 会}]").duties) == ["Z"]
    assert len(read_text("").organizations) == len(read_text("# later\n").organizations) == 0


def test_without_the_quick_parser_it_is_all_the_same(monkeypatch):
    """PyYAML has its C part on most systems."""
    text = (
        "organizations:\n- {id: 010, name: ~, guided_by: [A, 'null']}\n- id: B\n  name: |\n    两\n    行\n"
    )
    quick = composed(text, "a.yaml")
    monkeypatch.delattr(yaml, "CSafeLoader")

    assert composed(text, "a.yaml") == quick
    assert refused("a: [b") == [("unreadable-yaml", "a.yaml:1:6")]
    assert refused("a: \x07")[0][0] == "unreadable-yaml"
    assert refused("organizations: " + "[" * 10_000)[0][0] == "too-deep"
