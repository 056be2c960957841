"""What a gap rests on: provisions after the type of unit, and a profile's own number where it acts."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import attrs
import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps import GapReport, detect_gaps
from dangjian_chain.gaps.applicable import why_not_applicable
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.registry import rule
from dangjian_chain.rulebook import Profile, rulebook
from dangjian_chain.testing import chain_of

AT = date(2026, 9, 30)
BRANCH = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch, unit_type: organ, members: 45, full_members: 44}
"""
ROLES = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch}
    roles:
    - {id: Z1-1, organization: Z1, kind: organization_member, portfolio: [Z1]}
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


def test_a_rule_that_rests_on_provisions_alone_is_silent_before_them():
    """On a day on which none of its provisions is in force nothing is asked in their name."""
    before, after = gaps(ROLES, at=date(1990, 1, 1)), gaps(ROLES)
    reasons = {entry.code: entry.reason for entry in before.coverage}

    assert not before.of("DJ501")
    assert reasons["DJ501"].zh.startswith("依据“《中国共产党支部工作条例（试行）》")
    assert reasons["DJ501"].zh.endswith("”在核对日不在施行")
    assert reasons["DJ501"].en.endswith(" is not in force on the day")
    assert [gap.subject for gap in after.of("DJ501")] == ["Z1"]


def test_a_rule_that_rests_on_the_definition_too_looks_on_any_day():
    """What follows from the definition of a chain waits for no provision."""
    early = gaps(ROLES, at=date(1990, 1, 1))

    assert "DJ115" not in {entry.code for entry in early.coverage}


def test_a_basis_that_is_off_by_default_is_none():
    """A rule whose only basis is off says that a profile may switch it on."""
    context = Context(chain_of(ROLES).at(AT), AT, book=rulebook())
    off = attrs.evolve(rule("DJ501"), citations=("acc_start",))
    both = attrs.evolve(rule("DJ501"), citations=("acc_start", "branch_committee_posts"))

    assert why_not_applicable(context, off).zh.endswith("”默认不启用，可在本单位口径中启用")
    assert why_not_applicable(context, both) is None


@pytest.mark.parametrize(("unit_type", "organs"), [("organ", True), ("soe", False)])
def test_a_gap_cites_of_several_provisions_those_that_bind(unit_type: str, organs: bool):
    """What binds organs alone is no basis of a gap elsewhere, and what binds all is one everywhere."""
    document = f"""
        organizations:
        - {{id: GW, name: 示例工委, kind: work_committee}}
        - {{id: LC, name: 示例局党组, kind: leading_members_group, superior: GW}}
        - {{id: TW, name: 示例片区工委, kind: work_committee, superior: GW}}
        - {{id: Z1, name: 示例支部, kind: branch, superior: LC, guided_by: [TW], unit_type: {unit_type}}}
        duties:
        - {{id: S1, title: 主题党日, origin: [LC, TW], performed_by: [branch]}}
        assignments:
        - {{duty: S1, organization: Z1}}
        """
    (gap,) = gaps(document, select="DJ120").of("DJ120")

    assert ("党和国家机关基层组织工作条例" in gap.citation.zh) == organs
    assert "责任链" in gap.citation.zh


def test_a_limit_without_a_number_comes_from_nowhere():
    """An organization of a type that the provision does not bind has no number, and nothing it would come from."""
    context = Context(chain_of(BRANCH).at(AT), AT, book=rulebook())
    limit = context.limit("committee_party_age_years")

    assert limit.held(0) == ()
    assert not limit.is_set
    assert context.figures.limits.why_none("committee_party_age_years").en == (
        "it binds only: state-owned enterprise; there are none here"
    )


def test_a_figure_that_no_provision_gives_is_not_said_to_begin_some_day():
    """Where a type of unit has no figure on any day, a profile may set one."""
    document = BRANCH.replace("unit_type: organ", "unit_type: soe")
    context = Context(chain_of(document).at(AT), AT, book=rulebook())

    reason = context.figures.limits.why_none("full_time_staff_share_least")

    assert reason.en == "no general figure exists; a profile may set one"
