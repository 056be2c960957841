"""Bands: as the roster states them, else as the score decides; moves, problems and what was done beside."""

from __future__ import annotations

from datetime import date

import pytest

from dangjian_chain.appraisal.appraising import appraise
from dangjian_chain.appraisal.band import Band
from dangjian_chain.appraisal.bands import Bands, bands
from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of

AT = date(2026, 3, 31)
BRANCH = "organizations:\n- {{id: B1, name: 示例支部, kind: branch{band}}}\n"
DUTY = """\
duties:
- {id: Z1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter, weight: 100}
- {id: E1, title: 品牌创建, nature: elective, performed_by: [branch], cycle: 1/year}
"""
COVER = "records_cover:\n- {kind: performed, organization: B1, from: 2025-01-01, until: 2026-01-01}\n"
PROFILE = Profile.from_bytes(
    """schema = "dangjian-chain-profile/1"
name = "示例口径"
reason = "示例"
[[overrides]]
parameter = "band_advanced_least"
value = 90
reason = "示例"
[[overrides]]
parameter = "band_qualified_least"
value = 60
reason = "示例"
""".encode()
)


def stated(words: str) -> Bands:
    return bands(chain_of(BRANCH.format(band=f", band: {words}")), at=AT)


def scored(
    meetings: int, *, cover: bool = True, profile: object = PROFILE, scheme: object = None, more: str = ""
) -> Bands:
    rows = "".join(
        f"- {{organization: B1, kind: performed, on: 2025-{3 * number + 1:02}-10, duty: Z1}}\n"
        for number in range(meetings)
    )
    chain = chain_of(
        BRANCH.format(band="")
        + DUTY
        + ("records:\n" if rows + more else "")
        + rows
        + more
        + (COVER if cover else "")
    )
    return bands(chain, at=AT, appraisal=appraise(chain, 2025, at=AT, scheme=scheme), profile=profile)


@pytest.mark.parametrize(
    ("words", "band"),
    [
        *(
            ("先进", Band.ADVANCED),
            ("先进党支部", Band.ADVANCED),
            ("好", Band.ADVANCED),
            ("五星级", Band.ADVANCED),
        ),
        *(
            ("★★★★★", Band.ADVANCED),
            ("优秀", Band.ADVANCED),
            ("达标", Band.QUALIFIED),
            ("中间", Band.QUALIFIED),
        ),
        *(
            ("较好", Band.QUALIFIED),
            ("一般", Band.QUALIFIED),
            ("合格", Band.QUALIFIED),
            ("★★", Band.QUALIFIED),
        ),
        *(("后进", Band.BACKWARD), ("较差", Band.BACKWARD), ("差", Band.BACKWARD), ("一星", Band.BACKWARD)),
        *(("不合格", Band.BACKWARD), ("后进（待转化）", Band.BACKWARD), ("待定", None)),
    ],
)
def test_the_words_of_a_roster_are_read(words, band):
    (row,) = stated(words)

    assert row.band is band
    assert row.source == "stated"
    assert words in row.reason.zh


@pytest.mark.parametrize(
    ("band", "focus", "programme"),
    [
        ("advanced", "看创新", "头雁工程"),
        ("qualified", "促提升", "提升工程"),
        ("backward", "抓基础", "转化工程"),
    ],
)
def test_each_band_has_its_focus_and_programme(band, focus, programme):
    (row,) = stated(band).of(band)

    assert (row.focus.zh, row.programme.zh) == (focus, programme)


@pytest.mark.parametrize(
    ("meetings", "band"), [(4, Band.ADVANCED), (3, Band.QUALIFIED), (2, Band.BACKWARD), (0, Band.BACKWARD)]
)
def test_a_score_decides_where_the_roster_states_none(meetings, band):
    (row,) = scored(meetings)

    assert (row.band, row.source) == (band, "score")


def test_a_score_that_is_not_wholly_known_decides_only_what_is_sure():
    """Three of four: at least qualified, perhaps advanced."""
    (row,) = scored(3, cover=False)

    assert (row.band, row.source) == (None, "")
    assert "25.00分的记录未载齐" in row.reason.zh
    assert scored(4, cover=False)[0].band is Band.ADVANCED
    assert scored(0, cover=False)[0].reason.en == "nothing is known of its score"


def test_without_figures_there_is_no_band():
    (row,) = scored(4, profile=())

    assert row.band is None
    assert row.reason.zh.startswith("没有统一规定的分数线")


SCHEME = """schema = "dangjian-chain-scheme/1"
id = "S"
name = "示例考核"
for = ["branch"]
full_marks = 20
[[indicators]]
id = "K1"
title = "会议"
duty = "Z1"
weight = 20
method = "ratio"
[[bonus]]
title = "品牌"
duty = "E1"
points = 2
cap = 2
[bands]
advanced = 17
qualified = 10
"""


def test_the_figures_of_a_scheme_come_before_a_profiles_and_a_bonus_counts():
    """Fifteen of twenty and two of bonus are seventeen."""
    brand = "- {organization: B1, kind: performed, on: 2025-05-01, duty: E1}\n"
    scheme = Scheme.from_bytes(SCHEME.encode())

    assert scored(3, scheme=scheme)[0].band is Band.QUALIFIED
    (row,) = scored(3, scheme=scheme, more=brand)
    assert row.band is Band.ADVANCED
    assert row.innovations == (("E1", 1),)
    assert row.reason.zh == "考核得分17.00/20.00；满分按20.00分计，先进17.00分起、达标10.00分起"


def test_a_veto_bars_the_best_band_and_no_more():
    veto = '[[veto]]\ntitle = "通报"\ngrade = "较差"\n'
    scheme = Scheme.from_bytes(SCHEME.replace("[bands]", veto + "[bands]").encode())
    graded = "- {organization: B1, kind: appraised, on: 2025-12-01, grade: 较差, by: 上级}\n"

    assert scored(4, scheme=scheme, more=graded)[0].band is Band.QUALIFIED
    assert scored(2, scheme=scheme, more=graded)[0].band is Band.QUALIFIED
    assert scored(1, scheme=scheme, more=graded)[0].band is Band.BACKWARD


def test_open_items_of_the_ledger_are_its_problem_list():
    ledger = (
        "ledger:\n- {id: T2, organization: B1, problem: 示例}\n- {id: T1, organization: B1, problem: 示例}\n"
    )
    closed = "- {id: T3, organization: B1, problem: 示例, closed_on: 2026-01-05, verified_by: 示例党委}\n"
    (row,) = bands(chain_of(BRANCH.format(band=", band: 后进") + ledger + closed), at=AT)

    assert row.problems == ("T1", "T2")


def test_elective_duties_of_the_days_year_stand_beside_without_an_appraisal():
    done = "records:\n- {organization: B1, kind: performed, on: 2026-02-01, duty: E1}\n"
    (row,) = bands(chain_of(BRANCH.format(band="") + DUTY + done), at=AT)

    assert row.innovations == (("E1", 1),)


def test_moves_between_two_readings():
    """Up, down, new and left; who stayed is not named."""
    before, after = (
        bands(
            chain_of(
                "organizations:\n"
                + "".join(f"- {{id: B{number}, kind: branch{each}}}\n" for number, each in enumerate(held))
            ),
            at=AT,
        )
        for held in (
            (", band: 后进", ", band: 先进", "", ", band: 达标", ", band: 达标"),
            (", band: 达标", ", band: 达标", ", band: 后进", "", ", band: 合格"),
        )
    )

    assert [(move.organization, move.direction) for move in after.moved(before)] == [
        ("B0", "up"),
        ("B1", "down"),
        ("B2", "new"),
        ("B3", "left"),
    ]
    assert repr(after) == "<Bands at 2026-03-31: 0 advanced, 3 qualified, 1 backward, 1 without>"
    assert after.columns()["programme_zh"] == ["提升工程", "提升工程", "转化工程", None, "提升工程"]
    assert after.to_frame("polars").shape == (5, 11)


def test_the_profile_of_an_appraisal_holds_for_its_bands():
    """Unless another is given."""
    chain = chain_of(BRANCH.format(band="") + DUTY + COVER)
    appraisal = appraise(chain, 2025, at=AT, profile=PROFILE)

    assert bands(chain, at=AT, appraisal=appraisal)[0].band is Band.BACKWARD
    assert bands(chain, at=AT, appraisal=appraise(chain, 2025, at=AT))[0].band is None
