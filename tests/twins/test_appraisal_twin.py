"""Every figure of an appraisal is what plain loops over rows come to (law 8)."""

from __future__ import annotations

import random
from types import MappingProxyType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain.appraisal.appraisal import Appraisal
from dangjian_chain.appraisal.appraising import appraise
from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.points import Points
from dangjian_chain.appraisal.scheme import Indicator, Scheme
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.vocabulary import Function, Stage
from dangjian_chain.text import both
from tests.twins import appraisal_twin as twin
from tests.twins.chains import chain_of_rows

seeds = st.integers(min_value=0, max_value=2**32)
BRANCHES = ("B1", "B2", "B3")


def chain_of(rows: twin.Rows) -> ResponsibilityChain:
    stated = {
        name: [{key: cell for key, cell in row.items() if cell is not None} for row in held]
        for name, held in rows.items()
    }
    return chain_of_rows({**{name: [] for name in ("roles", "appointments", "assignments")}, **stated})


def indicator_of(row: dict[str, Any]) -> Indicator:
    is_by_share = row["method"] == "shares"
    return Indicator(
        id=row["id"],
        title=both(row["id"]),
        duties=tuple(row["duties"]),
        weight=row["weight"],
        method=Method.LEVELS if is_by_share else Method(row["method"]),
        target=row.get("target", 0),
        per=row.get("per", 0),
        levels=tuple(row.get("levels", ())),
        is_by_share=is_by_share,
        values=MappingProxyType({grade: 100 * worth for grade, worth in twin.GRADES.items()}),
    )


def scheme_of(rows: list[dict[str, Any]]) -> Scheme:
    full = sum(row["weight"] for row in rows)
    return Scheme("S", both("示例"), ("branch",), tuple(map(indicator_of, rows)), full_marks=full)


def appraised(rows: twin.Rows, indicators: list[dict[str, Any]]) -> Appraisal:
    return appraise(chain_of(rows), twin.YEAR, at=twin.DAY, scheme=scheme_of(indicators))


def figures(appraisal: Appraisal) -> dict[tuple[str, str], Points]:
    return {
        (branch, row.indicator.id): row.points for branch in BRANCHES for row in appraisal.indicators(branch)
    }


@given(seed=seeds)
@settings(max_examples=300, deadline=None)
def test_every_figure_is_that_of_plain_loops(seed):
    """Gained, lost and open of every indicator in every branch."""
    maker = twin.Maker(seed)
    rows = maker.rows()
    indicators = maker.scheme(rows)
    slow = twin.Appraisal(rows, indicators)
    wanted = {(branch, row["id"]): Points(*slow.of(branch, row)) for branch in BRANCHES for row in indicators}

    assert figures(appraised(rows, indicators)) == {
        key: held for key, held in wanted.items() if held != Points()
    }


@given(seed=seeds)
@settings(max_examples=100, deadline=None)
def test_management_is_that_of_plain_loops(seed):
    """The part of the branches that the superior saw to, duty by duty."""
    rows = twin.Maker(seed).rows()
    slow = twin.Appraisal(rows, [])
    indicators = tuple(
        Indicator(
            duty["id"], both(duty["id"]), (duty["id"],), 1000, Method.RATIO, Function.MANAGE, Stage.ACCOUNT
        )
        for duty in rows["duties"]
    )
    scheme = Scheme("S", both("示例"), ("committee",), indicators, full_marks=1000 * len(indicators))
    found = {
        row.indicator.id: row.points
        for row in appraise(chain_of(rows), twin.YEAR, at=twin.DAY, scheme=scheme).indicators("A")
    }

    assert found == {
        duty["id"]: Points(*slow.managed(duty["id"], 1000))
        for duty in rows["duties"]
        if duty["nature"] != "elective"
    }


@given(seed=seeds)
@settings(max_examples=100, deadline=None)
def test_parts_sum_to_the_whole(seed):
    """Duties to indicators, indicators to functions and stages, and these to the score; full marks too."""
    maker = twin.Maker(seed)
    rows = maker.rows()
    appraisal = appraised(rows, maker.scheme(rows))

    for branch in BRANCHES:
        score, held = appraisal.of(branch), appraisal.indicators(branch)
        for row in held:
            assert sum((points for _, points in row.duties), Points()) == row.points
            assert row.points.full == row.indicator.weight / 100
            assert all(min(points.gained, points.lost, points.open) >= 0 for _, points in row.duties)
        assert sum((row.points for row in held), Points()) == score.points
        assert score.own + score.managed == score.points
        assert sum((points for _, points in score.stages), Points()) == score.points
        duties = [appraisal.of_duty(duty["id"]).get(branch, Points()) for duty in rows["duties"]]
        assert sum(duties, Points()) == score.points
    total = sum((score.points for score in appraisal.by_organization.values()), Points())
    assert sum((stage.points for stage in appraisal.stages), Points()) == total


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(seed):
    """Of records, duties, organizations and of the duties within an indicator."""
    maker = twin.Maker(seed)
    rows = maker.rows()
    indicators = maker.scheme(rows)
    chance = random.Random(seed)
    shuffled = {name: chance.sample(held, len(held)) for name, held in rows.items()}
    turned = [{**row, "duties": row["duties"][::-1]} for row in indicators]
    one, other = appraised(rows, indicators), appraised(shuffled, turned)

    for name in ("points", "known", "full", "organization", "indicator", "appraiser"):
        assert one.columns()[name] == other.columns()[name]
    assert one.of_duty(rows["duties"][0]["id"]) == other.of_duty(rows["duties"][0]["id"])


@given(seed=seeds, branch=st.sampled_from(BRANCHES))
@settings(max_examples=150, deadline=None)
def test_one_more_good_record_never_lowers(seed, branch):
    """Gained never falls and lost never grows, so that neither does the part gained of what is known."""
    maker = twin.Maker(seed)
    rows = maker.rows()
    indicators = maker.scheme(rows)
    duty = maker.random.choice(rows["duties"])["id"]
    on = twin.date(2025, 1, 1) + twin.timedelta(days=maker.random.randint(0, 364))
    more = {
        **rows,
        "records": [
            *rows["records"],
            {"organization": branch, "kind": "performed", "on": on, "duty": (duty,)},
        ],
    }
    before, after = (figures(appraised(held, indicators)) for held in (rows, more))

    for key, points in after.items():
        was = before[key]
        assert points.gained >= was.gained
        assert points.lost <= was.lost
