"""What a gap rests on: provisions after the type of unit, and a profile's own number where it acts."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import attrs
import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps import GapReport, detect_gaps
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
BRANCH = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch, unit_type: organ, members: 45, full_members: 44}
"""
FORTY = Profile.from_bytes(
    dedent("""
        schema = "dangjian-chain-profile/1"
        name = {zh = "示例口径", en = "example profile"}
        reason = {zh = "示例", en = "an example"}

        [[overrides]]
        parameter = "branch_max_members"
        value = 40
        reason = {zh = "本单位支部从严控制", en = "branches are kept small here"}
    """).encode()
)


def gaps(document: str, *profiles: Profile, select: str | None = None, at: date = AT) -> GapReport:
    return detect_gaps(chain_of(document), at=at, profile=profiles, select=select)


def test_a_gap_cites_its_provision_with_its_article():
    """第四条, as the rulebook prints it."""
    (gap,) = gaps(BRANCH.replace("45", "51")).of("DJ011")

    assert gap.citation.zh == "《中国共产党支部工作条例（试行）》第四条"


def test_an_override_acts_and_is_shown_with_its_reason():
    """Whoever reads the gap sees whose number it was, what it replaced, and why."""
    assert [gap.code for gap in gaps(BRANCH).of("DJ011")] == []

    (gap,) = gaps(BRANCH, FORTY).of("DJ011")

    assert "一般不超过40名" in gap.message_zh
    assert gap.citation.zh.endswith("本单位口径“示例口径”由50改为40：本单位支部从严控制")
    assert gap.citation.en.endswith("'example profile' puts 40 in place of 50: branches are kept small here")


def test_one_profile_need_not_stand_in_a_list():
    chain = chain_of(BRANCH)

    assert detect_gaps(chain, at=AT, profile=FORTY) == detect_gaps(chain, at=AT, profile=[FORTY])


def test_a_profile_of_something_unknown_names_the_nearest():
    override = attrs.evolve(FORTY.overrides[0], parameter="branch_max_member")
    wrong = attrs.evolve(FORTY, overrides=(override,))

    with pytest.raises(UnknownNameError, match="branch_max_members"):
        gaps(BRANCH, wrong)


def test_before_its_provision_a_rule_is_not_applicable():
    """Nobody is compared with what did not hold yet."""
    report = gaps(BRANCH.replace("45", "51"), at=date(2017, 6, 30))

    assert report.of("DJ011") == ()
    reason = next(entry.reason for entry in report.coverage if entry.code == "DJ011")
    assert reason.zh == "所依规定自2018-10-28起才有，核对日尚无"
    assert reason.en == "the provision holds from 2018-10-28 on, after the day asked"


def test_a_column_filled_nowhere_is_one_line_of_coverage():
    report = gaps("organizations:\n- {id: U1, name: 示例室, full_members: 9}")

    assert report.of("DJ009") == ()
    reason = next(entry.reason for entry in report.coverage if entry.code == "DJ009")
    assert reason.zh == "组织的“覆盖单位”一栏均未填写"


def test_a_blank_cell_beside_filled_ones_is_not_compared():
    report = gaps(
        """
        organizations:
        - {id: Z1, name: 示例支部, kind: branch, members: 51, full_members: 50}
        - {id: Z2, name: 示例二支部, kind: branch}
        """
    )

    assert [gap.subject for gap in report.of("DJ011")] == ["Z1"]


@pytest.mark.parametrize(("unit_type", "organs"), [("organ", True), ("public_institution", False)])
def test_a_regulation_of_organs_is_no_basis_for_others(unit_type: str, organs: bool):
    """The same fact stands in two documents, one of which is for organs alone."""
    document = f"""
        organizations:
        - {{id: Z1, name: 示例支部, kind: branch, unit_type: {unit_type}, members: 8, full_members: 8}}
        roles:
        - {{id: Z1-1, organization: Z1, kind: secretary}}
        """
    (gap,) = gaps(document).of("DJ504")

    assert ("党和国家机关基层组织工作条例" in gap.citation.zh) == organs
