"""Division of work: portfolios, lines, confirmation, everybody, duplicates, officers, stale lists, unexplained changes."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import numpy as np
import pytest

from dangjian_chain.gaps import Gap, GapReport, detect_gaps
from dangjian_chain.gaps.charges import charges
from dangjian_chain.gaps.rules.dj123_everybody_responsible import is_everybody
from dangjian_chain.model import Organization, ResponsibilityChain, Role
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, found, not_checked, only, subjects


def asked(
    code: str, *parts: str, at: date = AT, profile: Profile | tuple[Profile, ...] = ()
) -> list[tuple[str, str]]:
    """Return organization and subject of the gaps of one rule that is asked by its code."""
    return [(gap.organization, gap.subject) for gap in report(code, *parts, at=at, profile=profile)]


def report(code: str, *parts: str, at: date = AT, profile: Profile | tuple[Profile, ...] = ()) -> GapReport:
    document = "\n".join(dedent(part) for part in parts)
    return detect_gaps(chain_of(document), at=at, select=code, profile=profile)


def own_rule(parameter: str, value: float, more: str = "", facts: str = "") -> Profile:
    """Return a profile with one number."""
    text = f"""
schema = "dangjian-chain-profile/1"
name = {{zh = "示例口径", en = "example profile"}}
reason = {{zh = "示例", en = "an example"}}
{facts}
[[overrides]]
parameter = "{parameter}"
value = {value}
reason = {{zh = "本单位规定", en = "the unit's own rule"}}
{more}
"""
    return Profile.from_bytes(text.encode())


# --- charges ----------------------------------------------------------------------


def test_charges_are_in_order_each_once_and_of_bodies_in_force_alone():
    """A portfolio that says a thing twice, an organizer, a role given up: none adds a row."""
    chain = ResponsibilityChain(
        organizations=[Organization("D1", kind="committee"), Organization("Z1", kind="branch")],
        roles=[
            Role("R1", "D1", "committee_member", portfolio=("乙", "甲", "甲")),
            Role("R2", "D1", "organizer", portfolio=("甲",)),
            Role("R3", "D1", "deputy_head", portfolio=("甲",), valid_to=date(2026, 9, 30)),
            Role("R4", "Z1", "secretary", portfolio=("D1",)),
            Role("R5", "D9", "committee_member", portfolio=("甲",)),
        ],
    )
    held = charges(chain.at(AT).arrays)

    assert [(held.names[entry], role) for entry, role in zip(held.entry, held.role, strict=True)] == [
        ("乙", 0),
        ("甲", 0),
        ("D1", 3),
    ]
    assert held.target.tolist() == [-1, -1, 0]


def test_charges_of_nobody_are_none():
    """No column of portfolios, no rows."""
    arrays = ResponsibilityChain(organizations=[Organization("D1", kind="committee")]).arrays

    assert len(charges(arrays)) == 0
    assert len(charges(arrays).lent(arrays)) == 0
    assert charges(arrays).groups() == []


def test_charges_are_grouped_by_organization_and_entry():
    """Two pairs side by side are two groups, and one alone is none."""
    chain = ResponsibilityChain(
        organizations=[Organization("D1", kind="committee"), Organization("D2", kind="committee")],
        roles=[
            Role(f"R{number}", organization, "committee_member", portfolio=portfolio)
            for number, (organization, portfolio) in enumerate(
                [
                    ("D1", ("甲", "乙")),
                    ("D1", ("甲", "乙")),
                    ("D2", ("甲",)),
                    ("D2", ("丙",)),
                    ("D2", ("丙",)),
                ]
            )
        ],
    )
    held = charges(chain.arrays)

    assert [(held.names[entry], roles) for _, entry, roles in held.groups()] == [
        ("乙", [0, 1]),
        ("甲", [0, 1]),
        ("丙", [3, 4]),
    ]
    assert np.unique(held.organization).tolist() == [0, 1]


# --- DJ114 -----------------------------------------------------------------------

BODY = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
    roles:
    - {id: D1-1, organization: D1, kind: secretary, portfolio: [甲]}
    - {id: D1-2, organization: D1, kind: organization_member, portfolio: [甲, D1-01]}
"""


def test_what_two_members_have_in_charge_is_named_with_both():
    """The message speaks of posts and of the organization by its name, never of ids."""
    gap = only(
        "DJ114", BODY, "    - {id: D1-3, organization: D1, kind: publicity_member, portfolio: [D1-01]}"
    )

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("D1", "organization", "D1-01", "")
    assert gap.message_zh == (
        "经核对班子分工，示例大队党委的“示例一支部”同时列入组织委员、宣传委员的分管工作。"
    )
    assert gap.columns == ("portfolio",)


def test_the_secretary_is_no_second_in_charge():
    """Overall charge is his anyway."""
    assert subjects("DJ114", BODY) == []


@pytest.mark.parametrize(
    "more",
    [
        "{id: D1-3, organization: D1, kind: publicity_member, portfolio: [甲], stand_in: D1-2}",
        "{id: D1-3, organization: D1, kind: organizer, portfolio: [甲]}",
        "{id: D1-3, organization: D1, kind: publicity_member, portfolio: [甲], valid_to: 2026-09-30}",
        "{id: D1-3, organization: D1-01, kind: publicity_member, portfolio: [甲]}",
        "{id: D1-3, organization: D1, kind: publicity_member, portfolio: [乙, 乙]}",
    ],
)
def test_a_stand_in_a_role_outside_the_body_or_out_of_force_does_not_overlap(more):
    """Nor one in another organization, nor a thing that one portfolio says twice."""
    assert subjects("DJ114", BODY, f"    - {more}") == []


def test_a_stand_in_counts_in_both_directions():
    """Whoever of the two says so."""
    document = BODY.replace("portfolio: [甲, D1-01]", "portfolio: [甲], stand_in: D1-3")

    assert (
        subjects("DJ114", document, "    - {id: D1-3, organization: D1, kind: deputy_head, portfolio: [甲]}")
        == []
    )


def test_a_third_beside_a_pair_of_stand_ins_overlaps_with_both():
    """Two stand in for each other, the third for nobody."""
    gap = only(
        "DJ114",
        BODY,
        """
        - {id: D1-3, organization: D1, kind: publicity_member, portfolio: [甲], stand_in: D1-2}
        - {id: D1-4, organization: D1, kind: deputy_head, portfolio: [甲]}
        """.replace("        ", "    "),
    )

    assert gap.details["roles"] == "组织委员、宣传委员、行政副职（分管领导）"


def test_an_organization_that_is_gone_is_in_nobodys_charge():
    """What two once had in charge troubles no one."""
    document = BODY.replace("superior: D1}", "superior: D1, valid_to: 2026-09-01}")

    more = "    - {id: D1-3, organization: D1, kind: publicity_member, portfolio: [D1-01]}"

    assert subjects("DJ114", document, more) == []
    assert subjects("DJ114", BODY, more) == ["D1-01"]


# --- DJ115 -----------------------------------------------------------------------

DIVIDED = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: D1-01, name: 示例一支部, kind: branch, superior: D1, covers: [U1]}
    - {id: D1-J, name: 示例大队纪委, kind: discipline_commission, superior: D1}
    - {id: U1, name: 示例一室, superior: D1}
    - {id: U2, name: 示例二室, superior: D1}
    - {id: D1-02, name: 示例二支部, kind: branch, superior: U2}
    - {id: D1-01-G, name: 示例小组, kind: group, superior: D1-01}
    roles:
    - {id: D1-1, organization: D1, kind: secretary, portfolio: [%s]}
"""


def test_each_subordinate_and_unit_directly_below_is_in_somebodys_charge():
    """A unit that a subordinate covers is that one's; groups and discipline bodies are not divided."""
    document = DIVIDED.replace(
        "organizations:", "organizations:\n    - {id: U3, name: 示例三室, superior: D1}", 1
    )

    assert found("DJ115", document % "D1-02, U3") == [
        ("D1", "organization", "D1-01", ""),
        ("D1", "organization", "U2", ""),
    ]


def test_units_are_looked_at_where_some_are_divided():
    """A body that has Party organizations in its charge alone says nothing of departments."""
    assert subjects("DJ115", DIVIDED % "D1-02") == ["D1-01"]


def test_what_stands_inside_a_unit_goes_with_the_unit():
    """Who has the department in charge has its branch."""
    assert subjects("DJ115", DIVIDED % "U2") == ["D1-01"]


def test_the_message_names_what_nobody_has_in_charge():
    gap = only("DJ115", DIVIDED % "U2")

    assert gap.message_zh == "示例一支部未见班子成员分管。"
    assert gap.remedy_zh == "建议在班子分工中予以明确。"


def test_a_body_that_divides_no_organizations_leaves_none_out():
    """Portfolios of areas alone say nothing of organizations."""
    assert subjects("DJ115", DIVIDED % "甲") == []


def test_a_cover_by_the_organization_itself_or_from_elsewhere_is_no_subordinates():
    """The unit stands directly below it all the same."""
    document = (DIVIDED % "D1-01, D1-02, U2").replace("superior: D1, covers: [U1]", "superior: D1")
    elsewhere = document.replace(
        "organizations:", "organizations:\n    - {id: E1, name: 示例委, covers: [U1]}"
    )
    itself = document.replace("kind: committee}", "kind: committee, covers: [U1]}")

    assert subjects("DJ115", document) == ["U1"]
    assert subjects("DJ115", elsewhere.replace("示例委,", "示例委, kind: committee,")) == ["U1"]
    assert subjects("DJ115", itself) == ["U1"]


def test_the_head_of_a_covered_unit_has_things_in_charge_too():
    """Roles of covered units count for the organization, as they do for bearers."""
    document = (DIVIDED % "D1-02, U2").replace("kind: committee}", "kind: committee, covers: [U0]}")
    head = """
    - {id: U0-1, organization: U0, kind: administrative_head, portfolio: [D1-01]}
    """
    document = document.replace("roles:", "- {id: U0, name: 示例机关, superior: X}\n    roles:")

    assert subjects("DJ115", document) == ["D1-01"]
    assert subjects("DJ115", document, head) == []


AREAS = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    roles:
    - {id: D1-1, organization: D1, kind: secretary, portfolio: [%s]}
    duties:
    - {id: S1, title: 示例一, area: 甲, performed_by: [committee]}
    - {id: S2, title: 示例二, area: 乙, performed_by: [committee], bearers: "first=secretary; portfolio=deputy_head"}
    - {id: S3, title: 示例三, area: 丙, performed_by: [committee], nature: elective, bearers: "portfolio=deputy_head"}
    - {id: S4, title: 示例四, area: 丁, performed_by: [committee], managing_bearers: "portfolio=deputy_head"}
"""


def test_an_area_that_a_duty_wants_in_charge_is_in_a_portfolio():
    """Not one for which no bearer by portfolio is named, an elective one, or one of a function it has not."""
    assert found("DJ115", AREAS % "甲") == [("D1", "organization", "乙", "")]
    assert only("DJ115", AREAS % "甲").message_zh == "示例大队党委的“乙”未见班子成员分管。"


def test_areas_that_no_duty_has_divide_nothing():
    """Words of the unit's own in a portfolio are no division of the duties."""
    assert subjects("DJ115", AREAS % "戊") == []


def test_an_organization_whose_portfolios_name_no_area_of_a_duty_has_no_areas_to_divide():
    """What another committee divides is nothing to it."""
    more = """
    organizations:
    - {id: D0, name: 示例委, kind: committee}
    - {id: D1, name: 示例大队党委, kind: committee}
    """
    document = (AREAS % "甲").split("roles:")[1]

    assert found("DJ115", more, "    roles:" + document) == [("D1", "organization", "乙", "")]


def test_an_area_in_charge_of_one_is_no_organization_in_charge_of_another():
    """Portfolios of areas, in the organization that comes next, hold no organizations."""
    document = """
    organizations:
    - {id: D1, name: 示例甲党委, kind: committee}
    - {id: D1-01, name: 示例支部, kind: branch, superior: D1}
    - {id: D2, name: 示例乙党委, kind: committee, superior: D1}
    - {id: Z9, name: 示例末支部, kind: branch, superior: D1}
    roles:
    - {id: D1-1, organization: D1, kind: secretary, portfolio: [D1-01, D2]}
    - {id: D1-01-1, organization: D1-01, kind: secretary, portfolio: [甲]}
    """

    assert subjects("DJ115", document) == ["Z9"]


def test_a_unit_that_is_its_own_superior_does_not_stand_below_itself():
    """DJ002 speaks of it."""
    document = """
    organizations:
    - {id: U1, name: 示例室, superior: U1}
    - {id: U2, name: 示例二室, superior: U1}
    roles:
    - {id: U1-1, organization: U1, kind: administrative_head, portfolio: [U2]}
    """

    assert subjects("DJ115", document) == []


def test_an_area_in_a_portfolio_is_no_hole():
    assert subjects("DJ115", AREAS % "甲, 乙") == []


# --- DJ120 -----------------------------------------------------------------------

LINES = """
    organizations:
    - {id: GW, name: 示例工委, kind: work_committee}
    - {id: LC, name: 示例局党组, kind: leading_members_group, superior: GW}
    - {id: TW, name: 示例片区工委, kind: work_committee, superior: GW}
    - {id: U1, name: 示例处, superior: LC}
    - {id: Z1, name: 示例支部, kind: branch, superior: U1, guided_by: [TW], unit_type: organ}
"""
ONE = """
    duties:
    - {id: S1, title: 主题党日, origin: [%s], performed_by: [branch]}
    assignments:
    - {duty: S1, organization: Z1}
"""
TWO = """
    duties:
    - {id: S1, title: %s, origin: [%s], performed_by: [%s]}
    - {id: S2, title: %s, origin: [%s], performed_by: [branch]}
    assignments:
    - {duty: S1, organization: Z1}
    - {duty: S2, organization: Z1}
"""


@pytest.mark.parametrize("upper", ["LC", "GW"])
def test_a_duty_from_the_line_and_from_a_guide_has_two_lines(upper):
    """The line superior, or any above it."""
    gap = only("DJ120", LINES, ONE % f"{upper}, TW")

    assert (gap.organization, gap.subject, gap.duty) == ("Z1", "Z1", "S1")
    assert "《中国共产党党和国家机关基层组织工作条例》第三十三条" in gap.citation.zh


@pytest.mark.parametrize("origin", ["LC, GW", "TW", "LC, U1"])
def test_two_of_one_line_are_one_line(origin):
    assert subjects("DJ120", LINES, ONE % origin) == []


def test_a_guide_in_the_line_above_is_no_second_line():
    """Guided and led by the same."""
    assert subjects("DJ120", LINES.replace("[TW]", "[GW]"), ONE % "LC, GW") == []


def test_a_guide_that_is_gone_sets_nothing():
    """A guide out of force on the day is none."""
    gone = LINES.replace("work_committee, superior", "work_committee, valid_to: 2026-09-30, superior")

    assert subjects("DJ120", gone, ONE % "LC, TW") == []


def test_what_is_not_carried_or_not_declared_has_no_two_lines():
    """What another declares, and what is declared where it is not to be done, are other rules' business."""
    assert (
        subjects("DJ120", LINES, (ONE % "LC, TW").replace("performed_by: [branch]", "performed_by: [group]"))
        == []
    )
    assert subjects("DJ120", LINES, (ONE % "LC, TW").replace("organization: Z1", "organization: LC")) == []


def test_an_organ_alone_rests_on_the_regulations_of_organs():
    """Elsewhere the definition of a chain has to do."""
    gap = only("DJ120", LINES.replace("unit_type: organ", "unit_type: soe"), ONE % "LC, TW")

    assert "《" not in gap.citation.zh


def test_two_duties_of_one_title_count_once_by_the_smaller_id():
    """Width, case, spaces and punctuation do not tell titles apart."""
    document = TWO % ("主题党日（ａ）", "TW", "branch", "主题 党日A。", "LC")

    assert found("DJ120", LINES, document) == [("Z1", "organization", "Z1", "S1")]
    assert only("DJ120", LINES, document).message_zh == (
        "经核对任务来源，示例支部的“主题党日（ａ）”由上级示例局党组和指导单位示例片区工委分别布置。"
    )


@pytest.mark.parametrize(
    ("titles", "origins"),
    [
        (("主题党日", "主题党课"), ("TW", "LC")),
        (("主题党日", "主题党日"), ("GW", "LC")),
        (("主题党日", "主题党日"), ("TW", "TW")),
        (("主题党日", "主题党日"), ("U1", "LC")),
    ],
)
def test_other_titles_or_origins_of_one_side_are_no_two_lines(titles, origins):
    document = TWO % (titles[0], origins[0], "branch", titles[1], origins[1])

    assert subjects("DJ120", LINES, document) == []


def test_two_duties_of_one_title_are_both_declared():
    """One that is on somebody else's list is not set twice here."""
    document = TWO % ("主题党日", "TW", "branch", "主题党日", "LC")

    assert (
        subjects("DJ120", LINES, document.replace("duty: S2, organization: Z1", "duty: S2, organization: LC"))
        == []
    )


# --- DJ121 -----------------------------------------------------------------------

HANDED = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: Z1, name: 示例一支部, kind: branch, superior: D1}
    - {id: Z2, name: 示例二支部, kind: branch, superior: D1}
    duties:
    - {id: S1, title: 主题党日, performed_by: [branch]}
    assignments:
    - {duty: S1, organization: D1}
    - {duty: S1, organization: Z1%s}
    - {duty: S1, organization: Z2, acknowledged_on: 2026-03-01}
"""


def test_confirmation_is_asked_for_by_name_alone():
    """To sign for everything is itself a burden."""
    assert subjects("DJ121", HANDED % "") == []
    assert asked("DJ121", HANDED % "") == [("Z1", "Z1")]
    assert asked("DJ1", HANDED % "")[0:1] != [("Z1", "Z1")]


def test_what_nobody_handed_down_wants_no_confirmation():
    """The committee at the top received it from no one, and any row of its own confirms it."""
    supporting = "    - {duty: S1, organization: Z1, responsibility: supporting, acknowledged_on: 2026-03}"

    assert [gap.duty for gap in report("DJ121", HANDED % "")] == ["S1"]
    assert asked("DJ121", HANDED % "", supporting) == []
    assert asked("DJ121", HANDED % ", acknowledged_on: 2026-04") == []


def test_the_list_of_a_class_is_confirmed_by_nobody():
    """It is no row of the organization's own."""
    document = HANDED % ""

    assert asked("DJ121", document.replace("Z1}", "'@branch'}")) == []


def test_without_any_day_of_confirmation_nothing_is_compared():
    """A column filled nowhere is data the chain does not have."""
    gaps = report("DJ121", (HANDED % "").replace(", acknowledged_on: 2026-03-01", ""))

    assert [entry.code for entry in gaps.coverage] == ["DJ121"]


def test_the_message_says_that_no_letter_need_be_signed():
    (gap,) = report("DJ121", HANDED % "")

    assert gap.message_zh == "示例一支部的“主题党日”尚未登记确认时间。"
    assert gap.remedy_zh == "会议传达、系统确认均可，不要求签订责任书。"


# --- DJ123 -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("各单位", "有关部门", "相关科室", "全体人员", "所有职工", "全员", "大家", "班子成员集体"),
        *("各单位、相关部门", "各科室,有关单位，全员;大家；所有人员/各处 各室", " 各单位 "),
    ],
)
def test_words_that_name_everybody_name_nobody(words):
    """Every part of the text does, whatever stands between them."""
    assert is_everybody(words)


@pytest.mark.parametrize(
    "words",
    ["", "、", "各", "有关", "办公室", "办公室、各单位", "各部门（办公室牵头）", "班子成员", "全员培训组"],
)
def test_words_that_name_somebody_do_not(words):
    """One definite part is enough."""
    assert not is_everybody(words)


def test_all_members_are_a_bearer_where_the_duty_is_theirs():
    assert is_everybody("全体党员")
    assert not is_everybody("全体党员、各单位", of_members=True)
    assert is_everybody("各单位", of_members=True)


EVERYBODY = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee}
    - {id: Z1, name: 示例支部, kind: branch, superior: D1}
    roles:
    - {id: Z1-1, organization: Z1, kind: secretary}
    duties:
    - {id: S1, title: 学习培训, performed_by: [branch]%s}
    assignments:
    - {duty: S1, organization: %s, bearer_text: %s}
"""


def test_the_row_that_names_everybody_is_the_one_to_change():
    gap = only("DJ123", EVERYBODY % ("", "Z1", "各科室"))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == (
        "Z1",
        "assignment",
        "S1@Z1/#principal#",
        "S1",
    )
    assert gap.message_zh == "“学习培训”的责任人写为“各科室”，未指明由谁牵头。"


def test_a_class_that_names_everybody_counts_once():
    """The class is the row to change."""
    assert found("DJ123", EVERYBODY % ("", "'@branch'", "各科室")) == [("", "assignment", "@branch", "S1")]


@pytest.mark.parametrize(
    ("row", "speaks"),
    [
        ("Z1, role: Z1-1", False),
        ("Z1, responsibility: supporting", False),
        ("Z1, responsibility: concrete", True),
        ("Z1, until: 2026-09-30", False),
        ("Z9", False),
        ("'@branch', role: '@secretary'", False),
        ("'@branch', role: '@organizer'", False),
        ("'@committee', role: '@deputy_head'", True),
        ("'@general_branch', role: '@deputy_head'", False),
    ],
)
def test_a_role_or_a_supporting_part_is_definite_enough(row, speaks):
    """A kind of role that a class names must be found somewhere in it, stand-ins included, if anything is."""
    assert bool(subjects("DJ123", EVERYBODY % ("", row, "各科室"))) is speaks


def test_all_members_bear_a_duty_of_theirs():
    """Where the duty's bearers name the collective, its name is no vague word."""
    assert subjects("DJ123", EVERYBODY % (', bearers: "direct=members"', "Z1", "全体党员")) == []
    assert subjects("DJ123", EVERYBODY % (', managing_bearers: "direct=members"', "Z1", "全体党员")) == []
    assert subjects("DJ123", EVERYBODY % (', bearers: "first=secretary"', "Z1", "全体党员")) != []


def test_several_rows_of_one_duty_count_once():
    more = "    - {duty: S1, organization: Z1, responsibility: direct, bearer_text: 相关部门}"

    assert subjects("DJ123", EVERYBODY % ("", "Z1", "各科室"), more) == ["S1@Z1/#direct#"]


# --- DJ124 -----------------------------------------------------------------------

TWICE = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch}
    - {id: Z2, name: 示例二支部, kind: branch, valid_to: 2026-09-30}
    roles:
    - {id: Z1-1, organization: Z1, kind: secretary}
    - {id: Z1-2, organization: Z1, kind: deputy_secretary}
    duties:
    - {id: S1, title: 主题党日}
    assignments:
    - {duty: S1, organization: Z1, role: Z1-1, since: 2024-01-01}
"""


def test_the_last_of_what_is_entered_twice_is_the_one_to_change():
    """Once a set, however many there are."""
    more = """
    - {duty: S1, organization: Z1, role: Z1-1, responsibility: first, since: 2025-01-01}
    - {duty: S1, organization: Z1, role: Z1-1, since: 2026-01-01, wording: 另一种写法}
    """
    gap = only("DJ124", TWICE, more)

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == (
        "Z1",
        "assignment",
        "S1@Z1/Z1-1#first#2026-01-01",
        "S1",
    )
    assert gap.message_zh == (
        "示例支部“主题党日”的责任分工（书记，第一责任人责任）重复登记了3条，期间有重合。"
    )


def test_rows_with_one_key_are_told_by_their_number():
    """Equal keys get ~2, and the last of them is the row to change."""
    more = "    - {duty: S1, organization: Z1, role: Z1-1, since: 2024-01-01, wording: 另一种写法}"

    assert subjects("DJ124", TWICE, more) == ["S1@Z1/Z1-1#first#2024-01-01~2"]


@pytest.mark.parametrize(
    "more",
    [
        "{duty: S1, organization: Z1}",
        "{duty: S1, organization: Z1, role: Z1-2, responsibility: first}",
        "{duty: S1, organization: Z1, role: Z1-1, responsibility: direct}",
        "{duty: S1, organization: Z1, role: Z1-1, function: perform}",
        "{duty: S1, organization: Z1, role: Z1-1, until: 2026-09-30}",
        "{duty: S1, organization: Z1, role: Z1-1, since: 2026-10-01}",
    ],
)
def test_rows_that_differ_or_are_not_in_force_are_not_the_same(more):
    """Role, responsibility, function and time each tell rows apart."""
    assert subjects("DJ124", TWICE, f"    - {more}") == []


def test_rows_of_what_is_gone_or_unknown_are_not_compared():
    """DJ112 speaks of what does not exist."""
    more = """
    - {duty: S1, organization: Z2}
    - {duty: S1, organization: Z2, since: 2024-01-01}
    - {duty: S9, organization: Z1}
    - {duty: S9, organization: Z1, since: 2024-01-01}
    - {duty: S1, organization: Z9}
    - {duty: S1, organization: Z9, since: 2024-01-01}
    """

    assert subjects("DJ124", TWICE, more) == []


def test_a_class_can_be_entered_twice_too():
    """It stands in no organization."""
    more = """
    - {duty: S1, organization: '@branch', role: '@secretary'}
    - {duty: S1, organization: '@branch', role: '@secretary', since: 2024-01-01}
    - {duty: S1, organization: '@branch'}
    - {duty: S1, organization: '@branch', since: 2024-01-01}
    - {duty: S1, organization: Z1, role: 某岗, responsibility: concrete}
    - {duty: S1, organization: Z1, role: 某岗, responsibility: concrete, since: 2024-01-01}
    """
    gaps = report("DJ124", TWICE, more)

    assert [(gap.organization, gap.subject) for gap in gaps] == [
        ("", "S1@@branch/#principal#2024-01-01"),
        ("", "S1@@branch/@secretary#first#2024-01-01"),
        ("Z1", "S1@Z1/某岗#concrete#2024-01-01"),
    ]
    assert [gap.details["bearer"] for gap in gaps] == [
        "本组织（集体），主体责任",
        "书记，第一责任人责任",
        "某岗，具体责任",
    ]


# --- DJ513 -----------------------------------------------------------------------

DEPUTIES = """
    organizations:
    - {id: D1, name: 示例大队党委, kind: committee, unit_type: public_institution}
    - {id: D2, name: 示例公司党委, kind: committee, unit_type: soe}
    - {id: Z1, name: 示例支部, kind: branch, superior: D1}
    roles:
    - {id: D1-1, organization: D1, kind: full_time_deputy_secretary}
    - {id: D2-1, organization: D2, kind: deputy_secretary}
    - {id: D2-2, organization: D2, kind: full_time_deputy_secretary, valid_to: 2026-09-30}
"""


def test_nobody_asks_for_deputies_but_a_profile():
    """No general figure exists."""
    assert not_checked(DEPUTIES)["DJ513"] == "no general figure exists; a profile may set one"


def test_fewer_full_time_deputies_than_the_profile_asks():
    """Roles in force of the committee's own, of that kind alone; exactly as many are enough."""
    (gap,) = report("DJ513", DEPUTIES, profile=own_rule("full_time_deputies_least", 1))

    assert (gap.organization, gap.subject_kind, gap.subject) == ("D2", "organization", "D2")
    assert "登记专职副书记岗位0个，本单位口径为不少于1个" in gap.message_zh
    assert asked("DJ513", DEPUTIES, profile=own_rule("full_time_deputies_least", 2)) == [
        ("D1", "D1"),
        ("D2", "D2"),
    ]


def test_a_profile_may_ask_one_type_of_unit_alone():
    """Where it sets no number nothing is compared."""
    profile = own_rule("full_time_deputies_least", 2, 'unit_types = ["public_institution"]')

    assert asked("DJ513", DEPUTIES, profile=profile) == [("D1", "D1")]


def test_the_fact_that_a_profile_names_is_the_basis():
    """It is said with the profile's own reason."""
    facts = """
[[facts]]
key = "own_deputy"
instrument = "SEEN"
modality = "should"
text = {zh = "党委配专职副书记。", en = "Committees have a full-time deputy."}
where = {zh = "示例文件", en = "an example paper"}
reason = {zh = "本单位实施办法", en = "the unit's own measures"}
"""
    profile = own_rule("full_time_deputies_least", 1, 'citation = "own_deputy"', facts)
    (gap,) = report("DJ513", DEPUTIES, profile=profile)

    assert "公开资料所见做法" in gap.citation.zh
    assert gap.citation.zh.endswith("本单位口径“示例口径”规定为1：本单位规定")


def test_why_a_committee_is_not_listed_shows_both_numbers():
    """The first condition that does not hold, with its figures."""
    said = report("DJ513", DEPUTIES, profile=own_rule("full_time_deputies_least", 1)).why_not("DJ513", "D1")

    assert "登记1名，规定1名" in str(said)


# --- DJ514 -----------------------------------------------------------------------

ORGAN = """
    organizations:
    - {id: JG, name: 示例机关党委, kind: committee, unit_type: organ, staff: %s, members: 10}
    - {id: JG-01, name: 示例支部, kind: branch, superior: JG}
    - {id: JG-U, name: 示例党办, superior: JG}
    - {id: XS, name: 示例下属党委, kind: committee, superior: JG}
    - {id: XS-01, name: 示例下属支部, kind: branch, superior: XS}
    roles:
    - {id: JG-1, organization: JG, kind: full_time_deputy_secretary}
    - {id: JG-2, organization: JG-U, kind: organizer}
    - {id: JG-3, organization: JG-01, kind: secretary}
    - {id: XS-2, organization: XS, kind: organizer}
    - {id: XS-3, organization: XS-01, kind: organizer}
    - {id: JG-4, organization: JG, kind: organizer, valid_to: 2026-09-30}
"""


def test_exactly_one_percent_is_enough():
    """Of staff, not of members; what stands below counts, up to the next committee."""
    assert asked("DJ514", ORGAN % 200) == []

    (gap,) = report("DJ514", ORGAN % 201)

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("JG", "organization", "JG", "")
    assert gap.message_zh == "示例机关党委登记职工201名、专职党务人员2名，占1.00%，一般不低于1%。"
    assert gap.citation.zh == "《中国共产党党和国家机关基层组织工作条例》第三十条"


def test_persons_count_once_and_vacant_roles_not_at_all():
    """Where appointments are known, heads count, not posts."""
    one = """
    appointments:
    - {role: JG-1, person: 甲}
    """
    same = "    - {role: JG-2, person: 甲}"
    other = "    - {role: JG-2, person: 乙}"
    acting = "    - {role: JG-2, person: 乙, acting: true}"

    assert asked("DJ514", ORGAN % 200, one) == [("JG", "JG")]
    assert asked("DJ514", ORGAN % 200, one, same) == [("JG", "JG")]
    assert asked("DJ514", ORGAN % 200, one, other) == []
    assert asked("DJ514", ORGAN % 200, one, acting) == []


def test_an_organ_too_small_for_one_person_is_not_compared():
    """It needs somebody named, no full-time post."""
    none = "organizations:\n- {id: JG, name: 示例机关党委, kind: committee, unit_type: organ, staff: %s}\n"
    roles = "roles:\n- {id: JG-1, organization: JG, kind: secretary}\n"

    assert asked("DJ514", none % 99, roles) == []
    assert asked("DJ514", none % 100, roles) == [("JG", "JG")]
    assert asked("DJ514", none % 0, roles) == []


@pytest.mark.parametrize("unit_type", ["soe", "public_institution", "field_team"])
def test_the_ratio_of_organs_binds_organs_alone(unit_type):
    assert asked("DJ514", (ORGAN % 500).replace("organ,", f"{unit_type},")) == []


def test_an_enterprise_is_compared_where_its_profile_sets_a_ratio():
    """Exactly at it is enough."""
    profile = own_rule("full_time_staff_share_least", 0.02, 'unit_types = ["soe"]')
    document = ORGAN.replace("organ,", "soe,")

    assert asked("DJ514", document % 100, profile=profile) == []
    assert asked("DJ514", document % 101, profile=profile) == [("JG", "JG")]
    (gap,) = report("DJ514", document % 101, profile=profile)
    assert "一般不低于2%" in gap.message_zh


def test_without_staff_anywhere_no_ratio_is_compared():
    assert "staff" in not_checked((ORGAN % 200).replace("staff: 200, ", ""))["DJ514"]


@pytest.mark.parametrize(
    ("row", "says"),
    [("JG", "占比1.00%，规定1.00%"), ("XS", "按比例至少要有1人"), ("JG-01", "是当日在册的党委")],
)
def test_why_an_organ_is_not_listed(row, says):
    """The first condition that does not hold, with its figures where it has some."""
    assert says in str(report("DJ514", ORGAN % 200).why_not("DJ514", row))


# --- DJ903 -----------------------------------------------------------------------

KEPT = """
    organizations:
    - {id: Z1, name: 示例支部, kind: branch%s}
    duties:
    - {id: S1, title: 主题党日, performed_by: [branch]}
    assignments:
    - {duty: S1, organization: Z1%s}
"""


@pytest.mark.parametrize(
    ("cells", "speaks"),
    [
        ("acknowledged_on: 2025-09-30", False),
        ("acknowledged_on: 2025-09-29", True),
        ("acknowledged_on: 2025-09", False),
        ("acknowledged_on: 2025-08", True),
        ("acknowledged_on: 2025", False),
        ("acknowledged_on: 2024-01-01, reviewed_on: 2026-01-01", False),
        ("acknowledged_on: 2024-01-01, reviewed_on: 2025-01-01", True),
        ("reviewed_on: 2024-01-01", False),
        ("acknowledged_on: 2024-01-01, responsibility: supporting", False),
    ],
)
def test_a_list_is_stale_more_than_twelve_months_after_its_last_confirmation(cells, speaks):
    """By the day most favorable to the unit; a review alone is the renewal that DJ218 looks at."""
    assert bool(subjects("DJ903", KEPT % ("", f", {cells}"))) is speaks


@pytest.mark.parametrize(
    ("record", "speaks"),
    [
        ("on: 2025-09-29", True),
        ("on: 2025-09-30", False),
        ("on: 2024-01-01, recorded_on: 2025-10-01", False),
        ("on: 2024-01-01, recorded_on: 2025-01-01", True),
    ],
)
def test_a_record_shows_that_somebody_has_looked(record, speaks):
    """Whichever is later: the day it is about, or the day it was entered; alone it confirms no list."""
    records = f"""
    records:
    - {{organization: Z1, kind: performed, {record}}}
    - {{organization: Z9, kind: performed, on: 2026-09-01}}
    """

    assert bool(subjects("DJ903", KEPT % ("", ", acknowledged_on: 2024-01-01"), records)) is speaks
    assert subjects("DJ903", KEPT % ("", ""), records) == []


def test_the_message_shows_the_day_as_it_was_entered():
    gap = only("DJ903", KEPT % ("", ", acknowledged_on: 2025-08"))

    assert gap.message_zh == "示例支部的责任清单和记录最近一次登记为2025-08，距核对日已超过12个月。"
    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z1", "organization", "Z1", "")


@pytest.mark.parametrize("first", ["2025", "2025-12", "2025-12-31"])
@pytest.mark.parametrize("second", ["2025", "2025-12", "2025-12-31"])
def test_of_days_that_end_alike_the_most_precise_is_shown(first, second):
    """In whatever order they stand."""
    document = KEPT % ("", f", acknowledged_on: {first}, reviewed_on: {second}")
    (gap,) = report("DJ903", document, at=date(2027, 6, 30), profile=own_rule("stale_months", 3))

    assert gap.details["last"] == max(first, second, key=len)


def test_the_list_of_a_class_is_nobodys_own():
    """An organization without a list of its own has none to confirm, nor has one out of force."""
    assert (
        subjects(
            "DJ903",
            (KEPT % ("", ", acknowledged_on: 2024-01-01")).replace(
                "organization: Z1,", "organization: '@branch',"
            ),
        )
        == []
    )
    assert subjects("DJ903", KEPT % (", valid_to: 2026-09-30", ", acknowledged_on: 2024-01-01")) == []
    assert subjects("DJ903", KEPT % ("", ", acknowledged_on: 2024-01-01, until: 2026-09-30")) == []


def test_a_review_alone_is_no_confirmation_though_others_confirm():
    """Whether a list was renewed is what DJ218 asks."""
    other = "    - {duty: S1, organization: '@branch', acknowledged_on: 2026-01-01}"

    assert subjects("DJ903", KEPT % ("", ", reviewed_on: 2024-01-01"), other) == []


def test_without_any_day_nothing_is_stale():
    assert (
        not_checked(KEPT % ("", ""))["DJ903"]
        == "the column 'acknowledged_on' of assignments is filled nowhere"
    )


def test_a_profile_may_be_more_patient():
    """Its number is shown, with its reason."""
    document = KEPT % ("", ", acknowledged_on: 2025-08-31")

    assert asked("DJ903", document, profile=own_rule("stale_months", 13)) == []
    assert asked("DJ903", document, profile=own_rule("stale_months", 12)) == [("Z1", "Z1")]


def test_a_number_that_reaches_before_all_days_makes_nothing_stale():
    """Nothing is older than the calendar."""
    document = KEPT % ("", ", acknowledged_on: 2025-08-31")

    assert asked("DJ903", document, profile=own_rule("stale_months", 24311)) == []
    assert asked("DJ903", document, profile=own_rule("stale_months", 24300)) == []
    assert asked("DJ903", document, profile=own_rule("stale_months", 24299)) == []


@pytest.mark.parametrize(
    ("cells", "says"),
    [(", acknowledged_on: 2026-01-01", "最近一次：2026-01-01"), ("", "登记过清单的确认时间")],
)
def test_why_a_list_is_not_stale(cells, says):
    """Its last day is shown, or that there is none."""
    other = "    - {duty: S1, organization: Z2, acknowledged_on: 2026-01-01}"

    assert says in str(report("DJ903", KEPT % ("", cells), other).why_not("DJ903", "Z1"))


# --- DJ905 -----------------------------------------------------------------------

CHANGED = """
    organizations:
    - {id: Z3, name: 示例三支部, kind: branch}
    - {id: Z4, name: 示例四支部, kind: branch}
    changes:
    - {kind: establish, on: 2020-01-01, to: [Z4], reason: 示例大队党委会议研究}
    - {%s}
"""


@pytest.mark.parametrize(
    ("change", "speaks"),
    [
        ("kind: merge, on: 2026-09-30, to: [Z3]", True),
        ("kind: split, on: 2026-09, from: [Z3]", True),
        ("kind: rename, on: 2026-10, to: [Z3]", False),
        ("kind: dissolve, on: 2026-10-01, from: [Z3]", False),
        ("kind: dissolve, on: 2025, from: [Z3]", True),
        ("kind: rename, on: 2026, to: [Z3]", False),
        ("kind: establish, on: 2026-01-01, to: [Z3]", False),
        ("kind: merge, on: 2026-01-01, to: [Z3], reason: 示例会议", False),
    ],
)
def test_what_ended_or_changed_up_to_the_day_gives_its_reason(change, speaks):
    """A month or a year counts by its last day; a planned change and a new organization are none."""
    assert bool(subjects("DJ905", CHANGED % change)) is speaks


def test_a_change_is_where_the_first_known_organization_is():
    """What came of it before what it came from; former names may be on no roster."""
    assert found("DJ905", CHANGED % "kind: merge, on: 2026-03-01, from: [Z4, Z1], to: [Z9, Z3]") == [
        ("Z3", "change", "2026-03-01#merge#Z4;Z1#Z9;Z3", "")
    ]
    assert found("DJ905", CHANGED % "kind: dissolve, on: 2026-03-01, from: [Z9, Z4]") == [
        ("Z4", "change", "2026-03-01#dissolve#Z9;Z4#", "")
    ]
    assert found("DJ905", CHANGED % "kind: dissolve, on: 2026-03-01, from: [Z9]")[0][0] == ""


def test_a_change_is_told_by_day_kind_and_names():
    gap: Gap = only("DJ905", CHANGED % "kind: rename, on: 2026-03, from: [Z8], to: [Z3]")

    assert gap.message_zh == "2026-03登记的机构更名（Z8、示例三支部）未注明依据。"


def test_the_only_change_is_asked_for_its_reason_too():
    """The data is the change; without any change there is nothing to look at."""
    document = (CHANGED % "kind: merge, on: 2026-03-01, to: [Z3]").replace(
        ", reason: 示例大队党委会议研究", ""
    )

    assert "2026-03-01#merge##Z3" in subjects("DJ905", document)
    assert "DJ905" in not_checked("organizations:\n- {id: Z3, name: 示例支部, kind: branch}")


def test_why_a_change_is_not_listed():
    said = report("DJ905", CHANGED % "kind: merge, on: 2026-10-01, to: [Z3]").why_not(
        "DJ905", "2026-10-01#merge##Z3"
    )

    assert "变动时间不晚于核对日" in str(said)
