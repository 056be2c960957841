"""A real hierarchy of posts, as dirty as it was published, loads and is explained; skipped where it is absent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import dangjian_chain as dc

SAMPLE = Path(__file__).parents[2] / "shared/data/govuk-organograms-2013/gov2013_senior.csv.gz"
DAY = date(2013, 9, 30)

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the real sample is not beside the project")


@pytest.fixture(scope="module")
def posts() -> pd.DataFrame:
    """Return posts as organizations: file and post number as id, and whom each reports to."""
    raw = pd.read_csv(SAMPLE, dtype=str)
    top = raw.reports_to.isin(["XX", "xx"])
    return pd.DataFrame(
        {
            "id": raw.source_file + "|" + raw.post_ref,
            "name": raw.job_title,
            "superior": (raw.source_file + "|" + raw.reports_to).mask(top, "XX"),
        }
    )


@pytest.fixture(scope="module")
def chain(posts: pd.DataFrame) -> dc.ResponsibilityChain:
    """Return the chain, second rows of a post left out."""
    return dc.from_frames(organizations=posts, roots=("XX",), duplicates="keep-first")


def test_duplicated_posts_are_refused_all_at_once(posts):
    """Every duplicated post is named with both its rows, and nothing is loaded."""
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.from_frames(organizations=posts, roots=("XX",))

    assert {problem.code for problem in refused.value.problems} == {"duplicate-id"}
    assert len(refused.value.problems) == posts.id.duplicated().sum()


def test_every_post_is_a_top_reachable_or_explained(chain, posts):
    """Each post is connected to a top, or its gap leads to the post where the line breaks."""
    report = dc.detect_gaps(chain, at=DAY, select="DJ0")
    causes = {gap.fingerprint: gap for gap in report if not gap.follows_from}
    lost = report.of("DJ004")

    assert len(chain.organizations) == posts.id.nunique()
    assert set(report.counts) == {"DJ001", "DJ002", "DJ003", "DJ004"}
    assert {gap.follows_from for gap in lost} <= set(causes)
    assert {causes[gap.follows_from].code for gap in lost} <= {"DJ001", "DJ002", "DJ003"}


def test_structure_gaps_agree_with_a_plain_walk(chain):
    """A plain walk up the superiors finds the same dangling, circular and unconnected posts."""
    superior = {id_: post.superior for id_, post in chain.organizations.items()}
    ends: dict[str, str] = {}
    for id_ in superior:
        here, seen = id_, {id_}
        while superior[here] is not None and superior[here] in superior and superior[here] not in seen:
            here = superior[here]
            seen.add(here)
        ends[id_] = (
            "top" if superior[here] is None else "dangling" if superior[here] not in superior else "circle"
        )
    report = dc.detect_gaps(chain, at=DAY, select="DJ0")
    dangling = {id_ for id_, above in superior.items() if above is not None and above not in superior}
    in_circles = {member for circle in chain.hierarchy.loops for member in circle}

    assert {gap.organization for gap in report.of("DJ001")} == dangling
    assert {gap.organization for gap in report.of("DJ002")} == {
        id_ for id_, above in superior.items() if id_ == above
    }
    assert set(chain.hierarchy.unreachable) == {id_ for id_, end in ends.items() if end != "top"}
    assert {gap.organization for gap in report.of("DJ004")} == set(
        chain.hierarchy.unreachable
    ) - dangling - in_circles


def test_rows_left_out_are_gaps(chain, posts):
    """Each second row of a post is one DJ907 that names its ordinal."""
    report = dc.detect_gaps(chain, at=DAY, select="DJ907")

    assert len(report) == posts.id.duplicated().sum()
    assert all("~" in gap.subject for gap in report)
