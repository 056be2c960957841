"""
The slow twin of the rules about the division of work: DJ114, DJ115, DJ120, DJ121, DJ123, DJ124, DJ513, DJ514, DJ903, DJ905.

Plain loops over plain rows, on top of the oracle of the cascade, sharing no line with the library.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.oracle import Gap, Line, Oracle, Row
from tests.twins.founding_twin import no_party_organization

BODY = (
    *("secretary", "deputy_secretary", "full_time_deputy_secretary", "organization_member"),
    *("publicity_member", "discipline_member", "committee_member", "administrative_head", "deputy_head"),
)
DEPUTIES_LEAST = 1  # the test's own profile
SHARES = {"organ": (1, 100), "soe": (2, 100)}  # of staff; the second is the test's own profile
STALE_MONTHS = 12


def gaps(twin: Oracle) -> set[Gap]:
    """What the rules find, each by its definition."""
    return {
        *overlapping(twin),
        *holes(twin),
        *many_lines(twin),
        *not_acknowledged(twin),
        *everybody(twin),
        *duplicates(twin),
        *no_deputy(twin),
        *few_officers(twin),
        *stale(twin),
        *unreasoned(twin),
    }


# ---- portfolios ---------------------------------------------------------------------------------


def body(twin: Oracle, roles: list[str]) -> dict[str, tuple[str, ...]]:
    """The portfolios of those roles that belong to a leading body."""
    return {
        role: tuple(twin.roles[role].get("portfolio") or ())
        for role in roles
        if twin.roles[role]["kind"] in BODY
    }


def own(twin: Oracle, organization: str) -> dict[str, tuple[str, ...]]:
    mine = [role for role, row in twin.roles.items() if row.get("organization") == organization]
    return body(twin, sorted(mine))


def overlapping(twin: Oracle) -> Iterator[Gap]:
    """DJ114: two roles, no secretary, neither standing in for the other, hold one entry."""
    for o in twin.organizations:
        held = own(twin, o)
        for one in held:
            for other in held:
                kinds = {twin.roles[one]["kind"], twin.roles[other]["kind"]}
                apart = (
                    one != other
                    and "secretary" not in kinds
                    and twin.roles[one].get("stand_in") != other
                    and twin.roles[other].get("stand_in") != one
                )
                for entry in held[one] if apart else ():
                    gone = entry in twin.known and entry not in twin.organizations
                    if entry in held[other] and not gone:
                        yield "DJ114", o, "organization", entry, ""


def holes(twin: Oracle) -> Iterator[Gap]:
    """DJ115: a subordinate or an area that nobody has in charge, where the body divides such things."""
    areas = {twin.stated(duty, "area") for duty in twin.duties} - {None}
    bare = set(no_party_organization(twin))
    for o in twin.organizations:
        mine = {entry for entries in own(twin, o).values() for entry in entries}
        held = {entry for entries in body(twin, twin.roles_of(o)).values() for entry in entries}
        named = {twin.kind(entry) for entry in mine & twin.known.keys()}
        for s in subordinates(twin, o):
            divided = "unit" in named if twin.kind(s) == "unit" else bool(named)
            if (
                divided
                and not held & set(inside(twin, s, o))
                and ("DJ009", s, "organization", s, "") not in bare
            ):
                yield "DJ115", o, "organization", s, ""
        if mine & areas:
            for area in wanted(twin, o) - held:
                yield "DJ115", o, "organization", area, ""


def subordinates(twin: Oracle, o: str) -> Iterator[str]:
    """Those that lead and have it for line superior, and units directly below that none below it covers."""
    for s in twin.organizations:
        if s == o:
            continue
        if twin.kind(s) in twin.leading and twin.line_superior(s) == o:
            yield s
        if twin.kind(s) == "unit" and twin.superior(s) == o:
            coverers = [
                c
                for c in twin.organizations
                if twin.kind(c) in twin.leading and s in (twin.known[c].get("covers") or ())
            ]
            if not any(o in above(twin, c) for c in coverers):
                yield s


def above(twin: Oracle, organization: str) -> list[str]:
    found: list[str] = []
    at = twin.superior(organization)
    while at in twin.organizations and at != organization and at not in found:
        found.append(at)
        at = twin.superior(at)
    return found


def inside(twin: Oracle, s: str, o: str) -> Iterator[str]:
    """A subordinate, and everything between it and its line superior."""
    while s != o:
        yield s
        s = twin.superior(s)


def wanted(twin: Oracle, o: str) -> set[str]:
    """The areas for which a required duty names a bearer by portfolio, for what the organization does."""
    return {
        twin.stated(duty, "area")
        for duty in twin.duties
        if twin.required(duty)
        and any("portfolio" in twin.named[duty][function] for function in twin.functions(duty, o))
    } - {None}


# ---- lines --------------------------------------------------------------------------------------


def many_lines(twin: Oracle) -> Iterator[Gap]:
    """DJ120: one duty, or two of one title, from the line above and from a guide beside it."""
    for o in twin.organizations:
        line = []
        at = twin.line_superior(o)
        while at is not None and at != o and at not in line:
            line.append(at)
            at = twin.line_superior(at)
        guides = {
            guide
            for guide in twin.known[o].get("guided_by") or ()
            if guide in twin.organizations and guide != o and guide not in line
        }
        starts = {duty: set(twin.stated(duty, "origin") or ()) & twin.known.keys() for duty in twin.duties}
        for duty in twin.duties:
            if (
                (duty, o) in twin.carries & twin.declared
                and starts[duty] & set(line)
                and starts[duty] & guides
            ):
                yield "DJ120", o, "organization", o, duty
            for other in twin.duties:
                if (
                    duty < other
                    and {(duty, o), (other, o)} <= twin.declared
                    and plain(title(twin, duty)) == plain(title(twin, other)) != ""
                    and starts[duty] != starts[other]
                    and any(
                        starts[upper] & set(line) and starts[side] & guides
                        for upper, side in ((duty, other), (other, duty))
                    )
                ):
                    yield "DJ120", o, "organization", o, duty


def title(twin: Oracle, duty: str) -> str:
    return twin.duties[duty].get("title") or duty


def plain(words: str) -> str:
    kept = ""
    for each in unicodedata.normalize("NFKC", words).casefold():
        if not unicodedata.category(each).startswith("P") and not each.isspace():
            kept += each
    return kept


# ---- assignments --------------------------------------------------------------------------------


def lines(twin: Oracle) -> list[tuple[Row, Line]]:
    """The assignments that hold on the day, with the rows that they came from, in key order."""
    held = [
        (row, line)
        for row, line in zip(twin.rows("assignments"), twin.lines, strict=True)
        if line.in_force
        and line.duty in twin.duties
        and (line.of_class or line.organization in twin.organizations)
    ]
    return sorted(held, key=lambda each: each[1].key)


def not_acknowledged(twin: Oracle) -> Iterator[Gap]:
    """DJ121: handed down, declared by a row of its own, and no row of its own says when it was confirmed."""
    confirmed = {
        (line.duty, line.organization)
        for row, line in lines(twin)
        if row.get("acknowledged_on") and not line.of_class
    }
    if not any(row.get("acknowledged_on") for row in twin.rows("assignments")):
        return
    for duty, o in twin.carries:
        is_own = any(not held.line.of_class for held in twin.declaring((duty, o)))
        if (duty, twin.line_superior(o)) in twin.carries and is_own and (duty, o) not in confirmed:
            yield "DJ121", o, "organization", o, duty


def everybody(twin: Oracle) -> Iterator[Gap]:
    """DJ123: each part of the words for the bearer means everybody, and no role stands beside them."""
    seen = set()
    for row, line in lines(twin):
        words = row.get("bearer_text") or ""
        parts = [part for part in re.split(r"[、,，;；/\s]", words) if part]
        of_members = any(
            "members" in kinds
            for named in twin.named[line.duty].values()
            for alternatives in named.values()
            for kinds in alternatives
        )
        vague = [part for part in parts if means_everybody(part) and not (of_members and part == "全体党员")]
        if not parts or len(vague) < len(parts) or "牵头" in words or line.responsibility == "supporting":
            continue
        if line.role is not None and not (line.role.startswith("@") and finds_nobody(twin, line)):
            continue
        if (line.duty, line.organization) not in seen:
            seen.add((line.duty, line.organization))
            at, subject = ("", line.organization) if line.of_class else (line.organization, line.key)
            yield "DJ123", at, "assignment", subject, line.duty


def means_everybody(part: str) -> bool:
    starts = part[:1] == "各" and part != "各"
    starts = starts or (part[:2] in {"有关", "相关", "全体", "所有"} and len(part) > 2)
    return starts or part in {"全员", "大家", "班子成员集体"}


def finds_nobody(twin: Oracle, line: Line) -> bool:
    """A kind of role that a class names is wanting in an organization, and found in none."""
    answers = []
    for o in twin.organizations:
        pair = line.duty, o
        kind = twin.kind(o)
        within = kind in twin.leading if line.organization == "@*" else kind == line.organization[1:]
        if within and pair in twin.carries:
            for function in [line.function] if line.function else twin.functions(*pair):
                wants = [[(line.role or "@")[1:]]]
                answers.append(twin.find(*pair, function, line.responsibility, wants, twin.taken[pair]))
    return None in answers and not any(answers)


def duplicates(twin: Oracle) -> Iterator[Gap]:
    """DJ124: alike in everything but time and words; the last is the one to change."""
    held = lines(twin)
    for _, line in held:
        alike = [
            other.key
            for _, other in held
            if (other.duty, other.organization, other.role) == (line.duty, line.organization, line.role)
            and (other.responsibility, other.function) == (line.responsibility, line.function)
        ]
        if len(alike) > 1 and alike[-1] == line.key:
            yield "DJ124", twin.place(line.organization), "assignment", line.key, line.duty


# ---- officers -----------------------------------------------------------------------------------


def no_deputy(twin: Oracle) -> Iterator[Gap]:
    """DJ513: fewer roles of full-time deputy secretary than the profile asks."""
    for o in twin.organizations if twin.known_roles else ():
        kinds = [row["kind"] for row in twin.roles.values() if row.get("organization") == o]
        if twin.kind(o) == "committee" and kinds.count("full_time_deputy_secretary") < DEPUTIES_LEAST:
            yield "DJ513", o, "organization", o, ""


def few_officers(twin: Oracle) -> Iterator[Gap]:
    """DJ514: full-time officers below the share of staff, where that share is a person at least."""
    for o in twin.organizations if twin.known_roles else ():
        row = twin.known[o]
        staff = row.get("staff") or 0
        part, whole = SHARES.get(row.get("unit_type") or "", (0, 1))
        if twin.kind(o) != "committee" or staff * part < whole:
            continue
        persons: set[str] = set()
        for role, held in twin.roles.items():
            is_officer = held["kind"] in {"full_time_deputy_secretary", "organizer"}
            if is_officer and committee_of(twin, held["organization"]) == o:
                persons |= twin.holders[role] if twin.rows("appointments") else {role}
        if len(persons) * whole < staff * part:
            yield "DJ514", o, "organization", o, ""


def committee_of(twin: Oracle, organization: str) -> str:
    line = [organization, *above(twin, organization)] if organization in twin.organizations else []
    return next((each for each in line if twin.kind(each) == "committee"), "")


# ---- data ---------------------------------------------------------------------------------------


def last(day: Any) -> date:
    """The last day that a date, a month or a year can mean."""
    if isinstance(day, date):
        return day
    month = day.month or 12
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def stale(twin: Oracle) -> Iterator[Gap]:
    """DJ903: the list was confirmed once, and that, reviews and records are too long ago."""
    assert twin.at is not None
    day = date(twin.at.year - STALE_MONTHS // 12, twin.at.month, twin.at.day)
    for o in twin.keeps_list:
        rows = [
            row
            for row, line in zip(twin.rows("assignments"), twin.lines, strict=True)
            if line.in_force and line.organization == o
        ]
        records = [row for row in twin.rows("records") if row["organization"] == o]
        confirmed = [row["acknowledged_on"] for row in rows if row.get("acknowledged_on")]
        seen = [row["on"] for row in records]
        seen += [row["recorded_on"] for row in records if row.get("recorded_on")]
        seen += [row["reviewed_on"] for row in rows if row.get("reviewed_on")]
        if confirmed and max(map(last, [*confirmed, *seen])) < day:
            yield "DJ903", o, "organization", o, ""


def unreasoned(twin: Oracle) -> Iterator[Gap]:
    """DJ905: a merge, split, renaming or dissolution up to the day that gives no reason."""
    rows = twin.rows("changes")
    for row in rows:
        ends = row["kind"] in {"merge", "split", "rename", "dissolve"}
        if ends and twin.at is not None and last(row["on"]) <= twin.at and not row.get("reason"):
            before, after = row.get("from_") or (), row.get("to") or ()
            known = [each for each in (*after, *before) if each in twin.known]
            key = f"{row['on']}#{row['kind']}#{';'.join(before)}#{';'.join(after)}"
            yield "DJ905", known[0] if known else "", "change", key, ""
