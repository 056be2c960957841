"""
A slow and obvious twin of the accountability paths, written from the contract alone.

It stands on the twin of the cascade and shares no line with the library. Records decide states,
roles stand on steps, and every way up is walked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tests.oracle import Data, Oracle, Row, lasts

Way = tuple[tuple[str, str], ...]  # organization, relation
Place = tuple[str, str | None, str]  # organization, below, relation
Liable = tuple[str, str | None, str]  # organization, role or None for the body, liability
Span = tuple[date, date]  # first day, first day after
Answer = tuple[str, str | None, str]  # duty, role or None for the body, organization

BODY = (
    *("secretary", "deputy_secretary", "full_time_deputy_secretary"),
    *("organization_member", "publicity_member", "discipline_member", "committee_member"),
    *("administrative_head", "deputy_head"),
)
FAILING_GRADES = ("差", "较差", "不合格", "不称职", "failed")
MONTHS = {"month": 1, "2-months": 2, "quarter": 3, "half-year": 6, "year": 12, "2-years": 24}


class Step(NamedTuple):
    """What is said of one organization on a way."""

    state: str
    liabilities: frozenset[Liable]
    standing: frozenset[str]
    vacant: frozenset[str]
    excluded: frozenset[str]


def last_whole_period(cycle: str, day: date) -> Span | None:
    """The latest period of the cycle that has ended by the day; it ends on the first day after it."""
    unit = cycle.rpartition("/")[2]
    if unit != "week" and unit not in MONTHS:
        return None
    end = first_day(unit, day)
    return first_day(unit, end - timedelta(days=1)), end


def first_day(unit: str, day: date) -> date:
    """The first day of the period that the day lies in."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    months = day.year * 12 + day.month - 1
    months -= months % MONTHS[unit]
    return date(months // 12, months % 12 + 1, 1)


def fails(record: Row) -> bool:
    is_vote = record["kind"] == "appraised" and record.get("amount") is not None
    return record.get("outcome") == "failed" or (record.get("grade") in FAILING_GRADES and not is_vote)


def ordered(answers: Iterable[Answer]) -> list[Answer]:
    """Sorted, the body before every role."""
    return sorted(set(answers), key=lambda answer: [part or "" for part in answer])


class PathOracle(Oracle):
    """Who answers, way by way, if a duty failed in an organization."""

    def __init__(self, data: Data, day: date) -> None:
        super().__init__(data, day)
        self.day = day

    def vacant(self, role: str) -> bool:
        """Whether nobody holds it, in a chain that says of anybody what role is held."""
        return bool(self.rows("appointments")) and super().vacant(role)

    # ---- where a path starts, and whether there is one -------------------------------------------

    def leading_body(self) -> set[str]:
        """The role kinds of the leading body, the unit's own kinds among them."""
        own = [row for row in self.rows("kinds") if row.get("of") == "role"]
        return {*BODY, *(row["id"] for row in own if row.get("body"))}

    def owns(self, organization: str) -> bool:
        """Whether a failure is the organization's own."""
        kind = self.kind(organization)
        return kind in self.leading or self.needs.get(kind) in self.leading_body()

    def owner(self, organization: str) -> str | None:
        """The organization, or where it owns no failure its line superior."""
        return organization if self.owns(organization) else self.line_superior(organization)

    def inside(self, duty: str) -> set[str]:
        """The reachable organizations in the subtree of an origin."""
        return self.subtree(self.stated(duty, "origin") or self.roots)

    def answerable(self, duty: str, organization: str) -> bool:
        """Whether anybody can be asked about the duty in the organization."""
        pair = (duty, organization)
        if duty not in self.duties or organization not in self.organizations or not self.required(duty):
            return False
        listed = not self.performed_by[duty] and duty not in self.silent and organization in self.inside(duty)
        if pair in self.expected or (listed and pair in self.declared):
            return True
        return not self.owns(organization) and pair in self.declared and self.helps(*pair)

    def helps(self, duty: str, organization: str) -> bool:
        """Whether what is declared there makes it a helper of the organization above."""
        held = self.declaring((duty, organization)) or self._all_lines(duty, organization)
        return self.is_helper(duty, organization, held)

    def start(self, duty: str, organization: str) -> str | None:
        """The organization whose failure it would be; None where there is no path."""
        return self.owner(organization) if self.answerable(duty, organization) else None

    # ---- ways up ------------------------------------------------------------------------------

    def ends(self, duty: str, organization: str) -> bool:
        """Whether no way of the duty goes on from the organization."""
        inside = self.inside(duty)
        return organization in inside and self.line_superior(organization) not in inside

    def edges(self, duty: str, organization: str) -> list[tuple[str, str]]:
        """Relation and organization above: the leading edge first, then the guiding ones by id."""
        if self.ends(duty, organization):
            return []
        line = self.line_superior(organization)
        named = self.known[organization].get("guided_by") or ()
        guides = {self.owner(guide) for guide in named if guide in self.organizations}
        guiding = sorted(guide for guide in guides if guide is not None)
        return [
            *(("leads", above) for above in [line] if above is not None),
            *(("guides", above) for above in guiding if above not in (organization, line)),
        ]

    def upward(self, duty: str, organization: str, relations: Iterable[str]) -> list[str]:
        """The organization and all that edges of these relations lead to."""
        found = [organization]
        for at in found:
            for relation, above in self.edges(duty, at):
                if relation in relations and above not in found:
                    found.append(above)
        return found

    def not_followed(self, duty: str, organization: str) -> set[tuple[str, str]]:
        """The edges left out as (above, below): guiding ones in a circle, and circles of leading ones."""
        start = self.start(duty, organization)
        if start is None:
            return set()
        circles = {"guides": ("leads", "guides"), "leads": ("leads",)}
        return {
            (above, below)
            for below in self.upward(duty, start, ("leads", "guides"))
            for relation, above in self.edges(duty, below)
            if below in self.upward(duty, above, circles[relation])
        }

    def ways(self, duty: str, organization: str) -> list[Way]:
        """Every way from the start until no edge goes on, leading edges first, then guides by id."""
        start = self.start(duty, organization)
        if start is None:
            return []
        left_out = self.not_followed(duty, organization)

        def walk(way: Way) -> Iterator[Way]:
            at = way[-1][0]
            onward = [edge for edge in self.edges(duty, at) if (edge[1], at) not in left_out]
            for relation, above in onward:
                yield from walk((*way, (above, relation)))
            if not onward:
                yield way

        return list(walk(((start, "owns"),)))

    def count(self, duty: str, organization: str) -> int:
        """How many ways there are, by counting them."""
        return len(self.ways(duty, organization))

    def no_bypass(self, duty: str, organization: str) -> list[str]:
        """The organizations on every way, from the start up."""
        ways = [[at for at, _ in way] for way in self.ways(duty, organization)]
        return [at for at in ways[0] if all(at in way for way in ways)] if ways else []

    # ---- records --------------------------------------------------------------------------------

    def said(self, duty: str, *kinds: str) -> list[Row]:
        """The records of these kinds for the duty, on or before the day."""
        return [
            record
            for record in self.rows("records")
            if record["kind"] in kinds
            and record["on"] <= self.day
            and (not record.get("duty") or duty in record["duty"])
        ]

    def performing_period(self, duty: str) -> Span | None:
        """The due period of the deed itself."""
        return last_whole_period(self.stated(duty, "cycle") or "", self.day)

    def managing_period(self, duty: str) -> Span | None:
        """The due period of supervision, by default a year."""
        return last_whole_period(self.stated(duty, "managing_cycle") or "1/year", self.day)

    def in_period(self, record: Row, due: Span | None) -> bool:
        """Whether a good record counts."""
        return due is None or due[0] <= record["on"] < due[1]

    def in_window(self, record: Row, due: Span | None) -> bool:
        """Whether a failing record counts: from the due period up to the day."""
        return due is None or due[0] <= record["on"]

    def covered(self, kind: str, organization: str, due: Span) -> bool:
        """Whether records of the kind are stated complete there on every day of the period."""
        above = {organization}
        at = self.superior(organization)
        while at in self.known and at not in above:
            above.add(at)
            at = self.superior(at)
        spans = [
            (row["from_"], row["until"])
            for row in self.rows("records_cover")
            if row["kind"] == kind and row["organization"] in above
        ]
        days = [due[0] + timedelta(days=number) for number in range((due[1] - due[0]).days)]
        return all(any(start <= day < end for start, end in spans) for day in days)

    def was_in_force(self, organization: str, day: date) -> bool:
        return lasts(self.known[organization], "valid_from", "valid_to", day)

    # ---- the state of a step ----------------------------------------------------------------------

    def owner_state(self, duty: str, asked: str, start: str) -> str:
        """Whether records bear the failure out."""
        managing = start == asked and (duty, start) in self.manages - self.performs
        due = self.managing_period(duty) if managing else self.performing_period(duty)
        mine = [r for r in self.said(duty, "performed") if r["organization"] in (start, asked)]
        over = self.said(duty, "supervised", "appraised") if managing else []
        good = [record for record in mine if not fails(record)]
        good += [
            record
            for record in over
            for superior, _, failing in self.supervision(record)
            if superior == start and not failing
        ]
        if any(self.in_period(record, due) for record in good):
            return "performed"
        last = max((r["on"] for r in mine if fails(r) and self.in_window(r, due)), default=None)
        if last is not None and not any(record["on"] >= last for record in mine if not fails(record)):
            return "not_performed"
        if managing or due is None or not self.covered("performed", asked, due):
            return "unknown"
        there = all(self.was_in_force(each, due[0]) for each in (start, asked))
        return "not_performed" if there else "unknown"

    def supervision(self, record: Row) -> list[tuple[str | None, str | None, bool]]:
        """Who supervised whom, and whether it says that the superior failed."""
        organization, subordinate = record["organization"], record.get("subordinate") or None
        if organization not in self.known:  # DJ112 speaks of it, and it shows nothing
            return []
        by = record.get("by") if record["kind"] == "appraised" else None
        if subordinate is None and by in self.known:
            appraiser = self.owner(by) if by in self.organizations else by
            if appraiser != organization:
                own = organization in self.known and self.owns(organization) and fails(record)
                return [(appraiser, organization, False), *([(organization, None, True)] if own else [])]
        if organization in self.organizations:
            organization = self.owner(organization)
        return [(organization, subordinate, fails(record) and self.is_said_of(organization, record))]

    def is_said_of(self, organization: str | None, record: Row) -> bool:
        """Whether the record is about the organization, not about a role of somebody else."""
        role = record.get("role")
        if role not in self.known_roles:
            return True
        owner = self.known_roles[role]["organization"]
        covered = self.known[organization].get("covers") or () if organization in self.known else ()
        return owner == organization or owner in covered

    def superior_state(self, duty: str, superior: str, relation: str, below: str, named: set[str]) -> str:
        """What records say of the superior's own management of those named."""
        due = self.managing_period(duty)
        asked = relation == "leads" and (duty, superior) in self.manages and (duty, below) in self.carries
        mine = [
            (record, failing)
            for record in self.said(duty, "supervised", "appraised")
            for above, subordinate, failing in self.supervision(record)
            if above == superior and (subordinate is None or subordinate in named)
            if asked or duty in (record.get("duty") or ())
        ]
        failing = [r for r, fails_ in mine if fails_ and not self.is_of_discipline(r.get("role"))]
        if any(self.in_window(record, due) for record in failing):
            return "accountable"
        if any(not fails_ and self.in_period(record, due) for record, fails_ in mine):
            return "discharged"
        if not asked or due is None or not self.covered("supervised", superior, due):
            return "unknown"
        there = all(self.was_in_force(each, due[0]) for each in (superior, below))
        return "not_recorded" if there else "unknown"

    def is_of_discipline(self, role: str | None) -> bool:
        return role in self.known_roles and self.known_roles[role]["kind"] == "discipline_member"

    # ---- who stands on a step ---------------------------------------------------------------------

    def roles_here(self, organization: str) -> list[str]:
        """Roles in force of the organization or of a unit it covers, both in force, by id."""
        mine = self.roles_of(organization)
        return [role for role in mine if self.roles[role]["organization"] in self.organizations]

    def body_here(self, organization: str) -> list[str]:
        """Those of the leading body."""
        body = self.leading_body()
        return [role for role in self.roles_here(organization) if self.roles[role]["kind"] in body]

    def smallest(self, kind: str, organization: str) -> list[str]:
        """The role of that kind with the smallest id, if there is one."""
        return [role for role in self.roles_here(organization) if self.roles[role]["kind"] == kind][:1]

    def head(self, organization: str) -> list[str]:
        """The role that the organization's kind needs."""
        return self.smallest(self.needs.get(self.kind(organization)) or "secretary", organization)

    def joint(self, duty: str, organization: str, function: str) -> list[str]:
        """Those of the leading body who are first responsible together by rule."""
        for alternative in self.named[duty][function].get("first", ()):
            found = [role for kind in alternative for role in self.smallest(kind, organization)]
            if found:
                together = len(set(alternative)) > 1
                return [role for role in found if together and role in self.body_here(organization)]
        return []

    def in_charge(self, duty: str, organization: str, below: set[str]) -> list[str]:
        """Those assigned the duty as portfolio, else in charge of its area, else of who is below."""
        body = self.body_here(organization)
        held = self.held.get((duty, organization), ())
        assigned = {role for one in held if one.line.responsibility == "portfolio" for role in one.roles}
        area = {self.stated(duty, "area")}
        portfolios = {role: set(self.roles[role].get("portfolio") or ()) for role in body}
        return (
            [role for role in body if role in assigned]
            or [role for role in body if portfolios[role] & area]
            or [role for role in body if portfolios[role] & below]
        )

    def main(self, duty: str, organization: str, below: set[str], function: str = "manage") -> list[str]:
        """Head, joint first and in charge, each role once, vacant ones too."""
        found = [
            *self.head(organization),
            *self.joint(duty, organization, function),
            *self.in_charge(duty, organization, below),
        ]
        return list(dict.fromkeys(found))

    def decided(self, column: str, duty: str, organization: str) -> set[str]:
        """Roles of the body that a record of a decision names, by id or by who held them that day."""
        return {
            role
            for record in self.said(duty, "decided")
            if record["organization"] == organization and self.in_window(record, self.managing_period(duty))
            for entry in record.get(column) or ()
            for role in self.body_here(organization)
            if entry == role or self.held_by(role, entry, record["on"])
        }

    def held_by(self, role: str, person: str, day: date) -> bool:
        """Whether the person held the role on a day; role and organization were in force on it, too."""
        there = lasts(self.known_roles[role], "valid_from", "valid_to", day)
        there = there and self.was_in_force(self.known_roles[role]["organization"], day)
        return there and any(
            (row["role"], row.get("person")) == (role, person) and lasts(row, "since", "until", day)
            for row in self.rows("appointments")
        )

    def supervisory(self, duty: str, asked: str, organization: str, below: str | None) -> set[Liable]:
        """The discipline body or member whose own supervision a record says failed."""
        found: set[Liable] = set()
        due = self.managing_period(duty)
        for record in self.said(duty, "supervised"):
            by, role, subordinate = record["organization"], record.get("role"), record.get("subordinate")
            near = {asked} if below in (None, self.start(duty, asked)) else set()
            about = not subordinate or subordinate in {organization, below, *near}
            if not (fails(record) and self.in_window(record, due) and about):
                continue
            if by in self.below[organization] and self.kind(by) == "discipline_commission":
                found.add((by, None, "supervisory"))
            if by == organization and role in self.roles_here(organization) and self.is_of_discipline(role):
                found.add((organization, role, "supervisory"))
        return found

    # ---- steps ----------------------------------------------------------------------------------

    def steps(self, duty: str, organization: str) -> dict[Place, Step]:
        """Every step on any way."""
        found: dict[Place, Step] = {}
        for way in self.ways(duty, organization):
            below = None
            for at, relation in way:
                found[at, below, relation] = self.step(duty, organization, (at, below, relation))
                below = at
        return found

    def step(self, duty: str, asked: str, place: Place) -> Step:
        """State of one step, and who stands on it in what degree."""
        organization, below, relation = place
        performs = (duty, organization) in self.performs
        if below is None:
            state = self.owner_state(duty, asked, organization)
            main = self.main(
                *(duty, organization, {asked} - {organization}), "perform" if performs else "manage"
            )
        else:
            named = {below, asked} if below == self.start(duty, asked) else {below}
            state = self.superior_state(duty, organization, relation, below, named)
            main = self.main(duty, organization, named)
        answers = below is None or state == "accountable"
        handed = (duty, organization) in self.manages and (duty, below) in self.carries
        is_asked = not answers and relation == "leads" and handed
        important = self.decided("participants", duty, organization) - set(main)
        excluded = self.decided("objectors", duty, organization)
        found = self.supervisory(duty, asked, organization, below)
        if answers:
            found.add((organization, None, "overall"))
            found |= {(organization, role, "main") for role in main}
            found |= {(organization, role, "important") for role in important}
        shown = {*main, *important} if answers else set(main) if is_asked else set()
        shown |= {role for _, role, _ in found if role is not None}
        return Step(
            state=state,
            liabilities=frozenset(one for one in found if self.can_answer(one[1], excluded)),
            standing=frozenset(role for role in main if is_asked and not self.vacant(role)),
            vacant=frozenset(
                role for role in shown if self.vacant(role) and not (answers and role in excluded)
            ),
            excluded=frozenset(excluded if answers else ()),
        )

    def can_answer(self, role: str | None, excluded: set[str]) -> bool:
        """The body always can; a role unless it is vacant or objected."""
        return role is None or not (self.vacant(role) or role in excluded)

    # ---- the structural question --------------------------------------------------------------------

    def answering(self) -> Iterator[tuple[str, str | None, str, str | None, str]]:
        """Duty, bearer and its organization, and whom it answers to in the line superior."""
        for duty, organization, _, responsibility, bearer in self.bearers:
            superior = self.line_superior(organization)
            handed = (duty, organization) in self.expected and (duty, superior) in self.carries
            if superior is None or not handed or responsibility == "supervisory":
                continue
            answering: list[str | None] = [*self.main(duty, superior, {organization})]
            for role in answering or [None]:
                yield duty, bearer, organization, role, superior

    def answers_to(self, role: str) -> list[Answer]:
        """Duty, role (or body) and organization that the bearer answers to."""
        found = ((duty, above, place) for duty, bearer, _, above, place in self.answering() if bearer == role)
        return ordered(found)

    def answers_for(self, role: str) -> list[Answer]:
        """Duty, bearer and organization that the role answers for."""
        found = ((duty, bearer, place) for duty, bearer, place, above, _ in self.answering() if above == role)
        return ordered(found)
