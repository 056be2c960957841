"""Slow twins of the rules on terms and hand-overs: plain loops over rows and days, nothing of the library."""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.oracle import Oracle
from tests.twins.chains import Maker

Rows = dict[str, list[dict[str, Any]]]
Found = tuple[str, str, str, str, str]

NEW_RULE = date(2018, 7, 12)
REMINDER, ACTING, HAND_OVER = 6, 6, 12  # months
EXTENSION = 1  # years
ELECTED = [
    *(date(2017, 1, 5), date(2018, 7, 11), date(2018, 7, 12), date(2021, 9, 30), date(2021, 10, 1)),
    *(date(2022, 3, 30), date(2022, 3, 31), date(2022, 9, 30), date(2022, 10, 1), date(2023, 9, 30)),
    *(date(2023, 10, 1), date(2024, 3, 30), date(2024, 3, 31), date(2025, 6, 1), date(2026, 12, 1)),
]
HELD = [
    *(date(2025, 1, 1), date(2025, 9, 29), date(2025, 9, 30), date(2025, 10, 1), date(2026, 1, 31)),
    *(date(2026, 2, 1), date(2026, 3, 30), date(2026, 3, 31), date(2026, 5, 1), date(2026, 9, 29)),
    *(date(2026, 9, 30), date(2026, 10, 1)),
]


class Month(NamedTuple):
    """A month where no day is known; a year where `month` is None."""

    year: int
    month: int | None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])


def first(day: Any) -> date:
    return day.first if isinstance(day, Month) else day


def last(day: Any) -> date:
    return day.last if isinstance(day, Month) else day


def later(day: date, months: int) -> date:
    """Month by month, and the last day of a month that is too short."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    while True:
        try:
            return date(year, month, day.day)
        except ValueError:
            day -= timedelta(days=1)


def term_rows(seed: int) -> Rows:
    """Return a random small chain with elections, decisions to extend terms, and holders who come and go."""
    rows = Maker(seed, size=6).rows()
    chance = random.Random(seed)
    _elect(rows, chance)
    _extend(rows, chance)
    _appoint(rows, chance)
    return rows


def _elect(rows: Rows, chance: random.Random) -> None:
    for row in rows["organizations"]:
        row["kind"] = chance.choice([row["kind"], "committee", "general_branch", "branch", "branch"])
        row["unit_type"] = chance.choice(["organ", "village", "soe"])
        if chance.random() < 0.75:
            row["temporary"] = False
        if chance.random() < 0.85:
            day = chance.choice(ELECTED)
            row["elected_on"] = chance.choice([day, day, Month(day.year, day.month), Month(day.year, None)])
        row["name"] = f"示例{row['id']}党委"


def _extend(rows: Rows, chance: random.Random) -> None:
    grounds = [
        *("term_extension", "《关于党的基层组织任期的意见》延期换届", "《关于党的基层组织任期的意见》"),
        *("延期", "my_term_extension", "依据term_extension"),
    ]
    rows["duties"] += [
        {"id": f"E{number}", "why": chance.choice(grounds)} for number in range(chance.randint(0, 2))
    ]
    rows["duties"].append({"id": "E9", "parent": "E0"})
    ids = [row["id"] for row in rows["organizations"]]
    for _ in range(chance.randint(0, 6)):
        day = chance.choice(
            [date(2017, 6, 1), date(2023, 9, 30), date(2025, 6, 1), date(2026, 9, 30), date(2026, 10, 1)]
        )
        record = {
            "organization": chance.choice(ids),
            "kind": chance.choice(["decided", "decided", "decided", "performed"]),
            "on": chance.choice([day, Month(day.year, day.month)]),
            "duty": (chance.choice(["E0", "E0", "E1", "E9", "D0"]),) if chance.random() < 0.9 else (),
        }
        if chance.random() < 0.4:
            record["subordinate"] = chance.choice([*ids, "O91"])
        if chance.random() < 0.7:
            by = chance.choice(ids)
            record["by"] = chance.choice([by, f"示例{by}党委", f"示例{by}党委组织部", "示例上级"])
        rows["records"].append(record)


def _appoint(rows: Rows, chance: random.Random) -> None:
    """Holders follow each other, with holes, overlaps and acting ones between."""
    rows["appointments"] = []
    for role in rows["roles"]:
        role["kind"] = chance.choice([role["kind"], "secretary", "members"])
        if chance.random() < 0.2:
            role[chance.choice(["valid_from", "valid_to"])] = _blurred(chance.choice(HELD), chance)
        here = 0
        for person in range(chance.choice([0, 1, 1, 2, 2, 3])):
            here = min(max(here + chance.choice([-1, 0, 0, 1, 2]), 0), len(HELD) - 2)
            after = chance.randint(here + 1, len(HELD) - 1)
            row: dict[str, Any] = {"role": role["id"], "person": f"P{person if chance.random() < 0.9 else 0}"}
            row["acting"] = chance.random() < 0.25
            if chance.random() < 0.85:
                row["since"] = _blurred(HELD[here], chance)
            if chance.random() < 0.75:
                row["until"] = _blurred(HELD[after], chance)
            rows["appointments"].append(row)
            here = after
    for row in rows["assignments"]:
        if chance.random() < 0.15:
            row["since"] = _blurred(chance.choice(HELD), chance)
        if chance.random() < 0.1:
            row["until"] = _blurred(chance.choice(HELD), chance)
    rows["duties"].append({"id": "H0", "performed_by": ("committee", "general_branch", "branch", "unit")})
    of = [(role["id"], role["organization"]) for role in rows["roles"]]
    for role_id, organization in of:
        if chance.random() < 0.7:
            row = {"duty": "H0", "organization": organization, "role": role_id}
            row["responsibility"] = chance.choice(["first", "direct", "direct", "concrete", "supporting"])
            side = chance.choice([None, None, None, None, None, "since", "until"])
            if side:
                row[side] = _blurred(chance.choice(HELD), chance)
            rows["assignments"].append(row)


def _blurred(day: date, chance: random.Random) -> Any:
    return Month(day.year, day.month) if chance.random() < 0.1 else day


class Terms:
    """What the rules on terms and hand-overs find in rows on a day."""

    def __init__(self, rows: Rows, day: date) -> None:
        self.rows, self.day = rows, day
        self.sharp = {name: [self._sharp(name, row) for row in held] for name, held in rows.items()}
        self.oracle = Oracle(self.sharp, day)
        self.start = later(day, -HAND_OVER)
        roles = [row["id"] for row in rows["roles"]]
        self.spans = {role: [self._longest(row) for row in self._of(role)] for role in roles}
        self.sides = {role: self._sides(role) for role in roles}

    def _sharp(self, name: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row whose sides are read at their longest, as `in force` reads them."""
        made = dict(row)
        for start in ("valid_from", "since"):
            if start in made:
                made[start] = first(made[start])
        for end in ("valid_to", "until"):
            if end in made:
                made[end] = last(made[end])
        return {column: first(cell) if isinstance(cell, Month) else cell for column, cell in made.items()}

    def gaps(self) -> set[Found]:
        found = {*self._terms(), *self._acting()}
        if any(row.get("until") for row in self.rows["appointments"]):
            found |= {*self._hand_overs(), *self._uncovered()}
        return found

    # ---- terms --------------------------------------------------------------------------------

    def _years(self, row: dict[str, Any]) -> int | None:
        is_new = last(row["elected_on"]) >= NEW_RULE
        if row["kind"] == "committee":
            return 5 if is_new else 4
        if row["kind"] == "general_branch":
            return 3 if is_new else None
        return 5 if is_new and row.get("unit_type") in ("village", "community") else 3

    def _terms(self) -> Iterator[Found]:
        for row in self.rows["organizations"]:
            id_ = row["id"]
            elected = row.get("kind") in ("committee", "general_branch", "branch") and not row.get(
                "temporary"
            )
            if not elected or id_ not in self.oracle.organizations or "elected_on" not in row:
                continue
            years = self._years(row)
            end = None if years is None else later(last(row["elected_on"]), 12 * years)
            records = [record for record in self.rows["records"] if self._extends(record, row)]
            if end and not records and end < self.day:
                yield "DJ510", id_, "organization", id_, ""
            if end and not records and self.day <= end <= later(self.day, REMINDER):
                yield "DJ511", id_, "organization", id_, ""
            over = end is not None and later(end, 12 * EXTENSION) < self.day
            if records and (over or not any(self._approves(record, row) for record in records)):
                yield "DJ512", id_, "organization", id_, ""

    def _extends(self, record: dict[str, Any], row: dict[str, Any]) -> bool:
        about = record.get("subordinate") or record["organization"]
        grounds = [self.oracle.stated(duty, "why") or "" for duty in record.get("duty", ())]
        return (
            record["kind"] == "decided"
            and about == row["id"]
            and any(
                (why in ("term_extension", "依据term_extension")) or ("任期的意见》" in why and "延期" in why)
                for why in grounds
            )
            and last(record["on"]) > first(row["elected_on"])
            and first(record["on"]) <= self.day
        )

    def _above(self, organization: str) -> list[str]:
        found: list[str] = []
        here = self.oracle.superior(organization)
        while here in self.oracle.organizations and here not in found and here != organization:
            found.append(here)
            here = self.oracle.superior(here)
        return found

    def _approves(self, record: dict[str, Any], row: dict[str, Any]) -> bool:
        above, by = self._above(row["id"]), record.get("by")
        if record["organization"] in above:
            return True
        if by is None or by in (row["id"], row["name"]):
            return False
        return not above or any(by == one or f"示例{one}党委" in by for one in above)

    # ---- acting -------------------------------------------------------------------------------

    def _acting(self) -> Iterator[Found]:
        if not any("since" in row for row in self.rows["appointments"]):
            return
        for role in self.oracle.roles:
            holding = [row for row in self._of(role) if self._is_in_force(row)]
            long = [
                row
                for row in holding
                if row["acting"] and "since" in row and later(last(row["since"]), ACTING) <= self.day
            ]
            if long and all(row["acting"] for row in holding) and self._owner(role) in self.oracle.known:
                yield "DJ517", self._owner(role), "role", role, ""

    def _of(self, role: str) -> list[dict[str, Any]]:
        return [row for row in self.rows["appointments"] if row["role"] == role]

    def _owner(self, role: str) -> str:
        return str(self.oracle.known_roles[role]["organization"])

    def _longest(self, row: dict[str, Any]) -> tuple[date, date]:
        since, until = row.get("since"), row.get("until")
        return (date.min if since is None else first(since), date.max if until is None else last(until))

    def _shortest(self, row: dict[str, Any]) -> tuple[date, date]:
        since, until = row.get("since"), row.get("until")
        return (date.min if since is None else last(since), date.max if until is None else first(until))

    def _is_in_force(self, row: dict[str, Any]) -> bool:
        start, end = self._longest(row)
        return start <= self.day < end

    # ---- hand-overs, day by day ----------------------------------------------------------------

    def _days(self) -> Iterator[date]:
        here = self.start
        while here < self.day:
            yield here
            here += timedelta(days=1)

    def _sides(self, role: str) -> tuple[date, date, date, date]:
        """From when a role may and surely did exist, until when it surely and may have."""
        owner = next((row for row in self.rows["organizations"] if row["id"] == self._owner(role)), {})
        own = next(row for row in self.rows["roles"] if row["id"] == role)
        starts = [row["valid_from"] for row in (own, owner) if "valid_from" in row]
        ends = [row["valid_to"] for row in (own, owner) if "valid_to" in row]
        return (
            max(map(first, starts), default=date.min),
            max(map(last, starts), default=date.min),
            min(map(first, ends), default=date.max),
            min(map(last, ends), default=date.max),
        )

    def _held(self, role: str, day: date) -> bool:
        return any(start <= day < end for start, end in self.spans[role])

    def _began(self, role: str, day: date) -> bool:
        return any(start <= day and start < end for start, end in self.spans[role])

    def _hand_overs(self) -> Iterator[Found]:
        for role, row in self.oracle.roles.items():
            unlimited = ("deputy_secretary", "deputy_head", "committee_member", "organizer", "members")
            seats = row.get("seats") or (None if row["kind"] in unlimited else 1)
            if seats == 1 and row["kind"] != "members" and (self._has_hole(role) or self._overlaps(role)):
                owner = self._owner(role)
                yield "DJ519", owner if owner in self.oracle.known else "", "role", role, ""

    def _has_hole(self, role: str) -> bool:
        """Somebody before, nobody on the day of the hole, somebody after and by the day."""
        for day in self._days():
            vacant = self._began(role, day) and not self._held(role, day) and day >= self.sides[role][1]
            later_days = (day + timedelta(days=step) for step in range(1, (self.day - day).days + 1))
            if vacant and any(self._held(role, each) for each in later_days):
                return True
        return False

    def _overlaps(self, role: str) -> bool:
        rows = [row for row in self._of(role) if not row["acting"]]
        for one in rows:
            for other in rows:
                if one["person"] == other["person"] or (self._is_in_force(one) and self._is_in_force(other)):
                    continue
                spans = [self._shortest(row) for row in (one, other)]
                start, end = max(span[0] for span in spans), min(span[1] for span in spans)
                if any(first_ == date.min and last_ > end for first_, last_ in spans) or start == date.min:
                    continue  # a beginning that is not entered may be where the other ended
                if start < end <= self.day and end > self.start:
                    return True
        return False

    # ---- uncovered days --------------------------------------------------------------------------

    def _uncovered(self) -> Iterator[Found]:
        if not self.rows["assignments"]:
            return
        for duty, organization in sorted(self.oracle.carries & self.oracle.declared):
            if self.oracle.heard(duty, organization) and self._has_uncovered(duty, organization):
                yield "DJ122", organization, "organization", organization, duty

    def _has_uncovered(self, duty: str, organization: str) -> bool:
        bearing: dict[str, date] = {}
        own = False
        for held in self.oracle.held.get((duty, organization), ()):
            if held.line.responsibility not in ("supporting", "supervisory"):
                own |= bool(held.roles) and not held.line.of_class
                since = date.min
                if held.line.key.split("~")[0].rsplit("#", 1)[1]:
                    since = max(
                        last(row["since"])
                        for row in self.rows["assignments"]
                        if "since" in row
                        and str(first(row["since"])) == held.line.key.split("~")[0].rsplit("#", 1)[1]
                        and (row["duty"], row["organization"], row.get("role"))
                        == (duty, held.line.organization, held.line.role)
                    )
                for role in held.roles:
                    bearing[role] = min(since, bearing.get(role, date.max))
        if not own:
            return False
        run: list[date] = []
        for day in self._window():
            states = {self._vacancy(role, since, day) for role, since in bearing.items()}
            if True in states and False not in states:
                run.append(day)
            elif run:
                if run[-1] >= self.start and not self._borne_earlier(duty, organization, run):
                    return True
                run = []
        return False

    def _window(self) -> Iterator[date]:
        """Days from long before to the day itself."""
        here = date(2024, 12, 1)
        while here <= self.day:
            yield here
            here += timedelta(days=1)

    def _vacancy(self, role: str, since: date, day: date) -> bool | None:
        first_, surely, until, last_ = self.sides[role]
        if day < first_ or day >= last_:
            return None
        if self.oracle.known_roles[role]["kind"] == "members":
            return False
        known = day >= max(surely, since) and day < until and self._began(role, day)
        return known and not self._held(role, day)

    def _borne_earlier(self, duty: str, organization: str, run: list[date]) -> bool:
        for row in self.rows["assignments"]:
            start, end = self._longest(row)
            mine = (row["duty"], row["organization"]) == (duty, organization) and row.get("role")
            if mine and end <= self.day and any(start <= day < end for day in run):
                return True
        return False
