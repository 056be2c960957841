"""
Slow twins of the rules on bearers and posts: DJ111 to DJ119, DJ508, DJ509 and DJ518.

Plain loops over plain rows. What the cascade says (carried, declared, expected bearers) comes from the
oracle, which shares no line with the library either.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from statistics import median
from typing import Any

from tests.oracle import Gap, Held, Line, Oracle, Pair
from tests.twins.chains import Maker, Rows

DEPUTY_SECRETARIES = ("deputy_secretary", "full_time_deputy_secretary")
ADMINISTRATIVE = ("administrative_head", "deputy_head")
BODY = (
    *("secretary", "deputy_secretary", "full_time_deputy_secretary", "organization_member"),
    *("publicity_member", "discipline_member", "committee_member", "administrative_head", "deputy_head"),
)
AREAS = [None, None, "A1", "A2", "安全生产", "业务融合"]


def rows_of(seed: int) -> Rows:
    """Return a random chain with deputies, portfolios, stand-ins, weights and persons of several posts."""
    rows = Maker(seed).rows()
    dice = random.Random(seed + 1)
    organizations = [row["id"] for row in rows["organizations"]]
    if dice.random() < 0.3:
        rows["organizations"].append(
            {"id": "OJ", "kind": "discipline_commission", "superior": dice.choice([*organizations, "OJ"])}
        )
        organizations += ["OJ", "OJ"]
    for number in range(dice.randint(0, 12)):
        place = dice.choice([*organizations[:2], *organizations])
        rows["roles"].append({"id": f"S{number}", "organization": place, "kind": dice.choice(BODY)})
    names = [row["id"] for row in rows["roles"]]
    for role in rows["roles"]:
        if dice.random() < 0.3:
            role["kind"] = dice.choice(BODY)
        role["stand_in"] = dice.choice([None, None, "R99", *names])
        if dice.random() < 0.3:
            entries = ["A1", "A2", "安全生产", "野外施工", *organizations]
            role["portfolio"] = tuple(dice.sample(entries, dice.randint(1, 2)))
        if dice.random() < 0.6:
            rows["appointments"].append({"role": role["id"], "person": f"P{dice.randint(0, 3)}"})
    for duty in rows["duties"]:
        duty["area"] = dice.choice(AREAS)
        if dice.random() < 0.5:
            duty.pop("managing_bearers", None)
            first = dice.choice([("secretary",), ("secretary", "deputy_secretary"), ("deputy_head",)])
            duty["bearers"] = dice.choice([None, {"first": (first,)}, {"first": (("secretary",),)}])
            duty["performed_by"] = ("committee", "branch", "general_branch")
        duty["weight"] = dice.choice([None, None, 0.0, 1.0, 2.0, 2.5, 5.0])
    known = [row["id"] for row in rows["duties"]]
    for role in rows["roles"]:
        for _ in range(dice.choice([0, 0, 1, 1, 2])):
            rows["assignments"].append(
                {
                    "duty": dice.choice(known),
                    "organization": role["organization"],
                    "role": role["id"],
                    "responsibility": dice.choice(
                        ["first", "first", "direct", "concrete", "concrete", "portfolio", "supporting"]
                    ),
                    "function": dice.choice([None, None, "perform", "manage"]),
                }
            )
    if dice.random() < 0.2:
        rows["appointments"] = []
    return {
        name: [{key: value for key, value in row.items() if value is not None} for row in held]
        for name, held in rows.items()
    }


class Posts:
    """The gaps of these rules by brute force, with the figures given."""

    def __init__(self, oracle: Oracle, figures: dict[str, Fraction]) -> None:
        self.o = oracle
        self.figures = figures

    def gaps(self) -> set[Gap]:
        o = self.o
        found: set[Gap] = set()
        roles, listed = bool(o.known_roles), bool(o.rows("assignments"))
        held, carried = bool(o.rows("appointments")), any(o.performed_by.values())
        filled = any(row.get("stand_in") for row in o.known_roles.values())
        if roles and listed:
            found |= {*self.dj111(), *self.dj116(), *self.dj117(), *self.dj119()}
        if roles and listed and carried:
            found |= set(self.dj113())
        if roles and listed and carried and filled:
            found |= set(self.dj118())
        if roles and held:
            found |= {*self.dj508(), *self.dj509()}
        if roles and filled:
            found |= set(self.dj518())
        return found

    # ---- roles ------------------------------------------------------------------------------

    def kind(self, role: str) -> str:
        return str(self.o.known_roles[role]["kind"])

    def owner(self, role: str) -> str:
        return str(self.o.known_roles[role]["organization"])

    def own_roles(self, organization: str, *kinds: str) -> list[str]:
        """Roles in force of the organization itself, of these kinds."""
        return [r for r in self.o.roles if self.owner(r) == organization and self.kind(r) in kinds]

    def has_stand_in(self, role: str) -> bool:
        other = self.o.known_roles[role].get("stand_in")
        return other in self.o.roles and other != role

    def portfolio(self, role: str) -> tuple[str, ...]:
        return tuple(self.o.known_roles[role].get("portfolio") or ())

    def held_rows(self) -> Iterator[tuple[Pair, Held]]:
        for pair, rows in self.o.held.items():
            for row in rows:
                yield pair, row

    def own_lines(self, duty: str, organization: str) -> list[Line]:
        return [
            line for line in self.o.lines_in_force if line.duty == duty and line.organization == organization
        ]

    # ---- DJ111 ------------------------------------------------------------------------------

    def dj111(self) -> Iterator[Gap]:
        o = self.o
        for line in o.lines_in_force:
            known = line.duty in o.duties and line.organization in o.organizations
            if line.of_class or line.responsibility != "first" or line.role is None or not known:
                continue
            if not o.exists(line) or self.kind(line.role) not in (*DEPUTY_SECRETARIES, "deputy_head"):
                continue
            secretaries = self.own_roles(line.organization, "secretary")
            if o.rows("appointments"):
                secretaries = [role for role in secretaries if not o.vacant(role)]
            if secretaries and o.required(line.duty) and self.is_the_secretarys(line):
                yield "DJ111", line.organization, "assignment", line.key, line.duty

    def is_the_secretarys(self, line: Line) -> bool:
        o = self.o
        pair = (line.duty, line.organization)
        functions = (line.function,) if line.function else ("perform", "manage")
        kept = set()  # functions for which a secretary is first as well
        for row in o.held.get(pair, ()):
            if row.line.responsibility == "first" and any(self.kind(r) == "secretary" for r in row.roles):
                kept.update(row.functions)
        if not o.names(line.duty):
            return not kept & set(functions)
        for function in functions:
            first = o.answers.get(pair, {}).get((function, "first")) or ()
            kinds = [self.kind(role) for role in first if role is not None]
            if function not in kept and "secretary" in kinds and line.role not in first:
                return True
        return False

    # ---- DJ113 ------------------------------------------------------------------------------

    def dj113(self) -> Iterator[Gap]:
        o = self.o
        for duty, organization in o.carries & o.declared:
            doers = {
                role
                for row in o.held.get((duty, organization), ())
                if not row.line.of_class and row.line.responsibility in ("concrete", "portfolio")
                for role in row.roles
            }
            parts = [d for d in o.duties if duty in o.lineage(d)]
            leads = [line for d in parts for line in self.own_lines(d, organization)]
            leads += [row.line for d in parts for row in o.held.get((d, organization), ())]
            led = any(line.responsibility in ("first", "direct") for line in leads)
            if len(doers) > 1 and not led:
                yield "DJ113", organization, "organization", organization, duty

    # ---- DJ116 and DJ119 ----------------------------------------------------------------------

    def lists_roles(self, organization: str) -> bool:
        o = self.o
        return organization in o.keeps_list and any(
            line.organization == organization
            and line.duty in o.duties
            and line.role is not None
            and o.exists(line)
            for line in o.lines_in_force
        )

    def named(self) -> set[str]:
        """Roles that a row in force names, by id or by its class, supporting ones too."""
        o = self.o
        found = {line.role for line in o.lines_in_force if line.role is not None}
        for (duty, organization), row in self.held_rows():
            found.update(row.roles)
            line = row.line
            if line.of_class and line.role is not None and line.responsibility == "supporting":
                functions = [line.function] if line.function else o.functions(duty, organization)
                for function in functions:
                    roles = o.find(duty, organization, function, "supporting", [[line.role[1:]]], set())
                    found.update(roles or ())
        return found

    def awaited(self) -> set[str]:
        """Roles expected to bear what their organization's list does not show."""
        o = self.o
        return {
            role for duty, organization, _, _, role in o.bearers if role and (duty, organization) in o.missing
        }

    def unjudged(self) -> set[str]:
        """Organizations of which some duty says nothing, for a column of its condition is blank."""
        o = self.o
        return {
            organization
            for duty in o.duties
            for organization in o.organizations
            if (duty, organization) in o.unknown
        }

    def dj116(self) -> Iterator[Gap]:
        o = self.o
        named = self.named()
        spoken = {gap[3] for gap in self.dj119()}
        wanted = {role for _, _, _, _, role in o.bearers}
        for organization in o.organizations:
            leads = o.kind(organization) in o.leading and organization in o.reachable
            body = self.own_roles(organization, *BODY)
            shares = any(role in named for role in body) and organization not in self.unjudged()
            if leads and shares and self.lists_roles(organization):
                for role in body:
                    nobody = o.rows("appointments") and o.vacant(role)
                    if role not in {*named, *spoken, *wanted} and not nobody:
                        yield "DJ116", organization, "role", role, ""

    def is_business(self, duty: str) -> bool:
        return bool(self.o.stated(duty, "area") == "安全生产")

    def dj119(self) -> Iterator[Gap]:
        o = self.o
        party, business = set(), set()  # roles that bear duties of either side
        for (duty, _), row in self.held_rows():
            if row.line.responsibility != "supporting":
                (business if self.is_business(duty) else party).update(row.roles)
        areas = {o.stated(duty, "area") for duty in o.duties if not self.is_business(duty)}
        for organization in o.organizations:
            if o.kind(organization) not in o.leading or not self.lists_roles(organization):
                continue
            body = self.own_roles(organization, *BODY)
            for role in body:
                if self.kind(role) == "secretary":
                    continue
                office = self.kind(role) in ADMINISTRATIVE
                holds = any(entry in o.known or entry not in areas for entry in self.portfolio(role))
                others = any(self.portfolio(other) for other in body if other != role)
                one_sided = (office or holds) and role not in party
                bare = office and not self.portfolio(role) and others
                sides = one_sided or (bare and role in party and role not in business)
                if sides and role not in self.awaited():
                    yield "DJ119", organization, "role", role, ""

    # ---- DJ117 ------------------------------------------------------------------------------

    def dj117(self) -> Iterator[Gap]:
        o = self.o
        weights = {duty: o.stated(duty, "weight") for duty in o.duties}
        stated = [Fraction(weight) for weight in weights.values() if weight is not None]
        mean = sum(stated) / len(stated) if stated else Fraction(0)
        borne: dict[str, set[str]] = defaultdict(set)
        for (duty, _), row in self.held_rows():
            for role in row.roles:
                if row.line.responsibility != "supporting":
                    borne[role].add(duty)
        loads: dict[str, Fraction] = {}
        for role, duties in borne.items():
            if role in o.roles and self.owner(role) in o.known:
                loads[role] = sum(
                    (
                        Fraction(1) if weights[d] is None or mean == 0 else Fraction(weights[d]) / mean
                        for d in duties
                    ),
                    Fraction(0),
                )
        for role, load in loads.items():
            peers = [
                other_load
                for other, other_load in loads.items()
                if other != role
                and other_load > 0
                and self.kind(other) == self.kind(role)
                and o.kind(self.owner(other)) == o.kind(self.owner(role))
            ]
            enough = len(peers) >= self.figures["role_load_peers_least"]
            enough = enough and len(borne[role]) >= self.figures["role_load_outlier_least"]
            out = enough and bool(peers) and load > self.figures["role_load_outlier"] * median(peers)
            if load > self.figures["role_load_most"] or out:
                yield "DJ117", self.owner(role), "role", role, ""

    # ---- DJ118 and DJ518 ----------------------------------------------------------------------

    def dj118(self) -> Iterator[Gap]:
        o = self.o
        for duty, organization in o.expected & o.declared:
            bearing: set[str | None] = set()
            for row in o.held.get((duty, organization), ()):
                if row.line.responsibility not in ("supporting", "supervisory"):
                    bearing.update(row.roles)
            for line in self.own_lines(duty, organization):
                aside = line.responsibility in ("supporting", "supervisory")
                if line.role is not None and not aside and not o.exists(line):
                    bearing.add("?")
            if len(bearing) != 1:
                continue
            (role,) = bearing
            if role not in o.roles or self.owner(role) not in o.organizations or self.has_stand_in(role):
                continue
            place = self.owner(role)
            deputies: tuple[str, ...] = ()
            if self.kind(role) == "secretary":
                deputies = DEPUTY_SECRETARIES
            elif self.kind(role) == "administrative_head":
                deputies = ("deputy_head",)
            if len(self.own_roles(place, *BODY)) >= 2 and not self.own_roles(place, *deputies):
                yield "DJ118", place, "role", role, ""

    def dj518(self) -> Iterator[Gap]:
        o = self.o
        for organization in o.organizations:
            leads = organization in o.reachable and bool(o.line_subordinates(organization))
            committee = o.kind(organization) in ("committee", "general_branch", "branch")
            key = leads or (committee and o.has_committee(organization))
            if key and not self.own_roles(organization, *DEPUTY_SECRETARIES):
                for role in self.own_roles(organization, "secretary"):
                    if not self.has_stand_in(role):
                        yield "DJ518", organization, "role", role, ""

    # ---- DJ508 and DJ509 ----------------------------------------------------------------------

    def posts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for role in sorted(self.o.roles):
            if self.kind(role) != "members":
                for person in self.o.holders[role]:
                    found[person].append(role)
        return found

    def above_commission(self, role: str) -> str:
        """The organization whose discipline commission this role is secretary of, blank for none."""
        o = self.o
        place = self.owner(role)
        if self.kind(role) != "secretary" or place not in o.known or o.kind(place) != "discipline_commission":
            return ""
        above = o.superior(place)
        return above if above in o.organizations and above != place else ""

    def goes_with(self, role: str, other: str) -> bool:
        """Whether a role is held by reason of another."""
        if self.kind(other) == "discipline_member":
            return self.above_commission(role) == self.owner(other)
        if self.kind(other) == "administrative_head" and self.owner(other) in self.o.known:
            place: Any = self.owner(role)
            return (
                self.kind(role) == "deputy_secretary"
                and place in self.o.known
                and self.o.belongs(other, place)
            )
        return False

    def dj508(self) -> Iterator[Gap]:
        for roles in self.posts().values():
            counted = [role for role in roles if not any(self.goes_with(role, other) for other in roles)]
            if len(counted) > self.figures["posts_per_person_most"]:
                place = self.owner(roles[0])
                yield "DJ508", place if place in self.o.known else "", "role", ";".join(roles), ""

    def dj509(self) -> Iterator[Gap]:
        for roles in self.posts().values():
            clashing: dict[str, set[str]] = defaultdict(set)
            for one, other in combinations(roles, 2):
                for first, second in ((one, other), (other, one)):
                    place = self.owner(first)
                    if place not in self.o.known:
                        continue
                    member = self.kind(second) == "discipline_member" and self.owner(second) == place
                    if self.kind(first) in ("secretary", *DEPUTY_SECRETARIES) and member:
                        clashing[place] |= {first, second}
                    if self.kind(first) == "secretary" and self.above_commission(second) == place:
                        clashing[place] |= {first, second}
            for place, held in clashing.items():
                yield "DJ509", place, "role", ";".join(sorted(held)), ""
