"""DJ115 portfolio-hole: 分管空白."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.charges import Charges, charges
from dangjian_chain.gaps.condition import meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.rules.dj009_no_party_organization import conditions as without_party_organization
from dangjian_chain.model.vocabulary import Function, Responsibility, Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Positions


def find(context: Context) -> Iterator[Hit]:
    own = context.arrays.kept(charges)
    held = own.lent(context.arrays)
    for organization, below in _organizations(context, own, held):
        yield _hit(context, own, organization, context.organization(below), context.names[below])
    for organization, area in _areas(context, own, held):
        item = Text(
            zh=f"{context.names[organization]}的“{area}”", en=f"{area!r} of {context.names[organization]}"
        )
        yield _hit(context, own, organization, area, item)


def _hit(context: Context, own: Charges, organization: int, subject: str, item: object) -> Hit:
    first = int(own.role[np.searchsorted(own.organization, organization) :][0])
    return Hit(
        organization=context.organization(organization),
        subject=subject,
        words={"item": item, "organization": context.names[organization]},
        row=("roles", first),
    )


# --- organizations -----------------------------------------------------------------


def _organizations(context: Context, own: Charges, held: Charges) -> list[tuple[int, int]]:
    """Return what stands in nobody's charge: pairs of who divides its subordinates among its body, and one of them."""
    hierarchy, leads, figures = context.arrays.hierarchy, context.arrays.leads, context.figures
    alive, is_unit = figures.alive, figures.of_kind("unit")
    above = np.where(is_unit, hierarchy.superior, np.where(leads, hierarchy.line, -1))
    others = above != np.arange(hierarchy.size)
    divided = np.where(is_unit, _divides(own, is_unit)[above], _divides(own, np.ones_like(is_unit))[above])
    is_bare = np.zeros(hierarchy.size, dtype=bool)  # units that DJ009 speaks of: first things first
    if context.is_filled("organizations.covers"):
        is_bare[meeting(without_party_organization(context))] = True
    below = np.flatnonzero(alive & (above >= 0) & others & divided & ~is_bare).astype(np.int32)
    above = above[below]
    bare = ~_is_held(held, above, below, hierarchy.superior)
    pairs = zip(above[bare].tolist(), below[bare].tolist(), strict=True)
    return sorted(set(pairs) - _covered(context, set(below[bare].tolist())))


def _divides(own: Charges, such: Bools) -> Bools:
    """Return which bodies have such organizations in their charge at all; the others do not divide them."""
    divides = np.zeros(len(such), dtype=bool)
    divides[own.organization[(own.target >= 0) & such[own.target]]] = True
    return divides


def _is_held(held: Charges, above: Positions, below: Positions, superior: Positions) -> Bools:
    """Return which are in somebody's charge, alone or with a unit that they stand in."""
    count = len(superior)
    held = held.take(held.target >= 0)
    entrusted = held.organization.astype(np.int64) * count + held.target
    found = np.zeros(len(below), dtype=bool)
    here, rows = below.copy(), np.arange(len(below))
    while len(rows):
        found[rows] |= np.isin(above[rows].astype(np.int64) * count + here[rows], entrusted)
        here[rows] = superior[here[rows]]
        rows = rows[here[rows] != above[rows]]
    return found


def _covered(context: Context, units: set[int]) -> set[tuple[int, int]]:
    """Return pairs of an organization and a unit that a Party organization below it covers."""
    arrays = context.arrays
    is_unit, alive = context.figures.of_kind("unit"), context.figures.alive
    return {
        (above, unit)
        for coverer, unit in arrays.covers
        if unit in units and is_unit[unit] and alive[coverer] and arrays.leads[coverer]
        for above in arrays.hierarchy.above(coverer)
    }


# --- areas -------------------------------------------------------------------------


def _areas(context: Context, own: Charges, held: Charges) -> Iterator[tuple[int, str]]:
    """Yield who divides its work by area, and an area that a duty wants in somebody's charge and nobody has."""
    duties = context.cascade.duties
    known = {duty.area for duty in duties.values if duty.area is not None}
    codes = {name: code for code, name in enumerate(own.names) if name in known}
    if not codes:
        return
    divides = np.zeros(context.cascade.shape[1], dtype=bool)
    divides[own.organization[np.isin(own.entry, list(codes.values()))]] = True
    for area, wanted in sorted(_wanted(context).items()):
        taken = np.zeros_like(divides)
        taken[held.organization[held.entry == codes.get(area, -1)]] = True
        for organization in np.flatnonzero(wanted & divides & ~taken).tolist():
            yield organization, area


def _wanted(context: Context) -> dict[str, Bools]:
    """Return by area where a required duty expects somebody in charge of it."""
    cascade = context.cascade
    found: dict[str, Bools] = {}
    for function, done in ((Function.PERFORM, "performs"), (Function.MANAGE, "manages")):
        for duty in np.flatnonzero(cascade.duties.required).tolist():
            area = cascade.duties.values[duty].area
            if area is not None and Responsibility.PORTFOLIO in cascade.duties.spec(duty, function):
                where = getattr(cascade, done)[duty]
                found[area] = found.get(area, False) | where
    return found


RULE = Rule(
    code="DJ115",
    name="portfolio-hole",
    severity=Severity.WARNING,
    citations=("one_post_two_duties", "clear_bearer"),
    title=Text(zh="分管空白", en="In nobody's portfolio"),
    message=Text(
        zh="{item}未见班子成员分管。",
        en="{item} stands in the portfolio of no member of the leading body.",
    ),
    explanation=Text(
        zh="班子分工写到单位的，核对每个直接下级组织是否有班子成员分管，分工中写有直属单位的，直属单位也核对；写到工作领域的，"
        "核对清单中要求分管责任的领域是否有班子成员分管。没有人分管的，工作中遇到事情找不到主抓的岗位。"
        "已由下级党组织覆盖的单位、随所在单位一并分管的组织视为已有人分管；应建未建党组织的单位见DJ009；分工从不写单位（领域）的，"
        "不作这方面的核对。《党委（党组）落实全面从严治党主体责任规定》要求班子成员在分管范围内履行"
        "“一岗双责”（基层党组织参照执行）；每个单位、每个领域有人分管，出自责任链的定义。",
        en="Where portfolios name organizations, checks that each direct subordinate and each unit directly "
        "below is in one; where they name areas, that each area in which a duty wants a member in charge is in "
        "one. What nobody has in charge finds no one when something comes up. A unit that a subordinate covers "
        "is in charge of that one, and an organization inside a unit goes with the unit; where portfolios never "
        "name organizations, or areas, nothing is compared. The Principal Responsibility Provisions ask members "
        "of a leading body to answer inside their portfolios (by reference); that everything is in one follows "
        "from the definition of a chain.",
    ),
    remedy=Text(
        zh="建议在班子分工中予以明确。",
        en="Name the member in charge in the division of work.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: organization_member, portfolio: [D1-01]}
- {id: D1-01-1, organization: D1-01, kind: secretary}
- {id: D1-02-1, organization: D1-02, kind: secretary}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: D1-2, organization: D1, kind: organization_member, portfolio: [D1-01, D1-02]}
- {id: D1-01-1, organization: D1-01, kind: secretary}
- {id: D1-02-1, organization: D1-02, kind: secretary}
""",
    find=find,
    needs=(Data.ROLES,),
    reads=("roles.portfolio",),
    columns=("portfolio",),
    symptom=Symptom.DILUTED,
)
