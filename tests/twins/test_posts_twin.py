"""The rules on bearers and posts find what their slow twins find, on random small chains (law 8)."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from dangjian_chain.rulebook import Profile
from tests.oracle import Oracle
from tests.twins.chains import DAY, chain_of_rows
from tests.twins.posts_twin import Posts, rows_of

CODES = ("DJ111", "DJ113", "DJ116", "DJ117", "DJ118", "DJ119", "DJ508", "DJ509", "DJ518")
FIGURES = {
    "role_load_most": Fraction(2),
    "role_load_outlier": Fraction(3, 2),
    "role_load_peers_least": Fraction(2),
    "role_load_outlier_least": Fraction(2),
    "posts_per_person_most": Fraction(3),
}
SMALL = Profile.from_bytes(
    "\n".join(
        [
            'schema = "dangjian-chain-profile/1"',
            'name = {zh = "示例口径", en = "example"}',
            'reason = {zh = "示例", en = "an example"}',
            *(
                f'[[overrides]]\nparameter = "{key}"\nvalue = {float(value)}\nreason = {{zh = "示例", en = "an example"}}'
                for key, value in FIGURES.items()
            ),
        ]
    ).encode()
)
"""Figures that small chains can exceed."""


def both(seed: int) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """What the library finds and what the twin finds."""
    rows = rows_of(seed)
    found = {
        (gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty)
        for gap in detect_gaps(chain_of_rows(rows), at=DAY, select=CODES, profile=SMALL)
    }
    return found, set(Posts(Oracle(rows, DAY), FIGURES).gaps())


@given(seed=st.integers(min_value=0, max_value=2**32))
@settings(max_examples=200, deadline=None)
def test_bearers_and_posts_equal_their_twin(seed):
    """Who bears too much, nothing, alone or one side only; who holds what does not go together."""
    found, twin = both(seed)

    assert found == twin


def test_random_chains_have_something_to_find_for_each_rule():
    """A twin that is never asked proves nothing."""
    found = {gap[0] for seed in range(150) for gap in Posts(Oracle(rows_of(seed), DAY), FIGURES).gaps()}

    assert found == set(CODES)
