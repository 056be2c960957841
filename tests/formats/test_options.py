"""Options: rows that repeat or cannot be read are left out on request, and then spoken of."""

from __future__ import annotations

import datetime as dt

import pytest

import dangjian_chain as dc
from dangjian_chain.formats import from_frames, read_text
from dangjian_chain.formats.options import OptionError, ReadOptions

DAY = dt.date(2026, 9, 30)

REPEATED = """
organizations:
- {id: A, kind: committee, members: 30}
- {id: B, superior: A, kind: branch}
- {id: A, kind: committee, members: 31}
- {id: A, kind: committee, members: 30}
roles:
- {id: R, organization: B, kind: secretary, holder: 甲}
- {id: R, organization: B, kind: secretary, holder: 乙}
duties:
- {id: Z, title: 会}
- {id: Z, title: 课}
ledger:
- {id: L, organization: B, problem: 甲}
- {id: L, organization: A, problem: 甲}
"""

UNREADABLE = """
organizations:
- {id: A, kind: committee}
- {id: B, superior: A, kind: brnch, members: -1}
- {id: C, superior: A, kind: branch}
roles:
- {id: R, organization: C, kind: secretary}
- {id: S, organization: C, kind: x}
appointments:
- {role: R, person: 甲, since: 2026-13-01}
- {role: Q, person: 甲, since: 2026-13-01}
assignments:
- {duty: Z, organization: "@branch", responsibility: x}
records:
- {organization: C, kind: performed, on: 24.7}
- {kind: performed, on: 2026-01-05}
"""


def gaps(chain: dc.ResponsibilityChain, code: str) -> list[tuple[str, str, str, str]]:
    found = dc.detect_gaps(chain, at=DAY, select=code)
    return [(gap.organization, gap.subject_kind, gap.subject, gap.place) for gap in found]


def test_rows_whose_id_is_taken_are_refused():
    """All of them, with both places and what differs."""
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        read_text(REPEATED)
    said = [(problem.code, problem.place, problem.text.en) for problem in refused.value.problems]

    assert said[:3] == [
        ("duplicate-id", "document:5:3", "the id 'A' stands at document:3:3 already; they differ in members"),
        ("duplicate-id", "document:6:3", "the id 'A' stands at document:3:3 already; the rows are the same"),
        ("duplicate-id", "document:9:3", "the id 'R' stands at document:8:3 already; the rows are the same"),
    ]
    assert len(said) == 5


def test_rows_whose_id_is_taken_are_left_out_on_request():
    """The first stays with what belongs to it; each other is one gap with its ordinal."""
    chain = read_text(REPEATED, duplicates="keep-first")

    assert chain.organizations["A"].members == 30
    assert [each.person for each in chain.appointments.values()] == ["甲"]
    assert sorted(gaps(chain, "DJ907")) == sorted(
        [
            ("A", "ledger", "L~2", "document:15:3"),
            ("A", "organization", "A~2", "document:5:3"),
            ("A", "organization", "A~3", "document:6:3"),
            ("B", "role", "R~2", "document:9:3"),
            ("", "duty", "Z~2", "document:12:3"),
        ]
    )


def test_rows_that_cannot_be_read_are_left_out_on_request():
    """One gap a row, at the organization that the row is about, as far as it says."""
    chain = read_text(UNREADABLE, bad_rows="set-aside")

    assert (list(chain.organizations), list(chain.roles)) == (["A", "C"], ["R"])
    assert sorted(gaps(chain, "DJ908")) == sorted(
        [
            ("B", "organization", "row 4", "document:4:3"),
            ("C", "role", "row 8", "document:8:3"),
            ("C", "appointment", "row 10", "document:10:3"),
            ("", "appointment", "row 11", "document:11:3"),
            ("", "assignment", "row 13", "document:13:3"),
            ("C", "record", "row 15", "document:15:3"),
            ("", "record", "row 16", "document:16:3"),
        ]
    )


def test_everything_wrong_in_a_row_is_in_its_one_gap():
    chain = read_text(UNREADABLE, bad_rows="set-aside")
    text = next(row.text for row in chain.left_out if row.organization == "B")

    assert "'brnch' is no known kind" in text.en
    assert "-1 may not be below zero" in text.en
    assert "；" in text.zh


def test_a_bad_row_takes_no_id(tmp_path):
    """Set aside first: what stays is the first row that can be read."""
    (tmp_path / "organizations.csv").write_text("id,members\nA,x\nA,2\nA,3\n")
    chain = dc.read(tmp_path, bad_rows="set-aside", duplicates="keep-first")

    assert chain.organizations["A"].members == 2
    assert [(row.code, row.subject) for row in chain.left_out] == [
        ("bad-row", "row 2"),
        ("duplicate-id", "A~2"),
    ]


def test_what_is_left_out_hides_long_digits():
    ids = ["11010119900101001X"] * 2
    chain = from_frames(organizations={"id": ids, "members": [1, 2]}, duplicates="keep-first")

    assert "11010119900101001" not in chain.left_out[0].text.zh
    assert "11010119900101001" not in chain.left_out[0].text.en


def test_ids_that_only_look_alike_are_kept_apart():
    """Normal forms are one id, width and case are not: those are a gap."""
    chain = from_frames(organizations={"id": ["a1", "A1", "Ａ１"]})

    assert len(chain.organizations) == 3
    assert len(gaps(chain, "DJ901")) == 1
    with pytest.raises(dc.UnreadableDocumentError, match="'é' stands at"):
        from_frames(organizations={"id": ["é", "e\u0301"]})
    with pytest.raises(dc.UnreadableDocumentError, match="'A' stands at"):
        from_frames(organizations={"id": ["A", " A\u3000"]})


@pytest.mark.parametrize(
    "options", [{"duplicates": "keep"}, {"bad_rows": "drop"}, {"code_levels": ()}, {"columns": {"x": "y"}}]
)
def test_options_that_mean_nothing(options):
    """A mistake of the call, whatever the document."""
    with pytest.raises(ValueError, match=r"."):
        read_text("organizations: [{id: A}]", **options)


def test_an_unknown_option():
    with pytest.raises(TypeError, match="duplicate"):
        read_text("", duplicate="refuse")


def test_options_of_none_are_the_usual_ones():
    assert ReadOptions(columns=None, kinds=None) == ReadOptions()
    assert (
        str(OptionError("columns", "nmae", ["name"]))
        == "columns: 'nmae' means nothing here; did you mean 'name'?"
    )


def test_the_order_of_rows_is_nothing():
    """The same chain and the same gaps, but for places and for the row that stays."""
    table = {
        "编号": ["A", "B", "C"],
        "上级": ["", "A", "B"],
        "组织类别": ["党委", "党总支", "党支部"],
        "书记": ["甲", "空缺", "丙"],
    }
    turned = {name: values[::-1] for name, values in table.items()}

    assert from_frames(organizations=table, wide=True) == from_frames(organizations=turned, wide=True)
