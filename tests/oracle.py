"""
A slow and obvious twin of the analyses, written from the contract alone.

It is the brute force of SEMANTICS §8 law 8: plain dicts, sets and loops over parsed rows, sharing
no line with the library. Section signs point into the contract; `RULES` is the list of gap rules.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Data = Mapping[str, Sequence[Row]]
Pair = tuple[str, str]  # duty, organization
Bearer = tuple[str, str, str, str, str | None]  # duty, organization, function, responsibility, role
Named = Mapping[str, Sequence[Sequence[str]]]  # responsibility → alternatives of role kinds
Gap = tuple[str, str, str, str, str]  # code, organization, subject_kind, subject, duty

FUNCTIONS = ("perform", "manage")
NOT_DECLARING = ("supporting", "supervisory")
LANDING_MINIMUM = 5
LANDING_FLOOR = (4, 5)  # 0.8, as integers
UPPER = ("committee", "work_committee", "leading_members_group")
LEADING = (*UPPER, "general_branch", "branch")
COMMITTEE_ROLES = ("organization_member", "publicity_member", "discipline_member", "committee_member")
UNLIMITED = ("deputy_secretary", "deputy_head", "committee_member", "organizer", "members")
NEEDS = dict.fromkeys((*LEADING, "discipline_commission"), "secretary") | {"group": "group_leader"}
KEYS = {  # the parts of a made key, then the columns that order equal keys
    "appointments": ("role", "person", "since", "until", "acting"),
    "assignments": (
        *("function", "wording", "standard", "cycle", "bearer_text"),
        *("reviewed_on", "acknowledged_on", "until"),
    ),
    "records": (
        *("id", "role", "period", "outcome", "score", "grade", "present", "entitled", "amount"),
        *("evidence", "participants", "objectors", "by", "about", "recorded_on"),
    ),
}


class Line(NamedTuple):
    """One assignment row, its blank responsibility resolved (§1)."""

    key: str
    duty: str
    organization: str
    role: str | None
    responsibility: str
    function: str | None
    in_force: bool
    ends_before_it_starts: bool

    @property
    def of_class(self) -> bool:
        return self.organization.startswith("@")


class Held(NamedTuple):
    """An assignment as it holds in one organization, with the roles found there."""

    line: Line
    roles: tuple[str, ...]

    @property
    def functions(self) -> tuple[str, ...]:
        return (self.line.function,) if self.line.function else FUNCTIONS


def blank(value: object) -> bool:
    return value is None or value in ("", (), [], {})


def lasts(row: Row, start: str, end: str, day: date | None) -> bool:
    """Half-open periods; an empty one is in force on no day (§1). No day asked: any day will do."""
    since, until = row.get(start), row.get(end)
    if inverted(row, start, end):
        return False
    return day is None or ((since is None or since <= day) and (until is None or day < until))


def inverted(row: Row, start: str, end: str) -> bool:
    since, until = row.get(start), row.get(end)
    return since is not None and until is not None and bool(until <= since)


def text(value: Any) -> str:
    """A cell as it stands in a made key."""
    if blank(value):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return ";".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def numbered(keyed: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Equal keys get ~2, ~3 in the order of their remaining content (§1)."""
    order = sorted(range(len(keyed)), key=lambda i: keyed[i])
    seen: dict[str, int] = defaultdict(int)
    result = [""] * len(keyed)
    for i in order:
        key = keyed[i][0]
        seen[key] += 1
        result[i] = key if seen[key] == 1 else f"{key}~{seen[key]}"
    return result


class Oracle:
    """Every answer of the contract about `data` on the day `at`, by brute force."""

    def __init__(self, data: Data, at: date | None) -> None:
        self.data, self.at = data, at
        self._read_kinds()
        self._read_rows()
        self._read_hierarchy()
        self._read_duties()
        self._cascade()
        self._bear()
        self._declare()

    # ---- rows -------------------------------------------------------------------------------

    def rows(self, collection: str) -> Sequence[Row]:
        return self.data.get(collection) or ()

    def _read_kinds(self) -> None:
        """§2, with the further kinds of the unit's own."""
        own = [row for row in self.rows("kinds") if row.get("of") == "organization"]
        self.leading = set(LEADING) | {row["id"] for row in own if row.get("leads")}
        self.needs = NEEDS | {row["id"]: row["needs"] for row in own if not blank(row.get("needs"))}
        self.may_stand_under: dict[str, set[str] | None] = {
            **{kind: set(UPPER) for kind in LEADING},  # None: any
            "branch": {*UPPER, "general_branch"},
            "group": {"branch"},
            "discipline_commission": {"committee", "work_committee", "discipline_commission"},
            "working_group": None,
            "unit": {"unit", *self.leading},
        }
        for row in own:
            under: Any = row.get("under")
            parts = [part.strip() for part in under.split(";")] if isinstance(under, str) else under
            self.may_stand_under[row["id"]] = set(parts) if parts else None

    def _read_rows(self) -> None:
        """What is known, and what of it is in force on the day (§3, `at` is a mask)."""
        valid = ("valid_from", "valid_to")
        self.known = {row["id"]: row for row in self.rows("organizations")}
        self.organizations = {i: r for i, r in self.known.items() if lasts(r, *valid, self.at)}
        self.known_roles = {row["id"]: row for row in self.rows("roles")}
        gone = self.known.keys() - self.organizations.keys()  # a role goes with its organization
        self.roles = {
            i: r
            for i, r in self.known_roles.items()
            if lasts(r, *valid, self.at) and r.get("organization") not in gone
        }
        self.duties = {row["id"]: row for row in self.rows("duties")}
        self.holders: dict[str, set[str]] = defaultdict(set)
        self.full_holders: dict[str, set[str]] = defaultdict(set)  # those not acting
        for row in self.rows("appointments"):
            counts = row["role"] in self.roles and not blank(row.get("person"))
            if counts and lasts(row, "since", "until", self.at):
                self.holders[row["role"]].add(row["person"])
                if not row.get("acting"):
                    self.full_holders[row["role"]].add(row["person"])
        self.lines = self._read_lines()
        self.lines_in_force = sorted(line for line in self.lines if line.in_force)

    def _read_lines(self) -> list[Line]:
        """Assignments with their keys `duty@organization/role#responsibility#since` (§1)."""
        keyed = []
        responsibilities = []
        for row in self.rows("assignments"):
            role = row.get("role") or ""
            kind = role[1:] if role.startswith("@") else self.known_roles.get(role, {}).get("kind")
            default = "first" if kind in ("secretary", "group_leader") else "direct"
            responsibility = row.get("responsibility") or (default if role else "principal")
            key = f"{row['duty']}@{row['organization']}/{role}#{responsibility}#{text(row.get('since'))}"
            keyed.append((key, tuple(text(row.get(column)) for column in KEYS["assignments"])))
            responsibilities.append(responsibility)
        return [
            Line(
                *(key, row["duty"], row["organization"], row.get("role") or None, responsibility),
                function=row.get("function") or None,
                in_force=lasts(row, "since", "until", self.at),
                ends_before_it_starts=inverted(row, "since", "until"),
            )
            for row, key, responsibility in zip(
                self.rows("assignments"), numbered(keyed), responsibilities, strict=True
            )
        ]

    # ---- hierarchy (§3) -----------------------------------------------------------------------

    def kind(self, organization: str) -> str:
        return self.known[organization].get("kind") or "unit"

    def superior(self, organization: str) -> str:
        return self.known[organization].get("superior") or ""

    def _read_hierarchy(self) -> None:
        self.below: dict[str, list[str]] = defaultdict(list)  # directly, in force
        for organization in sorted(self.organizations):
            superior = self.superior(organization)
            if superior in self.organizations and superior != organization:
                self.below[superior].append(organization)
        self.roots = sorted(o for o in self.organizations if not self.superior(o))
        self._levels: dict[str, int] = dict.fromkeys(self.roots, 0)
        queue = list(self.roots)
        for organization in queue:
            for subordinate in self.below[organization]:
                self._levels[subordinate] = self._levels[organization] + 1
                queue.append(subordinate)
        self.reachable = set(self._levels)
        self.unreachable = set(self.organizations) - self.reachable
        self.loops = self._find_loops()
        self._line = {o: self._nearest_that_leads(o) for o in self.organizations}

    def _find_loops(self) -> list[tuple[str, ...]]:
        """Circles of two or more, from the smallest id, following `superior`."""
        done: set[str] = set()
        loops = []
        for start in sorted(self.organizations):
            path: list[str] = []
            place: dict[str, int] = {}
            at = start
            while at in self.organizations and at not in done and at not in place:
                place[at] = len(path)
                path.append(at)
                at = self.superior(at)
            done.update(path)
            if at in place:
                circle = path[place[at] :]
                turn = circle.index(min(circle))
                if len(circle) > 1:
                    loops.append((*circle[turn:], *circle[:turn]))
        return sorted(loops)

    def _nearest_that_leads(self, organization: str) -> str:
        seen = {organization}
        above = self.superior(organization)
        while above in self.organizations and above not in seen:
            if self.kind(above) in self.leading:
                return above
            seen.add(above)
            above = self.superior(above)
        return ""

    def level(self, organization: str) -> int | None:
        return self._levels.get(organization)

    def line_superior(self, organization: str) -> str | None:
        return self._line.get(organization) or None

    def line_subordinates(self, organization: str) -> list[str]:
        return sorted(o for o, above in self._line.items() if above and above == organization)

    def subtree(self, origins: Iterable[str]) -> set[str]:
        found = {o for o in origins if o in self.reachable}
        queue = list(found)
        for organization in queue:
            for subordinate in self.below[organization]:
                if subordinate not in found:
                    found.add(subordinate)
                    queue.append(subordinate)
        return found

    def roles_of(self, organization: str) -> list[str]:
        """Roles in force of the organization and the units it covers, in id order (§5)."""
        return sorted(role for role in self.roles if self.belongs(role, organization))

    def belongs(self, role: str, organization: str) -> bool:
        """Whether a known role is one of the organization or of a unit that it covers."""
        place = self.known_roles[role].get("organization")
        return place == organization or place in (self.known[organization].get("covers") or ())

    def vacant(self, role: str) -> bool:
        if self.known_roles[role]["kind"] == "members":
            return False
        return role not in self.roles or not self.holders[role]

    def has_committee(self, organization: str) -> bool:
        """§2, last line."""
        if self.kind(organization) != "branch":
            return self.kind(organization) in self.leading
        mine = (role for role in self.roles.values() if role.get("organization") == organization)
        return any(role["kind"] in COMMITTEE_ROLES for role in mine)

    # ---- duties: what they say, what they inherit, what classes say for them (§1, §4) -------------

    def lineage(self, duty: str) -> list[str]:
        """The duty, its parent, the parent's parent …: a part inherits what it does not state."""
        found: list[str] = []
        at = duty
        while at in self.duties and at not in found:
            found.append(at)
            at = self.duties[at].get("parent") or ""
        return found

    def stated(self, duty: str, column: str) -> Any:
        values = (self.duties[d].get(column) for d in self.lineage(duty))
        return next((value for value in values if not blank(value)), None)

    def class_lines(self, duty: str) -> Iterator[Line]:
        for line in self.lines_in_force:
            if line.duty == duty and line.of_class and line.responsibility != "supporting":
                yield line

    def performers_by_class(self, duty: str) -> tuple[str, ...]:
        kinds: set[str] = set()
        for line in self.class_lines(duty):
            if line.function != "manage":
                kinds |= self.leading if line.organization == "@*" else {line.organization[1:]}
        return tuple(sorted(kinds))

    def bearers_by_class(self, duty: str, *, managing: bool) -> Named:
        named: dict[str, list[tuple[str, ...]]] = {}
        for line in self.class_lines(duty):
            if (line.function == "manage") != managing:
                continue
            if line.role is None and line.responsibility == "principal":
                named.setdefault("principal", [])
            elif line.role is not None and (line.role[1:],) not in named.get(line.responsibility, []):
                named.setdefault(line.responsibility, []).append((line.role[1:],))
        return {responsibility: tuple(kinds) for responsibility, kinds in named.items()}

    def _read_duties(self) -> None:
        self.performed_by: dict[str, frozenset[str]] = {}  # empty: expected nowhere
        self.named: dict[str, dict[str, Named]] = {}  # by function
        self.silent: set[str] = set()  # the origin is unknown or unreachable
        for duty in self.duties:
            kinds: Sequence[str] = ()
            own: Named = {}
            managing: Named = {}
            for d in self.lineage(duty):  # own, else from its own classes, else from the parent
                row = self.duties[d]
                kinds = kinds or row.get("performed_by") or self.performers_by_class(d)
                own = own or row.get("bearers") or self.bearers_by_class(d, managing=False)
                managing = managing or row.get("managing_bearers") or {}
                managing = managing or self.bearers_by_class(d, managing=True)
            self.performed_by[duty] = frozenset(kinds)
            self.named[duty] = {"perform": own, "manage": managing or own}
            origins = self.stated(duty, "origin") or ()
            unknown = any(o not in self.known for o in origins)
            if origins and (unknown or not any(o in self.reachable for o in origins)):
                self.silent.add(duty)

    def required(self, duty: str) -> bool:
        return bool(self.stated(duty, "nature") != "elective")

    def condition(self, key: str, value: Any, organization: str) -> bool | None:
        """One condition; None where its column is blank."""
        row = self.known[organization]
        if key == "has_committee":
            return self.has_committee(organization) is bool(value)
        if key == "has_groups":
            groups = any(self.kind(o) == "group" for o in self.below[organization])
            return groups is bool(value)
        column = "full_members" if key.endswith("full_members") else key
        if blank(row.get(column)):
            return None
        if key == "min_full_members":
            return bool(row[column] >= value)
        if key == "max_full_members":
            return bool(row[column] <= value)
        if key == "unit_type":
            return row[column] in (value.split("|") if isinstance(value, str) else value)
        return bool(row[column]) is bool(value)

    def conditions(self, duty: str, organization: str) -> bool | None:
        """All must hold; unknown where none fails and one is unknown."""
        stated = self.stated(duty, "conditions") or {}
        answers = [self.condition(key, value, organization) for key, value in stated.items()]
        return False if False in answers else (None if None in answers else True)

    # ---- performs, manages, carries, expected (§4) ---------------------------------------------

    def _cascade(self) -> None:
        self.performs: set[Pair] = set()
        self.manages: set[Pair] = set()
        self.unknown: set[Pair] = set()
        for duty in self.duties:
            area = self.subtree(self.stated(duty, "origin") or self.roots)
            for organization in area:
                if self.kind(organization) in self.performed_by[duty]:
                    answer = self.conditions(duty, organization)
                    if answer is None:
                        self.unknown.add((duty, organization))
                    elif answer:
                        self.performs.add((duty, organization))
            levels = self.stated(duty, "managed_levels")
            for organization in area:
                if (duty, organization) in self.performs:
                    above = self.line_superior(organization)
                    steps = 1
                    while above in area and (levels is None or steps <= levels):
                        self.manages.add((duty, above))
                        above = self.line_superior(above)
                        steps += 1
        self.carries = self.performs | self.manages
        self.expected = {(d, o) for d, o in self.carries if self.required(d)}

    def functions(self, duty: str, organization: str) -> list[str]:
        """What the organization does about the duty."""
        pair = (duty, organization)
        return ["perform"] * (pair in self.performs) + ["manage"] * (pair in self.manages)

    # ---- bearers (§5) ---------------------------------------------------------------------------

    def first_of(self, kind: str, organization: str) -> list[str]:
        """The role in force of that kind with the smallest id, if there is one."""
        return [r for r in self.roles_of(organization) if self.roles[r]["kind"] == kind][:1]

    def find(
        self,
        duty: str,
        organization: str,
        function: str,
        responsibility: str,
        alternatives: Sequence[Sequence[str]],
        taken: set[str],
    ) -> tuple[str, ...] | None:
        """The roles expected to bear, () where nobody is, None where a role is and there is none."""
        here = self.roles_of(organization)
        kinds = [kind for alternative in alternatives for kind in alternative]
        if responsibility == "portfolio":
            holds = {self.stated(duty, "area")}
            if function == "manage":
                below = self.line_subordinates(organization)
                holds |= {o for o in below if (duty, o) in self.carries}
            mine = [role for role in here if self.roles[role]["kind"] in kinds]
            return tuple(r for r in mine if holds & set(self.roles[r].get("portfolio") or ()))
        if responsibility == "supervisory":
            for kind in kinds:
                for role in here:
                    if self.roles[role]["kind"] == kind and role not in taken:
                        return (role,)
            commission = any(self.kind(o) == "discipline_commission" for o in self.below[organization])
            return () if commission or not self.has_committee(organization) else None
        for alternative in alternatives:
            found = [role for kind in alternative for role in self.first_of(kind, organization)]
            if found:
                return tuple(dict.fromkeys(found))
        if function == "manage" or not self.has_committee(organization):
            hand = "group_leader" if self.kind(organization) == "group" else "secretary"
            return tuple(self.first_of(hand, organization)) or None
        return None

    def _bear(self) -> None:
        """For each carried pair, function and responsibility: who bears."""
        self.answers: dict[Pair, dict[tuple[str, str], tuple[str | None, ...] | None]] = {}
        self.taken: dict[Pair, set[str]] = {}
        for duty, organization in self.carries:
            answers: dict[tuple[str, str], tuple[str | None, ...] | None] = {}
            taken: set[str] = set()
            asked = [
                (function, responsibility, alternatives)
                for function in self.functions(duty, organization)
                for responsibility, alternatives in self.named[duty][function].items()
                if responsibility != "supporting"
            ]
            for function, responsibility, alternatives in asked:
                if responsibility == "principal":
                    answers[function, responsibility] = (None,)
                elif responsibility != "supervisory":
                    found = self.find(duty, organization, function, responsibility, alternatives, set())
                    answers[function, responsibility] = found
                    taken.update(found or ())
            for function, responsibility, alternatives in asked:
                if responsibility == "supervisory":
                    answers[function, responsibility] = self.find(
                        duty, organization, function, responsibility, alternatives, taken
                    )
            self.answers[duty, organization] = answers
            self.taken[duty, organization] = taken
        self.bearers: set[Bearer] = {
            (*pair, function, responsibility, role)
            for pair, answers in self.answers.items()
            for (function, responsibility), roles in answers.items()
            for role in roles or ()
        }
        self.unborne: set[tuple[str, str, str]] = {
            (*pair, responsibility)
            for pair in self.expected
            for (_, responsibility), roles in self.answers[pair].items()
            if roles is None
        }

    def excused(self, pair: Pair) -> bool:
        """The duty names responsibilities and §5 expects nobody for any of them (§4)."""
        return self.names(pair[0]) and all(roles == () for roles in self.answers[pair].values())

    def names(self, duty: str) -> bool:
        """Whether the duty names any responsibility, itself or by its classes."""
        return any(self.named[duty].values())

    # ---- declared, reached, missing, stray (§4) ---------------------------------------------------

    def _declare(self) -> None:
        self.held: dict[Pair, list[Held]] = defaultdict(list)  # rows of the duty itself
        self.keeps_list: set[str] = set()
        for line in self.lines_in_force:
            if line.of_class and line.duty in self.duties:
                self._hold_in_class(line)
            elif line.organization in self.organizations:
                if line.responsibility not in NOT_DECLARING:
                    self.keeps_list.add(line.organization)
                if line.duty in self.duties and self.exists(line):
                    roles = (line.role,) if line.role else ()
                    self.held[line.duty, line.organization].append(Held(line, roles))
        self.own_declared = {pair for pair in self.held if self.declaring(pair)}
        self.by_part: set[Pair] = set()
        for duty, organization in self.own_declared:
            for above in self.lineage(duty)[1:]:
                self.by_part.add((above, organization))
        self.declared = self.own_declared | self.by_part
        self.reached = {pair for pair in self.declared if self._is_reached(*pair)}
        self.missing = {
            (d, o)
            for d, o in self.expected - self.declared
            if o in self.keeps_list and not self.excused((d, o))
        }
        self.stray = {
            (d, o)
            for d, o in self.declared - self.carries - self.unknown
            if self.performed_by[d]
            and not self.is_helper(d, o, self.declaring((d, o)) or self._all_lines(d, o))
        }

    def exists(self, line: Line) -> bool:
        """The role, if any, is known in the organization or in a unit that it covers."""
        if line.role is None:
            return True
        return line.role in self.known_roles and self.belongs(line.role, line.organization)

    def _hold_in_class(self, line: Line) -> None:
        """A class assignment holds at every organization of the class that carries the duty (§1)."""
        duty = line.duty
        for organization in self.organizations:
            kind = self.kind(organization)
            inside = kind in self.leading if line.organization == "@*" else kind == line.organization[1:]
            if not inside or (duty, organization) not in self.carries:
                continue
            roles: dict[str, None] = {}
            if line.role is not None and line.responsibility != "supporting":
                functions = [line.function] if line.function else self.functions(duty, organization)
                for function in functions:
                    found = self.find(
                        *(duty, organization, function, line.responsibility, [[line.role[1:]]]),
                        self.taken[duty, organization],
                    )
                    roles |= dict.fromkeys(found or ())
                    if found is None and self.required(duty):
                        self.unborne.add((duty, organization, line.responsibility))
            self.held[duty, organization].append(Held(line, tuple(roles)))

    def declaring(self, pair: Pair) -> list[Held]:
        """The rows that declare: supervisory ones where §5 expects no other bearer."""
        others = (
            roles != () for (_, name), roles in self.answers.get(pair, {}).items() if name != "supervisory"
        )
        supervision_counts = pair in self.carries and not any(others)
        return [
            held
            for held in self.held.get(pair, ())
            if held.line.responsibility not in NOT_DECLARING
            or (supervision_counts and held.line.responsibility == "supervisory")
        ]

    def _all_lines(self, duty: str, organization: str) -> list[Held]:
        """The declaring rows of the duty and of its parts."""
        pairs = [(d, organization) for d in self.duties if duty in self.lineage(d)]
        return [held for pair in pairs for held in self.declaring(pair)]

    def is_helper(self, duty: str, organization: str, held: Sequence[Held]) -> bool:
        """A unit directly under an organization that carries, declared concrete and no more (§4)."""
        return (
            self.kind(organization) == "unit"
            and (duty, self.superior(organization)) in self.carries
            and all(one.line.responsibility == "concrete" for one in held)
        )

    def _is_reached(self, duty: str, organization: str) -> bool:
        at: str | None = organization
        while at is not None:
            if (duty, at) not in self.declared:
                return False
            at = self.line_superior(at)
            if (duty, at) not in self.carries:
                return True
        return True

    def nearest_committee(self, organization: str) -> str:
        above = self.line_superior(organization)
        seen = {organization}
        while above is not None and above not in seen and self.kind(above) != "committee":
            seen.add(above)
            above = self.line_superior(above)
        return "" if above is None or above in seen else above

    def landing(self, by: str = "level") -> dict[tuple[str, int | str | None], tuple[int, int, int, int]]:
        """Expected, and among these declared, reached, and handed: the carrying superior reached."""
        group_of = {"level": self.level, "kind": self.kind, "unit": self.nearest_committee}[by]
        counts: dict[tuple[str, int | str | None], tuple[int, int, int, int]] = {}
        for duty, organization in self.expected:
            pair, above = (duty, organization), (duty, self.line_superior(organization) or "")
            handed = above in self.carries and above in self.reached
            group = (duty, group_of(organization))
            expected, declared, reached, handed_down = counts.get(group, (0, 0, 0, 0))
            declared += pair in self.declared
            reached += pair in self.reached
            counts[group] = (expected + 1, declared, reached, handed_down + handed)
        return counts

    # ---- adopt (§5) -----------------------------------------------------------------------------

    def adopt(self) -> dict[str, list[dict[str, Any]]]:
        """The same data with exactly the expected bearers as assignments of required duties."""
        result = {name: [dict(row) for row in rows] for name, rows in self.data.items()}
        for row in result.get("duties", []):
            if self.required(row["id"]):
                classes = {
                    "performed_by": self.performers_by_class(row["id"]),
                    "bearers": self.bearers_by_class(row["id"], managing=False),
                    "managing_bearers": self.bearers_by_class(row["id"], managing=True),
                }
                row |= {k: v for k, v in classes.items() if blank(row.get(k)) and not blank(v)}
        result["assignments"] = [
            row
            for row in result.get("assignments", [])
            if row["duty"] not in self.duties or not self.required(row["duty"])
        ]
        for duty, organization in sorted(self.expected):
            for role, responsibility, function in self._rows_to_adopt(duty, organization):
                row = {"duty": duty, "organization": organization, "role": role}
                row |= {"responsibility": responsibility, "function": function}
                result["assignments"].append({k: v for k, v in row.items() if v is not None})
        return result

    def _rows_to_adopt(self, duty: str, organization: str) -> list[tuple[str | None, str, str | None]]:
        functions = self.functions(duty, organization)
        if not self.names(duty):
            needed = self.first_of(self.needs.get(self.kind(organization), ""), organization)
            anyone = self.roles_of(organization)
            if needed:
                return [(needed[0], "first", None)]
            return [(anyone[0], "direct", None)] if anyone else [(None, "principal", None)]
        borne: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        for (function, responsibility), roles in self.answers[duty, organization].items():
            for role in roles or ():
                borne[role, responsibility].append(function)
        rows: list[tuple[str | None, str, str | None]] = []
        for (role, responsibility), where in borne.items():
            alike = set(where) == set(functions)
            rows += [(role, responsibility, f) for f in ([None] if alike else where)]
        return sorted(rows, key=lambda row: tuple(map(text, row)))

    # ---- gaps (RULES; one gap per code, organization, subject_kind, subject, duty) ------------------

    def gaps(self) -> set[Gap]:
        found = {*self._structure(), *self._roles_and_holders(), *self._references(), *self._periods()}
        found |= {*self._lookalikes(), *self._future(), *self._counts()}
        found |= set(self._by_pair())
        if any(self.performed_by.values()):
            found |= {*self._landing_gaps(), *self._no_list(), *self._no_role()}
        return found | set(self._supervises_itself())

    def heard(self, duty: str, organization: str) -> bool:
        """Cascade rules are silent on unreachable organizations, bad origins, elective duties."""
        return organization in self.reachable and duty not in self.silent and self.required(duty)

    def _structure(self) -> Iterator[Gap]:
        """DJ001 to DJ006 and DJ008."""
        in_loops = {member for loop in self.loops for member in loop}
        for loop in self.loops:
            yield "DJ003", loop[0], "organization", ";".join(loop), ""
        for o, row in self.organizations.items():
            superior = self.superior(o)
            for named in {superior, *(row.get("guided_by") or ())} - {"", *self.known}:
                yield "DJ001", o, "organization", named, ""
            if superior == o:
                yield "DJ002", o, "organization", o, ""
            elif superior in self.known and superior not in self.organizations:
                yield "DJ008", o, "organization", o, ""
            elif superior in self.known and o not in in_loops:
                allowed = self.may_stand_under.get(self.kind(o))
                if allowed is not None and self.kind(superior) not in allowed:
                    yield "DJ006", o, "organization", o, ""
            cause = superior == o or o in in_loops or superior not in self.organizations
            if o in self.unreachable and not cause:
                yield "DJ004", o, "organization", o, ""
        guides = {g for row in self.organizations.values() for g in row.get("guided_by") or ()}
        origins = {origin for row in self.duties.values() for origin in row.get("origin") or ()}
        tops = [
            o
            for o in self.roots
            if self.kind(o) not in ("unit", "working_group")
            and not (not self.below[o] and o in guides and o not in origins)
        ]
        if len(tops) > 1:
            yield "DJ005", "", "organization", ";".join(tops), ""

    def _landing_gaps(self) -> Iterator[Gap]:
        """DJ101, DJ106, DJ107, DJ109."""
        for duty, o in self.missing:
            if self.heard(duty, o):
                below = ((duty, x) for x in self.line_subordinates(o))
                kept_below = any(pair in self.expected and pair in self.declared for pair in below)
                yield "DJ106" if kept_below else "DJ101", o, "organization", o, duty
        levels: dict[tuple[str, int | None], list[bool]] = defaultdict(list)
        for duty, o in self.expected:
            if self.heard(duty, o) and o in self.keeps_list and not self.excused((duty, o)):
                levels[duty, self.level(o)].append((duty, o) in self.declared)
        part, whole = LANDING_FLOOR
        for (duty, _), declared in levels.items():
            if len(declared) >= LANDING_MINIMUM and sum(declared) * whole < len(declared) * part:
                yield "DJ107", "", "duty", duty, duty
        for duty, o in self.stray & self.own_declared:
            if self.heard(duty, o) and not self.is_helper(duty, o, self.declaring((duty, o))):
                yield "DJ109", o, "organization", o, duty

    def _no_list(self) -> Iterator[Gap]:
        """DJ126, one per line superior (or top)."""
        for duty, o in self.expected - self.declared:
            if self.heard(duty, o) and o not in self.keeps_list and not self.excused((duty, o)):
                top = self.line_superior(o) or o
                yield "DJ126", top, "organization", top, ""

    def _no_role(self) -> Iterator[Gap]:
        """DJ125."""
        for duty, o, responsibility in self.unborne:
            if self.known_roles and self.heard(duty, o):
                yield "DJ125", o, "organization", responsibility, ""

    def _by_pair(self) -> Iterator[Gap]:
        """DJ102 to DJ105 and DJ110: what stands in the duty's own rows in one organization."""
        if not self.known_roles:
            return
        for (duty, o), held in self.held.items():
            if not self.heard(duty, o):
                continue
            declaring = self.declaring((duty, o))
            if self._lacks_first(duty, o, declaring):
                yield self._where("DJ102", duty, o, declaring)
            for function in self.functions(duty, o) or FUNCTIONS:
                first = [h for h in held if h.line.responsibility == "first" and function in h.functions]
                joint = [1, *map(len, self.named[duty][function].get("first", ()))]
                if len({role for one in first for role in one.roles}) > max(joint):
                    yield self._where("DJ103", duty, o, [h for h in first if h.roles])
            if self._is_collective_only(duty, o, declaring):
                yield self._where("DJ104", duty, o, declaring)
            bearing = {r for h in held if h.line.responsibility not in NOT_DECLARING for r in h.roles}
            if self.rows("appointments") and bearing and all(map(self.vacant, bearing)):
                yield "DJ105", o, "organization", o, duty
            for one in held:
                if self._is_misplaced(duty, o, one):
                    yield "DJ110", o, "assignment", one.line.key, duty

    def _where(self, code: str, duty: str, organization: str, held: Sequence[Held]) -> Gap:
        """What rests on class assignments alone is one per duty and class, the narrowest."""
        if all(one.line.of_class for one in held):
            return code, "", "organization", max(one.line.organization for one in held), duty
        return code, organization, "organization", organization, duty

    def _lacks_first(self, duty: str, organization: str, declaring: Sequence[Held]) -> bool:
        by_role = [one for one in declaring if one.roles]
        named = any("first" in self.named[duty][f] for f in self.functions(duty, organization))
        has_first = any(one.line.responsibility == "first" for one in by_role)
        for one in self._all_lines(duty, organization):
            has_first |= one.line.responsibility == "first" and bool(one.roles)
        return bool(by_role) and named and not has_first

    def _is_collective_only(self, duty: str, organization: str, declaring: Sequence[Held]) -> bool:
        pair = (duty, organization)
        body = [h for h in declaring if h.line.role is None and h.line.responsibility == "principal"]
        names_a_role = any(line.role for line in self.lines_in_force)
        part_names_a_role = any(one.roles for one in self._all_lines(*pair))
        if not body or len(body) < len(declaring) or part_names_a_role or not names_a_role:
            return False
        if blank(self.stated(duty, "bearers")) and blank(self.stated(duty, "managing_bearers")):
            return True
        watched = any(h.line.responsibility == "supervisory" and h.roles for h in self.held[pair])
        for (_, responsibility), roles in self.answers.get(pair, {}).items():
            elsewhere = responsibility == "supervisory" and (watched or roles is None)
            if roles and roles != (None,) and not elsewhere:
                return True
        return False

    def _is_misplaced(self, duty: str, organization: str, held: Held) -> bool:
        responsibility = held.line.responsibility
        functions = [f for f in self.functions(duty, organization) if f in held.functions]
        alternatives = [a for f in functions for a in self.named[duty][f].get(responsibility, ())]
        kinds = {kind for alternative in alternatives for kind in alternative}
        if not kinds or not held.roles or responsibility == "supporting":
            return False
        if held.line.of_class and (held.line.role or "")[1:] in kinds:
            return False
        return not any(
            self.known_roles[role]["kind"] in kinds
            or any((duty, organization, f, responsibility, role) in self.bearers for f in functions)
            for role in held.roles
        )

    def _supervises_itself(self) -> Iterator[Gap]:
        """DJ108; not a cascade rule: it speaks wherever the rows stand, elective duties aside."""
        for (duty, o), held in self.held.items():
            carrying = {r for h in held if h.line.responsibility not in NOT_DECLARING for r in h.roles}
            watching = {r for h in held if h.line.responsibility == "supervisory" for r in h.roles}
            persons = [{p for r in roles for p in self.holders[r]} for roles in (carrying, watching)]
            if self.required(duty) and (carrying & watching or persons[0] & persons[1]):
                yield "DJ108", o, "organization", o, duty

    # ---- gaps of roles, references and data ---------------------------------------------------------

    def place(self, organization: str | None) -> str:
        """Where a gap is: a known organization, or nowhere."""
        return organization if organization is not None and organization in self.known else ""

    def _roles_and_holders(self) -> Iterator[Gap]:
        """DJ501, DJ502, DJ503, DJ507; silent without roles, or holders."""
        if not self.known_roles:
            return
        for o in self.organizations:
            needed = self.needs.get(self.kind(o))
            mine = [row for row in self.roles.values() if row.get("organization") == o]
            count = sum(row["kind"] == needed for row in mine)
            if needed and not count:
                yield "DJ501", o, "organization", o, ""
            if count > 1:
                yield "DJ507", o, "organization", o, ""
        if not self.rows("appointments"):
            return
        for role, row in self.roles.items():
            o = self.place(row.get("organization"))
            seats = row.get("seats")
            if seats is None:
                seats = None if row["kind"] in UNLIMITED else 1
            if seats is not None and len(self.full_holders[role]) > seats:
                yield "DJ507", o, "role", role, ""
            short = len(self.holders[role]) < (1 if seats is None else seats)
            required = row.get("required")
            if required is None:
                required = o != "" and self.needs.get(self.kind(o)) == row["kind"]
            if row["kind"] == "secretary" and self.vacant(role) and self.line_subordinates(o):
                yield "DJ503", o, "role", role, ""
            elif required and row["kind"] != "members" and short:
                yield "DJ502", o, "role", role, ""

    def keyed(self, collection: str) -> list[tuple[str, Row]]:
        """Rows of appointments or records with their made keys (§1)."""

        def key(row: Row) -> str:
            if collection == "appointments":
                return f"{row['role']}#{text(row.get('person'))}#{text(row.get('since'))}"
            parts = (text(row.get(column)) for column in ("kind", "on", "subordinate"))
            return f"{text(row.get('duty'))}@{row['organization']}#{'#'.join(parts)}"

        rows = self.rows(collection)
        pairs = [(key(row), tuple(text(row.get(c)) for c in KEYS[collection])) for row in rows]
        return list(zip(numbered(pairs), rows, strict=True))

    def _references(self) -> Iterator[Gap]:
        """DJ112, one per row and field."""
        for line in self.lines_in_force:
            duty = line.duty if line.duty in self.duties else ""
            nowhere = not line.of_class and line.organization not in self.known
            bad = {"duty": not duty, "organization": nowhere}
            if line.of_class:
                bad["role"] = line.role is not None and not line.role.startswith("@")
            else:
                bad["role"] = self._is_foreign(line.role, line.organization)
            for field in (name for name, is_bad in bad.items() if is_bad):
                yield "DJ112", self.place(line.organization), "assignment", f"{line.key}.{field}", duty
        for key, row in self.keyed("appointments"):
            if row["role"] not in self.known_roles and lasts(row, "since", "until", self.at):
                yield "DJ112", "", "appointment", f"{key}.role", ""
        record_ids = {row.get("id") for row in self.rows("records")}
        for key, row in self.keyed("records"):
            o = row["organization"]
            bad = {
                "organization": o not in self.known,
                "duty": any(duty not in self.duties for duty in row.get("duty") or ()),
                "subordinate": (row.get("subordinate") or o) not in {o, *self.known},
                "role": self._is_foreign(row.get("role"), o),
                "about": not blank(row.get("about")) and row["about"] not in record_ids,
            }
            for field in (name for name, is_bad in bad.items() if is_bad):
                yield "DJ112", self.place(o), "record", f"{key}.{field}", self._duty_of(row)
        for role, row in self.roles.items():
            o = row.get("organization") or ""
            if o not in self.known:
                yield "DJ112", "", "role", f"{role}.organization", ""
            if self._is_foreign(row.get("stand_in"), o):
                yield "DJ112", self.place(o), "role", f"{role}.stand_in", ""
        for o, row in self.organizations.items():
            if any(unit not in self.known for unit in row.get("covers") or ()):
                yield "DJ112", o, "organization", f"{o}.covers", ""
        for duty, row in self.duties.items():
            if any(origin not in self.known for origin in row.get("origin") or ()):
                yield "DJ112", "", "duty", f"{duty}.origin", duty
            last, parent = self.lineage(duty)[-1], row.get("parent")
            circle = self.duties[last].get("parent") == duty
            if circle or (not blank(parent) and parent not in self.duties):
                yield "DJ112", "", "duty", f"{duty}.parent", duty

    def _is_foreign(self, role: str | None, organization: str) -> bool:
        """Whether a role named is unknown, or known and of another organization."""
        if blank(role) or role is None:
            return False
        return role not in self.known_roles or (
            organization in self.known and not self.belongs(role, organization)
        )

    def _duty_of(self, record: Row) -> str:
        duties = list(record.get("duty") or ())
        return duties[0] if len(duties) == 1 and duties[0] in self.duties else ""

    def _periods(self) -> Iterator[Gap]:
        """DJ906, over all rows, in force or not."""
        for o, row in self.known.items():
            if inverted(row, "valid_from", "valid_to"):
                yield "DJ906", o, "organization", f"{o}.valid_to", ""
        for role, row in self.known_roles.items():
            if inverted(row, "valid_from", "valid_to"):
                yield "DJ906", self.place(row.get("organization")), "role", f"{role}.valid_to", ""
        for key, row in self.keyed("appointments"):
            if inverted(row, "since", "until"):
                o = self.known_roles.get(row["role"], {}).get("organization")
                yield "DJ906", self.place(o), "appointment", f"{key}.until", ""
        for line in self.lines:
            if line.ends_before_it_starts:
                duty = line.duty if line.duty in self.duties else ""
                yield "DJ906", self.place(line.organization), "assignment", f"{line.key}.until", duty

    def _lookalikes(self) -> Iterator[Gap]:
        """DJ901."""
        collections = {"organization": self.organizations, "role": self.roles, "duty": self.duties}
        for kind, rows in collections.items():
            alike: dict[str, list[str]] = defaultdict(list)
            for name in sorted(rows):
                alike[unicodedata.normalize("NFKC", name).casefold()].append(name)
            for names in alike.values():
                if len(names) > 1:
                    places = {rows[name].get("organization") for name in names} if kind == "role" else set()
                    o = self.place(places.pop()) if len(places) == 1 else ""
                    yield "DJ901", o, kind, ";".join(names), ""

    def _future(self) -> Iterator[Gap]:
        """DJ902."""
        for key, row in self.keyed("records"):
            early = row.get("recorded_on") is not None and row["recorded_on"] < row["on"]
            if early or (self.at is not None and row["on"] > self.at):
                yield "DJ902", self.place(row["organization"]), "record", key, self._duty_of(row)

    def _counts(self) -> Iterator[Gap]:
        """DJ904."""
        for o, row in self.organizations.items():
            members, full = row.get("members"), row.get("full_members")
            if members is None:
                continue
            mine = [r for r, role in self.roles.items() if role.get("organization") == o]
            persons = {person for role in mine for person in self.holders[role]}
            if (full is not None and full > members) or (self.kind(o) == "branch" and members < len(persons)):
                yield "DJ904", o, "organization", o, ""


def check() -> None:
    """A few chains small enough to answer by hand."""
    day = date(2026, 9, 30)
    top: dict[str, Any] = {"id": "A", "kind": "committee"}
    branches: list[dict[str, Any]] = [{"id": f"A{i}", "kind": "branch", "superior": "A"} for i in range(1, 6)]
    roles = [{"id": f"{o['id']}.s", "organization": o["id"], "kind": "secretary"} for o in (top, *branches)]
    holders = [{"role": role["id"], "person": f"P-{role['id']}"} for role in roles]
    duty: dict[str, Any] = {"id": "D", "title": "D", "performed_by": ("branch",)}
    duty["bearers"] = {"first": (("secretary",),)}
    bare: dict[str, Sequence[Row]] = {"organizations": [top, *branches], "roles": roles}
    bare |= {"appointments": holders, "duties": [duty]}

    empty = Oracle(bare, day)
    assert empty.performs == {("D", f"A{i}") for i in range(1, 6)}
    assert empty.manages == {("D", "A")}
    assert empty.bearers >= {("D", "A1", "perform", "first", "A1.s"), ("D", "A", "manage", "first", "A.s")}
    assert empty.gaps() == {("DJ126", "A", "organization", "A", "")}
    assert (empty.level("A"), empty.level("A1"), empty.line_superior("A1")) == (0, 1, "A")

    adopted = empty.adopt()
    full = Oracle(adopted, day)
    assert full.gaps() == set()
    assert full.adopt() == adopted
    assert full.landing() == {("D", 0): (1, 1, 1, 0), ("D", 1): (5, 5, 5, 5)}

    other = {"duty": "E", "organization": "A1", "since": date(2026, 1, 1)}
    elective = {"id": "E", "title": "E", "nature": "elective"}
    rows = [row for row in adopted["assignments"] if row["organization"] != "A1"]
    chain: dict[str, Sequence[Row]] = {**adopted, "duties": [duty, elective], "assignments": [*rows, other]}
    assert Oracle(chain, day).gaps() == {("DJ101", "A1", "organization", "A1", "D")}
    assert Oracle({**chain, "assignments": rows}, day).gaps() == {("DJ126", "A", "organization", "A", "")}
    rows = [*adopted["assignments"], {"duty": "D", "organization": "A1"}] * 2
    assert {line.key for line in Oracle({**adopted, "assignments": rows}, day).lines} >= {
        "D@A1/#principal#",
        "D@A1/#principal#~2",
    }

    by_class = {"duty": "D", "organization": "@branch", "role": "@secretary"}
    office: dict[str, Sequence[Row]] = {**bare, "assignments": [by_class]}
    office["duties"] = [{"id": "D", "title": "D"}]
    classes = Oracle(office, day)
    assert classes.performed_by["D"] == {"branch"}
    assert classes.declared == {("D", f"A{i}") for i in range(1, 6)}
    assert classes.gaps() == {("DJ126", "A", "organization", "A", "")}
    assert Oracle(classes.adopt(), day).gaps() == set()
    by_body = {"duty": "D", "organization": "@branch"}
    collective: dict[str, Sequence[Row]] = {**office, "assignments": [by_body, {**other, "role": "A1.s"}]}
    assert ("DJ104", "", "organization", "@branch", "D") in Oracle(collective, day).gaps()

    odd = [
        {"id": "X", "kind": "branch", "superior": "Y"},
        {"id": "Y", "kind": "branch", "superior": "Z"},
        {"id": "Z", "kind": "branch", "superior": "X"},
        {"id": "Z1", "kind": "group", "superior": "Z"},
        {"id": "S", "kind": "branch", "superior": "S"},
        {"id": "M", "kind": "branch", "superior": "missing"},
        {"id": "G", "kind": "group", "superior": "A"},
        {"id": "T", "kind": "branch"},
    ]
    broken = Oracle({"organizations": [top, *odd]}, day)
    assert broken.loops == [("X", "Y", "Z")]
    assert broken.gaps() == {
        ("DJ001", "M", "organization", "missing", ""),
        ("DJ002", "S", "organization", "S", ""),
        ("DJ003", "X", "organization", "X;Y;Z", ""),
        ("DJ004", "Z1", "organization", "Z1", ""),
        ("DJ005", "", "organization", "A;T", ""),
        ("DJ006", "G", "organization", "G", ""),
    }

    watched = {**duty, "performed_by": ("committee",), "bearers": {"supervisory": (("secretary",),)}}
    alone = Oracle({**bare, "duties": [watched]}, day)
    assert alone.bearers == {("D", "A", "perform", "supervisory", "A.s")}
    assert Oracle(alone.adopt(), day).declared == {("D", "A")}
    both = {**watched, "bearers": {"first": (("secretary",),), "supervisory": (("secretary",),)}}
    assert Oracle({**bare, "duties": [both]}, day).unborne == {("D", "A", "supervisory")}
    commission = {"id": "J", "kind": "discipline_commission", "superior": "A"}
    helped = Oracle({**bare, "organizations": [top, commission], "duties": [both]}, day)
    assert helped.unborne == set()


if __name__ == "__main__":
    check()
