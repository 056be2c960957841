"""The rules on who bears what in a body and who holds which posts: DJ111 to DJ119, DJ508, DJ509, DJ518."""

from __future__ import annotations

from textwrap import dedent

import pytest

from dangjian_chain.gaps import Gap, GapReport, detect_gaps
from dangjian_chain.gaps.rules.dj117_overloaded_role import rounded
from dangjian_chain.gaps.rules.dj119_one_post_one_duty import is_business
from dangjian_chain.rulebook import Profile
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, found, not_checked, only, report, subjects

BRANCH = """
organizations:
- {id: Z, name: 示例支部, kind: branch}
"""


def roles(*rows: str) -> str:
    return "\n".join(["roles:", *(f"- {{{row}}}" for row in rows)])


def duties(*rows: str) -> str:
    return "\n".join(["duties:", *(f"- {{{row}}}" for row in rows)])


def assignments(*rows: str) -> str:
    return "\n".join(["assignments:", *(f"- {{{row}}}" for row in rows)])


def appointments(*rows: str) -> str:
    return "\n".join(["appointments:", *(f"- {{{row}}}" for row in rows)])


def body(*kinds: str, organization: str = "Z") -> list[str]:
    """Rows of one role of each kind, named after it."""
    return [f"id: {organization}.{kind}, organization: {organization}, kind: {kind}" for kind in kinds]


def following(gaps: GapReport, code: str) -> list[str]:
    """The codes of what follows from the one gap of a rule."""
    (cause,) = (cause for cause in gaps.causes if cause.gap.code == code)
    return [gap.code for gap in cause.following]


def said(code: str, subject: str, *parts: str) -> str:
    """What the why-not of a rule says of a row."""
    return report(*parts).why_not(code, subject).to_text("en")


# --- DJ111 first-responsibility-delegated ------------------------------------------------------------

TWO = roles(*body("secretary", "deputy_secretary"))
DEPUTY_FIRST = "duty: S, organization: Z, role: Z.deputy_secretary, responsibility: first"


def delegated(
    *,
    posts: str = TWO,
    duty: str = "id: S, title: 主题党日, performed_by: [branch]",
    rows: tuple[str, ...] = (DEPUTY_FIRST,),
    held: str = "",
) -> list[str]:
    return subjects("DJ111", BRANCH, posts, duties(duty), assignments(*rows), held)


@pytest.mark.parametrize("kind", ["deputy_secretary", "full_time_deputy_secretary", "deputy_head"])
def test_dj111_a_deputy_is_first_responsible_though_there_is_a_secretary(kind):
    """Delegating does not discharge the secretary (trap 28); the row to change is the assignment."""
    parts = (
        BRANCH,
        roles(*body("secretary", kind)),
        duties("id: S, title: 主题党日, performed_by: [branch]"),
        assignments(f"duty: S, organization: Z, role: Z.{kind}, responsibility: first"),
    )

    assert found("DJ111", *parts) == [("Z", "assignment", f"S@Z/Z.{kind}#first#", "S")]


def test_dj111_says_post_and_duty_and_shows_the_responsibility():
    """Posts are named, ids are not."""
    gap = only(
        "DJ111",
        BRANCH,
        TWO,
        duties("id: S, title: 主题党日, performed_by: [branch]"),
        assignments(DEPUTY_FIRST),
    )

    assert gap.message_zh == "示例支部的“主题党日”以副书记为第一责任人，本组织设有书记岗位。"
    assert gap.columns == ("responsibility",)


@pytest.mark.parametrize(
    "row",
    [
        "duty: S, organization: Z, role: Z.deputy_secretary",
        "duty: S, organization: Z, role: Z.deputy_secretary, responsibility: supporting",
        "duty: S, organization: Z, role: Z.secretary, responsibility: first",
        "duty: S, organization: Z, role: Z.deputy_secretary, responsibility: first, until: 2026-09-30",
        "duty: S, organization: Z, role: Z.deputy_secretary, responsibility: first, since: 2026-10-01",
        'duty: S, organization: "@branch", role: "@deputy_secretary", responsibility: first',
    ],
)
def test_dj111_is_about_first_responsibility_of_the_own_list_on_the_day(row):
    """A direct deputy, the secretary, another day and a class are no gaps."""
    assert delegated(rows=(row,)) == []


def test_dj111_whoever_wrote_the_class_wrote_its_deputy():
    """The row to change is not the organization's."""
    duty = 'id: S, title: 主题党日, performed_by: [branch], bearers: "first=secretary"'
    row = 'duty: S, organization: "@branch", role: "@deputy_secretary", responsibility: first'

    assert delegated(duty=duty, rows=(row,)) == []


def test_dj111_another_post_that_is_first_is_no_deputy():
    """The organization member is DJ110's business."""
    posts = roles(*body("secretary", "organization_member"))
    row = "duty: S, organization: Z, role: Z.organization_member, responsibility: first"

    assert delegated(posts=posts, rows=(row,)) == []


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        (roles(*body("deputy_secretary")), 0),
        (roles(f"{body('secretary')[0]}, valid_to: 2026-09-30", *body("deputy_secretary")), 0),
        (roles(f"{body('secretary')[0]}, valid_to: 2026-10-01", *body("deputy_secretary")), 1),
    ],
)
def test_dj111_asks_for_a_secretary_in_force(posts, expected):
    """Without one the deputy is the one to be named."""
    assert len(delegated(posts=posts)) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("", 1),
        (appointments("role: Z.secretary, person: 甲"), 1),
        (appointments("role: Z.secretary, person: 甲, acting: true"), 1),
        (appointments("role: Z.deputy_secretary, person: 乙"), 0),
        (appointments("role: Z.secretary, person: 甲, until: 2026-09-30"), 0),
    ],
)
def test_dj111_a_secretary_known_to_be_vacant_is_no_secretary(held, expected):
    """Where holders are not known at all, the role is enough."""
    assert len(delegated(held=held)) == expected


@pytest.mark.parametrize(
    ("bearers", "expected"),
    [
        ("{first: secretary}", 1),
        ("{first: secretary+administrative_head}", 1),
        ("{first: deputy_secretary}", 0),
        ("{first: secretary+deputy_secretary}", 0),
        ("{direct: deputy_secretary}", 0),
    ],
)
def test_dj111_heeds_whom_the_duty_names_as_first(bearers, expected):
    """A duty that gives it to the deputy, or names no first, is no gap."""
    duty = f'id: S, title: 主题党日, performed_by: [branch], bearers: "{bearers[1:-1].replace(": ", "=")}"'

    assert len(delegated(duty=duty)) == expected


@pytest.mark.parametrize(
    ("function", "expected"), [("perform", 1), ("manage", 0)], ids=["performed here", "managed nowhere"]
)
def test_dj111_compares_within_the_function_of_the_row(function, expected):
    """Nobody is expected first for what the branch does not do."""
    duty = 'id: S, title: 主题党日, performed_by: [branch], bearers: "first=secretary"'

    assert len(delegated(duty=duty, rows=(f"{DEPUTY_FIRST}, function: {function}",))) == expected


@pytest.mark.parametrize(
    "extra", ["", ', bearers: "first=secretary"'], ids=["names no bearers", "names the secretary"]
)
def test_dj111_a_secretary_first_as_well_is_several_first(extra):
    """That is DJ103; nothing is given away."""
    duty = f"id: S, title: 主题党日, performed_by: [branch]{extra}"
    rows = (DEPUTY_FIRST, "duty: S, organization: Z, role: Z.secretary, responsibility: first")

    assert delegated(duty=duty, rows=rows) == []


def test_dj111_the_secretary_first_for_another_function_leaves_this_one_away():
    """A committee performs and manages: who is first for the one may not be for the other."""
    parts = (
        """
        organizations:
        - {id: D, name: 示例党委, kind: committee}
        - {id: Z, name: 示例支部, kind: branch, superior: D}
        """,
        roles(*body("secretary", "deputy_secretary", organization="D"), *body("secretary")),
        duties('id: S, title: 主题党日, performed_by: [branch, committee], bearers: "first=secretary"'),
        assignments(
            "duty: S, organization: D, role: D.secretary, responsibility: first, function: perform",
            "duty: S, organization: D, role: D.deputy_secretary, responsibility: first, function: manage",
            "duty: S, organization: Z, role: Z.secretary, responsibility: first",
        ),
    )

    assert subjects("DJ111", *parts) == ["S@D/D.deputy_secretary#first#"]


def test_dj111_elective_duties_are_the_units_own_matter():
    """Who leads what nobody asks for is no business of the provision."""
    assert delegated(duty="id: S, title: 志愿服务, performed_by: [branch], nature: elective") == []


def test_dj111_an_unreachable_organization_is_looked_at_where_the_duty_names_nobody():
    """The list says it itself; nothing has to be handed down."""
    parts = (
        "organizations:\n- {id: Z, name: 示例支部, kind: branch, superior: X}",
        TWO,
        duties("id: S, title: 主题党日"),
        assignments(DEPUTY_FIRST),
    )

    assert len(found("DJ111", *parts)) == 1


def test_dj111_says_why_it_is_silent():
    """The first condition that does not hold."""
    parts = (
        BRANCH,
        TWO,
        duties("id: S, title: 主题党日"),
        assignments(DEPUTY_FIRST),
        appointments("role: Z.deputy_secretary, person: 乙"),
    )

    assert "the role is not vacant: no" in said("DJ111", "S@Z/Z.deputy_secretary#first#", *parts)


# --- DJ113 many-doers-no-lead -------------------------------------------------------------------------

THREE = roles(*body("secretary", "organization_member", "publicity_member"))


def doing(*rows: str, duty: str = "id: S, title: 主题党日, performed_by: [branch]") -> list[str]:
    return subjects("DJ113", BRANCH, THREE, duties(duty, "id: T, title: 分项, parent: S"), assignments(*rows))


def does(kind: str, responsibility: str = "concrete", extra: str = "") -> str:
    return f"duty: S, organization: Z, role: Z.{kind}, responsibility: {responsibility}{extra}"


def test_dj113_several_doers_and_nobody_leads():
    """Two roles, concrete or portfolio, and no first or direct: one gap for the duty in the organization."""
    parts = (
        BRANCH,
        THREE,
        duties("id: S, title: 主题党日, performed_by: [branch]"),
        assignments(does("organization_member"), does("publicity_member", "portfolio")),
    )

    assert found("DJ113", *parts) == [("Z", "organization", "Z", "S")]
    assert only("DJ113", *parts).message_zh == (
        "示例支部的“主题党日”由2个岗位承办（组织委员、宣传委员），未见牵头岗位。"
    )


@pytest.mark.parametrize(
    "rows",
    [
        (does("organization_member"),),
        (does("organization_member"), does("organization_member", "portfolio")),
        (does("organization_member"), does("publicity_member", "supporting")),
        (does("organization_member"), does("publicity_member", "supervisory")),
        (does("organization_member"), does("publicity_member", extra=", until: 2026-09-30")),
        (does("organization_member"), "duty: S, organization: Z, role: X, responsibility: concrete"),
    ],
    ids=["one", "one twice", "supporting", "supervisory", "out of force", "unknown role"],
)
def test_dj113_one_doer_is_not_many(rows):
    """Different roles in force, doing it."""
    assert doing(*rows) == []


@pytest.mark.parametrize(
    "lead",
    [
        does("secretary", "first"),
        does("organization_member", "direct"),
        'duty: S, organization: "@branch", role: "@secretary"',
        "duty: T, organization: Z, role: Z.secretary, responsibility: direct",
    ],
    ids=["first", "direct", "by class", "of a part"],
)
def test_dj113_any_first_or_direct_leads(lead):
    """One's own, the class's, or that of a part."""
    assert doing(does("organization_member"), does("publicity_member"), lead) == []


@pytest.mark.parametrize("extra", [", until: 2026-09-30", ", since: 2026-10-01"])
def test_dj113_a_lead_of_another_day_does_not_lead(extra):
    """The day asked counts."""
    lead = does("secretary", "first", extra)

    assert doing(does("organization_member"), does("publicity_member"), lead) == ["Z"]


def test_dj113_the_body_as_principal_leads_nobody():
    """A body is no role."""
    body_row = "duty: S, organization: Z, responsibility: principal"

    assert doing(does("organization_member"), does("publicity_member"), body_row) == ["Z"]


def test_dj113_asks_where_the_duty_is_carried():
    """Elsewhere it is DJ109's business."""
    rows = (does("organization_member"), does("publicity_member"))

    assert doing(*rows, duty="id: S, title: 主题党日, performed_by: [committee]") == []


def test_dj113_doers_by_class_are_not_the_organizations_own_list():
    """Whoever wrote the class would have to name the lead."""
    rows = [
        f'duty: S, organization: "@branch", role: "@{kind}", responsibility: concrete'
        for kind in ("organization_member", "publicity_member")
    ]

    assert doing(*rows) == []


def test_dj113_follows_from_a_missing_first_responsible():
    """One cause, shown once."""
    gaps = report(
        BRANCH,
        THREE,
        duties('id: S, title: 主题党日, performed_by: [branch], bearers: "first=secretary"'),
        assignments(does("organization_member"), does("publicity_member")),
    )

    assert following(gaps, "DJ102") == ["DJ113"]


# --- DJ116 idle-role ----------------------------------------------------------------------------------

SHARED = (
    "duty: S, organization: Z, role: Z.secretary",
    "duty: S, organization: Z, role: Z.organization_member",
)


def idle(
    *more: str, organizations: str = BRANCH, posts: str = THREE, rows: tuple[str, ...] = SHARED
) -> list[str]:
    return subjects(
        "DJ116", organizations, posts, duties("id: S, title: 主题党日"), assignments(*rows, *more)
    )


def test_dj116_a_member_of_the_body_that_no_assignment_names():
    """One gap for the role."""
    parts = (BRANCH, THREE, duties("id: S, title: 主题党日"), assignments(*SHARED))

    assert found("DJ116", *parts) == [("Z", "role", "Z.publicity_member", "")]
    assert only("DJ116", *parts).message_zh == "经核对，示例支部的责任清单中未见宣传委员承担的责任。"


def test_dj116_a_role_that_another_list_names_is_not_idle():
    """Whoever is named has something to do, also where another organization's list names it."""
    organizations = BRANCH + "- {id: Y, name: 示例二支部, kind: branch}\n"
    posts = roles(*body("secretary", "organization_member"), "id: A, organization: Z, kind: publicity_member")

    assert idle(organizations=organizations, posts=posts) == ["A"]
    assert idle("duty: S, organization: Y, role: A", organizations=organizations, posts=posts) == []


@pytest.mark.parametrize(
    ("role", "speaks"), [("Z.secretary", []), ("Z.publicity_member", ["Z.publicity_member"])]
)
def test_dj116_asks_nothing_of_a_post_that_nobody_holds(role: str, speaks: list[str]):
    """Where holders are known: a post kept open is not idle."""
    holder = f"appointments:\n- {{role: {role}, person: 甲}}"

    assert idle(posts=f"{dedent(THREE)}\n{holder}") == speaks


@pytest.mark.parametrize(
    "row",
    [
        "duty: S, organization: Z, role: Z.publicity_member, responsibility: supporting",
        "duty: S, organization: Z, role: Z.publicity_member, responsibility: supervisory",
        'duty: S, organization: "@branch", role: "@publicity_member", responsibility: concrete',
        "duty: X, organization: Z, role: Z.publicity_member",
    ],
    ids=["supporting", "supervisory", "by class", "of a duty with a slip"],
)
def test_dj116_any_assignment_that_names_it_is_enough(row):
    """Whatever the responsibility, and be it the class's."""
    assert idle(row) == []


def test_dj116_an_assignment_out_of_force_names_nobody():
    """The day asked counts."""
    assert idle("duty: S, organization: Z, role: Z.publicity_member, until: 2026-09-30") == [
        "Z.publicity_member"
    ]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("id: Z.x, organization: Z, kind: deputy_secretary", ["Z.x"]),
        ("id: Z.x, organization: Z, kind: deputy_secretary, valid_to: 2026-09-30", []),
        ("id: Z.x, organization: Z, kind: organizer", []),
        ("id: Z.x, organization: Z, kind: members", []),
        ("id: Z.x, organization: Q, kind: deputy_secretary", []),
    ],
)
def test_dj116_is_about_the_leading_body_in_force(post, expected):
    """An organizer, the members and a post given up may have no duty of their own."""
    assert idle(posts=roles(*body("secretary", "organization_member"), post)) == expected


@pytest.mark.parametrize(
    "organization",
    [
        "{id: Z, name: 示例支部, kind: branch, superior: Q}",
        "{id: Z, name: 示例支部, kind: branch, valid_to: 2026-09-30}",
        "{id: Z, name: 示例一室, kind: unit}",
    ],
    ids=["not reachable", "not in force", "leads nobody"],
)
def test_dj116_asks_organizations_that_lead_and_are_reached(organization):
    """What hangs in the air or has no leading body is not asked."""
    assert idle(organizations=f"organizations:\n- {organization}") == []


def test_dj116_one_role_named_is_enough_to_ask_of_the_others():
    """A list that gives everything to one role has left the others out."""
    assert idle(rows=SHARED[:1]) == ["Z.organization_member", "Z.publicity_member"]


def test_dj116_is_silent_on_whom_a_duty_names():
    """What the list does not show of it is DJ101's or DJ106's business."""
    duty = duties(
        'id: S, title: 主题党日, performed_by: [branch], bearers: "first=secretary; direct=publicity_member"'
    )

    assert subjects("DJ116", BRANCH, THREE, duty, assignments(*SHARED)) == []


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ("duty: S, organization: Z",),
        tuple(f"{row}, responsibility: supporting" for row in SHARED),
        tuple(
            f'duty: S, organization: "@branch", role: "@{kind}"'
            for kind in ("secretary", "organization_member")
        ),
    ],
    ids=["no list", "the body alone", "supporting only", "classes only"],
)
def test_dj116_asks_where_a_list_of_ones_own_shares_duties_out(rows):
    """A list that names none of its roles says nothing of any."""
    assert idle(rows=rows) == []


def test_dj116_a_class_and_the_own_list_share_out_together():
    """The secretary by the class, the organization member by the own list."""
    rows = ('duty: S, organization: "@branch", role: "@secretary"', SHARED[1])

    assert idle(rows=rows) == ["Z.publicity_member"]


def test_dj116_the_list_of_an_organization_that_covers_it_counts():
    """A joint branch may name a post of another that it covers."""
    organizations = """
    organizations:
    - {id: Z, name: 示例支部, kind: branch}
    - {id: Y, name: 示例联合支部, kind: branch, covers: [Z]}
    """

    assert (
        idle(
            "duty: S, organization: Y, role: Z.publicity_member, responsibility: direct",
            organizations=organizations,
        )
        == []
    )


def test_dj116_leaves_to_dj119_what_it_speaks_of():
    """A deputy head without any duty has a business side."""
    posts = roles(*body("secretary", "organization_member", "deputy_head"))
    parts = (BRANCH, posts, duties("id: S, title: 主题党日"), assignments(*SHARED))

    assert [gap.code for gap in report(*parts) if gap.subject == "Z.deputy_head"] == ["DJ119"]
    assert "DJ119 (one post, one duty) does not list it: no" in said("DJ116", "Z.deputy_head", *parts)


# --- DJ117 overloaded-role ----------------------------------------------------------------------------


def burdened(own: int, others: tuple[int, ...] = (1,) * 5, extra: str = "") -> tuple[str, ...]:
    """The secretaries of branches that bear so many duties each, the first one `own`."""
    counts = (own, *others)
    return (
        "\n".join(
            [
                "organizations:",
                *(f"- {{id: Z{n}, name: 示例{n}支部, kind: branch}}" for n in range(len(counts))),
            ]
        ),
        roles(*(f"id: Z{n}.s, organization: Z{n}, kind: secretary" for n in range(len(counts)))),
        duties(*(f"id: S{n:02}, title: 事项{n}" for n in range(max(counts)))),
        assignments(
            *(
                f"duty: S{duty:02}, organization: Z{n}, role: Z{n}.s"
                for n, count in enumerate(counts)
                for duty in range(count)
            )
        ),
        extra,
    )


@pytest.mark.parametrize(("own", "expected"), [(3, []), (4, ["Z0.s"])])
def test_dj117_more_than_so_many_times_the_middle_of_its_peers(own, expected):
    """Three times is the figure; exactly three is none."""
    assert subjects("DJ117", *burdened(own)) == expected


@pytest.mark.parametrize(("peers", "expected"), [(4, []), (5, ["Z0.s"])])
def test_dj117_compares_where_there_are_peers_enough(peers, expected):
    """Five others is enough, four is not; itself does not count."""
    assert subjects("DJ117", *burdened(4, (1,) * peers)) == expected


def test_dj117_the_middle_of_the_others_is_without_itself():
    """With its own load the middle would be three, and sixteen more than five times as much."""
    assert subjects("DJ117", *burdened(7, (1, 1, 2, 3, 3, 3))) == []
    assert subjects("DJ117", *burdened(8, (1, 1, 2, 3, 3, 3))) == ["Z0.s"]


def test_dj117_roles_that_bear_nothing_are_no_peers():
    """They would make everybody stand out."""
    assert subjects("DJ117", *burdened(4, (1, 1, 1, 1, 0, 0))) == []


def test_dj117_says_both_figures_and_which_peers():
    """Count, middle, and with whom it was compared."""
    gap = only("DJ117", *burdened(4, (1, 1, 1, 2, 2, 1)))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z0", "role", "Z0.s", "")
    assert gap.message_zh == (
        "示例0支部的书记承担4项责任，明显多于同类岗位（其余6个党支部书记岗位一般1项）。"
    )
    assert (
        "6 other roles of the kind 'secretary' in organizations of the kind 'Party branch'" in gap.message_en
    )


@pytest.mark.parametrize(("own", "expected"), [(40, []), (41, ["Z0.s"])])
def test_dj117_more_than_the_figure_whatever_its_peers(own, expected):
    """Forty is the reminder."""
    assert subjects("DJ117", *burdened(own, ())) == expected
    assert subjects("DJ117", *burdened(own, (30, 30))) == expected


def test_dj117_above_the_figure_says_the_figure_and_its_peers_if_any():
    """With peers or without."""
    assert only("DJ117", *burdened(41, ())).message_zh == "示例0支部的书记承担41项责任，多于提示数40项。"
    assert only("DJ117", *burdened(41, (30, 20))).message_zh == (
        "示例0支部的书记承担41项责任，多于提示数40项（其余2个党支部书记岗位一般25项）。"
    )


@pytest.mark.parametrize(
    ("others", "typical"),
    [
        ((30, 20), "25"),
        ((30, 50), "40"),
        ((45, 50), "47.5"),
        ((45, 50, 60), "50"),
        ((1, 2, 60), "2"),
        ((20,), "20"),
    ],
)
def test_dj117_the_typical_load_is_the_middle_of_the_others_wherever_its_own_stands(others, typical):
    """Below, between or above them, its own load is left out."""
    gaps = report(*burdened(41, others)).of("DJ117")

    assert next(gap for gap in gaps if gap.subject == "Z0.s").message_zh.endswith(f"岗位一般{typical}项）。")


def test_dj117_peers_are_of_one_kind_in_one_kind_of_organization():
    """The secretary of a general branch is no peer of a branch's, nor is a member."""
    parts = list(burdened(4))
    mixed = parts[0].replace(
        "id: Z5, name: 示例5支部, kind: branch", "id: Z5, name: 示例5支部, kind: general_branch"
    )

    assert subjects("DJ117", mixed, *parts[1:]) == []
    assert (
        subjects(
            "DJ117", parts[0], parts[1].replace("Z5, kind: secretary", "Z5, kind: organizer"), *parts[2:]
        )
        == []
    )


def test_dj117_a_duty_counts_once_and_supporting_does_not():
    """Direct and portfolio of one duty are one; supervisory is a load too."""
    organizations, posts, list_of, rows, _ = burdened(3)
    twice = "- {duty: S00, organization: Z0, role: Z0.s, responsibility: portfolio}"
    helped = "- {duty: S03, organization: Z0, role: Z0.s, responsibility: supporting}"
    watched = "- {duty: S03, organization: Z0, role: Z0.s, responsibility: supervisory}"
    four = f"{list_of}\n- {{id: S03, title: 事项3}}"

    assert subjects("DJ117", organizations, posts, four, f"{rows}\n{twice}\n{helped}") == []
    assert subjects("DJ117", organizations, posts, four, f"{rows}\n{watched}") == ["Z0.s"]


def outlying(*parts: str) -> list[Gap]:
    """Return the gaps of DJ117 where the unit compares from the first duty on."""
    profile = Profile.from_bytes(
        """
        schema = "dangjian-chain-profile/1"
        name = {zh = "示例口径", en = "example profile"}
        reason = {zh = "示例", en = "an example"}

        [[overrides]]
        parameter = "role_load_outlier_least"
        value = 1
        reason = {zh = "示例", en = "an example"}
        """.encode()
    )
    document = "\n".join(dedent(part) for part in parts)
    return list(detect_gaps(chain_of(document), at=AT, profile=profile).of("DJ117"))


@pytest.mark.parametrize(("heavy", "expected"), [(2, []), (2.1, ["Z0.s"])])
def test_dj117_weights_count_by_the_mean_of_all_weights(heavy, expected):
    """A duty of twice the mean is two; one without a weight is one."""
    organizations, posts, _, rows, _ = burdened(2)
    weighted = duties(
        "id: S00, title: 事项0",
        f"id: S01, title: 事项1, weight: {heavy}",
        f"id: S02, title: 事项2, weight: {2 - heavy}",
    )

    found = outlying(organizations, posts, weighted, rows)

    assert [gap.subject for gap in found] == expected
    if expected:
        assert "承担2项责任（按分值折算为3.1项）" in found[0].message_zh


def test_dj117_weights_of_nothing_weigh_nothing():
    """Where all weights are zero each duty counts one."""
    organizations, posts, _, rows, _ = burdened(4)
    weighted = duties(*(f"id: S0{n}, title: 事项{n}, weight: 0" for n in range(4)))

    assert subjects("DJ117", organizations, posts, weighted, rows) == ["Z0.s"]


def test_dj117_a_part_weighs_what_the_whole_says():
    """What a part does not state it inherits."""
    organizations, posts, _, rows, _ = burdened(2)
    weighted = duties(
        "id: S00, title: 事项0, weight: 1",
        "id: S01, title: 分项, parent: S02",
        "id: S02, title: 事项2, weight: 10",
        *(f"id: T{n}, title: 其他{n}, weight: 1" for n in range(6)),
    )

    assert [gap.subject for gap in outlying(organizations, posts, weighted, rows)] == ["Z0.s"]


def test_dj117_of_a_few_duties_nobody_is_overloaded():
    """Three duties beside one are thrice as many, and still few; four are compared."""
    assert subjects("DJ117", *burdened(3)) == []
    assert subjects("DJ117", *burdened(4)) == ["Z0.s"]


def test_dj117_a_profile_sets_the_figure_and_its_reason_is_said():
    """The unit's own number acts, and shows as the basis."""
    profile = Profile.from_bytes(
        """
        schema = "dangjian-chain-profile/1"
        name = {zh = "示例口径", en = "example profile"}
        reason = {zh = "示例", en = "an example"}
        [[overrides]]
        parameter = "role_load_most"
        value = 2
        reason = {zh = "本单位清单较短", en = "lists are short here"}
        """.encode()
    )
    gaps = detect_gaps(chain_of("\n".join(burdened(3, ()))), at=AT, profile=profile).of("DJ117")

    assert [gap.subject for gap in gaps] == ["Z0.s"]
    assert gaps[0].citation.zh.endswith("本单位口径“示例口径”由40改为2：本单位清单较短")


def test_dj117_why_not_shows_the_figures():
    """How many, and how many others bear."""
    assert "3 duties; 5 other roles" in said("DJ117", "Z0.s", *burdened(3))
    assert "1 duties" in said("DJ117", "Z0.s", *burdened(1, ()))


def test_dj117_loads_are_rounded_for_reading():
    """One digit is enough."""
    assert (rounded(3.04), rounded(12.0)) == ("3", "12")


# --- DJ118 no-stand-in --------------------------------------------------------------------------------

ALONE = (
    "duty: S, organization: Z, role: Z.secretary",
    "duty: T, organization: Z, role: Z.organization_member",
)
PAIR = (
    "id: Z.secretary, organization: Z, kind: secretary, stand_in: Z.organization_member",
    "id: Z.organization_member, organization: Z, kind: organization_member",
)
REQUIRED = (
    "id: S, title: 主题党日, performed_by: [branch]",
    "id: T, title: 发展党员, performed_by: [branch]",
)


def sole(
    *more: str,
    posts: tuple[str, ...] = PAIR,
    asked: tuple[str, ...] = REQUIRED,
    rows: tuple[str, ...] = ALONE,
) -> list[str]:
    return subjects("DJ118", BRANCH, roles(*posts), duties(*asked), assignments(*rows, *more))


def test_dj118_a_sole_bearer_without_a_stand_in():
    """One gap for the role, with its duties."""
    parts = (BRANCH, roles(*PAIR), duties(*REQUIRED), assignments(*ALONE))

    assert found("DJ118", *parts) == [("Z", "role", "Z.organization_member", "")]
    assert only("DJ118", *parts).message_zh == "示例支部的组织委员单独承担“发展党员”，未见B角。"


@pytest.mark.parametrize(
    ("stand_in", "expected"),
    [
        ("Z.secretary", 0),
        ("Z.organization_member", 1),
        ("Z.x", 1),
        ("Z.gone", 1),
    ],
    ids=["another", "itself", "unknown", "not in force"],
)
def test_dj118_a_stand_in_is_another_role_in_force(stand_in, expected):
    """Oneself, nobody and a post given up cannot stand in."""
    posts = (
        *PAIR[:1],
        f"{PAIR[1]}, stand_in: {stand_in}",
        "id: Z.gone, organization: Z, kind: publicity_member, valid_to: 2026-09-30",
    )

    assert len(sole(posts=posts)) == expected


def test_dj118_follows_from_a_slip_in_the_stand_in():
    """The unknown reference is the cause."""
    gaps = report(BRANCH, roles(PAIR[0], f"{PAIR[1]}, stand_in: Z.x"), duties(*REQUIRED), assignments(*ALONE))

    assert following(gaps, "DJ112") == ["DJ118"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("duty: T, organization: Z, role: Z.secretary, responsibility: concrete", 0),
        ('duty: T, organization: "@branch", role: "@secretary", responsibility: concrete', 0),
        ("duty: T, organization: Z, role: Z.organization_member, responsibility: portfolio", 1),
        ("duty: T, organization: Z, role: Z.secretary, responsibility: supporting", 1),
        ("duty: T, organization: Z, role: Z.secretary, responsibility: supervisory", 1),
        ("duty: T, organization: Z, responsibility: principal", 1),
        ("duty: T, organization: Z, role: Z.slip", 0),
        ("duty: T, organization: Z, role: Z.secretary, until: 2026-09-30", 1),
    ],
)
def test_dj118_counts_distinct_roles_that_bear(row, expected):
    """Support, supervision and the body are no second bearer; a slip of the pen may be one."""
    assert len(sole(row)) == expected


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("id: T, title: 发展党员, performed_by: [branch], nature: elective", 0),
        ("id: T, title: 发展党员, performed_by: [committee]", 0),
        ("id: T, title: 发展党员", 0),
        ("id: T, title: 发展党员, performed_by: [branch]", 1),
    ],
)
def test_dj118_asks_for_required_duties_that_are_carried(duty, expected):
    """Elective and stray ones may wait."""
    assert len(sole(asked=(REQUIRED[0], duty))) == expected


def test_dj118_where_supervising_is_all_that_is_expected_nobody_bears_alone():
    """Supervision is left aside."""
    supervised = 'id: T, title: 发展党员, performed_by: [branch], bearers: "supervisory=organization_member"'
    rows = (ALONE[0], f"{ALONE[1]}, responsibility: supervisory")

    assert sole(asked=(REQUIRED[0], supervised), rows=rows) == []


def test_dj118_a_body_of_one_has_nobody_to_stand_in():
    """Two roles of the body at least, in force."""
    member = "id: Z.organization_member, organization: Z, kind: organization_member"
    other = "id: Z.organizer, organization: Z, kind: organizer, stand_in: Z.organization_member"
    former = "id: Z.secretary, organization: Z, kind: secretary, valid_to: 2026-09-30"

    assert sole(posts=(member, other, former), rows=ALONE[1:]) == []


@pytest.mark.parametrize(
    ("kind", "deputy", "expected"),
    [
        ("secretary", "deputy_secretary", 0),
        ("secretary", "full_time_deputy_secretary", 0),
        ("secretary", "deputy_head", 1),
        ("administrative_head", "deputy_head", 0),
        ("administrative_head", "deputy_secretary", 1),
        ("organization_member", "deputy_secretary", 1),
    ],
)
def test_dj118_a_deputy_of_its_own_will_do(kind, deputy, expected):
    """A secretary's, an administrative head's; for others the stand-in alone counts."""
    posts = (
        f"id: Z.a, organization: Z, kind: {kind}",
        f"id: Z.b, organization: Z, kind: {deputy}, stand_in: Z.a",
    )

    assert (
        len(sole(posts=posts, rows=("duty: T, organization: Z, role: Z.a, responsibility: direct",)))
        == expected
    )


def test_dj118_a_deputy_given_up_is_none():
    """The day asked counts."""
    posts = (
        "id: Z.a, organization: Z, kind: secretary",
        "id: Z.b, organization: Z, kind: deputy_secretary, valid_to: 2026-09-30",
        "id: Z.c, organization: Z, kind: organization_member, stand_in: Z.a",
    )

    assert sole(posts=posts, rows=("duty: T, organization: Z, role: Z.a",)) == ["Z.a"]


@pytest.mark.parametrize(
    ("count", "words"), [(3, "“事项0”、“事项1”、“事项2”，未见"), (4, "“事项0”、“事项1”、“事项2”等4项")]
)
def test_dj118_names_three_duties_at_most(count, words):
    """One gap for the role, however many."""
    gap = only(
        "DJ118",
        BRANCH,
        roles(*PAIR),
        duties(*(f"id: T{n}, title: 事项{n}, performed_by: [branch]" for n in range(count))),
        assignments(*(f"duty: T{n}, organization: Z, role: Z.organization_member" for n in range(count))),
    )

    assert words in gap.message_zh


def test_dj118_and_dj518_are_silent_where_stand_ins_are_entered_nowhere():
    """Data that is nowhere is no gap."""
    posts = roles(PAIR[0].replace(", stand_in: Z.organization_member", ""), PAIR[1])
    reasons = not_checked(BRANCH, posts, duties(*REQUIRED), assignments(*ALONE))

    assert reasons["DJ118"] == reasons["DJ518"] == "the column 'stand_in' of roles is filled nowhere"


def test_dj118_says_why_it_is_silent():
    """The first condition that does not hold."""
    parts = (BRANCH, roles(*PAIR), duties(*REQUIRED), assignments(*ALONE))

    assert "no stand-in in force is entered: no" in said("DJ118", "Z.secretary", *parts)


# --- DJ119 one-post-one-duty --------------------------------------------------------------------------

COMMITTEE = (
    "organizations:\n- {id: Z, name: 示例党委, kind: committee}\n- {id: U, name: 示例一室, superior: Z}"
)
AREAS = ("id: S, title: 专题党课, area: 思想建设", "id: B, title: 隐患排查, area: 安全生产")
HEAD_BEARS = "duty: S, organization: Z, role: Z.secretary"


def sided(post: str, *rows: str, others: tuple[str, ...] = ()) -> list[str]:
    return subjects(
        "DJ119",
        COMMITTEE,
        roles(*body("secretary"), *others, f"id: Z.x, organization: Z, {post}"),
        duties(*AREAS, "id: N, title: 未分类"),
        assignments(HEAD_BEARS, *rows),
    )


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("kind: deputy_head", 1),
        ("kind: administrative_head", 1),
        ("kind: committee_member", 0),
        ("kind: committee_member, portfolio: [U]", 1),
        ("kind: committee_member, portfolio: [野外施工]", 1),
        ("kind: committee_member, portfolio: [安全生产]", 1),
        ("kind: committee_member, portfolio: [思想建设]", 0),
        ("kind: committee_member, portfolio: [思想建设, U]", 1),
        ("kind: organizer, portfolio: [U]", 0),
        ("kind: secretary, portfolio: [U]", 0),
        ("kind: deputy_head, valid_to: 2026-09-30", 0),
    ],
)
def test_dj119_business_by_kind_or_portfolio_and_no_party_duty(post, expected):
    """A unit, or a field that no duty of Party building has; not the secretary, not outside the body."""
    assert len(sided(post)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("duty: S, responsibility: portfolio", 0),
        ("duty: S, responsibility: supervisory", 0),
        ("duty: N, responsibility: concrete", 0),
        ("duty: S, responsibility: supporting", 1),
        ("duty: B, responsibility: direct", 1),
        ("duty: S, responsibility: direct, until: 2026-09-30", 1),
    ],
)
def test_dj119_one_party_duty_is_enough_but_support_and_business_are_none(row, expected):
    """A duty without an area is Party building; safety is business."""
    assert len(sided("kind: deputy_head, portfolio: [U]", f"{row}, organization: Z, role: Z.x")) == expected


def test_dj119_a_unit_is_business_even_where_an_area_has_its_name():
    """What names an organization is one."""
    parts = (
        COMMITTEE,
        roles(*body("secretary"), "id: Z.x, organization: Z, kind: committee_member, portfolio: [U]"),
        duties("id: S, title: 专题党课, area: U"),
        assignments(HEAD_BEARS),
    )

    assert subjects("DJ119", *parts) == ["Z.x"]


def test_dj119_a_class_may_give_the_party_duty():
    """By class or by name, it bears."""
    parts = (
        COMMITTEE,
        roles(*body("secretary", "deputy_head")),
        duties("id: S, title: 专题党课, performed_by: [committee], managed_levels: 0", "id: N, title: 其他"),
        assignments(
            "duty: N, organization: Z, role: Z.secretary",
            'duty: S, organization: "@committee", role: "@deputy_head", responsibility: direct',
        ),
    )

    assert subjects("DJ119", *parts) == []


def test_dj119_says_which_side_was_not_seen():
    """And is one for the role."""
    parts = (COMMITTEE, roles(*body("secretary", "deputy_head")), duties(*AREAS), assignments(HEAD_BEARS))

    assert found("DJ119", *parts) == [("Z", "role", "Z.deputy_head", "")]
    assert only("DJ119", *parts).message_zh == (
        "示例党委的行政副职（分管领导）有业务方面的职务或分管，责任清单中未见党建责任。"
    )


@pytest.mark.parametrize(
    ("post", "others", "rows", "expected"),
    [
        ("kind: deputy_head", "portfolio: [U]", (), 1),
        ("kind: administrative_head", "portfolio: [U]", (), 1),
        ("kind: deputy_head", "portfolio: [思想建设]", (), 1),
        ("kind: deputy_head", "", (), 0),
        ("kind: deputy_head", "portfolio: [U], valid_to: 2026-09-30", (), 0),
        ("kind: deputy_head, portfolio: [思想建设]", "portfolio: [U]", (), 0),
        ("kind: committee_member", "portfolio: [U]", (), 0),
        (
            "kind: deputy_head",
            "portfolio: [U]",
            ("duty: B, organization: Z, role: Z.x, responsibility: direct",),
            0,
        ),
    ],
)
def test_dj119_the_reverse_party_duties_and_no_business_where_others_have_theirs(
    post, others, rows, expected
):
    """A blank portfolio tells only beside filled ones, of administrative posts without a business duty."""
    member = f"id: Z.m, organization: Z, kind: committee_member{', ' if others else ''}{others}"
    bears = ("duty: S, organization: Z, role: Z.x, responsibility: direct", *rows)
    gives = "duty: S, organization: Z, role: Z.m, responsibility: direct"

    assert sided(post, *bears, gives, others=(member,)) == ["Z.x"] * expected


def test_dj119_the_reverse_says_so_and_shows_the_portfolio():
    """The message says which side was not seen, and the column where it would stand."""
    gap = only(
        "DJ119",
        COMMITTEE,
        roles(f"{body('secretary')[0]}, portfolio: [思想建设]", *body("deputy_head")),
        duties(*AREAS),
        assignments(HEAD_BEARS, "duty: S, organization: Z, role: Z.deputy_head, responsibility: direct"),
    )

    assert gap.message_zh == "示例党委的行政副职（分管领导）列有党建责任，班子分工中未见业务分管。"
    assert gap.columns == ("portfolio",)


@pytest.mark.parametrize(
    "rows",
    [(), ("duty: S, organization: Z",), (f"{HEAD_BEARS}, responsibility: supporting",)],
    ids=["no list", "the body alone", "supporting only"],
)
def test_dj119_asks_where_a_list_names_roles(rows):
    """Otherwise nobody's duties are known."""
    parts = (COMMITTEE, roles(*body("secretary", "deputy_head")), duties(*AREAS), assignments(*rows))

    assert subjects("DJ119", *parts) == []


def test_dj119_a_unit_has_no_leading_body():
    """Its head answers in the Party organization that covers it."""
    parts = (
        COMMITTEE,
        roles(*body("administrative_head", "deputy_head", organization="U")),
        duties(*AREAS),
        assignments("duty: B, organization: U, role: U.administrative_head"),
    )

    assert subjects("DJ119", *parts) == []


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("业务", True),
        ("项目管理", True),
        ("经营", True),
        ("业务融合", False),
        ("意识形态安全", False),
        ("党建项目", False),
        ("组织生活", False),
        ("", False),
        (None, False),
    ],
)
def test_dj119_an_area_is_business_by_its_words_unless_it_is_party_building(area, expected):
    """Joining Party building with business is Party building."""
    assert is_business(area) is expected


def test_dj119_why_not_shows_the_side():
    """The figures of the condition are its words."""
    parts = (
        COMMITTEE,
        roles(*body("secretary", "committee_member")),
        duties(*AREAS),
        assignments(HEAD_BEARS),
    )

    assert "entered: no, so the rule is silent; Party-building duty not seen, business not seen" in said(
        "DJ119", "Z.committee_member", *parts
    )


# --- DJ508 too-many-posts -----------------------------------------------------------------------------


def holding(*kinds: tuple[str, str], organizations: str = "", person: str = "甲") -> tuple[str, ...]:
    """One person in a role of each kind in its organization."""
    known = organizations or "organizations:\n" + "\n".join(
        f"- {{id: {id_}, name: 示例{id_}, kind: branch}}" for id_ in sorted({id_ for id_, _ in kinds})
    )
    rows = [(f"R{n}", id_, kind) for n, (id_, kind) in enumerate(kinds)]
    return (
        known,
        roles(*(f"id: {role}, organization: {id_}, kind: {kind}" for role, id_, kind in rows)),
        appointments(*(f"role: {role}, person: {person}" for role, _, _ in rows)),
    )


FOUR = tuple((f"Z{n}", "organization_member") for n in range(4))


@pytest.mark.parametrize(("count", "expected"), [(3, []), (4, ["R0;R1;R2;R3"])])
def test_dj508_more_roles_than_the_figure(count, expected):
    """Three is the reminder; exactly three is none."""
    assert subjects("DJ508", *holding(*FOUR[:count])) == expected


def test_dj508_names_the_posts_and_never_the_person():
    """In words, subject and details."""
    gap = only("DJ508", *holding(*FOUR, person="甲某某"))

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("Z0", "role", "R0;R1;R2;R3", "")
    assert gap.message_zh == (
        "示例Z0组织委员、示例Z1组织委员、示例Z2组织委员、示例Z3组织委员由同一人担任，共4个岗位，多于提示数3个。"
    )
    assert "甲某某" not in str(gap.details) + gap.message_en + gap.remedy_zh


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((("D", "discipline_member"), ("J", "secretary")), 0),
        ((("D", "discipline_member"), ("K", "secretary")), 1),
        ((("D", "deputy_secretary"), ("J", "secretary")), 1),
        ((("D", "discipline_member"), ("J", "deputy_secretary")), 1),
        ((("D", "administrative_head"), ("D", "deputy_secretary")), 0),
        ((("D", "administrative_head"), ("D", "full_time_deputy_secretary")), 1),
        ((("D", "administrative_head"), ("D", "committee_member")), 1),
        ((("D", "administrative_head"), ("K", "deputy_secretary")), 1),
        ((("U", "administrative_head"), ("D", "deputy_secretary")), 0),
        ((("D", "discipline_member"), ("Z", "secretary")), 1),
    ],
)
def test_dj508_what_goes_together_counts_once(kinds, expected):
    """A discipline member beside the commission's secretary, a head who enters the body as deputy secretary."""
    organizations = """
    organizations:
    - {id: D, name: 示例党委, kind: committee, covers: [U]}
    - {id: J, name: 示例纪委, kind: discipline_commission, superior: D}
    - {id: K, name: 示例另一党委, kind: committee, superior: D}
    - {id: U, name: 示例一室, superior: K}
    - {id: Z, name: 示例支部, kind: branch, superior: D}
    """
    gaps = subjects(
        "DJ508", *holding(("Z", "publicity_member"), ("Z", "organizer"), *kinds, organizations=organizations)
    )

    assert len(gaps) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("role: R3, person: 甲, acting: true", 1),
        ("role: R3, person: 甲, until: 2026-09-30", 0),
        ("role: R3, person: 甲, until: 2026-10", 1),
        ("role: R3, person: 乙", 0),
    ],
)
def test_dj508_counts_roles_held_on_the_day_acting_or_not(change, expected):
    """A term that has ended is over; in the month of its end it may go on."""
    organizations, posts, held = holding(*FOUR)

    assert (
        len(subjects("DJ508", organizations, posts, held.replace("role: R3, person: 甲", change))) == expected
    )


@pytest.mark.parametrize("change", [", valid_to: 2026-09-30", ""])
def test_dj508_roles_given_up_and_collectives_are_no_posts(change):
    """All members are no post, nor is one that was given up."""
    organizations, posts, held = holding(*FOUR)
    kind = "organization_member" if change else "members"
    posts = posts.replace("Z3, kind: organization_member", f"Z3, kind: {kind}{change}")

    assert subjects("DJ508", organizations, posts, held) == []


def test_dj508_the_same_appointment_twice_is_one_role():
    """Rows are not roles."""
    organizations, posts, held = holding(*FOUR[:3])

    assert subjects("DJ508", organizations, posts, f"{held}\n- {{role: R0, person: 甲, acting: true}}") == []


def test_dj508_a_role_of_an_unknown_organization_still_is_one():
    """The place stays blank; DJ112 speaks of the slip."""
    organizations, posts, held = holding(*FOUR)
    gap = only("DJ508", organizations, posts.replace("organization: Z0", "organization: Y0"), held)

    assert (gap.organization, gap.subject) == ("", "R0;R1;R2;R3")


# --- DJ509 incompatible-posts -------------------------------------------------------------------------

BESIDE = """
organizations:
- {id: D, name: 示例党委, kind: committee}
- {id: J, name: 示例纪委, kind: discipline_commission, superior: D}
- {id: K, name: 示例另一党委, kind: committee, superior: D}
"""


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((("D", "secretary"), ("D", "discipline_member")), ["R0;R1"]),
        ((("D", "deputy_secretary"), ("D", "discipline_member")), ["R0;R1"]),
        ((("D", "full_time_deputy_secretary"), ("D", "discipline_member")), ["R0;R1"]),
        ((("D", "secretary"), ("J", "secretary")), ["R0;R1"]),
        ((("D", "secretary"), ("D", "discipline_member"), ("J", "secretary")), ["R0;R1;R2"]),
        ((("D", "deputy_secretary"), ("J", "secretary")), []),
        ((("D", "discipline_member"), ("J", "secretary")), []),
        ((("K", "secretary"), ("J", "secretary")), []),
        ((("D", "secretary"), ("K", "discipline_member")), []),
        ((("D", "secretary"), ("J", "discipline_member")), []),
        ((("D", "secretary"), ("D", "organization_member")), []),
        ((("D", "administrative_head"), ("D", "discipline_member")), []),
    ],
)
def test_dj509_leading_and_supervising_in_one_hand(kinds, expected):
    """Secretary or deputy and discipline member, or both secretaries side by side; nothing else."""
    assert subjects("DJ509", *holding(*kinds, organizations=BESIDE)) == expected


def test_dj509_is_where_the_one_leads_and_names_posts():
    """One for the roles of one person there; another organization's post with its name."""
    parts = holding(("D", "secretary"), ("J", "secretary"), organizations=BESIDE, person="甲某某")
    gap = only("DJ509", *parts)

    assert (gap.organization, gap.subject_kind, gap.subject, gap.duty) == ("D", "role", "R0;R1", "")
    assert gap.message_zh == "示例党委的书记、示例纪委书记由同一人担任，一般不宜兼任。"
    assert "甲某某" not in str(gap.details) + gap.message_en


@pytest.mark.parametrize("change", ["person: 甲, until: 2026-09-30", "person: 乙"])
def test_dj509_asks_for_one_person_on_the_day(change):
    """Not over time, and not two of one name."""
    organizations, posts, held = holding(("D", "secretary"), ("D", "discipline_member"), organizations=BESIDE)
    changed = held.replace("role: R1, person: 甲", f"role: R1, {change}")

    assert subjects("DJ509", organizations, posts, changed) == []


def test_dj509_a_commission_that_is_not_in_force_supervises_nobody():
    """Its secretary is none."""
    parts = holding(
        ("D", "secretary"),
        ("J", "secretary"),
        organizations=BESIDE.replace(
            "kind: discipline_commission", "kind: discipline_commission, valid_to: 2026-09-30"
        ),
    )

    assert subjects("DJ509", *parts) == []


# --- DJ518 empty-pipeline -----------------------------------------------------------------------------


def followed(*posts: str, organizations: str = COMMITTEE) -> list[str]:
    return subjects(
        "DJ518", organizations, roles(*posts, "id: U.x, organization: U, kind: organizer, stand_in: U.y")
    )


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        (("id: Z.s, organization: Z, kind: secretary",), ["Z.s"]),
        (("id: Z.s, organization: Z, kind: secretary, stand_in: Z.m", *body("committee_member")), ["Z.s"]),
        (
            (
                "id: Z.s, organization: Z, kind: secretary, stand_in: Z.committee_member",
                *body("committee_member"),
            ),
            [],
        ),
        (("id: Z.s, organization: Z, kind: secretary", *body("deputy_secretary")), []),
        (("id: Z.s, organization: Z, kind: secretary", *body("full_time_deputy_secretary")), []),
        (("id: Z.s, organization: Z, kind: secretary", *body("deputy_head")), ["Z.s"]),
        (
            (
                "id: Z.s, organization: Z, kind: secretary",
                "id: Z.d, organization: Z, kind: deputy_secretary, valid_to: 2026-09-30",
            ),
            ["Z.s"],
        ),
        (("id: Z.s, organization: Z, kind: secretary, valid_to: 2026-09-30",), []),
        (("id: Z.s, organization: Z, kind: administrative_head",), []),
    ],
)
def test_dj518_a_key_secretary_without_stand_in_and_deputy(posts, expected):
    """Either will do, if it exists and is in force."""
    assert followed(*posts) == expected


@pytest.mark.parametrize(
    ("organizations", "posts", "expected"),
    [
        ("- {id: Z, kind: general_branch}", (), 1),
        ("- {id: Z, kind: branch}", (), 0),
        ("- {id: Z, kind: branch}", ("organization_member",), 1),
        ("- {id: Z, kind: work_committee}", (), 0),
        ("- {id: Z, kind: work_committee}\n- {id: Y, kind: committee, superior: Z}", (), 1),
        ("- {id: Z, kind: work_committee}\n- {id: Y, kind: unit, superior: Z}", (), 1),
        (
            "- {id: Z, kind: work_committee}\n- {id: Y, kind: committee, superior: Z, valid_to: 2026-09-30}",
            (),
            0,
        ),
        ("- {id: Z, kind: branch}\n- {id: Y, kind: branch, superior: Z}", (), 1),
        ("- {id: Z, kind: branch, superior: Y}\n- {id: Y, kind: branch, superior: Z}", (), 0),
        ("- {id: Z, kind: discipline_commission}", (), 0),
    ],
)
def test_dj518_key_is_who_leads_others_or_a_committee(organizations, posts, expected):
    """A small branch is none, nor are the two of a circle each other's subordinates."""
    rows = (*body("secretary"), *body(*posts))

    assert followed(*rows, organizations=f"organizations:\n{organizations}").count("Z.secretary") == expected


def test_dj518_says_what_was_looked_for():
    """Post and organization; the row to change is the role."""
    parts = (
        COMMITTEE,
        roles(*body("secretary"), "id: Z.m, organization: Z, kind: committee_member, stand_in: Z.secretary"),
    )

    assert found("DJ518", *parts) == [("Z", "role", "Z.secretary", "")]
    assert only("DJ518", *parts).message_zh == "示例党委的书记未见B角，名册中也未见副书记。"
    assert "no deputy secretary" not in said("DJ518", "Z.m", *parts)


def test_dj118_of_a_secretary_follows_from_dj518():
    """One cause: nobody was named."""
    gaps = report(
        COMMITTEE,
        roles(*body("secretary"), "id: Z.m, organization: Z, kind: committee_member, stand_in: Z.secretary"),
        duties("id: S, title: 专题党课, performed_by: [committee]"),
        assignments("duty: S, organization: Z, role: Z.secretary"),
    )

    assert following(gaps, "DJ518") == ["DJ118"]
