"""DJ119 one-post-one-duty: “一岗双责”只见一责."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.loads import awaited, lists_roles, owns, within
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

BUSINESS_WORDS = ("业务", "生产", "经营", "安全", "项目")
"""An area that holds one of these is the unit's business …"""
PARTY_WORDS = ("党", "政治", "思想", "意识形态", "融合")
"""… but not one that holds one of these: 党建与业务融合, 意识形态安全."""
BUSINESS_POSTS = ("administrative_head", "deputy_head")


def is_business(area: str | None) -> bool:
    """
    Return whether an area of duties is the unit's business; Party building where nothing is entered.

    Examples
    --------
    >>> [is_business(area) for area in ("安全生产", "党建业务融合", "组织生活", None)]
    [True, False, False, False]
    """
    return (
        area is not None
        and any(word in area for word in BUSINESS_WORDS)
        and not any(word in area for word in PARTY_WORDS)
    )


def conditions(context: Context) -> Iterator[Condition]:
    leaders, (party, business) = _leaders(context), _bears(context)
    office, bare = _on_business_side(context), _has_no_portfolio(context)
    missed = awaited(context.cascade)
    yield Condition(
        Text(
            zh="是当日在册的班子成员岗位，书记除外，本组织的清单已写到岗位",
            en="it is a role of the leading body in force, no secretary's, and its organization's list names roles",
        ),
        leaders,
    )
    yield Condition(
        Text(
            zh="党建责任和业务分工只见其一",
            en="of Party duties and business duties only the one side is entered",
        ),
        leaders & ~missed & ((office & ~party) | (bare & party & ~business)),
        lambda role: _seen(party=bool(party[role]), business=bool((office & ~bare)[role] | business[role])),
    )


def _seen(*, party: bool, business: bool) -> Text:
    zh, en = ("未见", "已见"), ("not seen", "seen")
    return Text(
        zh=f"党建责任{zh[party]}，业务职务或分管{zh[business]}",
        en=f"Party-building duty {en[party]}, business {en[business]}",
    )


def one_sided(context: Context) -> Bools:
    """Return the roles of which this rule speaks; shape (r,)."""
    return np.logical_and.reduce([condition.holds for condition in conditions(context)])


def _leaders(context: Context) -> Bools:
    """Return the roles of leading bodies in force, secretaries aside, where lists name roles; shape (r,)."""
    arrays = context.arrays
    leaders = arrays.in_body & ~context.figures.roles_of(("secretary",)) & context.figures.roles_alive
    return leaders & within(arrays, lists_roles(context.cascade) & arrays.leads)


def _bears(context: Context) -> tuple[Bools, Bools]:
    """Return which roles bear a duty of Party building, and which one of business; each shape (r,)."""
    is_of_business = np.array([is_business(duty.area) for duty in context.cascade.duties.values], dtype=bool)
    rows = context.cascade.rows
    bears = (rows.role >= 0) & ~rows.is_(Responsibility.SUPPORTING)
    found = np.zeros((2, len(context.table("roles"))), dtype=bool)
    found[is_of_business[rows.duty[bears]].astype(np.intp), rows.role[bears]] = True
    return found[0], found[1]


def _on_business_side(context: Context) -> Bools:
    """Return the roles that have business by their kind or their portfolio; shape (r,)."""
    business = context.figures.roles_of(BUSINESS_POSTS)
    areas = {duty.area for duty in context.cascade.duties.values if not is_business(duty.area)}
    areas -= context.table("organizations").positions.keys()
    for entry, roles in context.arrays.portfolios.items():
        if entry not in areas:
            business[roles] = True
    return business


def _has_no_portfolio(context: Context) -> Bools:
    """Return the administrative posts whose portfolio is blank while another's in the body is filled; shape (r,)."""
    arrays = context.arrays
    filled = context.figures.stated("portfolio", "roles")
    others = owns(arrays, filled & arrays.in_body & context.figures.roles_alive) > 0
    return context.figures.roles_of(BUSINESS_POSTS) & ~filled & within(arrays, others)


def find(context: Context) -> Iterator[Hit]:
    found = meeting(conditions(context))
    party = _bears(context)[0] if found else ()
    for role in found:
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "side": SIDES[bool(party[role])],
            },
            row=("roles", role),
            column="portfolio" if party[role] else "",
        )


SIDES = (
    Text(
        zh="有业务方面的职务或分管，责任清单中未见党建责任",
        en="has a business post or portfolio, and the list shows no Party-building duty",
    ),
    Text(
        zh="列有党建责任，班子分工中未见业务分管",
        en="has Party-building duties, and no portfolio of business is entered",
    ),
)
"""What is said of a role without Party duties, and of one with them."""

RULE = Rule(
    code="DJ119",
    name="one-post-one-duty",
    severity=Severity.WARNING,
    citations=("one_post_two_duties", "clear_bearer"),
    title=Text(zh="“一岗双责”只见一责", en="One post, and only one of its two duties"),
    message=Text(
        zh="{organization}的{role}{side}。",
        en="The {role} of {organization} {side}.",
    ),
    explanation=Text(
        zh="清单已写到岗位的党组织，核对书记之外的班子成员：是行政主要负责人、行政副职，或者分管单位（部门）、"
        "分管党建事项以外领域的，清单中有没有一项党建责任；列有党建责任的行政负责人、行政副职，"
        "班子其他成员已填写分管工作而其分管一栏空白的，也列出。只管业务不管党建、只挂党建不管业务，"
        "都容易成为“两张皮”。责任类别含“业务、生产、经营、安全、项目”字样的算业务，党建与业务融合、"
        "意识形态等类别算党建，未填类别的算党建；只列为配合的不算承担。"
        "《党委（党组）落实全面从严治党主体责任规定》（基层党组织参照执行）和"
        "《中共中央关于加强对“一把手”和领导班子监督的意见》要求班子成员履行“一岗双责”；"
        "落到清单上的具体岗位，出自责任链的定义。",
        en="Where a Party organization's list names roles, looks at the members of its leading body other than the "
        "secretary: an administrative head or deputy head, or one whose portfolio holds a unit or a field that is "
        "no field of Party duties, needs one duty of Party building at least; and an administrative head or deputy "
        "head with Party duties, whose portfolio alone is blank while others' are filled, is listed too. Either "
        "way business and Party building run side by side. An area that speaks of business, production, "
        "operation, safety or projects is business unless it speaks of Party building as well; a blank one is "
        "Party building, and supporting roles bear nothing. The Principal Responsibility Provisions (by reference) "
        "and the Opinions on Supervising Top Leaders give every member one post and two duties; that this comes "
        "down to a definite role in a list follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="请核对班子分工和责任清单，建议补列未见的一方面；另有文件明确的，注明即可。",
        en="Check the portfolios and the list, and enter the side that was not seen; where another paper settles "
        "it, a note is enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: deputy_head, portfolio: [野外施工]}
duties:
- {id: S1, title: 专题党课, area: 思想建设}
assignments:
- {duty: S1, organization: D1, role: D1-1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: deputy_head, portfolio: [野外施工]}
duties:
- {id: S1, title: 专题党课, area: 思想建设}
assignments:
- {duty: S1, organization: D1, role: D1-1}
- {duty: S1, organization: D1, role: D1-2, responsibility: portfolio}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.ROLES, Data.ASSIGNMENTS),
    symptom=Symptom.MARGINALIZED,
)
