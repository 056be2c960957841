"""DJ411: who has no band though others of the kind have one, and what follows from the band there is."""

from datetime import date

import pytest

from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.gaps import detect_gaps
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, not_checked, only, subjects

TOP = "organizations:\n- {id: ZW, name: 示例党委, kind: committee}\n"
LEDGER = "ledger:\n- {id: T1, organization: Z9, problem: 示例}\n"


def branch(id_: str, more: str = "") -> str:
    return f"- {{id: {id_}, name: 示例{id_}, kind: branch, superior: ZW{more}}}\n"


def test_where_no_band_is_entered_nothing_is_compared():
    assert not_checked(TOP, branch("Z1"))["DJ411"].startswith("the column")


def test_only_kinds_that_have_bands_are_asked():
    """The committee has none, and no committee has."""
    assert subjects("DJ411", TOP, branch("Z1", ", band: 达标"), branch("Z2")) == ["Z2"]


@pytest.mark.parametrize(
    ("since", "found"),
    [("2024-12-31", ["Z2"]), ("2025-01-01", ["Z2"]), ("2025-01", []), ("2025-01-02", []), ("2026-01-01", [])],
)
def test_who_was_not_there_the_whole_of_last_year_is_not_asked(since, found):
    """A month is read in the unit's favor."""
    assert (
        subjects("DJ411", TOP, branch("Z1", ", band: 达标"), branch("Z2", f", valid_from: {since}")) == found
    )


def test_a_unit_or_group_has_no_band():
    others = "- {id: G1, name: 示例小组, kind: group, superior: Z1}\n- {id: U1, name: 示例单位, kind: unit, superior: ZW, band: 好}\n"

    assert (
        subjects(
            "DJ411",
            TOP,
            branch("Z1", ", band: 达标"),
            others,
            "- {id: U2, name: 示例二, kind: unit, superior: ZW}\n",
        )
        == []
    )


@pytest.mark.parametrize("band", ["后进", "较差", "差", "不合格", "一星"])
def test_a_backward_one_without_an_item_is_named(band):
    gap = only("DJ411", TOP, branch("Z1", f", band: {band}"), branch("Z9", ", band: 好"), LEDGER)

    assert gap.subject == "Z1"
    assert gap.message_zh == "示例Z1登记为后进，台账中未见整改事项。"


@pytest.mark.parametrize(
    "follow",
    [
        "- {id: T2, organization: Z1, problem: 示例}\n",
        "records:\n- {organization: Z1, kind: rectified, on: 2026-03-01}\n",
    ],
)
def test_an_item_or_a_record_of_rectification_is_what_follows(follow):
    assert (
        subjects("DJ411", TOP, branch("Z1", ", band: 后进"), branch("Z9", ", band: 好"), LEDGER, follow) == []
    )


def test_without_a_ledger_nothing_is_concluded_and_it_is_said():
    parts = (TOP, branch("Z1", ", band: 后进"), branch("Z2", ", band: 好"))

    assert subjects("DJ411", *parts) == []
    assert not_checked(*parts)["DJ411"].startswith("no rectification ledger")


SCHEME = Scheme.from_bytes(
    """schema = "dangjian-chain-scheme/1"
id = "S"
name = "示例考核"
for = ["branch"]
full_marks = 10
[[indicators]]
id = "K1"
title = "会议"
duty = "S1"
weight = 10
method = "yes_no"
[bands.programmes]
qualified = "S2"
advanced = "X9"
""".encode()
)
DUTIES = """\
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 提升计划, nature: elective, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1}
- {duty: S1, organization: Z2}
"""
BANDED = (TOP, branch("Z1", ", band: 达标"), branch("Z2", ", band: 先进"), DUTIES)


def with_scheme(*parts: str, scheme: object = SCHEME, at: date = AT) -> list[tuple[str, str]]:
    found = detect_gaps(chain_of("".join(parts)), at=at, select="DJ411", scheme=scheme)
    return [(gap.subject, gap.message_zh) for gap in found]


def test_the_programme_of_a_band_is_asked_where_a_scheme_names_its_duty():
    """A duty that the lists do not have is another rule's business."""
    assert with_scheme(*BANDED) == [("Z1", "示例Z1登记为达标，清单、记录和台账中未见提升工程的安排。")]
    assert with_scheme(*BANDED, scheme=()) == []


@pytest.mark.parametrize(
    "shown",
    [
        "- {duty: S2, organization: Z1}\n",
        "records:\n- {organization: Z1, kind: performed, on: 2026-03-01, duty: S2}\n",
        "records:\n- {organization: ZW, kind: supervised, on: 2026-03-01, duty: S2, subordinate: Z1}\n",
        "ledger:\n- {id: T1, organization: Z1, problem: 示例, measure: 列入提升计划}\n",
    ],
)
def test_a_list_a_record_or_the_ledger_shows_it(shown):
    assert with_scheme(*BANDED, shown) == []


def test_who_keeps_no_list_is_not_asked_for_the_programme():
    assert with_scheme(*BANDED[:3], DUTIES.replace("- {duty: S1, organization: Z1}\n", "")) == []


def test_why_not_names_the_first_condition():
    report = detect_gaps(
        chain_of("".join((TOP, branch("Z1", ", band: 达标"), branch("Z2")))), at=AT, select="DJ411"
    )

    assert "没有填写分类定级" in report.why_not("DJ411", "Z1").to_text("zh")
